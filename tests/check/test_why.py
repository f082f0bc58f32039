"""`intake why`: what would change the advice for one person, as a person types the command."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pexpect
import pytest

from intake.cli import main
from intake.engine.rules import rules
from intake.flow.answers import Answer, read_answer
from intake.flow.load import load
from intake.flow.model import Flow

DAY = date(2026, 11, 24)
Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def eviction() -> Flow:
    return load("eviction")


def asked(capsys: Captured, tmp_path: Path, record: Mapping[str, object], *arguments: str) -> str:
    """What the command prints on this record."""
    file = tmp_path / "person.json"
    file.write_text(json.dumps(record), "utf-8")
    assert main(["why", str(file), "--date", DAY.isoformat(), *arguments]) == 0
    return capsys.readouterr().out


def data(capsys: Captured, tmp_path: Path, record: Mapping[str, object], flow: str = "eviction") -> dict[str, Any]:
    """The same as plain data."""
    found: dict[str, Any] = json.loads(asked(capsys, tmp_path, record, "--flow", flow, "--format", "json"))
    return found


def replayed(flow: Flow, record: Mapping[str, object], *changes: list[dict[str, Any]]) -> dict[str, Answer]:
    """The record's answers with these changes made, read as the flow reads them."""
    raw = {**record, **{change["question"]: change["to"] for part in changes for change in part}}
    return {name: read_answer(flow.question(name), answer, DAY) for name, answer in raw.items()}


TENANT: dict[str, object] = {"role": "tenant", "stage": "letter", "household": ["none"], "reasons": ["quarrel"]}


class TestNotAdvised:
    def test_the_nearest_other_answer(self, capsys: Captured, tmp_path: Path) -> None:
        """Each recommendation that is not given, with the one answer that would give it, in words."""
        text = asked(capsys, tmp_path, TENANT, "--flow", "eviction")
        assert (
            "Not advised: the nearest answers that would advise it\n"
            "  Call the police and get back in\n"
            "    if “So far” were ‘The lock was changed’ instead of ‘The landlord said or wrote it’\n"
            "  Ask the court to stop the eviction\n"
            "    if “So far” were ‘Papers came from a court’ instead of ‘The landlord said or wrote it’\n"
            "  Pay the missing rent and keep the proof\n"
            "    if “What reason were you given?” were ‘Rent was not paid’ instead of ‘A quarrel’\n"
        ) in text

    def test_what_is_found_is_so_and_nothing_nearer_is(self, eviction: Flow, capsys: Captured, tmp_path: Path) -> None:
        """Put into the record, the changes give the advice; and no smaller set of changes does, tried one by one."""
        offered = {question.id: list(question.options) for question in eviction.questions}
        compiled = rules(eviction, DAY)
        for record in (TENANT, TENANT | {"stage": "locked_out"}, {"role": "helper", "stage": "court_papers"}):
            for found in data(capsys, tmp_path, record)["not_advised"]:
                answers = replayed(eviction, record, found["changes"], found["answers_too"])
                assert compiled.triage(answers).state(found["id"]) == "certain"
                fewer = len(found["changes"]) - 1
                for names in combinations(record, fewer):
                    for values in product(*(offered[name] for name in names)):
                        other = record | {
                            name: [value] if eviction.question(name).several else value
                            for name, value in zip(names, values, strict=True)
                        }
                        read = {name: read_answer(eviction.question(name), one, DAY) for name, one in other.items()}
                        assert compiled.triage(read).state(found["id"]) != "certain"

    def test_questions_that_would_be_new_are_said(self, capsys: Captured, tmp_path: Path) -> None:
        """A change that opens the way to another question says what would have to be answered there."""
        flow = tmp_path / "flow.yaml"
        flow.write_text(SMALL, "utf-8")
        (found,) = data(capsys, tmp_path, {"held": "no", "note": "no"}, str(flow))["not_advised"]
        assert found["outcome"] == "found"
        assert found["changes"] == [{"question": "held", "from": "no", "to": "yes"}]
        assert found["answers_too"] == [{"question": "since", "from": None, "to": "unknown"}]

    def test_what_nobody_gets_is_said_and_not_kept_silent(self, capsys: Captured, tmp_path: Path) -> None:
        """A condition that cannot hold is proved to be one, and one that is not valid yet is called so."""
        flow = tmp_path / "flow.yaml"
        never = SMALL.replace("when: {since: unknown}", "when: {held: yes, not: {held: yes}}")
        flow.write_text(never + LATER, "utf-8")
        found = data(capsys, tmp_path, {"held": "no", "note": "no"}, str(flow))["not_advised"]
        assert {one["id"]: one["outcome"] for one in found} == {"call": "nobody", "later": "not_valid"}
        text = asked(capsys, tmp_path, {"held": "no", "note": "no"}, "--flow", str(flow))
        assert "no answers would: nobody gets it on this date (proved)" in text
        assert "no answers would: it is not valid on this date" in text

    def test_countries_stay_those_of_the_person(self, capsys: Captured, tmp_path: Path) -> None:
        """The solver takes countries that the flow treats alike for one; nobody is told that theirs would be another."""
        flow = tmp_path / "flow.yaml"
        where = "  where: {ask: Where?, why: It counts., country: {}, words: {unknown: I don't know}, next: held}\n"
        flow.write_text(SMALL.replace("start: held", "start: where").replace("steps:\n", f"steps:\n{where}"), "utf-8")
        (found,) = data(capsys, tmp_path, {"where": "TR", "held": "no", "note": "no"}, str(flow))["not_advised"]
        assert found["changes"] == [{"question": "held", "from": "no", "to": "yes"}]


