"""The description as plain text: headings with lines under them, lists with dashes, wrapped for reading."""

from __future__ import annotations

from collections.abc import Iterator

from intake.authoring.describe.page import Block, Item, Items, Paragraph, Section
from intake.check.phrases.phrase import read
from intake.report.rows import cells, row, words_of, wrap

__all__ = ["text_lines"]

_UNDERLINES = ("=", "-")


def text_lines(section: Section, width: int, depth: int = 0) -> Iterator[str]:
    """The section and all below it, line by line."""
    title = section.title if not section.id else f"{section.title} ({section.id})"
    yield from _wrapped(title, width, 0)
    if depth < len(_UNDERLINES):
        yield _UNDERLINES[depth] * min(width, cells(title))
    for block in section.blocks:
        yield from _block(block, width)
    for below in section.sections:
        yield ""
        yield from text_lines(below, width, depth + 1)


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Paragraph(phrase, label):
            yield from _wrapped(_labelled(label, read(phrase)), width, 2)
        case Items(items, label, phrase):
            words = read(phrase)
            if label or words:
                yield from _wrapped(_labelled(label, words), width, 2)
            for item in items:
                yield from _item(item, width, 2)


def _labelled(label: str, words: str) -> str:
    return f"{label}: {words}".rstrip() if label else words


def _item(item: Item, width: int, margin: int) -> Iterator[str]:
    lines = wrap(row(f"{' ' * margin}- {read(item.phrase)}"), width, margin + 2)
    yield from (words_of(line).rstrip() for line in lines)
    for below in item.below:
        yield from _item(below, width, margin + 2)


def _wrapped(words: str, width: int, hang: int) -> Iterator[str]:
    yield from (words_of(line).rstrip() for line in wrap(row(words), width, hang))
