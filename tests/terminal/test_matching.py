"""What typed words mean: among the answers of a question, among all countries, as a date. Rather nothing than wrong."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.flow.countries import COUNTRIES
from intake.flow.load import load
from intake.report.digits import read_number
from intake.report.folding import fold, one_slip
from intake.report.names import country_name, local_names
from intake.terminal.countries import Countries
from intake.terminal.dates import read_dates
from intake.terminal.matching import match
from intake.terminal.turn import Choice
from intake.terminal.turns import question_turn
from tests.terminal.people import TODAY, crossing, session

CUSTODY = (
    Choice("free", "No, free", also=("not held", "at home")),
    Choice("let_go", "No. Asked questions, then let go", also=("released",)),
    Choice("detained", "Yes, held now", also=("arrested", "in jail", "they hold him")),
    Choice("unknown", "I don't know", also=("not sure",)),
)


class TestChoices:
    @pytest.mark.parametrize(
        ("typed", "value"),
        [
            ("1", "free"),
            ("detained", "detained"),
            ("yes, held now", "detained"),
            ("YES HELD NOW", "detained"),
            ("they hold him", "detained"),
            ("they hold", "detained"),
            ("yes", "detained"),
            ("not held", "free"),
            ("i dont know", "unknown"),
            ("I don’t know", "unknown"),
            ("asked questions", "let_go"),
        ],
    )
    def test_what_one_answer_alone_is_called_is_sure(self, typed: str, value: str) -> None:
        """A number, a value, a label, an alias, or the beginning of one."""
        found = match(typed, CUSTODY)
        assert found.sure
        assert found.choices[0].value == value

    @pytest.mark.parametrize(
        "typed", ["no", "n", "not", "arested", "he was not arrested", "5", "0", "banana", "", " . "]
    )
    def test_what_could_be_several_or_a_slip_is_not(self, typed: str) -> None:
        """It is offered at most: “not arrested” holds an alias of the opposite."""
        assert not match(typed, CUSTODY).sure

    def test_at_most_three_are_offered_for_words_that_are_near(self) -> None:
        """A long list is no help."""
        choices = [Choice(f"v{n}", f"label {n}", also=("arrested",)) for n in range(9)]
        assert len(match("i was arrested today", choices).choices) == 3

    def test_a_slip_offers_what_it_may_mean(self) -> None:
        """One letter less."""
        assert [choice.value for choice in match("arested", CUSTODY).choices] == ["detained"]

    @given(st.text(max_size=40))
    def test_any_text_can_be_read(self, typed: str) -> None:
        """Whatever somebody types."""
        found = match(typed, CUSTODY)
        assert not found.sure or len(found.choices) == 1

    @given(st.text(max_size=12), st.text(max_size=12))
    def test_one_slip_is_the_same_both_ways(self, left: str, right: str) -> None:
        """A dropped letter here is an added one there."""
        assert one_slip(left, right) == one_slip(right, left)

    @given(st.text(max_size=20))
    def test_folding_twice_changes_nothing(self, text: str) -> None:
        """So names are folded once."""
        assert fold(fold(text)) == fold(text)


@pytest.fixture(scope="module")
def interpol_countries() -> Countries:
    flow = load("interpol")
    return Countries("en", flow.tables["countries"])


class TestCountries:
    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            ("uae", "AE"),
            ("UAE", "AE"),
            ("rusia", "RU"),
            ("rus", "RU"),
            ("Россия", "RU"),
            ("росси", "RU"),
            ("مصر", "EG"),
            ("misr", "EG"),
            ("irn", "IR"),
            ("iran", "IR"),
            ("ایران", "IR"),
            ("إيران", "IR"),
            ("uk", "GB"),
            ("gb", "GB"),
            ("usa", "US"),
            ("u.s.", "US"),
            ("turkey", "TR"),
            ("turkiye", "TR"),
            ("TÜRKİYE", "TR"),
            ("cote d ivoire", "CI"),
            ("cote d'ivoire", "CI"),
            ("中国", "CN"),
            ("guinea", "GN"),
            ("niger", "NE"),
            ("nigeria", "NG"),
            ("dominica", "DM"),
            ("ireland", "IE"),
            ("oesterreich", "AT"),
            ("österreich", "AT"),
            ("kosovo", "XK"),
            ("xk", "XK"),
            ("no", "NO"),
            ("saudi", "SA"),
            ("hong kong", "HK"),
            ("emirates", "AE"),
        ],
    )
    def test_the_right_one_is_found(self, interpol_countries: Countries, typed: str, code: str) -> None:
        """By code, name, local name, alias, beginning or with one slip, in any script."""
        found = interpol_countries.find(typed)
        assert found.sure, [choice.value for choice in found.choices]
        assert found.choices[0].value == code

    @pytest.mark.parametrize("typed", ["congo", "korea", "guin", "united", "san", "xyzzy", "rs a", "saint"])
    def test_where_it_can_be_several_none_is_chosen(self, interpol_countries: Countries, typed: str) -> None:
        """A wrong country is worse than none."""
        assert not interpol_countries.find(typed).sure

    def test_both_congos_are_offered(self, interpol_countries: Countries) -> None:
        """One has the short name too, which is no reason to take it."""
        assert {choice.value for choice in interpol_countries.find("congo").choices} >= {"CG", "CD"}

    def test_every_country_is_found_by_its_code(self, interpol_countries: Countries) -> None:
        """Whatever else its two letters begin."""
        for code in COUNTRIES:
            assert interpol_countries.find(code).choices[0].value == code

    def test_countries_are_found_by_their_own_names(self, interpol_countries: Countries) -> None:
        """In the flow's language and in theirs; every third, for time."""
        for code in sorted(COUNTRIES)[::3]:
            for name in (country_name(code, "en"), *local_names(code)):
                assert code in [choice.value for choice in interpol_countries.find(name).choices], name

    def test_words_beside_countries_are_found_too(self) -> None:
        """“I don't know” is an answer."""
        turn = question_turn(session().rules, {}, crossing().question("current_country"))
        assert turn.reader is not None
        assert turn.reader("don't know").choices[0].value == "unknown"

    @given(st.text(max_size=30))
    def test_any_text_can_be_searched(self, typed: str) -> None:
        """Whatever somebody types, at every key."""
        found = _PLAIN.find(typed)
        assert len(found.choices) <= 7
        assert not found.sure or found.choices


