"""One conversation from the first question to the summary, in plain lines: what is asked, said, changed and kept aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from intake.engine.session import Session
from intake.flow.text import Text
from intake.terminal.words import WORDS
from tests.terminal.people import TODAY, crossing, interpol, session, talk

HELD = ("1", "3")


class TestAnswers:
    def test_a_number_a_label_and_a_value_count_at_once(self) -> None:
        """They are what the list says, so there is nothing to confirm."""
        for said in ("3", "Yes, held now", "yes"):
            printed, person = talk("me", "", said)
            assert person.answers == {"role": "self", "held": "yes"}
            assert "Your answer: Yes, held now" in printed

    def test_plain_words_count_after_one_more_enter(self) -> None:
        """What was understood is shown before it counts."""
        printed, person = talk("1", "they hold me")
        assert "Understood: Yes, held now." in printed
        assert "held" not in person.answers
        assert talk("1", "they hold me", "")[1].answers["held"] == "yes"

    def test_words_that_are_not_clear_are_offered_and_never_guessed(self) -> None:
        """“he was arrested” is no name of an answer; its number picks it."""
        printed, person = talk("1", "i was arrested yesterday", "1")
        assert "Did you mean:\n1. Yes, held now\n" in printed
        assert person.answers["held"] == "yes"

    def test_a_day_that_can_be_read_in_two_ways_is_offered_both_ways(self) -> None:
        """3/4 is April in one country and March in another."""
        printed, person = talk(*HELD, "3/4/2026", "2")
        assert "1. Fri 3 Apr 2026\n2. Wed 4 Mar 2026" in printed
        assert person.answers["since"] == date(2026, 3, 4)

    def test_a_day_after_today_is_refused_where_it_can_not_be(self) -> None:
        """With the latest day that can be."""
        printed, person = talk(*HELD, "2026-11-25")
        assert "This day is too late; at the latest 24 Nov 2026." in printed
        assert "since" not in person.answers

    def test_several_are_chosen_in_one_line(self) -> None:
        """Numbers and words, with commas."""
        _, person = talk("1", "1", "TR", "RU, france", "", "1, torture", "")
        assert person.answers["passports"] == ("RU", "FR")
        assert person.answers["concerns"] == ("unfair", "torture")

    def test_none_of_several_has_to_be_said(self) -> None:
        """An empty line is no answer."""
        printed, person = talk("1", "1", "TR", "", "0", "")
        assert "Type a number or words." in printed
        assert person.answers["passports"] == ()

    def test_what_stands_alone_is_refused_beside_others(self) -> None:
        """Both stay to be said anew."""
        printed, person = talk("1", "1", "TR", "0", "", "1, 4", "")
        assert "stands alone" in printed
        assert "concerns" not in person.answers

    def test_numbers_are_read_in_groups_and_held_to_their_range(self) -> None:
        """12 000 is a number, 12.000 is not clear."""
        before = ("1", "1", "TR", "0", "", "4", "")
        assert "digits alone" in talk(*before, "12.000")[0]
        assert "At most 1 000 000." in talk(*before, "2000000")[0]
        assert talk(*before, "12 000", "")[1].answers["money"] == 12000


class TestAtOnce:
    def test_an_emergency_is_shown_as_soon_as_it_is_certain(self) -> None:
        """With the first thing to do, why, and that one may stop here; then the next question."""
        printed, _ = talk(*HELD)
        card = printed[printed.index("Act now!") :]
        assert card.startswith("Act now!\n1. Say that you want a lawyer.\nBecause: Held: Held now\nYou may stop here")
        assert card.index("You may stop here") < card.index("Since which day?")

    def test_it_is_shown_once_and_stays_as_a_line(self) -> None:
        """A card that comes again and again is not read."""
        printed, _ = talk(*HELD, "today", "", "TR")
        assert printed.count("Act now!") == 1
        assert printed.count("Act now: Call a lawyer") == 3

    def test_it_comes_again_if_it_had_fallen_away(self) -> None:
        """A change can take it back, and bring it back."""
        printed, _ = talk(*HELD, "/back", "1", "1", "/back", "3", "1")
        assert printed.count("Act now!") == 2

    def test_somebody_who_is_held_sees_it_after_two_answers_past_the_role(self) -> None:
        """In the flow for which this was made."""
        printed, _ = talk("1", "2", "4", start=interpol())
        assert "Act now!\n1. " in printed

    def test_a_traveller_sees_it_after_four(self) -> None:
        """Danger, custody, travel: three in fact."""
        printed, _ = talk("1", "2", "1", "3", start=interpol())
        assert "Act now!\n1. " in printed


class TestChanges:
    def test_what_a_change_would_do_is_said_before_it_counts(self) -> None:
        """One question closes, one recommendation falls away; saying no leaves all as it was."""
        held = {"role": "self", "held": "yes", "since": "2026-11-22", "current_country": "TR"}
        printed, person = talk("/change", "2", "1", "2", start=session(**held))
        assert "1 question closes: Since. Kept aside." in printed
        assert "“Call a lawyer” falls away." in printed
        assert person.answers["held"] == "yes"

    def test_a_change_goes_back_to_where_the_person_was(self) -> None:
        """And says which answers are kept aside."""
        held = {"role": "self", "held": "yes", "since": "2026-11-22", "current_country": "TR"}
        printed, person = talk("/change", "2", "1", "1", start=session(**held))
        assert person.state == "passports"
        assert person.kept_aside == ("since",)
        assert printed.rstrip("> \n").endswith("with commas between. Type 0 for none.")
        assert "Kept aside, not counted: Since" in printed

    def test_back_keeps_the_answer(self) -> None:
        """And an empty line takes it again."""
        printed, person = talk("1", "1", "/back", "")
        assert "1. No, free (your answer so far)" in printed
        assert person.state == "current_country"

    def test_back_at_the_first_question_says_so(self) -> None:
        """Nothing breaks at the edge."""
        assert "This is the first question." in talk("/back")[0]

    def test_restart_asks_once_and_forgets_all(self) -> None:
        """No is the first answer."""
        printed, person = talk(*HELD, "/restart", "2")
        assert person.answers == {}
        assert "All answers are forgotten." in printed
        assert talk(*HELD, "/restart", "1")[1].answers


class TestWords:
    def test_why_and_terms_are_answered_in_place(self) -> None:
        """With the source and its date."""
        printed, _ = talk("1", "?", "? transit", "? nothing like it")
        assert "Hours count." in printed
        assert "Source: The Law, Art. 5 · checked 1 Nov 2026" in printed
        assert "transit room: A room at an airport" in printed
        assert "This word is not in the list of terms." in printed

    def test_every_word_is_listed_and_does_something(self) -> None:
        """None of them is only promised."""
        printed, _ = talk("/help")
        for name, meaning in WORDS.items():
            assert f"/{name}  {meaning}" in printed
            assert "Traceback" not in talk("1", f"/{name}")[0]

    def test_part_of_a_word_is_enough_if_it_is_clear(self) -> None:
        """/w is not: why, or words?"""
        printed, _ = talk("1", "/w", "/wh", "/nothing")
        assert "Which one? /why, /words" in printed
        assert "Hours count." in printed
        assert "There is no such word." in printed

    def test_words_for_an_officer_come_in_the_language_of_the_place(self) -> None:
        """And say where no native reader has looked at them."""
        printed, _ = talk("/words", start=session(role="self", held="no", current_country="TR"))
        assert "English: I want a lawyer. · Turkish: Avukat istiyorum. (not yet checked)" in printed
        assert "English: I need a doctor. · Turkish: Doktora ihtiyacım var.\n" in printed

    def test_words_can_be_had_in_another_language(self) -> None:
        """Where none of the place's is there, it says which there are."""
        printed, _ = talk("/words", "/words fr", start=session(role="self", held="no", current_country="JP"))
        assert "not here in Japanese yet. There is: Turkish (/words tr), French (/words fr)" in printed
        assert "French: Je veux un avocat." in printed

    def test_the_languages_are_named(self) -> None:
        """Only its own, for now."""
        assert "These questions speak English." in talk("/language")[0]


