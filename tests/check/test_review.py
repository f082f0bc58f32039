"""A flow's review: what is covered, what is due, what a lawyer signs, and what makes a signature void."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from intake.check import check_whole
from intake.cli import main
from intake.engine.session import Session
from intake.flow.load import load
from intake.flow.review import standings
from intake.report.summary import summarise
from intake.report.summary_text import plain_summary

Captured = pytest.CaptureFixture[str]
TODAY = date(2026, 11, 24)

FLOW = """\
flow: {id: late, version: 1.2.0, title: A late train, language: en, start: role, voice: role}
levels: {urgent: {label: Within 72 hours}, planned: {label: Planned}}
steps:
  role: {ask: Who are you?, why: Texts speak to you., choice: {self: It is me, family: I help}, next: hours}
  hours: {ask: How many hours?, why: Rights begin after three., sources: [law], number: {unit: hours}, next: done}
  done: {end: Thank you.}
recommendations:
  claim:
    title: Claim the fare
    when: {hours: {at_least: 3}}
    urgency: urgent
    why: Three hours give a right.
    how:
      - {text: Fill in the form., when: {role: self}, sources: [page]}
      - Keep a copy.
    sources: [law]
  complain: {title: Complain, urgency: planned, why: They must know., how: [Write.], sources: [page]}
sources:
  law: {title: The law, article: Art. 1, checked: 2026-11-24, confidence: high}
  page: {title: A page, checked: 2026-11-20, confidence: medium, expires: 2027-05-01}
