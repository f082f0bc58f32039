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


RUNNING = {"extradition_stage": "court", "next_deadline": "2027-01-20"}


def test_a_political_case_under_a_european_warrant_is_not_told_of_a_bar_that_is_not_there() -> None:
    """Such a warrant has no bar for political offences: who relies on one loses the point that is open, human rights."""
    shared = {"concerns": ["political"], "notice_type": "red", **RUNNING}
    in_union = lines("extradition_defence", "how", requesting_country="PL", current_country="DE", **shared)
    elsewhere = lines("extradition_defence", "how", requesting_country="RS", current_country="CH", **shared)
    assert any("no bar for political cases" in line for line in in_union)
    assert not any("Many treaties bar" in line for line in in_union)
    assert any("Many treaties bar" in line for line in elsewhere)


def test_a_relative_reads_whose_words_they_are() -> None:
    """`I do not agree to be handed over`, said by a wife at a police station, is about the wrong person."""
    held = {"custody": "detained", "notice_type": "red", **RUNNING}
    for advice in ("emergency_lawyer", "oppose_detention", "extradition_defence"):
        said = lines(advice, "say", role="family", **held)
        assert said
        assert all(line.startswith(("For the person to", "To say for them", "To ask for them")) for line in said)
        assert all("For the person" not in line for line in lines(advice, "say", **held))


def test_the_list_of_papers_to_file_is_for_lawyers_alone() -> None:
    """A person in a cell must not read what a mandate or a schedule of bars is made of."""
    case = {"custody": "detained", "notice_type": "red", "concerns": ["political"], **RUNNING}
    for advice in (
        "emergency_lawyer",
        "oppose_detention",
        "extradition_defence",
        "ccf_deletion",
        "ccf_provisional_measures",
    ):
        assert any(line.startswith("File ") for line in lines(advice, "documents", role="lawyer", **case)), advice
        for role in ("self", "family"):
            assert not any(line.startswith("File ") for line in lines(advice, "documents", role=role, **case)), advice


def test_the_family_of_a_missing_child_is_not_sent_to_a_lawyer_for_extradition() -> None:
    """Nobody is accused; the police and a family lawyer can help."""
    missing = {"role": "family", "notice_type": "yellow", "vulnerability": ["minor"], "has_lawyer": "no"}
    how = lines("legal_consultation", "how", **missing)
    assert how[0].startswith("For a missing person a family lawyer and your own police come first.")
    assert not any(line.startswith("Choose a lawyer with INTERPOL") for line in how)
    assert lines("legal_consultation", "say", **missing) == []
    assert not any("For an adult" in line for line in lines("missing_person_support", "how", **missing))


def test_who_stays_at_home_reads_of_no_flight() -> None:
    """Advice for a trip that nobody plans hides the advice that counts."""
    at_home = lines("no_travel", "first", notice_type="red")
    assert not any("flight" in line for line in at_home)
    on_the_way = lines("no_travel", "first", notice_type="red", travel="imminent")
    assert any("flight" in line for line in on_the_way)


def test_nobody_is_told_that_one_country_can_withdraw_a_listing_by_the_united_nations() -> None:
    listed = {"notice_type": "un_special", "concerns": ["mistaken_identity"]}
    assert not any("withdraw" in line for line in lines("ccf_deletion", "how", **listed))
    assert any("only the UN can take it off" in line for line in lines("legal_consultation", "how", **listed))


def test_who_is_held_for_a_place_outside_interpol_asks_whose_name_is_on_the_paper() -> None:
    for place in ("TW", "TV", "KP", "XK", "EH"):
        said = lines("oppose_detention", "how", custody="detained", notice_type="red", requesting_country=place)
        assert any("whose name is on the paper" in line for line in said), place


HELD = {"custody": "detained", "notice_type": "red", "next_deadline": "none", "custody_since": "2026-11-20"}


def test_who_is_held_in_the_united_kingdom_is_not_told_of_a_judge_who_was_not_needed() -> None:
    """Certain states, and the EU, can have somebody arrested there by a certificate. To all others a judge comes first."""
    for asking in ("US", "NO", "PL"):
        said = lines("oppose_detention", "how", requesting_country=asking, current_country="GB", **HELD)
        assert not any("a judge must first give an order" in line for line in said), asking
        assert any("with no judge's order first" in line for line in said), asking
    said = lines("oppose_detention", "how", requesting_country="AE", current_country="GB", **HELD)
    assert any("a judge must first give an order" in line for line in said)
    assert not any("with no judge's order first" in line for line in said)


def test_time_limits_of_the_first_days_are_not_told_to_who_is_past_them() -> None:
    """With the handover ordered, the hours before the first judge are noise before the steps that still help."""
    later = {**HELD, "custody": "surrender_ordered", "extradition_stage": "ordered"}
    for country, words in (("PL", "48 hours for Poland"), ("IT", "In Italy the police"), ("KZ", "within 72 hours")):
        where = {"requesting_country": "TR", "current_country": country}
        assert any(words in line for line in lines("oppose_detention", "how", **where, **HELD)), country
        assert not any(words in line for line in lines("oppose_detention", "how", **where, **later)), country


def test_who_is_held_is_told_that_somebody_else_must_file() -> None:
    """There is no web portal in a cell. Who is free reads nothing of it."""
    for advice, notice in (("ccf_deletion", "red"), ("ccf_provisional_measures", "red"), ("ccf_access", "unknown")):
        told = any("portal from custody" in line for line in lines(advice, "how", **{**HELD, "notice_type": notice}))
        free = any("portal from custody" in line for line in lines(advice, "how", notice_type=notice))
        assert (told, free) == (True, False), advice


def test_who_has_no_status_is_not_asked_for_its_paper() -> None:
    """Somebody who only fears a state has no decision to show, and nobody can confirm it."""
    fearing = {"fears_requesting_state": "yes", "notice_type": "red"}
    for part, words in (("documents", "The decision on the status"), ("ask", "confirm the status")):
        assert not any(words in line for line in lines("asylum_protection", part, asylum="none", **fearing))
        assert any(words in line for line in lines("asylum_protection", part, asylum="refugee", **fearing))
