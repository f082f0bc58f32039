"""The firm's own colours and fonts as CSS: tokens on the element, which its inside takes over."""

from __future__ import annotations

from collections.abc import Iterator

from intake.web.site.colours import OWN, tokens
from intake.web.site.settings import Site

__all__ = ["site_css"]

_FONTS = {"text": "font", "voice": "font-voice"}


def site_css(site: Site) -> bytes:
    """The style sheet of a site. Forced colours stay the reader's own."""
    lines = [*_colours(site), *_fonts(site)]
    if not lines:
        return b"/* The look as it comes: no colours and fonts of its own. */\n"
    rules = "\n".join(f"    {line}" for line in lines)
    return (
        "/* The firm's own colours and fonts. On a page of your own: after tokens.css, if you use that. */\n"
        f"@media (forced-colors: none) {{\n  :root, legal-intake {{\n{rules}\n  }}\n}}\n"
    ).encode()


def _colours(site: Site) -> Iterator[str]:
    light, dark = (site.colours.get(theme, {}) for theme in ("light", "dark"))
    usual = tokens()
    for token in OWN:
        if token in light or token in dark:
            pair = light.get(token, usual["light"][token]), dark.get(token, usual["dark"][token])
            yield f"--{token}: var(--L, {pair[0]}) var(--D, {pair[1]});"


def _fonts(site: Site) -> Iterator[str]:
    for name, token in _FONTS.items():
        if fonts := site.fonts.get(name):
            yield f"--{token}: {', '.join(_quoted(font) for font in fonts)};"


def _quoted(font: str) -> str:
    """A name of several words stands in quotes; a single one may be a keyword, as `serif`."""
    return f'"{font}"' if " " in font else font
