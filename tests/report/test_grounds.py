"""Grounds and sources in the summary: the absolute ones first, each body's own test, sources first for experts."""

from __future__ import annotations

from typing import Any

import pytest

import intake
from intake.flow.answers import read_answer
from intake.report.rows import words_of
from intake.report.summary import Summary, summarise
from intake.report.summary_text import plain_summary, summary_rows
from tests.flows.interpol_people import FLOW, TODAY, person


def summary(**changes: Any) -> Summary:
    rules = intake.rules(FLOW, TODAY)
    answers = {name: read_answer(FLOW.question(name), value, TODAY) for name, value in person(**changes).items()}
    return summarise(rules, answers)


def text(shown: Summary, form: str, *, brief: bool = False) -> str:
    if form == "plain":
        return "\n".join(plain_summary(shown, brief=brief))
    return "\n".join(words_of(line) for line in summary_rows(shown, 200, brief=brief))


def test_what_nothing_is_weighed_against_is_shown_before_what_is_weighed() -> None:
    """Whoever reads only the first ground must read the one that can not be outweighed; lists for programs keep their order."""
    changes = {"notice_type": "red", "concerns": ["political", "torture", "low_seriousness"], "asylum": "refugee"}
    assert [ground.title for ground in summary(**changes).grounds] == [
        "Torture or cruel treatment",
        "Refugee",
        "Politics",
        "Small offence",
    ]
    assert intake.screen(FLOW, person(**changes), date=TODAY)["grounds"] == [
        "political",
        "torture",
        "refugee",
        "low_seriousness",
    ]


def test_a_ground_keeps_what_interpol_asks_apart_from_what_a_court_asks() -> None:
    """The same facts meet two tests: who takes one for the other prepares the wrong proof."""
    (ground,) = summary(notice_type="red", concerns=["political"]).grounds
    assert [test.where for test in ground.tests] == ["At INTERPOL", "In court"]
    assert all(test.asks and test.law and test.sources for test in ground.tests)
    assert not set(ground.tests[0].sources) & set(ground.tests[1].sources)


def test_a_ground_says_with_which_advice_it_helps() -> None:
    """By the number in the summary, and never one that is not certain for this person."""
    shown = summary(notice_type="red", concerns=["political"])
    (ground,) = shown.grounds
    helped = {item.recommendation for item in shown.items if item.number in ground.helps}
    assert {"ccf_deletion", "evidence"} <= helped
    assert "extradition_defence" not in helped


@pytest.mark.parametrize("form", ["plain", "rows"])
def test_a_lawyer_reads_where_it_stands_before_what_to_do_and_others_after_it(form: str) -> None:
    """A lawyer checks a statement before acting on it; a person in panic must not read a list of laws first."""

    def first_source(role: str) -> tuple[int, int]:
        shown = summary(role=role, notice_type="red", concerns=["political"])
        said = text(shown, form)
        return said.index("Statute of the Commission"), said.index(shown.items[-1].title)

    at_source, at_advice = first_source("lawyer")
    assert at_source < at_advice
    for role in ("self", "family", "other"):
        at_source, at_advice = first_source(role)
        assert at_advice < at_source, role


@pytest.mark.parametrize("form", ["plain", "rows"])
def test_the_short_summary_has_no_sources_for_anybody(form: str) -> None:
    """It stands above the next question, in an emergency."""
    shown = summary(role="lawyer", notice_type="red", concerns=["political"])
    assert "Statute of the Commission" not in text(shown, form, brief=True)


@pytest.mark.parametrize(("told", "shown"), [("none", False), ("unknown", True), ("2026-12-20", True)])
def test_a_date_that_nobody_was_told_of_is_not_spoken_of(told: str, shown: bool) -> None:
    """The words on a date are noise to whoever has said that there is none, and a warning to whoever does not know."""
    found = summary(extradition_stage="court", next_deadline=told)
    lines = [item.due_text for item in found.items if item.recommendation == "extradition_defence"]
    assert bool(lines[0]) is shown
    calm = summary()
    assert [item.due_text for item in calm.items if item.recommendation == "legal_consultation"] == [""]
