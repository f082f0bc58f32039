"""`intake check` on what no author means to hand in: one clear word each, and the right exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from intake.cli import main

Captured = pytest.CaptureFixture[str]

HEAD = """\
flow: {id: large, version: 1.0.0, title: Large, language: en, start: s1}
levels: {now: {label: Now}, later: {label: Later}}
recommendations:
  call: {title: Call, why: A right., how: [Call.], when: {s1: yes}, urgency: now, sources: [law]}
sources: {law: {title: The law, checked: 2026-11-24, confidence: high}}
"""
ASKS = '{ask: Is it so?, why: It matters., choice: {yes: "Yes", no: "No"}, next: %s}'
SMALL = HEAD + f"steps:\n  s1: {ASKS % 's2'}\n  s2: {ASKS % 'done'}\n  done: {{end: Thank you.}}\n"
TWO_KEYS = (
    "tables: {states: {key: code, columns: {rules: word}, rows: [{code: NO, rules: a}, {code: FR, rules: a}, "
    "{code: NO, rules: b}]}}\n"
)


def long(steps: int, inner: str) -> str:
    """A flow of so many steps in one row; all but the first and the last are `inner`."""
    row = [ASKS, *[inner] * (steps - 2)]
    body = "".join(f"  s{at}: {step % f's{at + 1}'}\n" for at, step in enumerate(row, 1))
    return f"{HEAD}steps:\n{body}  s{steps}: {{end: Thank you.}}\n"


REFUSED: dict[str, tuple[str, str]] = {
    "a loop": (SMALL.replace(ASKS % "done", ASKS % "s1"), "E301 the steps go round: s1 > s2 > s1"),
    "a step that leads to itself": (SMALL.replace(ASKS % "done", ASKS % "s2"), "E301 the steps go round: s2 > s2"),
    "an empty file": ("", "E112 the file is empty"),
    "an empty flow": ("flow: {}\n", "E152 the section 'steps' is missing"),
    "a flow without steps": (SMALL[: SMALL.index("steps:")], "E152 the section 'steps' is missing"),
    "a promise about an unknown question": (
        SMALL + "promises: {all are safe: {when: {s9: yes}, then: {recommended: call}}}\n",
        "E203 unknown question 's9'",
    ),
    "a promise of unknown advice": (
        SMALL + "promises: {all are called: {when: {s1: yes}, then: {recommended: cal}}}\n",
        "E208 unknown recommendation 'cal'",
    ),
    "a promise of an unknown level": (
        SMALL + "promises: {all are quick: {when: {s1: yes}, then: {urgency: nov}}}\n",
        "E211 unknown level 'nov'",
    ),
    "a table with a key twice": (SMALL + TWO_KEYS, "E133 a second row for NO"),
    "a way that nobody but the first can take": (
        SMALL.replace(ASKS % "s2", ASKS % "[{go: s2}, {when: {s1: no}, go: done}, {go: done}]"),
        "E303 a way without `when` is always taken",
    ),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("text", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused_is_named(text: str, sentence: str, folder: Path, capsys: Captured) -> None:
    """With a line to look at and how to mend it; nothing is proved of it, and no solver is asked for."""
    Path("bad.yaml").write_text(text, "utf-8")
    assert main(["check", "bad.yaml"]) == 1
    said = capsys.readouterr()
    assert sentence in said.out
    assert "bad.yaml: " in said.out.splitlines()[-1]
    assert said.err == ""


@pytest.mark.parametrize(
    ("make", "steps"),
    [(lambda: long(5_000, "{say: Read on., next: %s}"), "5,000"), (lambda: long(201, ASKS), "201")],
    ids=["5,000 steps", "200 questions on one path"],
)
def test_what_is_only_large_is_checked(make: Callable[[], str], steps: str, folder: Path, capsys: Captured) -> None:
    """It is no fault to be large."""
    Path("large.yaml").write_text(make(), "utf-8")
    assert main(["check", "--no-proofs", "large.yaml"]) == 0
    assert capsys.readouterr().out.startswith(f"large 1.0.0: {steps} steps, ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--date", "24.11.2026"], "--date: '24.11.2026' is not a date; write year-month-day: 2026-11-24"),
        (["--seconds", "0"], "--seconds: give a number from 1"),
        (["--watch", "--format", "json"], "--watch is for people: it goes with --format text alone"),
    ],
)
def test_a_command_that_cannot_be_meant(arguments: list[str], sentence: str, folder: Path, capsys: Captured) -> None:
    """Nothing is checked, and exit 64."""
    Path("small.yaml").write_text(SMALL, "utf-8")
    assert main(["check", "small.yaml", *arguments]) == 64
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"intake check: {sentence}\n")


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_without_a_solver_all_else_is_checked(form: str, folder: Path) -> None:
    """It says what was left out and what to install, and ends with 69, in every form: of all that is wrong the gravest."""
    Path("small.yaml").write_text(SMALL.replace("why: A right., ", ""), "utf-8")
    Path("z3.py").write_text("raise ImportError('not installed')\n")
    command = [sys.executable, "-m", "intake", "check", "small.yaml", "nowhere", "--format", form]
    without = dict(os.environ) | {"PYTHONPATH": str(folder)}
    done = subprocess.run(command, cwd=folder, text=True, check=False, capture_output=True, env=without, timeout=60)
    assert done.returncode == 69
    assert "W503" in done.stdout
    assert "pip install 'legal-intake[check]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_in_the_middle(folder: Path) -> None:
    """It ends at once with 130, and no traceback."""
    Path("large.yaml").write_text(long(5_000, ASKS), "utf-8")
    Path("small.yaml").write_text(SMALL, "utf-8")
    command = [sys.executable, "-u", "-m", "intake", "check", "--no-proofs", "small.yaml", *["large.yaml"] * 10]
    process = subprocess.Popen(command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline().startswith("large 1.0.0: 3 steps, ")  # the small one is done, the rest is not
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in error
