"""Proofs as a part of `intake check`: after what is quick to find, within their time, and stopped without a fuss."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from intake.cli import main
from tests.check.test_bad_input import SMALL

Captured = pytest.CaptureFixture[str]

INTERPOL = Path(__file__).parents[2] / "flows" / "interpol"
DAY = ("--date", "2026-11-24")
P706 = "  - {finding: P706, at: recommendations, because: Who is free needs no advice.}\n"
P708 = "  - {finding: P708, at: s2, because: The office counts the answers.}\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A flow in the current folder in which some are advised nothing (P706), and a question changes nothing (P708)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INTAKE_CACHE", "off")
    path = Path("small.yaml")
    path.write_text(SMALL, "utf-8")
    return path


def codes(output: str) -> list[str]:
    return [line.split(" ")[1] for line in output.splitlines() if line.startswith("small.yaml:")]


def test_what_is_quick_to_find_comes_first(file: Path, capsys: Captured) -> None:
    """Wherever it stands in the file. The closing line counts all, and what is proved."""
    before, at, after = SMALL.rpartition("why: It matters., ")
    file.write_text(before + after, "utf-8")
    assert at
    assert main(["check", "small.yaml", *DAY]) == 1
    output = capsys.readouterr().out
    assert codes(output) == ["W505", "P706", "P708"]
    assert ": 3 findings (" in output.splitlines()[-1]
    assert output.endswith(" proved)\n")


def test_a_person_who_shows_it_is_a_scenario(file: Path, capsys: Captured) -> None:
    """It can be put into the flow as it stands, and then fails for the same reason."""
    assert main(["check", "small.yaml", *DAY, "--format", "json"]) == 1
    (flow,) = json.loads(capsys.readouterr().out)["flows"]
    (shown,) = [finding["scenario"] for finding in flow["findings"] if finding["code"] == "P706"]
    file.write_text(SMALL + shown, "utf-8")
    main(["check", "small.yaml", *DAY])
    assert "E6" not in capsys.readouterr().out


def test_what_a_proof_finds_can_be_accepted(file: Path, capsys: Captured) -> None:
    """With its reason, and counted."""
    file.write_text(f"{SMALL}exceptions:\n{P706}{P708}", "utf-8")
    assert main(["check", "small.yaml", *DAY]) == 0
    assert ": nothing to mend, 2 accepted (" in capsys.readouterr().out


def test_an_exception_that_no_proof_needs_is_told(file: Path, capsys: Captured) -> None:
    """Once the proofs are done."""
    file.write_text(f"{SMALL}exceptions:\n{P706}{P708.replace('s2', 's1')}", "utf-8")
    assert main(["check", "small.yaml", *DAY]) == 1
    assert sorted(codes(capsys.readouterr().out)) == ["P708", "W602"]


@pytest.fixture
def law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of `interpol`, with a figure that has no source and an exception for a proof."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INTAKE_CACHE", "off")
    shutil.copytree(INTERPOL, "law")
    Path("law/more.yaml").write_text("glossary: {zz_rule: {term: zz rule, plain: A rule of 10 days.}}\n", "utf-8")
    return tmp_path


def test_when_time_is_up_what_is_not_decided_is_told(law: Path, capsys: Captured) -> None:
    """It is never passed over, and no exception is called needless then."""
    assert main(["check", "law", *DAY, "--seconds", "1", "--format", "json"]) == 1
    (flow,) = json.loads(capsys.readouterr().out)["flows"]
    found = {finding["code"] for finding in flow["findings"]}
    assert flow["proofs"] == "cut_short"
    assert "P713" in found
    assert not [one for one in flow["findings"] if one["code"] == "W602" and "there is no P" in one["message"]]


def test_ctrl_c_in_the_middle_of_a_proof(law: Path) -> None:
    """It ends with 130 and no traceback; what was found before is on the screen."""
    command = [sys.executable, "-u", "-m", "intake", "check", "law", *DAY]
    process = subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert any("W806" in line for line in process.stdout)  # what is quick to find is told: the proofs are under way
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in error


def test_on_each_save_the_proofs_come_after_the_rest(file: Path, tmp_path: Path) -> None:
    """A finding of a proof goes as others do; while the flow cannot be used it is not called mended."""
    process = pexpect.spawn(
        sys.executable, ["-m", "intake", "check", "--watch", "small.yaml", *DAY], cwd=str(tmp_path), timeout=60,
        encoding="utf-8", dimensions=(60, 200), env=dict(os.environ) | {"NO_COLOR": "1"},
    )  # fmt: skip
    process.expect("P708 's2' changes nothing for anybody")
    process.expect(r": 2 findings \(")
    file.write_text(SMALL.replace("steps:", "stpes:"), "utf-8")
    process.expect("small.yaml: [0-9]+ findings?")
    assert "mended" not in (process.before or "")
    file.write_text(SMALL.replace("when: {s1: yes}", "when: {any: [{s1: yes}, {s2: yes}]}"), "utf-8")
    process.expect("mended: P708 's2' changes nothing for anybody")
    process.expect(r" proved\)")
    process.sendintr()
    process.expect(pexpect.EOF)
    process.close()
    assert process.exitstatus == 130


def test_a_save_in_the_middle_of_a_proof_begins_anew(law: Path) -> None:
    """Nobody waits for proofs of what stands there no longer."""
    process = pexpect.spawn(
        sys.executable, ["-m", "intake", "check", "--watch", "law", *DAY, "--seconds", "600"], cwd=str(law), timeout=60,
        encoding="utf-8", dimensions=(60, 200), env=dict(os.environ) | {"NO_COLOR": "1"},
    )  # fmt: skip
    process.expect("W806 nothing says where this comes from: “A rule of 10 days.”")
    more = law / "law" / "more.yaml"
    more.write_text(more.read_text("utf-8").replace("10 days", "12 days"), "utf-8")
    process.expect("W806 nothing says where this comes from: “A rule of 12 days.”")
    assert "proved" not in (process.before or "")
    process.close(force=True)
