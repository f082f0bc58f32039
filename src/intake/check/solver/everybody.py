"""Everybody: all answers to one flow at one date, as formulas, and whoever is looked for among them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cached_property

from intake.check.solver.conditions import Conditions
from intake.check.solver.formulas import Formula, Formulas, NotDecided
from intake.check.solver.people import Answered, Otherwise, People, Person
from intake.check.solver.places import AtStep, OpenEnd, OpenRoutes, Path, Place, Seen, Truth
from intake.check.solver.routes import Routes
from intake.check.solver.smallest import found, smallest_of
from intake.check.solver.values import Outcome, element_of
from intake.flow.answers import Answer
from intake.flow.conditions import Condition
from intake.flow.model import Flow, Ladder, Recommendation
from intake.flow.values import Value

__all__ = ["Everybody", "Reading"]


class Everybody:
    """All answers to a flow at a date. `among`: people that another flow was asked about, to compare the two."""

    def __init__(self, flow: Flow, day: date, among: People | None = None) -> None:
        self.flow, self.day = flow, day
        self.people = among if among is not None else People([flow], day)
        self.people.admit(flow)
        self.formulas: Formulas = self.people.formulas
        self._routes = Routes(flow)
        self._path = Path(self.formulas, self._routes, lambda _, condition: self._on_path.truth(condition))
        self._on_path = Conditions(flow, self.people, self._path)

    @cached_property
    def complete(self) -> Formula:
        """People who have answered all that their path asks, with answers that it takes."""
        all_of, implied = self.formulas.all_of, self.formulas.implied
        asked = ((self.passes(question.id), question) for question in self.flow.questions)
        return all_of(*(implied(on, all_of(self.people.of(one).given, self.people.taken(one))) for on, one in asked))

    @cached_property
    def valid(self) -> Formula:
        """People whose answers, as far as they are given, are taken."""
        return self.valid_for(self._given)

    def valid_for(self, answered: Answered) -> Formula:
        """People whose answers are taken, where they are answered as that says."""
        any_of, implied, taken = self.formulas.any_of, self.formulas.implied, self.people.taken
        return self.formulas.all_of(*(implied(any_of(*answered[one.id]), taken(one)) for one in self.flow.questions))

    @cached_property
    def _given(self) -> Answered:
        return {question.id: (self.given(question.id),) for question in self.flow.questions}

    @cached_property
    def ended(self) -> Reading:
        """What holds for people who have answered all that their path asks."""
        asked = {one.id: (self.passes(one.id), self.given(one.id)) for one in self.flow.questions}
        return Reading(self, self._on_path, lambda: self.complete, asked)

    @cached_property
    def underway(self) -> Reading:
        """What holds for people with gaps, and with answers that no open route needs."""
        return self._open_to({question.id: self.given(question.id) for question in self.flow.questions})

    def with_only(self, questions: Collection[str]) -> Reading:
        """What holds for people of whose answers those to these questions alone are known."""
        given = {question.id: question.id in questions for question in self.flow.questions}
        return self._open_to(given)

    def passes(self, step: str) -> Formula:
        """Of people who come to an end: their path visits the step."""
        return self._path.passes(step)

    def takes(self, step: str, way: int) -> Formula:
        """Of people who come to an end: their path goes on from the step by that way."""
        return self._path.takes(step, way)

    def before(self, question: str) -> frozenset[str]:
        """The questions that can come before this one."""
        asked = (one.id for one in self.flow.questions if one.id in self._routes.number)
        can = self._routes.can_come_before
        return frozenset(name for name in asked if name != question and can(question, name))

    def given(self, question: str) -> Formula:
        """That the question is answered."""
        return self.people.of(self.flow.question(question)).given

    def says(self, question: str, answer: Answer) -> Formula:
        """That the answer is this one; whether it is given at all is another matter."""
        return self.people.says(self.flow.question(question), answer)

    def described(self, answers: Mapping[str, Answer]) -> Sequence[Formula]:
        """All that one person says: each answer, and that no other question is answered."""
        return self.people.described(self.flow, answers)

    def otherwise(self, question: str) -> Otherwise:
        """What would be, had the question been answered otherwise and all others as they are."""
        return self.people.otherwise(self.flow.question(question))

    def find(self, *formulas: Formula, smallest: bool = True, seconds: float = 10) -> Person | NotDecided | None:
        """Somebody for whom all of these hold; `None`: proved that there is nobody."""
        if smallest:
            return smallest_of(self.people, self.flow, formulas, seconds)
        return found(self.people, self.flow, formulas, seconds, self._given)

    def _open_to(self, given: Mapping[str, Formula]) -> Reading:
        readers: dict[str, Conditions] = {}

        def truth_at(step: str, condition: Condition) -> Truth:
            if step not in readers:
                readers[step] = self._read_at(AtStep(routes, step))
            return readers[step].truth(condition)

        routes = OpenRoutes(self.formulas, self._routes, given, truth_at)
        return Reading(self, self._read_at(OpenEnd(routes)), lambda: self.valid)

    def _read_at(self, place: Place) -> Conditions:
        return Conditions(self.flow, self.people, place)


class Reading:
    """What the flow says to some of the people, at the end of their routes.

    `asked`: of people who have answered all that is asked, which questions that is, and what else they have said.
    """

    def __init__(
        self,
        everybody: Everybody,
        conditions: Conditions,
        people: Callable[[], Formula],
        asked: Answered | None = None,
    ) -> None:
        self._asked, self._valid = asked, everybody.valid if asked is None else everybody.valid_for(asked)
        self._everybody, self._conditions, self._people = everybody, conditions, people
        self._flow, self._formulas = everybody.flow, everybody.formulas
        self._ranks = {level.id: level.rank for level in self._flow.levels}
        self._top = len(self._ranks) - 1
        self._climbed: dict[tuple[Ladder, int, bool], Formula] = {}

    @cached_property
    def people(self) -> Formula:
        """Whom the reading is about."""
        return self._people()

    def holds(self, condition: Condition) -> Truth:
        """When the condition is true, and when it is false; between them it is undetermined."""
        return self._conditions.truth(condition)

    def certain(self, recommendation: str) -> Formula:
        """The recommendation is certain."""
        advice = self._flow.recommendations[recommendation]
        return advice.valid_on(self._everybody.day) and self.holds(advice.when).true

    def excluded(self, recommendation: str) -> Formula:
        """The recommendation is excluded."""
        advice = self._flow.recommendations[recommendation]
        return not advice.valid_on(self._everybody.day) or self.holds(advice.when).false

    def advice_at_least(self, recommendation: str, level: str) -> Formula:
        """The urgency of the recommendation so far, whether it is certain or not, is that level or a higher one."""
        return self._reaches(self._flow.recommendations[recommendation], self._ranks[level], surely=True)

    def advice_may_reach(self, recommendation: str, level: str) -> Formula:
        """The urgency of the recommendation at most is that level or a higher one."""
        return self._reaches(self._flow.recommendations[recommendation], self._ranks[level], surely=False)

    def urgency_at_least(self, level: str) -> Formula:
        """The urgency so far, the highest among the certain, is that level or a higher one."""
        both = self._formulas.all_of
        names = self._flow.recommendations
        return self._formulas.any_of(*(both(self.certain(name), self.advice_at_least(name, level)) for name in names))

    def urgency_may_reach(self, level: str) -> Formula:
        """The urgency at most, the highest among those not excluded, is that level or a higher one."""
        both, negated = self._formulas.all_of, self._formulas.negated
        names = self._flow.recommendations
        may_be = (both(negated(self.excluded(name)), self.advice_may_reach(name, level)) for name in names)
        return self._formulas.any_of(*may_be)

    def raised(self, ground: str) -> Formula:
        """The ground is certain."""
        return self.holds(self._flow.grounds[ground].when).true

    def reads(self, reference: Value) -> Outcome:
        """All that an answer, a column or a value can be, each with its formula."""
        return self._conditions.values.value(reference)

    def can_be(self, value: Value, cell: str | int | date) -> Formula:
        """The value, or one element of it, is that word, number or date."""
        formulas, wanted = self._formulas, element_of(cell)
        equal = self._everybody.people.equal
        return formulas.any_of(*(formulas.all_of(is_it, equal(one, wanted)) for is_it, one in self.reads(value).some))

    def seen(self, question: str) -> Seen:
        """Whether some open route passes the question, whether all do, and whether it is answered."""
        return self._conditions.place.seen(question)

    def find(self, *formulas: Formula, smallest: bool = True, seconds: float = 10) -> Person | NotDecided | None:
        """One of these people for whom all of the formulas hold; `None`: proved that there is nobody."""
        if smallest or self._asked is None:
            return self._everybody.find(self.people, *formulas, smallest=smallest, seconds=seconds)
        return found(self._everybody.people, self._flow, (self._valid, *formulas), seconds, self._asked)

    def _reaches(self, advice: Recommendation, rank: int, *, surely: bool) -> Formula:
        ceiling = self._top if advice.urgency.at_most is None else self._ranks[advice.urgency.at_most]
        return rank <= ceiling and self._climbs(advice.urgency.ladder, rank, surely=surely)

    def _climbs(self, ladder: Ladder, rank: int, *, surely: bool) -> Formula:
        """The ladder comes to that rank, its lift included: surely, or perhaps."""
        key = ladder, rank, surely
        if key not in self._climbed:
            step = self._rung(ladder, rank, surely=surely)
            if ladder.lift is not None and rank > 0:
                lift = self._counts(ladder.lift, surely=surely)
                below = self._rung(ladder, rank - 1, surely=surely)
                step = self._formulas.any_of(step, self._formulas.all_of(lift, below))
            self._climbed[key] = step
        return self._climbed[key]

    def _rung(self, ladder: Ladder, rank: int, *, surely: bool) -> Formula:
        if rank <= self._ranks[ladder.otherwise]:
            return True
        rungs = (condition for level, condition in ladder.rungs if self._ranks[level] >= rank)
        return self._formulas.any_of(*(self._counts(condition, surely=surely) for condition in rungs))

    def _counts(self, condition: Condition, *, surely: bool) -> Formula:
        truth = self.holds(condition)
        return truth.true if surely else self._formulas.negated(truth.false)
