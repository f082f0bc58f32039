"""The law in `interpol`: what a reader, or the lawyer who checks it, would miss if it were not there."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

import intake
from intake.check.wording.measures import grade, sentences, words
from intake.check.wording.plain import HIGHEST_GRADE, MOST_WORDS
from intake.check.wording.reader import read_by
from intake.engine.kleene import TRUE
from intake.engine.rules import rules
from intake.flow.answers import read_answer
from intake.flow.lint_texts import flow_texts
from intake.flow.model import Recommendation
from intake.flow.text import Line

FLOW = intake.load("interpol")
TODAY = date(2026, 11, 24)
FOLDER = Path(__file__).parents[2] / "flows" / "interpol"
ADVICE = tuple(FLOW.recommendations.values())

ORDER = [
    "safety_first",
    "settle_first",
    "emergency_lawyer",
    "oppose_detention",
    "interim_measures",
    "extradition_defence",
    "consular_contact",
    "asylum_protection",
    "no_travel",
    "ccf_provisional_measures",
    "ccf_deletion",
    "ccf_access",
    "ccf_preemptive",
    "ccf_revision",
    "passport_fix",
    "bank_and_reputation",
    "national_authority_request",
    "evidence",
    "missing_person_support",
    "victim_or_witness_advice",
    "legal_consultation",
]
NON_MEMBERS = {"KP", "TV", "TW", "XK", "EH"}
WITHOUT_A_BUREAU = {"AQ", "CK", "NU"}  # no state of their own at INTERPOL either, and no parent bureau is known
CARD_LANGUAGES = {"ar", "es", "fr", "ru", "tr", "uk", "zh"}

# What one role reads


def lines(advice: Recommendation) -> Iterator[Line]:
    yield from chain(advice.first, advice.how, advice.say, advice.never, advice.documents, advice.ask)


def certain_lines(**answers: str) -> str:
    """All that a person with these answers reads in the advice that is certain."""
    given = {name: read_answer(FLOW.question(name), value, TODAY) for name, value in answers.items()}
    compiled = rules(FLOW, TODAY)
    found = [FLOW.recommendations[advice.recommendation] for advice in compiled.triage(given, because=False).certain]
    return "\n".join(
        line.text.for_voice(answers["role"])
        for advice in found
        for line in lines(advice)
        if compiled.holds(line.when, given) == TRUE
    )


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# The contract


def test_recommendations_stand_in_the_contract_s_order() -> None:
    """Equals are shown in this order; integrations rely on it."""
    assert list(FLOW.recommendations) == ORDER


# Sources


def test_every_source_says_what_it_is_when_it_was_looked_at_and_how_sure_it_is() -> None:
    for name, source in FLOW.sources.items():
        assert source.title, name
        assert date.fromisoformat(str(source.checked)) <= TODAY, name
        assert source.confidence in {"high", "medium", "low"}, name
        assert source.url or source.note, f"{name}: neither an address nor a word on why there is none"


def test_every_source_is_used_somewhere() -> None:
    """A source that nothing rests on is a statement that was lost, or one that was never made."""
    used = {source for advice in ADVICE for source in advice.sources}
    used |= {source for advice in ADVICE for line in lines(advice) for source in line.sources}
    used |= {source for step in FLOW.questions for source in step.sources}
    used |= {source for part in (FLOW.grounds, FLOW.limits) for entry in part.values() for source in entry.sources}
    used |= {term.source for term in FLOW.glossary.values() if term.source}
    used |= {row["source"] for name in ("countries.csv", "instruments.csv", "routes.csv") for row in table(name)}
    assert set(FLOW.sources) <= used, sorted(set(FLOW.sources) - used)


@pytest.mark.parametrize("name", ["countries.csv", "instruments.csv", "routes.csv"])
def test_every_row_of_a_table_names_a_source_of_the_flow(name: str) -> None:
    for row in table(name):
        assert row["source"] in FLOW.sources, row
        assert date.fromisoformat(row["checked"]) <= TODAY, row
        assert row["confidence"], row


def test_no_date_is_worked_out_from_a_limit_that_is_not_verified() -> None:
    """The day on which a judge must have seen a person differs by country: a date would be a guess."""
    answers = {"role": "self", "immediate_danger": "no", "custody": "detained", "custody_since": "2026-11-23"}
    given = {name: read_answer(FLOW.question(name), value, TODAY) for name, value in answers.items()}
    found = {advice.recommendation: advice for advice in rules(FLOW, TODAY).triage(given, because=False).certain}
    assert FLOW.limits["first_court"].confidence != "high"
    assert found["oppose_detention"].deadline is not None
    assert found["oppose_detention"].deadline.date is None


# The advice


@pytest.mark.parametrize("advice", ADVICE, ids=lambda advice: advice.id)
def test_each_recommendation_says_why_how_what_never_to_do_and_on_what_it_rests(advice: Recommendation) -> None:
    for role in ("self", "family", "lawyer", "authority"):
        assert advice.title.for_voice(role), role
        assert advice.why.for_voice(role), role
    for part in ("how", "never", "ask", "sources"):
        assert getattr(advice, part), part
    assert advice.documents + advice.say
    assert advice.takes.for_voice("self")
    assert len(advice.first) <= 3


@pytest.mark.parametrize(
    "name",
    [*ORDER[:6], "asylum_protection", "no_travel", "legal_consultation"],
)
def test_what_can_be_an_emergency_has_words_for_the_card(name: str) -> None:
    assert FLOW.recommendations[name].first


@pytest.mark.parametrize("advice", ADVICE, ids=lambda advice: advice.id)
def test_a_title_begins_with_something_to_do(advice: Recommendation) -> None:
    verbs = {"Get", "Find", "Ask", "Fight", "Do", "Think", "Look", "Use", "Gather", "Talk"}
    for role in ("self", "family", "authority"):
        first = advice.title.for_voice(role).split()[0]
        assert first in verbs or advice.title.for_voice(role).startswith("The person should not "), first


@pytest.mark.parametrize(
    "name", ["ccf_deletion", "ccf_access", "ccf_revision", "ccf_preemptive", "ccf_provisional_measures"]
)
def test_a_request_to_the_commission_goes_through_its_portal(name: str) -> None:
    """Post and e-mail ended in March 2026; most guides still name them."""
    said = read_by(FLOW.recommendations[name], "self")
    assert any("portal" in text for text in said)
    assert not any(re.search(r"\b(?:post|e-mail)\b", text) for text in said if not text.startswith("Do not"))


FORBIDDEN = {
    "that filing protects": r"\bfiling protects\b|\bprotects you from arrest",
    "that asylum ends all": r"\basylum stops everything\b|\basylum deletes\b",
    "a chance in numbers": r"\d ?%|\bper ?cent\b|\bchances? of\b",
    "an appeal at the Commission": r"\bappeal to the CCF\b|\bappeals? chamber\b",
    "a way round the law": r"\bavoid (?:the )?(?:check|control|police)|\bhide from\b",
}


@pytest.mark.parametrize("pattern", FORBIDDEN.values(), ids=FORBIDDEN)
def test_no_text_says_what_must_never_be_said(pattern: str) -> None:
    """A sentence that begins with *Do not*, *Promise no* or *No* names it to forbid it. (What no flow may say is W804.)"""
    for text, path in flow_texts(FLOW):
        for said in text.variants():
            for sentence in sentences(said):
                if not sentence.startswith(("Do not ", "Promise no ", "No country ", "You can not ", "It can not ")):
                    assert not re.search(pattern, sentence, re.IGNORECASE), (path, sentence)


def test_somebody_just_arrested_is_warned_about_the_consulate_and_the_telephone() -> None:
    """The first screen comes before anybody has asked whether the person fears their own state."""
    said = certain_lines(role="self", immediate_danger="no", custody="detained")
    assert "If you fear your own state, do not contact its consulate" in said
    assert "Calls may be recorded" in said
    assert "I do not agree to be handed over" in said
    assert "I ask for protection" in said


def test_a_relative_is_not_sent_to_the_police_station() -> None:
    said = certain_lines(role="family", immediate_danger="no", custody="unknown")
    assert "Do not go to a police station" in said


def test_an_office_of_a_non_member_reads_of_treaties_and_not_of_notices_of_its_own() -> None:
    said = certain_lines(role="authority", requesting_country="TV", current_country="FR")
    assert "not a member" in said
    assert "treaty" in said
    assert "I want a lawyer" not in said


# Reading


def test_every_text_must_be_plain_for_the_person_and_for_relatives() -> None:
    """`intake check` finds long sentences and hard words for these roles; lawyers and offices read on."""
    assert FLOW.plain_for == ("self", "family")


def test_terms_are_explained_in_a_few_plain_words() -> None:
    for term in FLOW.glossary.values():
        assert len(words(term.plain.for_voice("self"))) <= MOST_WORDS, term.id
    assert grade([term.plain.for_voice("self") for term in FLOW.glossary.values()]) <= HIGHEST_GRADE


def test_one_word_means_one_term() -> None:
    meant: dict[str, str] = {}
    for term in FLOW.glossary.values():
        for word in {form.casefold() for form in (term.id, term.term, *term.forms)}:
            assert meant.setdefault(word, term.id) == term.id, word


# Cards


def test_words_cards_have_the_seven_languages_and_own_that_nobody_has_checked_them() -> None:
    assert {"lawyer", "no_handover", "asylum", "interpreter", "doctor", "medicine"} <= set(FLOW.cards)
    for name, card in FLOW.cards.items():
        assert set(card.languages) >= CARD_LANGUAGES, name
        assert all(said.strip() for said in card.languages.values()), name
        assert card.checked is False, name


# Countries


def test_the_table_has_every_country_and_the_five_that_are_not_in_interpol() -> None:
    rows = {row["code"]: row for row in table("countries.csv")}
    status = {code: row["interpol"] for code, row in rows.items()}
    assert len(rows) == 250
    assert {code for code, word in status.items() if word == "non_member"} == NON_MEMBERS | WITHOUT_A_BUREAU
    assert sum(word == "member" for word in status.values()) == 196
    assert status["PS"] == status["SS"] == "member"  # a much-read article says otherwise
    assert all(rows[code]["acts_for"] for code, word in status.items() if word in {"sub_bureau", "territory"})
    assert rows["HK"]["acts_for"] == rows["MO"]["acts_for"] == "CN"


def test_where_nothing_is_known_of_a_country_detention_is_possible() -> None:
    known = {row["code"]: row for row in table("notice_effect.csv")}
    assert len(known) == 57
    for row in table("countries.csv"):
        if effect := known.get(row["code"]):
            assert (row["effect"], row["border_planning"]) == (effect["effect"], effect["border_planning"])
        else:
            assert (row["effect"], row["border_planning"]) == ("varies", "possible_detention")


def test_no_treaty_is_shared_by_a_country_that_has_left_or_never_was_in_it() -> None:
    rows = {row["code"]: row for row in table("countries.csv")}
    assert not rows["UA"]["minsk"]  # law of 1 December 2022
    assert rows["RU"]["european_convention"] == "believed"  # its present status was not verified
    assert not rows["RU"]["council_of_europe"]
    assert not rows["GB"]["european_warrant"]
    assert sum(row["european_warrant"] == "party" for row in rows.values()) == 27
    assert sum(row["council_of_europe"] == "party" for row in rows.values()) == 46
