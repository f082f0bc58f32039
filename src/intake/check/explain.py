"""`intake explain [CODE]`: what a finding means, why it matters, and how it is mended."""

from __future__ import annotations

import argparse
import sys
import textwrap

from intake.check.output import tell
from intake.exit_codes import USAGE
from intake.flow.codes import LESSONS, Lesson
from intake.flow.findings import nearest

__all__ = ["explain", "explained"]

_WIDTH = 88


def explain(arguments: argparse.Namespace) -> int:
    """Prints the lesson of one code, or all codes with their titles; 64 if there is no such code."""
    if arguments.code is None:
        tell("\n".join(f"{lesson.code}  {lesson.title}" for lesson in LESSONS.values()))
        return 0
    lesson = LESSONS.get(arguments.code.strip().upper())
    if lesson is None:
        near = nearest(arguments.code.upper(), LESSONS)
        hint = f"did you mean {near}?" if near else "`intake explain` lists all"
        tell(f"intake explain: there is no finding '{arguments.code}'; {hint}", sys.stderr)
        return USAGE
    tell(explained(lesson))
    return 0


def explained(lesson: Lesson) -> str:
    """The lesson as plain text."""
    parts = [
        f"{lesson.code}: {lesson.title}",
        textwrap.fill(lesson.means, _WIDTH),
        textwrap.fill(f"Why it matters: {lesson.matters}", _WIDTH),
        f"Wrong:\n{textwrap.indent(lesson.wrong.rstrip(), '    ')}",
        f"Right:\n{textwrap.indent(lesson.right.rstrip(), '    ')}",
    ]
    return "\n\n".join(parts)
