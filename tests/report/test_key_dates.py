"""Key dates: days that limits set, each with what it is counted from, or with its doubt in place of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from intake.engine.session import Session
from intake.flow.load import load
from intake.report.advice import Detail, detail
from intake.report.rows import cells, words_of
from intake.report.sources import Sources
from intake.report.summary import Item, summarise
from intake.report.summary_text import plain_summary, summary_rows

FLOW = load("interpol")
TODAY = date(2026, 11, 24)
HELD: dict[str, Any] = {
    "role": "self",
    "immediate_danger": "no",
    "custody": "detained",
    "custody_since": "2026-11-22",
    "travel": "none",
    "extradition_stage": "provisional_arrest",
    "next_deadline": "none",
    "notice_type": "red",
    "how_known": "arrest",
    "current_country": "DE",
    "requesting_country": "TR",
    "ccf_history": "none",
    "concerns": ["political"],
}


def person(**other: Any) -> Session:
    return Session(FLOW, date=TODAY, answers={**HELD, **other})


def item(name: str, **other: Any) -> Item:
    found = person(**other)
    return next(one for one in summarise(found.rules, found.answers).items if one.recommendation == name)


def in_full(name: str, **other: Any) -> Detail:
    found = person(**other)
    (advice,) = (one for one in found.triage().advice if one.recommendation == name)
    return detail(found.rules, found.answers, advice, Sources(FLOW, TODAY))


def said(found: Detail) -> list[str]:
    return [line.said for part in found.parts if part.heading == "Key dates" for line in part.statements]


class TestDays:
    def test_a_verified_limit_with_a_known_start_is_a_day(self) -> None:
        """The European Convention: 18 and 40 days from the arrest, and which day is meant by that."""
        first, second = item("oppose_detention").dates
        assert first.said.endswith("Counted from 22 Nov 2026; earliest day to plan with: Thu 10 Dec 2026.")
        assert second.said.endswith("Counted from 22 Nov 2026; earliest day to plan with: Fri 1 Jan 2027.")
        assert first.sources

    def test_a_start_that_is_not_known_gives_no_day(self) -> None:
        """It says so instead."""
        for day in item("oppose_detention", custody_since="unknown").dates:
            assert "2026" not in day.said
            assert day.said.endswith("The day from which it counts is not known.")

    def test_a_limit_that_is_not_verified_is_a_question_for_a_lawyer(self) -> None:
        """The appeal in the United Kingdom is told without a day."""
        lines = said(in_full("extradition_defence", current_country="GB"))
        (appeal,) = (line for line in lines if "appeal" in line)
        assert appeal.startswith("Ask a lawyer whether this holds: In the United Kingdom")
        assert "2026" not in appeal

    @pytest.mark.parametrize("country", ["EG", "RU", "JP"])
    def test_a_treaty_that_is_not_known_to_be_shared_gives_none(self, country: str) -> None:
        """Nor does one that is only believed."""
        assert item("oppose_detention", requesting_country=country).dates == ()

    def test_once_the_request_is_there_the_wait_for_it_is_over(self) -> None:
        """The limits of provisional arrest would be false comfort then."""
        assert item("oppose_detention", extradition_stage="court").dates == ()

    def test_between_eu_states_the_limits_are_those_of_the_warrant(self) -> None:
        """Sixty days from the arrest for the decision; what hangs on the decision has no day yet."""
        first, second = said(in_full("extradition_defence", requesting_country="FR"))
        assert first.endswith("Counted from 22 Nov 2026; earliest day to plan with: Thu 21 Jan 2027.")
        assert "2027" not in second
        assert item("oppose_detention", requesting_country="FR").dates == ()


class TestShown:
    def test_the_clocks_of_others_stand_in_the_advice_and_not_in_the_summary(self) -> None:
        """Nobody is asked when the request was filed: four lines without a day would only be in the way."""
        assert item("ccf_deletion").dates == ()
        assert len(said(in_full("ccf_deletion"))) == 4

    def test_the_summary_shows_them_to_eyes_and_to_readers(self) -> None:
        """In rows of any width, and one a line."""
        found = person()
        summary = summarise(found.rules, found.answers)
        for width in (30, 80):
            rows = [words_of(line) for line in summary_rows(summary, width)]
            assert all(cells(line) <= width for line in rows)
            assert "Counted from 22 Nov 2026" in " ".join(" ".join(rows).split())
        assert sum("Thu 10 Dec 2026" in line for line in plain_summary(summary)) == 1
        brief = " ".join(words_of(line) for line in summary_rows(summary, 80, brief=True))
        assert "10 Dec" not in brief

    def test_a_deadline_says_what_it_is_counted_from(self) -> None:
        """The six months for a revision run from the day of the new fact."""
        due = item("ccf_revision", ccf_history="refused", new_fact_found="2026-09-01")
        assert due.due == "by Mon 1 Mar 2027"
        assert due.due_text.endswith("Counted from 1 Sep 2026.")
