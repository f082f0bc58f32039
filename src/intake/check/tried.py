"""A scenario's person, put through the flow as a record is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from intake.engine.rules import Rules, rules
from intake.engine.triage import State, Triage
from intake.engine.view import Given, View
from intake.flow.answers import Answer, plain_answer
from intake.flow.model import Flow, Scenario
from intake.flow.named import questions_of
from intake.records.fields import Fields
from intake.records.record import Problem, Record

__all__ = ["Tried", "tried", "tried_on"]


@dataclass(frozen=True, slots=True)
class Tried:
    """What a scenario's answers come to. `refused` were not taken, `unknown` are no questions of the flow."""

    scenario: Scenario
    rules: Rules
    given: Given
    triage: Triage
    refused: tuple[Problem, ...]
    unknown: tuple[str, ...]

    @property
    def status(self) -> str:
        """As a record's result says it."""
        return "invalid" if self.refused else "complete" if self.triage.ended else "incomplete"

    @property
    def view(self) -> View:
        """What conditions see at the end of all open routes."""
        place = self.rules.standing(self.given).place
        return self.given.seen_with(place.may, place.must)

    def state(self, recommendation: str) -> State:
        """Certain, possible or excluded; a recommendation that is not valid on the date is excluded."""
        return self.triage.state(recommendation)

    def reason(self, recommendation: str) -> str:
        """Why a recommendation is certain, possible or excluded, in this person's answers."""
        state = self.state(recommendation)
        if state == "certain":
            return f"because {self._because(recommendation)}"
        condition = self.rules.flow.recommendations[recommendation].when
        answered, missing = self._answers_to(questions_of(self.rules.flow, condition))
        if state == "possible":
            return f"not answered: {missing}" if missing else "not every open route asks what it depends on"
        return f"its `when` does not hold: {answered}" if answered else "its `when` does not hold"

    def reason_of_level(self, level: str | None, *, at_most: bool = False) -> str:
        """Which recommendation carries the urgency, so far or at most, and why."""
        for advice in self.triage.advice if at_most else self.triage.certain:
            if (advice.urgency_at_most if at_most else advice.urgency) == level:
                if advice.state == "certain" and advice.urgency == level:
                    return f"'{advice.recommendation}' is, because {self._because(advice.recommendation)}"
                return f"'{advice.recommendation}' may still become so"
        return "nothing is certain yet"

    def _because(self, recommendation: str) -> str:
        """As in "custody: detained, travel: none"."""
        advice = next(one for one in self.triage.certain if one.recommendation == recommendation)
        said = [f"{question}: {_shown(answer)}" for question, answer in advice.because]
        return ", ".join(said) or "that is advised whatever is answered"

    def _answers_to(self, questions: frozenset[str]) -> tuple[str, str]:
        """Which of these questions are answered, and how; and which are open."""
        answers = {question.id: self.given.answers[question.index] for question in self.rules.flow.questions}
        named = {name: answer for name, answer in answers.items() if name in questions}
        answered = [f"{name}: {_shown(answer)}" for name, answer in named.items() if answer is not None]
        return ", ".join(answered), ", ".join(name for name, answer in named.items() if answer is None)


def _shown(answer: Answer) -> str:
    plain = plain_answer(answer)
    return f"[{', '.join(plain)}]" if isinstance(plain, list) else str(plain)


def tried(flow: Flow) -> Iterator[Tried]:
    """The flow's scenarios, each through the flow on its own date."""
    return tried_on(flow, flow.scenarios)


def tried_on(flow: Flow, scenarios: Iterable[Scenario], *, because: bool = True) -> Iterator[Tried]:
    """As `tried`, of these scenarios; without `because`, reasons are not looked for."""
    fields: dict[date, Fields] = {}
    for scenario in scenarios:
        day = scenario.date
        if day not in fields:
            fields[day] = Fields(flow, day, lambda *_, **__: 0)
        checked = fields[day].check(Record(scenario.answers))
        compiled = rules(flow, day)
        triage = compiled.triage_of(checked.given, because=because)
        yield Tried(scenario, compiled, checked.given, triage, checked.errors, checked.unknown)
