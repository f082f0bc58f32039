"""`intake diff`: in whose case the outcome changes between two flows, as a person types the command."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from intake.cli import main
from intake.engine.rules import rules
from intake.flow.answers import read_answer
from intake.flow.load import load

DAY = date(2026, 11, 24)
Captured = pytest.CaptureFixture[str]
WHOLE = (Path(__file__).parents[2] / "flows" / "eviction.yaml").read_text("utf-8")
EVICTION = re.sub(r"^(scenarios|promises):\n(?:  .*\n|\n)*", "", WHOLE, flags=re.MULTILINE)
"""The example without what it expects of itself: that does not hold any more once it is changed."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(*changes: tuple[str, str], name: str = "new.yaml") -> str:
    """The eviction flow with some of its text replaced; each text stands in it."""
    text = EVICTION
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    Path(name).write_text(text, "utf-8")
    return name


def diff(capsys: Captured, *arguments: str, code: int = 1) -> str:
    """What the command prints."""
    assert main(["diff", *arguments, "--date", DAY.isoformat()]) == code
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def data(capsys: Captured, *arguments: str, code: int = 1) -> dict[str, Any]:
    """The same as plain data."""
    found: dict[str, Any] = json.loads(diff(capsys, *arguments, "--format", "json", code=code))
    return found


PETS = (
    (
        "    next: done\n",
        "    next: pets\n  pets: {ask: Any pets?, why: It counts., choice: {yes: A, no: B}, next: done}\n",
    ),
    ("when: {reasons: {has: arrears}}", "when: {any: [{reasons: {has: arrears}}, {pets: yes}]}"),
)
"""One more question, and advice that hangs on it."""


class TestNothing:
    def test_the_same_flow(self, capsys: Captured) -> None:
        """It is proved, and said with its date."""
        assert diff(capsys, "eviction", "eviction", code=0) == (
            "eviction 1.0.0 → eviction 1.0.0, on 2026-11-24\n"
            "\n"
            "Nothing changes for anybody (proved for 2026-11-24: 42 outcomes, gained or lost).\n"
        )

    def test_other_words(self, capsys: Captured) -> None:
        """A better sentence is named, and changes nobody's outcome."""
        text = diff(capsys, "eviction", written(("It is free.\n", "It costs nothing.\n")), code=0)
        assert "  words of “See the tenants' office”: changed\n" in text
        assert "Nothing changes for anybody" in text

    def test_the_same_meaning_in_other_words(self, capsys: Captured) -> None:
        """A condition that is only written otherwise is shown, and proved to be the same."""
        new = written(
            ("when: {stage: [court_papers, bailiff]}}", "when: {any: [{stage: bailiff}, {stage: court_papers}]}}")
        )
        text = diff(capsys, "eviction", new, code=0)
        assert "fact *a court is at work*: changed" in text
        assert "Nothing changes for anybody" in text


