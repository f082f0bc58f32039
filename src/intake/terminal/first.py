"""The first turn, from the kept opening: asked before the flow itself is there. `keeping` writes what is read here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from intake.report.rows import Row
from intake.terminal.turn import Choice, Turn

__all__ = ["first_turn"]


def first_turn(opening: Mapping[str, Any], today: date, *, plain: bool) -> Turn:
    """The first turn of a kept opening. How far it is to the end can depend on the date: another day does not say it."""
    kept = dict(opening["turn"])
    progress = opening["progress"].get("plain" if plain else "live", "") if opening["date"] == today.isoformat() else ""
    choices = tuple(Choice(**{**choice, "also": tuple(choice["also"])}) for choice in kept.pop("choices"))
    glossary = tuple((tuple(names), meaning) for names, meaning in kept.pop("glossary"))
    return Turn(
        kind=kept["kind"],
        ask=_row(kept["ask"]),
        help=_row(kept["help"]),
        choices=choices,
        alone=frozenset(kept["alone"]),
        empty=kept["empty"],
        title=kept["title"],
        progress=progress,
        why=tuple(_row(line) for line in kept["why"]),
        glossary=glossary,
        enter=kept["enter"],
    )


def _row(kept: list[list[str]]) -> Row:
    return tuple((style, words) for style, words in kept)
