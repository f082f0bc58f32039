"""Whether anybody notices a mutant: the flow's own scenarios, and its promises, tried on the scenarios' people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from intake.check.mutants.people import Through
from intake.check.mutants.touched import Touched
from intake.check.promises import promise_findings
from intake.check.scenarios import scenario_findings
from intake.check.tried import Tried, tried, tried_on
from intake.flow.findings import Path_
from intake.flow.model import Flow, Promise, Scenario

__all__ = ["Crowd"]


class _Told(Exception):
    """Something was found: the code, and the name of the scenario or promise."""

    def __init__(self, code: str, name: str) -> None:
        self.code, self.name = code, name
        super().__init__(code, name)


class Crowd:
    """The people of a flow's scenarios, ready to be tried on its mutants.

    `kept`: the promises that hold for them in the flow itself, and `failing`: the scenarios that do not come out as they
    expect even there. Neither a broken promise nor a failing scenario notices anything.
    """

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        everybody = list(tried(flow))
        self.failing = tuple(one.scenario.name for one in everybody if _fails(flow, one))
        people = [one for one in everybody if one.scenario.name not in self.failing]
        self.kept = tuple(promise for promise in flow.promises if _breaks(flow, [promise], people) is None)
        self._people = Through(flow, people)

    def noticed_by(self, mutant: Flow, touched: Touched) -> str | None:
        """The scenario that does not come out as it expects, or the promise that is broken for one of the people."""
        people: list[Tried] = []
        for one in self._people.concerned(mutant, touched):
            if _fails(mutant, one):
                return f"“{one.scenario.name}”"
            people.append(one)
        broken = _breaks(mutant, self.kept, people) if people and touched.promises else None
        return None if broken is None else f"the promise “{broken}”"

    def broken_for(self, mutant: Flow, scenario: Scenario) -> str | None:
        """The promise that the mutant does not keep for this person, and the flow does."""
        usual, now = (list(tried_on(flow, [scenario], because=False)) for flow in (self.flow, mutant))
        kept = [promise for promise in self.kept if _breaks(self.flow, [promise], usual) is None]
        return _breaks(mutant, kept, now)


def _fails(flow: Flow, one: Tried) -> bool:
    try:
        scenario_findings(flow, one, _tell)
    except _Told:
        return True
    return False


def _breaks(flow: Flow, promises: Iterable[Promise], people: Sequence[Tried]) -> str | None:
    """The first of the promises that does not hold for one of these people."""
    try:
        promise_findings(replace(flow, promises=tuple(promises)), people, _tell_of_errors)
    except _Told as told:
        return told.name
    return None


def _tell(code: str, message: str, hint: str, path: Path_, **_: object) -> None:
    raise _Told(code, str(path[1]))


def _tell_of_errors(code: str, message: str, hint: str, path: Path_, **_: object) -> None:
    if code.startswith("E"):
        raise _Told(code, str(path[1]))
