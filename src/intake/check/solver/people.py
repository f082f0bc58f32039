"""People: everybody who could answer the questions of some flows, and the person whom the values of a model describe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.check.solver.countries import Countries, countries_of
from intake.check.solver.formulas import Formula, Formulas, Model
from intake.check.solver.nodes import every_node
from intake.check.solver.terms import Guesses
from intake.check.solver.variables import Chosen, Element, Listed, Measured, Variables
from intake.flow.answers import Answer, plain_answer
from intake.flow.conditions import Condition
from intake.flow.model import Flow, Question

__all__ = ["Answered", "Otherwise", "People", "Person"]


Answered = Mapping[str, Sequence[Formula]]
"""For each question the formulas of which some holds where it is answered."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the solver found: answers in the flow's order, as a record has them and as the engine takes them."""

    answers: Mapping[str, str | int | list[str]]
    read: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What would be, had one question been answered otherwise. `variables`: the other answer."""

    formulas: Formulas
    variables: Variables
    _pairs: Sequence[tuple[Any, Any]]

    def formula(self, formula: Formula) -> Formula:
        """The formula, of the other answer."""
        return self.formulas.exchanged(formula, self._pairs)

    def each(self, formulas: Sequence[Formula]) -> list[Formula]:
        """The formulas, of the other answer: quicker than one by one."""
        return self.formulas.all_exchanged(formulas, self._pairs)

    def element(self, element: Element) -> Element:
        """The word, number or day, of the other answer."""
        return element if isinstance(element, str) else element.exchanged(self.formulas, self._pairs)


class People:
    """Everybody who could answer the questions of these flows at that date: one answer to each question, given or not."""

    def __init__(self, flows: Sequence[Flow], day: date, also: Iterable[Condition] = ()) -> None:
        """`also`: conditions that nobody's flow has yet, and that will be asked about."""
        self.formulas, self.day = Formulas(), day
        self.guesses = Guesses(self.formulas)
        self.countries: Countries = countries_of(flows, day, also)
        self._of: dict[tuple[str, str], Variables] = {}
        self._flows = list(flows)
        asked: dict[tuple[str, str], list[Question]] = {}
        for flow in flows:
            for question in flow.questions:
                asked.setdefault((question.id, question.kind), []).append(question)
        for (name, kind), questions in asked.items():
            variables = self._variables(questions, name if (name, kind) not in self._of else f"{name} ({kind})")
            self._of[name, kind] = variables
            self.formulas.always(variables.known)
            if all(question == questions[0] for question in questions):
                self.formulas.always(variables.taken_by(questions[0]))
        self._asked = asked
        self._twins: dict[str, Variables] = {}

    def of(self, question: Question) -> Variables:
        """The variables of a question."""
        return self._of[question.id, question.kind]

    def taken(self, question: Question) -> Formula:
        """That the question takes its answer; True where that is so of everybody."""
        asked = self._asked[question.id, question.kind]
        return True if all(question == one for one in asked) else self.of(question).taken_by(question)

    def equal(self, one: Element, other: Element) -> Formula:
        """That both are the same word, number or day."""
        if isinstance(one, str) or isinstance(other, str):
            return one == other if isinstance(one, str) and isinstance(other, str) else False
        return self.guesses.equal(one, other)

    def admit(self, flow: Flow) -> None:
        """Makes sure that the flow can be asked about with these people.

        Raises:
            UntoldError: it tells countries apart that nobody here does.
        """
        if not any(flow is known for known in self._flows):
            self.countries.check(flow, self.day, every_node(flow))

    def person(self, flow: Flow, model: Model, answered: Answered) -> Person:
        """Somebody with the values of a model: their answers to the questions that are answered."""
        read: dict[str, Answer] = {}
        for question in flow.questions:
            if any(self.formulas.holds_in(model, one) for one in answered[question.id]):
                read[question.id] = self.of(question).answer_in(model)
        return Person({name: plain_answer(answer) for name, answer in read.items()}, read)

    def described(self, flow: Flow, answers: Mapping[str, Answer]) -> list[Formula]:
        """All that one person says: each answer, and that nothing else is answered."""
        standing = self.countries.standing_for(
            {name: answer for name, answer in answers.items() if flow.question(name).kind in ("country", "countries")}
        )
        said = []
        for question in flow.questions:
            variables = self.of(question)
            if question.id in answers:
                answer = answers[question.id]
                if question.kind == "country" and isinstance(answer, str):
                    answer = standing.get(answer, answer)
                elif question.kind == "countries" and isinstance(answer, tuple):
                    answer = tuple(dict.fromkeys(standing.get(code, code) for code in answer))
                said += [variables.given, variables.says(answer)]
            else:
                said.append(self.formulas.negated(variables.given))
        return said

    def says(self, question: Question, answer: Answer) -> Formula:
        """That the answer is this one, or a country that stands for it."""
        standing = self.countries.standing_for({question.id: answer}) if question.kind.startswith("countr") else {}
        if isinstance(answer, tuple):
            return self.of(question).says(tuple(dict.fromkeys(standing.get(one, one) for one in answer)))
        return self.of(question).says(standing.get(answer, answer) if isinstance(answer, str) else answer)

    def otherwise(self, question: Question) -> Otherwise:
        """Everybody with another answer to the question, and the same to all others."""
        twin = self._twin(question)
        pairs = list(zip(self.of(question).variables(), twin.variables(), strict=True))
        return Otherwise(self.formulas, twin, self.guesses.exchanges(pairs))

    def fixed(self, formulas: Iterable[Formula], variables: Iterable[Variables], model: Model) -> list[Formula]:
        """The formulas where these variables say what they say in a model, and the others whatever they do."""
        says = [(one, self.formulas.value_in(model, one)) for held in variables for one in held.variables()]
        pairs = self.guesses.exchanges(says)
        exchanged, simplified = self.formulas.exchanged, self.formulas.simplified
        return [simplified(exchanged(formula, pairs)) for formula in formulas]

    def _twin(self, question: Question) -> Variables:
        if question.id not in self._twins:
            twin = self._twins[question.id] = self.of(question).twin(f"{question.id} otherwise")
            self.formulas.always(twin.known)
            self.formulas.always(twin.taken_by(question))
        return self._twins[question.id]

    def _variables(self, questions: Sequence[Question], name: str) -> Variables:
        first = questions[0]
        if first.kind in ("date", "number"):
            return Measured(self.formulas, questions, name, self.day)
        words = dict.fromkeys(word for question in questions for word in question.words)
        options = dict.fromkeys(value for question in questions for value in question.options)
        kept = self.countries.kept if first.kind in ("country", "countries") else options
        make = Chosen if first.several else Listed
        return make(self.formulas, questions, name, [*kept, *(word for word in words if word not in kept)])
