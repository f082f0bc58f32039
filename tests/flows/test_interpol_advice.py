"""The recommendations of `interpol` against CONTRACT.md, row by row: where each is certain, and where not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.flows.interpol_oracle import CONCERNS, RECOMMENDATIONS, certain
from tests.flows.interpol_people import NOTHING_KNOWN, TODAY, days, person, screened

RED = {"notice_type": "red"}
HELD = {"custody": "detained"}
POLITICAL = {"concerns": ["political"]}
ABROAD = HELD | {"nationalities": ["IR"], "requesting_country": "TR", "current_country": "DE"}

Rows = list[dict[str, Any]]

# For each recommendation: people for whom it is certain, and people for whom it is not.
TABLE: dict[str, tuple[Rows, Rows]] = {
    "safety_first": (
        [{"immediate_danger": "yes"}, {"immediate_danger": "unknown"}, NOTHING_KNOWN],
        [{"immediate_danger": "no"}, {"role": "authority"}],
    ),
    "settle_first": (
        [NOTHING_KNOWN, {"custody": "unknown"}],
        [
            NOTHING_KNOWN | HELD,
            *[NOTHING_KNOWN | {question: "none"} for question in ("notice_type", "next_deadline", "travel")],
            NOTHING_KNOWN | {"extradition_stage": "court"},
            NOTHING_KNOWN | {"immediate_danger": "no"},
        ],
    ),
    "emergency_lawyer": (
        [
            HELD,
            {"custody": "surrender_ordered"},
            {"extradition_stage": "ordered"},
            *[
                {"extradition_stage": stage, "next_deadline": days(ahead)}
                for stage in ("provisional_arrest", "request_received", "court")
                for ahead in (-3, 0, 3)
            ],
        ],
        [
            {"extradition_stage": "court", "next_deadline": days(4)},
            {"extradition_stage": "court", "next_deadline": "unknown"},
            {"extradition_stage": "court", "next_deadline": "none"},
            {"extradition_stage": "unknown", "next_deadline": days(1)},
            {"custody": "restrictions", "next_deadline": days(1)},
            {"custody": "unknown"},
            {"travel": "imminent", **RED},
        ],
    ),
    "oppose_detention": (
        [HELD, {"custody": "surrender_ordered"}],
        [{"custody": custody} for custody in ("free", "questioned_released", "restrictions", "unknown")],
    ),
    "interim_measures": (
        [
            *[
                {"extradition_stage": "ordered", "concerns": [concern]}
                for concern in ("torture", "death_penalty", "unfair_trial", "refugee")
            ],
            {"custody": "surrender_ordered", "asylum": "applicant"},
            {"extradition_stage": "ordered", "asylum": "refugee"},
        ],
        [
            {"extradition_stage": "ordered", **POLITICAL},
            {"extradition_stage": "ordered", "asylum": "new_citizen"},
            {"extradition_stage": "court", "concerns": ["torture"]},
            HELD | {"concerns": ["torture"]},
        ],
    ),
    "extradition_defence": (
        [{"extradition_stage": stage} for stage in ("provisional_arrest", "request_received", "court", "ordered")],
        [{"extradition_stage": stage} for stage in ("none", "refused_before", "unknown")]
        + [{"custody": "surrender_ordered"}],
    ),
    "consular_contact": (
        [
            ABROAD,
            ABROAD | {"nationalities": ["TR", "IR"]},
            ABROAD | {"custody": "surrender_ordered"},
            ABROAD | {"asylum": "new_citizen", "fears_requesting_state": "yes"},
            ABROAD | {"asylum": "unknown"},
        ],
        [
            ABROAD | {"custody": "free"},
            ABROAD | {"custody": "unknown"},
            ABROAD | {"nationalities": ["TR"]},
            ABROAD | {"nationalities": ["DE", "TR"]},
            ABROAD | {"nationalities": []},
            ABROAD | {"nationalities": ["unknown"]},
            *[ABROAD | {"nationalities": ["CN"], "requesting_country": country} for country in ("HK", "MO", "CN")],
            ABROAD | {"asylum": "applicant"},
            ABROAD | {"asylum": "refugee"},
            ABROAD | {"fears_requesting_state": "yes"},
            ABROAD | {"fears_requesting_state": "unknown"},
        ],
    ),
    "asylum_protection": (
        [{"asylum": "applicant"}, {"asylum": "refugee"}, {"fears_requesting_state": "yes"}],
        [{"asylum": status} for status in ("none", "new_citizen", "unknown")] + [{"fears_requesting_state": "unknown"}],
    ),
    "no_travel": (
        [
            RED,
            {"notice_type": "diffusion"},
            RED | {"custody": "unknown"},
            *[
                {"notice_type": kind, "travel": "planned"}
                for kind in ("blue", "green", "silver", "un_special", "travel_document", "unknown")
            ],
            *[{"how_known": "bank", "travel": travel} for travel in ("planned", "imminent", "unknown")],
        ],
        [
            RED | HELD,
            RED | {"custody": "surrender_ordered"},
            {"notice_type": "blue"},
            {"how_known": "police"},
            {"travel": "imminent"},
            {"travel": "imminent", "how_known": "public_list"},
            {"notice_type": "yellow", "travel": "imminent"},
            {"notice_type": "purple", "travel": "planned"},
        ],
    ),
    "ccf_provisional_measures": (
        [
            *[RED | POLITICAL | {"custody": custody} for custody in ("detained", "surrender_ordered", "restrictions")],
            RED | POLITICAL | {"extradition_stage": "request_received"},
            RED | POLITICAL | {"travel": "imminent"},
            HELD | {"ccf_history": "deletion_pending"},
        ],
        [
            RED | POLITICAL,
            RED | POLITICAL | {"travel": "planned", "travel_date": days(1)},
            RED | POLITICAL | {"travel": "unknown"},
            RED | POLITICAL | {"extradition_stage": "unknown"},
            RED | POLITICAL | {"custody": "unknown"},
            RED | HELD | {"concerns": ["death_penalty"]},
            {"ccf_history": "deletion_pending"},
            RED | POLITICAL | HELD | {"ccf_history": "refused"},
        ],
    ),
    "ccf_deletion": (
        [
            *[
                POLITICAL | {"notice_type": kind}
                for kind in ("red", "diffusion", "blue", "green", "silver", "un_special", "travel_document")
            ],
            *[RED | POLITICAL | {"ccf_history": history} for history in ("access_requested", "unknown")],
            *[RED | {"concerns": [concern]} for concern in CONCERNS if concern != "death_penalty"],
            RED | {"asylum": "refugee"},
        ],
        [
            *[POLITICAL | {"notice_type": kind} for kind in ("yellow", "black", "orange", "purple", "none", "unknown")],
            *[RED | POLITICAL | {"ccf_history": history} for history in ("deletion_pending", "refused", "deleted")],
            RED,
            RED | {"concerns": ["death_penalty"]},
            RED | {"asylum": "applicant"},
        ],
    ),
    "ccf_access": (
        [{"notice_type": "unknown"}, {"notice_type": "unknown", "ccf_history": "unknown"}, NOTHING_KNOWN],
        [{}, RED, {"how_known": "bank"}]
        + [
            {"notice_type": "unknown", "ccf_history": history}
            for history in ("access_requested", "deletion_pending", "refused", "deleted")
        ],
    ),
    "ccf_preemptive": (
        [
            {"fears_requesting_state": "yes"},
            *[{"concerns": [concern]} for concern in ("political", "ethnic_or_religious", "journalist_or_activist")],
            POLITICAL | {"notice_type": "unknown", "ccf_history": "unknown"},
            POLITICAL | {"custody": "unknown"},
        ],
        [
            {"fears_requesting_state": "unknown"},
            {"concerns": ["torture"]},
            POLITICAL | RED,
            POLITICAL | {"notice_type": "yellow"},
            POLITICAL | HELD,
            POLITICAL | {"ccf_history": "access_requested"},
        ],
    ),
    "ccf_revision": (
        [{"ccf_history": "refused"}],
        [
            {"ccf_history": history}
            for history in ("none", "access_requested", "deletion_pending", "deleted", "unknown")
        ],
    ),
    "passport_fix": ([{"notice_type": "travel_document"}], [RED, {"notice_type": "unknown"}]),
    "bank_and_reputation": ([{"how_known": "bank"}, {"notice_type": "silver"}], [{"how_known": "border"}, RED]),
    "national_authority_request": (
        [
            {"ccf_history": "deleted"},
            {"how_known": "border"},
            {"how_known": "visa_or_residence"},
            {"role": "authority"},
        ],
        [{"how_known": "police"}, {"ccf_history": "refused"}, {"role": "other"}],
    ),
    "evidence": (
        [{"concerns": ["death_penalty"]}, HELD, {"custody": "surrender_ordered"}, {"extradition_stage": "ordered"}],
        [RED, {"custody": "restrictions"}, {"extradition_stage": "refused_before"}, {"asylum": "refugee"}],
    ),
    "missing_person_support": ([{"notice_type": "yellow"}, {"notice_type": "black"}], [RED, {"notice_type": "orange"}]),
    "victim_or_witness_advice": ([{"role": "victim"}], [{"role": "family"}, {"role": "other"}]),
    "legal_consultation": ([{}, HELD, NOTHING_KNOWN, {"role": "authority"}], []),
}


def test_every_recommendation_of_the_contract_has_its_rows() -> None:
    """A recommendation without a row here would be tested by chance only."""
    assert tuple(TABLE) == RECOMMENDATIONS


ROWS = [
    (name, holds, who)
    for name, sides in TABLE.items()
    for holds, side in ((True, sides[0]), (False, sides[1]))
    for who in side
]


@pytest.mark.parametrize(("name", "holds", "changes"), ROWS)
def test_a_recommendation_is_certain_exactly_where_the_table_says(
    name: str, holds: bool, changes: dict[str, Any]
) -> None:
    """What the table grants is certain; what it does not grant is not even possible once all is answered."""
    record = person(**changes)
    assert (name in certain(record, TODAY)) is holds
    states = {advice["id"]: advice["state"] for advice in screened(record)["recommendations"]}
    assert states.get(name) == ("certain" if holds else None)
