"""Records by the batch through columns: the same results as one by one, to the last byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from intake.flow.model import Flow
from intake.records.record import Record, Unreadable
from intake.records.screener import Result, Screener
from intake.screening.duck import Duck
from intake.screening.triages import Triages

__all__ = ["ColumnScreener"]

_BATCH = 8192


class ColumnScreener:
    """Screens records of one flow on one date. What a record says is checked one by one, what it comes to many at once."""

    def __init__(self, flow: Flow, date: date, *, because: bool = True) -> None:
        self.flow = flow
        self._one_by_one = Screener(flow, date, because=because)
        self._triages = Triages(flow, date, Duck, because=because, recall=self._one_by_one.recall)

    def each(self, records: Iterable[Record | Unreadable], before: int) -> Iterator[tuple[Record | Unreadable, Result]]:
        """Each record with its result, in their order, a batch at a time.

        Where reading them fails, the results of those before come first, then the failure.
        """
        waiting = iter(records)
        while True:
            failure: Exception | None = None
            batch: list[Record | Unreadable] = []
            try:
                for record in waiting:
                    batch.append(record)
                    if len(batch) == _BATCH:
                        break
            except Exception as error:
                failure = error
            yield from self._results(batch, before)
            before += len(batch)
            if failure is not None:
                raise failure
            if len(batch) < _BATCH:
                return

    def _results(self, batch: list[Record | Unreadable], before: int) -> Iterator[tuple[Record | Unreadable, Result]]:
        one = self._one_by_one
        checked = [one.check(record) for record in batch if isinstance(record, Record)]
        told = zip(checked, self._triages.of([(said.given, said.signature) for said in checked]), strict=True)
        for number, record in enumerate(batch, before + 1):
            if isinstance(record, Unreadable):
                yield record, one.nothing_read(record, number)
            else:
                said, triage = next(told)
                yield record, one.result(record, number, said, triage)
