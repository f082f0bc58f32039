"""Going on from a save when the questions, or the day, are others by now."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from intake.engine.session import Session
from intake.flow.model import Way
from intake.store.saves import CameTo, Save, SaveError, write_save
from intake.terminal.plain import Plain
from intake.terminal.saving import fit, resume, save_of
from tests.terminal.people import TODAY, crossing, session


def test_all_answers_come_back_as_they_were() -> None:
    """Dates, numbers, lists and those that were kept aside."""
    person = session(role="self", held="no", since="2026-11-22", passports=["TR", "RU"], money=12)
    found = fit(crossing(), save_of(person), TODAY)
    assert Session(crossing(), date=TODAY, answers=found.answers).answers == person.answers
    assert found.told == ["Opened. It was kept on 24 Nov 2026."]


def test_answers_that_fit_no_more_are_named_and_kept_out() -> None:
    """Never dropped in silence, never taken on a guess."""
    save = Save("crossing", "1.0.0", TODAY, {"role": "self", "held": "perhaps", "weather": "fine", "money": "much"})
    found = fit(crossing(), save, TODAY)
    assert found.answers == {"role": "self"}
    assert found.told[1] == "The questions have changed since: version 1.0.0 then, 2.0.0 now."
    assert found.told[2].startswith("Kept out: Held ('perhaps' is not offered")
    assert found.told[3] == "Kept out: “weather” is not asked any more."
    assert found.told[4].startswith("Kept out: Paid (")


def test_what_has_changed_for_the_person_is_said() -> None:
    """Their urgency and advice then and now: the same answers come to something else in the flow of today."""
    then = CameTo("soon", ("appeal", "read", "old_advice"))
    save = Save("crossing", "1.0.0", TODAY, {"role": "self", "held": "yes"}, then)
    assert fit(crossing(), save, TODAY).told[2:] == [
        "The urgency was: Within two weeks. Now it is: Act now.",
        "Advised now, and not then: Call a lawyer.",
        "Advised then, and not now: Ask for an appeal; old advice.",
    ]


def test_nothing_has_changed_for_the_person() -> None:
    """Another version that comes to the same is called so; the same version says nothing of it."""
    save = save_of(session(role="self", held="yes"))
    assert fit(crossing(), save, TODAY).told == ["Opened. It was kept on 24 Nov 2026."]
    told = fit(crossing(), replace(save, version="1.0.0"), TODAY).told
    assert told[2:] == ["For your answers nothing has changed: the urgency and the advice are the same."]


def test_a_save_that_does_not_say_what_it_came_to_is_not_compared() -> None:
    """A save of an earlier program opens as before."""
    save = replace(save_of(session(role="self", held="yes")), version="1.0.0", came_to=None)
    assert len(fit(crossing(), save, TODAY).told) == 2


def test_another_day_is_said() -> None:
    """Deadlines move with it."""
    found = fit(crossing(), save_of(session(role="self")), date(2026, 12, 1))
    assert found.told[1] == "Days are counted from 1 Dec 2026 now."


def test_a_save_made_by_an_attacker_prints_no_control_characters() -> None:
    """It opens with the passphrase all the same: its words are data."""
    found = fit(crossing(), Save("crossing", "\x1b[2J", TODAY, {"\x1b]0;x": "y", "held": "\x1b[31m"}), TODAY)
    assert all(line.isprintable() for line in found.told)


def test_a_wrong_passphrase_in_a_pipe_is_told_once(tmp_path: Path) -> None:
    """There is nobody to ask again."""
    write_save(tmp_path / "save", save_of(session(role="self")), "the right one")
    console = Plain(io.StringIO("wrong\nthe right one\n"), io.StringIO())
    with pytest.raises(SaveError, match="does not open"):
        resume(console, tmp_path / "save")


def test_a_flow_that_asks_less_keeps_the_rest_out() -> None:
    """A question was taken away."""
    flow = crossing()
    concerns = replace(flow.question("concerns"), ways=(Way("done"),))
    steps = {name: step for name, step in flow.steps.items() if name != "money"}
    less = replace(flow, steps=steps | {"concerns": concerns})
    found = fit(less, save_of(session(role="self", money=12)), TODAY)
    assert found.answers == {"role": "self"}
