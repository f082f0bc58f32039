"""Lines of `interpol` that a frightened person could follow to harm if they read otherwise: whom they reach, in which order."""

from __future__ import annotations

from typing import Any

import intake
from intake.engine.kleene import TRUE
from intake.engine.rules import rules
from intake.flow.answers import read_answer
from intake.flow.text import Line
from tests.flows.interpol_people import TODAY, person

FLOW = intake.load("interpol")


def lines(recommendation: str, part: str, **changes: Any) -> list[str]:
    """What that part of the advice says to this person."""
    given = person(**changes)
    answers = {id_: read_answer(FLOW.question(id_), value, TODAY) for id_, value in given.items()}
    found: tuple[Line, ...] = getattr(FLOW.recommendations[recommendation], part)
    reading = rules(FLOW, TODAY)
    return [line.text.for_voice(given["role"]) for line in found if reading.holds(line.when, answers) == TRUE]


def test_who_fled_is_warned_before_the_police_are_named() -> None:
    """A yellow notice can be how a state, or a violent relative, looks for somebody."""
    for role in ("self", "family", "lawyer", "victim", "other"):
        first = lines("missing_person_support", "how", notice_type="yellow", role=role)[0]
        assert "Get advice before" in first, role


def test_a_new_citizen_is_not_told_to_shun_the_consulate_that_can_help() -> None:
    """Their own consulate is that of the new state: `consular_contact` sends them there."""
    for role in ("self", "family"):
        said = lines("asylum_protection", "first", asylum="new_citizen", fears_requesting_state="yes", role=role)
        assert any("consulate of the state that" in line and "fear" in line for line in said)
        assert not any("own consulate" in line for line in said)


def test_nobody_is_given_words_about_torture_that_they_did_not_choose() -> None:
    """What is said to an officer is written down: it must be true."""
    ordered = {"custody": "surrender_ordered", "next_deadline": "none"}
    assert not any("torture" in line for line in lines("interim_measures", "say", concerns=["unfair_trial"], **ordered))
    assert any("torture" in line for line in lines("interim_measures", "say", concerns=["torture"], **ordered))


def test_no_refugee_is_sent_to_a_consulate_for_the_paper_that_the_commission_wants() -> None:
    """A request needs a valid paper; a new one may be had only from the state that is feared."""
    for advice, notice in (("ccf_deletion", "red"), ("ccf_access", "unknown")):
        said = lines(advice, "how", notice_type=notice, asylum="refugee", fears_requesting_state="yes")
        assert any("before you go to a consulate" in line for line in said), advice


def test_a_victim_in_danger_is_spoken_to_too() -> None:
    """The question asks for both: the victim, and the person."""
    assert "for you" in lines("safety_first", "first", immediate_danger="yes", role="victim")[0]
