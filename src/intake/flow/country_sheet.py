"""The country sheet: which tables a flow reads out for one country, and in which words. The program holds none of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from intake.flow.text import NO_TEXT, Text

__all__ = ["CountrySheet", "SheetFact", "SheetSection", "SheetSource", "Shows", "build_sheet"]

Shows = Literal["own", "shared", "all"]
"""A section's rows: the country's own, those that the country has a column for (and a word in it), or all."""
Cells = Mapping[str, frozenset[str]]
"""By column, the words of which one must stand there."""


@dataclass(frozen=True, slots=True)
class SheetFact:
    """A column that is read out: under its title, and in the words for its cell, where there are some."""

    column: str
    title: Text
    words: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class SheetSource:
    """The columns that say where a row comes from. With `named` alone, its cell names a source of the flow."""

    named: str | None = None
    title: str | None = None
    article: str | None = None
    url: str | None = None

    def columns(self) -> tuple[str, ...]:
        """All columns that it names."""
        return tuple(column for column in (self.named, self.title, self.article, self.url) if column is not None)


@dataclass(frozen=True, slots=True)
class SheetSection:
    """One part of a sheet.

    `words` and `sides` are of *shared* rows: what the country's word for such a row means, and the words of which two
    parties must have different ones, as in an agreement between two sides. `when`: cells of the countries for which the
    section is there. `only`: cells of the rows that it takes. `none`: what is said where there is no row.
    """

    id: str
    title: Text
    table: str
    shows: Shows
    name: str | None
    facts: tuple[SheetFact, ...]
    words: Mapping[str, Text]
    sides: frozenset[str]
    when: Cells
    only: Cells
    none: Text
    note: Text
    source: SheetSource
    checked: str
    confidence: str

    def columns(self) -> tuple[tuple[str, tuple[str | int, ...]], ...]:
        """The columns of its table that it names, with where it does so."""
        named: list[tuple[str, tuple[str | int, ...]]] = []
        named += [(fact.column, ("facts", fact.column)) for fact in self.facts]
        named += [(column, ("only", column)) for column in self.only]
        named += [(column, ("source",)) for column in self.source.columns()]
        named += [(self.checked, ("checked",)), (self.confidence, ("confidence",))]
        return (*named, *([(self.name, ("name",))] if self.name is not None else []))


@dataclass(frozen=True, slots=True)
class CountrySheet:
    """How a country reads. `membership`, `effect`, `acts_for` are columns of `table`, whose key is a country's code."""

    table: str
    membership: str
    effect: str
    acts_for: str | None
    note: Text
    sections: tuple[SheetSection, ...]

    def texts(self) -> Iterator[tuple[Text, tuple[str | int, ...]]]:
        """Its texts, each with its path."""
        yield self.note, ("note",)
        for section in self.sections:
            path: tuple[str | int, ...] = ("sections", section.id)
            for key in ("title", "none", "note"):
                yield getattr(section, key), (*path, key)
            for word, text in section.words.items():
                yield text, (*path, "words", word)
            for fact in section.facts:
                yield fact.title, (*path, "facts", fact.column, "title")
                for word, text in fact.words.items():
                    yield text, (*path, "facts", fact.column, "words", word)


def build_sheet(raw: Mapping[str, Any], text: Callable[[Any], Text]) -> CountrySheet | None:
    """The sheet that the section `country_sheet` (schema-checked) writes; `None` if there is none, or none whole."""
    if not {"table", "membership", "effect", "sections"} <= raw.keys():
        return None

    def words(written: Mapping[str, Any]) -> dict[str, Text]:
        return {word: text(said) for word, said in written.items()}

    def optional(written: Mapping[str, Any], key: str) -> Text:
        return text(written[key]) if key in written else NO_TEXT

    def section(name: str, written: Mapping[str, Any]) -> SheetSection:
        return SheetSection(
            id=name,
            title=text(written["title"]),
            table=written["table"],
            shows=written["shows"],
            name=written.get("name"),
            facts=tuple(
                SheetFact(column, optional(fact, "title"), words(fact.get("words", {})))
                for column, fact in written["facts"].items()
            ),
            words=words(written.get("words", {})),
            sides=frozenset(written.get("sides", ())),
            when=_cells(written.get("when", {})),
            only=_cells(written.get("only", {})),
            none=optional(written, "none"),
            note=optional(written, "note"),
            source=_source(written["source"]),
            checked=written["checked"],
            confidence=written["confidence"],
        )

    return CountrySheet(
        raw["table"],
        raw["membership"],
        raw["effect"],
        raw.get("acts_for"),
        optional(raw, "note"),
        tuple(section(name, written) for name, written in raw["sections"].items()),
    )


def _cells(raw: Mapping[str, Any]) -> Cells:
    return {column: frozenset([cells] if isinstance(cells, str) else cells) for column, cells in raw.items()}


def _source(raw: Any) -> SheetSource:
    if isinstance(raw, str):
        return SheetSource(named=raw)
    return SheetSource(None, raw["title"], raw.get("article"), raw.get("url"))
