"""What a suggested person is wanted for: to show something, or to notice a mutant. As a formula, and tried in the engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from intake.check.cover.coverage import Item
from intake.check.cover.goals import Goal
from intake.check.cover.people import people_of
from intake.check.cover.possible import formula_of
from intake.check.mutants.differing import differing
from intake.check.mutants.outcome import outcome
from intake.check.mutants.report import Judged
from intake.check.mutants.touched import Touched
from intake.check.solver import Everybody, Formula, UntoldError
from intake.check.suggest.expected import LINES, Details
from intake.check.tried import Tried, tried_on
from intake.flow.model import Flow

__all__ = ["ToNotice", "ToShow", "Wanted"]


class Wanted(Protocol):
    """Something that a person is wanted for."""

    @property
    def said(self) -> str:
        """It in words, to name a scenario by."""

    def formula(self, everybody: Everybody) -> Formula | None:
        """Those who do it, if they can be told at all with these people."""

    def met(self, one: Tried) -> bool:
        """Whether this person does it."""

    def detail(self, one: Tried, details: Details) -> None:
        """What has to be expected of this person, so that it is seen."""


@dataclass(frozen=True, slots=True)
class ToShow:
    """A goal of coverage that no scenario meets."""

    goal: Goal
    item: Item

    @property
    def said(self) -> str:
        """The step, way, recommendation, rung or part."""
        return self.item.what

    def formula(self, everybody: Everybody) -> Formula | None:
        """The goal as the solver reads it."""
        return formula_of(everybody, self.goal)

    def met(self, one: Tried) -> bool:
        """Whether the person shows it."""
        return any(person.sees(self.goal) for person in people_of([one]))

    def detail(self, one: Tried, details: Details) -> None:
        """What decides about a line is seen by the line."""
        section, name, *rest = self.item.path
        if section == "recommendations" and rest and rest[0] in LINES:
            details.says.add(str(name))
        details.grounds |= section == "grounds"


class ToNotice:
    """A mutant that nobody noticed."""

    def __init__(self, flow: Flow, judged: Judged) -> None:
        self._ours, self._theirs = flow, judged.mutant.flow()
        self.judged = judged

    @property
    def said(self) -> str:
        """Where the slip is."""
        return self.judged.mutant.where

    def formula(self, everybody: Everybody) -> Formula | None:
        """Those for whom the mutant comes to something else."""
        try:
            return differing(everybody, self._theirs, Touched(self._ours, self._theirs))
        except UntoldError:
            return None

    def met(self, one: Tried) -> bool:
        """Whether the mutant says something else to this person."""
        return outcome(one) != outcome(self._tried(one))

    def detail(self, one: Tried, details: Details) -> None:
        """Whatever the mutant says otherwise."""
        details.told_apart(one, self._tried(one))

    def _tried(self, one: Tried) -> Tried:
        (theirs,) = tried_on(self._theirs, [one.scenario], because=False)
        return theirs
