"""What a plain page carries in its form from step to step: the answers, and where the person stands. Nothing is kept here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.engine.session import Session
from intake.flow.answers import AnswerError, plain_answer
from intake.flow.model import Flow, Message

__all__ = ["Carried", "Unreadable", "carried_by", "session_of"]


class Unreadable(Exception):
    """What a form carries is not what a page of this server put there, or a page of another version did."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The two hidden fields of each form."""

    answers: str
    at: str


def carried_by(session: Session) -> Carried:
    """What the next page has to carry of this session."""
    plain = {name: plain_answer(answer) for name, answer in session.answers.items()}
    return Carried(json.dumps(plain, ensure_ascii=False, separators=(",", ":")), session.state)


def session_of(flow: Flow, today: date, carried: Carried) -> Session:
    """The session that the page belongs to.

    Raises:
        Unreadable: it cannot be this flow's.
    """
    if not carried.answers:
        return Session(flow, date=today)
    try:
        session = Session(flow, date=today, answers=_answers(carried.answers))
    except (AnswerError, KeyError, TypeError, ValueError, RecursionError):
        raise Unreadable from None
    _stand_at(session, carried.at)
    return session


def _answers(text: str) -> Mapping[str, Any]:
    found = json.loads(text)
    if not isinstance(found, dict):
        raise TypeError(type(found).__name__)
    return found


def _stand_at(session: Session, at: str) -> None:
    """A session stands where its answers lead: from there the person has gone back, or read messages."""
    while session.state != at:
        if at in session.path:
            session.back()
        elif isinstance(session.step, Message):
            session.go_on()
        else:
            raise Unreadable
