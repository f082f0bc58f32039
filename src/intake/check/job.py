"""One run of `intake check`: what is to be checked, and the checking of it, once."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date

from intake.check.checked import LEFT_OUT, Checked
from intake.check.forms import Form
from intake.check.proving import proven
from intake.check.whole import Checkup, check_whole
from intake.exit_codes import FINDINGS, MISSING_PART, NO_INPUT, WELL
from intake.flow.findings import FlowError

__all__ = ["Job"]


@dataclass(frozen=True, slots=True)
class Job:
    """What one run is to do: the flows, the date, whether to prove, and how many seconds that may take for each flow."""

    flows: tuple[str, ...]
    day: date
    proofs: bool
    seconds: int | None

    def run(self, form: Form) -> int:
        """Checks each flow, tells the form of it, and returns the exit code: of all that happened, the gravest."""
        code = WELL
        for name in self.flows:
            try:
                checkup = check_whole(name, self.day)
            except FlowError as error:
                form.absent(name, error)
                code = max(code, NO_INPUT)
            else:
                code = max(code, self._finish(name, checkup, form))
        form.close()
        return code

    def _finish(self, name: str, checkup: Checkup, form: Form) -> int:
        form.found(name, checkup.findings)
        if sys.stdout is not None:
            sys.stdout.flush()  # the proofs may take a while
        one = Checked(name, checkup, proven(checkup, self.day, self.seconds) if self.proofs else LEFT_OUT)
        form.found(name, one.proven.findings)
        form.checked(one)
        if one.proven.state == "missing":
            return MISSING_PART
        return FINDINGS if one.findings else WELL
