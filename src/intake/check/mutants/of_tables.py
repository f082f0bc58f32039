"""Broken tables: each word of a column, read as another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from intake.check.mutants.mutant import Mutant
from intake.check.mutants.offered import cells_of
from intake.flow.model import Flow
from intake.flow.tables import Cell, Row, Table

__all__ = ["column_mutants"]


def column_mutants(flow: Flow, name: str, column: str) -> Iterator[Mutant]:
    """For each word of a column, all its cells changed to the word after it, or emptied if it is alone.

    All cells of a word together: whether single cells are right is a matter of their sources, and no set of scenarios
    visits them all. Here the question is whether anybody would notice what the word does.
    """
    table = flow.tables[name]
    words = cells_of(table, column)
    for at, word in enumerate(words):
        other = words[(at + 1) % len(words)] if len(words) > 1 else None
        change = f"'{word}' read as " + ("an empty cell" if other is None else f"'{other}'")
        path = ("tables", name, "columns", column)
        yield Mutant(path, change, partial(_with_word, flow, table, column, word, other))


def _with_word(flow: Flow, table: Table, column: str, word: str, other: str | None) -> Flow:
    def changed(cells: dict[str, Cell]) -> dict[str, Cell]:
        return {**cells, column: other} if cells.get(column) == word else cells

    rows = {
        key: tuple(Row(changed(dict(row.cells)), row.valid_from, row.valid_until) for row in rows)
        for key, rows in table.rows.items()
    }
    otherwise = None if table.otherwise is None else changed(dict(table.otherwise))
    return replace(flow, tables={**flow.tables, table.id: replace(table, rows=rows, otherwise=otherwise)})
