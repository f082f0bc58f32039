"""The solver's reading of values: all that a number, date or word can turn out to be at a place, each with its formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import combinations, product
from typing import Any, NamedTuple, assert_never

from intake.check.solver.formulas import Formula
from intake.check.solver.moves import Move
from intake.check.solver.people import People
from intake.check.solver.places import Place, Truth
from intake.check.solver.terms import Extreme, Fixed, Moved, Term
from intake.check.solver.variables import Element
from intake.flow.conditions import Condition
from intake.flow.model import Flow
from intake.flow.tables import Cell
from intake.flow.values import (
    Answer,
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

__all__ = ["Outcome", "Values", "element_of"]

Some = Sequence[tuple[Formula, Element]]


class Outcome(NamedTuple):
    """What a value can be. `open`: not decided; else `none`: it can be none; and `some`: what it can be beside.

    Of a single value at most one of `some` holds, or several that are the same; of several choices any number.
    """

    open: Formula
    none: Formula
    some: Some


_NONE = Outcome(False, True, ())


class Values:
    """Reads the values of one flow at one place. `truth` reads the conditions within them."""

    def __init__(self, flow: Flow, people: People, place: Place, truth: Callable[[Condition], Truth]) -> None:
        self._flow, self._people, self._place, self._truth = flow, people, place, truth
        self._formulas = people.formulas
        self._named: dict[str, Outcome] = {}
        self._answers: dict[str, Outcome] = {}

    def value(self, value: Value) -> Outcome:
        """What the value can be; of a question with several choices, or a column of it, what it holds."""
        match value:
            case Constant(constant):
                return Outcome(False, False, ((True, element_of(constant)),))
            case Today():
                return Outcome(False, False, ((True, element_of(self._people.day)),))
            case Answer(question):
                if question not in self._answers:
                    self._answers[question] = self._answer(question)
                return self._answers[question]
            case Column(question, column):
                return self._column(question, column)
            case Named(name):
                if name not in self._named:
                    self._named[name] = self.value(self._flow.values[name])
                return self._named[name]
            case Choose(cases):
                return self._choose([(self._truth(case.when), self.value(case.value)) for case in cases])
            case LookUp(table, row, column):
                return self._look_up(table, row, column)
            case Sum(parts):
                return self._worked_out([self.value(part) for part in parts], self._sum)
            case Times(part, by):
                return self._worked_out([self.value(part)], lambda terms: self._times(terms[0], by))
            case Shifted():
                move = Move(self._flow, value.years, value.months, value.days, value.roll, value.holidays)
                return self._worked_out([self.value(value.start)], lambda terms: self._shift(terms[0], move))
            case Earliest(parts):
                return self._extreme([self.value(part) for part in parts], least=True)
            case Latest(parts):
                return self._extreme([self.value(part) for part in parts], least=False)
            case _:
                assert_never(value)

    # answers

    def _answer(self, question: str) -> Outcome:
        both, negated = self._formulas.all_of, self._formulas.negated
        may, must, given = self._place.seen(question)
        known = both(may, given)
        perhaps = False if may is must else both(known, negated(must))
        elements = self._people.of(self._flow.question(question)).elements()
        some = [(both(known, is_it), element) for is_it, element in elements]
        return Outcome(both(may, negated(given)), self._formulas.any_of(negated(may), perhaps), some)

    def _column(self, question: str, column: str) -> Outcome:
        """The cell for an answer; a word without a row of its own is no key."""
        asked = self._flow.question(question)
        table = self._flow.tables[asked.table or ""]
        words = {word for word in asked.words if (word,) not in table.rows}
        answer = self.value(Answer(question))
        cells: dict[Cell, list[Formula]] = {}
        for is_it, key in answer.some:
            cell = None if key in words else table.cell((key,), column, self._people.day)  # type: ignore[arg-type]
            cells.setdefault(cell, []).append(is_it)
        missing = cells.pop(None, ())
        some = [(self._formulas.any_of(*found), element_of(cell)) for cell, found in cells.items() if cell is not None]
        return Outcome(answer.open, self._formulas.any_of(answer.none, *(() if asked.several else missing)), some)

    # one of several

    def _choose(self, cases: Sequence[tuple[Truth, Outcome]]) -> Outcome:
        """The first case that is true; while an earlier one is undetermined, it and those after it are all outcomes."""
        formulas = self._formulas
        untrue: list[Formula] = []
        outcomes = []
        for truth, outcome in cases:
            outcomes.append(self._where(formulas.all_of(formulas.negated(truth.false), *untrue), outcome))
            untrue.append(formulas.negated(truth.true))
        return self._joined([*outcomes, self._where(formulas.all_of(*untrue), _NONE)])

    def _where(self, counts: Formula, outcome: Outcome) -> Outcome:
        both = self._formulas.all_of
        some = [(both(counts, is_it), element) for is_it, element in outcome.some]
        return Outcome(both(counts, outcome.open), both(counts, outcome.none), some)

    def _joined(self, outcomes: Iterable[Outcome]) -> Outcome:
        """What it can be if it is one of these; two that differ are open. (Where all is exact, only one of them is it.)"""
        outcomes = list(outcomes)
        opens = [outcome.open for outcome in outcomes]
        if not self._place.exact:
            opens += [self._differ(one.some, other.some) for one, other in combinations(outcomes, 2)]
        return self._settled(opens, [one.none for one in outcomes], [pair for one in outcomes for pair in one.some])

    def _differ(self, some: Some, others: Some) -> Formula:
        """That it can be one of these and one of the others, and they are not the same."""
        formulas = self._formulas
        found = []
        for (is_it, element), (is_other, other) in product(some, others):
            both = formulas.all_of(is_it, is_other)
            if both is not False:
                found.append(formulas.all_of(both, formulas.negated(self._people.equal(element, other))))
        return formulas.any_of(*found)

    def _settled(self, opens: Iterable[Formula], nones: Iterable[Formula], some: Some) -> Outcome:
        """An outcome that is nothing where it is open, with each word and each known number once."""
        formulas = self._formulas
        open_ = formulas.any_of(*opens)
        decided = formulas.negated(open_)
        once: dict[object, tuple[list[Formula], Element]] = {}
        for is_it, element in some:
            if is_it is not False:
                once.setdefault(element, ([], element))[0].append(is_it)
        kept = [(formulas.all_of(decided, formulas.any_of(*found)), element) for found, element in once.values()]
        return Outcome(open_, formulas.all_of(decided, formulas.any_of(*nones)), kept)

    # worked out

    def _combined(self, parts: Sequence[Outcome], work_out: Callable[[Sequence[Any]], Iterable[Outcome]]) -> Outcome:
        """Worked out for every possibility of the parts; open while a part is, unless another is none for certain."""
        formulas = self._formulas
        none = formulas.any_of(*(self._surely_none(part) for part in parts))
        known = formulas.negated(none)
        outcomes = [Outcome(formulas.all_of(known, formulas.any_of(*(part.open for part in parts))), none, ())]
        same: dict[Element, list[Formula]] = {}
        for chosen in product(*([*part.some, (part.none, None)] for part in parts)):
            here = formulas.all_of(known, *(is_it for is_it, _ in chosen))
            if here is not False:
                for outcome in work_out([element for _, element in chosen]):
                    for is_it, element in outcome.some:
                        same.setdefault(element, []).append(formulas.all_of(here, is_it))
                    outcomes[0] = outcomes[0]._replace(
                        none=formulas.any_of(outcomes[0].none, formulas.all_of(here, outcome.none))
                    )
        outcomes += [Outcome(False, False, ((formulas.any_of(*found), element),)) for element, found in same.items()]
        return self._joined(outcomes)

    def _surely_none(self, outcome: Outcome) -> Formula:
        """That it is none and can be nothing else."""
        return self._formulas.all_of(outcome.none, *(self._formulas.negated(is_it) for is_it, _ in outcome.some))

    def _worked_out(self, parts: Sequence[Outcome], work_out: Callable[[list[Term]], Iterable[Outcome]]) -> Outcome:
        """As `_combined`, of numbers and dates: none (and a word is none) in a part is none in all."""

        def of_terms(elements: Sequence[Any]) -> Iterable[Outcome]:
            return (_NONE,) if None in elements else work_out(list(elements))

        return self._combined([self._wordless(part) for part in parts], of_terms)

    def _wordless(self, outcome: Outcome) -> Outcome:
        words = [is_it for is_it, element in outcome.some if isinstance(element, str)]
        terms = [(is_it, element) for is_it, element in outcome.some if not isinstance(element, str)]
        return Outcome(outcome.open, self._formulas.any_of(outcome.none, *words), terms)

    def _sum(self, terms: list[Term]) -> Iterable[Outcome]:
        total = Fixed(sum(term.number for term in terms if isinstance(term, Fixed)))
        straight = [term.straight(self._formulas) for term in terms if not isinstance(term, Fixed)]
        found = total.straight(self._formulas)
        for term in straight:
            found = found.plus(self._formulas, term)
        return (Outcome(False, False, ((True, found if straight else total),)),)

    def _times(self, term: Term, by: int) -> Iterable[Outcome]:
        if isinstance(term, Fixed) or by == 0:
            product_: Term = Fixed(term.number * by if isinstance(term, Fixed) else 0)
        else:
            product_ = term.straight(self._formulas).times(self._formulas, by)
        return (Outcome(False, False, ((True, product_),)),)

    def _shift(self, start: Term, move: Move) -> Iterable[Outcome]:
        formulas = self._formulas
        early, late = start.at_most(formulas, move.first - 1), formulas.negated(start.at_most(formulas, move.last))
        gone = formulas.any_of(early, late)
        if isinstance(start, Fixed):
            term: Term = start if gone else Fixed(move(start.number))
        else:
            straight = start.linear(formulas) if move.days is not None else None
            if straight is None:
                term = Moved(start, move, move.first, move.last)
            else:
                term = straight.plus(formulas, Fixed(move.days or 0).straight(formulas))
        return (Outcome(False, gone, ((formulas.negated(gone), term),)),)

    def _extreme(self, parts: Sequence[Outcome], *, least: bool) -> Outcome:
        """The least or greatest of those that are there. What may be there, or not, must change nothing; else it is open."""
        formulas = self._formulas
        parts = [self._wordless(part) for part in parts]
        perhaps = [self._where(False if self._place.exact else part.none, part).some for part in parts]
        surely = [(formulas.all_of(is_it, formulas.negated(part.none)), e) for part in parts for is_it, e in part.some]
        if self._place.exact:
            surely = [pair for part in parts for pair in part.some]
        members = [(is_it, term) for is_it, term in surely if is_it is not False and isinstance(term, Term)]
        some_is = formulas.any_of(*(is_it for is_it, _ in members))
        none_is = formulas.negated(some_is)
        opens = [part.open for part in parts]
        opens += [
            formulas.all_of(is_it, some_is, self._beats(term, members, least=least))
            for some in perhaps for is_it, term in some if isinstance(term, Term)
        ]  # fmt: skip
        opens += [formulas.all_of(none_is, self._differ(one, other)) for one, other in combinations(perhaps, 2)]
        found: list[tuple[Formula, Element]] = []
        if members:
            found.append((some_is, members[0][1] if len(members) == 1 else Extreme(tuple(members), least)))
        found += [(formulas.all_of(none_is, is_it), term) for some in perhaps for is_it, term in some]
        return self._settled(opens, [none_is], found)

    def _beats(self, term: Term, members: Sequence[tuple[Formula, Term]], *, least: bool) -> Formula:
        """That it is lower (or greater) than all members that are there."""
        formulas, below = self._formulas, self._people.guesses.below
        beaten = ((is_it, below(term, other) if least else below(other, term)) for is_it, other in members)
        return formulas.all_of(*(formulas.implied(*both) for both in beaten if both[0] is not False))

    # tables

    def _look_up(self, name: str, row: Sequence[Value], column: str) -> Outcome:
        table, day = self._flow.tables[name], self._people.day
        keys = {cell for key in table.rows for cell in key}
        parts = [
            self._as_keys(self.value(part), self._words_of(part) - keys, {key[at] for key in table.rows})
            for at, part in enumerate(row)
        ]

        def cell(elements: Sequence[Any]) -> Iterable[Outcome]:
            key = tuple(None if element is None else element.cell for element in elements)
            found = table.cell(key, column, day)
            return (_NONE if found is None else Outcome(False, False, ((True, element_of(found)),)),)

        return self._combined(parts, cell)

    def _as_keys(self, outcome: Outcome, words: set[str], keys: set[Cell]) -> Outcome:
        """What it can be as a key: numbers and dates as far as rows tell them apart; a word that no row names is none."""
        formulas = self._formulas
        nones = [outcome.none]
        found: list[tuple[Formula, Any]] = []
        for is_it, element in outcome.some:
            if isinstance(element, str):
                if element in words:
                    nones.append(is_it)
                else:
                    found.append((is_it, _Key(element)))
                continue
            numbers = {key: _number(key) for key in keys if isinstance(key, int | date)}
            here = {key: formulas.all_of(is_it, element.exactly(formulas, number)) for key, number in numbers.items()}
            found += [(is_key, _Key(key)) for key, is_key in here.items()]
            found.append((formulas.all_of(is_it, *map(formulas.negated, here.values())), _Key(_NO_ROW)))
        return Outcome(outcome.open, formulas.any_of(*nones), [pair for pair in found if pair[0] is not False])

    def _words_of(self, part: Value) -> set[str]:
        """The words of questions that the value may turn out to be."""
        match part:
            case Answer(question):
                return set(self._flow.question(question).words)
            case Named(name):
                return self._words_of(self._flow.values[name])
            case Choose(cases):
                return set().union(*(self._words_of(case.value) for case in cases))
            case _:
                return set()


_NO_ROW = "no row has this"


class _Key(NamedTuple):
    """A cell that a row may have as its key."""

    cell: Cell


def _number(cell: int | date) -> int:
    return cell.toordinal() if isinstance(cell, date) else cell


def element_of(cell: str | int | date) -> Element:
    """A word, number or date as values have it."""
    return cell if isinstance(cell, str) else Fixed(_number(cell))
