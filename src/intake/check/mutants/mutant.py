"""Mutants: a flow with one slip in it. Made when it is looked at; the flow itself is never touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from intake.check.mutants.broken import Broken
from intake.flow.findings import Path_
from intake.flow.model import Flow

__all__ = ["Mutant", "in_place"]

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One slip: where in the flow, what was changed, and the flow that comes of it."""

    path: Path_
    change: str
    flow: Callable[[], Flow]

    @property
    def where(self) -> str:
        """The path in words: `recommendations.call.when`."""
        return ".".join(map(str, self.path))


def in_place(path: Path_, broken: Iterable[Broken[Part]], put: Callable[[Part], Flow]) -> Iterator[Mutant]:
    """The mutants of one part; `put` makes the flow that has a broken one in its place."""
    for one in broken:
        yield Mutant(path, one.change, partial(put, one.became))
