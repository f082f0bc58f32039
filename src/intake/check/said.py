"""What a recommendation says to one person beyond what it says to everybody: its lines and key dates with a condition."""

from __future__ import annotations

from collections.abc import Iterator

from intake.check.tried import Tried
from intake.engine.kleene import TRUE
from intake.engine.rules import Rules
from intake.engine.view import Test
from intake.flow.conditions import ALWAYS, Condition
from intake.flow.model import Flow, Recommendation
from intake.flow.text import Text

__all__ = ["has_words", "lines_with_condition", "said_by"]


def said_by(one: Tried, name: str) -> tuple[str, ...]:
    """The lines that are shown because of a condition, in the order in which they are shown, in this person's words."""
    view, role = one.view, _role(one)
    return tuple(text.for_voice(role) for test, text in _compiled(one.rules, name) if test(*view) == TRUE)


def lines_with_condition(one: Tried, name: str) -> tuple[str, ...]:
    """All lines and dates of the recommendation that have a condition, in this person's words."""
    role = _role(one)
    return tuple(text.for_voice(role) for _, text in _compiled(one.rules, name))


def has_words(line: str, words: str) -> bool:
    """Whether the words stand in the line, in any case.

    >>> has_words("Ask for [[bail]] at once.", "ask for")
    True
    """
    return words.casefold() in line.casefold()


def _role(one: Tried) -> str | None:
    flow = one.rules.flow
    answer = one.given.answers[flow.question(flow.voice).index] if flow.voice is not None else None
    return answer if isinstance(answer, str) else None


def _compiled(rules: Rules, name: str) -> list[tuple[Test, Text]]:
    """The lines, each with its condition compiled: once for all people of a date."""
    kept: dict[tuple[Rules, str], list[tuple[Test, Text]]] = rules.flow.compiled.setdefault("said", {})
    if (rules, name) not in kept:
        lines = _with_condition(rules.flow, rules.flow.recommendations[name])
        kept[rules, name] = [(rules.test(when), text) for when, text in lines]
    return kept[rules, name]


def _with_condition(flow: Flow, advice: Recommendation) -> Iterator[tuple[Condition, Text]]:
    for line in advice.lines():
        if line.when != ALWAYS:
            yield line.when, line.text
    for day in advice.dates:
        if day.when != ALWAYS:
            yield day.when, day.text or flow.limits[day.limit].text
