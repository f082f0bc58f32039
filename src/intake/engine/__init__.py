"""One person: walk, places, live triage, because, and the session with its machine."""

from intake.engine.machine import build_machine
from intake.engine.rules import Rules, rules
from intake.engine.session import Consequences, Session, SessionError
from intake.engine.triage import Advice, Deadline, Triage, Walk

__all__ = [
    "Advice",
    "Consequences",
    "Deadline",
    "Rules",
    "Session",
    "SessionError",
    "Triage",
    "Walk",
    "build_machine",
    "rules",
]
