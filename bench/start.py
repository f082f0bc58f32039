"""From the command to the first question, and to a prompt that takes keys: on a pseudo-terminal, as a person waits for it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from time import perf_counter

from bench.measure import Row, by_turns
from bench.people import FLOW, flow
from bench.process import INTAKE, environment

__all__ = ["rows"]

_TURNS = 12
_PATIENCE = 20.0
_ENTER = b"\r"
_SAYS_ENTER = b"enter"
_TAKES_KEYS = b"\x1b[?2004h"
"""What prompt_toolkit writes when a prompt stands: from here on what is pasted comes marked."""
_WHERE_IS_THE_CURSOR, _HERE = b"\x1b[6n", b"\x1b[1;1R"

_PLAIN_START = [sys.executable, "-c", "pass"]
_PLAIN_PROMPT = [sys.executable, "-c", "from prompt_toolkit import prompt; prompt('? ')"]


def rows() -> Iterator[Row]:
    """The second start: the first one fills the cache."""
    measured = flow()
    question = measured.steps[measured.start].ask.default.split()  # type: ignore[union-attr]
    first_words = " ".join(question[:3]).encode()
    run = [*INTAKE, "run", FLOW]
    with environment() as env:
        for _ in range(2):
            _until(_TAKES_KEYS, run, env)
            _until(_TAKES_KEYS, _PLAIN_PROMPT, env)
        ours, bare = by_turns(lambda: _until(first_words, run, env), lambda: _ended(_PLAIN_START, env), _TURNS)
        yield Row("`intake run` to the first question's text / python -c pass", ours, bare, 4)
        ours, bare = by_turns(
            lambda: _until(_TAKES_KEYS, run, env), lambda: _until(_TAKES_KEYS, _PLAIN_PROMPT, env), _TURNS
        )
        yield Row("`intake run` ready for keys / a minimal prompt of prompt_toolkit", ours, bare, 1.3)


def _ended(command: list[str], env: dict[str, str]) -> float:
    started = perf_counter()
    subprocess.run(command, env=env, check=True)
    return perf_counter() - started


def _until(shown: bytes, command: list[str], env: dict[str, str]) -> float:
    """Seconds from the start until the terminal shows these bytes. The opening, if there is one, gets its enter at once."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    started = perf_counter()
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True
    ) as program:
        os.close(theirs)
        seen = b""
        entered = False
        try:
            while shown not in seen:
                ready, _, _ = select.select([ours], [], [], _PATIENCE)
                if not ready:
                    raise TimeoutError(f"{command} does not show {shown!r}, but {seen!r}")
                part = os.read(ours, 65_536)
                seen += part
                if _WHERE_IS_THE_CURSOR in part:
                    os.write(ours, _HERE)
                if not entered and _SAYS_ENTER in seen:
                    entered, seen = True, b""
                    os.write(ours, _ENTER)
            return perf_counter() - started
        finally:
            program.kill()
            os.close(ours)
