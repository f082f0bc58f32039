"""`intake new`: a flow that runs, passes, and is understood by an editor, wherever it is written."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from intake.check import check_whole
from intake.cli import main
from intake.engine import Session
from intake.flow.data import schema_file
from intake.flow.load import load
from intake.flow.yaml_text import YamlText

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder outside any checkout, as the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def schema_named_in(file: Path) -> Path:
    """What an editor reads: the schema that the first line names, seen from the file's folder."""
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", file.read_text("utf-8").split("\n")[0])
    assert found
    assert not Path(found[1]).is_absolute()
    return file.parent / found[1]


@pytest.mark.parametrize("template", [[], ["--from", "wages"], ["--from", "eviction"]], ids=" ".join)
class TestWritten:
    def test_it_passes(self, template: list[str], folder: Path, capsys: Captured) -> None:
        """Nothing is to mend in it, and its id is the new name."""
        assert main(["new", "my_flow", *template]) == 0
        said = capsys.readouterr()
        assert said.out == "my_flow.yaml\n"
        assert "intake run my_flow.yaml" in said.err
        checkup = check_whole("my_flow.yaml")
        assert checkup.findings == ()
        assert checkup.flow is not None
        assert checkup.flow.id == "my_flow"
        assert checkup.flow.scenarios
        assert checkup.flow.promises

    def test_an_editor_finds_the_schema_beside_it(self, template: list[str], folder: Path) -> None:
        """It is the published one, and takes the flow."""
        main(["new", "my_flow", *template])
        schema = schema_named_in(folder / "my_flow.yaml")
        assert schema.parent == folder
        assert schema.read_bytes() == schema_file("flow").read_bytes()
        data = YamlText("my_flow.yaml", Path("my_flow.yaml").read_bytes()).data
        assert not list(Draft202012Validator(json.loads(schema.read_text("utf-8"))).iter_errors(data))

    def test_in_a_checkout_it_names_the_schema_there(
        self, template: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No second copy that could fall behind."""
        (folder / "schemas").mkdir()
        (folder / "schemas" / "flow.schema.json").write_bytes(schema_file("flow").read_bytes())
        (folder / "flows" / "mine").mkdir(parents=True)
        monkeypatch.chdir(folder / "flows" / "mine")
        assert main(["new", "my_flow", *template]) == 0
        assert schema_named_in(Path("my_flow.yaml").resolve()).resolve() == folder / "schemas" / "flow.schema.json"
        assert os.listdir() == ["my_flow.yaml"]  # noqa: PTH208 - the folder's own names


def test_the_starter_shows_each_thing_once() -> None:
    """Several kinds of question, a fact, a ladder, a limit, a scenario, a promise; and a comment for each section."""
    main(["new", "my_flow"])
    flow = load("my_flow.yaml")
    assert {question.kind for question in flow.questions} == {"choice", "choices", "date", "number"}
    for part in (flow.facts, flow.ladders, flow.limits, flow.glossary, flow.sources, flow.terms, flow.promises):
        assert part
    text = Path("my_flow.yaml").read_text("utf-8")
    sections = re.findall(r"^(\w+):$", text, re.MULTILINE)
    assert len(re.findall(r"^# .*\n\w+:$", text, re.MULTILINE)) == len(sections) > 10
    assert "starter" not in text


def test_the_starter_runs_to_its_end() -> None:
    """With the first answer to each question."""
    main(["new", "my_flow"])
    session = Session(load("my_flow.yaml"))
    for raw in ("self", "yes", ["broken"], "unknown", 40):
        assert session.question is not None
        session.answer(raw)
    assert session.ended
    assert session.triage().urgency == "urgent"


@pytest.mark.parametrize(
    "name", ["", "My_flow", "9lives", "my-flow", "my.flow", "../x", "a/b", "true", "null", "ä", "a" * 65]
)
def test_a_bad_name(name: str, capsys: Captured) -> None:
    """It says what a name is, and writes nothing."""
    assert main(["new", name]) == 64
    assert "small letters" in capsys.readouterr().err
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(("name", "hint"), [("My-Flow.yaml", "my_flow"), ("flows/rent", "rent")])
def test_a_bad_name_has_a_good_one_near(name: str, hint: str, capsys: Captured) -> None:
    """The person may copy it."""
    assert main(["new", name]) == 64
    assert capsys.readouterr().err.endswith(f"for example {hint}\n")


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_nothing_is_written_over(kind: str, folder: Path, capsys: Captured) -> None:
    """Not even through a link that leads nowhere."""
    there = folder / "my_flow.yaml"
    if kind == "file":
        there.write_text("mine")
    elif kind == "folder":
        there.mkdir()
    else:
        there.symlink_to(folder / "elsewhere.yaml")
    assert main(["new", "my_flow"]) == 73
    assert "is there already" in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["my_flow.yaml"]
    assert kind != "file" or there.read_text() == "mine"


def test_a_schema_that_is_there_is_left_as_it_is() -> None:
    """Somebody may have changed it."""
    Path("flow.schema.json").write_text("{}")
    assert main(["new", "my_flow"]) == 0
    assert Path("flow.schema.json").read_text() == "{}"


def test_a_folder_that_takes_nothing(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """One sentence, no traceback."""
    monkeypatch.chdir("/proc")
    assert main(["new", "my_flow"]) == 73
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("template", "code", "said"),
    [("wagse", 66, "did you mean 'wages'?"), ("interpol", 64, "a folder of many files"), ("", 66, "eviction, wages")],
)
def test_a_template_that_is_none(template: str, code: int, said: str, capsys: Captured) -> None:
    """It says which there are."""
    assert main(["new", "my_flow", "--from", template]) == code
    assert said in capsys.readouterr().err
    assert list(Path().iterdir()) == []
