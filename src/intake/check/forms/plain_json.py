"""Findings as one JSON object, in the shape of `schemas/check.schema.json`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from intake.check.checked import Checked
from intake.check.forms.form import severity
from intake.check.output import tell
from intake.flow.findings import Finding, FlowError

__all__ = ["JsonForm"]


class JsonForm:
    """Gathers all flows, and writes them at the end."""

    def __init__(self) -> None:
        self._flows: list[dict[str, Any]] = []
        self._absent: list[dict[str, Any]] = []

    def found(self, name: str, findings: Sequence[Finding]) -> None:
        """Nothing yet: a program reads the whole."""

    def checked(self, one: Checked) -> None:
        """Takes the flow down."""
        flow = one.checkup.flow
        self._flows.append(
            {
                "name": one.name,
                "flow": flow.id if flow else None,
                "version": flow.version if flow else None,
                "usable": flow is not None,
                "proofs": one.proven.state,
                "proved": one.proven.proved,
                "findings": [_plain(finding) for finding in one.findings],
                "accepted": [{**_plain(each.finding), "because": each.by.because} for each in one.excepted],
            }
        )

    def absent(self, name: str, error: FlowError) -> None:
        """Takes down what is wrong with the name, and says it on standard error too."""
        tell(str(error), sys.stderr)
        self._absent.append({"name": name, "findings": [_plain(finding) for finding in error.findings]})

    def close(self) -> None:
        """Writes the object."""
        tell(json.dumps({"flows": self._flows, "absent": self._absent}, ensure_ascii=False, indent=2))


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": severity(finding.code),
        "message": finding.message,
        "hint": finding.hint,
        "subject": finding.subject,
        "path": finding.dotted,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "width": finding.place.width,
        "scenario": finding.scenario,
    }
