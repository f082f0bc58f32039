"""What a country is called: the command answers a name in any language, and never one that is only near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.flow.countries import COUNTRIES
from intake.flow.load import load
from intake.report.countries import CountryNames, country_names
from intake.report.names import codes_by_name, country_codes, country_name, local_names

FLOW = load("interpol")
NAMES = country_names(FLOW, "countries")


class TestCalled:
    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            ("usa", "US"), ("U.S.", "US"), ("Turkey", "TR"), ("Türkiye", "TR"), ("tur", "TR"), ("مصر", "EG"),
            ("Burma", "MM"), ("holland", "NL"), ("the Netherlands", "NL"), ("uk", "GB"), ("england", "GB"),
            ("hong kong", "HK"), ("Macau", "MO"), ("kosovo", "XK"), ("Kosova", "XK"), ("tw", "TW"), ("no", "NO"),
            ("DPRK", "KP"), ("Western Sahara", "EH"), ("cook islands", "CK"), ("NIUE", "NU"), ("Palestine", "PS"),
            ("Swaziland", "SZ"), ("Persia", "IR"), ("Ceylon", "LK"), ("Egipto", "EG"), ("Allemagne", "DE"),
            ("アメリカ合衆国", "US"), ("독일", "DE"), ("টোগো", "TG"), ("টোঙ্গা", "TO"),
            ("guinea", "GN"), ("niger", "NE"), ("ireland", "IE"),
            ("Congo-Kinshasa", "CD"), ("Zaire", "CD"), ("The Gambia", "GM"),
        ],
    )  # fmt: skip
    def test_a_code_or_a_name_in_any_language_is_answered(self, typed: str, code: str) -> None:
        """In whichever spelling, with or without accents, old or new."""
        hits = NAMES.called(typed)
        assert hits.sure, hits
        assert hits.values[0] == code

    @pytest.mark.parametrize(
        ("typed", "codes"),
        [
            ("Korea", {"KR", "KP"}), ("congo", {"CG", "CD"}), ("Frnace", {"FR"}), ("germ", {"DE"}),
            ("Republic of Turkey", {"TR"}), ("Czechoslovakia", {"CZ", "SK"}), ("Channel Islands", {"GG", "JE"}),
            ("Netherlands Antilles", {"CW", "SX", "BQ"}), ("island", {"IS", "BV"}), ("Virgin Islands", {"VG", "VI"}),
            ("Swedden", {"SE"}), ("Sabiya", {"RS", "ZM"}), ("لتوني", {"LV", "LT"}),
        ],
    )  # fmt: skip
    def test_what_is_near_or_of_two_countries_is_named_and_not_answered(self, typed: str, codes: set[str]) -> None:
        """A wrong country is worse than none: whoever reads the answer may not read the question again."""
        hits = NAMES.called(typed)
        assert not hits.sure
        assert set(hits.values) >= codes

    @pytest.mark.parametrize("typed", ["", "   ", "xyzzy", "-", "\x00", "a" * 5000])
    def test_what_is_no_name_finds_nothing(self, typed: str) -> None:
        """Then there is nothing to name."""
        assert not NAMES.called(typed).values

    def test_every_country_answers_to_its_codes_and_to_its_usual_name(self) -> None:
        """No name of another country takes its own away, but where it is a part of the other's."""
        for code in COUNTRIES:
            for known in (code, *country_codes(code)):
                assert NAMES.called(known).values[0] == code, known
            assert NAMES.called(country_name(code, "en")).sure, code

    def test_a_name_of_its_own_never_answers_with_another(self) -> None:
        """Endonyms, and the names and aliases of the table."""
        for code in COUNTRIES:
            cells = FLOW.tables["countries"].rows[code,][-1].cells
            for name in (*local_names(code), *str(cells["name"]).split(";"), *str(cells["aliases"]).split(";")):
                hits = NAMES.called(name)
                assert not hits.sure or hits.values[0] == code, (code, name, hits)
                assert code in hits.values, (code, name, hits)

    def test_no_name_in_any_language_answers_with_a_country_that_is_not_called_so(self) -> None:
        """One in two hundred of all names that CLDR has."""
        for name, codes in list(codes_by_name().items())[::200]:
            hits = NAMES.called(name)
            assert not hits.sure or hits.values[0] in codes or name in _names(NAMES, hits.values[0]), (name, hits)

    @given(st.text(max_size=30))
    def test_any_text_can_be_asked(self, typed: str) -> None:
        """Whatever somebody types."""
        hits = NAMES.called(typed)
        assert not hits.sure or hits.values


def _names(names: CountryNames, code: str) -> set[str]:
    (entry,) = (entry for entry in names.entries if entry.value == code)
    return {*entry.names, *entry.codes}
