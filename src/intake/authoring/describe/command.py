"""`intake describe [FLOW]`: the whole flow as prose, as text for a terminal or as one page of HTML."""

from __future__ import annotations

import argparse
import shutil
import sys

from intake.authoring.describe.html import html_page
from intake.authoring.describe.text import text_lines
from intake.authoring.describe.whole import described
from intake.check.asked import RefusedError, day_of, flow_of, put

__all__ = ["describe"]

_PIPE_WIDTH = 96
_WIDEST = 100


def describe(arguments: argparse.Namespace) -> int:
    """Writes the description; 64 for a wrong option, 66 if there is no such flow, 73 if the file cannot be written."""
    try:
        day = day_of(arguments.date)
        flow = flow_of(arguments.flow)
        whole = described(flow, day)
        html = arguments.format == "html"
        return put(html_page(whole, flow.language) if html else "\n".join(text_lines(whole, _width())), arguments.out)
    except RefusedError as error:
        return error.tell("intake describe")


def _width() -> int:
    if sys.stdout is None or not sys.stdout.isatty():
        return _PIPE_WIDTH
    return max(30, min(_WIDEST, shutil.get_terminal_size().columns))
