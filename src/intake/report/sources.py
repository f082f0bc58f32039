"""Where statements come from: each source once, with a number, its date and how far it can be relied on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from intake.flow.model import Flow, Source
from intake.report.names import date_text
from intake.report.rows import clean

__all__ = ["Cited", "Sources"]


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as it is listed. `doubt` is empty if it can be relied on, else what to ask."""

    number: int
    title: str
    article: str
    url: str
    checked: str
    doubt: str


class Sources:
    """Numbers sources in the order in which they are first cited."""

    def __init__(self, flow: Flow, today: date) -> None:
        self._flow, self._today = flow, today
        self._numbers: dict[str, int] = {}

    def cite(self, ids: Iterable[str]) -> tuple[int, ...]:
        """The numbers of these sources."""
        return tuple(self._numbers.setdefault(name, len(self._numbers) + 1) for name in ids)

    def doubtful(self, ids: Iterable[str]) -> bool:
        """Whether nothing among them can be relied on: then the statement is a question for a lawyer."""
        found = [self._flow.sources[name] for name in ids]
        return bool(found) and all(source.confidence == "low" or self._stale(source) for source in found)

    def listed(self) -> tuple[Cited, ...]:
        """All that were cited so far."""
        return tuple(self._cited(self._flow.sources[name], number) for name, number in self._numbers.items())

    def _stale(self, source: Source) -> bool:
        return source.expires is not None and source.expires < self._today

    def _cited(self, source: Source, number: int) -> Cited:
        language = self._flow.language
        checked = f"checked {date_text(source.checked, language)}" if source.checked else "date of check not known"
        doubt = ""
        if self._stale(source) and source.expires is not None:
            doubt = (
                f"to be checked again since {date_text(source.expires, language)}: ask a lawyer whether it still holds"
            )
        elif source.confidence == "low":
            doubt = "not sure: ask a lawyer whether it holds"
        elif source.confidence == "medium":
            doubt = "fairly sure"
        return Cited(number, clean(source.title), clean(source.article), clean(source.url), checked, doubt)
