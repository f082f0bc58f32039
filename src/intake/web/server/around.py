"""What stands around a step on a page: what was asked and said before, and what is certain or possible so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from intake.engine.session import Session
from intake.engine.triage import Triage
from intake.flow.model import Flow
from intake.report.summary import ShownLevel, shown_level
from intake.report.words import Words

__all__ = ["Given", "Listed", "given", "given_before", "listed", "look_of"]

_LOOKS = ("emergency", "urgent", "soon", "planned")


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given: to which question, in full and in short, and the answer in words."""

    question: str
    ask: str
    short: str
    answer: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A recommendation in one line. `look`: the class of its mark."""

    title: str
    level: ShownLevel
    look: str
    certain: bool


def given(session: Session, names: Sequence[str]) -> list[Given]:
    """The answers to those of the questions or steps that have one, in their order."""
    words, answers = Words(session.flow, session.answers), session.answers
    return [
        Given(name, words.text(session.flow.question(name).ask), words.name(name), words.answer(name, answers[name]))
        for name in names
        if name in answers
    ]


def given_before(session: Session, step: str) -> list[Given]:
    """The answers on the way to a step."""
    path = session.path
    return given(session, path[: path.index(step)] if step in path else path)


def listed(session: Session, triage: Triage) -> list[Listed]:
    """All that may be advised, in the order of the triage; nothing before the first answer."""
    if not session.answers:
        return []
    flow, words = session.flow, Words(session.flow, session.answers)
    return [
        Listed(
            words.text(flow.recommendations[advice.recommendation].title),
            shown_level(words, advice.urgency),
            look_of(flow, advice.urgency),
            advice.state == "certain",
        )
        for advice in triage.advice
    ]


def look_of(flow: Flow, level: str) -> str:
    """The class of a level's mark. The style sheet has four: a flow with more levels shares the last among the lowest."""
    at = [one.id for one in flow.levels].index(level)
    return _LOOKS[min(at, len(_LOOKS) - 1)]
