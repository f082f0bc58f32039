"""What a reference reads as single elements, for *the same as* and *other than*: a list of texts, and values beside it.

All that is worked out here are flags. The word `unknown` and what is none are skipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from intake.screening.outcomes import Outcome
from intake.screening.tree import (
    FALSE,
    NULL,
    Sql,
    all_of,
    any_of,
    array,
    chosen,
    contains,
    contains_all,
    equal,
    is_there,
    literal,
    negated,
    overlaps,
    surely,
)

__all__ = ["Elements", "among", "left_over"]

_UNKNOWN = literal("unknown")


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements: a list of texts (NULL: there is none), and values that are elements where their flag is set.

    `maybe_none` and `open` are those of an outcome (`intake.screening.values`).
    """

    list: Sql
    values: tuple[tuple[Sql, Outcome], ...]
    maybe_none: Sql
    open: Sql

    @classmethod
    def single(cls, outcome: Outcome) -> Elements:
        """A single value, or none."""
        return cls(NULL, ((outcome.there, outcome),), outcome.maybe_none, outcome.open)

    @property
    def some(self) -> Sql:
        """The flag that there is an element."""
        longer = exp.GT(this=exp.ArraySize(this=self.list.copy()), expression=exp.Literal.number(0))
        in_list = FALSE if self.list == NULL else all_of(surely(longer), self._list_is_known)
        return any_of(in_list, *(all_of(there, _is_known(value)) for there, value in self.values))

    @property
    def _list_is_known(self) -> Sql:
        return negated(surely(contains(self.list, _UNKNOWN)))

    def have(self, value: Outcome) -> Sql:
        """The flag that the value is one of them."""
        in_list = FALSE if NULL in (self.list, value.word) else surely(contains(self.list, value.word))
        return any_of(in_list, *(all_of(there, _same(value, other)) for there, other in self.values))


def among(one: Elements, other: Elements) -> Sql:
    """The flag that some element of the one is an element of the other."""
    found = [all_of(there, _is_known(value), other.have(value)) for there, value in one.values]
    if one.list != NULL:
        in_list = FALSE if other.list == NULL else surely(overlaps(one.list, other.list))
        words = [(there, value.word) for there, value in other.values if value.word != NULL]
        singly = [all_of(there, surely(contains(one.list, word))) for there, word in words]
        found.append(all_of(one._list_is_known, any_of(in_list, *singly)))
    return any_of(*found)


def left_over(one: Elements, others: Sequence[tuple[Sql, Elements]]) -> Sql:
    """The flag that some element of the one is in none of the others that are to count (those whose flag is set)."""
    left = [
        all_of(there, _is_known(value), *(negated(all_of(counts, other.have(value))) for counts, other in others))
        for there, value in one.values
    ]
    if one.list != NULL:
        every = array(
            chosen([(all_of(counts, there), value.word)])
            for counts, other in others
            for there, value in other.values
            if value.word != NULL
        )
        lists = [chosen([(counts, other.list)]) for counts, other in others if other.list != NULL]
        for list_ in lists:
            every = exp.ArrayConcat(this=every, expressions=[exp.Coalesce(this=list_, expressions=[array([])])])
        covered = surely(contains_all(every, one.list))
        left.append(all_of(is_there(one.list), one._list_is_known, negated(covered)))
    return any_of(*left)


def _is_known(value: Outcome) -> Sql:
    """The flag that it is not the word `unknown`."""
    return negated(FALSE if value.word == NULL else surely(equal(value.word, _UNKNOWN)))


def _same(one: Outcome, other: Outcome) -> Sql:
    pairs = zip(one.columns, other.columns, strict=True)
    return any_of(*(surely(equal(left, right)) for left, right in pairs if NULL not in (left, right)))
