"""One conversation: asks turn by turn, does what the words say, shows at once what cannot wait. Live and plain alike."""

from __future__ import annotations

from collections.abc import Callable

from intake.engine.progress import progress
from intake.engine.session import Session
from intake.engine.triage import Triage
from intake.flow.answers import AnswerError
from intake.flow.model import Message, Question
from intake.report.advice import detail
from intake.report.advice_text import detail_rows, plain_detail
from intake.report.cards import emergencies
from intake.report.consequences import consequence_lines
from intake.report.names import language_name
from intake.report.rows import Row, row, wrap
from intake.report.sources import Sources
from intake.report.summary import summarise
from intake.report.summary_text import plain_summary, summary_rows
from intake.report.words import Words
from intake.terminal.cards import alarm_line, alarm_rows, plain_alarm
from intake.terminal.console import Console
from intake.terminal.glossary import answer_to
from intake.terminal.officer import show_words
from intake.terminal.reading import read
from intake.terminal.saving import keep
from intake.terminal.turn import Choice, Reply, Said, Turn, Word
from intake.terminal.turns import answer_of, glossary_of, live_line, message_turn, progress_of, question_turn
from intake.terminal.words import WORDS

__all__ = ["Conversation", "Left"]

_MENU = 8
"""Rows that a small menu takes."""
_SUMMARY, _GO_ON, _STOP, _LEAVE, _ALL = "summary", "go_on", "stop", "leave", "all"


class Left(Exception):
    """The person has left, by word. `kept` is always nothing."""


