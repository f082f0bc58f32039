"""What an emergency depends on is asked of everybody, before anything branches: so no gap hides an emergency."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from intake.flow.documents import Path_
from intake.flow.graph import step_order
from intake.flow.model import Flow, Question
from intake.flow.named import Node, questions_of
from intake.flow.parse import Find

__all__ = ["asked_of_all", "urgency_findings"]


def urgency_findings(flow: Flow, find: Find) -> None:
    """W307: whether an emergency question is asked hangs on a question that not everybody comes to.

    A question may be passed over for an answer that everybody gives, for one that is itself asked for the emergency's
    sake, and for one that hangs on nothing but what everybody is asked. Behind more than that, gaps add up.
    """
    everybody = _bits(flow, asked_of_all(flow))
    named = [(questions_of(flow, node), path) for node, path in _emergencies(flow)]
    emergency = _bits(flow, frozenset().union(*(questions for questions, _ in named)))
    steps = _deciding_steps(flow)
    loose = _decided(steps, ~everybody)
    gaps = loose & ~everybody & ~emergency
    hidden = _decided(steps, gaps)
    told: set[str] = set()
    for questions, path in named:
        for name in sorted(questions - told):
            bit = 1 << flow.question(name).index
            if hidden & ~everybody & bit:
                told.add(name)
                on = next(by & gaps for by, decided in steps if decided & bit and by & gaps)
                decider = next(question.id for question in flow.questions if on >> question.index & 1)
                message = (
                    f"'{name}' decides here, but whether it is asked hangs on '{decider}', which not all are asked"
                )
                find("W307", message, "ask it of everybody, before the ways part", path)


def _emergencies(flow: Flow) -> Iterator[tuple[Node, Path_]]:
    top = flow.emergency.id
    for name, ladder in flow.ladders.items():
        for level, condition in ladder.rungs:
            if level == top:
                yield condition, ("ladders", name, level)
    named = set(map(id, flow.ladders.values()))
    for name, advice in flow.recommendations.items():
        if id(advice.urgency.ladder) in named:
            continue
        if advice.urgency.ladder.otherwise == top:
            yield advice.when, ("recommendations", name, "when")
        for level, condition in advice.urgency.ladder.rungs:
            if level == top:
                yield condition, ("recommendations", name, "urgency", level)
    for promise in flow.promises:
        yield promise.when, ("promises", promise.name, "when")


def asked_of_all(flow: Flow) -> frozenset[str]:
    """The questions that everybody is asked, whatever they answer."""
    must: dict[str, int] = {}
    at_end: int | None = None
    for name in step_order(flow):
        step = flow.steps[name]
        here = must.get(name, 0)
        if isinstance(step, Question):
            here |= 1 << step.index
        for way in step.ways:
            must[way.go] = must[way.go] & here if way.go in must else here
        if not step.ways:
            at_end = here if at_end is None else at_end & here
    return frozenset(question.id for question in flow.questions if (at_end or 0) >> question.index & 1)


def _deciding_steps(flow: Flow) -> list[tuple[int, int]]:
    """Steps that lead to a question by some of their ways only: which questions the ways name, and which they decide on."""
    ahead = _questions_ahead(flow)
    steps = []
    for name in step_order(flow):
        ways = flow.steps[name].ways
        some, every = 0, -1
        for way in ways:
            some |= ahead[way.go]
            every &= ahead[way.go]
        if some & ~every:
            conditions = (way.when for way in ways if way.when is not None)
            steps.append((_bits(flow, questions_of(flow, *conditions)), some & ~every))
    return steps


def _decided(steps: list[tuple[int, int]], by: int) -> int:
    """The questions on which a step decides that names one of those."""
    found = 0
    for named, decided in steps:
        if named & by:
            found |= decided
    return found


def _bits(flow: Flow, questions: Collection[str]) -> int:
    return sum(1 << flow.question(name).index for name in questions)


def _questions_ahead(flow: Flow) -> dict[str, int]:
    """For each step the questions (as bits) to which it leads, its own included."""
    ahead: dict[str, int] = {}
    for name in reversed(step_order(flow)):
        step = flow.steps[name]
        ahead[name] = 1 << step.index if isinstance(step, Question) else 0
        for way in step.ways:
            ahead[name] |= ahead[way.go]
    return ahead
