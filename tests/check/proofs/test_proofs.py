"""Proofs: what is proved holds for everybody, what is refuted is shown by a person, and what is neither is said to be so."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from intake.check.proofs import DisagreementError, Flaw, prove
from intake.check.proofs.search import Search
from intake.check.solver import Person
from intake.engine.rules import rules
from intake.flow.answers import read_answer
from intake.flow.load import load
from intake.flow.model import Flow
from intake.flow.yaml_text import YamlText

DAY = date(2026, 11, 24)
CHOICES = {"yes": "Yes", "no": "No", "unknown": "I don't know"}


def flow_of(folder: Path, **sections: Any) -> Flow:
    """A small flow: two questions for all, and advice for those who are held."""
    data: dict[str, Any] = {
        "flow": {"id": "small", "version": "1.0.0", "title": "Small", "language": "en", "start": "held"},
        "levels": {"emergency": {"label": "Now"}, "urgent": {"label": "Soon"}, "planned": {"label": "Later"}},
        "steps": {
            "held": {"ask": "Held?", "choice": CHOICES, "next": "since"},
            "since": {"ask": "Since?", "date": {}, "words": {"unknown": "I don't know"}, "next": "done"},
            "done": {"end": "Thank you."},
        },
        "ladders": {"situation": {"emergency": {"held": ["yes", "unknown"]}, "otherwise": "planned"}},
        "recommendations": {"talk": {"title": "Talk", "when": True, "urgency": "situation", "sources": ["law"]}},
        "grounds": {"long": {"when": {"since": {"days_since": {"over": 2}}}, "title": "Long", "sources": ["law"]}},
        "sources": {"law": {"title": "The law", "checked": "2026-11-24", "confidence": "high"}},
    }
    data |= sections
    (folder / "flow.yaml").write_text(json.dumps({key: part for key, part in data.items() if part}), "utf-8")
    return load(folder / "flow.yaml")


def flaws(flow: Flow, day: date = DAY, **options: Any) -> list[Flaw]:
    return list(prove(flow, day, cached=False, **options).flaws)


def promise(**then: Any) -> Mapping[str, Any]:
    return {"it is kept": {"when": {"held": "yes"}, "then": then}}


def test_a_sound_flow_has_no_flaw_and_much_is_proved(tmp_path: Path) -> None:
    """Who mends all that is found is told that all holds."""
    proofs = prove(flow_of(tmp_path, promises=promise(urgency="emergency", recommended="talk")), DAY, cached=False)
    assert not proofs.flaws
    assert proofs.proved > 10
    assert proofs.undecided == 0


def test_a_promise_is_refuted_by_the_smallest_person(tmp_path: Path) -> None:
    """One counter-example refutes a promise; the shortest one shows what is wrong."""
    (flaw,) = flaws(flow_of(tmp_path, promises={"kept": {"when": True, "then": {"urgency": "urgent"}}}))
    assert (flaw.code, flaw.path) == ("P711", ("promises", "kept", "then", "urgency"))
    scenario = YamlText("scenario.yaml", flaw.scenario.encode()).data["scenarios"]["counter-example, kept"]
    assert scenario["answers"] == {"held": "no", "since": "2026-11-24"}
    assert scenario["expect"] == {"urgency": "urgent"}


def test_a_counter_example_can_be_put_into_the_flow(tmp_path: Path) -> None:
    """It is a scenario as it stands, and fails until the flow is mended."""
    flow = flow_of(tmp_path, promises={"kept, or: not": {"when": True, "then": {"not_recommended": "talk"}}})
    (flaw,) = flaws(flow)
    (tmp_path / "more.yaml").write_text(flaw.scenario, "utf-8")
    (one,) = load(tmp_path).scenarios
    answers = {name: read_answer(flow.question(name), raw, DAY) for name, raw in one.answers.items()}
    assert rules(flow, DAY).triage(answers).ended
    assert one.expect.excluded == ("talk",)
    assert rules(flow, DAY).triage(answers).state("talk") == "certain"


def test_each_part_of_a_promise_is_told_by_itself(tmp_path: Path) -> None:
    """One part that holds does not hide another that does not."""
    then = {"urgency_at_most": "urgent", "recommended": "talk", "not_recommended": "talk"}
    found = flaws(flow_of(tmp_path, promises=promise(**then)))
    assert [flaw.path[-1] for flaw in found] == ["urgency_at_most", "not_recommended"]


def test_a_promise_for_nobody_is_not_called_kept(tmp_path: Path) -> None:
    """It is true of nobody, and somebody relies on it."""
    condition = {"held": "yes", "not": {"held": ["yes", "no"]}}
    found = flaws(flow_of(tmp_path, promises={"empty": {"when": condition, "then": {"recommended": "talk"}}}))
    assert [(flaw.code, flaw.path) for flaw in found] == [("P712", ("promises", "empty", "when"))]


def test_no_time_is_never_a_proof(tmp_path: Path) -> None:
    """What was not looked at is told as not decided."""
    proofs = prove(flow_of(tmp_path, promises=promise(recommended="talk")), DAY, seconds=0, cached=False)
    assert proofs.undecided > 0
    assert {flaw.code for flaw in proofs.flaws} == {"P713"}


def test_two_days_that_are_both_worked_out_are_found_the_same_if_they_can_be(tmp_path: Path) -> None:
    """A month from one day, and a month and a day from another, can meet: the solver's guess is checked by the calendar."""
    values = {
        "first": {"from": "since", "add": {"months": 1}},
        "second": {"from": "until", "add": {"months": 1, "days": 1}},
    }
    steps = {
        "held": {"ask": "Held?", "choice": CHOICES, "next": "since"},
        "since": {"ask": "Since?", "date": {}, "next": "until"},
        "until": {"ask": "Until?", "date": {}, "next": "done"},
        "done": {"end": "Thank you."},
    }
    meets = {"first": {"same_as": ["second"]}}
    made = {"steps": steps, "values": values, "promises": {"kept": {"when": meets, "then": {"urgency": "emergency"}}}}
    found = [flaw for flaw in flaws(flow_of(tmp_path, **made)) if flaw.code == "P711"]
    (scenario,) = YamlText("scenario.yaml", found[0].scenario.encode()).data["scenarios"].values()
    first, second = (date.fromisoformat(scenario["answers"][name]) for name in ("since", "until"))
    assert first != second
    assert (first.year, first.month) in ((second.year, second.month), (second.year, second.month + 1))


