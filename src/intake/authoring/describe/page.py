"""The description of a flow as data: sections of paragraphs and lists, before anybody decides how they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from intake.check.phrases.phrase import Outline, Phrase, said

__all__ = ["Block", "Item", "Items", "Paragraph", "Section", "anchor_of", "outlined"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or more; `label` is the word before it that says what it is about."""

    phrase: Phrase
    label: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list, and the list below it."""

    phrase: Phrase
    below: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `label` and `phrase` say of what."""

    items: tuple[Item, ...]
    label: str = ""
    phrase: Phrase = ()


Block = Paragraph | Items


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the description: its title, the anchor that others lead to, and what stands in it.

    `id`: how the flow's files call what the section is about, if it is about one thing.
    """

    title: str
    anchor: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    id: str = ""


def anchor_of(kind: str, name: str) -> str:
    """The anchor of something of the flow. A column is told with its table.

    >>> anchor_of("fact", "held"), anchor_of("column", "countries.interpol")
    ('fact-held', 'table-countries')
    """
    return f"table-{name.partition('.')[0]}" if kind == "column" else f"{kind}-{name}"


def outlined(outline: Outline) -> Item:
    """A condition as a line of a list."""
    return Item(said(outline.head, ":" if outline.parts else ""), tuple(map(outlined, outline.parts)))
