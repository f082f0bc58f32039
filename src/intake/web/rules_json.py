"""The rules of a flow as plain JSON, for a reading in another language: what `static/reading.js` is made from.

A node is a list: its kind, then its parts. Dates are whole days since 1970-01-01, so that they compare and count as
numbers do; a text is always a word. Questions, facts and steps are named by their number.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, assert_never

from intake.flow.conditions import (
    AllOf,
    Answered,
    AnyOf,
    Bounds,
    Condition,
    FactIs,
    HasAll,
    HasAny,
    HasOnly,
    Not,
    OneOf,
    OtherThan,
    SameAs,
    Within,
)
from intake.flow.graph import step_order
from intake.flow.model import DeadlineRule, Flow, Ladder, Question, Recommendation, Step
from intake.flow.named import Node, questions_of, words_of
from intake.flow.tables import Table
from intake.flow.values import (
    Answer,
    Choose,
    Column,
    Constant,
    Earliest,
    Latest,
    LookUp,
    Named,
    Shifted,
    Sum,
    Times,
    Today,
    Value,
)

__all__ = ["RulesWriter", "day_number"]

_EPOCH = date(1970, 1, 1).toordinal()

Json = Any


def day_number(day: date) -> int:
    """Whole days since 1970-01-01.

    >>> day_number(date(1970, 1, 2))
    1
    """
    return day.toordinal() - _EPOCH


class RulesWriter:
    """Writes one flow. Tables are cut to the columns that the conditions and values read, so `whole` comes last."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._facts = {name: at for at, name in enumerate(flow.facts)}
        self._ladders: dict[Ladder, int] = {}
        self._columns: dict[str, set[str]] = {}

    def whole(self) -> dict[str, Json]:
        """All that decides what answers come to, on any date; no text for people. The same flow gives the same JSON."""
        flow = self._flow
        order = step_order(flow)
        number = {name: at for at, name in enumerate(order)}
        written = {
            "levels": [level.id for level in reversed(flow.levels)],
            "questions": [self._question(question) for question in flow.questions],
            "start": number[flow.start],
            "steps": [self._step(flow.steps[name], number) for name in order],
            "routing": self._named(
                *(way.when for name in order for way in flow.steps[name].ways if way.when is not None)
            ),
            "facts": [self.condition(fact.when) for fact in flow.facts.values()],
            "values": {name: self.value(value) for name, value in flow.values.items()},
            "recommendations": [self._recommendation(advice) for advice in flow.recommendations.values()],
            "grounds": [[name, self.condition(ground.when)] for name, ground in flow.grounds.items()],
        }
        written["ladders"] = [self._ladder(ladder) for ladder in self._ladders]
        written["limits"] = {
            limit.id: [limit.years, limit.months, limit.days, limit.roll, limit.holidays]
            for limit in flow.limits.values()
            if limit.confidence == "high"
        }
        written["holidays"] = {name: sorted(map(day_number, days)) for name, days in flow.holidays.items()}
        written["tables"] = {name: self._table(flow.tables[name], columns) for name, columns in self._columns.items()}
        return written

    def condition(self, node: Condition) -> Json:
        """A condition as a list."""
        match node:
            case AllOf(nodes):
                return ["all", *map(self.condition, nodes)]
            case AnyOf(nodes):
                return ["any", *map(self.condition, nodes)]
            case Not(part):
                return ["not", self.condition(part)]
            case FactIs(fact):
                return ["fact", self._facts[fact]]
            case Answered(question):
                return ["answered", self._index(question)]
            case OneOf(of, values):
                return ["one_of", self.value(of), sorted(map(_plain, values), key=str)]
            case HasAny(question, chosen):
                return ["has_any", self._index(question), sorted(chosen)]
            case HasAll(question, chosen):
                return ["has_all", self._index(question), sorted(chosen)]
            case HasOnly(question, chosen):
                allowed = chosen | ({"none"} & self._flow.question(question).exclusive)
                return ["has_only", self._index(question), sorted(allowed)]
            case Within(of, measure, bounds):
                return ["within", self.value(of), measure, _bounds(bounds)]
            case SameAs(of, others):
                return ["same_as", self.value(of), [self.value(other) for other in others]]
            case OtherThan(of, others):
                return ["other_than", self.value(of), [self.value(other) for other in others]]
            case _:
                assert_never(node)

    def value(self, node: Value) -> Json:
        """A value as a list."""
        match node:
            case Constant(constant):
                return ["constant", _plain(constant)]
            case Today():
                return ["today"]
            case Answer(question):
                return ["answer", self._index(question)]
            case Column(question, column):
                table = self._flow.question(question).table or ""
                self._columns.setdefault(table, set()).add(column)
                return ["column", self._index(question), table, column, self._no_keys(question, table)]
            case Named(name):
                return ["named", name]
            case Choose(cases):
                return ["choose", *([self.condition(case.when), self.value(case.value)] for case in cases)]
            case LookUp(table, row, column):
                self._columns.setdefault(table, set()).add(column)
                keys = {cell for key in self._flow.tables[table].rows for cell in key}
                return [
                    "look_up",
                    [[self.value(part), sorted(words_of(self._flow, part) - keys)] for part in row],
                    table,
                    column,
                ]
            case Sum(values):
                return ["sum", *map(self.value, values)]
            case Times(value, by):
                return ["times", self.value(value), by]
            case Shifted(start, years, months, days, roll, holidays):
                return ["shifted", self.value(start), [years, months, days, roll, holidays]]
            case Earliest(values):
                return ["earliest", *map(self.value, values)]
            case Latest(values):
                return ["latest", *map(self.value, values)]
            case _:
                assert_never(node)

    def _index(self, question: str) -> int:
        return self._flow.question(question).index

    def _question(self, question: Question) -> Json:
        """What reading an answer needs. `missing` is for records: an interview asks."""
        written: dict[str, Json] = {"id": question.id, "kind": question.kind}
        if question.options:
            written["options"] = list(question.options)
        if question.words:
            written["words"] = list(question.words)
        if question.exclusive:
            written["exclusive"] = sorted(question.exclusive)
        if (bounds := _bounds(question.range)) != [None] * 4:
            written["range"] = bounds
        if question.missing is not None:
            written["missing"] = _plain(question.missing)
        return written

    def _step(self, step: Step, number: Mapping[str, int]) -> Json:
        """The step's id, its question (or `null`), and its ways on: where to, and when if not always."""
        asks = step.index if isinstance(step, Question) else None
        ways = [
            [number[way.go]] if way.when is None else [number[way.go], self.condition(way.when)] for way in step.ways
        ]
        return [step.id, asks, ways]

    def _recommendation(self, advice: Recommendation) -> Json:
        written: dict[str, Json] = {
            "id": advice.id,
            "when": self.condition(advice.when),
            "named": self._named(advice.when),
            "ladder": self._ladders.setdefault(advice.urgency.ladder, len(self._ladders)),
            "sources": list(advice.sources),
        }
        if advice.urgency.at_most is not None:
            written["at_most"] = self._flow.level(advice.urgency.at_most).rank
        if advice.deadline is not None:
            written["deadline"] = self._deadline(advice.deadline)
        for key, day in (("valid_from", advice.valid_from), ("valid_until", advice.valid_until)):
            if day is not None:
                written[key] = day_number(day)
        return written

    def _deadline(self, rule: DeadlineRule) -> Json:
        return [self.value(rule.start), rule.limit]

    def _ladder(self, ladder: Ladder) -> Json:
        """Rungs from the highest down, as ranks; equals in the flow's order."""
        rank = {level.id: level.rank for level in self._flow.levels}
        rungs = sorted(((rank[level], when) for level, when in ladder.rungs), key=lambda rung: -rung[0])
        conditions = [when for _, when in rungs] + ([ladder.lift] if ladder.lift is not None else [])
        written: dict[str, Json] = {
            "rungs": [[level, self.condition(when)] for level, when in rungs],
            "otherwise": rank[ladder.otherwise],
            "named": self._named(*conditions),
        }
        if ladder.lift is not None:
            written["lift"] = self.condition(ladder.lift)
        return written

    def _named(self, *nodes: Node) -> list[int]:
        return sorted(self._index(name) for name in questions_of(self._flow, *nodes))

    def _no_keys(self, question: str, table: str) -> list[str]:
        """The words of a question that are no key of its table."""
        return sorted(
            word for word in self._flow.question(question).words if (word,) not in self._flow.tables[table].rows
        )

    def _table(self, table: Table, columns: set[str]) -> Json:
        """The columns that are read, as _packed; the rows' keys; the days between which some rows exist."""
        read = [column for column in table.columns if column in columns]
        rows = [(key, row) for key, rows in table.rows.items() for row in rows]
        written: dict[str, Json] = {
            "keys": [[_plain(cell) for cell in key] for key, _ in rows],
            "columns": {column: _packed([_plain(row.cells.get(column)) for _, row in rows]) for column in read},
        }
        if dates := {
            at: [_plain(row.valid_from), _plain(row.valid_until)]
            for at, (_, row) in enumerate(rows)
            if row.valid_from or row.valid_until
        }:
            written["dates"] = dates
        if table.otherwise is not None:
            written["otherwise"] = {column: _plain(table.otherwise.get(column)) for column in read}
        return written


def _packed(cells: list[Json]) -> Json:
    """The cells that differ, and a letter for each row: "0" the first of them, then on by code point.

    >>> _packed(["party", None, None, "party"])
    [['party', None], '0110']
    """
    differ: dict[str, Json] = {}
    for cell in cells:
        differ.setdefault(repr(cell), cell)
    place = {key: chr(ord("0") + at) for at, key in enumerate(differ)}
    return [list(differ.values()), "".join(place[repr(cell)] for cell in cells)]


def _plain(value: object) -> Json:
    if isinstance(value, date):
        return day_number(value)
    return list(value) if isinstance(value, tuple) else value


def _bounds(bounds: Bounds) -> list[Json]:
    """Over, at least, under, at most; `null` where there is none, "today" for the date of the triage."""
    return [
        "today" if isinstance(bound, Today) else _plain(bound)
        for bound in (bounds.over, bounds.at_least, bounds.under, bounds.at_most)
    ]
