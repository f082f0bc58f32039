"""The opening of a flow as it is kept: terms, and the first question as a turn that needs nothing else to be asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from intake.engine.progress import questions_left
from intake.engine.rules import rules
from intake.flow.model import Flow, Message, Question
from intake.report.words import Words
from intake.terminal.turn import Turn
from intake.terminal.turns import message_turn, progress_of, question_turn

__all__ = ["opening_of"]


def opening_of(flow: Flow, today: date) -> dict[str, Any]:
    """The opening as JSON can hold it. The first question is left out if reading its answer takes more than its choices."""
    words = Words(flow, {})
    compiled = rules(flow, today)
    step = flow.steps[flow.start]
    turn: Turn | None = None
    if isinstance(step, Question):
        turn = question_turn(compiled, {}, step)
    elif isinstance(step, Message):
        turn = message_turn(words, step)
    if turn is None or turn.reader is not None:
        return {"terms": [words.text(term) for term in flow.terms], "turn": None}
    left = questions_left(compiled, {})
    progress = {mode: progress_of(1, 0, left, mode == "plain") for mode in ("live", "plain")}
    plain = turn._replace(title=words.text(flow.title), name_of=None)._asdict()
    plain["choices"] = [choice._asdict() for choice in turn.choices]
    return {
        "terms": [words.text(term) for term in flow.terms],
        "turn": {**plain, "alone": sorted(turn.alone)},
        "date": today.isoformat(),
        "progress": progress if isinstance(step, Question) else {},
    }
