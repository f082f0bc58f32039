"""Which ways decide whether questions are passed: all that what a condition comes to can depend on beside its own answers.

A step decides on a question if its ways do not lead to the same in any case. What a way's condition names is decided on in the
same manner, so that these questions count too.
"""

from __future__ import annotations

from collections.abc import Iterable

from intake.flow.conditions import Condition
from intake.flow.graph import step_order
from intake.flow.model import Flow
from intake.flow.named import questions_of

__all__ = ["Routing"]


class Routing:
    """The ways of one flow, by what they decide on."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._order = step_order(flow)
        self._deciding: dict[str, tuple[Condition, ...]] = {}

    def ways(self, questions: Iterable[str]) -> list[Condition]:
        """The conditions of the ways that decide whether these questions are passed."""
        found: dict[Condition, None] = {}
        seen: set[str] = set()
        waiting = set(questions)
        while waiting:
            question = waiting.pop()
            seen.add(question)
            for condition in self._conditions(question):
                if condition not in found:
                    found[condition] = None
                    waiting |= questions_of(self._flow, condition) - seen
        return list(found)

    def _conditions(self, question: str) -> tuple[Condition, ...]:
        found = self._deciding.get(question)
        if found is None:
            found = self._deciding[question] = tuple(self._decided_by(question))
        return found

    def _decided_by(self, question: str) -> Iterable[Condition]:
        """From the ends back: where each step leads in any case (to the question, past it, or to a step that decides)."""
        leads: dict[str, str | None] = {}
        for name in reversed(self._order):
            ways = self._flow.steps[name].ways
            to = {leads[way.go] for way in ways}
            if name == question:
                leads[name] = question
            elif len(to) > 1:
                leads[name] = name
                yield from (way.when for way in ways if way.when is not None)
            else:
                leads[name] = to.pop() if to else None
