"""What the flow `interpol` says at a place, and what one person gets to read: for the lists that it is held to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from intake.engine.session import Session
from intake.flow.review import is_below
from intake.flow.stated import Stated, stated
from intake.flow.text import Text, plain
from intake.flow.yaml_text import YamlText
from intake.report.advice import detail
from intake.report.advice_text import plain_detail
from intake.report.sources import Sources
from intake.report.summary import summarise
from intake.report.summary_text import plain_summary
from tests.flows.interpol_people import FLOW, TODAY

__all__ = ["listed", "read_by", "said_at", "words_of"]


def listed(name: str) -> dict[str, dict[str, Any]]:
    """A list that stands beside the tests, read as a flow is: `no` is a word."""
    text = YamlText(name, (Path(__file__).parent / name).read_bytes())
    assert text.findings == []
    entries: dict[str, dict[str, Any]] = text.data
    return entries


def words_of(text: Text) -> str:
    """Its words for every role, without marks."""
    return " / ".join(map(plain, text.variants()))


def said_at(path: str, words: str) -> list[Stated]:
    """The statements at or below a path of the flow that hold the words."""
    return [one for one in stated(FLOW) if is_below(one.dotted, path) and words in " ".join(map(words_of, one.texts))]


def read_by(record: dict[str, Any]) -> str:
    """All that a person with these answers gets to read: terms, the questions of their path, summary, advice in full."""
    session = Session(FLOW, date=TODAY, answers=record)
    return "\n".join(_read_by(session, record["role"]))


def _read_by(session: Session, role: str) -> Iterator[str]:
    triage = session.triage()
    questions = [question for question in FLOW.questions if question.id in triage.path]
    yield from (plain(text.for_voice(role)) for text in FLOW.terms)
    for question in questions:
        options = question.options.values()
        texts = (question.ask, question.help, *(text for option in options for text in (option.label, option.help)))
        yield from (plain(text.for_voice(role)) for text in texts)
    yield from plain_summary(summarise(session.rules, session.answers, triage))
    for advice in triage.certain:
        sources = Sources(FLOW, TODAY)
        yield from plain_detail(detail(session.rules, session.answers, advice, sources), sources.listed())
