"""What a lawyer asks besides: each answer reads advice of its own, and nobody else reads it."""

from __future__ import annotations

from typing import Any

import pytest

from intake.engine.kleene import TRUE
from intake.engine.rules import rules
from intake.flow.answers import read_answer
from tests.flows.interpol_people import FLOW, TODAY, days, person, screened

RED = {"notice_type": "red", "how_known": "police"}
COURT = RED | {"extradition_stage": "court"}
HELD = RED | {"custody": "detained"}
NEAR = HELD | {"next_deadline": days(5)}
REFUGEE = RED | {"asylum": "refugee", "fears_requesting_state": "yes"}
BY_TRAIN = RED | {"travel": "imminent"}
REFUSED = {"ccf_history": "refused"}
DELETED = {"ccf_history": "deleted"}

# Whom it is about, the question, the answer, the advice in which it reads something, and a few of the words.
READS: list[tuple[dict[str, Any], str, Any, str, str]] = [
    (NEAR, "deadline_kind", "hearing", "legal_consultation", "next date is a hearing"),
    (NEAR, "deadline_kind", "appeal", "legal_consultation", "last day to appeal"),
    (NEAR, "deadline_kind", "removal", "legal_consultation", "must not replace a court"),
    (NEAR, "deadline_kind", "ccf_reply", "legal_consultation", "an answer to the [[CCF]]"),
    (NEAR | {"fears_requesting_state": "yes"}, "deadline_kind", "removal", "asylum_protection", "A removal is near"),
    (NEAR | COURT, "deadline_kind", "hearing", "extradition_defence", "next date is a hearing"),
    (NEAR | COURT, "deadline_kind", "appeal", "extradition_defence", "if the appeal stops the handover"),
    (NEAR | COURT, "deadline_kind", "removal", "extradition_defence", "which step still stops it"),
    (BY_TRAIN, "destinations", ["TR"], "no_travel", "the country that looks for"),
    (BY_TRAIN, "destinations", ["NO", "AE"], "no_travel", "may hold a person on an INTERPOL entry"),
    (BY_TRAIN, "destinations", ["IN"], "no_travel", "It is no promise"),
    (BY_TRAIN, "destinations", ["AD"], "no_travel", "We do not know what a notice does"),
    (BY_TRAIN, "destinations", ["XK"], "no_travel", "is not in INTERPOL"),
    (BY_TRAIN | {"requesting_country": "FR"}, "destinations", ["IT"], "no_travel", "A handover there can be quick"),
    (REFUGEE, "protection_by", "here", "asylum_protection", "The country of stay gave the status"),
    (REFUGEE, "protection_by", "elsewhere", "asylum_protection", "Another country gave the status"),
    (REFUGEE, "protection_by", "un_agency", "asylum_protection", "speaks of a member"),
    (REFUGEE | COURT, "protection_by", "elsewhere", "extradition_defence", "not given by the country of stay"),
    (COURT, "other_requesting_country", "US", "legal_consultation", "Two countries are in play"),
    (COURT, "other_requesting_country", "US", "extradition_defence", "[[speciality]] sets limits"),
    (
        REFUGEE | {"fears_requesting_state": "no"},
        *("other_requesting_country", "KP", "ccf_deletion", "second country is not in INTERPOL"),
    ),
    (
        {"notice_type": "unknown", "requesting_country": "XK"},
        *("other_requesting_country", "AL", "ccf_access", "Ask for data from both"),
    ),
    (COURT, "accused_or_convicted", "accused", "extradition_defence", "The trial is still to come"),
    (COURT, "accused_or_convicted", "convicted", "extradition_defence", "There is a sentence"),
    (COURT, "accused_or_convicted", "absent", "extradition_defence", "No new trial is known"),
    (COURT, "accused_or_convicted", "absent_retrial", "extradition_defence", "A new trial can be had"),
    (RED | {"concerns": ["in_absentia"]}, "accused_or_convicted", "absent", "ccf_deletion", "given in absence"),
    (RED | {"concerns": ["low_seriousness"]}, "accused_or_convicted", "convicted", "ccf_deletion", "six months, given"),
    (RED | {"concerns": ["low_seriousness"]}, "accused_or_convicted", "accused", "ccf_deletion", "line is two years."),
    (RED | {"concerns": ["ne_bis_in_idem"]}, "judged_by", "requesting", "ccf_deletion", "Put that decision on top"),
    (RED | {"concerns": ["ne_bis_in_idem"]}, "judged_by", "another", "ccf_deletion", "A court elsewhere decided"),
    (COURT | {"concerns": ["ne_bis_in_idem"]}, "judged_by", "stay", "extradition_defence", "of stay gave it"),
    (
        COURT | {"concerns": ["ne_bis_in_idem"]},
        "judged_by",
        "another",
        "extradition_defence",
        "A third country gave it",
    ),
    (COURT | {"concerns": ["torture"]}, "assurance", "given", "extradition_defence", "A promise was given"),
    (COURT | {"concerns": ["death_penalty"]}, "assurance", "none", "extradition_defence", "No promise is known"),
    (REFUSED, "new_fact_found", "none", "ccf_revision", "no new fact yet"),
    (REFUSED, "new_fact_found", "2026-05-23", "ccf_revision", "Six months from that day are over"),
    (DELETED, "ccf_decision_date", "2026-09-24", "national_authority_request", "INTERPOL then has one month"),
    (DELETED, "ccf_decision_date", "2026-09-23", "national_authority_request", "Both months, to send"),
    (HELD, "has_lawyer", "both", "legal_consultation", "There is a lawyer in both countries"),
    (HELD, "has_lawyer", "only_there", "legal_consultation", "Take a lawyer here too"),
    (HELD, "custody_since", days(-4), "oppose_detention", "More than three days have passed"),
    (HELD, "nationalities", [], "legal_consultation", "Without any nationality"),
    (COURT, "nationalities", ["DE"], "extradition_defence", "do not hand over their own citizens"),
    (HELD, "nationalities", ["DE"], "oppose_detention", "citizen of the country where you are held"),
]


