"""What would change the advice, for programs; `docs/why-and-diff.md` explains each key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from intake.check.why.deciding import Decided
from intake.check.why.nearest import Change, Nearest
from intake.check.why.settling import Settling
from intake.check.why.whys import Whys
from intake.flow.answers import plain_answer

__all__ = ["as_json"]


def as_json(whys: Whys) -> dict[str, Any]:
    """All of it as plain data."""
    triage = whys.triage
    return {
        "flow": triage.flow,
        "version": triage.version,
        "date": triage.date.isoformat(),
        "urgency": triage.urgency,
        "urgency_at_most": triage.urgency_at_most,
        "next_question": triage.next_question,
        "urgency_settled_by": None if whys.settling is None else _settling(whys.settling),
        "urgency_settled_if": _changes(whys.settled_if),
        "possible": [_decided(one) for one in whys.possible],
        "not_advised": [_nearest(one) for one in whys.not_advised],
    }


def _settling(settling: Settling) -> dict[str, Any]:
    return {"questions": list(settling.questions), "decided": settling.decided, "reason": settling.reason or None}


def _decided(one: Decided) -> dict[str, Any]:
    return {"id": one.recommendation, "decided_by": _settling(one.settling), "advised_if": _changes(one.advised)}


def _nearest(one: Nearest) -> dict[str, Any]:
    return {
        "id": one.recommendation,
        "outcome": one.outcome,
        "changes": _changes(one.changes),
        "answers_too": _changes(one.answers_too),
        "reason": one.reason or None,
    }


def _changes(changes: Sequence[Change]) -> list[dict[str, Any]]:
    return [
        {
            "question": change.question,
            "from": None if change.before is None else plain_answer(change.before),
            "to": plain_answer(change.after),
        }
        for change in changes
    ]
