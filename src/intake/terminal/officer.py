"""Words to say or to show to an officer: one sentence at a time, alone, in the languages of the place."""

from __future__ import annotations

from intake.engine.session import Session
from intake.report.cards import Sentence, sentences, spoken
from intake.report.names import language_name
from intake.report.rows import row
from intake.terminal.cards import sentence_rows
from intake.terminal.console import Console
from intake.terminal.turn import Choice, Reply, Turn, Word

__all__ = ["show_words"]

_NEXT, _LIST, _DONE = "next", "list", "done"


def show_words(console: Console, session: Session, rest: str) -> Reply | None:
    """Lists the sentences, then shows one alone; `rest` may name a language (`/words ar`). Returns a word to do next."""
    languages = [rest.casefold()] if rest else spoken(session)
    cards = sentences(session, languages)
    if not cards:
        console.show([row("These questions come without words to show.")])
        return None
    note = _note(session, languages, cards)
    if console.plain:
        console.show([row(note)] if note else [])
        for card in cards:
            console.show([row(" · ".join(_said(sentence, session.flow.language) for sentence in card))])
        return None
    at: int | None = None
    while True:
        reply = _listed(console, cards, note, at) if at is None else _alone(console, cards, at, session.flow.language)
        if isinstance(reply, Word):
            if reply.name == "back" and at is not None:
                at = None
                continue
            return None if reply.name == "back" else reply
        value = reply.value
        if value == _DONE:
            return None
        if value == _LIST:
            at = None
        elif value == _NEXT:
            at = ((at or 0) + 1) % len(cards)
        else:
            at = int(str(value))


def _listed(console: Console, cards: list[list[Sentence]], note: str, at: int | None) -> Reply:
    choices = [Choice(str(number), card[0].text) for number, card in enumerate(cards)]
    return console.ask(
        Turn(
            "one",
            row("Which words do you want to say or to show?", "strong"),
            help=row(note, "dim") if note else (),
            choices=(*choices, Choice(_DONE, "Back to the questions")),
            enter="enter shows it",
        )
    )


def _alone(console: Console, cards: list[list[Sentence]], at: int, shown_in: str) -> Reply:
    rows = sentence_rows(cards[at], shown_in, console.width)
    choices = (Choice(_NEXT, "Next words"), Choice(_LIST, "All words"), Choice(_DONE, "Back to the questions"))
    return console.ask(Turn("one", (), choices=choices, notes=tuple(rows), chosen=(_NEXT,), by_itself=True))


def _note(session: Session, languages: list[str], cards: list[list[Sentence]]) -> str:
    """What to know about languages: which there are, if none of the place's is."""
    if any(len(card) > 1 for card in cards):
        return ""
    known = dict.fromkeys(language for card in session.flow.cards.values() for language in card.languages)
    if not known:
        return ""
    shown_in = session.flow.language
    names = ", ".join(f"{language_name(language, shown_in)} (/words {language})" for language in known)
    if languages:
        wanted = ", ".join(language_name(language, shown_in) for language in languages)
        return f"They are not here in {wanted} yet. There is: {names}"
    return f"Other languages: {names}"


def _said(sentence: Sentence, shown_in: str) -> str:
    checked = "" if sentence.checked else " (not yet checked)"
    return f"{language_name(sentence.language, shown_in)}: {sentence.text}{checked}"
