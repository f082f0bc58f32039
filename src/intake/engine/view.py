"""What a condition sees at a place of the flow: the answers, and for each question whether it is sure, perhaps or not there.

A *place* is a step, or the end of all open routes. A set of questions is a whole number with one bit a question, its
`index`. A compiled condition is called as `condition(answers, may, known, sure)`:

- `answers`: by question index; `None` where nothing was given
- `may`: questions that some open route from the start to the place passes (the others are *not applicable*)
- `known`: those of `may` that are answered
- `sure`: those of `known` that every open route passes
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from intake.engine.kleene import Truth
from intake.flow.answers import Answer
from intake.flow.model import Flow
from intake.flow.named import Node, questions_of

__all__ = ["OPEN", "Answers", "Elements", "Given", "Outcome", "Test", "Valued", "View", "question_bits"]

Answers = Sequence[Answer | None]
View = tuple[Answers, int, int, int]
"""What a compiled condition or value is called with."""

Test = Callable[[Answers, int, int, int], Truth]
"""A compiled condition."""

Outcome = tuple[Answer | None, ...]
"""What a value can turn out to be at a place: one possibility, or two of which one is *none* (`None`); empty is *open*."""

Valued = Callable[[Answers, int, int, int], Outcome]
"""A compiled value."""

Elements = Callable[[Answers, int, int, int], tuple[tuple[Answer, ...] | None, ...]]
"""A compiled reference, read as its elements: an outcome of lists."""

OPEN: Outcome = ()
"""Not decided: several values are possible."""


@dataclass(frozen=True, slots=True)
class Given:
    """Answers as the compiled rules read them: by question index, and the answered questions as bits.

    `read_in`: those of the answered questions that a record says nothing on, and that were read as the flow's `missing`.
    """

    answers: Answers
    bits: int
    read_in: int = 0

    def seen_with(self, may: int, must: int) -> View:
        """The view at a place that some open routes (`may`) or all (`must`) reach through these questions."""
        known = self.bits & may
        return self.answers, may, known, known & must


def question_bits(flow: Flow, *nodes: Node) -> int:
    """The questions that conditions and values name (looking through facts and values), as bits."""
    return sum(1 << flow.question(name).index for name in questions_of(flow, *nodes))
