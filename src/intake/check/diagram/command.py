"""`intake diagram [FLOW]`: the picture of a flow, with a person's path lit, or warm where scenarios come by."""

from __future__ import annotations

import argparse
from datetime import date

from intake.check.asked import RefusedError, day_of, flow_of, put, record_of
from intake.check.cover.people import people_of
from intake.check.diagram.chart import Chart, chart_of
from intake.check.diagram.dot_text import dot_text
from intake.check.diagram.layout import LayoutError, laid_out
from intake.check.diagram.lighting import heated, lit_by
from intake.check.diagram.mermaid import mermaid_text
from intake.check.diagram.svg import svg_text
from intake.check.given import given_by
from intake.check.phrases.phrases import Makes, Phrases
from intake.check.tried import tried
from intake.engine.rules import rules
from intake.exit_codes import MISSING_PART
from intake.flow.model import Flow

__all__ = ["diagram"]


def diagram(arguments: argparse.Namespace, names: Makes) -> int:
    """Writes the picture; 66 if the flow or the answers are not there, 69 without Graphviz, 73 if it cannot be written."""
    try:
        flow = flow_of(arguments.flow)
        chart = _lit(chart_of(flow, Phrases(flow, names(flow, {}))), flow, day_of(arguments.date), arguments)
        return put(_drawn(chart, arguments.format), arguments.out)
    except RefusedError as error:
        return error.tell("intake diagram")


def _lit(chart: Chart, flow: Flow, day: date, arguments: argparse.Namespace) -> Chart:
    if arguments.heat:
        return heated(chart, people_of(tried(flow)))
    if arguments.answers is None:
        return chart
    return lit_by(chart, rules(flow, day), given_by(flow, day, record_of(arguments.answers), arguments.answers).given)


def _drawn(chart: Chart, form: str) -> str:
    if form == "mermaid":
        return mermaid_text(chart)
    if form == "dot":
        return dot_text(chart)
    try:
        return svg_text(chart, laid_out(chart))
    except LayoutError as error:
        raise RefusedError(str(error), MISSING_PART) from None