class Conversation:
    """Leads one person through a session. `alarmed`: emergencies that have been shown as a card."""

    def __init__(self, session: Session, console: Console) -> None:
        self.session, self.console = session, console
        self.alarmed: set[str] = set()
        self.stopped = self.saved = False
        self._note = ""

    def run(self, reply: Reply | None = None) -> None:
        """Goes on until the person leaves. `reply` is one to the first turn, if that has been asked already.

        Raises:
            Left: by word or at the end.
            Gone, KeyboardInterrupt: by key.
        """
        if reply is None:
            self._alarm()
        while True:
            reply = reply or self.console.ask(self.turn())
            self._note = ""
            reply = self._word(reply) if isinstance(reply, Word) else self._said(reply.value)
            self._alarm()

    # What is asked now

    def turn(self) -> Turn:
        """The turn for where the session is."""
        session = self.session
        triage = session.triage(because=False)
        if self.stopped or session.ended:
            return self._with_surroundings(self._closing(triage), triage)
        step = session.step
        if isinstance(step, Question):
            found = question_turn(session.rules, session.answers, step)
        else:
            assert isinstance(step, Message)  # noqa: S101 - an end is no step to stand at here
            found = message_turn(self._words, step)
        return self._with_surroundings(found, triage)

    @property
    def _words(self) -> Words:
        return Words(self.session.flow, self.session.answers)

    def _with_surroundings(self, turn: Turn, triage: Triage) -> Turn:
        session, words = self.session, self._words
        answers = session.answers
        asked = [name for name in session.path if name in answers and name != session.state]
        notes: list[Row] = []
        alarm: Row = ()
        urgent = emergencies(session, triage)
        if urgent and urgent[0].recommendation in self.alarmed and not session.ended:
            alarm = alarm_line(session, urgent[0], plain=self.console.plain)
        if self._note:
            notes.append(row(self._note, "strong"))
        checking = session.ended or self.stopped
        foot, more = live_line(words, triage, alarmed=bool(alarm)) if answers else ((), ())
        told = ""
        if session.question is not None and not self.stopped:
            stands = progress(session)
            told = progress_of(stands.number, stands.answered, stands.left, self.console.plain)
        return turn._replace(
            title=words.text(session.flow.title),
            progress=told,
            thread=() if checking else tuple((words.name(name), words.answer(name, answers[name])) for name in asked),
            aside=tuple(words.name(name) for name in triage.kept_aside),
            alarm=alarm,
            notes=(*turn.notes, *notes),
            foot=foot,
            foot_more=more,
        )

    def _closing(self, triage: Triage) -> Turn:
        """At the end: first a look at the answers, then the summary and what can be done with it."""
        session, words = self.session, self._words
        if not self.stopped:
            step = session.step
            changes = self._change_choices()
            ask = "Check your answers. Choose one to change it."
            return Turn(
                "one",
                row(ask, "strong"),
                help=row("" if isinstance(step, Question) else words.text(step.say), "dim"),
                choices=(
                    Choice(_SUMMARY, "All is right: show the summary", also=("summary", "yes", "all is right")),
                    *changes,
                ),
                chosen=(_SUMMARY,),
                enter="enter chooses",
            )
        choices = [
            Choice(
                f"w {number}",
                words.text(session.flow.recommendations[advice.recommendation].title),
                also=(f"w{number}",),
            )
            for number, advice in enumerate(triage.advice, 1)
            if advice.state == "certain"
        ]
        go_on = "Go back to your answers" if session.ended else "Go on with the questions"
        more = [Choice(_ALL, "All of them in full"), Choice(_GO_ON, go_on), Choice(_LEAVE, "Leave; nothing is kept")]
        ask = "Which step do you want to read in full?" if choices else "What next?"
        return Turn(
            "one",
            row(ask, "strong"),
            choices=(*choices, *(more if choices else more[1:])),
            glossary=glossary_of(session.flow, words),
            enter="enter chooses",
        )

    # What is done with an answer

    def _said(self, value: str | tuple[str, ...]) -> Reply | None:
        session = self.session
        if self.stopped or session.ended:
            return self._chosen_at_the_end(str(value))
        question = session.question
        if question is None:
            session.go_on()
            return None
        return self._answer(question, value)

    def _answer(self, question: Question, value: str | tuple[str, ...]) -> Reply | None:
        """Takes an answer. A changed one says first what it would do."""
        session = self.session
        raw = answer_of(question, value)
        try:
            if question.id in session.answers:
                return self._changed(question, raw)
            session.answer(raw)
        except AnswerError as error:
            self._note = error.message
        return None

    def _changed(self, question: Question, raw: object) -> Reply | None:
        session = self.session
        lines = consequence_lines(session, session.consequences(question.id, raw))
        if lines:
            rows = tuple(row(line) for line in lines)
            reply = self._menu(
                "This would change more than one answer:", [("yes", "Change it"), ("no", "Leave it as it was")], rows
            )
            if isinstance(reply, Word):
                return None if reply.name == "back" else reply
            if reply.value != "yes":
                self._note = "Left as it was."
                return None
        session.change(question.id, raw)
        self.stopped = False
        return None

    def _chosen_at_the_end(self, value: str) -> Reply | None:
        if value == _SUMMARY:
            self.stopped = True
            return self._show_summary()
        if value == _GO_ON:
            self.stopped = False
        elif value == _LEAVE:
            raise Left
        elif value == _ALL:
            for number in range(1, len(self.session.triage(because=False).certain) + 1):
                if word := self._show_in_full(number):
                    return word
        elif value.startswith("w "):
            return self._show_in_full(int(value[2:]))
        elif value.startswith("change "):
            return self._change_one(value.removeprefix("change "))
        return None

    # What is shown at once

    def _alarm(self) -> None:
        """Shows a card for what has become certain and cannot wait; once for each."""
        session = self.session
        triage = session.triage()
        urgent = emergencies(session, triage)
        self.alarmed &= {advice.recommendation for advice in urgent}
        new = [advice for advice in urgent if advice.recommendation not in self.alarmed]
        self.alarmed |= {advice.recommendation for advice in new}
        new = [advice for advice in new if session.flow.recommendations[advice.recommendation].first]
        if not new or session.ended:
            return
        if self.console.plain:
            self.console.show(plain_alarm(session, new))
            return
        rows = alarm_rows(session, new, self.console.width)
        if len(rows) + _MENU > self.console.height:
            read(self.console, rows)
        else:
            self.console.show([(), *rows, ()])
        choices = [(_GO_ON, "Go on with the questions"), (_STOP, "Stop here, with a short list of what to do")]
        reply = self._menu("You may stop here.", choices, chosen=_GO_ON)
        if reply == Said(_STOP):
            self.stopped = True
            self._show_summary(brief=True)
        elif isinstance(reply, Word) and reply.name != "back":
            self._word(reply)

    def _show_summary(self, *, brief: bool = False) -> Word | None:
        session = self.session
        summary = summarise(session.rules, session.answers)
        if self.console.plain:
            return read(self.console, [row(line) for line in plain_summary(summary, brief=brief)])
        return read(self.console, summary_rows(summary, self.console.width, brief=brief))

    def _show_in_full(self, number: int) -> Word | None:
        session = self.session
        sources = Sources(session.flow, session.date)
        found = detail(session.rules, session.answers, session.triage().advice[number - 1], sources)
        if self.console.plain:
            return read(self.console, [row(line) for line in plain_detail(found, sources.listed())])
        return read(self.console, detail_rows(found, sources.listed(), self.console.width))

    # The words that always work

    def _word(self, word: Word) -> Reply | None:
        does: dict[str, Callable[[str], Reply | None]] = {
            "back": self._back,
            "change": self._change,
            "why": self._why,
            "words": lambda rest: show_words(self.console, self.session, rest),
            "summary": lambda rest: self._show_summary(),
            "save": self._save,
            "restart": self._restart,
            "language": self._language,
            "help": self._help,
            "leave": self._leave,
        }
        return does[word.name](word.rest)

    def _back(self, _: str) -> None:
        if self.stopped:
            self.stopped = False
        elif not self.session.back():
            self._note = "This is the first question."

    def _change(self, rest: str) -> Reply | None:
        choices = self._change_choices()
        if not choices:
            self._note = "There is no answer yet."
            return None
        reply = self._menu("Which answer?", [(choice.value, choice.label) for choice in choices])
        if isinstance(reply, Word):
            return None if reply.name == "back" else reply
        return self._change_one(str(reply.value).removeprefix("change "))

    def _change_choices(self) -> list[Choice]:
        session, words = self.session, self._words
        answers = session.answers
        on_path = [name for name in session.triage(because=False).path if name in answers]
        return [
            Choice(f"change {name}", f"{words.name(name)}: {words.answer(name, answers[name])}") for name in on_path
        ]

    def _change_one(self, name: str) -> Reply | None:
        """Asks one earlier question again, and goes back to where the person was."""
        session = self.session
        question = session.flow.question(name)
        turn = question_turn(session.rules, session.answers, question)
        turn = turn._replace(title="Change an answer", enter="enter takes it · ← leaves it as it was")
        reply = self.console.ask(turn)
        if isinstance(reply, Word):
            return None if reply.name == "back" else reply
        return self._answer(question, reply.value)

    def _why(self, rest: str) -> Reply | None:
        rows = answer_to(self.turn(), f"? {rest}")
        return read(self.console, [part for line in rows for part in wrap(line, self.console.width, 2)])

    def _save(self, _: str) -> Reply | None:
        told = keep(self.console, self.session)
        if not told:
            self._note = "Nothing was kept."
            return None
        self.saved = True
        return read(self.console, [part for line in told for part in wrap(row(line), self.console.width)])

    def _restart(self, _: str) -> Reply | None:
        reply = self._menu("Forget all answers and start again?", [("no", "No, go on"), ("yes", "Yes, forget all")])
        if isinstance(reply, Word):
            return None if reply.name == "back" else reply
        if reply.value == "yes":
            self.session.restart()
            self.alarmed.clear()
            self.stopped = False
            self._note = "All answers are forgotten."
        return None

    def _language(self, _: str) -> None:
        name = language_name(self.session.flow.language, self.session.flow.language)
        self._note = f"These questions speak {name}. They are not here in another language yet."

    def _help(self, _: str) -> Reply | None:
        rows: list[Row] = [(("strong", f"/{name}"), ("", f"  {meaning}")) for name, meaning in WORDS.items()]
        rows += [(("strong", "?"), ("", "  why this is asked · ? word  what a term means"))]
        if not self.console.plain:
            rows.append(
                row("Keys: ↑ ↓ choose, space marks, enter goes on, ← back, ctrl-s save, ctrl-c leaves at once.", "dim")
            )
        return read(self.console, [part for line in rows for part in wrap(line, self.console.width, 2)])

    def _leave(self, _: str) -> None:
        raise Left

    def _menu(self, ask: str, choices: list[tuple[str, str]], rows: tuple[Row, ...] = (), *, chosen: str = "") -> Reply:
        """A small menu of its own."""
        offered = tuple(Choice(value, label) for value, label in choices)
        turn = Turn("one", row(ask, "strong"), choices=offered, notes=rows, chosen=(chosen,) if chosen else ())
        return self.console.ask(turn)
