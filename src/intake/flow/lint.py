"""The checks that a schema cannot do. Codes with E keep a flow from being used; codes with W are told by `intake check`."""

from __future__ import annotations

from intake.flow.lint_graph import graph_findings
from intake.flow.lint_names import name_findings
from intake.flow.lint_sheet import sheet_findings
from intake.flow.lint_texts import text_findings
from intake.flow.lint_urgency import urgency_findings
from intake.flow.model import Flow
from intake.flow.parse import Find

__all__ = ["lint"]


def lint(flow: Flow, find: Find, broken: frozenset[str]) -> None:
    """Reports what is wrong with a built flow. `broken` are the entries that the schema refused: not reported again."""
    name_findings(flow, find, broken)
    text_findings(flow, find, broken)
    sheet_findings(flow, find, broken)
    if graph_findings(flow, find, broken):
        urgency_findings(flow, find)
