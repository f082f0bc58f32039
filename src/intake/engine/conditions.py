"""The one-person reading of conditions: each node compiled once to a closure over the view at a place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, assert_never

from intake.engine.kleene import FALSE, TRUE, UNDETERMINED, Truth, negated
from intake.engine.values import ValueCompiler
from intake.engine.view import Answers, Test
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
from intake.flow.values import Answer, Reference, Today

__all__ = ["Compiler"]

Passes = Callable[[Any], bool]


class Compiler:
    """Compiles the conditions and values of one flow on one date. Facts and values are compiled once, when first named."""

    def __init__(self, flow: Flow, today: date) -> None:
        self.flow, self.today = flow, today
        self._facts: dict[str, Test] = {}
        self.values = ValueCompiler(flow, today, self.test)

    def test(self, condition: Condition) -> Test:
        """The condition as a function of the view at a place."""
        match condition:
            case AllOf(parts):
                return _all_of([self.test(part) for part in parts])
            case AnyOf(parts):
                return _any_of([self.test(part) for part in parts])
            case Not(part):
                return _not(self.test(part))
            case FactIs(fact):
                return self._fact(fact)
            case Answered(question):
                return self._answer_passes(question, lambda answer: True)
            case OneOf(Answer(question), values) if not self.flow.question(question).several:
                return _one_of(self.flow.question(question).index, values)
            case OneOf(reference, values):
                return self._some_element(reference, values.__contains__)
            case HasAny(question, values):
                return self._answer_passes(question, lambda answer: not values.isdisjoint(answer))
            case HasAll(question, values):
                return self._answer_passes(question, values.issubset)
            case HasOnly(question, values):
                allowed = values | ({"none"} & self.flow.question(question).exclusive)
                return self._answer_passes(question, allowed.issuperset)
            case Within(Answer(question), measure, bounds) if not self.flow.question(question).several:
                return self._answer_passes(question, _within(measure, bounds, self.today))
            case Within(reference, measure, bounds):
                return self._some_element(reference, _within(measure, bounds, self.today))
            case SameAs(reference, others):
                return self._related(reference, others, same=True)
            case OtherThan(reference, others):
                return self._related(reference, others, same=False)
            case _:
                assert_never(condition)

    def _fact(self, name: str) -> Test:
        if name not in self._facts:
            self._facts[name] = self.test(self.flow.facts[name].when)
        return self._facts[name]

    def _answer_passes(self, question: str, passes: Passes) -> Test:
        index = self.flow.question(question).index
        bit = 1 << index

        def test(answers: Answers, may: int, known: int, sure: int) -> Truth:
            if known & bit:
                if passes(answers[index]):
                    return TRUE if sure & bit else UNDETERMINED
                return FALSE
            return UNDETERMINED if may & bit else FALSE

        return test

    def _some_element(self, reference: Reference, passes: Passes) -> Test:
        """Some of the elements that the reference reads passes; none passes where nothing is read."""
        read = self.values.elements(reference)

        def test(answers: Answers, may: int, known: int, sure: int) -> Truth:
            outcome = read(answers, may, known, sure)
            if not outcome:
                return UNDETERMINED
            if not any(passes(element) for element in outcome[0] or ()):
                return FALSE
            return TRUE if len(outcome) == 1 else UNDETERMINED

        return test

    def _related(self, reference: Reference, others: tuple[Reference, ...], *, same: bool) -> Test:
        read = self.values.elements(reference)
        read_others = [self.values.elements(other) for other in others]

        def test(answers: Answers, may: int, known: int, sure: int) -> Truth:
            outcome = read(answers, may, known, sure)
            if not outcome:
                return UNDETERMINED
            found: Truth = FALSE
            compared = [other(answers, may, known, sure) for other in read_others]
            for element in outcome[0] or ():
                if element == "unknown":
                    continue
                match = _equals_some(element, compared)
                found = max(found, match if same else negated(match))
                if found == TRUE:
                    break
            return UNDETERMINED if found == TRUE and len(outcome) == 2 else found

        return test


def _equals_some(element: Any, compared: list[tuple[tuple[Any, ...] | None, ...]]) -> Truth:
    """Whether the element is among what the references read: certainly, perhaps, or not."""
    match: Truth = FALSE
    for outcome in compared:
        if not outcome:
            match = max(match, UNDETERMINED)
        elif element in (outcome[0] or ()):
            if len(outcome) == 1:
                return TRUE
            match = UNDETERMINED
    return match


def _all_of(tests: list[Test]) -> Test:
    if len(tests) == 2:
        first, second = tests

        def both(answers: Answers, may: int, known: int, sure: int) -> Truth:
            truth = first(answers, may, known, sure)
            return truth and min(truth, second(answers, may, known, sure))

        return both

    def all_of(answers: Answers, may: int, known: int, sure: int) -> Truth:
        least: Truth = TRUE
        for test in tests:
            truth = test(answers, may, known, sure)
            if truth < least:
                if truth == FALSE:
                    return FALSE
                least = truth
        return least

    return all_of


def _any_of(tests: list[Test]) -> Test:
    def any_of(answers: Answers, may: int, known: int, sure: int) -> Truth:
        greatest: Truth = FALSE
        for test in tests:
            truth = test(answers, may, known, sure)
            if truth > greatest:
                if truth == TRUE:
                    return TRUE
                greatest = truth
        return greatest

    return any_of


def _not(test: Test) -> Test:
    def negation(answers: Answers, may: int, known: int, sure: int) -> Truth:
        return negated(test(answers, may, known, sure))

    return negation


def _one_of(index: int, values: frozenset[Any]) -> Test:
    bit = 1 << index

    def one_of(answers: Answers, may: int, known: int, sure: int) -> Truth:
        if known & bit:
            if answers[index] in values:
                return TRUE if sure & bit else UNDETERMINED
            return FALSE
        return UNDETERMINED if may & bit else FALSE

    return one_of


def _within(measure: str, bounds: Bounds, today: date) -> Passes:
    """Whether a number or date lies within the bounds. A word never does."""

    def fixed(bound: Any) -> Any:
        return today if isinstance(bound, Today) else bound

    over, least = fixed(bounds.over), fixed(bounds.at_least)
    under, most = fixed(bounds.under), fixed(bounds.at_most)

    def passes(value: Any) -> bool:
        if isinstance(value, str):
            return False
        if measure == "days_since":
            value = (today - value).days
        elif measure == "days_until":
            value = (value - today).days
        return (
            (over is None or value > over)
            and (least is None or value >= least)
            and (under is None or value < under)
            and (most is None or value <= most)
        )

    return passes
