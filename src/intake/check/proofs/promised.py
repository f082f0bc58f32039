"""Promises: each is proved for everybody who comes to an end, or refuted by the smallest person for whom it is not kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from intake.check.proofs.flaw import Flaw
from intake.check.proofs.scenario import scenario
from intake.check.proofs.search import Met, Search, advised, holds, in_words, not_decided
from intake.check.solver import Formula, NotDecided
from intake.flow.findings import Path_
from intake.flow.model import Promise
from intake.flow.named import questions_of, questions_of_recommendation

__all__ = ["broken_promise"]


@dataclass(frozen=True)
class _Part:
    """One thing that a promise says, and when it is not so: as a formula, of a person, and in words."""

    key: str
    name: str
    broken: Formula
    is_broken: Callable[[Met], bool]
    said: str
    expect: Mapping[str, str | list[str]]


def broken_promise(promise: Promise, search: Search) -> Iterator[Flaw]:
    """P711 for each part that is not kept, P712 if nobody meets its `when`, P713 if one of these is not decided."""
    formulas, path = search.everybody.formulas, ("promises", promise.name)
    when = search.everybody.ended.holds(promise.when).true
    met = search.somebody(lambda: when, holds(promise.when), "the `when` of a promise holds")
    if isinstance(met, NotDecided):
        yield not_decided("anybody meets this promise", met, path)
    elif met is None:
        hint = "its `when` holds for nobody who comes to an end: mend it, or take the promise out"
        yield Flaw("P712", "this promise is for nobody", hint, (*path, "when"))
        return
    for part in _parts(search, promise):
        broken = formulas.all_of(when, part.broken)
        said = f"{part.said}, to whom the contrary is promised"
        one = search.smallest(broken, _both(holds(promise.when), part.is_broken), said)
        where: Path_ = (*path, "then", part.key)
        if isinstance(one, NotDecided):
            yield not_decided("this promise is kept for everybody", one, where)
        elif one is not None:
            yield _refuted(search, promise, part, one, where)


def _refuted(search: Search, promise: Promise, part: _Part, one: Met, where: Path_) -> Flaw:
    flow = search.flow
    named = questions_of(flow, promise.when)
    if part.name in flow.recommendations:
        named |= questions_of_recommendation(flow, flow.recommendations[part.name])
    shown = {name: answer for name, answer in one.read.items() if name in named}
    yaml = scenario(f"counter-example, {promise.name}", search.day, one.read, part.expect)
    hint = "mend the flow or the promise, and keep this person as a scenario"
    return Flaw("P711", f"{part.said}: {in_words(shown)}", hint, where, part=part.name, scenario=yaml)


def _parts(search: Search, promise: Promise) -> Iterator[_Part]:
    flow, ended, negated = search.flow, search.everybody.ended, search.everybody.formulas.negated
    levels = [level.id for level in flow.levels]
    if promise.urgency is not None:
        name = promise.urgency
        least, said = flow.level(name).rank, f"somebody's urgency is below '{name}'"
        broken = negated(ended.urgency_at_least(name))
        yield _Part("urgency", name, broken, lambda met: met.rank() < least, said, {"urgency": name})
    if promise.urgency_at_most is not None and promise.urgency_at_most != levels[0]:
        name = promise.urgency_at_most
        most, said = flow.level(name).rank, f"somebody's urgency is above '{name}'"
        broken = ended.urgency_at_least(levels[levels.index(name) - 1])
        yield _Part("urgency_at_most", name, broken, lambda met: met.rank() > most, said, {"urgency": name})
    for name in promise.recommended:
        said, expect = f"somebody is not advised '{name}'", {"certain": [name]}
        yield _Part("recommended", name, negated(ended.certain(name)), _not(advised(name)), said, expect)
    for name in promise.not_recommended:
        said, expect = f"somebody is advised '{name}'", {"excluded": [name]}
        yield _Part("not_recommended", name, ended.certain(name), advised(name), said, expect)


def _both(first: Callable[[Met], bool], second: Callable[[Met], bool]) -> Callable[[Met], bool]:
    return lambda met: first(met) and second(met)


def _not(test: Callable[[Met], bool]) -> Callable[[Met], bool]:
    return lambda met: not test(met)
