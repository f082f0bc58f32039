"""The columns reading of conditions: each node as one Boolean expression, NULL where it is undetermined at that place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from sqlglot import exp

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
    Measure,
    Not,
    OneOf,
    OtherThan,
    SameAs,
    Within,
)
from intake.flow.model import Flow, Question
from intake.flow.tables import Cell
from intake.flow.values import Answer, Bound, Column, Named, Reference, Today
from intake.screening.answers import bits_of, given, has_word_column, word_column
from intake.screening.elements import Elements, among, left_over
from intake.screening.outcomes import Outcome, as_outcome
from intake.screening.places import Place
from intake.screening.several import has_all, has_any, has_only, if_given
from intake.screening.stages import Stages
from intake.screening.tree import (
    FALSE,
    NULL,
    TRUE,
    Sql,
    all_of,
    any_of,
    chosen,
    column,
    is_among,
    is_there,
    literal,
    negated,
    perhaps,
    surely,
    told,
)
from intake.screening.values import Values

__all__ = ["Conditions"]

_FAR = float("inf")


class Conditions:
    """Reads the conditions of one flow on one date. A fact is one column at each place that names it."""

    def __init__(self, flow: Flow, today: date, stages: Stages) -> None:
        self._flow, self._today, self._stages = flow, today, stages
        self._facts: dict[tuple[str, str], Sql] = {}
        self.values = Values(flow, today, stages, self.truth)

    def truth(self, condition: Condition, place: Place) -> Sql:
        """The condition at that place."""
        match condition:
            case AllOf(parts):
                return all_of(*(self.truth(part, place) for part in parts))
            case AnyOf(parts):
                return any_of(*(self.truth(part, place) for part in parts))
            case Not(part):
                return negated(self.truth(part, place))
            case FactIs(fact):
                found = self._facts.get((fact, place.name))
                if found is None:
                    truth = self.truth(self._flow.facts[fact].when, place)
                    found = self._facts[fact, place.name] = self._stages.named(f"{fact} at {place.name}", truth)
                return found
            case Answered(question):
                return self._answer(question, place, if_given(self._flow.question(question), TRUE))
            case HasAny(question, values):
                return self._answer(question, place, has_any(self._flow.question(question), values))
            case HasAll(question, values):
                return self._answer(question, place, has_all(self._flow.question(question), values))
            case HasOnly(question, values):
                return self._answer(question, place, has_only(self._flow.question(question), values))
            case OneOf(Answer(question), values):
                return self._answer(question, place, self._one_of(self._flow.question(question), values))
            case OneOf(Column(question, column_), values) if self._flow.question(question).several:
                keys = self.values.keys_of(self._flow.question(question), column_)
                fit = [key for key, cell in keys.items() if cell in values]
                return self._answer(question, place, has_any(self._flow.question(question), fit))
            case OneOf(reference, values):
                outcome = self.values.value(reference, place)
                return _some(outcome, _is_one_of(outcome, values))
            case Within(Answer(question), measure, bounds):
                return self._answer(question, place, self._within(self._flow.question(question), measure, bounds))
            case Within(Column(question, column_), measure, bounds) if self._flow.question(question).several:
                keys = self.values.keys_of(self._flow.question(question), column_)
                lowest, highest = self._ends(measure, bounds)
                fit = [
                    key
                    for key, cell in keys.items()
                    if not isinstance(cell, str) and lowest <= _number(cell) <= highest
                ]
                return self._answer(question, place, has_any(self._flow.question(question), fit))
            case Within(reference, measure, bounds):
                outcome = self.values.value(reference, place)
                number = surely(self._lies(outcome.number, measure, bounds, dates=False))
                return _some(outcome, any_of(number, surely(self._lies(outcome.day, measure, bounds, dates=True))))
            case SameAs(reference, others):
                return self._same_as(reference, others, place)
            case OtherThan(reference, others):
                return self._other_than(reference, others, place)
            case _:
                assert_never(condition)

    def _answer(self, question: str, place: Place, passes: Sql) -> Sql:
        """A comparison with the whole answer, which is NULL where there is none."""
        seen = place.seen(question)
        return FALSE if seen == FALSE else all_of(self._stages.named(f"{question} passes", passes), seen)

    def _one_of(self, question: Question, values: frozenset[str | int | date]) -> Sql:
        """Of a date or number the word has a column of its own, and only one of both is filled."""
        words = sorted(value for value in values if isinstance(value, str))
        others = sorted((value for value in values if not isinstance(value, str)), key=_number)
        if question.several:
            return has_any(question, words)
        if question.kind not in ("date", "number"):
            return is_among(column(question.id), words) if words else if_given(question, FALSE)
        main = column(question.id)
        if not has_word_column(question):
            return is_among(main, others) if others else if_given(question, FALSE)
        word = column(word_column(question.id))
        by_word = all_of(is_among(word, words), negated(is_there(main))) if words else FALSE
        by_value = all_of(is_among(main, others), negated(is_there(word))) if others else FALSE
        return any_of(by_word, by_value) if words or others else if_given(question, FALSE)

    def _within(self, question: Question, measure: Measure, bounds: Bounds) -> Sql:
        """A word is never within bounds."""
        if question.kind not in ("date", "number"):
            return if_given(question, FALSE)
        lies = self._lies(column(question.id), measure, bounds, dates=question.kind == "date")
        if not has_word_column(question):
            return lies
        return all_of(lies, negated(is_there(column(word_column(question.id)))))

    def _lies(self, part: Sql, measure: Measure, bounds: Bounds, *, dates: bool) -> Sql:
        """Whether a number or day lies within the bounds; NULL if it is NULL."""
        if part == NULL:
            return NULL
        lowest, highest = self._ends(measure, bounds)
        made: list[Sql] = []
        if dates:
            first, last = date.min.toordinal(), date.max.toordinal()
            if lowest > last or highest < first:  # no day at all: what is true of none, and NULL of NULL
                return exp.LT(this=part.copy(), expression=literal(date.min))
            low = literal(date.fromordinal(int(lowest))) if lowest > first else None
            high = literal(date.fromordinal(int(highest))) if highest < last else None
        else:
            low = literal(int(lowest)) if lowest != -_FAR else None
            high = literal(int(highest)) if highest != _FAR else None
        if low is not None:
            made.append(exp.GTE(this=part.copy(), expression=low))
        if high is not None:
            made.append(exp.LTE(this=part.copy(), expression=high))
        return all_of(*made) if made else exp.EQ(this=part.copy(), expression=part.copy())

    def _ends(self, measure: Measure, bounds: Bounds) -> tuple[float, float]:
        """The least and the greatest number (of a day its ordinal) that lies within the bounds."""
        today = self._today.toordinal()

        def number(bound: Bound | None, far: float) -> float:
            return far if bound is None else today if isinstance(bound, Today) else _number(bound)

        lowest = max(number(bounds.over, -_FAR) + 1, number(bounds.at_least, -_FAR))
        highest = min(number(bounds.under, _FAR) - 1, number(bounds.at_most, _FAR))
        if measure == "days_since":
            return today - highest, today - lowest
        return (today + lowest, today + highest) if measure == "days_until" else (lowest, highest)

    def _same_as(self, reference: Reference, others: Sequence[Reference], place: Place) -> Sql:
        one, read = self._elements(reference, place), [self._elements(other, place) for other in others]
        pairs = [(other, self._flag("in common", all_of(negated(other.open), among(one, other)))) for other in read]
        true = any_of(*(all_of(common, negated(other.maybe_none)) for other, common in pairs))
        maybe = any_of(*(common for _, common in pairs), all_of(one.some, any_of(*(other.open for other in read))))
        return self._found(one, true, maybe)

    def _other_than(self, reference: Reference, others: Sequence[Reference], place: Place) -> Sql:
        one, read = self._elements(reference, place), [self._elements(other, place) for other in others]
        decided = negated(any_of(*(other.open for other in read)))
        perhaps_read = [(negated(other.open), other) for other in read]
        surely_read = [(all_of(negated(other.open), negated(other.maybe_none)), other) for other in read]
        true = all_of(decided, left_over(one, perhaps_read))
        return self._found(one, true, left_over(one, surely_read))

    def _found(self, one: Elements, true: Sql, maybe: Sql) -> Sql:
        """True and not false, as seen from elements that may be open, or none."""
        decided = negated(one.open)
        return self._flag(
            "related",
            told(all_of(decided, negated(one.maybe_none), true), all_of(decided, negated(maybe))),
        )

    def _elements(self, reference: Reference, place: Place) -> Elements:
        """What the reference reads, element by element: several choices are several, a single value is one."""
        if isinstance(reference, Named) or not self._flow.question(reference.question).several:
            return Elements.single(self.values.value(reference, place))
        question, seen = self._flow.question(reference.question), place.seen(reference.question)
        may = perhaps(seen)
        maybe_none, open_ = negated(surely(seen)), all_of(may, negated(given(question)))
        bits = bits_of(question)
        if isinstance(reference, Answer) and bits is None:
            list_ = self._flag(f"{question.id} at {place.name}", chosen([(may, column(question.id))]))
            return Elements(list_, (), maybe_none, open_)
        if isinstance(reference, Column):
            cells = self.values.keys_of(question, reference.column)
        else:
            cells = {value: value for value in bits or ()}
        keys_of: dict[Cell, list[str]] = {}
        for key, cell in cells.items():
            keys_of.setdefault(cell, []).append(key)
        values = tuple(
            (self._flag(question.id, all_of(may, surely(has_any(question, keys)))), as_outcome(cell))
            for cell, keys in keys_of.items()
            if cell is not None
        )
        return Elements(NULL, values, maybe_none, open_)

    def _flag(self, hint: str, flag: Sql) -> Sql:
        return self._stages.named(hint, flag)


def _some(outcome: Outcome, passes: Sql) -> Sql:
    """Some element passes; none does where nothing is read."""
    decided = negated(outcome.open)
    return told(all_of(decided, passes, negated(outcome.maybe_none)), all_of(decided, negated(passes)))


def _is_one_of(outcome: Outcome, values: frozenset[str | int | date]) -> Sql:
    """The flag that it is one of these."""
    of_kind: tuple[list[str | int | date], ...] = ([], [], [])
    for value in sorted(values, key=str):
        of_kind[2 if isinstance(value, str) else 1 if isinstance(value, date) else 0].append(value)
    pairs = zip(outcome.columns, of_kind, strict=True)
    return any_of(*(surely(is_among(read, fit)) for read, fit in pairs if read != NULL and fit))


def _number(value: object) -> int:
    """A number as it is, a date by its day."""
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, int):
        return value
    raise TypeError(value)