class TestTheEnd:
    ALL: Mapping[str, object] = {
        "role": "self",
        "held": "yes",
        "since": "2026-11-22",
        "current_country": "TR",
        "passports": ["unknown"],
        "concerns": ["unfair"],
        "money": "unknown",
    }

    def test_the_answers_are_checked_before_the_summary(self) -> None:
        """Each can be changed there, and then it comes back here."""
        printed, person = talk("8", "12", start=session(**self.ALL))
        assert "Check your answers." in printed
        assert "4. Since: 22 Nov 2026" in printed
        assert printed.count("Check your answers.") == 2
        assert person.answers["money"] == 12

    def test_the_summary_says_what_by_when_why_and_where_it_stands(self) -> None:
        """One fact a line."""
        printed, _ = talk("1", start=session(**self.ALL))
        summary = printed[printed.index("Urgency:") :]
        assert summary.startswith(
            "Urgency: Act now\n"
            "Date: 24 Nov 2026. Flow: crossing 2.0.0\n"
            "1. Certain: Call a lawyer. Act now, by Tue 24 Nov 2026.\n"
            "   Two days after the arrest. Counted from 22 Nov 2026.\n"
            "   Because: Held: Held now\n"
            "   Sources: [1]\n"
        )
        assert "Ground for a lawyer to test: Unfair trial. A trial must be fair. [1]\n   Law: Article 6" in summary
        assert "Not known: Passports. Ask: Which passports do you have?" in summary
        assert "Source [1]: The Law. Art. 5. checked 1 Nov 2026. https://example.org/law" in summary
        assert "Source [2]: A blog. checked 2 Nov 2026. not sure: ask a lawyer whether it holds" in summary

    def test_each_step_can_be_read_in_full(self) -> None:
        """A line whose source is not sure is a question for a lawyer; answers are filled in."""
        printed, _ = talk("1", "w 1", start=session(**self.ALL))
        assert "Ask a lawyer whether this holds: Ask for Türkiye's list of lawyers. [2]" in printed
        assert "Say that you fear torture." not in printed

    def test_so_far_is_said_where_questions_are_left(self) -> None:
        """And what it could still become."""
        printed, _ = talk("1", "/summary")
        assert "So far: When you can\nThere are questions left. It could still become: Act now" in printed
        assert "2. Possible: Call a lawyer. Waits for: Held." in printed


@pytest.mark.parametrize("line", ["\x1b[2J", "\x00", "‮abc", "/" * 300, "?" * 300, "9" * 400, "é" * 5000])
def test_no_line_that_is_typed_breaks_it(line: str) -> None:
    """Whatever is typed, the question stays, and nothing that steers a terminal is printed."""
    printed, person = talk("1", line, "1")
    assert person.answers["held"] == "no"
    assert "\x1b" not in printed


def test_nothing_in_a_flow_steers_a_terminal() -> None:
    """A flow that was made by a program, past the checks of its files: control characters come out as blanks."""
    flow = replace(crossing(), title=Text("A \x1b[2J\u202e crossing"))
    step = replace(flow.question("role"), ask=Text("Who \x1b]0;x\x07are\nyou?"))
    flow = replace(flow, steps={**flow.steps, "role": step})
    printed, _ = talk("1", "/change", "1", start=Session(flow, date=TODAY))
    assert "Who  ]0;x are you?" in printed
    assert all(letter.isprintable() or letter == "\n" for letter in printed)
