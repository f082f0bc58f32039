"""`intake completion`: the scripts, tried in the shells themselves (where they are installed)."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from intake.cli import main
from intake.flow.codes import LESSONS
from intake.flow.data import embedded_flows

Offered = Callable[[str], set[str]]


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed")


@pytest.fixture(params=[pytest.param("bash", marks=needs("bash")), pytest.param("fish", marks=needs("fish"))])
def offered(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Offered:
    """What the shell offers at the end of a line, in a folder with one file."""
    main(["completion", request.param])
    script = tmp_path / "script"
    script.write_text(capsys.readouterr().out, "utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "my flow.yaml").touch()

    def in_bash(line: str) -> set[str]:
        words = line.replace("=", " = ").split(" ")
        shell = (
            f'source {script}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _intake; printf "%s\\n" "${{COMPREPLY[@]}}"'
        )
        return run("bash", "-c", shell, "bash", *words)

    def in_fish(line: str) -> set[str]:
        return {
            row.partition("\t")[0] for row in run("fish", "--no-config", "-c", f"source {script}; complete -C '{line}'")
        }

    def run(*command: str) -> set[str]:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        return set(done.stdout.splitlines()) - {""}

    return in_bash if request.param == "bash" else in_fish


def test_commands(offered: Offered) -> None:
    """By their first letters, under both names of the program."""
    assert offered("intake ") >= {"run", "screen", "check", "explain", "new", "completion"}
    assert offered("intake c") == {"check", "completion", "countries", "country"}


def test_options(offered: Offered) -> None:
    """Those of the command that is typed."""
    assert offered("intake run --") >= {"--plain", "--answers", "--date"}
    assert "--plain" not in offered("intake screen --")
    assert "--version" in offered("intake --")


def test_flows_and_files(offered: Offered) -> None:
    """A flow may be a name or a file."""
    assert offered("intake check ") >= {*embedded_flows(), "my flow.yaml"}
    assert offered("intake run int") == {"interpol"}
    assert "my flow.yaml" in offered("intake run --answers ")
    assert "interpol" not in offered("intake run --answers ")


def test_words(offered: Offered) -> None:
    """Codes, formats, templates, shells."""
    assert offered("intake explain E20") == {code for code in LESSONS if code.startswith("E20")}
    assert offered("intake screen people.csv --format ") >= {"jsonl", "json", "csv", "table"}
    assert offered("intake country fr --format ") == {"text", "json"}
    assert offered("intake new my_flow --from ") == {"eviction", "wages"}
    assert offered("intake completion ") >= {"bash", "zsh", "fish"}


def test_nothing_is_offered_where_a_name_is_made_up(offered: Offered) -> None:
    """`intake new` takes a word of one's own."""
    assert not offered("intake new ")


@needs("bash")
def test_a_value_after_an_equals_sign(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """bash takes the sign as a word of its own."""
    main(["completion", "bash"])
    (tmp_path / "script").write_text(capsys.readouterr().out, "utf-8")
    shell = 'source ./script; COMP_WORDS=(intake screen --format = j); COMP_CWORD=4; _intake; echo "${COMPREPLY[*]}"'
    done = subprocess.run(["bash", "-c", shell], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "jsonl json\n"


@needs("zsh")
def test_zsh_reads_its_script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And it names every command."""
    main(["completion", "zsh"])
    script = capsys.readouterr().out
    (tmp_path / "_intake").write_text(script, "utf-8")
    shell = "autoload -Uz compinit; compinit -u -D; source ./_intake; print -r -- $_comps[intake] $_comps[legal-intake]"
    done = subprocess.run(["zsh", "-f", "-c", shell], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("_intake _intake\n", "")
    for command in ("run", "screen", "check", "explain", "new", "completion"):
        assert f"        {command}) _arguments " in script


def test_formats_are_those_of_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    """The words that are offered for `--format` and `--input` stand in what the command says of itself."""
    with pytest.raises(SystemExit):
        main(["screen", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "jsonl (default), json, csv or table" in said
    assert "jsonl (default), json, yaml or csv" in said
