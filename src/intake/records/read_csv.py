"""CSV: a header of question ids, then a record a row, read one by one. A row that cannot be read costs itself alone."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator
from typing import BinaryIO

from intake.flow.findings import nearest
from intake.flow.model import Flow, Question
from intake.records.record import MAX_RECORD, Problem, Record, Unreadable, UnreadableFile, whole

__all__ = ["read_csv"]

_ODD = re.compile("[\x00\udc80-\udcff]")
"""NUL, and bytes that are not UTF-8 (as `surrogateescape` shows them)."""
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_LONGEST_OPEN_QUOTE = 1 << 20
"""A cell in quotes that goes on over lines for longer has a quote that is never closed."""
_SEPARATORS = {";": "';'", "\t": "tabs", "|": "'|'"}


def read_csv(stream: BinaryIO, flow: Flow) -> Iterator[Record | Unreadable]:
    """The records of the stream, in its order. Rows without a filled cell are none.

    Raises:
        UnreadableFile: the header cannot be used.
    """
    lines = _Lines(stream)
    try:
        rows = _Rows(lines)
        columns = _header(rows, lines, flow)
        if columns is not None:
            yield from _records(rows, columns)
    finally:
        lines.let_go()


def _records(rows: _Rows, columns: _Columns) -> Iterator[Record | Unreadable]:
    for row in rows:
        if isinstance(row, Unreadable):
            yield row
        elif any(row):
            yield columns.record(row, rows.line)


def _header(rows: _Rows, lines: _Lines, flow: Flow) -> _Columns | None:
    """The columns; `None` if the file is empty."""
    known = ["id", *(question.id for question in flow.questions)]
    for row in rows:
        if isinstance(row, list) and not any(row):
            continue
        if isinstance(row, Unreadable) or not any(name in known for name in row):
            _refuse_other_separators(lines.taken[0], known)
        if isinstance(row, Unreadable):
            raise UnreadableFile(
                f"the header cannot be read: {row.problem.message}", "its first row names the questions"
            )
        if not any(name in known or (name and nearest(name[:64], known)) for name in row):
            hint = f"the header is a row of their ids: {','.join(known[:4])},…"
            raise UnreadableFile("the first row names no question of this flow", hint)
        return _Columns(row, flow)
    return None


def _refuse_other_separators(line: str, known: list[str]) -> None:
    for separator, name in _SEPARATORS.items():
        cells = [cell.strip().strip('"') for cell in line.split(separator)]
        if len(cells) > 1 and any(cell in known for cell in cells):
            hint = "save it with commas between the cells (in a spreadsheet: CSV UTF-8, comma separated)"
            raise UnreadableFile(f"its cells are separated by {name}", hint)


class _Columns:
    """The columns of a file: how the cells of each are read."""

    def __init__(self, names: list[str], flow: Flow) -> None:
        questions = {question.id: question for question in flow.questions}
        self._names = names
        self._named = max(number for number, name in enumerate(names, 1) if name)
        self._questions: list[Question | None] = [questions.get(name) for name in names]
        self._twice = tuple(
            Problem(name, "twice", "the column stands twice in the header; keep one")
            for name, count in Counter(names).items()
            if count > 1 and name
        )

    def record(self, row: list[str], line: int) -> Record | Unreadable:
        """The record of a row that has a cell for each column; columns without a name may be empty or not there."""
        while len(row) > len(self._names) and not row[-1]:
            row.pop()
        if not self._named <= len(row) <= len(self._names):
            message = f"line {line:,}: {len(row):,} cells, but the header has {self._named:,}"
            return Unreadable(Problem("", "ragged", f"{message}; which is which is not known"))
        fields: dict[str, object] = {}
        blank: list[str] = []
        problems = self._twice
        for name, question, cell in zip(self._names, self._questions, row, strict=False):
            if not name and not cell:
                continue
            if _ODD.search(cell):
                what = "a NUL character" if "\0" in cell else "not UTF-8; save the file as UTF-8"
                problems = (*problems, Problem(name, "not_utf8", f"line {line:,}: {what}"))
            elif question is None:
                fields[name] = cell or None
            elif cell:
                fields[name] = _value(question, cell)
            elif question.kind == "choices":
                fields[name] = []
                blank.append(name)
            else:
                fields[name] = None
        return Record(fields, problems, tuple(blank))


def _value(question: Question, cell: str) -> object:
    """What a cell that is not empty says: several choices by ';', a number in digits, else text."""
    if question.several:
        return [part for piece in cell.split(";") if (part := piece.strip())] or [cell]
    if question.kind == "number" and _WHOLE.match(cell):
        return whole(cell)
    return cell


class _OpenTooLong(Exception):
    """A quote was open for too long."""


class _Lines:
    """The lines of a stream, those of the row that is being read remembered, so that they can be given back."""

    def __init__(self, stream: BinaryIO) -> None:
        self._text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0
        self._size = 0

    def let_go(self) -> None:
        """Leaves the stream open for whoever opened it."""
        self._text.detach()

    def begin_row(self) -> None:
        """The lines from here on belong to the next row."""
        self.taken.clear()
        self._size = 0

    def give_back(self) -> None:
        """All lines of this row but its first are read again."""
        self._again.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1
        del self.taken[1:]

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._text.readline(MAX_RECORD)
        if not line:
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        self._size += len(line)
        if len(line) >= MAX_RECORD and not line.endswith(("\n", "\r")):
            while (part := self._text.readline(MAX_RECORD)) and not part.endswith(("\n", "\r")):
                pass
            raise _OpenTooLong
        if len(self.taken) > 1 and self._size > _LONGEST_OPEN_QUOTE:
            raise _OpenTooLong
        return line


class _Rows:
    """The rows of a stream, cells trimmed. `line` is where the last row began."""

    def __init__(self, lines: _Lines) -> None:
        self._lines = lines
        self._reader = csv.reader(lines, strict=True)
        self.line = 0

    def __iter__(self) -> _Rows:
        return self

    def __next__(self) -> list[str] | Unreadable:
        lines = self._lines
        lines.begin_row()
        self.line = lines.number + 1
        try:
            return [cell.strip() for cell in next(self._reader)]
        except (csv.Error, _OpenTooLong) as error:
            several = len(lines.taken) > 1
            lines.give_back()
            return Unreadable(_no_row(error, self.line, several))


def _no_row(error: Exception, line: int, several: bool) -> Problem:
    if "expected after" in str(error):
        said = 'a quote ends before its cell does; inside quotes it is doubled: "a ""b"" c"'
    elif several or "unexpected end" in str(error):
        said = "a quote that opens here is never closed"
    else:
        return Problem("", "too_long", f"line {line:,}: a cell is too long to be read")
    return Problem("", "quotes", f"line {line:,}: {said}")
