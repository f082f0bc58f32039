"""`tests/broken/`: a small broken flow for each finding, and beside it what a person is told, to the letter.

After a change of wording: `RENEW=1 pytest tests/check/test_broken.py`, and read the difference.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from intake.check import check_whole
from intake.check.proving import proven
from intake.flow.codes import LESSONS
from intake.flow.findings import Finding

BROKEN = Path(__file__).parents[1] / "broken"
FLOWS = sorted(path for path in BROKEN.iterdir() if path.suffix != ".txt")
DAY = date(2026, 11, 24)
TOO_LONG = {"E107", "E113"}
"""Their flows are made when the tests run: see `tests/flow/test_hostile_files.py`."""

BESIDE = {"P712": {"W601"}}
"""What is found where this is: a promise that nobody can meet is one that no scenario meets."""


def test_every_finding_has_its_broken_flow() -> None:
    """A finding that nobody has seen may say nonsense."""
    assert {path.stem.partition("_")[0] for path in FLOWS} == set(LESSONS) - TOO_LONG


def found_in(path: Path) -> list[Finding]:
    """All that is found in a flow; what takes a solver only where the fault is one for it."""
    checkup = check_whole(path.name, DAY)
    proofs = proven(checkup, DAY, cached=False).findings if path.name.startswith("P") else ()
    return [*checkup.findings, *proofs]


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_a_broken_flow_is_told_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One fault is one finding: nothing else is told of it, and its words are those that were reviewed."""
    monkeypatch.chdir(BROKEN)
    findings = found_in(path)
    told = "\n\n".join(finding.render() for finding in findings) + "\n"
    expected = BROKEN / f"{path.stem}.txt"
    if os.environ.get("RENEW"):
        expected.write_text(told, "utf-8")
    code = path.stem.partition("_")[0]
    assert {finding.code for finding in findings} - BESIDE.get(code, set()) == {code}
    assert told == expected.read_text("utf-8")
