"""Whom the measures are about: the flow's own scenarios, and records made up from its questions by a seeded generator."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import intake
from intake.engine.rules import rules
from intake.flow.answers import Answer, plain_answer, read_answer
from intake.flow.countries import COUNTRIES
from intake.flow.model import Flow, Question

__all__ = ["FLOW", "TODAY", "flow", "people", "records"]

FLOW = "interpol"
TODAY = date(2026, 11, 24)

_SEED = 20261124
_GAPS = 0.15
"""How many of the made-up records lack something that the path needs."""


def flow() -> Flow:
    """The flow that is measured."""
    return intake.load(FLOW)


def people(measured: Flow) -> list[dict[str, Answer]]:
    """The answers of the scenarios that come to an end, as the engine takes them."""
    found = []
    for scenario in measured.scenarios:
        read = {name: read_answer(measured.question(name), raw, TODAY) for name, raw in scenario.answers.items()}
        if rules(measured, TODAY).walk(read).ended:
            found.append(read)
    return found


def records(measured: Flow, count: int) -> Iterator[dict[str, Any]]:
    """Records as a firm has them: an answer to each question on the path, in some a gap; JSON's kinds of values alone."""
    chance = random.Random(_SEED)
    walk = rules(measured, TODAY).walk
    for number in range(1, count + 1):
        answers: dict[str, Answer] = {}
        while (asked := walk(answers).next_question) is not None:
            answers[asked] = _answer(measured.question(asked), chance)
        if chance.random() < _GAPS:
            for name in chance.sample(list(answers), k=min(len(answers), chance.randint(1, 4))):
                del answers[name]
        yield {"id": f"r{number}", **{name: plain_answer(answer) for name, answer in answers.items()}}


def _answer(question: Question, chance: random.Random) -> Answer:
    """An answer that the question takes; words (`unknown`) are rare, long lists too."""
    words = [word for word in question.words if word != "none"]
    if words and chance.random() < 0.1:
        return (words[0],) if question.several else words[0]
    match question.kind:
        case "choice":
            return chance.choice(list(question.options))
        case "choices":
            free = [value for value in question.options if value not in question.exclusive]
            return tuple(value for value in free if chance.random() < 2 / len(free))
        case "country":
            return chance.choice(sorted(COUNTRIES))
        case "countries":
            return tuple(chance.sample(sorted(COUNTRIES), k=chance.choice((0, 1, 1, 1, 2))))
        case "date":
            past = question.range.at_most is not None
            return TODAY + timedelta(days=chance.randint(-400, 0) if past else chance.randint(0, 120))
        case "number":
            return chance.randint(0, 5_000)
