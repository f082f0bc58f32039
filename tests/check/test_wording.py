"""The words of a flow: what a reader would stumble over is told, and what is well is let be."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.check.wording.claims import promised
from intake.check.wording.measures import grade, sentences
from intake.flow.findings import Finding
from tests.check.examples import findings_of

LONG = "Tell the person that they should keep every letter, every note and every message which they get from the court now."


def told(example: str, folder: Path) -> list[str]:
    """The findings of words in an example, completed to a whole flow."""
    return [f"{finding.code} {finding.message}" for finding in words_of(example, folder)]


def words_of(example: str, folder: Path) -> list[Finding]:
    return [finding for finding in findings_of(example, folder) if finding.code.startswith("W8")]


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("In this country you will win.", "an outcome"),
        ("The entry will be deleted.", "an outcome"),
        ("Your data will soon be removed.", "an outcome"),
        ("This is guaranteed.", "an outcome"),
        ("France is a safe country.", "that something is safe"),
        ("This route is quite safe.", "that something is safe"),
        ("From here it is safe to travel.", "that something is safe"),
        ("You may travel.", "that something is safe"),
        ("You can not be arrested there.", "that nothing can happen"),
        ("No one will stop you at the border.", "that nothing can happen"),
        ("Do not worry.", "calm by order"),
        ("You have a 90 % chance.", "a chance in numbers"),
        ("Do not wait: you will win.", "an outcome"),
    ],
)
def test_a_promise_is_seen(sentence: str, what: str) -> None:
    """Also behind a denial of something else."""
    assert promised(sentence) == what


@pytest.mark.parametrize(
    "sentence",
    [
        "No country is shown here as safe.",
        "It can not say that a country or a trip is safe.",
        "Nobody can promise that you will win.",
        "A lawyer who says that you will win is not honest.",
        "Is it a safe country?",
        "Ask whether the entry will be deleted.",
        "Do not think that you can not be arrested there.",
        "The right is guaranteed by the treaty.",
        "At most 40 % of your pay may be taken.",
        "Tell the police that you are safe.",
        "The commission may delete the entry.",
    ],
)
def test_who_denies_or_asks_promises_nothing(sentence: str) -> None:
    """Else texts could not warn of those who do promise."""
    assert promised(sentence) is None


class TestPlainWords:
    def test_a_long_sentence_is_named_with_its_place(self, tmp_path: Path) -> None:
        """The caret stands under its beginning, not under the whole text."""
        (finding,) = words_of(f'steps:\n  done: {{end: "Thank you. {LONG}"}}\n', tmp_path)
        assert finding.code == "W801"
        assert finding.message == f"a sentence of 21 words: “{LONG}”"
        assert (finding.place.line, finding.source_line[finding.place.column - 1 :][: finding.place.width]) == (
            2,
            "Tell the person that they should keep every",
        )

    def test_only_for_whom_the_flow_must_be_plain(self, tmp_path: Path) -> None:
        """A lawyer may be told at length."""
        head = "flow: {id: x, version: 1.0.0, title: X, language: en, start: role, voice: role, plain_for: [%s]}\n"
        steps = f'steps:\n  done: {{end: {{self: Thank you., default: "{LONG}"}}}}\n'
        assert told(head % "self" + steps, tmp_path) == []
        assert [one[:4] for one in told(head % "family" + steps, tmp_path)] == ["W801"]

    def test_the_articles_behind_a_ground_are_no_sentence(self, tmp_path: Path) -> None:
        """They are for the lawyer, and as long as they are."""
        ground = (
            f'grounds: {{delay: {{when: {{held: true}}, title: Delay, plain: %s, law: "{LONG}", sources: [law]}}}}\n'
        )
        assert told(ground % "It took long.", tmp_path) == []
        assert [one[:4] for one in told(ground % f'"{LONG}"', tmp_path)] == ["W801"]

    @pytest.mark.parametrize("language", ["fr", "de"])
    def test_other_languages_are_not_measured_by_english(self, language: str, tmp_path: Path) -> None:
        """Their words are longer, and their grammar is another one; what needs no grammar is looked at all the same."""
        head = f"flow: {{id: x, version: 1.0.0, title: X, language: {language}, start: role, voice: role}}\n"
        found = told(f'{head}steps:\n  done: {{end: "{LONG} You will win. See held_since."}}\n', tmp_path)
        assert found == ["W807 a name of the flow is left in the text: 'held_since'"]

    def test_a_grade_is_that_of_the_formula(self) -> None:
        """Worked out by hand: words in a sentence, and syllables in a word."""
        assert round(grade(["Go to the court.", "Ask a judge there."]), 2) == round(0.39 * 4 + 11.8 * 8 / 8 - 15.59, 2)
        assert round(grade(["Ask the judge again."]), 2) == round(0.39 * 4 + 11.8 * 5 / 4 - 15.59, 2)

    def test_marks_are_not_words(self) -> None:
        """What a reader sees is counted."""
        assert sentences("**Stop.** A [[request|red_notice]]. “No!” he said.") == [
            "Stop.",
            "A request.",
            "“No!",
            "he said.",
        ]


TERMS = "glossary: {bail: {term: bail, forms: [security], plain: Money left with the court., source: law}}\n"
ADVICE = "recommendations:\n  rest: {title: Rest, why: %s, how: [%s], urgency: planned, sources: [law]}\n"


class TestTerms:
    def told(self, why: str, how: str, folder: Path, more: str = "") -> list[str]:
        return told(TERMS + ADVICE % (why, how) + more, folder)

    def test_the_mark_stands_where_the_term_is_read_first(self, tmp_path: Path) -> None:
        """Later uses in the same advice need none."""
        assert self.told('"Ask for [[bail]]."', "The bail comes back.", tmp_path) == []
        (one,) = self.told("Ask for bail.", '"The [[bail]] comes back."', tmp_path)
        assert one == "W803 'bail' is a term of art, and nothing explains it here"

    def test_another_form_is_the_same_term(self, tmp_path: Path) -> None:
        """In any case, and told by the word that stands there."""
        assert self.told('"Ask for [[security]]."', "Bail comes back.", tmp_path) == []
        assert len(self.told("Security is money.", "Go., Wait.", tmp_path)) == 1

    def test_part_of_another_word_is_none(self, tmp_path: Path) -> None:
        """A bailiff is no bail."""
        assert self.told("A bailiff may come.", "Wait.", tmp_path) == []

    @pytest.mark.parametrize(
        "first",
        [
            'terms: ["We write of [[bail]]."]\n',
            'steps: {role: {ask: Who are you?, why: "Some need [[bail]].", choice: {self: Me, family: Kin}, next: custody}}\n',
        ],
        ids=["terms", "the first question"],
    )
    def test_what_everybody_reads_first_explains_for_all(self, first: str, tmp_path: Path) -> None:
        """Nobody comes to the rest without it."""
        assert self.told("Ask for bail.", "Wait.", tmp_path, first) == []

    def test_each_advice_explains_for_itself(self, tmp_path: Path) -> None:
        """A person may open it first."""
        other = '  walk: {title: Walk, why: "Ask for [[bail]].", how: [Go.], urgency: planned, sources: [law]}\n'
        assert len(told(TERMS + ADVICE % ("Bail helps.", "Wait.") + other, tmp_path)) == 1

    def test_a_line_that_few_see_explains_to_few(self, tmp_path: Path) -> None:
        """To those who see it, and to nobody else."""
        marked = '{text: "Ask for [[bail]].", when: {held: true}}'
        assert len(self.told("Go.", f"{marked}, Bail comes back.", tmp_path)) == 1
        assert self.told("Go.", f"{marked}, {{text: Bail comes back., when: {{held: true}}}}", tmp_path) == []

    def test_a_word_that_only_the_law_knows(self, tmp_path: Path) -> None:
        """It is told even if the glossary has never heard of it."""
        (one,) = self.told("You are tried in absentia.", "Go.", tmp_path)
        assert "'in absentia'" in one


def test_a_guess_in_advice_that_rests_on_a_guess(tmp_path: Path) -> None:
    """A line without sources of its own stands on those of its advice."""
    sources = "sources: {talk: {title: A talk, checked: 2026-11-24, confidence: low}}\n"
    advice = "recommendations:\n  rest: {title: Rest, why: W., how: [%s], urgency: planned, sources: [%s]}\n"
    assert len(told(sources + advice % ("You have ten days.", "talk"), tmp_path)) == 1
    assert told(sources + advice % ("Ask a lawyer if you have ten days.", "talk"), tmp_path) == []
    assert told(sources + advice % ("You have ten days.", "talk, law"), tmp_path) == []


def test_an_address_is_no_name_of_the_flow(tmp_path: Path) -> None:
    """It may hold what it must."""
    assert told("steps:\n  done: {end: 'See https://example.org/a_b_c.'}\n", tmp_path) == []
