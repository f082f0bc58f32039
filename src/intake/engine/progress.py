"""How far it is to the end: the ways that are open, and the fewest and the most questions still to answer over them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from intake.engine.kleene import FALSE, TRUE
from intake.engine.rules import Rules
from intake.engine.session import Session
from intake.engine.view import Given
from intake.flow.answers import Answer
from intake.flow.graph import step_order
from intake.flow.model import Question

__all__ = ["Progress", "open_ways", "progress", "questions_left"]


class Progress(NamedTuple):
    """Where a person is: the number of the open question, how many answers count, and `questions_left`."""

    number: int
    answered: int
    left: tuple[int, int]

    @property
    def to_go(self) -> tuple[int, int]:
        """The fewest and the most questions after the open one."""
        fewest, most = (max(0, self.answered + count - self.number) for count in self.left)
        return fewest, most


def progress(session: Session) -> Progress:
    """How far a session is. After a step back the number is that of the question; the answers after it still count."""
    answers = session.answers
    counted = len(answers.keys() & session.rules.reachable(answers))
    before = sum(name in answers for name in session.path[:-1])
    number = before + 1 if session.state in answers else counted + 1
    return Progress(number, counted, questions_left(session.rules, answers))


def questions_left(rules: Rules, answers: Mapping[str, Answer]) -> tuple[int, int]:
    """The fewest and the most questions that a person with these answers can still be asked, the open one included.

    One pass forward, as for the end of all routes (which ways are open, seen from the start), and one back that counts.
    """
    flow, given = rules.flow, rules.given(answers)
    order = step_order(flow)
    ways = open_ways(rules, given)
    fewest, most = dict.fromkeys(order, 0), dict.fromkeys(order, 0)
    for name in reversed(order):
        if name in ways:
            step = flow.steps[name]
            own = 1 if isinstance(step, Question) and not given.bits >> step.index & 1 else 0
            goes = [step.ways[at].go for at in ways[name]]
            fewest[name] = own + min((fewest[go] for go in goes), default=0)
            most[name] = own + max((most[go] for go in goes), default=0)
    return fewest[flow.start], most[flow.start]


def open_ways(rules: Rules, given: Given) -> dict[str, tuple[int, ...]]:
    """For each step that some open route reaches, the numbers of its ways that are not closed, seen from the start."""
    flow = rules.flow
    may, must = {flow.start: 0}, {flow.start: 0}
    found: dict[str, tuple[int, ...]] = {}
    for name in step_order(flow):
        if name not in may:
            continue
        step = flow.steps[name]
        bit = 1 << step.index if isinstance(step, Question) else 0
        passed, sure = may[name] | bit, must[name] | bit
        known = passed & given.bits
        ways = []
        for at, way in enumerate(step.ways):
            test = rules.tests.get((name, at))
            truth = TRUE if test is None else test(given.answers, passed, known, known & sure)
            if truth != FALSE:
                ways.append(at)
                may[way.go] = may.get(way.go, 0) | passed
                must[way.go] = must.get(way.go, -1) & sure
            if truth == TRUE:
                break
        found[name] = tuple(ways)
    return found
