"""A new session beside a machine of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from transitions import Machine

from bench.measure import Row, paired
from bench.people import TODAY, flow
from intake.engine import Session
from intake.flow.model import Flow

__all__ = ["rows"]


def rows() -> Iterator[Row]:
    """Sessions share the machine of their flow."""
    measured = flow()
    ours, own = paired(lambda: Session(measured, date=TODAY), lambda: _Own(measured))
    yield Row("new session / an own machine of transitions for each", ours, own, 1 / 200)


class _Own:
    """A session as the manual of transitions shows it, at its quickest: no automatic transitions."""

    def __init__(self, measured: Flow) -> None:
        ways = [(name, way) for name, step in measured.steps.items() for way in step.ways]
        transitions: list[dict[str, Any]] = [
            {"trigger": "next", "source": name, "dest": way.go, "conditions": [_open] if way.when is not None else []}
            for name, way in ways
        ]
        self.machine = Machine(
            self, states=list(measured.steps), transitions=transitions, initial=measured.start, auto_transitions=False
        )


def _open() -> bool:
    return True
