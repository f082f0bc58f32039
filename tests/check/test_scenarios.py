"""Scenarios and promises: what a flow says of itself is tried on the people whom its author thought of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from intake.check import check_whole
from intake.flow.data import embedded_flows

FLOW = """\
flow: {id: small, version: 1.0.0, title: Small, language: en, start: held}
levels: {emergency: {label: Now}, urgent: {label: Today}, later: {label: Later}}
steps:
  held:
    {ask: Held?, why: W., choice: {yes: "Yes", no: "No", unknown: No idea}, next: [{when: {held: no}, go: ill}, {go: since}]}
  since: {ask: Since when?, why: W., date: {}, range: {at_most: today}, words: {unknown: No idea}, next: ill}
  ill: {ask: Ill?, why: W., choices: {cold: A cold, none: No}, exclusive: [none], missing: [], next: done}
  done: {end: Thank you.}
recommendations:
  call:
    {title: Call, why: W., how: [H.], when: {held: yes}, urgency: emergency, sources: [law],
     deadline: {from: since, limit: week}}
  rest: {title: Rest, why: W., how: [H.], when: {ill: {has: cold}}, urgency: urgent, sources: [law], valid_until: 2026-12-31}
  write:
    title: Write
    why: W.
    how: [H., {text: Write from prison., when: {held: yes}}, {text: Say that you are cold., when: {ill: {has: cold}}}]
    urgency: later
    sources: [law]
grounds: {liberty: {when: {held: yes}, title: L, plain: P, law: W, sources: [law]}}
limits: {week: {add: {days: 7}, text: A week, confidence: high, sources: [law]}}
sources: {law: {title: The law, checked: 2026-11-24, confidence: high}}
"""


def told(folder: Path, answers: str, expect: str, *, date: str = "2026-11-24", promises: str = "") -> list[str]:
    """The findings of a flow with one scenario, as code and sentence."""
    scenario = f"scenarios: {{one: {{date: {date}, answers: {{{answers}}}, expect: {{{expect}}}}}}}\n"
    (folder / "flow.yaml").write_text(FLOW + scenario + promises, "utf-8")
    return [f"{finding.code} {finding.message}" for finding in check_whole(folder).findings]


@pytest.mark.parametrize("name", embedded_flows())
def test_the_flows_that_come_with_intake_have_nothing_to_mend(name: str) -> None:
    """Not even a promise that nobody has tried."""
    assert check_whole(name).findings == ()


@pytest.mark.parametrize(
    ("answers", "expect"),
    [
        ("held: yes, since: 2026-11-20, ill: []", "urgency: emergency, urgency_at_most: emergency, status: complete"),
        (
            "held: yes",
            "certain: [call, write], possible: [], excluded: [rest], next_question: since, status: incomplete",
        ),
        ("held: yes, since: 2026-11-20", "only_certain: [write, call], status: complete, next_question: none"),
        ("held: yes, since: 2026-11-20", "deadline: {call: 2026-11-27, write: none}, grounds: [liberty]"),
        ("held: yes, since: unknown", "deadline: {call: none}"),
        ("held: no, ill: [cold]", "grounds: [], urgency: urgent"),
        ("held: jailed", "status: invalid, next_question: held, possible: [call], excluded: [rest]"),
        ("held: yes, since: 2027-01-01", "status: invalid, certain: [call]"),
        ("", "next_question: held, certain: [write], possible: [call]"),
        ("held: no", "passes: [held, ill], skips: [since]"),
        ("held: yes, ill: [cold]", "urgency_of: {call: emergency, rest: urgent, write: later}"),
        ("held: yes, ill: [cold]", "says: {write: [from PRISON, Cold]}"),
        ("held: no, ill: []", "says: {write: []}, certain: [write]"),
    ],
)
def test_what_comes_out_as_expected_is_not_told(answers: str, expect: str, tmp_path: Path) -> None:
    """Answers are read as those of a record: `ill` is read as none, where a person says nothing of it."""
    assert told(tmp_path, answers, expect) == []


@pytest.mark.parametrize(
    ("answers", "expect", "sentence"),
    [
        ("held: yes", "urgency: urgent", "urgency: expected 'urgent', got 'emergency'"),
        ("held: no", "urgency_at_most: emergency", "urgency_at_most: expected 'emergency', got 'later'"),
        ("held: no", "certain: [call]", "'call' is excluded, not certain"),
        ("", "excluded: [call]", "'call' is possible, not excluded"),
        ("held: yes", "possible: [call]", "'call' is certain, not possible"),
        ("held: yes", "only_certain: [call]", "'write' is certain too"),
        ("held: yes", "grounds: []", "grounds: expected [], got [liberty]"),
        ("held: yes", "next_question: ill", "next_question: expected 'ill', got 'since'"),
        ("held: yes", "status: complete", "status: expected 'complete', got 'incomplete'"),
        ("held: yes", "status: invalid", "status: expected 'invalid', got 'incomplete'"),
        ("held: yes", "deadline: {call: 2026-11-27}", "deadline of 'call': expected 2026-11-27, got none"),
        ("held: no", "passes: [since]", "the path does not pass 'since'"),
        ("held: no", "skips: [ill]", "the path passes 'ill'"),
        ("held: yes", "urgency_of: {write: urgent}", "urgency of 'write': expected 'urgent', got 'later'"),
        ("held: no", "urgency_of: {call: emergency}", "'call' is excluded, not certain"),
        ("held: yes", "says: {write: [prison, cold]}", "'write' has no line with “cold”"),
        ("held: yes", "says: {write: []}", "'write' says “Write from prison.” too"),
        ("held: no", "says: {call: []}", "'call' is excluded, not certain"),
    ],
)
def test_what_comes_out_otherwise_is_told(answers: str, expect: str, sentence: str, tmp_path: Path) -> None:
    """Each with what was expected and what came."""
    assert told(tmp_path, answers, expect) == [f"E601 “one”: {sentence}"]


def test_advice_that_is_no_longer_valid_is_excluded(tmp_path: Path) -> None:
    """The scenario's own date counts."""
    assert told(tmp_path, "held: no, ill: [cold]", "excluded: [rest]", date="2027-01-01") == []


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ("heldd: yes", "'heldd' is no question"),
        ("held: jailed", "the answer to 'held' is not taken: 'jailed' is not offered"),
        ("held: yes, since: 2027-01-01", "the answer to 'since' is not taken: 2027-01-01 is too high"),
        ("ill: [none, cold]", "the answer to 'ill' is not taken: 'none' stands alone: take it out, or the others"),
        ("held: yes, since: 3", "the answer to 'since' is not taken: 3 is not a date"),
    ],
)
def test_an_answer_that_is_not_taken(answers: str, sentence: str, tmp_path: Path) -> None:
    """The rest of what the scenario expects is then of another person, and is not told."""
    (only,) = told(tmp_path, answers, "urgency: urgent")
    assert only.startswith(f"E603 {sentence}")


