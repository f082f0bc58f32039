"""What a conversation needs of a place where it is held: a live terminal, or plain lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from intake.report.rows import Row
from intake.terminal.turn import Reply, Turn

__all__ = ["Console", "Gone"]


class Gone(Exception):
    """The person has left: ctrl-d, or nothing more can be read."""


class Console(Protocol):
    """Asks one turn at a time, and shows rows that stay. Where `plain`, one row is one fact and is never wrapped."""

    @property
    def plain(self) -> bool:
        """Whether rows are lines for a reader or a pipe."""
        ...

    @property
    def width(self) -> int:
        """Columns for rows."""
        ...

    @property
    def height(self) -> int:
        """Rows that can be seen at once."""
        ...

    def session(self) -> AbstractContextManager[None]:
        """Holds the place for one conversation."""
        ...

    def ask(self, turn: Turn, *, ready: Callable[[], None] | None = None) -> Reply:
        """Shows the turn until there is a reply; `ready` is called once it is on show."""
        ...

    def show(self, rows: Sequence[Row]) -> None:
        """Shows rows that stay."""
        ...
