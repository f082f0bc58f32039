"""Finds a country by what somebody calls it: one search for the interview, at every key, and for the commands, once.

Searched: ISO codes; the name in the flow's language and in the country's own (CLDR); the columns `name` and `aliases` of
the flow's table. In this order: a code · a name that is the same · names that begin with the words · names of which each
word begins a word · a name one slip away (four letters or more). The first kind of hit with one country alone is sure.
A name that is the same is not sure where it is also part of another country's name ("Congo") and not the whole usual name
of its own ("Guinea" is).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from intake.flow.countries import COUNTRIES
from intake.flow.model import Flow
from intake.flow.tables import Table
from intake.report.folding import begin_words, fold, one_slip
from intake.report.names import codes_by_name, country_codes, country_name, local_names

__all__ = ["CountryNames", "Hits", "Named", "country_names"]

_NEAREST = 3


class Named(NamedTuple):
    """Something with names: a country, or a word that may be answered instead. `names` are folded, the usual one first."""

    value: str
    label: str
    codes: frozenset[str]
    names: tuple[str, ...]

    @classmethod
    def of(cls, value: str, label: str, *others: str, codes: Iterable[str] = ()) -> Named:
        """With its names folded."""
        names = dict.fromkeys(folded for name in (label, *others) if (folded := fold(name)))
        return cls(value, label, frozenset(map(fold, codes)), tuple(names))


class Hits(NamedTuple):
    """What words can mean, the best first. `sure`: the first alone. `same`: it is a code or a name, not only near one."""

    values: tuple[str, ...] = ()
    sure: bool = False
    same: bool = False


class CountryNames:
    """All countries with their names, folded once."""

    def __init__(self, language: str, table: Table | None = None) -> None:
        self.entries = sorted(
            (_entry(code, language, table) for code in COUNTRIES), key=lambda entry: fold(entry.label)
        )

    def find(self, typed: str, others: Iterable[Named] = ()) -> Hits:
        """What the typed words can mean among the countries and the others (*I don't know*)."""
        wanted = fold(typed)
        if not wanted:
            return Hits()
        parts = wanted.split()
        tiers: list[Callable[[Named], bool]] = [
            lambda entry: wanted in entry.codes,
            lambda entry: wanted in entry.names,
            lambda entry: any(name.startswith(wanted) for name in entry.names),
            lambda entry: any(begin_words(parts, name) for name in entry.names),
        ]
        known = (*self.entries, *others)
        found: dict[str, Named] = {}
        first_tier, best = 0, 0
        for at, tier in enumerate(tiers):
            hits = [entry for entry in known if entry.value not in found and tier(entry)]
            hits.sort(key=lambda entry: not entry.names[0].startswith(wanted))
            found |= {entry.value: entry for entry in hits}
            if hits and not best:
                first_tier, best = at, len(hits)
        if found:
            first = next(iter(found.values()))
            sure = best == 1 and (first.names[0] == wanted or not self._shared(wanted, first))
            return Hits(tuple(found), sure, same=first_tier < 2)
        near = [e.value for e in self.entries if any(len(name) > 3 and one_slip(wanted, name) for name in e.names)]
        if len(wanted) > 3:
            return Hits(tuple(near[:_NEAREST]), sure=len(near) == 1)
        return Hits()

    def called(self, typed: str) -> Hits:
        """As `find`, for whoever cannot be asked again: sure is only what is a code or a name, in any language."""
        bare = fold(typed).removeprefix("the ")
        hits = self.find(bare)
        if hits.same:
            return hits
        meant = codes_by_name().get(bare, ())
        if meant:
            (first, *_), others = meant, [code for code in hits.values if code not in meant]
            alone = len(meant) == 1 and not self._shared(bare, self._of(first))
            return Hits((*meant, *([] if alone else others)), alone, same=True)
        return Hits(hits.values or self._close(bare))

    def _of(self, code: str) -> Named:
        return next(entry for entry in self.entries if entry.value == code)

    def _close(self, wanted: str) -> tuple[str, ...]:
        """The countries that may be meant by words that are no name: they hold one, or are like one."""
        held = [e.value for e in self.entries if any(len(n) > 3 and f" {n} " in f" {wanted} " for n in e.names)]
        if held:
            return tuple(held[:_NEAREST])
        named = {name: entry.value for entry in self.entries for name in entry.names}
        return tuple(dict.fromkeys(named[name] for name in get_close_matches(wanted, named, _NEAREST, 0.75)))

    def _shared(self, wanted: str, first: Named) -> bool:
        """Whether the words are the same as a name of this country and part of the usual name of another."""
        if wanted in first.codes or first.value not in COUNTRIES:
            return False
        return any(f" {wanted} " in f" {entry.names[0]} " for entry in self.entries if entry.value != first.value)


@lru_cache(maxsize=8)
def country_names(flow: Flow, table: str | None) -> CountryNames:
    """The countries as a flow's table names them, made once (it takes longer than a key may)."""
    return CountryNames(flow.language, flow.tables[table] if table else None)


def _entry(code: str, language: str, table: Table | None) -> Named:
    rows = table.rows.get((code,), ()) if table is not None else ()
    listed = [str(row.cells.get(column) or "") for row in rows for column in ("name", "aliases")]
    others = [part for text in listed for part in text.split(";")]
    name = country_name(code, language)
    return Named.of(code, name, *local_names(code), *others, codes=(code, *country_codes(code)))
