"""`intake country` and `intake countries` as a shell sees them: answers, errors, exit codes, colour."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

HOUSE = Path(__file__).parents[1]
DATE = ("--date", "2026-11-24")


def intake(*words: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
    """Runs the program in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(HOUSE / "src"), "INTAKE_CACHE": "off", "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "intake", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, encoding=encoding)


def codes(*words: str) -> list[str]:
    done = intake("countries", *words, *DATE, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return [entry["code"] for entry in json.loads(done.stdout)["countries"]]


class TestCountry:
    def test_a_stranger_is_answered(self) -> None:
        """The membership, what a notice does, the routes, with their sources: in 80 columns and plain words."""
        done = intake("country", "kosovo", *DATE)
        assert (done.returncode, done.stderr) == (0, "")
        for said in ("Not a member of INTERPOL", "Possible detention, not known", "UNMIK", "checked 24 Nov 2026"):
            assert said in done.stdout
        assert max(map(len, done.stdout.splitlines())) <= 80
        assert "\x1b" not in done.stdout

    def test_one_wrong_name_leaves_the_others_answered(self) -> None:
        """Its error is on standard error, with the nearest; the exit code says that not all is well."""
        done = intake("country", "tuvalu", "Frnace", "niue", *DATE, "--format", "json")
        assert done.returncode == 65
        assert done.stderr == "intake: no country is called 'Frnace'; did you mean France (FR)?\n"
        answer = json.loads(done.stdout)
        assert [(entry["asked"], entry["code"]) for entry in answer["countries"]] == [("tuvalu", "TV"), ("niue", "NU")]
        assert [error["asked"] for error in answer["errors"]] == ["Frnace"]
        assert (answer["flow"], answer["date"]) == ("interpol", "2026-11-24")

    @pytest.mark.parametrize(
        ("words", "code", "said"),
        [
            (("congo",), 65, "'congo' is not clear: did you mean Congo - Brazzaville (CG) or Congo - Kinshasa (CD)?"),
            (("xyzzy",), 65, "no country is called 'xyzzy'; give its name in any language, or its code"),
            (("fr", "--with", "rusland2"), 65, "rusland2"),
            (("fr", "--with", "france"), 64, "the same country"),
            (("fr", "--date", "24.11.2026"), 64, "'24.11.2026' is not a date; write year-month-day"),
            (("fr", "--format", "pdf"), 64, "invalid choice: 'pdf'"),
            (("fr", "--flow", "interpoll"), 66, "interpol"),
            (("fr", "--flow", "wages"), 65, "says nothing of countries"),
            ((), 64, "NAME|CODE"),
        ],
    )
    def test_what_is_wrong_is_said_with_its_mend(self, words: tuple[str, ...], code: int, said: str) -> None:
        """And nothing is answered in its place."""
        done = intake("country", *words)
        assert (done.returncode, done.stdout) == (code, "")
        assert said in done.stderr

    def test_a_name_can_steer_no_terminal(self) -> None:
        """It is shown again in an error, cleaned and cut."""
        done = intake("country", "\x1b[31mred" + "x" * 500)
        assert "\x1b" not in done.stderr
        assert len(done.stderr) < 200

    def test_two_countries(self) -> None:
        """What they share, with time limits, and who is only believed to be party."""
        done = intake("country", "russia", "--with", "مصر", *DATE)
        assert "regimes that Russia and Egypt share" in done.stdout
        done = intake("country", "chile", "--with", "france", *DATE)
        assert "Chile: believed to be party; the list is not settled" in done.stdout
        assert "40 days: must be released" in done.stdout

    def test_an_output_that_knows_few_letters_is_served_too(self) -> None:
        """A log file in an old encoding gets question marks, no crash."""
        done = intake("country", "tr", "Россия2", *DATE, encoding="ascii")
        assert done.returncode == 65
        assert "T?rkiye  TR" in done.stdout


class TestCountries:
    def test_the_ones_outside(self) -> None:
        """Five that matter, and three without a bureau of their own."""
        assert codes("--non-members") == ["AQ", "CK", "XK", "NU", "KP", "TW", "TV", "EH"]

    def test_members_and_all(self) -> None:
        """Territories are neither members nor non-members."""
        members, everybody = codes("--members"), codes()
        assert (len(members), len(everybody)) == (196, 250)
        assert "HK" not in members
        assert "PW" in members

    def test_by_effect(self) -> None:
        """One word or several, alone or with the membership."""
        held, court = codes("--effect", "arrest_on_notice"), codes("--effect", "needs_court_order")
        assert {"CH", "PL"} <= set(held)
        assert {"US", "GB"} <= set(court)
        both = codes("--effect", "arrest_on_notice", "needs_court_order")
        assert set(both) == {*held, *court}
        assert set(codes("--members", "--effect", "needs_court_order")) == set(court) - {"HK"}

    def test_a_wrong_effect_and_two_memberships_are_refused(self) -> None:
        """With what is known."""
        done = intake("countries", "--effect", "arrest_on_notise")
        assert (done.returncode, done.stdout) == (64, "")
        assert "did you mean 'arrest_on_notice'?" in done.stderr
        assert intake("countries", "--members", "--non-members").returncode == 64

    def test_the_text_says_the_words_of_the_table_and_the_doubt(self) -> None:
        """A list without its caution would look like advice to travel."""
        done = intake("countries", "--non-members", *DATE)
        assert "KP    non_member  varies  North Korea" in done.stdout
        assert "No country is shown as safe" in done.stdout


@pytest.mark.parametrize(("more", "weighty"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_bold_is_only_for_a_terminal_that_wants_it(more: dict[str, str], weighty: bool) -> None:
    """Titles are easier to find; a reader of plain text is spared the signs."""
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    environment |= {"PYTHONPATH": str(HOUSE / "src"), "TERM": "xterm", **more}
    shown = pexpect.run(f"{sys.executable} -m intake country fr", env=environment, encoding="utf-8", timeout=60)
    assert "A member of INTERPOL" in shown
    assert ("\x1b[1m" in shown) == weighty
