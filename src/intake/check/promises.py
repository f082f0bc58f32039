"""Promises: what must hold for everybody, tried on every scenario's person who comes to the end."""

from __future__ import annotations

from collections.abc import Sequence

from intake.check.tried import Tried
from intake.engine.kleene import TRUE
from intake.flow.documents import Path_
from intake.flow.model import Flow, Promise
from intake.flow.parse import Find

__all__ = ["promise_findings"]


def promise_findings(flow: Flow, people: Sequence[Tried], find: Find) -> None:
    """E602: a person for whom the promise does not hold. W601: nobody meets its `when`, so it was not tried."""
    ended = [one for one in people if one.status == "complete" and not one.unknown]
    views = [(one, one.view) for one in ended]
    for promise in flow.promises:
        meeting = [one for one, view in views if one.rules.test(promise.when)(*view) == TRUE]
        if not meeting:
            hint = "add a scenario of a person who meets its `when` and comes to the end"
            find("W601", "no scenario meets this promise", hint, ("promises", promise.name), key=True)
        _tried_on(flow, promise, meeting, find)


def _tried_on(flow: Flow, promise: Promise, meeting: Sequence[Tried], find: Find) -> None:
    then: Path_ = ("promises", promise.name, "then")
    ranks = {level.id: level.rank for level in flow.levels}

    def told(one: Tried) -> int:
        return ranks.get(one.triage.urgency or "", -1)

    if promise.urgency is not None:
        least = ranks[promise.urgency]
        late = [one for one in meeting if told(one) < least]
        _level_differs(late, f"'{promise.urgency}' or higher", find, (*then, "urgency"))
    if promise.urgency_at_most is not None:
        most = ranks[promise.urgency_at_most]
        loud = [one for one in meeting if told(one) > most]
        _level_differs(loud, f"'{promise.urgency_at_most}' or lower", find, (*then, "urgency_at_most"))
    for name in promise.recommended:
        missed = [one for one in meeting if one.state(name) != "certain"]
        for one in missed[:1]:
            message = f"{_broken(missed)} '{name}' is not advised"
            find("E602", message, one.reason(name), (*then, "recommended"), part=name)
    for name in promise.not_recommended:
        advised = [one for one in meeting if one.state(name) == "certain"]
        for one in advised[:1]:
            message = f"{_broken(advised)} '{name}' is advised"
            find("E602", message, one.reason(name), (*then, "not_recommended"), part=name)


def _level_differs(people: Sequence[Tried], promised: str, find: Find, path: Path_) -> None:
    for one in people[:1]:
        got = one.triage.urgency or "none"
        message = f"{_broken(people)} the urgency is '{got}', not {promised}"
        find("E602", message, one.reason_of_level(one.triage.urgency), path)


def _broken(people: Sequence[Tried]) -> str:
    """How a finding begins: the first person for whom the promise does not hold, and how many more."""
    more = f" (and for {len(people) - 1} more)" if len(people) > 1 else ""
    return f"for “{people[0].scenario.name}”{more},"
