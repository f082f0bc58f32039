"""The rules of a flow as straight Python source: two-valued, for whole records. The reference for the compiled rules.

This is what somebody would write by hand who knew that nothing is ever missing: one function with its `if`s, the facts in
local variables, the sets of values as constants. It knows no routes, no third truth value and no because.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
from intake.flow.dates import roll_date, shift_date
from intake.flow.graph import step_order
from intake.flow.model import Flow, Ladder, Limit, Question, Recommendation
from intake.flow.values import Answer, Column, Named, Reference, Today

__all__ = ["Found", "Table", "dict_table", "generated_triage"]

Found = tuple[list[str], list[tuple[str, int, date | None]], int, list[str], list[str]]
"""Path; certain recommendations with rank and deadline, most urgent first; the highest rank; the excluded; the grounds."""

Table = dict[str, tuple[tuple[Callable[[dict[str, Any]], bool] | None, str], ...]]
"""For each step its ways: a guard over the answers (the last has none) and where it leads."""


def dict_table(flow: Flow, today: date) -> Table:
    """The steps as a table of guards, as one writes it who has no machine."""
    generator = Generator(flow, today, read="a.get('{}')", inline=True)
    rows = []
    for name, step in flow.steps.items():
        ways = "".join(
            f"({f'lambda a: {generator.condition(way.when)}' if way.when is not None else 'None'}, {way.go!r}), "
            for way in step.ways
        )
        rows.append(f"{name!r}: ({ways}),")
    names: dict[str, Any] = {}
    exec("table = {\n" + "\n".join(rows) + "\n}", generator.constants, names)
    table: Table = names["table"]
    return table


def generated_triage(flow: Flow, today: date) -> Callable[[dict[str, Any]], Found]:
    """The whole triage of a finished record as one function."""
    generator = Generator(flow, today, read="{}")
    source = generator.triage()
    exec(compile(source, "<generated>", "exec"), generator.constants)
    triage: Callable[[dict[str, Any]], Found] = generator.constants["triage"]
    return triage


class Generator:
    """Writes one flow's conditions as expressions. `read`: how an answer is read; `inline`: facts are written out."""

    def __init__(self, flow: Flow, today: date, *, read: str, inline: bool = False) -> None:
        self.flow, self.today, self._read, self._inline = flow, today, read, inline
        self.constants: dict[str, Any] = {
            "date": date,
            "today": today,
            "shift_date": shift_date,
            "roll_date": roll_date,
        }
        self._levels = len(flow.levels)

    # the function

    def triage(self) -> str:
        """The source of `triage(a)`, where `a` holds the answers by question."""
        lines = ["def triage(a):", *self._walk()]
        self._inline = False
        lines += [f"    f_{name} = {self.condition(self.flow.facts[name].when)}" for name in self._facts_in_order()]
        ladders: dict[Ladder, str] = {}
        for advice in self.flow.recommendations.values():
            if advice.urgency.ladder not in ladders:
                name = ladders[advice.urgency.ladder] = f"level_{len(ladders)}"
                lines += self._ladder(name, advice.urgency.ladder)
        lines += ["    certain, excluded, grounds = [], [], []"]
        for advice in self.flow.recommendations.values():
            lines += self._advice(advice, ladders[advice.urgency.ladder])
        for ground in self.flow.grounds.values():
            lines += [f"    if {self.condition(ground.when)}:", f"        grounds.append({ground.id!r})"]
        lines += ["    certain.sort(key=lambda found: -found[1])"]
        return "\n".join([*lines, "    return path, certain, certain[0][1] if certain else -1, excluded, grounds", ""])

    def _walk(self) -> list[str]:
        """The path: a question that is not on it is no answer (`None`)."""
        self._inline = True
        lines = [f"    {' = '.join(question.id for question in self.flow.questions)} = None"]
        lines += ["    path = []", f"    at = {self.flow.start!r}"]
        for name in step_order(self.flow):
            step = self.flow.steps[name]
            lines += [f"    if at == {name!r}:", f"        path.append({name!r})"]
            if isinstance(step, Question):
                lines += [f"        {name} = a[{name!r}]"]
            ways = "".join(
                f"{way.go!r} if {self.condition(way.when)} else " for way in step.ways if way.when is not None
            )
            lines += [f"        at = {ways}{step.ways[-1].go!r}"] if step.ways else []
        return lines

    def _ladder(self, name: str, ladder: Ladder) -> list[str]:
        rungs = "".join(f"{self._rank(level)} if {self.condition(when)} else " for level, when in ladder.rungs)
        lines = [f"    {name} = {rungs}{self._rank(ladder.otherwise)}"]
        if ladder.lift is not None:
            lines += [
                f"    if {name} < {self._levels - 1} and ({self.condition(ladder.lift)}):",
                f"        {name} += 1",
            ]
        return lines

    def _advice(self, advice: Recommendation, level: str) -> list[str]:
        if (advice.valid_from or date.min) > self.today or (advice.valid_until or date.max) < self.today:
            return [f"    excluded.append({advice.id!r})"]
        capped = level if advice.urgency.at_most is None else f"min({level}, {self._rank(advice.urgency.at_most)})"
        return [
            f"    if {self.condition(advice.when)}:",
            f"        certain.append(({advice.id!r}, {capped}, {self._deadline(advice)}))",
            "    else:",
            f"        excluded.append({advice.id!r})",
        ]

    def _deadline(self, advice: Recommendation) -> str:
        if advice.deadline is None:
            return "None"
        start = self._single(advice.deadline.start)
        if advice.deadline.limit is None:
            return f"{start} if type({start}) is date else None"
        limit = self.flow.limits[advice.deadline.limit]
        return (
            f"{self._limit(limit)}({start}) if type({start}) is date else None"
            if limit.confidence == "high"
            else "None"
        )

    def _limit(self, limit: Limit) -> str:
        holidays = self.flow.holidays.get(limit.holidays or "", frozenset())

        def counted(start: date) -> date | None:
            day = shift_date(start, limit.years, limit.months, limit.days)
            return None if day is None else roll_date(day, limit.roll, holidays)

        return self._constant(counted)

    def _rank(self, level: str) -> int:
        return self.flow.level(level).rank

    def _facts_in_order(self) -> Iterable[str]:
        """Each fact after those that it names."""
        done: dict[str, None] = {}

        def add(name: str) -> None:
            waiting: list[Condition] = [self.flow.facts[name].when]
            while waiting:
                match waiting.pop():
                    case FactIs(fact):
                        add(fact)
                    case AllOf(parts) | AnyOf(parts):
                        waiting += parts
                    case Not(part):
                        waiting.append(part)
            done[name] = None

        for name in self.flow.facts:
            add(name)
        return done

    # conditions

    def condition(self, node: Condition) -> str:
        """The condition as an expression."""
        match node:
            case AllOf(parts):
                return f"({' and '.join(map(self.condition, parts))})" if parts else "True"
            case AnyOf(parts):
                return f"({' or '.join(map(self.condition, parts))})" if parts else "False"
            case Not(part):
                return f"(not {self.condition(part)})"
            case FactIs(fact):
                return self.condition(self.flow.facts[fact].when) if self._inline else f"f_{fact}"
            case Answered(question):
                return f"{self._answer(question)} is not None"
            case OneOf(of, values):
                return self._some(of, lambda element: f"{element} in {self._constant(values)}")
            case HasAny(question, values):
                return f"(not {self._constant(values.isdisjoint)}({self._answer(question)} or ()))"
            case HasAll(question, values):
                answer = self._answer(question)
                return f"({answer} is not None and {self._constant(values.issubset)}({answer}))"
            case HasOnly(question, values):
                answer = self._answer(question)
                allowed = values | ({"none"} & self.flow.question(question).exclusive)
                return f"({answer} is not None and {self._constant(allowed.issuperset)}({answer}))"
            case Within(of, measure, bounds):
                return self._some(of, lambda element: self._within(element, measure, bounds))
            case SameAs(of, others):
                return self._some(of, lambda element: f"{element} != 'unknown' and {element} in {self._all(others)}")
            case OtherThan(of, others):
                return self._some(
                    of, lambda element: f"{element} != 'unknown' and {element} not in {self._all(others)}"
                )
            case _:
                assert_never(node)

    def _within(self, element: str, measure: str, bounds: Bounds) -> str:
        signs = ((">", bounds.over), (">=", bounds.at_least), ("<", bounds.under), ("<=", bounds.at_most))
        limits = [(sign, bound) for sign, bound in signs if bound is not None]
        kind = "int" if measure == "plain" and isinstance(limits[0][1], int) else "date"
        days = {"days_since": f"(today - {element}).days", "days_until": f"({element} - today).days"}
        compared = [f"{days.get(measure, element)} {sign} {self._bound(bound)}" for sign, bound in limits]
        return f"type({element}) is {kind} and {' and '.join(compared)}"

    def _bound(self, bound: int | date | Today) -> str:
        return "today" if isinstance(bound, Today) else repr(bound) if isinstance(bound, int) else self._constant(bound)

    def _some(self, of: Reference, test: Callable[[str], str]) -> str:
        """Whether some element of the reference passes: its only one, or one of several."""
        if isinstance(of, Answer | Column) and self.flow.question(of.question).several:
            elements = f"{self._answer(of.question)} or ()"
            if isinstance(of, Column):
                cell = self._cell(of)
                elements = f"[c for k in {elements} if (c := {cell}(k)) is not None]"
            return f"any({test('e')} for e in {elements})"
        single = self._single(of)
        return f"({single} is not None and {test(single)})"

    def _all(self, others: tuple[Reference, ...]) -> str:
        """All that the references read, as one tuple."""
        parts = []
        for other in others:
            if isinstance(other, Answer) and self.flow.question(other.question).several:
                parts.append(f"*({self._answer(other.question)} or ())")
            else:
                parts.append(self._single(other))
        return f"({', '.join(parts)},)"

    def _single(self, of: Reference) -> str:
        match of:
            case Answer(question):
                return self._answer(question)
            case Column(question):
                return f"{self._cell(of)}({self._answer(question)})"
            case Named(name):
                raise NotImplementedError(f"'{name}': the generator does not write values")
            case _:
                assert_never(of)

    def _cell(self, of: Column) -> str:
        """The column as the lookup of a dict: every key that an answer can be, but for words, has its cell."""
        question = self.flow.question(of.question)
        table = self.flow.tables[question.table or ""]
        keys = [key for (key,) in table.rows]
        cells = {key: table.cell((key,), of.column, self.today) for key in keys}
        otherwise = (table.otherwise or {}).get(of.column)
        words = {word: None for word in question.words if word not in cells}
        known: dict[Any, Any] = {None: None, **words, **cells}
        return self._constant(known.get if otherwise is None else lambda key: known.get(key, otherwise))

    def _answer(self, question: str) -> str:
        return self._read.format(question)

    def _constant(self, value: object) -> str:
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name
