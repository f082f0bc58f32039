"""The result of one record, line by line as the interface is written."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import intake
from intake.flow.data import schema_file
from intake.records.screener import Result
from tests.records.small_flow import TODAY, WHOLE, small_flow

SCHEMA = json.loads(schema_file("result").read_text(encoding="utf-8"))
KEYS = ["id", "flow", "version", "status", "urgency", "urgency_at_most", "recommendations", "grounds"]
KEYS += ["next_question", "errors", "warnings"]


def screened(record: Any, **options: Any) -> Result:
    """The result, which always fits the published schema."""
    result = intake.screen(small_flow(), record, **{"date": TODAY} | options)
    Draft202012Validator(SCHEMA).validate(result)
    return result


def whole(**changes: Any) -> dict[str, Any]:
    """A whole record with these changes; `None` leaves a question out."""
    return {name: answer for name, answer in (WHOLE | changes).items() if answer is not None}


def listed(result: Result) -> list[tuple[str, str]]:
    return [(one["id"], one["state"]) for one in result["recommendations"]]


def because(result: Result, name: str) -> dict[str, Any]:
    (advice,) = (one for one in result["recommendations"] if one["id"] == name)
    return {reason["question"]: reason["answer"] for reason in advice["because"]}


def fields(problems: list[dict[str, str]]) -> list[str]:
    return [problem["field"] for problem in problems]


def test_the_schema_is_one() -> None:
    """It is published: editors and other programs use it."""
    Draft202012Validator.check_schema(SCHEMA)


def test_a_result_has_these_keys_in_this_order() -> None:
    """Who reads a file of results by eye finds things where they were before."""
    result = screened(whole())
    assert list(result) == KEYS
    assert list(result["recommendations"][0]) == [
        *("id", "state", "urgency", "urgency_at_most", "deadline", "because", "sources"),
    ]
    assert (result["flow"], result["version"], result["status"]) == ("boat", "1.2.0", "complete")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("r1", "r1"),
        (" r1 ", " r1 "),
        ("", ""),
        (7, "7"),
        (10**30, "1" + "0" * 30),
        (1.5, "1.5"),
        (True, "true"),
        (None, "1"),
    ],
)
def test_an_id_is_text_exactly_as_given(given: object, shown: str) -> None:
    """The firm finds its own record again; without an id it has the record's number."""
    assert screened({"id": given})["id"] == shown
    assert screened({"id": given})["status"] == "incomplete"


def test_an_id_that_is_no_text_is_an_error() -> None:
    """A list cannot be the name of a record."""
    result = screened({"id": ["r1"], "role": "office"})
    assert (result["id"], result["status"], fields(result["errors"])) == ("1", "invalid", ["id"])


def test_the_caller_may_name_a_record_that_has_no_id() -> None:
    """A program that screens one record knows what it is called; the record's own id goes before."""
    assert screened({}, id="case 9")["id"] == "case 9"
    assert screened({"id": "own"}, id="case 9")["id"] == "own"


def test_certain_comes_before_possible_then_urgency_then_the_order_of_the_flow() -> None:
    """What to do first stands first."""
    result = screened(whole(danger="yes", radio="no", crew=2, pets=["dog"]))
    assert listed(result) == [(name, "certain") for name in ("rescue", "repair", "consul", "feed", "write_down")]
    assert [one["urgency"] for one in result["recommendations"]] == ["emergency", "soon", "soon", "planned", "planned"]
    result = screened({"role": "owner", "danger": "no", "weather": "no", "harm": ["mast"]})
    assert listed(result) == [("repair", "certain"), ("write_down", "certain"), ("consul", "possible")]


def test_urgency_is_so_far_and_at_most() -> None:
    """What is missing may still make it worse, and that shows."""
    result = screened({"role": "owner"})
    assert (result["urgency"], result["urgency_at_most"]) == ("planned", "emergency")
    result = screened(whole())
    assert (result["urgency"], result["urgency_at_most"]) == ("soon", "soon")


def test_a_deadline_is_a_date_or_null() -> None:
    """A date is worked out only where it is sure."""
    deadlines = {one["id"]: one["deadline"] for one in screened(whole())["recommendations"]}
    assert deadlines == {"repair": "2026-11-27", "consul": None, "write_down": None}
    unknown = screened(whole(left="unknown"))["recommendations"]
    assert {one["deadline"] for one in unknown} == {None}


