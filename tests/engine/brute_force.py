"""The meaning of complete answers, naively: two truth values, one path, straight from the YAML. It imports nothing of ours.

With every question of the path answered there is one route, so that DESIGN.md's three values are two: a question is on
the path or not applicable. `completions` tries every way of answering what is still open: what is certain must hold in
each of them, and what is excluded in none.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

__all__ = ["Data", "Ending", "Person", "Raw", "completions", "ending", "question_kind"]

Data = Mapping[str, Any]
"""A flow, or a part of one, as the YAML has it."""
Raw = Any
"""An answer as a record has it: text, a whole number or a list of texts."""

KINDS = ("choice", "choices", "country", "countries", "date", "number")


def question_kind(step: Data) -> str | None:
    """What kind of question a step asks; `None` if it asks nothing."""
    return next((kind for kind in KINDS if kind in step), None)


class Open(Exception):
    """The walk has come to a question without an answer."""

    def __init__(self, question: str, path: Sequence[str]) -> None:
        self.question, self.path = question, path
        super().__init__(question)


@dataclass(frozen=True)
class Ending:
    """What complete answers come to. `advised` has the level of each recommendation; `grounds` are in the flow's order."""

    path: tuple[str, ...]
    advised: Mapping[str, str]
    urgency: str | None
    grounds: tuple[str, ...]
    deadlines: Mapping[str, str | None]


