"""All that there is to mend in a flow, in one run: its files, form and meaning, its scenarios, promises and words.

What takes a solver comes after it, in `proven`: an author is told what is quick to find before the proofs are done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from intake.check.exceptions import Excepted, sifted, unneeded_findings
from intake.check.promises import promise_findings
from intake.check.review.findings import age_findings, review_findings
from intake.check.scenarios import scenario_findings
from intake.check.tried import tried
from intake.check.wording.findings import word_findings
from intake.flow.documents import Document
from intake.flow.findings import Finding, Path_
from intake.flow.load import examine
from intake.flow.model import Flow
from intake.flow.parse import Find

__all__ = ["Checkup", "check_whole", "finder", "in_order"]


@dataclass(frozen=True, slots=True)
class Checkup:
    """A flow, if it can be used, the findings in the order of its files, and those that the flow accepts."""

    flow: Flow | None
    findings: tuple[Finding, ...]
    excepted: tuple[Excepted, ...]
    document: Document


def check_whole(where: str | Path, day: date | None = None) -> Checkup:
    """Checks the flow of that name or at that path. A flow that cannot be used is not tried on anybody.

    What is only wrong from some date on (a review or a source that is due again) is told if there is a `day`.

    Raises:
        FlowError: there is no flow at all.
    """
    flow, findings, document, exceptions = examine(where)
    if flow is not None:
        find = finder(document, findings)
        people = list(tried(flow))
        for one in people:
            scenario_findings(flow, one, find)
        promise_findings(flow, people, find)
        word_findings(flow, find)
        review_findings(flow, find)
        if day is not None:
            age_findings(flow, day, find)
    left, excepted = sifted(exceptions, findings)
    found = list(left)
    if flow is not None:
        unneeded_findings(exceptions, excepted, "W", finder(document, found))
    return Checkup(flow, in_order(found), excepted, document)


def finder(document: Document, findings: list[Finding]) -> Find:
    """What reports into `findings`, with the place of each in the document."""

    def find(code: str, message: str, hint: str, path: Path_, *, key: bool = False, part: str = "") -> None:
        findings.append(document.finding(code, message, hint, path, key=key, part=part))

    return find


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each once, in the order of the files."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: (finding.place, finding.code)))
