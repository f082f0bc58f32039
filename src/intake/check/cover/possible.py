"""What is possible: the solver's reading of goals. Whoever it finds is looked at for all that comes after."""

from __future__ import annotations

from typing import assert_never

from intake.check.cover.goals import Certain, Excluded, Goal, Held, HeldAt, Passed, Taken
from intake.check.cover.people import Person, Tests
from intake.check.solver import Everybody, Formula, NotDecided
from intake.check.solver import Person as Found
from intake.engine.rules import rules

__all__ = ["Possible", "formula_of"]


class Possible:
    """Answers for one flow on one date whether anybody meets a goal. `found`: the people it has met so far."""

    def __init__(self, everybody: Everybody, *, seconds: float) -> None:
        self._everybody, self._seconds = everybody, seconds
        self._tests = Tests(rules(everybody.flow, everybody.day))
        self._people: list[Person] = []

    def __call__(self, goal: Goal) -> bool | None:
        """True: somebody is known who meets it; false: it is proved that nobody does; `None`: not decided in time."""
        if any(person.sees(goal) for person in self._people):
            return True
        found = self._everybody.ended.find(formula_of(self._everybody, goal), smallest=False, seconds=self._seconds)
        if isinstance(found, NotDecided):
            return None
        if found is None:
            return False
        person = self.person(found)
        self._people.append(person)
        return True if person.sees(goal) else None

    def person(self, found: Found) -> Person:
        """Somebody found, as coverage sees people."""
        return Person("", self._tests, self._tests.rules.given(found.read))


def formula_of(everybody: Everybody, goal: Goal) -> Formula:
    """Those who meet the goal, among all who have answered what their path asks."""
    ended = everybody.ended
    match goal:
        case Passed(step):
            return everybody.passes(step)
        case Taken(step, way):
            return everybody.takes(step, way)
        case Certain(recommendation):
            return ended.certain(recommendation)
        case Excluded(recommendation):
            return ended.excluded(recommendation)
        case Held(condition):
            return ended.holds(condition).true
        case HeldAt(step, way, condition):
            # What could come before a step does not come after it, so what holds there holds at the end as well.
            later = range(way, len(everybody.flow.steps[step].ways))
            reached = everybody.formulas.any_of(*(everybody.takes(step, at) for at in later))
            return everybody.formulas.all_of(reached, ended.holds(condition).true)
        case _:
            assert_never(goal)
