"""The sheet of a country: what the tables say on a date, what two countries share, and what is not known."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from intake.flow.load import load
from intake.report.country import Country, CountryReader, Section
from intake.report.country_text import country_data, country_rows, list_rows
from intake.report.rows import cells, words_of

FLOW = load("interpol")
TODAY = date(2026, 11, 24)
FOLDER = Path(__file__).parents[2] / "flows" / "interpol"


def reader(day: date = TODAY) -> CountryReader:
    assert FLOW.country_sheet is not None
    return CountryReader(FLOW, FLOW.country_sheet, day)


def table(name: str) -> list[dict[str, str]]:
    """A table of the flow as it is written."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def section(country: Country, name: str) -> Section:
    return next(part for part in country.sections if part.id == name)


def shared(one: str, other: str, day: date = TODAY) -> dict[str, dict[str, str]]:
    """The regimes that two countries share, each with their words for it."""
    part = section(reader(day).country(one, other), "regimes")
    return {entry.id: {code: word for code, word, _ in entry.standing} for entry in part.entries}


def facts(country: Country, name: str) -> dict[str, str]:
    return {fact.column: fact.text for entry in section(country, name).entries for fact in entry.facts}


class TestMembership:
    @pytest.mark.parametrize(
        ("code", "word", "through"),
        [
            ("FR", "member", None), ("SS", "member", None), ("PS", "member", None), ("KP", "non_member", None),
            ("TV", "non_member", None), ("TW", "non_member", None), ("XK", "non_member", None),
            ("EH", "non_member", None), ("HK", "sub_bureau", "CN"), ("MO", "sub_bureau", "CN"),
            ("GI", "sub_bureau", "GB"), ("GF", "territory", "FR"), ("FO", "territory", "DK"),
        ],
    )  # fmt: skip
    def test_the_words_are_the_tables(self, code: str, word: str, through: str | None) -> None:
        """A much-read article has some of these wrong."""
        country = reader().country(code)
        assert country.columns["interpol"] == word
        assert country.columns["acts_for"] == through

    def test_a_territory_names_the_state_that_it_works_through(self) -> None:
        """In words, not by its code."""
        assert facts(reader().country("HK"), "membership")["acts_for"] == "China"

    def test_only_a_non_member_has_routes(self) -> None:
        """For a member they would be noise, for the others they are the answer."""
        with_routes = {
            code for code in reader().codes() if any(part.id == "routes" for part in reader().country(code).sections)
        }
        assert with_routes == {code for code in reader().codes() if reader().columns(code)["interpol"] == "non_member"}
        assert len(section(reader().country("XK"), "routes").entries) == 6

    def test_on_an_earlier_date_an_earlier_row_holds(self) -> None:
        """Palau joined on 29 November 2023."""
        assert reader(date(2023, 11, 28)).columns("PW")["interpol"] == "non_member"
        assert reader(date(2023, 11, 29)).columns("PW")["interpol"] == "member"


class TestNotice:
    def test_a_country_without_a_row_is_possible_detention_and_never_safe(self) -> None:
        """What is not known must not look calm."""
        known = {row["code"] for row in table("notice_effect.csv")}
        for code in reader().codes():
            part = section(reader().country(code), "notice")
            assert bool(part.entries) == (code in known), code
            assert part.entries or "Possible detention, not known" in part.none

    def test_nothing_calls_a_country_safe(self) -> None:
        """But to say that none is."""
        for code in reader().codes():
            said = " ".join(words_of(line) for line in country_rows(reader().country(code), reader(), 500))
            assert "safe" not in said.replace("No country is shown as safe", "").replace("not a sign of safety", "")

    def test_what_is_weak_is_said_before_what_it_says(self) -> None:
        """Russia's row rests on one article: it is a question for a lawyer."""
        lines = [words_of(line) for line in country_rows(reader().country("RU"), reader(), 100)]
        at = lines.index("  Police may hold a person on the INTERPOL entry, before a judge there decides.")
        assert lines[at - 1] == "  What follows is not sure. Ask a lawyer whether it holds:"

    def test_the_facts_are_those_of_the_table(self) -> None:
        """Time limits and open points are never left out."""
        for row in table("notice_effect.csv"):
            said = facts(reader().country(row["code"]), "notice")
            assert said["time_limits"] == row["time_limits"]
            assert said.get("open_points", "") == row["open_points"]


