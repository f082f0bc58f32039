"""Dates as people type them. A date that can be read in two ways is offered both ways, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from intake.flow.dates import read_date
from intake.report.digits import with_plain_digits
from intake.report.names import month_names

__all__ = ["Dates", "read_dates"]

_TWO_WAYS = "This can be read in two ways. Choose one, or write the month as a word: 3 Apr 2026."
_FORMS = "Write day, month and year: 24 Nov 2026, or 2026-11-24."
_SPLIT = re.compile(r"[\s./,\-]+")
_NUMBERS = re.compile(r"([0-9]{1,4})([./\- ])([0-9]{1,2})\2([0-9]{1,4})\Z")
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)\Z")


@dataclass(frozen=True, slots=True)
class Dates:
    """What a typed date can be: none, one, or two; `problem` says what is missing or wrong."""

    days: tuple[date, ...] = ()
    problem: str = ""


def read_dates(text: str, today: date, language: str = "en") -> Dates:
    """The dates that the text can mean.

    >>> day = date(2026, 11, 24)
    >>> [str(found) for found in read_dates("24 nov 2026", day).days]
    ['2026-11-24']
    >>> [str(found) for found in read_dates("03/04/2026", day).days]
    ['2026-04-03', '2026-03-04']
    """
    typed = with_plain_digits(text).strip().casefold()
    if typed in _DAYS:
        return Dates((today + timedelta(days=_DAYS[typed]),))
    exact = read_date(typed)
    if exact is not None:
        return Dates((exact,))
    numbers = _NUMBERS.match(typed)
    if numbers:
        return _of_numbers(numbers[1], int(numbers[3]), numbers[4])
    return _of_words(typed, month_names(language))


def _of_numbers(first: str, second: int, third: str) -> Dates:
    if len(first) == 4:
        return _one(int(first), second, int(third))
    if len(third) != 4:
        return Dates(problem=f"Write the year with four digits. {_FORMS}")
    year = int(third)
    days = tuple(dict.fromkeys(day for day in (_day(year, second, int(first)), _day(year, int(first), second)) if day))
    if not days:
        return Dates(problem="There is no such day.")
    return Dates(days, _TWO_WAYS if len(days) > 1 else "")


def _of_words(typed: str, months: dict[str, int]) -> Dates:
    year = month = day = None
    for part in filter(None, _SPLIT.split(typed)):
        ordinal = _ORDINAL.match(part)
        if ordinal:
            part = ordinal[1]
        named = months.get(part)
        if named is not None and month is None:
            month = named
        elif part.isdecimal() and len(part) == 4 and year is None:
            year = int(part)
        elif part.isdecimal() and len(part) <= 2 and day is None:
            day = int(part)
        else:
            return Dates(problem=_FORMS)
    if month is None or day is None:
        return Dates(problem=_FORMS)
    if year is None:
        return Dates(problem="Add the year, with four digits.")
    return _one(year, month, day)


def _one(year: int, month: int, day: int) -> Dates:
    found = _day(year, month, day)
    return Dates((found,)) if found else Dates(problem="There is no such day.")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
