"""DuckDB as the engine: a database in memory that can reach no file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb
from sqlglot import exp

from intake.screening.dialects import written
from intake.screening.reading import RECORD
from intake.screening.tree import SqlType

__all__ = ["Duck"]

_SOURCE = "answers"


class Duck:
    """Runs one statement over one batch of answers after another."""

    def __init__(self, columns: Mapping[str, SqlType], statement: exp.Select) -> None:
        """The statement reads the columns from a table `answers`."""
        self._columns = {RECORD: "BIGINT", **columns}
        self._statement = written(statement, "duckdb")
        self._connection = duckdb.connect(":memory:", config={"enable_external_access": "false"})
        read = [
            exp.alias_(exp.Unnest(expressions=[_list_of(at, type_)]), name, quoted=True)
            for at, (name, type_) in enumerate(self._columns.items(), 1)
        ]
        table = exp.to_table(_SOURCE)
        fill = exp.Create(this=table, kind="TABLE", replace=True, expression=exp.select(*read, copy=False))
        self._fill = fill.sql(dialect="duckdb")

    def run(self, rows: Sequence[Sequence[object]]) -> list[tuple[object, ...]]:
        """What the statement says of rows of answers, numbered from 0, in their order."""
        if not rows:
            return []
        by_column = [list(cells) for cells in zip(*rows, strict=True)]
        self._connection.execute(self._fill, [list(range(len(rows))), *by_column])
        return sorted(self._connection.execute(self._statement).fetchall())


def _list_of(parameter: int, type_: SqlType) -> exp.Expression:
    """A list that is handed over, of values of that type."""
    of_type = exp.DataType.build(f"{type_}[]", dialect="duckdb")
    return exp.Cast(this=exp.Parameter(this=str(parameter)), to=of_type)
