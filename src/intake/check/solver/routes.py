"""The graph of a flow's steps: which can come before which, which always do, and which no route goes round."""

from __future__ import annotations

from collections.abc import Mapping

from intake.flow.graph import step_order
from intake.flow.model import Flow

__all__ = ["Routes"]


class Routes:
    """The steps that can be reached, in an order in which every way leads on. Sets of steps are bits, by their place in it."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.order = step_order(flow)
        self.number = {name: at for at, name in enumerate(self.order)}
        self.into: dict[str, list[tuple[str, int]]] = {name: [] for name in self.order}
        for name in self.order:
            for at, way in enumerate(flow.steps[name].ways):
                self.into[way.go].append((name, at))
        self.ends = [name for name in self.order if not flow.steps[name].ways]
        self._always_before, self._can_come_before = self._before()
        self._always_after = self._after()

    def always_before(self, step: str, other: str) -> bool:
        """Whether every route to `step` passes the other (or it is the other)."""
        return bool(self._always_before[step] >> self.number[other] & 1)

    def can_come_before(self, step: str, other: str) -> bool:
        """Whether some route to `step` passes the other (or it is the other)."""
        return bool(self._can_come_before[step] >> self.number[other] & 1)

    def gate(self, step: str) -> str:
        """The first step that all routes to this one pass, and from which all routes pass this one: where it is, this is."""
        before = self._always_before[step]
        while before:
            first = self.order[(before & -before).bit_length() - 1]
            if self._always_after[first] >> self.number[step] & 1:
                return first
            before &= before - 1
        return step

    def _before(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        always: dict[str, int] = {}
        can: dict[str, int] = {}
        for name in self.order:
            own = 1 << self.number[name]
            every, some = -1 if self.into[name] else 0, own
            for step, _ in self.into[name]:
                every &= always[step]
                some |= can[step]
            always[name], can[name] = every | own, some
        return always, can

    def _after(self) -> Mapping[str, int]:
        always: dict[str, int] = {}
        for name in reversed(self.order):
            ways = self.flow.steps[name].ways
            every = -1 if ways else 0
            for way in ways:
                every &= always[way.go]
            always[name] = every | 1 << self.number[name]
        return always
