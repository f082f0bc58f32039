"""The country sheet: the tables, columns and sources that it names are there."""

from __future__ import annotations

from intake.flow.country_sheet import SheetSection
from intake.flow.documents import Path_
from intake.flow.findings import nearest
from intake.flow.model import Flow
from intake.flow.parse import Find
from intake.flow.tables import Table

__all__ = ["sheet_findings"]


def sheet_findings(flow: Flow, find: Find, broken: frozenset[str]) -> None:
    """E206, E207, E209: what a sheet could not read out."""
    sheet = flow.country_sheet
    if sheet is None:
        return
    check = _Check(flow, find, broken)
    countries = check.table(sheet.table, ("country_sheet", "table"))
    if countries is not None:
        for key in ("membership", "effect", "acts_for"):
            column = getattr(sheet, key)
            if column is not None:
                check.column(countries, column, ("country_sheet", key))
    for section in sheet.sections:
        check.section(section, countries)


class _Check:
    def __init__(self, flow: Flow, find: Find, broken: frozenset[str]) -> None:
        self.flow, self.find, self.broken = flow, find, broken

    def section(self, section: SheetSection, countries: Table | None) -> None:
        path: Path_ = ("country_sheet", "sections", section.id)
        if countries is not None:
            for column in section.when:
                self.column(countries, column, (*path, "when", column), key=True)
        table = self.table(section.table, (*path, "table"))
        if table is None:
            return
        for column, inside in section.columns():
            self.column(table, column, (*path, *inside), key=inside[0] in ("facts", "only"))
        if section.source.named is not None:
            self._sources(table, section.source.named, (*path, "source"))

    def table(self, name: str, path: Path_) -> Table | None:
        """The table of that name, if it has one key."""
        table = self.flow.tables.get(name)
        if table is None:
            if name not in self.broken:
                near = nearest(name, self.flow.tables)
                hint = f"did you mean '{near}'?" if near else "declare it under `tables:`"
                self.find("E206", f"unknown table '{name}'", hint, path)
        elif len(table.key) != 1:
            self.find("E206", f"'{name}' has {len(table.key)} keys", "a sheet reads tables with one key", path)
            return None
        return table

    def column(self, table: Table, column: str, path: Path_, *, key: bool = False) -> None:
        if column not in table.columns:
            near = nearest(column, table.columns)
            hint = f"did you mean '{near}'?" if near else f"its columns: {', '.join(list(table.columns)[:12])}"
            self.find("E207", f"the table '{table.id}' has no column '{column}'", hint, path, key=key)

    def _sources(self, table: Table, column: str, path: Path_) -> None:
        """Each row of a table that is read out names a source of the flow."""
        cells = (row.cells.get(column) for rows in table.rows.values() for row in rows)
        for name in dict.fromkeys(cells):
            if name not in self.flow.sources and column in table.columns and str(name) not in self.broken:
                near = nearest(str(name), self.flow.sources)
                hint = f"did you mean '{near}'?" if near else "declare it under `sources:`, or name it in the table"
                said = f"names the unknown source '{name}'" if name is not None else "names no source"
                self.find("E209", f"a row of '{table.id}' {said}", hint, path)
                return
