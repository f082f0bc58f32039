"""Suggestions one after another: in a terminal each is accepted by one key; elsewhere they are printed."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from intake.check.forms.text import counted
from intake.check.output import tell
from intake.check.suggest.suggester import Suggester, Suggestion
from intake.check.suggest.written import NoRoomError, as_yaml, with_scenario
from intake.exit_codes import CANNOT_WRITE, WELL
from intake.flow.load import examine

__all__ = ["file_for", "offered", "printed"]

_MOST_PRINTED = 20


def file_for(flow: Path, chosen: str | None) -> Path:
    """Where suggested scenarios go: the file that was chosen, a file of the flow's folder, or the flow's one file."""
    if chosen is not None:
        return Path(chosen)
    return flow / "scenarios" / "suggested.yaml" if flow.is_dir() else flow


def printed(suggester: Suggester) -> int:
    """Prints the suggestions as YAML, for a file of the flow."""
    begun = False
    for suggestion in _suggestions(suggester, _MOST_PRINTED):
        if not begun:
            tell("scenarios:")
            begun = True
        tell(f"  # {_good_for(suggestion)}\n{as_yaml(suggestion)}")
        suggester.settled(suggestion)
    if not begun:
        tell("intake test: there is nothing to suggest", sys.stderr)
    elif any(suggester.left):
        tell(f"intake test: these are the first {_MOST_PRINTED}; add them, then ask again", sys.stderr)
    return WELL


def offered(suggester: Suggester, flow: Path, file: Path) -> int:
    """Offers the suggestions in a terminal: y adds one to the file, n leaves it, q ends."""
    accepted = 0
    for suggestion in _suggestions(suggester, None):
        tell(f"\n{as_yaml(suggestion)}")
        tell(_good_for(suggestion))
        key = _key(f"Add it to {file}? [y]es, [n]o, [q]uit ")
        if key == "q":
            break
        if key == "y":
            fault = _append(flow, file, as_yaml(suggestion))
            if fault:
                tell(f"intake test: {file}: {fault}", sys.stderr)
                return CANNOT_WRITE
            accepted += 1
        suggester.settled(suggestion)
    else:
        tell("There is nothing more to suggest.")
    if accepted:
        tell(f"{counted(accepted, 'scenario')} added to {file}. Give each the name that a lawyer would give it.")
    return WELL


def _suggestions(suggester: Suggester, most: int | None) -> Iterator[Suggestion]:
    count = 0
    while (most is None or count < most) and (suggestion := suggester.next()) is not None:
        count += 1
        yield suggestion


def _good_for(suggestion: Suggestion) -> str:
    """As in "shows 3 things that no scenario shows; notices 2 mutants that nobody noticed"."""
    shows = f"shows {counted(suggestion.shows, 'thing')} that no scenario shows" if suggestion.shows else ""
    notices = f"notices {counted(suggestion.notices, 'mutant')} that nobody noticed" if suggestion.notices else ""
    return "; ".join(part for part in (shows, notices) if part)


def _key(message: str) -> str:
    """One key: y, n or q. Ctrl-c is no key."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.keys import Keys

    keys = KeyBindings()

    def answer(event: KeyPressEvent) -> None:
        event.app.current_buffer.text = event.data.lower()
        event.app.exit(result=event.data.lower())

    for key in "ynqYNQ":
        keys.add(key)(answer)
    keys.add(Keys.Any)(lambda event: None)
    session: PromptSession[str] = PromptSession(message, key_bindings=keys)
    return session.prompt()


def _append(flow: Path, file: Path, entry: str) -> str:
    """Appends the entry; what is wrong, if the file cannot be written or the flow would not be read any more."""
    try:
        before = file.read_bytes().decode() if file.exists() else None
        ending = "\r\n" if before is not None and "\r\n" in before else "\n"
        after = with_scenario(before or "", entry.replace("\n", ending))
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(file, after)
    except NoRoomError as error:
        return str(error)
    except UnicodeDecodeError:
        return "it is no UTF-8 text"
    except OSError as error:
        return f"cannot be written: {error.strerror}"
    examined = examine(flow)
    if examined.flow is not None:
        return ""
    if before is None:
        file.unlink()
    else:
        _write(file, before)
    faults = [finding for finding in examined.findings if finding.code.startswith("E")]
    return f"with the scenario the flow could not be read, so it is left as it was: {faults[0].message}"


def _write(file: Path, text: str) -> None:
    """Puts the whole text in the place of the file, or leaves the file as it is."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        Path(name).chmod(file.stat().st_mode if file.exists() else 0o644)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
