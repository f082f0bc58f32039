"""Two flows compared: what their files say differently, for whom the outcome changes, and the records that are affected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intake.check.diff.records import Records, records_between
from intake.check.diff.shifts import Shifts, shifts_between
from intake.check.diff.written import Difference, differences
from intake.check.progress import Show
from intake.flow.model import Flow

__all__ = ["Comparison", "compared"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of it. `records` is `None` where no file was given."""

    old: Flow
    new: Flow
    date: date
    written: tuple[Difference, ...]
    shifts: Shifts
    records: Records | None

    @property
    def same(self) -> bool:
        """Whether it is proved that nothing changes for anybody, and no record is affected."""
        return not self.shifts.found and not self.shifts.nobody and not (self.records and self.records.affected)


def compared(old: Flow, new: Flow, day: date, records: str | None, show: Show) -> Comparison:
    """Compares them on that date."""
    affected = records_between(old, new, day, records) if records is not None else None
    return Comparison(old, new, day, differences(old, new), shifts_between(old, new, day, show), affected)
