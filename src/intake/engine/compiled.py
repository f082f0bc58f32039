"""A recommendation made ready for one date: its conditions compiled, what they judge it to be, and its deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from intake.engine.kleene import TRUE, Truth
from intake.engine.triage import Deadline
from intake.engine.urgency import CompiledLadder
from intake.engine.view import Outcome, Test, Valued, View
from intake.flow.dates import roll_date, shift_date
from intake.flow.model import Flow, Recommendation
from intake.flow.values import Named

__all__ = ["CompiledAdvice", "Judged", "end_of_limit", "known_date"]


class Judged(NamedTuple):
    """A recommendation that is not excluded: whether it is certain, and its urgency so far and at most, as ranks."""

    certain: bool
    low: int
    high: int


@dataclass(frozen=True, slots=True, eq=False)
class CompiledAdvice:
    """A recommendation with its conditions compiled. Recommendations that share a ladder share what is compiled of it.

    `named`: the questions that `when` names, as bits.
    """

    recommendation: Recommendation
    when: Test
    named: int
    ladder: CompiledLadder
    ceiling: int
    start: Valued | None

    def judged(self, truth: Truth, between: tuple[int, int]) -> Judged:
        """What it comes to where `when` is true or undetermined, and the ladder so far and at most is `between`."""
        return Judged(truth == TRUE, min(between[0], self.ceiling), min(between[1], self.ceiling))

    def deadline(self, flow: Flow, view: View) -> Deadline | None:
        """By when; without a date where its start is not known for certain, or its limit is not verified."""
        rule = self.recommendation.deadline
        if rule is None or self.start is None:
            return None
        start = known_date(self.start(*view))
        counted_from = rule.start.name if isinstance(rule.start, Named) else rule.start.question
        day = start if rule.limit is None else end_of_limit(flow, rule.limit, start)
        return Deadline(start, day, counted_from, rule.limit)


def known_date(outcome: Outcome) -> date | None:
    """The date that a value turns out to be, if that is certain."""
    return outcome[0] if len(outcome) == 1 and isinstance(outcome[0], date) else None


def end_of_limit(flow: Flow, name: str, start: date | None) -> date | None:
    """The last day of a limit that starts on that day; none if it is not verified, or its start is not known."""
    limit = flow.limits[name]
    if start is None or limit.confidence != "high":
        return None
    day = shift_date(start, limit.years, limit.months, limit.days)
    return roll_date(day, limit.roll, flow.holidays.get(limit.holidays or "", frozenset())) if day else None