@dataclass(frozen=True)
class Person:
    """Somebody's answers on one date, as far as `passed`: the questions on the path so far."""

    flow: Data
    today: date
    answers: Mapping[str, Raw]
    passed: frozenset[str]

    # conditions

    def holds(self, condition: Any) -> bool:
        """Whether a condition holds."""
        return condition is True or all(self._entry(key, wanted) for key, wanted in condition.items())

    def _entry(self, key: str, wanted: Any) -> bool:
        if key == "all":
            return all(self.holds(part) for part in wanted)
        if key == "any":
            return any(self.holds(part) for part in wanted)
        if key == "not":
            return not self.holds(wanted)
        if key == "answered":
            return wanted in self.passed
        if key in self.flow.get("facts", {}):
            fact = self.flow["facts"][key]
            return self.holds(fact.get("when", fact)) is wanted
        if isinstance(wanted, dict):
            return self._operators(key, wanted)
        return self._is_one_of(key, wanted if isinstance(wanted, list) else [wanted])

    def _is_one_of(self, name: str, values: list[Any]) -> bool:
        return any((str(e) if isinstance(e, date) else e) in values for e in self.elements(name))

    def _operators(self, name: str, wanted: Data) -> bool:
        bounds = {key: limit for key, limit in wanted.items() if key in ("over", "at_least", "under", "at_most")}
        if bounds and not any(self._within(element, bounds) for element in self.elements(name)):
            return False
        return all(self._operator(name, key, value) for key, value in wanted.items() if key not in bounds)

    def _operator(self, name: str, operator: str, wanted: Any) -> bool:
        elements = self.elements(name)
        if operator == "has":
            return wanted in elements
        if operator == "has_any":
            return any(value in elements for value in wanted)
        if operator == "has_all":
            return name in self.passed and all(value in elements for value in wanted)
        if operator == "has_only":
            return name in self.passed and all(element in wanted or element == "none" for element in elements)
        if operator == "days_since":
            return any(isinstance(day, date) and self._within((self.today - day).days, wanted) for day in elements)
        if operator == "days_until":
            return any(isinstance(day, date) and self._within((day - self.today).days, wanted) for day in elements)
        told = [element for element in elements if element != "unknown"]
        others = [element for other in wanted for element in self.elements(other)]
        if operator == "same_as":
            return any(element in others for element in told)
        assert operator == "other_than"
        return any(element not in others for element in told)

    def _within(self, value: Any, bounds: Data) -> bool:
        if isinstance(value, str):
            return False
        limits = {key: self._limit(limit) for key, limit in bounds.items()}
        return (
            ("over" not in limits or value > limits["over"])
            and ("at_least" not in limits or value >= limits["at_least"])
            and ("under" not in limits or value < limits["under"])
            and ("at_most" not in limits or value <= limits["at_most"])
        )

    def _limit(self, limit: Any) -> Any:
        return limit if isinstance(limit, int) else self.today if limit == "today" else date.fromisoformat(limit)

    # what a name reads

    def elements(self, name: str) -> list[Any]:
        """What a question, column or value reads: no element where it is not applicable, or a cell is missing."""
        if name in self.flow.get("values", {}):
            value = self.value(name)
            return [] if value is None else [value]
        question, _, column = name.partition(".")
        if question not in self.passed:
            return []
        step, answer = self.flow["steps"][question], self.answers[question]
        kind = question_kind(step)
        given = list(answer) if isinstance(answer, list) else [answer]
        if column:
            table = step[kind]["table"]
            cells = [self._cell(table, [code], column, set(step.get("words", {}))) for code in given]
            return [cell for cell in cells if cell is not None]
        if kind == "date" and answer not in step.get("words", {}):
            return [date.fromisoformat(answer)]
        return given

    def _cell(self, name: str, key: list[Any], column: str, words: set[str]) -> Any:
        table = self.flow["tables"][name]
        keys = [table["key"]] if isinstance(table["key"], str) else table["key"]
        for part in key:
            if part in words and not any(part in (row[k] for k in keys) for row in table["rows"]):
                return None
        row = next((r for r in table["rows"] if [r[k] for k in keys] == key and self._exists(r)), None)
        cell = (table.get("otherwise", {}) if row is None else row).get(column)
        return date.fromisoformat(cell) if cell is not None and table["columns"][column] == "date" else cell

    def _exists(self, thing: Data) -> bool:
        first, last = thing.get("valid_from"), thing.get("valid_until")
        day = self.today.isoformat()
        return (first is None or first <= day) and (last is None or day <= last)

    # values

    def value(self, value: Any) -> Any:
        """A value worked out; `None` where there is none."""
        if isinstance(value, int):
            return value
        if isinstance(value, str):
            return self._named(value)
        ((kind, inner),) = ((key, value[key]) for key in value if key not in ("add", "roll"))
        if kind == "word":
            return inner
        if kind == "choose":
            return next((self.value(case["value"]) for case in inner if self.holds(case.get("when", True))), None)
        if kind == "look_up":
            row = inner["row"] if isinstance(inner["row"], list) else [inner["row"]]
            key = [self.value(part) for part in row]
            words = {word for part in row for word in self._words(part)}
            return None if None in key else self._cell(inner["table"], key, inner["column"], words)
        parts = [
            self.value(part)
            for part in (inner if isinstance(inner, list) else [inner["value"] if kind == "times" else inner])
        ]
        there = [part for part in parts if part is not None and not isinstance(part, str)]
        if kind in ("earliest", "latest"):
            return (min if kind == "earliest" else max)(there) if there else None
        if len(there) < len(parts):
            return None
        if kind == "sum":
            return sum(there)
        if kind == "times":
            return there[0] * inner["by"]
        assert kind == "from"
        return self.moved(there[0], value.get("add", {}), value.get("roll"))

    def _named(self, name: str) -> Any:
        if name == "today":
            return self.today
        if name[:1].isdigit():
            return date.fromisoformat(name)
        if name in self.flow.get("values", {}):
            return self.value(self.flow["values"][name])
        return next(iter(self.elements(name)), None)

    def _words(self, value: Any) -> set[str]:
        """The words (`unknown`) that stand for no country, date or number in what a value reads."""
        if isinstance(value, str):
            if value in self.flow.get("values", {}):
                return self._words(self.flow["values"][value])
            return set(self.flow["steps"].get(value, {}).get("words", {}))
        if isinstance(value, dict) and "choose" in value:
            return {word for case in value["choose"] for word in self._words(case["value"])}
        return set()

    def moved(self, start: date, add: Data, roll: Any) -> date:
        """A date moved by years and months, then days, then rolled."""
        months = start.year * 12 + start.month - 1 + 12 * add.get("years", 0) + add.get("months", 0)
        year, month = months // 12, months % 12 + 1
        day = date(year, month, min(start.day, calendar.monthrange(year, month)[1])) + timedelta(add.get("days", 0))
        if roll == "end_of_month":
            return date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])
        if roll == "end_of_year":
            return date(day.year, 12, 31)
        if roll:
            closed = self.flow["holidays"][roll["next_working_day"]] if isinstance(roll, dict) else []
            while day.isoweekday() in (6, 7) or day.isoformat() in closed:
                day += timedelta(1)
        return day

    # urgency

    def level(self, urgency: Any) -> str:
        """The level of an `urgency:`."""
        levels: list[str] = list(self.flow["levels"])
        if isinstance(urgency, str) and urgency in levels:
            return urgency
        if isinstance(urgency, str):
            return self.level(self.flow["ladders"][urgency])
        if "as" in urgency:
            return levels[max(levels.index(self.level(urgency["as"])), levels.index(urgency["at_most"]))]
        rungs = [name for name in levels if name in urgency and self.holds(urgency[name])]
        at = levels.index(rungs[0] if rungs else urgency["otherwise"])
        return levels[max(at - 1, 0)] if "raise" in urgency and self.holds(urgency["raise"]) else levels[at]

    # the end

    def ending(self, path: Sequence[str]) -> Ending:
        """What the answers come to, at the end of their path."""
        advice = {
            name: what
            for name, what in self.flow["recommendations"].items()
            if self._exists(what) and self.holds(what.get("when", True))
        }
        advised = {name: self.level(what["urgency"]) for name, what in advice.items()}
        return Ending(
            tuple(path),
            advised,
            min(advised.values(), key=list(self.flow["levels"]).index, default=None),
            tuple(name for name, ground in self.flow.get("grounds", {}).items() if self.holds(ground["when"])),
            {name: self._deadline(what["deadline"]) for name, what in advice.items() if "deadline" in what},
        )

    def _deadline(self, rule: Data) -> str | None:
        start = self._named(rule["on"] if "on" in rule else rule["from"])
        if not isinstance(start, date):
            return None
        if "limit" not in rule:
            return start.isoformat()
        limit = self.flow["limits"][rule["limit"]]
        return self.moved(start, limit["add"], limit.get("roll")).isoformat() if limit["confidence"] == "high" else None


def ending(flow: Data, today: date, answers: Mapping[str, Raw]) -> Ending:
    """Walks the answers to the end.

    Raises:
        Open: a question on the path has no answer.
    """
    at, path, passed = flow["flow"]["start"], [], frozenset[str]()
    while True:
        path.append(at)
        step = flow["steps"][at]
        if question_kind(step):
            if at not in answers:
                raise Open(at, path)
            passed |= {at}
        person = Person(flow, today, answers, passed)
        if "end" in step:
            return person.ending(path)
        ways = step["next"] if isinstance(step["next"], list) else [{"go": step["next"]}]
        at = next(way["go"] for way in ways if person.holds(way.get("when", True)))


def completions(
    flow: Data, today: date, answers: Mapping[str, Raw], domains: Mapping[str, Sequence[Raw]]
) -> Iterator[tuple[Mapping[str, Raw], Ending]]:
    """Every way of answering what is still open on the path, changing nothing that is given, and what it comes to."""
    try:
        yield answers, ending(flow, today, answers)
    except Open as gap:
        for answer in domains[gap.question]:
            yield from completions(flow, today, {**answers, gap.question: answer}, domains)
