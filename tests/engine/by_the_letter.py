"""The meaning of any answers, by the letter of DESIGN.md and as slowly as it reads. It imports nothing of ours.

Every open route is written out as a list of steps; *sure* is "on each of them", *perhaps* "on some". `None` is
*undetermined*. A value is the set of all that it can turn out to be, with `None` in it for *none*; `OPEN` is anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from tests.engine.brute_force import Data, Person, Raw, question_kind

__all__ = ["Letter", "Reading", "read"]

Truth = bool | None
Outcomes = frozenset[Any]
OPEN: Outcomes = frozenset({...})
NONE: Outcomes = frozenset({None})
Route = tuple[str, ...]


def both(truths: Sequence[Truth]) -> Truth:
    """Kleene's strong *and*."""
    return False if False in truths else None if None in truths else True


def either(truths: Sequence[Truth]) -> Truth:
    """Kleene's strong *or*."""
    return True if True in truths else None if None in truths else False


def contrary(truth: Truth) -> Truth:
    """Kleene's *not*."""
    return None if truth is None else not truth


def joined(outcomes: Sequence[Outcomes]) -> Outcomes:
    """One value, one value or none, none; anything more is open."""
    found = frozenset(value for outcome in outcomes for value in outcome)
    return OPEN if ... in found or len(found - NONE) > 1 else found


@dataclass(frozen=True)
class Reading:
    """What a set of answers comes to, complete or not."""

    states: Mapping[str, str]
    urgencies: Mapping[str, tuple[str, str]]
    urgency: str | None
    urgency_at_most: str | None
    grounds: tuple[str, ...]
    deadlines: Mapping[str, str | None]
    because: Mapping[str, tuple[str, ...]]
    kept_aside: tuple[str, ...]


