"""Records one by one through the engine: a result for each, as the contract has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypedDict

from intake.engine.recall import Recall
from intake.engine.rules import rules
from intake.engine.triage import Advice, Triage
from intake.flow.answers import plain_answer
from intake.flow.model import Flow
from intake.records.fields import Checked, Fields
from intake.records.record import Problem, Record, Unreadable

__all__ = ["Result", "Screener", "as_result", "kept_aside"]

_MOST_PROBLEMS = 10


class Result(TypedDict):
    """What one record comes to; `schemas/result.schema.json` says the same."""

    id: str
    flow: str
    version: str
    status: str
    urgency: str | None
    urgency_at_most: str | None
    recommendations: list[dict[str, Any]]
    grounds: list[str]
    next_question: str | None
    errors: list[dict[str, str]]
    warnings: list[dict[str, str]]


class Screener:
    """Screens records of one flow on one date. It keeps what it has seen of answers alike, so it is made once for a run.

    `recall=False` works everything out anew for each record: for a single one, and to prove that nothing differs.
    """

    def __init__(self, flow: Flow, date: date, *, because: bool = True, recall: bool = True) -> None:
        self.flow, self.date = flow, date
        self._because = because
        self._rules = rules(flow, date)
        self.recall = Recall(self._rules, because=because) if recall else None
        self._fields = Fields(flow, date, self.recall.classes.marks if self.recall is not None else _no_marks)

    def screen(self, record: Record | Unreadable, name: int | str) -> Result:
        """The result of one record; `name`, mostly its number, is its id if it has none."""
        if isinstance(record, Unreadable):
            return self.nothing_read(record, name)
        checked = self.check(record)
        if self.recall is not None:
            triage = self.recall.triage(checked.given, checked.signature)
        else:
            triage = self._rules.triage_of(checked.given, because=self._because)
        return self.result(record, name, checked, triage)

    def each(self, records: Iterable[Record | Unreadable], before: int) -> Iterator[tuple[Record | Unreadable, Result]]:
        """Each record with its result, as soon as it is read. `before`: how many came before, for their numbers."""
        for number, record in enumerate(records, before + 1):
            yield record, self.screen(record, number)

    def check(self, record: Record) -> Checked:
        """What a record says, for the rules."""
        return self._fields.check(record)

    def result(self, record: Record, name: int | str, checked: Checked, triage: Triage) -> Result:
        """The result of a record that was checked, and whose answers come to that triage."""
        name = str(name) if checked.id is None else checked.id
        return as_result(triage, name, checked.errors, self._warnings(record, checked, triage))

    def _warnings(self, record: Record, checked: Checked, triage: Triage) -> list[Problem]:
        if not (checked.unknown or triage.kept_aside or record.blank):
            return []
        blank = [Problem(name, "empty_cell", 'an empty cell is read as "none of these"') for name in record.blank]
        slips, others = self._fields.unknown_keys(checked.unknown)
        return [*slips, *kept_aside(triage), *blank, *others]

    def nothing_read(self, record: Unreadable, name: int | str) -> Result:
        """The result of a record of which nothing can be read."""
        return {
            "id": str(name),
            "flow": self.flow.id,
            "version": self.flow.version,
            "status": "invalid",
            "urgency": None,
            "urgency_at_most": self.flow.emergency.id,
            "recommendations": [],
            "grounds": [],
            "next_question": None,
            "errors": [record.problem.as_json()],
            "warnings": [],
        }


def as_result(triage: Triage, name: str, errors: Sequence[Problem] = (), warnings: Sequence[Problem] = ()) -> Result:
    """A triage as the result of one record or interview; `name` is its id."""
    return {
        "id": name,
        "flow": triage.flow,
        "version": triage.version,
        "status": "invalid" if errors else "complete" if triage.next_question is None else "incomplete",
        "urgency": triage.urgency,
        "urgency_at_most": triage.urgency_at_most,
        "recommendations": [_advice(advice) for advice in triage.advice],
        "grounds": list(triage.grounds),
        "next_question": triage.next_question,
        "errors": [problem.as_json() for problem in errors[:_MOST_PROBLEMS]],
        "warnings": [problem.as_json() for problem in warnings[:_MOST_PROBLEMS]],
    }


def kept_aside(triage: Triage) -> list[Problem]:
    """A warning for each answer that the path does not need."""
    return [Problem(name, "kept_aside", "the path does not need this answer") for name in triage.kept_aside]


def _advice(advice: Advice) -> dict[str, Any]:
    by = advice.deadline.date if advice.deadline is not None else None
    return {
        "id": advice.recommendation,
        "state": advice.state,
        "urgency": advice.urgency,
        "urgency_at_most": advice.urgency_at_most,
        "deadline": None if by is None else by.isoformat(),
        "because": [{"question": question, "answer": plain_answer(answer)} for question, answer in advice.because],
        "sources": list(advice.sources),
    }


def _no_marks(*_: object, **__: object) -> int:
    return 0
