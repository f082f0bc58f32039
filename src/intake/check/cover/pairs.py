"""Pairs: for each part of a decision two people, alike in that this part alone decides, for whom it decides both ways.

This is *masking* MC/DC (modified condition / decision coverage; J. J. Chilenski, *An Investigation of Three Forms of the
MC/DC Criterion*, DOT/FAA/AR-01/18, 2001). The unique-cause form wants the other parts to be equal in both people. That
asks for the impossible wherever two parts read one question (`custody: detained` and `custody: free` cannot both hold),
and means little where all parts are read, none cut short: in Kleene's logic a part decides if the whole turns with it,
whatever keeps the others from deciding. So each half of a pair is a condition by itself:

    this part holds, the whole holds with it, and would not without it      (and the mirror of it)

A part that stands twice in a decision is one part: it turns in both places at once. `true` is meant: what is undetermined
for a person who is not asked to the end shows nothing. Facts are parts like others; each fact is a decision of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from intake.check.cover.decisions import Decision
from intake.check.cover.goals import Goal
from intake.flow.conditions import (
    ALWAYS,
    AllOf,
    Answered,
    AnyOf,
    Comparison,
    Condition,
    FactIs,
    HasAll,
    HasAny,
    HasOnly,
    Not,
    OneOf,
    OtherThan,
    SameAs,
    Within,
)

__all__ = ["NEVER", "Pair", "Part", "pairs", "parts_of"]

NEVER = AnyOf(())
"""The condition of whatever is never so."""

Part = Comparison | FactIs
"""What a decision is made of: it has no parts of its own."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A part of a decision, and the two goals that show how it decides: with it, and without it.

    `ways`: mostly one. Two if the part stands in the decision with and without a `not`: then either of the two will do.
    """

    decision: Decision
    part: Part
    ways: tuple[tuple[Goal, Goal], ...]


def pairs(decision: Decision) -> Iterator[Pair]:
    """The pairs of all parts of a decision. One that always holds has none."""
    for part, senses in parts_of(decision.condition).items():
        with_it = _with(decision.condition, part, ALWAYS)
        without = _with(decision.condition, part, NEVER)
        turns = {
            True: _all_of(with_it, _negated(without)),
            False: _all_of(_negated(with_it), without),
        }
        yield Pair(
            decision,
            part,
            tuple(
                (decision.goal(_all_of(part, turns[sense])), decision.goal(_all_of(Not(part), turns[sense])))
                for sense in sorted(senses, reverse=True)
            ),
        )


def parts_of(condition: Condition, sense: bool = True) -> dict[Part, set[bool]]:
    """The parts of a condition, in its order; for each, whether it stands under an even number of `not` (or both)."""
    found: dict[Part, set[bool]] = {}
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for below in parts:
                for part, senses in parts_of(below, sense).items():
                    found.setdefault(part, set()).update(senses)
        case Not(below):
            found = parts_of(below, not sense)
        case FactIs() | Answered() | OneOf() | HasAny() | HasAll() | HasOnly() | Within() | SameAs() | OtherThan():
            found[condition] = {sense}
        case _:
            assert_never(condition)
    return found


def _with(condition: Condition, part: Part, truth: Condition) -> Condition:
    """The condition with `truth` in the place of the part."""
    match condition:
        case AllOf(parts):
            return _all_of(*(_with(below, part, truth) for below in parts))
        case AnyOf(parts):
            return _negated(_all_of(*(_negated(_with(below, part, truth)) for below in parts)))
        case Not(below):
            return _negated(_with(below, part, truth))
        case FactIs() | Answered() | OneOf() | HasAny() | HasAll() | HasOnly() | Within() | SameAs() | OtherThan():
            return truth if condition == part else condition
        case _:
            assert_never(condition)


def _all_of(*parts: Condition) -> Condition:
    """All of these, without what always holds; `NEVER` if one never does."""
    flat = [below for part in parts for below in (part.parts if isinstance(part, AllOf) else (part,))]
    if NEVER in flat:
        return NEVER
    kept = tuple(dict.fromkeys(flat))
    return kept[0] if len(kept) == 1 else AllOf(kept)


def _negated(condition: Condition) -> Condition:
    if condition == ALWAYS:
        return NEVER
    if condition == NEVER:
        return ALWAYS
    if isinstance(condition, Not):
        return condition.part
    return Not(condition)
