"""Shows on standard error how far a search is, once it takes longer than a second, and how far it was when it is stopped."""

from __future__ import annotations

import sys
from collections.abc import Callable

from intake.check.output import tell
from intake.records.bar import Bar

__all__ = ["Progress", "Show"]

Show = Callable[[int, int], None]
"""Called after each part of the work: so many are done, of so many."""


class Progress:
    """A bar that is told with each step how many there are."""

    def __init__(self, things: str) -> None:
        self._things = things
        self._bar: Bar | None = None
        self._done = self._of = 0

    def __call__(self, done: int, of: int) -> None:
        """Shows that so many are done, of so many."""
        self._done, self._of = done, of
        if self._bar is None:
            self._bar = Bar(sys.stderr, of, things=self._things)
        self._bar.show(done, lambda: done)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._bar is not None:
            self._bar.clear()
        if kind is KeyboardInterrupt:
            tell(f"stopped after {self._done} of {self._of} {self._things}; nothing was written", sys.stderr)
