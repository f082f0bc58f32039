"""`intake screen` and `intake run --answers`: files in, results out, exit codes, and a word where something is wrong."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from intake import cli
from tests.records.small_flow import TEXT, WHOLE

RECORD = json.dumps({"id": "a", **WHOLE})
WRONG = json.dumps({"id": "b", "role": "captain"})
YAML = "\n".join(f"{question}: {answer}" for question, answer in WHOLE.items())


@dataclass
class Ended:
    """How a command ended."""

    code: int
    out: str
    said: str

    @property
    def results(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Intake = Callable[..., Ended]


@pytest.fixture
def intake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Intake:
    """Runs a command in a folder of its own, with the small flow as `boat.yaml` and what is typed on standard input."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INTAKE_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    (tmp_path / "boat.yaml").write_text(TEXT, encoding="utf-8")

    def run(*arguments: str, typed: str | bytes = b"") -> Ended:
        raw = typed.encode() if isinstance(typed, str) else typed
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(raw))))
        try:
            code = cli.main(arguments)
        except SystemExit as end:
            code = int(end.code or 0)
        captured = capfdbinary.readouterr()
        return Ended(code, captured.out.decode(), captured.err.decode())

    return run


def screen(intake: Intake, *arguments: str, typed: str | bytes = b"") -> Ended:
    return intake("screen", *arguments, "--flow", "boat.yaml", "--date", "2026-11-24", typed=typed)


def file(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


class TestFilesAndFormats:
    """The input's format is its ending."""

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("a.jsonl", RECORD),
            ("a.ndjson", RECORD),
            ("a.json", f"[{RECORD}]"),
            ("a.JSON", RECORD),
            ("a.yaml", RECORD),
            ("a.yml", f"- {RECORD}"),
            (
                "a.csv",
                "id,role,danger,harm,flags,harbour,crew,left,weather\na,owner,no,hull;mast,FR;NO,NO,12,2026-11-20,no\n",
            ),
        ],
    )
    def test_each_ending_gives_the_same_result(self, intake: Intake, name: str, text: str) -> None:
        """The same person in another format is the same person."""
        (result,) = screen(intake, file(name, text)).results
        (expected,) = screen(intake, "-", typed=RECORD).results
        assert result == expected
        assert result["status"] == "complete"

    def test_standard_input_is_jsonl_or_what_input_says(self, intake: Intake) -> None:
        """And is read once."""
        assert screen(intake, "-", typed=f"{RECORD}\n{RECORD}").code == 0
        assert len(screen(intake, "-", "--input", "csv", typed="id,role\na,office\n").results) == 1
        assert screen(intake, "-", "-").code == 64

    def test_input_names_the_format_of_files_whose_ending_says_none(self, intake: Intake) -> None:
        """The ending goes before it."""
        other, known = file("a.txt", RECORD), file("b.csv", "id,role\nb,office\n")
        ended = screen(intake, other, known, "--input", "jsonl")
        assert [result["id"] for result in ended.results] == ["a", "b"]
        ended = screen(intake, other)
        assert (ended.code, ended.out) == (64, "")
        assert "a.txt" in ended.said
        assert "--input" in ended.said

    def test_records_are_numbered_through_all_files(self, intake: Intake) -> None:
        """So that no two of one run have the same number."""
        first, second = file("a.jsonl", '{"role": "office"}\n{"id": "x"}\n'), file("b.csv", "role\noffice\n")
        ended = screen(intake, first, second)
        assert [result["id"] for result in ended.results] == ["1", "x", "3"]

    def test_formats_out(self, intake: Intake) -> None:
        """JSONL unless said otherwise."""
        path = file("a.jsonl", RECORD)
        lines = screen(intake, path)
        assert screen(intake, path, "--format", "jsonl").out == lines.out
        assert json.loads(screen(intake, path, "--format", "json").out) == lines.results
        assert screen(intake, path, "--format", "csv").out.startswith("id,flow,version,status")
        assert screen(intake, path, "--format", "table").out.startswith("Level")

    def test_the_same_in_gives_the_same_bytes_out(self, intake: Intake) -> None:
        """Results can be compared."""
        path = file("a.jsonl", "\n".join([RECORD, WRONG] * 20))
        for format_ in ("jsonl", "json", "csv", "table"):
            assert screen(intake, path, "--format", format_).out == screen(intake, path, "--format", format_).out

    def test_no_because_leaves_the_reasons_out(self, intake: Intake) -> None:
        """All else is the same."""
        path = file("a.jsonl", RECORD)
        (quick,), (whole,) = screen(intake, path, "--no-because").results, screen(intake, path).results
        for advice in whole["recommendations"]:
            assert advice.pop("because")
            advice["because"] = []
        assert quick == whole

    def test_the_date_is_todays_unless_it_is_said(self, intake: Intake) -> None:
        """A date after it is refused."""
        path = file("a.jsonl", RECORD)
        assert screen(intake, path).code == 0
        ended = intake("screen", path, "--flow", "boat.yaml", "--date", "2026-11-19")
        assert [error["field"] for error in ended.results[0]["errors"]] == ["left"]
        ended = intake("screen", path, "--flow", "boat.yaml", "--date", "24.11.2026")
        assert (ended.code, ended.out) == (64, "")
        assert "2026-11-24" in ended.said

    def test_the_flow_is_interpol_unless_another_is_named(self, intake: Intake) -> None:
        """As the contract has it."""
        ended = intake("screen", file("a.jsonl", '{"role": "self"}'))
        assert (ended.code, ended.results[0]["flow"]) == (0, "interpol")


