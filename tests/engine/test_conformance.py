"""The meaning of a flow, as `tests/conformance/*.yaml` states it, held against every reading of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml

from intake.check.solver import Everybody
from intake.engine.recall import Recall
from intake.engine.rules import Rules, rules
from intake.engine.triage import Triage
from intake.flow.answers import Answer, AnswerError, read_answer
from intake.flow.load import load
from intake.flow.model import Flow
from intake.screening.duck import Duck
from intake.screening.triages import Triages
from tests.check.solver.one_person import told
from tests.web.node import triage_in_node

HOUSE = Path(__file__).parents[2]
FIXTURES = sorted((HOUSE / "tests" / "conformance").glob("*.yaml"))
SCHEMA = HOUSE / "schemas" / "flow.schema.json"

Outcome = Mapping[str, Any]
"""What a reading says of a case, in plain data, under the names that a fixture expects it by."""
Reading = Callable[[Path, date, Mapping[str, Any]], Outcome]
"""A flow's file, the date of the triage and raw answers, to what they come to."""

UNORDERED = ("certain", "possible", "excluded")
"""Compared as sets: their order is what `order` is for."""
PARTIAL = ("because", "deadline", "dates")
"""Compared for the recommendations that the fixture names."""
EXACT = ("order", "urgency", "urgency_at_most", "next_question", "grounds", "kept_aside", "status")


class PlainLoader(yaml.SafeLoader):
    """YAML as a careful person reads it: `true`, `false` and whole numbers; all else is text (`no`, `NO`, dates)."""


PlainLoader.yaml_implicit_resolvers = {}
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf"))
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9][0-9]*)\Z"), list("-0123456789"))


@dataclass(frozen=True)
class Case:
    """One case of one fixture."""

    subject: str
    name: str
    date: date
    answers: Mapping[str, Any]
    expect: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.subject}: {self.name}"


@cache
def fixture(path: Path) -> Mapping[str, Any]:
    """A fixture as plain data."""
    return yaml.load(path.read_text(encoding="utf-8"), PlainLoader)  # type: ignore[no-any-return]


def cases() -> Iterator[Case]:
    """All cases of all fixtures."""
    for path in FIXTURES:
        for case in fixture(path)["cases"]:
            day = date.fromisoformat(case["date"])
            yield Case(path.stem, case["name"], day, case["answers"], case["expect"])


# ---------------------------------------------------------------------------------------------------------- readings


@cache
def loaded(path: Path) -> Flow:
    return load(path)


def given(flow: Flow, day: date, raw: Mapping[str, Any]) -> tuple[dict[str, Answer], bool]:
    """The answers, each read strictly, and whether one of them is invalid, which is then treated as not given."""
    answers: dict[str, Answer] = {}
    invalid = False
    for question in flow.questions:
        if question.id in raw:
            try:
                answers[question.id] = read_answer(question, raw[question.id], day)
            except AnswerError:
                invalid = True
    return answers, invalid


def outcome(triage: Triage, *, invalid: bool) -> Outcome:
    """A triage in plain data."""
    dated = {advice.recommendation: advice.deadline.date for advice in triage.advice if advice.deadline}
    return {
        "certain": [advice.recommendation for advice in triage.certain],
        "possible": [advice.recommendation for advice in triage.possible],
        "excluded": list(triage.excluded),
        "order": [advice.recommendation for advice in triage.advice],
        "urgency": triage.urgency or "none",
        "urgency_at_most": triage.urgency_at_most or "none",
        "next_question": triage.next_question or "none",
        "grounds": list(triage.grounds),
        "because": {advice.recommendation: [name for name, _ in advice.because] for advice in triage.advice},
        "deadline": {
            advice.recommendation: str(dated.get(advice.recommendation) or "none") for advice in triage.advice
        },
        "kept_aside": list(triage.kept_aside),
        "status": "invalid" if invalid else "complete" if triage.ended else "incomplete",
    }


def dates(judged: Rules, answers: Mapping[str, Answer]) -> Mapping[str, list[str]]:
    """The key dates of every recommendation."""
    return {
        name: [str(day.date or "none") for day in judged.key_dates(name, answers)]
        for name in judged.flow.recommendations
    }


