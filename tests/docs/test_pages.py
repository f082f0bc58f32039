"""The pages as a whole: every example is tried, every word of the language is explained, and they read plainly."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from intake.flow import answers, csv_text, files, lint_names, read_tables, yaml_text
from intake.flow.codes import LESSONS
from tests.docs.pages import ALL, HOUSE, PAGES, of_kind, prose

TRIED = ("yaml flow", "yaml add", "yaml next", "yaml truth", "yaml worth", "yaml person", "python", "pycon", "http ask")
TRIED_WITH_OTHERS = ("console", "console talk", "text finding", "text prints", "text screen", "json answer")
NOT_TRIED = ("sh", "text")
TYPED_BY_HAND = {"make run", "make test", "make run FLOW=eviction", "pip install ."}


def test_what_is_typed_by_hand_is_there() -> None:
    """Commands that install or open a terminal are not run here; the ones of the Makefile exist at least."""
    typed = {line for block in ALL if block.language == "sh" for line in block.text.splitlines()}
    assert typed <= TYPED_BY_HAND
    targets = set(re.findall(r"^([a-z]+):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {line.split()[1] for line in typed if line.startswith("make ")} <= targets


def test_every_example_says_how_it_is_tried() -> None:
    """An example that nothing tries is true on the day it is written. Pictures are `text`."""
    known = of_kind(*TRIED, *TRIED_WITH_OTHERS, *NOT_TRIED)
    assert [str(block) for block in ALL if block not in known and block.kind != "file"] == []


def mentioned(page: Path) -> set[str]:
    """The words that a page sets in `code`."""
    text = page.read_text(encoding="utf-8")
    return {word for code in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"[A-Za-z_]\w*", code)}


def keywords(schema: Any) -> set[str]:
    """The keys and the fixed words that a schema names."""
    if isinstance(schema, list):
        return {word for part in schema for word in keywords(part)}
    if not isinstance(schema, dict):
        return set()
    return {*schema.get("properties", ()), *schema.get("enum", ())} | keywords(list(schema.values()))


def test_every_key_operator_and_word_of_the_language_is_explained() -> None:
    """The reference is whole: what the schema knows, the page names."""
    schema = json.loads((HOUSE / "schemas" / "flow.schema.json").read_text(encoding="utf-8"))
    assert keywords(schema) - mentioned(HOUSE / "docs" / "language.md") == set()


def test_the_limits_of_size_are_those_of_the_program() -> None:
    """What the page says is refused is what is refused."""
    page = (HOUSE / "docs" / "language.md").read_text(encoding="utf-8")
    table = page.partition("## Limits of size")[2]
    assert re.findall(r"\| ([\d,]+) ", table) == [
        f"{limit:,}"
        for limit in (
            yaml_text.MAX_BYTES,
            files.MAX_FILES,
            yaml_text.MAX_DEPTH,
            lint_names.MAX_LEVELS,
            answers.MAX_DIGITS,
            files.MAX_TABLE_BYTES,
            csv_text.MAX_COLUMNS,
            read_tables.MAX_CELL,
        )
    ]


def test_every_code_that_is_named_exists() -> None:
    """No page sends a reader to a finding that `intake explain` does not know, or to an error that no record can have."""
    named = {code for page in PAGES for code in re.findall(r"\b[EW]\d{3}\b", page.read_text(encoding="utf-8"))}
    assert named - set(LESSONS) == set()
    table = (
        (HOUSE / "docs" / "records.md").read_text(encoding="utf-8").partition("| code | when |")[2].partition("\n\n")[0]
    )
    codes = {code for line in table.splitlines() for code in re.findall(r"`(\w+)`", line.split(" | ")[0])}
    source = "".join(
        file.read_text(encoding="utf-8")
        for part in ("records", "flow")
        for file in (HOUSE / "src/intake" / part).glob("*.py")
    )
    assert {code for code in codes if f'"{code}"' not in source} == set()
    assert {"unknown_value", "kept_aside"} <= codes


def test_the_map_of_the_house_is_whole() -> None:
    """README lists every folder that is there, one line each, and none that is not."""
    package = HOUSE / "src" / "intake"
    parts = {f"src/intake/{path.parent.name}/" for path in package.glob("*/__init__.py")}
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=HOUSE,
        text=True,
        capture_output=True,
        check=True,
    ).stdout.splitlines()
    tops = {f"{name.split('/')[0]}/" for name in listed if "/" in name and name[0] != "."} - {"src/", "changelog.d/"}
    table = (HOUSE / "README.md").read_text(encoding="utf-8").partition("## The house")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `([^`]+)` ", table, re.MULTILINE)) == parts | tops


def test_links_lead_to_files() -> None:
    """A link within the house leads somewhere."""
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


OLDER_THAN_THE_RULE = "001-two-commands.md"


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name != OLDER_THAN_THE_RULE], ids=lambda page: page.name
)
def test_a_page_is_written_in_short_sentences(page: Path) -> None:
    """At most 25 words each."""
    assert [f"{line}: {sentence}" for line, sentence in prose(page) if len(sentence.split()) > 25] == []
