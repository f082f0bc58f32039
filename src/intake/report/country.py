"""What a flow's tables say of one country on a date, as plain data: every fact with its source, its date and its doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from intake.flow.country_sheet import CountrySheet, SheetSection
from intake.flow.model import Flow
from intake.flow.tables import Cell, Row, Table
from intake.report.names import country_name, date_text
from intake.report.rows import clean
from intake.report.words import Words

__all__ = ["Country", "CountryReader", "Entry", "Fact", "Origin", "Section"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One cell: as it stands in the table, and as it is read out (its title may be empty)."""

    column: str
    title: str
    value: Cell
    text: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row comes from. `id` is the flow's source, if it is one; `confidence` is the row's own."""

    id: str | None
    title: str
    article: str
    url: str
    checked: date | None
    confidence: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that is read out. `standing`: of a shared row, each country's word for it, and what that means."""

    id: str
    name: str
    facts: tuple[Fact, ...]
    standing: tuple[tuple[str, str, str], ...]
    source: Origin


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a sheet; where there is no entry, `none` says what that means."""

    id: str
    title: str
    shows: str
    entries: tuple[Entry, ...]
    none: str
    note: str


@dataclass(frozen=True, slots=True)
class Country:
    """The sheet of one country. `columns`: what stands in its row for the membership, the effect and whom it acts for."""

    code: str
    name: str
    columns: Mapping[str, Cell]
    beside: str | None
    sections: tuple[Section, ...]
    note: str


class CountryReader:
    """Reads a flow's tables on a date, as its country sheet says."""

    def __init__(self, flow: Flow, sheet: CountrySheet, today: date) -> None:
        self.flow, self.sheet, self.today = flow, sheet, today
        self._words = Words(flow, {})
        self._countries = flow.tables[sheet.table]

    def name(self, code: str) -> str:
        """The country's usual name in the flow's language."""
        return country_name(code, self.flow.language)

    @property
    def note(self) -> str:
        """What stands below every sheet and list."""
        return self._words.text(self.sheet.note)

    def codes(self) -> list[str]:
        """The countries of the table, by name."""
        codes = {str(key[0]) for key, _ in self._countries.on(self.today)}
        return sorted(codes, key=lambda code: (self.name(code).casefold(), code))

    def columns(self, code: str) -> dict[str, Cell]:
        """What its row has for the membership, the effect of a notice and the state that it acts for."""
        sheet = self.sheet
        named = (sheet.membership, sheet.effect, *([sheet.acts_for] if sheet.acts_for else []))
        return {column: self._cell(code, column) for column in named}

    def country(self, code: str, beside: str | None = None) -> Country:
        """The sheet of a country; with `beside`, what is shared is what both share."""
        sections = tuple(
            self._section(section, code, beside)
            for section in self.sheet.sections
            if all(self._cell(code, column) in cells for column, cells in section.when.items())
        )
        return Country(code, self.name(code), self.columns(code), beside, sections, self.note)

    def _cell(self, code: str, column: str) -> Cell:
        return self._countries.cell((code,), column, self.today)

    def _section(self, section: SheetSection, code: str, beside: str | None) -> Section:
        text = self._words.text
        codes = (code,) if beside is None else (code, beside)
        entries = tuple(self._entries(section, self.flow.tables[section.table], codes))
        title = text(section.title)
        if section.shows == "shared" and beside is not None:
            title = f"{title} that {self.name(code)} and {self.name(beside)} share"
        none = "" if entries else text(section.none)
        return Section(section.id, title, section.shows, entries, none, text(section.note))

    def _entries(self, section: SheetSection, table: Table, codes: tuple[str, ...]) -> Iterator[Entry]:
        for (key, *_), row in table.on(self.today):
            if any(row.cells.get(column) not in cells for column, cells in section.only.items()):
                continue
            if section.shows == "own" and key != codes[0]:
                continue
            standing = self._standing(section, str(key), codes)
            if section.shows == "shared" and len(standing) < len(codes):
                continue
            yield Entry(
                str(key),
                clean(str(row.cells.get(section.name or "") or "")),
                tuple(self._facts(section, table, row)),
                standing,
                self._source(section, row),
            )

    def _standing(self, section: SheetSection, row: str, codes: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
        """The countries' words for a row, if it is one that all of them can use with each other."""
        if section.shows != "shared" or row not in self._countries.columns:
            return ()
        words = {code: str(cell) for code in codes if (cell := self._cell(code, row)) is not None}
        said = list(words.values())
        if any(word in section.sides for word in said) and len(set(said)) < len(said):
            return ()
        return tuple(
            (code, word, self._words.text(section.words[word]) if word in section.words else word)
            for code, word in words.items()
        )

    def _facts(self, section: SheetSection, table: Table, row: Row) -> Iterator[Fact]:
        for fact in section.facts:
            value = row.cells.get(fact.column)
            if value is None:
                continue
            words = fact.words.get(str(value))
            text = self._words.text(words) if words is not None else self._read_out(table, fact.column, value)
            yield Fact(fact.column, self._words.text(fact.title), value, text)

    def _read_out(self, table: Table, column: str, value: str | int | date) -> str:
        if isinstance(value, date):
            return date_text(value, self.flow.language)
        return self.name(str(value)) if table.columns[column] == "country" else clean(str(value))

    def _source(self, section: SheetSection, row: Row) -> Origin:
        columns = section.source

        def cell(column: str | None) -> str:
            return clean(str(row.cells.get(column) or "")) if column is not None else ""

        checked = row.cells.get(section.checked)
        day = checked if isinstance(checked, date) else None
        confidence = cell(section.confidence)
        if columns.named is None:
            return Origin(None, cell(columns.title), cell(columns.article), cell(columns.url), day, confidence)
        known = self.flow.sources[cell(columns.named)]
        return Origin(known.id, clean(known.title), clean(known.article), clean(known.url), day, confidence)
