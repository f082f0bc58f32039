"""A turn of the conversation as plain data: what is asked, which answers there are, and what a person replied.

Named tuples: they are made eight times as quickly as data classes, and the first key waits for this file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from intake.report.rows import Row

__all__ = ["Choice", "Found", "Kind", "Reader", "Reply", "Said", "Turn", "Word"]


class Choice(NamedTuple):
    """Something to choose. `beside` stands dim after the label; `also` are other words for it; `group` a heading."""

    value: str
    label: str
    help: str = ""
    beside: str = ""
    also: tuple[str, ...] = ()
    group: str = ""


class Found(NamedTuple):
    """What typed words can mean: the first choice if `sure`, else any of them or none; `problem` says what is wrong."""

    choices: tuple[Choice, ...] = ()
    sure: bool = False
    problem: str = ""


Reader = Callable[[str], Found]
"""Reads typed words."""

Kind = Literal["one", "several", "text", "secret", "read"]


class Turn(NamedTuple):
    """One question, menu or message, ready to be shown.

    - `choices`: always offered · `chosen`: the answer so far · `alone`: values that stand alone among several ·
      `empty`: what it means to mark none
    - `reader`: reads what is typed (`None`: it is matched with the choices) · `name_of`: the words of what it found
    - `title`, `progress`; `thread`: what was answered before, oldest first; `aside`: answers that do not count
    - `alarm`: the one line that stays of an emergency · `notes`: what stands above the question
    - `foot`, `foot_more`: below everything; the first is cut where there is no room
    - `why`, `glossary` (words and meaning): what `?` shows
    - `enter`, `typing`: what these do here · `by_itself`: nothing else is on the screen
    """

    kind: Kind
    ask: Row
    help: Row = ()
    choices: tuple[Choice, ...] = ()
    chosen: tuple[str, ...] = ()
    alone: frozenset[str] = frozenset()
    empty: str = ""
    reader: Reader | None = None
    name_of: Callable[[str], str] | None = None
    title: str = ""
    progress: str = ""
    thread: tuple[tuple[str, str], ...] = ()
    aside: tuple[str, ...] = ()
    alarm: Row = ()
    notes: tuple[Row, ...] = ()
    foot: Row = ()
    foot_more: Row = ()
    why: tuple[Row, ...] = ()
    glossary: tuple[tuple[tuple[str, ...], str], ...] = ()
    enter: str = "enter goes on"
    typing: str = ""
    by_itself: bool = False


class Said(NamedTuple):
    """An answer: one value, or the values that are marked."""

    value: str | tuple[str, ...]


class Word(NamedTuple):
    """One of the words that always work, with what was typed after it."""

    name: str
    rest: str = ""


Reply = Said | Word
