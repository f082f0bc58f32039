"""The scenarios of `interpol` leave nothing out: each kind of person, notice, treaty, place and date, and each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest

import intake
from intake.check.tried import Tried, tried_on
from intake.engine.kleene import TRUE
from intake.flow.answers import Answer
from intake.flow.conditions import Condition
from tests.flows.interpol_oracle import RECOMMENDATIONS, VALUES, WORDS

FLOW = intake.load("interpol")

LEAST_SCENARIOS, LEAST_PROMISES = 90, 45

NOT_MEMBERS = ("KP", "TV", "TW", "XK", "EH")
SUB_BUREAUS = ("HK", "MO")
REGIMES = (
    *("both_in_european_warrant", "both_in_european_convention", "perhaps_in_european_convention"),
    *("both_in_cis_convention", "both_in_riyadh", "both_in_commonwealth", "both_in_americas", "both_in_african_treaty"),
    "no_treaty_in_our_table",
)
# Pairs of countries in a running case: who is asked, who asks. Each has rules of its own beside the European warrant.
PAIRS = {
    "the EU and the United Kingdom": {"GB", "DE", "FR", "ES", "PL", "IT", "IE", "SE", "RO"},
    "the EU and Iceland or Norway": {"IS", "NO", "DE", "FR", "ES", "PL", "SE", "DK", "LT"},
    "two Nordic states": {"DK", "FI", "IS", "NO", "SE"},
}
# Days ahead on both sides of each step of the table of levels.
STEPS = {"travel_date": (1, 2, 14, 15), "next_deadline": (3, 4, 14, 15, 60, 61)}
# Answers that do not go together. People give them: they are afraid, or two offices told them different things.
CONTRADICTIONS: Mapping[str, Mapping[str, object]] = {
    "held, and no sign of anything": {"custody": "detained", "notice_type": "none"},
    "a stop at a border, and no sign of anything": {"how_known": "border", "notice_type": "none"},
    "free, and the handover ordered": {"custody": "free", "extradition_stage": "ordered"},
    "a handover ordered in custody, and no request": {"custody": "surrender_ordered", "extradition_stage": "none"},
    "held, and a trip is planned": {"custody": "detained", "travel": "planned"},
    "a refugee who does not fear the state": {"asylum": "refugee", "fears_requesting_state": "no"},
    "data deleted, and a red notice": {"ccf_history": "deleted", "notice_type": "red"},
    "an access request, and a request refused by a court": {
        "ccf_history": "access_requested",
        "extradition_stage": "refused_before",
    },
    "under conditions, and on the way": {"custody": "restrictions", "travel": "imminent"},
}


@cache
def read() -> tuple[Tried, ...]:
    """Each scenario with what comes of it, read as a record is."""
    return tuple(tried_on(FLOW, FLOW.scenarios, because=False))


def whole() -> Iterator[Tried]:
    """Those whose person comes to the end."""
    return (one for one in read() if one.status == "complete")


def holds(one: Tried, condition: Condition) -> bool:
    return one.rules.test(condition)(*one.view) == TRUE


def missing(wanted: Iterable[object], seen: Iterable[object]) -> list[object]:
    got = set(seen)
    return [one for one in wanted if one not in got]


def on_path(one: Tried, question: str) -> Answer | None:
    """The answer, if the path asks for it."""
    return one.given.answers[FLOW.question(question).index] if question in one.triage.path else None


def given(question: str) -> list[Any]:
    """Every value that some whole scenario gives to a question."""
    values = [answer for one in whole() if (answer := on_path(one, question)) is not None]
    return [part for value in values for part in (value if isinstance(value, tuple) else (value,))]


def test_there_are_as_many_scenarios_and_promises_as_were_agreed() -> None:
    """Fewer would mean that some were dropped."""
    assert len(FLOW.scenarios) >= LEAST_SCENARIOS
    assert len(FLOW.promises) >= LEAST_PROMISES


@pytest.mark.parametrize("state", ["certain", "excluded"])
def test_each_recommendation_is_granted_in_one_scenario_and_refused_in_another(state: str) -> None:
    """Advice that no scenario grants, or none refuses, is advice that nobody looked at."""
    never = {"legal_consultation"} if state == "excluded" else set()
    lists = {"certain": lambda scenario: scenario.expect.certain, "excluded": lambda scenario: scenario.expect.excluded}
    said = [name for one in read() for name in lists[state](one.scenario)]
    assert missing((name for name in RECOMMENDATIONS if name not in never), said) == []


@pytest.mark.parametrize("question", [question for question in VALUES if question != "vulnerability"])
def test_each_answer_that_the_contract_knows_is_given_by_somebody(question: str) -> None:
    """Roles, notices, stages, grounds, offences and the rest: a value in no scenario is a value that nobody tried."""
    assert missing(VALUES[question], given(question)) == []


@pytest.mark.parametrize("question", [question for question, words in WORDS.items() if words])
def test_each_word_beside_a_date_or_a_country_is_given_by_somebody(question: str) -> None:
    assert missing(WORDS[question], given(question)) == []


def test_each_vulnerability_is_somebody_s_and_so_is_none() -> None:
    assert missing(VALUES["vulnerability"], given("vulnerability")) == []
    assert any(on_path(one, "vulnerability") == () for one in whole())


def test_each_added_question_is_asked_of_some_and_not_of_others() -> None:
    """A question that all are asked costs everybody time; one that nobody is asked is dead."""
    added = [question.id for question in FLOW.questions if question.id not in {*VALUES, *WORDS}]
    paths = [one.triage.path for one in whole()]
    assert [name for name in added if not any(name in path for path in paths)] == []
    assert [name for name in added if all(name in path for path in paths)] == []


@pytest.mark.parametrize("name", [question.id for question in FLOW.questions if question.kind == "choice"])
def test_each_answer_of_each_choice_is_given_by_somebody(name: str) -> None:
    """Also of the questions that came after the contract."""
    assert missing(FLOW.question(name).options, given(name)) == []


@pytest.mark.parametrize("regime", REGIMES)
def test_each_treaty_regime_is_in_a_running_case(regime: str) -> None:
    """The treaty decides time limits and bars, so somebody has to stand under each."""
    found = [
        one.scenario.name
        for one in whole()
        if holds(one, FLOW.facts[regime].when) and holds(one, FLOW.facts["running_stage"].when)
    ]
    assert found, regime


@pytest.mark.parametrize("pair", PAIRS)
def test_each_pair_with_rules_of_its_own_is_in_a_running_case(pair: str) -> None:
    first = {"the EU and the United Kingdom": {"GB"}, "the EU and Iceland or Norway": {"IS", "NO"}}.get(pair)
    found = False
    for one in whole():
        both = {on_path(one, "current_country"), on_path(one, "requesting_country")}
        fits = len(both) == 2 and both <= PAIRS[pair] and (first is None or len(both & first) == 1)
        found |= fits and holds(one, FLOW.facts["running_stage"].when)
    assert found, pair


def test_each_place_outside_interpol_and_each_sub_bureau_asks_for_somebody() -> None:
    """There a notice in the place's own name should not exist, and the way is another one."""
    assert missing((*NOT_MEMBERS, *SUB_BUREAUS), given("requesting_country")) == []


