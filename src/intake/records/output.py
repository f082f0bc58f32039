"""Standard output for results: whole lines, whatever stops the work."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any

__all__ = ["CannotWrite", "Output"]


class CannotWrite(Exception):
    """Standard output takes no more: a full disk, or none at all."""


class Output:
    """Writes bytes to standard output. Within it, ctrl-c stops the work between two writes, never within one.

    A second ctrl-c stops a write too: what reads our output may hang.
    """

    def __init__(self, *, at_once: bool) -> None:
        """`at_once`: hand on each result as soon as it is there, for whoever waits at the other end."""
        self._at_once = at_once
        self._writing = False
        self._pressed = 0
        self._before: Any = None

    def __enter__(self) -> Output:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._on_ctrl_c)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def write(self, data: bytes, then: Callable[[], None] | None = None) -> None:
        """Writes all of it, and then counts it: no ctrl-c comes between the two.

        Raises:
            BrokenPipeError: nobody reads it any more.
            CannotWrite: it cannot be written.
            KeyboardInterrupt: ctrl-c was pressed; what came before is written whole.
        """
        if data or then:
            self._guarded(data, flush=self._at_once, then=then)

    def flush(self) -> None:
        """Hands on what is still held back."""
        self._guarded(b"", flush=True)

    def _guarded(self, data: bytes, *, flush: bool, then: Callable[[], None] | None = None) -> None:
        self._writing = True
        try:
            stream = sys.stdout.buffer
            stream.write(data)
            if flush:
                stream.flush()
            if then is not None:
                then()
        except BrokenPipeError:
            raise
        except (OSError, ValueError, AttributeError) as error:
            _give_up()
            raise CannotWrite(getattr(error, "strerror", None) or "it is closed") from None
        finally:
            self._writing = False
        if self._pressed:
            self._pressed = 0
            raise KeyboardInterrupt

    def _on_ctrl_c(self, number: int, frame: FrameType | None) -> None:
        self._pressed += 1
        if not self._writing or self._pressed > 1:
            self._pressed = 0
            raise KeyboardInterrupt


def _give_up() -> None:
    """Python would try again at its end, and complain: what it holds goes nowhere."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
