"""The small flows: templates that a stranger copies, so they are short, sound, plain, and true for everybody."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import intake
from intake.check import check_whole
from intake.flow.data import embedded_flows
from intake.flow.lint_texts import flow_texts
from intake.flow.model import Flow
from intake.flow.text import plain
from tests.flows.everybody import Samples, broken_promises, everybody, spoken_of

FLOWS = Path(__file__).parents[2] / "flows"
TODAY = date(2026, 11, 24)
SAMPLES = {
    "eviction": Samples(),
    "wages": Samples(numbers=(0, 1, 133, 134, 2000, 2001), days=(-800, -366, -364, -93, -91, -89, -30, 0)),
}
small = pytest.mark.parametrize("name", SAMPLES)


def flow_of(name: str) -> Flow:
    return intake.load(FLOWS / f"{name}.yaml")


def test_every_small_flow_is_tried_here() -> None:
    """A new template comes with samples for everybody who could use it."""
    assert {name for name in embedded_flows() if (FLOWS / f"{name}.yaml").exists()} == set(SAMPLES)


@small
def test_a_template_is_one_short_file_without_a_finding(name: str) -> None:
    """What people copy must be read in ten minutes, its tests apart, and be clean; its scenarios come out."""
    found = check_whole(FLOWS / f"{name}.yaml")
    assert [finding.render() for finding in found.findings] == []
    assert found.flow is not None
    assert len(found.flow.scenarios) >= 3
    text = (FLOWS / f"{name}.yaml").read_text(encoding="utf-8")
    lines, tests = text.splitlines(), text.partition("\nscenarios:\n")[2].partition("\nsources:\n")[0].splitlines()
    assert len(lines) - len(tests) < 120
    assert max(map(len, lines)) <= 128


@small
def test_its_law_is_invented_and_says_so(name: str) -> None:
    """Nobody may take an example for advice: the terms, the title and every source say it."""
    flow = flow_of(name)
    assert "(an example)" in flow.title.default
    assert "invented" in flow.about.default
    assert "Do not rely on any of it." in flow.terms[0].default
    assert all(source.title.endswith("(invented for this example)") for source in flow.sources.values())
    assert {source.confidence for source in flow.sources.values()} >= {"high", "low"}


@small
def test_its_words_are_plain(name: str) -> None:
    """At most 20 words a sentence, in every text that somebody may read."""
    for text, path in flow_texts(flow_of(name)):
        for words in text.variants():
            for sentence in re.split(r"(?<=[.?!])\s+", plain(words)):
                assert len(sentence.split()) <= 20, (path, sentence)


@small
def test_its_promises_hold_for_everybody_and_are_about_somebody(name: str) -> None:
    """Every way of answering is tried: small flows are small enough."""
    flow = flow_of(name)
    assert len(flow.promises) >= 2
    about: set[str] = set()
    for answers in everybody(flow, TODAY, SAMPLES[name]):
        assert broken_promises(flow, TODAY, answers) == [], answers
        about |= {promise.name for promise in spoken_of(flow, TODAY, answers)}
    assert about == {promise.name for promise in flow.promises}


@small
def test_its_advice_is_for_some_and_none_of_it_is_for_nobody(name: str) -> None:
    """Each recommendation is certain for somebody; each but the one that is always given is excluded for somebody."""
    flow = flow_of(name)
    seen: dict[str, set[str]] = {advice: set() for advice in flow.recommendations}
    for answers in everybody(flow, TODAY, SAMPLES[name]):
        triage = intake.rules(flow, TODAY).triage(answers, because=False)
        for advice, states in seen.items():
            states.add(triage.state(advice))
    always = [advice for advice, states in seen.items() if states == {"certain"}]
    assert len(always) == 1
    assert all(states == {"certain", "excluded"} for advice, states in seen.items() if advice not in always)
