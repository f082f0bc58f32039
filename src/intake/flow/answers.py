"""Answers: what a person or a record may say to a question, read strictly. Nothing is ever guessed."""

from __future__ import annotations

from datetime import date

from intake.flow.countries import COUNTRIES
from intake.flow.dates import not_a_date, read_date
from intake.flow.findings import nearest
from intake.flow.model import Question
from intake.flow.values import Bound, Today

__all__ = ["Answer", "AnswerError", "plain_answer", "read_answer"]

Answer = str | int | date | tuple[str, ...]
"""A choice, country code or word; a number; a date; or the chosen values in the question's order."""

MAX_DIGITS = 18
"""A whole number has no more: what flows and records can write, and any engine can count with."""


class AnswerError(ValueError):
    """An answer that the question does not take. `code` is for machines, `message` says what is right instead."""

    def __init__(self, question: str, code: str, message: str) -> None:
        self.question, self.code, self.message = question, code, message
        super().__init__(f"{question}: {message}")


def read_answer(question: Question, raw: object, today: date) -> Answer:
    """The answer that `raw` gives: text, a whole number, a date or a list of texts, as JSON or YAML have them.

    A list is put into the question's order and said once; a word (`unknown`) may stand for the list of it alone.

    Raises:
        AnswerError: the question does not take it.
    """
    match question.kind:
        case "choice" | "country" if isinstance(raw, str):
            return raw if raw in question.words else _known(question, raw)
        case "choices" | "countries":
            return _several(question, raw)
        case "date" | "number" if isinstance(raw, str) and raw in question.words:
            return raw
        case "date":
            return _date(question, raw, today)
        case "number":
            return _number(question, raw)
    raise AnswerError(question.id, "wrong_type", f"one value is expected, not {_shown(raw)}")


def plain_answer(answer: Answer) -> str | int | list[str]:
    """The answer as JSON has it: dates as ISO 8601 text, several choices as a list."""
    if isinstance(answer, date):
        return answer.isoformat()
    return list(answer) if isinstance(answer, tuple) else answer


def _several(question: Question, raw: object) -> tuple[str, ...]:
    given = [raw] if isinstance(raw, str) and raw in question.words else raw
    if not isinstance(given, list | tuple):
        raise AnswerError(question.id, "wrong_type", f"a list of values is expected, not {_shown(raw)}")
    chosen = dict.fromkeys([_word_or_known(question, value) for value in given])
    if len(chosen) > 1:
        for value in chosen:
            if value in question.exclusive or value in question.words:
                raise AnswerError(question.id, "not_alone", f"'{value}' stands alone: take it out, or the others")
        if question.kind == "choices":
            return tuple([value for value in question.options if value in chosen])
    return tuple(chosen)


def _word_or_known(question: Question, value: object) -> str:
    if not isinstance(value, str):
        raise AnswerError(question.id, "wrong_type", f"each value is text, not {_shown(value)}")
    return value if value in question.words else _known(question, value)


def _known(question: Question, value: str) -> str:
    offered = COUNTRIES if question.kind in ("country", "countries") else question.options
    if value in offered:
        return value
    if offered is COUNTRIES:
        near = value.strip().upper() if value.strip().upper() in COUNTRIES else None
        expected = "a country is its two capital letters (ISO 3166-1), as in 'FR'"
    else:
        near = nearest(value, offered)
        expected = "its values: " + ", ".join(list(offered)[:12]) + (", …" if len(offered) > 12 else "")
    hint = f"did you mean '{near}'?" if near else expected
    raise AnswerError(question.id, "unknown_value", f"{_shown(value)} is not offered; {hint}")


def _date(question: Question, raw: object, today: date) -> date:
    day = raw if type(raw) is date else read_date(raw) if isinstance(raw, str) else None
    if day is None:
        raise AnswerError(question.id, "not_a_date", not_a_date(_shown(raw)))
    _in_range(question, day, today)
    return day


def _number(question: Question, raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise AnswerError(question.id, "not_a_number", f"{_shown(raw)} is not a whole number; write digits alone: 1200")
    if abs(raw) >= 10**MAX_DIGITS:
        raise AnswerError(question.id, "out_of_range", f"a number has at most {MAX_DIGITS} digits")
    _in_range(question, raw, date.min)
    return raw


def _in_range(question: Question, value: int | date, today: date) -> None:
    least, most = _bound(question.range.at_least, today), _bound(question.range.at_most, today)
    if least is not None and value < least:  # type: ignore[operator]
        raise AnswerError(question.id, "out_of_range", f"{_shown(value)} is too low; at least {least}")
    if most is not None and value > most:  # type: ignore[operator]
        late = " (the date of this triage)" if most == today else ""
        raise AnswerError(question.id, "out_of_range", f"{_shown(value)} is too high; at most {most}{late}")


def _bound(bound: Bound | None, today: date) -> int | date | None:
    return today if isinstance(bound, Today) else bound


def _shown(raw: object) -> str:
    """What was given, short and on one line."""
    if isinstance(raw, str):
        text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in raw[:41])
        return f"'{text[:40]}…'" if len(raw) > 40 else f"'{text}'"
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, int) and abs(raw) >= 10**MAX_DIGITS:
        return "a very long number"
    if isinstance(raw, int | float | date):
        return str(raw)[:40]
    return (
        "a list"
        if isinstance(raw, list | tuple)
        else "nothing"
        if raw is None
        else "a mapping or another kind of value"
    )
