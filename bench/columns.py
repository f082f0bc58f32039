"""A million records in columns: beside straight SQL that takes every record for finished, and beside the one-person engine.

Straight SQL is what one writes by hand: no routes, no places, no gaps. It says less, so it is no goal, but a floor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from time import process_time

import duckdb
from sqlglot import exp

from bench.measure import Row, by_turns
from bench.people import TODAY, flow, records
from intake.engine.rules import rules
from intake.flow.model import Flow, Question
from intake.records.record import Record
from intake.records.screener import Screener
from intake.screening.answers import columns_of, given, split
from intake.screening.conditions import Conditions
from intake.screening.dialects import written
from intake.screening.places import Place
from intake.screening.reading import RECORD, Reading
from intake.screening.stages import Stages
from intake.screening.tree import Sql, column, surely

__all__ = ["rows"]

_MADE_UP = 10_000
_TIMES = 100
_TURNS = 3


def rows() -> Iterator[Row]:
    """The states of all recommendations, written into a table; then as the engine works them out one by one."""
    measured = flow()
    screener = Screener(measured, TODAY, because=False)
    checked = [screener.check(Record(record)) for record in records(measured, _MADE_UP)]
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        _fill(connection, measured, [tuple(one.given.answers) for one in checked])
        ours = _into_table(connection, "ours", _states(measured))
        straight = _into_table(connection, "straight", _straight(measured))
        _check(connection, measured, ours, straight)
        count = _MADE_UP * _TIMES
        took, least = by_turns(ours, straight, _TURNS)
        yield Row(f"states of {count:,} records in SQL / straight SQL that knows no gaps", took, least, 2.5)

    judged = rules(measured, TODAY)

    def one_by_one() -> float:
        started = process_time()
        for one in checked:
            judged.triage_of(one.given, because=False)
        return process_time() - started

    alone, _ = by_turns(one_by_one, one_by_one, _TURNS)
    yield Row("a record in SQL / in the one-person engine", took / count, alone / _MADE_UP, 1 / 10)


def _fill(connection: duckdb.DuckDBPyConnection, measured: Flow, people: list[tuple[object, ...]]) -> None:
    """A table of a million records: those made up, many times over."""
    columns = {RECORD: "BIGINT", **columns_of(measured)}
    made = [
        (number, *(cell for question in measured.questions for cell in split(question, answers[question.index])))  # type: ignore[arg-type]
        for number, answers in enumerate(people)
    ]
    handed = ", ".join(f'unnest(${at}::{type_}[]) AS "{name}"' for at, (name, type_) in enumerate(columns.items(), 1))
    connection.execute(f"CREATE TABLE few AS SELECT {handed}", [list(cells) for cells in zip(*made, strict=True)])
    connection.execute(f"CREATE TABLE answers AS SELECT few.* FROM few, range({_TIMES})")


def _into_table(connection: duckdb.DuckDBPyConnection, table: str, statement: exp.Select) -> Callable[[], float]:
    text = f"CREATE OR REPLACE TABLE {table} AS {written(statement, 'duckdb')}"

    def turn() -> float:
        started = process_time()
        connection.execute(text)
        return process_time() - started

    return turn


def _states(measured: Flow) -> exp.Select:
    """Ours: with gaps, routes and places."""
    reading = Reading(measured, TODAY)
    outputs: dict[str, Sql] = {RECORD: column(RECORD)} | {one.id: reading.truth(one) for one in reading.advice}
    outputs |= {f"level {at}": reading.climbed(ladder)[0] for at, ladder in enumerate(reading.ladders)}
    return reading.statement("answers", outputs)


class _Finished(Place):
    """What whoever writes SQL by hand takes for granted: whatever was answered counts, and all else is not applicable."""

    def __init__(self, questions: Mapping[str, Question]) -> None:
        self.name, self._questions = "the end", questions

    def seen(self, question: str) -> Sql:
        return given(self._questions[question])


def _straight(measured: Flow) -> exp.Select:
    """The same conditions for people who have answered all that they are asked: no routes, no places, no gaps."""
    stages = Stages([RECORD, *columns_of(measured)])
    conditions = Conditions(measured, TODAY, stages)
    place = _Finished({question.id: question for question in measured.questions})
    reading = Reading(measured, TODAY)
    outputs: dict[str, Sql] = {RECORD: column(RECORD)}
    for one in reading.advice:
        outputs[one.id] = stages.named(one.id, conditions.truth(one.when, place))
    for at, ladder in enumerate(reading.ladders):
        truths = [conditions.truth(when, place) for _, when in ladder.rungs]
        lift = [conditions.truth(ladder.lift, place)] if ladder.lift is not None else []
        rungs = [exp.If(this=surely(truth), true=exp.Literal.number(rank)) for rank, truth in enumerate(truths)]
        outputs[f"level {at}"] = exp.Case(ifs=rungs) if rungs else exp.null()
        outputs |= {f"lift {at}": truth for truth in lift}
    return stages.statement("answers", outputs)


def _check(
    connection: duckdb.DuckDBPyConnection, measured: Flow, ours: Callable[[], float], straight: Callable[[], float]
) -> None:
    """What says something else of finished records is no reference."""
    ours(), straight()
    differ = " OR ".join(f'(ours."{name}" AND NOT straight."{name}")' for name in measured.recommendations)
    found = connection.execute(f"SELECT count(*) FROM ours JOIN straight USING ({RECORD}) WHERE {differ}").fetchone()
    assert found == (0,), found
