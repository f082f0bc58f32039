"""A real pseudo-terminal with the command in it, and what a person sees on its screen. It waits for words, never sleeps."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

import pexpect
import pyte

__all__ = ["BACKSPACE", "CTRL_C", "CTRL_D", "CTRL_S", "DOWN", "ENTER", "ESCAPE", "LEFT", "UP", "Screen"]

ENTER, ESCAPE, BACKSPACE, CTRL_C, CTRL_D, CTRL_S = "\r", "\x1b", "\x7f", "\x03", "\x04", "\x13"
UP, DOWN, LEFT = "\x1b[A", "\x1b[B", "\x1b[D"

_PATIENCE = 20
_HOUSE = Path(__file__).parents[2]


class Screen:
    """The command in a terminal of that size. As a context it ends the command, however the test ends."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
        source = str(_HOUSE / "src")
        places = {
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "PYTHONPATH": source,
            "TERM": "xterm-256color",
        }
        self.process: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable,
            ["-m", "intake", "run", *arguments],
            env={**kept, **places, "LANG": "C.UTF-8", **(environment or {})},
            cwd=str(home),
            dimensions=(rows, columns),
            timeout=_PATIENCE,
        )
        self.process.delaybeforesend = None
        self.raw = b""
        self._shown = pyte.HistoryScreen(columns, rows, history=5000, ratio=0.5)
        self._stream = pyte.ByteStream(self._shown)

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.close(force=True)

    @property
    def lines(self) -> list[str]:
        """What is on the screen now."""
        return [line.rstrip() for line in self._shown.display]

    @property
    def text(self) -> str:
        """The screen as one text, its lines joined by blanks."""
        return " ".join(" ".join(self.lines).split())

    @property
    def scrolled(self) -> str:
        """All that was on the screen and has scrolled away, and the screen."""
        before = [
            "".join(line[at].data for at in range(self._shown.columns)).rstrip() for line in self._shown.history.top
        ]
        return "\n".join([*before, *self.lines])

    def press(self, *keys: str) -> Screen:
        """Presses keys or types words."""
        self.process.send("".join(keys))
        return self

    def see(self, words: str) -> Screen:
        """Waits until the words are on the screen."""
        until = time.monotonic() + _PATIENCE
        while words not in self.text:
            if not self._read() or time.monotonic() > until:
                raise AssertionError(f"'{words}' was not seen on:\n" + "\n".join(self.lines))
        return self

    def left(self) -> int:
        """Waits until the command has ended; its exit code."""
        while self._read():
            pass
        self.process.wait()
        status = self.process.exitstatus
        assert status is not None, f"ended by signal {self.process.signalstatus}"
        return int(status)

    def colours(self) -> set[str]:
        """The colours of what is on the screen."""
        return {self._shown.buffer[y][x].fg for y in range(self._shown.lines) for x in range(self._shown.columns)}

    def colour_of(self, words: str) -> str:
        """The colour of these words, which stand on one line of the screen."""
        y = next(at for at, line in enumerate(self.lines) if words in line)
        return str(self._shown.buffer[y][self.lines[y].index(words)].fg)

    def _read(self) -> bool:
        """Reads what has come; whether more can come."""
        try:
            got = self.process.read_nonblocking(65536, timeout=_PATIENCE)
        except pexpect.EOF:
            return False
        except pexpect.TIMEOUT:
            raise AssertionError("nothing more came; on the screen:\n" + "\n".join(self.lines)) from None
        self.raw += got
        self._stream.feed(got)
        return True
