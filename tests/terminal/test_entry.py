"""Keys in, a reply out: what a person can do at one turn, without a terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from intake.report.rows import cells, words_of
from intake.terminal.drawing import draw
from intake.terminal.entry import Entry
from intake.terminal.turn import Choice, Reply, Said, Turn, Word
from intake.terminal.turns import question_turn
from tests.terminal.people import crossing, session

KEYS = ["up", "down", "left", "home", "end", "pageup", "pagedown", "enter", "backspace", "escape", "tab", "c-u", "c-w",
        "space"]  # fmt: skip


def turn(question: str, **answers: object) -> Turn:
    person = session(**answers)
    return question_turn(person.rules, person.answers, crossing().question(question))


def press(entry: Entry, *keys: str) -> Reply | None:
    """Named keys, or text that is typed letter by letter; the reply to the last one."""
    reply = None
    for key in keys:
        if key in KEYS or key == "c-s":
            reply = entry.key(key)
        else:
            for letter in key:
                reply = entry.key("space") if letter == " " else entry.key("text", letter)
    return reply


class TestOneOfSeveral:
    def test_nothing_is_chosen_beforehand(self) -> None:
        """Two enters by accident answer nothing."""
        entry = Entry(turn("held"))
        assert press(entry, "enter", "enter") is None
        assert entry.note == "Choose with ↑ ↓, or type."

    def test_an_answer_given_before_is(self) -> None:
        """Back, and enter takes it again."""
        assert press(Entry(turn("held", held="yes")), "enter") == Said("yes")

    def test_arrows_choose_and_enter_goes_on(self) -> None:
        """Down from nothing is the first; up from the first is the last."""
        assert press(Entry(turn("held")), "down", "down", "enter") == Said("let_go")
        assert press(Entry(turn("held")), "down", "up", "enter") == Said("unknown")

    def test_a_letter_goes_through_the_answers_that_begin_with_it(self) -> None:
        """“n” and “n” again: no, no."""
        assert press(Entry(turn("held")), "n", "enter") == Said("no")
        assert press(Entry(turn("held")), "n", "n", "enter") == Said("let_go")
        assert press(Entry(turn("held")), "n", "n", "n", "enter") == Said("no")

    def test_numbers_and_plain_words_are_shown_and_then_taken(self) -> None:
        """The highlight moves to what was understood."""
        entry = Entry(turn("held"))
        press(entry, "they hold")
        assert entry.listed[entry.at or 0].value == "yes"
        assert press(entry, "enter") == Said("yes")
        assert press(Entry(turn("held")), "3", "enter") == Said("yes")

    def test_words_that_are_not_clear_narrow_the_list_and_choose_nothing(self) -> None:
        """Enter then says what to do."""
        entry = Entry(turn("held"))
        press(entry, "was arrested")
        assert [choice.value for choice in entry.listed] == ["yes"]
        assert press(entry, "enter") is None
        assert press(entry, "down", "enter") == Said("yes")

    def test_left_is_back_and_control_s_saves(self) -> None:
        """Left only while nothing is typed."""
        assert press(Entry(turn("held")), "left") == Word("back")
        assert press(Entry(turn("held")), "x", "left") is None
        assert press(Entry(turn("held")), "c-s") == Word("save")

    def test_words_after_a_slash_are_done(self) -> None:
        """With what is typed after them."""
        assert press(Entry(turn("held")), "/words tr", "enter") == Word("words", "tr")
        assert press(Entry(turn("held")), "/b", "enter") == Word("back")
        assert press(Entry(turn("held")), "/w", "enter") is None

    def test_a_question_mark_shows_why_and_enter_closes_it(self) -> None:
        """In place of the answers; a word after it is looked up."""
        entry = Entry(turn("held"))
        press(entry, "?")
        assert words_of(entry.panel[0]) == "Hours count."
        press(entry, " transit")
        assert words_of(entry.panel[0]).startswith("transit room: ")
        assert press(entry, "enter") is None
        assert not entry.panel


class TestMarks:
    def test_space_marks_and_enter_goes_on(self) -> None:
        """Space again takes the mark away."""
        assert press(Entry(turn("concerns")), "down", "space", "down", "space", "enter") == Said(("unfair", "torture"))
        assert press(Entry(turn("concerns")), "t", "space", "space", "down", "space", "enter") == Said(("cost",))

    def test_what_stands_alone_takes_the_others_away(self) -> None:
        """And the other way round."""
        entry = Entry(turn("concerns"))
        press(entry, "down", "space", "end", "space")
        assert entry.marked == ["none"]
        press(entry, "home", "space")
        assert entry.marked == ["unfair"]

    def test_typed_words_with_a_blank_mark_too(self) -> None:
        """A blank that goes on in a name is part of it."""
        assert press(Entry(turn("concerns")), "no lawyer", "enter", "enter") == Said(("unfair",))

    def test_nothing_marked_is_asked_once_more(self) -> None:
        """None of these is an answer, not a slip."""
        entry = Entry(turn("concerns"))
        assert press(entry, "enter") is None
        assert "Press enter again" in entry.note
        assert press(entry, "enter") == Said(())

    def test_countries_are_added_one_by_one(self) -> None:
        """Backspace takes the last one away."""
        entry = Entry(turn("passports"))
        press(entry, "tur", "enter", "saudi arabia", "enter", "fr", "enter", "backspace")
        assert press(entry, "enter") == Said(("TR", "SA"))


class TestTypedAnswers:
    def test_a_date_is_shown_before_it_counts(self) -> None:
        """With its day of the week."""
        entry = Entry(turn("since"))
        press(entry, "22 nov 2026")
        assert entry.listed[0].label == "Sun 22 Nov 2026"
        assert press(entry, "enter") == Said("2026-11-22")

    def test_a_date_in_two_ways_has_to_be_chosen(self) -> None:
        """Enter alone takes none."""
        entry = Entry(turn("since"))
        assert press(entry, "3/4/2026", "enter") is None
        assert press(entry, "down", "down", "enter") == Said("2026-03-04")

    def test_words_beside_dates_and_numbers_can_be_chosen_or_typed(self) -> None:
        """“I don't know.”"""
        for question in ("since", "money", "current_country"):
            assert press(Entry(turn(question)), "down", "enter") == Said("unknown")
            assert press(Entry(turn(question)), "i don't know", "enter") == Said("unknown")

    def test_a_paste_is_cleaned_and_cut(self) -> None:
        """A book is no answer, and no control character comes in."""
        entry = Entry(turn("money"))
        entry.key("text", "1\x1b[2J2\n" + "9" * 5000)
        assert len(entry.text) == 200
        assert entry.text.isprintable()


