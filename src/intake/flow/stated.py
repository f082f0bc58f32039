"""What a flow states, one statement at a time: its words, whom they are for, where they come from, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from intake.flow.conditions import ALWAYS, Condition
from intake.flow.findings import Path_
from intake.flow.model import Confidence, Flow, Ground, Limit, Question, Recommendation
from intake.flow.tables import Row, Table
from intake.flow.text import Text

__all__ = ["SOURCE_COLUMNS", "Stated", "Sure", "stated"]

Sure = Literal["high", "medium", "low", "not said"]

SOURCE_COLUMNS = ("source", "checked", "confidence")
"""The columns by which a row says where it comes from, when that was checked, and how sure it is."""

_LINES = ("first", "how", "say", "never", "documents", "ask")
_MOST_SURE_FIRST = get_args(Confidence)


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement. `path` is where it stands; `when` whom it is for, beside the condition of what it belongs to.

    `sources` are names of the flow's sources; a table's row may say its source in words of its own. A statement is as sure
    as the surest of its sources, and was checked when the oldest of them was.
    """

    path: Path_
    texts: tuple[Text, ...]
    when: Condition
    sources: tuple[str, ...]
    checked: date | None
    confidence: Sure

    @property
    def dotted(self) -> str:
        """The path in one word: `recommendations.call.how.0`."""
        return ".".join(map(str, self.path))


def stated(flow: Flow) -> Iterator[Stated]:
    """All statements, in the order of the flow. A question without sources asks, and states nothing."""
    for question in flow.questions:
        if question.sources:
            yield from _of_question(flow, question)
    for advice in flow.recommendations.values():
        yield from _of_advice(flow, advice)
    for ground in flow.grounds.values():
        yield from _of_ground(flow, ground)
    for limit in flow.limits.values():
        yield _of_limit(flow, limit)
    for name, term in flow.glossary.items():
        sources = (term.source,) if term.source else ()
        yield _from(flow, ("glossary", name), sources, Text(", ".join((term.term, *term.forms))), term.plain)
    for table in flow.tables.values():
        for key, rows in table.rows.items():
            for row in rows:
                yield _of_row(flow, table, ("tables", table.id, *map(str, key)), row)


def _of_question(flow: Flow, question: Question) -> Iterator[Stated]:
    path: Path_ = ("steps", question.id)
    for key in ("help", "why"):
        if text := getattr(question, key):
            yield _from(flow, (*path, key), question.sources, text)
    for value, option in question.options.items():
        if option.help:
            yield _from(flow, (*path, question.kind, value), question.sources, option.label, option.help)


def _of_advice(flow: Flow, advice: Recommendation) -> Iterator[Stated]:
    path: Path_ = ("recommendations", advice.id)
    yield _from(flow, (*path, "why"), advice.sources, advice.title, advice.why, when=advice.when)
    for key in _LINES:
        for at, line in enumerate(getattr(advice, key)):
            yield _from(flow, (*path, key, at), line.sources or advice.sources, line.text, when=line.when)
    for key in ("cost", "takes"):
        if text := getattr(advice, key):
            yield _from(flow, (*path, key), advice.sources, text)
    if advice.deadline is not None and advice.deadline.text:
        yield _from(flow, (*path, "deadline"), advice.sources, advice.deadline.text)
    for at, day in enumerate(advice.dates):
        if day.text:
            yield _from(flow, (*path, "dates", at), flow.limits[day.limit].sources, day.text, when=day.when)


def _of_ground(flow: Flow, ground: Ground) -> Iterator[Stated]:
    path: Path_ = ("grounds", ground.id)
    yield _from(flow, (*path, "plain"), ground.sources, ground.title, ground.plain, when=ground.when)
    if ground.law:
        yield _from(flow, (*path, "law"), ground.sources, ground.law)
    for at, test in enumerate(ground.tests):
        yield _from(flow, (*path, "tests", at), test.sources, test.where, test.asks, test.law)
    for at, limit in enumerate(ground.limits):
        yield _from(flow, (*path, "limits", at), ground.sources, limit)


def _from(flow: Flow, path: Path_, sources: tuple[str, ...], *texts: Text, when: Condition = ALWAYS) -> Stated:
    found = [flow.sources[name] for name in sources]
    days = [source.checked for source in found]
    known = [day for day in days if day is not None]
    sure: Sure = min((source.confidence for source in found), key=_MOST_SURE_FIRST.index, default="not said")
    return Stated(path, texts, when, sources, min(known) if len(known) == len(days) and known else None, sure)


def _of_limit(flow: Flow, limit: Limit) -> Stated:
    parts = ((limit.years, "years"), (limit.months, "months"), (limit.days, "days"))
    length = Text(", ".join(f"{number} {name}" for number, name in parts if number))
    found = _from(flow, ("limits", limit.id), limit.sources, limit.text, length)
    return replace(found, confidence=limit.confidence)


def _of_row(flow: Flow, table: Table, path: Path_, row: Row) -> Stated:
    said = "; ".join(
        f"{column}: {cell}"
        for column, cell in row.cells.items()
        if cell is not None and column not in (*table.key, *SOURCE_COLUMNS)
    )
    source, checked, sure = (row.cells.get(column) for column in SOURCE_COLUMNS)
    named = (str(source),) if source is not None else ()
    found = _from(flow, path, tuple(name for name in named if name in flow.sources), Text(said))
    day = checked if isinstance(checked, date) else found.checked
    confidence = next((word for word in _MOST_SURE_FIRST if word == sure), found.confidence)
    return Stated(path, found.texts, ALWAYS, named, day, confidence)
