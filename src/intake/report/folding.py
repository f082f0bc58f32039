"""How words are compared, whoever types them: folded, and one slip of the pen apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["begin_words", "fold", "one_slip"]

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه",
        "ؤ": "و", "ـ": None, "’": None, "'": None, "ʻ": None, "`": None, ".": None,
    }
)  # fmt: skip
_GAPS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """How words are compared: without case, accents, points and apostrophes; letters that a keyboard may lack as near ones.

    >>> fold("Côte d’Ivoire"), fold("U.S."), fold("Türkiye"), fold("إيران") == fold("ايران")
    ('cote divoire', 'us', 'turkiye', True)
    >>> fold("টোগো") == fold("টোঙ্গা")
    False
    """
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(_GAPS.sub(_gap, bare.translate(_LETTERS)).split())


def _gap(found: re.Match[str]) -> str:
    """What stands between words becomes a blank; the vowel signs of Indic scripts and of Thai belong to their word."""
    return "".join(sign if unicodedata.category(sign) in ("Mc", "Mn") else " " for sign in found[0])


def one_slip(left: str, right: str) -> bool:
    """Whether one letter changed, added, dropped or swapped with its neighbour makes the words the same.

    >>> one_slip("rusia", "russia"), one_slip("irna", "iran"), one_slip("misr", "mars")
    (True, True, False)
    """
    if abs(len(left) - len(right)) > 1:
        return False
    if left == right:
        return True
    at = next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    if len(left) == len(right):
        swapped = at + 1 < len(left) and left[at] == right[at + 1] and left[at + 1] == right[at]
        return left[at + 1 :] == right[at + 1 :] or (swapped and left[at + 2 :] == right[at + 2 :])
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return longer[at + 1 :] == shorter[at:]


def begin_words(words: Iterable[str], name: str) -> bool:
    """Whether the words begin words of the name, in its order; all are folded.

    >>> begin_words(["u", "kin"], "united kingdom"), begin_words(["kin", "u"], "united kingdom")
    (True, False)
    """
    left = iter(name.split())
    return all(any(part.startswith(word) for part in left) for word in words)
