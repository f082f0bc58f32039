"""The rules of one flow on one date, compiled: answers in, walk and triage out. Pure: the same in gives the same out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from intake.engine.because import Explanation
from intake.engine.compiled import CompiledAdvice, Judged, end_of_limit, known_date
from intake.engine.conditions import Compiler
from intake.engine.kleene import FALSE, TRUE, Truth
from intake.engine.places import EndPlace, Places, Stop
from intake.engine.triage import Advice, Because, KeyDay, Triage, Walk
from intake.engine.urgency import CompiledLadder
from intake.engine.view import Answers, Given, Test, View, question_bits
from intake.flow.answers import Answer
from intake.flow.conditions import Condition
from intake.flow.model import Flow, Ladder, Recommendation

__all__ = ["Listed", "Rules", "Standing", "rules"]

_DATES_KEPT = 8

Reached = dict[CompiledLadder, tuple[int, int]]
"""The ladders climbed at one place: recommendations that share one climb it once."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where answers stand: at which step the walk stops, and the end of all routes that are still open."""

    stop: Stop
    place: EndPlace


Listed = tuple[Judged, Advice]


def _first_shown(listed: Listed) -> tuple[bool, int]:
    """Certain before possible, then by urgency so far; equals stay in the flow's order."""
    return not listed[0].certain, -listed[0].low


