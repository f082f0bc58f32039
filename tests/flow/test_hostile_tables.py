"""A table cannot hurt: each hostile CSV file is refused, with findings that a person can act on."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.flow.findings import Finding
from intake.flow.load import check_flow
from tests.flow.test_hostile_files import SMALL

DECLARED = "{file: t.csv, key: code, columns: {a: word, n: number, d: date, c: country}}"
HEAD = "code,a,n,d,c\n"


def told(folder: Path, content: str | bytes, declared: str = DECLARED) -> list[Finding]:
    """What a check tells of a flow with this table."""
    (folder / "flow.yaml").write_text(f"{SMALL}tables: {{t: {declared}}}\n", "utf-8")
    (folder / "t.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    findings = check_flow(folder)[1]
    assert all(len(finding.render()) < 1_500 for finding in findings)
    return findings


ONE = {
    "a quote never closed": ("E132", HEAD + 'x,y,1,,FR\n"x,y,1,,FR\n' + "z,y,1,,FR\n" * 1_000),
    "a quote too early": ("E132", HEAD + '"x"y,y,1,,FR\n'),
    "a cell without end": ("E132", HEAD + f"x,{'y' * 200_000},1,,FR\n"),
    "a long cell": ("E134", HEAD + f"x,{'y' * 5_000},1,,FR\n"),
    "200,000 columns": ("E132", ",".join(f"k{number}" for number in range(200_000)) + "\n"),
    "semicolons": ("E132", "code;a;n;d;c\n" + "x;y;1;;FR\n" * 1_000),
    "no header": ("E132", ""),
    "a column without a name": ("E132", "code,a,n,d,c,\n" + "x,y,1,,FR,\n" * 1_000),
    "a column twice": ("E133", "code,a,n,d,c,a\nx,y,1,,FR,y\n"),
    "no key": ("E207", "kode,a,n,d,c\n" + "x,y,1,,FR\n" * 1_000),
    "NUL": ("E110", HEAD + "x,y\0,1,,FR\n"),
    "a sign that turns the text": ("E110", HEAD + "x,y\u202e,1,,FR\n"),
    "another encoding": ("E131", (HEAD + "é,y,1,,FR\n").encode("latin-1")),
    "UTF-16": ("E131", (HEAD + "x,y,1,,FR\n").encode("utf-16")),
    "over 16 MiB": ("E131", HEAD + "x,y,1,,FR\n" * 1_700_000),
    "two minus signs": ("E134", HEAD + "x,y,--5,,FR\n"),
    "digits of another script": ("E134", HEAD + "x,y,٣,,FR\n"),
    "a number without end": ("E134", HEAD + f"x,y,{'9' * 4_000},,FR\n"),
    "30 February": ("E134", HEAD + "x,y,1,2026-02-30,FR\n"),
    "small letters": ("E134", HEAD + "x,y,1,,fr\n"),
    "an empty key": ("E134", HEAD + ",y,1,,FR\n"),
    "the same key twice": ("E133", HEAD + "x,y,1,,FR\nx,z,2,,FR\n"),
}


@pytest.mark.parametrize(("code", "content"), ONE.values(), ids=ONE.keys())
def test_one_fault_is_one_finding(code: str, content: str | bytes, tmp_path: Path) -> None:
    """Also if it stands in the header, and would make every line below it wrong."""
    (finding,) = told(tmp_path, content)
    assert finding.code == code


@pytest.mark.parametrize("line", ["x,y,1\n", "x,y,z,,FR\n", ",y,1,,FR\n", "x,y,1,,FR\n"])
def test_the_same_fault_in_every_line_is_told_twenty_times(line: str, tmp_path: Path) -> None:
    """That is enough to see what it is."""
    assert len(told(tmp_path, HEAD + line * 20_000)) == 20


def test_many_rows_of_one_key_that_never_meet_are_well(tmp_path: Path) -> None:
    """Rates of 50 years by the day."""
    days = [
        f"{year}-{month:02}-{day:02}" for year in range(1990, 2040) for month in range(1, 13) for day in range(1, 29)
    ]
    lines = "".join(f"x,y,1,,FR,{day},{day}\n" for day in days)
    assert not told(tmp_path, HEAD[:-1] + ",valid_from,valid_until\n" + lines)


@pytest.mark.parametrize(
    "content",
    [
        HEAD,
        HEAD + "\n\nx,y,1,,FR\n,,,,\n\n",
        "\ufeff" + HEAD + "x,y,1,,FR\n",
        HEAD.replace("\n", "\r\n") + "x,y,1,,FR\r\n",
    ],
    ids=["no rows", "empty lines", "a byte-order mark", "Windows lines"],
)
def test_what_spreadsheets_do_is_well(content: str, tmp_path: Path) -> None:
    """It changes no meaning."""
    assert not told(tmp_path, content)


@pytest.mark.parametrize("file", ["../t.csv", "/etc/passwd", ".", "t.cvs", "x" * 5_000, '"a\\u00a0"', "link.csv"])
def test_only_files_in_the_folder_are_read(file: str, tmp_path: Path) -> None:
    """A flow that reads elsewhere could show what is not its own."""
    (tmp_path / "t.csv").write_text(HEAD)
    folder = tmp_path / "flow"
    folder.mkdir()
    (folder / "link.csv").symlink_to("/etc/passwd")
    (finding,) = told(folder, HEAD, DECLARED.replace("t.csv", file))
    assert finding.code == "E131"
