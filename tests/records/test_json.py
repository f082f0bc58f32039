"""JSON in: a list of records, or one record; a broken one costs itself alone."""

from __future__ import annotations

import json
from io import BufferedReader, BytesIO

import pytest

from intake.records import read_json
from intake.records.record import Unreadable
from tests.records.reading import outcomes, read, results
from tests.records.small_flow import WHOLE

A, B = {"id": "a", "role": "owner"}, {"id": "b", "harm": ["hull", "mast"]}


@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_of_records(indent: int | None) -> None:
    """On one line or on many."""
    assert outcomes("json", json.dumps([A, B, A], indent=indent)) == [A, B, A]


def test_one_record() -> None:
    """A mapping is one."""
    assert outcomes("json", f" {json.dumps(A)} \n") == [A]
    assert outcomes("json", b"\xef\xbb\xbf" + json.dumps(A).encode()) == [A]


@pytest.mark.parametrize("text", ["", "  \n", "[]", " [ ] "])
def test_nothing(text: str) -> None:
    """An empty list has no records."""
    assert outcomes("json", text) == []


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ('{"id": "x",}', "not_json"),
        ('{"id": "x" "role": "owner"}', "not_json"),
        ("{'id': 'x, y'}", "not_json"),
        ('{"id": [1, {"a": }]}', "not_json"),
        ("nothing", "not_json"),
        ('{"id": NaN}', "not_json"),
        ("null", "not_a_record"),
        ("[1, 2]", "not_a_record"),
        ("12", "not_a_record"),
        ('"a, b"', "not_a_record"),
        ('{"a":' * 5_000 + "1" + "}" * 5_000, "too_deep"),
    ],
)
@pytest.mark.parametrize("chunk", [1, 7, 1 << 20])
def test_a_broken_record_in_a_list_costs_itself_alone(
    broken: str, code: str, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the file is cut into the parts that are read."""
    monkeypatch.setattr(read_json, "_CHUNK", max(chunk, len(broken) // 10))
    text = f"[{json.dumps(A)},\n{broken},{json.dumps(B)} , {broken}]"
    assert outcomes("json", text) == [A, code, B, code]


def test_a_broken_record_is_named_by_line_and_character() -> None:
    """So that it can be found in an editor."""
    found, _ = read("json", '[\n  {"id": "a"},\n  {"id": "b",}\n]')
    assert "line 3, character 14: not JSON" in str(found[1])


def test_other_encodings_cost_the_record_alone() -> None:
    """A name in another encoding."""
    raw = b'[{"id": "a", "role": "owner"}, {"id": "M\xfcller"}, {"id": "b", "harm": ["hull", "mast"]}]'
    assert outcomes("json", raw) == [A, "not_utf8", B]


@pytest.mark.parametrize(
    ("text", "records", "said"),
    [
        (f"[{json.dumps(A)}", 1, "never closed"),
        (f"[{json.dumps(A)}, ", 2, "never closed"),
        (f"[{json.dumps(A)},]", 1, "comma before"),
        (f"[{json.dumps(A)} {json.dumps(B)}]", 1, "expected after a record"),
        (f"[{json.dumps(A)}] []", 1, "more after its end"),
        (f"{json.dumps(A)}\n{json.dumps(B)}", 0, ".jsonl"),
        (f"{json.dumps(A)} x", 1, "more after its end"),
    ],
)
def test_a_list_that_goes_wrong_is_named_and_what_was_read_stands(text: str, records: int, said: str) -> None:
    """A file that was cut short is not taken for a whole one."""
    found, fault = read("json", text)
    assert len(found) == records
    assert said in fault


def test_records_come_out_before_the_file_is_read_to_its_end() -> None:
    """A list of a million records needs the memory of a few."""
    rows = ",".join(json.dumps({"id": str(number), **WHOLE}) for number in range(40_000))
    stream = BufferedReader(BytesIO(f"[{rows}]".encode()))
    next(read_json.read_json(stream))
    assert stream.tell() < len(rows) / 2


def test_a_key_without_a_name_is_no_column() -> None:
    """JSON has keys: the warning must not send its reader to a column."""
    (result,) = results("json", '{"id": "a", "": 1}')
    assert result["warnings"] == [
        {"field": "", "code": "unknown_key", "message": "it has no name, so it is not read"},
    ]


def test_a_key_twice_is_invalid() -> None:
    """As in JSONL."""
    (result,) = results("json", '[{"role": "owner", "role": "guest"}]')
    assert [(error["field"], error["code"]) for error in result["errors"]] == [("role", "twice")]


@pytest.mark.parametrize(
    ("text", "unread", "fault"),
    [
        ('[{"a":' + '"\\' * 400_000, 1, "never closed"),
        ("[" + '{"a":1,},' * 20_000 + "1]", 20_001, ""),
        ("[" + "," * 50_000 + "]", 50_000, "take the comma out"),
    ],
)
def test_a_hostile_file_is_told_as_what_it_is(text: str, unread: int, fault: str) -> None:
    """Each record of it for itself, and what is wrong with the whole."""
    records, said = read("json", text)
    assert fault in said
    assert bool(said) == bool(fault)
    assert sum(isinstance(record, Unreadable) for record in records) >= unread
