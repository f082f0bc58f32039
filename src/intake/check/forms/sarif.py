"""Findings as SARIF 2.1.0 (OASIS, 27 March 2020), which code hosts and editors read."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from intake.check.checked import Checked
from intake.check.exceptions import Excepted
from intake.check.explain import explained
from intake.check.forms.form import severity
from intake.check.output import tell
from intake.flow.codes import LESSONS
from intake.flow.findings import Finding, FlowError

__all__ = ["SarifForm"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "SRCROOT"
_FINGERPRINT = "intakeFinding/v1"


class SarifForm:
    """Gathers all flows into one run of the tool, and writes it at the end."""

    def __init__(self) -> None:
        self._results: list[dict[str, Any]] = []
        self._rules: dict[str, int] = {}
        self._notes: list[dict[str, Any]] = []

    def found(self, name: str, findings: Sequence[Finding]) -> None:
        """Nothing yet: a program reads the whole."""

    def checked(self, one: Checked) -> None:
        """Takes down the findings, and those that the flow accepts as suppressed ones."""
        self._results += [self._result(finding) for finding in one.findings]
        self._results += [self._suppressed(each) for each in one.excepted]
        if one.proven.state == "missing":
            self._notes.append(_note(f"{one.called}: nothing was proved, because there is no solver"))

    def absent(self, name: str, error: FlowError) -> None:
        """A flow that is not there is a fault of the run, not of a file. It is said on standard error too."""
        tell(str(error), sys.stderr)
        self._notes += [_note(finding.message) for finding in error.findings]

    def close(self) -> None:
        """Writes the log."""
        invocation: dict[str, Any] = {"executionSuccessful": not self._notes}
        if self._notes:
            invocation["toolExecutionNotifications"] = self._notes
        run = {
            "tool": {
                "driver": {"name": "intake", "version": version("legal-intake"), "rules": [*map(_rule, self._rules)]}
            },
            "invocations": [invocation],
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which the check was run."}}},
            "results": self._results,
        }
        log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
        tell(json.dumps(log, ensure_ascii=False, indent=2))

    def _result(self, finding: Finding) -> dict[str, Any]:
        return {
            "ruleId": finding.code,
            "ruleIndex": self._rules.setdefault(finding.code, len(self._rules)),
            "level": severity(finding.code),
            "message": {"text": "\n".join(filter(None, (finding.message, finding.hint, finding.scenario)))},
            "locations": [_location(finding)],
            "partialFingerprints": {_FINGERPRINT: _fingerprint(finding)},
            "properties": {"subject": finding.subject, "path": finding.dotted},
        }

    def _suppressed(self, one: Excepted) -> dict[str, Any]:
        accepted = {"kind": "inSource", "status": "accepted", "justification": one.by.because}
        return {**self._result(one.finding), "suppressions": [accepted]}


def _rule(code: str) -> dict[str, Any]:
    """The lesson of a code, as a rule."""
    lesson = LESSONS[code]
    whole = explained(lesson)
    markdown = (
        f"{lesson.means}\n\n{lesson.matters}\n\nWrong:\n\n```yaml\n{lesson.wrong.rstrip()}\n```\n\n"
        f"Right:\n\n```yaml\n{lesson.right.rstrip()}\n```\n"
    )
    return {
        "id": code,
        "shortDescription": {"text": lesson.title},
        "fullDescription": {"text": f"{lesson.means} {lesson.matters}"},
        "help": {"text": whole, "markdown": markdown},
        "defaultConfiguration": {"level": severity(code)},
    }


def _location(finding: Finding) -> dict[str, Any]:
    place = finding.place
    region: dict[str, Any] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column + place.width,
    }
    if finding.source_line:
        region["snippet"] = {"text": finding.source_line}
    return {"physicalLocation": {"artifactLocation": _artifact(place.file), "region": region}}


def _artifact(file: str) -> dict[str, Any]:
    """A file below the folder of the run by its path from there, any other by its whole path."""
    path = Path(file)
    if path.is_absolute() or ".." in path.parts:
        return {"uri": path.resolve().as_uri()}
    return {"uri": quote(path.as_posix()), "uriBaseId": _ROOT}


def _fingerprint(finding: Finding) -> str:
    """The same finding in the next version of the file, whatever its line: its code, what it is about, and its words."""
    told = "\0".join((finding.code, finding.dotted, finding.subject, finding.message))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _note(sentence: str) -> dict[str, Any]:
    return {"level": "error", "message": {"text": sentence}}
