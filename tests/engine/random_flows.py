"""Random small flows, valid by construction, and random answers to them: hypothesis strategies that shrink to a few lines.

A flow is plain data, as its YAML would be read. Steps stand in an order and ways lead only onwards; what no way leads to
is left out; a way names only what can come before it. Thresholds are drawn from the answers' own pools, so that
comparisons meet their bounds. Simplest choices come first: that is where hypothesis shrinks to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

__all__ = ["INVALID", "TODAY", "Answers", "Case", "Sample", "cases", "partial_answers", "samples", "smaller"]

TODAY = date(2026, 11, 24)
KINDS = ("choice", "choices", "number", "date", "country", "countries")
KINDS_OF_VALUES = {
    "number": ("number",),
    "date": ("date",),
    "choice": ("number", "word"),
    "country": ("number", "country", "word", "date"),
}
"""What kinds of value can depend on an answer: by itself, by a column or by a look-up."""
NUMBERS = (0, 5, 10, -1)
DATES = ("2026-11-24", "2026-11-21", "2026-11-27", "2026-01-31", "2024-02-29", "2026-12-25")
CODES = ("FR", "HK", "NO")
VALUES = ("a", "b", "c")
ZONES = ("east", "west")
LEVELS = ("emergency", "urgent", "soon", "planned")
INVALID: tuple[Any, ...] = (
    "zz",
    "2026-02-30",
    "01.02.2026",
    True,
    ["zz"],
    ["a", "none"],
    ["FR", "unknown"],
    {"a": 1},
    7.5,
    None,
)

Data = dict[str, Any]
Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Sample:
    """A flow, and for each question the answers that are tried: all of them, or for dates and numbers those that differ."""

    flow: Data
    domains: Mapping[str, tuple[Any, ...]]

    def __repr__(self) -> str:
        """The flow as one can paste it, without what every flow has."""
        shown = {key: self.flow[key] for key in self.flow if key not in ("levels", "sources", "holidays", "limits")}
        return f"Sample(\n{json.dumps(shown, indent=1)}\ndomains={json.dumps(dict(self.domains))}\n)"


class Draft:
    """A flow being drawn. Each method draws one part; `scope` is the set of questions that the part may name."""

    def __init__(self, draw: st.DrawFn, *, max_steps: int) -> None:
        self._draw = draw
        self.steps: dict[str, Data] = {}
        self.kinds: dict[str, str] = {}
        self.domains: dict[str, tuple[Any, ...]] = {}
        self.facts: dict[str, Any] = {}
        self.values: dict[str, Any] = {}
        self.value_kinds: dict[str, str] = {}
        self.tables: dict[str, Any] = {}
        self.ladders: dict[str, Any] = {}
        self._shape(max_steps)
        self._tables()
        every = frozenset(self.kinds)
        for at in range(self.number(0, 3)):
            kind = self.one_of(*self._kinds_of_values())
            self.values[f"v{at}"], self.value_kinds[f"v{at}"] = self.value(kind, every, 2), kind
            if at < 2:
                self.facts[f"f{at}"] = self.condition(every, 1)
        self._ways()
        for at in range(self.number(0, 2)):
            self.ladders[f"ladder{at}"] = self.ladder()

    def _kinds_of_values(self) -> list[str]:
        """What values there can be that depend on an answer; any, if there are none."""
        found = [kind for asked in self.kinds.values() for kind in KINDS_OF_VALUES.get(asked, ())]
        return list(dict.fromkeys(found)) or ["number", "date", "word"]

    # drawing

    def one_of(self, *things: Any) -> Any:
        return self._draw(st.sampled_from(things))

    def number(self, least: int, most: int) -> int:
        return self._draw(st.integers(least, most))

    def some(self, things: Sequence[Any], least: int = 1, most: int | None = None) -> list[Any]:
        """Some of them, in their order."""
        size = self.number(least, len(things) if most is None else min(most, len(things)))
        chosen: list[Any] = self._draw(st.permutations(range(len(things))))[:size]
        return [things[at] for at in sorted(chosen)]

    def maybe(self) -> bool:
        return bool(self._draw(st.booleans()))

    # steps

    def _shape(self, max_steps: int) -> None:
        kinds = [self.one_of(*KINDS), *(self.one_of(*KINDS, "message") for _ in range(self.number(0, max_steps - 1)))]
        names = [f"m{at}" if kind == "message" else f"q{at}" for at, kind in enumerate(kinds)]
        ends = ["done", "stop"]
        onward = [*names, *ends]
        goes = {
            name: [onward[self.number(at + 1, len(onward) - 1)] for _ in range(self.number(0, 2))]
            + [onward[min(at + 1 + self.one_of(0, 0, 0, 1, 2), len(onward) - 1)]]
            for at, name in enumerate(names)
        }
        reached, asked_before = {names[0]}, dict.fromkeys(onward, False)
        for name, kind in zip(names, kinds, strict=True):
            if name in reached:
                asked = asked_before[name] or kind != "message"
                goes[name] = goes[name] if asked else goes[name][-1:]  # nothing to decide by
                reached |= set(goes[name])
                asked_before |= {go: asked_before[go] or asked for go in goes[name]}
        self._goes = {name: goes[name] for name in names if name in reached}
        for name, kind in zip(names, kinds, strict=True):
            if name in reached:
                self.steps[name] = {"say": "Read this."} if kind == "message" else self._question(name, kind)
        self.steps |= {name: {"end": "Thank you."} for name in ends if name in reached}
        if self.maybe():
            self.steps = {"welcome": {"say": "Welcome.", "next": names[0]}} | self.steps

    def _question(self, name: str, kind: str) -> Data:
        self.kinds[name] = kind
        step: Data = {"ask": f"What is {name}?"}
        words: list[str] = []
        if kind in ("choice", "choices"):
            offered = [*VALUES[: self.number(2, 3 if kind == "choice" else 2)]]
            exclusive = kind == "choices" and self.maybe()
            step[kind] = {value: value.upper() for value in (*offered, *(["none"] if exclusive else []))}
            if exclusive:
                step["exclusive"] = ["none"]
            every = [list(some) for size in range(len(offered) + 1) for some in combinations(offered, size)]
            domain: list[Any] = offered if kind == "choice" else [*every, *([["none"]] if exclusive else [])]
        else:
            words = ["unknown"] if self.maybe() else []
            if kind in ("date", "number"):
                words += ["none"] if self.maybe() else []
                domain = self.some(DATES if kind == "date" else NUMBERS, 2, 3)
                step[kind] = {}
                if kind == "number" and self.maybe():
                    step["range"] = {"at_least": -1, "at_most": 10}
            else:
                step[kind] = {"table": "states"} if self.maybe() else {}
                domain = self.some(CODES, 2, 3)
                if kind == "countries":
                    domain = [[], [domain[0]], domain]
            domain = [*domain, *([[word] for word in words] if kind == "countries" else words)]
            if words:
                step["words"] = {word: f"It is {word}" for word in words}
        self.domains[name] = tuple(domain)
        return step

    def _ways(self) -> None:
        """Ways whose conditions name only what can come before."""
        before: dict[str, frozenset[str]] = dict.fromkeys(self.steps, frozenset())
        for name, goes in self._goes.items():
            here = before[name] | ({name} if name in self.kinds else frozenset())
            ways = [{"when": self.condition(here, 1), "go": go} for go in goes[:-1]]
            self.steps[name]["next"] = [*ways, {"go": goes[-1]}] if ways else goes[-1]
            for go in goes:
                before[go] |= here

    # tables

    def _tables(self) -> None:
        rows: list[Data] = [{"code": "FR", "zone": "east", "days": 5, "since": "2026-01-31", "acts_for": "NO"}]
        if self.maybe():
            rows.append({"code": "HK", "acts_for": "FR"} | ({"zone": "west"} if self.maybe() else {"days": 10}))
        if self.maybe():
            rows[0] |= self.one_of(
                {"valid_until": "2026-11-24"}, {"valid_until": "2026-11-23"}, {"valid_from": "2026-11-25"}
            )
            rows.append({"code": "FR", "zone": "west", "days": 0, "valid_from": "2027-01-01"})
            rows[0].setdefault("valid_until", "2026-12-31")
        columns = {"zone": "word", "days": "number", "since": "date", "acts_for": "country"}
        self.tables["states"] = {"key": "code", "columns": columns, "rows": rows}
        if self.maybe():
            self.tables["states"]["otherwise"] = {"zone": "west", "days": 1}
        grid = [
            {"left": left, "right": right, "fee": fee}
            for (left, right), fee in zip(
                (("a", "a"), ("a", "FR"), ("b", "FR"), ("FR", "HK"), ("b", "a")), (0, 5, 10, 5, -1), strict=True
            )
        ]
        self.tables["grid"] = {"key": ["left", "right"], "columns": {"fee": "number"}, "rows": grid}

    # conditions

    def condition(self, scope: frozenset[str], depth: int) -> Any:
        """A condition that names only questions of the scope, looking through facts and values."""
        shape = self.one_of("leaf", "leaf", "leaf", "any", "all", "not", "mapping") if depth else "leaf"
        if shape == "not":
            return {"not": self.condition(scope, depth - 1)}
        if shape in ("all", "any"):
            return {shape: [self.condition(scope, depth - 1) for _ in range(self.number(1, 3))]}
        leaf = self._leaf(scope)
        return leaf | self._leaf(scope) if shape == "mapping" else leaf

    def _leaf(self, scope: frozenset[str]) -> Data:
        facts = self._within(self.facts, scope)
        values = [name for name in self._within(self.values, scope) if self.value_kinds[name] != "country"]
        questions = [name for name in self.kinds if name in scope]
        named = self.one_of(*questions, *questions, *facts, *values) if questions or facts or values else None
        if named is None:
            return {"all": [True]}
        if named in self.facts:
            return {named: self.one_of(True, False)}
        if named in self.values:
            return {named: self._comparison(named, self.value_kinds[named], scope)}
        kind = self.kinds[named]
        if self.number(0, 7) == 7:
            return {"answered": named}
        if "table" in (self.steps[named].get(kind) or {}) and self.maybe():
            return self._column(named, scope)
        return {named: self._comparison(named, kind, scope)}

    def _within(self, section: Mapping[str, Any], scope: frozenset[str]) -> list[str]:
        return [name for name in section if self.names(section[name]) <= scope]

    def names(self, part: Any) -> frozenset[str]:
        """The questions that a part names, looking through facts and values."""
        if isinstance(part, dict):
            return frozenset().union(*(self.names(word) for pair in part.items() for word in pair))
        if isinstance(part, list):
            return frozenset().union(*(self.names(word) for word in part))
        name = str(part).partition(".")[0]
        if name in self.kinds:
            return frozenset({name})
        inner = self.facts.get(name, self.values.get(name))
        return frozenset() if inner is None else self.names(inner)

    def _column(self, question: str, scope: frozenset[str]) -> Data:
        column = self.one_of("zone", "days", "since", "acts_for")
        name = f"{question}.{column}"
        if column == "zone":
            return {name: self.one_of(*self._cells("zone"))}
        if column == "acts_for":
            return {name: self._related("country", name, scope) or self.one_of(*self._cells("acts_for"))}
        return {name: self._bounds("number" if column == "days" else "date")}

    def _cells(self, column: str) -> list[str]:
        table = self.tables["states"]
        return list(dict.fromkeys(row[column] for row in table["rows"] if column in row))

    def _comparison(self, name: str, kind: str, scope: frozenset[str]) -> Any:
        step = self.steps.get(name, {})
        words = list(step.get("words", {}))
        if kind in ("choices", "countries"):
            offered = [value for value in step[kind] if value != "none"] if kind == "choices" else [*CODES, *words]
            operator = self.one_of("has", "has_any", "has_all", "has_only", "related")
            related = self._related("country", name, scope) if kind == "countries" and operator == "related" else None
            if related or operator in ("has", "related"):
                return related or {"has": self.one_of(*offered)}
            return {operator: self.some(offered, 0 if operator == "has_only" else 1)}
        if kind == "word" or (kind == "choice" and self.number(0, 3)):
            offered = list(step["choice"]) if step else [*VALUES, *ZONES]
            return self.one_of(self.one_of(*offered), self.some(offered))
        family = "country" if kind == "country" else "word" if kind == "choice" else kind
        if self.number(0, 3) == 3:
            related = self._related(family, name, scope)
            if related:
                return related
        if kind == "country":
            return self.one_of(self.one_of(*CODES, *words), self.some([*CODES, *words]))
        if kind == "choice":
            return self.one_of(*step["choice"])
        if words and self.number(0, 2) == 2:
            return self.one_of(*words)
        return self._bounds(kind)

    def _bounds(self, kind: str) -> Any:
        pool = NUMBERS if kind == "number" else ("today", *DATES)
        if kind == "date" and self.maybe():
            days = {self.one_of("under", "at_most", "over", "at_least"): self.one_of(3, 0, 4, -3)}
            return {self.one_of("days_since", "days_until"): days}
        if self.number(0, 5) == 5:
            return self.one_of(*pool[1:])
        bounds = {self.one_of("at_least", "over"): self.one_of(*pool)}
        other = {self.one_of("at_most", "under"): self.one_of(*pool)}
        return self.one_of(bounds, other, bounds | other)

    def _related(self, family: str, name: str, scope: frozenset[str]) -> Data | None:
        """The same as, or other than, what else of that family can be read."""
        of_family = {"word": ("choice",), "country": ("country", "countries")}.get(family, (family,))
        others = [q for q in self.kinds if q in scope and self.kinds[q] in of_family]
        others += [v for v in self._within(self.values, scope) if self.value_kinds[v] == family]
        if family == "country":
            others += [
                f"{q}.acts_for" for q in others if "table" in self.steps.get(q, {}).get(self.kinds.get(q, ""), {})
            ]
        others = [other for other in others if other != name]
        if not others:
            return None
        return {self.one_of("same_as", "other_than"): self.some(others, 1, 2)}

    # values

    def value(self, kind: str, scope: frozenset[str], depth: int) -> Any:
        """A value of a kind: a constant, what a question reads, or worked out."""
        plain = self._plain_values(kind, scope)
        shapes = {"number": ["choose", "look_up", "sum", "times", "earliest", "latest"]}.get(kind, [])
        shapes = {"date": ["choose", "from", "from", "earliest", "latest"], "word": ["choose", "look_up"]}.get(
            kind, shapes
        )
        shape = self.one_of("plain", *(shapes or ["choose"])) if depth else "plain"
        if shape == "plain":
            return self.one_of(*plain)
        if shape == "choose":
            return self._choose(kind, scope, depth)
        if shape == "look_up":
            return self._look_up(kind, scope) or self.one_of(*plain)
        if shape == "times":
            return {"times": {"value": self.value(kind, scope, depth - 1), "by": self.one_of(2, -1, 0)}}
        if shape == "from":
            return self._moved(scope, depth)
        return {shape: [self.value(kind, scope, depth - 1) for _ in range(self.number(1, 3))]}

    def _plain_values(self, kind: str, scope: frozenset[str]) -> list[Any]:
        of_kind = "choice" if kind == "word" else kind
        questions = [q for q in self.kinds if q in scope and self.kinds[q] == of_kind]
        named = [name for name in self._within(self.values, scope) if self.value_kinds[name] == kind]
        column = {"number": "days", "date": "since", "word": "zone", "country": "acts_for"}[kind]
        tables = [q for q in self.kinds if q in scope and self.kinds[q] == "country" and self.steps[q]["country"]]
        constants: Iterable[Any] = {
            "number": NUMBERS[:3],
            "date": ("today", *DATES[:3]),
            "word": ({"word": "a"}, {"word": "east"}),
            "country": ({"word": "FR"},),
        }[kind]
        if kind == "country" and (questions or named or tables):
            constants = ()
        return [*questions, *questions, *named, *(f"{q}.{column}" for q in tables), *constants]

    def _choose(self, kind: str, scope: frozenset[str], depth: int) -> Data:
        cases = [
            {"when": self.condition(scope, 0), "value": self.value(kind, scope, depth - 1)}
            for _ in range(self.number(1, 2))
        ]
        return {"choose": [*cases, *([{"value": self.value(kind, scope, depth - 1)}] if self.maybe() else [])]}

    def _look_up(self, kind: str, scope: frozenset[str]) -> Data | None:
        countries = [q for q in self.kinds if q in scope and self.kinds[q] == "country"]
        countries += [name for name in self._within(self.values, scope) if self.value_kinds[name] == "country"]
        choices = [q for q in self.kinds if q in scope and self.kinds[q] == "choice"]
        if kind == "number" and choices and self.maybe():
            row = [self.one_of(*choices), self.one_of(*choices, *countries)]
            return {"look_up": {"table": "grid", "row": row, "column": "fee"}}
        if not countries:
            return None
        column = "days" if kind == "number" else "zone"
        return {"look_up": {"table": "states", "row": self.one_of(*countries), "column": column}}

    def _moved(self, scope: frozenset[str], depth: int) -> Data:
        units = self.one_of({"days": 3}, {"months": 1}, {"days": -30}, {"years": 1, "months": -1, "days": 1})
        rolls = (None, "next_working_day", "end_of_month", "end_of_year", {"next_working_day": "lyon"})
        roll = self.one_of(*rolls)
        moved = {"from": self.value("date", scope, depth - 1), "add": units}
        return moved | ({"roll": roll} if roll else {})

    # urgency and advice

    def ladder(self) -> Data:
        floor = self.number(1, 3)
        rungs = self.some(LEVELS[:floor], 1)
        every = frozenset(self.kinds)
        ladder = {level: self.condition(every, 1) for level in rungs}
        ladder["otherwise"] = LEVELS[self.number(floor, 3)]
        if self.maybe():
            ladder["raise"] = self.condition(every, 0)
        return ladder

    def urgency(self) -> Any:
        named = list(self.ladders)
        shape = self.one_of("level", "inline", *(["named", "capped"] if named else []))
        if shape == "level":
            return self.one_of(*reversed(LEVELS))
        if shape == "inline":
            return self.ladder()
        ladder = self.one_of(*named)
        return ladder if shape == "named" else {"as": ladder, "at_most": self.one_of(*LEVELS[1:])}

    def advice(self) -> Data:
        advice: Data = {"title": "Do this"}
        if self.number(0, 5) < 5:
            advice["when"] = self.condition(frozenset(self.kinds), 2)
        advice |= {"urgency": self.urgency(), "sources": ["law"]}
        dates = [q for q in self.kinds if self.kinds[q] == "date"] + [
            v for v in self.values if self.value_kinds[v] == "date"
        ]
        if dates and self.maybe():
            start = self.one_of(*dates)
            advice["deadline"] = self.one_of({"on": start, "text": "By then"}, {"from": start, "limit": "month"})
        if self.number(0, 7) == 7:
            advice |= self.one_of(
                {"valid_until": "2026-11-24"}, {"valid_until": "2026-11-23"}, {"valid_from": "2026-11-25"}
            )
        return advice

    def sample(self) -> Sample:
        """The whole flow."""
        recommendations = {f"r{at}": self.advice() for at in range(self.number(1, 3))}
        grounds = {
            f"g{at}": {"when": self.condition(frozenset(self.kinds), 1), "title": "A ground", "sources": ["law"]}
            for at in range(self.number(0, 1))
        }
        flow: Data = {
            "flow": {
                "id": "random",
                "version": "1.0.0",
                "title": "Random",
                "language": "en",
                "start": next(iter(self.steps)),
            },
            "levels": {level: {"label": level} for level in LEVELS},
            "steps": self.steps,
            "facts": self.facts,
            "values": self.values,
            "ladders": self.ladders,
            "recommendations": recommendations,
            "grounds": grounds,
            "tables": self.tables,
            "holidays": {"lyon": ["2026-12-25", "2026-11-27"]},
            "limits": {
                "month": {
                    "add": {"months": 1},
                    "roll": "next_working_day",
                    "text": "A month",
                    "confidence": "high",
                    "sources": ["law"],
                }
            },
            "sources": {"law": {"title": "The law", "checked": "2026-11-24", "confidence": "high"}},
        }
        return Sample({key: part for key, part in flow.items() if part}, self.domains)


@st.composite
def samples(draw: st.DrawFn, max_steps: int = 6) -> Sample:
    """A random small flow."""
    return Draft(draw, max_steps=max_steps).sample()


@st.composite
def partial_answers(draw: st.DrawFn, sample: Sample) -> Answers:
    """Valid answers to some questions, on the path or off it, in any order."""
    answers = {}
    for name, domain in sample.domains.items():
        if draw(st.integers(0, 2)):
            answers[name] = draw(st.sampled_from(domain))
    return {name: answers[name] for name in draw(st.permutations(list(answers)))}


@st.composite
def smaller(draw: st.DrawFn, answers: Answers) -> Answers:
    """Some of the answers."""
    return {name: answer for name, answer in answers.items() if draw(st.booleans())}


@dataclass(frozen=True)
class Case:
    """A random flow and some answers to it."""

    sample: Sample
    answers: Answers


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A random flow and some answers to it."""
    sample = draw(samples())
    return Case(sample, draw(partial_answers(sample)))
