"""All that a person is told at the end, as formulas and by the engine: what an answer that changes nothing leaves as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from intake.check.proofs.search import Met, Search
from intake.check.solver import Formula, Otherwise
from intake.flow.conditions import AllOf, Condition
from intake.flow.model import Flow, Recommendation
from intake.flow.named import questions_of
from intake.flow.text import Text, placeholders
from intake.flow.values import Reference

__all__ = ["Shown", "told"]


@dataclass(frozen=True)
class _Day:
    """A day that is shown with a recommendation: where it is shown, and what it is counted from."""

    shown: Condition
    start: Reference


class Shown:
    """What people at the end of their path are told: levels, recommendations and lines, dates, grounds and cards."""

    def __init__(self, search: Search) -> None:
        self._search, self._flow = search, search.flow
        everybody = search.everybody
        self._formulas, self._ended = everybody.formulas, everybody.ended
        self._truths = list(dict.fromkeys(self._told()))
        self._days = list(_days(search.flow, self._valid()))
        self._texts = _texts(search.flow, self._valid())

    def differs(self, question: str, other: Otherwise) -> Formula:
        """That something which they are told differs, had they answered the question otherwise."""
        formulas = self._formulas
        both = zip(self._truths, other.each(self._truths), strict=True)
        found = [formulas.negated(formulas.same(one, otherwise)) for one, otherwise in both]
        for day in self._days:
            if question in questions_of(self._flow, day.start):
                found.append(self._day_differs(day, other))
        for shown in self._texts.get(question, ()):
            here = formulas.all_of(self._holds(shown), other.formula(self._holds(shown)))
            found.append(formulas.all_of(here, self._other_answer(question, other)))
        return formulas.any_of(*found)

    def _told(self) -> Iterator[Formula]:
        """Everything that is told or is not told."""
        flow, both = self._flow, self._formulas.all_of
        for advice in self._valid():
            certain = self._ended.certain(advice.id)
            yield certain
            for level in flow.levels[:-1]:
                yield both(certain, self._ended.advice_at_least(advice.id, level.id))
            for when in dict.fromkeys(line.when for line in advice.lines()):
                yield both(certain, self._ended.holds(when).true)
            for day in advice.dates:
                yield both(certain, self._ended.holds(day.when).true)
        for ground in flow.grounds:
            yield self._ended.raised(ground)
        for card in flow.cards.values():
            yield self._ended.holds(card.when).true

    def _valid(self) -> list[Recommendation]:
        return [advice for advice in self._flow.recommendations.values() if advice.valid_on(self._search.day)]

    def _holds(self, shown: Condition | str) -> Formula:
        """Of a text: that it is shown, at a step or where a condition holds."""
        return self._search.everybody.passes(shown) if isinstance(shown, str) else self._ended.holds(shown).true

    def _day_differs(self, day: _Day, other: Otherwise) -> Formula:
        formulas, people = self._formulas, self._search.everybody.people
        shown = self._ended.holds(day.shown).true
        outcome = self._ended.reads(day.start)
        there = formulas.any_of(*(is_it for is_it, element in outcome.some if not isinstance(element, str)))
        found = [formulas.negated(formulas.same(there, other.formula(there)))]
        for is_it, element in outcome.some:
            for is_other, second in outcome.some:
                if not isinstance(element, str) and not isinstance(second, str):
                    both = formulas.all_of(is_it, other.formula(is_other))
                    same = people.equal(element, other.element(second))
                    found.append(formulas.all_of(both, formulas.negated(same)))
        return formulas.all_of(shown, other.formula(shown), formulas.any_of(*found))

    def _other_answer(self, question: str, other: Otherwise) -> Formula:
        formulas, mine = self._formulas, self._search.everybody.people.of(self._flow.question(question))
        passes = self._search.everybody.passes(question)
        return formulas.all_of(passes, formulas.negated(mine.same_as(other.variables)))


def told(met: Met) -> tuple[object, ...]:
    """All that the engine tells somebody at the end. (Answers that texts repeat are told as well.)"""
    flow, triage = met.rules.flow, met.triage
    said: list[object] = [triage.grounds]
    for advice in triage.certain:
        recommendation = flow.recommendations[advice.recommendation]
        lines = tuple(met.holds(line.when) for line in recommendation.lines())
        days = tuple(
            (str(day.rule.limit), day.date, day.start) for day in met.rules.key_dates(advice.recommendation, met.read)
        )
        said.append((advice.recommendation, advice.urgency, advice.deadline, lines, days))
    said.append(tuple(met.holds(card.when) for card in flow.cards.values()))
    for name, places in _texts(flow, list(flow.recommendations.values())).items():
        if any(place in triage.path if isinstance(place, str) else met.holds(place) for place in places):
            said.append((name, met.read.get(name) if name in triage.path else None))
    return tuple(said)


def _days(flow: Flow, valid: list[Recommendation]) -> Iterator[_Day]:
    for advice in valid:
        if advice.deadline is not None and _counts(flow, advice.deadline.limit):
            yield _Day(advice.when, advice.deadline.start)
        for day in advice.dates:
            if day.start is not None and _counts(flow, day.limit):
                yield _Day(AllOf((advice.when, day.when)), day.start)


def _counts(flow: Flow, limit: str | None) -> bool:
    """Whether a date is worked out at all."""
    return limit is None or flow.limits[limit].confidence == "high"


def _texts(flow: Flow, valid: list[Recommendation]) -> dict[str, list[Condition | str]]:
    """For each question that texts repeat the answer to: the steps and the conditions that show such a text."""
    found: dict[str, list[Condition | str]] = {}

    def add(text: Text, shown: Condition | str) -> None:
        for words in text.variants():
            for name in placeholders(words):
                found.setdefault(name, []).append(shown)

    for name, step in flow.steps.items():
        for text in _texts_of(step):
            add(text, name)
    for advice in valid:
        for text in _texts_of(advice):
            add(text, advice.when)
        for line in advice.lines():
            add(line.text, AllOf((advice.when, line.when)))
    for ground in flow.grounds.values():
        for text in _texts_of(ground):
            add(text, ground.when)
    for card in flow.cards.values():
        add(card.text, card.when)
    return {name: list(dict.fromkeys(places)) for name, places in found.items()}


def _texts_of(part: object) -> Iterator[Text]:
    names = getattr(type(part), "__slots__", ())
    yield from (value for name in names if isinstance(value := getattr(part, name), Text))
