"""Reads records out of bytes, as the commands do."""

from __future__ import annotations

from io import BufferedReader, BytesIO
from typing import Any

from intake.records.record import Record, Unreadable, UnreadableFile
from intake.records.screener import Screener
from intake.records.sources import Source
from tests.records.small_flow import TODAY, small_flow

__all__ = ["outcomes", "read", "results"]


def read(format_: str, text: str | bytes) -> tuple[list[Record | Unreadable], str]:
    """The records of a file of that format, and what is wrong with the file (empty: nothing)."""
    raw = text.encode() if isinstance(text, str) else text
    found: list[Record | Unreadable] = []
    source = Source("a file", format_, None)
    try:
        for record in source.records(BufferedReader(BytesIO(raw)), small_flow()):
            found.append(record)
    except UnreadableFile as error:
        return found, str(error)
    return found, ""


def outcomes(format_: str, text: str | bytes) -> list[dict[str, Any] | str]:
    """The fields of each record, with `None` left out, or the code of why it cannot be read; the file has no fault."""
    found, fault = read(format_, text)
    assert fault == ""
    return [
        record.problem.code
        if isinstance(record, Unreadable)
        else {key: value for key, value in record.fields.items() if value is not None}
        for record in found
    ]


def results(format_: str, text: str | bytes) -> list[dict[str, Any]]:
    """The results of all records of a file that has no fault."""
    found, fault = read(format_, text)
    assert fault == ""
    screener = Screener(small_flow(), TODAY)
    return [dict(screener.screen(record, number)) for number, record in enumerate(found, 1)]
