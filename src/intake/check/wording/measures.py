"""Sentences, words and reading grades of English texts: the one place that says how they are counted.

The grade is that of Flesch and Kincaid (J. P. Kincaid and others, *Derivation of New Readability Formulas*, 1975).
Syllables are counted by groups of vowels, which is near enough for a bar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from intake.flow.text import plain

__all__ = ["grade", "sentences", "syllables", "words"]

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”]?\s+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SILENT_ENDING = re.compile(r"(?:[^laeiouy]es|(?<![td])ed|[^laeiouy]e)$")
_VOWELS = re.compile(r"[aeiouy]{1,2}")


def sentences(text: str) -> list[str]:
    """The sentences of a text, as a reader sees them: without its marks.

    >>> sentences("**Stop.** Was it a [[red notice]]? ...")
    ['Stop.', 'Was it a red notice?']
    """
    return [part for part in _SENTENCE_END.split(plain(text)) if words(part)]


def words(text: str) -> list[str]:
    """The words of a text; one with a hyphen or an apostrophe is one word.

    >>> words("It's a 60-day limit.")
    ["It's", 'a', '60-day', 'limit']
    """
    return _WORD.findall(text)


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """How many syllables an English word has, about.

    >>> [syllables(word) for word in ("judge", "notice", "extradition")]
    [1, 2, 4]
    """
    counted = 0
    for part in word.lower().split("-"):
        letters = re.sub(r"[^a-z]", "", part)
        if len(letters) > 3:
            letters = _SILENT_ENDING.sub("", letters)
        counted += max(1, len(_VOWELS.findall(letters.removeprefix("y"))))
    return counted


def grade(texts: Iterable[str]) -> float:
    """The school grade that these texts ask for, read as one; of no words at all it is 0.

    >>> grade(["Ask a lawyer.", "Go today."]) < 3
    True
    """
    said = list(chain.from_iterable(map(sentences, texts)))
    spoken = list(chain.from_iterable(map(words, said)))
    if not spoken:
        return 0.0
    return 0.39 * len(spoken) / len(said) + 11.8 * sum(map(syllables, spoken)) / len(spoken) - 15.59
