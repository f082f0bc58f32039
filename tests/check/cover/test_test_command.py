"""`intake test`, as a person types it."""

from __future__ import annotations

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pexpect
import pytest

from intake.cli import main
from intake.flow.data import embedded_flow
from tests.check.bailiff import BAILIFF, written
from tests.check.cover.test_coverage import ILL, NO_LETTER, OWES, WELL

Captured = pytest.CaptureFixture[str]
WHOLE = f"{ILL}\n{WELL}\n{OWES}\n{NO_LETTER}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestWhatIsSaid:
    """The table, and what is to be shown still."""

    def test_all_is_shown(self, folder: Path, capsys: Captured) -> None:
        """Exit 0."""
        written(folder, WHOLE)
        assert main(["test", "bailiff.yaml"]) == 0
        assert capsys.readouterr().out == (
            "bailiff 1.0.0 on 2026-11-24: 4 scenarios, none of them failed\n"
            "  steps passed                   5 of     5  100 %\n"
            "  ways taken                     5 of     5  100 %\n"
            "  recommendations certain        2 of     2  100 %\n"
            "  recommendations excluded       1 of     1  100 %\n"
            "  rungs that count               2 of     2  100 %\n"
            "  parts that decide (MC/DC)      7 of     7  100 %\n"
        )

    def test_what_nobody_shows_is_named_with_its_place(self, folder: Path, capsys: Captured) -> None:
        """Exit 1."""
        written(folder, f"{ILL}\n{WELL}\n{NO_LETTER}")
        assert main(["test", "bailiff.yaml"]) == 1
        listed = capsys.readouterr().out.split("To be shown still (2):\n")[1].splitlines()
        place = "  bailiff.yaml:15: recommendations.object.when: "
        assert listed == [
            f"{place}“owes: [no, unknown]” never decides by not holding",
            f"{place}“ill: yes” never decides by not holding",
        ]

    def test_a_scenario_that_fails_comes_first(self, folder: Path, capsys: Captured) -> None:
        """As `intake check` tells it, and the head counts it."""
        written(folder, WHOLE.replace("urgency: now", "urgency: soon"))
        assert main(["test", "bailiff.yaml"]) == 1
        said = capsys.readouterr().out
        assert said.startswith("bailiff.yaml:24:")
        assert "E601 “an ill man has a letter”: urgency: expected 'soon', got 'now'" in said
        assert "bailiff 1.0.0 on 2026-11-24: 1 of 4 scenarios failed\n" in said

    def test_mutants(self, folder: Path, capsys: Captured) -> None:
        """A survivor is named; one that was noticed is not; one that is the same for everybody is named apart."""
        text = BAILIFF.replace("{near: true}", "{near: true, letter: yes}")
        written(folder, WHOLE, text=text)
        assert main(["test", "bailiff.yaml", "--mutants", "--all"]) == 1
        said = capsys.readouterr().out
        noticed, equivalent = said.split("The same for everybody")
        assert "recommendations.object.when: owes: without 'unknown'" in noticed
        assert "“letter: yes” with a not before it" not in noticed.split("Nobody noticed")[1]
        assert "recommendations.object.urgency.now: without “letter: yes”" in equivalent

    def test_a_list_is_cut_unless_all_is_asked_for(self, folder: Path, capsys: Captured) -> None:
        """Forty lines are enough to begin with."""
        wages = embedded_flow("wages")
        assert wages is not None
        head, tail = wages.read_text("utf-8").split("scenarios:\n")
        written(folder, "", text=head + tail[tail.index("sources:\n") :])
        main(["test", "bailiff.yaml", "--mutants"])
        assert "more (--all)" in capsys.readouterr().out
        main(["test", "bailiff.yaml", "--mutants", "--all"])
        assert "more (--all)" not in capsys.readouterr().out

    def test_without_a_scenario_all_is_to_be_shown(self, folder: Path, capsys: Captured) -> None:
        """It is where an author begins."""
        written(folder, "")
        assert main(["test", "bailiff.yaml"]) == 1
        said = capsys.readouterr().out
        assert "0 scenarios" in said
        assert "steps passed                   0 of     5    0 %" in said


