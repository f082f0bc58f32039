"""What cannot wait, and words to say or to show to an officer: as plain data, for whatever place shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from intake.engine.kleene import TRUE
from intake.engine.session import Session
from intake.engine.triage import Advice, Triage
from intake.flow.model import Card
from intake.report.advice import lines_that_hold
from intake.report.names import languages_of
from intake.report.rows import clean
from intake.report.summary import ShownLevel, reasons, shown_level
from intake.report.words import Words

__all__ = ["Alarm", "Sentence", "alarm", "emergencies", "first_lines", "sentences", "spoken"]

WHERE = "current_country"
"""The question that says in which country the person is, by a name that flows share."""

_MOST_LINES = 3


def emergencies(session: Session, triage: Triage) -> list[Advice]:
    """What is certain at the highest level, in the order in which it is advised."""
    top = session.flow.emergency.id
    return [advice for advice in triage.certain if advice.urgency == top]


def first_lines(session: Session, advice: Advice) -> list[str]:
    """The first things to do, at most three: they come before any reading. Without any, what is advised."""
    words = Words(session.flow, session.answers)
    found = session.flow.recommendations[advice.recommendation]
    held = lines_that_hold(session.rules, session.answers, found.first)
    return [words.text(line.text) for line in held[:_MOST_LINES]] or [words.text(found.title)]


@dataclass(frozen=True, slots=True)
class Alarm:
    """What is certain and cannot wait: the first of it with what to do and why, and the titles of the others."""

    level: ShownLevel
    title: str
    lines: tuple[str, ...]
    also: tuple[str, ...]
    because: tuple[str, ...]


def alarm(session: Session, triage: Triage) -> Alarm | None:
    """The emergency of a session, if there is one; `triage` is its own, with its reasons."""
    urgent = emergencies(session, triage)
    if not urgent:
        return None
    words = Words(session.flow, session.answers)
    first, *others = (words.text(session.flow.recommendations[advice.recommendation].title) for advice in urgent)
    return Alarm(
        level=shown_level(words, urgent[0].urgency),
        title=first,
        lines=tuple(first_lines(session, urgent[0])),
        also=tuple(others),
        because=reasons(words, urgent[0], short=True),
    )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to say or to show, in one language. `checked`: a native reader has seen it."""

    text: str
    language: str
    checked: bool


def spoken(session: Session) -> list[str]:
    """The languages for cards: those of the country where the person is."""
    where = session.answers.get(WHERE)
    asked = session.flow.steps.get(WHERE)
    if not isinstance(where, str) or asked is None or where in getattr(asked, "words", {}):
        return []
    return [language for language in languages_of(where) if language != session.flow.language]


def sentences(session: Session, languages: Sequence[str]) -> list[list[Sentence]]:
    """The cards that hold for this person: each in their own language, then in those languages that it has."""
    answers = session.answers
    words = Words(session.flow, answers)
    found = []
    for card in session.flow.cards.values():
        if session.rules.holds(card.when, answers) == TRUE:
            own = Sentence(words.text(card.text), session.flow.language, True)
            found.append([own, *_in(card, languages)])
    return found


def _in(card: Card, languages: Sequence[str]) -> list[Sentence]:
    return [
        Sentence(clean(card.languages[language]), language, card.checked)
        for language in languages
        if language in card.languages
    ]
