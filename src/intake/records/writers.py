"""Results out: the formats by name, each from results to bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from json import JSONEncoder
from typing import Protocol

from intake.flow.model import Flow
from intake.records.screener import Result
from intake.records.write_csv import CsvWriter
from intake.records.write_table import TableWriter

__all__ = ["LATER_FORMATS", "WRITERS", "JsonWriter", "JsonlWriter", "Writer", "json_bytes", "pretty"]

LATER_FORMATS = ("parquet", "xlsx", "html")
"""Formats that come with the extra `screen`."""

_LINE_ENDS = re.compile("[\x85\u2028\u2029]")

_encode = JSONEncoder(ensure_ascii=False).encode


def pretty(result: Result) -> str:
    """One result for a person to read: JSON over several lines."""
    return JSONEncoder(ensure_ascii=False, indent=2).encode(result) + "\n"


class Writer(Protocol):
    """Turns results into bytes: what stands before them, each, and what stands after them."""

    def begin(self) -> bytes:
        """What stands before all results."""

    def add(self, result: Result) -> bytes:
        """The next result: nothing, if it is shown at the end."""

    def end(self) -> bytes:
        """What stands after the last result."""


def json_bytes(text: str) -> bytes:
    r"""JSON text as UTF-8. Half a surrogate pair, which JSON can say and UTF-8 cannot, stays an escape.

    >>> json_bytes('"\ud800"')
    b'"\\ud800"'

    So does what some readers take for the end of a line: a result a line must stay one.

    >>> json_bytes('"\u2028"')
    b'"\\u2028"'
    """
    if not text.isascii() and _LINE_ENDS.search(text):
        text = _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return text.encode("utf-8", "backslashreplace")


class JsonlWriter:
    """A result a line."""

    def begin(self) -> bytes:
        """Nothing."""
        return b""

    def add(self, result: Result) -> bytes:
        """The result's line."""
        return json_bytes(_encode(result) + "\n")

    def end(self) -> bytes:
        """Nothing."""
        return b""


class JsonWriter:
    """One list of results, a result a line."""

    def __init__(self) -> None:
        self._before = "\n"

    def begin(self) -> bytes:
        """The list opens."""
        return b"["

    def add(self, result: Result) -> bytes:
        """The result, after the comma that the one before it needs."""
        before, self._before = self._before, ",\n"
        return json_bytes(before + _encode(result))

    def end(self) -> bytes:
        """The list closes."""
        return b"\n]\n"


WRITERS: dict[str, Callable[[Flow], Writer]] = {
    "jsonl": lambda flow: JsonlWriter(),
    "json": lambda flow: JsonWriter(),
    "csv": lambda flow: CsvWriter(),
    "table": TableWriter.for_terminal,
}
