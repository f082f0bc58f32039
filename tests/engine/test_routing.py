"""What decides whether a question is asked: the answers that a because may need beside those that an advice names."""

from __future__ import annotations

from pathlib import Path

from intake.engine.routing import Routing
from intake.flow.load import load
from intake.flow.model import Flow
from intake.flow.named import questions_of

FLOW = """
flow: {id: fork, version: 1.0.0, title: A fork, language: en, start: first}
levels: {high: {label: High}, low: {label: Low}}
steps:
  first: {ask: First?, choice: {a: A, b: B}, next: [{when: {first: a}, go: left}, {go: right}]}
  left: {ask: Left?, choice: {a: A, b: B}, next: meet}
  right: {ask: Right?, choice: {a: A, b: B}, next: [{when: {right: a}, go: deep}, {go: meet}]}
  deep: {ask: Deep?, choice: {a: A, b: B}, next: meet}
  meet: {ask: All meet?, choice: {a: A, b: B}, next: [{when: {left: a}, go: far}, {go: done}]}
  far: {ask: Far?, choice: {a: A, b: B}, next: done}
  done: {end: Done.}
recommendations:
  help: {title: Help, when: {deep: b}, urgency: low, sources: [law]}
sources: {law: {title: A law, checked: 2026-11-24, confidence: high}}
"""


def deciding(flow: Flow, *questions: str) -> set[str]:
    return set(questions_of(flow, *Routing(flow).ways(questions)))


def test_only_what_can_lead_past_a_question_decides_on_it(tmp_path: Path) -> None:
    """An answer that changes nothing about what is asked is no reason, and tells no two records apart."""
    path = tmp_path / "fork.yaml"
    path.write_text(FLOW, "utf-8")
    flow = load(path)
    assert deciding(flow, "meet") == deciding(flow, "first") == set()
    assert deciding(flow, "left") == {"first"}
    assert deciding(flow, "deep") == deciding(flow, "deep", "meet") == {"first", "right"}


def test_what_decides_on_an_answer_that_decides_counts_too(tmp_path: Path) -> None:
    """Whether `far` is asked hangs on an answer that not everybody is asked for, and so on who is."""
    path = tmp_path / "fork.yaml"
    path.write_text(FLOW, "utf-8")
    assert deciding(load(path), "far") == {"left", "first"}
