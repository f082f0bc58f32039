"""`intake screen --sql`: the printed statement, run over a table as people have it, says what `intake screen` says."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import duckdb
import psycopg
import pytest

from intake.flow.model import Flow, Question
from intake.records.record import Record
from intake.records.screener import Result, Screener
from intake.screening.raw import raw_type
from intake.screening.sql import TABLE, sql_of
from tests.records.small_flow import TODAY, WHOLE, small_flow
from tests.screening.postgres import installed, server

COUNT = 400


def value(question: Question, chance: random.Random) -> object:
    """What a cell of such a table may hold: an answer, or something of its type that is none."""
    lists: tuple[object, ...] = (
        [],
        ["zz"],
        ["none"],
        ["none", "hull"],
        ["unknown"],
        ["NO", "unknown"],
        ["hull", "mast"],
        ["FR", "NO"],
    )
    if question.several:
        return chance.choice((WHOLE[question.id], *lists))
    others = {"date": ("2026-11-20", "2027-01-01"), "number": ("3", "500", "-1"), "country": ("NO", "FR", "zz")}
    return chance.choice((*others.get(question.kind, ("zz",)), *question.options, *question.words))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    """Records with gaps, with values that are no answers, and with answers that the path does not need."""
    chance = random.Random(15)
    asked = small_flow().questions
    return [
        {"id": f"r{number}"}
        | {question.id: value(question, chance) if chance.random() < 0.8 else None for question in asked}
        for number in range(COUNT)
    ]


def told(flow: Flow, result: Result) -> Mapping[str, object]:
    """A result under the names of the statement's columns."""
    found: dict[str, object] = {
        key: result[key] for key in ("id", "status", "urgency", "urgency_at_most", "next_question")
    }
    listed = {one["id"]: one for one in result["recommendations"]}
    for name, advice in flow.recommendations.items():
        one = listed.get(name, {"state": "excluded", "urgency": None, "urgency_at_most": None, "deadline": None})
        found[name] = one["state"]
        found[f"{name}.urgency"], found[f"{name}.urgency_at_most"] = one["urgency"], one["urgency_at_most"]
        if advice.deadline is not None:
            found[f"{name}.deadline"] = one["deadline"]
    return found | {f"ground.{name}": name in result["grounds"] for name in flow.grounds}


def expected(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, object]]:
    """What `intake screen` says; a number is a text where a word may stand for it."""
    screener = Screener(small_flow(), TODAY)
    records = [
        {key: int(cell) if key == "crew" and str(cell).isdigit() else cell for key, cell in row.items()} for row in rows
    ]
    return [told(small_flow(), screener.screen(Record(record), 0)) for record in records]


def plain(names: Sequence[str], row: Sequence[Any]) -> Mapping[str, object]:
    return {
        name: cell.isoformat() if name.endswith(".deadline") and cell else cell
        for name, cell in zip(names, row, strict=True)
    }


def create(flow: Flow) -> str:
    columns = ", ".join(f'"{question.id}" {raw_type(question)}' for question in flow.questions)
    return f'CREATE TEMP TABLE "{TABLE}" ("id" TEXT, {columns})'


def test_duckdb_says_the_same_over_a_table(rows: list[dict[str, Any]]) -> None:
    """Whoever keeps their records in a lake needs nothing of ours there but the statement."""
    flow = small_flow()
    with duckdb.connect() as connection:
        connection.execute(create(flow))
        connection.executemany(
            f"INSERT INTO {TABLE} VALUES ({', '.join('?' * len(rows[0]))})", [list(row.values()) for row in rows]
        )
        connection.execute(sql_of(flow, TODAY, "duckdb"))
        names = [column[0] for column in connection.description or ()]
        found = {row[0]: plain(names, row) for row in connection.fetchall()}
    wanted = expected(rows)
    assert {one["status"] for one in wanted} == {"complete", "incomplete", "invalid"}
    for row, one in zip(rows, wanted, strict=True):
        assert found[row["id"]] == one


@pytest.fixture
def postgres() -> Iterator[psycopg.Connection[Any]]:
    programs = installed()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed (apt-get install postgresql)")
    with server(programs) as where, psycopg.connect(where, autocommit=True) as connection:
        yield connection


def test_postgres_says_the_same_over_a_table(rows: list[dict[str, Any]], postgres: psycopg.Connection[Any]) -> None:
    """The statement for PostgreSQL is one that PostgreSQL takes, and means the same there."""
    flow = small_flow()
    with postgres.cursor() as cursor:
        cursor.execute(create(flow))
        with cursor.copy(f'COPY "{TABLE}" FROM STDIN') as copy:
            for row in rows:
                copy.write_row(list(row.values()))
        cursor.execute(sql_of(flow, TODAY, "postgres"))
        names = [column.name for column in cursor.description or ()]
        found = {row[0]: plain(names, row) for row in cursor.fetchall()}
    for row, one in zip(rows, expected(rows), strict=True):
        assert found[row["id"]] == one
