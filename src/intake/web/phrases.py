"""What the interview itself says on the web, by language: the flow's own words come with the flow.

One file a language, `phrases/LANGUAGE.json`. `{count}` and the like are filled in; a phrase that counts has a form for each of
its language's plurals (`one`, `other`, …), and the number decides.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["phrases"]

_HERE = files("intake.web") / "phrases"
_FALLBACK = "en"


@cache
def phrases(language: str) -> dict[str, Any]:
    """All phrases of a language; English where we do not have it."""
    named = _HERE / f"{language}.json"
    found = named if named.is_file() else _HERE / f"{_FALLBACK}.json"
    read: dict[str, Any] = json.loads(found.read_text(encoding="utf-8"))
    return read
