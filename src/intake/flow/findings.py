"""Findings: what is wrong, where, and how to mend it. A finding is a value until it is printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

__all__ = ["Finding", "FlowError", "Path_", "Place", "fold", "nearest", "printable", "subject_of"]

Path_ = tuple[str | int, ...]
"""Where a value is in the merged document: ("steps", "custody", "next", 0, "when")."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in which file: line and column count from 1; `width` is how many characters the caret marks."""

    file: str
    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. `code` is taught by `intake explain CODE`; `source_line` is the line as it stands in the file.

    `path` is where in the flow's document it is, whatever the lines; `subject` is what it is about: by itself the entry at
    `path` (a step, a recommendation, a promise …). Both stay the same when lines move, so an exception can name them.
    `scenario` is a person who shows the fault, as YAML to be put into the flow.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    source_line: str = ""
    path: Path_ = field(default=(), compare=False)
    subject: str = field(default="", compare=False)
    scenario: str = field(default="", compare=False)

    @property
    def dotted(self) -> str:
        """The path in one word: `recommendations.call.how.0`."""
        return ".".join(map(str, self.path))

    def is_about(self, name: str) -> bool:
        """Whether that is its subject, its path, or something that its path lies in."""
        return name == self.subject or f"{self.dotted}.".startswith(f"{name}.")

    def render(self) -> str:
        """Place, code and sentence; the line; the caret; one hint. Printable, whatever the flow's files hold."""
        head = f"{self.place.file}:{self.place.line}:{self.place.column}: {self.code} {self.message}"
        number = str(self.place.line)
        margin = " " * len(number)
        rows = [printable(head)]
        line, column = _window(self.source_line, self.place.column)
        if line.strip():
            marked = line[column - 1 :][: max(1, self.place.width)] or " "
            caret = " " * _cells(line[: column - 1]) + "^" * _cells(marked)
            rows += [f"{margin} |", f"{number} | {line}", f"{margin} | {caret}"]
        hint = f"{printable(self.hint)}  " if self.hint else ""
        rows.append(f"{margin} = {hint}(`intake explain {self.code}`)")
        rows += [f"{margin}   {printable(line)}".rstrip() for line in self.scenario.splitlines()]
        return "\n".join(rows)


def subject_of(path: Path_) -> str:
    """The entry in which the path lies, or its section.

    >>> subject_of(("recommendations", "call", "how", 0))
    'call'
    """
    return str(path[min(1, len(path) - 1)]) if path else ""


def printable(text: str, longest: int = 400) -> str:
    """The text on one line, without what could move a cursor or turn the reading direction, and not without end."""
    text = text if len(text) <= longest else f"{text[: longest - 2]} …"
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def _window(line: str, column: int, size: int = 160) -> tuple[str, int]:
    """A printable part of the line that holds the column: a file may be one long line, or hold control characters."""
    start = max(0, column - size // 2) if len(line) > size else 0
    part = line[start : start + size].rstrip()
    return "".join(letter if letter.isprintable() else " " for letter in part), column - start


def _cells(text: str) -> int:
    """How many columns of a terminal the text takes: wide letters two, combining marks none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


class FlowError(Exception):
    """A flow has findings that keep it from being used. `findings` holds them all, in the order of the files."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n\n".join(finding.render() for finding in self.findings))

    @property
    def absent(self) -> bool:
        """Whether there is no flow at all, rather than a broken one."""
        return all(finding.code == "E112" for finding in self.findings)


def fold(text: str) -> str:
    """How names are compared: without case, blanks, hyphens and underscores."""
    return "".join(letter for letter in text.casefold() if letter not in " -_'’.")


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that a typing slip may have meant, or `None`: at most one edit in three letters.

    >>> nearest("custdy", ["custody", "role"])
    'custody'
    >>> nearest("weather", ["custody", "role"]) is None
    True
    """
    wanted = fold(name)[:_LETTERS]
    most = min(4, max(len(wanted) > 1, len(wanted) // 3))
    best: tuple[int, str] | None = None
    for word in islice(known, _WORDS):
        edits = _distance(wanted, fold(word)[:_LETTERS], most)
        if edits is not None and (best is None or (edits, word) < best):
            best = edits, word
    return best[1] if best else None


_LETTERS, _WORDS = 64, 500
"""How much of a name, and how many names, are compared: a hint must not cost more than the flow."""


def _distance(left: str, right: str, most: int) -> int | None:
    """Edits (insert, drop, change, swap neighbours) from one word to the other; `None` if there are more than `most`."""
    if abs(len(left) - len(right)) > most:
        return None
    far = most + 1
    before: list[int] = []
    row = [min(j, far) for j in range(len(right) + 1)]
    for i, a in enumerate(left, 1):
        following = [min(i, far)] + [far] * len(right)
        for j in range(max(1, i - most), min(len(right), i + most) + 1):
            b = right[j - 1]
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            following[j] = cost
        before, row = row, following
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
