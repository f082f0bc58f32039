"""The one-person reading of values: what a named number, date or word can turn out to be at a place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import product
from typing import Any, assert_never

from intake.engine.kleene import FALSE, TRUE
from intake.engine.view import OPEN, Answers, Elements, Outcome, Test, Valued
from intake.flow.conditions import Condition
from intake.flow.dates import roll_date, shift_date
from intake.flow.model import Flow
from intake.flow.named import words_of
from intake.flow.values import (
    Answer,
    Choose,
    Column,
    Constant,
    Earliest,
    Latest,
    LookUp,
    Named,
    Reference,
    Shifted,
    Sum,
    Times,
    Today,
    Value,
)

__all__ = ["ValueCompiler"]

_NONE: Outcome = (None,)


class ValueCompiler:
    """Compiles values; `test` compiles the conditions within them. A named value is compiled once."""

    def __init__(self, flow: Flow, today: date, test: Callable[[Condition], Test]) -> None:
        self.flow, self.today, self._test = flow, today, test
        self._named: dict[str, Valued] = {}

    def value(self, value: Value) -> Valued:
        """The value as a function of the view at a place."""
        match value:
            case Constant(constant):
                known: Outcome = (constant,)
                return lambda answers, may, known_, sure: known
            case Today():
                today: Outcome = (self.today,)
                return lambda answers, may, known_, sure: today
            case Answer(question):
                return self._answer(question)
            case Column(question, column):
                return _mapped(self._answer(question), self._cell_of(question, column))
            case Named(name):
                if name not in self._named:
                    self._named[name] = self.value(self.flow.values[name])
                return self._named[name]
            case Choose(cases):
                return _choose([(self._test(case.when), self.value(case.value)) for case in cases])
            case LookUp(table, row, column):
                return self._look_up(table, row, column)
            case Sum(parts):
                return _worked_out([self.value(part) for part in parts], lambda numbers: sum(numbers))
            case Times(part, by):
                return _worked_out([self.value(part)], lambda numbers: numbers[0] * by)
            case Shifted():
                return _worked_out([self.value(value.start)], lambda dates: self._shift(value, dates[0]))
            case Earliest(parts):
                return _extreme([self.value(part) for part in parts], min)
            case Latest(parts):
                return _extreme([self.value(part) for part in parts], max)
            case _:
                assert_never(value)

    def elements(self, reference: Reference) -> Elements:
        """What the reference reads, as a tuple of elements: several choices are several, a single value is one."""
        if isinstance(reference, Column) and self.flow.question(reference.question).several:
            cell = self._cell_of(reference.question, reference.column)
            answered = self._answer(reference.question)
            return _mapped(answered, lambda chosen: tuple(c for key in chosen if (c := cell(key)) is not None))
        if isinstance(reference, Answer) and self.flow.question(reference.question).several:
            return _mapped(self._answer(reference.question), lambda chosen: chosen)
        return _mapped(self.value(reference), lambda single: (single,))

    def _answer(self, question: str) -> Valued:
        index = self.flow.question(question).index
        bit = 1 << index

        def read(answers: Answers, may: int, known: int, sure: int) -> Outcome:
            if known & bit:
                return (answers[index],) if sure & bit else (answers[index], None)
            return OPEN if may & bit else _NONE

        return read

    def _cell_of(self, question: str, column: str) -> Callable[[Any], Any]:
        """The cell for an answer. A word (`unknown`) without a row of its own is no key: it is not among the others."""
        asked = self.flow.question(question)
        table = self.flow.tables[asked.table or ""]
        words = {word for word in asked.words if (word,) not in table.rows}
        return lambda key: None if key in words else table.cell((key,), column, self.today)

    def _look_up(self, name: str, row: tuple[Value, ...], column: str) -> Valued:
        table = self.flow.tables[name]
        keys = {cell for key in table.rows for cell in key}
        parts = [_without(words_of(self.flow, part) - keys, self.value(part)) for part in row]
        return _combined(parts, lambda key: table.cell(key, column, self.today))

    def _shift(self, shifted: Shifted, start: date) -> date | None:
        day = shift_date(start, shifted.years, shifted.months, shifted.days)
        holidays = self.flow.holidays.get(shifted.holidays or "", frozenset())
        return None if day is None else roll_date(day, shifted.roll, holidays)


def _joined(outcomes: Iterable[Outcome]) -> Outcome:
    """What it can be if it is one of these: one value, one value or none, none; several values are open."""
    found: list[Any] = []
    none = False
    for outcome in outcomes:
        if not outcome:
            return OPEN
        for value in outcome:
            if value is None:
                none = True
            elif value not in found:
                found.append(value)
    if len(found) > 1:
        return OPEN
    return (*found, None) if none else tuple(found)


def _mapped(read: Valued, change: Callable[[Any], Any]) -> Callable[[Answers, int, int, int], tuple[Any, ...]]:
    def mapped(answers: Answers, may: int, known: int, sure: int) -> Outcome:
        outcome = read(answers, may, known, sure)
        if len(outcome) == 1:
            return (None if outcome[0] is None else change(outcome[0]),)
        return _joined((None if value is None else change(value),) for value in outcome) if outcome else OPEN

    return mapped


def _without(words: frozenset[Any], read: Valued) -> Valued:
    return _mapped(read, lambda value: None if value in words else value) if words else read


def _combined(reads: list[Valued], work_out: Callable[[tuple[Any, ...]], Any]) -> Valued:
    """Worked out for every possibility of its parts; open while a part is, unless another is none for certain."""

    def combined(answers: Answers, may: int, known: int, sure: int) -> Outcome:
        outcomes = [read(answers, may, known, sure) for read in reads]
        if _NONE in outcomes:
            return _NONE
        if OPEN in outcomes:
            return OPEN
        return _joined((work_out(parts),) for parts in product(*outcomes))

    return combined


def _worked_out(reads: list[Valued], work_out: Callable[[tuple[Any, ...]], Any]) -> Valued:
    """As `_combined`, of numbers and dates: none (and a word is none) in a part is none in all."""

    def number(parts: tuple[Any, ...]) -> Any:
        return None if any(part is None for part in parts) else work_out(parts)

    return _combined([_wordless(read) for read in reads], number)


def _wordless(read: Valued) -> Valued:
    return _mapped(read, lambda value: None if isinstance(value, str) else value)


def _extreme(reads: list[Valued], pick: Callable[[list[Any]], Any]) -> Valued:
    wordless = [_wordless(read) for read in reads]

    def extreme(answers: Answers, may: int, known: int, sure: int) -> Outcome:
        outcomes = [outcome for read in wordless if (outcome := read(answers, may, known, sure)) != _NONE]
        if not outcomes:
            return _NONE
        if OPEN in outcomes:
            return OPEN
        return _joined(
            (pick(there) if (there := [part for part in parts if part is not None]) else None,)
            for parts in product(*outcomes)
        )

    return extreme


def _choose(cases: list[tuple[Test, Valued]]) -> Valued:
    """The first case that is true; while an earlier one is undetermined, it and those after it are all outcomes."""

    def choose(answers: Answers, may: int, known: int, sure: int) -> Outcome:
        outcomes: list[Outcome] = []
        for test, value in cases:
            truth = test(answers, may, known, sure)
            if truth == FALSE:
                continue
            outcomes.append(value(answers, may, known, sure))
            if truth == TRUE:
                return _joined(outcomes)
        return _joined([*outcomes, _NONE])

    return choose
