"""Broken conditions: for each kind of node the slips that a hand makes in it, one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any, assert_never

from intake.check.mutants.broken import Broken, each_part, rebuilt, without_each
from intake.check.mutants.offered import Word, next_to
from intake.check.phrases.spelled import spelled, spelled_reference
from intake.flow.conditions import (
    AllOf,
    Answered,
    AnyOf,
    Bounds,
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
from intake.flow.model import Flow
from intake.flow.values import Answer, Bound, Reference, Today

__all__ = ["broken_conditions"]

_BOUNDS = ("over", "at_least", "under", "at_most")
_TURNED = {"over": "at_least", "at_least": "over", "under": "at_most", "at_most": "under"}


def broken_conditions(flow: Flow, condition: Condition) -> Iterator[Broken[Condition]]:
    """The condition broken in each way: a part dropped, a `not` put in or taken out, all and any swapped, a value more or
    less in a list, a threshold moved by one. None twice, and none that is the condition itself."""
    seen = {condition}
    for broken in _broken(flow, condition):
        if broken.became not in seen:
            seen.add(broken.became)
            yield broken


def _broken(flow: Flow, condition: Condition) -> Iterator[Broken[Condition]]:
    below = partial(_broken, flow)
    match condition:
        case AllOf(parts):
            yield from _negated(condition) if parts else ()
            yield from _regrouped(condition, AnyOf(parts), "any of its parts instead of all")
            yield from without_each(parts, spelled, AllOf)
            yield from each_part(parts, below, AllOf)
        case AnyOf(parts):
            yield from _negated(condition) if parts else ()
            yield from _regrouped(condition, AllOf(parts), "all of its parts instead of any")
            yield from without_each(parts, spelled, AnyOf)
            yield from each_part(parts, below, AnyOf)
        case Not(part):
            yield Broken(part, f"“{spelled(condition)}” without its not")
            yield from (one for one in rebuilt(below(part), Not) if one.became != Not(Not(part)))
        case FactIs() | Answered():
            yield from _negated(condition)
        case OneOf(of, values):
            yield from _negated(condition)
            yield from rebuilt(_lists(flow, of, values), partial(OneOf, of))
        case HasAny(question, values):
            yield from _negated(condition)
            if len(values) > 1:
                yield Broken(HasAll(question, values), f"“{spelled(condition)}” asks for all of them")
            yield from rebuilt(_choices(flow, question, values), partial(HasAny, question))
        case HasAll(question, values):
            yield from _negated(condition)
            if len(values) > 1:
                yield Broken(HasAny(question, values), f"“{spelled(condition)}” is content with any of them")
            yield from rebuilt(_choices(flow, question, values), partial(HasAll, question))
        case HasOnly(question, values):
            yield from _negated(condition)
            yield from rebuilt(_choices(flow, question, values), partial(HasOnly, question))
        case Within(of, measure, bounds):
            yield from _negated(condition)
            yield from rebuilt(_moved(spelled(condition), bounds), partial(Within, of, measure))
        case SameAs(of, others):
            yield from _negated(condition)
            yield from without_each(others, spelled_reference, partial(SameAs, of))
        case OtherThan(of, others):
            yield from _negated(condition)
            yield from without_each(others, spelled_reference, partial(OtherThan, of))
        case _:
            assert_never(condition)


def _negated(condition: Condition) -> Iterator[Broken[Condition]]:
    yield Broken(Not(condition), f"“{spelled(condition)}” with a not before it")


def _regrouped(condition: AllOf | AnyOf, became: Condition, change: str) -> Iterator[Broken[Condition]]:
    if len(condition.parts) > 1:
        yield Broken(became, f"“{spelled(condition)}”: {change}")


def _lists(flow: Flow, of: Reference, values: Set[Word]) -> Iterator[Broken[frozenset[Word]]]:
    """One value less, for each; and the one value more that a slip would most likely put in: the neighbour."""
    if len(values) > 1:
        for value in sorted(values, key=str):
            yield Broken(frozenset(values - {value}), f"{spelled_reference(of)}: without '{value}'")
    added = next_to(flow, of, values)
    if added is not None and added not in values:
        yield Broken(frozenset({*values, added}), f"{spelled_reference(of)}: '{added}' too")


def _choices(flow: Flow, question: str, values: frozenset[str]) -> Iterator[Broken[frozenset[str]]]:
    """As `_lists`, of what is chosen among several choices."""
    return rebuilt(_lists(flow, Answer(question), values), lambda words: frozenset(map(str, words)))


def _moved(said: str, bounds: Bounds) -> Iterator[Broken[Bounds]]:
    """Each threshold one higher and one lower; the date of the triage can only be let in or kept out."""
    for key in _BOUNDS:
        bound: Bound | None = getattr(bounds, key)
        match bound:
            case None:
                continue
            case Today():
                changed: dict[str, Any] = {key: None, _TURNED[key]: bound}
                turned = replace(bounds, **changed)
                yield Broken(turned, f"“{said}”: {_TURNED[key].replace('_', ' ')} today")
            case date() | int():
                for moved in _one_off(bound):
                    changed = {key: moved}
                    yield Broken(replace(bounds, **changed), f"“{said}”: {moved} instead of {bound}")
            case _:
                assert_never(bound)


def _one_off(bound: int | date) -> Iterable[int | date]:
    if isinstance(bound, date):
        return bound + timedelta(days=1), bound - timedelta(days=1)
    return bound + 1, bound - 1
