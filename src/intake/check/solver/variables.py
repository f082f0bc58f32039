"""The answer to one question as z3 variables: a choice, several choices, or a number or date; one class for each form."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from intake.check.solver.formulas import Formula, Formulas, Model
from intake.check.solver.terms import Linear, Term
from intake.flow.answers import MAX_DIGITS, Answer
from intake.flow.model import Question
from intake.flow.values import Bound, Today

__all__ = ["Chosen", "Element", "Listed", "Measured", "Variables"]

Element = str | Term
"""A word or a country's code; a number or a day."""

_FARTHEST = 10**MAX_DIGITS - 1


class Variables(ABC):
    """The answer to one question. Everybody has one, whether it is given or not."""

    def __init__(self, formulas: Formulas, questions: Sequence[Question], name: str) -> None:
        self.formulas, self.questions, self.name = formulas, questions, name
        self.given: Formula = formulas.boolean(f"{name}: answered")

    @property
    @abstractmethod
    def known(self) -> Formula:
        """That the variables say some answer at all."""

    @abstractmethod
    def taken_by(self, question: Question) -> Formula:
        """That the question takes the answer: the question of one flow, where several flows ask it."""

    @abstractmethod
    def elements(self) -> Sequence[tuple[Formula, Element]]:
        """What the answer is, or holds: of a single answer one, of several choices any number."""

    @abstractmethod
    def says(self, answer: Answer) -> Formula:
        """That the answer is this one (read, countries as they are kept)."""

    @abstractmethod
    def answer_in(self, model: Model) -> Answer:
        """The answer with the values of a model."""

    @abstractmethod
    def plainer(self, answer: Answer) -> Iterator[Formula]:
        """Ways of being plainer than that answer, best first; once none of them can be, it is the plainest."""

    def same_as(self, other: Variables) -> Formula:
        """That a twin says the same answer. (Where it is a word, what the bits of a number say as well.)"""
        pairs = zip(self.variables(), other.variables(), strict=True)
        return self.formulas.all_of(*(mine == others for mine, others in pairs))

    @abstractmethod
    def variables(self) -> list[Any]:
        """The z3 variables."""

    @abstractmethod
    def twin(self, name: str) -> Variables:
        """The same question answered by another."""


class Listed(Variables):
    """One of a list: a choice or a country. The number of the answer; the first is the plainest."""

    def __init__(self, formulas: Formulas, questions: Sequence[Question], name: str, offered: Sequence[str]) -> None:
        super().__init__(formulas, questions, name)
        self.offered = tuple(sorted(offered, key=_quiet))
        self._bits = formulas.bits(name, max(1, (len(self.offered) - 1).bit_length()))
        self._is = {value: formulas.is_number(self._bits, at) for at, value in enumerate(self.offered)}

    @property
    def known(self) -> Formula:
        """That the variables say some answer."""
        return self.formulas.below(self._bits, len(self.offered))

    def taken_by(self, question: Question) -> Formula:
        """That the question takes the answer."""
        if question.kind == "country":
            refused = [self._is[word] for one in self.questions for word in one.words if word not in question.words]
        else:
            refused = [self._is[value] for value in self.offered if value not in question.options]
        return self.formulas.all_of(*(self.formulas.negated(value) for value in refused))

    def elements(self) -> Sequence[tuple[Formula, Element]]:
        """What the answer is, or holds."""
        return [(is_it, value) for value, is_it in self._is.items()]

    def says(self, answer: Answer) -> Formula:
        """That the answer is this one."""
        return self._is.get(answer, False) if isinstance(answer, str) else False

    def answer_in(self, model: Model) -> Answer:
        """The answer with the values of a model."""
        return self.offered[self.formulas.number_in(model, self._bits, signed=False)]

    def plainer(self, answer: Answer) -> Iterator[Formula]:
        """Ways of being plainer than that answer."""
        at = self.offered.index(str(answer))
        if at > 1:
            yield self._is[self.offered[0]]
        if at > 0:
            yield self.formulas.below(self._bits, at)

    def variables(self) -> list[Any]:
        """The z3 variables."""
        return [self._bits]

    def twin(self, name: str) -> Listed:
        """The same question answered by another."""
        return Listed(self.formulas, self.questions, name, self.offered)


