"""Goals: what some scenario should show, a closed set of kinds. Two readings: seen by a person, possible for anybody."""

from __future__ import annotations

from dataclasses import dataclass

from intake.flow.conditions import Condition

__all__ = ["Certain", "Excluded", "Goal", "Held", "HeldAt", "Passed", "Taken"]


@dataclass(frozen=True, slots=True)
class Passed:
    """The step is on the path."""

    step: str


@dataclass(frozen=True, slots=True)
class Taken:
    """The way of that number is taken from the step."""

    step: str
    way: int


@dataclass(frozen=True, slots=True)
class Certain:
    """The recommendation is certain."""

    recommendation: str


@dataclass(frozen=True, slots=True)
class Excluded:
    """The recommendation is excluded."""

    recommendation: str


@dataclass(frozen=True, slots=True)
class Held:
    """The condition is true at the end of all open routes."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class HeldAt:
    """The condition is true at the step, where the ways before the one of that number are not taken."""

    step: str
    way: int
    condition: Condition


Goal = Passed | Taken | Certain | Excluded | Held | HeldAt
