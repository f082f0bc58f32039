"""What an emergency depends on is asked of everybody, before anything branches: so no gap hides an emergency."""

from __future__ import annotations

from collections.abc import Iterator

from intake.flow.documents import Path_
from intake.flow.graph import step_order
from intake.flow.model import Flow, Question
from intake.flow.named import Node, questions_of
from intake.flow.parse import Find

__all__ = ["asked_of_all", "urgency_findings"]


def urgency_findings(flow: Flow, find: Find) -> None:
    """W307: a question that an emergency or a promise names may be passed by for another reason than a safe answer."""
    safe = _follows_safely(flow)
    told: set[str] = set()
    for node, path in _emergencies(flow):
        for question in sorted(questions_of(flow, node) - safe - told):
            told.add(question)
            message = f"'{question}' decides here, but some are not asked it, for reasons that are not asked of all"
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


def _follows_safely(flow: Flow) -> frozenset[str]:
    """The questions asked of all, and those that only such questions decide on.

    A step decides on what some of its ways lead to and others do not. Steps are taken in their order, so that whether the
    questions that its ways name are safe is known when it is reached.
    """
    ahead = _questions_ahead(flow)
    safe = (1 << len(flow.questions)) - 1
    for name in step_order(flow):
        ways = flow.steps[name].ways
        some, every = 0, safe
        for way in ways:
            some |= ahead[way.go]
            every &= ahead[way.go]
        decided = some & ~every
        if decided:
            named = questions_of(flow, *(way.when for way in ways if way.when is not None))
            if any(not safe >> flow.question(question).index & 1 for question in named):
                safe &= ~decided
    return asked_of_all(flow) | {question.id for question in flow.questions if safe >> question.index & 1}


def _questions_ahead(flow: Flow) -> dict[str, int]:
    """For each step the questions (as bits) to which it leads, its own included."""
    ahead: dict[str, int] = {}
    for name in reversed(step_order(flow)):
        step = flow.steps[name]
        ahead[name] = 1 << step.index if isinstance(step, Question) else 0
        for way in step.ways:
            ahead[name] |= ahead[way.go]
    return ahead