def person(path: Path, day: date, raw: Mapping[str, Any]) -> Outcome:
    """One person alone."""
    flow = loaded(path)
    answers, invalid = given(flow, day, raw)
    judged = rules(flow, day)
    return {**outcome(judged.triage(answers), invalid=invalid), "dates": dates(judged, answers)}


@cache
def recalled(path: Path, day: date) -> Recall:
    return Recall(rules(loaded(path), day))


def run(path: Path, day: date, raw: Mapping[str, Any]) -> Outcome:
    """One record of a run of many: what the records before have shown is recalled."""
    recall = recalled(path, day)
    flow = recall.rules.flow
    answers, invalid = given(flow, day, raw)
    signature = 0
    for name, answer in answers.items():
        signature |= recall.classes.marks(flow.question(name).index, answer)
    found = outcome(recall.triage(recall.rules.given(answers), signature), invalid=invalid)
    return {**found, "dates": dates(recall.rules, answers)}


@cache
def many(path: Path, day: date) -> Triages:
    return Triages(loaded(path), day, Duck)


def columns(path: Path, day: date, raw: Mapping[str, Any]) -> Outcome:
    """One record of many, in SQL."""
    flow, triages = loaded(path), many(path, day)
    answers, invalid = given(flow, day, raw)
    signature = 0
    for name, answer in answers.items():
        signature |= triages.recall.classes.marks(flow.question(name).index, answer)
    (triage,) = triages.of([(rules(flow, day).given(answers), signature)])
    return outcome(triage, invalid=invalid)


def browser(path: Path, day: date, raw: Mapping[str, Any]) -> Outcome:
    """One person, on their own device."""
    found = triage_in_node(loaded(path), day, raw)
    advice = found["recommendations"]
    in_state = {state: [one["id"] for one in advice if one["state"] == state] for state in ("certain", "possible")}
    same = {key: found[key] or "none" for key in ("urgency", "urgency_at_most", "next_question")}
    return {
        **in_state,
        **same,
        "excluded": found["excluded"],
        "order": [one["id"] for one in advice],
        "grounds": found["grounds"],
        "because": {one["id"]: [reason["question"] for reason in one["because"]] for one in advice},
        "deadline": {one["id"]: one["deadline"] or "none" for one in advice},
        "kept_aside": found["kept_aside"],
        "status": "invalid" if found["refused"] else "incomplete" if found["next_question"] else "complete",
    }


@cache
def everybody(path: Path, day: date) -> Everybody:
    return Everybody(loaded(path), day)


def solver(path: Path, day: date, raw: Mapping[str, Any]) -> Outcome:
    """One person among everybody, in formulas."""
    flow, all_ = loaded(path), everybody(path, day)
    answers, invalid = given(flow, day, raw)
    said = told(all_, all_.underway, answers)
    names = (
        "certain",
        "possible",
        "excluded",
        "order",
        "urgency",
        "urgency_at_most",
        "grounds",
        "deadline",
        "kept_aside",
    )
    status = "invalid" if invalid else "complete" if said.ended else "incomplete"
    return {**{name: getattr(said, name) for name in names}, "status": status}


READINGS: Mapping[str, Reading] = {
    "person": person,
    "run": run,
    "columns": columns,
    "browser": browser,
    "solver": solver,
}
"""Every reading runs every case: a new one is one line here."""
NOT_SAID: Mapping[str, set[str]] = {
    "columns": {"dates"},
    "browser": {"dates"},
    "solver": {"dates", "because", "next_question"},
}
"""What a reading has no words for: key dates are read out by the report alone; reasons, and where a walk stops, are found by
trying the answers of one person one after the other, which is no formula about everybody."""


# ------------------------------------------------------------------------------------------------------------- tests


