"""One run over all mutants of a flow, on as many cores as there are: verdicts as they come, each with the mutant's number."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Generator, Sequence
from datetime import date
from multiprocessing.connection import Connection, wait
from typing import cast

from intake.check.mutants.judged import Judge
from intake.check.mutants.mutant import Mutant
from intake.check.mutants.noticed import Crowd
from intake.check.mutants.verdict import Verdict
from intake.flow.model import Flow

__all__ = ["cores", "judgements"]

Numbered = tuple[int, Verdict]
_CUT_OFF = Verdict("undecided", "the process that looked at it ended before it was done")


def cores() -> int:
    """How many processes a run takes: one on systems where a process cannot simply be split in two."""
    usable = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    return usable if "fork" in multiprocessing.get_all_start_methods() else 1


def judgements(
    flow: Flow, mutants: Sequence[Mutant], day: date, crowd: Crowd, *, seconds: float, processes: int
) -> Generator[Numbered, None, None]:
    """The verdict on each mutant, by its number. Closed early, it leaves no process behind."""
    if processes < 2 or len(mutants) < 2 * processes:
        judge = Judge(flow, day, crowd, seconds=seconds)
        for number, mutant in enumerate(mutants):
            yield number, judge.judge(mutant)
        return
    yield from _on_several(flow, mutants, day, crowd, seconds, processes)


def _on_several(
    flow: Flow, mutants: Sequence[Mutant], day: date, crowd: Crowd, seconds: float, processes: int
) -> Generator[Numbered, None, None]:
    """Every process takes its share of the numbers, always the same one, and sends verdicts through a pipe of its own."""
    context = multiprocessing.get_context("fork")
    workers: dict[Connection, list[int]] = {}
    started = []
    try:
        for first in range(processes):
            ours, theirs = context.Pipe(duplex=False)
            share = list(range(first, len(mutants), processes))
            process = context.Process(
                target=_work, args=(flow, mutants, share, day, crowd, seconds, theirs), daemon=True
            )
            process.start()
            theirs.close()
            started.append(process)
            workers[ours] = share
        while workers:
            for ready in wait(list(workers)):
                connection = cast(Connection, ready)
                try:
                    number, verdict = connection.recv()
                except EOFError:
                    yield from ((left, _CUT_OFF) for left in workers.pop(connection))
                else:
                    workers[connection].remove(number)
                    yield number, verdict
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.join()


def _work(
    flow: Flow, mutants: Sequence[Mutant], share: list[int], day: date, crowd: Crowd, seconds: float, to: Connection
) -> None:
    """Judges one share. A ctrl-c goes to all processes of a terminal: this one leaves it to the first to end it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    judge = Judge(flow, day, crowd, seconds=seconds)
    for number in share:
        to.send((number, judge.judge(mutants[number])))
    to.close()
