"""A part of a flow, broken in one way: what became of it, and what was changed, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Broken", "each_part", "rebuilt", "without_each"]

Whole = TypeVar("Whole", covariant=True)
Part = TypeVar("Part")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Broken(Generic[Whole]):
    """`became` stands where the sound part stood; `change` says what was done to it."""

    became: Whole
    change: str


def rebuilt(broken: Iterable[Broken[Part]], build: Callable[[Part], Made]) -> Iterator[Broken[Made]]:
    """The whole around each broken part."""
    return (Broken(build(one.became), one.change) for one in broken)


def each_part(
    parts: Sequence[Part], breaks: Callable[[Part], Iterable[Broken[Part]]], build: Callable[[tuple[Part, ...]], Made]
) -> Iterator[Broken[Made]]:
    """The whole with one part after the other broken in each way."""
    for at, part in enumerate(parts):
        for one in breaks(part):
            yield Broken(build((*parts[:at], one.became, *parts[at + 1 :])), one.change)


def without_each(
    parts: Sequence[Part], name: Callable[[Part], str], build: Callable[[tuple[Part, ...]], Made]
) -> Iterator[Broken[Made]]:
    """The whole without one part after the other. What has one part alone is not left empty."""
    if len(parts) > 1:
        for at, part in enumerate(parts):
            yield Broken(build((*parts[:at], *parts[at + 1 :])), f"without “{name(part)}”")
