"""What typed words mean among a few choices: a number, a label, an alias or plain words. Nothing is ever guessed.

*Sure* is only what one choice alone is called, or what only its names begin with. A slip of the pen, or words that hold
an alias ("he was not arrested"), are never sure: the nearest three are offered.
"""

from __future__ import annotations

from collections.abc import Sequence

from intake.report.folding import begin_words, fold, one_slip
from intake.terminal.turn import Choice, Found

__all__ = ["NEAREST", "match", "starting_with"]

NEAREST = 3


def starting_with(letter: str, choices: Sequence[Choice]) -> list[int]:
    """The places of the choices whose label starts with that letter."""
    wanted = fold(letter)
    return [at for at, choice in enumerate(choices) if wanted and fold(choice.label).startswith(wanted)]


def match(text: str, choices: Sequence[Choice]) -> Found:
    """What the words mean among the choices.

    A number is the place in the list. Then names that are the same, then those that begin with the words, then those of
    which each word begins a word; the first of these that finds one choice alone is sure.
    """
    wanted = fold(text)
    if not wanted:
        return Found()
    if wanted.isdecimal():
        number = int(wanted[:4])
        if 1 <= number <= len(choices):
            return Found((choices[number - 1],), sure=True)
        return Found(problem=f"There are {len(choices)} answers to choose from.")
    named = [(choice, _names(choice)) for choice in choices]
    same = [choice for choice, names in named if wanted in names]
    if same:
        return Found(tuple(same), sure=len(same) == 1)
    begun = [choice for choice, names in named if any(name.startswith(wanted) for name in names)]
    if begun:
        return Found(tuple(begun), sure=len(begun) == 1 and len(wanted) > 1)
    words = wanted.split()
    held = [choice for choice, names in named if any(begin_words(words, name) for name in names)]
    if held:
        return Found(tuple(held), sure=len(held) == 1 and len(wanted) > 2)
    near = _near(wanted, named)
    return Found(tuple(near[:NEAREST]), problem="" if near else "This is not understood.")


def _names(choice: Choice) -> set[str]:
    return {fold(name) for name in (choice.value, choice.label, *choice.also) if name}


def _near(wanted: str, named: Sequence[tuple[Choice, set[str]]]) -> list[Choice]:
    """The choices that the words may mean, the likeliest first: one slip away, or the words hold one of their names."""
    spoken = f" {wanted} "
    scored = []
    for choice, names in named:
        slip = any(len(name) > 3 and one_slip(wanted, name) for name in names)
        held = max((len(name) for name in names if len(name) > 2 and f" {name} " in spoken), default=0)
        if slip or held:
            scored.append((0 if slip else 1, -held, choice))
    return [choice for _, _, choice in sorted(scored, key=lambda entry: entry[:2])]
