"""CSV in: a header of question ids, a record a row; a bad row costs that row alone."""

from __future__ import annotations

import csv
import io

import pytest

from intake.records.record import Record, Unreadable
from tests.records.reading import outcomes, read, results

HEADER = "id,role,danger,harm,flags,crew,left"
A = {"id": "a", "role": "owner", "harm": []}


def test_cells_are_trimmed_and_several_choices_are_separated_by_semicolons() -> None:
    """Numbers are numbers, words are words."""
    rows = [HEADER, " a , owner,no,hull; mast,FR;NO, 12 ,2026-11-20"]
    rows += ["b,guest,unknown,none,unknown,unknown,unknown"]
    assert outcomes("csv", "\ufeff" + "\r\n".join(rows)) == [
        {"id": "a", "role": "owner", "danger": "no", "harm": ["hull", "mast"], "flags": ["FR", "NO"], "crew": 12}
        | {"left": "2026-11-20"},
        {"id": "b", "role": "guest", "danger": "unknown", "harm": ["none"], "flags": ["unknown"], "crew": "unknown"}
        | {"left": "unknown"},
    ]


def test_an_empty_cell_is_not_answered_but_for_choices_it_is_none_of_these_with_a_warning() -> None:
    """A column of choices that is not there is not answered either; countries are never taken for none."""
    (result,) = results("csv", "id,role,danger,harm,flags\na,owner,no,,\n")
    assert (result["status"], result["next_question"]) == ("incomplete", "flags")
    assert [(one["field"], one["code"]) for one in result["warnings"]] == [("harm", "empty_cell")]
    (result,) = results("csv", "id,role,danger\na,owner,no\n")
    assert (result["next_question"], result["warnings"]) == ("harm", [])


def test_an_empty_cell_that_the_path_does_not_need_is_kept_aside() -> None:
    """Both are said, of a row of an office as of any other."""
    (result,) = results("csv", "id,role,harm\na,office,\n")
    assert {(one["field"], one["code"]) for one in result["warnings"]} == {
        ("harm", "kept_aside"),
        ("harm", "empty_cell"),
    }


def test_empty_rows_are_no_records() -> None:
    """Spreadsheets leave them at the end; empty cells beyond the header are nothing either."""
    assert outcomes("csv", "\nid,role,harm,,\n\n,,\na,owner,,,,,\n  , ,\n") == [A]


def test_an_id_is_the_cell_as_text() -> None:
    """Leading noughts stay; without one the record has its number."""
    found = results("csv", "id,role\n007,owner\n,owner\n=1+1,owner\n")
    assert [result["id"] for result in found] == ["007", "2", "=1+1"]


def test_unknown_columns_are_named_in_each_record() -> None:
    """With the nearest id; a column without a name only where something stands in it."""
    first, second = results("csv", "id,rle,name,\na,owner,Ann,\nb,guest,,x\n")
    assert [one["field"] for one in first["warnings"]] == ["rle", "name"]
    assert [one["field"] for one in second["warnings"]] == ["rle", "name", ""]


def test_a_column_twice_makes_each_record_invalid() -> None:
    """Which one is meant is not known; the other answers count."""
    (result,) = results("csv", "id,role,danger,role\na,owner,yes,owner\n")
    assert (result["status"], result["urgency"]) == ("invalid", "planned")
    assert [(error["field"], error["code"]) for error in result["errors"]] == [("role", "twice")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("b,owner", "ragged"),
        ("b,owner,,hull", "ragged"),
        ('b,"ow"ner,', "quotes"),
        ('b,"owner,', "quotes"),
        (f"b,{'x' * 200_000},", "too_long"),
    ],
)
def test_a_bad_row_costs_that_row_alone(row: str, code: str) -> None:
    """The rows before and after it stand, also behind a quote that is never closed."""
    text = f"id,role,harm\na,owner,\n{row}\na,owner,\na,owner,\n"
    assert outcomes("csv", text) == [A, code, A, A]
    (bad,) = (record for record in read("csv", text)[0] if isinstance(record, Unreadable))
    assert bad.problem.message.startswith("line 3: ")


