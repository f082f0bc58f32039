"""Flows, conditions, values and people in the documentation: each is what the text says of it."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import intake
from intake.check import check_whole
from intake.engine.conditions import Compiler
from intake.engine.kleene import FALSE, TRUE
from intake.flow.answers import Answer, read_answer
from intake.flow.findings import Finding
from intake.flow.model import Flow
from intake.flow.yaml_text import YamlText
from tests.docs.pages import HOUSE, Block, after, before, of_kind, write_flow
from tests.flows.everybody import Samples, broken_promises, everybody, faults, said_of, spoken_of

TODAY = date(2026, 11, 24)


def plain(text: str) -> Any:
    """YAML as a flow has it."""
    read = YamlText("example", text.encode())
    assert read.findings == [], "\n".join(finding.render() for finding in read.findings)
    return read.data


def told(findings: list[Finding]) -> str:
    return "\n\n".join(finding.render() for finding in findings)


def findings_of(block: Block, folder: Path) -> tuple[Flow | None, list[Finding]]:
    """The flow, and all that `intake check` finds: its scenarios and promises are tried too."""
    with contextlib.chdir(folder):
        found = check_whole(write_flow(block, folder))
        return found.flow, list(found.findings)


def expected_codes(block: Block) -> list[str]:
    return sorted(word for word in block.words if re.fullmatch(r"[EW]\d{3}", word))


def checked(block: Block, folder: Path) -> Flow:
    """The flow of an example that must have no finding."""
    flow, findings = findings_of(block, folder)
    assert flow is not None, told(findings)
    return flow


@pytest.mark.parametrize("block", of_kind("yaml flow", "yaml add", "yaml next"), ids=str)
def test_a_flow_in_the_text_has_exactly_the_findings_that_the_text_says(block: Block, tmp_path: Path) -> None:
    """What readers copy works; where the text shows a fault, the fault is found, and shown in these words."""
    flow, findings = findings_of(block, tmp_path)
    assert sorted(finding.code for finding in findings) == expected_codes(block), told(findings)
    shown = after(block, "text finding")
    if shown is not None:
        assert told(findings) + "\n" == shown.text
    if flow is not None and flow.promises and not findings:
        for answers in everybody(flow, TODAY, Samples()):
            assert broken_promises(flow, TODAY, answers) == [], answers


def entries(block: Block, base: Flow) -> Iterator[tuple[Mapping[str, Any], date, dict[str, Answer]]]:
    """The lines of a table of examples, each with its date and the answers as the engine takes them."""
    for entry in plain(block.text):
        day = date.fromisoformat(entry.get("date", TODAY.isoformat()))
        raw = entry.get("answers", {})
        yield entry, day, {name: read_answer(base.question(name), answer, day) for name, answer in raw.items()}


def with_examples(block: Block, folder: Path, section: str, key: str) -> Flow:
    """The page's flow with the examples of a table in it, named example_0 and so on."""
    added = {section: {f"example_{at}": entry[key] for at, entry in enumerate(plain(block.text))}}
    base = before(block, "yaml flow")[-1]
    (folder / "base.yaml").write_text(base.text, encoding="utf-8")
    (folder / "example.yaml").write_text(json.dumps(added), encoding="utf-8")
    flow, findings = intake.check_flow(folder)
    assert flow is not None, told(findings)
    return flow


@pytest.mark.parametrize("block", of_kind("yaml truth"), ids=str)
def test_a_condition_in_the_text_has_the_truth_that_the_text_says(block: Block, tmp_path: Path) -> None:
    """Each operator is explained by examples, and they hold."""
    flow = with_examples(block, tmp_path, "facts", "if")
    for at, (entry, day, answers) in enumerate(entries(block, flow)):
        truth = intake.rules(flow, day).holds(flow.facts[f"example_{at}"].when, answers)
        said = {TRUE: True, FALSE: False}.get(truth, "open")
        assert said == entry["is"], entry


@pytest.mark.parametrize("block", of_kind("yaml worth"), ids=str)
def test_a_value_in_the_text_is_worth_what_the_text_says(block: Block, tmp_path: Path) -> None:
    """Each kind of value is explained by examples, and they come out."""
    flow = with_examples(block, tmp_path, "values", "value")
    for at, (entry, day, answers) in enumerate(entries(block, flow)):
        rules = intake.rules(flow, day)
        given = rules.given(answers)
        place = rules.places.end(given.answers, given.bits)
        known = given.bits & place.may
        value = Compiler(flow, day).values.value(flow.values[f"example_{at}"])
        outcome = value(given.answers, place.may, known, known & place.must)
        (worth,) = outcome if len(outcome) == 1 else ("open",)
        said = "none" if worth is None else worth.isoformat() if isinstance(worth, date) else worth
        assert said == entry["is"], entry


@pytest.mark.parametrize("block", of_kind("yaml person"), ids=str)
def test_a_person_in_the_text_gets_what_the_text_says(block: Block, tmp_path: Path) -> None:
    """The meaning is explained by people, and each of them gets exactly that."""
    flow = checked(before(block, "yaml flow")[-1], tmp_path)
    person = plain(block.text)
    assert set(person) <= {"date", "answers", "comes_to"}
    day = date.fromisoformat(person.get("date", TODAY.isoformat()))
    assert faults(person["comes_to"], said_of(flow, day, person["answers"])) == []


EXAMPLES = sorted((HOUSE / "docs" / "examples").glob("*.yaml"))
ESTATES = Samples(numbers=(0, 1, 5000), days=(-200, -183, -43, -42, -30, -28, 0))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_whole_flow_beside_the_text_is_sound_and_keeps_its_promises(path: Path) -> None:
    """Without a finding, and each promise holds for everybody and is about somebody."""
    found = check_whole(path)
    assert found.flow is not None
    assert found.findings == (), told(list(found.findings))
    about: set[str] = set()
    for person in everybody(found.flow, TODAY, ESTATES):
        assert broken_promises(found.flow, TODAY, person) == [], person
        about |= {promise.name for promise in spoken_of(found.flow, TODAY, person)}
    assert about == {promise.name for promise in found.flow.promises}
