"""Conditions: the closed set of node kinds that a flow's `when` is made of. Data only: each reading is a `match` elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from intake.flow.values import Bound, Reference

__all__ = [
    "ALWAYS",
    "AllOf",
    "Answered",
    "AnyOf",
    "Bounds",
    "Comparison",
    "Condition",
    "FactIs",
    "HasAll",
    "HasAny",
    "HasOnly",
    "Measure",
    "Not",
    "OneOf",
    "OtherThan",
    "SameAs",
    "Within",
]

Measure = Literal["plain", "days_since", "days_until"]
"""What is compared: the number or date itself, the days since a date, or the days until it."""


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds (Kleene's strong *and*); a mapping, or `all:` in a flow. No parts: always true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some part holds (Kleene's strong *or*); `any:` in a flow."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold; undetermined stays undetermined; `not:` in a flow, or `fact: false`."""

    part: Condition


@dataclass(frozen=True, slots=True)
class FactIs:
    """A fact of the flow, read as its condition at the place of whatever names it; `held: true` in a flow."""

    fact: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The question has an answer, whichever it is; `answered: custody_since` in a flow."""

    question: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """What the reference reads is among `values`; `custody: [detained, surrender_ordered]` in a flow.

    True only where every open route passes the question (it is *sure* there), false where none does or the answer is
    another one, else undetermined: Kleene's strong logic (S. C. Kleene, *Introduction to Metamathematics*, 1952, § 64).
    A table column of a several-choices question holds if any of the cells does.
    """

    of: Reference
    values: frozenset[str | int | date]


@dataclass(frozen=True, slots=True)
class HasAny:
    """Some of `values` is among the chosen; `concerns: {has_any: [torture, refugee]}`, or `has:` for a single one."""

    question: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class HasAll:
    """All of `values` are among the chosen; `concerns: {has_all: [torture, refugee]}`."""

    question: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class HasOnly:
    """Nothing but `values` is chosen; `{has_only: []}` holds for an empty list and for the word `none` alone."""

    question: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of a comparison: every one that is not `None` must hold. Numbers, days, dates, or the date of the triage."""

    over: Bound | None = None
    at_least: Bound | None = None
    under: Bound | None = None
    at_most: Bound | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """A number, a date or the days to or from a date lies within bounds; `{custody_since: {days_since: {under: 4}}}`.

    A word (`unknown`, `never`, `none`) is never over or under anything. Days are calendar days.
    """

    of: Reference
    measure: Measure
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class SameAs:
    """Some element is one of what the references read; `{current_country: {same_as: [requesting_country]}}`.

    The word `unknown` and missing cells are skipped on both sides.
    """

    of: Reference
    others: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class OtherThan:
    """Some single element is none of what the references read; `{nationalities: {other_than: [requesting_country]}}`.

    The word `unknown` and missing cells are skipped on both sides.
    """

    of: Reference
    others: tuple[Reference, ...]


Comparison = Answered | OneOf | HasAny | HasAll | HasOnly | Within | SameAs | OtherThan
Condition = AllOf | AnyOf | Not | FactIs | Comparison

ALWAYS = AllOf(())
"""The condition of whatever is always advised; `when: true` in a flow."""
