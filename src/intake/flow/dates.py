"""Dates of the calendar: reading them, adding to them, rolling them on. Pure arithmetic; `today` is always an input."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from intake.flow.values import Roll

__all__ = ["not_a_date", "read_date", "roll_date", "shift_date"]

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def read_date(text: str) -> date | None:
    """The date that `text` writes as ISO 8601 (year-month-day), else `None`: other forms are never guessed.

    >>> read_date("2026-02-28")
    datetime.date(2026, 2, 28)
    >>> read_date("2026-02-30") is None and read_date("28/02/2026") is None
    True
    """
    try:
        return date.fromisoformat(text) if _ISO.match(text) else None
    except ValueError:
        return None


def not_a_date(shown: str) -> str:
    """What is said of something that `read_date` does not take."""
    return f"{shown} is not a date; write year-month-day: 2026-11-24"


def shift_date(start: date, years: int = 0, months: int = 0, days: int = 0) -> date | None:
    """The date moved by years and months (a day that a month lacks becomes its last), then by days.

    `None` where the calendar of Python ends (years 1 to 9999).

    >>> shift_date(date(2027, 1, 31), months=1)
    datetime.date(2027, 2, 28)
    """
    month = start.year * 12 + start.month - 1 + years * 12 + months
    year, month = divmod(month, 12)
    if not 1 <= year <= 9999:
        return None
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    try:
        return date(year, month + 1, day) + timedelta(days=days)
    except OverflowError:
        return None


def roll_date(day: date, roll: Roll | None, holidays: frozenset[date] = frozenset()) -> date | None:
    """The date moved on to the next working day (itself, if it is one), or to the end of its month or year.

    >>> roll_date(date(2026, 11, 28), "next_working_day")
    datetime.date(2026, 11, 30)
    """
    if roll == "end_of_year":
        return date(day.year, 12, 31)
    if roll == "end_of_month":
        return date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])
    if roll == "next_working_day":
        while day.weekday() >= 5 or day in holidays:
            if day == date.max:
                return None
            day += timedelta(days=1)
    return day
