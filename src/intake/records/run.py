"""One run over all sources: record in, result out, and the count of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Protocol

from intake.flow.model import Flow
from intake.records.bar import Bar
from intake.records.record import Record, Unreadable, UnreadableFile
from intake.records.screener import Result
from intake.records.sources import Source
from intake.records.writers import Writer

__all__ = ["Run", "Screening"]


class Sink(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, then: Callable[[], None] | None = None) -> None:
        """Takes them all, then calls `then`, with nothing between the two."""

    def flush(self) -> None:
        """Hands on what it holds back."""


class Screening(Protocol):
    """Whatever makes results of records: one by one, or many at once."""

    flow: Flow

    def each(self, records: Iterable[Record | Unreadable], before: int) -> Iterator[tuple[Record | Unreadable, Result]]:
        """Each record with its result, in their order. `before`: how many came before, for their numbers."""


class Run:
    """Screens sources one after another; records are numbered through all of them.

    `count` results were written, of which `invalid`; `readable` records could be read. `faults` says of each file that
    cannot be read, or not to its end, what is wrong. `most`: stop after so many records.
    """

    def __init__(self, screener: Screening, writer: Writer, bar: Bar, *, most: int | None = None) -> None:
        self._screener, self._writer, self.bar, self._most = screener, writer, bar, most
        self._begun = False
        self.count = self.invalid = self.readable = self._taken = 0
        self.faults: list[str] = []
        self.most_reached = False

    def screen(self, sources: Sequence[Source], sink: Sink) -> None:
        """Writes the results of all records, each as soon as it is there."""
        self._begin(sink)
        before = 0
        for source in sources:
            try:
                before += self._one_source(source, sink, before)
            except UnreadableFile as error:
                self.faults.append(f"{source.name}: {error}")
            except OSError as error:
                if isinstance(error, BrokenPipeError):
                    raise
                self.faults.append(f"{source.name}: {error.strerror or error}")
            if self.most_reached:
                return

    def finish(self, sink: Sink) -> None:
        """Writes what stands after the results so far."""
        self.bar.clear()
        self._begin(sink)
        sink.write(self._writer.end())
        sink.flush()

    def _begin(self, sink: Sink) -> None:
        if not self._begun:
            self._begun = True
            sink.write(self._writer.begin())

    def _finished(self, record: Record | Unreadable, result: Result) -> None:
        self.count += 1
        self.readable += not isinstance(record, Unreadable)
        self.invalid += result["status"] == "invalid"

    def _one_source(self, source: Source, sink: Sink, before: int) -> int:
        """Screens one source; returns how many bytes it had."""
        screener, writer, bar = self._screener, self._writer, self.bar
        with source.opened() as stream:
            for record, result in screener.each(self._up_to_most(source.records(stream, screener.flow)), self.count):
                sink.write(writer.add(result), partial(self._finished, record, result))
                bar.show(self.count, lambda: before + source.position(stream))
            return source.position(stream)

    def _up_to_most(self, records: Iterator[Record | Unreadable]) -> Iterator[Record | Unreadable]:
        """The records, until there is one too many."""
        for record in records:
            if self._taken == self._most:
                self.most_reached = True
                return
            self._taken += 1
            yield record
