"""`intake check --watch`: checks again on each save, and says only what has changed. Ctrl-c ends it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from intake.check.checked import LEFT_OUT, NOT_TRIED, Checked, Proven
from intake.check.output import tell
from intake.check.watching.changes import Changes
from intake.check.whole import Checkup, check_whole
from intake.exit_codes import MISSING_PART, WELL
from intake.flow.files import find_flow
from intake.flow.findings import FlowError

if TYPE_CHECKING:
    from intake.check.job import Job

__all__ = ["concerns", "place_of", "watch"]

_ENDINGS = (".yaml", ".csv")
_LOOK_AGAIN = 100
"""Milliseconds between two looks at what was saved."""


def watch(job: Job) -> int:
    """Does the job now and on each save, until ctrl-c (exit 130); 69 if there is nothing to watch files with."""
    try:
        from watchfiles import watch as saves
    except ImportError:
        tell("intake check: --watch comes with: pip install 'legal-intake[author]'", sys.stderr)
        return MISSING_PART
    places = [place_of(name) for name in job.flows]
    looks = saves(
        *{folder for folder, _ in places},
        watch_filter=lambda _, path: concerns(Path(path), places),
        recursive=any(file is None for _, file in places),
        yield_on_timeout=True,
        rust_timeout=_LOOK_AGAIN,
        step=_LOOK_AGAIN // 2,
    )
    # Each look says whether something was saved since the last. The first is taken before the first check: no save is missed.
    saved = map(bool, looks)
    next(saved)
    changes = Changes()
    while True:
        _round(job, changes, saved)
        if not any(saved):
            return WELL


def _round(job: Job, changes: Changes, saved: Iterator[bool]) -> None:
    """Checks each flow. What is saved while something is being proved begins the round anew: nobody waits for old proofs."""
    at = 0
    while at < len(job.flows):
        name = job.flows[at]
        try:
            checkup = check_whole(name, job.day)
        except FlowError as error:
            changes.absent(name, error)
            at += 1
            continue
        changes.quick(name, checkup)
        by_solver = _proven(job, name, checkup, saved)
        if by_solver is None:
            at = 0
            continue
        changes.proofs(name, by_solver)
        changes.closing(Checked(name, checkup, by_solver))
        at += 1


def _proven(job: Job, name: str, checkup: Checkup, saved: Iterator[bool]) -> Proven | None:
    """What the proofs find, worked out in a process of its own; `None` if something was saved meanwhile."""
    if checkup.flow is None:
        return NOT_TRIED
    if not job.proofs:
        return LEFT_OUT
    from intake.check.watching.aside import Aside

    with Aside(name, job.day, job.seconds) as aside:
        while not aside.done():
            if next(saved):
                return None
        return aside.result()


def place_of(name: str) -> tuple[Path, Path | None]:
    """The folder to watch for a flow, and the file in it, if the flow is one."""
    try:
        where = find_flow(name).resolve()
    except FlowError:  # it may still come, under this name
        where = Path(name).resolve()
        folder = next(above for above in where.parents if above.is_dir())
        return folder, where
    return (where, None) if where.is_dir() else (where.parent, where)


def concerns(saved: Path, places: Sequence[tuple[Path, Path | None]]) -> bool:
    """Whether what was saved there is of one of the flows."""
    return not saved.name.startswith(".") and any(_is_of(saved, *place) for place in places)


def _is_of(saved: Path, folder: Path, file: Path | None) -> bool:
    if file is None:
        return saved.suffix in _ENDINGS and saved.is_relative_to(folder)
    return saved.is_relative_to(file) or (saved.suffix == ".csv" and saved.parent == folder)
