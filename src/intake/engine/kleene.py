"""The three truth values, ordered so that *and* is the least, *or* the greatest and *not* the mirror.

Source: S. C. Kleene, *Introduction to Metamathematics*, 1952, § 64 (strong logic); the same as SQL's NULL.
"""

from typing import Final, Literal

__all__ = ["FALSE", "TRUE", "UNDETERMINED", "Truth", "negated"]

Truth = Literal[0, 1, 2]
FALSE: Final = 0
UNDETERMINED: Final = 1
TRUE: Final = 2

_MIRROR: tuple[Truth, Truth, Truth] = (TRUE, UNDETERMINED, FALSE)


def negated(truth: Truth) -> Truth:
    """Not: undetermined stays undetermined."""
    return _MIRROR[truth]
