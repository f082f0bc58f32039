"""Routes and places: the walk with the answers as they are, and one pass over the steps that says what open routes pass.

`DESIGN` in one line: *may* and *must* are two bit sets a place, joined by `|` and `&` over the ways that are not closed.
"""

from __future__ import annotations

from dataclasses import dataclass

from intake.engine.kleene import FALSE, TRUE
from intake.engine.routing import Routing
from intake.engine.view import Answers, Test, question_bits
from intake.flow.graph import step_order
from intake.flow.model import Flow, Question

__all__ = ["EndPlace", "Places", "Stop"]


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the walk stops: the steps visited, the questions passed (as bits), and the open question, if any."""

    path: tuple[str, ...]
    passed: int
    open_question: Question | None


@dataclass(frozen=True, slots=True)
class EndPlace:
    """The end of all open routes: the questions that some of them pass, and those that all of them pass."""

    may: int
    must: int


@dataclass(frozen=True, slots=True)
class _Place:
    """A step ready to be walked: its number, the bit of its question (0 if it asks nothing), and its ways."""

    id: str
    bit: int
    index: int
    ways: tuple[tuple[Test | None, int], ...]


class Places:
    """The steps of one flow with their ways compiled, in an order in which every way leads on.

    `named`: the questions that ways name, as bits. Which routes are open depends on the answers to these alone.
    """

    def __init__(self, flow: Flow, tests: dict[tuple[str, int], Test]) -> None:
        order = step_order(flow)
        number = {name: at for at, name in enumerate(order)}
        self._flow = flow
        self._steps: list[_Place] = []
        for name in order:
            step = flow.steps[name]
            index = step.index if isinstance(step, Question) else -1
            ways = tuple((tests.get((name, at)), number[way.go]) for at, way in enumerate(step.ways))
            self._steps.append(_Place(name, 1 << index if index >= 0 else 0, index, ways))
        self._start = number[flow.start]
        conditions = [way.when for step in flow.steps.values() for way in step.ways if way.when is not None]
        self.named = question_bits(flow, *conditions)
        self._routing = Routing(flow)
        self._deciding: dict[int, int] = {}

    def deciding(self, questions: int) -> int:
        """The questions (as bits) whose answers decide whether these ones are passed."""
        found = self._deciding.get(questions)
        if found is None:
            names = [question.id for question in self._flow.questions if questions >> question.index & 1]
            found = self._deciding[questions] = question_bits(self._flow, *self._routing.ways(names))
        return found

    def walk(self, answers: Answers, given: int) -> Stop:
        """Follows the ways from the start until a question without an answer, or an end. `given`: answered questions."""
        path: list[str] = []
        passed = 0
        steps = self._steps
        at = self._start
        while True:
            step = steps[at]
            path.append(step.id)
            if step.bit:
                if not given & step.bit:
                    return Stop(tuple(path), passed, self._flow.questions[step.index])
                passed |= step.bit
            for test, go in step.ways:
                if test is None or test(answers, passed, passed, passed) == TRUE:
                    at = go
                    break
            else:
                return Stop(tuple(path), passed, None)

    def end(self, answers: Answers, given: int) -> EndPlace:
        """The end of all open routes from the start, with these answers."""
        steps = self._steps
        count = len(steps)
        reached_may = [0] * count
        reached_must = [-1] * count
        reached = [False] * count
        reached[self._start] = True
        reached_must[self._start] = 0
        end_may, end_must = 0, -1
        for at in range(count):
            if not reached[at]:
                continue
            step = steps[at]
            may, must = reached_may[at] | step.bit, reached_must[at] | step.bit
            if not step.ways:
                end_may |= may
                end_must &= must
                continue
            known = may & given
            sure = known & must
            for test, go in step.ways:
                truth = TRUE if test is None else test(answers, may, known, sure)
                if truth != FALSE:
                    reached[go] = True
                    reached_may[go] |= may
                    reached_must[go] &= must
                    if truth == TRUE:
                        break
        return EndPlace(end_may, end_must)
