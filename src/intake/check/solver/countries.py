"""Classes of countries: a few stand for all that no condition tells apart, so that a table of 250 rows is a few dozen answers.

Two countries are of one class if no condition names either, and all table columns that are read say the same of both. Where
answers are compared with one another, a class keeps as many countries as can be told apart by that: one for each question
with a single answer, and one for each way of being in some lists and not in others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from intake.check.solver.nodes import every_node, within
from intake.flow.answers import Answer as Given
from intake.flow.conditions import Condition, HasAll, HasAny, HasOnly, OneOf, OtherThan, SameAs
from intake.flow.countries import COUNTRIES
from intake.flow.model import Flow
from intake.flow.named import Node
from intake.flow.values import Column, Constant, LookUp

__all__ = ["Countries", "UntoldError", "countries_of"]


class UntoldError(ValueError):
    """A condition tells countries apart of which one stands for all among the people at hand."""


@dataclass(frozen=True, slots=True)
class Countries:
    """The countries that are kept, in the order of their codes; for each country those kept of its class; and who is alone."""

    kept: tuple[str, ...]
    class_of: Mapping[str, tuple[str, ...]]
    alone: frozenset[str]

    def check(self, flow: Flow, day: date, nodes: Iterable[Node]) -> None:
        """That these conditions and values of the flow tell no two of a class apart.

        Raises:
            UntoldError: they do.
        """
        nodes = list(nodes)
        for code in sorted(_named(flow, nodes) - self.alone):
            raise UntoldError(f"'{code}' is one of many here; make the people with the condition that names it")
        cells = [(flow.tables[table], column) for table, column in _columns(flow, nodes)]
        said: dict[tuple[str, ...], object] = {}
        for code, of_class in self.class_of.items():
            row = [table.cell((code,), column, day) for table, column in cells]
            if said.setdefault(of_class, row) != row:
                raise UntoldError(f"a table tells '{code}' from '{of_class[0]}'; make the people for both flows")

    def standing_for(self, answers: Mapping[str, Given]) -> dict[str, str]:
        """For each country in one person's answers the one that stands for it; no two that can be told apart share one."""
        places: dict[str, list[str]] = {}
        single: set[str] = set()
        for question, answer in answers.items():
            for code in answer if isinstance(answer, tuple) else (answer,):
                if isinstance(code, str) and code in self.class_of:
                    places.setdefault(code, []).append(question)
                    if not isinstance(answer, tuple):
                        single.add(code)
        found: dict[str, str] = {}
        shared: dict[object, str] = {}
        for code in sorted(places, key=lambda code: (code not in self.kept, code not in single)):
            of_class = self.class_of[code]
            alike = (of_class, code if code in single else tuple(places[code]))
            if alike not in shared:
                free = [kept for kept in of_class if kept not in shared.values()]
                shared[alike] = code if code in free else (free or of_class)[0]  # none is free where none is compared
            found[code] = shared[alike]
        return found


def countries_of(flows: Sequence[Flow], day: date, also: Iterable[Condition] = ()) -> Countries:
    """The classes of the countries that these flows and conditions tell apart on that date."""
    more = [node for condition in also for node in within(condition)]
    told = [(flow, [*every_node(flow), *more]) for flow in flows]
    named = frozenset().union(*(_named(flow, nodes) for flow, nodes in told))
    cells = [(flow.tables[table], column) for flow, nodes in told for table, column in _columns(flow, nodes)]
    keep = _kept_of_a_class(told)
    classes: dict[tuple[object, ...], list[str]] = {}
    for code in sorted(COUNTRIES):
        row = tuple(table.cell((code,), column, day) for table, column in cells)
        classes.setdefault((code if code in named else None, row), []).append(code)
    class_of = {code: tuple(codes[:keep]) for codes in classes.values() for code in codes}
    alone = frozenset(codes[0] for codes in classes.values() if len(codes) == 1)
    return Countries(tuple(code for code in sorted(COUNTRIES) if code in class_of[code]), class_of, alone)


def _kept_of_a_class(told: Sequence[tuple[Flow, Sequence[Node]]]) -> int:
    asked = {question.id: question for flow, _ in told for question in flow.questions}
    lists = sum(question.kind == "countries" for question in asked.values())
    single = sum(question.kind == "country" for question in asked.values())
    compared = any(flow.values or any(isinstance(node, SameAs | OtherThan) for node in nodes) for flow, nodes in told)
    return max(1, single + (1 << lists) - 1) if compared else 1


def _named(flow: Flow, nodes: Iterable[Node]) -> frozenset[str]:
    """The countries that conditions, values and the cells that are read name by their codes."""
    nodes = list(nodes)
    found: set[object] = set()
    for node in nodes:
        match node:
            case OneOf(_, values) | HasAny(_, values) | HasAll(_, values) | HasOnly(_, values):
                found |= values
            case Constant(value):
                found.add(value)
            case LookUp(table) if len(flow.tables[table].key) > 1:
                found |= {cell for key in flow.tables[table].rows for cell in key}
            case _:
                pass
    for name, column in _columns(flow, nodes):
        read = flow.tables[name]
        if read.columns.get(column) == "country":
            found |= {row.cells.get(column) for rows in read.rows.values() for row in rows}
            found.add((read.otherwise or {}).get(column))
    return frozenset(code for code in found if isinstance(code, str)) & COUNTRIES


def _columns(flow: Flow, nodes: Iterable[Node]) -> list[tuple[str, str]]:
    """The table columns that are read by a country alone, or that yield one."""
    return sorted({read for node in nodes for read in _column(flow, node)})


def _column(flow: Flow, node: Node) -> Iterator[tuple[str, str]]:
    match node:
        case Column(question, column):
            yield flow.question(question).table or "", column
        case LookUp(table, _, column):
            yield table, column
        case _:
            return