def test_because_has_whole_answers_in_the_order_of_the_question() -> None:
    """The answer is what the person said, not the part of it that the rule looks at."""
    result = screened(whole(harm=["engine", "hull", "mast"]))
    assert because(result, "repair")["harm"] == ["mast", "hull", "engine"]
    assert because(result, "consul") == {"role": "owner", "flags": ["FR", "NO"], "harbour": "NO"}
    assert because(result, "write_down") == {"role": "owner", "crew": 12}


def test_because_is_empty_if_it_is_only_possible_or_not_asked_for() -> None:
    """Only what is certain has a reason."""
    possible = [one for one in screened({"role": "owner"})["recommendations"] if one["state"] == "possible"]
    assert possible
    assert all(one["because"] == [] for one in possible)
    assert all(one["because"] == [] for one in screened(whole(), because=False)["recommendations"])


def test_grounds_are_in_the_order_of_the_flow() -> None:
    """Not in the order of the answers."""
    assert screened(whole())["grounds"] == ["unsafe", "crowded"]
    assert screened(whole(crew=2))["grounds"] == ["unsafe"]


@pytest.mark.parametrize("missing", ["danger", "harm", "flags", "harbour", "crew", "left"])
def test_a_record_that_lacks_what_the_path_needs_is_incomplete(missing: str) -> None:
    """And names the question to ask; JSON null is the same as no key."""
    for record in (whole(**{missing: None}), whole() | {missing: None}):
        result = screened(record)
        assert (result["status"], result["next_question"]) == ("incomplete", missing)
        assert (result["errors"], result["warnings"]) == ([], [])


def test_unknown_is_an_answer_and_an_empty_list_is_none_of_these() -> None:
    """Neither is the same as missing."""
    assert screened(whole(danger="unknown", radio="no"))["status"] == "complete"
    result = screened(whole(harm=[], flags=[]))
    assert result["status"] == "complete"
    assert "repair" not in dict(listed(result))
    none = screened(whole(harm=["none"], flags=[]))
    assert listed(none) == listed(result)


WRONG: list[tuple[str, object, str]] = [
    ("role", "Owner", "unknown_value"),
    ("role", " owner", "unknown_value"),
    ("role", True, "wrong_type"),
    ("role", ["owner"], "wrong_type"),
    ("role", {"is": "owner"}, "wrong_type"),
    ("harm", ["hull", "keel"], "unknown_value"),
    ("harm", ["none", "hull"], "not_alone"),
    ("harm", [["hull"]], "wrong_type"),
    ("harm", 3, "wrong_type"),
    ("flags", ["fr"], "unknown_value"),
    ("flags", ["unknown", "FR"], "not_alone"),
    ("harbour", "Norway", "unknown_value"),
    ("harbour", "no", "unknown_value"),
    ("crew", "12", "not_a_number"),
    ("crew", 1.5, "not_a_number"),
    ("crew", True, "not_a_number"),
    ("crew", -1, "out_of_range"),
    ("crew", 10**400, "out_of_range"),
    ("left", "24/11/2026", "not_a_date"),
    ("left", "2026-02-30", "not_a_date"),
    ("left", "20261120", "not_a_date"),
    ("left", "2026-11-20T10:00", "not_a_date"),
    ("left", datetime(2026, 11, 20, 10), "not_a_date"),
    ("left", 20261120, "not_a_date"),
    ("left", "2026-11-25", "out_of_range"),
    ("crew", "x" * 100_000, "too_long"),
]


@pytest.mark.parametrize(("field", "answer", "code"), WRONG)
def test_an_invalid_answer_is_an_error_and_treated_as_not_given(field: str, answer: object, code: str) -> None:
    """Nothing is guessed, and what is certain in spite of it is listed."""
    result = screened(whole(**{field: answer}))
    assert result["status"] == "invalid"
    assert [(error["field"], error["code"]) for error in result["errors"]] == [(field, code)]
    assert len(result["errors"][0]["message"]) <= 200
    without = screened(whole(**{field: None}))
    assert listed(result) == listed(without)
    assert result["next_question"] == without["next_question"] == field
    assert result["warnings"] == []


def test_a_date_may_be_a_date() -> None:
    """A program need not turn its dates into text."""
    assert screened(whole(left=date(2026, 11, 20))) == screened(whole())


