"""`intake check` and `intake explain`, as a person types them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from intake.cli import main
from intake.flow.codes import LESSONS
from tests.check.examples import BASE

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound flow in the current folder."""
    monkeypatch.chdir(tmp_path)
    file = Path("mine.yaml")
    file.write_text(BASE.read_text("utf-8"), "utf-8")
    return file


class TestCheck:
    def test_nothing_to_mend(self, flow: Path, capsys: Captured) -> None:
        """One line says what was looked at."""
        assert main(["check", "--no-proofs", "mine.yaml"]) == 0
        said = capsys.readouterr()
        assert said.out == "example 1.0.0: 7 steps, 1 recommendation, 1 scenario, 1 promise: nothing to mend\n"
        assert said.err == ""

    def test_without_a_name_it_is_interpol(self, capsys: Captured) -> None:
        """As for the other commands."""
        assert main(["check", "--no-proofs", "--date", "2026-11-24"]) == 0
        assert capsys.readouterr().out.startswith("interpol ")

    def test_findings_in_the_order_of_the_file_and_a_closing_line(self, flow: Path, capsys: Captured) -> None:
        """Those of the text, of names and of scenarios in one run."""
        text = (
            flow.read_text("utf-8")
            .replace("why: Laws differ., ", "")
            .replace("expect: {urgency: emergency}", "expect: {urgency: planned}")
        )
        flow.write_text(text, "utf-8")
        assert main(["check", "--no-proofs", "mine.yaml"]) == 1
        first, second, closing = capsys.readouterr().out.split("\n\n")
        assert first.startswith("mine.yaml:12:3: W505 'country' does not say why it is asked\n")
        assert re.match(
            r"mine\.yaml:\d+:23: E601 “a man is held”: urgency: expected 'planned', got 'emergency'\n", second
        )
        assert closing == "example 1.0.0: 7 steps, 1 recommendation, 1 scenario, 1 promise: 2 findings\n"

    def test_a_flow_that_cannot_be_used(self, flow: Path, capsys: Captured) -> None:
        """It is called by the name that was typed."""
        flow.write_text(flow.read_text("utf-8").replace("start: role", "start: rle"), "utf-8")
        assert main(["check", "--no-proofs", "mine.yaml"]) == 1
        assert capsys.readouterr().out.endswith("\n\nmine.yaml: 1 finding\n")

    def test_no_such_flow(self, flow: Path, capsys: Captured) -> None:
        """It goes to standard error, and the other flows are checked all the same."""
        assert main(["check", "--no-proofs", "mien.yaml", "mine.yaml", "interpool"]) == 66
        said = capsys.readouterr()
        assert said.out.count("nothing to mend") == 1
        assert "E112 there is no flow 'mien.yaml'" in said.err
        assert "did you mean 'interpol'?" in said.err

    def test_several_flows(self, flow: Path, capsys: Captured) -> None:
        """One with findings is enough for exit code 1."""
        flow.write_text(flow.read_text("utf-8").replace("why: Laws differ., ", ""), "utf-8")
        assert main(["check", "--no-proofs", "mine.yaml", "wages"]) == 1
        assert "wages 1.0.0" in capsys.readouterr().out

    def test_not_more_than_anybody_reads(self, flow: Path, capsys: Captured) -> None:
        """A flow of a thousand questions without a reason is one message, not a thousand screens."""
        steps = "".join(f"  q{number}: {{ask: Q, choice: {{a: A}}, next: q{number + 1}}}\n" for number in range(500))
        text = flow.read_text("utf-8").replace("start: role", "start: q0").replace("steps:\n", f"steps:\n{steps}", 1)
        flow.write_text(text.replace("next: q500", "next: role"), "utf-8")
        assert main(["check", "--no-proofs", "mine.yaml"]) == 1
        out = capsys.readouterr().out
        assert out.count("W505") == 400
        assert "… and 301 more" in out
        assert out.endswith("501 findings\n")

    def test_a_poor_terminal(self, flow: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """What it cannot show is written by its number; nothing breaks off."""
        flow.write_text(flow.read_text("utf-8").replace("Laws differ.", "[[Gesetzesänderung]]"), "utf-8")
        stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict")
        monkeypatch.setattr("sys.stdout", stream)
        assert main(["check", "--no-proofs", "mine.yaml"]) == 1
        stream.seek(0)
        assert "Gesetzes\\xe4nderung" in stream.read()


class TestExplain:
    @pytest.mark.parametrize("code", ["E203", "e203", " E203 "])
    def test_a_code(self, code: str, capsys: Captured) -> None:
        """However it is typed."""
        assert main(["explain", code]) == 0
        out = capsys.readouterr().out
        assert out.startswith("E203: unknown question, fact or value\n\n")
        assert "\nWrong:\n    facts:\n" in out
        assert "\nRight:\n    facts:\n" in out

    def test_all_codes(self, capsys: Captured) -> None:
        """One line each."""
        assert main(["explain"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert [line.partition("  ")[0] for line in lines] == list(LESSONS)

    @pytest.mark.parametrize(
        ("code", "hint"), [("E2003", "did you mean E203?"), ("hello", "`intake explain` lists all")]
    )
    def test_no_such_code(self, code: str, hint: str, capsys: Captured) -> None:
        """The nearest, or where to look."""
        assert main(["explain", code]) == 64
        said = capsys.readouterr()
        assert said.out == ""
        assert hint in said.err
