"""What the plain pages themselves say: the phrases of the interview, and those that only pages without JavaScript need."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError

from intake.web.phrases import phrases

__all__ = ["Say", "say_in"]

_OWN = Path(__file__).with_name("phrases.json")
_FALLBACK = "en"


class Say:
    """The phrases of one language. Called with a phrase's key, and what is to be filled in; `count` chooses the plural."""

    def __init__(self, language: str) -> None:
        self.language = language
        own: dict[str, dict[str, Any]] = json.loads(_OWN.read_text("utf-8"))
        self._phrases = {**phrases(language), **own.get(language, own[_FALLBACK])}
        try:
            self._plural = Locale.parse(language, sep="-" if "-" in language else "_").plural_form
        except (UnknownLocaleError, ValueError):
            self._plural = Locale.parse(_FALLBACK).plural_form

    def __call__(self, key: str, **filled: object) -> str:
        """The words. A key that there is not is a slip of ours: a KeyError."""
        phrase = self._phrases[key]
        if isinstance(phrase, dict):
            phrase = phrase.get(self._plural(int(str(filled["count"]))), phrase["other"])
        return str(phrase).format_map(filled)


@cache
def say_in(language: str) -> Say:
    """The phrases of a language, read once."""
    return Say(language)
