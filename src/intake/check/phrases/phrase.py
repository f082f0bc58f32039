"""Phrases: words that know what of a flow they name, so that a page can link them and a picture can leave some out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["Kind", "Outline", "Phrase", "Run", "joined", "listed", "read", "said", "spaced", "together"]

Kind = Literal[
    "",
    "question",
    "answer",
    "fact",
    "value",
    "table",
    "column",
    "recommendation",
    "ladder",
    "limit",
    "source",
    "strong",
]


@dataclass(frozen=True, slots=True)
class Run:
    """Some words; `kind` and `id` say what of the flow they name, if anything."""

    words: str
    kind: Kind = ""
    id: str = ""


Phrase = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A condition as a list: its head, and the parts of which all or some hold. Without parts, the head says it all."""

    head: Phrase
    parts: tuple[Outline, ...] = ()


_QUOTES = {
    "question": "“{}”",
    "answer": "‘{}’",
    "fact": "*{}*",
    "value": "*{}*",
    "ladder": "*{}*",
    "limit": "*{}*",
    "table": "“{}”",
    "column": "“{}”",
    "source": "[{}]",
}


def read(phrase: Phrase) -> str:
    """As plain text: questions, tables and columns in double quotes, answers in single ones, facts and values in stars."""
    return "".join(_QUOTES.get(run.kind, "{}").format(run.words) for run in phrase)


def spaced(name: str) -> str:
    """A name of the flow as words.

    >>> spaced("deadline_near")
    'deadline near'
    """
    return name.replace("_", " ")


def said(*parts: str | Run | Phrase) -> Phrase:
    """The parts one after another; neighbours that name nothing become one run."""
    runs: list[Run] = []
    for part in parts:
        for run in (Run(part),) if isinstance(part, str) else (part,) if isinstance(part, Run) else part:
            if runs and not run.kind and not runs[-1].kind:
                runs[-1] = Run(runs[-1].words + run.words)
            elif run.words:
                runs.append(run)
    return tuple(runs)


def joined(phrases: Sequence[Phrase], between: str) -> Phrase:
    """One after another, with the same words between."""
    row: list[str | Phrase] = []
    for at, phrase in enumerate(phrases):
        row += [between, phrase] if at else [phrase]
    return said(*row)


def listed(phrases: Sequence[Phrase], last: str) -> Phrase:
    """As in "a, b or c"."""
    if len(phrases) < 2:
        return said(*phrases)
    return said(joined(phrases[:-1], ", "), f" {last} ", phrases[-1])


def together(phrases: Sequence[Phrase], word: str) -> Phrase:
    """Joined by *and* or *or*, with a comma before it where a part is a list itself."""
    lists = any(
        " or " in run.words or " and " in run.words or ", " in run.words for phrase in phrases for run in phrase
    )
    return joined(phrases, f", {word} " if lists else f" {word} ")