def read_in(advice: str, record: dict[str, Any]) -> str:
    """All lines of one advice that a person reads for whom it is certain; nothing if it is not."""
    kept = {question.id: question.missing for question in FLOW.questions if question.missing is not None}
    answers = {name: read_answer(FLOW.question(name), raw, TODAY) for name, raw in (kept | record).items()}
    compiled = rules(FLOW, TODAY)
    if advice not in {one.recommendation for one in compiled.triage(answers, because=False).certain}:
        return ""
    told = FLOW.recommendations[advice]
    lines = (*told.first, *told.how, *told.say, *told.never, *told.documents, *told.ask)
    return "\n".join(
        line.text.for_voice(str(record["role"])) for line in lines if compiled.holds(line.when, answers) == TRUE
    )


@pytest.mark.parametrize(("who", "question", "answer", "advice", "words"), READS)
def test_an_answer_reads_the_words_that_are_meant_for_it(
    who: dict[str, Any], question: str, answer: Any, advice: str, words: str
) -> None:
    """Whoever gives this answer is told; whoever does not know it is not."""
    not_known = ["unknown"] if FLOW.question(question).kind == "countries" else "unknown"
    assert words in read_in(advice, person(**who) | {question: answer})
    assert words not in read_in(advice, person(**who) | {question: not_known})


def test_whoever_has_no_local_lawyer_is_told_of_one_on_duty() -> None:
    """A lawyer in the country that asks can not go to the police station."""
    for answer, told in {"yes": False, "both": False, "only_there": True, "no": True, "unknown": True}.items():
        assert ("on duty if you know none" in read_in("emergency_lawyer", person(**HELD, has_lawyer=answer))) is told


def test_nobody_is_helped_on_a_trip_to_the_country_that_looks_for_them() -> None:
    """A lawyer at each stop is for a trip that can not wait, and not for one into the arms of its police."""
    for trip, told in ({"destinations": ["TH"]}, True), ({"destinations": ["TR", "TH"]}, False), ({}, True):
        assert ("the trip can not wait" in read_in("no_travel", person(**BY_TRAIN) | trip)) is told


# The six months for a revision


@pytest.mark.parametrize(
    ("found", "last_day"),
    [
        ("2026-07-03", "2027-01-03"),
        ("2026-05-24", "2026-11-24"),
        ("2026-08-31", "2027-02-28"),
        ("none", None),
        ("unknown", None),
    ],
)
def test_the_last_day_for_a_revision_is_six_months_after_the_new_fact(found: str, last_day: str | None) -> None:
    """The one limit at the CCF that runs against the person; without a first day no day is shown."""
    result = screened(person(**REFUSED) | {"new_fact_found": found})
    revision = next(one for one in result["recommendations"] if one["id"] == "ccf_revision")
    assert revision["deadline"] == last_day


def test_on_the_last_day_the_six_months_are_not_over() -> None:
    """A person who files on that day is in time."""
    for found, over in {"2026-05-24": False, "2026-05-23": True}.items():
        said = read_in("ccf_revision", person(**REFUSED) | {"new_fact_found": found})
        assert ("are over" in said) is over
