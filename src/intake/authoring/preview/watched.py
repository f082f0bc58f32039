"""A flow as its author saves it: the last one that can be used, and all that there is to mend in what stands there now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from intake.check.forms.text import counted
from intake.check.whole import check_whole
from intake.flow.findings import Finding, FlowError, printable
from intake.flow.load import examine
from intake.flow.model import Flow
from intake.report.words import Words
from intake.web.bundle import bundle_bytes

__all__ = ["Seen", "Watched"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the page shows.

    `bundle`: of the last flow that could be used, empty if there was none; `broken`: whether the files hold another one now.
    `checking`: whether more may still be found.
    """

    number: int = 0
    flow: Flow | None = None
    bundle: bytes = b""
    broken: bool = False
    checking: bool = True
    findings: tuple[Finding, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON for the page."""
        flow = self.flow
        return {
            "number": self.number,
            "broken": self.broken,
            "checking": self.checking,
            "findings": [_finding(finding) for finding in self.findings],
            "flow": None if flow is None else _named(flow),
        }


class Watched:
    """Reads a flow again and again. What comes of it is told in two goes: the flow first, what takes longer then."""

    def __init__(self, name: str, tell: Callable[[Seen], None]) -> None:
        self._name = name
        self._tell = tell
        self.seen = Seen()

    def look(self, changed: Callable[[], bool]) -> None:
        """Reads the flow as it stands there now; `changed` says that the files are others already, and this one is old."""
        try:
            flow, findings, _, _ = examine(self._name)
        except FlowError as error:
            self._show(None, error.findings, checking=False)
            return
        self._show(flow, tuple(findings), checking=flow is not None)
        if flow is None or changed():
            return
        try:
            checkup = check_whole(self._name, date.today())
        except FlowError:
            return  # it was taken away meanwhile, which is a change
        if not changed():
            self._show(checkup.flow, checkup.findings, checking=False)

    def _show(self, flow: Flow | None, findings: tuple[Finding, ...], *, checking: bool) -> None:
        number = self.seen.number + 1
        now = replace(self.seen, number=number, broken=flow is None, checking=checking, findings=findings)
        if flow is not None and (self.seen.flow is None or flow.content_hash != self.seen.flow.content_hash):
            now = replace(now, flow=flow, bundle=bundle_bytes(flow)[0])
        self.seen = now
        self._tell(now)


def _finding(finding: Finding) -> dict[str, str]:
    place = finding.place
    return {
        "code": finding.code,
        "place": printable(f"{place.file}:{place.line}:{place.column}"),
        "message": printable(finding.message),
        "hint": printable(finding.hint),
        "line": printable(finding.source_line.strip()) if finding.source_line.strip() else "",
    }


def _named(flow: Flow) -> dict[str, Any]:
    """The flow's own names for its parts, for the lists beside the interview, and its scenarios."""
    words = Words(flow, {})
    holds = (
        (len(flow.steps), "step"),
        (len(flow.recommendations), "recommendation"),
        (len(flow.scenarios), "scenario"),
        (len(flow.promises), "promise"),
    )
    return {
        "id": flow.id,
        "version": flow.version,
        "hash": flow.content_hash,
        "title": words.text(flow.title),
        "language": flow.language,
        "holds": ", ".join(counted(*part) for part in holds),
        "levels": {level.id: {"label": words.text(level.label), "sign": level.sign} for level in flow.levels},
        "recommendations": {name: words.text(advice.title) for name, advice in flow.recommendations.items()},
        "scenarios": [
            {"name": scenario.name, "date": scenario.date.isoformat(), "answers": _plain(scenario.answers)}
            for scenario in flow.scenarios
        ],
    }


def _plain(node: Any) -> Any:
    """Raw answers as JSON has them."""
    if isinstance(node, dict):
        return {name: _plain(part) for name, part in node.items()}
    if isinstance(node, list | tuple):
        return [_plain(part) for part in node]
    return node.isoformat() if isinstance(node, date) else node
