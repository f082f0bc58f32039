"""The browser's reading says what the one-person engine says, to the letter: of the own flows and of random ones."""

from __future__ import annotations

import os
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings

from intake.engine.rules import rules
from intake.engine.triage import Triage
from intake.flow.answers import AnswerError, plain_answer, read_answer
from intake.flow.model import Flow
from tests.engine.random_flows import TODAY, Case, cases
from tests.engine.test_properties import opened
from tests.flows.interpol_people import FLOW, people
from tests.web.node import triage_in_node

THOROUGH = os.environ.get("INTAKE_HYPOTHESIS") == "thorough"
TRIED = settings(
    max_examples=20_000 if THOROUGH else 400,
    derandomize=not THOROUGH,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def in_python(flow: Flow, day: date, raw: dict[str, Any]) -> dict[str, Any]:
    """What the one-person engine says, in the browser's form."""
    answers, refused = {}, {}
    for question in flow.questions:
        if question.id in raw:
            try:
                answers[question.id] = read_answer(question, raw[question.id], day)
            except AnswerError as error:
                refused[question.id] = error.code
    return as_plain(rules(flow, day).triage(answers)) | {"refused": refused}


def as_plain(triage: Triage) -> dict[str, Any]:
    return {
        "urgency": triage.urgency,
        "urgency_at_most": triage.urgency_at_most,
        "recommendations": [
            {
                "id": advice.recommendation,
                "state": advice.state,
                "urgency": advice.urgency,
                "urgency_at_most": advice.urgency_at_most,
                "deadline": str(advice.deadline.date) if advice.deadline and advice.deadline.date else None,
                "because": [{"question": name, "answer": plain_answer(answer)} for name, answer in advice.because],
                "sources": list(advice.sources),
            }
            for advice in triage.advice
        ],
        "excluded": list(triage.excluded),
        "grounds": list(triage.grounds),
        "path": list(triage.path),
        "next_question": triage.next_question,
        "kept_aside": list(triage.kept_aside),
    }


@TRIED
@given(cases())
def test_the_browser_agrees_on_random_flows(case: Case) -> None:
    """A visitor's device must not come to another advice than the firm's."""
    flow = opened(case.sample)
    assert triage_in_node(flow, TODAY, case.answers) == in_python(flow, TODAY, dict(case.answers))


@TRIED
@given(people())
def test_the_browser_agrees_on_interpol(person: dict[str, Any]) -> None:
    """With gaps and answers off the path, too."""
    assert triage_in_node(FLOW, TODAY, person) == in_python(FLOW, TODAY, person)
