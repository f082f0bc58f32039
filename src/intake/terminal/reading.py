"""Something longer to read: a screen at a time in a live terminal, so that nothing runs out of sight unread."""

from __future__ import annotations

from collections.abc import Sequence

from intake.report.rows import Row
from intake.terminal.console import Console
from intake.terminal.turn import Turn, Word

__all__ = ["read"]

_PROMPT = 4
"""Rows below the text: what is typed, a hint, and room."""


def read(console: Console, rows: Sequence[Row]) -> Word | None:
    """Shows the rows, which stay, and waits until they are read. A word that was typed meanwhile is returned."""
    if console.plain:
        console.show([(), *rows])
        return None
    room = max(3, console.height - _PROMPT)
    pages = [rows[at : at + room] for at in range(0, len(rows), room)]
    console.show([()])
    for number, page in enumerate(pages, 1):
        console.show(page)
        more = number < len(pages)
        enter = f"enter shows more ({number} of {len(pages)})" if more else "enter goes on"
        reply = console.ask(Turn("read", (), enter=enter))
        if isinstance(reply, Word) and reply.name != "back":
            return reply
        if isinstance(reply, Word):
            break
    console.show([()])
    return None
