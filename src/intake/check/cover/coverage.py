"""Coverage: what the scenarios' people show of a flow. Plain data, for tables, pages and the heat of a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from intake.check.cover.decisions import Decision, decisions
from intake.check.cover.goals import Certain, Excluded, Goal, Passed, Taken
from intake.check.cover.pairs import pairs
from intake.check.cover.people import Person
from intake.check.phrases.spelled import spelled
from intake.flow.conditions import ALWAYS, AllOf, Condition, Not
from intake.flow.findings import Path_
from intake.flow.graph import step_order
from intake.flow.model import Flow, Ladder

__all__ = ["KINDS", "Coverage", "Item", "Kind", "covered", "main_date"]

Kind = Literal["steps", "ways", "certain", "excluded", "rungs", "pairs"]
KINDS: tuple[Kind, ...] = ("steps", "ways", "certain", "excluded", "rungs", "pairs")

Possible = Callable[[Goal], bool | None]
"""Whether a goal is met by anybody at all; `None`: not decided."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to see, and the scenarios that show it.

    `path`: where it stands in the flow; `what`: the step, way, recommendation, level or part, in words. `people`: the
    scenarios; of a pair, those of its first half. `missing`: what nobody shows, of a pair one half or both, and `lacks` says
    it in words. `possible`: whether somebody could show it (`None`: not decided); what is seen is possible.
    """

    kind: Kind
    path: Path_
    what: str
    people: tuple[str, ...]
    missing: tuple[Goal, ...]
    lacks: str
    possible: bool | None

    @property
    def seen(self) -> bool:
        """Whether the scenarios show it; a pair: both of its halves."""
        return not self.missing

    @property
    def open(self) -> bool:
        """Whether it is to be shown still: not seen, and not found impossible."""
        return bool(self.missing) and self.possible is not False


@dataclass(frozen=True, slots=True)
class Coverage:
    """All items of a flow, kind by kind in the flow's order. `date` is the day on which the possible was looked for."""

    flow: str
    date: date
    items: tuple[Item, ...]

    def of(self, kind: Kind) -> tuple[Item, ...]:
        """The items of one kind."""
        return tuple(item for item in self.items if item.kind == kind)

    def part_seen(self, kind: Kind) -> tuple[int, int]:
        """How many are seen, of how many that are not found impossible."""
        items = self.of(kind)
        return sum(item.seen for item in items), sum(item.seen or item.open for item in items)

    @property
    def whole(self) -> bool:
        """Whether all that is possible is seen."""
        return not any(item.open for item in self.items)

    @property
    def undecided(self) -> bool:
        """Whether it is not known of some item if anybody could show it."""
        return any(item.missing and item.possible is None for item in self.items)

    def visits(self) -> dict[str, int]:
        """For each step the number of scenarios that pass it."""
        return {item.what: len(item.people) for item in self.of("steps")}

    def takings(self) -> dict[tuple[str, int], int]:
        """For each way, by its step and number, the number of scenarios that take it."""
        return {(str(item.path[1]), int(item.path[3])): len(item.people) for item in self.of("ways")}

    def advised(self) -> dict[str, tuple[int, int]]:
        """For each recommendation the number of scenarios in which it is certain, and in which it is excluded."""
        excluded = {item.what: len(item.people) for item in self.of("excluded")}
        return {item.what: (len(item.people), excluded.get(item.what, 0)) for item in self.of("certain")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something to see before anybody has been looked at: any of `ways`, whose goals all have to be met."""

    kind: Kind
    path: Path_
    what: str
    ways: tuple[tuple[Goal, ...], ...]


def main_date(flow: Flow) -> date | None:
    """The date of most scenarios (of equals the latest), or `None` if there is none."""
    days = [scenario.date for scenario in flow.scenarios]
    return max(set(days), key=lambda day: (days.count(day), day), default=None)


def covered(flow: Flow, day: date, people: Sequence[Person], possible: Possible) -> Coverage:
    """What these people show. `possible` is asked only for what nobody shows."""
    return Coverage(flow.id, day, tuple(_looked_for(wanted, people, possible) for wanted in wanted_of(flow, day)))


def wanted_of(flow: Flow, day: date) -> Iterator[Wanted]:
    """All that there is to see in a flow on a date."""
    order = step_order(flow)
    for name in order:
        yield Wanted("steps", ("steps", name), name, ((Passed(name),),))
    for name in order:
        for at, way in enumerate(flow.steps[name].ways):
            said = spelled(way.when) if way.when is not None else "otherwise"
            yield Wanted("ways", ("steps", name, "next", at), f"{name}, {said}: {way.go}", ((Taken(name, at),),))
    for name in flow.recommendations:
        yield Wanted("certain", ("recommendations", name), name, ((Certain(name),),))
    for name, advice in flow.recommendations.items():
        if advice.when != ALWAYS:
            yield Wanted("excluded", ("recommendations", name), name, ((Excluded(name),),))
    yield from _rungs(flow, day)
    for decision in decisions(flow, day):
        for pair in pairs(decision):
            yield Wanted("pairs", decision.path, spelled(pair.part), pair.ways)


def _rungs(flow: Flow, day: date) -> Iterator[Wanted]:
    for name, ladder in flow.ladders.items():
        yield from _rungs_of(ladder, ("ladders", name), ALWAYS)
    for name, advice in flow.recommendations.items():
        ladder = advice.urgency.ladder
        if advice.valid_on(day) and ladder.rungs and all(ladder is not shared for shared in flow.ladders.values()):
            yield from _rungs_of(ladder, ("recommendations", name, "urgency"), advice.when)


def _rungs_of(ladder: Ladder, path: Path_, given: Condition) -> Iterator[Wanted]:
    """Each rung as the one that counts: it holds, and none above it. Then the floor, and the lift both ways."""
    above: list[Condition] = [] if given == ALWAYS else [given]
    for level, condition in ladder.rungs:
        goal = Decision((*path, level), AllOf((*above, condition)))
        yield Wanted("rungs", goal.path, level, ((goal.goal(goal.condition),),))
        above.append(Not(condition))
    floor = Decision((*path, "otherwise"), AllOf(tuple(above)))
    yield Wanted("rungs", floor.path, f"otherwise {ladder.otherwise}", ((floor.goal(floor.condition),),))


def _looked_for(wanted: Wanted, people: Sequence[Person], possible: Possible) -> Item:
    """The way of showing it of which least is missing."""
    ways = [[tuple(one.name for one in people if one.sees(goal)) for goal in goals] for goals in wanted.ways]
    shown, goals = min(zip(ways, wanted.ways, strict=True), key=lambda way: way[0].count(()))
    missing = tuple(goal for goal, names in zip(goals, shown, strict=True) if not names)
    found: bool | None = True
    if missing:
        found = _some(_all(possible(goal) for goal in goals) for goals in wanted.ways)
    return Item(wanted.kind, wanted.path, wanted.what, shown[0], missing, _lack(wanted.kind, shown), found)


_LACKS: Mapping[Kind, str] = {
    "steps": "nobody passes it",
    "ways": "nobody goes this way",
    "certain": "nobody is advised so",
    "excluded": "nobody is not advised so",
    "rungs": "never the one that counts",
}


def _lack(kind: Kind, shown: Sequence[tuple[str, ...]]) -> str:
    """What is missing, in words; nothing if it is seen."""
    if all(shown):
        return ""
    if kind != "pairs":
        return _LACKS[kind]
    holding, not_holding = shown
    if not holding and not not_holding:
        return "never decides"
    return f"never decides by {'not holding' if holding else 'holding'}"


def _all(answers: Iterable[bool | None]) -> bool | None:
    found = list(answers)
    return False if False in found else None if None in found else True


def _some(answers: Iterable[bool | None]) -> bool | None:
    found = list(answers)
    return True if True in found else None if None in found else False