@pytest.mark.parametrize("question", STEPS)
def test_both_sides_of_each_step_in_days_are_somebody_s(question: str) -> None:
    """An error by one day is an error of a level."""
    given_on = [(one.scenario.date, on_path(one, question)) for one in whole()]
    days = [(day - today).days for today, day in given_on if isinstance(day, date)]
    assert missing(STEPS[question], days) == []


@pytest.mark.parametrize("contradiction", CONTRADICTIONS)
def test_each_contradiction_is_somebody_s(contradiction: str) -> None:
    """Answers that do not fit each other must still lead to advice that harms nobody."""
    wanted = CONTRADICTIONS[contradiction].items()
    assert any(all(one.scenario.answers.get(name) == value for name, value in wanted) for one in whole())


def test_each_ground_is_raised_by_somebody() -> None:
    assert missing(FLOW.grounds, (name for one in whole() for name in one.triage.grounds)) == []


def test_each_line_of_advice_is_read_by_somebody() -> None:
    """A line whose condition nobody in the scenarios meets was written for nobody, or was never looked at."""
    unread = []
    for name, advice in FLOW.recommendations.items():
        certain = [one for one in read() if one.state(name) == "certain"]
        for line in advice.lines():
            if not any(holds(one, line.when) for one in certain):
                unread.append(f"{name}: {line.text.default or next(iter(line.text.voices.values()))}")
    assert unread == []