_PLAIN = Countries("en")


class TestDates:
    @pytest.mark.parametrize(
        "typed",
        ["2026-11-24", "24 nov 2026", "24 November 2026", "Nov 24, 2026", "24.11.2026", "24/11/2026", "11/24/2026",
         "24-nov-2026", "24th nov 2026", "٢٤ nov ٢٠٢٦", "2026/11/24", "today"],
    )  # fmt: skip
    def test_one_day_is_one_day(self, typed: str) -> None:
        """However it is written, if it can be read in one way alone."""
        assert read_dates(typed, date(2026, 11, 24)).days == (date(2026, 11, 24),)

    @pytest.mark.parametrize("typed", ["03/04/2026", "3.4.2026", "3-4-2026", "03 04 2026"])
    def test_two_ways_are_two_days(self, typed: str) -> None:
        """Never one of them by guess."""
        found = read_dates(typed, TODAY)
        assert found.days == (date(2026, 4, 3), date(2026, 3, 4))
        assert "two ways" in found.problem

    @pytest.mark.parametrize(
        "typed",
        ["03/04/26", "24 nov", "31 feb 2026", "2026-02-30", "13/13/2026", "soon", "nov 2026", "1 2", "24 nov 26"],
    )
    def test_what_is_no_day_says_what_is_missing(self, typed: str) -> None:
        """The year, the month or the sense."""
        found = read_dates(typed, TODAY)
        assert not found.days
        assert found.problem

    def test_months_are_known_in_the_language_of_the_flow_and_in_english(self) -> None:
        """`août` in a French flow, `august` in both."""
        assert read_dates("24 août 2026", TODAY, "fr").days == read_dates("24 august 2026", TODAY, "fr").days

    @given(st.dates(date(1000, 1, 1)))
    def test_a_written_day_is_read_as_itself(self, day: date) -> None:
        """ISO 8601, and with the month as a word."""
        assert read_dates(day.isoformat(), TODAY).days == (day,)
        assert read_dates(f"{day.day} {day:%B} {day.year:04}", TODAY).days == (day,)

    @given(st.text(max_size=30))
    def test_any_text_can_be_read(self, typed: str) -> None:
        """Whatever somebody types."""
        assert len(read_dates(typed, TODAY).days) <= 2
        read_number(typed)
