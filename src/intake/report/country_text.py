"""Countries as text, for a terminal of any width, and as data for machines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from intake.flow.tables import Cell
from intake.report.country import Country, CountryReader, Entry, Origin, Section
from intake.report.names import date_text
from intake.report.rows import Row, apart, cells, cut, row, wrap

__all__ = ["country_data", "country_rows", "list_data", "list_rows"]

_WEAK = "What follows is not sure. Ask a lawyer whether it holds:"
_SURE = {"high": "sure", "medium": "fairly sure", "low": "not sure"}


def country_rows(country: Country, reader: CountryReader, width: int) -> list[Row]:
    """The sheet of one country."""
    flow = reader.flow
    right = row(f"{date_text(reader.today, flow.language)} · {flow.id} {flow.version}", "dim")
    rows = apart((("strong", country.name), ("dim", f"  {country.code}")), right, width)
    for section in country.sections:
        rows += [(), *_section(section, reader, width)]
    return [*rows, (), *wrap(row(country.note, "dim"), width)] if country.note else rows


def _section(section: Section, reader: CountryReader, width: int) -> list[Row]:
    rows = wrap(row(section.title, "strong"), width)
    if section.none:
        rows += wrap(row(f"  {section.none}"), width, 2)
    for entry in section.entries:
        rows += _entry(entry, reader, width)
    if section.note:
        rows += wrap(row(f"  {section.note}", "dim"), width, 2)
    return rows


def _entry(entry: Entry, reader: CountryReader, width: int) -> list[Row]:
    rows: list[Row] = []
    margin = 2
    if entry.name:
        rows += wrap(row(f"  - {entry.name}"), width, 4)
        margin = 4
    blank = " " * margin
    if entry.source.confidence == "low":
        rows += wrap(row(f"{blank}{_WEAK}", "strong"), width, margin)
    for code, _, meaning in entry.standing:
        rows += wrap((("", blank), ("strong", reader.name(code)), ("", f": {meaning}")), width, margin + 2)
    for fact in entry.facts:
        title: Row = (("strong", fact.title), ("", ": ")) if fact.title else ()
        rows += wrap((("", blank), *title, ("", fact.text)), width, margin + 2 if fact.title else margin)
    return rows + wrap(row(f"{blank}{_cited(entry.source, reader.flow.language)}", "dim"), width, margin + 2)


def _cited(source: Origin, language: str) -> str:
    article = "" if source.article in source.title else source.article
    named = ", ".join(part for part in (source.title, article) if part.strip("-"))
    checked = f"checked {date_text(source.checked, language)}" if source.checked else ""
    confidence = _SURE.get(source.confidence, source.confidence)
    return "Source: " + " · ".join(part for part in (named or "none was found", checked, confidence) if part)


def list_rows(codes: Iterable[str], reader: CountryReader, width: int) -> list[Row]:
    """Countries in columns: code, membership, effect, name; one line each, with nothing but words of the table."""
    found = [(code, reader.columns(code)) for code in codes]
    sheet = reader.sheet
    table = [("Code", sheet.membership, sheet.effect, "name")]
    table += [
        (code, _word(columns[sheet.membership]), _word(columns[sheet.effect]), _named(code, columns, reader))
        for code, columns in found
    ]
    widths = [max(cells(line[at]) for line in table) for at in range(3)]
    rows = []
    for at, line in enumerate(table):
        words = "  ".join([*(cell.ljust(size) for cell, size in zip(line, widths, strict=False)), line[3]])
        rows.append(cut(row(words, "" if at else "strong"), width))
    count = len(found)
    counted = row(f"{count} {'country or territory' if count == 1 else 'countries and territories'}")
    note = [(), *wrap(row(reader.note, "dim"), width)] if reader.note else []
    return [*rows, (), *wrap(counted, width), *note]


def _named(code: str, columns: dict[str, Cell], reader: CountryReader) -> str:
    through = columns.get(reader.sheet.acts_for or "")
    return f"{reader.name(code)} ({through})" if through else reader.name(code)


def _word(cell: Cell) -> str:
    return "–" if cell is None else str(cell)


def country_data(country: Country, asked: str) -> dict[str, Any]:
    """The sheet as JSON has it, with the words of the tables."""
    return {
        "asked": asked,
        "code": country.code,
        "name": country.name,
        **country.columns,
        "with": country.beside,
        "sections": {section.id: _section_data(section) for section in country.sections},
        "note": country.note,
    }


def _section_data(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "entries": [
            {
                "id": entry.id,
                "name": entry.name or None,
                **({"parties": {code: word for code, word, _ in entry.standing}} if section.shows == "shared" else {}),
                "facts": {fact.column: _plain(fact.value) for fact in entry.facts},
                "said": {fact.column: fact.text for fact in entry.facts},
                "source": _source_data(entry.source),
            }
            for entry in section.entries
        ],
        "none": section.none or None,
        "note": section.note or None,
    }


def _source_data(source: Origin) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": source.title,
        "article": source.article or None,
        "url": source.url or None,
        "checked": source.checked.isoformat() if source.checked else None,
        "confidence": source.confidence,
    }


def _plain(cell: Cell) -> str | int | None:
    return cell if cell is None or isinstance(cell, str | int) else cell.isoformat()


def list_data(codes: Iterable[str], reader: CountryReader) -> list[dict[str, Any]]:
    """The list as JSON has it."""
    return [{"code": code, "name": reader.name(code), **reader.columns(code)} for code in codes]
