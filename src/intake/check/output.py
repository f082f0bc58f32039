"""Prints on whatever the output can show: a sign that it lacks is written by its number."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable
from typing import TextIO

__all__ = ["folded", "tell"]


def tell(text: str, stream: TextIO | None = None) -> None:
    """Prints the text (on standard output, if no other stream is given)."""
    stream = stream if stream is not None else sys.stdout
    if stream is None:  # closed by whoever started the program
        return
    encoding = stream.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), file=stream)


def folded(lines: Iterable[str], width: int = 100) -> str:
    """The lines as one text; those that are longer go on below themselves, two blanks further in.

    >>> print(folded(["  one two three", "four"], 10))
      one two
        three
    four
    """
    return "\n".join(part for line in lines for part in _parts(line, width))


def _parts(line: str, width: int) -> list[str]:
    if len(line) <= width:
        return [line]
    margin = " " * (len(line) - len(line.lstrip()) + 2)
    return textwrap.wrap(line, width, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False)
