"""The solver's reading of conditions: each node as two formulas, that it is true and that it is false, at one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, assert_never

from intake.check.solver.formulas import Formula
from intake.check.solver.people import People
from intake.check.solver.places import Place, Truth
from intake.check.solver.terms import Term
from intake.check.solver.values import Outcome, Values
from intake.check.solver.variables import Element
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
from intake.flow.values import Answer, Bound, Today

__all__ = ["Conditions"]


class Conditions:
    """Reads the conditions of one flow at one place. Each is read once."""

    def __init__(self, flow: Flow, people: People, place: Place) -> None:
        self._flow, self._people, self.place = flow, people, place
        self._formulas = people.formulas
        self._read: dict[Condition, Truth] = {}
        self.values = Values(flow, people, place, self.truth)

    def truth(self, condition: Condition) -> Truth:
        """When the condition is true, and when it is false."""
        found = self._read.get(condition)
        if found is None:
            found = self._read[condition] = self._truth(condition)
        return found

    def _truth(self, condition: Condition) -> Truth:
        all_of, any_of = self._formulas.all_of, self._formulas.any_of
        match condition:
            case AllOf(parts):
                truths = [self.truth(part) for part in parts]
                return self._truth_of(all_of(*(t.true for t in truths)), lambda: any_of(*(t.false for t in truths)))
            case AnyOf(parts):
                truths = [self.truth(part) for part in parts]
                return self._truth_of(any_of(*(t.true for t in truths)), lambda: all_of(*(t.false for t in truths)))
            case Not(part):
                true, false = self.truth(part)
                return Truth(false, true)
            case FactIs(fact):
                return self.truth(self._flow.facts[fact].when)
            case Answered(question):
                return self._answer(question, lambda has: True)
            case HasAny(question, values):
                return self._answer(question, lambda has: any_of(*(is_it for is_it, v in has if v in values)))
            case HasAll(question, values):
                return self._answer(question, lambda has: self._has_all(has, values))
            case HasOnly(question, values):
                allowed = values | ({"none"} & self._flow.question(question).exclusive)
                return self._answer(question, lambda has: self._none_of([i for i, v in has if v not in allowed]))
            case OneOf(Answer(question), values):
                return self._answer(question, lambda has: any_of(*self._those_of(has, values)))
            case OneOf(reference, values):
                return self._some(self.values.value(reference), lambda element: self._is_one_of(element, values))
            case Within(reference, measure, bounds):
                return self._some(self.values.value(reference), lambda element: self._lies(element, measure, bounds))
            case SameAs(reference, others):
                return self._related(self.values.value(reference), [self.values.value(o) for o in others], same=True)
            case OtherThan(reference, others):
                return self._related(self.values.value(reference), [self.values.value(o) for o in others], same=False)
            case _:
                assert_never(condition)

    def _truth_of(self, true: Formula, false: Callable[[], Formula]) -> Truth:
        """Where all is exact, false is whatever is not true."""
        return Truth(true, self._formulas.negated(true) if self.place.exact else false())

    def _answer(self, question: str, passes: Callable[[Sequence[tuple[Formula, Element]]], Formula]) -> Truth:
        """A comparison with the whole answer to a question."""
        formulas = self._formulas
        may, must, given = self.place.seen(question)
        passed = passes(self._people.of(self._flow.question(question)).elements())
        known = formulas.all_of(may, given)
        return self._truth_of(
            formulas.all_of(known, must, passed),
            lambda: formulas.any_of(formulas.negated(may), formulas.all_of(known, formulas.negated(passed))),
        )

    def _has_all(self, has: Sequence[tuple[Formula, Element]], values: frozenset[Any]) -> Formula:
        offered = {value for _, value in has}
        return values <= offered and self._formulas.all_of(*(is_it for is_it, value in has if value in values))

    def _none_of(self, formulas: Sequence[Formula]) -> Formula:
        return self._formulas.negated(self._formulas.any_of(*formulas))

    def _some(self, read: Outcome, passes: Callable[[Element], Formula]) -> Truth:
        """Some of what is read passes; none does where nothing is read."""
        formulas = self._formulas
        some = formulas.any_of(*(formulas.all_of(is_it, passes(element)) for is_it, element in read.some))
        return self._truth_at(read, some, some)

    def _truth_at(self, read: Outcome, surely: Formula, perhaps: Formula) -> Truth:
        """True if it is found surely in what is read for certain; false if it is not even perhaps found."""
        formulas = self._formulas
        decided = formulas.negated(read.open)
        if self.place.exact:
            return Truth(surely, formulas.negated(surely))
        return Truth(
            formulas.all_of(decided, formulas.negated(read.none), surely),
            formulas.all_of(decided, formulas.negated(perhaps)),
        )

    def _those_of(
        self, has: Sequence[tuple[Formula, Element]], values: frozenset[str | int | date]
    ) -> Iterator[Formula]:
        for is_it, element in has:
            found = self._is_one_of(element, values)
            if found is not False:
                yield self._formulas.all_of(is_it, found)

    def _is_one_of(self, element: Element, values: frozenset[str | int | date]) -> Formula:
        if isinstance(element, str):
            return element in values
        numbers = {_number(value) for value in values if not isinstance(value, str)}
        return self._formulas.any_of(*(element.exactly(self._formulas, number) for number in sorted(numbers)))

    def _lies(self, element: Element, measure: str, bounds: Bounds) -> Formula:
        """Whether a number or day lies within the bounds. A word never does."""
        if isinstance(element, str):
            return False
        today = self._people.day.toordinal()

        def number(bound: Bound | None) -> int | None:
            return None if bound is None else today if isinstance(bound, Today) else _number(bound)

        over, least = number(bounds.over), number(bounds.at_least)
        under, most = number(bounds.under), number(bounds.at_most)
        lowest = max([*([] if over is None else [over + 1]), *([] if least is None else [least])], default=None)
        highest = min([*([] if under is None else [under - 1]), *([] if most is None else [most])], default=None)
        if measure == "days_since":
            lowest, highest = (
                (None if highest is None else today - highest),
                (None if lowest is None else today - lowest),
            )
        elif measure == "days_until":
            lowest, highest = (
                (None if lowest is None else today + lowest),
                (None if highest is None else today + highest),
            )
        formulas = self._formulas
        above = True if lowest is None else formulas.negated(element.at_most(formulas, lowest - 1))
        return formulas.all_of(above, True if highest is None else element.at_most(formulas, highest))

    def _related(self, read: Outcome, others: Sequence[Outcome], *, same: bool) -> Truth:
        """Some element is among what the others read, or is among none of it. The word `unknown` is skipped."""
        formulas = self._formulas
        surely, perhaps = [], []
        for is_it, element in read.some:
            if element != "unknown" and is_it is not False:
                equal, may_be_equal = self._among(element, others)
                found = (equal, may_be_equal) if same else (formulas.negated(may_be_equal), formulas.negated(equal))
                surely.append(formulas.all_of(is_it, found[0]))
                perhaps.append(formulas.all_of(is_it, found[1]))
        return self._truth_at(read, formulas.any_of(*surely), formulas.any_of(*perhaps))

    def _among(self, element: Element, others: Sequence[Outcome]) -> tuple[Formula, Formula]:
        """Whether the element surely is, and whether it may be, among what the others read."""
        formulas = self._formulas
        surely, perhaps = [], []
        for other in others:
            equal = [
                formulas.all_of(is_it, self._people.equal(element, another))
                for is_it, another in other.some
                if isinstance(element, Term) or element == another
            ]
            among = formulas.any_of(*equal)
            exact = self.place.exact
            surely.append(among if exact else formulas.all_of(formulas.negated(other.none), among))
            perhaps.append(among if exact else formulas.any_of(other.open, among))
        return formulas.any_of(*surely), formulas.any_of(*perhaps)


def _number(value: int | date) -> int:
    return value.toordinal() if isinstance(value, date) else value
