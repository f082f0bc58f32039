"""Cards: what to do at once, as soon as it is certain; and words to say or to show to an officer. Rows only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from intake.engine.kleene import TRUE
from intake.engine.session import Session
from intake.engine.triage import Advice, Triage
from intake.flow.model import Card
from intake.report.advice import lines_that_hold
from intake.report.names import language_name, languages_of
from intake.report.rows import Row, cells, clean, row, words_of, wrap
from intake.report.summary import reasons, shown_level
from intake.report.words import Words

__all__ = ["Sentence", "alarm_line", "alarm_rows", "emergencies", "plain_alarm", "sentence_rows", "sentences", "spoken"]

WHERE = "current_country"
"""The question that says in which country the person is, by a name that flows share."""

_WIDEST = 76
_FRAMED = 32
_MOST_LINES = 3


def emergencies(session: Session, triage: Triage) -> list[Advice]:
    """What is certain at the highest level, in the order in which it is advised."""
    top = session.flow.emergency.id
    return [advice for advice in triage.certain if advice.urgency == top]


def _first_lines(session: Session, advice: Advice) -> list[str]:
    words = Words(session.flow, session.answers)
    found = session.flow.recommendations[advice.recommendation]
    held = lines_that_hold(session.rules, session.answers, found.first)
    return [words.text(line.text) for line in held[:_MOST_LINES]] or [words.text(found.title)]


def _because(session: Session, advice: Advice) -> str:
    return " · ".join(reasons(Words(session.flow, session.answers), advice, short=True))


def alarm_rows(session: Session, new: Sequence[Advice], width: int) -> list[Row]:
    """The emergency card for what has become certain: the first of it in its own words, then the titles of the others."""
    words = Words(session.flow, session.answers)
    title = str(shown_level(words, session.flow.emergency.id))
    framed = width >= _FRAMED
    inner = min(width, _WIDEST) - 4 if framed else width
    body: list[Row] = []
    for number, line in enumerate(_first_lines(session, new[0]), 1):
        body += wrap((("strong", f"{number}  {line}"),), inner, 3)
    for advice in new[1:]:
        body += wrap(row(f"also: {words.text(session.flow.recommendations[advice.recommendation].title)}"), inner, 6)
    if because := _because(session, new[0]):
        body += wrap(row(f"because: {because}", "dim"), inner, 9)
    return _boxed(title, body, inner) if framed else [row(title.upper(), "now"), *body]


def plain_alarm(session: Session, new: Sequence[Advice]) -> list[Row]:
    """The emergency card one fact a line."""
    words = Words(session.flow, session.answers)
    lines = ["", f"{shown_level(words, session.flow.emergency.id).label}!"]
    lines += [f"{number}. {line}" for number, line in enumerate(_first_lines(session, new[0]), 1)]
    lines += [f"Also: {words.text(session.flow.recommendations[advice.recommendation].title)}" for advice in new[1:]]
    if because := _because(session, new[0]):
        lines.append(f"Because: {because}")
    lines.append("You may stop here: /summary shows what to do, /leave ends. Or go on with the next question.")
    return [row(line) for line in lines]


def alarm_line(session: Session, advice: Advice, *, plain: bool) -> Row:
    """What stays of the card: one line; in plain words without the sign."""
    words = Words(session.flow, session.answers)
    level = shown_level(words, advice.urgency)
    title = words.text(session.flow.recommendations[advice.recommendation].title)
    return row(f"{level.label if plain else level}: {title} · /summary", "now")


def _boxed(title: str, body: Sequence[Row], inner: int) -> list[Row]:
    head = f" {title.upper()} "
    rows: list[Row] = [(("now", f"┌{head}{'─' * max(0, inner + 2 - cells(head))}┐"),)]
    for line in body:
        blank = " " * max(0, inner - cells(words_of(line)))
        rows.append((("now", "│ "), *line, ("", blank), ("now", " │")))
    return [*rows, (("now", f"└{'─' * (inner + 2)}┘"),)]


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


def sentence_rows(card: Sequence[Sentence], shown_in: str, width: int) -> list[Row]:
    """One card, alone: in each language with room around it, so that it can be shown to somebody."""
    rows: list[Row] = []
    for sentence in card:
        rows += [(), *wrap((("strong", f"    {sentence.text}"),), max(12, min(width, 60)), 4), ()]
        note = "" if sentence.checked else ", not yet checked by a native reader"
        rows.append(row(f"    {language_name(sentence.language, shown_in)}{note}", "dim"))
    return rows
