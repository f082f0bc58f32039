"""The widget as it is shipped: one module and two style sheets, with the names, lines and indentation of their sources.

The sources in `static/` are modules with comments and types, and work as they are. What travels is joined here, so that a
slow line waits once and not once a module, and a page that is one file can carry it. Comments stay at home: they are half the
weight.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

__all__ = ["module", "sheet", "shipped"]

_STATIC = Path(__file__).with_name("static")
_DOOR = "intake.js"
_SHEETS = ("tokens.css", "intake.css")
_AS_THEY_ARE = ("embed.js", "host.js")

_IMPORT = re.compile(r'^import [^;]*? from "\./([\w-]+\.js)";\n', re.MULTILINE)
_JS_COMMENT = re.compile(
    r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n|/\*\* (?:(?!\*/).)*\*/ ", re.MULTILINE | re.DOTALL
)
_CSS_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_EMPTY_LINES = re.compile(r"\n{2,}")


@cache
def module() -> str:
    """The whole widget as one module, `intake.js`: each part once, after the parts that it imports."""
    parts: dict[str, str] = {}
    _gather(_DOOR, parts)
    return "// <legal-intake>. The same with comments: the folder src/intake/web/static of the project.\n" + "\n".join(
        f"// {name}\n{text}" for name, text in parts.items()
    )


def sheet(name: str) -> str:
    """A style sheet without its comments."""
    return _EMPTY_LINES.sub("\n", _CSS_COMMENT.sub("", (_STATIC / name).read_text(encoding="utf-8"))).lstrip()


def shipped() -> dict[str, bytes]:
    """All files of the widget by name, as a site has them in one folder."""
    texts = {_DOOR: module()} | {name: sheet(name) for name in _SHEETS}
    texts |= {name: (_STATIC / name).read_text(encoding="utf-8") for name in _AS_THEY_ARE}
    return {name: text.encode() for name, text in texts.items()}


def _gather(name: str, parts: dict[str, str]) -> None:
    text = (_STATIC / name).read_text(encoding="utf-8")
    for needed in _IMPORT.findall(text):
        if needed not in parts:
            _gather(needed, parts)
    own = _JS_COMMENT.sub("", _IMPORT.sub("", text))
    if name != _DOOR:
        own = own.replace("\nexport ", "\n").removeprefix("export ")
    parts[name] = _EMPTY_LINES.sub("\n", own).lstrip()
