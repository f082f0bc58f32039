"""Whole conversations in a real pseudo-terminal: what is on the screen, in colour and without, and what is left behind."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.people import CROSSING
from tests.terminal.screen import BACKSPACE, CTRL_C, CTRL_D, CTRL_S, DOWN, ENTER, LEFT, UP, Screen

ALTERNATE = re.compile(rb"\x1b\[\?(47|1047|1049)[hl]")
Opened = Callable[..., Screen]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all, so that the flow is read from its files once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def opened(home: Path) -> Any:
    """Opens a terminal, past the terms unless it is asked to stop there."""
    screens: list[Screen] = []

    def open_(flow: str = str(CROSSING), *arguments: str, terms: bool = False, **options: Any) -> Screen:
        screen = Screen(flow, "--date", "2026-11-24", *arguments, home=home, **options)
        screens.append(screen)
        if not terms:
            screen.see("Ctrl-C leaves").press(ENTER)
        return screen

    yield open_
    for screen in screens:
        screen.process.close(force=True)


def files(home: Path) -> set[str]:
    """Everything below the home."""
    return {str(path) for path in home.rglob("*") if path.is_file()}


class TestOpening:
    def test_the_first_line_and_the_terms_come_before_any_question(self, opened: Opened) -> None:
        """What this is, and what it can not do."""
        screen = opened(terms=True).see("Ctrl-C leaves")
        assert screen.lines[0] == "This is a set of questions, not a person, and not a lawyer."
        assert "It can not see any file." in screen.text
        assert "Who are you?" not in screen.text
        screen.press(ENTER).see("↑↓ or type")
        assert screen.text.count("Who are you?") == 1

    def test_keys_that_are_typed_ahead_are_not_lost(self, opened: Opened) -> None:
        """A person in a hurry, or a poor line."""
        opened().press("1", ENTER, "yes", ENTER).see("ACT NOW").press(ENTER).see("Since which day?")

    def test_the_role_can_be_given_beforehand(self, opened: Opened) -> None:
        """Then it is not asked."""
        screen = opened(str(CROSSING), "--role", "helper").see("Is the person held?")
        assert "✓ Role I help somebody" in screen.text


class TestTalk:
    def test_an_emergency_is_a_card_at_once_and_then_a_red_line(self, opened: Opened) -> None:
        """What is only possible is never red."""
        screen = opened().see("↑↓").press("1", ENTER).see("Are you held?")
        assert "red" not in screen.colours()
        screen.press("yes", ENTER).see("You may stop here.")
        assert "│ 1 Say that you want a lawyer. │" in re.sub(" +", " ", screen.text)
        assert screen.colour_of("!! ACT NOW") == "red"
        screen.press(ENTER).see("Since which day?").see("1 more possible")
        assert screen.colour_of("!! Act now: Call a lawyer") == "red"
        assert screen.colour_of("1 more possible") != "red"

    def test_one_may_stop_at_the_card(self, opened: Opened) -> None:
        """With a short list of what to do; and go on after all."""
        screen = opened().see("↑↓").press("1", ENTER).see("Are you held?").press("yes", ENTER).see("You may stop here.")
        screen.press(DOWN, ENTER).see("1 ✓ Call a lawyer")
        screen.press(ENTER).see("Which step do you want to read in full?")
        screen.press("go on", ENTER).see("Since which day?")

    def test_a_country_is_found_at_every_key(self, opened: Opened) -> None:
        """And shown before it counts."""
        screen = opened(str(CROSSING), "--role", "self").see("Are you held?").press("1", ENTER).see("In which country")
        screen.press("eg").see("▸ Egypt EG مصر").press("yy").see("> egyy").see("No country")
        screen.press(BACKSPACE).see("▸ Egypt EG مصر")
        screen.press(ENTER).see("Country Egypt")

    def test_a_change_says_what_it_would_do_and_goes_back(self, opened: Opened) -> None:
        """Before it counts."""
        screen = opened(str(CROSSING), "--role", "self").see("Are you held?").press("yes", ENTER, ENTER)
        screen.see("Since which day?").press("22 nov 2026").see("▸ Sun 22 Nov 2026").press(ENTER).see(
            "In which country"
        )
        screen.press("/change", ENTER).see("Which answer?").press("2", ENTER).see("Change an answer")
        screen.press("no, free", ENTER).see("1 question closes: Since.").see("“Call a lawyer” falls away.")
        screen.press("change it", ENTER).see("kept aside: Since")
        screen.see("In which country are you?").see("So far ○ When you can")
        assert screen.colour_of("When you can") != "red"

    def test_back_keeps_the_answer(self, opened: Opened) -> None:
        """It is highlighted, and enter takes it again."""
        screen = opened(str(CROSSING), "--role", "self").see("Are you held?").press("2", ENTER).see("In which country")
        screen.press(LEFT).see("▸ 2 No. Asked, then let go").press(ENTER).see("In which country")

    def test_words_to_show_stand_alone_on_the_screen(self, opened: Opened) -> None:
        """In the language of the country, with a word on who has checked them."""
        screen = opened(str(CROSSING), "--role", "self").see("Are you held?").press("1", ENTER, "tr", ENTER)
        screen.see("Which passports").press("/words", ENTER).see("Which words").press(DOWN, ENTER).see(
            "Avukat istiyorum."
        )
        assert "Turkish, not yet checked by a native reader" in screen.text
        assert "Which words" not in screen.text
        screen.press(ENTER).see("Doktora ihtiyacım var.")
        assert "not yet checked" not in screen.text
        screen.press(LEFT).see("Which words").press(LEFT).see("Which passports")

    def test_the_whole_way_to_the_summary(self, opened: Opened) -> None:
        """Marks, a number, the check of all answers, the summary, and one step in full."""
        screen = opened(str(CROSSING), "--role", "self").see("Are you held?").press("1", ENTER, "tr", ENTER)
        screen.see("Which passports").press("ru", ENTER).see("Chosen: Russia").press(ENTER).see("What is wrong?")
        screen.press(DOWN, " ").see("▸ [x] 1 An unfair trial").press(ENTER).see("How much").press("120", ENTER)
        screen.see("Check your answers.").see("6 Concerns: An unfair trial").press(ENTER).see("A blog").press(
            ENTER
        ).see("Which step")
        assert "• Within two weeks 24 Nov 2026 · crossing 2.0.0" in re.sub(r"\s+", " ", screen.scrolled)
        assert "Unfair trial: A trial must be fair. [2]" in screen.scrolled
        assert "Law: Article 6" in screen.scrolled
        screen.press("w 1", ENTER).see("A court can look again.").press(ENTER).see("Which step").press("leave", ENTER)
        assert screen.left() == 0
        assert not ALTERNATE.search(screen.raw)


class TestInterpol:
    def test_somebody_held_at_an_airport(self, opened: Opened) -> None:
        """The first thing to do comes two answers after the role."""
        screen = opened("interpol").see("↑↓").press("1", ENTER).see("2 of").press("no", ENTER).see("3 of")
        screen.press("they hold me").see("▸ 4").press(ENTER).see("ACT NOW").see("You may stop here.")
        assert "1 Say:" in re.sub(r"\s+", " ", screen.text)

    def test_somebody_about_to_board(self, opened: Opened) -> None:
        """At the latest four answers after the role."""
        screen = opened("interpol", "--role", "self").see("2 of").press("no", ENTER).see("3 of").press("1", ENTER)
        screen.see("4 of").press("tonight").see("▸").press(ENTER).see("ACT NOW")


class TestColour:
    @pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "vt100"}])
    def test_there_is_none_where_it_is_not_wanted(self, opened: Opened, environment: dict[str, str]) -> None:
        """Not even red."""
        screen = opened(environment=environment).see("↑↓").press("1", ENTER).see("Are you held?").press("yes", ENTER)
        screen.see("You may stop here.")
        assert screen.colours() == {"default"}

    def test_it_can_be_forced(self, opened: Opened) -> None:
        """On a terminal that does not say that it has it."""
        screen = opened(environment={"TERM": "vt100", "FORCE_COLOR": "1"}).see("↑↓").press("1", ENTER)
        screen.see("Are you held?").press("yes", ENTER).see("You may stop here.")
        assert screen.colour_of("!! ACT NOW") == "red"


class TestSmall:
    def test_twenty_columns_are_enough(self, opened: Opened) -> None:
        """Words wrap, nothing is lost that is needed to answer."""
        screen = opened(columns=20, rows=14).see("1 It is about me").press("1", ENTER).see("Are you held?")
        screen.press("yes").see("▸ 3 Yes, held now").press(ENTER).see("You may stop here.").press(ENTER)
        screen.see("Since which day?")

    def test_a_terminal_of_four_lines_can_be_used(self, opened: Opened) -> None:
        """The question, what is typed, and one answer."""
        screen = (
            opened(rows=4).see("Who are you?").press(DOWN).see("▸ 1 It is about me").press(ENTER).see("Are you held?")
        )
        screen.press(UP).see("▸ 4 I don't know")


class TestSaves:
    def test_an_interview_is_kept_and_goes_on(self, opened: Opened, home: Path) -> None:
        """Asked for, locked twice over, and nothing is there but the one file."""
        screen = opened(str(CROSSING), "--role", "self").see("Are you held?")
        before = files(home)
        screen.press("1", ENTER).see("In which country").press(CTRL_S).see("In which file?").press("mine", ENTER).see(
            "A passphrase:"
        ).press("short", ENTER)
        screen.see("Too short").press("four green words here", ENTER).see("again:").press("other words here", ENTER)
        screen.see("not the same").press("four green words here", ENTER).see("again:")
        screen.press("four green words here", ENTER).see("Kept in mine.").press(ENTER).see("In which country").press(
            CTRL_C
        )
        assert screen.left() == 130
        assert "Only your save was kept." in screen.text
        assert b"green words" not in screen.raw
        assert files(home) - before == {str(home / "mine")}

        again = opened(str(CROSSING), "--resume", "mine", terms=True).see("The passphrase of mine:")
        again.press("wrong words", ENTER).see("It does not open.").press("four green words here", ENTER)
        again.see("Opened. It was kept on 24 Nov 2026.").see("In which country").see("✓ Held No, free")

    def test_a_wrong_passphrase_ends_after_three_tries(self, opened: Opened, home: Path) -> None:
        """With the one sentence that is true: another passphrase, or damage."""
        from intake.store.saves import write_save
        from intake.terminal.saving import save_of
        from tests.terminal.people import session

        write_save(home / "locked", save_of(session(role="self")), "the right one")
        screen = opened(str(CROSSING), "--resume", "locked", terms=True)
        for _ in range(3):
            screen.see("The passphrase of locked: ").press("wrong", ENTER)
        assert screen.left() == 65
        assert "the passphrase is another one, or the file is damaged" in screen.text


class TestLeaving:
    @pytest.mark.parametrize(("key", "code"), [(CTRL_C, 130), (CTRL_D, 130)])
    @pytest.mark.parametrize("place", ["terms", "question", "typing"])
    def test_a_key_leaves_at_once_and_leaves_nothing(
        self, opened: Opened, home: Path, key: str, code: int, place: str
    ) -> None:
        """No file, no history, and the answers are gone from the screen."""
        screen = opened(terms=True).see("Ctrl-C leaves")
        before = files(home)
        if place != "terms":
            screen.press(ENTER).see("↑↓").press("1", ENTER).see("Are you held?")
        if place == "typing":
            screen.press("they").see("> they")
        screen.press(key)
        assert screen.left() == code
        assert "You have left. Nothing was kept." in screen.text
        assert "Myself" not in screen.text
        assert files(home) == before

    def test_being_told_to_end_leaves_the_terminal_as_it_was(self, opened: Opened) -> None:
        """With echo, whoever types there next."""
        screen = opened(terms=True).see("Ctrl-C leaves")
        before = termios.tcgetattr(screen.process.child_fd)
        screen.press(ENTER).see("↑↓")
        assert termios.tcgetattr(screen.process.child_fd) != before
        screen.process.kill(signal.SIGTERM)
        assert screen.left() == 128 + signal.SIGTERM
        assert termios.tcgetattr(screen.process.child_fd) == before

    def test_the_word_leaves_too(self, opened: Opened) -> None:
        """As an end, not as an accident."""
        assert opened().see("↑↓").press("/leave", ENTER).left() == 0


def test_a_hostile_flow_steers_no_terminal(opened: Opened, home: Path) -> None:
    """It is refused, and the refusal shows its control characters as text."""
    hostile = CROSSING.read_text(encoding="utf-8").replace("title: A crossing", r'title: "A \e[2J\e]0;x\a crossing"')
    (home / "hostile.yaml").write_text(hostile, encoding="utf-8")
    screen = opened(str(home / "hostile.yaml"), terms=True)
    assert screen.left() == 65
    assert "E110" in screen.text
    assert b"\x1b" not in screen.raw


def test_a_terminal_that_can_not_draw_gets_plain_lines(opened: Opened) -> None:
    """`TERM=dumb`, as in an editor's shell."""
    screen = opened(environment={"TERM": "dumb"}).see("Who are you?").press("1\n").see("Are you held?")
    assert b"\x1b" not in screen.raw


