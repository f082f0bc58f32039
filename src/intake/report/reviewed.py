"""The one line that says whether a lawyer has looked at a flow's texts, with the flow's version and date."""

from __future__ import annotations

from intake.flow.model import Flow
from intake.flow.review import counted, standings
from intake.report.names import date_text
from intake.report.rows import clean

__all__ = ["reviewed_line"]


def reviewed_line(flow: Flow) -> str:
    """As in "No lawyer has reviewed these texts yet: late 1.0.0, as of 24 Nov 2026."; empty if the flow does not say.

    The date is the day of the last entry in the flow's `review`. Half a percent is never rounded up.
    """
    if not flow.review:
        return ""
    found = standings(flow)
    by_lawyer = counted(found).get("reviewed", 0)
    share = 100 * by_lawyer // len(found) if found else 0
    if not by_lawyer:
        said = "No lawyer has reviewed these texts yet"
    elif by_lawyer == len(found):
        said = "A lawyer has reviewed these texts"
    else:
        said = (
            f"A lawyer has reviewed {share} % of these texts" if share else "A lawyer has reviewed a few of these texts"
        )
    day = date_text(max(entry.on for entry in flow.review.values()), flow.language)
    return f"{said}: {flow.id} {clean(flow.version)}, as of {day}."
