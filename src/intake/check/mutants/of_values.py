"""Broken values: for each kind of node the slips that a hand makes in it, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import assert_never

from intake.check.mutants.broken import Broken, each_part, rebuilt, without_each
from intake.check.mutants.of_conditions import broken_conditions
from intake.flow.model import Flow
from intake.flow.values import (
    Answer,
    Case,
    Choose,
    Column,
    Constant,
    Earliest,
    Latest,
    LookUp,
    Named,
    Shifted,
    Sum,
    Times,
    Today,
    Value,
)

__all__ = ["broken_values"]


def broken_values(flow: Flow, value: Value) -> Iterator[Broken[Value]]:
    """The value broken in each way: a part left out, a number one off, cases swapped, earliest and latest confused."""
    below = partial(broken_values, flow)
    match value:
        case Answer() | Column() | Named() | Today() | Constant(str()):
            return
        case Constant(number) if isinstance(number, int):
            for one_off in (number + 1, number - 1):
                yield Broken(Constant(one_off), f"{one_off} instead of {number}")
        case Constant():
            return
        case Choose(cases):
            yield from _of_cases(flow, cases)
        case LookUp():
            yield from each_part(value.row, below, lambda row: replace(value, row=row))
        case Sum(parts):
            yield from without_each(parts, _said, Sum)
            yield from each_part(parts, below, Sum)
        case Times(part, by):
            for factor in (by + 1, by - 1):
                yield Broken(Times(part, factor), f"times {factor} instead of {by}")
            yield from rebuilt(below(part), lambda became: Times(became, by))
        case Shifted():
            yield from broken_shift(value)
            yield from rebuilt(below(value.start), lambda start: replace(value, start=start))
        case Earliest(parts):
            yield from _of_extreme(flow, parts, Earliest, Latest(parts), "the latest instead of the earliest")
        case Latest(parts):
            yield from _of_extreme(flow, parts, Latest, Earliest(parts), "the earliest instead of the latest")
        case _:
            assert_never(value)


def broken_shift(value: Shifted) -> Iterator[Broken[Value]]:
    """One day more and one less; and without its roll, if it has one."""
    for days in (1, -1):
        yield Broken(replace(value, days=value.days + days), f"one day {'more' if days > 0 else 'less'}")
    if value.roll is not None:
        yield Broken(
            replace(value, roll=None, holidays=None), f"without its roll to the {value.roll.replace('_', ' ')}"
        )


def _of_cases(flow: Flow, cases: tuple[Case, ...]) -> Iterator[Broken[Value]]:
    yield from without_each(cases, lambda case: _said(case.value), Choose)
    for at, (first, second) in enumerate(pairwise(cases)):
        swapped = (*cases[:at], second, first, *cases[at + 2 :])
        yield Broken(Choose(swapped), f"“{_said(first.value)}” and “{_said(second.value)}” swapped")
    for at, case in enumerate(cases):
        for condition in broken_conditions(flow, case.when):
            whole = (*cases[:at], replace(case, when=condition.became), *cases[at + 1 :])
            yield Broken(Choose(whole), condition.change)
        for became in broken_values(flow, case.value):
            yield Broken(Choose((*cases[:at], replace(case, value=became.became), *cases[at + 1 :])), became.change)


def _of_extreme(
    flow: Flow, parts: tuple[Value, ...], build: Callable[[tuple[Value, ...]], Value], mirror: Value, change: str
) -> Iterator[Broken[Value]]:
    if len(parts) > 1:
        yield Broken(mirror, change)
    yield from without_each(parts, _said, build)
    yield from each_part(parts, partial(broken_values, flow), build)


def _said(value: Value) -> str:
    match value:
        case Answer(name) | Named(name):
            return name
        case Column(question, column):
            return f"{question}.{column}"
        case Constant(constant):
            return str(constant)
        case Times(part, by):
            return f"{by} times {_said(part)}"
        case _:
            return type(value).__name__.lower()
