"""Broken ladders: a rung lowered, raised or taken out, its condition broken, the lift dropped, the floor moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from intake.check.mutants.broken import Broken
from intake.check.mutants.of_conditions import broken_conditions
from intake.flow.model import Flow, Ladder

__all__ = ["broken_ladders"]


def broken_ladders(flow: Flow, ladder: Ladder) -> Iterator[tuple[str, Broken[Ladder]]]:
    """The ladder broken in each way, with the key that was touched."""
    for at, (level, condition) in enumerate(ladder.rungs):
        above, below = ladder.rungs[:at], ladder.rungs[at + 1 :]
        yield level, Broken(replace(ladder, rungs=(*above, *below)), f"without the rung '{level}'")
        for other in _beside(flow, level):
            if other != ladder.otherwise:  # the same as to take the rung out
                moved = (*above, (other, condition), *below)
                yield level, Broken(replace(ladder, rungs=moved), f"the rung '{level}' gives '{other}'")
        for one in broken_conditions(flow, condition):
            became = (*above, (level, one.became), *below)
            yield level, Broken(replace(ladder, rungs=became), one.change)
    for other in _beside(flow, ladder.otherwise):
        yield "otherwise", Broken(replace(ladder, otherwise=other), f"otherwise '{other}', not '{ladder.otherwise}'")
    if ladder.lift is not None:
        yield "raise", Broken(replace(ladder, lift=None), "without its `raise`")
        for lift in broken_conditions(flow, ladder.lift):
            yield "raise", Broken(replace(ladder, lift=lift.became), lift.change)


def _beside(flow: Flow, level: str) -> list[str]:
    """The level below and the one above, if there are."""
    rank = flow.level(level).rank
    return [other.id for other in flow.levels if abs(other.rank - rank) == 1]
