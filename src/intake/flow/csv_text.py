"""CSV as a careful person reads it: UTF-8, a header, commas, as many cells in each line; a place for every cell."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from intake.flow.files import MAX_TABLE_BYTES
from intake.flow.findings import Finding, Place
from intake.flow.yaml_text import odd_character

__all__ = ["MAX_TABLE_BYTES", "CsvText", "Record"]

MAX_COLUMNS = 200
MAX_FAULTS = 20
"""After so many faults in one file, reading stops: one slip in the header would else be told for every line."""


@dataclass(frozen=True, slots=True)
class Record:
    """A line of the table by its columns, and its number in the file."""

    cells: dict[str, str]
    line: int


class CsvText:
    """One CSV text. Nothing is raised for bad text: what is wrong is in `findings`."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self.columns: list[str] = []
        self._lines = text.splitlines()
        odd = odd_character(text)
        if odd is not None:
            line = len((text[: odd[0]] + "x").splitlines())
            self.fault(line, "E110", odd[1], "take it out")
            return
        self._text = text
        self._read_header()

    @property
    def sound(self) -> bool:
        """Whether the header can be used and reading need not stop."""
        return bool(self.columns) and len(self.findings) < MAX_FAULTS

    def fault(self, line: int, code: str, message: str, hint: str, column: str | None = None) -> None:
        """A finding at a line, or at the cell of one of its columns."""
        source = self._lines[line - 1] if 0 < line <= len(self._lines) else ""
        at, width = 1, 1
        if column in self.columns and '"' not in source:
            cells = source.split(",")
            before = cells[: self.columns.index(column)]
            at = sum(len(cell) + 1 for cell in before) + 1
            width = max(1, len(cells[len(before)])) if len(before) < len(cells) else 1
        self.findings.append(Finding(Place(self.name, line, at, width), code, message, hint, source))

    def records(self) -> Iterator[Record]:
        """The lines below the header, until there are too many faults."""
        reader = self._reader()
        before = 0
        try:
            next(reader)
            before = reader.line_num
            for cells in reader:
                if not self.sound:
                    return
                before = reader.line_num
                if not any(cell.strip() for cell in cells):
                    continue
                if len(cells) != len(self.columns):
                    said = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
                    hint = 'a cell that holds a comma stands in quotes: "Paris, France"'
                    self.fault(before, "E132", f"{said} where the header has {len(self.columns)}", hint)
                    continue
                yield Record(dict(zip(self.columns, cells, strict=True)), before)
        except csv.Error as error:
            self._no_csv(error, before + 1)

    def _reader(self) -> Any:
        return csv.reader(io.StringIO(self._text, newline=""), strict=True)

    def _no_csv(self, error: csv.Error, line: int) -> None:
        if "expected after" in str(error):
            message, hint = "a quote ends before its cell does", 'a quote inside quotes is doubled: "a ""b"" c"'
        elif "field larger" in str(error):
            message, hint = "a cell without end begins here", "is a quote never closed?"
        else:
            message, hint = "a quote that opens here is never closed", 'close it with "'
        self.fault(line, "E132", message, hint)

    def _read_header(self) -> None:
        try:
            cells = [cell.strip() for cell in next(self._reader(), [])]
        except csv.Error as error:
            self._no_csv(error, 1)
            return
        if not any(cells):
            self.fault(1, "E132", "the table is empty", "its first line names the columns: code,name")
        elif len(cells) == 1 and ";" in cells[0]:
            self.fault(1, "E132", "the cells are separated by ';'", "save it with ',' between the cells")
        elif len(cells) > MAX_COLUMNS:
            self.fault(1, "E132", f"{len(cells):,} columns; at most {MAX_COLUMNS} are read", "split the table")
        elif "" in cells:
            message = f"column {cells.index('') + 1} has no name"
            self.fault(1, "E132", message, "name it, or take the empty column out of every line")
        else:
            self.columns = cells
            for column, count in Counter(cells).items():
                if count > 1:
                    self.fault(1, "E133", f"the column '{column}' stands twice", "rename one", column)