class TestForms:
    """For programs, and as a page."""

    def test_json(self, folder: Path, capsys: Captured) -> None:
        """All items, with who shows them, and all mutants with their verdict."""
        written(folder, f"{ILL}\n{WELL}\n{NO_LETTER}")
        assert main(["test", "bailiff.yaml", "--mutants", "--format", "json"]) == 1
        plain = json.loads(capsys.readouterr().out)
        assert (plain["flow"], plain["date"], plain["well"]) == ("bailiff", "2026-11-24", False)
        pairs = plain["coverage"]["pairs"]
        assert (pairs["seen"], pairs["possible"]) == (5, 7)
        (step,) = [item for item in plain["coverage"]["steps"]["items"] if item["what"] == "day"]
        assert step["scenarios"] == ["an ill man has a letter", "a woman owes nothing"]
        assert {one["state"] for one in plain["mutants"]["list"]} >= {"noticed", "survived"}
        assert plain["mutants"]["judged"] == plain["mutants"]["total"] == len(plain["mutants"]["list"])

    def test_page(self, folder: Path, capsys: Captured) -> None:
        """One page that needs nothing from anywhere, with all tags closed, and no text of the flow as markup."""
        written(folder, WHOLE, text=BAILIFF.replace("title: A bailiff", "title: A <b>bailiff</b> & co"))
        assert main(["test", "bailiff.yaml", "--mutants", "--format", "html"]) == 1
        page = capsys.readouterr().out
        reader = _Page()
        reader.feed(page)
        assert reader.open == []
        assert "src" not in reader.attributes
        assert "href" not in reader.attributes
        assert "A &lt;b&gt;bailiff&lt;/b&gt; &amp; co" in page
        assert "parts that decide (MC/DC)" in page
        assert "an ill man has a letter" in page


class _Page(HTMLParser):
    """Which tags are open, and all attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


class TestBadInput:
    """A clear word, and the right exit code."""

    @pytest.mark.parametrize(
        ("arguments", "code", "word"),
        [
            (["nowhere"], 66, "nowhere"),
            (["bailiff.yaml", "--seconds", "0", "--mutants"], 64, "give a number from 1"),
            (["bailiff.yaml", "--seconds", "5"], 64, "needs --mutants"),
            (["bailiff.yaml", "--to", "more.yaml"], 64, "needs --suggest"),
        ],
    )
    def test_what_cannot_be_done(
        self, arguments: list[str], code: int, word: str, folder: Path, capsys: Captured
    ) -> None:
        """On standard error; nothing is tested."""
        written(folder, ILL)
        assert main(["test", *arguments]) == code
        said = capsys.readouterr()
        assert (word in said.err, said.out) == (True, "")

    def test_a_flow_that_cannot_be_used(self, folder: Path, capsys: Captured) -> None:
        """Its faults, as `intake check` tells them."""
        written(folder, ILL, text=BAILIFF.replace("go: day", "go: dya"))
        assert main(["test", "bailiff.yaml"]) == 1
        assert "E201 the way leads to 'dya'" in capsys.readouterr().out

    @pytest.mark.parametrize(("option", "shown"), [([], True), (["--mutants"], False), (["--suggest"], False)])
    def test_without_a_solver(self, option: list[str], shown: bool, folder: Path) -> None:
        """Scenarios run all the same; what takes a solver names the way to get one, and the exit code is 69."""
        written(folder, WHOLE)
        without = "import sys; sys.modules['z3'] = None; from intake.cli import main; sys.exit(main(sys.argv[1:]))"
        done = subprocess.run(
            [sys.executable, "-c", without, "test", "bailiff.yaml", *option],
            cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 69
        assert "pip install 'legal-intake[check]'" in done.stderr
        assert ("4 scenarios, none of them failed" in done.stdout) is shown


class TestLongWork:
    """Mutants of a large flow take a while."""

    def test_ctrl_c_says_what_was_finished(self, tmp_path: Path) -> None:
        """With the bar on a terminal; what was judged by then is reported, and the exit code is 130."""
        terminal = pexpect.spawn(
            sys.executable,
            ["-m", "intake", "test", "interpol", "--mutants"],
            cwd=str(tmp_path), encoding="utf-8", dimensions=(50, 200), timeout=120,
        )  # fmt: skip
        terminal.expect(r"\d+ mutants  \d+ a second")
        terminal.sendintr()
        terminal.expect(r"\(stopped after [\d,]+ of [\d,]+\)")
        terminal.expect(r"stopped: [\d,]+ of [\d,]+ mutants are judged")
        terminal.expect(pexpect.EOF)
        terminal.close()
        assert terminal.exitstatus == 130

    def test_out_of_time(self, folder: Path, capsys: Captured) -> None:
        """What was judged is reported; it is no pass."""
        assert main(["test", "interpol", "--mutants", "--seconds", "1"]) == 1
        said = capsys.readouterr()
        assert "out of time" in said.err
        assert "(stopped after" in said.out
