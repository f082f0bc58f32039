"""The dialogues of keeping an interview and of opening it again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from intake.engine.session import Session
from intake.flow.answers import AnswerError, plain_answer, read_answer
from intake.flow.model import Flow
from intake.report.names import date_text
from intake.report.rows import clean, row
from intake.report.words import Words
from intake.store.saves import CameTo, Save, SaveError, open_save, write_save
from intake.terminal.console import Console
from intake.terminal.since import changed_since
from intake.terminal.turn import Choice, Said, Turn

__all__ = ["Resumed", "fit", "keep", "resume", "save_of"]

_SHORTEST = 8
_TRIES = 3


def keep(console: Console, session: Session) -> list[str]:
    """Asks for a file name and a passphrase, twice, and writes the save; an empty answer or `back` keeps nothing.

    Returns what there is to say about what was kept; nothing if nothing was.
    """
    note = ""
    while True:
        name = _asked(console, "text", "In which file? Type a name, or nothing to keep nothing.", note)
        if not name:
            break
        path = Path(name).expanduser()
        replace = path.exists()
        if replace and not _confirmed(console, f"There is a file {clean(name)} already. Write over it?"):
            note = "Nothing was written. Give another name."
            continue
        passphrase = _new_passphrase(console)
        if not passphrase:
            break
        try:
            write_save(path, save_of(session), passphrase, replace=replace)
        except SaveError as error:
            note = clean(str(error))
            continue
        return [
            f"Kept in {clean(name)}. To go on later: intake run --resume {clean(name)}",
            "Whoever finds the file sees that it is there. Without the passphrase nobody can open it.",
        ]
    return []


def save_of(session: Session) -> Save:
    """What is kept of a session: its answers, with the flow, its version and the date, and what they came to."""
    answers = {name: plain_answer(answer) for name, answer in session.answers.items()}
    triage = session.triage(because=False)
    came_to = CameTo(triage.urgency, tuple(advice.recommendation for advice in triage.certain))
    return Save(session.flow.id, session.flow.version, session.date, answers, came_to)


@dataclass(slots=True)
class Resumed:
    """Answers that still fit, as a session takes them, and what there is to say about the others."""

    answers: dict[str, object] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)


def resume(console: Console, path: Path) -> Save:
    """Asks for the passphrase, a few times if need be, and opens the save.

    Raises:
        SaveError: it does not open.
    """
    note = ""
    for left in range(_TRIES - 1, -1, -1):
        passphrase = _asked(console, "secret", f"The passphrase of {clean(str(path))}:", note)
        try:
            return open_save(path, passphrase)
        except SaveError as error:
            if error.trouble != "does_not_open" or not left or console.plain or not passphrase:
                raise
            note = str(error)
    raise AssertionError("the last try returns or raises")


def fit(flow: Flow, save: Save, today: date) -> Resumed:
    """The answers of a save that the flow still takes; those that it does not are named and kept out."""
    found = Resumed()
    words = Words(flow, {})
    for name, raw in save.answers.items():
        try:
            question = flow.question(name)
            read_answer(question, raw, today)
        except KeyError:
            found.told.append(f"Kept out: “{clean(name)}” is not asked any more.")
        except AnswerError as error:
            found.told.append(f"Kept out: {words.name(name)} ({clean(error.message)}).")
        else:
            found.answers[name] = raw
    told = [f"Opened. It was kept on {date_text(save.date, flow.language)}."]
    if save.version != flow.version:
        told.append(f"The questions have changed since: version {clean(save.version)} then, {clean(flow.version)} now.")
    if save.date != today:
        told.append(f"Days are counted from {date_text(today, flow.language)} now.")
    found.told = [*told, *found.told, *changed_since(flow, save, found.answers, today)]
    return found


def _new_passphrase(console: Console) -> str:
    note = "Four or more words that nobody would guess. If you lose it, nobody can open the file."
    while True:
        first = _asked(console, "secret", "A passphrase:", note)
        if not first:
            return ""
        if len(first) < _SHORTEST:
            note = f"Too short: at least {_SHORTEST} letters."
            continue
        if _asked(console, "secret", "The same passphrase again:") == first:
            return first
        note = "The two are not the same. Once more."


def _asked(console: Console, kind: str, ask: str, note: str = "") -> str:
    help_ = row(note) if note else ()
    turn = Turn("secret" if kind == "secret" else "text", row(ask, "strong"), help_)
    reply = console.ask(turn)
    return reply.value if isinstance(reply, Said) and isinstance(reply.value, str) else ""


def _confirmed(console: Console, ask: str) -> bool:
    choices = (Choice("no", "No"), Choice("yes", "Yes"))
    return console.ask(Turn("one", row(ask, "strong"), choices=choices)) == Said("yes")
