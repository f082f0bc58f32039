"""The steps as a graph without loops: their order, and which questions can come before which step."""

from __future__ import annotations

from intake.flow.model import Flow, Question

__all__ = ["can_come_before", "find_loop", "step_order"]


def find_loop(flow: Flow) -> list[str] | None:
    """The steps of a loop, first and last the same; `None` if there is none. Ways to unknown steps are passed over."""
    done: set[str] = set()
    for start in flow.steps:
        if start in done:
            continue
        path: list[str] = []
        on_path: set[str] = set()
        stack: list[tuple[str, int]] = [(start, 0)]
        while stack:
            name, at = stack.pop()
            if at == 0:
                path.append(name)
                on_path.add(name)
            ways = flow.steps[name].ways
            if at < len(ways):
                stack.append((name, at + 1))
                go = ways[at].go
                if go in on_path:
                    return [*path[path.index(go) :], go]
                if go in flow.steps and go not in done:
                    stack.append((go, 0))
            else:
                path.pop()
                on_path.discard(name)
                done.add(name)
    return None


def step_order(flow: Flow) -> tuple[str, ...]:
    """The steps that can be reached, each after all those from which a way leads to it. The flow has no loop."""
    after: list[str] = []
    done: set[str] = set()
    stack: list[tuple[str, bool]] = [(flow.start, False)]
    while stack:
        name, left = stack.pop()
        if left:
            after.append(name)
        elif name not in done and name in flow.steps:
            done.add(name)
            stack.append((name, True))
            stack += [(way.go, False) for way in flow.steps[name].ways if way.go not in done]
    return tuple(reversed(after))


def can_come_before(flow: Flow) -> dict[str, int]:
    """For each reachable step the questions (as bits) that some way round can pass before its ways: its own included."""
    before: dict[str, int] = dict.fromkeys(step_order(flow), 0)
    for name in before:
        step = flow.steps[name]
        if isinstance(step, Question):
            before[name] |= 1 << step.index
        for way in step.ways:
            if way.go in before:
                before[way.go] |= before[name]
    return before