def test_days_that_never_meet_are_not_decided_and_not_proved(tmp_path: Path) -> None:
    """A month after a day is never two months after it. The solver cannot say so, and does not say that it can."""
    values = {"first": {"from": "since", "add": {"months": 1}}, "second": {"from": "since", "add": {"months": 2}}}
    meets = {"first": {"same_as": ["second"]}}
    made = {"values": values, "promises": {"kept": {"when": meets, "then": {"urgency": "emergency"}}}}
    codes = {flaw.code for flaw in flaws(flow_of(tmp_path, **made)) if flaw.path[0] == "promises"}
    assert codes == {"P713"}


def test_a_way_that_hangs_on_two_such_days_is_walked_as_the_calendar_has_it(tmp_path: Path) -> None:
    """The path of whoever is found is theirs, and not one that the solver guessed."""
    values = {
        "first": {"from": "since", "add": {"months": 1}},
        "second": {"from": "until", "add": {"months": 1, "days": 1}},
    }
    steps = {
        "held": {"ask": "Held?", "choice": CHOICES, "next": "since"},
        "since": {"ask": "Since?", "date": {}, "next": "until"},
        "until": {
            "ask": "Until?",
            "date": {},
            "next": [{"when": {"first": {"same_as": ["second"]}}, "go": "hurt"}, {"go": "done"}],
        },
        "hurt": {"ask": "Hurt?", "choice": CHOICES, "next": "done"},
        "done": {"end": "Thank you."},
    }
    search = Search(flow_of(tmp_path, steps=steps, values=values), DAY)
    everybody, formulas = search.everybody, search.everybody.formulas
    for passes in (everybody.passes("hurt"), formulas.negated(everybody.passes("hurt")), True):
        found = everybody.ended.find(passes, smallest=False)
        assert isinstance(found, Person)
        assert search.met(found.read).triage.ended


