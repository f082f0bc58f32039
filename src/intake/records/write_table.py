"""A table for a terminal: the most urgent first, and what is not known yet never among the calm."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from dataclasses import dataclass

from intake.flow.model import Flow
from intake.flow.text import plain
from intake.records.screener import Result

__all__ = ["TableWriter", "fitted"]

_NARROW = 16
_LONGEST_ID = 20
_LONGEST_QUESTION = 24
_GAP = "  "
_RED, _BOLD, _PLAIN = "\x1b[1;31m", "\x1b[1m", "\x1b[0m"


@dataclass(frozen=True, slots=True)
class _Row:
    level: str | None
    most: str | None
    id: str
    status: str
    says: str
    question: str


class TableWriter:
    """Keeps one short row a result, and shows them sorted by level, then by level at most, at the end."""

    def __init__(self, flow: Flow, width: int, *, colour: bool = False, encoding: str = "utf-8") -> None:
        self._width, self._colour, self._encoding = width, colour, encoding
        self._rank = {level.id: level.rank for level in flow.levels}
        self._emergency = flow.emergency.id
        signs = max((text_width(level.sign) for level in flow.levels), default=0)
        self._labels: dict[str | None, str] = {None: f"{'?':<{signs}} not known yet"}
        for level in flow.levels:
            sign = level.sign + " " * (signs - text_width(level.sign))
            self._labels[level.id] = (
                f"{sign} {plain(level.label.default)}".strip() if signs else plain(level.label.default)
            )
        self._titles = {name: _one_line(plain(advice.title.default)) for name, advice in flow.recommendations.items()}
        self._rows: list[_Row] = []

    @classmethod
    def for_terminal(cls, flow: Flow) -> TableWriter:
        """As wide as the terminal; coloured if it is one, unless `NO_COLOR` is set (`FORCE_COLOR`: always)."""
        wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        colour = wanted or bool(os.environ.get("FORCE_COLOR"))
        return cls(flow, shutil.get_terminal_size((100, 24)).columns, colour=colour, encoding=sys.stdout.encoding)

    def begin(self) -> bytes:
        """Nothing: what comes first is known at the end."""
        return b""

    def add(self, result: Result) -> bytes:
        """Nothing yet: the row is kept."""
        says = self._says(result)
        row = _Row(
            result["urgency"],
            result["urgency_at_most"],
            _one_line(result["id"][:200]),
            result["status"],
            says,
            result["next_question"] or "",
        )
        self._rows.append(row)
        return b""

    def end(self) -> bytes:
        """The table, and how many records have which level."""
        rows = sorted(self._rows, key=lambda row: (-self._height(row.level), -self._height(row.most)))
        lines = [*(self._columns(rows) or self._stacked(rows)), "", self._counted()] if rows else ["no records"]
        return "".join(f"{line.rstrip()}\n" for line in lines).encode(self._encoding, "replace")

    def _height(self, level: str | None) -> int:
        return 0 if level is None else self._rank[level]

    def _says(self, result: Result) -> str:
        """What comes first for this record, after what is wrong with it."""
        certain = [one["id"] for one in result["recommendations"] if one["state"] == "certain"]
        more = f" (+{len(certain) - 1})" if len(certain) > 1 else ""
        first = [self._titles[certain[0]] + more] if certain else []
        if result["errors"]:
            error = result["errors"][0]
            first.insert(0, f"invalid: {error['field'] or error['message']}")
        return _one_line(" · ".join(first))

    def _columns(self, rows: list[_Row]) -> list[str]:
        """A line a record; none if the terminal is too narrow for that."""
        heads = ("Level", "At most", "Record", "First", "Next question")
        levels = max(text_width(heads[0]), *(text_width(label) for label in self._labels.values()))
        most = max([text_width(heads[1]), *(text_width(self._most(row)) for row in rows)])
        ids = min(_LONGEST_ID, max([text_width(heads[2]), *(text_width(row.id) for row in rows)]))
        questions = min(_LONGEST_QUESTION, max([text_width(heads[4]), *(text_width(row.question) for row in rows)]))
        says = self._width - levels - most - ids - questions - 4 * len(_GAP)
        if says < _NARROW:
            return []
        widths = (levels, most, ids, says, questions)
        head = _GAP.join(fitted(cell, width) for cell, width in zip(heads, widths, strict=True))
        lines = [f"{_BOLD}{head.rstrip()}{_PLAIN}" if self._colour else head]
        for row in rows:
            cells = (self._labels[row.level], self._most(row), row.id, row.says, row.question)
            first, *others = (fitted(cell, width) for cell, width in zip(cells, widths, strict=True))
            lines.append(_GAP.join([self._painted(first, row.level), *others]))
        return lines

    def _stacked(self, rows: list[_Row]) -> list[str]:
        """For a narrow terminal: three short lines a record."""
        lines = []
        for row in rows:
            most = self._most(row)
            at_most = f" (at most {most.strip()})" if most else ""
            lines.append(
                self._painted(fitted(f"{self._labels[row.level]} · {row.id}{at_most}", self._width), row.level)
            )
            question = f"next: {row.question}" if row.question else ""
            lines += [f"   {fitted(part, self._width - 3)}" for part in (row.says, question) if part]
        return lines

    def _most(self, row: _Row) -> str:
        """What it may still become, where that is more than it is."""
        return "" if row.most == row.level or row.most is None else self._labels[row.most]

    def _painted(self, text: str, level: str | None) -> str:
        return f"{_RED}{text}{_PLAIN}" if self._colour and level == self._emergency else text

    def _counted(self) -> str:
        count = len(self._rows)
        parts = []
        for level in [*sorted(self._rank, key=lambda name: -self._rank[name]), None]:
            number = sum(row.level == level for row in self._rows)
            if number:
                parts.append(f"{number:,} {' '.join(self._labels[level].split())}")
        for status in ("incomplete", "invalid"):
            number = sum(row.status == status for row in self._rows)
            if number:
                parts.append(f"{number:,} {status}")
        return f"{count:,} record{'' if count == 1 else 's'}: " + " · ".join(parts)


def text_width(text: str) -> int:
    """How many columns of a terminal the text takes.

    >>> text_width("abc"), text_width("法律")
    (3, 4)
    """
    return sum(_letter_width(letter) for letter in text)


def fitted(text: str, width: int) -> str:
    """The text in exactly that many columns: filled with blanks, or cut.

    >>> fitted("custody", 5), fitted("no", 3)
    ('cust…', 'no ')
    """
    used = text_width(text)
    if used <= width:
        return text + " " * (width - used)
    kept, used = "", 0
    for letter in text:
        if used + _letter_width(letter) > width - 1:
            break
        kept += letter
        used += _letter_width(letter)
    return kept + "…" + " " * (width - 1 - used)


def _letter_width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _one_line(text: str) -> str:
    """Nothing that a terminal would obey: what cannot be seen is marked."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in " ".join(text.split(" "))
    )
