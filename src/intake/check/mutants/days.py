"""The dates on which a mutant is compared with its flow, before it is called the same for everybody."""

from __future__ import annotations

from datetime import date, timedelta

from intake.flow.model import Flow
from intake.flow.named import Node, parts
from intake.flow.values import Shifted

__all__ = ["days_to_compare"]


def days_to_compare(flow: Flow, day: date) -> tuple[date, ...]:
    """The date itself, those of the scenarios, and the days of a whole week if something rolls on to a working day.

    A day that is never a Sunday hides a slip that matters on Sundays.
    """
    days = [day, *sorted({scenario.date for scenario in flow.scenarios})]
    rolls = any(limit.roll is not None for limit in flow.limits.values()) or any(map(_rolls, flow.values.values()))
    days += [day + timedelta(days=more) for more in range(1, 7)] if rolls else []
    return tuple(dict.fromkeys(days))


def _rolls(value: Node) -> bool:
    waiting: list[Node] = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Shifted) and node.roll is not None:
            return True
        waiting += parts(node)
    return False
