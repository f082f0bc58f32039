"""Comparisons with the whole answer to a question, above all with several choices: NULL where there is no answer."""

from __future__ import annotations

from collections.abc import Iterable

from intake.flow.model import Question
from intake.screening.answers import bits_of, given
from intake.screening.tree import (
    FALSE,
    NULL,
    TRUE,
    Sql,
    any_of,
    array,
    column,
    contains_all,
    has_all_bits,
    has_any_bit,
    has_no_bit,
    literal,
    negated,
    overlaps,
)

__all__ = ["has_all", "has_any", "has_only", "if_given"]


def if_given(question: Question, truth: Sql) -> Sql:
    """True or false where there is an answer, whatever it is."""
    there = any_of(given(question), NULL)
    return there if truth == TRUE else negated(there)


def has_any(question: Question, values: Iterable[str]) -> Sql:
    """Whether some of the values are chosen."""
    wanted, bits = sorted(values), bits_of(question)
    if bits is not None:
        wanted = [value for value in wanted if value in bits]
    if not wanted:
        return if_given(question, FALSE)
    chosen = column(question.id)
    return overlaps(chosen, _texts(wanted)) if bits is None else has_any_bit(chosen, sum(map(bits.__getitem__, wanted)))


def has_all(question: Question, values: Iterable[str]) -> Sql:
    """Whether all of the values are chosen."""
    wanted, bits = sorted(values), bits_of(question)
    if bits is None:
        return contains_all(column(question.id), _texts(wanted))
    if not all(value in bits for value in wanted):
        return if_given(question, FALSE)
    return has_all_bits(column(question.id), sum(map(bits.__getitem__, wanted)))


def has_only(question: Question, values: Iterable[str]) -> Sql:
    """Whether nothing but these values is chosen; the word `none` is nothing where it stands alone."""
    allowed, bits = set(values) | ({"none"} & question.exclusive), bits_of(question)
    if bits is None:
        return contains_all(_texts(sorted(allowed)), column(question.id))
    return has_no_bit(column(question.id), sum(bit for value, bit in bits.items() if value not in allowed))


def _texts(values: Iterable[str]) -> Sql:
    return array(literal(value) for value in values)
