"""Tables beside a flow: rows by one or two keys, from CSV or written in the flow, valid on some dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from intake.flow.later import Later

__all__ = ["Cell", "ColumnKind", "Row", "Table", "table_of"]

ColumnKind = Literal["word", "country", "number", "date", "text"]
Cell = str | int | date | None
"""`None` is a missing cell."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column, and the dates (inclusive) between which it exists."""

    cells: Mapping[str, Cell]
    valid_from: date | None = None
    valid_until: date | None = None

    def exists_on(self, day: date) -> bool:
        """Whether the row exists on that date."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Table:
    """Rows by key. Several rows may share a key if no date has two of them."""

    id: str
    key: tuple[str, ...]
    columns: Mapping[str, ColumnKind]
    rows: Mapping[tuple[Cell, ...], tuple[Row, ...]]
    otherwise: Mapping[str, Cell] | None

    def cell(self, key: tuple[Cell, ...], column: str, day: date) -> Cell:
        """The cell on that date; the `otherwise` row's where no row fits; `None` where there is none.

        `None` in the key finds nothing: what is not known is not among the others.
        """
        for row in self.rows.get(key, ()):
            if row.exists_on(day):
                return row.cells.get(column)
        if None in key:
            return None
        return self.otherwise.get(column) if self.otherwise is not None else None

    def plain(self) -> dict[str, Any]:
        """The table as JSON can hold it, its rows without their columns' names; `table_of` is its mirror."""
        rows = [
            [_plain(row.cells.get(column)) for column in self.columns] for rows in self.rows.values() for row in rows
        ]
        otherwise = None if self.otherwise is None else {name: _plain(cell) for name, cell in self.otherwise.items()}
        return {"id": self.id, "key": self.key, "columns": self.columns, "rows": rows, "otherwise": otherwise}

    def on(self, day: date) -> Iterator[tuple[tuple[Cell, ...], Row]]:
        """The rows that exist on that date, with their keys."""
        for key, rows in self.rows.items():
            for row in rows:
                if row.exists_on(day):
                    yield key, row


def table_of(plain: Mapping[str, Any]) -> Table:
    """The table that `Table.plain` wrote."""
    key, kinds, otherwise = tuple(plain["key"]), plain["columns"], plain["otherwise"]
    if otherwise is not None:
        otherwise = {column: _day(cell) if kinds[column] == "date" else cell for column, cell in otherwise.items()}
    return Table(plain["id"], key, kinds, Later(lambda: _rows(plain["rows"], key, kinds)), otherwise)


def _rows(
    plain: list[list[Any]], key: tuple[str, ...], kinds: Mapping[str, ColumnKind]
) -> dict[tuple[Cell, ...], tuple[Row, ...]]:
    dated = [column for column, kind in kinds.items() if kind == "date"]
    rows: dict[tuple[Cell, ...], tuple[Row, ...]] = {}
    for written in plain:
        cells = dict(zip(kinds, written, strict=True))
        for column in dated:
            cells[column] = _day(cells[column])
        name = tuple([cells[column] for column in key])
        row = Row(cells, cells.get("valid_from"), cells.get("valid_until"))
        rows[name] = (*rows[name], row) if name in rows else (row,)
    return rows


def _plain(cell: Cell) -> str | int | None:
    return cell.isoformat() if isinstance(cell, date) else cell


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
