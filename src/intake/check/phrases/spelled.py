"""Conditions and references in words, near to how a flow writes them: to name a part of it in a report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import assert_never

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
from intake.flow.values import Answer, Column, Named, Reference, Today

__all__ = ["spelled", "spelled_reference"]


def spelled(condition: Condition) -> str:
    """The condition on one line.

    >>> spelled(AllOf((FactIs("held"), Not(OneOf(Answer("travel"), frozenset({"none"}))))))
    'held and not travel: none'
    """
    match condition:
        case AllOf(()):
            return "always"
        case AnyOf(()):
            return "never"
        case AllOf((part,)) | AnyOf((part,)):
            return spelled(part)
        case AllOf(parts):
            return " and ".join(_inner(part) for part in parts)
        case AnyOf(parts):
            return " or ".join(_inner(part) for part in parts)
        case Not(part):
            return f"not {_inner(part)}"
        case FactIs(fact):
            return fact
        case Answered(question):
            return f"answered: {question}"
        case OneOf(of, values):
            return f"{spelled_reference(of)}: {_values(values)}"
        case HasAny(question, values):
            return f"{question} has any of {_listed(values)}"
        case HasAll(question, values):
            return f"{question} has all of {_listed(values)}"
        case HasOnly(question, values):
            return f"{question} has only {_listed(values)}"
        case Within(of, measure, bounds):
            return " ".join([spelled_reference(of), *([] if measure == "plain" else [measure]), _bounds(bounds)])
        case SameAs(of, others):
            return f"{spelled_reference(of)} same as {_references(others)}"
        case OtherThan(of, others):
            return f"{spelled_reference(of)} other than {_references(others)}"
        case _:
            assert_never(condition)


def spelled_reference(reference: Reference) -> str:
    """As a flow names it: `custody`, `requesting_country.acts_for`."""
    match reference:
        case Answer(question):
            return question
        case Column(question, column):
            return f"{question}.{column}"
        case Named(name):
            return name
        case _:
            assert_never(reference)


def _inner(condition: Condition) -> str:
    """A part of a condition: in brackets if it has parts of its own."""
    compound = isinstance(condition, AllOf | AnyOf) and len(condition.parts) > 1
    return f"({spelled(condition)})" if compound else spelled(condition)


def _values(values: Iterable[str | int | date]) -> str:
    listed = list(values)
    return str(listed[0]) if len(listed) == 1 else _listed(listed)


def _listed(values: Iterable[str | int | date]) -> str:
    return f"[{', '.join(sorted(map(str, values)))}]"


def _references(references: Iterable[Reference]) -> str:
    return " or ".join(map(spelled_reference, references))


def _bounds(bounds: Bounds) -> str:
    named = (
        ("over", bounds.over),
        ("at least", bounds.at_least),
        ("under", bounds.under),
        ("at most", bounds.at_most),
    )
    return " and ".join(
        f"{word} {'today' if isinstance(bound, Today) else bound}" for word, bound in named if bound is not None
    )
