"""A flaw that a proof found, as plain data: it becomes a finding where the flow's document is at hand."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from intake.flow.documents import Document
from intake.flow.findings import Finding, Path_

__all__ = ["NOT_DECIDED", "Flaw"]

NOT_DECIDED = "P713"
"""The code of what is not known."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a finding says, and where. `scenario`: a person who shows it, as YAML to be put into the flow."""

    code: str
    message: str
    hint: str
    path: Path_
    key: bool = False
    part: str = ""
    scenario: str = ""

    def finding(self, document: Document) -> Finding:
        """The finding at its place in the document."""
        found = document.finding(self.code, self.message, self.hint, self.path, key=self.key, part=self.part)
        return replace(found, scenario=self.scenario)

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it; `Flaw.of` is its mirror."""
        return {**asdict(self), "path": list(self.path)}

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Flaw:
        """The flaw that `plain` wrote."""
        return cls(**{**plain, "path": tuple(plain["path"])})
