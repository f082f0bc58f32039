"""Whatever an author does to a flow, it is checked without a traceback, and every finding can be shown."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from intake.check import check_whole
from intake.engine import rules
from intake.flow.data import embedded_flow
from intake.flow.yaml_text import YamlText

SEEDS = [path for name in ("eviction", "wages") if (path := embedded_flow(name)) is not None]
ODD: list[Any] = [
    True,
    False,
    0,
    -1,
    10**17,
    "",
    "today",
    "unknown",
    "none",
    "2026-02-30",
    "0001-01-01",
    "a.b",
    "held.",
]
ODD += ["x" * 300, [], {}, [[]], {"a": 1}, {"has": "x"}, {"over": 3}, {"when": True}, {"value": 1}, ["a", "a"], [1, 2]]
ODD += [{"any": []}, {"not": {}}, {"days_since": {"over": 1}}, "FR", "\n", "{x}", "[[x]]", "{", "é", "\u202e"]
SIGNS = [
    *"\"'{}[]:,-&*!|>%@`#?\t \n\\\u202e\u2028\x00é日=~",
    "'''",
    ": ",
    "- ",
    "---\n",
    "<<: ",
    "\n\n",
    "!!int ",
    "? ",
]


def paths(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands in a document."""
    entries = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in entries:
        yield (*path, key)
        yield from paths(value, (*path, key))


def at(document: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        document = document[key]
    return document


def change(document: Any, chance: random.Random) -> None:
    """One change: something is dropped, replaced by something odd or by something from elsewhere, or renamed."""
    path, other = chance.choices(list(paths(document)), k=2)
    parent, key = at(document, path[:-1]), path[-1]
    match chance.randrange(4):
        case 0:
            del parent[key]
        case 1:
            parent[key] = copy.deepcopy(chance.choice(ODD))
        case 2:
            parent[key] = copy.deepcopy(at(document, other))
        case _ if isinstance(parent, dict):
            parent[str(other[-1])] = parent.pop(key)


def checked(file: Path) -> None:
    """Checks the file, shows what is found, and tries what can be used."""
    checkup = check_whole(file)
    lines = len(file.read_text("utf-8").splitlines()) + 1
    for finding in checkup.findings:
        assert 1 <= finding.place.line <= lines
        assert finding.message
        assert all(letter.isprintable() or letter == "\n" for letter in finding.render())
    if checkup.flow is not None:
        for scenario in checkup.flow.scenarios:
            rules(checkup.flow, scenario.date).triage({})


@pytest.mark.parametrize("seed", range(4))
def test_a_document_changed_anywhere(seed: int, tmp_path: Path) -> None:
    """Wrong kinds, missing keys, names that are gone or twice."""
    chance = random.Random(seed)
    file = tmp_path / "flow.yaml"
    documents = [YamlText(path.name, path.read_bytes()).data for path in SEEDS]
    for _ in range(100):
        document = copy.deepcopy(chance.choice(documents))
        for _ in range(chance.choice((1, 1, 2, 3))):
            change(document, chance)
        file.write_text(json.dumps(document, indent=1, ensure_ascii=False), "utf-8")
        checked(file)


@pytest.mark.parametrize("seed", range(4))
def test_a_text_changed_anywhere(seed: int, tmp_path: Path) -> None:
    """A slip of the hand in an editor."""
    chance = random.Random(seed)
    file = tmp_path / "flow.yaml"
    texts = [path.read_text("utf-8") for path in SEEDS]
    for _ in range(100):
        text = chance.choice(texts)
        place = chance.randrange(len(text))
        gone = chance.choice((0, 0, 1, 5))
        file.write_text(text[:place] + chance.choice([*SIGNS, ""]) + text[place + gone :], "utf-8", newline="")
        checked(file)
