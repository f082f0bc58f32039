"""The scenarios' people as coverage sees them: where each went, and whether a goal is met by one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from intake.check.cover.goals import Certain, Excluded, Goal, Held, HeldAt, Passed, Taken
from intake.check.tried import Tried
from intake.engine.kleene import FALSE, TRUE, Truth
from intake.engine.rules import Rules
from intake.engine.view import Given, Test, View
from intake.flow.conditions import Condition
from intake.flow.model import Question

__all__ = ["Person", "Tests", "people_of"]


class Tests:
    """The conditions of goals, compiled once for all people of one date."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._compiled: dict[Condition, Test] = {}

    def truth(self, condition: Condition, view: View) -> Truth:
        """What the condition comes to there."""
        test = self._compiled.get(condition)
        if test is None:
            test = self._compiled[condition] = self.rules.test(condition)
        return test(*view)


@dataclass(frozen=True, slots=True)
class _Stage:
    """A step of a person's path: what conditions see there, and the way that was taken (-1: none yet, or an end)."""

    view: View
    way: int


class Person:
    """One set of answers on one date, with the path that it takes."""

    def __init__(self, name: str, tests: Tests, given: Given) -> None:
        self.name, self._tests = name, tests
        rules = tests.rules
        self._stages = _stages(rules, given)
        place = rules.standing(given).place
        self._end = given.seen_with(place.may, place.must)
        self._advised = {one.recommendation.id: one.when(*self._end) for one in rules.advice}

    def sees(self, goal: Goal) -> bool:
        """Whether this person shows it, whatever the answers still to come."""
        match goal:
            case Passed(step):
                return step in self._stages
            case Taken(step, way):
                return step in self._stages and self._stages[step].way == way
            case Certain(recommendation):
                return self._advised.get(recommendation, FALSE) == TRUE
            case Excluded(recommendation):
                return self._advised.get(recommendation, FALSE) == FALSE
            case Held(condition):
                return self._tests.truth(condition, self._end) == TRUE
            case HeldAt(step, way, condition):
                stage = self._stages.get(step)
                return stage is not None and stage.way >= way and self._tests.truth(condition, stage.view) == TRUE
            case _:
                assert_never(goal)


def people_of(tried: Iterable[Tried]) -> tuple[Person, ...]:
    """The people of all scenarios whose answers were taken."""
    tests: dict[Rules, Tests] = {}
    return tuple(
        Person(one.scenario.name, tests.setdefault(one.rules, Tests(one.rules)), one.given)
        for one in tried
        if not one.unknown and (not one.refused or one.scenario.expect.status == "invalid")
    )


def _stages(rules: Rules, given: Given) -> dict[str, _Stage]:
    """The steps of the path, each with what its ways see: the questions passed so far are all that is sure."""
    flow = rules.flow
    stages: dict[str, _Stage] = {}
    name, passed = flow.start, 0
    while True:
        step = flow.steps[name]
        if isinstance(step, Question):
            if not given.bits >> step.index & 1:
                stages[name] = _Stage((given.answers, passed, passed, passed), -1)
                return stages
            passed |= 1 << step.index
        view = given.answers, passed, passed, passed
        taken = next((at for at in range(len(step.ways)) if _open(rules, name, at, view)), -1)
        stages[name] = _Stage(view, taken)
        if taken < 0:
            return stages
        name = step.ways[taken].go


def _open(rules: Rules, step: str, way: int, view: View) -> bool:
    test = rules.tests.get((step, way))
    return test is None or test(*view) == TRUE