def test_proofs_are_of_the_date_given(tmp_path: Path) -> None:
    """Advice that ends next year can be had this year, and nobody is told of what is over."""
    talk = {"title": "Talk", "when": True, "urgency": "situation", "sources": ["law"]}
    made = {"recommendations": {"talk": talk | {"valid_until": "2026-12-31"}}}
    flow = flow_of(tmp_path, **made)
    assert not flaws(flow)
    assert "P706" in {flaw.code for flaw in flaws(flow, date(2027, 1, 1))}


def test_an_unknown_that_calms_is_told_with_the_answer_that_it_replaces(tmp_path: Path) -> None:
    """Who is held and does not know it must not be told to wait."""
    ladders = {"situation": {"emergency": {"held": "yes"}, "urgent": {"held": "unknown"}, "otherwise": "planned"}}
    (flaw,) = flaws(flow_of(tmp_path, ladders=ladders))
    assert (flaw.code, flaw.path) == ("P710", ("steps", "held"))
    assert flaw.message == "`unknown` calms: 'emergency' with `held: yes`, 'urgent' with `unknown`"


def test_a_question_whose_answer_is_repeated_is_not_useless(tmp_path: Path) -> None:
    """A text that names the answer is another text for another answer."""
    talk = {"title": "Talk", "when": True, "urgency": "situation", "sources": ["law"], "how": ["Say: since {since}."]}
    assert not flaws(flow_of(tmp_path, grounds={}, recommendations={"talk": talk}))
    plain = talk | {"how": ["Say since when."]}
    assert [flaw.code for flaw in flaws(flow_of(tmp_path, grounds={}, recommendations={"talk": plain}))] == ["P708"]


def test_what_the_engine_does_not_confirm_is_a_defect_and_said_aloud(tmp_path: Path) -> None:
    """If the two readings of a flow part, no proof of it is worth anything."""
    search = Search(flow_of(tmp_path), DAY)
    with pytest.raises(DisagreementError, match="internal error"):
        search.somebody(lambda: True, lambda met: False, "there is somebody of whom nothing is true")


class TestKept:
    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("INTAKE_CACHE", str(tmp_path / "kept"))

    def test_a_text_can_be_changed_and_nothing_is_proved_again(self, tmp_path: Path) -> None:
        """An author who mends words waits for nothing."""
        kept = promise(recommended="talk")
        first = prove(flow_of(tmp_path, promises=kept), DAY)
        assert first.recalled == 0
        talk = {"title": "Talk to us", "when": True, "urgency": "situation", "sources": ["law"]}
        again = prove(flow_of(tmp_path, promises=kept, recommendations={"talk": talk}), DAY)
        assert again.recalled == again.proved == first.proved > 10

    def test_a_new_promise_is_proved_alone(self, tmp_path: Path) -> None:
        """What was proved before stays proved."""
        before = prove(flow_of(tmp_path), DAY)
        after = prove(flow_of(tmp_path, promises=promise(recommended="talk")), DAY)
        assert after.recalled == before.proved < after.proved

    def test_another_date_is_another_proof(self, tmp_path: Path) -> None:
        """Ages and validity are constants of a date."""
        prove(flow_of(tmp_path), DAY)
        assert prove(flow_of(tmp_path), date(2027, 1, 1)).recalled == 0

    def test_a_changed_condition_is_proved_again(self, tmp_path: Path) -> None:
        """What was true of another flow is not said of this one."""
        assert not prove(flow_of(tmp_path), DAY).flaws
        changed = {"situation": {"emergency": {"held": "yes"}, "otherwise": "planned"}}
        assert [flaw.code for flaw in prove(flow_of(tmp_path, ladders=changed), DAY).flaws] == ["P710"]

    def test_what_is_kept_says_the_same(self, tmp_path: Path) -> None:
        """A flaw is told each time until it is mended."""
        flow = flow_of(tmp_path, promises={"kept": {"when": True, "then": {"urgency": "urgent"}}})
        first, second = prove(flow, DAY), prove(flow, DAY)
        assert first.flaws == second.flaws
        assert first.flaws
