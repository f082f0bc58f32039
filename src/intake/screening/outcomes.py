"""What a value can turn out to be at a place, in columns, and what comes of several that are worked out together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from intake.screening.tree import (
    FALSE,
    NULL,
    Sql,
    all_of,
    any_of,
    cast,
    chosen,
    is_among,
    is_there,
    literal,
    negated,
    surely,
)

__all__ = ["NONE", "Outcome", "TooGreatError", "as_outcome", "sum_of", "times", "together", "without", "wordless"]

_MOST_DIGITS = 38
_BIGINT = 9 * 10**18


class TooGreatError(ValueError):
    """A number of the flow can grow beyond what columns can count with."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a value can turn out to be: a number, a day or a word, of which one column at most is filled; none if none is.

    `maybe_none`: the flag that it may be none instead. `open`: the flag that several values are possible; then the rest
    says nothing. `most`: how great the number can be, either way.
    """

    number: Sql = NULL
    day: Sql = NULL
    word: Sql = NULL
    maybe_none: Sql = FALSE
    open: Sql = FALSE
    most: int = 0

    @property
    def columns(self) -> tuple[Sql, Sql, Sql]:
        """Number, day, word."""
        return self.number, self.day, self.word

    @property
    def there(self) -> Sql:
        """The flag that it is a value, perhaps or for certain."""
        return all_of(negated(self.open), any_of(*(is_there(one) for one in self.columns)))

    @property
    def none(self) -> Sql:
        """The flag that it is none for certain."""
        return all_of(negated(self.open), *(negated(is_there(one)) for one in self.columns))

    @property
    def certain(self) -> Sql:
        """The flag that it is this one possibility, be it none."""
        return all_of(negated(self.open), negated(self.maybe_none))


NONE = Outcome()
"""None for certain."""


def as_outcome(constant: int | date | str) -> Outcome:
    """A value that is known to everybody."""
    if isinstance(constant, str):
        return Outcome(word=literal(constant))
    if isinstance(constant, date):
        return Outcome(day=literal(constant))
    return Outcome(number=cast(literal(constant), "BIGINT"), most=abs(constant))


def wordless(outcome: Outcome) -> Outcome:
    """As sums and dates take it: a word is none."""
    return Outcome(outcome.number, outcome.day, NULL, outcome.maybe_none, outcome.open, outcome.most)


def without(words: Iterable[str], outcome: Outcome) -> Outcome:
    """As a table takes it: these words are no keys."""
    words = sorted(words)
    if not words or outcome.word == NULL:
        return outcome
    word = chosen([(negated(surely(is_among(outcome.word, words))), outcome.word)])
    return Outcome(outcome.number, outcome.day, word, outcome.maybe_none, outcome.open, outcome.most)


def together(parts: Sequence[Outcome]) -> tuple[Sql, Sql]:
    """Whether what is worked out of all parts may be none, and whether it is open: none in one part beats open."""
    maybe_none = any_of(*(one.maybe_none for one in parts))
    open_ = any_of(*(one.open for one in parts))
    if open_ == FALSE:
        return maybe_none, FALSE
    return maybe_none, all_of(open_, *(negated(one.none) for one in parts))


def sum_of(parts: Sequence[Outcome]) -> Outcome:
    """The sum: none if a part is none."""
    maybe_none, open_ = together(parts)
    most = sum(one.most for one in parts)
    if any(one.number == NULL for one in parts):
        return Outcome(maybe_none=maybe_none, open=open_)
    numbers = [_roomy(one.number, most) for one in parts]
    total: Sql = numbers[0]
    for number in numbers[1:]:
        total = exp.Add(this=total, expression=number)
    return Outcome(number=exp.Paren(this=total), maybe_none=maybe_none, open=open_, most=most)


def times(part: Outcome, by: int) -> Outcome:
    """A number so many times."""
    most = part.most * abs(by)
    if part.number == NULL:
        return part
    product = exp.Mul(this=_roomy(part.number, max(most, abs(by))), expression=literal(by))
    return Outcome(number=exp.Paren(this=product), maybe_none=part.maybe_none, open=part.open, most=most)


def _roomy(number: Sql, most: int) -> Sql:
    """The number in a type that has room for what is worked out of it."""
    if most < _BIGINT:
        return cast(number, "BIGINT")
    if most >= 10**_MOST_DIGITS:
        raise TooGreatError("a number of this flow can have more than 38 digits")
    return cast(number, "DECIMAL(38, 0)")
