"""`intake screen --sql`: the statement for an engine that people have, to be run over a table `records` of theirs."""

from __future__ import annotations

from datetime import date

from sqlglot import exp

from intake.flow.model import Flow
from intake.screening.dialects import Dialect, written
from intake.screening.raw import INVALID, answers_of
from intake.screening.reading import RECORD, Reading
from intake.screening.tree import Sql, cast, chosen, column, equal, is_there, literal, perhaps, surely

__all__ = ["TABLE", "sql_of", "statement_of"]

TABLE = "records"
"""The table (or view) that the statement reads."""


def sql_of(flow: Flow, today: date, dialect: Dialect) -> str:
    """The statement as text, with a word on what it is."""
    lines = [
        f"-- {flow.id} {flow.version} on {today.isoformat()}, for {dialect}.",
        f'-- Reads a table or view "{TABLE}": a column "id", and a column for each question. docs/columns.md says more.',
    ]
    return "\n".join([*lines, written(statement_of(flow, today), dialect, pretty=True)]) + "\n"


def statement_of(flow: Flow, today: date) -> exp.Select:
    """From the table to words: of each record its status, levels and next question, each recommendation and each ground."""
    reading = Reading(flow, today)
    names = [level.id for level in reversed(flow.levels)]
    asked = reading.next_question()
    status = chosen(
        [(column(INVALID), literal("invalid")), (is_there(asked), literal("incomplete"))], literal("complete")
    )
    low, high = reading.urgency()
    outputs: dict[str, Sql] = {
        "id": column(RECORD),
        "status": status,
        "urgency": _named(low, names),
        "urgency_at_most": _named(high, names),
        "next_question": asked,
    }
    for advice in reading.advice:
        truth = reading.truth(advice)
        low, high = reading.between(advice)
        listed = perhaps(truth)
        outputs[advice.id] = chosen(
            [(surely(truth), literal("certain")), (listed, literal("possible"))], literal("excluded")
        )
        outputs[f"{advice.id}.urgency"] = chosen([(listed, _named(low, names))])
        outputs[f"{advice.id}.urgency_at_most"] = chosen([(listed, _named(high, names))])
        if advice.deadline is not None:
            day = reading.deadline(advice.deadline.start, advice.deadline.limit)
            outputs[f"{advice.id}.deadline"] = cast(chosen([(listed, day)]), "DATE")
    for name in flow.grounds:
        outputs[f"ground.{name}"] = reading.ground(name)
    return reading.statement("answers", outputs, answers_of(flow, today, TABLE))


def _named(rank: Sql, names: list[str]) -> Sql:
    """The id of the level with that rank; NULL of NULL."""
    return chosen([(surely(equal(rank, literal(at))), literal(name)) for at, name in enumerate(names)])
