"""One person's record, read for a question about it: what was not taken is said, so that no answer is about other answers."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date

from intake.check.output import tell
from intake.engine.view import Given
from intake.flow.answers import Answer
from intake.flow.model import Flow
from intake.records.fields import Fields
from intake.records.record import Record

__all__ = ["Said", "given_by", "read_record"]


@dataclass(frozen=True, slots=True)
class Said:
    """The answers of a record as the rules take them, and the same by question; those read in for it included.

    `refused`: answers that were not taken, and why. `unknown`: keys that are no questions.
    """

    given: Given
    answers: dict[str, Answer]
    refused: tuple[str, ...]
    unknown: tuple[str, ...]


def read_record(flow: Flow, day: date, record: Record) -> Said:
    """What the record says, and each key or answer that was not taken."""
    fields = Fields(flow, day, lambda *_, **__: 0)
    checked = fields.check(record)
    slips, others = fields.unknown_keys(checked.unknown)
    answers = {
        question.id: answer
        for question in flow.questions
        if (answer := checked.given.answers[question.index]) is not None
    }
    refused = tuple(f"{one.field}: not taken: {one.message}" for one in checked.errors)
    return Said(checked.given, answers, refused, tuple(f"{one.field}: {one.message}" for one in (*slips, *others)))


def given_by(flow: Flow, day: date, record: Record, where: str) -> Said:
    """As `read_record`; what was not taken is told on standard error."""
    said = read_record(flow, day, record)
    for trouble in (*said.refused, *said.unknown):
        tell(f"{where}: {trouble}", sys.stderr)
    return said
