"""Proofs beside the same questions asked of z3 by hand, and all proofs of the flow beside the time that they may take."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

import z3  # type: ignore[import-untyped]

from bench.measure import Row, by_turns
from bench.people import FLOW
from intake.check.proofs import prove
from intake.check.proofs.search import Search, takes
from intake.flow.load import load
from intake.flow.model import Flow

__all__ = ["rows"]

DAY = date(2026, 11, 24)
QUESTIONS, VALUES, WAYS = 60, 18, 5
MOST = 20.0
"""Seconds that all proofs of the flow may take."""


def rows() -> Iterator[Row]:
    """Whether each way of a long flow can be taken; then all proofs of `interpol`."""
    flow = _long_flow()
    ours, theirs = by_turns(partial(_timed, _by_proofs, flow), partial(_timed, _by_hand, flow), turns=3)
    yield Row(f"{QUESTIONS * WAYS} ways, {QUESTIONS} questions x {VALUES} values / z3 by hand", ours, theirs, 1.5)
    interpol = load(FLOW)
    started = process_time()
    prove(interpol, DAY, cached=False)
    yield Row(f"all proofs of {FLOW} / the time they may take", process_time() - started, MOST, 1)


def _timed(call: Any, flow: Flow) -> float:
    started = process_time()
    found = call(flow)
    assert found == QUESTIONS * WAYS, found
    return process_time() - started


def _values(at: int, way: int) -> list[int]:
    """The values that lead a question's way: a few of 18, and never the last."""
    return [(at * 7 + way * 3 + more) % (VALUES - 1) for more in range(3)]


def _leads(at: int, way: int) -> int:
    return min(at + 1 + way % 3, QUESTIONS)


def _long_flow() -> Flow:
    steps: dict[str, Any] = {}
    for at in range(QUESTIONS):
        ways = []
        for way in range(WAYS - 1):
            before = max(0, at - 3)
            when = {
                "any": [
                    {f"q{at}": [f"v{one}" for one in _values(at, way)]},
                    {f"q{before}": f"v{way}", f"q{at}": f"v{way}"},
                ]
            }
            ways.append({"when": when, "go": f"q{_leads(at, way)}"})
        choice = {f"v{value}": f"V{value}" for value in range(VALUES)}
        steps[f"q{at}"] = {"ask": "?", "choice": choice, "next": [*ways, {"go": f"q{at + 1}"}]}
    steps[f"q{QUESTIONS}"] = {"end": "Thank you."}
    data = {
        "flow": {"id": "long", "version": "1.0.0", "title": "Long", "language": "en", "start": "q0"},
        "levels": {"planned": {"label": "Planned"}},
        "steps": steps,
        "recommendations": {"rest": {"title": "Rest", "when": True, "urgency": "planned", "sources": ["law"]}},
        "sources": {"law": {"title": "The law", "checked": "2026-11-24", "confidence": "high"}},
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.yaml"
        path.write_text(json.dumps(data), "utf-8")
        return load(path)


def _by_proofs(flow: Flow) -> int:
    """As proofs ask: whoever the solver finds goes through the engine, and settles whatever else they meet."""
    search, settled = Search(flow, DAY), 0
    for name, step in reversed(list(flow.steps.items())):
        for at in range(len(step.ways)):
            search.somebody(partial(search.everybody.takes, name, at), takes(name, at), "it is taken")
            settled += 1
    return settled


def _by_hand(flow: Flow) -> int:
    """Bit vectors, one solver, and marking: a model settles every way that it takes. In the order of the steps."""
    context = z3.Context()
    solver = z3.SolverFor("QF_FD", ctx=context)
    answers = [z3.BitVec(f"q{at}", 5, context) for at in range(QUESTIONS)]
    solver.add(*(z3.ULT(answer, VALUES) for answer in answers))
    into: list[list[Any]] = [[z3.BoolVal(True, context)], *([] for _ in range(QUESTIONS))]
    passed: list[Any] = []
    goals: list[Any] = []
    for at in range(QUESTIONS):
        here = z3.Bool(f"step {at}", context)
        solver.add(here == z3.Or(*into[at]))
        passed.append(here)
        before = max(0, at - 3)
        earlier: list[Any] = []
        for way in range(WAYS):
            if way < WAYS - 1:
                both = z3.And(passed[before], answers[before] == way, answers[at] == way)
                when = z3.Or(*(answers[at] == value for value in _values(at, way)), both)
            else:
                when = z3.BoolVal(True, context)
            goal = z3.Bool(f"way {at} {way}", context)
            solver.add(goal == z3.And(here, when, *(z3.Not(other) for other in earlier)))
            goals.append(goal)
            into[_leads(at, way) if way < WAYS - 1 else at + 1].append(goal)
            earlier.append(when)
    left, settled = list(range(len(goals))), 0
    while left:
        if solver.check(goals[left[0]]) == z3.sat:
            model = solver.model()
            marked = {one for one in left if z3.is_true(model.eval(goals[one], model_completion=True))}
        else:
            marked = {left[0]}
        settled += len(marked)
        left = [one for one in left if one not in marked]
    return settled
