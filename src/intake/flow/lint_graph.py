"""The steps: a start, ways that lead somewhere, no loop, no step that nobody reaches, no way that asks of the future."""

from __future__ import annotations

from intake.flow.findings import nearest
from intake.flow.graph import can_come_before, find_loop
from intake.flow.model import End, Flow
from intake.flow.named import questions_of
from intake.flow.parse import Find

__all__ = ["graph_findings"]


def graph_findings(flow: Flow, find: Find, broken: frozenset[str]) -> bool:
    """E201, E202, E301 to E305. Returns whether the steps can be followed at all."""
    sound = _ways(flow, find, broken)
    if flow.start not in flow.steps:
        if flow.start not in broken and "flow" not in broken:
            near = nearest(flow.start, flow.steps)
            hint = f"did you mean '{near}'?" if near else "name a step"
            find("E202", f"the start '{flow.start}' is no step", hint, ("flow", "start"))
        return False
    loop = find_loop(flow)
    if loop:
        step = flow.steps[loop[-2]]
        at = next(at for at, way in enumerate(step.ways) if way.go == loop[-1])
        path = ("steps", step.id, "next") if len(step.ways) == 1 else ("steps", step.id, "next", at, "go")
        shown = loop if len(loop) <= 8 else [*loop[:6], "…", *loop[-2:]]
        find("E301", f"the steps go round: {' > '.join(shown)}", "going back is history, never a way: lead on", path)
        return False
    if not sound:
        return False
    before = can_come_before(flow)
    for name in flow.steps:
        if name not in before:
            find("E304", f"no way leads to '{name}'", "lead a way to it, or take it out", ("steps", name), key=True)
    _names_the_future(flow, before, find)
    return True


def _ways(flow: Flow, find: Find, broken: frozenset[str]) -> bool:
    sound = True
    for name, step in flow.steps.items():
        if isinstance(step, End):
            continue
        for at, way in enumerate(step.ways):
            path = ("steps", name, "next", at)
            last = at == len(step.ways) - 1
            sound &= way.go in flow.steps
            if way.go not in flow.steps and way.go not in broken:
                near = nearest(way.go, flow.steps)
                hint = f"did you mean '{near}'?" if near else "lead it to a step that is there"
                place = (*path, "go") if len(step.ways) > 1 else ("steps", name, "next")
                find("E201", f"the way leads to '{way.go}', which is no step", hint, place)
            if last and way.when is not None:
                find(
                    "E302",
                    "the last way has a condition: nobody else could go on",
                    "add a last way without `when`",
                    path,
                )
            if not last and way.when is None:
                find("E303", "a way without `when` is always taken: the ways after it are dead", "put it last", path)
    return sound


def _names_the_future(flow: Flow, before: dict[str, int], find: Find) -> None:
    for name, can in before.items():
        for at, way in enumerate(flow.steps[name].ways):
            if way.when is None:
                continue
            for question in sorted(questions_of(flow, way.when)):
                if question in flow.steps and not can >> flow.question(question).index & 1:
                    message = f"this way depends on '{question}', which cannot have been asked before '{name}'"
                    hint = "ask it first, or decide by what is known here"
                    find("E305", message, hint, ("steps", name, "next", at, "when"))
