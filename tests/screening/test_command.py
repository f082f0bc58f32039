"""`intake screen` in columns: whatever the records are, the bytes are those of one record after the other."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.records.small_flow import TEXT, TODAY, WHOLE

INTAKE = (sys.executable, "-m", "intake")
RAW: tuple[object, ...] = (
    "yes",
    "no",
    "unknown",
    "zz",
    None,
    3,
    -1,
    1.5,
    True,
    "2026-11-20",
    "2027-01-01",
    "20.11.2026",
    "NO",
    "FR",
    [],
)
LISTS: tuple[object, ...] = (
    ["hull"],
    ["mast", "hull"],
    ["none"],
    ["none", "hull"],
    ["FR", "NO"],
    ["unknown"],
    ["unknown", "NO"],
    [["a"]],
)
ODD_LINES = ('{"id": "a", "id": "b"}', '{"danger": "yes", "danger": "no"}', "[1]", "not json", "", '{"id": "\\ud800"}')


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The flow, and records of every kind: whole, with gaps, invalid in all ways, with keys that no question has."""
    folder = tmp_path_factory.mktemp("columns")
    (folder / "boat.yaml").write_text(TEXT, "utf-8")
    chance = random.Random(8)
    lines = []
    for _ in range(600):
        record: dict[str, object] = {name: value for name, value in WHOLE.items() if chance.random() < 0.8}
        for name in chance.sample([*WHOLE, "dangr", "id", "notes"], k=chance.choice((0, 0, 1, 2))):
            record[name] = chance.choice((*RAW, *LISTS))
        lines.append(json.dumps(record))
    for at, line in enumerate(ODD_LINES):
        lines.insert(40 * at, line)
    (folder / "people.jsonl").write_text("\n".join(lines), "utf-8")
    header = ",".join(WHOLE)
    rows = ["owner,no,hull;mast,FR;NO,NO,12,2026-11-20,no,", "owner,,,,,,,,", "office,no,,,,,,,", "guest,x,1,2"]
    (folder / "people.csv").write_text("\n".join([header, *rows * 20]), "utf-8")
    return folder


def screened(folder: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    """A run of the command over both files."""
    command = [*INTAKE, "screen", "people.jsonl", "people.csv", "--flow", "boat.yaml", "--date", TODAY.isoformat()]
    return subprocess.run([*command, *options], cwd=folder, capture_output=True, check=False)


@pytest.mark.parametrize(
    "options", [("jsonl",), ("json",), ("csv",), ("table",), ("jsonl", "--no-because")], ids=" ".join
)
def test_columns_write_the_same_bytes(folder: Path, options: tuple[str, ...]) -> None:
    """A clerk cannot tell from the results, nor from what is said of them, how they were worked out."""
    alone, many = (screened(folder, "--format", *options, "--engine", engine) for engine in ("person", "columns"))
    assert alone.stdout.count(b"\n") > 100
    assert (many.stdout, many.stderr, many.returncode) == (alone.stdout, alone.stderr, alone.returncode)
    assert alone.returncode == 1


def test_columns_stop_after_as_many_records_as_were_asked_for(folder: Path) -> None:
    """`--max-rows` holds within a batch too, and the results up to there are written."""
    alone, many = (screened(folder, "--max-rows", "17", "--engine", engine) for engine in ("person", "columns"))
    assert many.stdout.count(b"\n") == 17
    assert (many.stdout, many.stderr, many.returncode) == (alone.stdout, alone.stderr, alone.returncode)


def test_what_was_read_before_a_file_breaks_is_written(folder: Path) -> None:
    """A file of which the end cannot be read costs none of the results before."""
    (folder / "cut.json").write_text('[{"role": "office"}, {"role": "owner"}, {"role"', "utf-8")
    command = [*INTAKE, "screen", "cut.json", "--flow", "boat.yaml", "--engine"]
    alone, many = (
        subprocess.run([*command, engine], cwd=folder, capture_output=True, check=False)
        for engine in ("person", "columns")
    )
    assert alone.stdout.count(b"\n") >= 2
    assert (many.stdout, many.stderr, many.returncode) == (alone.stdout, alone.stderr, alone.returncode)


def test_without_duckdb_a_word_says_what_to_install(folder: Path) -> None:
    """Who has only the core is told the one line that is missing, with an exit code of its own."""
    blocked = "import sys; sys.modules['duckdb'] = None; from intake.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", blocked, "screen", "people.csv", "--flow", "boat.yaml", "--engine", "columns"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 69
    assert done.stdout == ""
    assert done.stderr == "intake: a part is missing (duckdb): pip install 'legal-intake[screen]'\n"


@pytest.mark.parametrize("dialect", ["duckdb", "spark", "postgres"])
def test_the_statement_is_printed_without_a_file(folder: Path, dialect: str) -> None:
    """`--sql` needs no records, and says what it is for."""
    command = [*INTAKE, "screen", "--sql", dialect, "--flow", "boat.yaml", "--date", TODAY.isoformat()]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"-- boat 1.2.0 on 2026-11-24, for {dialect}.\n")
    assert done.stderr == ""
    refused = subprocess.run([*command, "people.csv"], cwd=folder, capture_output=True, text=True, check=False)
    assert refused.returncode == 64
    assert "--sql reads no file" in refused.stderr
