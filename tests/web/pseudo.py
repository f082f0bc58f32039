"""Languages that nobody speaks, made from a flow: one that runs from right to left, one of very long words."""

from __future__ import annotations

import json
import re
from typing import Any

import intake
from intake.web.bundle import bundle

__all__ = ["from_the_right", "in_long_words"]

_ARABIC = dict(zip("abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنه", strict=True))
_KEPT = re.compile(r"\{\w+\}|\*\*|\[\[[^\]|]+\||\[\[|\]\]|\||.", re.DOTALL)


def _changed(flow: str, language: str, change: Any) -> str:
    made = bundle(intake.load(flow))
    made["flow"]["language"] = language
    commands = set(made["flow"]["phrases"]["commands"])
    texts = ["".join(change(part) for part in _KEPT.findall(text)) for text in made["texts"]]
    assert commands
    return json.dumps(made | {"texts": texts}, ensure_ascii=False)


def from_the_right(flow: str) -> str:
    """The bundle with each letter as an Arabic one; marks and what is filled in stay."""
    return _changed(flow, "ar", lambda part: part if len(part) > 1 else _ARABIC.get(part.lower(), part))


def in_long_words(flow: str) -> str:
    """The bundle with each sentence as one long word and then itself, twice as long."""
    return _changed(flow, "en", lambda part: part * 2 if part.isalpha() else "-" if part == "," else part)
