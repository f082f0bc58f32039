"""SQL as expression trees: the few shapes that the reading is written in. NULL is undetermined: Kleene's logic is SQL's own.

A *truth* is a Boolean expression that may be NULL; a *flag* is one that never is. `told` makes a truth of two flags,
`surely` and `perhaps` make flags of a truth. A condition is never written as CASE, which takes NULL for false.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from sqlglot import exp

__all__ = [
    "FALSE",
    "NULL",
    "TRUE",
    "Sql",
    "SqlType",
    "all_of",
    "any_of",
    "array",
    "cast",
    "chosen",
    "coalesced",
    "column",
    "contains",
    "contains_all",
    "equal",
    "greatest",
    "has_all_bits",
    "has_any_bit",
    "has_no_bit",
    "is_among",
    "is_there",
    "least",
    "literal",
    "negated",
    "overlaps",
    "perhaps",
    "surely",
    "told",
]

Sql = exp.Expression
SqlType = Literal["BIGINT", "DATE", "TEXT", "TEXT[]", "DECIMAL(38, 0)", "SMALLINT"]

TRUE: Sql = exp.true()
FALSE: Sql = exp.false()
NULL: Sql = exp.null()


def column(name: str) -> Sql:
    """A column by its name, whatever letters that has."""
    return exp.column(exp.to_identifier(name, quoted=True))


def literal(value: str | int | date) -> Sql:
    """A text, number or date as written in SQL."""
    if isinstance(value, date):
        return cast(exp.Literal.string(value.isoformat()), "DATE")
    if isinstance(value, int):
        return exp.Literal.number(value) if value >= 0 else exp.Neg(this=exp.Literal.number(-value))
    return exp.Literal.string(value)


def cast(part: Sql, to: SqlType) -> Sql:
    """The expression as that type."""
    return exp.Cast(this=_own(part), to=exp.DataType.build(to, dialect="duckdb"))


def array(values: Iterable[Sql]) -> Sql:
    """A list of texts; an empty one has the type too."""
    return cast(exp.Array(expressions=[_own(value) for value in values]), "TEXT[]")


def all_of(*parts: Sql) -> Sql:
    """Kleene's *and*: false beats NULL."""
    return _joined(parts, neutral=TRUE, strongest=FALSE)


def any_of(*parts: Sql) -> Sql:
    """Kleene's *or*: true beats NULL."""
    return _joined(parts, neutral=FALSE, strongest=TRUE)


def negated(part: Sql) -> Sql:
    """Not: NULL stays NULL."""
    if part in (TRUE, FALSE):
        return FALSE if part == TRUE else TRUE
    if isinstance(part, exp.Not):
        return _own(part.this.unnest())
    return exp.Not(this=_wrapped(part))


def surely(truth: Sql) -> Sql:
    """The flag that a truth is true."""
    return FALSE if truth == NULL else _flag(truth, FALSE)


def perhaps(truth: Sql) -> Sql:
    """The flag that a truth is not false."""
    return TRUE if truth == NULL else _flag(truth, TRUE)


def told(true: Sql, false: Sql) -> Sql:
    """The truth of two flags: it is true, it is false; else it is undetermined."""
    return all_of(any_of(true, NULL), negated(false))


def is_there(part: Sql) -> Sql:
    """The flag that an expression is not NULL."""
    if part == NULL:
        return FALSE
    if isinstance(part.this if isinstance(part, exp.Cast) else part, exp.Literal):
        return TRUE
    return negated(exp.Is(this=_wrapped(part), expression=exp.null()))


def equal(left: Sql, right: Sql) -> Sql:
    """Equality; NULL if a side is."""
    return exp.EQ(this=_wrapped(left), expression=_wrapped(right))


def is_among(part: Sql, values: Sequence[str | int | date]) -> Sql:
    """Whether it is one of these, of which there are some; NULL if it is NULL."""
    if len(values) == 1:
        return equal(part, literal(values[0]))
    return exp.In(this=_wrapped(part), expressions=[literal(value) for value in values])


def contains(list_: Sql, element: Sql) -> Sql:
    """Whether a list has that element."""
    return exp.ArrayContains(this=_own(list_), expression=_own(element))


