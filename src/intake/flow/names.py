"""The names of a flow that conditions and values may use, and what kind of thing each of them reads as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from intake.flow.dates import read_date
from intake.flow.findings import nearest
from intake.flow.model import Question
from intake.flow.tables import Table

__all__ = ["KINDS", "Names", "Reads"]

Reads = Literal["word", "words", "country", "countries", "number", "date", "unknown"]
"""What a reference reads as; `unknown` where the flow is broken there, so that one fault is reported once."""

KINDS: dict[Reads, str] = {
    "word": "a word",
    "words": "a list of words",
    "country": "a country",
    "countries": "a list of countries",
    "number": "a number",
    "date": "a date",
    "unknown": "unknown",
}
"""How a person is told of them."""

_OF_QUESTION: dict[str, Reads] = {
    "choice": "word",
    "choices": "words",
    "country": "country",
    "countries": "countries",
    "date": "date",
    "number": "number",
}


class Names:
    """What is declared: questions, facts, values (raw, as in the document) and tables."""

    def __init__(
        self,
        questions: Mapping[str, Question],
        facts: Mapping[str, object],
        values: Mapping[str, Any],
        tables: Mapping[str, Table],
        broken: frozenset[str],
    ) -> None:
        self.questions, self.facts, self.values, self.tables, self.broken = questions, facts, values, tables, broken
        self._kinds: dict[str, Reads] = {}
        for name in _innermost_first(values):
            self._kinds[name] = self.reads(values[name])

    def near(self, name: str) -> str | None:
        """The declared name that a slip may have meant."""
        return nearest(name, [*self.questions, *self.facts, *self.values])

    def table_of(self, question: str) -> Table | None:
        """The table that a dot after this question reads."""
        known = self.questions.get(question)
        return self.tables.get(known.table) if known and known.table else None

    def reads(self, raw: Any) -> Reads:
        """What a value, as written in the document, reads as."""
        if isinstance(raw, int):
            return "number"
        if isinstance(raw, str):
            return self._name_reads(raw)
        if not isinstance(raw, dict):
            return "unknown"
        if "choose" in raw and isinstance(raw["choose"], list):
            kinds = [self.reads(case.get("value")) for case in raw["choose"] if isinstance(case, dict)]
            return next((kind for kind in kinds if kind != "unknown"), "unknown")
        if "look_up" in raw and isinstance(raw["look_up"], dict):
            return self._column(self.tables.get(str(raw["look_up"].get("table"))), str(raw["look_up"].get("column")))
        for key in ("earliest", "latest"):
            if key in raw and isinstance(raw[key], list):
                kinds = [self.reads(part) for part in raw[key]]
                return next((kind for kind in kinds if kind in ("date", "number")), "unknown")
        plain: dict[str, Reads] = {"sum": "number", "times": "number", "from": "date", "word": "word"}
        return next((kind for key, kind in plain.items() if key in raw), "unknown")

    def _name_reads(self, name: str) -> Reads:
        if name in self.questions:
            return _OF_QUESTION[self.questions[name].kind]
        if name == "today" or read_date(name):
            return "date"
        if "." in name:
            question, _, column = name.partition(".")
            kind = self._column(self.table_of(question), column)
            several = question in self.questions and self.questions[question].several
            return ("words" if kind == "word" else "countries" if kind == "country" else kind) if several else kind
        return self._kinds.get(name, "unknown")

    def _column(self, table: Table | None, column: str) -> Reads:
        kind = table.columns.get(column) if table else None
        return "unknown" if kind is None or kind == "text" else kind


def _innermost_first(values: Mapping[str, Any]) -> list[str]:
    """The values' names, each after those that it mentions; where they go in a circle, in any order."""
    order: dict[str, None] = {}
    begun: set[str] = set()
    for root in values:
        stack = [root]
        while stack:
            name = stack[-1]
            if name not in begun:
                begun.add(name)
                stack += [other for other in _words_in(values[name]) if other in values and other not in begun]
            else:
                order.setdefault(stack.pop())
    return list(order)


def _words_in(raw: Any) -> Iterator[str]:
    waiting = [raw]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict | list):
            waiting += part.values() if isinstance(part, dict) else part
