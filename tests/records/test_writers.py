"""Results out: JSONL, JSON, CSV and a table."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.records.record import Record, Unreadable
from intake.records.screener import Screener
from intake.records.write_csv import CsvWriter, harmless
from intake.records.write_table import TableWriter, fitted, text_width
from intake.records.writers import JsonlWriter, JsonWriter, Writer
from tests.records.small_flow import TODAY, WHOLE, small_flow

RECORDS: list[dict[str, Any]] = [
    {"id": "calm", **WHOLE, "harm": [], "flags": [], "crew": 2},
    {"id": "gap", "role": "guest"},
    {"id": "wrong", **WHOLE, "danger": "maybe"},
    {"id": "hurt", **WHOLE, "danger": "yes", "radio": "no"},
    {"id": "hurt"},
]


def written(writer: Writer, records: list[dict[str, Any]] = RECORDS) -> str:
    screener = Screener(small_flow(), TODAY)
    results = [screener.screen(Record(record), number) for number, record in enumerate(records, 1)]
    return b"".join([writer.begin(), *(writer.add(result) for result in results), writer.end()]).decode()


def table(width: int = 100, *, colour: bool = False, records: list[dict[str, Any]] = RECORDS) -> list[str]:
    return written(TableWriter(small_flow(), width, colour=colour), records).splitlines()


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85"])
def test_a_result_stays_one_line_for_every_reader_of_lines(end: str) -> None:
    """Some readers end a line at these too; the id is still as given."""
    for writer, of_its_own in ((JsonlWriter(), 0), (JsonWriter(), 2)):
        lines = written(writer, [{"id": f"a{end}é", "role": "owner"}]).splitlines()
        assert len(lines) == 1 + of_its_own
        assert json.loads(lines[of_its_own // 2])["id"] == f"a{end}é"


def test_json_lines_and_a_json_list_say_the_same_in_the_order_of_the_input() -> None:
    """Also for the same id twice."""
    lines = [json.loads(line) for line in written(JsonlWriter()).splitlines()]
    assert [result["id"] for result in lines] == [record["id"] for record in RECORDS]
    assert json.loads(written(JsonWriter())) == lines
    assert json.loads(written(JsonWriter(), [])) == []
    assert written(JsonlWriter(), []) == ""


def test_letters_of_all_scripts_stay_letters() -> None:
    """A result is read by eye too; only what UTF-8 cannot say is an escape."""
    out = written(JsonlWriter(), [{"id": "Müller 法律 مصر"}, {"id": "\ud800"}])
    assert '"Müller 法律 مصر"' in out
    assert json.loads(out.splitlines()[1])["id"] == "\ud800"


def test_csv_has_a_row_for_each_result() -> None:
    """With the columns that a worklist needs."""
    rows = list(csv.DictReader(io.StringIO(written(CsvWriter()))))
    assert [row["id"] for row in rows] == [record["id"] for record in RECORDS]
    assert rows[0]["status"] == "complete"
    assert rows[1]["next_question"] == "danger"
    assert rows[2]["errors"].startswith("danger: 'maybe' is not offered")
    assert (rows[3]["urgency"], rows[3]["certain"]) == ("emergency", "rescue;repair;consul;write_down")
    assert rows[3]["deadlines"] == "repair 2026-11-27"
    assert rows[3]["grounds"] == "unsafe;crowded"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "=HYPERLINK(", "-1+1", "+1+cmd|"])
def test_no_cell_of_a_csv_file_runs_as_a_formula(start: str) -> None:
    """Whoever hands in a record decides its id, and what an error shows of it."""
    out = written(CsvWriter(), [{"id": f"{start}x", f"{start}key": 1, "role": f"{start}value"}])
    (row,) = csv.DictReader(io.StringIO(out, newline=""))
    assert row["id"] == f"'{start}x"
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in row.values())


@given(st.text())
def test_a_cell_never_begins_with_a_sign_of_a_formula_unless_it_is_a_number(cell: str) -> None:
    """Numbers stay numbers."""
    shown = harmless(cell)
    if shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n")):
        float(shown)
    shown.encode()
    assert "\0" not in shown


def test_numbers_stay_numbers() -> None:
    """A spreadsheet can still add them up."""
    assert [harmless(cell) for cell in ("-12", "+3", "-1.5", "12")] == ["-12", "+3", "-1.5", "12"]


class TestTable:
    """For a terminal."""

    def test_it_is_sorted_by_level_then_by_level_at_most(self) -> None:
        """What is not known yet stands before what is calm, and equals keep their order."""
        rows = table()
        order = [next(word for word in ("calm", "gap", "wrong", "hurt") if f" {word} " in row) for row in rows[1:6]]
        assert order == ["hurt", "wrong", "gap", "hurt", "calm"]

    def test_a_level_is_a_sign_and_a_word(self) -> None:
        """Never a colour alone; what it may still become stands beside it."""
        rows = table()
        assert rows[0].split() == ["Level", "At", "most", "Record", "First", "Next", "question"]
        assert rows[1].startswith("!! Act now")
        assert rows[3].startswith("○  When you can   !! Act now")
        assert rows[3].endswith("danger")
        assert "Call the coast guard (+3)" in rows[1]
        assert "invalid: danger · Repair the boat" in rows[2]

    def test_below_it_stands_how_many_have_which_level(self) -> None:
        """And how many are not whole."""
        assert table()[-1] == "5 records: 1 !! Act now · 1 ! This week · 3 ○ When you can · 2 incomplete · 1 invalid"
        assert table(records=[]) == ["no records"]

    @pytest.mark.parametrize("width", [20, 40, 63, 64, 80, 200])
    def test_no_line_is_wider_than_the_terminal(self, width: int) -> None:
        """Also with wide letters, and a terminal as narrow as a telephone."""
        records = [*RECORDS, {"id": "法律" * 40}, {"id": "x" * 100_000}]
        assert all(text_width(line) <= width for line in table(width, records=records)[:-1])

    def test_nothing_in_a_record_is_obeyed_by_the_terminal(self) -> None:
        """An id may hold anything: colours, bells, another title for the window, text that turns round."""
        rows = table(records=[{"id": "\x1b[31m\x07\x1b]0;x\x07\u202eab\n", "role": "\x1b[2J"}])
        assert all(row.isprintable() for row in rows)

    def test_only_act_now_is_red(self) -> None:
        """And only if colour is wanted."""
        rows = table(colour=True)
        assert [row for row in rows if "\x1b[1;31m" in row] == [rows[1]]
        assert not any("\x1b" in row for row in table())

    def test_an_unreadable_record_says_so(self) -> None:
        """Its level at most is the highest."""
        writer = TableWriter(small_flow(), 100)
        writer.add(Screener(small_flow(), TODAY).screen(_unreadable(), 7))
        row = writer.end().decode().splitlines()[1]
        assert row.startswith("?  not known yet  !! Act now  7")
        assert "invalid: line 7: broken" in row


def test_text_is_cut_to_whole_letters() -> None:
    """A wide letter that does not fit leaves a blank."""
    assert fitted("法律法律", 4) == "法… "
    assert fitted("e\u0301e\u0301", 2) == "e\u0301e\u0301"


def _unreadable() -> Unreadable:
    from intake.records.record import Problem

    return Unreadable(Problem("", "not_json", "line 7: broken"))
