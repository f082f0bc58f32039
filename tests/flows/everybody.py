"""Everybody who could come to a small flow, and what its triage and its promises say of them. Nothing here knows one flow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, combinations
from typing import Any

import intake
from intake.engine.kleene import TRUE
from intake.flow.answers import Answer, AnswerError, read_answer
from intake.flow.model import Flow, Promise, Question

__all__ = ["Samples", "broken_promises", "everybody", "faults", "said_of", "spoken_of"]


@dataclass(frozen=True)
class Samples:
    """What stands for all numbers, and for all dates (days from the date of the triage), in one flow."""

    numbers: tuple[int, ...] = (0, 1)
    days: tuple[int, ...] = (-1, 0, 1)
    countries: tuple[str, ...] = ("NO", "FR")


def everybody(flow: Flow, today: date, samples: Samples) -> Iterator[dict[str, Answer]]:
    """All complete sets of answers: every choice, every set of choices, the samples of numbers, dates and countries."""
    rules = intake.rules(flow, today)
    waiting: list[dict[str, Answer]] = [{}]
    while waiting:
        answers = waiting.pop()
        asked = rules.walk(answers).next_question
        if asked is None:
            yield answers
        else:
            waiting += ({**answers, asked: answer} for answer in _answers(flow.question(asked), today, samples))


def _answers(question: Question, today: date, samples: Samples) -> Iterator[Answer]:
    offered: Mapping[str, list[object]] = {
        "choice": list(question.options),
        "choices": _sets(tuple(question.options)),
        "country": list(samples.countries),
        "countries": _sets(samples.countries),
        "date": [today + timedelta(days=day) for day in samples.days],
        "number": list(samples.numbers),
    }
    for raw in (*offered[question.kind], *question.words):
        try:
            yield read_answer(question, raw, today)
        except AnswerError:
            continue  # out of the question's range, or a value that stands alone beside others


def _sets(values: tuple[str, ...]) -> list[object]:
    return [list(some) for some in chain.from_iterable(combinations(values, size) for size in range(len(values) + 1))]


def spoken_of(flow: Flow, today: date, answers: Mapping[str, Answer]) -> list[Promise]:
    """The promises that are about these answers."""
    rules = intake.rules(flow, today)
    return [promise for promise in flow.promises if rules.holds(promise.when, answers) == TRUE]


def broken_promises(flow: Flow, today: date, answers: Mapping[str, Answer]) -> list[str]:
    """The promises that the triage of these complete answers does not keep."""
    triage = intake.rules(flow, today).triage(answers, because=False)
    advised = {advice.recommendation for advice in triage.certain}
    rank = {level.id: level.rank for level in flow.levels}
    return [
        promise.name
        for promise in spoken_of(flow, today, answers)
        if (promise.urgency and rank.get(triage.urgency or "", -1) < rank[promise.urgency])
        or (promise.urgency_at_most and rank.get(triage.urgency or "", -1) > rank[promise.urgency_at_most])
        or not set(promise.recommended) <= advised
        or set(promise.not_recommended) & advised
    ]


def said_of(flow: Flow, today: date, raw: Mapping[str, Any]) -> dict[str, Any]:
    """What the triage of raw answers says, in plain data, under the names that a scenario expects it by, and more."""
    answers: dict[str, Answer] = {}
    valid = True
    for name, answer in raw.items():
        try:
            answers[name] = read_answer(flow.question(name), answer, today)
        except AnswerError:
            valid = False
    triage = intake.rules(flow, today).triage(answers)
    certain = [advice.recommendation for advice in triage.certain]
    by_when = {advice.recommendation: advice.deadline.date if advice.deadline else None for advice in triage.advice}
    return {
        "urgency": triage.urgency or "none",
        "urgency_at_most": triage.urgency_at_most or "none",
        "certain": certain,
        "only_certain": certain,
        "possible": [advice.recommendation for advice in triage.possible],
        "excluded": list(triage.excluded),
        "grounds": list(triage.grounds),
        "next_question": triage.next_question or "none",
        "status": "invalid" if not valid else "complete" if triage.ended else "incomplete",
        "deadline": {name: day.isoformat() if day else "none" for name, day in by_when.items()},
        "because": {advice.recommendation: [name for name, _ in advice.because] for advice in triage.certain},
        "levels": {advice.recommendation: [advice.urgency, advice.urgency_at_most] for advice in triage.advice},
        "kept_aside": list(triage.kept_aside),
        "path": list(triage.path),
    }


def faults(expected: Mapping[str, Any], said: Mapping[str, Any]) -> list[str]:
    """What is said otherwise than expected. Lists of advice may be in any order; `certain` and the like may name a part."""
    found = []
    for what, wanted in expected.items():
        got = said[what]
        if what in ("certain", "possible", "excluded"):
            good = set(wanted) <= set(got)
        elif what == "only_certain":
            good = set(wanted) == set(got)
        elif isinstance(wanted, Mapping):
            got = {name: got.get(name) for name in wanted}
            good = got == dict(wanted)
        else:
            good = got == (list(wanted) if isinstance(wanted, tuple) else wanted)
        if not good:
            found.append(f"{what}: {got}, not {wanted}")
    return found
