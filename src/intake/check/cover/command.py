"""`intake test [FLOW]`: runs a flow's scenarios and says what they show, what they miss, and what nobody would notice."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from intake.check.cover.as_json import as_json
from intake.check.cover.as_page import as_page
from intake.check.cover.as_text import text
from intake.check.cover.coverage import main_date
from intake.check.cover.goals import Goal
from intake.check.cover.tested import Tested, tested
from intake.check.mutants.mutant import Mutant
from intake.check.mutants.of_flows import line_mutants, mutants
from intake.check.mutants.timed import judge_all
from intake.check.output import tell
from intake.exit_codes import FINDINGS, MISSING_PART, NO_INPUT, STOPPED, USAGE, WELL
from intake.flow.findings import FlowError
from intake.flow.load import examine
from intake.flow.model import Flow

__all__ = ["test"]

_A_QUESTION = 5.0
"""Seconds that the solver has for one question."""


def test(arguments: argparse.Namespace) -> int:
    """Tests one flow and returns the exit code.

    0 if all scenarios come out as expected, all that is possible is shown and, if asked for, enough mutants are noticed;
    1 if not; 66 if there is no flow, 69 if there is no solver, 130 if it was stopped.
    """
    refused = _refused(arguments)
    if refused:
        return _say(refused, USAGE)
    try:
        flow, findings, document, _ = examine(arguments.flow or "interpol")
    except FlowError as error:
        tell(str(error), sys.stderr)
        return NO_INPUT
    if flow is None:
        tell("\n\n".join(finding.render() for finding in findings if finding.code.startswith("E")))
        return FINDINGS
    day = main_date(flow) or date.today()
    possible = _possible(flow, day)
    if possible is None and (arguments.mutants or arguments.suggest):
        return _say("mutants and suggestions need a solver: pip install 'legal-intake[check]'", MISSING_PART)
    one = tested(flow, document, day, possible or (lambda goal: None))
    cut_short, code = "", WELL
    if arguments.mutants:
        there_are = [*mutants(flow), *(line_mutants(flow) if arguments.lines else ())]
        one, cut_short, code = _with_mutants(one, there_are, arguments.seconds)
    terminal = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    if terminal or not arguments.suggest:
        tell(_FORMS[arguments.format](one, arguments.all))
    if cut_short:
        return _say(cut_short, code)
    if arguments.suggest:
        return _suggest(one, arguments.to, terminal=terminal)
    if possible is None:
        said = "what could be shown at all is found by a solver: pip install 'legal-intake[check]'"
        return _say(said, FINDINGS if one.findings else MISSING_PART)
    return WELL if one.well else FINDINGS


_FORMS: dict[str, Callable[[Tested, bool], str]] = {
    "text": lambda one, everything: text(one, everything=everything),
    "json": lambda one, _: as_json(one),
    "html": lambda one, _: as_page(one),
}


def _refused(arguments: argparse.Namespace) -> str:
    """What is wrong with the options, if anything is."""
    if arguments.seconds is not None and arguments.seconds < 1:
        return "--seconds: give a number from 1"
    for option, given in (("--seconds", arguments.seconds is not None), ("--lines", arguments.lines)):
        if given and not arguments.mutants:
            return f"{option} is about mutants: it needs --mutants"
    if arguments.to is not None and not arguments.suggest:
        return "--to says where a suggested scenario goes: it needs --suggest"
    return ""


def _possible(flow: Flow, day: date) -> Callable[[Goal], bool | None] | None:
    """What tells the possible from the impossible, or `None`: there is no solver."""
    try:
        from intake.check.cover.possible import Possible
        from intake.check.solver import Everybody
    except ImportError:
        return None
    return Possible(Everybody(flow, day), seconds=_A_QUESTION)


def _with_mutants(one: Tested, there_are: Sequence[Mutant], seconds: int | None) -> tuple[Tested, str, int]:
    """With what became of the mutants; if the work did not come to its end, a word on that, and the exit code."""
    mutation, end = judge_all(one.flow, there_are, one.coverage.date, seconds=seconds, a_question=_A_QUESTION)
    judged = f"{len(mutation.judged):,} of {mutation.total:,} mutants are judged"
    said = {
        "done": "",
        "stopped": f"stopped: {judged}; nothing is kept of them, so the next run begins anew",
        "out of time": f"out of time: {judged}; give it more with --seconds",
    }
    return replace(one, mutation=mutation), said[end], STOPPED if end == "stopped" else FINDINGS


def _suggest(one: Tested, to: str | None, *, terminal: bool) -> int:
    from intake.check.suggest.asked import file_for, offered, printed
    from intake.check.suggest.suggester import Suggester

    survivors = one.mutation.with_state("survived") if one.mutation is not None else ()
    suggester = Suggester(one.flow, one.coverage.date, one.coverage, survivors, seconds=_A_QUESTION)
    where = one.document.where
    return offered(suggester, where, file_for(where, to)) if terminal else printed(suggester)


def _say(message: str, code: int) -> int:
    tell(f"intake test: {message}", sys.stderr)
    return code
