"""How far it is to the end: the fewest and the most questions still to answer, over the ways that are open."""

from __future__ import annotations

from collections.abc import Mapping

from intake.engine.kleene import FALSE, TRUE
from intake.engine.rules import Rules
from intake.flow.answers import Answer
from intake.flow.graph import step_order
from intake.flow.model import Question

__all__ = ["questions_left"]


def questions_left(rules: Rules, answers: Mapping[str, Answer]) -> tuple[int, int]:
    """The fewest and the most questions that a person with these answers can still be asked, the open one included.

    One pass forward, as for the end of all routes (which ways are open, seen from the start), and one back that counts.
    """
    flow, given = rules.flow, rules.given(answers)
    order = step_order(flow)
    bits = {name: 1 << step.index for name in order if isinstance(step := flow.steps[name], Question)}
    may, must = {flow.start: 0}, {flow.start: 0}
    open_ways: dict[str, list[str]] = {}
    for name in order:
        if name not in may:
            continue
        passed, sure = may[name] | bits.get(name, 0), must[name] | bits.get(name, 0)
        known = passed & given.bits
        open_ways[name] = []
        for at, way in enumerate(flow.steps[name].ways):
            test = rules.tests.get((name, at))
            truth = TRUE if test is None else test(given.answers, passed, known, known & sure)
            if truth != FALSE:
                open_ways[name].append(way.go)
                may[way.go] = may.get(way.go, 0) | passed
                must[way.go] = must.get(way.go, -1) & sure
            if truth == TRUE:
                break
    fewest, most = dict.fromkeys(order, 0), dict.fromkeys(order, 0)
    for name in reversed(order):
        if name in open_ways:
            own = 1 if bits.get(name, 0) & ~given.bits else 0
            fewest[name] = own + min((fewest[go] for go in open_ways[name]), default=0)
            most[name] = own + max((most[go] for go in open_ways[name]), default=0)
    return fewest[flow.start], most[flow.start]
