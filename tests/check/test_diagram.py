"""`intake diagram`: the picture of a flow and its text forms, as a person types the command."""

from __future__ import annotations

import json
import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from intake.cli import main
from intake.flow.load import load

GOLDEN = Path(__file__).with_name("diagrams")
PARCEL = str(GOLDEN / "parcel.yaml")
DAY = ["--date", "2026-11-24"]
SVG = "{http://www.w3.org/2000/svg}"
Captured = pytest.CaptureFixture[str]


def drawn(capsys: Captured, *arguments: str) -> str:
    """What the command prints, and that all is well."""
    assert main(["diagram", *arguments, *DAY]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def picture(capsys: Captured, *arguments: str) -> ET.Element:
    """The picture, read by an XML parser."""
    return ET.fromstring(drawn(capsys, *arguments))


def steps(root: ET.Element) -> dict[str, ET.Element]:
    """The boxes of the steps, by step."""
    links = (link for link in root.iter(f"{SVG}a") if link.get("id", "").startswith("step-"))
    return {link.attrib["id"].removeprefix("step-"): link for link in links}


def classes(element: ET.Element) -> set[str]:
    return set(element.attrib["class"].split())


@pytest.fixture
def answers(tmp_path: Path) -> str:
    """Half an interview about an eviction."""
    file = tmp_path / "person.json"
    file.write_text(json.dumps({"role": "tenant", "stage": "locked_out"}), "utf-8")
    return str(file)


class TestText:
    @pytest.mark.parametrize(
        ("name", "arguments"),
        [
            ("parcel.dot", ["--format", "dot"]),
            ("parcel.mmd", ["--format", "mermaid"]),
            ("parcel_heat.mmd", ["--format", "mermaid", "--heat"]),
            ("parcel_heat.dot", ["--format", "dot", "--heat"]),
        ],
    )
    def test_it_is_what_was_reviewed(self, name: str, arguments: list[str], capsys: Captured) -> None:
        """To the letter. After a change: `RENEW=1 pytest tests/check/test_diagram.py`, and read the difference."""
        text = drawn(capsys, PARCEL, *arguments)
        if os.environ.get("RENEW"):
            (GOLDEN / name).write_text(text, "utf-8")
        assert text == (GOLDEN / name).read_text("utf-8")

    def test_a_path_is_told_apart(self, answers: str, capsys: Captured) -> None:
        """In Mermaid by classes: what is lit, where it stops, and what will not come."""
        text = drawn(capsys, "eviction", "--format", "mermaid", "--answers", answers)
        assert "class s1,s2,s3 lit" in text
        assert "class s4 here" in text

    def test_text_needs_no_graphviz(self, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
        """Where nothing can be installed, others draw it."""
        monkeypatch.setenv("PATH", "")
        assert drawn(capsys, "eviction", "--format", "dot").startswith("digraph")
        assert drawn(capsys, "eviction", "--format", "mermaid").startswith("---\n")


class TestPicture:
    def test_every_step_and_way_of_interpol_is_in_it(self, capsys: Captured) -> None:
        """Nothing that a reviewer looks for is left out, and each box says its name."""
        flow = load("interpol", cached=True)
        root = picture(capsys)
        boxes = steps(root)
        assert set(boxes) == set(flow.steps)
        ways = [path for path in root.iter(f"{SVG}path") if "way" in path.get("class", "")]
        assert len(ways) == sum(len(step.ways) for step in flow.steps.values())
        assert "".join(boxes["custody"].itertext()).endswith("Held")

    def test_it_can_be_walked_by_keys_and_read_aloud(self, capsys: Captured) -> None:
        """Each step is a link whose name says what it is and where it leads; the picture has a title and says what it is."""
        root = picture(capsys, "eviction")
        title, about = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert about is not None
        assert root.attrib["aria-labelledby"] == title.attrib["id"]
        assert root.attrib["aria-describedby"] == about.attrib["id"]
        found = steps(root)
        assert list(found) == ["role", "stage", "tonight", "household", "reasons", "done"]
        assert all(link.attrib["href"] == f"#{link.attrib['id']}" for link in found.values())
        said = found["stage"].findtext(f"{SVG}title")
        assert said == (
            "Question: So far (stage). Leads to Only a bailiff may change a lock in… when “So far” is ‘The lock was changed’;"
            " else Who lives there?"
        )

    def test_nothing_is_drawn_over_the_edge(self, capsys: Captured) -> None:
        """All boxes lie within the picture."""
        root = picture(capsys)
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        for box in steps(root).values():
            face = box.find(f"{SVG}rect")
            assert face is not None
            x, y, w, h = (float(face.attrib[key]) for key in ("x", "y", "width", "height"))
            assert x >= 0
            assert y >= 0
            assert x + w <= width
            assert y + h <= height

    def test_it_asks_for_nothing_from_elsewhere(self, capsys: Captured) -> None:
        """No font, no picture, no script: it can be mailed, printed and opened without a network."""
        text = drawn(capsys, "eviction")
        assert re.findall(r"https?://[^\"' ]+", text) == ["http://www.w3.org/2000/svg"]
        assert "<script" not in text
        assert "@import" not in text

    def test_the_same_flow_gives_the_same_bytes(self, capsys: Captured) -> None:
        """So that a picture in a repository changes only with the flow."""
        assert drawn(capsys, "interpol") == drawn(capsys, "interpol")

    def test_words_of_a_flow_are_never_markup(self, tmp_path: Path, capsys: Captured) -> None:
        """A question with signs of XML in it is shown with them."""
        file = tmp_path / "flow.yaml"
        text = (Path(__file__).parents[2] / "flows" / "eviction.yaml").read_text("utf-8")
        file.write_text(text.replace("short: So far", 'short: "<b>&\\"So\\" far"'), "utf-8")
        box = steps(picture(capsys, str(file)))["stage"]
        assert "".join(box.itertext()).endswith('<b>&"So" far')

    def test_a_path_is_lit_and_the_rest_is_pale(self, answers: str, capsys: Captured) -> None:
        """Lit to where it stops; what these answers do not lead to is pale, what may still come is not."""
        found = {name: classes(box) for name, box in steps(picture(capsys, "eviction", "--answers", answers)).items()}
        assert "lit" in found["role"]
        assert "lit" in found["tonight"]
        assert "here" in found["household"]
        assert "open" in found["reasons"]

    def test_a_way_not_taken_is_pale(self, tmp_path: Path, capsys: Captured) -> None:
        """Who is not locked out gets no word about tonight."""
        file = tmp_path / "person.yaml"
        file.write_text("role: tenant\nstage: letter\n", "utf-8")
        found = {name: classes(box) for name, box in steps(picture(capsys, "eviction", "--answers", str(file))).items()}
        assert "closed" in found["tonight"]
        assert "here" in found["household"]

    def test_heat_counts_the_scenarios(self, capsys: Captured) -> None:
        """How many of the three come by; what nobody passes is dashed."""
        found = steps(picture(capsys, PARCEL, "--heat"))
        counted = {name: "".join(box.itertext()).rpartition("×")[2] for name, box in found.items()}
        assert counted == {"sent": "3", "not_sent": "1", "ask_first": "0", "day": "2", "done": "2"}
        assert "never" in classes(found["ask_first"])
        assert "heat" in classes(found["day"])

    def test_it_is_written_into_a_file(self, tmp_path: Path, capsys: Captured) -> None:
        """The same bytes as on standard output."""
        file = tmp_path / "map.svg"
        assert drawn(capsys, "eviction", "--out", str(file)) == ""
        assert file.read_text("utf-8") == drawn(capsys, "eviction")


class TestRefused:
    def test_without_graphviz(self, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
        """It says how to install it, and what works without."""
        monkeypatch.setenv("PATH", "")
        assert main(["diagram", "eviction"]) == 69
        said = capsys.readouterr().err
        assert "apt-get install graphviz" in said
        assert "--format mermaid" in said

    def test_an_answer_that_is_not_taken_is_told(self, tmp_path: Path, capsys: Captured) -> None:
        """A path of other answers than those of the file would be a wrong picture in silence."""
        file = tmp_path / "person.json"
        file.write_text('{"role": "tenant", "stage": "lettr"}', "utf-8")
        assert main(["diagram", "eviction", "--format", "dot", "--answers", str(file), *DAY]) == 0
        assert "stage: not taken: 'lettr' is not offered; did you mean 'letter'?" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("arguments", "code", "words"),
        [
            (["evicton"], 66, "did you mean 'eviction'?"),
            (["eviction", "--answers", "nobody.json"], 66, "nobody.json: No such file"),
            (["eviction", "--format", "dot", "--out", "no/such/folder/map.dot"], 73, "cannot be written"),
            (["eviction", "--date", "24.11.2026"], 64, "--date"),
        ],
    )
    def test_what_cannot_be_done(self, arguments: list[str], code: int, words: str, capsys: Captured) -> None:
        """One sentence, and the exit code of the house."""
        assert main(["diagram", *arguments]) == code
        said = capsys.readouterr()
        assert words in said.err
        assert said.out == ""
