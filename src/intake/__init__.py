"""A legal intake decision tree: a flow in YAML, an interview, records, and a triage that gives a reason for every word.

    import intake

    flow = intake.load("interpol")
    session = intake.Session(flow)
    session.answer("self")
    print(session.question.id, session.triage().urgency_at_most)

Nothing here reads the clock (but for a date that is not given), the network or a setting, and nothing is written.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from intake.engine.rules import Rules, rules
    from intake.engine.session import Session, SessionError
    from intake.engine.triage import Triage
    from intake.flow.answers import AnswerError
    from intake.flow.findings import Finding, FlowError
    from intake.flow.load import check_flow, load
    from intake.flow.model import Flow

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
}


def __getattr__(name: str) -> Any:
    """Each name is imported when it is first used, so that a command pays only for what it runs."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'intake' has no attribute '{name}'")
    found = getattr(import_module(f"intake.{home}"), name)
    globals()[name] = found
    return found
