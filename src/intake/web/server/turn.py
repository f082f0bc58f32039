"""One turn for a program that asks people: answers in; messages, the next question in words, and the triage out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from intake.engine.progress import progress
from intake.engine.session import Session
from intake.engine.triage import Triage
from intake.flow.answers import Answer, AnswerError, read_answer
from intake.flow.model import End, Flow, Message, Question
from intake.flow.values import Bound, Today
from intake.records.record import Problem
from intake.records.screener import as_result, kept_aside
from intake.report.cards import alarm
from intake.report.rows import words_of
from intake.report.sources import Sources
from intake.report.summary import summarise
from intake.report.words import Words
from intake.web.server.asked import asked
from intake.web.server.problems import Refused
from intake.web.server.say import say_in

__all__ = ["turn_of"]


def turn_of(flow: Flow, today: date, given: Mapping[str, object]) -> dict[str, Any]:
    """The turn after these answers. As in any interview nothing is read in: what a record would leave out is asked.

    Raises:
        Refused: an answer is none that its question takes. What the person said is then to be asked again.
    """
    session = Session(flow, date=today, answers=_read(flow, today, given))
    words = Words(flow, session.answers)
    messages = []
    while isinstance(session.step, Message):
        messages.append(words.text(session.step.say))
        session.go_on()
    triage = session.triage()
    question = session.question
    return {
        "flow": flow.id,
        "version": flow.version,
        "language": flow.language,
        "opening": None if given else _opening(words),
        "messages": messages,
        "question": None if question is None else _question(words, question, today),
        "end": words.text(session.step.say) if isinstance(session.step, End) else None,
        "progress": None if question is None else _progress(session),
        "emergency": _emergency(session, triage),
        "advice": _advice(session, triage),
        "triage": as_result(triage, "1", warnings=kept_aside(triage)),
    }


def _read(flow: Flow, today: date, given: Mapping[str, object]) -> dict[str, Answer]:
    questions = {question.id: question for question in flow.questions}
    answers: dict[str, Answer] = {}
    errors: list[Problem] = []
    for name, raw in given.items():
        if name not in questions:
            errors.append(Problem(name, "unknown_key", "no question of this flow"))
            continue
        try:
            answers[name] = read_answer(questions[name], raw, today)
        except AnswerError as error:
            errors.append(Problem(name, error.code, error.message))
    if errors:
        detail = "These answers can not be taken. Ask the question again, or take the answer out."
        raise Refused(422, "bad_answers", detail, errors=[error.as_json() for error in errors[:10]])
    return answers


def _opening(words: Words) -> dict[str, Any]:
    """What has to be said before the first question."""
    flow = words.flow
    return {
        "first": say_in(flow.language)("first"),
        "title": words.text(flow.title),
        "about": words.text(flow.about),
        "terms": [words.text(term) for term in flow.terms],
    }


def _question(words: Words, question: Question, today: date) -> dict[str, Any]:
    shown = asked(words, question, None, None, today)
    sources = Sources(words.flow, today)
    sources.cite(question.sources)
    replies = shown.replies or shown.words
    groups = {value: words.text(group.title) for group in question.groups for value in group.values}
    return {
        "id": question.id,
        "kind": question.kind,
        "several": question.several,
        "ask": words_of(shown.ask),
        "help": words_of(shown.help),
        "why": words_of(shown.why),
        "sources": [", ".join(filter(None, (source.title, source.article))) for source in sources.listed()],
        "replies": [
            {
                "value": reply.value,
                "label": words_of(reply.label),
                "help": words_of(reply.help),
                "group": groups.get(reply.value, ""),
                "alone": reply.alone,
            }
            for reply in replies
        ],
        "unit": shown.unit,
        "at_least": _bound(question.range.at_least, today),
        "at_most": _bound(question.range.at_most, today),
    }


def _bound(bound: Bound | None, today: date) -> int | str | None:
    bound = today if isinstance(bound, Today) else bound
    return bound.isoformat() if isinstance(bound, date) else bound


def _progress(session: Session) -> dict[str, int]:
    stands = progress(session)
    fewest, most = stands.to_go
    return {"number": stands.number, "fewest_to_go": fewest, "most_to_go": most}


def _emergency(session: Session, triage: Triage) -> dict[str, Any] | None:
    """What cannot wait, to be said before the next question."""
    found = alarm(session, triage)
    if found is None:
        return None
    return {
        "level": found.level.label,
        "title": found.title,
        "first": list(found.lines),
        "also": list(found.also),
        "because": list(found.because),
    }


def _advice(session: Session, triage: Triage) -> list[dict[str, Any]]:
    """The recommendations of the triage in words, in its order."""
    found = summarise(session.rules, session.answers, triage)
    return [
        {
            "id": item.recommendation,
            "title": item.title,
            "level": item.level.label,
            "certain": item.certain,
            "due": item.due,
            "because": list(item.because),
            "waits_for": list(item.open),
        }
        for item in found.items
    ]
