"""A bar on standard error for work that takes longer than a second: count, rate and time left. None but on a terminal."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import TextIO

__all__ = ["Bar"]

_AFTER = 1.0
_EVERY = 0.2
_WIDTH = 20


class Bar:
    """Shows how far the work is. Call it after each record; `clear` takes it away before anything else is said."""

    def __init__(
        self,
        stream: TextIO | None,
        total: int | None,
        *,
        things: str = "records",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`total`: the bytes there are to read (or the things there are to do), if anybody knows."""
        wanted = stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
        self._stream = stream if wanted else None
        self._total, self._things, self._clock = total, things, clock
        self._began = clock()
        self._due = self._began + _AFTER
        self._shown = False

    def show(self, count: int, position: Callable[[], int]) -> None:
        """So many records are done, and so many bytes are read (asked only when it is time to show them)."""
        if self._stream is None:
            return
        now = self._clock()
        if now >= self._due:
            self._due = now + _EVERY
            self._shown = True
            self._stream.write(f"\r{said(count, now - self._began, position(), self._total, self._things)}\x1b[K")
            self._stream.flush()

    def clear(self) -> None:
        """Takes the bar away."""
        if self._shown and self._stream is not None:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False


def said(count: int, seconds: float, done: int, total: int | None, things: str = "records") -> str:
    """The bar's line.

    >>> said(5000, 2.0, 50, 100)
    '[##########          ]  50 %  5,000 records  2,500 a second  2 s left'
    >>> said(5000, 2.0, 50, None)
    '5,000 records  2,500 a second'
    """
    rate = f"{count:,} {things}  {count / max(seconds, 0.001):,.0f} a second"
    if not total or not done:
        return rate
    part = min(1.0, done / total)
    left = seconds / part - seconds
    bar = "#" * round(part * _WIDTH)
    return f"[{bar:<{_WIDTH}}] {part * 100:3.0f} %  {rate}  {_time(left)} left"


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
