"""Because: a set of the given answers with which alone the advice is certain, at least as urgent, and none to spare.

Found by dropping: first the answers that the recommendation does not name (looking through facts and values), all of them
at once, which mostly suffices, else one by one; then the named ones one by one; each in the order of the steps. Adding
answers never takes back a certain, so one pass over them leaves none that could go.

What a record without an answer is read as is there whatever the record says: it is never dropped, and no reason.
"""

from __future__ import annotations

from collections.abc import Callable

from intake.engine.compiled import CompiledAdvice
from intake.engine.kleene import TRUE, Truth
from intake.engine.places import EndPlace, Places
from intake.engine.urgency import CompiledLadder
from intake.engine.view import Given, Test, View

__all__ = ["Explanation"]


class Explanation:
    """The reasons within one set of answers; those that no open route passes are no reason for anything.

    What a smaller set comes to is worked out once for all recommendations.
    """

    def __init__(self, places: Places, given: Given, place: EndPlace) -> None:
        self._places, self._given = places, given
        self._bits = given.bits & place.may & ~given.read_in
        self._ends: dict[int, EndPlace] = {}
        self._ranks: dict[tuple[CompiledLadder, int], int] = {}
        self._truths: dict[tuple[Test, int], Truth] = {}

    def why(self, compiled: CompiledAdvice, urgency: int) -> int:
        """The questions (as bits) with whose answers alone the advice, certain at `urgency` with all of them, still is."""
        ladder, read_in = compiled.ladder, self._given.read_in
        for_ladder = ladder.named | self._places.deciding(ladder.named)
        for_when = compiled.named | self._places.deciding(compiled.named)

        def carries(bits: int, without: int) -> bool:
            """Whether these still carry it, after `without` was taken from a set that did."""
            if without & for_ladder and self.rank(ladder, (bits | read_in) & for_ladder) < urgency:
                return False
            return not without & for_when or self.truth(compiled, (bits | read_in) & for_when) == TRUE

        named = self._bits & (compiled.named | ladder.named)
        others = self._bits & ~named
        kept = named if carries(named, others) else _dropped(self._bits, others, carries)
        return _dropped(kept, named, carries)

    def rank(self, ladder: CompiledLadder, bits: int) -> int:
        """The urgency that a ladder reaches so far with these answers alone."""
        found = self._ranks.get((ladder, bits))
        if found is None:
            found = self._ranks[ladder, bits] = ladder.between(*self.view(bits))[0]
        return found

    def truth(self, compiled: CompiledAdvice, bits: int) -> Truth:
        """Whether a recommendation holds with these answers alone."""
        found = self._truths.get((compiled.when, bits))
        if found is None:
            found = self._truths[compiled.when, bits] = compiled.when(*self.view(bits))
        return found

    def view(self, bits: int) -> View:
        """What conditions see at the end of all routes with these answers alone."""
        end = self.end(bits & self._places.named)
        known = bits & end.may
        return self._given.answers, end.may, known, known & end.must

    def end(self, bits: int) -> EndPlace:
        """The end of all routes that are open with these answers alone; ways name no others."""
        found = self._ends.get(bits)
        if found is None:
            found = self._ends[bits] = self._places.end(self._given.answers, bits)
        return found


def _dropped(kept: int, candidates: int, carries: Callable[[int, int], bool]) -> int:
    """What is left of `kept` after each of the candidates that can go has gone, lowest bit first."""
    while candidates:
        bit = candidates & -candidates
        candidates ^= bit
        if carries(kept ^ bit, bit):
            kept ^= bit
    return kept
