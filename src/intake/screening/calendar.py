"""Dates in columns: moved by years, months and days, then rolled, as `flow/dates.py` moves a single one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sqlglot import exp

from intake.flow.dates import roll_date, shift_date
from intake.flow.model import Flow, Limit
from intake.flow.tables import Cell
from intake.flow.values import Roll, Shifted
from intake.screening.stages import Joined, Stages
from intake.screening.tree import NULL, Sql, all_of, cast, chosen, coalesced, literal

__all__ = ["Calendar"]

_LONGEST_BACK = 2
"""How many days before a holiday a day can stand that would be moved to it: a week end is between."""


class Calendar:
    """The calendar of a flow, with its lists of holidays. Outside the years 1 to 9999 there is no date."""

    def __init__(self, flow: Flow, stages: Stages) -> None:
        self._flow, self._stages = flow, stages

    def shifted(self, day: Sql, by: Shifted | Limit) -> Sql:
        """The day moved and rolled; NULL where there is none."""
        if day == NULL:
            return NULL
        day = self._stages.named("moved from", day)
        months = by.years * 12 + by.months
        lowest, highest = _movable(months, by.days)
        if lowest is None or highest is None:
            return NULL
        moved = _plus(_plus(day, months, "MONTH"), by.days, "DAY")
        moved = self._stages.named("moved", chosen([(_between(day, lowest, highest), moved)]))
        return self._rolled(moved, by.roll, self._flow.holidays.get(by.holidays or "", frozenset()))

    def _rolled(self, day: Sql, roll: Roll | None, holidays: frozenset[date]) -> Sql:
        if roll is None:
            return day
        if roll == "end_of_year":
            month = exp.Sub(this=literal(12), expression=_part(day, "MONTH"))
            return self._stages.named("end of year", _last_of_month(_plus_months(day, month)))
        if roll == "end_of_month":
            return self._stages.named("end of month", _last_of_month(day))
        weekday = _part(day, "DOW")
        plain = chosen(
            [
                (exp.EQ(this=weekday, expression=literal(6)), _plus(day, 2, "DAY")),
                (exp.EQ(this=weekday.copy(), expression=literal(0)), _plus(day, 1, "DAY")),
            ],
            day,
        )
        moved: dict[tuple[Cell, ...], Cell] = {(off,): to for off, to in _moved_by_holidays(holidays).items()}
        if not moved:
            return self._stages.named("working day", plain)
        _, to = self._stages.joined(Joined("days after holidays", (day,), moved, "DATE"))
        last = _last_that_rolls(holidays)
        rolled = coalesced(to, plain)
        if last < date.max:
            rolled = chosen([(exp.LTE(this=day.copy(), expression=literal(last)), rolled)])
        return self._stages.named("working day", rolled)


def _movable(months: int, days: int) -> tuple[date | None, date | None]:
    """The first and the last day that can be moved without leaving the calendar."""

    def moved(ordinal: int) -> bool:
        return shift_date(date.fromordinal(ordinal), 0, months, days) is not None

    first, last = date.min.toordinal(), date.max.toordinal()
    forward = months * 31 + days >= 0
    some = next((at for at in ((first, last) if forward else (last, first)) if moved(at)), None)
    if some is None:
        return None, None
    return date.fromordinal(_edge(moved, some, first)), date.fromordinal(_edge(moved, some, last))


def _edge(holds: Callable[[int], bool], inside: int, outside: int) -> int:
    """The last number towards `outside` for which it holds; all between that one and `inside` do."""
    if holds(outside):
        return outside
    while abs(outside - inside) > 1:
        middle = (inside + outside) // 2
        inside, outside = (middle, outside) if holds(middle) else (inside, middle)
    return inside


def _moved_by_holidays(holidays: frozenset[date]) -> dict[date, date]:
    """The days that a list of holidays moves elsewhere than week ends alone do, and where to."""
    found: dict[date, date] = {}
    for holiday in holidays:
        for back in range(_LONGEST_BACK + 1):
            if holiday.toordinal() - back < 1:
                break
            day = holiday - timedelta(days=back)
            to = roll_date(day, "next_working_day", holidays)
            if to is not None and to != roll_date(day, "next_working_day"):
                found[day] = to
    return dict(sorted(found.items()))


def _last_that_rolls(holidays: frozenset[date]) -> date:
    day = date.max
    while roll_date(day, "next_working_day", holidays) is None:
        day -= timedelta(days=1)
    return day


def _between(day: Sql, lowest: date, highest: date) -> Sql:
    return all_of(
        exp.GTE(this=day.copy(), expression=literal(lowest)), exp.LTE(this=day.copy(), expression=literal(highest))
    )


def _plus(day: Sql, count: int, unit: str) -> Sql:
    if not count:
        return day
    interval = exp.Interval(this=exp.Literal.string(str(abs(count))), unit=exp.var(unit))
    kind = exp.Add if count > 0 else exp.Sub
    return cast(kind(this=day.copy(), expression=interval), "DATE")


def _plus_months(day: Sql, months: Sql) -> Sql:
    interval = exp.Mul(
        this=exp.Paren(this=months), expression=exp.Interval(this=exp.Literal.string("1"), unit=exp.var("MONTH"))
    )
    return cast(exp.Add(this=day.copy(), expression=interval), "DATE")


def _part(day: Sql, part: str) -> Sql:
    return exp.Extract(this=exp.var(part), expression=day.copy())


def _last_of_month(day: Sql) -> Sql:
    """The first of the month, a month on, a day back."""
    first = exp.DateTrunc(this=day.copy(), unit=exp.Literal.string("MONTH"))  # type: ignore[no-untyped-call]
    return _plus(_plus(cast(first, "DATE"), 1, "MONTH"), -1, "DAY")