class Letter:
    """One person's answers on a date, at one place: the routes that lead there."""

    def __init__(self, flow: Data, today: date, answers: Mapping[str, Raw], routes: Sequence[Route]) -> None:
        self.flow, self.today, self.answers = flow, today, answers
        asked = [{name for name in route if question_kind(flow["steps"][name])} for route in routes]
        self.sure = frozenset(set.intersection(*asked))
        self.perhaps = frozenset(set.union(*asked)) - self.sure
        told = frozenset(answers) & (self.sure | self.perhaps)
        self.told = told
        self._as_told = Person(flow, today, answers, told)

    # conditions

    def truth(self, condition: Any) -> Truth:
        """The truth of a condition at this place."""
        return True if condition is True else both([self._entry(key, wanted) for key, wanted in condition.items()])

    def _entry(self, key: str, wanted: Any) -> Truth:
        if key == "all":
            return both([self.truth(part) for part in wanted])
        if key == "any":
            return either([self.truth(part) for part in wanted])
        if key == "not":
            return contrary(self.truth(wanted))
        if key == "answered":
            return self._of_question(wanted, lambda: True)
        if key in self.flow.get("facts", {}):
            fact = self.flow["facts"][key]
            truth = self.truth(fact.get("when", fact))
            return truth if wanted else contrary(truth)
        if isinstance(wanted, dict):
            related = {name: wanted[name] for name in wanted if name in ("same_as", "other_than")}
            plain = {name: wanted[name] for name in wanted if name not in related}
            truths = [self._related(key, others, same=name == "same_as") for name, others in related.items()]
            return both([*truths, *([self._compared(key, plain)] if plain else [])])
        return self._compared(key, wanted)

    def _of_question(self, question: str, passes: Callable[[], bool]) -> Truth:
        """Rule 4: a comparison with one question."""
        if question not in self.sure | self.perhaps:
            return False
        if question not in self.told:
            return None
        return (True if question in self.sure else None) if passes() else False

    def _compared(self, name: str, wanted: Any) -> Truth:
        if name not in self.flow.get("values", {}):
            return self._of_question(name.partition(".")[0], lambda: self._as_told.holds({name: wanted}))
        outcomes = self.value(name)
        if outcomes == OPEN:
            return None
        return self._of_outcomes(outcomes, lambda value: _probe(self._as_told, value).holds({PROBE: wanted}))

    def _of_outcomes(self, outcomes: Outcomes, passes: Callable[[Any], bool]) -> Truth:
        """A comparison with none is false; known or none stands for both."""
        truths = {value is not None and passes(value) for value in outcomes}
        return None if len(truths) > 1 else truths.pop()

    def _related(self, name: str, others: Sequence[str], *, same: bool) -> Truth:
        elements = self.elements(name)
        if elements is None:
            return None
        asked, sure = elements
        found = either([self._matches(element, others, same=same) for element in asked if element != "unknown"])
        return found if sure or found is False else None

    def _matches(self, element: Any, others: Sequence[str], *, same: bool) -> Truth:
        equal: list[Truth] = []
        for other in others:
            read = self.elements(other)
            if read is None:
                equal.append(None)
            else:
                elements, sure = read
                equal.append((True if sure else None) if element in elements else False)
        return either(equal) if same else contrary(either(equal))

    def elements(self, name: str) -> tuple[list[Any], bool] | None:
        """The elements that a reference reads, and whether that is sure; `None` if it is open."""
        if name in self.flow.get("values", {}):
            outcomes = self.value(name)
            return None if outcomes == OPEN else (sorted(outcomes - NONE, key=str), None not in outcomes)
        question = name.partition(".")[0]
        if question in self.told:
            return self._as_told.elements(name), question in self.sure
        return None if question in self.sure | self.perhaps else ([], True)

    # values

    def value(self, value: Any) -> Outcomes:
        """All that a value can turn out to be."""
        if isinstance(value, int):
            return frozenset({value})
        if isinstance(value, str):
            return self._named(value)
        ((kind, inner),) = ((key, value[key]) for key in value if key not in ("add", "roll"))
        if kind == "word":
            return frozenset({inner})
        if kind == "choose":
            return self._choose(inner)
        if kind == "look_up":
            row = inner["row"] if isinstance(inner["row"], list) else [inner["row"]]
            return self._worked_out(row, lambda parts: self._cell(inner, row, parts), words=True)
        parts = inner if isinstance(inner, list) else [inner["value"] if kind == "times" else inner]
        if kind in ("earliest", "latest"):
            outcomes = [self._wordless(self.value(part)) for part in parts]
            if OPEN in outcomes:
                return OPEN
            pick = min if kind == "earliest" else max
            return joined(
                [frozenset({pick(there) if (there := _there(some)) else None}) for some in product(*outcomes)]
            )
        work: Mapping[str, Callable[[list[Any]], Any]] = {
            "sum": sum,
            "times": lambda some: some[0] * inner["by"],
            "from": lambda some: self._as_told.moved(some[0], value.get("add", {}), value.get("roll")),
        }
        return self._worked_out(parts, work[kind])

    def _named(self, name: str) -> Outcomes:
        if name == "today" or name[:1].isdigit():
            return frozenset({self.today if name == "today" else date.fromisoformat(name)})
        if name in self.flow.get("values", {}):
            return self.value(self.flow["values"][name])
        question = name.partition(".")[0]
        if question in self.told:
            read = frozenset(self._as_told.elements(name)) or NONE
            return read if question in self.sure else joined([read, NONE])
        return OPEN if question in self.sure | self.perhaps else NONE

    def _choose(self, cases: Sequence[Data]) -> Outcomes:
        outcomes = []
        for case in cases:
            truth = self.truth(case.get("when", True))
            if truth is not False:
                outcomes.append(self.value(case["value"]))
            if truth:
                return joined(outcomes)
        return joined([*outcomes, NONE])

    def _worked_out(self, parts: Sequence[Any], work: Callable[[list[Any]], Any], *, words: bool = False) -> Outcomes:
        """Each combination of what the parts can be; none beats open."""
        outcomes = [self.value(part) if words else self._wordless(self.value(part)) for part in parts]
        if NONE in outcomes:
            return NONE
        if OPEN in outcomes:
            return OPEN
        return joined([frozenset({None if None in some else work(list(some))}) for some in product(*outcomes)])

    def _cell(self, look_up: Data, row: Sequence[Any], key: Sequence[Any]) -> Any:
        return _probe_row(self._as_told, look_up, row, key)

    @staticmethod
    def _wordless(outcomes: Outcomes) -> Outcomes:
        if outcomes == OPEN:
            return OPEN
        return frozenset(None if isinstance(value, str) else value for value in outcomes)

    # urgency

    def levels(self, urgency: Any) -> tuple[int, int]:
        """So far and at most, counted from the highest level (0) down."""
        names = list(self.flow["levels"])
        if isinstance(urgency, str) and urgency in names:
            return names.index(urgency), names.index(urgency)
        if isinstance(urgency, str):
            return self.levels(self.flow["ladders"][urgency])
        if "as" in urgency:
            cap = names.index(urgency["at_most"])
            so_far, at_most = self.levels(urgency["as"])
            return max(so_far, cap), max(at_most, cap)
        floor = names.index(urgency["otherwise"])
        rungs = [(names.index(name), self.truth(urgency[name])) for name in names if name in urgency]
        so_far = min([at for at, truth in rungs if truth], default=floor)
        at_most = min([at for at, truth in rungs if truth is not False], default=floor)
        lift = self.truth(urgency["raise"]) if "raise" in urgency else False
        return max(so_far - (lift is True), 0), max(at_most - (lift is not False), 0)

    def certain(self, advice: Data) -> Truth:
        """Whether a recommendation is certain (true), excluded (false) or possible."""
        return self.truth(advice.get("when", True)) if self._as_told._exists(advice) else False


PROBE = "probe"


def _probe(person: Person, value: Any) -> Person:
    """The person with one value known under the name `probe`: to compare a value as an answer is compared."""
    written = value.isoformat() if isinstance(value, date) else {"word": value} if isinstance(value, str) else value
    return Person({**person.flow, "values": {PROBE: written}}, person.today, person.answers, person.passed)


