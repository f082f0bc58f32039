"""Urgency: the highest rung that is true, and the highest that is not false."""

from __future__ import annotations

from collections.abc import Callable

from intake.engine.kleene import FALSE, TRUE
from intake.engine.view import Answers, Test, question_bits
from intake.flow.conditions import Condition
from intake.flow.model import Flow, Ladder

__all__ = ["CompiledLadder"]


class CompiledLadder:
    """A ladder with its rungs compiled, highest first. Levels are ranks: 0 is the lowest.

    `named`: the questions that its rungs and its lift name, as bits.
    """

    def __init__(self, flow: Flow, ladder: Ladder, compile_: Callable[[Condition], Test]) -> None:
        rank = {level.id: level.rank for level in flow.levels}
        rungs = [(rank[level], compile_(condition)) for level, condition in ladder.rungs]
        self._rungs = sorted(rungs, key=lambda rung: -rung[0])
        self._floor = rank[ladder.otherwise]
        self._lift = compile_(ladder.lift) if ladder.lift is not None else None
        self.conditions = [condition for _, condition in ladder.rungs]
        self.conditions += [ladder.lift] if ladder.lift is not None else []
        self.named = question_bits(flow, *self.conditions)
        self._top = len(flow.levels) - 1

    def between(self, answers: Answers, may: int, known: int, sure: int) -> tuple[int, int]:
        """So far and at most, as ranks. A lift that is undetermined lifts only *at most*; nothing rises above the top."""
        low, high = self._floor, -1
        for rank, test in self._rungs:
            truth = test(answers, may, known, sure)
            if truth != FALSE:
                high = max(high, rank)
                if truth == TRUE:
                    low = rank
                    break
        high = max(high, low)
        if self._lift is not None:
            lift = self._lift(answers, may, known, sure)
            if lift != FALSE:
                high = min(high + 1, self._top)
                if lift == TRUE:
                    low = min(low + 1, self._top)
        return low, high
