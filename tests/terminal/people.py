"""What the tests of the terminal share: the small flow, and a conversation in plain lines."""

from __future__ import annotations

import contextlib
import io
from datetime import date
from functools import cache
from pathlib import Path

from intake.engine.session import Session
from intake.flow.load import load
from intake.flow.model import Flow
from intake.terminal.console import Gone
from intake.terminal.conversation import Conversation, Left
from intake.terminal.plain import Plain

HERE = Path(__file__).parent
CROSSING = HERE / "crossing.yaml"
TODAY = date(2026, 11, 24)


@cache
def crossing() -> Flow:
    return load(CROSSING)


def session(**answers: object) -> Session:
    return Session(crossing(), date=TODAY, answers=answers)


def interpol() -> Session:
    return Session(load("interpol"), date=TODAY)


def talk(*lines: str, start: Session | None = None) -> tuple[str, Session]:
    """A conversation in plain lines until they end: what was printed, and the session as it then is."""
    person = start or session()
    out = io.StringIO()
    console = Plain(io.StringIO("".join(f"{line}\n" for line in lines)), out)
    with contextlib.suppress(Left, Gone):
        Conversation(person, console).run()
    return out.getvalue(), person
