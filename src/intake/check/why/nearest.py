"""The nearest other answers with which a recommendation would be advised: as few of the given ones changed as can be."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import Literal

from intake.check.solver import NotDecided, Person
from intake.check.why.person import OnePerson
from intake.flow.answers import Answer

__all__ = ["Change", "Nearest", "nearest"]


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that would be another one; `before` is `None` where nothing was answered."""

    question: str
    before: Answer | None
    after: Answer


@dataclass(frozen=True, slots=True)
class Nearest:
    """What would advise a recommendation.

    `outcome`: found; *nobody*, whatever they answer (proved); *never* on this date, because it is not valid; or not decided,
    with the reason. `changes`: given answers that would be others; `answers_too`: open questions that would have to be
    answered so as well.
    """

    recommendation: str
    outcome: Literal["found", "nobody", "not_valid", "not_decided"]
    changes: tuple[Change, ...] = ()
    answers_too: tuple[Change, ...] = ()
    reason: str = ""


def nearest(one: OnePerson, recommendation: str, seconds: float) -> Nearest:
    """What would advise it to this person; what is found was replayed in the engine."""
    if not one.flow.recommendations[recommendation].valid_on(one.rules.today):
        return Nearest(recommendation, "not_valid")
    found = _fewest_changes(one, recommendation, monotonic() + seconds)
    if found is None:
        return Nearest(recommendation, "nobody")
    if isinstance(found, NotDecided):
        return Nearest(recommendation, "not_decided", reason=found.reason)
    return _replayed(one, recommendation, one.in_their_words(found))


def _fewest_changes(one: OnePerson, recommendation: str, until: float) -> Person | NotDecided | None:
    """Somebody who is advised and differs from this person in as few answers as anybody does; of those, the smallest."""
    formulas, ended = one.everybody.formulas, one.everybody.ended
    advised = ended.certain(recommendation)
    anybody = ended.find(advised, smallest=False, seconds=until - monotonic())
    if anybody is None or isinstance(anybody, NotDecided):
        return anybody
    changed = [formulas.negated(says) for says in one.says.values()]
    for count in range(1, len(changed) + 1):
        few = formulas.at_most_of(changed, count)
        found = ended.find(advised, few, smallest=False, seconds=until - monotonic())
        if isinstance(found, NotDecided):
            return found
        if found is not None:
            smallest = ended.find(advised, few, seconds=until - monotonic())
            return found if smallest is None or isinstance(smallest, NotDecided) else smallest
    return anybody


def _replayed(one: OnePerson, recommendation: str, theirs: dict[str, Answer]) -> Nearest:
    """Only the answers that it takes: the changed ones alone, or else with those that carry the advice."""
    changed = {name: answer for name, answer in theirs.items() if name in one.answers and answer != one.answers[name]}
    for needed in _needed(one, recommendation, theirs, changed):
        if one.rules.triage(needed, because=False).state(recommendation) == "certain":
            others = {name: answer for name, answer in needed.items() if name not in one.answers}
            return Nearest(recommendation, "found", _changes(one, changed), _changes(one, others))
    return Nearest(recommendation, "not_decided", reason="the engine does not confirm what the solver found")


def _needed(
    one: OnePerson, recommendation: str, theirs: dict[str, Answer], changed: dict[str, Answer]
) -> list[dict[str, Answer]]:
    alone = {**one.answers, **changed}
    advised = [advice for advice in one.rules.triage(theirs).certain if advice.recommendation == recommendation]
    carried = {**alone, **dict(advised[0].because)} if advised else alone
    return [alone, carried, theirs]


def _changes(one: OnePerson, answers: dict[str, Answer]) -> tuple[Change, ...]:
    return tuple(
        Change(question.id, one.answers.get(question.id), answers[question.id])
        for question in one.flow.questions
        if question.id in answers
    )
