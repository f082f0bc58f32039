"""Prints on whatever the output can show: a sign that it lacks is written by its number."""

from __future__ import annotations

import sys
from typing import TextIO

__all__ = ["tell"]


def tell(text: str, stream: TextIO | None = None) -> None:
    """Prints the text (on standard output, if no other stream is given)."""
    stream = stream if stream is not None else sys.stdout
    if stream is None:  # closed by whoever started the program
        return
    encoding = stream.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), file=stream)
