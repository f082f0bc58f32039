"""Classes of answers: numbers that tell apart only what conditions can tell apart, so that whatever follows can be recalled.

Each comparison that reads one question is one bit of the answer's *marks*: whether the answer passes. A question that
is compared with another one, or worked with in a value, is told apart answer by answer: its marks hold a number for
each. The marks of all answers joined by `|` are the *signature* of a record; `signature & mask(conditions)` is the same
for two records if and only if these conditions cannot tell them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from typing import assert_never

from intake.engine.kleene import TRUE
from intake.engine.view import Test
from intake.flow.answers import Answer as Given
from intake.flow.conditions import (
    AllOf,
    Answered,
    AnyOf,
    Comparison,
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
from intake.flow.named import questions_of
from intake.flow.values import Answer, Column, Named

__all__ = ["Classes"]

_NUMBER_BITS = 48
"""Room for the number of an answer that is told apart from all others."""
_NUMBER = (1 << _NUMBER_BITS) - 1
_NUMBERS_KEPT = 50_000


class Classes:
    """The marks of the answers of one flow on one date. All masks are asked for first, then marks.

    The first two marks of each question say that it has an answer, and that it was read in for a missing one:
    `answered_at_all` is the mask of those.
    """

    def __init__(self, flow: Flow, test: Callable[[Condition], Test]) -> None:
        self._flow, self._test = flow, test
        self._free = 2 * len(flow.questions)
        self.answered_at_all = (1 << self._free) - 1
        self._bits: list[dict[Comparison, tuple[int, Test]]] = [{} for _ in flow.questions]
        self._whole: dict[int, int] = {}
        self._numbers: dict[tuple[int, Given], int] = {}
        self._next = count(1)

    def mask(self, conditions: Iterable[Condition]) -> int:
        """The marks that these conditions look at, through facts and values."""
        mask = 0
        seen: set[str] = set()
        waiting = list(conditions)
        while waiting:
            node = waiting.pop()
            match node:
                case AllOf(parts) | AnyOf(parts):
                    waiting += parts
                case Not(part):
                    waiting.append(part)
                case FactIs(fact):
                    if fact not in seen:
                        seen.add(fact)
                        waiting.append(self._flow.facts[fact].when)
                case Answered(question):
                    mask |= _answered(self._flow.question(question).index)
                case HasAny(question) | HasAll(question) | HasOnly(question):
                    mask |= self._passing(question, node)
                case OneOf(Answer(question)) | OneOf(Column(question)):
                    mask |= self._passing(question, node)
                case Within(Answer(question)) | Within(Column(question)):
                    mask |= self._passing(question, node)
                case OneOf(Named()) | Within(Named()) | SameAs() | OtherThan():
                    mask |= self._told_apart(questions_of(self._flow, node))
                case OneOf() | Within():
                    raise AssertionError(node)
                case _:
                    assert_never(node)
        return mask

    def marks(self, index: int, answer: Given, *, read_in: bool = False) -> int:
        """The marks of an answer to the question with that index."""
        marks = (0b11 if read_in else 0b01) << 2 * index
        alone: list[Given | None] = [None] * len(self._flow.questions)
        alone[index] = answer
        sure = 1 << index
        for bit, test in self._bits[index].values():
            if test(alone, sure, sure, sure) == TRUE:
                marks |= 1 << bit
        if index in self._whole:
            marks |= self._number(index, answer) << self._whole[index]
        return marks

    def marks_of(self, questions: int) -> int:
        """All marks of these questions (as bits)."""
        mask = 0
        for index, bits in enumerate(self._bits):
            if questions >> index & 1:
                mask |= _answered(index) | sum(1 << bit for bit, _ in bits.values())
                if index in self._whole:
                    mask |= _NUMBER << self._whole[index]
        return mask

    def _passing(self, question: str, comparison: Comparison) -> int:
        index = self._flow.question(question).index
        bits = self._bits[index]
        if comparison not in bits:
            bits[comparison] = self._free, self._test(comparison)
            self._free += 1
        return _answered(index) | 1 << bits[comparison][0]

    def _told_apart(self, questions: Iterable[str]) -> int:
        mask = 0
        for index in sorted(self._flow.question(question).index for question in questions):
            if index not in self._whole:
                self._whole[index] = self._free
                self._free += _NUMBER_BITS
            mask |= _answered(index) | _NUMBER << self._whole[index]
        return mask

    def _number(self, index: int, answer: Given) -> int:
        """A number of the answer's own. One that was forgotten comes back with another: then nothing is recalled."""
        number = self._numbers.get((index, answer))
        if number is None:
            if len(self._numbers) >= _NUMBERS_KEPT:
                self._numbers.clear()
            number = self._numbers[index, answer] = next(self._next)
        return number


def _answered(index: int) -> int:
    return 0b11 << 2 * index
