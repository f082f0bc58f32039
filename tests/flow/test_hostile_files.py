"""A flow file cannot hurt: each hostile one is refused at once, with one clear finding, whatever it does to other readers."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from intake.flow.findings import Finding, FlowError
from intake.flow.load import MAX_FAULTS, check_flow, load

SMALL = """\
flow: {id: small, version: 1.0.0, title: Small, language: en, start: held}
levels: {urgent: {label: Today}, later: {label: Later}}
steps:
  held: {ask: Are you held?, why: Hours count., choice: {yes: "Yes", no: "No"}, next: done}
  done: {end: Thank you.}
recommendations:
  call: {title: Call a lawyer, why: A right., how: [Call.], when: {held: yes}, urgency: urgent, sources: [law]}
sources: {law: {title: The law, checked: 2026-11-24, confidence: high}}
"""


def told(where: Path) -> list[Finding]:
    """What a check tells of a flow that it does not take."""
    try:
        flow, findings = check_flow(where)
        assert flow is None
    except FlowError as error:
        findings = list(error.findings)
    return findings


def deep(opening: str, closing: str = "") -> str:
    return "a: " + opening * 20_000 + closing * 20_000


HOSTILE = {
    "a bomb of aliases": ("E104", SMALL + "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"),
    "an alias of itself": ("E104", SMALL + "a: &a [*a]\n"),
    "an alias of nothing": ("E104", SMALL + "a: *b\n"),
    "a merge": ("E109", SMALL + "<<: {terms: [a]}\n"),
    "20,000 open brackets": ("E106", deep("[", "]")),
    "20,000 open braces": ("E106", deep("{a: ", "}")),
    "20,000 brackets never closed": ("E106", deep("[")),
    "20,000 dashes": ("E106", "a:\n  " + "- " * 20_000 + "x"),
    "1,300 indents": ("E106", "\n".join(" " * depth + "a:" for depth in range(1_300)) + " x"),
    "a Python object": ("E105", SMALL + 'terms: [!!python/object/apply:os.system ["true"]]\n'),
    "a tag of its own": ("E105", SMALL + "terms: [!secret x]\n"),
    "a key twice": ("E103", SMALL + "facts:\n  a: {held: yes}\n  a: {held: no}\n"),
    "a section twice": ("E103", SMALL + "levels: {a: {label: A}}\n"),
    "NUL": ("E110", SMALL + "terms: [a\0b]\n"),
    "NUL, written": ("E110", SMALL + 'terms: ["a\\0b"]\n'),
    "an escape sequence": ("E110", SMALL + "terms: [a\x1b[31mb]\n"),
    "an escape sequence in a key, written": ("E110", SMALL + 'scenarios: {"\\e[31m": {date: 2026-11-24}}\n'),
    "a sign that turns the text": ("E110", SMALL + "terms: [a\u202eb]\n"),
    "a sign that turns the text, written": ("E110", SMALL + 'terms: ["a\\u2067b"]\n'),
    "an eight-bit control": ("E110", SMALL + "terms: [a\x9bb]\n"),
    "no character at all": ("E110", SMALL + "terms: [a\uffffb]\n"),
    "half a character, written": ("E102", SMALL + 'terms: ["a\\ud800b"]\n'),
    "another encoding": ("E101", (SMALL + "terms: [Résumé]\n").encode("latin-1")),
    "UTF-16": ("E101", SMALL.encode("utf-16")),
    "noise": ("E101", bytes(range(128, 256)) * 40),
    "two documents": ("E111", SMALL + "---\n" + SMALL),
    "a byte over 1 MiB": ("E107", SMALL + "#" * (2**20 + 1 - len(SMALL))),
    "10 MB": ("E107", SMALL + "x" * 10_000_000),
    "nothing": ("E112", ""),
    "a comment": ("E112", "# to be written\n"),
    "a text": ("E153", "Dear colleague\n"),
    "a list": ("E153", "- a\n- b\n"),
    "a table": ("E102", "code,name\nFR,France\n" * 3 + ": 1\n"),
    "one line of a million characters": ("E151", SMALL + f"terrms: {{a: {'b' * 1_000_000}}}\n"),
}


@pytest.mark.parametrize(("code", "content"), HOSTILE.values(), ids=HOSTILE.keys())
def test_it_is_refused_with_one_finding(code: str, content: str | bytes, tmp_path: Path) -> None:
    """The finding has a place within the file, and what is printed of it can be printed anywhere."""
    file = tmp_path / "flow.yaml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    (finding,) = told(file)
    assert finding.code == code
    assert finding.place.file == str(file)
    assert 1 <= finding.place.line <= file.read_bytes().count(b"\n") + 1
    rendered = finding.render()
    assert len(rendered) < 1_500
    assert all(letter.isprintable() or letter == "\n" for letter in rendered)


MANY: dict[str, Callable[[int], str]] = {
    "unknown names": lambda n: "facts:\n" + "".join(f"  f{i}: {{nobody{i}: yes}}\n" for i in range(n)),
    "names that are nearly known": lambda n: (
        "facts:\n" + "".join(f"  fact_{i}: {{fatc_{i}: true}}\n" for i in range(n))
    ),
    "unknown keys": lambda n: "".join(f"nothing{i}: 1\n" for i in range(n)),
    "values that are not offered": lambda n: f"facts: {{a: {{held: [{', '.join(f'x{i}' for i in range(n))}]}}}}\n",
    "placeholders": lambda n: f"terms: ['{'{nobody} ' * n}']\n",
    "terms": lambda n: f"terms: ['{'[[nothing]] ' * n}']\n",
    "facts in a circle": lambda n: "facts:\n" + "".join(f"  f{i}: {{f{(i + 1) % n}: true}}\n" for i in range(n)),
    "facts one within another": lambda n: (
        "facts:\n" + "".join(f"  f{i}: {{f{i + 1}: true}}\n" for i in range(n)) + f"  f{n}: {{held: yes}}\n"
    ),
    "values one within another": lambda n: (
        "values:\n" + "".join(f"  v{i}: {{sum: [v{i + 1}, 1]}}\n" for i in range(n)) + f"  v{n}: 1\n"
    ),
}


@pytest.mark.parametrize("extra", MANY.values(), ids=MANY.keys())
def test_thousands_of_faults_are_told_in_part(extra: Callable[[int], str], tmp_path: Path) -> None:
    """A hint costs a look through all names: so reading stops after some hundred faults, and says so."""
    file = tmp_path / "flow.yaml"
    file.write_text(SMALL + extra(5_000), "utf-8")
    findings = told(file)
    assert 1 <= len(findings) <= MAX_FAULTS + 2
    assert len(findings) < MAX_FAULTS or findings[-1].code == "E113"


@pytest.mark.parametrize("last", ["done", "s0"], ids=["straight on", "in a circle"])
def test_thousands_of_steps_are_read(last: str, tmp_path: Path) -> None:
    """A flow larger than any lawyer would write is still checked."""
    names = [f"s{number}" for number in range(3_000)]
    following = [*names[1:], last]
    steps = "".join(
        f"  {name}: {{ask: Q, why: W, choice: {{y: Y, n: N}}, next: [{{when: {{{name}: y}}, go: {go}}}, {{go: {go}}}]}}\n"
        for name, go in zip(names, following, strict=True)
    )
    file = tmp_path / "flow.yaml"
    file.write_text(SMALL.replace("next: done}", "next: s0}").replace("  done:", f"{steps}  done:"), "utf-8")
    _, findings = check_flow(file)
    assert [finding.code for finding in findings] == (["E301"] if last == "s0" else [])
    assert all(len(finding.render()) < 1_500 for finding in findings)


class TestFolders:
    def test_an_empty_one_is_no_flow(self, tmp_path: Path) -> None:
        """It says how to get one."""
        (finding,) = told(tmp_path)
        assert finding.code == "E112"
        assert "intake new" in finding.hint

    def test_2_000_files_are_no_flow(self, tmp_path: Path) -> None:
        """Most likely it is the wrong folder."""
        for number in range(2_000):
            (tmp_path / f"{number}.yaml").write_text("facts: {}\n")
        (finding,) = told(tmp_path)
        assert finding.code == "E112"
        assert "2,000" in finding.message

    def test_many_large_files_are_no_flow(self, tmp_path: Path) -> None:
        """Each may be read, but not all of them."""
        for number in range(17):
            (tmp_path / f"{number}.yaml").write_text("#" * 1_000_000)
        (finding,) = told(tmp_path)
        assert finding.code == "E112"
        assert "bytes of YAML" in finding.message

    def test_what_begins_with_a_dot_is_passed_over(self, tmp_path: Path) -> None:
        """A repository's own files are no part of a flow."""
        (tmp_path / "flow.yaml").write_text(SMALL)
        (tmp_path / ".github").mkdir()
        (tmp_path / ".github" / "build.yaml").write_text("on: push\n")
        (tmp_path / ".draft.yaml").write_text("on: push\n")
        assert load(tmp_path).id == "small"

    def test_an_unreadable_file_is_told_and_the_rest_is_not_guessed(self, tmp_path: Path) -> None:
        """Without the file nobody knows which names it declares: nothing else is told of them."""
        (tmp_path / "flow.yaml").write_text(SMALL + "facts: {b: {a: true}}\n")
        (tmp_path / "facts.yaml").write_bytes(b"facts: {a: {held: yes}, c: \xff}\n")
        (finding,) = told(tmp_path)
        assert (finding.code, Path(finding.place.file).name) == ("E101", "facts.yaml")

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_a_file_that_may_not_be_read(self, tmp_path: Path) -> None:
        """It is told as such."""
        file = tmp_path / "flow.yaml"
        file.write_text(SMALL)
        file.chmod(0)
        (finding,) = told(tmp_path)
        assert "denied" in finding.message

    def test_pipes_and_folders_with_a_files_name_do_not_hold_it_up(self, tmp_path: Path) -> None:
        """Reading a pipe would wait forever."""
        (tmp_path / "flow.yaml").write_text(SMALL)
        os.mkfifo(tmp_path / "pipe.yaml")
        os.mkfifo(tmp_path / "pipe.csv")
        (tmp_path / "folder.yaml").mkdir()
        (tmp_path / "folder.csv").mkdir()
        assert load(tmp_path).id == "small"
        assert load(tmp_path / "flow.yaml").id == "small"


@pytest.mark.parametrize("name", ["nowhere", "interpool", "", "a\0b", "x" * 5_000, "/dev/null", "a/" * 3_000, "\ud800"])
def test_a_name_that_is_no_flow(name: str) -> None:
    """Whatever it is, there is one finding and no traceback."""
    with pytest.raises(FlowError) as error:
        check_flow(name)
    (finding,) = error.value.findings
    assert finding.code == "E112"
    assert all(letter.isprintable() or letter == "\n" for letter in finding.render())
