"""What `?` shows: why a question is asked, where it says so, and what a term means."""

from __future__ import annotations

from intake.report.folding import fold
from intake.report.rows import Row, row
from intake.terminal.turn import Turn

__all__ = ["answer_to"]

_SHOWN = 4


def answer_to(turn: Turn, typed: str) -> list[Row]:
    """What to show for `?`, or for `? word`."""
    wanted = fold(typed.lstrip().removeprefix("?"))
    if not wanted:
        return _why(turn)
    begun = [
        (names[0], plain) for names, plain in turn.glossary if any(wanted in fold(name).split(" ") for name in names)
    ]
    found = [(names[0], plain) for names, plain in turn.glossary if any(fold(name) == wanted for name in names)]
    found = found or [
        (names[0], plain) for names, plain in turn.glossary if any(fold(name).startswith(wanted) for name in names)
    ]
    found = found or begun
    if not found:
        return [row("This word is not in the list of terms.")]
    return [(("strong", term), ("", f": {plain}")) for term, plain in found[:_SHOWN]]


def _why(turn: Turn) -> list[Row]:
    rows = list(turn.why) or [row("There is no more to say on this.")]
    if turn.glossary:
        rows.append(row("Type a word after ? to look it up, as in: ? " + turn.glossary[0][0][0], "dim"))
    return rows