@pytest.fixture(scope="session")
def flow_files() -> Iterator[Mapping[str, Path]]:
    """The flow of each fixture in a file of its own, as an author would hand it in (JSON is YAML)."""
    with TemporaryDirectory() as folder:
        files = {}
        for path in FIXTURES:
            files[path.stem] = Path(folder) / f"{path.stem}.yaml"
            files[path.stem].write_text(json.dumps(fixture(path)["flow"], indent=1, ensure_ascii=False), "utf-8")
        yield files


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("case", list(cases()), ids=str)
def test_a_reading_agrees_with_the_meaning(reading: str, case: Case, flow_files: Mapping[str, Path]) -> None:
    """Whoever reads a flow, and however, comes to what the fixture says."""
    found = READINGS[reading](flow_files[case.subject], case.date, case.answers)
    expect = {key: said for key, said in case.expect.items() if key not in NOT_SAID.get(reading, set())}
    if not expect:
        pytest.skip("this reading does not say that")
    got: dict[str, Any] = {}
    wanted: dict[str, Any] = {}
    for key, expected in expect.items():
        got[key], wanted[key] = found[key], expected
        if key in UNORDERED:
            got[key], wanted[key] = sorted(found[key]), sorted(expected)
        elif key in PARTIAL:
            got[key] = {name: found[key].get(name) for name in expected}
    assert got == wanted


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_fixture_is_well_formed(path: Path) -> None:
    """A misspelt expectation would be no expectation: each fixture says what it is about and expects by known names."""
    subject = fixture(path)
    assert set(subject) == {"about", "flow", "cases"}
    assert subject["about"].endswith(".")
    names = [case["name"] for case in subject["cases"]]
    assert len(names) == len(set(names))
    advice = set(subject["flow"]["recommendations"])
    questions = {name for name, step in subject["flow"]["steps"].items() if "ask" in step}
    levels = {*subject["flow"]["levels"], "none"}
    for case in subject["cases"]:
        expect = case["expect"]
        assert set(case) == {"name", "date", "answers", "expect"}
        assert expect
        assert set(expect) <= {*UNORDERED, *PARTIAL, *EXACT}
        for key in (*UNORDERED, *PARTIAL, "order"):
            assert set(expect.get(key, ())) <= advice, case["name"]
        if set(UNORDERED) <= set(expect):
            assert sorted(name for key in UNORDERED for name in expect[key]) == sorted(advice), case["name"]
        for key in ("urgency", "urgency_at_most"):
            assert expect.get(key, "none") in levels, case["name"]
        assert {expect.get("next_question", "none"), *expect.get("kept_aside", ())} <= {*questions, "none"}
        assert {name for reason in expect.get("because", {}).values() for name in reason} <= questions
        assert expect.get("status", "complete") in ("complete", "incomplete", "invalid")


def _keywords(schema: Any) -> set[str]:
    """The keys and fixed words that a part of the schema names."""
    if isinstance(schema, list):
        return {word for part in schema for word in _keywords(part)}
    if not isinstance(schema, dict):
        return set()
    return {*schema.get("properties", ()), *schema.get("enum", ())} | _keywords(list(schema.values()))


def _said(flow: Any) -> set[str]:
    """Every key and word of a flow."""
    if isinstance(flow, dict):
        return set(flow) | _said(list(flow.values()))
    if isinstance(flow, list):
        return {word for part in flow for word in _said(part)}
    return {str(flow)}


def test_every_word_of_the_language_has_a_fixture() -> None:
    """An operator, a kind of value, a roll or a cap that no fixture uses could mean something else in each reading."""
    parts = json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]
    meaning: tuple[str, ...] = (
        "condition",
        "comparison",
        "days",
        "value",
        "add",
        "roll",
        "ladder",
        "urgency",
        "ways",
        "fact",
    )
    meaning += ("deadline", "key_date", "confidence", "column", "table", "ground")
    meaning += tuple(f"question_{kind}" for kind in ("choice", "choices", "country", "countries", "date", "number"))
    shown = {
        "short",
        "help",
        "why",
        "label",
        "aliases",
        "groups",
        "values",
        "plain",
        "law",
        "file",
    }  # change no outcome
    of_records = {"missing"}  # what a record without an answer is read as: an interview asks
    wanted = {word for part in meaning for word in _keywords(parts[part])} - shown - of_records
    said = {word for path in FIXTURES for word in _said(fixture(path)["flow"])}
    assert wanted - said == set()
    assert {"has_only", "days_until", "other_than", "choose", "end_of_month", "raise"} <= wanted
