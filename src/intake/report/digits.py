"""Numbers as people type them, in digits of any script."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["read_number", "with_plain_digits"]


def with_plain_digits(text: str) -> str:
    """The text with digits of every script as 0 to 9.

    >>> with_plain_digits("٢٤")
    '24'
    """
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)


def read_number(text: str) -> int | None:
    """A whole number, in digits of any script; blanks between groups are allowed, other marks are not guessed.

    >>> read_number("1 200"), read_number("-5"), read_number("1,5"), read_number("1.200")
    (1200, -5, None, None)
    """
    typed = re.sub(r"\s", "", with_plain_digits(text)).replace("−", "-")
    return int(typed) if re.fullmatch(r"-?[0-9]{1,18}", typed) else None
