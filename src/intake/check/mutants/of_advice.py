"""Broken advice: a recommendation's condition, urgency, ceiling, deadline and lines, one slip at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from intake.check.mutants.broken import Broken
from intake.check.mutants.mutant import Mutant
from intake.check.mutants.of_conditions import broken_conditions
from intake.check.mutants.of_ladders import broken_ladders
from intake.flow.findings import Path_
from intake.flow.model import DeadlineRule, Flow, KeyDate, Recommendation, Urgency
from intake.flow.text import Line
from intake.flow.values import Answer

__all__ = ["advice_mutants", "said_mutants"]

_LINES = ("first", "how", "say", "never", "documents", "ask", "dates")


def advice_mutants(flow: Flow, advice: Recommendation) -> Iterator[Mutant]:
    """Those of its condition, urgency and deadline; a ladder that it shares with others is not among them."""
    return _mutants(flow, advice, _broken(flow, advice))


def said_mutants(flow: Flow, advice: Recommendation) -> Iterator[Mutant]:
    """Those of its lines and dates."""
    return _mutants(flow, advice, _broken_lines(flow, advice))


def _mutants(
    flow: Flow, advice: Recommendation, all_broken: Iterable[tuple[Path_, Broken[Recommendation]]]
) -> Iterator[Mutant]:
    for path, broken in all_broken:
        yield Mutant(("recommendations", advice.id, *path), broken.change, partial(_with, flow, broken.became))


def _broken(flow: Flow, advice: Recommendation) -> Iterator[tuple[Path_, Broken[Recommendation]]]:
    urgency = advice.urgency
    for when in broken_conditions(flow, advice.when):
        yield ("when",), Broken(replace(advice, when=when.became), when.change)
    if all(urgency.ladder is not shared for shared in flow.ladders.values()):
        for key, ladder in broken_ladders(flow, urgency.ladder):
            became = replace(urgency, ladder=ladder.became)
            yield ("urgency", key), Broken(replace(advice, urgency=became), ladder.change)
    if urgency.at_most is not None:
        yield ("urgency", "at_most"), Broken(replace(advice, urgency=Urgency(urgency.ladder)), "without its ceiling")
    if advice.deadline is not None:
        for deadline in _broken_deadline(flow, advice.deadline):
            yield ("deadline",), Broken(replace(advice, deadline=deadline.became), deadline.change)


def _broken_lines(flow: Flow, advice: Recommendation) -> Iterator[tuple[Path_, Broken[Recommendation]]]:
    for key in _LINES:
        lines: tuple[Line | KeyDate, ...] = getattr(advice, key)
        for at, line in enumerate(lines):
            for one in broken_conditions(flow, line.when):
                changed: dict[str, Any] = {key: (*lines[:at], replace(line, when=one.became), *lines[at + 1 :])}
                yield (key, at, "when"), Broken(replace(advice, **changed), one.change)


def _broken_deadline(flow: Flow, deadline: DeadlineRule) -> Iterator[Broken[DeadlineRule]]:
    """It counts from another date; it has the next limit instead of its own."""
    for question in flow.questions:
        if question.kind == "date" and deadline.start != Answer(question.id):
            yield Broken(replace(deadline, start=Answer(question.id)), f"it counts from '{question.id}'")
    if deadline.limit is not None:
        names = list(flow.limits)
        other = names[(names.index(deadline.limit) + 1) % len(names)]
        if other != deadline.limit:
            yield Broken(replace(deadline, limit=other), f"the limit '{other}' instead of '{deadline.limit}'")


def _with(flow: Flow, advice: Recommendation) -> Flow:
    return replace(flow, recommendations={**flow.recommendations, advice.id: advice})
