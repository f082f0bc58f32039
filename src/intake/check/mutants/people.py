"""People put through one mutant after another: only those whom the slip can concern, and each made ready once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from intake.check.mutants.touched import Touched
from intake.check.tried import Tried, tried_on
from intake.engine.rules import Rules
from intake.engine.view import View
from intake.flow.model import Flow

__all__ = ["Through"]


class Through:
    """People of one flow, with what its conditions see of each of them at the end."""

    def __init__(self, flow: Flow, people: Sequence[Tried] = ()) -> None:
        self._flow = flow
        self._people: list[tuple[Tried, View]] = []
        for one in people:
            self.add(one)

    def __len__(self) -> int:
        return len(self._people)

    def add(self, one: Tried) -> None:
        """One more, from now on."""
        self._people.append((one, one.view))

    def concerned(self, mutant: Flow, touched: Touched) -> Iterator[Tried]:
        """Those to whom the mutant may say something else, put through it."""
        people = self._whom(touched)
        if _read_otherwise(self._flow, mutant):
            yield from tried_on(mutant, (one.scenario for one in people), because=False)
            return
        compiled: dict[date, Rules] = {}
        for one in people:
            day = one.scenario.date
            if day not in compiled:
                compiled[day] = Rules(mutant, day)
            triage = compiled[day].triage_of(one.given, because=False)
            yield replace(one, rules=compiled[day], triage=triage)

    def _whom(self, touched: Touched) -> Sequence[Tried]:
        if touched.changed is None:
            return [one for one, _ in self._people]
        tests = {
            rules: [(rules.test(ours), rules.test(theirs)) for ours, theirs in touched.changed]
            for rules in dict.fromkeys(one.rules for one, _ in self._people)
        }
        return [
            one for one, view in self._people if any(ours(*view) != theirs(*view) for ours, theirs in tests[one.rules])
        ]


def _read_otherwise(flow: Flow, mutant: Flow) -> bool:
    """Whether a record's fields are read otherwise in the mutant."""
    return any(ours.missing != theirs.missing for ours, theirs in zip(flow.questions, mutant.questions, strict=True))
