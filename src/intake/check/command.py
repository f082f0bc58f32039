"""`intake check [FLOW…]`: every finding, and one closing line for each flow."""

from __future__ import annotations

import argparse
import sys

from intake.check.output import tell
from intake.check.whole import Checkup, check_whole
from intake.exit_codes import FINDINGS, NO_INPUT, WELL
from intake.flow.findings import FlowError

__all__ = ["check"]

MOST_SHOWN = 200


def check(arguments: argparse.Namespace) -> int:
    """Checks each flow; 0 if there is nothing to mend, 1 if there is, 66 if one of them is not there."""
    code = WELL
    for name in arguments.flows or ["interpol"]:
        try:
            checkup = check_whole(name)
        except FlowError as error:
            tell(str(error), sys.stderr)
            code = NO_INPUT
            continue
        tell(_report(name, checkup))
        if checkup.findings:
            code = max(code, FINDINGS)
    return code


def _report(name: str, checkup: Checkup) -> str:
    findings = checkup.findings
    parts = [finding.render() for finding in findings[:MOST_SHOWN]]
    if len(findings) > MOST_SHOWN:
        parts.append(f"… and {len(findings) - MOST_SHOWN:,} more")
    return "\n\n".join([*parts, _closing(name, checkup)])


def _closing(name: str, checkup: Checkup) -> str:
    flow = checkup.flow
    count = len(checkup.findings)
    said = _counted(count, "finding") if count else "nothing to mend"
    if flow is None:
        return f"{name}: {said}"
    holds = (
        (len(flow.steps), "step"),
        (len(flow.recommendations), "recommendation"),
        (len(flow.scenarios), "scenario"),
        (len(flow.promises), "promise"),
    )
    return f"{flow.id} {flow.version}: {', '.join(_counted(*one) for one in holds)}: {said}"


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