class TestExitCodes:
    """0 all valid, 1 some invalid, 65 none could be read; others as everywhere."""

    def test_all_valid(self, intake: Intake) -> None:
        """Incomplete is valid; nothing is said."""
        ended = screen(intake, file("a.jsonl", f'{RECORD}\n{{"id": "b"}}'))
        assert (ended.code, ended.said) == (0, "")

    def test_some_invalid(self, intake: Intake) -> None:
        """All results are written, and how many are invalid is said."""
        ended = screen(intake, file("a.jsonl", f"{WRONG}\n{RECORD}\nbroken\n"))
        assert ended.code == 1
        assert [result["status"] for result in ended.results] == ["invalid", "complete", "invalid"]
        assert "2 of 3 records are invalid" in ended.said

    def test_all_invalid_but_readable(self, intake: Intake) -> None:
        """They could be read."""
        assert screen(intake, file("a.jsonl", WRONG)).code == 1

    @pytest.mark.parametrize("text", ["broken\n[]\n", "", "\n\n"])
    def test_none_could_be_read(self, intake: Intake, text: str) -> None:
        """Each still has its result; an empty file has none."""
        ended = screen(intake, file("a.jsonl", text))
        assert ended.code == 65
        assert len(ended.results) == len(text.split())
        assert ended.said.startswith("intake: ")

    def test_a_file_that_is_no_such_file(self, intake: Intake) -> None:
        """Nothing is written: neither half of the files nor a result."""
        ended = screen(intake, file("a.jsonl", RECORD), "nowhere.csv")
        assert (ended.code, ended.out) == (66, "")
        assert "nowhere.csv: No such file" in ended.said
        Path("folder.csv").mkdir()
        assert screen(intake, "folder.csv").code == 66

    def test_a_file_that_cannot_be_read_costs_itself_alone(self, intake: Intake) -> None:
        """The good records of the others stand."""
        good, bad = file("a.jsonl", RECORD), file("b.csv", "id;role\nb;owner\n")
        ended = screen(intake, bad, good)
        assert (ended.code, len(ended.results)) == (1, 1)
        assert "b.csv: its cells are separated by ';'" in ended.said
        assert screen(intake, bad).code == 65

    @pytest.mark.parametrize("format_", ["parquet", "xlsx", "html"])
    def test_a_format_of_the_extra_says_how_to_install_it(self, intake: Intake, format_: str) -> None:
        """Before any work."""
        ended = screen(intake, file("a.jsonl", RECORD), "--format", format_)
        assert (ended.code, ended.out) == (69, "")
        assert "pip install 'legal-intake[screen]'" in ended.said

    @pytest.mark.parametrize(
        "wrong", [("--format", "pdf"), ("--input", "xml"), ("--max-rows", "0"), ("--max-rows", "x"), ("--nonsense",)]
    )
    def test_usage(self, intake: Intake, wrong: tuple[str, ...]) -> None:
        """One clear word, and no result."""
        ended = screen(intake, file("a.jsonl", RECORD), *wrong)
        assert (ended.code, ended.out) == (64, "")
        assert wrong[0] in ended.said

    def test_a_spreadsheet_is_named_with_what_to_do(self, intake: Intake) -> None:
        """By its ending, or by what it is."""
        ended = screen(intake, file("a.xlsx", ""))
        assert ended.code == 64
        assert "save it as CSV" in ended.said

    def test_a_broken_flow(self, intake: Intake) -> None:
        """Its findings are shown, with place and code."""
        file("broken.yaml", TEXT.replace("go: radio", "go: radoi"))
        ended = intake("screen", file("a.jsonl", RECORD), "--flow", "broken.yaml")
        assert (ended.code, ended.out) == (78, "")
        assert "broken.yaml:" in ended.said
        assert "did you mean 'radio'?" in ended.said

    def test_no_such_flow(self, intake: Intake) -> None:
        """The flows that there are are named."""
        ended = intake("screen", file("a.jsonl", RECORD), "--flow", "interpool")
        assert ended.code == 66
        assert "did you mean 'interpol'?" in ended.said

    def test_more_rows_than_allowed(self, intake: Intake) -> None:
        """The first ones are done, and that there are more is said."""
        path = file("a.jsonl", f"{RECORD}\n" * 5)
        ended = screen(intake, path, "--max-rows", "3")
        assert (ended.code, len(ended.results)) == (65, 3)
        assert "stopped after 3 records" in ended.said
        assert screen(intake, path, "--max-rows", "5").code == 0


