"""The fewest questions that settle something for one person, whatever is answered to them.

A set of questions does not settle it as long as somebody answers as this person does, answers all of them too, and it is open
still. Such a person answers some questions and leaves others: each set that settles it holds one of those that were left. So
the least set that holds one of each is tried, until nobody is found: then it settles it, and no smaller one does.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from time import monotonic

from intake.check.solver import Formula, NotDecided
from intake.check.why.person import OnePerson

__all__ = ["Settling", "fewest_that_settle"]


@dataclass(frozen=True, slots=True)
class Settling:
    """Questions, in the flow's order, that settle it; `reason` says why it is not decided, if so."""

    questions: tuple[str, ...] = ()
    reason: str = ""

    @property
    def decided(self) -> bool:
        """Whether these are proved to settle it, and proved to be as few as can be."""
        return not self.reason


def fewest_that_settle(one: OnePerson, still_open: Formula, bearing: Collection[str], until: float) -> Settling:
    """The fewest of these unanswered questions after which `still_open` holds of nobody who answers as this person does.

    `bearing`: the open questions on which it can depend.
    """
    missed: list[frozenset[str]] = []
    while True:
        tried = _least_holding(missed, until)
        if tried is None:
            return Settling(reason="too many questions bear on it")
        found = _unsettled(one, still_open, tried, bearing, until)
        if isinstance(found, NotDecided):
            return Settling(reason=found.reason)
        if found is None:
            return Settling(tuple(name for name in one.open if name in tried))
        if not found:
            return Settling(reason="it is open even where all is answered")
        missed.append(found)


def _unsettled(
    one: OnePerson, still_open: Formula, tried: Collection[str], bearing: Collection[str], until: float
) -> frozenset[str] | NotDecided | None:
    """The questions that somebody leaves unanswered for whom it is open: few, found by halving. `None`: nobody does."""
    everybody, formulas = one.everybody, one.everybody.formulas
    demands = [*one.answering(bearing), *map(everybody.given, tried), still_open]
    unanswered = [formulas.negated(everybody.given(name)) for name in bearing]
    best: frozenset[str] | None = None
    while best is None or best:
        seconds = until - monotonic()
        if seconds <= 0:
            return best if best is not None else NotDecided("no answer in the time given")
        fewer = [] if best is None else [formulas.at_most_of(unanswered, len(best) // 2)]
        found = everybody.underway.find(*demands, *fewer, smallest=False, seconds=seconds)
        if isinstance(found, NotDecided):
            return best if best is not None else found
        if found is None:
            return best
        best = frozenset(bearing) - found.read.keys()
    return best


def _least_holding(sets: Sequence[frozenset[str]], until: float) -> frozenset[str] | None:
    """A least set that holds one element of each, tried by ever more elements; `None`: not found in time.

    >>> sorted(_least_holding([frozenset("az"), frozenset("bz"), frozenset("cz")], until=float("inf")) or ())
    ['z']
    """
    least = [one for one in sets if not any(other < one for other in sets)]
    try:
        for size in range(len(least) + 1):
            found = _holding(least, frozenset(), size, until)
            if found is not None:
                return found
    except TimeoutError:
        return None
    raise AssertionError("one element of each set holds one of each")


def _holding(sets: Sequence[frozenset[str]], chosen: frozenset[str], more: int, until: float) -> frozenset[str] | None:
    """The chosen elements with at most so many more; one is chosen of the smallest set of which none is yet."""
    left = [one for one in sets if not one & chosen]
    if not left:
        return chosen
    if _apart(left) > more:
        return None
    if monotonic() > until:
        raise TimeoutError
    smallest: frozenset[str] = min(left, key=len)
    branches = (_holding(left, chosen | {element}, more - 1, until) for element in sorted(smallest))
    return next((found for found in branches if found is not None), None)


def _apart(sets: Sequence[frozenset[str]]) -> int:
    """How many of the sets have nothing in common with those before: so many elements it takes at least."""
    count, seen = 0, frozenset[str]()
    for one in sorted(sets, key=len):
        if not one & seen:
            count, seen = count + 1, seen | one
    return count
