"""Verdicts: what became of a mutant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = ["Answers", "State", "Verdict"]

State = Literal["noticed", "equivalent", "survived", "undecided"]
Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant.

    `by`: who noticed it, or why it is not decided. `person`: of one that survived, somebody for whom it makes a difference,
    on `date`.
    """

    state: State
    by: str = ""
    person: Answers | None = None
    date: date | None = None
