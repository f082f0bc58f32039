"""Finds the people: each shows as much as one person can of what nobody shows yet, and is the smallest who does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from intake.check.cover.coverage import Coverage
from intake.check.mutants.report import Judged
from intake.check.solver import Everybody, Formula, NotDecided, Person
from intake.check.suggest.expected import Details, expected
from intake.check.suggest.wanted import ToNotice, ToShow, Wanted
from intake.check.tried import Tried, tried_on
from intake.flow.model import Expectation, Flow, Scenario

__all__ = ["Suggester", "Suggestion"]

_QUICK = 2.0
"""Seconds for the question whether a person can show one thing more."""
_SMALLEST = 6
"""How much longer than for one question the smallest person is looked for."""
_AT_ONCE = 150
"""How many things one person is wanted for at most: what is left waits for the next one."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A scenario that is not there yet: its person, what the flow says to them today, and what it is good for."""

    name: str
    scenario: Scenario
    expect: dict[str, object]
    good_for: tuple[Wanted, ...]

    @property
    def shows(self) -> int:
        """How many things it shows that no scenario shows."""
        return sum(isinstance(wanted, ToShow) for wanted in self.good_for)

    @property
    def notices(self) -> int:
        """How many mutants it would notice."""
        return sum(isinstance(wanted, ToNotice) for wanted in self.good_for)


class Suggester:
    """Suggests one scenario after another. What was accepted is no longer looked for; what was refused is left alone."""

    def __init__(
        self, flow: Flow, day: date, coverage: Coverage, survivors: Sequence[Judged], *, seconds: float
    ) -> None:
        self._flow, self._day, self._seconds = flow, day, seconds
        self._notice = [ToNotice(flow, judged) for judged in survivors]
        self._show = [
            ToShow(goal, item) for item in coverage.items if item.open and item.possible for goal in item.missing
        ]
        self._everybody: dict[date, Everybody] = {}
        self._names = {scenario.name for scenario in flow.scenarios}

    @property
    def left(self) -> tuple[int, int]:
        """How many things are still to be shown, and how many mutants to be noticed."""
        return len(self._show), len(self._notice)

    def next(self) -> Suggestion | None:
        """The next suggestion, or `None`: there is nothing left, or nobody is found in time."""
        while self._notice or self._show:
            first: Wanted = self._notice[0] if self._notice else self._show[0]
            for scenario in (self._somebody(first), self._known(first)):
                if scenario is not None and first.met(one := self._tried(scenario)):
                    return self._suggestion(first, one)
            self._leave((first,))
        return None

    def settled(self, suggestion: Suggestion) -> None:
        """It was accepted, or refused: what it is good for is not looked for again."""
        self._names.add(suggestion.name)
        self._leave(suggestion.good_for)

    def _leave(self, these: Sequence[Wanted]) -> None:
        known = set(map(id, these))
        self._notice = [wanted for wanted in self._notice if id(wanted) not in known]
        self._show = [wanted for wanted in self._show if id(wanted) not in known]

    def _somebody(self, first: Wanted) -> Scenario | None:
        """The smallest person for the first thing that is wanted, and for all others that go with it."""
        day = self._day
        if isinstance(first, ToNotice):
            day = first.judged.verdict.date or day
            if first.judged.mutant.path[-1] == "missing":
                return None  # shown by what is not answered: no whole person does it
        if day not in self._everybody:
            self._everybody[day] = Everybody(self._flow, day)
        everybody = self._everybody[day]
        together: list[Formula] = []
        found: Person | None = None
        for wanted in self._wanted(first, day):
            formula = wanted.formula(everybody)
            if formula is None or (found is not None and len(together) >= _AT_ONCE):
                continue
            seconds = self._seconds if found is None else _QUICK
            more = everybody.ended.find(*together, formula, smallest=False, seconds=seconds)
            if isinstance(more, Person):
                together.append(formula)
                found = more
            elif found is None:
                break
            elif isinstance(more, NotDecided):  # what is asked after that of the same solver takes long, too
                self._everybody.pop(day, None)
                break
        smallest = everybody.ended.find(*together, seconds=_SMALLEST * self._seconds) if found is not None else None
        found = smallest if isinstance(smallest, Person) else found
        return None if found is None else Scenario("", day, found.answers, Expectation())

    def _known(self, first: Wanted) -> Scenario | None:
        """Who told a mutant apart when it was judged: not always somebody who has answered everything."""
        verdict = first.judged.verdict if isinstance(first, ToNotice) else None
        if verdict is None or verdict.person is None:
            return None
        return Scenario("", verdict.date or self._day, verdict.person, Expectation())

    def _wanted(self, first: Wanted, day: date) -> list[Wanted]:
        """All that one person can be wanted for on that day, the first thing first."""
        notice = [
            one
            for one in self._notice
            if (one.judged.verdict.date or self._day) == day and one.judged.mutant.path[-1] != "missing"
        ]
        others: list[Wanted] = [*notice, *(self._show if day == self._day else [])]
        return [first, *(one for one in others if one is not first)]

    def _suggestion(self, first: Wanted, one: Tried) -> Suggestion:
        everything: list[Wanted] = [*self._notice, *self._show]
        good_for = [wanted for wanted in everything if wanted.met(one)]
        details = Details()
        for wanted in good_for:
            wanted.detail(one, details)
        return Suggestion(self._name(first), one.scenario, expected(one, details), tuple(good_for))

    def _name(self, first: Wanted) -> str:
        """A sentence to be bettered, that no scenario has yet."""
        name = f"somebody who shows what hangs on {first.said}"
        number = 2
        while name in self._names:
            name = f"somebody who shows what hangs on {first.said}, {number}"
            number += 1
        return name

    def _tried(self, scenario: Scenario) -> Tried:
        (one,) = tried_on(self._flow, [scenario], because=False)
        return one
