"""The words of a flow: plain, explained, true to their sources, and promising nothing. W801 to W808."""

from __future__ import annotations

from intake.check.wording.claims import promising_findings, unsourced_findings, weak_findings
from intake.check.wording.plain import grade_findings, length_findings
from intake.check.wording.reader import all_said
from intake.check.wording.terms import card_findings, leftover_findings, term_findings
from intake.flow.model import Flow
from intake.flow.parse import Find

__all__ = ["word_findings"]


def word_findings(flow: Flow, find: Find) -> None:
    """All that there is to say of a flow's words. What needs a grammar knows that of English alone."""
    if flow.language == "en" or flow.language.startswith("en-"):
        length_findings(flow, find)
        grade_findings(flow, find)
        promising_findings(flow, find)
        weak_findings(flow, find)
        unsourced_findings(flow, find)
    term_findings(flow, find)
    leftover_findings(flow, find, all_said(flow))
    card_findings(flow, find)
