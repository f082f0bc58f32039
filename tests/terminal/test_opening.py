"""What is said at once: kept from an earlier run, never stale, and without anything heavy."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from intake.terminal.first import first_turn
from intake.terminal.keeping import opening_of
from intake.terminal.opening import opening_key, question_lines, term_lines
from intake.terminal.turns import question_turn
from tests.terminal.people import CROSSING, TODAY, crossing, session

HEAVY = [
    "prompt_toolkit",
    "yaml",
    "jsonschema",
    "babel",
    "transitions",
    "asyncio",
    "cryptography",
    "dataclasses",
    "typing",
]


def test_the_first_question_is_the_same_from_what_was_kept() -> None:
    """As the flow itself would ask it."""
    kept = json.loads(json.dumps(opening_of(crossing(), TODAY)))
    turn = first_turn(kept, TODAY, plain=False)
    person = session()
    own = question_turn(person.rules, {}, crossing().question("role"))
    assert turn == own._replace(title="A crossing", progress="1 of about 7")


def test_how_far_it_is_is_not_said_on_another_day() -> None:
    """It can depend on the date."""
    kept = opening_of(crossing(), TODAY)
    assert first_turn(kept, date(2026, 11, 25), plain=False).progress == ""


def test_another_text_or_table_is_another_key(tmp_path: Path) -> None:
    """So that nothing stale can be shown."""
    flow = tmp_path / "flow.yaml"
    flow.write_text(CROSSING.read_text(encoding="utf-8"), encoding="utf-8")
    first = opening_key(str(flow))
    assert opening_key(str(flow)) == first
    flow.write_text(flow.read_text(encoding="utf-8").replace("Who are you?", "Who?"), encoding="utf-8")
    second = opening_key(str(flow))
    (tmp_path / "table.csv").write_text("code,name\n", encoding="utf-8")
    assert len({first, second, opening_key(str(flow))}) == 3


@pytest.mark.parametrize("width", [8, 20, 40, 80, 300, None])
def test_terms_fit_their_width(width: int | None) -> None:
    """And in plain lines each is one line."""
    terms = ["One short term.", "A longer term that has to be wrapped on a small screen, as on a telephone."]
    lines = term_lines(terms, width)
    assert lines == terms if width is None else all(len(line) <= width for line in lines)


def test_the_first_question_is_printed_with_its_answers() -> None:
    """To be read before anything else is there."""
    lines = question_lines(json.loads(json.dumps(opening_of(crossing(), TODAY)))["turn"], 80)
    assert lines[2:] == ["Who are you?", "   1 It is about me", "   2 I help somebody"]


def test_nothing_heavy_is_imported_before_the_terms(tmp_path: Path) -> None:
    """A person in danger waits for no library."""
    environment = {
        "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
        "XDG_CACHE_HOME": str(tmp_path),
        "LANG": "C.UTF-8",
    }
    run = [sys.executable, "-m", "intake", "run", str(CROSSING)]
    subprocess.run(run, input="", env=environment, text=True, capture_output=True, check=False)
    program = (
        "import sys\n"
        "from intake.cli import main\n"
        f"main(['run', {str(CROSSING)!r}])\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input="", env=environment, text=True, capture_output=True, check=True
    )
    assert "It can not see any file." in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"