class TestAdvice:
    def test_who_loses_a_recommendation(self, capsys: Captured) -> None:
        """The condition in words, as it was and as it is, and the smallest person who is hurt."""
        new = written(("when: {stage: [court_papers, bailiff]}}", "when: {stage: court_papers}}"))
        assert diff(capsys, "eviction", new) == (
            "eviction 1.0.0 → eviction 1.0.0, on 2026-11-24\n"
            "\n"
            "Written differently\n"
            "  fact *a court is at work*: changed\n"
            "    was  “So far” is ‘Papers came from a court’ or ‘A bailiff set a date’\n"
            "    is   “So far” is ‘Papers came from a court’\n"
            "\n"
            "The outcome changes\n"
            "  - “Ask the court to stop the eviction” is lost\n"
            "    for example if “So far” is ‘A bailiff set a date’\n"
            "    the whole stays Act now\n"
            "  All else is the same for everybody (proved: 41 outcomes, gained or lost).\n"
        )

    def test_who_gains_one(self, capsys: Captured) -> None:
        """The mirror: read the other way round, the same person gains it."""
        new = written(("when: {stage: [court_papers, bailiff]}}", "when: {stage: court_papers}}"))
        text = diff(capsys, new, "eviction")
        assert "  + “Ask the court to stop the eviction” is gained\n" in text

    def test_a_level_that_falls(self, capsys: Captured) -> None:
        """A rung that is lowered: whose urgency falls, from what to what, and which advice falls with it."""
        new = written(("emergency: {stage: [bailiff, locked_out]}", "emergency: {stage: locked_out}"))
        text = diff(capsys, "eviction", new)
        assert "  - Act now or more urgent: no longer so\n" in text
        assert "    for example if “So far” is ‘A bailiff set a date’\n    the whole: Act now → When you can\n" in text
        assert "  - “Ask the court to stop the eviction” is no longer Act now or more urgent\n" in text

    def test_each_example_is_so_in_the_engine(self, capsys: Captured) -> None:
        """Put through both flows, the person has the outcome in one and not in the other."""
        new = written(
            ("emergency: {stage: [bailiff, locked_out]}", "emergency: {stage: locked_out}"),
            ("when: {reasons: {has: arrears}}", "when: {reasons: {has_any: [arrears, quarrel]}}"),
            ("when: {stage: [letter, court_papers, bailiff], reasons", "when: {stage: [letter, bailiff], reasons"),
        )
        changes = data(capsys, "eviction", new)["changes"]
        kinds = {(one["outcome"], one["name"], one["way"]) for one in changes}
        assert ("advised", "pay_arrears", "gained") in kinds
        assert ("ground", "no_reason", "lost") in kinds
        assert ("urgency", None, "lost") in kinds
        flows = load("eviction"), load(new)
        for one in changes:
            triages = []
            for flow in flows:
                raw = one["example"]["answers"]
                read = {name: read_answer(flow.question(name), answer, DAY) for name, answer in raw.items()}
                triages.append(rules(flow, DAY).triage(read))
            assert [triage.urgency for triage in triages] == [
                one["example"][side]["urgency"] for side in ("old", "new")
            ]
            certain = [{advice.recommendation: advice.urgency for advice in triage.certain} for triage in triages]
            assert certain == [one["example"][side]["certain"] for side in ("old", "new")]
            if one["outcome"] == "advised":
                assert (one["name"] in certain[1], one["name"] in certain[0]) == (
                    (True, False) if one["way"] == "gained" else (False, True)
                )

    def test_a_way_that_is_swapped(self, capsys: Captured) -> None:
        """The order of ways decides: who is led past a question loses what hangs on it."""
        first, second = "{when: {stage: [letter, locked_out]}, go: tonight}", "{when: {stage: letter}, go: reasons}"
        ways = "{when: {stage: locked_out}, go: tonight}, {go: household}"
        old = written((ways, f"{first}, {second}, {{go: household}}"), name="old.yaml")
        new = written((ways, f"{second}, {first}, {{go: household}}"))
        text = diff(capsys, old, new)
        assert "  way from “So far”, their order: changed\n" in text
        assert "  - Within three days or more urgent: no longer so\n" in text
        assert "“Who lives there?” is ‘A child’" in text


class TestSteps:
    def test_a_value_that_is_new(self, capsys: Captured) -> None:
        """It is named first; people who give it are no people of the old flow, and nobody else is touched."""
        new = written(("locked_out: {label:", "sold: The house was sold\n      locked_out: {label:"))
        text = diff(capsys, "eviction", new, code=0)
        assert "  answer to “So far”: ‘The house was sold’: added\n" in text

    def test_a_question_that_is_new(self, capsys: Captured) -> None:
        """Whoever is compared answers it too: what hangs on it alone is gained."""
        new = written(
            (
                "next: done\n  done:",
                "next: pets\n  pets: {ask: Any pets?, why: Some homes ask., choice: {yes: A, no: B}, next: done}\n  done:",
            ),
            ("when: {reasons: {has: arrears}}", "when: {any: [{reasons: {has: arrears}}, {pets: yes}]}"),
        )
        found = data(capsys, "eviction", new)
        assert {"kind": "question", "how": "added", "name": "pets", "part": None, "old": None, "new": None} in found[
            "written"
        ]
        (gained,) = [one for one in found["changes"] if one["outcome"] == "advised"]
        assert (gained["name"], gained["way"]) == ("pay_arrears", "gained")
        assert gained["example"]["answers"]["pets"] == "yes"

    def test_a_question_that_is_gone(self, capsys: Captured) -> None:
        """The person of the example answers what the old flow asks, too."""
        old = written(
            (
                "next: done\n  done:",
                "next: pets\n  pets: {ask: Any pets?, why: Some homes ask., choice: {yes: A, no: B}, next: done}\n  done:",
            ),
            ("when: {reasons: {has: arrears}}", "when: {any: [{reasons: {has: arrears}}, {pets: yes}]}"),
            name="old.yaml",
        )
        (lost,) = [one for one in data(capsys, old, "eviction")["changes"] if one["outcome"] == "advised"]
        assert lost["way"] == "lost"
        assert lost["example"]["answers"]["pets"] == "yes"

    def test_a_recommendation_that_is_gone(self, capsys: Captured) -> None:
        """Everybody who had it loses it."""
        advice = EVICTION[EVICTION.index("  pay_arrears:") : EVICTION.index("  advice:\n")]
        new = written((advice, ""))
        said = diff(capsys, "eviction", new)
        assert "  recommendation “Pay the missing rent and keep the proof”: removed\n" in said
        assert "  - “Pay the missing rent and keep the proof” is lost\n" in said

    def test_flows_that_nobody_walks_alike(self, capsys: Captured) -> None:
        """Where nobody comes to an end in both, nothing is proved of anybody, and that is said."""
        written(("choice: {tenant: ", "choice: {a: "), ('helper: "No, I help somebody"}', 'b: "No"}'))
        text = Path("new.yaml").read_text("utf-8")
        Path("new.yaml").write_text(text.replace("{tenant: ", "{a: ").replace("helper: ", "b: "), "utf-8")
        said = diff(capsys, "eviction", "new.yaml")
        assert (
            "The outcomes cannot be compared: nobody comes to an end in both flows by answers that both take.\n" in said
        )
        assert "proved" not in said


