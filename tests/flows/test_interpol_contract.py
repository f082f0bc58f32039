"""The flow `interpol` against CONTRACT.md for everybody: random people, and people of whom only a part is known."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import intake
from tests.flows.interpol_oracle import CONCERNS, LEVELS, RECOMMENDATIONS, VALUES, WORDS, certain, grounds, level, path
from tests.flows.interpol_people import FLOW, QUIET, TODAY, days, people, person, screened


def test_the_flow_asks_every_question_of_the_contract_with_its_values() -> None:
    """Records and integrations rely on these ids; more values are welcome, fewer are not."""
    questions = {question.id: question for question in FLOW.questions}
    for name, values in VALUES.items():
        assert set(values) <= set(questions[name].options), name
    for name, words in WORDS.items():
        assert set(words) <= set(questions[name].words), name
    assert [ground for ground in FLOW.grounds if ground in CONCERNS] == list(CONCERNS)


@settings(deadline=None)
@given(people())
def test_a_complete_record_has_the_level_the_advice_and_the_grounds_of_the_contract(record: dict[str, Any]) -> None:
    """Whoever has answered all gets exactly what the contract's tables say, and nothing is left open."""
    result = screened(record)
    here = level(record, TODAY)
    assert (result["urgency"], result["urgency_at_most"]) == (here, here)
    ours = [advice for advice in result["recommendations"] if advice["id"] in RECOMMENDATIONS]
    assert {advice["id"] for advice in ours} == certain(record, TODAY)
    assert {advice["state"] for advice in result["recommendations"]} == {"certain"}
    assert result["grounds"] == grounds(record)


def test_the_recommendations_stand_in_the_order_of_the_contract() -> None:
    """Equals are shown in the table's order, so the flow must list them so."""
    assert [name for name in FLOW.recommendations if name in RECOMMENDATIONS] == list(RECOMMENDATIONS)


@settings(deadline=None)
@given(people())
def test_no_advice_is_more_urgent_than_the_situation(record: dict[str, Any]) -> None:
    """`legal_consultation` carries the level of the situation; the list goes by level, then by the flow's order."""
    advice = screened(record)["recommendations"]
    levels = {one["id"]: one["urgency"] for one in advice}
    assert levels["legal_consultation"] == level(record, TODAY)
    assert all(LEVELS.index(one) <= LEVELS.index(levels["legal_consultation"]) for one in levels.values())
    order = tuple(FLOW.recommendations)
    assert [one["id"] for one in advice] == sorted(
        levels, key=lambda name: (-LEVELS.index(levels[name]), order.index(name))
    )


@settings(deadline=None)
@given(people(), st.data())
def test_a_gap_never_hides_what_the_whole_record_would_say(record: dict[str, Any], data: st.DataObject) -> None:
    """With answers missing, certain and excluded are right, and the true level lies within the two bounds."""
    missing = data.draw(st.sets(st.sampled_from(sorted(record)), min_size=1))
    part = {question: answer for question, answer in record.items() if question not in missing}
    result = intake.screen(FLOW, part, date=TODAY)
    states = {advice["id"]: advice["state"] for advice in result["recommendations"]}
    truly = certain(record, TODAY)
    assert {name for name, state in states.items() if state == "certain" and name in RECOMMENDATIONS} <= truly
    assert truly <= set(states)
    here = LEVELS.index(level(record, TODAY))
    assert LEVELS.index(result["urgency"] or "planned") <= here <= LEVELS.index(result["urgency_at_most"])


@pytest.mark.parametrize(
    ("answers", "at_once"),
    [
        ({"role": "self", "immediate_danger": "yes"}, "safety_first"),
        ({"role": "self", "immediate_danger": "no", "custody": "detained"}, "emergency_lawyer"),
        ({"role": "family", "immediate_danger": "no", "custody": "surrender_ordered"}, "emergency_lawyer"),
        ({"role": "family", "immediate_danger": "no", "custody": "unknown"}, "settle_first"),
    ],
)
def test_the_first_instruction_comes_after_one_or_two_answers(answers: dict[str, Any], at_once: str) -> None:
    """A person in danger or held is not asked the rest before the first useful words."""
    result = intake.screen(FLOW, answers, date=TODAY)
    assert result["status"] == "incomplete"
    assert result["urgency"] == "emergency"
    assert (at_once, "certain") in {(one["id"], one["state"]) for one in result["recommendations"]}


def test_imminent_travel_is_an_emergency_after_four_answers() -> None:
    """Danger, custody and travel are asked first, so that a person at a gate is told before the case is asked about."""
    asked = ("role", "immediate_danger", "custody", "custody_since", "travel")
    record = person(custody="restrictions", travel="imminent")
    result = intake.screen(FLOW, {question: record[question] for question in asked}, date=TODAY)
    assert result["urgency"] == "emergency"


def test_somebody_not_yet_known_to_be_free_may_still_need_an_emergency_lawyer() -> None:
    """Somebody who has not yet said where they are held must not be told that it is no emergency."""
    result = intake.screen(FLOW, {"role": "family", "immediate_danger": "no", "notice_type": "red"}, date=TODAY)
    states = {advice["id"]: advice["state"] for advice in result["recommendations"]}
    assert states["emergency_lawyer"] == "possible"
    assert (result["next_question"], result["urgency_at_most"]) == ("custody", "emergency")


def test_an_answer_that_the_path_does_not_need_is_kept_aside() -> None:
    """A date of travel without a trip changes nothing, and the record says so."""
    record = person() | {"travel_date": days(0)}
    result = intake.screen(FLOW, record, date=TODAY)
    assert (result["status"], result["urgency"]) == ("complete", "planned")
    assert "travel_date" in {warning["field"] for warning in result["warnings"] if warning["code"] == "kept_aside"}


def test_a_public_office_is_asked_for_two_countries_only() -> None:
    """No person is concerned, so danger, custody, stage, travel, notice and vulnerability are not asked."""
    assert path(person(role="authority")) == ("role", "requesting_country", "current_country")
    result = intake.screen(FLOW, person(role="authority") | QUIET, date=TODAY)
    assert [one["id"] for one in result["recommendations"] if one["id"] in RECOMMENDATIONS] == [
        "national_authority_request",
        "legal_consultation",
    ]