PROMISES: dict[str, tuple[str, str, list[str]]] = {
    "kept": ("held: yes, since: unknown", "{urgency: urgent, recommended: [call, write], not_recommended: rest}", []),
    "too late": (
        "held: yes, since: unknown",
        "{not_recommended: [rest, write]}",
        ["E602 for “one”, 'write' is advised"],
    ),
    "missing": ("held: yes, since: unknown", "{recommended: rest}", ["E602 for “one”, 'rest' is not advised"]),
    "not at the end": ("held: yes", "{recommended: rest}", ["W601 no scenario meets this promise"]),
    "another person": ("held: no", "{recommended: rest}", ["W601 no scenario meets this promise"]),
}


@pytest.mark.parametrize(("answers", "then", "expected"), PROMISES.values(), ids=PROMISES.keys())
def test_promises(answers: str, then: str, expected: list[str], tmp_path: Path) -> None:
    """A promise is tried on whoever meets its `when` and comes to the end."""
    promises = f"promises: {{held people are helped: {{when: {{held: yes}}, then: {then}}}}}\n"
    assert told(tmp_path, answers, "certain: [write]", promises=promises) == expected


def test_the_urgency_of_a_promise_is_the_least(tmp_path: Path) -> None:
    """Higher is well; lower is not."""
    promises = "promises: {the ill act today: {when: {ill: {has: cold}}, then: {urgency: emergency}}}\n"
    expected = ["E602 for “one”, the urgency is 'urgent', not 'emergency' or higher"]
    assert told(tmp_path, "held: no, ill: [cold]", "certain: [rest]", promises=promises) == expected


def test_the_urgency_at_most_of_a_promise_is_the_highest(tmp_path: Path) -> None:
    """Lower is well; higher is not."""
    promises = "promises: {a cold can wait: {when: {ill: {has: cold}}, then: {urgency_at_most: later}}}\n"
    expected = ["E602 for “one”, the urgency is 'urgent', not 'later' or lower"]
    assert told(tmp_path, "held: no, ill: [cold]", "certain: [rest]", promises=promises) == expected
    assert (
        told(tmp_path, "held: no, ill: []", "certain: [write]", promises=promises.replace("has: cold", "has_only: []"))
        == []
    )


def test_an_invalid_person_breaks_no_promise(tmp_path: Path) -> None:
    """What was not taken could have changed all."""
    promises = "promises: {everybody rests: {when: true, then: {recommended: rest}}}\n"
    found = told(tmp_path, "held: no, ill: [flu]", "status: invalid", promises=promises)
    assert found == ["W601 no scenario meets this promise"]


def test_a_flow_that_cannot_be_used_is_not_tried(tmp_path: Path) -> None:
    """Its scenarios would fail for the same fault again."""
    (tmp_path / "more.yaml").write_text("facts: {a: {hold: yes}}\n")
    assert told(tmp_path, "held: no", "urgency: emergency") == ["E203 unknown question 'hold'"]


def test_places_lead_to_the_scenario(tmp_path: Path) -> None:
    """In whichever file of the folder it stands."""
    told(tmp_path, "held: yes", "status: incomplete")
    (tmp_path / "tests.yaml").write_text(
        "scenarios:\n  two:\n    date: 2026-11-24\n    answers: {held: yes}\n    expect:\n      certain: [call, rest]\n"
    )
    (finding,) = check_whole(tmp_path).findings
    place: Any = (Path(finding.place.file).name, finding.place.line, finding.place.column, finding.place.width)
    assert place == ("tests.yaml", 6, 23, 4)
    assert finding.hint == "its `when` does not hold: ill: []"
