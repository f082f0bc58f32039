"""The forms of a check for programs: JSON as its schema says, SARIF 2.1.0, and annotations of GitHub."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from intake.cli import main
from intake.flow.codes import LESSONS
from intake.flow.data import schema_file
from tests.check.examples import BASE

Captured = pytest.CaptureFixture[str]

LEVELS = {"none", "note", "warning", "error"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a flow that has three findings, of which it accepts one, and with one that cannot be used."""
    monkeypatch.chdir(tmp_path)
    text = BASE.read_text("utf-8").replace("why: Laws differ., ", "").replace("end: Thank you.", "end: You will win.")
    text = text.replace("why: Courts differ by it., ", "")
    accepted = "exceptions: [{finding: W505, at: country, because: Everybody knows.}]\n"
    Path("a flow,100%.yaml").write_text(text + accepted, "utf-8")
    Path("broken.yaml").write_text(text.replace("start: role", "start: rle"), "utf-8")
    return tmp_path


def output(capsys: Captured, *arguments: str) -> Any:
    main(["check", "--no-proofs", *arguments])
    return json.loads(capsys.readouterr().out)


class TestJson:
    def test_it_is_as_the_schema_says(self, folder: Path, capsys: Captured) -> None:
        """With a flow that can be used, one that cannot, and one that is not there."""
        found = output(capsys, "a flow,100%.yaml", "broken.yaml", "nowhere", "wages", "--format", "json")
        schema = json.loads(schema_file("check").read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(found, schema)
        assert [one["usable"] for one in found["flows"]] == [True, False, True]
        assert [one["name"] for one in found["absent"]] == ["nowhere"]

    def test_it_says_all_that_the_text_says(self, folder: Path, capsys: Captured) -> None:
        """Place, code, sentence and hint, what it is about, and what is accepted with its reason."""
        (flow,) = output(capsys, "a flow,100%.yaml", "--format", "json")["flows"]
        assert [finding["code"] for finding in flow["findings"]] == ["W505", "W804"]
        first = flow["findings"][0]
        assert (first["subject"], first["path"], first["line"], first["hint"]) == (
            "amount",
            "steps.amount",
            14,
            "add `why:`",
        )
        assert [(one["subject"], one["because"]) for one in flow["accepted"]] == [("country", "Everybody knows.")]


class TestSarif:
    """Against the rules of the standard that a reader of such logs relies on (numbers are its sections)."""

    @pytest.fixture
    def log(self, folder: Path, capsys: Captured) -> Any:
        return output(capsys, "a flow,100%.yaml", "broken.yaml", "nowhere", "--format", "sarif")

    def test_the_log_and_its_run(self, log: Any) -> None:
        """3.13 and 3.14: the version, one run, and a tool with a name."""
        assert log["version"] == "2.1.0"
        assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
        (run,) = log["runs"]
        assert run["tool"]["driver"]["name"] == "intake"
        assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}

    def test_rules_are_the_lessons(self, log: Any) -> None:
        """3.49: each once, with texts that are sentences, and help in plain text beside that in Markdown (3.11.3)."""
        rules = log["runs"][0]["tool"]["driver"]["rules"]
        assert len({rule["id"] for rule in rules}) == len(rules)
        for rule in rules:
            lesson = LESSONS[rule["id"]]
            assert rule["shortDescription"]["text"] == lesson.title
            assert lesson.means in rule["fullDescription"]["text"]
            assert rule["defaultConfiguration"]["level"] in LEVELS
            assert lesson.wrong.splitlines()[0] in rule["help"]["text"]
            assert rule["help"]["markdown"].count("```") == 4

    def test_results_point_to_rules_and_places(self, log: Any) -> None:
        """3.27 to 3.30: an index that fits its id, a message, a region that counts from 1 and ends behind its start."""
        run = log["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        assert {result["ruleId"] for result in run["results"]} == {"W505", "W804", "E202"}
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["level"] in LEVELS
            assert result["message"]["text"].strip()
            (location,) = result["locations"]
            region = location["physicalLocation"]["region"]
            assert region["startLine"] >= 1
            assert 1 <= region["startColumn"] < region["endColumn"]
            assert region["endColumn"] <= len(region["snippet"]["text"]) + 1

    def test_addresses_are_relative_and_escaped(self, log: Any, folder: Path) -> None:
        """3.4.4 and 3.14.14: the base is declared, and the address leads to the file."""
        run = log["runs"][0]
        files = set()
        for result in run["results"]:
            artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
            assert artifact["uriBaseId"] in run["originalUriBaseIds"]
            assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", artifact["uri"]), artifact["uri"]
            files.add(unquote(artifact["uri"]))
        assert files == {"a flow,100%.yaml", "broken.yaml"}

    def test_a_file_elsewhere_has_its_whole_address(
        self, folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """From another folder there is no relative one."""
        (folder / "below").mkdir()
        monkeypatch.chdir(folder / "below")
        log = output(capsys, "../broken.yaml", "--format", "sarif")
        artifact = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
        assert artifact == {"uri": (folder / "broken.yaml").as_uri()}

    def test_what_is_accepted_is_suppressed_with_its_reason(self, log: Any) -> None:
        """3.35: in the source, and by somebody."""
        suppressed = [result for result in log["runs"][0]["results"] if "suppressions" in result]
        (one,) = suppressed[0]["suppressions"]
        assert len(suppressed) == 1
        assert one == {"kind": "inSource", "status": "accepted", "justification": "Everybody knows."}

    def test_a_fingerprint_stays_when_lines_move(self, folder: Path, capsys: Captured) -> None:
        """3.27.17: a host knows an old finding again, and two findings apart."""
        file = folder / "a flow,100%.yaml"

        def prints() -> list[str]:
            results = output(capsys, file.name, "--format", "sarif")["runs"][0]["results"]
            return sorted(one for result in results for one in result["partialFingerprints"].values())

        before = prints()
        file.write_text("# a line more\n" + file.read_text("utf-8"), "utf-8")
        assert prints() == before
        assert len(set(before)) == len(before) == 3

    def test_a_flow_that_is_not_there_is_a_fault_of_the_run(self, log: Any) -> None:
        """3.20: else a log without results would look like a clean flow."""
        (invocation,) = log["runs"][0]["invocations"]
        assert invocation["executionSuccessful"] is False
        assert "nowhere" in invocation["toolExecutionNotifications"][0]["message"]["text"]


class TestGithub:
    def test_each_finding_is_one_line_that_cannot_break_out(self, folder: Path, capsys: Captured) -> None:
        """What parts a command is escaped: per cent, colon and comma in a property, line ends everywhere."""
        assert main(["check", "--no-proofs", "a flow,100%.yaml", "nowhere", "--format", "github"]) == 66
        why, win, closing, absent = capsys.readouterr().out.splitlines()
        assert why == (
            "::warning file=a flow%2C100%25.yaml,line=14,col=3,endColumn=9,"
            "title=W505 'amount' does not say why it is asked::'amount' does not say why it is asked%0Aadd `why:`"
        )
        assert "title=W804 this promises an outcome%3A “You will win.”::this promises an outcome: “You" in win
        assert closing.endswith(": 2 findings, 1 accepted")
        assert absent.startswith("::error title=E112::there is no flow 'nowhere'%0A")

    def test_what_was_refused_is_an_error(self, folder: Path, capsys: Captured) -> None:
        """It stands out among the advice."""
        main(["check", "broken.yaml", "--format", "github"])
        kinds = [line.split(" ")[0] for line in capsys.readouterr().out.splitlines() if line.startswith("::")]
        assert kinds.count("::error") == 1


def test_the_closing_line_counts_what_is_accepted(folder: Path, capsys: Captured) -> None:
    """Nothing is silenced without a word."""
    main(["check", "--no-proofs", "a flow,100%.yaml"])
    assert capsys.readouterr().out.splitlines()[-1].endswith(": 2 findings, 1 accepted")