def overlaps(list_: Sql, other: Sql) -> Sql:
    """Whether two lists have an element in common; NULL if one of them is NULL."""
    return exp.ArrayOverlaps(this=_own(list_), expression=_own(other))


def contains_all(list_: Sql, other: Sql) -> Sql:
    """Whether a list has all elements of the other; NULL if one of them is NULL."""
    return exp.ArrayContainsAll(this=_own(list_), expression=_own(other))


def has_any_bit(word: Sql, bits: int) -> Sql:
    """Whether a set of bits has some of these; NULL if it is NULL."""
    return exp.NEQ(this=_both(word, bits), expression=literal(0))


def has_all_bits(word: Sql, bits: int) -> Sql:
    """Whether a set of bits has all of these; NULL if it is NULL."""
    return exp.EQ(this=_both(word, bits), expression=literal(bits))


def has_no_bit(word: Sql, bits: int) -> Sql:
    """Whether a set of bits has none of these; NULL if it is NULL."""
    return exp.EQ(this=_both(word, bits), expression=literal(0))


def _both(word: Sql, bits: int) -> Sql:
    return exp.Paren(this=exp.BitwiseAnd(this=_wrapped(word), expression=literal(bits)))


def chosen(cases: Iterable[tuple[Sql, Sql]], otherwise: Sql = NULL) -> Sql:
    """The value of the first flag that is set. For flags alone: of a truth it would take NULL for false."""
    kept: list[tuple[Sql, Sql]] = []
    for flag, value in cases:
        if flag == TRUE:
            otherwise = value
            break
        if flag != FALSE:
            kept.append((flag, value))
    if all(value == otherwise for _, value in kept):
        return _own(otherwise)
    case = exp.Case(ifs=[exp.If(this=_own(flag), true=_own(value)) for flag, value in kept])
    if otherwise != NULL:
        case.set("default", _own(otherwise))
    return case


def coalesced(*parts: Sql) -> Sql:
    """The first that is not NULL."""
    kept = [_own(part) for part in parts if part != NULL]
    return kept[0] if len(kept) == 1 else exp.Coalesce(this=kept[0], expressions=kept[1:]) if kept else NULL


def least(parts: Sequence[Sql]) -> Sql:
    """The least of those that are not NULL."""
    return _extreme(exp.Least, parts)


def greatest(parts: Sequence[Sql]) -> Sql:
    """The greatest of those that are not NULL."""
    return _extreme(exp.Greatest, parts)


def _extreme(kind: type[exp.Least] | type[exp.Greatest], parts: Sequence[Sql]) -> Sql:
    kept = [_own(part) for part in parts if part != NULL]
    return (
        NULL if not kept else kept[0] if len(kept) == 1 else kind(this=kept[0], expressions=kept[1:], ignore_nulls=True)
    )


def _flag(truth: Sql, where_null: Sql) -> Sql:
    if truth in (TRUE, FALSE):
        return truth
    return exp.Coalesce(this=_own(truth), expressions=[where_null.copy()])


def _joined(parts: Iterable[Sql], neutral: Sql, strongest: Sql) -> Sql:
    kept: dict[Sql, None] = {}
    for part in parts:
        if part == strongest:
            return strongest
        if part != neutral:
            kept[part] = None
    if not kept:
        return neutral
    own = [_wrapped(part) for part in kept]
    joined = own[0] if len(own) > 1 else next(iter(kept))
    for part in own[1:]:
        joined = (exp.And if neutral == TRUE else exp.Or)(this=joined, expression=part)
    return joined


_PLAIN = (exp.Column, exp.Literal, exp.Boolean, exp.Null, exp.Func, exp.Paren, exp.Cast, exp.Array, exp.Case)


def _wrapped(part: Sql) -> Sql:
    """The expression as a part of another one, in brackets where it needs them."""
    own = _own(part)
    plain = isinstance(own, _PLAIN) and not isinstance(own, exp.Binary)  # some operators count as functions too
    return own if plain else exp.Paren(this=own)


def _own(part: Sql) -> Sql:
    """A tree has one parent: what stands elsewhere already, or is a constant of ours, is copied."""
    return part.copy() if part.parent is not None or part is TRUE or part is FALSE or part is NULL else part
