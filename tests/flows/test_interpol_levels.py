"""The levels of `interpol` against CONTRACT.md, row by row, on both sides of each boundary."""

from __future__ import annotations

from typing import Any

import pytest

from tests.flows.interpol_oracle import VULNERABILITIES, level
from tests.flows.interpol_people import NOTHING_KNOWN, TODAY, days, person, screened

SITUATIONS: list[tuple[str, str, dict[str, Any]]] = [
    ("planned", "nothing of note", {}),
    # danger
    ("emergency", "danger to life", {"immediate_danger": "yes"}),
    ("emergency", "danger not known counts as yes", {"immediate_danger": "unknown"}),
    # custody
    ("emergency", "held", {"custody": "detained"}),
    ("emergency", "handover ordered, held", {"custody": "surrender_ordered"}),
    ("emergency", "custody not known", {"custody": "unknown"}),
    ("urgent", "free with conditions", {"custody": "restrictions"}),
    ("planned", "asked and let go is no level of its own", {"custody": "questioned_released"}),
    # stage
    ("emergency", "ordered while free", {"extradition_stage": "ordered"}),
    ("urgent", "provisional arrest, now free", {"extradition_stage": "provisional_arrest"}),
    ("urgent", "request received, free", {"extradition_stage": "request_received"}),
    ("urgent", "in court, free", {"extradition_stage": "court"}),
    ("urgent", "in court, let go after questions", {"extradition_stage": "court", "custody": "questioned_released"}),
    ("urgent", "stage not known: the table wins", {"extradition_stage": "unknown"}),
    ("planned", "refused before", {"extradition_stage": "refused_before"}),
    # travel
    ("emergency", "travel within 24 hours", {"travel": "imminent"}),
    ("emergency", "travel not known counts as yes", {"travel": "unknown"}),
    ("emergency", "travel planned for a day that has passed", {"travel": "planned", "travel_date": days(-5)}),
    ("emergency", "travel planned for today", {"travel": "planned", "travel_date": days(0)}),
    ("emergency", "travel planned for tomorrow", {"travel": "planned", "travel_date": days(1)}),
    ("urgent", "travel in 2 days", {"travel": "planned", "travel_date": days(2)}),
    ("urgent", "travel in 14 days", {"travel": "planned", "travel_date": days(14)}),
    ("planned", "travel in 15 days", {"travel": "planned", "travel_date": days(15)}),
    ("urgent", "travel on an unknown day: the table wins", {"travel": "planned", "travel_date": "unknown"}),
    # deadline, on the one calm path that asks for it: conditions are urgent by themselves, so is every stage that asks
    ("emergency", "a deadline that has passed", {"custody": "restrictions", "next_deadline": days(-9)}),
    ("emergency", "a deadline today", {"custody": "restrictions", "next_deadline": days(0)}),
    ("emergency", "a deadline in 3 days", {"custody": "restrictions", "next_deadline": days(3)}),
    ("urgent", "a deadline in 4 days", {"custody": "restrictions", "next_deadline": days(4)}),
    ("urgent", "a deadline in 60 days under conditions", {"custody": "restrictions", "next_deadline": days(60)}),
    ("emergency", "a deadline not known counts as yes", {"custody": "restrictions", "next_deadline": "unknown"}),
    ("emergency", "stage and deadline not known", {"extradition_stage": "unknown", "next_deadline": "unknown"}),
    ("urgent", "told of no deadline", {"extradition_stage": "court", "next_deadline": "none"}),
    # refugee
    (
        "urgent",
        "refugee, red notice, fear",
        {"asylum": "refugee", "notice_type": "red", "fears_requesting_state": "yes"},
    ),
    (
        "urgent",
        "refugee, sign from a bank, fear not known",
        {"asylum": "refugee", "how_known": "bank", "fears_requesting_state": "unknown"},
    ),
    ("soon", "refugee, red notice, no fear", {"asylum": "refugee", "notice_type": "red"}),
    ("planned", "refugee, no sign, fear", {"asylum": "refugee", "fears_requesting_state": "yes"}),
    (
        "soon",
        "applicant, red notice, fear",
        {"asylum": "applicant", "notice_type": "red", "fears_requesting_state": "yes"},
    ),
    # sign of a notice
    *[("soon", f"notice {kind}", {"notice_type": kind}) for kind in ("red", "blue", "yellow", "purple", "unknown")],
    *[
        ("soon", f"known from {way}", {"how_known": way})
        for way in ("police", "border", "arrest", "bank", "visa_or_residence")
    ],
    *[("planned", f"known from {way}", {"how_known": way}) for way in ("public_list", "rumour", "other")],
    ("planned", "follow-up after deletion", {"ccf_history": "deleted"}),
    # nothing known
    ("urgent", "nothing known", NOTHING_KNOWN),
    ("urgent", "nothing known, under conditions", NOTHING_KNOWN | {"custody": "restrictions"}),
    ("urgent", "nothing known, asked and let go", NOTHING_KNOWN | {"custody": "questioned_released"}),
    ("emergency", "nothing known, but held", NOTHING_KNOWN | {"custody": "detained"}),
    ("emergency", "nothing known, not even custody", NOTHING_KNOWN | {"custody": "unknown"}),
    ("emergency", "nothing known but the notice", NOTHING_KNOWN | {"notice_type": "none"}),
    ("emergency", "nothing known but that no deadline was given", NOTHING_KNOWN | {"next_deadline": "none"}),
    ("emergency", "nothing known but that there is no danger", NOTHING_KNOWN | {"immediate_danger": "no"}),
    ("emergency", "nothing known but that no trip is planned", NOTHING_KNOWN | {"travel": "none"}),
    # raised once, by vulnerability alone, and never over the top
    *[("soon", f"{need}, nothing else", {"vulnerability": [need]}) for need in VULNERABILITIES],
    ("urgent", "minor with a red notice", {"vulnerability": ["minor"], "notice_type": "red"}),
    ("urgent", "two needs raise once", {"vulnerability": ["minor", "no_interpreter"], "notice_type": "red"}),
    ("emergency", "ill, under conditions", {"vulnerability": ["illness_or_disability"], "custody": "restrictions"}),
    ("emergency", "only carer, nothing known", NOTHING_KNOWN | {"vulnerability": ["sole_carer"]}),
    ("emergency", "no interpreter, held", {"vulnerability": ["no_interpreter"], "custody": "detained"}),
    ("planned", "none of the needs", {"vulnerability": ["none"]}),
    ("soon", "no lawyer raises nothing", {"notice_type": "red", "has_lawyer": "no"}),
    ("planned", "a public office", {"role": "authority"}),
]


@pytest.mark.parametrize(
    ("expected", "changes"), [(row[0], row[2]) for row in SITUATIONS], ids=[row[1] for row in SITUATIONS]
)
def test_the_level_is_the_one_of_the_table(expected: str, changes: dict[str, Any]) -> None:
    """The level of a situation is what the table says, on both sides of each boundary."""
    record = person(**changes)
    assert level(record, TODAY) == expected
    result = screened(record)
    assert (result["urgency"], result["urgency_at_most"]) == (expected, expected)
    # The lawyer's line carries the level itself: another advice that is as urgent would hide a ladder that is too low.
    lawyer = next(one for one in result["recommendations"] if one["id"] == "legal_consultation")
    assert (lawyer["urgency"], lawyer["urgency_at_most"]) == (expected, expected)
