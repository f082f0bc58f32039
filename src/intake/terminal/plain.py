"""The terminal without redraw: numbers, no colour, one line a fact. For screen readers, pipes, `script` and poor lines."""

from __future__ import annotations

import getpass
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TextIO

from intake.report.folding import fold
from intake.report.rows import Row, clean, words_of
from intake.terminal.console import Gone
from intake.terminal.entry import match_among
from intake.terminal.glossary import answer_to
from intake.terminal.matching import NEAREST
from intake.terminal.turn import Choice, Found, Reply, Said, Turn
from intake.terminal.words import WORDS, word_in, words_starting

__all__ = ["Plain"]

_SEVERAL = re.compile(r"[,;،]")


class Plain:
    """A console of lines. What was understood from words is said, and counts after one more enter."""

    plain = True
    width = height = 10_000

    def __init__(self, lines: TextIO | None = None, out: TextIO | None = None) -> None:
        self._lines, self._out = lines or sys.stdin, out or sys.stdout
        self._last_thread = 0

    def session(self) -> AbstractContextManager[None]:
        """Nothing has to be held."""
        return nullcontext()

    def show(self, rows: Sequence[Row]) -> None:
        """Prints rows."""
        for line in rows:
            self._print(words_of(line))
        self._out.flush()

    def ask(self, turn: Turn, *, ready: Callable[[], None] | None = None) -> Reply:
        """Prints the turn and reads lines until there is a reply.

        Raises:
            Gone: nothing more can be read.
        """
        for line in plain_turn(turn):
            self._print(line)
        if ready is not None:
            ready()
        listed: Sequence[Choice] = turn.choices if turn.reader is None else ()
        pending: Said | None = None
        while True:
            typed = self._read(turn)
            if turn.kind in ("text", "secret"):
                return self._special(turn, typed) or Said(typed)
            if typed.startswith(("/", "?")):
                word = self._special(turn, typed)
                if word is not None:
                    return word
                continue
            if not typed:
                if pending is not None or turn.kind == "read":
                    return pending or Said("")
                if turn.chosen:
                    return Said(turn.chosen if turn.kind == "several" else turn.chosen[0])
                self._print("Type a number or words. /help lists what always works.")
                continue
            reply, pending, listed = self._understand(turn, typed, listed)
            if reply is not None:
                return reply

    def _read(self, turn: Turn) -> str:
        self._out.write("> ")
        self._out.flush()
        if turn.kind == "secret" and self._lines is sys.stdin and sys.stdin.isatty():
            try:
                return getpass.getpass("")
            except EOFError:
                raise Gone from None
        line = self._lines.readline()
        if not line:
            self._print("")
            raise Gone
        if not self._lines.isatty():
            self._print("•" * 8 if turn.kind == "secret" else clean(line.strip()))
        return line.rstrip("\r\n") if turn.kind in ("text", "secret") else line.strip()

    def _special(self, turn: Turn, typed: str) -> Reply | None:
        """A word that always works; a question mark is answered here."""
        if turn.kind == "secret" or (turn.kind == "text" and typed not in ("/leave", "/back", "/help")):
            return None
        if typed.startswith("?"):
            self.show(answer_to(turn, typed))
            return None
        word = word_in(typed)
        if word is not None:
            return word
        near = words_starting(typed)
        self._print(f"Which one? {', '.join(f'/{name}' for name in near)}" if near else "There is no such word.")
        self._print(f"What always works: {', '.join(f'/{name}' for name in WORDS)}")
        return None

    def _understand(
        self, turn: Turn, typed: str, listed: Sequence[Choice]
    ) -> tuple[Said | None, Said | None, Sequence[Choice]]:
        """A reply, or what will be the reply after one more enter, and the choices that numbers stand for now."""
        if turn.kind == "several":
            return self._several(turn, typed, listed)
        found = _found(turn, typed, listed)
        if not found.sure:
            return None, None, self._offer(turn, found)
        choice = found.choices[0]
        if _named(typed, choice, listed):
            self._print(f"Your answer: {choice.label}")
            return Said(choice.value), None, listed
        self._print(f"Understood: {_shown(choice)}. Press enter if that is right, or type again.")
        return None, Said(choice.value), listed

    def _several(
        self, turn: Turn, typed: str, listed: Sequence[Choice]
    ) -> tuple[Said | None, Said | None, Sequence[Choice]]:
        if fold(typed) in ("0", "none", "nothing") and "none" not in turn.alone:
            self._print(f"{turn.empty or 'None of these.'} Press enter if that is right, or type again.")
            return None, Said(()), listed
        chosen: list[Choice] = []
        for part in filter(str.strip, _SEVERAL.split(typed)):
            found = _found(turn, part.strip(), listed)
            if not found.sure:
                self._print(f"Not clear: {part.strip()}")
                return None, None, self._offer(turn, found)
            chosen.append(found.choices[0])
        labels = ", ".join(choice.label for choice in chosen)
        self._print(f"Understood: {labels}. Press enter if that is right, or type again.")
        return None, Said(tuple(dict.fromkeys(choice.value for choice in chosen))), listed

    def _offer(self, turn: Turn, found: Found) -> Sequence[Choice]:
        """Prints the nearest, as numbers; where there is none, what to do."""
        if found.problem:
            self._print(found.problem)
        if not found.choices:
            return turn.choices if turn.reader is None else ()
        self._print("Did you mean:")
        near = found.choices[:NEAREST]
        for number, choice in enumerate(near, 1):
            self._print(f"{number}. {_shown(choice)}")
        self._print("Type one of these numbers, or other words.")
        return near

    def _print(self, line: str) -> None:
        self._out.write(f"{line}\n")


