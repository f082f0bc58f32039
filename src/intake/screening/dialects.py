"""Statements as text: one tree, written for each engine."""

from __future__ import annotations

from typing import Literal

from sqlglot import exp

__all__ = ["DIALECTS", "Dialect", "written"]

Dialect = Literal["duckdb", "spark", "postgres"]
DIALECTS: tuple[Dialect, ...] = ("duckdb", "spark", "postgres")


def written(statement: exp.Expression, dialect: Dialect, *, pretty: bool = False) -> str:
    """The statement as that engine reads it. The tree stays as it is."""
    if dialect == "postgres":
        statement = statement.copy()
        for stage in statement.find_all(exp.CTE):
            stage.set("materialized", True)  # else each stage is written out in all that read it, and grows without end
    elif dialect == "spark":
        statement = statement.transform(_for_spark)
    return statement.sql(dialect=dialect, pretty=pretty)


def _for_spark(node: exp.Expression) -> exp.Expression:
    """Spark has no operator for *contains all*, and its week begins elsewhere."""
    if isinstance(node, exp.ArrayContainsAll):
        rest = exp.ArraySize(this=exp.ArrayExcept(this=node.expression.copy(), expression=node.this.copy()))
        there = exp.Not(this=exp.Is(this=node.expression.copy(), expression=exp.null()))
        return exp.Case(ifs=[exp.If(this=there, true=exp.EQ(this=rest, expression=exp.Literal.number(0)))])
    if isinstance(node, exp.Extract) and node.name.upper() == "DOW":
        iso = exp.Extract(this=exp.var("DOW_ISO"), expression=node.expression.copy())
        return exp.Paren(this=exp.Mod(this=iso, expression=exp.Literal.number(7)))
    return node