class TestAnswers:
    """`intake run --answers FILE`: one record, one result, no questions."""

    def run(self, intake: Intake, *arguments: str, typed: str | bytes = b"") -> Ended:
        return intake("run", "boat.yaml", "--date", "2026-11-24", "--answers", *arguments, typed=typed)

    @pytest.mark.parametrize("text", [RECORD, f"\ufeff{RECORD}", f"[{RECORD}]", YAML])
    def test_json_or_yaml(self, intake: Intake, text: str) -> None:
        """By what it holds, from a file or standard input."""
        expected = screen(intake, "-", typed=json.dumps(WHOLE)).results[0]
        for ended in (self.run(intake, file("a.txt", text)), self.run(intake, "-", typed=text)):
            assert ended.code == 0
            assert {**json.loads(ended.out), "id": "1"} == expected

    def test_a_role_given_beforehand(self, intake: Intake) -> None:
        """Where the flow asks who you are, and the answers do not say."""
        file("boat.yaml", TEXT.replace("start: role}", "start: role, voice: role}"))
        ended = self.run(intake, "-", "--role", "office", typed="{}")
        assert json.loads(ended.out)["status"] == "complete"
        ended = self.run(intake, "-", "--role", "office", typed='{"role": "guest"}')
        assert json.loads(ended.out)["next_question"] == "danger"

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            (WRONG, 1),
            ("{", 65),
            ("5", 65),
            ("", 65),
            (f"[{RECORD}, {RECORD}]", 65),
            ("a: [", 65),
        ],
    )
    def test_bad_answers(self, intake: Intake, text: str, code: int) -> None:
        """One clear word or result."""
        ended = self.run(intake, "-", typed=text)
        assert ended.code == code
        assert ended.out or ended.said.startswith("intake: ")

    def test_no_such_file(self, intake: Intake) -> None:
        """And no such date."""
        assert self.run(intake, "nowhere.json").code == 66
        assert self.run(intake, "-", "--date", "soon").code == 64
