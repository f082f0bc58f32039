"""Mutants of a flow judged, with a bar, until it is done, the time is over or somebody stops it."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from typing import Literal

from intake.check.mutants.mutant import Mutant
from intake.check.mutants.noticed import Crowd
from intake.check.mutants.report import Mutation
from intake.check.mutants.verdict import Verdict
from intake.flow.model import Flow
from intake.records.bar import Bar

__all__ = ["End", "judge_all"]

End = Literal["done", "stopped", "out of time"]


def judge_all(
    flow: Flow, there_are: Sequence[Mutant], day: date, *, seconds: float | None, a_question: float
) -> tuple[Mutation, End]:
    """What was judged, and how it ended. `seconds`: how long all may take; `a_question`: one question to the solver."""
    from intake.check.mutants.run import cores, judgements

    bar = Bar(sys.stderr, len(there_are), things="mutants")
    verdicts: dict[int, Verdict] = {}
    latest = None if seconds is None else time.monotonic() + seconds
    end: End = "done"
    found = judgements(flow, there_are, day, Crowd(flow), seconds=a_question, processes=cores())
    try:
        with closing(found):
            for number, verdict in found:
                verdicts[number] = verdict
                bar.show(len(verdicts), lambda: len(verdicts))
                if latest is not None and time.monotonic() >= latest and len(verdicts) < len(there_are):
                    end = "out of time"
                    break
    except KeyboardInterrupt:
        end = "stopped"
    bar.clear()
    return Mutation.of(there_are, verdicts), end
