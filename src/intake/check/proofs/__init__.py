"""Proofs: what holds for everybody who could answer a flow, and who it does not hold for.

    from intake.check.proofs import prove

    proofs = prove(flow, date, seconds=60)       # `DisagreementError`: a defect of ours. `SolverMissingError`: no z3
    for flaw in proofs.flaws:
        finding = flaw.finding(document)         # codes P701 to P713; `finding.scenario` is YAML to put into the flow
    proofs.proved, proofs.undecided              # how many statements are settled, and how many are not

All proofs are for the date given. What was proved is kept as long as nothing that it depends on has changed.
"""

from intake.check.proofs.flaw import Flaw
from intake.check.proofs.search import DisagreementError
from intake.check.proofs.whole import Proofs, prove

__all__ = ["DisagreementError", "Flaw", "Proofs", "prove"]
