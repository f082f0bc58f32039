"""`intake diff OLD NEW`: in whose case the outcome changes. As `diff` does, it returns 0 for no change and 1 for some."""

from __future__ import annotations

import argparse
import json

from intake.check.asked import RefusedError, day_of, put, solver_at_hand
from intake.check.diff.sources import flow_from
from intake.check.output import folded
from intake.check.phrases.phrases import Makes, Phrases
from intake.check.progress import Progress
from intake.exit_codes import FINDINGS, WELL

__all__ = ["diff"]


def diff(arguments: argparse.Namespace, names: Makes) -> int:
    """Tells what changes; 0 if nothing does for anybody (proved), 1 if something does, or is not decided."""
    try:
        day = day_of(arguments.date)
        old, new = flow_from(arguments.old), flow_from(arguments.new)
        solver_at_hand()
        from intake.check.diff.as_json import as_json
        from intake.check.diff.compared import compared
        from intake.check.diff.text import text_lines

        with Progress("outcomes") as progress:
            found = compared(old, new, day, arguments.records, progress)
        if arguments.format == "json":
            text = json.dumps(as_json(found), ensure_ascii=False, indent=2)
        else:
            text = folded(text_lines(found, *(Phrases(flow, names(flow, {})) for flow in (old, new))))
        put(text, None)
        return WELL if found.same else FINDINGS
    except RefusedError as error:
        return error.tell("intake diff")
