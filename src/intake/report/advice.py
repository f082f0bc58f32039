"""One recommendation in full, as plain data: every line that holds for this person, with where it says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from intake.engine.kleene import TRUE
from intake.engine.rules import Rules
from intake.engine.triage import Advice
from intake.flow.answers import Answer
from intake.flow.model import Recommendation
from intake.flow.text import Line
from intake.report.sources import Sources
from intake.report.statement import Statement, key_dates
from intake.report.summary import ShownLevel, due, reasons, shown_level
from intake.report.words import Words

__all__ = ["Detail", "Part", "detail", "headed_lines", "lines_that_hold"]


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under one heading."""

    heading: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """A recommendation in full."""

    title: str
    level: ShownLevel
    certain: bool
    why: str
    because: tuple[str, ...]
    due: str
    due_text: str
    parts: tuple[Part, ...]
    cost: str
    takes: str
    sources: tuple[int, ...]


def detail(rules: Rules, answers: Mapping[str, Answer], advice: Advice, sources: Sources) -> Detail:
    """All that the flow has to say on one recommendation to this person."""
    words = Words(rules.flow, answers)
    found = rules.flow.recommendations[advice.recommendation]
    level = shown_level(words, advice.urgency if advice.state == "certain" else advice.urgency_at_most)
    cited = sources.cite(found.sources)
    parts = [
        Part(heading, tuple(_statement(line, words, sources) for line in lines_that_hold(rules, answers, lines)))
        for heading, lines in headed_lines(found)
    ]
    parts.append(Part("Key dates", key_dates(rules.key_dates(found.id, answers), words, sources)))
    by, text = due(words, advice)
    return Detail(
        title=words.text(found.title),
        level=level,
        certain=advice.state == "certain",
        why=words.text(found.why),
        because=reasons(words, advice),
        due=by,
        due_text=text,
        parts=tuple(part for part in parts if part.statements),
        cost=words.text(found.cost),
        takes=words.text(found.takes),
        sources=cited,
    )


def lines_that_hold(rules: Rules, answers: Mapping[str, Answer], lines: tuple[Line, ...]) -> list[Line]:
    """The lines whose condition is certain for these answers."""
    return [line for line in lines if rules.holds(line.when, answers) == TRUE]


def headed_lines(found: Recommendation) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """The lines of a recommendation under their headings, in the order in which they are shown."""
    return (
        ("First", found.first),
        ("How", found.how),
        ("What to say", found.say),
        ("Never", found.never),
        ("Papers to gather", found.documents),
        ("Questions for a lawyer", found.ask),
    )


def _statement(line: Line, words: Words, sources: Sources) -> Statement:
    return Statement(words.text(line.text), sources.cite(line.sources), sources.doubtful(line.sources))
