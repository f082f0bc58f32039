"""Finds a country in what is typed: at every key, among some 260, and rather none than a wrong one.

Searched: ISO codes; the name in the flow's language and in the country's own (CLDR); the columns `name` and `aliases` of
the flow's table. In this order, and the first kind of hit with one country alone is sure: a code · a name that is the same
· names that begin with the words · names of which each word begins a word · a name one slip away (four letters or more).
A name that is the same is not sure where it is also part of another country's name ("Congo") and not the whole usual name
of its own ("Guinea" is).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from intake.flow.countries import COUNTRIES
from intake.flow.model import Flow
from intake.flow.tables import Table
from intake.report.names import country_codes, country_name, local_names
from intake.terminal.matching import NEAREST, fold, one_slip
from intake.terminal.turn import Choice, Found

__all__ = ["Countries", "countries_of"]

_SHOWN = 7


@dataclass(frozen=True, slots=True)
class _Entry:
    choice: Choice
    codes: frozenset[str]
    names: tuple[str, ...]


class Countries:
    """All countries with their names, folded once."""

    def __init__(self, language: str, table: Table | None = None) -> None:
        self._entries = [_entry(code, language, table) for code in COUNTRIES]
        self._entries.sort(key=lambda entry: fold(entry.choice.label))

    def find(self, typed: str, words: Iterable[Choice] = ()) -> Found:
        """The countries that the typed words can mean, the best first; `words` (*I don't know*) are found among them."""
        wanted = fold(typed)
        if not wanted:
            return Found()
        parts = wanted.split()
        others = [_Entry(word, frozenset(), _folded(word.value, word.label, *word.also)) for word in words]
        tiers: list[Callable[[_Entry], bool]] = [
            lambda entry: wanted in entry.codes,
            lambda entry: wanted in entry.names,
            lambda entry: any(name.startswith(wanted) for name in entry.names),
            lambda entry: any(_begin_words(parts, name) for name in entry.names),
        ]
        found: dict[str, Choice] = {}
        best = 0
        for tier in tiers:
            hits = [entry for entry in (*self._entries, *others) if entry.choice.value not in found and tier(entry)]
            hits.sort(key=lambda entry: not entry.names[0].startswith(wanted))
            found |= {entry.choice.value: entry.choice for entry in hits}
            best = best or len(hits)
        if found:
            first = next(iter(found.values()))
            sure = best == 1 and (fold(first.label) == wanted or not self._shared(wanted, first.value))
            return Found(tuple(found.values())[:_SHOWN], sure)
        near = [e.choice for e in self._entries if any(len(n) > 3 and one_slip(wanted, n) for n in e.names)]
        if near and len(wanted) > 3:
            return Found(tuple(near[:NEAREST]), sure=len(near) == 1)
        return Found(problem="No country of that name is known here. Try its code, or its name in another language.")

    def _shared(self, wanted: str, value: str) -> bool:
        """Whether the words are the same as a name of one country and part of the usual name of another."""
        same = next((entry for entry in self._entries if entry.choice.value == value and wanted in entry.names), None)
        if same is None or wanted in same.codes:
            return False
        return any(
            f" {wanted} " in f" {fold(entry.choice.label)} " for entry in self._entries if entry.choice.value != value
        )


@lru_cache(maxsize=8)
def countries_of(flow: Flow, table: str | None) -> Countries:
    """The countries as a flow's questions search them, made once (it takes longer than a key may)."""
    return Countries(flow.language, flow.tables[table] if table else None)


def _entry(code: str, language: str, table: Table | None) -> _Entry:
    name, own = country_name(code, language), local_names(code)
    cells = next(iter(table.rows.get((code,), ())), None) if table is not None else None
    listed = [str(cells.cells.get(column) or "") for column in ("name", "aliases")] if cells is not None else []
    others = [part for text in listed for part in text.split(";")]
    beside = "  ".join([code, *(spelled for spelled in own[:1] if fold(spelled) != fold(name))])
    choice = Choice(code, name, beside=beside)
    return _Entry(choice, frozenset(map(fold, (code, *country_codes(code)))), _folded(name, *own, *others))


def _folded(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folded for name in names if (folded := fold(name))))


def _begin_words(words: list[str], name: str) -> bool:
    left = iter(name.split())
    return all(any(part.startswith(word) for part in left) for word in words)
