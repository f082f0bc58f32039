"""People for the tests of `interpol`: a calm one, those who differ from it in what a test names, and anybody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

import intake
from intake.records import Result
from tests.flows.interpol_oracle import CONCERNS, VALUES, VULNERABILITIES, WORDS, path

__all__ = ["CALM", "FLOW", "NOTHING_KNOWN", "QUIET", "TODAY", "days", "people", "person", "screened"]

TODAY = date(2026, 11, 24)
FLOW = intake.load("interpol")

CALM: dict[str, Any] = {
    "role": "self",
    "immediate_danger": "no",
    "custody": "free",
    "travel": "none",
    "extradition_stage": "none",
    "notice_type": "none",
    "how_known": "other",
    "vulnerability": [],
    "requesting_country": "TR",
    "current_country": "DE",
    "nationalities": ["TR"],
    "asylum": "none",
    "fears_requesting_state": "no",
    "offence": "fraud_or_economic",
    "concerns": [],
    "ccf_history": "none",
    "has_lawyer": "no",
}
QUIET = {"custody_since": "2026-11-10", "travel_date": "2027-03-01", "next_deadline": "none"}
NOTHING_KNOWN = dict.fromkeys(
    ("immediate_danger", "notice_type", "extradition_stage", "travel", "next_deadline"), "unknown"
)

# Answers that the flow may keep aside, though the contract has them: they can change nothing for some people.
PASSED_OVER = {("kept_aside", name) for name in ("custody_since", "travel_date", "nationalities", "offence")}


def days(number: int) -> str:
    """The day that many days ahead."""
    return (TODAY + timedelta(days=number)).isoformat()


def person(**changes: Any) -> dict[str, Any]:
    """A calm, complete record with these changes: every question of the contract for it, and no other."""
    answers = CALM | QUIET | changes
    return {question: answers[question] for question in path(answers)}


def screened(record: dict[str, Any]) -> Result:
    """What the engine says of a record that must be complete. The flow may pass over what can not matter for this person."""
    result = intake.screen(FLOW, record, date=TODAY)
    assert result["status"] == "complete", (result["errors"], result["next_question"])
    assert {(warning["code"], warning["field"]) for warning in result["warnings"]} <= PASSED_OVER
    return result


COUNTRIES = ("TR", "DE", "RU", "CN", "HK", "MO", "NO", "XK", "KP", "TV", "unknown")
# Both sides of each boundary of the table, and the words.
NEAR_DAYS = tuple(days(ahead) for ahead in (-400, -1, 0, 1, 2, 3, 4, 5, 13, 14, 15, 16, 59, 60, 61, 500))
PAST_DAYS = tuple(days(ahead) for ahead in (0, -1, -3, -4, -90))


def _some(values: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=3, unique=True)


ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    **{question: st.sampled_from(values) for question, values in VALUES.items()},
    "vulnerability": st.just(["none"]) | _some(VULNERABILITIES),
    "concerns": _some(CONCERNS),
    "requesting_country": st.sampled_from(COUNTRIES),
    "current_country": st.sampled_from(COUNTRIES),
    "nationalities": st.just(["unknown"]) | _some(COUNTRIES[:-1]),
    "custody_since": st.sampled_from((*PAST_DAYS, *WORDS["custody_since"])),
    "travel_date": st.sampled_from((*NEAR_DAYS, *WORDS["travel_date"])),
    "next_deadline": st.sampled_from((*NEAR_DAYS, *WORDS["next_deadline"])),
}


@st.composite
def people(draw: st.DrawFn) -> dict[str, Any]:
    """Anybody with a complete record: a calm person, or one who knows little, with any answers changed."""
    start = draw(st.sampled_from([{}, NOTHING_KNOWN]))
    changed = draw(st.sets(st.sampled_from(sorted(ANSWERS))))
    return person(**start | {question: draw(ANSWERS[question]) for question in sorted(changed)})
