"""What a slip touches: the parts of a flow that read something else now. Nothing but these can come out otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from intake.flow.conditions import Condition, FactIs
from intake.flow.model import Flow, Recommendation
from intake.flow.named import Node, parts
from intake.flow.values import Column, LookUp, Named

__all__ = ["Touched"]


@dataclass(frozen=True, slots=True)
class _Named:
    """The facts, values and tables that are not what they were, through whatever names them."""

    flow: Flow
    facts: frozenset[str]
    values: frozenset[str]
    tables: frozenset[str]

    def by(self, *nodes: Node) -> bool:
        """Whether one of the nodes names any of them."""
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            match node:
                case FactIs(fact) if fact in self.facts:
                    return True
                case Named(name) if name in self.values:
                    return True
                case Column(question, _) if self.flow.question(question).table in self.tables:
                    return True
                case LookUp(table) if table in self.tables:
                    return True
                case _:
                    waiting += parts(node)
        return False


class Touched:
    """Compares a flow with a mutant of it, part by part."""

    def __init__(self, flow: Flow, mutant: Flow) -> None:
        self._flow, self._mutant = flow, mutant
        self._named = _touched_names(flow, mutant)

    @cached_property
    def ways(self) -> bool:
        """Whether people may go another way."""
        return any(
            step.ways != self._mutant.steps[name].ways
            or self._named.by(*(way.when for way in step.ways if way.when is not None))
            for name, step in self._flow.steps.items()
        )

    @cached_property
    def promises(self) -> bool:
        """Whether a promise may be kept no more: they look at what is advised, and how urgently; not at its lines."""
        advised = (
            (ours.when, ours.urgency) != (theirs.when, theirs.urgency) or self._named.by(*_judged_by(ours))
            for ours, theirs in self._compared()
        )
        return self.ways or self._named.by(*(promise.when for promise in self._flow.promises)) or any(advised)

    @cached_property
    def changed(self) -> tuple[tuple[Condition, Condition], ...] | None:
        """The conditions that were changed, as they are and as they became: to whom none of them says anything else at the
        end, the mutant says nothing else. `None`: something else was changed, and everybody may be concerned."""
        pairs = [(fact.when, self._mutant.facts[name].when) for name, fact in self._flow.facts.items()]
        pairs += [(ground.when, self._mutant.grounds[name].when) for name, ground in self._flow.grounds.items()]
        for ours, theirs in self._compared():
            if ours is not theirs:
                if (ours.urgency, ours.deadline) != (theirs.urgency, theirs.deadline):
                    return None
                pairs += zip(_own_conditions(ours), _own_conditions(theirs), strict=True)
        if self.ways or self._named.values or self._named.tables or self._flow.limits != self._mutant.limits:
            return None
        if any(step != self._mutant.steps[name] for name, step in self._flow.steps.items()):
            return None
        return tuple(pair for pair in pairs if pair[0] is not pair[1])

    @property
    def advice_alone(self) -> bool:
        """Whether nothing but conditions of advice and grounds was changed: no name means anything else."""
        return self.changed is not None and not self._named.facts

    def by(self, ours: Condition, theirs: Condition) -> bool:
        """Whether a condition of advice may say something else."""
        return self.ways or ours != theirs or self._named.by(ours)

    def recommendations(self) -> Iterable[tuple[Recommendation, Recommendation]]:
        """Those in which anything may differ, as they are and as they became."""
        for ours, theirs in self._compared():
            if ours != theirs or self.ways or self.deadline(ours) or self._named.by(*_conditions_of(ours)):
                yield ours, theirs

    def grounds(self) -> list[str]:
        """The grounds that may be raised for others."""
        theirs = self._mutant.grounds
        return [
            name
            for name, ours in self._flow.grounds.items()
            if self.ways or ours.when != theirs[name].when or self._named.by(ours.when)
        ]

    def _compared(self) -> Iterator[tuple[Recommendation, Recommendation]]:
        for name, ours in self._flow.recommendations.items():
            yield ours, self._mutant.recommendations[name]

    def deadline(self, advice: Recommendation) -> bool:
        """Whether the day of its deadline is worked out otherwise: from another start, or with another limit."""
        rule = advice.deadline
        if rule is None:
            return False
        limit = rule.limit
        counts_otherwise = limit is not None and self._flow.limits[limit] != self._mutant.limits[limit]
        return counts_otherwise or self._named.by(rule.start)


def _touched_names(flow: Flow, mutant: Flow) -> _Named:
    facts = {name for name, fact in flow.facts.items() if mutant.facts[name].when != fact.when}
    values = {name for name, value in flow.values.items() if mutant.values[name] != value}
    tables = frozenset(name for name, table in flow.tables.items() if mutant.tables[name] is not table)
    while True:
        named = _Named(flow, frozenset(facts), frozenset(values), tables)
        facts |= _naming(named, {name: fact.when for name, fact in flow.facts.items()})
        values |= _naming(named, flow.values)
        if (len(facts), len(values)) == (len(named.facts), len(named.values)):
            return named


def _naming(named: _Named, nodes: Mapping[str, Node]) -> set[str]:
    return {name for name, node in nodes.items() if named.by(node)}


def _own_conditions(advice: Recommendation) -> list[Condition]:
    """Its `when`, and those of its lines and dates."""
    return [advice.when, *(line.when for line in advice.lines()), *(day.when for day in advice.dates)]


def _judged_by(advice: Recommendation) -> list[Node]:
    """By what it is advised, and how urgently."""
    ladder = advice.urgency.ladder
    lift = [ladder.lift] if ladder.lift is not None else []
    return [advice.when, *(condition for _, condition in ladder.rungs), *lift]


def _conditions_of(advice: Recommendation) -> list[Node]:
    nodes = [*_judged_by(advice), *_own_conditions(advice)]
    nodes += [advice.deadline.start] if advice.deadline is not None else []
    return nodes
