"""Reads a flow's tables: CSV files beside it, or rows written in it. Faults are findings with the file's own lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from posixpath import normpath
from typing import Any

from intake.flow.countries import COUNTRIES
from intake.flow.csv_text import MAX_TABLE_BYTES, CsvText
from intake.flow.dates import read_date
from intake.flow.files import as_typed, table_names
from intake.flow.findings import Finding, nearest
from intake.flow.parse import Find
from intake.flow.tables import Cell, ColumnKind, Row, Table

__all__ = ["read_table"]

MAX_CELL = 4_096
_INTEGER = re.compile(r"-?[0-9]{1,18}\Z")
_FORMS = {
    "number": ("whole number", "write digits alone: 1200"),
    "date": ("date", "write year-month-day: 2026-11-24"),
    "country": ("country", "write its two capital letters (ISO 3166-1): FR"),
}
_VALIDITY = ("valid_from", "valid_until")


class _Reader:
    """Reads one table. Faults in its declaration go to `find`, faults in a CSV file to `add`, with that file's lines."""

    def __init__(
        self, name: str, raw: Mapping[str, Any], where: Path, find: Find, add: Callable[[Finding], None]
    ) -> None:
        self.name, self.raw, self.where, self.find, self.add = name, raw, where, find, add
        self.folder = where if where.is_dir() else where.parent
        self.key: tuple[str, ...] = (raw["key"],) if isinstance(raw["key"], str) else tuple(raw["key"])
        self.kinds: dict[str, ColumnKind] = dict(raw["columns"])
        self.rows: dict[tuple[Cell, ...], list[tuple[Row, Any]]] = {}
        self._csv: CsvText | None = None
        self.columns: list[str] = []

    def table(self) -> Table:
        entries = self._from_file() if "file" in self.raw else self._written()
        self._free = {column for column in self.columns if self._kind(column) in ("word", "text")}
        for record, where in entries:
            self._row(record, where)
        self.kinds = {**{column: self._kind(column) for column in self.columns}, **self.kinds}
        for column in self.raw["columns"]:
            if self.columns and column not in self.columns:
                near = nearest(column, self.columns)
                hint = f"did you mean '{near}'?" if near else f"its columns: {', '.join(self.columns[:12])}"
                self._at("E207", f"the table has no column '{column}'", hint, ("columns", column), key=True)
        otherwise = self.raw.get("otherwise")
        row = {column: self._cell(column, str(cell), None) for column, cell in otherwise.items()} if otherwise else None
        self._doubled()
        for finding in self._csv.findings if self._csv else ():
            self.add(finding)
        frozen = {key: tuple(row for row, _ in rows) for key, rows in self.rows.items()}
        return Table(self.name, self.key, self.kinds, frozen, row)

    def _at(self, code: str, message: str, hint: str, path: tuple[str | int, ...], *, key: bool = False) -> None:
        self.find(code, message, hint, ("tables", self.name, *path), key=key)

    def _written(self) -> Iterable[tuple[dict[str, str], Any]]:
        rows = self.raw["rows"]
        self.columns = list(dict.fromkeys(column for row in rows for column in row))
        return [({column: str(row.get(column, "")) for column in self.columns}, at) for at, row in enumerate(rows)]

    def _from_file(self) -> Iterable[tuple[dict[str, str], Any]]:
        found = self._file()
        if found is None:
            return ()
        path, text = found
        self._csv = table = CsvText(as_typed(path), text)
        self.columns = table.columns
        missing = [column for column in self.key if table.columns and column not in table.columns]
        for column in missing:
            hint = f"its columns: {', '.join(table.columns[:12])}"
            table.fault(1, "E207", f"there is no key column '{column}'", hint)
        if missing or not table.sound:
            return ()
        return ((record.cells, record.line) for record in table.records())

    def _file(self) -> tuple[Path, str] | None:
        """The table's file and its text; a finding if there is none to read."""
        named = self.raw["file"]
        try:
            path = (self.folder / named).resolve()
            if not path.is_relative_to(self.folder.resolve()):
                self._at("E131", "the table's file lies outside the flow", "keep it in the flow's folder", ("file",))
            elif not path.is_file():
                self._at("E131", f"there is no file '{named}'", self._near(path), ("file",))
            elif normpath(named) not in table_names(self.where):
                hint = "it ends in '.csv', is not hidden, and lies in the flow's folder, or beside its one file"
                self._at("E131", f"'{named}' cannot be a table's file", hint, ("file",))
            else:
                with path.open("rb") as stream:
                    raw = stream.read(MAX_TABLE_BYTES + 1)
                if len(raw) <= MAX_TABLE_BYTES:
                    return path, raw.decode("utf-8-sig")
                message = f"the table's file is too long: at most {MAX_TABLE_BYTES:,} bytes are read"
                self._at("E131", message, "split the table", ("file",))
        except UnicodeDecodeError:
            self._at("E131", f"'{named}' is not UTF-8 text", "save it as CSV UTF-8", ("file",))
        except OSError as error:
            message = f"'{named}' cannot be read: {error.strerror}"
            self._at("E131", message, "check its name and its permissions", ("file",))
        except ValueError:
            self._at("E131", f"'{named}' cannot be the name of a file", "name a CSV file beside the flow", ("file",))
        return None

    def _near(self, path: Path) -> str:
        """The hint for a file that is not there: the nearest name in its folder."""
        folder = path.parent if path.parent.is_dir() else self.folder
        near = nearest(path.name, [found.name for found in islice(folder.glob("*.csv"), 500)])
        return f"did you mean '{near}'?" if near else f"it is looked for in {as_typed(folder)}"

    def _fault(self, where: Any, column: str | None, code: str, message: str, hint: str) -> None:
        if where is None:
            self._at(code, message, hint, ("otherwise", column or ""))
        elif self._csv is not None:
            self._csv.fault(where, code, message, hint, column)
        else:
            self._at(code, message, hint, ("rows", where, column) if column else ("rows", where))

    def _row(self, record: dict[str, str], where: Any) -> None:
        if any(not record.get(column, "").strip() for column in self.key):
            self._fault(where, self.key[0], "E134", "the key is empty", f"fill {', '.join(self.key)}")
            return
        free = self._free
        cells = {
            column: (text.strip() or None)
            if column in free and len(text) <= MAX_CELL
            else self._cell(column, text, where)
            for column, text in record.items()
        }
        key = tuple(cells[column] for column in self.key)
        if None in key:
            return
        dates = [cell if isinstance(cell := cells.get(column), date) else None for column in _VALIDITY]
        row = Row(cells, *dates)
        self.rows.setdefault(key, []).append((row, where))

    def _doubled(self) -> None:
        """Rows of one key of which some date would have two."""
        for key, rows in self.rows.items() if self._csv is None or self._csv.sound else ():
            until: date | None = None
            for row, where in sorted(rows, key=lambda entry: entry[0].valid_from or date.min) if len(rows) > 1 else ():
                if until is not None and (row.valid_from or date.min) <= until:
                    hint = "give each its valid_from and valid_until, or take one away"
                    message = f"a second row for {', '.join(map(str, key))}"
                    self._fault(where, self.key[0], "E133", message, hint)
                    if self._csv is not None and not self._csv.sound:
                        return
                until = max(until or date.min, row.valid_until or date.max)

    def _kind(self, column: str) -> ColumnKind:
        return "date" if column in _VALIDITY else self.kinds.get(column, "word" if column in self.key else "text")

    def _cell(self, column: str, text: str, where: Any) -> Cell:
        text = text.strip()
        kind = self._kind(column)
        if not text:
            return None
        if len(text) > MAX_CELL:
            message = f"'{column}' has {len(text):,} characters; at most {MAX_CELL:,}"
            self._fault(where, column, "E134", message, "shorten it")
            return None
        value: Cell = text
        if kind == "number":
            value = int(text) if _INTEGER.match(text) else None
        elif kind == "date":
            value = read_date(text)
        elif kind == "country" and text not in COUNTRIES:
            value = None
        if value is None:
            called, form = _FORMS[kind]
            self._fault(where, column, "E134", f"'{text[:40]}' is no {called}, in column '{column}'", form)
        return value


def read_table(name: str, raw: Mapping[str, Any], where: Path, find: Find, add: Callable[[Finding], None]) -> Table:
    """The table that `raw` (schema-checked) declares in the flow at `where`; what is wrong goes to `find` and `add`."""
    return _Reader(name, raw, where, find, add).table()
