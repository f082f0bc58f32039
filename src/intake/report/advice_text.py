"""One recommendation in full, as text: rows for a terminal of any width, and plain lines, one a fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intake.report.advice import Detail
from intake.report.rows import Row, row, wrap
from intake.report.sources import Cited
from intake.report.summary_text import level_style, plain_sources, refs, source_rows

__all__ = ["detail_rows", "plain_detail"]


def detail_rows(found: Detail, sources: Sequence[Cited], width: int) -> list[Row]:
    """The recommendation for a terminal, with its sources."""
    state = "certain" if found.certain else "possible, not certain"
    rows = wrap(
        (
            (level_style(found.level, certain=found.certain), str(found.level)),
            ("", "  "),
            ("strong", found.title),
            ("dim", f"  ({state})"),
        ),
        width,
        4,
    )
    for words in (found.why, found.due_text):
        if words:
            rows += wrap(row(words), width)
    for part in found.parts:
        rows += [(), *wrap(row(part.heading, "strong"), width)]
        for statement in part.statements:
            rows += wrap((("", f"  - {statement.said}"), ("dim", f" {refs(statement.sources)}")), width, 4)
    facts = [
        ("By when", found.due),
        ("Cost", found.cost),
        ("Takes", found.takes),
        ("Because", " · ".join(found.because)),
    ]
    rows += [()]
    for name, words in facts:
        if words:
            rows += wrap((("strong", name), ("", f": {words}")), width, 4)
    if sources:
        rows += [(), row("Sources", "strong"), *source_rows(sources, width, addresses=True)]
    return rows


def plain_detail(found: Detail, sources: Sequence[Cited]) -> Iterator[str]:
    """The recommendation one fact a line."""
    yield f"{found.title}. {'Certain' if found.certain else 'Possible, not certain'}. {found.level.label}."
    for words in (found.why, found.due_text):
        if words:
            yield words
    for part in found.parts:
        yield f"{part.heading}:"
        for statement in part.statements:
            yield f"- {statement.said} {refs(statement.sources)}".rstrip()
    facts = [
        ("By when", found.due),
        ("Cost", found.cost),
        ("Takes", found.takes),
        ("Because", "; ".join(found.because)),
    ]
    for name, words in facts:
        if words:
            yield f"{name}: {words}"
    yield from plain_sources(sources)
