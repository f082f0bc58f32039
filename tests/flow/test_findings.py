"""What a finding looks like, and which name a slip may have meant."""

from __future__ import annotations

import random

import pytest

from intake.flow.findings import Finding, Place, nearest


def rendered(line: str, column: int, width: int) -> list[str]:
    return Finding(Place("a.yaml", 3, column, width), "E203", "message", "hint", line).render().split("\n")


class TestRender:
    def test_the_whole(self) -> None:
        """Place, code and sentence; the line; the caret; the hint and where more is said."""
        assert rendered("  - custdy: free", 5, 6) == [
            "a.yaml:3:5: E203 message",
            "  |",
            "3 |   - custdy: free",
            "  |     ^^^^^^",
            "  = hint  (`intake explain E203`)",
        ]

    def test_the_caret_stands_below_wide_letters(self) -> None:
        """A terminal gives them two columns."""
        assert rendered("拘束: 不明", 5, 2)[3] == "  |       ^^^^"

    def test_a_combining_mark_takes_no_column(self) -> None:
        """It stands above its letter."""
        assert rendered("e\u0301te\u0301: x", 8, 1)[3] == "  |      ^"

    def test_a_line_of_a_million_letters_is_cut_around_the_place(self) -> None:
        """The caret is still below what it marks."""
        rows = rendered("a" * 500_000 + "HERE" + "b" * 500_000, 500_001, 4)
        assert max(map(len, rows)) < 200
        at = rows[3].index("^")
        assert rows[2][at : at + 4] == "HERE"

    def test_nothing_of_a_file_moves_the_cursor(self) -> None:
        """A file's name, its keys and its lines may hold anything."""
        evil = "\x1b[2J\r\u202e\x07"
        shown = Finding(Place(evil, 1, 1), "E1", evil, evil, f"{evil}x").render()
        assert all(letter.isprintable() or letter == "\n" for letter in shown)

    def test_beyond_the_end_of_a_line(self) -> None:
        """A missing value is marked where it would stand."""
        assert rendered("custody:", 9, 1)[3] == "  |         ^"


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("custdy", "custody"),
        ("csutody", "custody"),
        ("Custody", "custody"),
        ("custody-since", "custody_since"),
        ("weather", None),
        ("", None),
        ("x", None),
        ("x" * 10_000, None),
    ],
)
def test_the_nearest_name(given: str, meant: str | None) -> None:
    """A slip of one letter in three is understood; anything else is not guessed at."""
    assert nearest(given, ["role", "custody", "custody_since", "y"]) == meant


def test_the_nearest_name_is_that_with_the_fewest_edits() -> None:
    """Against the plain definition, over random words."""

    def edits(left: str, right: str) -> int:
        rows = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
        for i in range(len(left) + 1):
            for j in range(len(right) + 1):
                if not i or not j:
                    rows[i][j] = i + j
                    continue
                least = [rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (left[i - 1] != right[j - 1])]
                if i > 1 and j > 1 and left[i - 2 : i] == right[j - 2 : j][::-1]:
                    least.append(rows[i - 2][j - 2] + 1)
                rows[i][j] = min(least)
        return rows[-1][-1]

    chance = random.Random(1)
    for _ in range(2_000):
        given, *known = ("".join(chance.choices("abc", k=chance.randint(2, 9))) for _ in range(4))
        most = max(1, len(given) // 3)
        best = min((edits(given, word), word) for word in known)
        assert nearest(given, known) == (best[1] if best[0] <= most else None)
