"""`intake check --watch`: a real process, real saves, and what a person reads meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from tests.check.examples import BASE

SOUND = BASE.read_text("utf-8")
UNASKED = SOUND.replace("why: Laws differ., ", "")
CLOSING = r"7 steps, 1 recommendation, 1 scenario, 1 promise: "


def start(folder: Path, *flows: str) -> pexpect.spawn[str]:
    """The command in a terminal, without colour or proofs."""
    return pexpect.spawn(
        sys.executable, ["-m", "intake", "check", "--no-proofs", "--watch", *flows], cwd=str(folder), timeout=30,
        encoding="utf-8", dimensions=(60, 200), env=dict(os.environ) | {"NO_COLOR": "1", "TERM": "dumb"},
    )  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(SOUND, "utf-8")
    return path


@pytest.fixture
def watching(file: Path) -> Iterator[pexpect.spawn[str]]:
    """`--watch` on a sound flow, which it has checked once."""
    process = start(file.parent, "mine.yaml")
    try:
        process.expect(CLOSING + "nothing to mend")
        yield process
    finally:
        process.close(force=True)


def save(file: Path, text: str) -> None:
    """As editors do it: a new file takes the place of the old one."""
    new = file.with_suffix(".part")
    new.write_text(text, "utf-8")
    new.replace(file)


def test_what_a_save_changes_is_told(file: Path, watching: pexpect.spawn[str]) -> None:
    """What is new with its line, what is mended in one line, and of the rest nothing; nothing is cleared."""
    save(file, UNASKED)
    watching.expect(r"mine\.yaml:12:3: W505 'country' does not say why it is asked")
    watching.expect(CLOSING + "1 finding")
    save(file, UNASKED.replace("end: Thank you.", "end: You will win."))
    watching.expect(r"W804 this promises an outcome")
    assert "W505" not in (watching.before or "")
    watching.expect(CLOSING + "2 findings")
    save(file, SOUND)
    watching.expect("mended: W505 'country' does not say why it is asked")
    watching.expect("mended: W804 this promises")
    watching.expect(CLOSING + "nothing to mend")
    assert "\x1b" not in (watching.before or "")


def test_a_finding_that_has_only_moved_is_not_told_again(file: Path, watching: pexpect.spawn[str]) -> None:
    """A line above it is no news."""
    save(file, UNASKED)
    watching.expect(CLOSING + "1 finding")
    save(file, f"# a line more\n{UNASKED}")
    watching.expect("as before: example")
    assert "W505" not in (watching.before or "")


def test_it_goes_on_while_a_file_is_broken_or_gone(file: Path, watching: pexpect.spawn[str]) -> None:
    """Half a file is what an author has most of the time. What is not looked at in it is not called mended."""
    promising = SOUND.replace("end: Thank you.", "end: You will win.")
    save(file, promising)
    watching.expect("W804 this promises")
    save(file, promising.replace("steps:", "steps: {"))
    watching.expect("E102 ")
    watching.expect("mine.yaml: 1 finding")
    file.unlink()
    watching.expect("E112 there is no flow 'mine.yaml'")
    assert "mended: W804" not in (watching.before or "")
    save(file, promising)
    watching.expect("mended: E112")
    watching.expect(CLOSING + "1 finding")
    assert "W804" not in (watching.before or "")


def test_a_flow_that_is_not_there_yet(tmp_path: Path) -> None:
    """It is waited for."""
    process = start(tmp_path, "mine.yaml")
    process.expect("E112 there is no flow 'mine.yaml'")
    save(tmp_path / "mine.yaml", SOUND)
    process.expect(CLOSING + "nothing to mend")
    process.close(force=True)


def test_a_folder_is_watched_to_its_depth(tmp_path: Path) -> None:
    """With the tables that it reads, and the files that are new in it."""
    (tmp_path / "flow" / "parts").mkdir(parents=True)
    (tmp_path / "flow" / "all.yaml").write_text(SOUND, "utf-8")
    process = start(tmp_path, "flow")
    process.expect(CLOSING + "nothing to mend")
    save(tmp_path / "flow" / "parts" / "more.yaml", "facts: {a: {custdy: free}}\n")
    process.expect("E203 unknown question 'custdy'")
    process.close(force=True)


def test_ctrl_c_ends_it(watching: pexpect.spawn[str]) -> None:
    """With the exit code of what was stopped, and no traceback."""
    watching.sendintr()
    watching.expect(pexpect.EOF)
    watching.close()
    assert watching.exitstatus == 130
    assert "Traceback" not in (watching.before or "")


def test_without_the_part_that_watches(tmp_path: Path, file: Path) -> None:
    """It says what to install."""
    (tmp_path / "watchfiles.py").write_text("raise ImportError('not installed')\n")
    done = subprocess.run(
        [sys.executable, "-m", "intake", "check", "--watch", "mine.yaml"], cwd=tmp_path, text=True, check=False,
        capture_output=True, env=dict(os.environ) | {"PYTHONPATH": str(tmp_path)}, timeout=60,
    )  # fmt: skip
    assert done.returncode == 69
    assert "pip install 'legal-intake[author]'" in done.stderr
