"""Exceptions: findings that a flow accepts for a reason. They are counted and listed, and one that nothing needs is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from intake.flow.findings import Finding
from intake.flow.model import Accepted
from intake.flow.parse import Find

__all__ = ["Excepted", "sifted", "unneeded_findings"]


_NOT_YET = ("W902", "W903")
"""What may be accepted before it is there: it comes with its date."""


@dataclass(frozen=True, slots=True)
class Excepted:
    """A finding that the flow accepts, and the exception that says so."""

    finding: Finding
    by: Accepted


def sifted(
    exceptions: Sequence[Accepted], findings: Iterable[Finding]
) -> tuple[tuple[Finding, ...], tuple[Excepted, ...]]:
    """The findings that are left, and those that an exception accepts: the first that fits."""
    left: list[Finding] = []
    excepted: list[Excepted] = []
    for finding in findings:
        by = next((one for one in exceptions if one.finding == finding.code and finding.is_about(one.at)), None)
        if by is None:
            left.append(finding)
        else:
            excepted.append(Excepted(finding, by))
    return tuple(left), tuple(excepted)


def unneeded_findings(exceptions: Sequence[Accepted], excepted: Iterable[Excepted], family: str, find: Find) -> None:
    """W602: an exception for a finding of this family (W, P) that accepts nothing."""
    needed = [one.by for one in excepted]
    for at, one in enumerate(exceptions):
        if one.finding.startswith(family) and one not in needed and one.finding not in _NOT_YET:
            message = f"there is no {one.finding} at '{one.at}' to accept"
            find("W602", message, "take the exception out, or mend its name", ("exceptions", at, "at"))
