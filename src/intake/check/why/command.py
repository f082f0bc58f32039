"""`intake why RECORD`: what would change the advice for one person."""

from __future__ import annotations

import argparse
import json

from intake.check.asked import RefusedError, day_of, flow_of, put, record_of, solver_at_hand
from intake.check.given import given_by
from intake.check.output import folded
from intake.check.phrases.phrases import Makes, Phrases
from intake.check.progress import Progress
from intake.exit_codes import FINDINGS

__all__ = ["why"]


def why(arguments: argparse.Namespace, names: Makes) -> int:
    """Tells what would change it; 1 if an answer was not taken, 65 or 66 if there is no record, 69 without a solver."""
    try:
        day = day_of(arguments.date)
        flow = flow_of(arguments.flow)
        said = given_by(flow, day, record_of(arguments.record), arguments.record)
        solver_at_hand()
        from intake.check.why.as_json import as_json
        from intake.check.why.text import text_lines
        from intake.check.why.whys import whys

        with Progress("recommendations") as progress:
            found = whys(flow, day, said.answers, progress)
        if arguments.format == "json":
            text = json.dumps(as_json(found), ensure_ascii=False, indent=2)
        else:
            text = folded(text_lines(found, Phrases(flow, names(flow, said.answers))))
        return put(text, None) or (FINDINGS if said.refused else 0)
    except RefusedError as error:
        return error.tell("intake why")
