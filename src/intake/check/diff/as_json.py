"""A comparison of two flows, for programs; `docs/why-and-diff.md` explains each key."""

from __future__ import annotations

from typing import Any

from intake.check.diff.compared import Comparison
from intake.check.diff.records import Affected
from intake.check.diff.shifts import Example, Shift
from intake.check.diff.written import Difference
from intake.check.phrases.spelled import spelled
from intake.engine.triage import Triage
from intake.flow.answers import plain_answer
from intake.flow.conditions import Condition
from intake.records.screener import Result

__all__ = ["as_json"]


def as_json(found: Comparison) -> dict[str, Any]:
    """All of it as plain data."""
    records = found.records
    return {
        "old": {"flow": found.old.id, "version": found.old.version, "content": found.old.content_hash},
        "new": {"flow": found.new.id, "version": found.new.version, "content": found.new.content_hash},
        "date": found.date.isoformat(),
        "same_for_everybody": not found.shifts.found and not found.shifts.nobody,
        "not_comparable": found.shifts.nobody or None,
        "proved_the_same": found.shifts.proved,
        "written": [_difference(one) for one in found.written],
        "changes": [_shift(one) for one in found.shifts.found],
        "records": None
        if records is None
        else {"count": records.count, "affected": [_affected(one) for one in records.affected]},
    }


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "how": one.how,
        "name": one.name,
        "part": one.part or None,
        "old": _spelled(one.old),
        "new": _spelled(one.new),
    }


def _spelled(condition: Condition | None) -> str | None:
    return None if condition is None else spelled(condition)


def _shift(shift: Shift) -> dict[str, Any]:
    return {
        "outcome": shift.outcome.kind,
        "name": shift.outcome.name or None,
        "level": shift.outcome.level or None,
        "way": shift.way,
        "decided": shift.example is not None,
        "reason": shift.reason or None,
        "example": None if shift.example is None else _example(shift.example),
    }


def _example(example: Example) -> dict[str, Any]:
    answers = {name: plain_answer(answer) for name, answer in example.answers.items()}
    return {"answers": answers, "old": _triage(example.old), "new": _triage(example.new)}


def _triage(triage: Triage) -> dict[str, Any]:
    return {"urgency": triage.urgency, "certain": {one.recommendation: one.urgency for one in triage.certain}}


def _affected(one: Affected) -> dict[str, Any]:
    return {
        "id": one.id,
        "old": _result(one.old),
        "new": _result(one.new),
        "gained": list(one.gained),
        "lost": list(one.lost),
    }


def _result(result: Result) -> dict[str, Any]:
    return {"status": result["status"], "urgency": result["urgency"], "urgency_at_most": result["urgency_at_most"]}
