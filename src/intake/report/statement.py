"""A statement with where it says so, as it is shown: what leaves doubt is a question for a lawyer, never a rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from intake.engine.triage import KeyDay
from intake.report.names import date_text
from intake.report.sources import Sources
from intake.report.words import Words

__all__ = ["Statement", "counted_from", "key_dates"]

_DOUBT = "Ask a lawyer whether this holds: "


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of advice. `ask`: its sources leave doubt, so it is a question for a lawyer, never a rule."""

    text: str
    sources: tuple[int, ...]
    ask: bool

    @property
    def said(self) -> str:
        """The words with their doubt."""
        return f"{_DOUBT}{self.text}" if self.ask else self.text


def key_dates(days: Iterable[KeyDay], words: Words, sources: Sources) -> tuple[Statement, ...]:
    """The key dates of an advice: each with its day where that can be worked out, and with what it is counted from."""
    return tuple(_key_date(day, words, sources) for day in days)


def _key_date(day: KeyDay, words: Words, sources: Sources) -> Statement:
    limit = words.flow.limits[day.rule.limit]
    text = words.text(day.rule.text or limit.text)
    if day.date is not None and day.start is not None:
        planned = date_text(day.date, words.language, weekday=True)
        text = f"{text.rstrip('.')}. {counted_from(day.start, words)}; earliest day to plan with: {planned}."
    elif day.rule.start is not None and limit.confidence == "high":
        text = f"{text.rstrip('.')}. The day from which it counts is not known."
    return Statement(text, sources.cite(limit.sources), limit.confidence != "high")


def counted_from(start: date, words: Words) -> str:
    """What a date was worked out from."""
    return f"Counted from {date_text(start, words.language)}"