def plain_turn(turn: Turn) -> Iterator[str]:
    """The turn, one fact a line."""
    yield ""
    if turn.alarm:
        yield words_of(turn.alarm)
    for note in turn.notes:
        yield words_of(note)
    if turn.progress:
        yield f"Question {turn.progress}"
    if turn.aside:
        yield f"Kept aside, not counted: {', '.join(turn.aside)}"
    yield words_of(turn.ask)
    if turn.help:
        yield words_of(turn.help)
    group = ""
    for number, choice in enumerate(turn.choices, 1):
        if choice.group and choice.group != group:
            yield f"{choice.group}:"
        group = choice.group
        more = f" – {choice.help}" if choice.help else ""
        now = " (your answer so far)" if choice.value in turn.chosen else ""
        mark = f"{number}. " if turn.reader is None else "Or type: "
        yield f"{mark}{_shown(choice)}{more}{now}"
    yield from _how(turn)


def _how(turn: Turn) -> Iterator[str]:
    if turn.kind == "several":
        what = "numbers or words" if turn.reader is None else "names or codes"
        none = "" if "none" in turn.alone else " Type 0 for none."
        yield f"Type {what}, with commas between.{none}"
    elif turn.kind == "read":
        yield "Press enter to go on."


def _found(turn: Turn, typed: str, listed: Sequence[Choice]) -> Found:
    """A number stands for what was listed last; all else is read as the turn reads it."""
    if typed.isdecimal() and 0 < int(typed[:4]) <= len(listed):
        return Found((listed[int(typed[:4]) - 1],), sure=True)
    return turn.reader(typed) if turn.reader is not None else match_among(typed, turn.choices)


def _named(typed: str, choice: Choice, listed: Sequence[Choice]) -> bool:
    """Whether the typed words are exactly the choice: its number, its label or its value. Then it counts at once."""
    at = next((str(at) for at, other in enumerate(listed, 1) if other.value == choice.value), "")
    return typed == at or fold(typed) in (fold(choice.label), fold(choice.value))


def _shown(choice: Choice) -> str:
    return f"{choice.label} ({choice.beside.split('  ')[0]})" if choice.beside else choice.label
