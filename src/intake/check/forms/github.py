"""Findings as workflow commands of GitHub Actions: they stand beside the line in a pull request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from intake.check.checked import Checked
from intake.check.forms.form import severity
from intake.check.forms.text import closing
from intake.check.output import tell
from intake.flow.findings import Finding, FlowError, printable

__all__ = ["GithubForm", "command"]

_IN_TEXT = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_IN_TEXT, ":": "%3A", ",": "%2C"}


class GithubForm:
    """Each finding as it comes; the closing line of a flow is plain text, which stays in the log."""

    def found(self, name: str, findings: Sequence[Finding]) -> None:
        """Each finding is one command."""
        for finding in findings:
            tell(command(finding))

    def checked(self, one: Checked) -> None:
        """The closing line."""
        tell(closing(one))

    def absent(self, name: str, error: FlowError) -> None:
        """There is no line to stand beside: the command has no place."""
        for finding in error.findings:
            tell(f"::error title={_escaped(finding.code, _IN_PROPERTY)}::{_escaped(_said(finding), _IN_TEXT)}")

    def close(self) -> None:
        """Nothing is left to say."""


def command(finding: Finding) -> str:
    """The workflow command of a finding.

    >>> from intake.flow.findings import Place
    >>> command(Finding(Place("a,b.yaml", 3, 5, 4), "E203", "unknown: 100%", "mend it"))
    '::error file=a%2Cb.yaml,line=3,col=5,endColumn=9,title=E203 unknown%3A 100%25::unknown: 100%25%0Amend it'
    """
    place = finding.place
    properties = {
        "file": place.file,
        "line": place.line,
        "col": place.column,
        "endColumn": place.column + place.width,
        "title": printable(f"{finding.code} {finding.message}", 120),
    }
    written = ",".join(f"{name}={_escaped(str(value), _IN_PROPERTY)}" for name, value in properties.items())
    return f"::{severity(finding.code)} {written}::{_escaped(_said(finding), _IN_TEXT)}"


def _said(finding: Finding) -> str:
    return "\n".join(filter(None, (printable(finding.message), printable(finding.hint))))


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
