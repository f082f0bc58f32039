"""The interface for programs, in a real server: results as `intake screen` gives them, turns for a bot, its description."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from intake.flow.data import openapi_file, schema_file
from tests.web.serving import CROSSING, Running, serving

DAY = "2026-11-24"
TRIAGE = "/api/v1/flows/crossing/triage"
TURN = "/api/v1/flows/crossing/turn"
RECORDS: list[Any] = [
    {"id": "Ada", "role": "self", "held": "yes", "since": "2026-11-23", "concerns": ["torture", "unfair"]},
    {"role": "helper", "held": "no", "current_country": "TR", "passports": [], "concerns": [], "money": 3},
    {"held": "maybe", "hled": "yes", "since": "2999-01-01"},
    {"held": None, "since": "2026-11-23", "id": 17},
    {},
    "no record",
]


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with serving(CROSSING, "eviction") as running:
        yield running


@pytest.fixture(scope="module")
def described(server: Running) -> dict[str, Any]:
    found: dict[str, Any] = server.client.get("/openapi.json").json()
    return found


def screened(records: Path, format: str) -> bytes:
    """What `intake screen` prints."""
    command = [sys.executable, "-m", "intake", "screen", str(records), "--flow", str(CROSSING), "--date", DAY]
    return subprocess.run([*command, "--format", format], capture_output=True, check=False).stdout


def schema_of(described: dict[str, Any], name: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": described["components"]})


class TestTriage:
    def test_a_list_gives_what_screen_gives_to_the_byte(self, server: Running, tmp_path: Path) -> None:
        """Also for what is wrong in it: nobody is lost because a record is broken."""
        file = tmp_path / "records.json"
        file.write_text(json.dumps(RECORDS), "utf-8")
        answer = server.client.post(f"{TRIAGE}?date={DAY}", json=RECORDS)
        assert answer.status_code == 200
        assert answer.content == screened(file, "json")
        assert [result["status"] for result in answer.json()] == [
            "incomplete", "complete", "invalid", "incomplete", "incomplete", "invalid",
        ]  # fmt: skip

    @pytest.mark.parametrize("record", RECORDS[:5])
    def test_one_record_gives_one_result(self, server: Running, tmp_path: Path, record: object) -> None:
        """No list around it."""
        file = tmp_path / "record.json"
        file.write_text(json.dumps(record), "utf-8")
        assert server.client.post(f"{TRIAGE}?date={DAY}", json=record).content == screened(file, "jsonl")

    def test_texts_of_any_script_come_back_as_they_were(self, server: Running) -> None:
        """An id is the firm's own: it is not read, only given back."""
        for name in ("Ωμέγα ‏א", "<script>alert(1)</script>", "\ud800", "a\u2028b", "'; DROP TABLE cases; --"):
            sent = json.dumps({"id": name}).encode()
            answer = server.client.post(TRIAGE, content=sent, headers={"Content-Type": "application/json"})
            assert json.loads(answer.content)["id"] == name

    def test_an_empty_list_has_no_results(self, server: Running) -> None:
        """No error either."""
        assert server.client.post(TRIAGE, json=[]).json() == []


