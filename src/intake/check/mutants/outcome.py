"""The outcome for one person: all that a scenario can expect, so that two flows can be compared by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intake.check.said import said_by
from intake.check.tried import Tried

__all__ = ["Outcome", "outcome"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of one person's answers, without the reasons."""

    status: str
    path: tuple[str, ...]
    next_question: str | None
    urgency: tuple[str | None, str | None]
    advice: frozenset[tuple[str, str, str, date | None]]
    grounds: tuple[str, ...]
    said: tuple[tuple[str, ...], ...]


def outcome(one: Tried) -> Outcome:
    """The outcome; `advice`: id, state, urgency and day of the deadline."""
    triage = one.triage
    return Outcome(
        one.status,
        triage.path,
        triage.next_question,
        (triage.urgency, triage.urgency_at_most),
        frozenset(
            (advice.recommendation, advice.state, advice.urgency, advice.deadline.date if advice.deadline else None)
            for advice in triage.advice
        ),
        triage.grounds,
        tuple(said_by(one, advice.recommendation) for advice in triage.certain),
    )
