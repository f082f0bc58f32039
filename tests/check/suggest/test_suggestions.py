"""Suggested scenarios: somebody who shows what nobody shows, written so that the flow keeps all that it had."""

from __future__ import annotations

import sys
from pathlib import Path

import pexpect
import pytest

from intake.check import check_whole
from intake.check.suggest.suggester import Suggestion
from intake.check.suggest.written import NoRoomError, as_yaml, with_scenario
from intake.cli import main
from intake.flow.load import load
from intake.flow.model import Expectation, Scenario
from tests.check.bailiff import BAILIFF, written
from tests.check.cover.test_coverage import ILL, NO_LETTER, coverage
from tests.check.mutants.test_mutants import EXACT

Captured = pytest.CaptureFixture[str]
ENTRY = "  somebody:\n    date: 2026-11-24\n"


class TestThePerson:
    """Who is suggested."""

    def test_together_they_show_all_that_is_possible(self, tmp_path: Path, capsys: Captured) -> None:
        """Printed where there is no terminal, ready for a file of the flow; each expects what the flow says today."""
        assert main(["test", str(written(tmp_path, ILL)), "--suggest"]) == 0
        printed = capsys.readouterr().out
        folder = tmp_path / "whole"
        folder.mkdir()
        (folder / "flow.yaml").write_text(BAILIFF, "utf-8")
        (folder / "more.yaml").write_text(printed, "utf-8")
        (folder / "old.yaml").write_text(f"scenarios:\n  {ILL}\n", "utf-8")
        assert [finding.message for finding in check_whole(folder).findings if finding.code.startswith("E")] == []
        assert coverage(load(folder)).whole

    def test_few_people_show_much(self, tmp_path: Path, capsys: Captured) -> None:
        """One person is suggested for all that goes together, not one for each thing."""
        main(["test", str(written(tmp_path, ILL)), "--suggest"])
        assert capsys.readouterr().out.count("date: ") <= 3

    def test_with_mutants_they_notice_what_nobody_noticed(self, tmp_path: Path, capsys: Captured) -> None:
        """Until the bar is reached, and what is expected says what the mutants would change."""
        file = written(tmp_path, EXACT)
        assert main(["test", str(file), "--mutants"]) == 1
        capsys.readouterr()
        main(["test", str(file), "--mutants", "--suggest"])
        printed = capsys.readouterr().out.removeprefix("scenarios:\n")
        file.write_text(with_scenario(file.read_text("utf-8"), printed), "utf-8")
        assert main(["test", str(file), "--mutants"]) == 0
        assert "Nobody noticed" not in capsys.readouterr().out

    def test_nothing_to_suggest(self, tmp_path: Path, capsys: Captured) -> None:
        """Then nothing is printed that could be taken for a scenario."""
        file = written(tmp_path, ILL)
        main(["test", str(file), "--suggest"])
        whole = with_scenario(file.read_text("utf-8"), capsys.readouterr().out.removeprefix("scenarios:\n"))
        file.write_text(whole, "utf-8")
        assert main(["test", str(file), "--suggest"]) == 0
        said = capsys.readouterr()
        assert (said.out, "nothing to suggest" in said.err) == ("", True)


class TestTheText:
    """A scenario is appended: nothing else of the file changes."""

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("", f"scenarios:\n{ENTRY}"),
            ("# People.\n", f"# People.\n\nscenarios:\n{ENTRY}"),
            (
                "scenarios:\n  one: {date: 2026-11-24} # kept\n",
                f"scenarios:\n  one: {{date: 2026-11-24}} # kept\n\n{ENTRY}",
            ),
            ("scenarios:\n  one: {}", f"scenarios:\n  one: {{}}\n\n{ENTRY}"),
            (
                "scenarios:\n  one: {}\n\n# Where it says so.\nsources:\n  law: {}\n",
                f"scenarios:\n  one: {{}}\n\n{ENTRY}\n# Where it says so.\nsources:\n  law: {{}}\n",
            ),
            ("scenarios: # tests\n  one: {}\n", f"scenarios: # tests\n  one: {{}}\n\n{ENTRY}"),
        ],
    )
    def test_where_it_goes(self, before: str, after: str) -> None:
        """After the last scenario, before whatever comes then; comments stay."""
        assert with_scenario(before, ENTRY) == after

    def test_scenarios_in_braces_are_refused(self) -> None:
        """To write into them would mean to rewrite them."""
        with pytest.raises(NoRoomError, match="lines of its own"):
            with_scenario("scenarios: {one: {}}\n", ENTRY)

    def test_words_that_mean_something_in_yaml_are_quoted(self, tmp_path: Path) -> None:
        """A name with a colon, a line with an apostrophe, a long list."""
        expect: dict[str, object] = {"urgency": "later", "says": {"object": ["A doctor's note: bring it", "ill"]}}
        answers: dict[str, object] = {"letter": "yes", "day": "none", "owes": "yes", "ill": "no"}
        scenario = Scenario("", load("eviction").scenarios[0].date, answers, Expectation())
        entry = as_yaml(Suggestion("owes: [no], so what", scenario, expect, ()))
        file = written(tmp_path, "")
        file.write_text(f"{BAILIFF}scenarios:\n{entry}", "utf-8")
        (read,) = load(file).scenarios
        assert (read.name, dict(read.answers)) == ("owes: [no], so what", answers)
        assert read.expect.says == {"object": ("A doctor's note: bring it", "ill")}