class TestShared:
    def test_both_must_be_party_and_each_word_is_said(self) -> None:
        """One that is only believed to be party is not told as party."""
        assert shared("TR", "DE")["european_convention"] == {"TR": "party", "DE": "party"}
        assert shared("RU", "FR")["european_convention"] == {"RU": "believed", "FR": "party"}
        assert "european_convention" not in shared("FR", "MA")

    @pytest.mark.parametrize(
        ("one", "other", "regimes"),
        [
            ("FR", "DE", {"european_warrant", "european_convention"}),
            ("FR", "GB", {"eu_uk_agreement", "european_convention"}),
            ("NO", "FR", {"eu_iceland_norway", "european_convention"}),
            ("NO", "IS", {"nordic_warrant", "european_convention"}),
            ("NO", "GB", {"european_convention"}),
            ("BE", "NL", {"benelux", "european_warrant", "european_convention"}),
            ("BY", "KZ", {"minsk", "chisinau"}),
            ("EG", "AE", {"riyadh"}),
            ("KE", "IN", {"commonwealth"}),
            ("AR", "BR", {"mercosur"}),
            ("US", "MX", {"montevideo"}),
            ("CR", "VE", {"caracas"}),
            ("GH", "SN", {"ecowas"}),
            ("ZM", "AO", {"sadc"}),
            ("JP", "BR", set()),
            ("UA", "BY", set()),
        ],
    )
    def test_the_regimes_are_those_of_both(self, one: str, other: str, regimes: set[str]) -> None:
        """An agreement of two sides is shared across them, never within one."""
        assert set(shared(one, other)) == set(shared(other, one)) == regimes

    def test_where_none_is_shared_that_is_no_promise(self) -> None:
        """States can act without a treaty."""
        assert "without one" in section(reader().country("JP", "BR"), "regimes").none

    def test_before_a_treaty_there_was_none(self) -> None:
        """The agreement with the United Kingdom, and the accession of Chile."""
        assert "eu_uk_agreement" not in shared("FR", "GB", date(2020, 12, 31))
        assert "european_convention" not in shared("CL", "FR", date(2025, 3, 2))
        assert shared("CL", "FR")["european_convention"]["CL"] == "believed"

    def test_every_regime_with_parties_has_its_column(self) -> None:
        """A row that no country could have would be a regime that nobody is ever told of."""
        rows = table("instruments.csv")
        columns = set(FLOW.tables["countries"].columns)
        for row in rows:
            assert (row["id"] in columns) == (row["reach"] == "parties"), row["id"]
            assert row["custody_before_request"], row["id"]


class TestSources:
    def test_every_entry_says_where_it_comes_from_when_it_was_checked_and_how_sure_it_is(self) -> None:
        """For all countries, and all that two of them share."""
        for code in reader().codes():
            for part in reader().country(code).sections:
                for entry in part.entries:
                    assert entry.source.title, (code, part.id)
                    assert entry.source.checked is not None, (code, part.id)
                    assert entry.source.confidence in ("high", "medium", "low"), (code, part.id)

    def test_data_for_machines_has_the_words_of_the_tables(self) -> None:
        """And a source that is the flow's is resolved."""
        data = country_data(reader().country("HK", "CN"), "hong kong")
        assert (data["asked"], data["code"], data["interpol"], data["with"]) == ("hong kong", "HK", "sub_bureau", "CN")
        (entry,) = data["sections"]["membership"]["entries"]
        assert entry["source"]["id"] in FLOW.sources
        assert entry["source"]["title"] == FLOW.sources[entry["source"]["id"]].title
        assert data["sections"]["regimes"] == {
            "title": "Extradition and surrender regimes that Hong Kong SAR China and China share",
            "entries": [],
            "none": "None in our table. States can still act by a treaty of their own, or without one. Ask a lawyer.",
            "note": data["sections"]["regimes"]["note"],
        }


@pytest.mark.parametrize("width", [20, 40, 80])
def test_every_sheet_fits_the_width_and_shows_no_id(width: int) -> None:
    """A phone's terminal has forty columns."""
    for code in reader().codes()[::5]:
        rows = country_rows(reader().country(code, "FR" if code != "FR" else "DE"), reader(), width)
        assert all(cells(words_of(line)) <= width for line in rows), code
        assert not re.search(r"\b[a-z]+_[a-z]+\b", "\n".join(map(words_of, rows))), code
    assert all(cells(words_of(line)) <= width for line in list_rows(reader().codes(), reader(), width))
