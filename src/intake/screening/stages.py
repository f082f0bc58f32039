"""Stages: named columns, each worked out once, in the stage after those that it reads; each stage is a SELECT over the last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from intake.flow.tables import Cell
from intake.screening.tree import NULL, Sql, SqlType, all_of, cast, column, equal, is_there, literal

__all__ = ["Joined", "Stages"]


@dataclass(frozen=True, slots=True)
class Joined:
    """A table to be joined, as VALUES: by the columns `on` to its keys, each of which stands once, and a cell for each."""

    name: str
    on: tuple[Sql, ...]
    rows: Mapping[tuple[Cell, ...], Cell]
    type: SqlType


@dataclass(slots=True)
class _Stage:
    columns: dict[str, Sql] = field(default_factory=dict)
    tables: dict[str, Joined] = field(default_factory=dict)


class Stages:
    """Columns on top of those of a source."""

    def __init__(self, source: Sequence[str]) -> None:
        self._level = dict.fromkeys(source, 0)
        self._stages: list[_Stage] = []
        self._known: dict[Sql, str] = {}

    def named(self, hint: str, expression: Sql) -> Sql:
        """The column that holds the expression, under a name that begins with the hint. Columns and constants stay."""
        if isinstance(expression, exp.Column | exp.Boolean | exp.Null | exp.Literal):
            return expression
        name = self._known.get(expression)
        if name is None:
            name = self._known[expression] = self._free(hint)
            self._put(name, expression, self._after([expression]))
        return column(name)

    def joined(self, table: Joined) -> tuple[Sql, Sql]:
        """Joins the table; gives the flag that a row fits, and its cell."""
        found, cell = self._free(f"in {table.name}"), self._free(f"of {table.name}")
        at = self._after(table.on)
        name = found  # no column and no other table has that name
        self._at(at).tables[name] = table
        self._put(found, is_there(_read(name, "k0")), at)
        self._put(cell, _read(name, "cell"), at)
        return column(found), column(cell)

    def statement(self, source: str, outputs: Mapping[str, Sql], made_by: exp.Select | None = None) -> exp.Select:
        """One statement: the source if something makes it, then the stages as WITH, then the outputs by their names."""
        query = exp.select(*(exp.alias_(sql, name, quoted=True) for name, sql in outputs.items()))
        before = source
        if made_by is not None:
            query = query.with_(source, as_=made_by, copy=False)
        for number, stage in enumerate(self._stages, 1):
            select = exp.select(exp.Column(this=exp.Star(), table=exp.to_identifier(before)))
            select = select.select(
                *(exp.alias_(sql, name, quoted=True) for name, sql in stage.columns.items()), copy=False
            )
            select = select.from_(exp.to_table(before), copy=False)
            for name, table in stage.tables.items():
                on = all_of(*(equal(_read(name, f"k{n}"), one) for n, one in enumerate(table.on)))
                select = select.join(_values(name, table), on=on, join_type="left", copy=False)
            before = f"stage_{number}"
            query = query.with_(before, as_=select, copy=False)
        return query.from_(exp.to_table(before), copy=False)

    def _after(self, expressions: Iterable[Sql]) -> int:
        """The number of the first stage at which all that the expressions read is there."""
        return max((self._level[read.name] for one in expressions for read in one.find_all(exp.Column)), default=0)

    def _at(self, at: int) -> _Stage:
        while len(self._stages) <= at:
            self._stages.append(_Stage())
        return self._stages[at]

    def _put(self, name: str, expression: Sql, at: int) -> None:
        self._at(at).columns[name] = expression
        self._level[name] = at + 1

    def _free(self, hint: str) -> str:
        name, number = hint, 1
        while name in self._level:
            number += 1
            name = f"{hint} {number}"
        return name


def _read(table: str, name: str) -> Sql:
    return exp.column(exp.to_identifier(name), table=exp.to_identifier(table, quoted=True))


def _values(name: str, table: Joined) -> Sql:
    names = [*(f"k{number}" for number in range(len(table.on))), "cell"]
    rows = [
        exp.Tuple(expressions=[*(literal(part) for part in key if part is not None), _cell(cell, table.type)])
        for key, cell in table.rows.items()
    ]
    alias = exp.TableAlias(
        this=exp.to_identifier(name, quoted=True), columns=[exp.to_identifier(column_name) for column_name in names]
    )
    return exp.Values(expressions=rows, alias=alias)


def _cell(cell: Cell, type_: SqlType) -> Sql:
    return cast(NULL, type_) if cell is None else literal(cell)
