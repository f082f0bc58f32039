"""One move: of the live session beside the bare machine, and in replay beside a table of guards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench.generated import Table, dict_table
from bench.measure import Row, paired
from bench.people import TODAY, flow, people
from intake.engine import Session, rules
from intake.engine.machine import NEXT, machine_of
from intake.flow.answers import Answer, plain_answer
from intake.flow.model import Flow, Question

__all__ = ["rows"]


def rows() -> Iterator[Row]:
    """The live session, then replay."""
    measured = flow()
    walked = [_Walked(measured, answers) for answers in people(measured)]
    moves = sum(len(one.path) - 1 for one in walked)

    ours, bare = paired(lambda: [one.live() for one in walked], lambda: [one.bare() for one in walked])
    yield Row("one move of the live session / bare trigger of transitions", ours / moves, bare / moves, 1.15)

    table = dict_table(measured, TODAY)
    walk = rules(measured, TODAY).walk
    for one in walked:
        assert tuple(_follow(table, measured.start, one.answers)) == one.path == walk(one.answers).path
    replay, by_hand = paired(
        lambda: [walk(one.answers) for one in walked],
        lambda: [_follow(table, measured.start, one.answers) for one in walked],
    )
    yield Row("one move in replay / a dict table of guards", replay / moves, by_hand / moves, 5)
    replay, bare = paired(lambda: [walk(one.answers) for one in walked], lambda: [one.bare() for one in walked])
    yield Row("one move in replay / bare trigger of transitions", replay / moves, bare / moves, 1 / 10)


class _Walked:
    """One person's way through the flow: what each move needs, looked up beforehand."""

    def __init__(self, measured: Flow, answers: dict[str, Answer]) -> None:
        self.flow, self.answers = measured, answers
        self.rules = rules(measured, TODAY)
        self.path = self.rules.walk(answers).path
        steps = [measured.steps[name] for name in self.path[:-1]]
        self._said = [plain_answer(answers[step.id]) if isinstance(step, Question) else None for step in steps]
        self._moves = [(step.index, 1 << step.index, answers[step.id]) for step in steps if isinstance(step, Question)]
        assert len(self._moves) == len(steps)  # `bare` would have to pass messages by too
        self._trigger = machine_of(measured).events[NEXT].trigger

    def live(self) -> str:
        """Every question is answered, every message read."""
        session = Session(self.flow, date=TODAY)
        for said in self._said:
            if said is None:
                session.go_on()
            else:
                session.answer(said)
        assert session.ended
        return session.state

    def bare(self) -> str:
        """The same machine and guards, moved over the same steps: each answer is stored as it is, and nothing looked at."""
        model = _Model(self.flow.start, self.rules, [None] * len(self.flow.questions))
        for index, bit, answer in self._moves:
            model.given[index] = answer
            model.passed |= bit
            self._trigger(model)
        return model.state


class _Model:
    """The least that the machine's guards read."""

    def __init__(self, state: str, its_rules: Any, given: Any) -> None:
        self.state, self.rules, self.given, self.passed = state, its_rules, given, 0


def _follow(table: Table, start: str, answers: dict[str, Any]) -> list[str]:
    """The path of whole answers through a table of guards."""
    path = [start]
    at = start
    while ways := table[at]:
        for guard, go in ways:
            if guard is None or guard(answers):
                at = go
                path.append(go)
                break
    return path
