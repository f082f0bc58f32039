"""Routes and places in columns: one pass over the steps, *may* and *must* as words of bits, joined where ways meet.

What is the same for everybody is no column: a question that no way round can pass before a place, or that every one does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

from sqlglot import exp

from intake.flow.conditions import Condition
from intake.flow.graph import step_order
from intake.flow.model import End, Flow, Question, Step
from intake.screening.answers import WORD, given
from intake.screening.stages import Stages
from intake.screening.tree import (
    FALSE,
    NULL,
    TRUE,
    Sql,
    all_of,
    any_of,
    chosen,
    has_any_bit,
    literal,
    negated,
    perhaps,
    surely,
)

__all__ = ["Place", "Routes"]


@dataclass(frozen=True, slots=True)
class _Set:
    """A set of questions: for each word of bits a column (or none), and the bits that are there in any case."""

    columns: tuple[Sql | None, ...]
    bits: int

    def has(self, bit: int) -> Sql:
        """The flag that the question is in it."""
        if self.bits >> bit & 1:
            return TRUE
        word = self.columns[bit // WORD]
        return FALSE if word is None else has_any_bit(word, 1 << bit % WORD)

    def words(self) -> list[Sql]:
        """All words of bits."""
        return [self.word(number) for number in range(len(self.columns))]

    def word(self, number: int) -> Sql:
        """One word of bits as an expression."""
        bits = self.bits >> number * WORD & (1 << WORD) - 1
        base = self.columns[number]
        if base is None:
            return literal(bits)
        return exp.BitwiseOr(this=base.copy(), expression=literal(bits)) if bits else base.copy()


@dataclass(frozen=True, slots=True)
class _Always:
    """What holds at a step whoever comes there: the questions some way round can pass before it, and the steps all do."""

    may: frozenset[str]
    must: frozenset[str]


class Place:
    """A step, or the end of all open routes: which questions are sure, perhaps or not applicable there."""

    def __init__(self, name: str, stages: Stages, flow: Flow, may: _Set, must: _Set, always: _Always) -> None:
        self.name, self.may, self.must, self._always = name, may, must, always
        self._stages, self._flow = stages, flow
        self._seen: dict[str, Sql] = {}

    def seen(self, question: str) -> Sql:
        """The truth that a question is passed: true where it is sure, NULL where perhaps, false where not applicable."""
        found = self._seen.get(question)
        if found is None:
            found = self._seen[question] = self._stages.named(f"{question} seen at {self.name}", self._truth(question))
        return found

    def _truth(self, question: str) -> Sql:
        if question not in self._always.may:
            return FALSE
        if question in self._always.must:
            return TRUE
        bit = self._flow.question(question).index
        return all_of(self.may.has(bit), any_of(self.must.has(bit), NULL))


@dataclass(frozen=True, slots=True)
class _Arrival:
    """One way to a step: the flag that it is open, and the questions passed on it, its own step's included."""

    open: Sql
    may: _Set
    must: _Set


Truth = Callable[[Condition, Place], Sql]
"""The reading of a condition at a place."""


