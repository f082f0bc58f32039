"""JSONL: a record a line, read one by one. A line that cannot be read costs that line alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from intake.records.json_record import JsonRecords
from intake.records.record import MAX_RECORD, Problem, Record, Unreadable

__all__ = ["read_jsonl"]

_BOM = b"\xef\xbb\xbf"


def read_jsonl(stream: BinaryIO) -> Iterator[Record | Unreadable]:
    """The records of the stream, in its order. Empty lines are none."""
    records = JsonRecords()
    line = 0
    while raw := stream.readline(MAX_RECORD):
        line += 1
        if line == 1:
            raw = raw.removeprefix(_BOM)
        if len(raw) >= MAX_RECORD and not raw.endswith(b"\n"):
            _pass_over(stream)
            message = f"line {line:,} is longer than {MAX_RECORD:,} characters"
            yield Unreadable(Problem("", "too_long", message))
        elif raw.strip():
            try:
                text = raw.decode()
            except UnicodeDecodeError as error:
                message = f"line {line:,}, byte {error.start + 1:,}: not UTF-8; save the file as UTF-8"
                yield Unreadable(Problem("", "not_utf8", message))
            else:
                yield records.one(text, line)


def _pass_over(stream: BinaryIO) -> None:
    """Leaves the rest of the line unread."""
    while (part := stream.readline(MAX_RECORD)) and not part.endswith(b"\n"):
        pass
