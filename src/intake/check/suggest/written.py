"""Scenarios as text for a flow's file: appended, so that what stands there stays as it is, comments and all."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence

from intake.check.suggest.suggester import Suggestion

__all__ = ["NoRoomError", "as_yaml", "with_scenario"]

_WIDTH = 118
_PLAIN = re.compile(r"[A-Za-z0-9][\w.-]*")
_TAKEN = frozenset({"true", "false", "null", ""})
_INDENT = "  "


class NoRoomError(ValueError):
    """The file's scenarios are not written in a way to which one can be appended."""


def as_yaml(suggestion: Suggestion) -> str:
    """The scenario as an entry of `scenarios:`, indented."""
    lines = [
        f"{_quoted(suggestion.name)}:",
        f"{_INDENT}date: {suggestion.scenario.date}",
        *_mapping("answers", suggestion.scenario.answers),
        f"{_INDENT}expect:",
        *(textwrap.indent(line, _INDENT) for key, value in suggestion.expect.items() for line in _entry(key, value)),
    ]
    return textwrap.indent("\n".join(lines), _INDENT) + "\n"


def with_scenario(text: str, entry: str) -> str:
    """The file's text with the entry after its last scenario, or under a new `scenarios:` at its end.

    Raises:
        NoRoomError: its scenarios stand in braces, on one line.
    """
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    heads = [at for at, line in enumerate(lines) if line.startswith("scenarios:")]
    if not heads:
        gap = "\n" if lines and lines[-1].strip() else ""
        return f"{''.join(lines)}{gap}scenarios:\n{entry}"
    start = heads[0]
    if lines[start].split("#")[0].strip() != "scenarios:":
        raise NoRoomError("its scenarios stand on the line of `scenarios:` itself; write each on lines of its own")
    after = next((at for at in range(start + 1, len(lines)) if _begins_section(lines[at])), len(lines))
    while after > start + 1 and (not lines[after - 1].strip() or lines[after - 1].startswith("#")):
        after -= 1
    gap = "\n" if after > start + 1 else ""
    return "".join([*lines[:after], gap, entry, *lines[after:]])


def _begins_section(line: str) -> bool:
    return bool(line.strip()) and not line[0].isspace() and not line.startswith("#")


def _mapping(key: str, mapping: Mapping[str, object]) -> list[str]:
    """As flows write answers: on one line if it fits, else filled lines in braces."""
    pairs = [f"{name}: {_value(value)}" for name, value in mapping.items()]
    return _filled(f"{key}:", pairs, "{", "}")


def _entry(key: str, value: object) -> list[str]:
    if isinstance(value, Mapping) and any(isinstance(below, list) for below in value.values()):
        return [
            f"{_INDENT}{key}:",
            *(f"{_INDENT}{line}" for name, below in value.items() for line in _entry(name, below)),
        ]
    if isinstance(value, Mapping):
        return _mapping(key, value)
    if isinstance(value, list):
        return _filled(f"{key}:", [_value(item) for item in value], "[", "]")
    return [f"{_INDENT}{key}: {_value(value)}"]


def _filled(key: str, parts: Sequence[str], opening: str, closing: str) -> list[str]:
    whole = f"{_INDENT}{key} {opening}{', '.join(parts)}{closing}"
    if len(whole) <= _WIDTH - 2 * len(_INDENT):
        return [whole]
    rows = [f"{_INDENT * 2}{opening}"]
    for at, part in enumerate(parts):
        piece = part + ("," if at < len(parts) - 1 else closing)
        if len(rows[-1]) + len(piece) + 1 > _WIDTH - 2 * len(_INDENT) and rows[-1].strip() != opening:
            rows.append(f"{_INDENT * 2} {piece}")
        else:
            rows[-1] += piece if rows[-1].endswith(opening) else f" {piece}"
    return [f"{_INDENT}{key}", *rows]


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return value if isinstance(value, str) and _PLAIN.fullmatch(value) and value not in _TAKEN else _other(value)


def _other(value: object) -> str:
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    """In quotes, if it could be taken for something else."""
    if re.fullmatch(r"[A-Za-z][\w ,.()-]*[\w).]", text) and text not in _TAKEN and ", " not in text:
        return text
    doubled = text.replace("'", "''")
    return f"'{doubled}'"
