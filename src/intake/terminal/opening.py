"""What is said before the first question, at once: nothing heavy is imported here, and nothing is read but a cache.

The cache's key is a hash of the flow's files and of this program's, so that what it holds cannot be stale. `keeping` fills it.
"""

from __future__ import annotations

import hashlib
import os
import sys
import textwrap
from pathlib import Path

from intake.flow.files import cache_key, content_hash, find_flow
from intake.flow.kept import read_cached

TYPE_CHECKING = False  # typing costs as much as all the rest of this file
if TYPE_CHECKING:
    from typing import Any

__all__ = [
    "FIRST_LINE",
    "erase",
    "go_on_lines",
    "opening_key",
    "question_lines",
    "quiet",
    "read_opening",
    "term_lines",
    "terminal_size",
]

FIRST_LINE = "This is a set of questions, not a person, and not a lawyer."
GO_ON = "Press enter to go on. Ctrl-C leaves at once."

_WIDEST = 100


def opening_key(where: str) -> str:
    """Under which the opening of a flow is kept.

    Raises:
        FlowError: there is no such flow.
    """
    digest = hashlib.sha256(cache_key(content_hash(find_flow(where))).encode())
    here = Path(__file__).parent
    for folder in (here, here.parent / "report", here.parent / "engine"):
        with os.scandir(folder) as entries:
            for entry in sorted(
                (entry for entry in entries if entry.name.endswith(".py")), key=lambda entry: entry.name
            ):
                stat = entry.stat()
                digest.update(f"{entry.name} {stat.st_size} {stat.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def read_opening(key: str) -> dict[str, Any] | None:
    """The opening that is kept under that key, if any."""
    kept = read_cached(key)
    return kept if isinstance(kept, dict) and "terms" in kept else None


def term_lines(terms: list[str], width: int | None) -> list[str]:
    """What is said before the first question; with a width, wrapped."""
    if width is None:
        return terms
    lines: list[str] = []
    for term in terms:
        lines += textwrap.wrap(f"- {term}", min(width, _WIDEST), subsequent_indent="  ") or [""]
    return lines


def go_on_lines(width: int | None) -> list[str]:
    """How to go on from there."""
    return [GO_ON] if width is None else textwrap.wrap(GO_ON, min(width, _WIDEST))


def question_lines(turn: dict[str, Any], width: int) -> list[str]:
    """The first question, quickly: to be read while the rest starts, then drawn over."""
    width = min(width, _WIDEST)
    ask = "".join(words for _, words in turn["ask"])
    lines = [turn["title"], "", *textwrap.wrap(ask, width)]
    lines += textwrap.wrap("".join(words for _, words in turn["help"]), width)
    for number, choice in enumerate(turn["choices"], 1):
        lines += textwrap.wrap(f"  {number:>2} {choice['label']}", width, subsequent_indent="     ")
    return lines


def terminal_size() -> tuple[int, int]:
    """Columns and rows of the terminal that is written to; 80 by 24 where it does not say."""
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        return 80, 24
    return size.columns or 80, size.lines or 24


def erase(lines: int, rows: int) -> None:
    """Takes back what was printed last, if it is still on the screen."""
    if 0 < lines < rows:
        sys.stdout.write(f"\x1b[{lines}A\r\x1b[J")
        sys.stdout.flush()


class quiet:
    """Keys that are typed while the rest starts are neither echoed nor lost; ctrl-c still stops."""

    def __enter__(self) -> None:
        self._before: list[Any] | None = None
        try:
            import termios

            self._before = termios.tcgetattr(sys.stdin.fileno())
            changed = [*self._before]
            changed[3] &= ~(termios.ECHO | termios.ICANON)
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, changed)
        except Exception:
            # No such terminal, or no terminals here at all: then nothing is echoed either.
            return

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            import termios

            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, self._before)