class TestTurn:
    def test_a_bot_comes_to_the_end_and_to_the_same_triage(self, server: Running, described: dict[str, Any]) -> None:
        """It knows nothing of the flow: it picks the first reply to each question."""
        form = schema_of(described, "Turn")
        answers: dict[str, Any] = {}
        asked = []
        while True:
            turn = server.client.post(TURN, json={"answers": answers}).json()
            form.validate(turn)
            question = turn["question"]
            if question is None:
                break
            asked.append(question["id"])
            first = question["replies"][0]["value"]
            answers[question["id"]] = [first] if question["several"] else first
        assert asked == ["role", "held", "current_country", "passports", "concerns", "money"]
        assert turn["end"] == "That was all."
        assert turn["triage"] == server.client.post(TRIAGE, json=answers).json()

    def test_the_opening_comes_before_the_first_question_alone(self, server: Running) -> None:
        """A bot says the terms, too."""
        first = server.client.post(TURN, json={"answers": {}}).json()
        assert first["opening"]["first"] == "This is a set of questions, not a person, and not a lawyer."
        assert first["opening"]["terms"] == ["It asks a few questions about a crossing.", "It can not see any file."]
        assert server.client.post(TURN, json={"answers": {"role": "self"}}).json()["opening"] is None

    def test_an_emergency_is_said_at_once(self, server: Running) -> None:
        """With what to do first, and the next question still to come."""
        turn = server.client.post(TURN, json={"answers": {"role": "self", "held": "yes"}}).json()
        assert turn["emergency"] == {
            "level": "Act now",
            "title": "Call a lawyer",
            "first": ["Say that you want a lawyer."],
            "also": [],
            "because": ["Held: Held now"],
        }
        assert turn["question"]["id"] == "since"
        assert turn["question"]["at_most"] is not None
        assert turn["progress"] == {"number": 3, "fewest_to_go": 4, "most_to_go": 4}

    def test_a_question_has_all_that_a_bot_shows(self, server: Running) -> None:
        """Groups, words, and what stands alone."""
        answers = {"role": "self", "held": "no", "current_country": "FR", "passports": []}
        question = server.client.post(TURN, json={"answers": answers}).json()["question"]
        assert [(reply["value"], reply["group"], reply["alone"]) for reply in question["replies"]] == [
            ("unfair", "There", False),
            ("torture", "There", False),
            ("cost", "Here", False),
            ("none", "Here", True),
        ]

    def test_an_answer_that_is_none_is_an_error(self, server: Running) -> None:
        """A person can be asked again, where a record can not: the words say what is right."""
        answer = server.client.post(TURN, json={"answers": {"held": "maybe", "hled": "yes"}})
        assert answer.status_code == 422
        problem = answer.json()
        assert problem["code"] == "bad_answers"
        assert [(error["field"], error["code"]) for error in problem["errors"]] == [
            ("held", "unknown_value"),
            ("hled", "unknown_key"),
        ]

    @pytest.mark.parametrize(
        "body", ["{}", "[]", '{"answers": []}', '{"answers": {}, "more": 1}', '{"answers": {"a": 1, "a": 2}}']
    )
    def test_a_body_of_another_form_is_refused(self, server: Running, body: str) -> None:
        """A slip in a bot's code shows at once."""
        answer = server.client.post(TURN, content=body, headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


class TestDescription:
    def test_it_stands_alone(self, described: dict[str, Any]) -> None:
        """Tools read one document: every reference leads somewhere in it."""

        def references(part: Any) -> Iterator[str]:
            if isinstance(part, dict):
                for name, value in part.items():
                    yield from [value] if name == "$ref" else references(value)
            elif isinstance(part, list):
                for one in part:
                    yield from references(one)

        found = set(references(described))
        assert len(found) > 10
        for reference in found:
            target: Any = described
            for name in reference.removeprefix("#/").split("/"):
                target = target[name]

    def test_it_names_the_flows_of_this_server(self, described: dict[str, Any]) -> None:
        """So that a tool that reads it can call them."""
        assert described["components"]["parameters"]["Flow"]["schema"]["enum"] == ["crossing", "eviction"]

    def test_the_file_in_the_repository_is_whole_too(self) -> None:
        """Beside the form of a result, to which it refers."""
        written = json.loads(openapi_file().read_text("utf-8"))
        assert written["openapi"] == "3.1.0"
        assert openapi_file().with_name(written["components"]["schemas"]["Result"]["$ref"]) == schema_file("result")

    def test_the_examples_are_taken(self, server: Running, described: dict[str, Any]) -> None:
        """What is shown there works."""
        for path, asked in (("triage", "200"), ("turn", "422")):
            content = described["paths"][f"/api/v1/flows/{{flow}}/{path}"]["post"]["requestBody"]["content"]
            for example in content["application/json"]["examples"].values():
                answer = server.client.post(f"/api/v1/flows/crossing/{path}", json=example["value"])
                assert answer.status_code in (200, int(asked))

    @pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
    @pytest.mark.parametrize("operation", ["triage", "turn"])
    def test_generated_requests_are_answered_as_described(
        self, server: Running, described: dict[str, Any], operation: str, mode: GenerationMode
    ) -> None:
        """Status, type and form of every answer are those of the description, and the server never fails."""
        api = schemathesis.openapi.from_dict(described)
        api.config.seed = 1
        (asked,) = (
            one.ok() for one in api.get_all_operations() if isinstance(one, Ok) and one.ok().path.endswith(operation)
        )
        # That a turn takes any text for an answer can not be said in a description: which it takes, the flow says.
        but: list[schemathesis.CheckFunction] = [positive_data_acceptance] if operation == "turn" else []
        seen: set[int] = set()

        @settings(max_examples=30, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
        @given(asked.as_strategy(generation_mode=mode))
        def tried(case: schemathesis.Case[Any]) -> None:
            answer = case.call(base_url=server.address)
            seen.add(answer.status_code)
            case.validate_response(answer, excluded_checks=but)

        tried()
        assert (200 in seen) is (mode is GenerationMode.POSITIVE)

    @pytest.mark.parametrize("address", ["/healthz", "/openapi.json"])
    def test_what_is_said_of_the_server_has_the_form_described(
        self, server: Running, described: dict[str, Any], address: str
    ) -> None:
        """For whoever watches it."""
        answer = server.client.get(address)
        content = described["paths"][address]["get"]["responses"]["200"]["content"]
        part = {**content["application/json"]["schema"], "components": described["components"]}
        Draft202012Validator(part).validate(answer.json())
