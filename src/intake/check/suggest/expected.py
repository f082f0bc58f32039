"""What a suggested scenario expects: what the flow says today, and of that no more than tells its targets apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from intake.check.said import has_words, lines_with_condition, said_by
from intake.check.tried import Tried
from intake.engine.triage import Advice

__all__ = ["LINES", "Details", "expected"]

LINES = ("first", "how", "say", "never", "documents", "ask", "dates")
"""Under which keys a recommendation has lines and dates."""

_FEWEST_WORDS = 4


@dataclass(slots=True)
class Details:
    """Of what more is expected than the urgency and all that is certain: no more than tells the targets apart."""

    urgency_of: set[str] = field(default_factory=set)
    says: set[str] = field(default_factory=set)
    deadline: set[str] = field(default_factory=set)
    passes: set[str] = field(default_factory=set)
    skips: set[str] = field(default_factory=set)
    grounds: bool = False

    def told_apart(self, ours: Tried, theirs: Tried) -> None:
        """Adds the first thing that tells the two triages of one person apart, if what is always expected does not."""
        before, after = ours.triage, theirs.triage
        certain, others = ({one.recommendation: one for one in triage.certain} for triage in (before, after))
        always = before.urgency != after.urgency or certain.keys() != others.keys() or ours.status != theirs.status
        if always or (before.next_question, before.urgency_at_most) != (after.next_question, after.urgency_at_most):
            return
        urgency = {name for name, one in certain.items() if one.urgency != others[name].urgency}
        deadline = {name for name, one in certain.items() if _day(one) != _day(others[name])}
        if before.grounds != after.grounds:
            self.grounds = True
        elif urgency:
            self.urgency_of |= urgency
        elif deadline:
            self.deadline |= deadline
        elif before.path != after.path:
            self.passes |= set(before.path) - set(after.path)
            self.skips |= set(after.path) - set(before.path)
        else:
            self.says |= {name for name in certain if said_by(ours, name) != said_by(theirs, name)}


def _day(advice: Advice) -> str:
    """The day of the deadline, as a scenario writes it."""
    return str(advice.deadline.date) if advice.deadline and advice.deadline.date else "none"


def expected(one: Tried, details: Details) -> dict[str, object]:
    """The expectation, key by key as a flow writes it."""
    triage = one.triage
    certain = [advice.recommendation for advice in triage.certain]
    plain: dict[str, object] = {"urgency": triage.urgency or "none", "only_certain": certain}
    if triage.next_question is not None:
        plain |= {"urgency_at_most": triage.urgency_at_most or "none", "next_question": triage.next_question}
    else:
        plain["status"] = one.status
    if details.grounds:
        plain["grounds"] = list(triage.grounds)
    for key, steps in (("passes", details.passes), ("skips", details.skips)):
        if steps:
            plain[key] = [name for name in one.rules.flow.steps if name in steps]
    for key, names, found in (
        ("urgency_of", details.urgency_of, {advice.recommendation: advice.urgency for advice in triage.certain}),
        ("deadline", details.deadline, {advice.recommendation: _day(advice) for advice in triage.certain}),
        ("says", details.says, {name: _words(one, name) for name in certain}),
    ):
        if names:
            plain[key] = {name: found[name] for name in certain if name in names}
    return plain


def _words(one: Tried, name: str) -> list[str]:
    """For each line that is shown some words that no other line with a condition has: as few as will do."""
    every = lines_with_condition(one, name)
    return [_shortest(line, [other for other in every if other != line]) for line in said_by(one, name)]


def _shortest(line: str, others: Iterable[str]) -> str:
    words = line.split(" ")
    known = list(others)
    for count in range(min(_FEWEST_WORDS, len(words)), len(words)):
        begun = " ".join(words[:count])
        if not any(has_words(other, begun) for other in known):
            return begun
    return line
