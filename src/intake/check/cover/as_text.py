"""`intake test` in a terminal: what failed, a table of what is seen, what is still to be shown, and the mutants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intake.check.cover.coverage import KINDS, Coverage, Item, Kind
from intake.check.cover.tested import Tested, percent
from intake.check.forms.text import counted
from intake.check.mutants.report import BAR, Mutation
from intake.check.mutants.verdict import State
from intake.flow.findings import printable

__all__ = ["LISTS", "TITLES", "text"]

MOST_SHOWN = 40
"""How many lines of one list are written; `--all` writes them all."""

TITLES: dict[Kind, str] = {
    "steps": "steps passed",
    "ways": "ways taken",
    "certain": "recommendations certain",
    "excluded": "recommendations excluded",
    "rungs": "rungs that count",
    "pairs": "parts that decide (MC/DC)",
}
LISTS: tuple[tuple[State, str], ...] = (
    ("survived", "Nobody noticed"),
    ("undecided", "Not decided"),
    ("equivalent", "The same for everybody, so there is nothing to notice"),
)


def text(one: Tested, *, everything: bool = False) -> str:
    """The whole report; with `everything`, no list is cut."""
    most = None if everything else MOST_SHOWN
    parts = [finding.render() for finding in one.findings[:most]]
    parts.append("\n".join([_head(one), *_table(one.coverage)]))
    missing = [item for item in one.coverage.items if item.open]
    if missing:
        parts.append(_list("To be shown still", [_missing(one, item) for item in missing], most))
    if one.mutation is not None:
        parts += _mutants(one, one.mutation, most)
    return "\n\n".join(parts)


def _head(one: Tested) -> str:
    flow = one.flow
    scenarios, failing = counted(len(flow.scenarios), "scenario"), len(one.failing)
    said = f"{failing:,} of {scenarios} failed" if failing else f"{scenarios}, none of them failed"
    return f"{flow.id} {flow.version} on {one.coverage.date}: {said}"


def _table(coverage: Coverage) -> Iterator[str]:
    for kind in KINDS:
        seen, of = coverage.part_seen(kind)
        impossible = sum(item.possible is False for item in coverage.of(kind))
        note = f"   {impossible:,} impossible" if impossible else ""
        if of or impossible:
            yield f"  {TITLES[kind]:<26} {seen:>5,} of {of:>5,}  {percent(seen, of):>5}{note}"


def _mutants(one: Tested, mutation: Mutation, most: int | None) -> Iterator[str]:
    noticed, of = mutation.part_noticed
    stopped = "" if mutation.whole else f" (stopped after {len(mutation.judged):,} of {mutation.total:,})"
    goal = "" if mutation.reaches_bar else f": at least {BAR} % is wanted"
    yield f"{counted(of, 'mutant')}, {noticed:,} noticed: {percent(noticed, of)}{goal}{stopped}"
    for state, title in LISTS:
        listed = mutation.with_state(state)
        if listed:
            lines = [
                f"{one.line(found.mutant.path)}: {found.mutant.where}: {found.mutant.change}"
                + (f" ({found.verdict.by})" if found.verdict.by else "")
                for found in listed
            ]
            yield _list(title, lines, most)


def _missing(one: Tested, item: Item) -> str:
    """Where, in which entry, what, and what it lacks."""
    doubt = "" if item.possible else " (not decided if anybody could)"
    return f"{one.line(item.path)}: {'.'.join(map(str, item.path))}: “{item.what}” {item.lacks}{doubt}"


def _list(title: str, lines: Sequence[str], most: int | None) -> str:
    shown = [f"  {printable(line)}" for line in lines[:most]]
    more = f"\n  … and {len(lines) - len(shown):,} more (--all)" if len(lines) > len(shown) else ""
    return f"{title} ({len(lines):,}):\n" + "\n".join(shown) + more
