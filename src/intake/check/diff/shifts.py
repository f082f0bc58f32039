"""In whose case something comes out in one flow and not in the other: proved of nobody, or shown by the smallest person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from intake.check.diff.outcomes import Outcome, formula_of, outcomes_of, shown_by
from intake.check.progress import Show
from intake.check.solver import Everybody, Formula, NotDecided, People
from intake.engine.rules import Rules, rules
from intake.engine.triage import Triage
from intake.flow.answers import Answer
from intake.flow.model import Flow

__all__ = ["Example", "Shift", "Shifts", "Way", "shifts_between"]

SECONDS = 10.0
"""How long one question to the solver may take."""
Way = Literal["gained", "lost"]


@dataclass(frozen=True, slots=True)
class Example:
    """Somebody, with all answers that either flow asks of them, and what each says to them."""

    answers: dict[str, Answer]
    old: Triage
    new: Triage


@dataclass(frozen=True, slots=True)
class Shift:
    """An outcome that somebody gains or loses, with an example; `reason`, without one: it is not decided."""

    outcome: Outcome
    way: Way
    example: Example | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Shifts:
    """All that was found, and how many outcomes were proved to be the same for everybody.

    `nobody`: nobody comes to an end in both flows, so that nothing can be compared; or that is not decided (the reason).
    """

    found: tuple[Shift, ...]
    proved: int
    nobody: str = ""

    @property
    def undecided(self) -> tuple[Shift, ...]:
        """Those of which it is not known if anybody gains or loses them."""
        return tuple(shift for shift in self.found if shift.example is None)


def shifts_between(old: Flow, new: Flow, day: date, show: Show, seconds: float = SECONDS) -> Shifts:
    """What changes for anybody who comes to an end in both flows, by answers that both take."""
    pair = _Pair(old, new, day, seconds)
    nobody = pair.nobody()
    if nobody:
        return Shifts((), 0, nobody)
    outcomes = list(outcomes_of(old, new))
    found: list[Shift] = []
    show(0, len(outcomes))
    for at, outcome in enumerate(outcomes, 1):
        found += pair.shifts(outcome)
        show(at, len(outcomes))
    return Shifts(tuple(found), 2 * len(outcomes) - len(found))


class _Pair:
    """Two flows and the people of both."""

    def __init__(self, old: Flow, new: Flow, day: date, seconds: float) -> None:
        people = People([old, new], day)
        self._old, self._new = Everybody(old, day, among=people), Everybody(new, day, among=people)
        self._flows = (old, new)
        self._both = self._old.ended.people, self._new.ended.people
        self._rules: tuple[Rules, Rules] = rules(old, day), rules(new, day)
        self._seconds = seconds
        self._met: list[Example] = []

    def nobody(self) -> str:
        """Why nobody can be compared; empty if somebody can. What holds of nobody would be proved in vain."""
        found = self._new.find(*self._both, smallest=False, seconds=self._seconds)
        if isinstance(found, NotDecided):
            return f"whether anybody comes to an end in both flows is not decided: {found.reason}"
        return "nobody comes to an end in both flows by answers that both take" if found is None else ""

    def shifts(self, outcome: Outcome) -> Iterator[Shift]:
        """That somebody gains it, that somebody loses it: each found, or not decided. Neither: it is the same for everybody."""
        formulas = self._new.formulas
        before = formula_of(outcome, self._old.flow, self._old.ended)
        after = formula_of(outcome, self._new.flow, self._new.ended)
        ways: tuple[tuple[Way, Formula], ...] = (
            ("gained", formulas.all_of(after, formulas.negated(before))),
            ("lost", formulas.all_of(before, formulas.negated(after))),
        )
        for way, formula in ways:
            known = next((one for one in self._met if _shows(self._flows, outcome, way, one)), None)
            if outcome.kind == "as_urgent" and known is not None:
                yield Shift(outcome, way, known)
                continue
            found = self._somebody(formulas.all_of(self._concerned(outcome), formula))
            if isinstance(found, NotDecided):
                yield Shift(outcome, way, None, found.reason)
            elif found is not None and _shows(self._flows, outcome, way, found):
                self._met.append(found)
                yield Shift(outcome, way, found)
            elif found is not None:
                yield Shift(outcome, way, None, "the engine does not confirm what the solver found")

    def _concerned(self, outcome: Outcome) -> Formula:
        """Of how urgent an advice is: those to whom both flows give it. Else everybody."""
        if outcome.kind != "as_urgent":
            return True
        return self._new.formulas.all_of(*(one.ended.certain(outcome.name) for one in (self._old, self._new)))

    def _somebody(self, formula: Formula) -> Example | NotDecided | None:
        """The smallest of those for whom it holds: by the questions of the new flow, then by those of the old one alone."""
        found = self._new.find(*self._both, formula, seconds=self._seconds)
        if found is None or isinstance(found, NotDecided):
            return found
        rest = self._old.find(*self._both, formula, *self._new.described(found.read), seconds=self._seconds)
        if rest is None or isinstance(rest, NotDecided):
            return NotDecided("what the old flow alone asks was not found in time")
        answers = {**rest.read, **found.read}
        return Example(answers, *(_triage(one, answers) for one in self._rules))


def _shows(flows: tuple[Flow, Flow], outcome: Outcome, way: Way, example: Example) -> bool:
    """Whether this person gains the outcome, or loses it."""
    if outcome.kind == "as_urgent":
        both = Outcome("advised", outcome.name)
        if not all(
            shown_by(both, flow, triage) for flow, triage in zip(flows, (example.old, example.new), strict=True)
        ):
            return False
    before, after = shown_by(outcome, flows[0], example.old), shown_by(outcome, flows[1], example.new)
    return after and not before if way == "gained" else before and not after


def _triage(rules: Rules, answers: dict[str, Answer]) -> Triage:
    asked = {question.id for question in rules.flow.questions}
    return rules.triage({name: answer for name, answer in answers.items() if name in asked})