class Chosen(Variables):
    """Several of a list: choices or countries. One truth for each; the fewest are the plainest."""

    def __init__(self, formulas: Formulas, questions: Sequence[Question], name: str, offered: Sequence[str]) -> None:
        super().__init__(formulas, questions, name)
        self.offered = tuple(offered)
        self._bits = formulas.bits(name, max(1, len(self.offered)))
        self._has = {value: formulas.bit(self._bits, at) for at, value in enumerate(self.offered)}

    @property
    def known(self) -> Formula:
        """That the variables say some answer."""
        return True

    def taken_by(self, question: Question) -> Formula:
        """That the question takes the answer."""
        formulas = self.formulas
        alone = [value for value in self.offered if value in question.exclusive or value in question.words]
        offered = (*question.options, *question.words)
        refused = [value for value in self.offered if question.kind == "choices" and value not in offered]
        rules = [formulas.negated(self._has[value]) for value in refused]
        for value in alone:
            others = formulas.any_of(*(has for other, has in self._has.items() if other != value))
            rules.append(formulas.negated(formulas.all_of(self._has[value], others)))
        return formulas.all_of(*rules)

    def elements(self) -> Sequence[tuple[Formula, Element]]:
        """What the answer is, or holds."""
        return [(has, value) for value, has in self._has.items()]

    def says(self, answer: Answer) -> Formula:
        """That the answer is this one."""
        chosen = answer if isinstance(answer, tuple) else ()
        if not set(chosen) <= self._has.keys():
            return False
        return self.formulas.all_of(
            *(has if value in chosen else self.formulas.negated(has) for value, has in self._has.items())
        )

    def answer_in(self, model: Model) -> Answer:
        """The answer with the values of a model."""
        chosen = self.formulas.number_in(model, self._bits, signed=False)
        return tuple(value for at, value in enumerate(self.offered) if chosen >> at & 1)

    def plainer(self, answer: Answer) -> Iterator[Formula]:
        """Ways of being plainer than that answer."""
        chosen = answer if isinstance(answer, tuple) else ()
        if chosen:
            yield self.says(())
            yield self.formulas.at_most_of(list(self._has.values()), len(chosen) - 1)
            others = [has for value, has in self._has.items() if value not in chosen]
            first = self.offered.index(chosen[0])
            fewer = self.formulas.at_most_of(list(self._has.values()), len(chosen))
            earlier = self.formulas.any_of(*(self._has[value] for value in self.offered[:first]))
            if others and earlier is not False:
                yield self.formulas.all_of(fewer, earlier)

    def variables(self) -> list[Any]:
        """The z3 variables."""
        return [self._bits]

    def twin(self, name: str) -> Chosen:
        """The same question answered by another."""
        return Chosen(self.formulas, self.questions, name, self.offered)


class Measured(Variables):
    """A number or a date, or a word instead. Nearest to nothing, or to the date of the triage, is the plainest."""

    def __init__(self, formulas: Formulas, questions: Sequence[Question], name: str, day: date) -> None:
        super().__init__(formulas, questions, name)
        self._day = day
        limits = [_limits(question, day) for question in questions]
        least, most = min(low for low, _ in limits), max(high for _, high in limits)
        width = max(least.bit_length(), most.bit_length()) + 1
        self.term = Linear(formulas.bits(name, width), least, most)
        words = dict.fromkeys(word for question in questions for word in question.words)
        self._words = {word: formulas.boolean(f"{name}: {word}") for word in words}
        self._measured = formulas.negated(formulas.any_of(*self._words.values()))

    @property
    def known(self) -> Formula:
        """That the variables say some answer."""
        bits, formulas = self.term.bits, self.formulas
        return formulas.all_of(
            bits >= self.term.least, bits <= self.term.most, formulas.at_most_of(list(self._words.values()), 1)
        )

    def taken_by(self, question: Question) -> Formula:
        """That the question takes the answer."""
        formulas = self.formulas
        least, most = _limits(question, self._day)
        above = formulas.negated(self.term.at_most(formulas, least - 1))
        in_range = formulas.all_of(above, self.term.at_most(formulas, most))
        other = [formulas.negated(is_it) for word, is_it in self._words.items() if word not in question.words]
        return formulas.all_of(formulas.implied(self._measured, in_range), *other)

    def elements(self) -> Sequence[tuple[Formula, Element]]:
        """What the answer is, or holds."""
        return [(self._measured, self.term), *((is_it, word) for word, is_it in self._words.items())]

    def says(self, answer: Answer) -> Formula:
        """That the answer is this one."""
        if isinstance(answer, str):
            others = [self.formulas.negated(is_it) for word, is_it in self._words.items() if word != answer]
            return self.formulas.all_of(self._words.get(answer, False), *others)
        if isinstance(answer, tuple):
            return False
        number = answer.toordinal() if isinstance(answer, date) else answer
        return self.formulas.all_of(self._measured, self.term.exactly(self.formulas, number))

    def answer_in(self, model: Model) -> Answer:
        """The answer with the values of a model."""
        for word, is_it in self._words.items():
            if self.formulas.holds_in(model, is_it):
                return word
        number = self.formulas.number_in(model, self.term.bits)
        return date.fromordinal(number) if self.questions[0].kind == "date" else number

    def plainer(self, answer: Answer) -> Iterator[Formula]:
        """Ways of being plainer than that answer."""
        formulas, plainest = self.formulas, self._day.toordinal() if self.questions[0].kind == "date" else 0
        if isinstance(answer, str):
            yield self._measured
            return
        if isinstance(answer, tuple):
            return
        away = abs((answer.toordinal() if isinstance(answer, date) else answer) - plainest)
        nearer = away // 2
        while away:
            above = formulas.negated(self.term.at_most(formulas, plainest - nearer - 1))
            yield formulas.all_of(self._measured, above, self.term.at_most(formulas, plainest + nearer))
            if nearer == away - 1:
                return
            nearer = (nearer + away) // 2

    def variables(self) -> list[Any]:
        """The z3 variables."""
        return [self.term.bits, *self._words.values()]

    def twin(self, name: str) -> Measured:
        """The same question answered by another."""
        return Measured(self.formulas, self.questions, name, self._day)


def _quiet(answer: str) -> int:
    """No and none come before whatever else is offered, and not to know comes last; else the flow's order stays."""
    return 0 if answer in ("no", "none") else 2 if answer == "unknown" else 1


def _limits(question: Question, day: date) -> tuple[int, int]:
    """The least and the greatest number (of a day) that the question takes."""

    def number(bound: Bound | None, other: int) -> int:
        fixed = day if isinstance(bound, Today) else bound
        return other if fixed is None else fixed.toordinal() if isinstance(fixed, date) else fixed

    first, last = (1, date.max.toordinal()) if question.kind == "date" else (-_FARTHEST, _FARTHEST)
    return max(first, number(question.range.at_least, first)), min(last, number(question.range.at_most, last))
