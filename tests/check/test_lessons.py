"""The catalogue: every finding is taught, and every lesson is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from intake.check.explain import explained
from intake.flow.codes import LESSONS, Lesson
from intake.flow.findings import Finding
from tests.check.examples import findings_of, proof_findings_of

SOURCE = Path(__file__).parents[2] / "src" / "intake"
lessons = pytest.mark.parametrize("lesson", LESSONS.values(), ids=lambda lesson: lesson.code)


def given_codes() -> set[str]:
    """The codes that the program gives, as its source names them."""
    files = [path for path in SOURCE.rglob("*.py") if path.parent.name != "codes"]
    return {code for path in files for code in re.findall(r'"([EPW][0-9]{3})"', path.read_text("utf-8"))}


def test_every_code_is_taught_and_every_lesson_is_of_a_code() -> None:
    """`intake explain` answers for whatever `intake check` can say."""
    assert given_codes() == set(LESSONS)


def found_in(lesson: Lesson, example: str, folder: Path) -> list[Finding]:
    """All that is found in an example; what takes a solver only where the lesson is about that."""
    return (proof_findings_of if lesson.code.startswith("P") else findings_of)(example, folder)


@lessons
def test_the_wrong_example_gives_the_finding(lesson: Lesson, tmp_path: Path) -> None:
    """Else somebody would learn from an example that is not one."""
    assert lesson.code in {finding.code for finding in found_in(lesson, lesson.wrong, tmp_path)}


@lessons
def test_the_right_example_gives_none(lesson: Lesson, tmp_path: Path) -> None:
    """Who follows a lesson is not told of the next fault (that words are missing is no fault)."""
    found = {finding.code for finding in found_in(lesson, lesson.right, tmp_path)}
    assert lesson.code not in found
    assert not {code for code in found if code.startswith("E")}


@lessons
def test_a_lesson_fits_on_a_screen(lesson: Lesson) -> None:
    """And is written in sentences."""
    text = explained(lesson)
    assert len(text.splitlines()) <= 25
    assert max(map(len, text.splitlines())) <= 125
    assert lesson.means.endswith(".")
    assert lesson.matters.endswith(".")
    assert lesson.title[0].islower()
