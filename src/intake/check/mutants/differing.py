"""Whom a slip hurts: the formula of all people for whom a mutant comes to something else than the flow."""

from __future__ import annotations

from collections.abc import Iterator

from intake.check.mutants.touched import Touched
from intake.check.solver import Everybody, Formula
from intake.check.solver.variables import Element
from intake.flow.answers import Answer
from intake.flow.conditions import ALWAYS, Condition
from intake.flow.model import Flow, Recommendation

__all__ = ["answering_otherwise", "broken_promises", "differing"]


def differing(ours: Everybody, mutant: Flow, touched: Touched) -> Formula:
    """Those who have answered all that the flow asks, and for whom the mutant comes to something else.

    Raises:
        UntoldError: the mutant names a country that nobody here tells from others.
    """
    if touched.advice_alone:
        ours.people.admit(mutant)
        return ours.formulas.any_of(*_by_conditions(ours, mutant, touched))
    return ours.formulas.any_of(*_by_flows(ours, Everybody(mutant, ours.day, among=ours.people), touched))


def _by_conditions(ours: Everybody, mutant: Flow, touched: Touched) -> Iterator[Formula]:
    """Where every name means what it meant, what became of a condition can be asked of the flow itself."""
    for advice, became in touched.recommendations():
        certain = ours.ended.certain(advice.id)
        still = advice.valid_on(ours.day) and ours.ended.holds(became.when).true
        yield _differ(ours, certain, still)
        for when, then in _conditions(advice, became):
            if when != then:
                held = ours.ended.holds(when).true, ours.ended.holds(then).true
                yield ours.formulas.all_of(certain, still, _differ(ours, *held))
    for ground in touched.grounds():
        yield _differ(ours, ours.ended.raised(ground), ours.ended.holds(mutant.grounds[ground].when).true)


def _by_flows(ours: Everybody, theirs: Everybody, touched: Touched) -> Iterator[Formula]:
    flow = ours.flow
    if touched.ways:
        for step in flow.steps:
            yield _differ(ours, ours.passes(step), theirs.passes(step))
    for advice, became in touched.recommendations():
        name = advice.id
        certain = ours.ended.certain(name), theirs.ended.certain(name)
        both = ours.formulas.all_of(*certain)
        yield _differ(ours, *certain)
        for level in flow.levels[:-1]:
            at_least = (one.ended.advice_at_least(name, level.id) for one in (ours, theirs))
            yield ours.formulas.all_of(both, _differ(ours, *at_least))
        for when, then in _conditions(advice, became):
            if touched.by(when, then):
                held = ours.ended.holds(when).true, theirs.ended.holds(then).true
                yield ours.formulas.all_of(both, _differ(ours, *held))
        if advice.deadline != became.deadline or touched.deadline(advice):
            yield ours.formulas.all_of(both, _other_day(ours, theirs, advice, became))
    for ground in touched.grounds():
        yield _differ(ours, ours.ended.raised(ground), theirs.ended.raised(ground))


def _differ(everybody: Everybody, one: Formula, other: Formula) -> Formula:
    return everybody.formulas.negated(everybody.formulas.same(one, other))


def answering_otherwise(everybody: Everybody, question: str, told: Answer, other: Answer) -> Formula:
    """Those who answer the question so, and to whom the flow would say something else if they had answered otherwise."""
    formulas = everybody.formulas
    otherwise = everybody.otherwise(question)
    differ = (_differ(everybody, said, otherwise.formula(said)) for said in _said(everybody))
    says = everybody.passes(question), everybody.says(question, told), otherwise.variables.says(other)
    return formulas.all_of(*says, formulas.any_of(*differ))


def _said(everybody: Everybody) -> Iterator[Formula]:
    """All that the flow says, bit by bit; but for the days of deadlines."""
    flow, ended = everybody.flow, everybody.ended
    for name, advice in flow.recommendations.items():
        certain = ended.certain(name)
        yield certain
        yield from (
            everybody.formulas.all_of(certain, ended.advice_at_least(name, level.id)) for level in flow.levels[:-1]
        )
        for when, _ in _conditions(advice, advice):
            yield everybody.formulas.all_of(certain, ended.holds(when).true)
    yield from map(ended.raised, flow.grounds)
    yield from map(everybody.passes, flow.steps)


def _conditions(advice: Recommendation, became: Recommendation) -> Iterator[tuple[Condition, Condition]]:
    """The conditions of lines and dates, as they are and as they became."""
    for line, other in zip(advice.lines(), became.lines(), strict=True):
        if (line.when, other.when) != (ALWAYS, ALWAYS):
            yield line.when, other.when
    for day, other_day in zip(advice.dates, became.dates, strict=True):
        if (day.when, other_day.when) != (ALWAYS, ALWAYS):
            yield day.when, other_day.when


def _other_day(ours: Everybody, theirs: Everybody, advice: Recommendation, became: Recommendation) -> Formula:
    """Those for whom the deadline has another day."""
    formulas = ours.formulas
    days, others = _days(ours, advice), _days(theirs, became)
    some = formulas.any_of(*(is_it for is_it, _ in (*days, *others)))
    if _counts(ours.flow, advice) != _counts(theirs.flow, became):
        return some
    same = (
        formulas.all_of(is_it, is_other, ours.people.equal(day, other))
        for is_it, day in days
        for is_other, other in others
    )
    return formulas.all_of(some, formulas.negated(formulas.any_of(*same)))


def _days(everybody: Everybody, advice: Recommendation) -> list[tuple[Formula, Element]]:
    """The days that a deadline can count from; none if no day is worked out from them."""
    rule = advice.deadline
    if rule is None or _counts(everybody.flow, advice) is None:
        return []
    return [(is_it, day) for is_it, day in everybody.ended.reads(rule.start).some if not isinstance(day, str)]


def _counts(flow: Flow, advice: Recommendation) -> tuple[object, ...] | None:
    """What is added to the start of a deadline; `None` if no day is worked out."""
    rule = advice.deadline
    if rule is None or rule.limit is None:
        return None if rule is None else ()
    limit = flow.limits[rule.limit]
    if limit.confidence != "high":
        return None
    return limit.years, limit.months, limit.days, limit.roll, limit.holidays


def broken_promises(everybody: Everybody, names: frozenset[str]) -> Formula:
    """Those for whom one of these promises is not kept."""
    formulas, ended = everybody.formulas, everybody.ended
    ranks = {level.rank: level.id for level in everybody.flow.levels}

    def broken(promise_names: frozenset[str]) -> Iterator[Formula]:
        for promise in everybody.flow.promises:
            if promise.name not in promise_names:
                continue
            failing: list[Formula] = []
            if promise.urgency is not None:
                failing.append(formulas.negated(ended.urgency_at_least(promise.urgency)))
            if promise.urgency_at_most is not None:
                above = ranks.get(everybody.flow.level(promise.urgency_at_most).rank + 1)
                failing += [ended.urgency_at_least(above)] if above is not None else []
            failing += [formulas.negated(ended.certain(name)) for name in promise.recommended]
            failing += [ended.certain(name) for name in promise.not_recommended]
            yield formulas.all_of(ended.holds(promise.when).true, formulas.any_of(*failing))

    return formulas.any_of(*broken(names))
