"""What must hold of any record: nothing is raised, the result fits the schema, formats agree, and recalling changes nothing."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from intake.flow.data import schema_file
from intake.flow.load import load
from intake.flow.model import Flow, Question
from intake.records.record import as_record
from intake.records.screener import Screener
from tests.records.reading import read
from tests.records.small_flow import TODAY, WHOLE, small_flow

VALID = Draft202012Validator(json.loads(schema_file("result").read_text(encoding="utf-8")))
INTERPOL = load("interpol")
DATES = ("2026-11-24", "2026-11-20", "2026-11-27", "2026-12-08", "2027-02-01", "2020-02-29")
CODES = ("FR", "NO", "HK", "CN", "TR", "XK")


def sensible(question: Question) -> st.SearchStrategy[Any]:
    """Answers that the question takes, mostly."""
    words = st.sampled_from(sorted(question.words)) if question.words else st.nothing()
    match question.kind:
        case "choice":
            return st.sampled_from(sorted(question.options))
        case "choices":
            return st.lists(st.sampled_from(sorted(question.options)), max_size=4)
        case "country":
            return st.sampled_from(CODES) | words
        case "countries":
            return st.lists(st.sampled_from(CODES), max_size=3) | words.map(lambda word: [word])
        case "date":
            return st.sampled_from(DATES) | words
        case "number":
            return st.integers(0, 20) | words
    raise AssertionError(question.kind)


def records(flow: Flow) -> st.SearchStrategy[dict[str, Any]]:
    """Records of the flow with gaps, answers off the path, and now and then something wrong."""
    wrong = st.sampled_from(["", "Yes", "24/11/2026", " no", "unknown", "x;y"])
    answers = {question.id: sensible(question) | wrong for question in flow.questions}
    other = {
        "id": st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=5),
        "name": st.just("Ann"),
    }
    return st.fixed_dictionaries({}, optional=answers | other)


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from([*DATES, *CODES, "yes", "unknown"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*WHOLE, "radio", "id"]) | st.text(), anything, max_size=14) | anything)
def test_any_record_gives_a_result_that_fits_the_schema(record: Any) -> None:
    """Whatever stands in it: nothing is raised, and the result can be written."""
    result = Screener(small_flow(), TODAY).screen(as_record(record), 1)
    VALID.validate(result)
    json.dumps(result, ensure_ascii=False).encode("utf-8", "backslashreplace")


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(str.encode), st.sampled_from(["jsonl", "json", "yaml", "csv"])
)
def test_any_bytes_give_results_or_a_fault(raw: bytes, format_: str) -> None:
    """A file of noise is no crash in any format."""
    found, fault = read(format_, raw)
    screener = Screener(small_flow(), TODAY)
    for number, record in enumerate(found, 1):
        VALID.validate(screener.screen(record, number))
    assert fault == fault.strip()


@given(
    st.text(st.sampled_from('"\n,;= aé\r\0{}[]:-&*#!|'), max_size=60), st.sampled_from(["jsonl", "json", "yaml", "csv"])
)
def test_signs_that_mean_something_give_results_or_a_fault(text: str, format_: str) -> None:
    """Quotes, brackets and line ends in any order."""
    read(format_, f"id,role\n{text}" if format_ == "csv" else text)


@settings(max_examples=50)
@given(st.lists(records(INTERPOL), min_size=1, max_size=12), st.sampled_from([TODAY, date(2027, 1, 31)]), st.booleans())
def test_recalling_changes_nothing(many: list[dict[str, Any]], day: date, because: bool) -> None:
    """Byte for byte the same, whatever came before, and when it comes again."""
    screener = Screener(INTERPOL, day, because=because)
    afresh = Screener(INTERPOL, day, because=because, recall=False)
    for record in [*many, *many]:
        expected = json.dumps(afresh.screen(as_record(record), 1))
        assert json.dumps(screener.screen(as_record(record), 1)) == expected


@given(st.lists(records(small_flow()), min_size=1, max_size=12))
def test_recalling_changes_nothing_where_answers_are_read_in(many: list[dict[str, Any]]) -> None:
    """Also what is missing and read as something is told apart from what was said."""
    screener, afresh = Screener(small_flow(), TODAY), Screener(small_flow(), TODAY, recall=False)
    for record in many:
        assert screener.screen(as_record(record), 1) == afresh.screen(as_record(record), 1)


@given(records(small_flow()))
def test_a_because_carries_by_itself(record: dict[str, Any]) -> None:
    """A record of these answers alone makes the advice as certain and as urgent; without any one of them it does not."""
    screener = Screener(small_flow(), TODAY)
    ranks = {level.id: level.rank for level in small_flow().levels}

    def urgency(answers: dict[str, Any], name: str) -> int:
        advice = screener.screen(as_record(answers), 1)["recommendations"]
        return next((ranks[one["urgency"]] for one in advice if (one["id"], one["state"]) == (name, "certain")), -1)

    for advice in screener.screen(as_record(record), 1)["recommendations"]:
        if advice["state"] == "certain":
            reasons = {reason["question"]: reason["answer"] for reason in advice["because"]}
            assert reasons.keys() <= record.keys()
            assert urgency(reasons, advice["id"]) >= ranks[advice["urgency"]]


@given(st.lists(records(small_flow()), min_size=1, max_size=5))
def test_csv_and_jsonl_of_the_same_records_give_the_same_results(many: list[dict[str, Any]]) -> None:
    """But for what only CSV has: an empty cell of choices is none of these, and says so."""
    columns = ["id", *(question.id for question in small_flow().questions)]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    lines = []
    for number, record in enumerate(many):
        given = {
            "id": f"r{number}",
            **{name: answer for name, answer in record.items() if name in columns and answer != ""},
        }
        given["id"] = f"r{number}"
        for question in small_flow().questions:
            answer = given.get(question.id)
            if question.kind == "choices":
                given.setdefault(question.id, [])
            elif question.kind == "countries" and answer == []:
                del given[question.id]
            if isinstance(answer, str):
                given[question.id] = (
                    [part.strip() for part in answer.split(";")] if question.several else answer.strip()
                )
        writer.writerow([_cell(given.get(column)) for column in columns])
        lines.append(json.dumps(given))
    screener = Screener(small_flow(), TODAY)
    from_csv = [screener.screen(record, number) for number, record in enumerate(read("csv", text.getvalue())[0], 1)]
    from_jsonl = [
        screener.screen(record, number) for number, record in enumerate(read("jsonl", "\n".join(lines))[0], 1)
    ]
    for result in from_csv:
        result["warnings"] = [warning for warning in result["warnings"] if warning["code"] != "empty_cell"]
    assert from_csv == from_jsonl


def _cell(answer: Any) -> str:
    return "" if answer is None else ";".join(answer) if isinstance(answer, list) else str(answer)
