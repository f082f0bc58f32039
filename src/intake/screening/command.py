"""`intake screen --engine columns` and `intake screen --sql`: settings, exit codes and what is said on standard error."""

from __future__ import annotations

import argparse
import sys

from intake.exit_codes import BAD_SET_UP, MISSING_PART, USAGE, WELL
from intake.records.command import Refused, day_of, flow_of, say
from intake.records.command import screen as screen_with

__all__ = ["print_sql", "screen"]


def screen(arguments: argparse.Namespace) -> int:
    """Screens the records of all files, many at once, and returns the exit code."""
    try:
        from intake.screening.screener import ColumnScreener
    except ModuleNotFoundError as error:
        return _missing(error)
    from intake.screening.outcomes import TooGreatError

    try:
        return screen_with(arguments, ColumnScreener)
    except TooGreatError as error:
        return say(f"{error}: screen it one by one, without --engine columns", BAD_SET_UP)


def print_sql(arguments: argparse.Namespace) -> int:
    """Prints the statement for the engine that `--sql` names, and returns the exit code."""
    try:
        from intake.screening.outcomes import TooGreatError
        from intake.screening.sql import sql_of
    except ModuleNotFoundError as error:
        return _missing(error)
    try:
        if arguments.files:
            raise Refused("--sql reads no file: the statement is for a table of yours", USAGE)
        text = sql_of(flow_of(arguments.flow), day_of(arguments.date), arguments.sql)
    except Refused as refused:
        return say(str(refused), refused.code)
    except TooGreatError as error:
        return say(str(error), BAD_SET_UP)
    sys.stdout.write(text)
    return WELL


def _missing(error: ModuleNotFoundError) -> int:
    return say(f"a part is missing ({error.name}): pip install 'legal-intake[screen]'", MISSING_PART)
