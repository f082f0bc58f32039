"""Decisions: every condition of a flow that something hangs on, with its place in the document and where it is taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from intake.check.cover.goals import Goal, Held, HeldAt
from intake.flow.conditions import ALWAYS, AllOf, Condition
from intake.flow.findings import Path_
from intake.flow.model import Flow, Ladder, Recommendation
from intake.flow.named import Node, parts
from intake.flow.values import Choose

__all__ = ["Decision", "decisions"]

_LINES = ("first", "how", "say", "never", "documents", "ask")


@dataclass(frozen=True, slots=True)
class Decision:
    """A condition, and when it counts: at a step for its ways, else at the end, and there only if `given` holds."""

    path: Path_
    condition: Condition
    at: tuple[str, int] | None = None
    given: Condition = ALWAYS

    def goal(self, condition: Condition) -> Goal:
        """That the condition holds where this decision is taken."""
        if self.at is not None:
            return HeldAt(*self.at, condition)
        return Held(condition if self.given == ALWAYS else AllOf((self.given, condition)))


def decisions(flow: Flow, day: date) -> Iterator[Decision]:
    """All of them, in the order of ways, facts, values, ladders, recommendations, grounds and cards."""
    for step in flow.steps.values():
        for at, way in enumerate(step.ways):
            if way.when is not None:
                yield Decision(("steps", step.id, "next", at, "when"), way.when, (step.id, at))
    for fact in flow.facts.values():
        yield Decision(("facts", fact.id), fact.when)
    for name, value in flow.values.items():
        for at, condition in enumerate(_chosen_by(value)):
            yield Decision(("values", name, at), condition)
    for name, ladder in flow.ladders.items():
        yield from _of_ladder(ladder, ("ladders", name), ALWAYS)
    for advice in flow.recommendations.values():
        if advice.valid_on(day):
            yield from _of_recommendation(flow, advice)
    for ground in flow.grounds.values():
        yield Decision(("grounds", ground.id, "when"), ground.when)
    for card in flow.cards.values():
        yield Decision(("cards", card.id, "when"), card.when)


def _chosen_by(node: Node) -> Iterator[Condition]:
    """The conditions by which a value chooses, at any depth."""
    if isinstance(node, Choose):
        yield from (case.when for case in node.cases)
    for part in parts(node):
        if not isinstance(node, Choose) or all(part is not case.when for case in node.cases):
            yield from _chosen_by(part)


def _of_ladder(ladder: Ladder, path: Path_, given: Condition) -> Iterator[Decision]:
    for level, condition in ladder.rungs:
        yield Decision((*path, level), condition, given=given)
    if ladder.lift is not None:
        yield Decision((*path, "raise"), ladder.lift, given=given)


def _of_recommendation(flow: Flow, advice: Recommendation) -> Iterator[Decision]:
    """Its `when`; then, for those to whom it is advised, its own rungs and its lines."""
    path: Path_ = ("recommendations", advice.id)
    yield Decision((*path, "when"), advice.when)
    ladder = advice.urgency.ladder
    if all(ladder is not shared for shared in flow.ladders.values()):
        yield from _of_ladder(ladder, (*path, "urgency"), advice.when)
    for key in _LINES:
        for at, line in enumerate(getattr(advice, key)):
            yield Decision((*path, key, at, "when"), line.when, given=advice.when)
