"""What a command was asked: its flow, its date and its file, or the one sentence that says why it cannot be done."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from intake.check.output import tell
from intake.exit_codes import BAD_DATA, BAD_SET_UP, CANNOT_WRITE, MISSING_PART, NO_INPUT, USAGE, WELL
from intake.flow.dates import not_a_date, read_date
from intake.flow.findings import FlowError
from intake.flow.load import load
from intake.flow.model import Flow
from intake.records.one import read_one
from intake.records.record import Record, UnreadableFile

__all__ = ["RefusedError", "day_of", "flow_of", "put", "record_of", "solver_at_hand"]


class RefusedError(Exception):
    """A command cannot do what it was asked: why, how to mend it, and the exit code."""

    def __init__(self, message: str, code: int) -> None:
        self.code = code
        super().__init__(message)

    def tell(self, command: str) -> int:
        """Says so on standard error; returns the exit code."""
        message = str(self)
        tell(message if "\n" in message else f"{command}: {message}", sys.stderr)
        return self.code


def day_of(text: str | None) -> date:
    """The date that was given, or today's."""
    day = date.today() if text is None else read_date(text)
    if day is None:
        raise RefusedError(f"--date: {not_a_date(repr(text))}", USAGE)
    return day


def flow_of(where: str | Path | None) -> Flow:
    """The flow that was named, or interpol; one with faults is refused, with its findings."""
    try:
        return load(where or "interpol", cached=True)
    except FlowError as error:
        raise RefusedError(str(error), NO_INPUT if error.absent else BAD_SET_UP) from None


def record_of(where: str) -> Record:
    """The one record of a file (JSON or YAML), or of standard input (`-`)."""
    try:
        record = read_one(where)
    except OSError as error:
        raise RefusedError(f"{where}: {error.strerror or error}", NO_INPUT) from None
    except UnreadableFile as error:
        raise RefusedError(f"{where}: {error}", BAD_DATA) from None
    if not isinstance(record, Record):
        raise RefusedError(f"{where}: {record.problem.message}", BAD_DATA)
    return record


def solver_at_hand() -> None:
    """Nothing, if there is a solver."""
    try:
        import intake.check.solver  # noqa: F401
    except ImportError:
        message = "this takes a solver, which is not installed: pip install 'legal-intake[check]'"
        raise RefusedError(message, MISSING_PART) from None


def put(text: str, file: str | None) -> int:
    """Writes what was made into the file, or on standard output."""
    if file is None:
        tell(text.removesuffix("\n"))
        return WELL
    try:
        Path(file).write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise RefusedError(f"{file} cannot be written: {error.strerror or error}", CANNOT_WRITE) from None
    return WELL
