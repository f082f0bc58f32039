"""What `intake test` found of one flow: its scenarios, what they show, and what became of its mutants. Plain data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from intake.check.cover.coverage import Coverage, covered
from intake.check.cover.goals import Goal
from intake.check.cover.people import people_of
from intake.check.mutants.report import Mutation
from intake.check.scenarios import scenario_findings
from intake.check.tried import tried
from intake.flow.documents import Document
from intake.flow.findings import Finding, Path_
from intake.flow.model import Flow

__all__ = ["Tested", "percent", "tested"]


@dataclass(frozen=True, slots=True)
class Tested:
    """One flow under test. `mutation` is `None` where it was not asked for; `document` knows all places."""

    flow: Flow
    document: Document
    findings: tuple[Finding, ...]
    failing: tuple[str, ...]
    coverage: Coverage
    mutation: Mutation | None = None

    @property
    def well(self) -> bool:
        """Whether all scenarios come out as expected, all that is possible is shown, and enough mutants are noticed."""
        return (
            not self.findings
            and self.coverage.whole
            and (self.mutation is None or (self.mutation.whole and self.mutation.reaches_bar))
        )

    def line(self, path: Path_) -> str:
        """Where something stands, as `file:line`."""
        place = self.document.place(path)
        return f"{place.file}:{place.line}"


def tested(flow: Flow, document: Document, day: date, possible: Callable[[Goal], bool | None]) -> Tested:
    """Runs the flow's scenarios, and looks at what they show, of all that is possible on that date."""
    findings: list[Finding] = []
    failing: dict[str, None] = {}

    def find(code: str, message: str, hint: str, path: Path_, *, key: bool = False, part: str = "") -> None:
        findings.append(document.finding(code, message, hint, path, key=key, part=part))
        failing[str(path[1])] = None

    people = list(tried(flow))
    for one in people:
        scenario_findings(flow, one, find)
    coverage = covered(flow, day, people_of(people), possible)
    return Tested(flow, document, tuple(findings), tuple(failing), coverage)


def percent(part: int, of: int) -> str:
    """As `97 %`: never 100 while something is missing, and never 0 while something is there.

    >>> percent(999, 1000), percent(1, 1000), percent(0, 0)
    ('99 %', '1 %', '100 %')
    """
    if part >= of:
        return "100 %"
    return f"{max(min(1, part), min(99, part * 100 // of))} %"
