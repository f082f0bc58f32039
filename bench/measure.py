"""How a measure is taken: ours and the reference by turns, many times, and of these the calmest pair."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from time import process_time

__all__ = ["Row", "by_turns", "paired"]

_TURN = 0.004
"""The least time that one turn takes, in seconds: a call that is quicker is repeated within its turn."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: seconds of ours and of the reference, and the ratio that it is to stay below."""

    what: str
    ours: float
    reference: float
    goal: float

    @property
    def ratio(self) -> float:
        """How many times the reference."""
        return self.ours / self.reference

    @property
    def holds(self) -> bool:
        """Whether the goal is reached."""
        return self.ratio <= self.goal


def paired(ours: Callable[[], object], reference: Callable[[], object], turns: int = 60) -> tuple[float, float]:
    """Seconds a call of each, as this process spends them: what else the machine does is not counted."""
    return by_turns(_repeated(ours), _repeated(reference), turns)


def by_turns(ours: Callable[[], float], reference: Callable[[], float], turns: int) -> tuple[float, float]:
    """As `paired`, of two that say themselves how long they took.

    Of all turns the one counts in which both were nearest to their least: a machine that is slow for a while slows both.
    """
    gc.collect()
    gc.freeze()  # what other measures left behind is no work for the collector in this one
    times = [(ours(), reference()) for _ in range(turns)]
    gc.unfreeze()
    least, other_least = min(time for time, _ in times), min(time for _, time in times)
    return min(times, key=lambda pair: pair[0] / least + pair[1] / other_least)


def _repeated(call: Callable[[], object]) -> Callable[[], float]:
    call()
    started = process_time()
    call()
    calls = max(1, round(_TURN / max(process_time() - started, 1e-6)))
    repeats = range(calls)

    def turn() -> float:
        made: object = None
        started = process_time()
        for _ in repeats:
            made = call()
        took = process_time() - started
        del made  # to let go of what was made last is no part of making it
        return took / calls

    return turn
