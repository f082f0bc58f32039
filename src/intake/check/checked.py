"""One flow with all that a check came to: what is quick to find, and what the solver found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from intake.check.exceptions import Excepted
from intake.check.whole import Checkup, in_order
from intake.flow.findings import Finding

__all__ = ["LEFT_OUT", "MISSING", "NOT_TRIED", "Checked", "ProofState", "Proven"]

ProofState = Literal["done", "cut_short", "left_out", "missing", "not_tried"]
"""`cut_short`: something is not decided yet. `left_out`: not asked for. `missing`: there is no solver. `not_tried`: the flow
cannot be used."""


@dataclass(frozen=True, slots=True)
class Proven:
    """What the solver found in a flow, and how many statements it proved."""

    state: ProofState
    findings: tuple[Finding, ...] = ()
    excepted: tuple[Excepted, ...] = ()
    proved: int = 0


LEFT_OUT = Proven("left_out")
"""Of a flow whose proofs nobody asked for."""
MISSING = Proven("missing")
"""Of a flow whose proofs take a solver that is not there."""
NOT_TRIED = Proven("not_tried")
"""Of a flow that cannot be used."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A flow under the name that was typed, its checkup and its proofs."""

    name: str
    checkup: Checkup
    proven: Proven

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that there is to mend, in the order of the files."""
        return in_order([*self.checkup.findings, *self.proven.findings])

    @property
    def excepted(self) -> tuple[Excepted, ...]:
        """All that the flow accepts, in the order of the files."""
        both = [*self.checkup.excepted, *self.proven.excepted]
        return tuple(sorted(both, key=lambda one: (one.finding.place, one.finding.code)))

    @property
    def called(self) -> str:
        """Its name and version, if it can be used; else what was typed."""
        flow = self.checkup.flow
        return self.name if flow is None else f"{flow.id} {flow.version}"
