"""Looking for somebody among everybody: the smallest, or proof that there is nobody; and two flows with the same people."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from intake.check.solver import Everybody, NotDecided, People, Person, UntoldError
from intake.flow.conditions import AllOf, Not, OneOf
from intake.flow.load import load
from intake.flow.model import Flow
from intake.flow.values import Answer

DAY = date(2026, 11, 24)
CODES = ("FR", "HK", "NO")


def flow_of(folder: Path, when: Any, name: str = "flow") -> Flow:
    """A flow that asks for two countries, a list of them, and a date, and advises `go` under a condition."""
    countries = {"country": {"table": "states"}, "words": {"unknown": "I don't know"}}
    data = {
        "flow": {"id": name, "version": "1.0.0", "title": "Small", "language": "en", "start": "from"},
        "levels": {"emergency": {"label": "Now"}, "planned": {"label": "Later"}},
        "steps": {
            "from": {"ask": "From?", **countries, "next": "to"},
            "to": {
                "ask": "To?",
                **countries,
                "next": [{"when": {"to": {"same_as": ["from"]}}, "go": "done"}, {"go": "papers"}],
            },
            "papers": {"ask": "Papers?", "countries": {"table": "states"}, "next": "day"},
            "day": {"ask": "Day?", "date": {}, "range": {"at_least": "today"}, "next": "done"},
            "done": {"end": "Thank you."},
        },
        "tables": {
            "states": {
                "key": "code",
                "columns": {"zone": "word", "acts_for": "country"},
                "rows": [{"code": "FR", "zone": "east"}, {"code": "HK", "acts_for": "CN"}],
                "otherwise": {"zone": "west"},
            }
        },
        "recommendations": {"go": {"title": "Go", "when": when, "urgency": "planned", "sources": ["law"]}},
        "sources": {"law": {"title": "The law", "checked": "2026-11-24", "confidence": "high"}},
    }
    (folder / f"{name}.yaml").write_text(json.dumps(data), "utf-8")
    return load(folder / f"{name}.yaml")


def met(found: object) -> dict[str, Any]:
    assert isinstance(found, Person)
    return dict(found.answers)


def test_the_smallest_has_the_fewest_answers_and_of_those_the_plainest(tmp_path: Path) -> None:
    """Who reads a counter-example should not wonder what belongs to it."""
    ended = Everybody(flow_of(tmp_path, {"from.zone": "east"}), DAY).ended
    assert met(ended.find(ended.certain("go"))) == {"from": "FR", "to": "FR"}


def test_a_date_is_as_near_to_today_as_can_be(tmp_path: Path) -> None:
    """A person of the year 3000 distracts."""
    ended = Everybody(flow_of(tmp_path, {"day": {"days_until": {"over": 5}}}), DAY).ended
    assert met(ended.find(ended.certain("go")))["day"] == "2026-11-30"


def test_nobody_is_proved(tmp_path: Path) -> None:
    """`None` is a proof: no country is in both zones."""
    ended = Everybody(flow_of(tmp_path, {"from.zone": "east", "not": {"from": "FR"}}), DAY).ended
    assert ended.find(ended.certain("go")) is None


def test_no_time_is_no_proof(tmp_path: Path) -> None:
    """What was not looked for is neither found nor proved."""
    ended = Everybody(flow_of(tmp_path, {"from.zone": "east"}), DAY).ended
    assert isinstance(ended.find(ended.certain("go"), seconds=0), NotDecided)


def test_with_gaps_only_what_is_needed_is_answered(tmp_path: Path) -> None:
    """Somebody is advised for certain as soon as it can be known."""
    underway = Everybody(flow_of(tmp_path, {"to": "NO"}), DAY).underway
    assert met(underway.find(underway.certain("go"))) == {"to": "NO"}


def test_with_given_answers_alone_the_rest_is_open(tmp_path: Path) -> None:
    """An answer that was not given is never used."""
    everybody = Everybody(flow_of(tmp_path, {"to": "NO"}), DAY)
    only = everybody.with_only({"from"})
    assert only.find(only.certain("go")) is None


def test_countries_that_no_condition_tells_apart_are_a_few(tmp_path: Path) -> None:
    """250 rows are a few answers. Two single answers and one list can tell three of a class apart."""
    everybody = Everybody(flow_of(tmp_path, {"papers": {"other_than": ["from", "from.acts_for", "to"]}}), DAY)
    kept = everybody.people.countries.kept
    assert {"HK", "CN"} <= set(kept)
    assert len(kept) == 5
    found = met(everybody.ended.find(everybody.ended.certain("go")))
    assert len({found["from"], found["to"], *found["papers"]}) == 3


def test_had_they_answered_otherwise(tmp_path: Path) -> None:
    """One answer is another, and all others stay as they are."""
    everybody = Everybody(flow_of(tmp_path, {"from.zone": "east"}), DAY)
    other, certain = everybody.otherwise("from"), everybody.ended.certain("go")
    lost = everybody.formulas.all_of(certain, everybody.formulas.negated(other.formula(certain)))
    assert met(everybody.ended.find(lost))["from"] == "FR"
    stays = everybody.formulas.all_of(lost, other.variables.says("FR"))
    assert everybody.ended.find(stays) is None


def test_two_flows_are_asked_about_the_same_people(tmp_path: Path) -> None:
    """What changed from one version to the next is a person: advised by the one and not by the other."""
    old = flow_of(tmp_path, {"from": ["FR", "NO"]}, "old")
    new = flow_of(tmp_path, {"from": "FR"}, "new")
    people = People([old, new], DAY)
    before, after = (Everybody(flow, DAY, among=people) for flow in (old, new))
    lost = before.formulas.all_of(before.ended.certain("go"), after.formulas.negated(after.ended.certain("go")))
    assert met(before.ended.find(lost))["from"] == "NO"


def test_people_that_cannot_tell_a_country_apart_say_so(tmp_path: Path) -> None:
    """Else one country would stand for another, and the proof be of neither."""
    old = flow_of(tmp_path, {"from": "FR"}, "old")
    new = flow_of(tmp_path, {"from": "SE"}, "new")
    with pytest.raises(UntoldError, match="SE"):
        Everybody(new, DAY, among=Everybody(old, DAY).people)
    also = OneOf(Answer("from"), frozenset({"SE"}))
    everybody = Everybody(old, DAY, among=People([old], DAY, also=[also]))
    sweden = AllOf((also, Not(OneOf(Answer("to"), frozenset({"FR"})))))
    assert met(everybody.ended.find(everybody.ended.holds(sweden).true))["from"] == "SE"


def test_without_the_solver_one_line_says_what_to_install() -> None:
    """Who did not install it learns how, and nothing else breaks."""
    code = "import sys; sys.modules['z3'] = None\nimport intake.check.solver"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1].endswith("pip install 'legal-intake[check]'")
