"""Cards: what to do at once, as soon as it is certain; and words to say or to show to an officer. Rows only."""

from __future__ import annotations

from collections.abc import Sequence

from intake.engine.session import Session
from intake.engine.triage import Advice
from intake.report.cards import Sentence, first_lines
from intake.report.names import language_name
from intake.report.rows import Row, cells, row, words_of, wrap
from intake.report.summary import reasons, shown_level
from intake.report.words import Words

__all__ = ["alarm_line", "alarm_rows", "plain_alarm", "sentence_rows"]

_WIDEST = 76
_FRAMED = 32


def _because(session: Session, advice: Advice) -> str:
    return " · ".join(reasons(Words(session.flow, session.answers), advice, short=True))


def alarm_rows(session: Session, new: Sequence[Advice], width: int) -> list[Row]:
    """The emergency card for what has become certain: the first of it in its own words, then the titles of the others."""
    words = Words(session.flow, session.answers)
    title = str(shown_level(words, session.flow.emergency.id))
    framed = width >= _FRAMED
    inner = min(width, _WIDEST) - 4 if framed else width
    body: list[Row] = []
    for number, line in enumerate(first_lines(session, new[0]), 1):
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
    lines += [f"{number}. {line}" for number, line in enumerate(first_lines(session, new[0]), 1)]
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


def sentence_rows(card: Sequence[Sentence], shown_in: str, width: int) -> list[Row]:
    """One card, alone: in each language with room around it, so that it can be shown to somebody."""
    rows: list[Row] = []
    for sentence in card:
        rows += [(), *wrap((("strong", f"    {sentence.text}"),), max(12, min(width, 60)), 4), ()]
        note = "" if sentence.checked else ", not yet checked by a native reader"
        rows.append(row(f"    {language_name(sentence.language, shown_in)}{note}", "dim"))
    return rows
