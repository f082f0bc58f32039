"""Parts of a flow that decide nothing: a way that nobody takes, a condition that is the same for all.

Not told are the start, a recommendation that is meant for all (`when: true`), and what lies behind a dead part alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from intake.check.proofs.flaw import Flaw
from intake.check.proofs.search import Met, Search, advised, holds, not_decided, passes, takes
from intake.check.solver import Formula, NotDecided
from intake.flow.conditions import ALWAYS, Condition
from intake.flow.findings import Path_
from intake.flow.graph import step_order
from intake.flow.model import Flow, Recommendation

__all__ = ["dead_parts"]

_LINES = ("first", "how", "say", "never", "documents", "ask")


def dead_parts(search: Search) -> Iterator[Flaw]:
    """P701 to P703: each dead part once, with the reason."""
    for name in reversed(step_order(search.flow)):  # whoever comes far has gone many ways
        passed = search.somebody(partial(search.everybody.passes, name), passes(name), f"'{name}' is passed")
        if isinstance(passed, NotDecided):
            yield not_decided(f"anybody comes to '{name}'", passed, ("steps", name))
        elif passed is not None:
            yield from _ways(search, name)
    yield from _named(search)
    for advice in search.flow.recommendations.values():
        if advice.valid_on(search.day):
            if advice.when != ALWAYS:
                yield from _advice(search, advice.id)
            yield from _lines(search, advice)


def _ways(search: Search, step: str) -> Iterator[Flaw]:
    """The dead ways of a step that somebody comes to. A step that nobody comes to is told with the way to it."""
    everybody, flow = search.everybody, search.flow
    for at, way in enumerate(flow.steps[step].ways):
        said = f"way {at + 1} of '{step}' is taken"
        taken = search.somebody(partial(everybody.takes, step, at), takes(step, at), said)
        path = _path_of_way(flow, step, at)
        if isinstance(taken, NotDecided):
            yield not_decided(f"anybody goes this way from '{step}' to '{way.go}'", taken, path)
        elif taken is None:
            lost = "" if search.is_possible(everybody.passes(way.go)) else f", and nobody comes to '{way.go}' at all"
            yield Flaw("P701", f"nobody goes this way from '{step}' to '{way.go}'{lost}", _why(search, step, at), path)


def _path_of_way(flow: Flow, step: str, at: int) -> Path_:
    ways = flow.steps[step].ways
    alone = len(ways) == 1 and ways[0].when is None
    return ("steps", step, "next") if alone else ("steps", step, "next", at)


def _why(search: Search, step: str, at: int) -> str:
    everybody, way = search.everybody, search.flow.steps[step].ways[at]
    if way.when is None:
        return "the ways above it leave nobody: take it out, and the last `when` above it"
    holds_here = everybody.formulas.all_of(everybody.passes(step), everybody.ended.holds(way.when).true)
    if not search.is_possible(holds_here):
        return "its `when` holds for nobody who comes here"
    return "whoever meets its `when` has taken a way above it: put it higher, or take it out"


def _named(search: Search) -> Iterator[Flaw]:
    """Facts, which are to be true and false; grounds and cards, which are to be shown to somebody."""
    flow = search.flow
    for fact in flow.facts.values():
        yield from _fact(search, f"the fact '{fact.id}'", fact.when, ("facts", fact.id))
    for ground in flow.grounds.values():
        yield from _never(
            search, f"the ground '{ground.id}' is never raised", ground.when, ("grounds", ground.id, "when")
        )
    for card in flow.cards.values():
        yield from _never(search, f"the card '{card.id}' is never shown", card.when, ("cards", card.id, "when"))


def _fact(search: Search, what: str, condition: Condition, path: Path_) -> Iterator[Flaw]:
    is_true, negated = search.everybody.ended.holds(condition).true, search.everybody.formulas.negated
    true = search.somebody(lambda: is_true, holds(condition), f"{what} is true")
    false = search.somebody(lambda: negated(is_true), lambda met: not met.holds(condition), f"{what} is false")
    for found, whom in ((true, "nobody"), (false, "everybody")):
        if isinstance(found, NotDecided):
            yield not_decided(f"{what} is true for {whom}", found, path)
        elif found is None:
            yield Flaw("P702", f"{what} is true for {whom}", "mend its condition, or take it out", path, key=True)


def _advice(search: Search, name: str) -> Iterator[Flaw]:
    """That it is advised to somebody, and not to everybody."""
    path = ("recommendations", name, "when")
    certain, negated = search.everybody.ended.certain(name), search.everybody.formulas.negated
    given = search.somebody(lambda: certain, advised(name), f"'{name}' is advised")
    spared = search.somebody(lambda: negated(certain), lambda met: not met.advised(name), f"'{name}' is not advised")
    hints = {
        "nobody": "its `when` holds for nobody at the end: mend it, or take the recommendation out",
        "everybody": "write `when: true` if that is meant, else mend the condition",
    }
    for found, whom in ((given, "nobody"), (spared, "everybody")):
        if isinstance(found, NotDecided):
            yield not_decided(f"'{name}' is advised to {whom}", found, path)
        elif found is None:
            yield Flaw("P703", f"'{name}' is advised to {whom}", hints[whom], path)


def _lines(search: Search, advice: Recommendation) -> Iterator[Flaw]:
    """The lines and dates of a recommendation, each of which is to be shown to somebody to whom it is advised."""
    if not search.is_possible(search.everybody.ended.certain(advice.id)):
        return
    for key in (*_LINES, "dates"):
        for at, line in enumerate(getattr(advice, key)):
            if line.when != ALWAYS:
                path = ("recommendations", advice.id, key, at, "when")
                what = "date" if key == "dates" else "line"
                yield from _never(search, f"this {what} is never shown", line.when, path, advice=advice.id)


def _never(
    search: Search, message: str, condition: Condition, path: Path_, *, advice: str | None = None
) -> Iterator[Flaw]:
    """That it is true for somebody (to whom the recommendation is advised)."""
    everybody = search.everybody

    def formula() -> Formula:
        advised_to = True if advice is None else everybody.ended.certain(advice)
        return everybody.formulas.all_of(advised_to, everybody.ended.holds(condition).true)

    def is_told(met: Met) -> bool:
        return (advice is None or met.advised(advice)) and met.holds(condition)

    found = search.somebody(formula, is_told, f"it is wrong that {message}")
    if isinstance(found, NotDecided):
        yield not_decided("this `when` ever holds", found, path)
    elif found is None:
        whom = "" if advice is None else f" to whom '{advice}' is advised"
        yield Flaw("P702", message, f"its `when` holds for nobody{whom}", path)
