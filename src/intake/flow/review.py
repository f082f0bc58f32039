"""How far a flow's statements have been looked at: drafted, checked against their sources, or reviewed by a lawyer.

The flow says so by parts (`review`), the longest path that fits counts. A lawyer's review holds for the words that were
read: it names their fingerprint, and is void once they are others. So is any other entry that names one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Literal

from intake.flow.model import Flow, Reviewed
from intake.flow.stated import Stated, stated

__all__ = ["Standing", "State", "counted", "fingerprint", "is_below", "standings", "state_of"]

State = Literal["drafted", "checked", "reviewed", "changed", "not covered"]
"""`changed`: the entry names a fingerprint, and the words are others now, so it is void."""

_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """One statement, what the flow's `review` says of it (`None`: nothing), and what that comes to."""

    stated: Stated
    by: Reviewed | None
    state: State


def standings(flow: Flow) -> tuple[Standing, ...]:
    """How each statement of the flow stands, in the flow's order. Worked out once for a flow."""
    if "standings" not in flow.compiled:
        flow.compiled["standings"] = _standings(flow)
    found: tuple[Standing, ...] = flow.compiled["standings"]
    return found


def counted(found: Iterable[Standing]) -> Mapping[State, int]:
    """How many statements are in each state."""
    return Counter(standing.state for standing in found)


def fingerprint(flow: Flow, path: str) -> str:
    """Twelve digits that are others once a statement at or below `path` is: its words, whom they are for, or its sources."""
    parts = [
        [one.dotted, _plain(one.texts), _plain(one.when), one.sources]
        for one in stated(flow)
        if is_below(one.dotted, path)
    ]
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:_DIGITS]


def is_below(dotted: str, path: str) -> bool:
    """Whether that is the path, or lies in it.

    >>> is_below("recommendations.call.how.0", "recommendations.call")
    True
    >>> is_below("recommendations.call_back.why", "recommendations.call")
    False
    """
    return f"{dotted}.".startswith(f"{path}.")


def _standings(flow: Flow) -> tuple[Standing, ...]:
    longest_first = sorted(flow.review.values(), key=lambda entry: -len(entry.path))
    states: dict[str, State] = {entry.path: state_of(flow, entry) for entry in longest_first}
    found = []
    for one in stated(flow):
        by = next((entry for entry in longest_first if is_below(one.dotted, entry.path)), None)
        found.append(Standing(one, by, states[by.path] if by is not None else "not covered"))
    return tuple(found)


def state_of(flow: Flow, entry: Reviewed) -> State:
    """The state of an entry: as it says, unless its words are others now."""
    if entry.fingerprint and entry.fingerprint != fingerprint(flow, entry.path):
        return "changed"
    return entry.state


def _plain(node: Any) -> Any:
    """Texts and conditions as JSON can hold them, the same on every run."""
    if is_dataclass(node):
        return [type(node).__name__, *(_plain(getattr(node, field.name)) for field in fields(node))]
    if isinstance(node, frozenset):
        return sorted((_plain(part) for part in node), key=str)
    if isinstance(node, tuple):
        return [_plain(part) for part in node]
    if isinstance(node, Mapping):
        return {name: _plain(part) for name, part in node.items()}
    return node.isoformat() if isinstance(node, date) else node
