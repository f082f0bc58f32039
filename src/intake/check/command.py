"""`intake check [FLOW…]`: every finding, in one of several forms, and one closing line for each flow."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from intake.check.forms import FORMS
from intake.check.job import Job
from intake.check.output import tell
from intake.exit_codes import MISSING_PART, USAGE
from intake.flow.dates import not_a_date, read_date

__all__ = ["check"]


def check(arguments: argparse.Namespace) -> int:
    """Checks flows once, or on each save, and returns the exit code.

    0 if there is nothing to mend, 1 if there is, 66 if a flow is not there, 69 if there is no solver for the proofs.
    """
    day = date.today() if arguments.date is None else read_date(arguments.date)
    refused = _refused(arguments, day)
    if refused or day is None:
        tell(f"intake check: {refused}", sys.stderr)
        return USAGE
    job = Job(tuple(arguments.flows or ["interpol"]), day, not arguments.no_proofs, arguments.seconds)
    if arguments.watch:
        from intake.check.watching.watch import watch

        return watch(job)
    code = job.run(FORMS[arguments.format]())
    if code == MISSING_PART:
        said = "all was checked but what takes a solver: pip install 'legal-intake[check]', or check with --no-proofs"
        tell(f"intake check: {said}", sys.stderr)
    return code


def _refused(arguments: argparse.Namespace, day: date | None) -> str | None:
    """What is wrong with the command line, and how to mend it."""
    if day is None:
        return f"--date: {not_a_date(repr(arguments.date))}"
    if arguments.seconds is not None and arguments.seconds < 1:
        return "--seconds: give a number from 1"
    if arguments.watch and arguments.format != "text":
        return "--watch is for people: it goes with --format text alone"
    return None
