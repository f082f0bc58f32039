"""What a reference can read, in an order in which a slip takes the next one: options, countries, the words of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import assert_never

from intake.flow.countries import COUNTRIES
from intake.flow.model import Flow
from intake.flow.named import Node, parts
from intake.flow.tables import Table
from intake.flow.values import Answer, Choose, Column, Constant, LookUp, Named, Reference

__all__ = ["Word", "cells_of", "next_to", "offered"]

Word = str | int | date
"""What may stand in a list of values."""


def next_to(flow: Flow, of: Reference, values: Iterable[Word]) -> Word | None:
    """The neighbour of a list: of what is offered the first after one of its values that is not in it, else before."""
    listed = list(values)
    if any(not isinstance(value, str) for value in listed):
        return _after([value for value in listed if not isinstance(value, str)])
    known = offered(flow, of)
    free = [at for at, value in enumerate(known) if value not in listed]
    taken = [at for at, value in enumerate(known) if value in listed]
    if not free or not taken:
        return known[free[0]] if free else None
    after = [at for at in free if at - 1 in taken]
    return known[after[-1] if after else max((at for at in free if at < taken[0]), default=free[0])]


def _after(values: Sequence[int | date]) -> Word:
    most = max(values)
    return most + timedelta(days=1) if isinstance(most, date) else most + 1


def offered(flow: Flow, of: Reference) -> Sequence[str]:
    """The words that the reference may read."""
    match of:
        case Answer(name):
            question = flow.question(name)
            if question.kind in ("country", "countries"):
                return [*sorted(COUNTRIES), *question.words]
            return [*question.options, *question.words]
        case Column(name, column):
            return cells_of(flow.tables[flow.question(name).table or ""], column)
        case Named(name):
            return list(dict.fromkeys(_words_of(flow, flow.values[name])))
        case _:
            assert_never(of)


def cells_of(table: Table, column: str) -> list[str]:
    """The different words of a column, as the table and then its `otherwise` row have them."""
    cells = [row.cells.get(column) for rows in table.rows.values() for row in rows]
    cells += [table.otherwise.get(column)] if table.otherwise is not None else []
    return list(dict.fromkeys(cell for cell in cells if isinstance(cell, str)))


def _words_of(flow: Flow, node: Node) -> Iterator[str]:
    match node:
        case Constant(str() as word):
            yield word
        case Choose(cases):
            for case in cases:
                yield from _words_of(flow, case.value)
        case LookUp(table, _, column):
            yield from cells_of(flow.tables[table], column)
        case Answer() | Column():
            yield from offered(flow, node)
        case Named(name):
            yield from _words_of(flow, flow.values[name])
        case _:
            for part in parts(node):
                yield from _words_of(flow, part)
