"""Colours that can be read: the tokens of the look, and the contrast that a firm's own colours must have (WCAG 2.2, AA)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["OWN", "THEMES", "Faint", "contrast", "faint", "tokens"]

THEMES = ("light", "dark")
OWN = ("accent", "on-accent", "accent-tint")
"""The tokens that a firm may choose. Levels, focus and sizes are the same on every site."""

_SURFACES = ("ground", "surface", "sunken", "accent-tint", "now-tint")
_WORDS_ON_SURFACES = ("text", "muted", "now-text")
_SIGNS_ON_SURFACES = ("control", "focus", "urgent-line", "soon-line")
_FOR_WORDS = 4.5  # success criterion 1.4.3
_FOR_SIGNS = 3.0  # success criterion 1.4.11
_TOKEN = re.compile(r"--([a-z-]+): var\(--L, (#[0-9a-f]{6})\) var\(--D, (#[0-9a-f]{6})\)")

Palette = Mapping[str, str]
"""A colour by the name of its token."""


@dataclass(frozen=True, slots=True)
class Faint:
    """A firm's colour that is too faint in a theme.

    `pairs`: words or sign, its ground, the contrast that they have and the one that they need. `enough`: the nearest colour
    that would do, if there is one.
    """

    theme: str
    token: str
    pairs: tuple[tuple[str, str, float, float], ...]
    enough: str | None


@cache
def tokens() -> Mapping[str, Palette]:
    """The colours of the look, by theme, as `tokens.css` has them."""
    css = (files("intake.web") / "static" / "tokens.css").read_text("utf-8")
    found = {name: (light, dark) for name, light, dark in _TOKEN.findall(css)}
    return {theme: {name: pair[at] for name, pair in found.items()} for at, theme in enumerate(THEMES)}


def faint(theme: str, chosen: Palette) -> Iterator[Faint]:
    """What of the chosen colours is too faint beside each other and beside the rest of the theme, each colour once."""
    palette = {**tokens()[theme], **chosen}
    told: set[tuple[str, str]] = set()
    for token in (name for name in OWN if name in chosen):
        pairs = tuple(pair for pair in _failing(palette, token) if pair[:2] not in told)
        if pairs:
            told.update(pair[:2] for pair in pairs)
            yield Faint(theme, token, pairs, _enough(palette, token))


def contrast(one: str, other: str) -> float:
    """How much lighter one is than the other, from 1 to 21.

    >>> round(contrast("#ffffff", "#000000"), 1), round(contrast("#767676", "#ffffff"), 2)
    (21.0, 4.54)
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _failing(palette: Palette, token: str) -> Iterator[tuple[str, str, float, float]]:
    for words, ground, needed in _pairs(token):
        found = contrast(palette[words], palette[ground])
        if found < needed:
            yield words, ground, found, needed


def _pairs(token: str) -> Iterator[tuple[str, str, float]]:
    """What stands on what, where this token is one of the two."""
    match token:
        case "accent":
            yield from (("accent", surface, _FOR_WORDS) for surface in _SURFACES)
            yield "on-accent", "accent", _FOR_WORDS
        case "on-accent":
            yield "on-accent", "accent", _FOR_WORDS
        case _:
            yield from ((words, token, _FOR_WORDS) for words in ("accent", *_WORDS_ON_SURFACES))
            yield from ((sign, token, _FOR_SIGNS) for sign in _SIGNS_ON_SURFACES)


def _enough(palette: Palette, token: str) -> str | None:
    """The colour nearest to it, towards black or white, that fails nowhere."""
    for percent in range(1, 101):
        for end in (0, 255):
            tried = _mixed(palette[token], end, percent)
            if not any(_failing({**palette, token: tried}, token)):
                return tried
    return None


def _mixed(colour: str, end: int, percent: int) -> str:
    return "#" + "".join(f"{round(channel + (end - channel) * percent / 100):02x}" for channel in _channels(colour))


def _luminance(colour: str) -> float:
    linear = [
        channel / 255 / 12.92 if channel / 255 <= 0.04045 else ((channel / 255 + 0.055) / 1.055) ** 2.4
        for channel in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
