"""What the fields of a question's form say: read strictly, and with words for what a person has to mend, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import assert_never

from intake.flow.answers import AnswerError, read_answer
from intake.flow.model import Question
from intake.flow.values import Bound, Today
from intake.report.digits import read_number
from intake.report.names import date_text
from intake.report.words import number_text
from intake.web.server.say import Say

__all__ = ["Form", "Mend", "countries_in", "read_fields"]

Form = Mapping[str, Sequence[str]]
"""The fields of a form: each name with its values, in the order of the page."""

_FIELD_OF = {
    "choice": "answer-1",
    "choices": "answer-1",
    "country": "country",
    "countries": "country",
    "number": "number",
}


class Mend(Exception):
    """Something that the person has to mend: what, and the id of the field."""

    def __init__(self, words: str, field: str) -> None:
        self.words, self.field = words, field
        super().__init__(field)


def read_fields(question: Question, form: Form, today: date, say: Say) -> object:
    """The answer as a record has it.

    Raises:
        Mend: there is none, or not one that the question takes.
    """
    raw = _raw(question, form, say)
    try:
        read_answer(question, raw, today)
    except AnswerError as error:
        raise _mend(question, raw, error, today, say) from None
    return raw


def countries_in(form: Form) -> list[str]:
    """The countries that are chosen in a form for several: those that stay ticked, and the one that is added."""
    return list(dict.fromkeys([*form.get("chosen", ()), *filter(None, form.get("country", ()))]))


def _raw(question: Question, form: Form, say: Say) -> object:
    match question.kind:
        case "choices":
            return list(form.get("answer", ()))
        case "choice":
            return _one(form.get("answer", ())) or _nothing(say("error_choose"), "answer-1")
        case "country":
            country = _one(form.get("country", ()))
            return _word(question, form, bool(country), say) or country or _nothing(say("error_country"), "country")
        case "countries":
            countries = countries_in(form)
            word = _word(question, form, bool(countries), say)
            return [word] if word else countries
        case "date":
            day, month, year = (_one(form.get(name, ())).strip() for name in ("day", "month", "year"))
            return _word(question, form, bool(day or month or year), say) or _day(day, month, year, say)
        case "number":
            typed = _one(form.get("number", ())).strip()
            word = _word(question, form, bool(typed), say)
            return word or _number(typed, say)
        case _:
            assert_never(question.kind)


def _one(values: Sequence[str]) -> str:
    return values[0] if values else ""


def _nothing(words: str, field: str) -> str:
    raise Mend(words, field)


def _word(question: Question, form: Form, beside: bool, say: Say) -> str:
    """The word that is ticked instead, such as *I don't know*."""
    ticked = form.get("word", ())
    if len(ticked) + beside > 1:
        raise Mend(say("error_one"), "word-1")
    return _one(ticked)


def _day(day: str, month: str, year: str, say: Say) -> str:
    d = _within(day, 31, say("error_day"), "day")
    m = _within(month, 12, say("error_month"), "month")
    if len(year) != 4 or not year.isdecimal() or int(year) == 0:
        raise Mend(say("error_year"), "year")
    try:
        return date(int(year), m, d).isoformat()
    except ValueError:
        raise Mend(say("error_no_such_day"), "day") from None


def _within(typed: str, most: int, words: str, field: str) -> int:
    if not typed.isdecimal() or len(typed) > 2 or not 1 <= int(typed) <= most:
        raise Mend(words, field)
    return int(typed)


def _number(typed: str, say: Say) -> int:
    number = read_number(typed)
    if number is None:
        raise Mend(say("error_not_a_number"), "number")
    return number


def _mend(question: Question, raw: object, error: AnswerError, today: date, say: Say) -> Mend:
    """The error in words for a person: the engine's are for whoever writes records."""
    field = _FIELD_OF.get(question.kind, "day")
    if error.code == "not_alone":
        return Mend(say("error_not_alone"), field)
    if error.code == "out_of_range":
        return Mend(_out_of_range(question, raw, today, say), field)
    return Mend(say("error_country" if field == "country" else "error_choose"), field)


def _out_of_range(question: Question, raw: object, today: date, say: Say) -> str:
    least, most = (_bound(bound, today) for bound in (question.range.at_least, question.range.at_most))
    if isinstance(raw, str):
        day = date.fromisoformat(raw)
        if isinstance(most, date) and day > most:
            return say("error_too_late", day=date_text(most, say.language))
        if isinstance(least, date) and day < least:
            return say("error_too_early", day=date_text(least, say.language))
    elif isinstance(raw, int):
        if isinstance(most, int) and raw > most:
            return say("error_number_high", most=number_text(most))
        if isinstance(least, int) and raw < least:
            return say("error_number_low", least=number_text(least))
    return say("error_out_of_range")


def _bound(bound: Bound | None, today: date) -> int | date | None:
    return today if isinstance(bound, Today) else bound
