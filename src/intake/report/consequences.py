"""What a change of one answer would do, said before it counts."""

from __future__ import annotations

from collections.abc import Iterable

from intake.engine.session import Consequences, Session
from intake.report.summary import shown_level
from intake.report.words import Words

__all__ = ["consequence_lines"]


def consequence_lines(session: Session, found: Consequences) -> list[str]:
    """One line for each thing that would close, open, fall away or come; none if nothing of that would happen."""
    words = Words(session.flow, session.answers)
    lines = []
    if found.closes:
        lines.append(f"{_questions(found.closes, 'closes', 'close')}: {_names(words, found.closes)}. Kept aside.")
    if found.reopens:
        lines.append(f"{_questions(found.reopens, 'counts', 'count')} again: {_names(words, found.reopens)}.")
    if found.asks:
        lines.append(f"{_questions(found.asks, 'is', 'are')} new: {_names(words, found.asks)}.")
    if found.falls_away:
        verb = "falls" if len(found.falls_away) == 1 else "fall"
        lines.append(f"{_titles(words, found.falls_away)} {verb} away.")
    if found.advised:
        lines.append(f"New advice: {_titles(words, found.advised)}.")
    if found.urgency_before != found.urgency_after:
        before = f" Before: {shown_level(words, found.urgency_before).label}." if found.urgency_before else ""
        after = shown_level(words, found.urgency_after).label if found.urgency_after else "nothing is certain"
        lines.append(f"Urgency so far: {after}.{before}")
    return lines


def _questions(ids: tuple[str, ...], one: str, several: str) -> str:
    return f"1 question {one}" if len(ids) == 1 else f"{len(ids)} questions {several}"


def _names(words: Words, ids: Iterable[str]) -> str:
    return ", ".join(words.name(name) for name in ids)


def _titles(words: Words, ids: Iterable[str]) -> str:
    return ", ".join(f"“{words.text(words.flow.recommendations[name].title)}”" for name in ids)
