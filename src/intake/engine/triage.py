"""The triage summary as data: what is advised, how urgent, by when, why, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from intake.flow.answers import Answer
from intake.flow.model import KeyDate

__all__ = ["Advice", "Because", "Deadline", "KeyDay", "State", "Triage", "Walk"]

State = Literal["certain", "possible", "excluded"]
Because = tuple[tuple[str, Answer], ...]
"""Questions with the answers with which alone the advice is certain, in the flow's order."""


@dataclass(frozen=True, slots=True)
class Walk:
    """The steps visited with a set of answers, first to last, and where it stops: at a question, or at an end."""

    path: tuple[str, ...]
    next_question: str | None

    @property
    def ended(self) -> bool:
        """Whether nothing is left to ask."""
        return self.next_question is None


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when, and the day that this is counted from.

    `date` is `None` where the limit is not verified or its start is not known: then the text alone counts.
    """

    start: date | None
    date: date | None
    counted_from: str
    limit: str | None


@dataclass(frozen=True, slots=True)
class KeyDay:
    """A key date of an advice. `date` is `None` as for a deadline; `start` is the day that it is counted from."""

    rule: KeyDate
    start: date | None
    date: date | None


@dataclass(frozen=True, slots=True)
class Advice:
    """A recommendation for this person. `because` is empty where it is only possible, or was not asked for."""

    recommendation: str
    state: Literal["certain", "possible"]
    urgency: str
    urgency_at_most: str
    deadline: Deadline | None
    because: Because
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Triage:
    """What a set of answers comes to on a date.

    `advice`: certain before possible, then by urgency, then in the flow's order. `urgency`: the highest among the
    certain, `None` if nothing is; `urgency_at_most`: the highest among those not excluded, `None` if all are.
    `kept_aside`: questions whose answers no open route needs.
    """

    flow: str
    version: str
    date: date
    urgency: str | None
    urgency_at_most: str | None
    advice: tuple[Advice, ...]
    excluded: tuple[str, ...]
    grounds: tuple[str, ...]
    path: tuple[str, ...]
    next_question: str | None
    kept_aside: tuple[str, ...]

    @property
    def ended(self) -> bool:
        """Whether nothing is left to ask; then nothing is only possible."""
        return self.next_question is None

    @property
    def certain(self) -> tuple[Advice, ...]:
        """What is advised whatever the answers still to come."""
        return tuple(advice for advice in self.advice if advice.state == "certain")

    @property
    def possible(self) -> tuple[Advice, ...]:
        """What may yet be advised."""
        return tuple(advice for advice in self.advice if advice.state == "possible")

    def state(self, recommendation: str) -> State:
        """Whether a recommendation is certain, possible or excluded.

        Raises:
            KeyError: the flow has no such recommendation.
        """
        for advice in self.advice:
            if advice.recommendation == recommendation:
                return advice.state
        if recommendation in self.excluded:
            return "excluded"
        raise KeyError(recommendation)
