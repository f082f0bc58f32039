"""Broken steps: a way's condition broken, two ways swapped, and what a record without an answer is read as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise

from intake.check.mutants.mutant import Mutant, in_place
from intake.check.mutants.of_conditions import broken_conditions
from intake.flow.conditions import Condition
from intake.flow.findings import Path_
from intake.flow.model import Flow, Question, Step, Way

__all__ = ["step_mutants"]


def step_mutants(flow: Flow, step: Step) -> Iterator[Mutant]:
    """All mutants of one step. The last way is not swapped: without a condition, it would hide what comes after it."""
    path: Path_ = ("steps", step.id, "next")
    for at, way in enumerate(step.ways):
        if way.when is not None:
            put = partial(_with_way, flow, step, at)
            yield from in_place((*path, at, "when"), broken_conditions(flow, way.when), put)
    for at, (first, second) in enumerate(pairwise(step.ways)):
        if second.when is not None:
            swapped = (*step.ways[:at], second, first, *step.ways[at + 2 :])
            change = f"the way to '{second.go}' before the way to '{first.go}'"
            yield Mutant((*path, at), change, partial(_with_ways, flow, step, swapped))
    if isinstance(step, Question) and step.missing is not None:
        yield from _of_missing(flow, step)


def _of_missing(flow: Flow, question: Question) -> Iterator[Mutant]:
    """A record without an answer is asked for one; or it is read as having the first of the others."""
    path: Path_ = ("steps", question.id, "missing")
    told = question.missing if isinstance(question.missing, tuple) else (question.missing,)
    yield Mutant(path, "without its `missing`", partial(_with_step, flow, replace(question, missing=None)))
    offered = (*question.options, *question.words)
    other = next((value for value in offered if value not in told and value not in question.exclusive), None)
    if other is not None:
        became = replace(question, missing=(other,) if question.several else other)
        yield Mutant(path, f"`missing: {other}`", partial(_with_step, flow, became))


def _with_way(flow: Flow, step: Step, at: int, when: Condition) -> Flow:
    return _with_ways(flow, step, (*step.ways[:at], replace(step.ways[at], when=when), *step.ways[at + 1 :]))


def _with_ways(flow: Flow, step: Step, ways: tuple[Way, ...]) -> Flow:
    return _with_step(flow, replace(step, ways=ways))


def _with_step(flow: Flow, step: Step) -> Flow:
    steps = {**flow.steps, step.id: step}
    return replace(flow, steps=steps, questions=tuple(one for one in steps.values() if isinstance(one, Question)))
