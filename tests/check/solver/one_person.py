"""The solver's reading of one person: what its formulas say where the person's answers are all that is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.check.solver import Everybody, Formula, NotDecided, Reading
from intake.check.solver.smallest import solved
from intake.engine.compiled import end_of_limit
from intake.flow.answers import Answer
from intake.flow.model import Recommendation

__all__ = ["OnePerson", "Told", "UndecidedError", "told"]


class UndecidedError(Exception):
    """Whether two days are the same that are both worked out, the solver has not found out."""


@dataclass(frozen=True)
class Told:
    """What the solver says of one person, under the names of a triage in plain data."""

    certain: list[str]
    possible: list[str]
    excluded: list[str]
    order: list[str]
    urgencies: dict[str, tuple[str, str]]
    urgency: str
    urgency_at_most: str
    grounds: list[str]
    deadline: dict[str, str]
    kept_aside: list[str]
    ended: bool


class OnePerson:
    """One person among everybody, as values that the solver found for them."""

    def __init__(self, everybody: Everybody, answers: Mapping[str, Answer]) -> None:
        self.everybody, self.formulas = everybody, everybody.formulas
        self._described = everybody.described(answers)
        self.model = self._solved()
        assert self.model is not None

    def holds(self, formula: Formula) -> bool:
        if self.everybody.people.guesses.wrong_in(self.model, [formula]) is not True:
            self.model = self._solved(formula) or self._solved(self.formulas.negated(formula))
        return self.formulas.holds_in(self.model, formula)

    def _solved(self, formula: Formula = True) -> Any:
        model = solved(self.everybody.people, [*self._described, formula], 30)
        if isinstance(model, NotDecided):
            raise UndecidedError
        return model


def told(everybody: Everybody, reading: Reading, answers: Mapping[str, Answer]) -> Told:
    """What a reading says of the person with these answers."""
    flow, day = everybody.flow, everybody.day
    one = OnePerson(everybody, answers)
    certain = [name for name in flow.recommendations if one.holds(reading.certain(name))]
    excluded = [name for name in flow.recommendations if one.holds(reading.excluded(name))]
    possible = [name for name in flow.recommendations if name not in certain and name not in excluded]
    lowest_first = [level.id for level in reversed(flow.levels)]

    def level(reaches: Any) -> str:
        return [name for name in lowest_first if name == lowest_first[0] or one.holds(reaches(name))][-1]

    urgencies = {
        name: (
            level(lambda rank, name=name: reading.advice_at_least(name, rank)),
            level(lambda rank, name=name: reading.advice_may_reach(name, rank)),
        )
        for name in [*certain, *possible]
    }
    shown = sorted(flow.recommendations, key=lambda n: -lowest_first.index(urgencies.get(n, lowest_first)[0]))
    return Told(
        certain,
        possible,
        excluded,
        [name for name in shown if name in certain] + [name for name in shown if name in possible],
        urgencies,
        level(reading.urgency_at_least) if certain else "none",
        level(reading.urgency_may_reach) if certain or possible else "none",
        [name for name in flow.grounds if one.holds(reading.raised(name))],
        {name: _deadline(one, reading, flow.recommendations[name], day) for name in [*certain, *possible]},
        [q.id for q in flow.questions if q.id in answers and not one.holds(reading.seen(q.id).may)],
        one.holds(everybody.complete),
    )


def _deadline(one: OnePerson, reading: Reading, advice: Recommendation, day: date) -> str:
    if advice.deadline is None:
        return "none"
    outcome = reading.reads(advice.deadline.start)
    if one.holds(outcome.open) or one.holds(outcome.none):
        return "none"
    numbers = {
        element.value_in(one.formulas, one.model)
        for is_it, element in outcome.some
        if one.holds(is_it) and not isinstance(element, str)
    }
    if not numbers:
        return "none"
    (number,) = numbers
    assert number is not None
    start = date.fromordinal(number)
    end = start if advice.deadline.limit is None else end_of_limit(one.everybody.flow, advice.deadline.limit, start)
    return str(end or "none")
