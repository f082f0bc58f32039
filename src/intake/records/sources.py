"""Where records come from: files by their ending, or standard input; and what no file of records is."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from intake.flow.model import Flow
from intake.records.read_csv import read_csv
from intake.records.read_json import read_json
from intake.records.read_jsonl import read_jsonl
from intake.records.read_yaml import read_yaml
from intake.records.record import Record, Unreadable, UnreadableFile

__all__ = ["FORMATS", "BadSource", "Source", "refuse_other_kinds", "sources_of"]

FORMATS: dict[str, Callable[[BinaryIO, Flow], Iterator[Record | Unreadable]]] = {
    "jsonl": lambda stream, flow: read_jsonl(stream),
    "json": lambda stream, flow: read_json(stream),
    "yaml": lambda stream, flow: read_yaml(stream),
    "csv": read_csv,
}
_ENDINGS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".yaml": "yaml", ".yml": "yaml", ".csv": "csv"}

_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class BadSource(Exception):
    """A source is named wrongly: what is wrong, and how it is said rightly."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file or standard input (`path` is `None`), and the format of its records."""

    name: str
    format: str
    path: Path | None

    def check(self) -> None:
        """Nothing, if it is there and may be read.

        Raises:
            OSError: it is not, or may not.
        """
        with self.opened():
            pass

    @contextmanager
    def opened(self) -> Iterator[BufferedReader]:
        """The bytes of the source. Standard input stays open for others.

        Raises:
            OSError: it is not there, or may not be read.
        """
        if self.path is not None:
            with self.path.open("rb") as stream:
                yield stream
        elif sys.stdin is None or sys.stdin.closed:
            raise OSError("standard input is closed")
        else:
            yield cast(BufferedReader, sys.stdin.buffer)

    def position(self, stream: BufferedReader) -> int:
        """How many bytes of a file were read so far; 0 of a pipe."""
        return stream.tell() if self.size() is not None else 0

    def size(self) -> int | None:
        """Its length in bytes; `None` where nobody knows it beforehand."""
        try:
            status = self.path.stat() if self.path is not None else os.fstat(sys.stdin.fileno())
        except (OSError, ValueError):
            return None
        return status.st_size if stat.S_ISREG(status.st_mode) else None

    def records(self, stream: BufferedReader, flow: Flow) -> Iterator[Record | Unreadable]:
        """The records, one by one.

        Raises:
            UnreadableFile: what it holds is no such format, from the beginning or from some record on.
        """
        refuse_other_kinds(stream.peek(4)[:4])
        return FORMATS[self.format](stream, flow)


def sources_of(names: Sequence[str], input_format: str | None) -> list[Source]:
    """The sources of these names. `input_format` is that of standard input, and of files whose ending says none.

    Raises:
        BadSource: a format is not known, or standard input is named twice.
    """
    if input_format is not None and input_format not in FORMATS:
        raise BadSource(f"--input: '{input_format}' is not read; known: {', '.join(FORMATS)}")
    if list(names).count("-") > 1:
        raise BadSource("'-' (standard input) can be read only once")
    return [_source(name, input_format) for name in names]


def _source(name: str, input_format: str | None) -> Source:
    if name == "-":
        return Source("standard input", input_format or "jsonl", None)
    path = Path(name)
    known = _ENDINGS.get(path.suffix.lower(), input_format)
    if known is not None:
        return Source(name, known, path)
    if path.suffix.lower() in (".xlsx", ".xls", ".ods"):
        raise BadSource(f"{name}: a spreadsheet is not read; save it as CSV (UTF-8, comma separated)")
    endings = ", ".join(_ENDINGS)
    raise BadSource(f"{name}: its ending says no format ({endings}); name one with --input")


def refuse_other_kinds(start: bytes) -> None:
    """Nothing, if text may begin with these bytes.

    Raises:
        UnreadableFile: it is UTF-16, a spreadsheet, or compressed.
    """
    if start.startswith(_UTF_16) or b"\0" in start:
        raise UnreadableFile("it is not UTF-8 text (UTF-16, it seems)", "save it as UTF-8")
    if start.startswith(_ZIP):
        raise UnreadableFile("it is a spreadsheet or an archive, not text", "save it as CSV (UTF-8, comma separated)")
    if start.startswith(_GZIP):
        raise UnreadableFile("it is compressed", "unpack it first: gunzip -c FILE | intake screen - --input FORMAT")
