"""The interview without JavaScript: each press sends the whole form, the answer is the next page, and nothing is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qs

from intake.engine.session import Session
from intake.flow.answers import AnswerError, read_answer
from intake.flow.model import Flow, Message, Question
from intake.records.screener import as_result, kept_aside
from intake.records.writers import json_bytes, pretty
from intake.report.cards import emergencies
from intake.report.consequences import consequence_lines
from intake.report.names import language_name
from intake.report.words import Words
from intake.web.server.carried import Carried, Unreadable, session_of
from intake.web.server.fields import Form, Mend, read_fields
from intake.web.server.pages import Pages
from intake.web.server.problems import Refused
from intake.web.server.say import say_in

__all__ = ["Answered", "answered", "form_in"]

_MOST_FIELDS = 500
_WRONG = 422


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a press: a page, or a file to save."""

    body: bytes
    status: int = 200
    media_type: str = "text/html"
    headers: dict[str, str] = field(default_factory=dict)


def form_in(body: bytes) -> Form:
    """The fields of a form.

    Raises:
        Refused: it is none.
    """
    try:
        return parse_qs(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        detail = "This is no form of these pages. Go to the start and press the buttons there."
        raise Refused(400, "not_a_form", detail) from None


def answered(flow: Flow, today: date, form: Form, pages: Pages) -> Answered:
    """What a press on a page comes to: `do` says which button, the other fields what the page carried and was told."""
    try:
        return _Press(
            flow, form, pages, session_of(flow, today, Carried(_one(form, "answers"), _one(form, "at")))
        ).done()
    except Unreadable:
        return _page(pages.problem(say_in(flow.language)("answer_is_gone")), _WRONG)


class _Press:
    """One press on a button of a page."""

    def __init__(self, flow: Flow, form: Form, pages: Pages, session: Session) -> None:
        self._flow, self._form, self._pages, self._session = flow, form, pages, session
        self._say = say_in(flow.language)

    def done(self) -> Answered:
        """Does what the button says; one that there is not leaves all as it is."""
        name, _, rest = _one(self._form, "do").partition(":")
        does: dict[str, Callable[[str], Answered]] = {
            "answer": self._answer,
            "add": self._add,
            "confirm": self._confirm,
            "keep": lambda rest: self._here(self._say("no_change")),
            "go_on": self._go_on,
            "back": self._back,
            "change": self._change,
            "check": lambda rest: _page(self._pages.check(self._session)),
            "summary": self._summary,
            "words": lambda rest: _page(self._pages.words(self._session, int(rest) if _is_number(rest) else None)),
            "why": lambda rest: _page(self._pages.here(self._session, why=True)),
            "language": self._language,
            "restart": lambda rest: _page(self._pages.restart(self._session)),
            "forget": self._forget,
            "file": self._file,
        }
        return does.get(name, self._stay)(rest)

    def _stay(self, _: str) -> Answered:
        return self._here()

    def _here(self, note: str = "") -> Answered:
        return _page(self._pages.here(self._session, note=note))

    # Answers

    def _answer(self, _: str) -> Answered:
        """Takes the answer. One that changes an earlier one says first what it would do."""
        question = self._asking()
        try:
            raw = read_fields(question, self._form, self._session.date, self._say)
        except Mend as mend:
            return _page(self._pages.question(self._session, question, form=self._form, mend=mend), _WRONG)
        if question.id not in self._session.answers:
            before = self._urgent()
            self._session.answer(raw)
            return self._moved(before)
        if read_answer(question, raw, self._session.date) != self._session.answers[question.id]:
            if consequence_lines(self._session, self._session.consequences(question.id, raw)):
                new = json.dumps(raw, ensure_ascii=False)
                return _page(self._pages.consequences(self._session, question, raw, new))
            return self._changed(question, raw)
        return self._kept(question, raw)

    def _kept(self, question: Question, raw: object) -> Answered:
        """The same answer again: from an open question on to the next, from a change back to where the person was."""
        if question.id == self._session.state:
            self._session.answer(raw)
            return self._here()
        return self._here(self._say("no_change"))

    def _confirm(self, _: str) -> Answered:
        question = self._asking()
        try:
            raw = json.loads(_one(self._form, "new"))
            return self._changed(question, raw)
        except (AnswerError, ValueError, RecursionError):
            raise Unreadable from None

    def _changed(self, question: Question, raw: object) -> Answered:
        before = self._urgent()
        self._session.change(question.id, raw)
        return self._moved(
            before, self._say("changed", name=Words(self._flow, self._session.answers).name(question.id))
        )

    def _urgent(self) -> set[str]:
        """What is certain and cannot wait."""
        triage = self._session.triage(because=False)
        return {advice.recommendation for advice in emergencies(self._session, triage)}

    def _moved(self, before: set[str], note: str = "") -> Answered:
        """The next page; what has become urgent since then is told in full."""
        fresh = not self._urgent() <= before
        return _page(self._pages.here(self._session, note=note, fresh=fresh))

    def _asking(self) -> Question:
        """The question whose form this is: the open one, or one that has an answer."""
        name = _one(self._form, "asking")
        if name != self._session.state and name not in self._session.answers:
            raise Unreadable
        step = self._flow.steps[name]
        if not isinstance(step, Question):
            raise Unreadable
        return step

    def _add(self, _: str) -> Answered:
        return _page(self._pages.question(self._session, self._asking(), form=self._form))

    def _change(self, name: str) -> Answered:
        if name not in self._session.answers:
            raise Unreadable
        return _page(self._pages.question(self._session, self._flow.question(name)))

    # Moving

    def _go_on(self, _: str) -> Answered:
        if isinstance(self._session.step, Message):
            self._session.go_on()
        return self._here()

    def _back(self, _: str) -> Answered:
        return self._here("" if self._session.back() else self._say("first_question"))

    def _forget(self, _: str) -> Answered:
        self._session.restart()
        return self._here(self._say("forgotten"))

    # Looking

    def _summary(self, which: str) -> Answered:
        return _page(self._pages.summary(self._session, brief=which == "brief", with_answers=which == "answers"))

    def _language(self, _: str) -> Answered:
        own = self._flow.language
        return self._here(self._say("one_language", language=language_name(own, own)))

    def _file(self, _: str) -> Answered:
        """The result as the terminal prints it, under a name that says nothing."""
        triage = self._session.triage()
        return Answered(
            json_bytes(pretty(as_result(triage, "1", warnings=kept_aside(triage)))),
            media_type="application/json",
            headers={"Content-Disposition": 'attachment; filename="answers.json"'},
        )


def _one(form: Form, name: str) -> str:
    return form[name][0] if name in form else ""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 4


def _page(page: str, status: int = 200) -> Answered:
    return Answered(page.encode("utf-8", "replace"), status)
