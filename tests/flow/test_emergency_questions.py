"""What an emergency depends on is asked early: where a chain of gaps could stand before it, W307 says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from intake.flow.load import check_flow


def chain(*ways: tuple[str, str, str | None]) -> dict[str, Any]:
    """Steps in a row: each asks yes or no; if it names a question, only a yes to that goes on to the next step."""
    steps: dict[str, Any] = {}
    for name, go, decider in ways:
        following: Any = go if decider is None else [{"when": {decider: "yes"}, "go": go}, {"go": "done"}]
        steps[name] = {"ask": "Q", "why": "W", "choice": {"yes": "Yes", "no": "No"}, "next": following}
    return {**steps, "done": {"end": "Thank you."}}


def hidden(steps: dict[str, Any], emergency: dict[str, Any], folder: Path) -> list[str]:
    """What is told of a flow with these steps and this emergency."""
    flow = {
        "flow": {"id": "x", "version": "1.0.0", "title": "X", "language": "en", "start": next(iter(steps))},
        "levels": {"high": {"label": "High"}, "low": {"label": "Low"}},
        "steps": steps,
        "ladders": {"situation": {"high": emergency, "otherwise": "low"}},
        "recommendations": {
            "act": {"title": "Act", "why": "W", "how": ["H"], "urgency": "situation", "sources": ["law"]}
        },
        "sources": {"law": {"title": "Law", "checked": "2026-11-24", "confidence": "high"}},
    }
    file = folder / "flow.yaml"
    file.write_text(json.dumps(flow), "utf-8")
    findings = check_flow(file)[1]
    assert {finding.code for finding in findings} <= {"W307"}
    return [finding.message for finding in findings]


@pytest.mark.parametrize(
    ("steps", "emergency"),
    [
        (chain(("a", "b", None), ("b", "c", "b"), ("c", "done", None)), {"a": "yes"}),
        (chain(("a", "b", "a"), ("b", "done", None)), {"b": "yes"}),
        (chain(("a", "b", "a"), ("b", "c", "b"), ("c", "done", None)), {"c": "yes"}),
        (chain(("a", "b", "a"), ("b", "c", "b"), ("c", "d", "c"), ("d", "done", None)), {"c": "yes", "d": "yes"}),
    ],
    ids=[
        "asked of all",
        "behind one of all",
        "behind one that is behind one of all",
        "behind another emergency question",
    ],
)
def test_nothing_is_told(steps: dict[str, Any], emergency: dict[str, Any], tmp_path: Path) -> None:
    """A question may be passed over for a reason that is soon known."""
    assert hidden(steps, emergency, tmp_path) == []


def test_a_question_behind_a_chain_of_gaps(tmp_path: Path) -> None:
    """The finding names the question on which it hangs."""
    steps = chain(("a", "b", "a"), ("b", "c", "b"), ("c", "d", "c"), ("d", "done", None))
    (message,) = hidden(steps, {"d": "yes"}, tmp_path)
    assert message == "'d' decides here, but whether it is asked hangs on 'c', which not all are asked"
