"""JSONL in: a record a line; a bad line costs that line alone."""

from __future__ import annotations

import json

import pytest

from intake.records.record import MAX_RECORD, Unreadable
from tests.records.reading import outcomes, read, results

GOOD = '{"id": "a", "role": "owner"}'


def test_a_record_a_line_in_order() -> None:
    """Empty lines are no records, and the last line needs no end."""
    assert outcomes("jsonl", f'{GOOD}\n\n  \n{{"id": "b"}}\r\n{{"id": "a"}}') == [
        {"id": "a", "role": "owner"},
        {"id": "b"},
        {"id": "a"},
    ]


def test_a_byte_order_mark_is_accepted() -> None:
    """Some editors leave one."""
    assert outcomes("jsonl", b"\xef\xbb\xbf" + GOOD.encode()) == [{"id": "a", "role": "owner"}]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{"id": "b", "role": "owner"', "not_json"),
        ("{'id': 'b'}", "not_json"),
        ('{"id": "b",}', "not_json"),
        ("id,role", "not_json"),
        ('{"id": "b"} {"id": "c"}', "not_json"),
        ('{"crew": NaN}', "not_json"),
        ('{"crew": -Infinity}', "not_json"),
        ('{"id": "a\0b"}', "not_json"),
        ("[1, 2]", "not_a_record"),
        ("null", "not_a_record"),
        ("17", "not_a_record"),
        ('"text"', "not_a_record"),
        ("[" * 100_000, "too_deep"),
        ('{"id": ' + '{"a":' * 50_000, "too_deep"),
    ],
)
def test_a_bad_line_is_one_unreadable_record(line: str, code: str) -> None:
    """The good ones before and after it stand."""
    found = outcomes("jsonl", f"{GOOD}\n{line}\n{GOOD}\n")
    assert found == [{"id": "a", "role": "owner"}, code, {"id": "a", "role": "owner"}]


def test_a_line_in_another_encoding_is_one_unreadable_record() -> None:
    """The byte is named, and what to do."""
    found, _ = read("jsonl", GOOD.encode() + b'\n{"id": "M\xfcller"}\n' + GOOD.encode())
    (bad,) = (record for record in found if isinstance(record, Unreadable))
    assert len(found) == 3
    assert bad.problem.code == "not_utf8"
    assert "line 2, byte 10" in bad.problem.message
    assert "save the file as UTF-8" in bad.problem.message


def test_numbers_stay_as_they_were_written() -> None:
    """An id is shown exactly as given, however long, and is never rounded."""
    lines = ['{"id": 1.50}', '{"id": 123456789012345678901234567890}', '{"id": 1e400}', '{"id": "\\u00e9"}']
    assert [result["id"] for result in results("jsonl", "\n".join(lines))] == [
        *("1.50", "123456789012345678901234567890", "1e400", "é"),
    ]


@pytest.mark.parametrize("number", ["12.0", "1e1", "9" * 5000, "-" + "9" * 30])
def test_a_number_that_is_not_whole_or_has_too_many_digits_is_an_error(number: str) -> None:
    """Also where Python would refuse to read it at all."""
    (result,) = results("jsonl", f'{{"role": "owner", "crew": {number}}}')
    assert [(error["field"], error["code"]) for error in result["errors"]] == [("crew", "not_a_number")]


def test_a_key_twice_is_invalid() -> None:
    """Which of the two is meant is not known, so neither is read; the rest counts."""
    (result,) = results("jsonl", '{"id": "a", "role": "owner", "danger": "yes", "danger": "yes"}')
    assert (result["id"], result["status"], result["urgency_at_most"]) == ("a", "invalid", "emergency")
    assert [(error["field"], error["code"]) for error in result["errors"]] == [("danger", "twice")]
    assert result["next_question"] == "danger"
    (result,) = results("jsonl", '{"id": "a", "id": "b", "note": 1, "note": 2}')
    assert (result["id"], [error["field"] for error in result["errors"]]) == ("1", ["id", "note"])


def test_a_long_cell_is_an_error_of_its_field() -> None:
    """Ten million characters are neither an answer nor a name; the other answers count."""
    long = "x" * 10_000_000
    record = {"id": long, "role": "owner", "harbour": long[:100_000], "danger": "yes", long[:100_000]: 1}
    (result,) = results("jsonl", json.dumps(record))
    assert [(error["field"], error["code"]) for error in result["errors"]] == [
        ("id", "too_long"),
        ("harbour", "too_long"),
    ]
    assert (result["id"], result["urgency"]) == ("1", "emergency")
    assert len(json.dumps(result)) < 5000


def test_a_line_longer_than_any_record_is_passed_over() -> None:
    """Whoever sends a line without end gets no more memory than that of one record."""
    found = outcomes("jsonl", '{"id": "' + "x" * (2 * MAX_RECORD) + '"}\n' + GOOD)
    assert found == ["too_long", {"id": "a", "role": "owner"}]


def test_half_a_surrogate_pair_is_given_back_as_it_was_written() -> None:
    """JSON can say it and UTF-8 cannot."""
    (result,) = results("jsonl", '{"id": "\\ud800", "role": "\\ud800"}')
    assert result["id"] == "\ud800"
    assert [error["field"] for error in result["errors"]] == ["role"]
    result["errors"][0]["message"].encode()
