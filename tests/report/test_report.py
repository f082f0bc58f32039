"""The summary and each advice as data and as text: right, readable at any width, and without a step into another script."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.engine.session import Session
from intake.flow.load import load
from intake.report.advice import detail
from intake.report.advice_text import detail_rows, plain_detail
from intake.report.rows import Row, cells, clean, cut, row, words_of, wrap
from intake.report.sources import Sources
from intake.report.summary import summarise
from intake.report.summary_text import plain_summary, summary_rows
from tests.terminal.people import TODAY, session
from tools.local_names import FILE, local_names, text_of

INTERPOL = load("interpol")
PEOPLE = {scenario.name: scenario for scenario in INTERPOL.scenarios}
RUNS = st.lists(st.tuples(st.sampled_from(["", "strong", "dim"]), st.text(max_size=30)), max_size=6).map(tuple)


class TestRows:
    @given(RUNS, st.integers(2, 60), st.integers(0, 10))
    def test_no_line_is_wider_and_no_word_is_lost(self, line: Row, width: int, hang: int) -> None:
        """Blanks at a break go, everything else stays, in its style."""
        cleaned = tuple((style, clean(words)) for style, words in line)
        parts = wrap(cleaned, width, hang)
        assert all(cells(words_of(part)) <= width for part in parts)
        assert "".join(map(words_of, parts)).replace(" ", "") == words_of(cleaned).replace(" ", "")

    @given(RUNS, st.integers(1, 60))
    def test_what_is_cut_fits(self, line: Row, width: int) -> None:
        """And what fits is not cut."""
        assert cells(words_of(cut(line, width))) <= max(width, cells(words_of(line)) and width)
        if cells(words_of(line)) <= width:
            assert cut(line, width) == line

    @given(st.text())
    def test_cleaned_text_can_steer_nothing(self, text: str) -> None:
        """No control character, no turn of direction, one line."""
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]", clean(text))


class TestNames:
    def test_local_names_are_those_of_cldr(self) -> None:
        """They are written by `tools/local_names.py`; run it after a new Babel."""
        assert FILE.read_text(encoding="utf-8") == text_of(local_names())
        assert len(json.loads(FILE.read_text(encoding="utf-8"))) == 250


class TestSummary:
    @pytest.mark.parametrize("name", list(PEOPLE)[::4])
    @pytest.mark.parametrize("width", [20, 40, 79])
    def test_every_scenario_can_be_read_at_every_width(self, name: str, width: int) -> None:
        """Summary, short list and each advice in full: no line is too wide, no id is shown."""
        scenario = PEOPLE[name]
        person = Session(INTERPOL, date=scenario.date, answers=scenario.answers)
        summary = summarise(person.rules, person.answers)
        rows = [*summary_rows(summary, width), *summary_rows(summary, width, brief=True)]
        lines = [*plain_summary(summary)]
        for advice in person.triage().advice:
            sources = Sources(INTERPOL, scenario.date)
            found = detail(person.rules, person.answers, advice, sources)
            rows += detail_rows(found, sources.listed(), width)
            lines += plain_detail(found, sources.listed())
        assert all(cells(words_of(line)) <= width for line in rows)
        assert not re.search(r"\b[a-z]+_[a-z]+\b", re.sub(r"https?://\S+", "", "\n".join(lines)))
        assert all(line == line.rstrip() and "\n" not in line for line in lines)

    def test_red_is_only_for_what_is_certain_and_now(self) -> None:
        """A possible emergency is not red, not even its sign."""
        person = session(role="self")
        rows = summary_rows(summarise(person.rules, person.answers), 80)
        assert all(style != "now" for line in rows for style, _ in line)
        held = session(role="self", held="yes")
        rows = summary_rows(summarise(held.rules, held.answers), 80)
        assert ("now", "!! Act now") in rows[0]

    def test_the_same_answers_give_the_same_bytes(self) -> None:
        """In whichever order they were given."""
        answers = {"role": "self", "held": "yes", "since": "2026-11-22", "concerns": ["torture", "unfair"]}
        first, second = session(**answers), session(**dict(reversed(answers.items())))
        texts = [[*plain_summary(summarise(person.rules, person.answers))] for person in (first, second)]
        assert texts[0] == texts[1]

    def test_a_deadline_is_a_date_only_where_its_start_is_known(self) -> None:
        """Else the words of the limit alone."""
        known, unknown = (session(role="self", held="yes", since=since) for since in ("2026-11-22", "unknown"))
        assert summarise(known.rules, known.answers).items[0].due == "by Tue 24 Nov 2026"
        item = summarise(unknown.rules, unknown.answers).items[0]
        assert (item.due, item.due_text) == ("", "Two days after the arrest")

    def test_a_source_that_is_out_of_date_is_a_question(self) -> None:
        """It was checked once, and must be again."""
        stale = [source for source in INTERPOL.sources.values() if source.expires is not None]
        if not stale:
            pytest.skip("no source of the flow expires")
        later = Sources(INTERPOL, date(stale[0].expires.year + 1, 1, 1))  # type: ignore[union-attr]
        later.cite([stale[0].id])
        assert "ask a lawyer" in later.listed()[0].doubt
        assert later.doubtful([stale[0].id])

    def test_a_line_of_low_confidence_asks_a_lawyer(self) -> None:
        """It is no rule."""
        person = session(role="self", held="yes", current_country="TR")
        sources = Sources(person.flow, TODAY)
        found = detail(person.rules, person.answers, person.triage().advice[0], sources)
        (statement,) = [s for part in found.parts for s in part.statements if "list of lawyers" in s.text]
        assert statement.ask
        assert statement.text == "Ask for Türkiye's list of lawyers."

    def test_rows_keep_their_words_whatever_the_style(self) -> None:
        """A run is words with a meaning; nothing is hidden in a style."""
        assert words_of(row("a\nb", "strong")) == "a b"
