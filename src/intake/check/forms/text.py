"""Findings as text for a person: each with its line and caret, and one closing line for each flow."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from intake.check.checked import Checked
from intake.check.output import tell
from intake.flow.findings import Finding, FlowError

__all__ = ["TextForm", "closing", "counted"]

MOST_SHOWN = 200


class TextForm:
    """Findings are told as they come: those that are quick to find while the proofs are still being worked out."""

    def __init__(self) -> None:
        self._shown = 0

    def found(self, name: str, findings: Sequence[Finding]) -> None:
        """Each finding, and a blank line."""
        room = max(0, MOST_SHOWN - self._shown)
        for finding in findings[:room]:
            tell(f"{finding.render()}\n")
        self._shown += len(findings)

    def checked(self, one: Checked) -> None:
        """The closing line."""
        if self._shown > MOST_SHOWN:
            tell(f"… and {self._shown - MOST_SHOWN:,} more\n")
        self._shown = 0
        tell(closing(one))

    def absent(self, name: str, error: FlowError) -> None:
        """What is wrong with the name goes to standard error."""
        tell(str(error), sys.stderr)

    def close(self) -> None:
        """Nothing is left to say."""


def closing(one: Checked) -> str:
    """What was looked at, and how much there is to mend."""
    flow = one.checkup.flow
    said = counted(len(one.findings), "finding") if one.findings else "nothing to mend"
    if one.excepted:
        said += f", {len(one.excepted):,} accepted"
    if flow is None:
        return f"{one.name}: {said}"
    if one.proven.state in ("done", "cut_short"):
        said += f" ({one.proven.proved:,} proved)"
    elif one.proven.state == "missing":
        said += " (nothing proved)"
    holds = (
        (len(flow.steps), "step"),
        (len(flow.recommendations), "recommendation"),
        (len(flow.scenarios), "scenario"),
        (len(flow.promises), "promise"),
    )
    return f"{one.called}: {', '.join(counted(*part) for part in holds)}: {said}"


def counted(count: int, word: str) -> str:
    """As in "1 step", "2 steps"."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
