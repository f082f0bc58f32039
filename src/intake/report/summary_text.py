"""The summary as text: rows for a terminal of any width, and plain lines, one a fact, for readers and pipes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from intake.report.rows import Row, apart, row, wrap
from intake.report.sources import Cited
from intake.report.summary import Item, ShownGround, ShownLevel, Summary

__all__ = ["level_style", "plain_sources", "plain_summary", "refs", "source_rows", "summary_rows"]

_OPEN_SHOWN = 4


def level_style(level: ShownLevel | None, *, certain: bool = True) -> str:
    """Red (`now`) is only for what is certain and has to be done now."""
    return "now" if level is not None and level.now and certain else "strong"


def refs(numbers: Iterable[int]) -> str:
    """Numbers of sources.

    >>> refs((1, 3))
    '[1, 3]'
    """
    listed = ", ".join(map(str, numbers))
    return f"[{listed}]" if listed else ""


def summary_rows(summary: Summary, width: int, *, brief: bool = False) -> list[Row]:
    """The summary for a terminal; `brief` is what is certain now, without law and sources. Experts read the sources first."""
    rows = _head(summary, width)
    listed = [(), row("Sources", "strong"), *source_rows(summary.sources, width)] if summary.sources else []
    if summary.sources_first and not brief:
        rows += [*listed, ()]
    for item in summary.items:
        if item.certain:
            rows += _certain(item, width, brief=brief)
    possible = [item for item in summary.items if not item.certain]
    if possible and not brief:
        rows += [(), *wrap(row("Possible: it depends on answers still to come", "dim"), width)]
        for item in possible:
            rows += _possible(item, width)
    if brief:
        return rows
    if summary.grounds:
        rows += [(), *wrap(row("Grounds for a lawyer to test", "strong"), width)]
        for ground in summary.grounds:
            rows += wrap(
                (("strong", f"  {ground.title}"), ("", f": {ground.plain or _law(ground)} {refs(ground.sources)}")),
                width,
                4,
            )
            for name, said in _tested(ground):
                rows += wrap((("dim", f"    {name}: "), ("", said)), width, 6)
    if summary.not_known:
        rows += [(), row("Not known", "strong")]
        for gap in summary.not_known:
            rows += wrap((("strong", gap.name), ("", f": ask: “{gap.ask}”")), width, 4)
    if summary.kept_aside:
        rows += [()]
        rows += wrap(row(f"Kept aside, not counted: {', '.join(summary.kept_aside)}", "dim"), width, 4)
    if summary.reviewed:
        rows += [(), *wrap(row(summary.reviewed, "dim"), width)]
    if not summary.sources_first:
        rows += listed
    return rows


def _head(summary: Summary, width: int) -> list[Row]:
    right = row(f"{summary.date} · {summary.flow}", "dim")
    if summary.level is None:
        left = row("Nothing is certain yet" if summary.to_ask else "Nothing is advised", "strong")
    else:
        left = row(str(summary.level), level_style(summary.level))
        if summary.to_ask:
            left = (*row("So far ", "dim"), *left)
    rows = apart(left, right, width)
    if summary.to_ask:
        more = f" It could still become: {summary.at_most}." if summary.at_most else ""
        rows += wrap(row(f"There are questions left.{more}", "dim"), width)
    return rows


def _certain(item: Item, width: int, *, brief: bool) -> list[Row]:
    mark = f"{item.number:>2} ✓ "
    rows = wrap((("done", mark), ("strong", item.title)), width, 5)
    by = f"{item.level}, {item.due}" if item.due else str(item.level)
    facts: Row = ((level_style(item.level) if item.level.now else "", by),)
    if item.because:
        facts += (("", " · "), ("dim", f"because: {' · '.join(item.because)}"))
    if item.sources and not brief:
        facts += (("dim", f" {refs(item.sources)}"),)
    rows += wrap((("", "     "), *facts), width, 5)
    if item.due_text and not brief:
        rows += wrap((("", f"     {item.due_text}"),), width, 5)
    for day in () if brief else item.dates:
        rows += wrap((("", f"     {day.said}"), ("dim", f" {refs(day.sources)}")), width, 5)
    return rows


def _possible(item: Item, width: int) -> list[Row]:
    rows = wrap((("", f"{item.number:>2} ? {item.title}"),), width, 5)
    if item.open:
        more = " …" if len(item.open) > _OPEN_SHOWN else ""
        rows += wrap(row(f"     waits for: {' · '.join(item.open[:_OPEN_SHOWN])}{more}", "dim"), width, 5)
    return rows


def _law(ground: ShownGround) -> str:
    return f"ask a lawyer whether this applies: {ground.law}" if ground.ask and ground.law else ground.law


def _tested(ground: ShownGround) -> Iterator[tuple[str, str]]:
    """What there is to know of a ground, by name: the law, what each body asks, the limits, the advice that it helps with."""
    if ground.plain and ground.law:
        yield "Law", _law(ground)
    for test in ground.tests:
        doubt = "ask a lawyer whether this holds: " if test.ask else ""
        yield test.where, " ".join(part for part in (doubt + test.asks, test.law, refs(test.sources)) if part)
    if ground.limits:
        yield "Limits", " ".join(ground.limits)
    if ground.helps:
        yield "Helps with", ", ".join(map(str, ground.helps))


def source_rows(sources: Iterable[Cited], width: int, *, addresses: bool = False) -> list[Row]:
    """The list of sources, articles of one text together; with `addresses` where to read them."""
    texts: dict[tuple[str, ...], list[Cited]] = {}
    for source in sources:
        texts.setdefault((source.title, source.checked, source.doubt, source.url), []).append(source)
    rows: list[Row] = []
    for (title, checked, doubt, url), cited in texts.items():
        articles = ", ".join(f"{source.article} [{source.number}]".strip() for source in cited)
        named = f"{title}: {articles}" if cited[0].article else f"{title} {articles}"
        facts = " · ".join(part for part in (checked, doubt) if part)
        rows += wrap((("", f"  {named}"), ("dim", f" · {facts}")), width, 4)
        if addresses and url:
            rows += wrap(row(f"    {url}", "dim"), width, 4)
    return rows


def plain_summary(summary: Summary, *, brief: bool = False) -> Iterator[str]:
    """The summary one fact a line, in words that can be read out."""
    if summary.level is None:
        yield "Nothing is certain yet." if summary.to_ask else "Nothing is advised."
    else:
        yield f"{'So far: ' if summary.to_ask else 'Urgency: '}{summary.level.label}"
    if summary.to_ask:
        yield "There are questions left." + (
            f" It could still become: {summary.at_most.label}" if summary.at_most else ""
        )
    yield f"Date: {summary.date}. Flow: {summary.flow}"
    if summary.sources_first and not brief:
        yield from plain_sources(summary.sources)
    for item in summary.items:
        if item.certain or not brief:
            yield from _plain_item(item)
    if brief:
        return
    for ground in summary.grounds:
        yield f"Ground for a lawyer to test: {ground.title}. {ground.plain or _law(ground)} {refs(ground.sources)}".rstrip()
        for name, said in _tested(ground):
            yield f"   {name}: {said}"
    for gap in summary.not_known:
        yield f"Not known: {gap.name}. Ask: {gap.ask}"
    if summary.kept_aside:
        yield f"Kept aside, not counted: {', '.join(summary.kept_aside)}"
    if summary.reviewed:
        yield summary.reviewed
    if not summary.sources_first:
        yield from plain_sources(summary.sources)


def _plain_item(item: Item) -> Iterator[str]:
    if not item.certain:
        waits = f" Waits for: {', '.join(item.open)}." if item.open else ""
        yield f"{item.number}. Possible: {item.title}.{waits}"
        return
    yield f"{item.number}. Certain: {item.title}. {item.level.label}{', ' if item.due else ''}{item.due}."
    if item.due_text:
        yield f"   {item.due_text}"
    for day in item.dates:
        yield f"   {day.said} {refs(day.sources)}".rstrip()
    if item.because:
        yield f"   Because: {'; '.join(item.because)}"
    if item.sources:
        yield f"   Sources: {refs(item.sources)}"


def plain_sources(sources: Iterable[Cited]) -> Iterator[str]:
    """The list of sources, one a line."""
    for source in sources:
        yield f"Source [{source.number}]: " + ". ".join(
            part for part in (source.title, source.article, source.checked, source.doubt, source.url) if part
        )
