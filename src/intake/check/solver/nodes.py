"""Every condition and value of a flow, whole and in parts."""

from __future__ import annotations

from collections.abc import Iterator

from intake.flow.model import Flow, Recommendation
from intake.flow.named import Node, parts

__all__ = ["every_node", "roots", "within"]


def every_node(flow: Flow) -> Iterator[Node]:
    """Each condition and value, and each part of it, once."""
    seen: set[Node] = set()
    for root in roots(flow):
        if root not in seen:
            for node in within(root):
                if node not in seen:
                    seen.add(node)
                    yield node


def within(root: Node) -> Iterator[Node]:
    """The node and all below it. Facts and named values are not looked through."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += parts(node)


def roots(flow: Flow) -> Iterator[Node]:
    """What the flow writes down as a condition or a value."""
    yield from (way.when for step in flow.steps.values() for way in step.ways if way.when is not None)
    yield from (fact.when for fact in flow.facts.values())
    yield from flow.values.values()
    for ladder in flow.ladders.values():
        yield from (condition for _, condition in ladder.rungs)
        yield from () if ladder.lift is None else (ladder.lift,)
    for advice in flow.recommendations.values():
        yield from _of_recommendation(advice)
    yield from (ground.when for ground in flow.grounds.values())
    yield from (card.when for card in flow.cards.values())
    yield from (promise.when for promise in flow.promises)


def _of_recommendation(advice: Recommendation) -> Iterator[Node]:
    yield advice.when
    yield from (condition for _, condition in advice.urgency.ladder.rungs)
    yield from () if advice.urgency.ladder.lift is None else (advice.urgency.ladder.lift,)
    yield from (line.when for line in advice.lines())
    yield from () if advice.deadline is None else (advice.deadline.start,)
    for day in advice.dates:
        yield day.when
        yield from () if day.start is None else (day.start,)
