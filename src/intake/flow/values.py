"""Values: named numbers, dates and words that a flow works out from answers and tables. Data only, as conditions are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from intake.flow.conditions import Condition

__all__ = [
    "TODAY",
    "Answer",
    "Bound",
    "Case",
    "Choose",
    "Column",
    "Constant",
    "Earliest",
    "Latest",
    "LookUp",
    "Named",
    "Reference",
    "Roll",
    "Shifted",
    "Sum",
    "Times",
    "Today",
    "Value",
]

Roll = Literal["next_working_day", "end_of_month", "end_of_year"]
"""How a date moves on after the addition."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, a date or a word written in the flow."""

    value: int | date | str


@dataclass(frozen=True, slots=True)
class Today:
    """The date of the triage: an input, never the clock."""


TODAY = Today()
Bound = int | date | Today
"""The end of a range: a number, a date, or the date of the triage."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question; a word (`unknown`, `never`, `none`) is *none* in every sum and date."""

    question: str


@dataclass(frozen=True, slots=True)
class Column:
    """A cell of the table of a country or choice question: `requesting_country.acts_for`; of several choices, all cells."""

    question: str
    column: str


@dataclass(frozen=True, slots=True)
class Named:
    """Another value of the flow, by name."""

    name: str


Reference = Answer | Column | Named
"""What a comparison can read: an answer, a table column or a value."""


@dataclass(frozen=True, slots=True)
class Case:
    """One line of `choose`: the value where the condition holds."""

    when: Condition
    value: Value


@dataclass(frozen=True, slots=True)
class Choose:
    """The value of the first case that holds; *none* if none does."""

    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class LookUp:
    """A cell of a table by one or two keys; the `otherwise` row where no row fits; *none* where the cell is empty."""

    table: str
    row: tuple[Value, ...]
    column: str


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of whole numbers; *none* if one of them is none."""

    parts: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """A whole number times a constant. There is no product of answers, so that everything stays decidable."""

    value: Value
    by: int


@dataclass(frozen=True, slots=True)
class Shifted:
    """A date moved by whole years, then months, then days (negative: back), then rolled.

    Units: calendar. A day that a month does not have becomes its last day (31 January and one month: 28 or 29
    February). `holidays` names a list of the flow; Saturdays and Sundays are never working days.
    """

    start: Value
    years: int
    months: int
    days: int
    roll: Roll | None
    holidays: str | None


@dataclass(frozen=True, slots=True)
class Earliest:
    """The earliest of the dates (or the least of the numbers) that are there; those that are none are skipped."""

    parts: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest of the dates (or the greatest of the numbers) that are there; those that are none are skipped."""

    parts: tuple[Value, ...]


Value = Constant | Today | Reference | Choose | LookUp | Sum | Times | Shifted | Earliest | Latest