class TestPossible:
    def test_the_questions_that_decide_it(self, capsys: Captured, tmp_path: Path) -> None:
        """What is only possible names the question, and an answer that would give it."""
        text = asked(capsys, tmp_path, {"role": "tenant", "stage": "court_papers"}, "--flow", "eviction")
        assert (
            "Possible: what decides it\n"
            "  Pay the missing rent and keep the proof\n"
            "    decided by “What reason were you given?”, whatever is answered to it\n"
            "    advised, for example, if “What reason were you given?” is ‘Rent was not paid’\n"
        ) in text

    def test_they_decide_whatever_is_answered(self, eviction: Flow, capsys: Captured, tmp_path: Path) -> None:
        """Tried with each answer: with these questions nothing is open, with one of them less something may be."""
        compiled = rules(eviction, DAY)
        for record in ({}, {"role": "tenant"}, {"role": "helper", "stage": "letter"}):
            for found in data(capsys, tmp_path, record)["possible"]:
                assert found["decided_by"]["decided"]
                names = found["decided_by"]["questions"]
                assert _states(compiled, eviction, record, names, found["id"]) <= {"certain", "excluded"}
                for left_out in names:
                    fewer = [name for name in names if name != left_out]
                    assert "possible" in _states(compiled, eviction, record, fewer, found["id"])
                advised = replayed(eviction, record, found["advised_if"])
                assert compiled.triage(advised).state(found["id"]) == "certain"


class TestUrgency:
    def test_the_fewest_questions_that_settle_it(self, eviction: Flow, capsys: Captured, tmp_path: Path) -> None:
        """Who is asked these knows the level; no fewer do; and one answer may do it sooner."""
        found = data(capsys, tmp_path, {"role": "tenant"})
        assert found["urgency"] == "planned"
        assert found["urgency_at_most"] == "emergency"
        assert found["urgency_settled_by"] == {"questions": ["stage", "household"], "decided": True, "reason": None}
        (sooner,) = found["urgency_settled_if"]
        triage = rules(eviction, DAY).triage(replayed(eviction, {"role": "tenant"}, [sooner]))
        assert triage.urgency == triage.urgency_at_most

    def test_a_settled_one_says_so(self, capsys: Captured, tmp_path: Path) -> None:
        """Nothing is left to find out for it."""
        text = asked(capsys, tmp_path, {"role": "tenant", "stage": "locked_out"}, "--flow", "eviction")
        assert "Urgency: Act now. No answer still to come can change that." in text
        assert data(capsys, tmp_path, {"role": "tenant", "stage": "locked_out"})["urgency_settled_by"] is None