@given(
    st.sampled_from(["role", "held", "since", "current_country", "passports", "concerns", "money"]),
    st.lists(st.one_of(st.sampled_from(KEYS), st.text(min_size=1, max_size=3)), max_size=25),
    st.integers(1, 130),
    st.integers(1, 50),
)
def test_any_keys_on_any_screen_are_drawn_within_it(question: str, keys: list[str], width: int, height: int) -> None:
    """Whatever is pressed, whatever the size: no line is wider, the picture not higher, the highlight is on a choice."""
    entry = Entry(turn(question))
    for key in keys:
        if isinstance(press(entry, key), Said):
            break
    assert entry.at is None or 0 <= entry.at < len(entry.listed)
    picture = draw(entry, width, height)
    assert len(picture.rows) <= max(2, height)
    assert all(cells(words_of(line)) <= max(8, width) for line in picture.rows)
    assert 0 <= picture.cursor < len(picture.rows)


class TestPicture:
    LONG = Turn(
        "one",
        (("strong", "Which?"),),
        choices=tuple(Choice(f"v{n}", f"Answer {n}", help=f"Help {n}") for n in range(30)),
        thread=tuple((f"Name {n}", "said") for n in range(12)),
        title="Title",
        progress="3 of 9",
        foot=(("now", "!! Act now: do it"),),
        foot_more=(("dim", " · 3 more possible"),),
    )

    def test_what_is_out_of_sight_is_counted(self) -> None:
        """And the highlighted answer is always in sight."""
        entry = Entry(self.LONG)
        for _ in range(17):
            entry.key("down")
        lines = [words_of(line) for line in draw(entry, 60, 20).rows]
        assert "▸ 17 Answer 16" in lines
        assert any(line.startswith("  ↑ ") for line in lines)
        assert any(line.startswith("  ↓ ") for line in lines)

    def test_older_answers_fold_into_their_number(self) -> None:
        """The last ones stay."""
        lines = [words_of(line) for line in draw(Entry(self.LONG), 60, 20).rows]
        folded = next(line for line in lines if "earlier answers" in line)
        assert folded.split()[0].isdecimal()
        assert any("Name 11  said" in line for line in lines)

    def test_the_numbers_of_the_live_line_stay_where_it_is_cut(self) -> None:
        """The words of the step give way."""
        foot = words_of(
            draw(Entry(self.LONG._replace(foot=(("now", "!! Act now: " + "do it " * 30),))), 60, 24).rows[-1]
        )
        assert foot.endswith("… · 3 more possible")

    def test_nothing_moves_when_the_highlight_does(self) -> None:
        """The question stays in its line whichever answer is highlighted."""
        for height in (8, 12, 16, 20, 24, 30, 40, 50, 70):
            entry = Entry(self.LONG)
            places = set()
            for _ in range(30):
                entry.key("down")
                lines = [words_of(line) for line in draw(entry, 60, height).rows]
                places.add((lines.index("Which?"), len(lines)))
            assert len({at for at, _ in places}) == 1, height
