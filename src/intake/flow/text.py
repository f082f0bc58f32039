"""Texts: words for each role, with placeholders and a few inline marks. A text is data, never markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from intake.flow.conditions import ALWAYS, Condition

__all__ = ["NO_TEXT", "Line", "Piece", "Text", "pieces", "placeholders", "plain", "terms_in"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the flow: the words for every role, or for each role its own."""

    default: str
    voices: Mapping[str, str] = field(default_factory=dict)

    def for_voice(self, voice: str | None) -> str:
        """The words for this role, with placeholders and marks as written."""
        return self.default if voice is None else self.voices.get(voice, self.default)

    def variants(self) -> tuple[str, ...]:
        """All the words that somebody may read."""
        return tuple(dict.fromkeys([*self.voices.values(), *([self.default] if self.default else [])]))

    def __bool__(self) -> bool:
        return bool(self.default or self.voices)


NO_TEXT = Text("")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of advice: shown only where its condition is certain; its own sources, if any, stand for it."""

    text: Text
    when: Condition = ALWAYS
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text: plain words, strong words, or a glossary term (its `term` is what to look up)."""

    words: str
    strong: bool = False
    term: str | None = None


_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]*)\}")
_MARK = re.compile(r"\*\*(.+?)\*\*|\[\[([^\[\]|]+)(?:\|([^\[\]|]+))?\]\]")


def placeholders(words: str) -> list[str]:
    """The questions that a text names in braces.

    >>> placeholders("Was it {requesting_country}? A brace: {{")
    ['requesting_country']
    """
    return [found.group(1) for found in _PLACEHOLDER.finditer(words) if found.group(1)]


def terms_in(words: str) -> list[str]:
    """The glossary terms that a text marks.

    >>> terms_in("A [[red notice]] or [[alerts|diffusion]].")
    ['red notice', 'diffusion']
    """
    return [found.group(3) or found.group(2) for found in _MARK.finditer(words) if found.group(2)]


def pieces(words: str, label: Callable[[str], str] | None = None) -> list[Piece]:
    """A text as runs of plain words, strong words and terms; `label` gives the words of a placeholder's answer.

    >>> pieces("**Stop.** A [[diffusion]].")
    [Piece(words='Stop.', strong=True, term=None), Piece(words=' A ', strong=False, term=None), \
Piece(words='diffusion', strong=False, term='diffusion'), Piece(words='.', strong=False, term=None)]
    """

    def fill(part: str) -> str:
        return _PLACEHOLDER.sub(lambda found: _filled(found, label), part)

    runs: list[Piece] = []
    at = 0
    for found in _MARK.finditer(words):
        if found.start() > at:
            runs.append(Piece(fill(words[at : found.start()])))
        if found.group(1):
            runs.append(Piece(fill(found.group(1)), strong=True))
        else:
            runs.append(Piece(found.group(2), term=found.group(3) or found.group(2)))
        at = found.end()
    if at < len(words):
        runs.append(Piece(fill(words[at:])))
    return runs


def _filled(found: re.Match[str], label: Callable[[str], str] | None) -> str:
    name = found.group(1)
    if name is None:
        return found.group()[0]
    return label(name) if label else "…"


def plain(words: str, label: Callable[[str], str] | None = None) -> str:
    """A text without its marks.

    >>> plain("**Stop.** A [[red notice]] of {country}.", lambda question: "Norway")
    'Stop. A red notice of Norway.'
    """
    return "".join(piece.words for piece in pieces(words, label))
