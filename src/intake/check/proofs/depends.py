"""What a proof depends on, as a hash: the program, the date, and all of a flow that decides something. Texts do not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path

from intake.flow.model import Flow, Option, Promise
from intake.flow.tables import Table
from intake.flow.text import Text, placeholders

__all__ = ["key_of_flow", "key_of_promise"]

_PARTS = (
    "id",
    "start",
    "voice",
    "levels",
    "steps",
    "facts",
    "values",
    "ladders",
    "recommendations",
    "grounds",
    "cards",
)
_MORE = ("limits", "holidays")


def key_of_flow(flow: Flow, day: date) -> str:
    """Everything that proofs read of the flow, without its promises."""
    digest = hashlib.sha256(f"{_program()} {day}".encode())
    for name in (*_PARTS, *_MORE):
        digest.update(f"\n{name}:".encode())
        for word in _said(getattr(flow, name)):
            digest.update(f" {word}".encode())
    for table in flow.tables.values():
        for word in _table(table):
            digest.update(f" {word}".encode())
    return digest.hexdigest()


def key_of_promise(of_flow: str, promise: Promise) -> str:
    """As `key_of_flow`, with one promise."""
    return hashlib.sha256(f"{of_flow} {' '.join(_said(promise))}".encode()).hexdigest()


def _said(part: object) -> Iterator[str]:
    """The part in words that are the same in every run. Of texts only the answers that they repeat."""
    if isinstance(part, Text):
        yield from (name for words in part.variants() for name in placeholders(words))
    elif isinstance(part, Option):
        yield part.value
    elif is_dataclass(part):
        yield f"{type(part).__name__}("
        for one in fields(part):
            yield from _said(getattr(part, one.name))
        yield ")"
    elif isinstance(part, Mapping):
        for name, value in part.items():
            yield f"{name}="
            yield from _said(value)
    elif isinstance(part, frozenset):
        yield f"{{{','.join(sorted(map(repr, part)))}}}"
    elif isinstance(part, tuple):
        yield "["
        for value in part:
            yield from _said(value)
        yield "]"
    else:
        yield repr(part)


def _table(table: Table) -> Iterator[str]:
    """The columns that a condition can read: all but texts."""
    read = [column for column, kind in table.columns.items() if kind != "text"]
    yield f"{table.id} {table.key} {read}"
    for key, rows in table.rows.items():
        for row in rows:
            yield repr((key, row.valid_from, row.valid_until, [row.cells.get(column) for column in read]))
    yield repr(table.otherwise and sorted(table.otherwise.items(), key=str))


@cache
def _program() -> str:
    """A hash of this program's own files: what reads flows, answers them, and proves."""
    package = Path(__file__).parents[2]
    digest = hashlib.sha256()
    for part in ("flow", "engine", "check"):
        for path in sorted((package / part).rglob("*.py")):
            stat = path.stat()
            digest.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}\0".encode())
    return digest.hexdigest()
