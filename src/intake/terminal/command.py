"""`intake run`: the opening at once, then the conversation. What is heavy is imported while a person reads."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import ExitStack

from intake.exit_codes import BAD_DATA, CANNOT_WRITE, NO_INPUT, STOPPED, USAGE
from intake.terminal.opening import (
    FIRST_LINE,
    erase,
    go_on_lines,
    opening_key,
    question_lines,
    quiet,
    read_opening,
    term_lines,
    terminal_size,
)

TYPE_CHECKING = False  # see opening.py
if TYPE_CHECKING:
    import argparse
    from datetime import date
    from typing import Any

    from intake.engine.session import Session
    from intake.flow.model import Flow
    from intake.terminal.console import Console

__all__ = ["run"]


_DEFAULT_FLOW = "interpol"
_GLANCE = 0.03
_STAYS = "What this screen shows stays until you clear it."
_TROUBLES = {"no_file": NO_INPUT, "no_permission": NO_INPUT, "cannot_write": CANNOT_WRITE}


class _Refused(Exception):
    """The interview cannot begin."""

    def __init__(self, message: str, code: int) -> None:
        self.code = code
        super().__init__(message)


def run(arguments: argparse.Namespace) -> int:
    """Runs one interview in this terminal and returns the exit code."""
    if sys.stdout is None:
        return CANNOT_WRITE
    if sys.stdin is None:
        return _refuse("standard input is closed: there is nothing to read answers from", NO_INPUT)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    plain = arguments.plain or not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb"
    interview = _Interview(arguments, plain=plain)
    try:
        return interview.run()
    except _Refused as refused:
        return _refuse(str(refused), refused.code)
    except KeyboardInterrupt:
        interview.leave()
        return STOPPED
    except BrokenPipeError:
        raise
    except OSError as error:
        # A full disk behind a redirection, or a terminal that has gone. Python must not try to write again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _refuse(f"cannot write: {error.strerror}", CANNOT_WRITE)
    except Exception as error:
        from intake.flow.findings import FlowError

        if not isinstance(error, FlowError):
            raise
        print(error, file=sys.stderr)
        return NO_INPUT if error.absent else BAD_DATA


class _Interview:
    """One run of the command: the opening, the first question, the conversation."""

    def __init__(self, arguments: argparse.Namespace, *, plain: bool) -> None:
        self.arguments, self.plain = arguments, plain
        self.saved = False
        self._flow: Flow | None = None

    def run(self) -> int:
        """Opens, asks, goes on to the end."""
        if self.arguments.date is not None:
            _ = self.today
        if self.arguments.resume is not None:
            self._look_at_save()
        if self.arguments.role is not None:
            self._check_role()
        self._say(FIRST_LINE)
        opening: dict[str, Any] | None = None
        if self.arguments.resume is None:
            opening = self._opening()
            width = None if self.plain else terminal_size()[0]
            self._say("", *term_lines(opening["terms"], width), "", *go_on_lines(width))
            self._prepare()
            if not sys.stdin.readline():
                return self._gone(ended=False)
        with ExitStack() as stack:
            return self._converse(opening, stack)

    def leave(self) -> None:
        """The last words."""
        kept = "Only your save was kept." if self.saved else "Nothing was kept."
        self._say(f"You have left. {kept}", *([] if self.plain else [_STAYS]))

    # The opening

    def _opening(self) -> dict[str, Any]:
        """The terms and the first question, kept from an earlier run or made now."""
        key = opening_key(self.where)
        opening = read_opening(key)
        if opening is None:
            from intake.flow.kept import write_cached
            from intake.terminal.keeping import opening_of

            opening = opening_of(self.flow, self.today)
            write_cached(key, opening)
        return opening

    def _prepare(self) -> None:
        """While a person reads the terms, gets ready; who has gone on already does not wait for it."""
        if self.plain or _typed_within(_GLANCE):
            return
        from importlib import import_module

        import_module("intake.terminal.live")
        if not _typed_within(0):
            self.warm()

    @property
    def where(self) -> str:
        """The flow as it was named."""
        return self.arguments.flow or _DEFAULT_FLOW

    @property
    def today(self) -> date:
        """The date of the triage."""
        from datetime import date

        if self.arguments.date is None:
            return date.today()
        from intake.flow.dates import not_a_date, read_date

        day = read_date(self.arguments.date)
        if day is None:
            raise _Refused("--date: " + not_a_date(f"'{self.arguments.date}'"), USAGE)
        return day

    @property
    def flow(self) -> Flow:
        """The flow, loaded when it is first needed."""
        if self._flow is None:
            from intake.flow.load import load

            self._flow = load(self.where, cached=True)
        return self._flow

    def _check_role(self) -> None:
        from intake.flow.answers import AnswerError, read_answer

        if self.flow.voice is None:
            raise _Refused(f"--role: the flow '{self.flow.id}' does not ask who you are", USAGE)
        try:
            read_answer(self.flow.question(self.flow.voice), self.arguments.role, self.today)
        except AnswerError as error:
            raise _Refused(f"--role: {error.message}", USAGE) from None

    # The conversation

    def _converse(self, opening: dict[str, Any] | None, stack: ExitStack) -> int:
        reply = None
        printed: list[str] = []
        first = opening["turn"] if opening is not None and self.arguments.role is None else None
        if not self.plain:
            # So that a terminal is never left without echo.
            signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
            stack.enter_context(quiet())
            if first is not None:
                printed = question_lines(first, terminal_size()[0])[: max(1, terminal_size()[1] - 2)]
                self._say(*printed)
        from intake.terminal.console import Gone

        console = self._console()
        stack.enter_context(console.session())
        ended = False
        try:
            loading = _Loading(self)
            if opening is not None and first is not None:
                from intake.terminal.first import first_turn

                turn = first_turn(opening, self.today, plain=self.plain)
                erase(len(printed), terminal_size()[1])
                reply = console.ask(turn, ready=loading.start)
                loading.wait()
            session = self._session(console)
            loading.start()
            from intake.terminal.conversation import Conversation, Left

            conversation = Conversation(session, console)
            try:
                conversation.run(reply)
            except Left:
                pass
            finally:
                self.saved, ended = conversation.saved, session.ended
        except Gone:
            return self._gone(ended=ended)
        self.leave()
        return 0

    def _console(self) -> Console:
        if self.plain:
            from intake.terminal.plain import Plain

            return Plain()
        from intake.terminal.live import Live

        return Live()

    def _session(self, console: Console) -> Session:
        from intake.engine.session import Session

        answers: dict[str, object] = {}
        if self.arguments.resume is not None:
            answers = self._resumed(console)
        if self.arguments.role is not None and self.flow.voice is not None:
            answers[self.flow.voice] = self.arguments.role
        return Session(self.flow, date=self.today, answers=answers)

    def warm(self) -> None:
        """Reads and imports ahead what later questions need: the flow, dates, the names of countries."""
        from importlib import import_module

        from intake.engine.rules import rules
        from intake.report.names import date_text
        from intake.terminal.countries import countries_of

        rules(self.flow, self.today)
        import_module("intake.terminal.conversation")
        date_text(self.today, self.flow.language)
        for question in self.flow.questions:
            if question.kind in ("country", "countries"):
                countries_of(self.flow, question.table)

    # A save

    def _look_at_save(self) -> None:
        """Whether the save can be read at all, before anything is asked."""
        from pathlib import Path

        from intake.store.saves import SaveError, read_sealed

        try:
            read_sealed(Path(self.arguments.resume))
        except SaveError as error:
            raise _Refused(str(error), _TROUBLES.get(error.trouble, BAD_DATA)) from None

    def _resumed(self, console: Console) -> dict[str, object]:
        from pathlib import Path

        from intake.flow.findings import FlowError
        from intake.report.rows import row
        from intake.store.saves import SaveError
        from intake.terminal.saving import fit, resume

        try:
            save = resume(console, Path(self.arguments.resume))
        except SaveError as error:
            raise _Refused(str(error), _TROUBLES.get(error.trouble, BAD_DATA)) from None
        if self.arguments.flow is None:
            self.arguments.flow = save.flow
        try:
            other = self.flow.id != save.flow
        except FlowError:
            other = True
        if other:
            raise _Refused(
                f"this save belongs to the flow '{save.flow}'; name its file or folder: intake run FLOW --resume FILE",
                BAD_DATA,
            )
        fitting = fit(self.flow, save, self.today)
        console.show([row(line) for line in fitting.told])
        return fitting.answers

    # Words

    def _say(self, *lines: str) -> None:
        for line in lines:
            print(line)
        sys.stdout.flush()

    def _gone(self, *, ended: bool) -> int:
        """Nothing more can be read: ctrl-d, or the end of a pipe."""
        if ended or sys.stdin.isatty():
            self.leave()
            return 0 if ended else STOPPED
        self._say("The input ended before the questions did. Nothing was kept.")
        return NO_INPUT


class _Loading:
    """Gets the rest ready beside the first question, so that the person does not wait for it."""

    def __init__(self, interview: _Interview) -> None:
        self._interview = interview
        self._thread: Any = None

    def start(self) -> None:
        """Begins, once. The thread dies with the program: leaving waits for nothing."""
        import threading

        if self._thread is not None:
            return
        self._thread = threading.Thread(target=self._load, daemon=True)
        self._thread.start()

    def _load(self) -> None:
        # What goes wrong here goes wrong again, and is told, where the flow is needed.
        try:
            self._interview.warm()
        except Exception:
            return

    def wait(self) -> None:
        """Waits until all is there."""
        if self._thread is not None:
            self._thread.join()


def _typed_within(seconds: float) -> bool:
    """Whether something is there to read, at the latest after so many seconds."""
    import select

    try:
        return bool(select.select([sys.stdin], [], [], seconds)[0])
    except (OSError, ValueError):
        return True


def _refuse(message: str, code: int) -> int:
    print(f"intake run: {message}", file=sys.stderr)
    return code
