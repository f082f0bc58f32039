"""Moves of days by the calendar, as a flow's `add` and `roll` make them: they never turn two days around."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from intake.flow.dates import roll_date, shift_date
from intake.flow.model import Flow
from intake.flow.values import Roll

__all__ = ["Move"]

_SOME_DAY = date(2000, 1, 1).toordinal()


class Move:
    """By years, months and days, then rolled. `first` and `last`: the days that can be moved without leaving the calendar."""

    def __init__(self, flow: Flow, years: int, months: int, days: int, roll: Roll | None, holidays: str | None) -> None:
        self._by = years, months, days
        self._roll, self._holidays = roll, flow.holidays.get(holidays or "", frozenset())
        self.days = days if not (years or months or roll) else None
        """The days alone, if it is a move by days."""
        self.last = _last(lambda day: self._moved(day) is not None, _SOME_DAY, date.max.toordinal())
        self.first = -_last(lambda day: self._moved(-day) is not None, -_SOME_DAY, -1)

    def __call__(self, day: int) -> int:
        """The day (by its number) on which that day comes to stand."""
        found = self._moved(day)
        if found is None:
            raise ValueError(f"day {day} cannot be moved")
        return found.toordinal()

    def _moved(self, day: int) -> date | None:
        moved = shift_date(date.fromordinal(day), *self._by)
        return None if moved is None else roll_date(moved, self._roll, self._holidays)


def _last(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The last number up to `high` for which it holds; below that, from `low`, it holds for all."""
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low
