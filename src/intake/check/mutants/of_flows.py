"""All mutants of a flow: every condition, list, rung, order of ways, deadline, threshold and table value, one slip each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from intake.check.mutants.broken import Broken
from intake.check.mutants.mutant import Mutant, in_place
from intake.check.mutants.of_advice import advice_mutants, said_mutants
from intake.check.mutants.of_conditions import broken_conditions
from intake.check.mutants.of_ladders import broken_ladders
from intake.check.mutants.of_steps import step_mutants
from intake.check.mutants.of_tables import column_mutants
from intake.check.mutants.of_values import broken_values
from intake.check.mutants.reached import Reached, line_conditions, triage_conditions
from intake.flow.conditions import Condition
from intake.flow.model import Fact, Flow, Ground, Ladder, Limit
from intake.flow.values import Value

__all__ = ["line_mutants", "mutants"]


def mutants(flow: Flow) -> Iterator[Mutant]:
    """Those that can change the triage: steps, ladders, recommendations, grounds, limits, and what these name."""
    named = Reached.by(flow, triage_conditions(flow))
    for step in flow.steps.values():
        yield from step_mutants(flow, step)
    yield from _of_names(flow, named)
    for name, ladder in flow.ladders.items():
        for key, one in broken_ladders(flow, ladder):
            yield Mutant(("ladders", name, key), one.change, partial(_with_ladder, flow, ladder, one.became))
    for advice in flow.recommendations.values():
        yield from advice_mutants(flow, advice)
    for ground in flow.grounds.values():
        broken = broken_conditions(flow, ground.when)
        yield from in_place(("grounds", ground.id, "when"), broken, partial(_with_ground, flow, ground))
    for name in _counted(flow):
        yield from in_place(("limits", name, "add"), _broken_limit(flow.limits[name]), partial(_with_limit, flow))
    for table, column in named.columns:
        yield from column_mutants(flow, table, column)


def line_mutants(flow: Flow) -> Iterator[Mutant]:
    """Those that can change what is said beside the triage: conditions of lines and dates, and what they alone name."""
    named = Reached.by(flow, line_conditions(flow)).beyond(Reached.by(flow, triage_conditions(flow)))
    yield from _of_names(flow, named)
    for advice in flow.recommendations.values():
        yield from said_mutants(flow, advice)
    for table, column in named.columns:
        yield from column_mutants(flow, table, column)


def _of_names(flow: Flow, named: Reached) -> Iterator[Mutant]:
    """Those of the facts and values that are named."""
    for fact in flow.facts.values():
        if fact.id in named.facts:
            broken = broken_conditions(flow, fact.when)
            yield from in_place(("facts", fact.id), broken, partial(_with_fact, flow, fact))
    for name, value in flow.values.items():
        if name in named.values:
            yield from in_place(("values", name), broken_values(flow, value), partial(_with_value, flow, name))


def _with_fact(flow: Flow, fact: Fact, when: Condition) -> Flow:
    return replace(flow, facts={**flow.facts, fact.id: replace(fact, when=when)})


def _with_value(flow: Flow, name: str, value: Value) -> Flow:
    return replace(flow, values={**flow.values, name: value})


def _with_ground(flow: Flow, ground: Ground, when: Condition) -> Flow:
    return replace(flow, grounds={**flow.grounds, ground.id: replace(ground, when=when)})


def _with_limit(flow: Flow, limit: Limit) -> Flow:
    return replace(flow, limits={**flow.limits, limit.id: limit})


def _with_ladder(flow: Flow, ladder: Ladder, became: Ladder) -> Flow:
    """The named ladder, and every recommendation that climbs it."""
    ladders = {name: became if one is ladder else one for name, one in flow.ladders.items()}
    recommendations = {
        name: replace(one, urgency=replace(one.urgency, ladder=became)) if one.urgency.ladder is ladder else one
        for name, one in flow.recommendations.items()
    }
    return replace(flow, ladders=ladders, recommendations=recommendations)


def _counted(flow: Flow) -> list[str]:
    """The limits that some deadline counts."""
    counted = [one.deadline.limit for one in flow.recommendations.values() if one.deadline is not None]
    return list(dict.fromkeys(name for name in counted if name is not None))


def _broken_limit(limit: Limit) -> Iterator[Broken[Limit]]:
    for days in (1, -1):
        yield Broken(replace(limit, days=limit.days + days), f"one day {'more' if days > 0 else 'less'}")
    if limit.roll is not None:
        yield Broken(replace(limit, roll=None, holidays=None), "without its roll")
