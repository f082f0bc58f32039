"""Mutants of `interpol`: how many are judged in a second, beside the bare work of making each and triaging all people."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bench.measure import Row, paired
from intake.check.mutants.mutant import Mutant
from intake.check.mutants.noticed import Crowd
from intake.check.mutants.of_flows import mutants
from intake.check.mutants.touched import Touched
from intake.check.tried import tried_on
from intake.flow.load import load
from intake.flow.model import Flow

__all__ = ["rows"]

_EVERY = 12
"""A share of the mutants, spread over the whole flow, is measured: the others are like them."""


def rows() -> Iterator[Row]:
    """What scenarios and their people notice; the solver's part depends on how much they leave to it."""
    flow = load("interpol")
    share = list(islice(mutants(flow), 0, None, _EVERY))
    crowd = Crowd(flow)
    ours, reference = paired(lambda: _noticed(flow, crowd, share), lambda: _all_triaged(flow, share), turns=5)
    yield Row("one mutant on all scenarios / the triage of all people", ours / len(share), reference / len(share), 0.5)


def _noticed(flow: Flow, crowd: Crowd, share: list[Mutant]) -> list[str | None]:
    made = (one.flow() for one in share)
    return [crowd.noticed_by(mutant, Touched(flow, mutant)) for mutant in made]


def _all_triaged(flow: Flow, share: list[Mutant]) -> int:
    return sum(one.triage.ended for mutant in share for one in tried_on(mutant.flow(), flow.scenarios, because=False))