"""
ALL_DRAFTED = """\
review:
  steps: {state: drafted, on: 2026-11-24, due: 2027-01-31}
  recommendations: {state: drafted, on: 2026-11-24, due: 2027-02-28}
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The flow in the current folder, all drafted."""
    monkeypatch.chdir(tmp_path)
    file = Path("late.yaml")
    file.write_text(FLOW + ALL_DRAFTED, "utf-8")
    return file


def codes(day: date | None = TODAY) -> list[str]:
    return [finding.code for finding in check_whole("late.yaml", day).findings]


def signed(file: Path, path: str, capsys: Captured) -> None:
    """What a lawyer does: read the part, and copy the last line into the review with their name."""
    capsys.readouterr()
    assert main(["review", "late.yaml", "--of", path, "--date", "2026-11-24"]) == 0
    entry = capsys.readouterr().out.splitlines()[-1].replace("…", "A. B., bar of X")
    file.write_text(file.read_text("utf-8") + entry + "\n", "utf-8")


def summary() -> list[str]:
    session = Session(load("late.yaml"), date=TODAY, answers={"role": "self", "hours": 4})
    return [*plain_summary(summarise(session.rules, session.answers))]


class TestStates:
    def test_the_longest_path_that_fits_counts(self, file: Path) -> None:
        """A line of its own state stands within a part of another."""
        text = (
            file.read_text("utf-8") + "  recommendations.claim.how: {state: checked, on: 2026-11-24, due: 2027-05-24}\n"
        )
        file.write_text(text, "utf-8")
        states = {one.stated.dotted: one.state for one in standings(load("late.yaml"))}
        assert states == {
            "steps.hours.why": "drafted",
            "recommendations.claim.why": "drafted",
            "recommendations.claim.how.0": "checked",
            "recommendations.claim.how.1": "checked",
            "recommendations.complain.why": "drafted",
            "recommendations.complain.how.0": "drafted",
        }

    def test_a_flow_without_a_review_is_not_asked_for_one(self, file: Path) -> None:
        """And its summary says nothing of it."""
        file.write_text(FLOW, "utf-8")
        assert codes() == []
        assert not any("lawyer has reviewed" in line for line in summary())

    def test_time_alone_is_told_only_on_a_date(self, file: Path) -> None:
        """The day itself is still in time; without a date nothing is due."""
        assert codes(None) == codes(date(2027, 1, 31)) == []
        assert codes(date(2027, 2, 1)) == ["W902"]
        assert codes(date(2027, 5, 1)) == ["W902", "W902"]
        assert codes(date(2027, 5, 2)) == ["W903", "W902", "W902"]


class TestSignature:
    def test_a_lawyer_s_line_can_be_copied_as_it_is(self, file: Path, capsys: Captured) -> None:
        """Then the part counts as reviewed, and summaries say how much of the flow is."""
        assert "No lawyer has reviewed these texts yet: late 1.2.0, as of 24 Nov 2026." in summary()
        signed(file, "recommendations.claim", capsys)
        assert codes() == []
        assert "A lawyer has reviewed 50 % of these texts: late 1.2.0, as of 24 Nov 2026." in summary()
        signed(file, "recommendations.complain", capsys)
        signed(file, "steps.hours", capsys)
        assert "A lawyer has reviewed these texts: late 1.2.0, as of 24 Nov 2026." in summary()

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("Keep a copy.", "Keep two copies."),
            ("title: Claim the fare", "title: Claim twice the fare"),
            ("when: {role: self}", "when: {role: family}"),
            ("when: {hours: {at_least: 3}}", "when: {hours: {at_least: 2}}"),
            ("sources: [page]}\n      - Keep", "sources: [law]}\n      - Keep"),
            ("      - Keep a copy.\n", ""),
        ],
        ids=["words", "title", "for whom a line is", "for whom it is", "source", "a line less"],
    )
    def test_a_change_makes_it_void(self, file: Path, capsys: Captured, old: str, new: str) -> None:
        """Nobody stands for what they have not read; and the summary no longer says that they do."""
        signed(file, "recommendations.claim", capsys)
        text = file.read_text("utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), "utf-8")
        assert codes() == ["W904"]
        assert "No lawyer has reviewed these texts yet: late 1.2.0, as of 24 Nov 2026." in summary()

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("Keep a copy.", '"Keep a copy."   # as ever'),
            ("They must know.", "They should know."),
            ("version: 1.2.0", "version: 1.3.0"),
            ("checked: 2026-11-24", "checked: 2026-11-25"),
        ],
        ids=["how it is written", "another part", "the version", "the source was looked at again"],
    )
    def test_other_changes_leave_it(self, file: Path, capsys: Captured, old: str, new: str) -> None:
        """A signature that fell at every touch would soon be given without reading."""
        signed(file, "recommendations.claim", capsys)
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
        assert codes() == []

    def test_a_check_may_name_its_words_too(self, file: Path, capsys: Captured) -> None:
        """Then it falls with them, as a review does."""
        signed(file, "recommendations.claim", capsys)
        text = file.read_text("utf-8").replace('state: reviewed, by: "A. B., bar of X"', "state: checked")
        file.write_text(text, "utf-8")
        assert codes() == []
        file.write_text(text.replace("Keep a copy.", "Keep two copies."), "utf-8")
        (finding,) = check_whole("late.yaml", TODAY).findings
        assert finding.message == "'recommendations.claim' has changed since it was checked on 2026-11-24"


class TestCommand:
    def test_it_counts_states_and_confidence_and_says_what_is_next(self, file: Path, capsys: Captured) -> None:
        """One screen for whoever plans the work."""
        assert main(["review", "late.yaml", "--date", "2026-11-24"]) == 0
        said = capsys.readouterr().out
        assert said.startswith("late 1.2.0: 6 statements\n")
        assert re.search(r"^drafted +6 +100 %$", said, re.MULTILINE)
        assert re.search(r"^reviewed +0 +0 %$", said, re.MULTILINE)
        assert re.search(r"^medium +3 +50 %$", said, re.MULTILINE)
        assert re.search(r"^steps +drafted +2026-11-24 +2027-01-31 +1$", said, re.MULTILINE)
        assert "Next to look at: steps, by 2027-01-31\n" in said
        assert "Sources to check again, the first by 2027-05-01: page\n" in said

    def test_what_is_overdue_is_marked(self, file: Path, capsys: Captured) -> None:
        """On the date that is asked about."""
        assert main(["review", "late.yaml", "--date", "2027-02-01"]) == 0
        said = capsys.readouterr().out
        assert "2027-01-31 !" in said
        assert "Due now (!): steps\n" in said

    def test_a_part_is_shown_with_every_source(self, file: Path, capsys: Captured) -> None:
        """With the article, the day, and how sure it is."""
        assert main(["review", "late.yaml", "--of", "recommendations.claim.how"]) == 0
        said = capsys.readouterr().out
        assert "- Fill in the form.\n  0 · if role: self · drafted · medium · sources [1]\n" in said
        assert "[1] A page · checked 2026-11-20 · medium\n[2] The law · Art. 1 · checked 2026-11-24 · high\n" in said

    @pytest.mark.parametrize(
        ("words", "code", "said"),
        [
            (["--of", "recommendations.clam"], 64, "did you mean 'recommendations.claim'?"),
            (["--date", "soon"], 64, "is not a date; write year-month-day"),
        ],
    )
    def test_what_cannot_be_shown(self, file: Path, capsys: Captured, words: list[str], code: int, said: str) -> None:
        """Says what to write instead."""
        assert main(["review", "late.yaml", *words]) == code
        assert said in capsys.readouterr().err

    def test_a_flow_that_is_not_there_or_broken(self, file: Path, capsys: Captured) -> None:
        """As for the other commands."""
        assert main(["review", "lte.yaml"]) == 66
        file.write_text(FLOW.replace("start: role", "start: rle"), "utf-8")
        assert main(["review", "late.yaml"]) == 78
        assert "E202" in capsys.readouterr().err
