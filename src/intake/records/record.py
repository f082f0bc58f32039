"""Records as readers hand them over: what each says, and what was wrong with how it says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = [
    "MAX_CELL",
    "MAX_RECORD",
    "Number",
    "Problem",
    "Record",
    "Unreadable",
    "UnreadableFile",
    "as_record",
    "shown",
    "whole",
]

MAX_CELL = 64 * 1024
"""The longest text that is read as one answer, id or cell, in characters."""
MAX_RECORD = 16 * 1024 * 1024
"""The longest record that is read at all, in characters."""

_MAX_MESSAGE = 200
_MAX_FIELD = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a record, or to be known of it. `field` is empty where it concerns the record as a whole."""

    field: str
    code: str
    message: str

    def as_json(self) -> dict[str, str]:
        """As a result shows it: short, whatever the record holds."""
        return {
            "field": shown(self.field, _MAX_FIELD),
            "code": self.code,
            "message": shown(self.message, _MAX_MESSAGE),
        }


@dataclass(frozen=True, slots=True)
class Record:
    """One record: `fields` as they were given, `problems` of how they were written (each makes the record invalid).

    A field with a problem is treated as not given. `blank` names the fields whose empty cell stands for "none of these".
    """

    fields: Mapping[Any, object]
    problems: tuple[Problem, ...] = ()
    blank: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record of which nothing can be read."""

    problem: Problem


def as_record(given: object) -> Record | Unreadable:
    """The record that a mapping of answers is; anything else is none."""
    if isinstance(given, Mapping):
        return Record(given)
    return Unreadable(Problem("", "not_a_record", f"a record is a mapping of answers, not {_kind(given)}"))


class UnreadableFile(Exception):
    """A file of which no record can be read, or none from here on: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint
        super().__init__(f"{message}: {hint}")


class Number(float):
    """A number that is no whole number of at most 18 digits. Its text is as it was written."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> Number:
        """Reads the text as a float, and keeps it."""
        number = super().__new__(cls, text)
        number.text = text
        return number

    def __str__(self) -> str:
        return self.text


def whole(text: str) -> int | Number:
    """A whole number; a longer one than any answer is kept as it was written.

    >>> whole("1200"), str(whole("9" * 30))
    (1200, '999999999999999999999999999999')
    """
    return int(text) if len(text) <= 18 else Number(text)


def shown(text: str, longest: int) -> str:
    """The text, cut where it is too long to be read at a glance.

    >>> shown("a long story", 6)
    'a lon…'
    """
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _kind(given: object) -> str:
    for kind, said in ((bool, "true or false"), (list | tuple, "a list"), (str, "text"), (int | float, "a number")):
        if isinstance(given, kind):
            return said
    return "nothing" if given is None else "another kind of value"
