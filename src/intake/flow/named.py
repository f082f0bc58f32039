"""Which questions, facts, values and tables a condition or value names: one walk over the node kinds, looking through names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from intake.flow.conditions import (
    AllOf,
    Answered,
    AnyOf,
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
from intake.flow.model import Flow, Recommendation
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

__all__ = ["Node", "parts", "questions_of", "questions_of_recommendation", "words_of"]

Node = Condition | Value


def parts(node: Node) -> Iterator[Node]:
    """The conditions and values directly below a node. A fact or named value is not looked through."""
    match node:
        case AllOf() | AnyOf():
            yield from node.parts
        case Not():
            yield node.part
        case OneOf() | Within():
            yield node.of
        case SameAs() | OtherThan():
            yield node.of
            yield from node.others
        case Answered() | HasAny() | HasAll() | HasOnly():
            yield Answer(node.question)
        case Choose():
            for case in node.cases:
                yield case.when
                yield case.value
        case LookUp():
            yield from node.row
        case Sum() | Earliest() | Latest():
            yield from node.parts
        case Times():
            yield node.value
        case Shifted():
            yield node.start
        case FactIs() | Named() | Constant() | Today() | Answer() | Column():
            return
        case _:
            assert_never(node)


def questions_of(flow: Flow, *nodes: Node) -> frozenset[str]:
    """The questions that the nodes name, looking through facts and values."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, Answer | Column):
            found.add(node.question)
        elif isinstance(node, FactIs) and node.fact not in seen:
            seen.add(node.fact)
            if node.fact in flow.facts:
                waiting.append(flow.facts[node.fact].when)
        elif isinstance(node, Named) and node.name not in seen:
            seen.add(node.name)
            if node.name in flow.values:
                waiting.append(flow.values[node.name])
        else:
            waiting += parts(node)
    return frozenset(found)


def questions_of_recommendation(flow: Flow, advice: Recommendation) -> frozenset[str]:
    """The questions that a recommendation names in its `when`, its rungs and its `raise`."""
    ladder = advice.urgency.ladder
    lift = [ladder.lift] if ladder.lift is not None else []
    return questions_of(flow, advice.when, *(condition for _, condition in ladder.rungs), *lift)


def words_of(flow: Flow, value: Value) -> frozenset[str]:
    """The words of questions that the value may turn out to be: they are no keys of a table, but where a row says so."""
    match value:
        case Answer(question):
            return frozenset(flow.question(question).words)
        case Named(name):
            return words_of(flow, flow.values[name])
        case Choose(cases):
            return frozenset[str]().union(*(words_of(flow, case.value) for case in cases))
        case _:
            return frozenset()
