"""`tests/broken/`: a small broken flow for each finding, and beside it what a person is told, to the letter.

After a change of wording: `RENEW=1 pytest tests/check/test_broken.py`, and read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from intake.check import check_whole
from intake.flow.codes import LESSONS

BROKEN = Path(__file__).parents[1] / "broken"
FLOWS = sorted(path for path in BROKEN.iterdir() if path.suffix != ".txt")
TOO_LONG = {"E107", "E113"}
"""Their flows are made when the tests run: see `tests/flow/test_hostile_files.py`."""


def test_every_finding_has_its_broken_flow() -> None:
    """A finding that nobody has seen may say nonsense."""
    assert {path.stem.partition("_")[0] for path in FLOWS} == set(LESSONS) - TOO_LONG


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_a_broken_flow_is_told_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One fault is one finding: nothing else is told of it, and its words are those that were reviewed."""
    monkeypatch.chdir(BROKEN)
    findings = check_whole(path.name).findings
    told = "\n\n".join(finding.render() for finding in findings) + "\n"
    expected = BROKEN / f"{path.stem}.txt"
    if os.environ.get("RENEW"):
        expected.write_text(told, "utf-8")
    assert {finding.code for finding in findings} == {path.stem.partition("_")[0]}
    assert told == expected.read_text("utf-8")
