"""Numbers and dates as the solver counts with them: what they are at most, and whether two are the same.

Dates count as days of the calendar (`date.toordinal`). A date that is moved by months, or rolled on, is no sum: but the
move never turns two dates around, so *at most* of the moved one is *at most* of its start, with a threshold found by
the calendar itself. Whether two dates are the same that are both moved so is not worked out: it is guessed by
the solver and the guess is looked at (`Guesses`), so that a wrong one is never an answer.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from intake.check.solver.formulas import Bits, Formula, Formulas, Model

__all__ = ["Extreme", "Fixed", "Guesses", "Linear", "Moved", "Term"]


class Term(ABC):
    """A whole number, or the number of a day."""

    @abstractmethod
    def at_most(self, formulas: Formulas, number: int) -> Formula:
        """It is that number or a lower one."""

    @abstractmethod
    def linear(self, formulas: Formulas) -> Linear | None:
        """It as a sum, if it is one."""

    @abstractmethod
    def value_in(self, formulas: Formulas, model: Model) -> int | None:
        """What it is with the values of a model."""

    @abstractmethod
    def read(self) -> Iterator[Any]:
        """The bits and formulas that it depends on."""

    @abstractmethod
    def exchanged(self, formulas: Formulas, pairs: Sequence[tuple[Any, Any]]) -> Term:
        """It, with each first of a pair replaced by the second."""

    def straight(self, formulas: Formulas) -> Linear:
        """It as a sum: all numbers are sums, and days as long as no calendar moves them.

        Raises:
            TypeError: it is none.
        """
        found = self.linear(formulas)
        if found is None:
            raise TypeError(f"{self} is no sum")
        return found

    def exactly(self, formulas: Formulas, number: int) -> Formula:
        """It is that number."""
        below = formulas.negated(self.at_most(formulas, number - 1))
        return formulas.all_of(self.at_most(formulas, number), below)


@dataclass(frozen=True, slots=True)
class Fixed(Term):
    """A number that is known."""

    number: int

    def at_most(self, formulas: Formulas, number: int) -> Formula:
        """It is that number or a lower one."""
        return self.number <= number

    def linear(self, formulas: Formulas) -> Linear:
        """It as a sum, if it is one."""
        width = _width(self.number, self.number)
        return Linear(formulas.constant(self.number, width), self.number, self.number)

    def value_in(self, formulas: Formulas, model: Model) -> int:
        """What it is with the values of a model."""
        return self.number

    def read(self) -> Iterator[Any]:
        """The bits and formulas that it depends on."""
        yield from ()

    def exchanged(self, formulas: Formulas, pairs: Sequence[tuple[Any, Any]]) -> Term:
        """It, with each first of a pair replaced by the second."""
        return self


@dataclass(frozen=True, slots=True, eq=False)
class Linear(Term):
    """A sum of answers, in signed bits; never below `least` or above `most`, so that no sum overflows."""

    bits: Bits
    least: int
    most: int

    def at_most(self, formulas: Formulas, number: int) -> Formula:
        """It is that number or a lower one."""
        return False if number < self.least else True if number >= self.most else self.bits <= number

    def exactly(self, formulas: Formulas, number: int) -> Formula:
        """It is that number."""
        return self.bits == number if self.least <= number <= self.most else False

    def linear(self, formulas: Formulas) -> Linear:
        """It as a sum, if it is one."""
        return self

    def value_in(self, formulas: Formulas, model: Model) -> int:
        """What it is with the values of a model."""
        return formulas.number_in(model, self.bits)

    def read(self) -> Iterator[Any]:
        """The bits and formulas that it depends on."""
        yield self.bits

    def exchanged(self, formulas: Formulas, pairs: Sequence[tuple[Any, Any]]) -> Term:
        """It, with each first of a pair replaced by the second."""
        return Linear(formulas.exchanged(self.bits, pairs), self.least, self.most)

    def plus(self, formulas: Formulas, other: Linear) -> Linear:
        """The sum."""
        least, most = self.least + other.least, self.most + other.most
        width = max(_width(least, most), self.bits.size(), other.bits.size())
        return Linear(formulas.widened(self.bits, width) + formulas.widened(other.bits, width), least, most)

    def times(self, formulas: Formulas, by: int) -> Linear:
        """The product with a constant."""
        least, most = sorted((self.least * by, self.most * by))
        width = max(_width(least, most), self.bits.size(), _width(by, by))
        return Linear(formulas.widened(self.bits, width) * formulas.constant(by, width), least, most)

    def either(self, formulas: Formulas, test: Formula, other: Linear) -> Linear:
        """It where the test holds, else the other."""
        width = max(self.bits.size(), other.bits.size())
        bits = formulas.either(test, formulas.widened(self.bits, width), formulas.widened(other.bits, width))
        return Linear(bits, min(self.least, other.least), max(self.most, other.most))


@dataclass(frozen=True, slots=True, eq=False)
class Moved(Term):
    """A day that is moved by the calendar. `move` never turns two days around; `first` and `last`: what it can move."""

    start: Term
    move: Callable[[int], int]
    first: int
    last: int

    def at_most(self, formulas: Formulas, number: int) -> Formula:
        """It is that number or a lower one."""
        low, high = self.first - 1, self.last
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.move(middle) <= number else (low, middle - 1)
        return self.start.at_most(formulas, low)

    def linear(self, formulas: Formulas) -> None:
        """It as a sum, if it is one."""
        return None

    def value_in(self, formulas: Formulas, model: Model) -> int | None:
        """What it is with the values of a model."""
        start = self.start.value_in(formulas, model)
        return None if start is None or not self.first <= start <= self.last else self.move(start)

    def read(self) -> Iterator[Any]:
        """The bits and formulas that it depends on."""
        yield from self.start.read()

    def exchanged(self, formulas: Formulas, pairs: Sequence[tuple[Any, Any]]) -> Term:
        """It, with each first of a pair replaced by the second."""
        return Moved(self.start.exchanged(formulas, pairs), self.move, self.first, self.last)


@dataclass(frozen=True, slots=True, eq=False)
class Extreme(Term):
    """The least (or greatest) of the members that are there: those whose formula holds. Some is, wherever it is used."""

    members: tuple[tuple[Formula, Term], ...]
    least: bool

    def at_most(self, formulas: Formulas, number: int) -> Formula:
        """It is that number or a lower one."""
        if self.least:
            low = (formulas.all_of(there, term.at_most(formulas, number)) for there, term in self.members)
            return formulas.any_of(*low)
        return formulas.all_of(
            *(formulas.implied(there, term.at_most(formulas, number)) for there, term in self.members)
        )

    def linear(self, formulas: Formulas) -> Linear | None:
        """It as a sum, if it is one."""
        found: tuple[Formula, Linear] | None = None
        for there, term in self.members:
            straight = term.linear(formulas)
            if straight is None:
                return None
            if found is None:
                found = there, straight
                continue
            known, best = found
            lower = _below(formulas, straight, best) if self.least else _below(formulas, best, straight)
            taken = formulas.all_of(there, formulas.any_of(formulas.negated(known), lower))
            found = formulas.any_of(known, there), straight.either(formulas, taken, best)
        return found[1] if found else None

    def value_in(self, formulas: Formulas, model: Model) -> int | None:
        """What it is with the values of a model."""
        there = [
            term.value_in(formulas, model) for is_there, term in self.members if formulas.holds_in(model, is_there)
        ]
        numbers = [number for number in there if number is not None]
        return (min if self.least else max)(numbers) if numbers else None

    def read(self) -> Iterator[Any]:
        """The bits and formulas that it depends on."""
        for there, term in self.members:
            yield there
            yield from term.read()

    def exchanged(self, formulas: Formulas, pairs: Sequence[tuple[Any, Any]]) -> Term:
        """It, with each first of a pair replaced by the second."""
        members = ((formulas.exchanged(there, pairs), term.exchanged(formulas, pairs)) for there, term in self.members)
        return Extreme(tuple(members), self.least)


def _below(formulas: Formulas, left: Linear, right: Linear) -> Formula:
    if left.most < right.least or left.least >= right.most:
        return left.most < right.least
    width = max(left.bits.size(), right.bits.size())
    return formulas.widened(left.bits, width) < formulas.widened(right.bits, width)


def _width(least: int, most: int) -> int:
    return max(least.bit_length(), most.bit_length()) + 1


@dataclass(frozen=True, slots=True, eq=False)
class _Guess:
    """A variable that stands for a comparison of two terms which no formula says."""

    variable: Formula
    left: Term
    right: Term
    compare: Callable[[int, int], bool]

    def reads(self) -> list[Any]:
        """What its terms depend on."""
        return [*self.left.read(), *self.right.read()]


class Guesses:
    """Compares terms. A comparison that no formula says is left to the solver as a guess, and each guess is looked at."""

    def __init__(self, formulas: Formulas) -> None:
        self._formulas = formulas
        self._guesses: list[_Guess] = []

    def equal(self, left: Term, right: Term) -> Formula:
        """Both are the same number."""
        return self._compared(left, right, int.__eq__)

    def below(self, left: Term, right: Term) -> Formula:
        """The left one is the lower number."""
        return self._compared(left, right, int.__lt__)

    def _compared(self, left: Term, right: Term, compare: Callable[[int, int], bool]) -> Formula:
        formulas, same = self._formulas, compare == int.__eq__
        if isinstance(left, Fixed):
            if same:
                return right.exactly(formulas, left.number)
            return formulas.negated(right.at_most(formulas, left.number))
        if isinstance(right, Fixed):
            return left.exactly(formulas, right.number) if same else left.at_most(formulas, right.number - 1)
        straight, other = left.linear(formulas), right.linear(formulas)
        if straight is None or other is None:
            variable = formulas.boolean(formulas.fresh("guess"))
            self._guesses.append(_Guess(variable, left, right, compare))
            return variable
        if not same:
            return _below(formulas, straight, other)
        width = max(straight.bits.size(), other.bits.size())
        return formulas.widened(straight.bits, width) == formulas.widened(other.bits, width)

    def wrong_in(self, model: Model, formulas: Iterable[Formula]) -> Formula:
        """A truth that a guess in these formulas breaks with these values; True if all of them are right."""
        if self._guesses:
            named = {name for formula in formulas for name in self._formulas.names_in(formula)}
            for guess in self._guesses:
                if str(guess.variable) in named:
                    truth = self._broken(guess, model)
                    if truth is not True:
                        return truth
        return True

    def _broken(self, guess: _Guess, model: Model) -> Formula:
        """What holds of the two terms wherever the guess is what it is here, and does not hold of them here."""
        formulas = self._formulas
        left, right = guess.left.value_in(formulas, model), guess.right.value_in(formulas, model)
        guessed = formulas.holds_in(model, guess.variable)
        if left is None or right is None or guess.compare(left, right) == guessed:
            return True
        if guess.compare == int.__lt__:
            first, second, number = (guess.right, guess.left, right) if guessed else (guess.left, guess.right, left)
            here = guess.variable if guessed else formulas.negated(guess.variable)
            follows = second.at_most(formulas, number - guessed)
            return formulas.implied(formulas.all_of(here, first.at_most(formulas, number)), follows)
        if guessed:
            between = (left + right) // 2
            sides = (term.at_most(formulas, between) for term in (guess.left, guess.right))
            return formulas.implied(guess.variable, formulas.same(*sides))
        both = (term.exactly(formulas, left) for term in (guess.left, guess.right))
        return formulas.implied(formulas.all_of(*both), guess.variable)

    def exchanges(self, pairs: Sequence[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
        """The pairs, and for each guess about what they replace a guess of its own."""
        more = list(pairs)
        for guess in list(self._guesses):
            reads = guess.reads()
            replaced = [self._formulas.exchanged(read, more) for read in reads]
            if any(not isinstance(old, bool) and not old.eq(new) for old, new in zip(reads, replaced, strict=True)):
                left, right = (term.exchanged(self._formulas, more) for term in (guess.left, guess.right))
                became = self._compared(left, right, guess.compare)
                more.append((guess.variable, self._formulas.truth(became) if isinstance(became, bool) else became))
        return more
