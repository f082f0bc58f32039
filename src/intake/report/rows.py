"""Rows: words with a meaning for the eye, before anybody decides how they are shown. Pure.

A *run* is a style and words, a *row* is the runs of one line. Styles name a meaning, never a colour: `strong`, `dim`,
`term`, `title`, `chosen`, `done`, and `now`, which is kept for what is certain and has to be done now.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["Row", "Run", "apart", "cells", "clean", "cut", "row", "words_of", "wrap"]

Run = tuple[str, str]
Row = tuple[Run, ...]

_JOINERS = "\u200c\u200d\u200e\u200f\u061c"
"""Invisible marks that Persian, Indic and mixed texts need; all others are dropped."""


def row(words: str, style: str = "") -> Row:
    """A row of one run, cleaned."""
    return ((style, clean(words)),)


def words_of(line: Row) -> str:
    """The words of a row, without styles.

    >>> words_of((("strong", "Stop."), ("", " Read.")))
    'Stop. Read.'
    """
    return "".join(words for _, words in line)


def clean(text: str) -> str:
    """The text on one line, without anything that could steer a terminal or turn the reading direction around.

    >>> clean("a\\x1b[31mb\\nc\\u202ed")
    'a [31mb cd'
    """
    if text.isprintable():
        return text
    return "".join(_cleaned(letter) for letter in text)


def _cleaned(letter: str) -> str:
    if letter.isprintable() or letter in _JOINERS:
        return letter
    match unicodedata.category(letter):
        case "Zs":
            return letter
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf":
            return ""
        case _:
            return "\N{REPLACEMENT CHARACTER}"


def cells(text: str) -> int:
    """How many cells of a terminal the text fills.

    >>> cells("abc"), cells("中国"), cells("e\\u0301")
    (3, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(map(_cell, text))


@lru_cache(maxsize=1024)
def _cell(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def cut(line: Row, width: int) -> Row:
    """The row in at most so many cells; what does not fit becomes `…`.

    >>> words_of(cut(row("a long line"), 6))
    'a lon…'
    """
    if cells(words_of(line)) <= width:
        return line
    left, runs = width - 1, []
    for style, words in line:
        taken = _fitting(words, left)
        runs.append((style, taken))
        left -= cells(taken)
        if taken != words:
            break
    style, words = runs[-1]
    return (*runs[:-1], (style, f"{words}…")) if width > 0 else ()


def _fitting(words: str, width: int) -> str:
    """The longest beginning of the words that fits."""
    used = 0
    for at, letter in enumerate(words):
        used += _cell(letter)
        if used > width:
            return words[:at]
    return words


def apart(left: Row, right: Row, width: int) -> list[Row]:
    """Both on one line, one at each end; on two if the line is too short."""
    gap = width - cells(words_of(left)) - cells(words_of(right))
    if gap >= 2:
        return [(*left, ("", " " * gap), *right)]
    return [*wrap(left, width), *wrap(right, width)]


def wrap(line: Row, width: int, hang: int = 0) -> list[Row]:
    """The row on as many lines as it takes; those after the first start `hang` cells in. At least one line.

    >>> [words_of(part) for part in wrap(row("one two three"), 10, hang=2)]
    ['one two', '  three']
    """
    hang = min(hang, max(0, width - 8))
    margin: list[Run] = [("", " " * hang)] if hang else []
    lines: list[list[Run]] = [[]]
    used, start = 0, 0
    for gap, word in _words(line):
        if used > start and used + gap + sum(cells(words) for _, words in word) > width:
            lines.append(list(margin))
            used = start = hang
        elif gap := min(gap, max(0, width - used - 1)):
            style = word[0][0] if lines[-1] and lines[-1][-1][0] == word[0][0] else ""
            lines[-1].append((style, " " * gap))
            used += gap
        for style, words in word:
            while used + cells(words) > width:
                taken = _fitting(words, width - used) or ("" if used > start else words[0])
                lines[-1].append((style, taken))
                words = words[len(taken) :]
                lines.append(list(margin))
                used = start = hang
            lines[-1].append((style, words))
            used += cells(words)
    return [_joined(runs) for runs in lines]


def _words(line: Row) -> Iterator[tuple[int, list[Run]]]:
    """The words of a row, each with the blanks before it and as the runs that it is made of."""
    gap = 0
    word: list[Run] = []
    for style, words in line:
        for at, part in enumerate(words.split(" ")):
            if at:
                if word:
                    yield gap, word
                    gap, word = 0, []
                gap += 1
            if part:
                word.append((style, part))
    if word:
        yield gap, word


def _joined(runs: list[Run]) -> Row:
    """Neighbours of one style as one run."""
    joined: list[Run] = []
    for style, words in runs:
        if joined and joined[-1][0] == style:
            joined[-1] = (style, joined[-1][1] + words)
        elif words:
            joined.append((style, words))
    return tuple(joined)