class TestRecords:
    def test_those_that_are_affected(self, capsys: Captured) -> None:
        """How many of how many, and for each what it was and is."""
        new = written(("emergency: {stage: [bailiff, locked_out]}", "emergency: {stage: locked_out}"))
        lines = [
            '{"id": "Ada", "role": "tenant", "stage": "bailiff", "household": [], "reasons": []}',
            '{"id": "Ben", "role": "tenant", "stage": "letter", "household": [], "reasons": []}',
            '{"id": "Cleo", "role": "tenant", "stage": "bailiff", "household": ["ill"], "reasons": []}',
        ]
        Path("people.jsonl").write_text("\n".join(lines), "utf-8")
        text = diff(capsys, "eviction", new, "--records", "people.jsonl")
        assert text.endswith(
            "\nRecords: 2 of 3 come to something else\n  Ada: emergency → planned\n  Cleo: emergency → planned\n"
        )
        records = data(capsys, "eviction", new, "--records", "people.jsonl")["records"]
        assert records["count"] == 3
        assert [one["id"] for one in records["affected"]] == ["Ada", "Cleo"]

    def test_a_file_that_is_not_there(self, capsys: Captured) -> None:
        """One sentence."""
        assert main(["diff", "eviction", "eviction", "--records", "people.jsonl"]) == 66
        assert "people.jsonl: No such file" in capsys.readouterr().err


class TestRevisions:
    @pytest.fixture
    def repository(self, folder: Path) -> Path:
        """One flow as a file and as a folder, committed; then both are changed."""
        Path("flows/parts").mkdir(parents=True)
        Path("flows/one.yaml").write_text(EVICTION, "utf-8")
        Path("flows/parts/flow.yaml").write_text(EVICTION, "utf-8")
        who = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
        for arguments in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "first"]):
            subprocess.run(["git", *arguments], check=True, capture_output=True)
        for name in ("flows/one.yaml", "flows/parts/flow.yaml"):
            written(("emergency: {stage: [bailiff, locked_out]}", "emergency: {stage: locked_out}"), name=name)
        return folder

    @pytest.mark.parametrize("name", ["flows/one.yaml", "flows/parts"])
    def test_a_revision_against_the_working_copy(self, name: str, repository: Path, capsys: Captured) -> None:
        """What a reviewer asks of a change: whom does it touch?"""
        assert "no longer so" in diff(capsys, f"HEAD:{name}", name)
        assert "Nothing changes" in diff(capsys, f"HEAD:{name}", "eviction", code=0)

    @pytest.mark.parametrize(
        ("where", "words"),
        [
            ("HEAD:flows/two.yaml", "flows/two.yaml"),
            ("nowhere:flows/one.yaml", "nowhere"),
            ("missing.yaml", "missing.yaml"),
        ],
    )
    def test_what_is_not_there(self, where: str, words: str, repository: Path, capsys: Captured) -> None:
        """The name that was typed, and how one is written."""
        assert main(["diff", where, "eviction"]) == 66
        assert words in capsys.readouterr().err

    def test_a_flow_with_faults_is_called_by_what_was_typed(self, repository: Path, capsys: Captured) -> None:
        """Not by the place of a copy that is gone."""
        Path("flows/one.yaml").write_text(EVICTION.replace("start: role", "start: rle"), "utf-8")
        who = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
        subprocess.run(["git", *who, "commit", "-q", "-a", "-m", "second"], check=True, capture_output=True)
        assert main(["diff", "HEAD:flows/one.yaml", "eviction"]) == 78
        assert capsys.readouterr().err.startswith("HEAD:flows/one.yaml:9:10: E202 ")

    def test_without_git(self, repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
        """A part is missing, and it is named."""
        monkeypatch.setenv("PATH", "")
        assert main(["diff", "HEAD:flows/one.yaml", "eviction"]) == 69
        assert "'git', which is not installed" in capsys.readouterr().err
