"""`intake screen` and `intake run --answers`: settings, exit codes and what is said on standard error."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from typing import TextIO

from intake.exit_codes import BAD_DATA, BAD_SET_UP, CANNOT_WRITE, FINDINGS, MISSING_PART, NO_INPUT, STOPPED, USAGE
from intake.flow.dates import not_a_date, read_date
from intake.flow.findings import FlowError
from intake.flow.load import load
from intake.flow.model import Flow
from intake.records.bar import Bar
from intake.records.one import read_one
from intake.records.output import CannotWrite, Output
from intake.records.record import Record, Unreadable, UnreadableFile
from intake.records.run import Run, Screening
from intake.records.screener import Screener
from intake.records.sources import BadSource, sources_of
from intake.records.writers import LATER_FORMATS, WRITERS, json_bytes, pretty

__all__ = ["Refused", "answers", "day_of", "flow_of", "say", "screen"]


class Refused(Exception):
    """The work cannot begin: what is wrong, and the exit code."""

    def __init__(self, message: str, code: int) -> None:
        self.code = code
        super().__init__(message)


def screen(arguments: argparse.Namespace, make: Callable[..., Screening] = Screener) -> int:
    """Screens the records of all files and returns the exit code. `make`: what makes results of records, as `Screener`."""
    try:
        if arguments.format in LATER_FORMATS:
            raise Refused(f"--format {arguments.format} comes with: pip install 'legal-intake[screen]'", MISSING_PART)
        if arguments.format not in WRITERS:
            known = ", ".join([*WRITERS, *LATER_FORMATS])
            raise Refused(f"--format: '{arguments.format}' is not known; known: {known}", USAGE)
        if not arguments.files:
            raise Refused("name a file of records, or '-' for standard input", USAGE)
        if arguments.max_rows is not None and arguments.max_rows < 1:
            raise Refused("--max-rows: give a number from 1", USAGE)
        try:
            sources = sources_of(arguments.files, arguments.input)
        except BadSource as error:
            raise Refused(str(error), USAGE) from None
        day = day_of(arguments.date)
        flow = flow_of(arguments.flow)
        for source in sources:
            try:
                source.check()
            except OSError as error:
                raise Refused(f"{source.name}: {error.strerror or error}", NO_INPUT) from None
    except Refused as refused:
        return say(str(refused), refused.code)
    if "-" in arguments.files and sys.stdin.isatty():
        say("type or paste the records; ctrl-d on a line of its own ends them")
    sizes = [source.size() for source in sources]
    total = None if None in sizes else sum(size for size in sizes if size is not None)
    run = Run(
        make(flow, day, because=not arguments.no_because),
        WRITERS[arguments.format](flow),
        Bar(sys.stderr, total),
        most=arguments.max_rows,
    )
    try:
        with Output(at_once=total is None) as output:
            try:
                run.screen(sources, output)
            except KeyboardInterrupt:
                run.finish(output)
                return _stopped(run)
            run.finish(output)
    except CannotWrite as error:
        run.bar.clear()
        return say(f"the results cannot be written: {error}; what is there of them is cut short", CANNOT_WRITE)
    except BrokenPipeError:
        run.bar.clear()
        raise
    return _code(run)


def answers(arguments: argparse.Namespace) -> int:
    """Prints the result of one record, a mapping in JSON or YAML, and returns the exit code. No person is asked."""
    try:
        day = day_of(arguments.date)
        flow = flow_of(arguments.flow)
        try:
            record = read_one(arguments.answers)
        except OSError as error:
            raise Refused(f"{arguments.answers}: {error.strerror or error}", NO_INPUT) from None
        except UnreadableFile as error:
            raise Refused(f"{arguments.answers}: {error}", BAD_DATA) from None
    except Refused as refused:
        return say(str(refused), refused.code)
    role = getattr(arguments, "role", None)
    if role is not None and flow.voice is not None and isinstance(record, Record):
        record = Record({flow.voice: role, **record.fields}, record.problems)
    result = Screener(flow, day, recall=False).screen(record, 1)
    try:
        with Output(at_once=True) as output:
            output.write(json_bytes(pretty(result)))
    except CannotWrite as error:
        return say(f"the result cannot be written: {error}", CANNOT_WRITE)
    return BAD_DATA if isinstance(record, Unreadable) else FINDINGS if result["status"] == "invalid" else 0


def day_of(text: str | None) -> date:
    """The date of the triage that `--date` names; without one, today's, local."""
    if text is None:
        return date.today()
    day = read_date(text)
    if day is None:
        raise Refused("--date: " + not_a_date(f"'{text}'"), USAGE)
    return day


def flow_of(where: str | None) -> Flow:
    """The flow that `--flow` names."""
    try:
        return load(where or "interpol", cached=True)
    except FlowError as error:
        raise Refused(str(error), NO_INPUT if error.absent else BAD_SET_UP) from None


def _code(run: Run) -> int:
    """The exit code of a run that came to its end, with a word on what is not well."""
    for fault in run.faults:
        say(fault)
    if run.most_reached:
        return say(f"stopped after {run.count:,} records, as --max-rows says; there are more", BAD_DATA)
    if run.readable == 0:
        say("no record could be read" if run.count or run.faults else "there is no record")
        return BAD_DATA
    if run.invalid:
        say(f"{run.invalid:,} of {run.count:,} records are invalid: their results name the errors")
    return FINDINGS if run.invalid or run.faults else 0


def _stopped(run: Run) -> int:
    going_on = f"; to go on, give it the records from number {run.count + 1:,}" if run.count else ""
    return say(f"stopped: {_finished(run)}{going_on}", STOPPED)


def _finished(run: Run) -> str:
    return f"{run.count:,} record{' is' if run.count == 1 else 's are'} finished" + (
        "" if run.count else ", nothing is lost"
    )


def say(message: str, code: int = 0) -> int:
    """Says it on standard error, and returns the code."""
    stream: TextIO | None = sys.stderr
    if stream is not None:
        print(f"intake: {message}" if "\n" not in message else message, file=stream)
    return code
