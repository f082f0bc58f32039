"""Makes whole flows of the short examples in the lessons, so that what they teach is tried."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from intake.check import check_whole
from intake.check.proving import proven
from intake.flow.findings import Finding
from intake.flow.yaml_text import YamlText

__all__ = ["complete", "findings_of", "proof_findings_of", "written"]

BASE = Path(__file__).with_name("example.yaml")
DAY = date(2026, 11, 24)
_FILE = re.compile(r"# (\w+\.(?:yaml|csv))\n")
_MORE = re.compile(r"(.*)\n *# … and (\d+) more lines like this\n")


def findings_of(example: str, folder: Path) -> list[Finding]:
    """What a check finds in an example, completed and written into a folder."""
    complete(example, folder)
    return list(check_whole(folder, DAY).findings)


def proof_findings_of(example: str, folder: Path) -> list[Finding]:
    """As `findings_of`, with what takes a solver."""
    complete(example, folder)
    checkup = check_whole(folder, DAY)
    return [*checkup.findings, *proven(checkup, DAY, cached=False).findings]


def complete(example: str, folder: Path) -> None:
    """Writes the example's files, and beside them all of the base that they do not declare themselves."""
    declared: dict[str, Any] = {}
    for name, content in _files(example):
        (folder / name).write_bytes(content)
        data = YamlText(name, content).data if name.endswith(".yaml") else None
        for section, entries in (data or {}).items():
            known = declared.setdefault(section, {})
            known.update(entries if isinstance(entries, dict) else {})
    if not {"flow", "levels", "steps"} <= declared.keys():
        base = YamlText(BASE.name, BASE.read_bytes()).data
        rest = {section: _without(entries, declared.get(section, {})) for section, entries in base.items()}
        (folder / "rest.yaml").write_text(json.dumps({key: left for key, left in rest.items() if left}), "utf-8")


def _without(entries: dict[str, Any], declared: dict[str, Any]) -> dict[str, Any]:
    return {name: entry for name, entry in entries.items() if name not in declared}


def _files(example: str) -> Iterator[tuple[str, bytes]]:
    parts = _FILE.split(example)
    names = ["example.yaml", *parts[1::2]]
    for name, text in zip(names, parts[::2], strict=True):
        if text or name != "example.yaml":
            yield name, written(text)


def written(text: str) -> bytes:
    """The text with what cannot or need not be shown written out.

    >>> written("a <2 times (>b<2 times )> <byte E9>")
    b'a ((b)) \\xe9'
    """
    text = _MORE.sub(_repeated, text)
    text = re.sub(r"<(\d+) times (.*?)>", lambda found: found[2] * int(found[1]), text)
    text = re.sub(r"<U\+([0-9A-F]{4})>", lambda found: chr(int(found[1], 16)), text)
    return re.sub(rb"<byte ([0-9A-F]{2})>", lambda found: bytes.fromhex(found[1].decode()), text.encode())


def _repeated(found: re.Match[str]) -> str:
    line, more = found[1], int(found[2])
    return "".join(f"{line.replace('_1:', f'_{number}:')}\n" for number in range(1, more + 2))
