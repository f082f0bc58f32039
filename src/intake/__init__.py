"""A legal intake decision tree: a flow in YAML, an interview, records, and a triage that gives a reason for every word.

    import intake

    flow = intake.load("interpol")
    session = intake.Session(flow)
    session.answer("self")
    print(session.question.id, session.triage().urgency_at_most)

Nothing here reads the clock (but for a date that is not given), the network or a setting, and nothing is written.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # `typing` would be a tenth of the time to the first word
if TYPE_CHECKING:
    from typing import Any

    from intake.engine.rules import Rules, rules
    from intake.engine.session import Session, SessionError
    from intake.engine.triage import Triage
    from intake.flow.answers import AnswerError
    from intake.flow.findings import Finding, FlowError
    from intake.flow.load import check_flow, load
    from intake.flow.model import Flow
    from intake.records.screen import screen

__all__ = [
    "AnswerError",
    "Finding",
    "Flow",
    "FlowError",
    "Rules",
    "Session",
    "SessionError",
    "Triage",
    "check_flow",
    "load",
    "rules",
    "screen",
]

_HOMES = {
    "AnswerError": "flow.answers",
    "Finding": "flow.findings",
    "Flow": "flow.model",
    "FlowError": "flow.findings",
    "Rules": "engine.rules",
    "Session": "engine.session",
    "SessionError": "engine.session",
    "Triage": "engine.triage",
    "check_flow": "flow.load",
    "load": "flow.load",
    "rules": "engine.rules",
    "screen": "records.screen",
}


def __getattr__(name: str) -> Any:
    """Each name is imported when it is first used, so that a command pays only for what it runs."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'intake' has no attribute '{name}'")
    found = getattr(import_module(f"intake.{home}"), name)
    globals()[name] = found
    return found
