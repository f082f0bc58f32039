"""What has changed from one check of a flow to the next: the words of `--watch`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from intake.check.checked import Checked, Proven
from intake.check.forms.text import closing
from intake.check.output import tell
from intake.check.whole import Checkup
from intake.flow.findings import Finding, FlowError, printable

__all__ = ["Changes"]

_Key = tuple[str, str, str]
_Kind = Callable[[str], bool]


class Changes:
    """Tells a finding when it comes and when it goes. One that has only moved to another line is no news."""

    def __init__(self) -> None:
        self._before: dict[str, dict[_Key, Finding]] = {}
        self._news = False

    def absent(self, name: str, error: FlowError) -> None:
        """There is no flow of that name: it may be on its way."""
        self._tell(name, error.findings, mended=_is_reading)
        self._news = False

    def quick(self, name: str, checkup: Checkup) -> None:
        """What a check found without a solver. In a flow that cannot be used much is not looked at: that is not mended."""
        whole = checkup.flow is not None
        self._tell(name, checkup.findings, mended=_is_quick if whole else _is_reading)

    def proofs(self, name: str, proven: Proven) -> None:
        """What the solver found, if it was asked."""
        if proven.state in ("done", "cut_short"):
            self._tell(name, proven.findings, mended=_is_proof)

    def closing(self, one: Checked) -> None:
        """The closing line of a flow; it says so if nothing has changed."""
        tell(closing(one) if self._news else f"as before: {closing(one)}")
        self._news = False
        _flush()

    def _tell(self, name: str, findings: Iterable[Finding], mended: _Kind) -> None:
        """Tells what is new, and what of that kind is gone."""
        self._news |= name not in self._before
        before = self._before.setdefault(name, {})
        now = {(finding.code, finding.dotted, finding.message): finding for finding in findings}
        for key, finding in now.items():
            if key not in before:
                tell(f"{finding.render()}\n")
                self._news = True
        for key, finding in list(before.items()):
            if key not in now and mended(finding.code):
                tell(f"mended: {printable(f'{finding.code} {finding.message}')}")
                del before[key]
                self._news = True
        before.update(now)
        _flush()


def _is_reading(code: str) -> bool:
    """Whether it is found in any flow, even if that cannot be used."""
    return code < "E6"


def _is_quick(code: str) -> bool:
    return not _is_proof(code)


def _is_proof(code: str) -> bool:
    return code.startswith("P")


def _flush() -> None:
    """What is told is seen at once, however long the next step takes."""
    if sys.stdout is not None:
        sys.stdout.flush()