class Rules:
    """A flow compiled for a date. Shared freely: it holds no state."""

    def __init__(self, flow: Flow, today: date) -> None:
        self.flow, self.today = flow, today
        self._index = {question.id: question.index for question in flow.questions}
        compiler = Compiler(flow, today)
        tests = {
            (name, at): compiler.test(way.when)
            for name, step in flow.steps.items()
            for at, way in enumerate(step.ways)
            if way.when is not None
        }
        self.tests: Mapping[tuple[str, int], Test] = tests
        self.places = Places(flow, tests)
        self._ladders: dict[Ladder, CompiledLadder] = {}
        valid = (advice for advice in flow.recommendations.values() if advice.valid_on(today))
        self.advice = tuple(self._compiled(advice, compiler) for advice in valid)
        self._grounds = [(name, compiler.test(ground.when)) for name, ground in flow.grounds.items()]
        self._levels = [level.id for level in reversed(flow.levels)]
        self._compiler = compiler

    def test(self, condition: Condition) -> Test:
        """A condition of this flow, compiled: for a line of advice, a card or a promise."""
        return self._compiler.test(condition)

    def given(self, answers: Mapping[str, Answer]) -> Given:
        """The answers, read by `read_answer`, as the rules take them. An answer to no question of the flow is an error."""
        by_index: list[Answer | None] = [None] * len(self.flow.questions)
        bits = 0
        for name, answer in answers.items():
            index = self._index[name]
            by_index[index] = answer
            bits |= 1 << index
        return Given(by_index, bits)

    def walk(self, answers: Mapping[str, Answer]) -> Walk:
        """The path of these answers, and the next question."""
        given = self.given(answers)
        stop = self.places.walk(given.answers, given.bits)
        return Walk(stop.path, stop.open_question.id if stop.open_question else None)

    def reachable(self, answers: Mapping[str, Answer]) -> frozenset[str]:
        """The questions that some open route passes: answers to the others are kept aside."""
        given = self.given(answers)
        may = self.places.end(given.answers, given.bits).may
        return frozenset(question.id for question in self.flow.questions if may >> question.index & 1)

    def holds(self, condition: Condition, answers: Mapping[str, Answer]) -> Truth:
        """The truth of a condition at the end of all open routes."""
        given = self.given(answers)
        place = self.places.end(given.answers, given.bits)
        return self.test(condition)(*given.seen_with(place.may, place.must))

    def key_dates(self, recommendation: str, answers: Mapping[str, Answer]) -> tuple[KeyDay, ...]:
        """The key dates of a recommendation whose conditions are certain for these answers."""
        given = self.given(answers)
        place = self.places.end(given.answers, given.bits)
        view = given.seen_with(place.may, place.must)
        found = []
        for rule in self.flow.recommendations[recommendation].dates:
            if self.test(rule.when)(*view) == TRUE:
                start = known_date(self._compiler.values.value(rule.start)(*view)) if rule.start is not None else None
                found.append(KeyDay(rule, start, end_of_limit(self.flow, rule.limit, start)))
        return tuple(found)

    def triage(self, answers: Mapping[str, Answer], *, because: bool = True) -> Triage:
        """What the answers come to; with `because`, each certain recommendation says which answers alone carry it."""
        return self.triage_of(self.given(answers), because=because)

    def triage_of(self, given: Given, *, because: bool = True) -> Triage:
        """As `triage`, of answers that are ready for the rules."""
        standing = self.standing(given)
        view = given.seen_with(standing.place.may, standing.place.must)
        reasons = Explanation(self.places, given, standing.place) if because else None
        reached: Reached = {}
        listed: list[Listed] = []
        for compiled in self.advice:
            judged = self.judge(compiled, view, reached)
            if judged is not None:
                why = reasons.why(compiled, judged.low) if reasons is not None and judged.certain else 0
                listed.append((judged, self.advise(compiled, judged, view, why)))
        return self.summary(given, standing, listed, self.raised(view))

    def standing(self, given: Given) -> Standing:
        """Where these answers stand. At the end of a whole path the questions passed are all that is sure."""
        stop = self.places.walk(given.answers, given.bits)
        if stop.open_question is None:
            return Standing(stop, EndPlace(stop.passed, stop.passed))
        return Standing(stop, self.places.end(given.answers, given.bits))

    def raised(self, view: View) -> tuple[str, ...]:
        """The grounds that are certain."""
        return tuple(name for name, test in self._grounds if test(*view) == TRUE)

    def judge(self, compiled: CompiledAdvice, view: View, reached: Reached) -> Judged | None:
        """Whether a recommendation is certain or possible and how urgent, or `None`: excluded. `reached`: ladders climbed."""
        truth = compiled.when(*view)
        if truth == FALSE:
            return None
        between = reached.get(compiled.ladder)
        if between is None:
            between = reached[compiled.ladder] = compiled.ladder.between(*view)
        return compiled.judged(truth, between)

    def advise(self, compiled: CompiledAdvice, judged: Judged, view: View, why: int) -> Advice:
        """The recommendation as the summary has it; `why`: the questions of its because, as bits."""
        return Advice(
            compiled.recommendation.id,
            "certain" if judged.certain else "possible",
            self._levels[judged.low],
            self._levels[judged.high],
            compiled.deadline(self.flow, view),
            self.reasons(view[0], why),
            compiled.recommendation.sources,
        )

    def reasons(self, answers: Answers, why: int) -> Because:
        """The answers to these questions (as bits), in the flow's order. They are given."""
        return tuple((q.id, answers[q.index]) for q in self.flow.questions if why >> q.index & 1) if why else ()  # type: ignore[misc]

    def summary(self, given: Given, standing: Standing, listed: list[Listed], grounds: tuple[str, ...]) -> Triage:
        """The triage of which `listed` are the recommendations that are not excluded, in the flow's order."""
        listed = sorted(listed, key=_first_shown)
        most_urgent = listed[0][0] if listed else None
        at_most = max((judged.high for judged, _ in listed), default=None)
        names = {advice.recommendation for _, advice in listed}
        open_question = standing.stop.open_question
        return Triage(
            flow=self.flow.id,
            version=self.flow.version,
            date=self.today,
            urgency=self._levels[most_urgent.low] if most_urgent is not None and most_urgent.certain else None,
            urgency_at_most=None if at_most is None else self._levels[at_most],
            advice=tuple(advice for _, advice in listed),
            excluded=tuple(name for name in self.flow.recommendations if name not in names),
            grounds=grounds,
            path=standing.stop.path,
            next_question=open_question.id if open_question is not None else None,
            kept_aside=self._kept_aside(given.bits & ~standing.place.may & ~given.read_in),
        )

    def _compiled(self, advice: Recommendation, compiler: Compiler) -> CompiledAdvice:
        ladder, at_most = advice.urgency.ladder, advice.urgency.at_most
        if ladder not in self._ladders:
            self._ladders[ladder] = CompiledLadder(self.flow, ladder, compiler.test)
        return CompiledAdvice(
            advice,
            compiler.test(advice.when),
            question_bits(self.flow, advice.when),
            self._ladders[ladder],
            len(self.flow.levels) - 1 if at_most is None else self.flow.level(at_most).rank,
            compiler.values.value(advice.deadline.start) if advice.deadline else None,
        )

    def _kept_aside(self, bits: int) -> tuple[str, ...]:
        return tuple(question.id for question in self.flow.questions if bits >> question.index & 1) if bits else ()


def rules(flow: Flow, today: date) -> Rules:
    """The rules of a flow on a date, compiled once and kept for the last few dates (they go with the flow)."""
    kept: OrderedDict[date, Rules] | None = flow.compiled.get("rules")
    if kept is None:
        kept = flow.compiled.setdefault("rules", OrderedDict())
    found = kept.get(today)
    if found is None:
        found = kept[today] = Rules(flow, today)
        while len(kept) > _DATES_KEPT:
            kept.popitem(last=False)
    return found
