"""YAML in: read as flows are."""

from __future__ import annotations

import time

import pytest

from intake.records.read_yaml import MAX_YAML_BYTES
from tests.records.reading import outcomes, read, results

ONE = """
id: 007
role: owner
danger: no
harm: [hull]
flags: [NO, FR]
harbour: NO
crew: 12
left: 2026-11-20
"""


def test_no_is_a_word_and_a_date_needs_no_quotes() -> None:
    """Norway is no denial, and a date is a date."""
    (result,) = results("yaml", ONE)
    assert (result["id"], result["status"], result["errors"]) == ("007", "complete", [])
    reasons = {one["id"]: one["because"] for one in result["recommendations"]}
    assert {"question": "harbour", "answer": "NO"} in reasons["consul"]


def test_a_list_of_records_or_one() -> None:
    """In order, also the same id again; what is no mapping is unreadable by itself."""
    assert outcomes("yaml", "- {id: a}\n- {id: b, role: owner}\n- 5\n- {id: a}\n") == [
        *({"id": "a"}, {"id": "b", "role": "owner"}, "not_a_record", {"id": "a"}),
    ]
    assert outcomes("yaml", "\ufeffrole: owner\n") == [{"role": "owner"}]
    assert outcomes("yaml", "") == []
    assert outcomes("yaml", "[]") == []


@pytest.mark.parametrize(
    ("lines", "field", "code"),
    [
        ("danger: yes\n  danger: yes", "danger", "twice"),
        ("danger:", "danger", "unclear_value"),
        ("danger: ~", "danger", "unclear_value"),
        ("danger: null", "danger", "unclear_value"),
        ("crew: 014", "crew", "unclear_value"),
        ("crew: 1_000", "crew", "unclear_value"),
        ("danger: !!python/object:os.system x", "danger", "tag"),
        ("[danger]: yes", "", "bad_key"),
        ("id: ~", "id", "unclear_value"),
    ],
)
def test_what_would_have_to_be_guessed_is_an_error_of_its_record(lines: str, field: str, code: str) -> None:
    """The records beside it stand."""
    text = f"- id: a\n  role: owner\n- role: owner\n  {lines}\n- id: c\n  role: guest\n"
    before, bad, after = results("yaml", text)
    assert [(error["field"], error["code"]) for error in bad["errors"]] == [(field, code)]
    assert bad["next_question"] == "danger"
    assert (before["errors"], after["errors"]) == ([], [])


def test_records_on_one_line_are_told_apart() -> None:
    """By their columns."""
    found = results("yaml", "[{id: a, role: owner}, {id: b, role: ~}, {id: c, role: 1_0, role: x}]")
    assert [[error["code"] for error in result["errors"]] for result in found] == [
        [],
        ["unclear_value"],
        ["unclear_value", "twice"],
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"role: owner\n\tdanger: no\n", "line 2"),
        (b"role: [owner\n", "line"),
        (b"role: &a owner\ndanger: *a\n", "anchors or aliases"),
        (b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "anchors or aliases"),
        (b"name: M\xfcller\n", "UTF-8"),
        (b"name: a\0b\n", "U+0000"),
        (b"role: owner\n---\nrole: guest\n", "several YAML documents"),
        (b"[" * 20_000, "deep"),
    ],
)
def test_what_is_no_yaml_is_named_with_its_line(text: bytes, said: str) -> None:
    """A file is read as a whole, so one such slip costs the file."""
    found, fault = read("yaml", text)
    assert found == []
    assert said in fault


def test_a_yaml_file_is_limited_in_size() -> None:
    """And whoever has more is told where to go, at once."""
    began = time.monotonic()
    found, fault = read("yaml", b"- {id: a}\n" * MAX_YAML_BYTES)
    assert found == []
    assert "JSONL or CSV" in fault
    assert time.monotonic() - began < 5


def test_a_hostile_file_is_done_with_at_once() -> None:
    """The work grows with the length of a file, not with its square."""
    began = time.monotonic()
    (result,) = results("yaml", "".join(f"k{number}: ~\n" for number in range(5_000)))
    assert len(result["errors"]) == 10
    assert time.monotonic() - began < 10
