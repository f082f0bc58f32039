"""What `interpol` must get across (`interpol_messages.yaml`): said on a source, shown to whom it concerns, never twisted."""

from __future__ import annotations

import re
from typing import Any

import pytest

from intake.flow.lint_texts import flow_texts
from intake.flow.text import plain
from tests.flows.interpol_people import FLOW, person
from tests.flows.said import listed, read_by, said_at, words_of

MESSAGES = listed("interpol_messages.yaml")

IDS = [
    "request_not_warrant", "not_public", "do_not_travel_to_check", "no_safe_country", "consulate_care",
    "consulate_right", "say_asylum", "sign_nothing", "two_tracks", "ccf_does_not_stop", "ccf_not_court",
    "free_and_open", "portal_only", "time_ccf", "state_may_learn", "answer_may_be_hidden", "national_copies",
    "can_come_back", "six_months", "refugee_tell", "new_citizen", "refusal_elsewhere", "passport_record",
    "no_guarantee", "tell_the_truth", "form_is_not_private", "blue_green_matter", "silver_money", "un_list",
    "other_lists", "non_member", "missing_adult",
]  # fmt: skip

FORBIDDING = ("Do not ", "Promise no ", "No country ", "You can not ", "It can not ", "Nobody ")

PLACES = [(name, path, words) for name, entry in MESSAGES.items() for path, words in entry["at"].items()]
READERS = [(name, who) for name, entry in MESSAGES.items() for who in entry["shown_to"]]
TWISTS = [(name, pattern) for name, entry in MESSAGES.items() for pattern in entry["never"]]


def test_the_list_is_whole() -> None:
    """A message that falls off the list falls out of the flow at the next change of words."""
    assert list(MESSAGES) == IDS


@pytest.mark.parametrize(("name", "path", "words"), PLACES)
def test_a_message_stands_where_the_list_says_on_a_source(name: str, path: str, words: str) -> None:
    """The words before the first question are the flow's own; all others name where they come from, and when that was read."""
    if path == "terms":
        assert any(words in words_of(text) for text in FLOW.terms)
        return
    found = said_at(path, words)
    assert found, f"{name}: '{words}' is not said at {path}"
    assert all(one.sources and one.checked for one in found)


@pytest.mark.parametrize(("name", "who"), READERS)
def test_a_message_is_read_by_everybody_whom_it_concerns(name: str, who: dict[str, Any]) -> None:
    """In the terms, on the path, in the summary or in the advice in full: somewhere in what this person sees."""
    record = person(**who)
    assert who.items() <= record.items(), "this person is not asked all that"
    seen = read_by(record)
    assert any(words in seen for words in MESSAGES[name]["at"].values())


@pytest.mark.parametrize(("name", "pattern"), TWISTS)
def test_a_message_is_never_turned_into_what_it_does_not_say(name: str, pattern: str) -> None:
    """What reassures too much, or frightens, is in no text of the flow; a sentence that forbids it may name it."""
    for text, path in flow_texts(FLOW):
        for said in text.variants():
            for sentence in re.split(r"(?<=[.!?:])\s+", plain(said)):
                if not sentence.startswith(FORBIDDING):
                    assert not re.search(pattern, sentence, re.IGNORECASE), (name, path, sentence)
