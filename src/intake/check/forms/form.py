"""What every form of a check's output does: it hears of findings as they come, then of each flow, then of the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from intake.check.checked import Checked
from intake.flow.findings import Finding, FlowError

__all__ = ["Form", "severity"]


class Form(Protocol):
    """One form of output. What a form has no use for it passes over."""

    def found(self, name: str, findings: Sequence[Finding]) -> None:
        """Findings of the flow that is being checked, as soon as they are known."""

    def checked(self, one: Checked) -> None:
        """A flow is done; all its findings have been told by `found`."""

    def absent(self, name: str, error: FlowError) -> None:
        """There is no flow of that name."""

    def close(self) -> None:
        """All flows are done."""


def severity(code: str) -> str:
    """How programs are to show a finding: what keeps a flow from being used, or was refuted, is an error."""
    return "warning" if code.startswith("W") else "error"
