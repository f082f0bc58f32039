"""From the document to conditions and values: names resolved, kinds checked, every fault with its place and its mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Protocol

from intake.flow.conditions import (
    ALWAYS,
    AllOf,
    Answered,
    AnyOf,
    Bounds,
    Condition,
    FactIs,
    HasAll,
    HasAny,
    HasOnly,
    Measure,
    Not,
    OneOf,
    OtherThan,
    SameAs,
    Within,
)
from intake.flow.countries import COUNTRIES
from intake.flow.dates import read_date
from intake.flow.findings import Path_, nearest
from intake.flow.names import KINDS, Names, Reads
from intake.flow.tables import Cell, Table
from intake.flow.values import (
    TODAY,
    Answer,
    Bound,
    Case,
    Choose,
    Column,
    Constant,
    Earliest,
    Latest,
    LookUp,
    Named,
    Reference,
    Shifted,
    Sum,
    Times,
    Value,
)

__all__ = ["Find", "Parser"]

_BOUNDS = ("over", "at_least", "under", "at_most")
_HAS: dict[str, Callable[[str, frozenset[str]], Condition]] = {
    "has": HasAny,
    "has_any": HasAny,
    "has_all": HasAll,
    "has_only": HasOnly,
}


_COMPARED = {
    "word": "compare it with a value or a list of values: `custody: [detained, free]`",
    "words": "use has, has_any, has_all or has_only",
    "country": "compare it with a country or a list of countries, or by same_as, other_than",
    "countries": "use has, has_any, has_all, has_only, same_as or other_than",
    "number": "use over, at_least, under or at_most",
    "date": "use over, at_least, under, at_most, days_since or days_until",
}


class Find(Protocol):
    """How a fault is reported: its code, sentence, hint and path in the document."""

    def __call__(self, code: str, message: str, hint: str, path: Path_, *, key: bool = False, part: str = "") -> None:
        """Reports one fault; with `key` the caret marks the key of `path`, else its value, or the `part` of that."""


class Parser:
    """Reads conditions and values of one flow. What is broken is reported and read as *always*, so that one run finds all."""

    def __init__(self, names: Names, find: Find, *, sound: bool = False) -> None:
        """With `sound`, all was found sound before: the values of comparisons are not looked up again."""
        self._names, self._find, self._sound = names, find, sound
        self._columns: dict[tuple[str, str], set[Cell]] = {}

    # conditions

    def condition(self, data: Any, path: Path_) -> Condition:
        """The condition that `data` writes; `true` is always."""
        if data is True:
            return ALWAYS
        parts = [self._entry(key, value, (*path, key)) for key, value in data.items()]
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _entry(self, key: str, data: Any, path: Path_) -> Condition:
        if key == "all":
            return AllOf(self._conditions(data, path))
        if key == "any":
            return AnyOf(self._conditions(data, path))
        if key == "not":
            return Not(self.condition(data, path))
        if key == "answered":
            if data in self._names.questions:
                return Answered(data)
            self._unknown(data, path, self._names.questions)
            return ALWAYS
        if key in self._names.facts and key not in self._names.questions:
            return self._fact(key, data, path)
        reference = self.reference(key, path, key=True)
        if reference is None:
            return ALWAYS
        kind = self._names.reads(key)
        if isinstance(data, dict):
            parts = [self._operator(reference, kind, name, value, (*path, name)) for name, value in data.items()]
            bounds = [part for part in parts if isinstance(part, Within) and part.measure == "plain"]
            others = [part for part in parts if part not in bounds]
            if len(bounds) > 1:
                others.append(_joined(bounds))
            else:
                others += bounds
            return others[0] if len(others) == 1 else AllOf(tuple(others))
        return self._one_of(reference, kind, data, path)

    def _conditions(self, data: list[Any], path: Path_) -> tuple[Condition, ...]:
        return tuple(self.condition(part, (*path, at)) for at, part in enumerate(data))

    def _fact(self, name: str, data: Any, path: Path_) -> Condition:
        if not isinstance(data, bool):
            self._find("E218", f"'{name}' is a fact: it is true or false", f"write `{name}: true`", path)
            return ALWAYS
        return FactIs(name) if data else Not(FactIs(name))

    def _one_of(self, reference: Reference, kind: Reads, data: Any, path: Path_) -> Condition:
        if kind in ("words", "countries") and isinstance(reference, Answer):
            hint = f"write {{has: {data}}}, or has_any, has_all, has_only"
            if isinstance(data, list):
                hint = f"write {{has_any: [{', '.join(map(str, data))}]}}, or has_all, has_only"
            self._find("E216", f"'{reference.question}' has several answers: equality does not fit", hint, path)
            return ALWAYS
        if isinstance(data, bool):
            hint = f'write a value; the word itself stands in quotes: "{str(data).lower()}"'
            self._find("E218", "only a fact is true or false", hint, path)
            return ALWAYS
        given = data if isinstance(data, list) else [data]
        values = frozenset(
            self._value_of(reference, kind, value, (*path, at) if isinstance(data, list) else path)
            for at, value in enumerate(given)
        )
        return OneOf(reference, values)

    def _value_of(self, reference: Reference, kind: Reads, value: Any, path: Path_) -> str | int | date:
        """One value of a comparison, checked against what the reference can read."""
        day = read_date(value) if kind == "date" and isinstance(value, str) else None
        if day is not None:
            return day
        if isinstance(reference, Answer):
            self._offered(reference.question, value, path)
        elif kind == "number":
            if not isinstance(value, int):
                self._find("E215", f"'{value}' is not a number, but a number is compared", "write digits", path)
        elif isinstance(reference, Column):
            self._in_column(reference, value, path)
        return str(value) if kind in ("word", "country", "words", "countries") else value

    def _offered(self, name: str, value: Any, path: Path_) -> None:
        if self._sound:
            return
        question = self._names.questions[name]
        if value in question.words or (question.kind == "number" and isinstance(value, int)):
            return
        countries = question.kind in ("country", "countries")
        offered: Iterable[str] = COUNTRIES if countries else question.options
        if value in offered:
            return
        known = [*question.words, *offered]
        capitals = str(value).strip().upper()
        near = (capitals if capitals in COUNTRIES else None) if countries else nearest(str(value), known)
        some = "two capital letters (ISO 3166-1)" if countries else "its values: " + ", ".join(known[:12])
        if question.kind in ("date", "number"):
            some = "compare with over, at_least, under, at_most" + (f"; its words: {', '.join(known)}" if known else "")
        self._find("E204", f"'{name}' has no value '{value}'", f"did you mean '{near}'?" if near else some, path)

    def _in_column(self, reference: Column, value: Any, path: Path_) -> None:
        table = self._names.table_of(reference.question)
        if table is None or self._sound:
            return
        cells = self._columns.get((table.id, reference.column))
        if cells is None:
            cells = {row.cells.get(reference.column) for rows in table.rows.values() for row in rows}
            cells.add((table.otherwise or {}).get(reference.column))
            self._columns[table.id, reference.column] = cells
        if value not in cells:
            known = sorted(str(cell) for cell in cells if cell is not None)
            near = nearest(str(value), known)
            hint = f"did you mean '{near}'?" if near else "it has: " + ", ".join(known[:12])
            self._find("E204", f"no row of '{table.id}' has '{value}' in '{reference.column}'", hint, path)

    def _operator(self, reference: Reference, kind: Reads, name: str, data: Any, path: Path_) -> Condition:
        if name in _HAS:
            return self._has(reference, kind, name, data, path)
        if name in _BOUNDS:
            if kind not in ("number", "date", "unknown"):
                return self._misfit(reference, name, kind, "numbers and dates", path)
            return Within(reference, "plain", Bounds(**{name: self._bound(data, kind, path)}))
        if name in ("days_since", "days_until"):
            if kind not in ("date", "unknown"):
                return self._misfit(reference, name, kind, "dates", path)
            bounds = {key: self._bound(value, "number", (*path, key)) for key, value in data.items()}
            measure: Measure = "days_since" if name == "days_since" else "days_until"
            return Within(reference, measure, Bounds(**bounds))
        others = tuple(
            other for at, item in enumerate(data) if (other := self.reference(item, (*path, at))) is not None
        )
        return SameAs(reference, others) if name == "same_as" else OtherThan(reference, others)

    def _misfit(self, reference: Reference, operator: str, kind: Reads, fits: str, path: Path_) -> Condition:
        message = f"'{operator}' is for {fits}, and '{path[-2]}' is {KINDS[kind]}"
        self._find("E215", message, _COMPARED.get(kind, "name something of that kind"), path, key=True)
        return ALWAYS

    def _has(self, reference: Reference, kind: Reads, name: str, data: Any, path: Path_) -> Condition:
        if not isinstance(reference, Answer) or kind not in ("words", "countries"):
            return self._misfit(reference, name, kind, "questions with several answers", path)
        values = data if isinstance(data, list) else [data]
        for at, value in enumerate(values):
            place = (*path, at) if isinstance(data, list) else path
            self._offered(reference.question, value, place)
            if value == "none" and value in self._names.questions[reference.question].exclusive:
                self._find("E216", "'none' equals an empty list", "write {has_only: []}", place)
        return _HAS[name](reference.question, frozenset(map(str, values)))

    def _bound(self, data: Any, kind: Reads, path: Path_) -> Bound:
        if kind in ("date", "unknown") and isinstance(data, str):
            day = TODAY if data == "today" else read_date(data)
            if day is not None:
                return day
        if kind != "date" and isinstance(data, int) and not isinstance(data, bool):
            return data
        expected = "a date as 2026-11-24, or `today`" if kind == "date" else "a whole number"
        self._find("E215", f"'{data}' cannot be compared here", f"write {expected}", path)
        return 0

    # values

    def value(self, data: Any, path: Path_) -> Value:
        """The value that `data` writes."""
        if isinstance(data, int):
            return Constant(data)
        if isinstance(data, str):
            day = read_date(data)
            if day:
                return Constant(day)
            return TODAY if data == "today" else (self._single(data, path) or Constant(0))
        if "word" in data:
            return Constant(str(data["word"]))
        if "choose" in data:
            cases = [self._case(case, (*path, "choose", at)) for at, case in enumerate(data["choose"])]
            self._alike([case.get("value") for case in data["choose"]], (*path, "choose"))
            return Choose(tuple(cases))
        if "look_up" in data:
            return self._look_up(data["look_up"], (*path, "look_up"))
        if "sum" in data:
            return Sum(tuple(self._of_kind("number", part, (*path, "sum", at)) for at, part in enumerate(data["sum"])))
        if "times" in data:
            inner = data["times"]
            return Times(self._of_kind("number", inner["value"], (*path, "times", "value")), inner["by"])
        if "from" in data:
            return self._shifted(data, path)
        kind = "earliest" if "earliest" in data else "latest"
        parts = tuple(self.value(part, (*path, kind, at)) for at, part in enumerate(data[kind]))
        self._alike(data[kind], (*path, kind), ordered=True)
        return Earliest(parts) if kind == "earliest" else Latest(parts)

    def _case(self, data: Any, path: Path_) -> Case:
        when = self.condition(data["when"], (*path, "when")) if "when" in data else ALWAYS
        return Case(when, self.value(data["value"], (*path, "value")))

    def _look_up(self, data: Any, path: Path_) -> Value:
        table = self._names.tables.get(data["table"])
        if table is None:
            if data["table"] not in self._names.broken:
                self._unknown(data["table"], (*path, "table"), self._names.tables, "E206", "table")
            return Constant(0)
        self._column_of(table, data["column"], (*path, "column"))
        raw = data["row"] if isinstance(data["row"], list) else [data["row"]]
        if len(raw) != len(table.key):
            hint = f"its keys: {', '.join(table.key)}"
            self._find("E206", f"'{table.id}' has {len(table.key)} keys, not {len(raw)}", hint, (*path, "row"))
        at_list = isinstance(data["row"], list)
        row = tuple(self.value(part, (*path, "row", at) if at_list else (*path, "row")) for at, part in enumerate(raw))
        return LookUp(table.id, row, data["column"])

    def _shifted(self, data: Any, path: Path_) -> Value:
        add = data.get("add", {})
        roll, holidays = read_roll(data.get("roll"))
        start = self._of_kind("date", data["from"], (*path, "from"))
        return Shifted(start, add.get("years", 0), add.get("months", 0), add.get("days", 0), roll, holidays)

    def _of_kind(self, wanted: Reads, data: Any, path: Path_) -> Value:
        kind = self._names.reads(data)
        if kind not in (wanted, "unknown"):
            self._find(
                "E215", f"{KINDS[wanted]} is needed here, this is {KINDS[kind]}", "use a value of that kind", path
            )
        return self.value(data, path)

    def _alike(self, parts: list[Any], path: Path_, *, ordered: bool = False) -> None:
        kinds = {kind for part in parts if (kind := self._names.reads(part)) != "unknown"}
        if ordered and kinds - {"number", "date"}:
            self._find("E215", "the earliest or latest is of numbers or dates", "use values of that kind", path)
        elif len(kinds) > 1:
            said = ", ".join(KINDS[kind] for kind in sorted(kinds))
            self._find("E215", f"these are of different kinds: {said}", "use one kind", path)

    def _single(self, name: str, path: Path_) -> Reference | None:
        """A reference where one value is needed."""
        reference = self.reference(name, path)
        if isinstance(reference, Answer | Column) and self._names.questions[reference.question].several:
            hint = "test it by has_any, same_as … in a condition"
            self._find("E215", f"'{reference.question}' has several answers; one value is needed here", hint, path)
        return reference

    # references

    def reference(self, name: Any, path: Path_, *, key: bool = False) -> Reference | None:
        """The answer, table column or value of that name; `None` (and a finding) if there is none."""
        if name in self._names.questions:
            return Answer(name)
        if name in self._names.values:
            return Named(name)
        question, dot, column = str(name).partition(".")
        if dot and question in self._names.questions:
            table = self._names.table_of(question)
            if table is None:
                if self._names.questions[question].table not in self._names.broken:
                    hint = "give the question a table: `country: {table: countries}`"
                    self._find("E207", f"'{question}' reads no table", hint, path, key=key)
                return None
            return Column(question, column) if self._column_of(table, column, path, key=key) else None
        self._unknown(name, path, [*self._names.questions, *self._names.facts, *self._names.values], key=key)
        return None

    def _column_of(self, table: Table, column: str, path: Path_, *, key: bool = False) -> bool:
        kind = table.columns.get(column)
        if kind is None:
            near = nearest(column, table.columns)
            hint = f"did you mean '{near}'?" if near else f"its columns: {', '.join(list(table.columns)[:12])}"
            self._find("E207", f"the table '{table.id}' has no column '{column}'", hint, path, key=key)
        elif kind == "text":
            hint = f"declare it: `columns: {{{column}: word}}` (or country, number, date)"
            self._find("E207", f"'{column}' of '{table.id}' is text to read, not to compare", hint, path, key=key)
        return kind is not None and kind != "text"

    def _unknown(
        self,
        name: Any,
        path: Path_,
        known: Iterable[str],
        code: str = "E203",
        what: str = "question",
        *,
        key: bool = False,
    ) -> None:
        if name in self._names.broken:
            return
        near = nearest(str(name), known)
        hint = f"did you mean '{near}'?" if near else f"declare it, or use a {what} that is there"
        if what == "question" and name in self._names.facts:
            hint = f"'{name}' is a fact: it has no value; name a question"
        self._find(code, f"unknown {what} '{name}'", hint, path, key=key)


def _joined(parts: list[Within]) -> Within:
    """Bounds of one reference that all must hold, as one node."""
    merged: dict[str, Bound] = {}
    for part in parts:
        merged.update({name: bound for name in _BOUNDS if (bound := getattr(part.bounds, name)) is not None})
    return Within(parts[0].of, parts[0].measure, Bounds(**merged))


def read_roll(data: Any) -> tuple[Any, str | None]:
    """`roll:` of a date: how it rolls, and by which list of holidays."""
    if isinstance(data, dict):
        return "next_working_day", data["next_working_day"]
    return data, None