def _probe_row(person: Person, look_up: Data, row: Sequence[Any], key: Sequence[Any]) -> Any:
    words = {word for part in row for word in person._words(part)}
    return person._cell(look_up["table"], list(key), look_up["column"], words)


def _there(parts: Sequence[Any]) -> list[Any]:
    return [part for part in parts if part is not None]


def open_routes(flow: Data, today: date, answers: Mapping[str, Raw]) -> list[Route]:
    """Every open route from the start to an end."""
    to: dict[str, list[Route]] = {flow["flow"]["start"]: [(flow["flow"]["start"],)]}
    ends: list[Route] = []
    for name in _in_order(flow):
        routes = to.get(name, [])
        step = flow["steps"][name]
        if "end" in step:
            ends += routes
        if not routes or "end" in step:
            continue
        here = Letter(flow, today, answers, routes)
        for way in step["next"] if isinstance(step["next"], list) else [{"go": step["next"]}]:
            truth = here.truth(way.get("when", True))
            if truth is not False:
                to.setdefault(way["go"], []).extend((*route, way["go"]) for route in routes)
            if truth:
                break
    return ends


def _in_order(flow: Data) -> list[str]:
    """The steps, each after all that lead to it."""
    leads = {
        name: {way["go"] for way in step["next"]} if isinstance(step.get("next"), list) else {step.get("next")} - {None}
        for name, step in flow["steps"].items()
    }
    order: list[str] = []
    while len(order) < len(leads):
        order.append(
            next(n for n in leads if n not in order and not any(n in leads[o] for o in leads if o not in order))
        )
    return order


def read(flow: Data, today: date, answers: Mapping[str, Raw], *, because: bool = True) -> Reading:
    """What the answers come to, at the end of all open routes."""
    end = Letter(flow, today, answers, open_routes(flow, today, answers))
    names = list(flow["levels"])
    advice: Data = flow["recommendations"]
    states = {
        name: {True: "certain", None: "possible", False: "excluded"}[end.certain(advice[name])] for name in advice
    }
    levels = {name: end.levels(advice[name]["urgency"]) for name in advice if states[name] != "excluded"}
    so_far = min((low for name, (low, _) in levels.items() if states[name] == "certain"), default=None)
    at_most = min((high for _, high in levels.values()), default=None)
    return Reading(
        states,
        {name: (names[low], names[high]) for name, (low, high) in levels.items()},
        None if so_far is None else names[so_far],
        None if at_most is None else names[at_most],
        tuple(name for name, ground in flow.get("grounds", {}).items() if end.truth(ground["when"])),
        {name: _deadline(end, advice[name]["deadline"]) for name in levels if "deadline" in advice[name]},
        {name: _because(flow, today, end, name) for name in levels if states[name] == "certain"} if because else {},
        tuple(name for name in flow["steps"] if name in answers and name not in end.told),
    )


def _deadline(end: Letter, rule: Data) -> str | None:
    starts = end.value(rule["on"] if "on" in rule else rule["from"])
    (start,) = starts if len(starts) == 1 else (None,)
    if not isinstance(start, date):
        return None
    if "limit" not in rule:
        return start.isoformat()
    limit = end.flow["limits"][rule["limit"]]
    return (
        end._as_told.moved(start, limit["add"], limit.get("roll")).isoformat()
        if limit["confidence"] == "high"
        else None
    )


def _because(flow: Data, today: date, end: Letter, name: str) -> tuple[str, ...]:
    """Rule 7, one by one: unnamed answers are dropped before named ones, each in the order of the steps."""
    advice = flow["recommendations"][name]
    shown, _ = end.levels(advice["urgency"])
    named = _names(flow, [advice.get("when", True), _conditions_of(flow, advice["urgency"])])
    kept = [question for question in flow["steps"] if question in end.told]
    for question in sorted(kept, key=lambda q: q in named):
        fewer = {q: end.answers[q] for q in kept if q != question}
        there = Letter(flow, today, fewer, open_routes(flow, today, fewer))
        if there.certain(advice) and there.levels(advice["urgency"])[0] <= shown:
            kept.remove(question)
    return tuple(kept)


def _conditions_of(flow: Data, urgency: Any) -> Any:
    if isinstance(urgency, dict) and "as" in urgency:
        urgency = urgency["as"]
    return flow["ladders"][urgency] if isinstance(urgency, str) and urgency in flow.get("ladders", {}) else urgency


def _names(flow: Data, part: Any) -> frozenset[str]:
    """The questions that a part of a flow names, looking through facts and values."""
    if isinstance(part, dict):
        return frozenset().union(*(_names(flow, word) for pair in part.items() for word in pair))
    if isinstance(part, list):
        return frozenset().union(*(_names(flow, word) for word in part))
    name = str(part).partition(".")[0]
    if name in flow["steps"]:
        return frozenset({name})
    for section in ("facts", "values"):
        if name in flow.get(section, {}):
            return _names(flow, flow[section][name])
    return frozenset()