def test_a_cell_over_the_limit_is_an_error_of_its_field() -> None:
    """As long as the row can be read."""
    (result,) = results("csv", f"id,role,danger\na,{'x' * 70_000},no\n")
    assert [(error["field"], error["code"]) for error in result["errors"]] == [("role", "too_long")]


def test_a_huge_cell_is_passed_over() -> None:
    """Ten million characters cost one row, also over many lines in quotes."""
    rows = outcomes("csv", f"id,role,harm\nb,{'x' * 10_000_000},\na,owner,\n")
    assert rows == ["too_long", A]
    lines = "\n".join(["x" * 1000] * 2000)
    rows = outcomes("csv", f'id,role,harm\nb,"{lines}",\na,owner,\n')
    assert rows[0] == "quotes"
    assert rows[-1] == A


def test_a_line_break_in_quotes_is_part_of_its_cell() -> None:
    """As spreadsheets write it; the line of what comes after is counted on."""
    found, _ = read("csv", 'id,role,note\na,owner,"two\r\nlines, ""quoted"""\nb,owner\n')
    assert isinstance(found[0], Record)
    assert found[0].fields["note"] == 'two\r\nlines, "quoted"'
    assert "line 4: " in str(found[1])


@pytest.mark.parametrize("cell", [b"M\xfcller", b"a\0b"])
def test_other_encodings_and_nul_are_errors_of_their_field(cell: bytes) -> None:
    """Also in a column that is no question: what stands there is not known."""
    for column in ("id", "role", "name"):
        text = b"id,role,name,danger\nb,owner,Ann,yes\na,owner,Ann,yes\n"
        row = {"id": b"a", "role": b"owner", "name": b"Ann"} | {column: cell}
        text = text.replace(b"a,owner,Ann", b",".join(row.values()))
        good, bad = results("csv", text)
        assert good["errors"] == []
        assert [(error["field"], error["code"]) for error in bad["errors"]] == [(column, "not_utf8")]
        assert bad["id"] == ("2" if column == "id" else "a")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id;role\na;owner\n", "separated by ';'"),
        ('"id";"role"\n"a";"owner"\n', "separated by ';'"),
        ("id\trole\na\towner\n", "separated by tabs"),
        ("a,owner,no\nb,guest,no\n", "names no question"),
        ('"id,role\na,owner\n', "header cannot be read"),
        (b"\xff\xfei\0d\0", "UTF-16"),
        ("id,role\na,owner\n".encode("utf-16-le"), "UTF-16"),
        (b"PK\x03\x04...", "spreadsheet"),
        (b"\x1f\x8b\x08...", "compressed"),
    ],
)
def test_a_file_that_is_something_else_is_named_with_what_to_do(text: str | bytes, said: str) -> None:
    """No result is made of it."""
    found, fault = read("csv", text)
    assert found == []
    assert said in fault
    assert ": " in fault


def test_a_header_with_slips_is_still_a_header() -> None:
    """The slip is told in each record, as in any other format."""
    (result,) = results("csv", "custdy,roel\nx,owner\n")
    assert "did you mean 'role'?" in result["warnings"][0]["message"]


def test_line_ends_of_all_systems() -> None:
    """Windows, Unix and old Macs."""
    for end in ("\n", "\r\n", "\r"):
        assert outcomes("csv", end.join(["id,role,harm", "a,owner,", "a,owner,"])) == [A, A]


def test_an_empty_file_has_no_records() -> None:
    """Nor has a header alone."""
    assert outcomes("csv", "") == outcomes("csv", "\n\n") == outcomes("csv", "id,role\n") == []


def test_a_row_is_read_as_any_csv_reader_reads_it() -> None:
    """What the standard writer writes comes back."""
    cells = ["a", "owner", "x,y", 'q"q', "l\nl", " ", "é", "'", "=1"]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["id", "role", *(f"n{number}" for number in range(len(cells) - 2))])
    writer.writerow(cells)
    (record,) = outcomes("csv", text.getvalue())
    assert isinstance(record, dict)
    assert list(record.values()) == [cell for cell in cells if cell.strip()]
