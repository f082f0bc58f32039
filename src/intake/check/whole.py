"""All that there is to mend in a flow, in one run: its files, its form, its meaning, its scenarios, its promises."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from intake.check.promises import promise_findings
from intake.check.scenarios import scenario_findings
from intake.check.tried import tried
from intake.flow.findings import Finding, Path_
from intake.flow.load import examine
from intake.flow.model import Flow

__all__ = ["Checkup", "check_whole"]


@dataclass(frozen=True, slots=True)
class Checkup:
    """A flow, if it can be used, and the findings in the order of its files."""

    flow: Flow | None
    findings: tuple[Finding, ...]


def check_whole(where: str | Path) -> Checkup:
    """Checks the flow of that name or at that path. A flow that cannot be used is not tried on anybody.

    Raises:
        FlowError: there is no flow at all.
    """
    flow, findings, document = examine(where)
    if flow is None:
        return Checkup(None, tuple(findings))

    def find(code: str, message: str, hint: str, path: Path_, *, key: bool = False, part: str = "") -> None:
        findings.append(document.finding(code, message, hint, path, key=key, part=part))

    people = list(tried(flow))
    for one in people:
        scenario_findings(flow, one, find)
    promise_findings(flow, people, find)
    in_order = sorted(dict.fromkeys(findings), key=lambda finding: (finding.place, finding.code))
    return Checkup(flow, tuple(in_order))
