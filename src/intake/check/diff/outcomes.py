"""What can come out for somebody, in one flow and in another: advice, its urgency, the urgency of the whole, and grounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from intake.check.solver import Formula, Reading
from intake.engine.triage import Triage
from intake.flow.model import Flow

__all__ = ["Outcome", "formula_of", "outcomes_of", "shown_by"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something that comes out for somebody or does not.

    `advised`: the recommendation `name` is certain. `as_urgent`: to those to whom both flows advise it, it is so at that level
    or a higher one. `urgency`: the triage reaches that level. `ground`: the ground `name` is raised.
    """

    kind: Literal["advised", "urgency", "as_urgent", "ground"]
    name: str
    level: str = ""


def outcomes_of(old: Flow, new: Flow) -> Iterator[Outcome]:
    """All outcomes of two flows. Levels are compared if both have them; every triage reaches the lowest of them."""
    yield from (Outcome("advised", name) for name in dict.fromkeys([*old.recommendations, *new.recommendations]))
    known = {level.id for level in old.levels}
    levels = [level.id for level in new.levels if level.id in known][:-1]
    yield from (Outcome("urgency", "", level) for level in levels)
    yield from (Outcome("ground", name) for name in dict.fromkeys([*old.grounds, *new.grounds]))
    both = [name for name in old.recommendations if name in new.recommendations]
    yield from (Outcome("as_urgent", name, level) for name in both for level in levels)


def formula_of(outcome: Outcome, flow: Flow, reading: Reading) -> Formula:
    """Those for whom it comes out; nobody, where the flow has no such thing."""
    match outcome.kind:
        case "advised":
            return outcome.name in flow.recommendations and reading.certain(outcome.name)
        case "urgency":
            return reading.urgency_at_least(outcome.level)
        case "as_urgent":
            return reading.advice_at_least(outcome.name, outcome.level)
        case "ground":
            return outcome.name in flow.grounds and reading.raised(outcome.name)


def shown_by(outcome: Outcome, flow: Flow, triage: Triage) -> bool:
    """Whether it comes out in this triage."""
    rank = {level.id: level.rank for level in flow.levels}
    match outcome.kind:
        case "advised":
            return any(advice.recommendation == outcome.name for advice in triage.certain)
        case "urgency":
            return triage.urgency is not None and rank[triage.urgency] >= rank[outcome.level]
        case "as_urgent":
            found = [advice for advice in triage.certain if advice.recommendation == outcome.name]
            return bool(found) and rank[found[0].urgency] >= rank[outcome.level]
        case "ground":
            return outcome.name in triage.grounds
