"""The machine of a flow: its steps as states, its ways as guarded transitions of one event, `next`. Built once, shared by all.

The machine keeps no model: a session is handed to each trigger, so that a thousand sessions cost one machine
(`transitions` needs 18 KB and 180 µs for each model that is added to it).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, cast

from transitions import EventData, Machine

from intake.engine.kleene import TRUE
from intake.engine.rules import Rules
from intake.engine.view import Answers
from intake.flow.model import Flow

__all__ = ["NEXT", "build_machine", "machine_of"]

NEXT = "next"
"""The one event: go on from the step where the session is."""


class Guarded(Protocol):
    """What a guard reads of the session that is moved: its rules, its answers, and the questions passed so far."""

    rules: Rules
    given: Answers
    passed: int


def build_machine(flow: Flow, **options: Any) -> Machine:
    """A machine of the flow's own steps and ways. `options` go to `transitions.Machine`: callbacks, for those who embed it.

    Callbacks take an `EventData`, whose `model` is the session: `build_machine(flow, after_state_change=[log])`.
    """
    machine = Machine(
        model=None,
        states=list(flow.steps),
        initial=flow.start,
        auto_transitions=False,
        send_event=True,
        **options,
    )
    for name, step in flow.steps.items():
        for at, way in enumerate(step.ways):
            conditions = None if way.when is None else _guard((name, at))
            machine.add_transition(NEXT, name, way.go, conditions=conditions)
    return machine


def machine_of(flow: Flow) -> Machine:
    """The machine that all sessions of the flow share."""
    machine: Machine | None = flow.compiled.get("machine")
    if machine is None:
        machine = flow.compiled["machine"] = build_machine(flow)
    return machine


def _guard(way: tuple[str, int]) -> Callable[[EventData], bool]:
    """Whether the way is open for the session: the flow's own condition, on the questions passed so far."""

    def is_open(event: EventData) -> bool:
        session = cast("Guarded", event.model)
        passed = session.passed
        return session.rules.tests[way](session.given, passed, passed, passed) == TRUE

    return is_open
