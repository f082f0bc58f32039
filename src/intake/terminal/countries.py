"""Countries as the choices of a question: found at every key, among some 260, and rather none than a wrong one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from intake.flow.model import Flow
from intake.flow.tables import Table
from intake.report.countries import CountryNames, Named
from intake.report.folding import fold
from intake.report.names import local_names
from intake.terminal.turn import Choice, Found

__all__ = ["Countries", "countries_of"]

_SHOWN = 7


class Countries:
    """All countries as choices, made once."""

    def __init__(self, language: str, table: Table | None = None) -> None:
        self._names = CountryNames(language, table)
        self._choices = {entry.value: _choice(entry) for entry in self._names.entries}

    def find(self, typed: str, words: Iterable[Choice] = ()) -> Found:
        """The countries that the typed words can mean, the best first; `words` (*I don't know*) are found among them."""
        others = {word.value: word for word in words}
        hits = self._names.find(
            typed, [Named.of(word.value, word.label, word.value, *word.also) for word in others.values()]
        )
        if not hits.values:
            problem = "No country of that name is known here. Try its code, or its name in another language."
            return Found(problem=problem if fold(typed) else "")
        return Found(tuple(self._choices.get(value) or others[value] for value in hits.values[:_SHOWN]), sure=hits.sure)


@lru_cache(maxsize=8)
def countries_of(flow: Flow, table: str | None) -> Countries:
    """The countries as a flow's questions search them, made once (it takes longer than a key may)."""
    return Countries(flow.language, flow.tables[table] if table else None)


def _choice(country: Named) -> Choice:
    own = local_names(country.value)[:1]
    beside = "  ".join([country.value, *(spelled for spelled in own if fold(spelled) != country.names[0])])
    return Choice(country.value, country.label, beside=beside)
