"""What decides what is only possible: the questions after which it is certain or excluded, with an example."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from time import monotonic

from intake.check.solver import Formula, NotDecided
from intake.check.why.nearest import Change
from intake.check.why.person import OnePerson
from intake.check.why.settling import Settling, fewest_that_settle
from intake.flow.answers import Answer
from intake.flow.named import questions_of_recommendation

__all__ = ["Decided", "deciding", "urgency_settled"]


@dataclass(frozen=True, slots=True)
class Decided:
    """A recommendation that is only possible, and the fewest questions that decide it.

    `advised`: the fewest answers to open questions with which it is advised; empty where none were found in time.
    """

    recommendation: str
    settling: Settling
    advised: tuple[Change, ...] = ()


def deciding(one: OnePerson, recommendation: str, seconds: float) -> Decided:
    """What decides it for this person."""
    until = monotonic() + seconds
    formulas, underway = one.everybody.formulas, one.everybody.underway
    bearing = one.bearing_on(one.flow.recommendations[recommendation].when)
    certain, excluded = underway.certain(recommendation), underway.excluded(recommendation)
    open_ = formulas.all_of(formulas.negated(certain), formulas.negated(excluded))
    settling = fewest_that_settle(one, open_, bearing, until)
    return Decided(recommendation, settling, _advised(one, recommendation, certain, bearing, until))


def urgency_settled(one: OnePerson, seconds: float) -> tuple[Settling, tuple[Change, ...]]:
    """The fewest questions after which the urgency is settled whatever is answered, and the fewest answers with which it is."""
    until = monotonic() + seconds
    formulas, underway, flow = one.everybody.formulas, one.everybody.underway, one.flow
    apart = [
        formulas.all_of(underway.urgency_may_reach(level.id), formulas.negated(underway.urgency_at_least(level.id)))
        for level in flow.levels
    ]
    still_open = formulas.any_of(*apart)
    named = (questions_of_recommendation(flow, advice) for advice in flow.recommendations.values())
    bearing = one.bearing_on() | frozenset[str]().union(*named) & frozenset(one.open)
    settling = fewest_that_settle(one, still_open, bearing, until)
    theirs = _answering(one, formulas.negated(still_open), bearing, until)
    triage = one.rules.triage({**one.answers, **theirs}, because=False)
    return settling, _changes(theirs) if triage.urgency == triage.urgency_at_most else ()


def _advised(
    one: OnePerson, recommendation: str, certain: Formula, bearing: Collection[str], until: float
) -> tuple[Change, ...]:
    """The fewest answers with which it is certain, replayed in the engine."""
    theirs = _answering(one, certain, bearing, until)
    triage = one.rules.triage({**one.answers, **theirs}, because=False)
    return _changes(theirs) if triage.state(recommendation) == "certain" else ()


def _answering(one: OnePerson, wanted: Formula, bearing: Collection[str], until: float) -> dict[str, Answer]:
    """The fewest answers to open questions with which it holds, of those the plainest; none if none were found in time."""
    found = one.everybody.underway.find(*one.answering(bearing), wanted, seconds=max(0.1, until - monotonic()))
    if found is None or isinstance(found, NotDecided):
        return {}
    return {name: answer for name, answer in one.in_their_words(found).items() if name in one.open}


def _changes(answers: Mapping[str, Answer]) -> tuple[Change, ...]:
    return tuple(Change(name, None, answer) for name, answer in answers.items())
