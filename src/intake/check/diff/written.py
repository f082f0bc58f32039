"""What two flows say differently in their files: what only one of them has, and conditions that are others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from intake.flow.conditions import ALWAYS, AnyOf, Condition
from intake.flow.model import Flow, Ladder, Question
from intake.flow.tables import Table

__all__ = ["Difference", "differences"]

Kind = Literal[
    "question",
    "answer",
    "step",
    "way",
    "fact",
    "value",
    "recommendation",
    "urgency",
    "ladder",
    "ground",
    "level",
    "limit",
    "deadline",
    "table",
    "words",
]
How = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. `name` is what it is called, `part` which part of it: a value, a level, the step that a way
    leads to, the rows of a table. `old` and `new` are its conditions, where it has one there."""

    kind: Kind
    how: How
    name: str
    part: str = ""
    old: Condition | None = None
    new: Condition | None = None


def differences(old: Flow, new: Flow) -> tuple[Difference, ...]:
    """All that differs and can change an outcome, and then those things of which only the words differ."""
    found = [*_names(old, new), *_conditions(old, new), *_ways(old, new), *_others(old, new)]
    told = {(one.kind, one.name) for one in found}
    return (*found, *(one for one in _words(old, new) if ("recommendation", one.name) not in told))


def _names(old: Flow, new: Flow) -> Iterator[Difference]:
    named: tuple[tuple[Kind, Mapping[str, Any], Mapping[str, Any]], ...] = (
        ("step", old.steps, new.steps),
        ("fact", old.facts, new.facts),
        ("value", old.values, new.values),
        ("recommendation", old.recommendations, new.recommendations),
        ("ground", old.grounds, new.grounds),
        ("ladder", old.ladders, new.ladders),
        ("limit", old.limits, new.limits),
        ("table", old.tables, new.tables),
        ("level", {one.id: one for one in old.levels}, {one.id: one for one in new.levels}),
    )
    for kind, before, after in named:
        for name, how in _only(before, after):
            is_question = kind == "step" and isinstance((before if how == "removed" else after)[name], Question)
            yield Difference("question" if is_question else kind, how, name)
    for question in old.questions:
        other = new.steps.get(question.id)
        if isinstance(other, Question):
            if question.kind != other.kind:
                yield Difference("question", "changed", question.id, f"{question.kind} is now {other.kind}")
            for value, how in _only({**question.options, **question.words}, {**other.options, **other.words}):
                yield Difference("answer", how, question.id, value)
            if (question.range, question.exclusive, question.missing) != (other.range, other.exclusive, other.missing):
                yield Difference("question", "changed", question.id, "what it takes")


def _only(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, How]]:
    yield from ((name, "removed") for name in before if name not in after)
    yield from ((name, "added") for name in after if name not in before)


def _conditions(old: Flow, new: Flow) -> Iterator[Difference]:
    before, after = dict(_conditions_of(old)), dict(_conditions_of(new))
    for key in dict.fromkeys([*before, *after]):
        kind, name, part = key
        was, is_ = before.get(key), after.get(key)
        if was != is_:
            yield Difference(
                kind, "added" if was is None else "removed" if is_ is None else "changed", name, part, was, is_
            )


def _conditions_of(flow: Flow) -> Iterator[tuple[tuple[Kind, str, str], Condition]]:
    for step in flow.steps.values():
        leads: dict[str, list[Condition]] = {}
        for way in step.ways:
            leads.setdefault(way.go, []).append(ALWAYS if way.when is None else way.when)
        for go, conditions in leads.items():
            yield ("way", step.id, go), conditions[0] if len(conditions) == 1 else AnyOf(tuple(conditions))
    yield from ((("fact", fact.id, ""), fact.when) for fact in flow.facts.values())
    for name, ladder in flow.ladders.items():
        yield from _of_ladder("ladder", name, ladder)
    for advice in flow.recommendations.values():
        yield ("recommendation", advice.id, ""), advice.when
        if all(advice.urgency.ladder is not shared for shared in flow.ladders.values()):
            yield from _of_ladder("urgency", advice.id, advice.urgency.ladder)
    yield from ((("ground", ground.id, ""), ground.when) for ground in flow.grounds.values())


def _of_ladder(kind: Kind, name: str, ladder: Ladder) -> Iterator[tuple[tuple[Kind, str, str], Condition]]:
    yield from (((kind, name, level), condition) for level, condition in ladder.rungs)
    yield (kind, name, f"otherwise {ladder.otherwise}"), ALWAYS
    if ladder.lift is not None:
        yield (kind, name, "raise"), ladder.lift


def _ways(old: Flow, new: Flow) -> Iterator[Difference]:
    """Steps whose ways are the same but for their order: the first that holds is taken."""
    for name, step in old.steps.items():
        other = new.steps.get(name)
        if (
            other is not None
            and step.ways != other.ways
            and sorted(map(repr, step.ways)) == sorted(map(repr, other.ways))
        ):
            yield Difference("way", "changed", name, "their order")


def _others(old: Flow, new: Flow) -> Iterator[Difference]:
    for name, value in old.values.items():
        if new.values.get(name, value) != value:
            yield Difference("value", "changed", name)
    for name, limit in old.limits.items():
        other = new.limits.get(name)
        if other is not None and replace(limit, text=other.text, sources=other.sources) != other:
            yield Difference("limit", "changed", name)
    for name, advice in old.recommendations.items():
        now = new.recommendations.get(name)
        if now is None:
            continue
        if (advice.valid_from, advice.valid_until) != (now.valid_from, now.valid_until):
            yield Difference("recommendation", "changed", name, "when it is valid")
        if advice.urgency.at_most != now.urgency.at_most or _ladder(old, name) != _ladder(new, name):
            yield Difference("urgency", "changed", name)
        if advice.deadline != now.deadline:
            yield Difference("deadline", "changed", name)
    for name, table in old.tables.items():
        if name in new.tables:
            yield from _rows(table, new.tables[name])


def _ladder(flow: Flow, advice: str) -> str:
    """The name of the shared ladder that a recommendation climbs; empty if it has its own."""
    ladder = flow.recommendations[advice].urgency.ladder
    return next((name for name, shared in flow.ladders.items() if shared is ladder), "")


def _rows(old: Table, new: Table) -> Iterator[Difference]:
    keys = [key for key in dict.fromkeys([*old.rows, *new.rows]) if old.rows.get(key) != new.rows.get(key)]
    if keys:
        rows = ", ".join(" ".join(map(str, key)) for key in keys[:8])
        yield Difference(
            "table", "changed", old.id, f"{rows}, and {len(keys) - 8} more rows" if len(keys) > 8 else rows
        )
    if old.otherwise != new.otherwise:
        yield Difference("table", "changed", old.id, "where no row fits")


def _words(old: Flow, new: Flow) -> Iterator[Difference]:
    for name, advice in old.recommendations.items():
        now = new.recommendations.get(name)
        if now is not None and advice != replace(now, when=advice.when, urgency=advice.urgency, rank=advice.rank):
            yield Difference("words", "changed", name)
