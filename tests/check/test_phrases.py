"""Conditions and values in words: what a lawyer reads, in a picture, in the prose and in a comparison."""

from __future__ import annotations

import pytest

from intake.check.phrases.phrase import read
from intake.check.phrases.phrases import Phrases
from intake.flow.load import load
from intake.flow.model import Flow
from intake.report.words import Words
from tests.check.examples import BASE

CONDITIONS = {
    "{custody: detained}": "“custody” is ‘Yes’",
    "{custody: [detained, unknown]}": "“custody” is ‘Yes’ or ‘I don't know’",
    "{not: {custody: [detained, unknown]}}": "“custody” is neither ‘Yes’ nor ‘I don't know’",
    "{not: {custody: free}, answered: custody}": "“custody” is answered, but not with ‘No’",
    "{answered: custody}": "“custody” is answered",
    "{not: {answered: custody}}": "“custody” is not answered",
    "{held: true, role: self}": "*held* and “role” is ‘I need help’",
    "{any: [{held: false}, {custody: [free, unknown]}]}": "not *held*, or “custody” is ‘No’ or ‘I don't know’",
    "{held: true, any: [{role: self}, {held: false}]}": "*held*, and (“role” is ‘I need help’ or not *held*)",
    "{not: {any: [{held: true}, {role: self}]}}": "neither *held* nor “role” is ‘I need help’",
    "{not: {all: [{held: true}, {role: self}]}}": "not at once *held* and “role” is ‘I need help’",
    "{concerns: {has: torture}}": "“concerns” includes ‘Torture’",
    "{concerns: {has_all: [trial, torture]}}": "“concerns” includes ‘Torture’ and ‘An unfair trial’",
    "{not: {concerns: {has: torture}}}": "“concerns” does not include ‘Torture’",
    "{concerns: {has_only: []}}": "nothing is chosen under “concerns”",
    "{concerns: {has_only: [trial]}}": "“concerns” holds nothing but ‘An unfair trial’",
    "{not: {concerns: {has_only: []}}, answered: concerns}": "something is chosen under “concerns”",
    "{amount: {over: 1000, at_most: 2000}}": "“amount” is more than 1,000 EUR and at most 2,000 EUR",
    "{custody_since: {days_since: {under: 4}}}": "“custody_since” is less than 4 days ago",
    "{custody_since: {days_until: {at_most: 1}}}": "“custody_since” is at most 1 day ahead or past",
    "{custody_since: {under: today}}": "“custody_since” is before the day of the triage",
    "{custody_since: {at_least: 2026-11-04}}": "“custody_since” is on or after 4 November 2026",
    "{country.member: yes}": "“member” of “country” is ‘yes’",
    "{country: {same_as: [country]}}": "“country” is the same as “country”",
    "{not: {country: {same_as: [country]}}}": "“country” is not the same as “country”",
    "{country: {other_than: [country]}}": "“country” is other than “country”",
    "{country: [FR, DE]}": "“country” is ‘Germany’ or ‘France’",
    "true": "always",
}


VALUES = """values:
  size: {choose: [{when: {held: true}, value: {word: large}}, {value: {word: small}}]}
  twice: {sum: [amount, {times: {value: amount, by: 2}}]}
  last: {earliest: [custody_since, {from: custody_since, add: {months: 1, days: -2}, roll: {next_working_day: paris}}]}
  member: {look_up: {table: countries, row: [country], column: member}}
"""


@pytest.fixture(scope="module")
def flow(tmp_path_factory: pytest.TempPathFactory) -> Flow:
    """The example of the lessons, with a ground for each condition, and a few values."""
    text = BASE.read_text("utf-8")
    for name in ("custody_since", "custody", "role", "country", "concerns", "amount"):
        text = text.replace(f"  {name}: {{ask: ", f"  {name}: {{short: {name}, ask: ").replace(
            f"  {name}:\n    ask: ", f"  {name}:\n    short: {name}\n    ask: "
        )
    grounds = "".join(f"  g{at}: {{title: G, sources: [law], when: {said}}}\n" for at, said in enumerate(CONDITIONS))
    folder = tmp_path_factory.mktemp("flow")
    (folder / "base.yaml").write_text(text, "utf-8")
    (folder / "more.yaml").write_text(f"grounds:\n{grounds}{VALUES}", "utf-8")
    return load(folder)


@pytest.fixture(scope="module")
def phrases(flow: Flow) -> Phrases:
    return Phrases(flow, Words(flow, {}))


@pytest.mark.parametrize(("at", "words"), list(enumerate(CONDITIONS.values())), ids=list(CONDITIONS))
def test_a_condition_can_be_read_aloud(phrases: Phrases, at: int, words: str) -> None:
    """Each kind of condition has its sentence, and none shows an id of the flow where there are words."""
    assert read(phrases.condition(phrases.flow.grounds[f"g{at}"].when)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("size", "large if *held*; else small"),
        ("twice", "the sum of “amount” and 2 times “amount”"),
        ("member", "“member” in the table “countries” for “country”"),
        (
            "last",
            "the earliest of “custody_since” and “custody_since” plus 1 month less 2 days,"
            " moved to the next working day (holidays: paris)",
        ),
    ],
)
def test_a_value_can_be_read_aloud(phrases: Phrases, value: str, words: str) -> None:
    """How a number, a date or a word is worked out."""
    assert read(phrases.value(phrases.flow.values[value])) == words


def test_a_long_condition_becomes_a_list(phrases: Phrases) -> None:
    """Nobody follows a sentence of many parts: they stand below each other, each whole."""
    interpol = load("interpol", cached=True)
    outline = Phrases(interpol, Words(interpol, {})).outline(interpol.recommendations["no_travel"].when)
    assert read(outline.head) == "all of these hold"
    assert read(outline.parts[0].head) == "not *held*"
    assert read(outline.parts[1].head) == "at least one of these holds"
    assert phrases.outline(phrases.flow.facts["held"].when).parts == ()


def test_all_but_a_few_is_said_so() -> None:
    """Eighteen of nineteen answers are the one that is left out."""
    interpol = load("interpol", cached=True)
    said = read(Phrases(interpol, Words(interpol, {})).condition(interpol.facts["concern_supports_deletion"].when))
    assert said == "“Concerns” includes something other than ‘Death penalty’"


def test_no_condition_of_a_flow_of_ours_shows_an_id() -> None:
    """Every condition of interpol in words: no underscore is left in them."""
    interpol = load("interpol", cached=True)
    phrases = Phrases(interpol, Words(interpol, {}))
    conditions = [fact.when for fact in interpol.facts.values()]
    conditions += [advice.when for advice in interpol.recommendations.values()]
    conditions += [line.when for advice in interpol.recommendations.values() for line in advice.lines()]
    assert [said for said in map(read, map(phrases.condition, conditions)) if "_" in said] == []
