"""Records one by one through the engine: a result for each, as the contract has it."""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict

from intake.engine.recall import Recall
from intake.engine.rules import rules
from intake.engine.triage import Advice, Triage
from intake.flow.answers import plain_answer
from intake.flow.model import Flow
from intake.records.fields import Checked, Fields
from intake.records.record import Problem, Record, Unreadable

__all__ = ["Result", "Screener"]

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
        self._recall = Recall(self._rules, because=because) if recall else None
        self._fields = Fields(flow, date, self._recall.classes.marks if self._recall is not None else _no_marks)

    def screen(self, record: Record | Unreadable, name: int | str) -> Result:
        """The result of one record; `name`, mostly its number, is its id if it has none."""
        if isinstance(record, Unreadable):
            return self._nothing_read(record, name)
        checked = self._fields.check(record)
        if self._recall is not None:
            triage = self._recall.triage(checked.given, checked.signature)
        else:
            triage = self._rules.triage_of(checked.given, because=self._because)
        status = "invalid" if checked.errors else "complete" if triage.next_question is None else "incomplete"
        return {
            "id": str(name) if checked.id is None else checked.id,
            "flow": triage.flow,
            "version": triage.version,
            "status": status,
            "urgency": triage.urgency,
            "urgency_at_most": triage.urgency_at_most,
            "recommendations": [_advice(advice) for advice in triage.advice],
            "grounds": list(triage.grounds),
            "next_question": triage.next_question,
            "errors": [problem.as_json() for problem in checked.errors[:_MOST_PROBLEMS]],
            "warnings": self._warnings(record, checked, triage),
        }

    def _warnings(self, record: Record, checked: Checked, triage: Triage) -> list[dict[str, str]]:
        if not (checked.unknown or triage.kept_aside or record.blank):
            return []
        kept_aside = [Problem(name, "kept_aside", "the path does not need this answer") for name in triage.kept_aside]
        blank = [Problem(name, "empty_cell", 'an empty cell is read as "none of these"') for name in record.blank]
        slips, others = self._fields.unknown_keys(checked.unknown)
        return [problem.as_json() for problem in [*slips, *kept_aside, *blank, *others][:_MOST_PROBLEMS]]

    def _nothing_read(self, record: Unreadable, name: int | str) -> Result:
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
