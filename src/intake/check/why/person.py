"""One person among everybody: what they said as formulas, and whoever is found in their terms again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from intake.check.solver import Everybody, Formula, Person
from intake.engine.rules import Rules, rules
from intake.flow.answers import Answer
from intake.flow.conditions import Condition
from intake.flow.model import Flow
from intake.flow.named import questions_of

__all__ = ["OnePerson"]


class OnePerson:
    """The answers of one person, read-in ones included, and the solver that knows all others.

    `says`: for each answered question that the answer is theirs. `open`: the questions that they have not answered. Countries
    that no condition tells apart are one to the solver: `in_their_words` puts this person's own back.
    """

    def __init__(self, flow: Flow, day: date, answers: Mapping[str, Answer]) -> None:
        self.flow, self.answers = flow, dict(answers)
        self.rules: Rules = rules(flow, day)
        self.everybody = Everybody(flow, day)
        asked = {name: flow.question(name) for name in answers}
        of_countries = {name: answers[name] for name, one in asked.items() if one.kind in ("country", "countries")}
        standing = self.everybody.people.countries.standing_for(of_countries)
        self._kept = {name: _standing(answer, standing) for name, answer in answers.items()}
        people = self.everybody.people
        self.open = tuple(question.id for question in flow.questions if question.id not in answers)
        self.says: dict[str, Formula] = {name: people.of(asked[name]).says(kept) for name, kept in self._kept.items()}

    def answering(self, questions: Collection[str]) -> list[Formula]:
        """Those who say all that this person does, and answer perhaps some of these questions, but no others."""
        given, negated = self.everybody.given, self.everybody.formulas.negated
        same = [part for name, says in self.says.items() for part in (given(name), says)]
        return [*same, *(negated(given(name)) for name in self.open if name not in questions)]

    def bearing_on(self, *conditions: Condition) -> frozenset[str]:
        """The open questions on which these conditions can depend: those that they name, and those that ways name."""
        steps = self.flow.steps.values()
        ways = (way.when for step in steps for way in step.ways if way.when is not None)
        return questions_of(self.flow, *conditions, *ways) & frozenset(self.open)

    def in_their_words(self, found: Person) -> dict[str, Answer]:
        """What the one who was found says, in the flow's order; what they say as this person does is as this person said it."""
        theirs = {**self.answers, **found.read}
        return {
            question.id: self.answers[question.id] if self._unchanged(question.id, theirs) else theirs[question.id]
            for question in self.flow.questions
            if question.id in theirs
        }

    def _unchanged(self, question: str, theirs: Mapping[str, Answer]) -> bool:
        return question in self.answers and theirs[question] in (self._kept[question], self.answers[question])


def _standing(answer: Answer, standing: Mapping[str, str]) -> Answer:
    if isinstance(answer, tuple):
        return tuple(dict.fromkeys(standing.get(one, one) for one in answer))
    return standing.get(answer, answer) if isinstance(answer, str) else answer
