"""The part of a check that takes a solver, after all that is quick to find."""

from __future__ import annotations

from datetime import date

from intake.check.checked import MISSING, NOT_TRIED, Proven
from intake.check.exceptions import sifted, unneeded_findings
from intake.check.whole import Checkup, finder, in_order

__all__ = ["proven"]

_SECONDS = 240
"""How long the proofs of one flow may take, if nobody says."""


def proven(checkup: Checkup, day: date, seconds: int | None = None, *, cached: bool = True) -> Proven:
    """What the proofs find in a flow that can be used, as of that day; `seconds` is how long they may take.

    That an exception accepts nothing is told only if all is decided: what is not may still need it.
    """
    if checkup.flow is None:
        return NOT_TRIED
    try:
        from intake.check.proofs import prove
    except ImportError as error:
        if error.name is not None:
            raise  # a part of ours, not the solver
        return MISSING
    from intake.check.solver.stopping import stoppable

    with stoppable():
        proofs = prove(checkup.flow, day, seconds=seconds or _SECONDS, cached=cached)
    left, excepted = sifted(checkup.flow.exceptions, [flaw.finding(checkup.document) for flaw in proofs.flaws])
    found = list(left)
    if not proofs.undecided:
        unneeded_findings(checkup.flow.exceptions, excepted, "P", finder(checkup.document, found))
    return Proven("cut_short" if proofs.undecided else "done", in_order(found), excepted, proofs.proved)