def test_a_window_that_changes_its_size_is_drawn_anew(opened: Opened) -> None:
    """Narrow, then wide: the question is there once."""
    screen = opened().see("↑↓").press("1", ENTER).see("Are you held?")
    screen.process.setwinsize(20, 40)
    screen.press(DOWN).see("▸")
    assert screen.press("/leave", ENTER).left() == 0


class TestPipes:
    def run(self, home: Path, *arguments: str, lines: str) -> subprocess.CompletedProcess[str]:
        source = Path(__file__).parents[2] / "src"
        environment = {
            "HOME": str(home),
            "PYTHONPATH": str(source),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "LANG": "C.UTF-8",
        }
        command = [sys.executable, "-m", "intake", "run", str(CROSSING), "--date", "2026-11-24", *arguments]
        return subprocess.run(
            command, input=lines, env=environment, cwd=home, text=True, capture_output=True, check=False
        )

    def test_without_a_terminal_it_is_plain(self, home: Path) -> None:
        """Lines, no escape, and the end of the input after the summary is an end."""
        done = self.run(home, lines="\n1\n1\nTR\n0\n\n1\n\n120\n\n1\n")
        assert done.returncode == 0
        assert "\x1b" not in done.stdout
        assert "1. Certain: Ask for an appeal. Within two weeks." in done.stdout
        assert done.stderr == ""

    def test_an_input_that_ends_too_early_says_so(self, home: Path) -> None:
        """Nothing to read is another exit code than being stopped."""
        done = self.run(home, lines="\n1\n")
        assert done.returncode == 66
        assert done.stdout.endswith("The input ended before the questions did. Nothing was kept.\n")

    def test_a_save_works_in_lines_too(self, home: Path) -> None:
        """Its passphrase is never printed."""
        done = self.run(home, lines="\n1\n/save\nlined\nfour green words\nfour green words\n/leave\n")
        assert "Kept in lined." in done.stdout
        assert "green" not in done.stdout
        again = self.run(home, "--resume", "lined", lines="four green words\n/leave\n")
        assert "Opened. It was kept on 24 Nov 2026." in again.stdout
        assert "Are you held?" in again.stdout
        wrong = self.run(home, "--resume", "lined", lines="four red words\n")
        assert (wrong.returncode, "It does not open." in wrong.stderr) == (65, True)

    @pytest.mark.parametrize(
        ("arguments", "code", "said"),
        [
            (("--resume", "nothing"), 66, "There is no file nothing."),
            (("--resume", "/"), 65, "cannot be read"),
            (("--date", "24/11/2026"), 64, "write year-month-day"),
            (("--role", "king"), 64, "its values: self, helper"),
        ],
    )
    def test_what_can_not_begin_says_why(self, home: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
        """One sentence, no traceback, nothing on standard output."""
        done = self.run(home, *arguments, lines="")
        assert done.returncode == code
        assert said in done.stderr
        assert "Traceback" not in done.stderr
        assert done.stdout == ""
