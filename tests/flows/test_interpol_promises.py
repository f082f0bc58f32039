"""What `interpol` promises to everybody holds in every scenario and for random people, and is never empty talk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import given, settings

import intake
from intake.engine.kleene import TRUE
from intake.flow.answers import Answer, read_answer
from tests.flows.interpol_oracle import LEVELS
from tests.flows.interpol_people import FLOW, TODAY, people


def read(record: Mapping[str, Any], today: date) -> dict[str, Answer]:
    """A record's answers as the engine takes them, with what the flow reads where a record says nothing."""
    read_in = {question.id: question.missing for question in FLOW.questions if question.missing is not None}
    return {name: read_answer(FLOW.question(name), raw, today) for name, raw in (read_in | dict(record)).items()}


def kept_and_broken(record: Mapping[str, Any], today: date) -> tuple[set[str], list[str]]:
    """The promises that speak of this person, and those of them that are broken."""
    rules, answers = intake.rules(FLOW, today), read(record, today)
    triage = rules.triage(answers, because=False)
    if not triage.ended:
        return set(), []
    advised = {advice.recommendation for advice in triage.certain}
    mine = [promise for promise in FLOW.promises if rules.holds(promise.when, answers) == TRUE]
    broken = [
        promise.name
        for promise in mine
        if LEVELS.index(triage.urgency or "planned") < LEVELS.index(promise.urgency or "planned")
        or LEVELS.index(triage.urgency or "planned") > LEVELS.index(promise.urgency_at_most or "emergency")
        or not set(promise.recommended) <= advised
        or set(promise.not_recommended) & advised
    ]
    return {promise.name for promise in mine}, broken


def test_every_promise_speaks_of_some_scenario_and_holds_in_all() -> None:
    """A promise that no scenario comes under may be kept by chance, or be about nobody."""
    spoken_of: set[str] = set()
    for scenario in FLOW.scenarios:
        mine, broken = kept_and_broken(scenario.answers, scenario.date)
        assert broken == [], scenario.name
        spoken_of |= mine
    assert spoken_of == {promise.name for promise in FLOW.promises}


def test_every_recommendation_is_certain_in_one_scenario_and_excluded_in_another() -> None:
    """Advice that no scenario grants, or none refuses, is advice that nobody looked at."""
    states: dict[str, set[str]] = {name: set() for name in FLOW.recommendations}
    for scenario in FLOW.scenarios:
        triage = intake.rules(FLOW, scenario.date).triage(read(scenario.answers, scenario.date), because=False)
        for name in states:
            states[name].add(triage.state(name))
    assert [name for name, seen in states.items() if "certain" not in seen] == []
    assert [name for name, seen in states.items() if "excluded" not in seen] == ["legal_consultation"]


@settings(deadline=None)
@given(people())
def test_the_promises_hold_for_anybody(record: dict[str, Any]) -> None:
    """A promise is made to everybody, so it is kept for people whom no scenario describes."""
    assert kept_and_broken(record, TODAY)[1] == []
