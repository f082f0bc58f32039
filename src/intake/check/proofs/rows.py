"""Rows of tables that conditions read and that nobody's answers come to."""

from __future__ import annotations

from collections.abc import Iterator

from intake.check.proofs.flaw import Flaw
from intake.check.proofs.search import Search
from intake.check.solver.nodes import every_node
from intake.flow.countries import COUNTRIES
from intake.flow.model import Question
from intake.flow.tables import Cell, Table
from intake.flow.values import Column, LookUp

__all__ = ["unmet_rows"]


def unmet_rows(search: Search) -> Iterator[Flaw]:
    """P705 for each row that exists on the date and that nobody comes to, in any of the places that read its table."""
    flow = search.flow
    nodes = list(every_node(flow))
    look_ups = {LookUp(node.table, node.row, "") for node in nodes if isinstance(node, LookUp)}
    read = {node.question for node in nodes if isinstance(node, Column)}
    passed = search.everybody.passes
    asked = [one for one in flow.questions if one.id in read and search.is_possible(passed(one.id))]
    for table in flow.tables.values():
        questions = [question for question in asked if question.table == table.id]
        places = [node for node in look_ups if node.table == table.id]
        if places or any(question.table == table.id for question in flow.questions if question.id in read):
            for key in _unmet(search, table, questions, places):
                shown = ", ".join(map(str, key))
                message = f"nobody's answers come to the row '{shown}' of table '{table.id}'"
                yield Flaw("P705", message, "mend its key, or take it out", ("tables", table.id), key=True)


def _unmet(search: Search, table: Table, questions: list[Question], places: list[LookUp]) -> Iterator[tuple[Cell, ...]]:
    """The keys of rows that nobody comes to. Who comes to a question may give any answer: it is asked for earlier ones."""
    for key, _ in table.on(search.day):
        search.proved += 1
        if any(_offers(question, key) for question in questions):
            continue
        if not any(_comes_to(search, place, key) for place in places):
            yield key


def _offers(question: Question, key: tuple[Cell, ...]) -> bool:
    offered = COUNTRIES if question.kind in ("country", "countries") else question.options
    return key[0] in offered or key[0] in question.words


def _comes_to(search: Search, place: LookUp, key: tuple[Cell, ...]) -> bool:
    everybody, ended = search.everybody, search.everybody.ended
    here = [ended.can_be(part, cell) for part, cell in zip(place.row, key, strict=True) if cell is not None]
    return search.is_possible(everybody.formulas.all_of(*here))