class TestInATerminal:
    """One key accepts."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        where = tmp_path / "bailiff"
        where.mkdir()
        (where / "flow.yaml").write_text(f"# Ours.\n{BAILIFF}scenarios:\n  {ILL}\n", "utf-8")
        return where

    def run(self, folder: Path, *arguments: str) -> pexpect.spawn[str]:
        return pexpect.spawn(
            sys.executable,
            ["-m", "intake", "test", folder.name, "--suggest", *arguments],
            cwd=str(folder.parent),
            encoding="utf-8",
            dimensions=(60, 160),
            timeout=60,
        )

    def test_y_writes_the_scenario_and_the_flow_is_still_sound(self, folder: Path) -> None:
        """To a file of its own in the flow's folder; the next suggestion comes at once."""
        terminal = self.run(folder)
        terminal.expect("Add it to .*suggested.yaml")
        terminal.send("y")
        terminal.expect("Add it to|nothing more to suggest")
        if "Add it" in str(terminal.after):
            terminal.send("q")
        terminal.expect("1 scenario added to .*suggested.yaml")
        terminal.expect(pexpect.EOF)
        assert len(load(folder).scenarios) == 2
        assert [one.message for one in check_whole(folder).findings if one.code.startswith("E")] == []
        assert (folder / "flow.yaml").read_text("utf-8").startswith("# Ours.\n")

    def test_n_goes_on_and_q_ends_without_a_trace(self, folder: Path) -> None:
        """What was refused is not offered again."""
        before = (folder / "flow.yaml").read_bytes()
        terminal = self.run(folder)
        terminal.expect("Add it to")
        terminal.send("n")
        terminal.expect("Add it to|nothing more to suggest")
        if "Add it" in str(terminal.after):
            terminal.send("q")
        terminal.expect(pexpect.EOF)
        assert [path.name for path in folder.rglob("*")] == ["flow.yaml"]
        assert (folder / "flow.yaml").read_bytes() == before

    def test_a_file_of_ones_choice(self, folder: Path) -> None:
        """`--to`: appended there, after what it holds."""
        chosen = folder / "mine.yaml"
        chosen.write_text(f"scenarios:\n  {NO_LETTER} # the quiet one\n", "utf-8")
        terminal = self.run(folder, "--to", str(chosen))
        terminal.expect("Add it to .*mine.yaml")
        terminal.send("y")
        terminal.expect("Add it to|nothing more to suggest")
        terminal.send("q")
        terminal.expect(pexpect.EOF)
        assert chosen.read_text("utf-8").startswith(f"scenarios:\n  {NO_LETTER} # the quiet one\n")
        assert len(load(folder).scenarios) == 3

    def test_a_file_that_would_break_the_flow_is_left_as_it_was(self, folder: Path) -> None:
        """Scenarios in braces, on one line: a clear word, and exit 73."""
        chosen = folder / "mine.yaml"
        chosen.write_text(f"scenarios: {{{NO_LETTER}}}\n", "utf-8")
        terminal = self.run(folder, "--to", str(chosen))
        terminal.expect("Add it to")
        terminal.send("y")
        terminal.expect("lines of its own")
        terminal.expect(pexpect.EOF)
        terminal.close()
        assert terminal.exitstatus == 73
        assert chosen.read_text("utf-8") == f"scenarios: {{{NO_LETTER}}}\n"

    def test_ctrl_c_ends_it(self, folder: Path) -> None:
        """Exit 130, and nothing is written."""
        terminal = self.run(folder)
        terminal.expect("Add it to")
        terminal.sendintr()
        terminal.expect(pexpect.EOF)
        terminal.close()
        assert terminal.exitstatus == 130
        assert [path.name for path in folder.rglob("*")] == ["flow.yaml"]
