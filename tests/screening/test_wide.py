"""Flows that do not fit into one word of bits, and numbers that do not fit into a BIGINT."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from intake.engine.rules import rules
from intake.flow.load import load
from intake.flow.model import Flow
from intake.screening.duck import Duck
from intake.screening.triages import Triages
from tests.engine.random_flows import TODAY
from tests.engine.test_properties import answered
from tests.screening.test_columns import signed

QUESTIONS = 130
OPTIONS = [f"v{number}" for number in range(70)]
BASE: dict[str, Any] = {
    "levels": {"emergency": {"label": "Now"}, "planned": {"label": "Later"}},
    "sources": {"law": {"title": "The law", "checked": "2026-11-24", "confidence": "high"}},
}


def opened(folder: Path, flow: dict[str, Any]) -> Flow:
    header = {"id": "wide", "version": "1.0.0", "title": "Wide", "language": "en", "start": next(iter(flow["steps"]))}
    path = folder / "wide.yaml"
    path.write_text(json.dumps({"flow": header} | BASE | flow), "utf-8")
    return load(path)


def advice(when: object) -> dict[str, Any]:
    return {"title": "Do this", "when": when, "urgency": "planned", "sources": ["law"]}


def same(flow: Flow, records: list[dict[str, Any]]) -> None:
    """Columns say what one person alone is told."""
    judged = rules(flow, TODAY)
    triages = Triages(flow, TODAY, Duck)
    answers = [answered(flow, record) for record in records]
    found = list(triages.of([signed(triages, judged, one) for one in answers]))
    assert found == [judged.triage(one) for one in answers]


def test_a_flow_of_more_questions_than_a_word_has_bits(tmp_path: Path) -> None:
    """Ways that meet again after the sixty-second question keep apart who was asked it."""
    names = [f"q{number}" for number in range(QUESTIONS)]
    steps: dict[str, Any] = {}
    for at, name in enumerate(names):
        then = [*names, "done"][at + 1]
        far = [*names, "done", "done"][at + 2] if at + 2 <= QUESTIONS else then
        ways = [{"when": {name: "a"}, "go": far}, {"go": then}] if at % 9 == 0 and far != then else then
        steps[name] = {"ask": f"What is {name}?", "choice": {"a": "A", "b": "B"}, "next": ways}
    steps["done"] = {"end": "Thank you."}
    flow = opened(
        tmp_path,
        {
            "steps": steps,
            "recommendations": {f"r_{name}": advice({name: "b"}) for name in (*names[::20], names[1], names[64])},
        },
    )
    chance = random.Random(62)
    same(flow, [{name: chance.choice("ab") for name in names if chance.random() < 0.9} for _ in range(60)])


def test_more_choices_than_a_word_has_bits(tmp_path: Path) -> None:
    """A question with seventy choices means the same as one with seven."""
    steps = {
        "many": {"ask": "Which?", "choices": {value: value.upper() for value in OPTIONS}, "next": "done"},
        "done": {"end": "Thank you."},
    }
    whens = [
        {"has": "v69"},
        {"has_any": ["v0", "v65"]},
        {"has_all": ["v1", "v66"]},
        {"has_only": OPTIONS[:68]},
        {"has_only": []},
    ]
    flow = opened(
        tmp_path,
        {"steps": steps, "recommendations": {f"r{at}": advice({"many": when}) for at, when in enumerate(whens)}},
    )
    chance = random.Random(70)
    same(flow, [{"many": chance.sample(OPTIONS, k=chance.choice((0, 1, 2, 40)))} for _ in range(60)] + [{}])


@pytest.mark.parametrize("by", [9, 10**17])
def test_sums_beyond_a_bigint(tmp_path: Path, by: int) -> None:
    """Nine times the greatest number that a record can hold is still a number."""
    steps = {"much": {"ask": "How much?", "number": {}, "next": "done"}, "done": {"end": "Thank you."}}
    flow = opened(
        tmp_path,
        {
            "steps": steps,
            "values": {"more": {"sum": [{"times": {"value": "much", "by": by}}, "much", 5]}},
            "recommendations": {"rich": advice({"more": {"over": 5 * 10**17}}), "poor": advice({"more": {"under": 0}})},
        },
    )
    most = 10**18 - 1
    same(flow, [{"much": number} for number in (0, 1, 5 * 10**16, most, -most, -1)] + [{}])