def test_an_answer_that_the_path_does_not_need_is_kept_aside_with_a_warning() -> None:
    """It changes nothing, and nobody is left to wonder why."""
    result = screened({"role": "office", "danger": "yes", "crew": 50})
    assert (result["status"], result["urgency"], result["grounds"]) == ("complete", "planned", [])
    assert [(one["field"], one["code"]) for one in result["warnings"]] == [
        ("danger", "kept_aside"),
        ("crew", "kept_aside"),
    ]


def test_a_value_that_is_kept_aside_is_checked_all_the_same() -> None:
    """A slip in it would count again when the path changes."""
    result = screened({"role": "office", "danger": "perhaps"})
    assert (result["status"], fields(result["errors"]), result["warnings"]) == ("invalid", ["danger"], [])


def test_an_answer_that_some_open_route_needs_is_not_kept_aside() -> None:
    """As long as danger is not known, the radio may still be asked for."""
    assert screened(whole(danger=None, radio="no"))["warnings"] == []
    assert fields(screened(whole(radio="no"))["warnings"]) == ["radio"]


def test_an_unknown_key_is_named_with_the_nearest_id() -> None:
    """A misspelt question would else be an answer lost."""
    result = screened(whole(harbor="NO", colour="red"))
    assert result["status"] == "complete"
    assert fields(result["warnings"]) == ["harbor", "colour"]
    assert "did you mean 'harbour'?" in result["warnings"][0]["message"]
    assert "did you mean" not in result["warnings"][1]["message"]


def test_at_most_ten_errors_and_ten_warnings_and_all_of_them_short() -> None:
    """A record with a thousand odd keys costs no page; a slip is never hidden behind the others."""
    record: dict[str, Any] = {f"column {'x' * 500} {number}": "y" * 5000 for number in range(300)}
    record |= {"rloe": "owner", **dict.fromkeys(WHOLE, "?" * 5000)}
    result = screened(record)
    assert len(result["errors"]) == 9
    assert len(result["warnings"]) == 10
    assert len(json.dumps(result)) < 10_000
    record = {f"column {number}": "y" for number in range(90)} | {"rloe": "owner"}
    assert screened(record)["warnings"][0]["field"] == "rloe"


class TestMissing:
    """What a record without an answer is read as."""

    def test_it_is_complete_and_no_warning_says_otherwise(self) -> None:
        """A record written before the question was added stays whole."""
        result = screened(whole(weather=None, pets=None))
        assert (result["status"], result["errors"], result["warnings"]) == ("complete", [], [])
        assert ("wait_for_weather", "certain") in listed(result)

    def test_it_is_never_kept_aside(self) -> None:
        """Nobody gave it."""
        assert screened({"role": "office"})["warnings"] == []

    def test_null_is_the_same_as_no_key(self) -> None:
        """And both are read as the flow says."""
        assert screened(whole(weather=None)) == screened(whole() | {"weather": None})

    def test_it_is_no_reason(self) -> None:
        """A because names what the record says, with which alone as a record the advice is certain."""
        result = screened(whole(weather=None))
        reasons = because(result, "wait_for_weather")
        assert reasons == {"role": "owner", "danger": "no"}
        assert ("wait_for_weather", "certain") in listed(screened(reasons))

    def test_an_answer_goes_before_it(self) -> None:
        """It is read in only where nothing was said."""
        assert "wait_for_weather" not in dict(listed(screened(whole(weather="no"))))
        assert because(screened(whole(pets=["cat"])), "feed") == {"role": "owner", "pets": ["cat"]}

    def test_an_invalid_answer_is_not_replaced_by_it(self) -> None:
        """Something was said: what it was is not known, so nothing is certain by it."""
        result = screened(whole(weather="stormy"))
        assert (result["status"], result["next_question"]) == ("invalid", "weather")
        assert ("wait_for_weather", "possible") in listed(result)


@pytest.mark.parametrize("record", [None, [], ["role"], "role", 5, True])
def test_what_is_no_record_is_unreadable(record: object) -> None:
    """It may be anybody's: the level at most is the highest."""
    result = screened(record)
    assert (result["status"], result["urgency"], result["urgency_at_most"]) == ("invalid", None, "emergency")
    assert (result["recommendations"], result["grounds"], result["next_question"]) == ([], [], None)
    assert result["errors"][0]["field"] == ""
