"""The judgement of a mutant: a scenario or a promise notices it, it is the same for everybody, or it survives."""

from __future__ import annotations

from datetime import date

from intake.check.mutants.days import days_to_compare
from intake.check.mutants.differing import answering_otherwise, broken_promises, differing
from intake.check.mutants.mutant import Mutant
from intake.check.mutants.noticed import Crowd
from intake.check.mutants.outcome import outcome
from intake.check.mutants.people import Through
from intake.check.mutants.touched import Touched
from intake.check.mutants.verdict import Verdict
from intake.check.solver import Everybody, Formula, NotDecided, People, Person, UntoldError
from intake.check.tried import Tried, tried_on
from intake.flow.model import Expectation, Flow, Question, Scenario

__all__ = ["Judge"]

_NO_DIFFERENCE = "the person whom the solver found is no different in the engine"
_KEPT = 50


class Judge:
    """Judges mutants of one flow, one after the other. People who told one mutant apart are tried first on the next."""

    def __init__(self, flow: Flow, day: date, crowd: Crowd, *, seconds: float) -> None:
        self._flow, self._crowd, self._seconds = flow, crowd, seconds
        self._days = days_to_compare(flow, day)
        self._everybody: dict[date, Everybody] = {}
        self._known = Through(flow)

    def judge(self, mutant: Mutant) -> Verdict:
        """Scenarios first, then those who are known, then the solver; promises for what makes a difference."""
        flow = mutant.flow()
        touched = Touched(self._flow, flow)
        by = self._crowd.noticed_by(flow, touched)
        if by is not None:
            return Verdict("noticed", by)
        if mutant.path[-1] == "missing":
            return self._judge_missing(self._flow.question(str(mutant.path[1])), flow)
        for one in self._known.concerned(flow, touched):
            if outcome(one) != outcome(self._tried(self._flow, one.scenario)):
                return self._different(flow, touched, one.scenario)
        return self._judge_by_solver(flow, touched)

    def _judge_by_solver(self, flow: Flow, touched: Touched) -> Verdict:
        """Somebody for whom it makes a difference, on one of the days."""
        for day in self._days:
            everybody, formula = self._differing(flow, day, touched)
            found = everybody.ended.find(formula, smallest=False, seconds=self._seconds)
            if isinstance(found, NotDecided):
                return Verdict("undecided", found.reason)
            if found is not None:
                scenario = _scenario(found, day)
                if not self._differs(flow, scenario):
                    return Verdict("undecided", _NO_DIFFERENCE)
                return self._different(flow, touched, scenario)
        return Verdict("equivalent")

    def _different(self, flow: Flow, touched: Touched, scenario: Scenario) -> Verdict:
        """It makes a difference: perhaps it breaks a promise for somebody, else nobody noticed."""
        broken = self._promise_broken(flow) if touched.promises else None
        if broken is not None:
            return Verdict("noticed", f"the promise “{broken}”")
        return Verdict("survived", person=scenario.answers, date=scenario.date)

    def _promise_broken(self, flow: Flow) -> str | None:
        """The promise that is not kept for somebody, and is in the flow itself."""
        names = frozenset(promise.name for promise in self._crowd.kept)
        theirs = Everybody(flow, self._days[0])
        found = theirs.ended.find(broken_promises(theirs, names), smallest=False, seconds=self._seconds)
        if found is None or isinstance(found, NotDecided):
            return None
        return self._crowd.broken_for(flow, _scenario(found, self._days[0]))

    def _judge_missing(self, question: Question, flow: Flow) -> Verdict:
        """What a record is read as matters for those who leave the answer out, and for nobody else."""
        day = self._days[0]
        everybody, told, other = self._on(day), question.missing or (), flow.question(question.id).missing
        if other is None:  # then it is asked, and the record is not complete
            people = everybody.formulas.all_of(everybody.passes(question.id), everybody.says(question.id, told))
        else:
            people = answering_otherwise(everybody, question.id, told, other)
        found = everybody.ended.find(people, smallest=False, seconds=self._seconds)
        if found is None:
            return Verdict("equivalent")
        if isinstance(found, NotDecided):
            return Verdict("undecided", found.reason)
        scenario = _scenario(found, day, without=question.id)
        if not self._differs(flow, scenario):
            return Verdict("undecided", _NO_DIFFERENCE)
        return Verdict("survived", person=scenario.answers, date=day)

    def _on(self, day: date) -> Everybody:
        if day not in self._everybody:
            self._everybody[day] = Everybody(self._flow, day)
        return self._everybody[day]

    def _differing(self, flow: Flow, day: date, touched: Touched) -> tuple[Everybody, Formula]:
        """Those for whom it makes a difference. A mutant that names a country of its own wants people made for both."""
        ours = self._on(day)
        try:
            return ours, differing(ours, flow, touched)
        except UntoldError:
            ours = Everybody(self._flow, day, among=People([self._flow, flow], day))
            return ours, differing(ours, flow, touched)

    def _differs(self, flow: Flow, scenario: Scenario) -> bool:
        """Whether the engine says so too. Whoever makes a difference is kept for the mutants that come."""
        usual = self._tried(self._flow, scenario)
        if outcome(self._tried(flow, scenario)) == outcome(usual):
            return False
        if len(self._known) < _KEPT:
            self._known.add(usual)
        return True

    def _tried(self, flow: Flow, scenario: Scenario) -> Tried:
        (one,) = tried_on(flow, [scenario], because=False)
        return one


def _scenario(found: Person, day: date, without: str = "") -> Scenario:
    answers = {name: answer for name, answer in found.answers.items() if name != without}
    return Scenario("", day, answers, Expectation())
