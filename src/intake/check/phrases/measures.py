"""Bounds, days and shifts of dates in words: “at most 3 days ahead or past”, “plus 6 months”."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from intake.check.phrases.phrase import spaced
from intake.flow.conditions import Bounds, Measure
from intake.flow.values import Bound, Shifted, Today

__all__ = ["bounds_in_words", "date_in_words", "shift_in_words"]

_OF_DATES = {"more than": "after", "at least": "on or after", "less than": "before", "at most": "on or before"}
_ROLLS = {"end_of_month": ", moved to the end of the month", "end_of_year": ", moved to the end of the year"}


def bounds_in_words(measure: Measure, bounds: Bounds, unit: str = "") -> str:
    """The bounds as the rest of a sentence; `unit` is that of a number.

    >>> bounds_in_words("days_until", Bounds(at_most=3)), bounds_in_words("plain", Bounds(over=2000), "crowns")
    ('is at most 3 days ahead or past', 'is more than 2,000 crowns')
    """
    given = (
        ("more than", bounds.over),
        ("at least", bounds.at_least),
        ("less than", bounds.under),
        ("at most", bounds.at_most),
    )
    words = [_bound(measure, word, bound, unit) for word, bound in given if bound is not None]
    return "is " + " and ".join(words)


def date_in_words(day: date) -> str:
    """The day as a sentence has it.

    >>> date_in_words(date(2026, 11, 4))
    '4 November 2026'
    """
    return f"{day.day} {day:%B %Y}"


def shift_in_words(value: Shifted) -> str:
    """How the date is moved, as the rest of a sentence."""
    counts = ((value.years, "year"), (value.months, "month"), (value.days, "day"))
    moved = [f" {'less' if count < 0 else 'plus'} {_counted(abs(count), unit)}" for count, unit in counts if count]
    if value.roll == "next_working_day":
        moved.append(f", moved to the next working day (holidays: {spaced(value.holidays or 'none')})")
    elif value.roll is not None:
        moved.append(_ROLLS[value.roll])
    return "".join(moved)


def _bound(measure: Measure, word: str, bound: Bound, unit: str) -> str:
    match measure:
        case "plain":
            return _plain(word, bound, unit)
        case "days_until":
            past = " or past" if word in ("at most", "less than") else ""
            return f"{word} {_days(bound)} ahead{past}"
        case "days_since":
            return f"{word} {_days(bound)} ago"
        case _:
            assert_never(measure)


def _plain(word: str, bound: Bound, unit: str) -> str:
    if isinstance(bound, Today):
        return f"{_OF_DATES[word]} the day of the triage"
    if isinstance(bound, date):
        return f"{_OF_DATES[word]} {date_in_words(bound)}"
    return f"{word} {bound:,} {unit}".rstrip()


def _days(bound: Bound) -> str:
    return _counted(bound, "day") if isinstance(bound, int) else "no days"


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