class Routes:
    """The steps of a flow as columns. `end` is the end of all open routes; `reached`: the flag of each step."""

    def __init__(self, flow: Flow, stages: Stages, truth: Truth) -> None:
        self._flow, self._stages, self._truth = flow, stages, truth
        self._order = step_order(flow)
        self.words = max(1, -(-len(flow.questions) // WORD))
        self._always = _always(flow, self._order)
        self._must_of_all = _ends_must(flow, self._order, self._always)
        self.reached: dict[str, Sql] = {}
        self.end = self._pass()

    @property
    def asked(self) -> list[str]:
        """The questions that a way leads to, in the order of the steps."""
        return [name for name in self._order if isinstance(self._flow.steps[name], Question)]

    def stops_at(self, question: str) -> Sql:
        """The flag that the walk comes to that question, or past where it stops, and finds no answer."""
        return all_of(self.reached[question], negated(given(self._flow.question(question))))

    def _pass(self) -> Place:
        nobody = _Set((None,) * self.words, 0)
        arrivals: dict[str, list[_Arrival]] = {name: [] for name in self._order}
        arrivals[self._flow.start].append(_Arrival(TRUE, nobody, nobody))
        ends: list[_Arrival] = []
        for name in self._order:
            step = self._flow.steps[name]
            reached, may, must = self._met(name, arrivals.pop(name), always=name in self._must_of_all)
            self.reached[name] = reached
            may, must = self._with_own(step, may), self._with_own(step, must)
            if isinstance(step, End):
                ends.append(_Arrival(reached, may, must))
                continue
            place = Place(name, self._stages, self._flow, may, must, self._always[name])
            earlier: Sql = FALSE
            for at, way in enumerate(step.ways, 1):
                truth = TRUE if way.when is None else self._truth(way.when, place)
                is_open = all_of(reached, perhaps(truth), negated(earlier))
                is_open = self._stages.named(f"way {at} of {name}", is_open)
                arrivals[way.go].append(_Arrival(is_open, may, must))
                earlier = any_of(earlier, surely(truth))
        _, may, must = self._met("end", ends, always=True)
        some = frozenset().union(*(self._always[name].may for name in self._order if not self._flow.steps[name].ways))
        return Place("the end", self._stages, self._flow, may, must, _Always(some, self._must_of_all))

    def _met(self, name: str, arrivals: list[_Arrival], *, always: bool) -> tuple[Sql, _Set, _Set]:
        """Whether a step is reached, and what was passed before: by some open way to it, and by all."""
        arrivals = [one for one in arrivals if one.open != FALSE]
        reached = TRUE if always else self._stages.named(f"{name} reached", any_of(*(one.open for one in arrivals)))
        if len(arrivals) == 1:
            return reached, arrivals[0].may, arrivals[0].must
        may = self._joined(f"may at {name}", [(one.open, one.may) for one in arrivals], exp.BitwiseOr, 0)
        must = self._joined(f"must at {name}", [(one.open, one.must) for one in arrivals], exp.BitwiseAnd, -1)
        return reached, may, must

    def _joined(
        self, hint: str, sets: list[tuple[Sql, _Set]], join: type[exp.BitwiseOr] | type[exp.BitwiseAnd], none: int
    ) -> _Set:
        """The sets of the open ways as one: `none` is what a way that is closed adds."""
        if all(one == sets[0][1] for _, one in sets):
            return sets[0][1]
        columns: list[Sql | None] = []
        for word in range(self.words):
            parts = [chosen([(is_open, one.word(word))], literal(none)) for is_open, one in sets]
            joined: Sql = reduce(lambda left, right: join(this=left, expression=right), parts)
            columns.append(self._stages.named(f"{hint}, {word + 1}" if word else hint, joined))
        return _Set(tuple(columns), 0)

    def _with_own(self, step: Step, passed: _Set) -> _Set:
        """With the question that the step asks."""
        return _Set(passed.columns, passed.bits | 1 << step.index) if isinstance(step, Question) else passed


def _always(flow: Flow, order: tuple[str, ...]) -> dict[str, _Always]:
    """For each step what some way round passes up to it, and what every one does: the step itself included."""
    found: dict[str, _Always] = {flow.start: _Always(frozenset(), frozenset())}
    for name in order:
        here = found[name] = _passed(name, found[name])
        for way in flow.steps[name].ways:
            there = found.get(way.go)
            found[way.go] = here if there is None else _Always(there.may | here.may, there.must & here.must)
    return found


def _passed(name: str, before: _Always) -> _Always:
    return _Always(before.may | {name}, before.must | {name})


def _ends_must(flow: Flow, order: tuple[str, ...], always: dict[str, _Always]) -> frozenset[str]:
    """The steps that every way round passes."""
    return frozenset.intersection(*(always[name].must for name in order if not flow.steps[name].ways))
