"""The pages of the documentation, and their fenced examples: what each is for, and what stands before it.

The first words after the fence say how an example is tried (`docs/README.md` lists them): ```yaml add E203
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ALL", "HOUSE", "PAGES", "Block", "after", "before", "of_kind", "prose", "write_flow"]

HOUSE = Path(__file__).parents[2]
PAGES = [HOUSE / "README.md", *sorted((HOUSE / "docs").rglob("*.md"))]

_FENCE = re.compile(r"^```(.*)\n((?:.*\n)*?)^```$", re.MULTILINE)
_SECTION = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)
_ENTRY = re.compile(r"^(?=  \S)", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """One fenced example. `words` are those after the language and the kind: a file's name, or codes of findings."""

    page: Path
    line: int
    language: str
    kind: str
    words: tuple[str, ...]
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(HOUSE).as_posix()}:{self.line}"


def of_kind(*kinds: str) -> list[Block]:
    """The examples of those kinds, each said as after the fence: `yaml add`, `python`."""
    return [block for block in ALL if f"{block.language} {block.kind}".strip() in kinds]


def before(block: Block, kind: str) -> list[Block]:
    """The examples of that kind that stand before this one on its page, and it itself."""
    return [other for other in of_kind(kind) if other.page == block.page and other.line <= block.line]


def after(block: Block, kind: str) -> Block | None:
    """The next example of the page, if it is of that kind."""
    following = next((other for other in ALL if other.page == block.page and other.line > block.line), None)
    return following if following in of_kind(kind) else None


def write_flow(block: Block, folder: Path) -> Path:
    """Writes the flow that the example shows into the folder. Returns what to load: a file, or the folder."""
    if block.kind == "flow":
        path = folder / "flow.yaml"
        path.write_text(block.text, encoding="utf-8")
        return path
    if block.kind == "next":
        written: dict[str, str] = {}
        for part in before(block, "yaml next"):
            if part.words[0] == block.words[0]:
                written |= _sections(part.text)
        path = folder / block.words[0]
        path.write_text("\n".join(section.rstrip("\n") + "\n" for section in written.values()), encoding="utf-8")
        return path
    base = before(block, "yaml flow")[-1]
    (folder / "base.yaml").write_text(_merged(base.text, block.text), encoding="utf-8")
    (folder / "example.yaml").write_text(block.text, encoding="utf-8")
    return folder


def prose(page: Path) -> Iterator[tuple[int, str]]:
    """The sentences of a page, each with the line on which its paragraph starts. Examples, tables and titles are no prose."""
    text = _FENCE.sub(lambda found: "\n" * (found[0].count("\n")), page.read_text(encoding="utf-8"))
    for found in re.finditer(r"(?:^(?![#|]).*\S.*\n?)+", text, re.MULTILINE):
        line = text.count("\n", 0, found.start()) + 1
        for item in re.split(r"^\s*(?:[-*]|\d+\.)\s+", found[0], flags=re.MULTILINE):
            words = re.sub(r"`[^`]*`", "code", item)
            for sentence in re.split(r"(?<=[.?!])(?:\*\*|[\")])?\s+", " ".join(words.split())):
                if sentence:
                    yield line, sentence


def _blocks(page: Path) -> Iterator[Block]:
    """The examples of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        language, kind, *words = [*found[1].split(), "", ""][: max(2, len(found[1].split()))]
        yield Block(page, text.count("\n", 0, found.start()) + 1, language, kind, tuple(words), found[2])


def _sections(text: str) -> dict[str, str]:
    """A flow's text by its top-level keys; what stands before the first of them is under ''."""
    parts = _SECTION.split(text)
    named = {part.partition(":")[0]: part for part in parts if _SECTION.match(part)}
    return ({"": parts[0]} if parts[0].strip() else {}) | named


def _merged(base: str, added: str) -> str:
    """The base without the entries that `added` has too: those of `added` take their place when both are read."""
    kept = []
    new = _sections(added)
    for name, text in _sections(base).items():
        if name in new:
            head, *entries = _ENTRY.split(text)
            taken = {_name(entry) for entry in _ENTRY.split(new[name])[1:]}
            entries = [entry for entry in entries if _name(entry) not in taken]
            if entries:
                kept.append(head + "".join(entries))
        else:
            kept.append(text)
    return "".join(kept)


def _name(entry: str) -> str:
    return entry.strip().partition(":")[0]


ALL = [block for page in PAGES for block in _blocks(page)]
"""Every example of every page."""
