"""`intake test --format html`: the same as in the terminal, as one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from intake.check.cover.as_text import LISTS, TITLES
from intake.check.cover.coverage import KINDS, Item, Kind
from intake.check.cover.tested import Tested, percent
from intake.check.forms.text import counted
from intake.check.mutants.report import BAR, Judged, Mutation

__all__ = ["as_page"]

_MOST_NAMES = 3


def as_page(one: Tested) -> str:
    """The page: a summary table, what is to be shown still, the mutants, then everything there is, kind by kind."""
    flow, coverage = one.flow, one.coverage
    title = f"{flow.id} {flow.version}: what its scenarios show"
    parts = [
        f"<h1>{escape(flow.title.default)}</h1>",
        f"<p>{escape(_summary(one))}</p>",
        *(f"<pre>{escape(finding.render())}</pre>" for finding in one.findings),
        "<h2>Shown</h2>",
        _table(["", "shown", "of", "", ""], (_row_of_kind(one, kind) for kind in KINDS)),
    ]
    missing = [item for item in coverage.items if item.open]
    if missing:
        parts.append(f"<h2>To be shown still: {len(missing):,}</h2>")
        parts.append(_table(["where", "what", "missing"], (_row_of_missing(one, item) for item in missing)))
    if one.mutation is not None:
        parts += _mutants(one, one.mutation)
    parts.append("<h2>Everything</h2>")
    for kind in KINDS:
        parts.append(f"<details><summary>{escape(TITLES[kind].capitalize())}</summary>")
        parts.append(_table(["where", "what", "scenarios"], (_row_of_item(one, item) for item in coverage.of(kind))))
        parts.append("</details>")
    style = files("intake.check.cover").joinpath("page.css").read_text("utf-8")
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style>"
    )
    body = "\n".join(parts)
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body><main>\n{body}\n</main></body></html>'


def _summary(one: Tested) -> str:
    scenarios = counted(len(one.flow.scenarios), "scenario")
    failing = f"{len(one.failing):,} of them failed" if one.failing else "none of them failed"
    return f"{one.flow.id} {one.flow.version}, on {one.coverage.date}: {scenarios}; {failing}."


def _table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    heads = "".join(f"<th scope=col>{escape(cell)}</th>" for cell in head)
    body = "\n".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>\n{body}\n</tbody></table>"


def _cell(words: str, kind: str = "") -> str:
    return f"<td class={kind}>{escape(words)}</td>" if kind else f"<td>{escape(words)}</td>"


def _row_of_kind(one: Tested, kind: Kind) -> Sequence[str]:
    seen, of = one.coverage.part_seen(kind)
    impossible = sum(item.possible is False for item in one.coverage.of(kind))
    part = percent(seen, of)
    meter = f'<meter min=0 max={max(of, 1)} value={seen if of else 1} aria-label="{part}"></meter>'
    return [
        f"<th scope=row>{escape(TITLES[kind])}</th>",
        _cell(f"{seen:,}", "number"),
        _cell(f"{of:,}", "number"),
        f"<td>{meter} {part}</td>",
        _cell(f"{impossible:,} impossible" if impossible else ""),
    ]


def _row_of_missing(one: Tested, item: Item) -> Sequence[str]:
    doubt = "" if item.possible else " (not decided if anybody could)"
    return [_cell(one.line(item.path), "where"), _cell(_what(item)), _cell(item.lacks + doubt, "open")]


def _row_of_item(one: Tested, item: Item) -> Sequence[str]:
    if item.seen:
        more = len(item.people) - _MOST_NAMES
        names = "; ".join(item.people[:_MOST_NAMES]) + (f"; and {more:,} more" if more > 0 else "")
        last = _cell(names, "people")
    else:
        last = _cell(item.lacks, "open") if item.open else _cell("impossible", "people")
    return [_cell(one.line(item.path), "where"), _cell(_what(item)), last]


def _what(item: Item) -> str:
    named = ".".join(map(str, item.path))
    return f"{named}: {item.what}" if item.kind in ("pairs", "rungs") else item.what


def _mutants(one: Tested, mutation: Mutation) -> Iterator[str]:
    noticed, of = mutation.part_noticed
    stopped = "" if mutation.whole else f" It was stopped after {len(mutation.judged):,} of {mutation.total:,}."
    yield "<h2>Mutants</h2>"
    yield f"<p>{noticed:,} of {of:,} noticed: {percent(noticed, of)}; at least {BAR} % is wanted.{stopped}</p>"
    for state, title in LISTS:
        listed = mutation.with_state(state)
        if listed:
            yield f"<details{' open' if state == 'survived' else ''}><summary>{escape(title)}: {len(listed):,}</summary>"
            yield _table(["where", "what was changed", ""], (_row_of_mutant(one, judged) for judged in listed))
            yield "</details>"


def _row_of_mutant(one: Tested, judged: Judged) -> Sequence[str]:
    said = f"{judged.mutant.where}: {judged.mutant.change}"
    return [_cell(one.line(judged.mutant.path), "where"), _cell(said), _cell(judged.verdict.by)]
