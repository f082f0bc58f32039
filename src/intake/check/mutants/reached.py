"""What conditions reach through the names of a flow: facts, values and columns of tables. It says what is worth breaking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from intake.flow.conditions import FactIs
from intake.flow.model import Flow
from intake.flow.named import Node, parts
from intake.flow.values import Column, LookUp, Named

__all__ = ["Reached", "line_conditions", "triage_conditions"]


@dataclass(frozen=True, slots=True)
class Reached:
    """Facts, values and columns (by table), in the order in which they are met."""

    facts: tuple[str, ...]
    values: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]

    @classmethod
    def by(cls, flow: Flow, nodes: Iterable[Node]) -> Reached:
        """All that these name, and that is named by what they name."""
        facts: dict[str, None] = {}
        values: dict[str, None] = {}
        columns: dict[tuple[str, str], None] = {}
        waiting = list(nodes)[::-1]
        while waiting:
            node = waiting.pop()
            match node:
                case FactIs(fact):
                    if fact not in facts:
                        facts[fact] = None
                        waiting.append(flow.facts[fact].when)
                case Named(name):
                    if name not in values:
                        values[name] = None
                        waiting.append(flow.values[name])
                case Column(question, column):
                    columns[flow.question(question).table or "", column] = None
                case LookUp(table, _, column):
                    columns[table, column] = None
                    waiting += parts(node)
                case _:
                    waiting += parts(node)
        return cls(tuple(facts), tuple(values), tuple(columns))

    def beyond(self, other: Reached) -> Reached:
        """What the other does not reach."""
        return Reached(
            tuple(name for name in self.facts if name not in other.facts),
            tuple(name for name in self.values if name not in other.values),
            tuple(column for column in self.columns if column not in other.columns),
        )


def triage_conditions(flow: Flow) -> Iterator[Node]:
    """What the triage hangs on."""
    for step in flow.steps.values():
        yield from (way.when for way in step.ways if way.when is not None)
    ladders = [*flow.ladders.values(), *(advice.urgency.ladder for advice in flow.recommendations.values())]
    for ladder in ladders:
        yield from (condition for _, condition in ladder.rungs)
        yield from () if ladder.lift is None else (ladder.lift,)
    for advice in flow.recommendations.values():
        yield advice.when
        yield from () if advice.deadline is None else (advice.deadline.start,)
    yield from (ground.when for ground in flow.grounds.values())


def line_conditions(flow: Flow) -> Iterator[Node]:
    """What it hangs on which lines and dates are shown."""
    for advice in flow.recommendations.values():
        yield from (line.when for line in advice.lines())
        yield from (day.when for day in advice.dates)
