"""Proves all that is to be proved of a flow at a date, and keeps what it found for the next time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from time import monotonic
from typing import Any

from intake.check.proofs.calming import calmed_by_unknown
from intake.check.proofs.dead import dead_parts
from intake.check.proofs.depends import key_of_flow, key_of_promise
from intake.check.proofs.flaw import NOT_DECIDED, Flaw
from intake.check.proofs.gaps import hidden_emergencies, without_advice
from intake.check.proofs.promised import broken_promise
from intake.check.proofs.rows import unmet_rows
from intake.check.proofs.rungs import idle_rungs
from intake.check.proofs.search import Search
from intake.check.proofs.shown import Shown
from intake.check.proofs.useful import idle_question
from intake.flow.kept import read_cached, write_cached
from intake.flow.model import Flow

__all__ = ["Proofs", "prove"]


@dataclass(frozen=True, slots=True)
class Proofs:
    """What came of the proofs of a flow at a date: its flaws, and how many statements were settled one way or the other.

    `recalled`: how many of these were settled before, and nothing that they depend on has changed.
    """

    day: date
    flaws: tuple[Flaw, ...]
    proved: int
    recalled: int

    @property
    def undecided(self) -> int:
        """How many statements are not decided: too little time, or nothing that the solver can say."""
        return sum(flaw.code == NOT_DECIDED for flaw in self.flaws)


@dataclass(frozen=True, slots=True)
class _Job:
    """Some proofs that are made together and kept together. `key` is a hash of what they depend on."""

    key: str
    run: Callable[[Search], Iterable[Flaw]]


def prove(flow: Flow, day: date, *, seconds: float | None = None, cached: bool = True) -> Proofs:
    """All proofs of the flow at that date, within so many seconds; what is not decided in time is a flaw that says so.

    Raises:
        SolverMissingError: z3 is not installed. (Raised by the import of this module.)
        DisagreementError: somebody was found of whom solver and engine say different things.
    """
    search = Search(flow, day, None if seconds is None else monotonic() + seconds)
    kept = _read(flow) if cached else {}
    made: dict[str, dict[str, Any]] = {}
    flaws: list[Flaw] = []
    proved = recalled = 0
    for job in _jobs(search):
        found = kept.get(job.key)
        if found is None:
            before = search.proved
            of_job = list(job.run(search))
            found = {"proved": search.proved - before, "flaws": [flaw.plain() for flaw in of_job]}
        else:
            recalled += found["proved"]
        flaws += map(Flaw.of, found["flaws"])
        proved += found["proved"]
        if all(flaw["code"] != NOT_DECIDED for flaw in found["flaws"]):
            made[job.key] = found
    if cached and made != kept:
        write_cached(_entry(flow), made)
    return Proofs(day, tuple(flaws), proved, recalled)


def _jobs(search: Search) -> Iterator[_Job]:
    """All that is to be proved."""
    flow = search.flow
    base = key_of_flow(flow, search.day)
    shown: list[Shown] = []

    def idle(search: Search) -> Iterator[Flaw]:
        shown.append(Shown(search))
        for question in flow.questions:
            yield from idle_question(search, shown[0], question)

    def calmed(search: Search) -> Iterator[Flaw]:
        for question in flow.questions:
            yield from calmed_by_unknown(search, question)

    whole: dict[str, Callable[[Search], Iterable[Flaw]]] = {
        "dead": dead_parts,
        "rungs": idle_rungs,
        "rows": unmet_rows,
        "advice": without_advice,
        "emergencies": hidden_emergencies,
        "calmed": calmed,
        "idle": idle,
    }
    for name, run in whole.items():
        yield _Job(f"{base} {name}", run)
    for promise in flow.promises:
        yield _Job(key_of_promise(base, promise), partial(broken_promise, promise))


def _entry(flow: Flow) -> str:
    """Under which name the proofs of the flow are kept: all of them in one entry."""
    return hashlib.sha256(f"proofs of {flow.id}".encode()).hexdigest()


def _read(flow: Flow) -> dict[str, dict[str, Any]]:
    kept = read_cached(_entry(flow))
    return kept if isinstance(kept, dict) else {}