class TestRefused:
    def test_an_answer_that_is_not_taken(self, tmp_path: Path, capsys: Captured) -> None:
        """It is told, and the exit code says that the answer is about another record."""
        file = tmp_path / "person.json"
        file.write_text('{"role": "tenant", "stage": "lettr", "stag": "letter"}', "utf-8")
        assert main(["why", str(file), "--flow", "eviction"]) == 1
        said = capsys.readouterr()
        assert "stage: not taken: 'lettr' is not offered; did you mean 'letter'?" in said.err
        assert "stag: no question of this flow; did you mean 'stage'?" in said.err
        assert said.out.startswith("eviction ")

    @pytest.mark.parametrize(
        ("record", "code", "words"),
        [(None, 66, "No such file"), ("[1]", 65, "a record is a mapping"), ("{", 65, "not JSON"), ("", 65, "empty")],
    )
    def test_no_record(self, record: str | None, code: int, words: str, tmp_path: Path, capsys: Captured) -> None:
        """One sentence, and the exit code of the house."""
        file = tmp_path / "person.json"
        if record is not None:
            file.write_text(record, "utf-8")
        assert main(["why", str(file), "--flow", "eviction"]) == code
        said = capsys.readouterr()
        assert words in said.err
        assert said.out == ""


def _states(compiled: Any, flow: Flow, record: Mapping[str, object], names: list[str], recommendation: str) -> set[str]:
    """All that the recommendation can be once these questions are answered too, each with every single value."""
    offered = [
        [[value] if flow.question(name).several else value for value in flow.question(name).options] for name in names
    ]
    found = set()
    for values in product(*offered):
        raw = {**record, **dict(zip(names, values, strict=True))}
        answers = {name: read_answer(flow.question(name), one, DAY) for name, one in raw.items()}
        found.add(compiled.triage(answers, because=False).state(recommendation))
    return found


SMALL = """\
flow: {id: small, version: 1.0.0, title: Small, language: en, start: held}
levels: {emergency: {label: Act now}, planned: {label: Planned}}
steps:
  held: {ask: Held?, why: It counts., choice: {yes: "Yes", no: "No"}, next: [{when: {held: yes}, go: since}, {go: note}]}
  since: {ask: Since when?, why: It counts., date: {}, words: {unknown: I don't know}, next: note}
  note: {ask: Any paper?, why: It counts., choice: {yes: "Yes", no: "No"}, next: done}
  done: {end: Thanks.}
sources: {law: {title: The law, checked: 2026-11-24, confidence: high}}
recommendations:
  call: {title: Call, why: It helps., how: [Call.], when: {since: unknown}, urgency: emergency, sources: [law]}
"""
LATER = """\
  later:
    {title: Later, why: It helps., how: [Wait.], when: {note: yes}, urgency: planned, sources: [law], valid_from: 2030-01-01}
"""


@pytest.mark.parametrize("command", [["why", "person.json", "--flow", "eviction"], ["diff", "eviction", "eviction"]])
def test_without_a_solver(command: list[str], tmp_path: Path) -> None:
    """A part is missing, and it is named with how to get it."""
    (tmp_path / "person.json").write_text("{}", "utf-8")
    without = "import sys; sys.modules['z3'] = None; from intake.cli import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", without, *command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 69
    assert "pip install 'legal-intake[check]'" in done.stderr
    assert done.stdout == ""


def test_ctrl_c_says_how_far_it_was(tmp_path: Path) -> None:
    """With the bar on a terminal; nothing is told by halves, and the exit code is 130."""
    (tmp_path / "person.json").write_text("{}", "utf-8")
    program = pexpect.spawn(
        sys.executable, ["-m", "intake", "why", "person.json"], cwd=str(tmp_path), encoding="utf-8", timeout=60
    )
    program.expect("recommendations  ")
    program.sendintr()
    program.expect(r"stopped after \d+ of \d+ recommendations; nothing was written")
    program.expect(pexpect.EOF)
    program.close()
    assert program.exitstatus == 130
