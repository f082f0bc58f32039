"""Looks for people. Whoever the solver finds goes through the engine before anything is said of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from time import monotonic

from intake.check.proofs.flaw import NOT_DECIDED, Flaw
from intake.check.solver import Everybody, Formula, NotDecided, Person
from intake.engine.kleene import TRUE
from intake.engine.rules import Rules, rules
from intake.engine.triage import Triage
from intake.engine.view import Given, Test, View
from intake.flow.answers import Answer, plain_answer
from intake.flow.conditions import Condition
from intake.flow.findings import Path_
from intake.flow.model import Flow

__all__ = [
    "DisagreementError",
    "Met",
    "Search",
    "advised",
    "holds",
    "in_words",
    "not_decided",
    "passes",
    "takes",
]

_ONE_QUESTION = 10.0
"""Seconds that one question to the solver may take at most."""


class DisagreementError(Exception):
    """The solver and the engine say different things of one person: a defect of this program, and no proof counts."""

    def __init__(self, flow: Flow, answers: Mapping[str, object], said: str) -> None:
        super().__init__(
            f"internal error: the proofs of '{flow.id}' are worth nothing. The solver says that {said}, "
            f"and the engine does not, of the answers {dict(answers)}. Please report this with the flow."
        )


@dataclass(frozen=True)
class Met:
    """Somebody who was found, as the engine sees them."""

    rules: Rules
    read: Mapping[str, Answer]
    tests: dict[Condition, Test]
    """Conditions that were compiled already, for everybody who is met."""

    @cached_property
    def given(self) -> Given:
        """The answers as rules take them."""
        return self.rules.given(self.read)

    @cached_property
    def triage(self) -> Triage:
        """What the answers come to."""
        return self.rules.triage_of(self.given, because=False)

    @cached_property
    def view(self) -> View:
        """What conditions see at the end of all open routes."""
        place = self.rules.standing(self.given).place
        return self.given.seen_with(place.may, place.must)

    def holds(self, condition: Condition) -> bool:
        """Whether a condition is true for them."""
        test = self.tests.get(condition)
        if test is None:
            test = self.tests[condition] = self.rules.test(condition)
        return test(*self.view) == TRUE

    def advised(self, recommendation: str) -> bool:
        """Whether a recommendation is certain for them."""
        return any(one.recommendation == recommendation for one in self.triage.certain)

    def takes(self, step: str, way: int) -> bool:
        """Whether their path goes on from the step by that way."""
        return self.taken.get(step) == way

    @cached_property
    def taken(self) -> Mapping[str, int]:
        """For each step of their path but the last the number of the way on. (What is true at a step is so at the end.)"""
        steps, tests = self.rules.flow.steps, self.rules.tests
        return {
            name: next(
                at for at, way in enumerate(steps[name].ways) if way.when is None or tests[name, at](*self.view) == TRUE
            )
            for name in self.triage.path[:-1]
        }

    def rank(self) -> int:
        """Their urgency as a rank; below all levels where nothing is advised."""
        level = self.triage.urgency
        return -1 if level is None else self.rules.flow.level(level).rank


class Search:
    """Questions about everybody who answers a flow at a date. `until`: when all of them are to be done (`monotonic`)."""

    def __init__(self, flow: Flow, day: date, until: float | None = None) -> None:
        self.flow, self.day, self._until = flow, day, until
        self.rules = rules(flow, day)
        self.proved = 0
        """How many statements are proved so far, or shown by somebody who was found."""
        self.crowd: list[Met] = []
        self._tests: dict[Condition, Test] = {}

    @cached_property
    def everybody(self) -> Everybody:
        """The formulas."""
        return Everybody(self.flow, self.day)

    def somebody(
        self, formula: Callable[[], Formula], holds: Callable[[Met], bool], said: str
    ) -> Met | NotDecided | None:
        """Somebody at the end of their path of whom it holds: who was met before, or whoever the solver finds."""
        for met in self.crowd:
            if holds(met):
                self.proved += 1
                return met
        found = self.everybody.ended.find(formula(), smallest=False, seconds=self.seconds())
        return self._counted(found, holds, said)

    def smallest(self, formula: Formula, holds: Callable[[Met], bool], said: str) -> Met | NotDecided | None:
        """As `somebody`, and of all of them the smallest: for showing."""
        return self._counted(self.everybody.ended.find(formula, seconds=self.seconds()), holds, said)

    def is_possible(self, formula: Formula) -> bool:
        """Whether it may hold for anybody at the end: not so only if that is proved."""
        return self.everybody.ended.find(formula, smallest=False, seconds=self.seconds()) is not None

    def seconds(self) -> float:
        """How long the next question may take."""
        return _ONE_QUESTION if self._until is None else max(0.0, min(_ONE_QUESTION, self._until - monotonic()))

    def met(self, answers: Mapping[str, Answer]) -> Met:
        """Somebody with these answers."""
        return Met(self.rules, answers, self._tests)

    def _counted(
        self, found: Person | NotDecided | None, holds: Callable[[Met], bool], said: str
    ) -> Met | NotDecided | None:
        if isinstance(found, NotDecided):
            return found
        self.proved += 1
        if found is None:
            return None
        met = self.met(found.read)
        if not met.triage.ended or not holds(met):
            raise DisagreementError(self.flow, found.answers, said)
        self.crowd.append(met)
        return met


def passes(step: str) -> Callable[[Met], bool]:
    """Whether somebody's path visits the step."""
    return lambda met: step in met.triage.path


def takes(step: str, way: int) -> Callable[[Met], bool]:
    """Whether somebody's path goes on from the step by that way."""
    return lambda met: met.takes(step, way)


def advised(recommendation: str) -> Callable[[Met], bool]:
    """Whether somebody is advised that."""
    return lambda met: met.advised(recommendation)


def holds(condition: Condition) -> Callable[[Met], bool]:
    """Whether a condition is true for somebody."""
    return lambda met: met.holds(condition)


def not_decided(what: str, reason: NotDecided, path: Path_) -> Flaw:
    """It is not known whether this is so: a flaw, so that nobody takes it for proved."""
    hint = f"{reason.reason}: allow more time, or make it simpler"
    return Flaw(NOT_DECIDED, f"it is not decided whether {what}", hint, path)


def in_words(answers: Mapping[str, Answer]) -> str:
    """As a flow writes them on one line: `custody: free, concerns: [torture]`."""
    said = []
    for name, answer in answers.items():
        plain = plain_answer(answer)
        said.append(f"{name}: [{', '.join(plain)}]" if isinstance(plain, list) else f"{name}: {plain}")
    return ", ".join(said)
