"""What a run over mutants came to: counts, and those that survived. Plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intake.check.mutants.mutant import Mutant
from intake.check.mutants.verdict import State, Verdict

__all__ = ["BAR", "Judged", "Mutation"]

BAR = 98
"""The least part of the mutants, in percent, that somebody has to notice; those that are the same for everybody apart."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutant with its verdict."""

    mutant: Mutant
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Mutation:
    """The mutants of a flow that were judged, in the flow's order. `total`: how many there are, even if it was stopped."""

    judged: tuple[Judged, ...]
    total: int

    @classmethod
    def of(cls, mutants: Sequence[Mutant], verdicts: Mapping[int, Verdict]) -> Mutation:
        """Of the verdicts by number that there are."""
        return cls(tuple(Judged(mutants[number], verdicts[number]) for number in sorted(verdicts)), len(mutants))

    def with_state(self, state: State) -> tuple[Judged, ...]:
        """Those with that verdict."""
        return tuple(one for one in self.judged if one.verdict.state == state)

    @property
    def part_noticed(self) -> tuple[int, int]:
        """How many are noticed, of how many that are not the same for everybody."""
        noticed = len(self.with_state("noticed"))
        return noticed, len(self.judged) - len(self.with_state("equivalent"))

    @property
    def whole(self) -> bool:
        """Whether all were judged."""
        return len(self.judged) == self.total

    @property
    def reaches_bar(self) -> bool:
        """Whether enough of them are noticed."""
        noticed, of = self.part_noticed
        return noticed * 100 >= BAR * of
