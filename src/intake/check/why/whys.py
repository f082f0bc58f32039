"""All that would change the advice for one person: what is not advised, what is only possible, and the urgency."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from intake.check.progress import Show
from intake.check.why.deciding import Decided, deciding, urgency_settled
from intake.check.why.nearest import Change, Nearest, nearest
from intake.check.why.person import OnePerson
from intake.check.why.settling import Settling
from intake.engine.triage import Triage
from intake.flow.answers import Answer
from intake.flow.model import Flow

__all__ = ["SECONDS", "Whys", "whys"]

T = TypeVar("T")

SECONDS = 10.0
"""How long each question to the solver may take."""


@dataclass(frozen=True, slots=True)
class Whys:
    """What the answers come to, and what would change it.

    `settling`: the fewest questions that settle the urgency, `None` where it is settled. `settled_if`: the fewest answers to
    open questions with which it is.
    """

    triage: Triage
    not_advised: tuple[Nearest, ...]
    possible: tuple[Decided, ...]
    settling: Settling | None
    settled_if: tuple[Change, ...]

    @property
    def undecided(self) -> bool:
        """Whether the solver came to no end somewhere."""
        found = [one.settling for one in self.possible] + ([self.settling] if self.settling else [])
        return any(one.outcome == "not_decided" for one in self.not_advised) or not all(one.decided for one in found)


def whys(flow: Flow, day: date, answers: Mapping[str, Answer], show: Show, seconds: float = SECONDS) -> Whys:
    """What would change the advice for a person with these answers, those read in for a record included."""
    one = OnePerson(flow, day, answers)
    triage = one.rules.triage(answers)
    settled = triage.urgency == triage.urgency_at_most
    count = len(triage.excluded) + len(triage.possible) + (not settled)
    show(0, count)
    done = partial(_counted, iter(range(1, count + 1)), count, show)
    not_advised = tuple(done(nearest(one, name, seconds)) for name in triage.excluded)
    possible = tuple(done(deciding(one, advice.recommendation, seconds)) for advice in triage.possible)
    if settled:
        return Whys(triage, not_advised, possible, None, ())
    settling, settled_if = done(urgency_settled(one, seconds))
    return Whys(triage, not_advised, possible, settling, settled_if)


def _counted(numbers: Iterator[int], count: int, show: Show, found: T) -> T:
    """What was found, after it was shown that so much is done."""
    show(next(numbers), count)
    return found
