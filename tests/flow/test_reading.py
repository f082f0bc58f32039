"""YAML as a careful person reads it, and the place of everything in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from intake.flow.data import embedded_flow, embedded_flows
from intake.flow.documents import Document
from intake.flow.yaml_text import YamlText


def read(text: str) -> Any:
    found = YamlText("a.yaml", text.encode())
    assert not found.findings
    return found.data


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("True", "True"),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ('"12"', "12"),
        ("1.5", "1.5"),
        ("1:30", "1:30"),
        ("2026-11-24", "2026-11-24"),
        ("'it''s'", "it's"),
        ("nullable", "nullable"),
    ],
)
def test_values(written: str, meant: object) -> None:
    """Norway is a country, and a date is what was written."""
    value = read(f"a: {written}\n")["a"]
    assert (value, type(value)) == (meant, type(meant))


@pytest.mark.parametrize(
    "written", ["", "~", "null", "007", "1_000", "0x1f", "0o17", "+5", ".inf", "-.nan", "08", "9" * 30]
)
def test_values_that_readers_do_not_agree_on(written: str) -> None:
    """They are refused rather than guessed."""
    (finding,) = YamlText("a.yaml", f"a: {written}\n".encode()).findings
    assert finding.code == "E109"
    assert finding.place.line == 1


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_lines_end_as_yaml_ends_them(ending: str) -> None:
    """So the line that is shown is the line that is meant."""
    text = YamlText("a.yaml", f"a: b{ending}c: d{ending}e: f{ending}".encode())
    assert text.place(("e",)).line == 3
    assert text.line(3) == "e: f"


def leaves(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    entries = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in entries:
        yield from leaves(value, (*path, key))
    if isinstance(part, str | int):
        yield path, part


@pytest.mark.parametrize("name", embedded_flows())
def test_every_value_has_its_place(name: str) -> None:
    """Every value and every key of the flows that come with intake stands where it is said to stand, in the right file."""
    where = embedded_flow(name)
    assert where is not None
    document = Document(where)
    lines: dict[str, list[str]] = {}
    count = 0
    for path, value in leaves(document.data):
        for key in (False, True):
            if key and isinstance(path[-1], int):
                continue
            finding = document.finding("E000", "", "", path, key=key)
            place = finding.place
            if place.file not in lines:
                lines[place.file] = Path(place.file).read_text("utf-8").split("\n")
            shown = lines[place.file][place.line - 1]
            assert finding.source_line == shown
            marked = shown[place.column - 1 :][: place.width].strip("\"'|>")
            expected = str(path[-1]) if key else str(value).lower() if isinstance(value, bool) else str(value)
            count += 1
            assert expected.startswith(marked.replace("''", "'").split("\\")[0]), (path, marked)
    assert count > 100
