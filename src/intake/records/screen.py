"""The library's door to one record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date

from intake.flow.model import Flow
from intake.records.record import as_record
from intake.records.screener import Result, Screener

__all__ = ["screen"]


def screen(
    flow: Flow,
    record: Mapping[str, object],
    *,
    date: Date | None = None,
    id: str | None = None,
    because: bool = True,
) -> Result:
    """The result of one record: its keys are question ids, and perhaps `id`. Whatever it holds, nothing is raised.

    `date` is the date of the triage (default: today, local); `id` names a record that has no id of its own (default:
    "1"); without `because` the reasons are left out. For many records of a flow take a `Screener`, which is quicker.

        result = intake.screen(flow, {"custody": "detained"})
        result["urgency"], result["next_question"]
    """
    screener = Screener(flow, date or Date.today(), because=because, recall=False)
    return screener.screen(as_record(record), "1" if id is None else id)
