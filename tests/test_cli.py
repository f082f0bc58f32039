"""The program as a shell sees it: help, exit codes, streams."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from intake.cli import main

COMMANDS = ("run", "screen", "country", "countries", "check", "review", "explain", "new", "completion")
HOUSE = Path(__file__).parents[1]


def intake(*words: str, **more: object) -> subprocess.CompletedProcess[str]:
    """Runs the program in a process of its own."""
    command = [sys.executable, "-m", "intake", *words]
    options = {"capture_output": True, "text": True, "check": False, "env": environment(), **more}
    return subprocess.run(command, **options)  # type: ignore[call-overload,no-any-return]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(HOUSE / "src"), "INTAKE_CACHE": "off", **more}


def test_help_names_every_command_and_shows_examples() -> None:
    """The first thing that a stranger types."""
    done = intake("--help")
    assert done.returncode == 0
    assert all(f"\n    {command}" in done.stdout for command in COMMANDS)
    assert "examples:" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With its own help."""
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: intake {command}")


@pytest.mark.parametrize(
    "words", [[], ["chek"], ["check", "--fast"], ["explain", "E203", "E204"], ["completion", "cmd"], ["new"]]
)
def test_a_slip_in_the_command_is_64(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The usage and one sentence go to standard error."""
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 64
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("usage: intake")


def has_metadata() -> bool:
    try:
        version("legal-intake")
    except PackageNotFoundError:
        return False
    return True


@pytest.mark.skipif(not has_metadata(), reason="the package is not installed here")
def test_the_program_has_a_version(capsys: pytest.CaptureFixture[str]) -> None:
    """Named once, in the project file."""
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith("intake ")


@pytest.mark.parametrize("words", [["check", "--no-proofs"], ["explain"], ["completion", "bash"]], ids=" ".join)
def test_a_closed_pipe_ends_quietly(words: list[str]) -> None:
    """As in `intake explain | head -1`."""
    command = [sys.executable, "-m", "intake", *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    assert process.wait(20) == 0
    process.stderr.close()
    assert said == b""


@pytest.mark.parametrize("words", [["check", "--no-proofs"], ["explain"], ["completion", "bash"]], ids=" ".join)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_73(words: list[str]) -> None:
    """What could not be written is not said to be."""
    with Path("/dev/full").open("w") as full:
        done = intake(*words, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 73
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_no_output_at_all() -> None:
    """`intake check >&-`: the exit code is the answer."""
    shell = f"{sys.executable} -m intake check --no-proofs >&-"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False, env=environment())
    assert "Traceback" not in done.stderr


def test_ctrl_c_is_130(tmp_path: Path) -> None:
    """Without a traceback, at any moment of the work."""
    names = [f"q{number}" for number in range(4_000)]
    steps = "".join(
        f"  {name}: {{ask: Q, choice: {{a: A}}, next: {go}}}\n"
        for name, go in zip(names, [*names[1:], "done"], strict=True)
    )
    text = f"flow: {{id: x, version: 1.0.0, title: X, language: en, start: q0}}\nsteps:\n{steps}  done: {{end: E}}\n"
    (tmp_path / "flow.yaml").write_text(text, "utf-8")
    command = [sys.executable, "-m", "intake", "check", *["flow.yaml"] * 50]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline()  # the first flow is done, most are not
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said


@pytest.mark.parametrize("encoding", ["ascii", "iso-8859-1", "utf-8"])
@pytest.mark.parametrize(
    "words", [["explain", "E109"], ["check", "nichts-für-mich"], ["completion", "fish"]], ids=" ".join
)
def test_any_terminal_can_show_it(words: list[str], encoding: str) -> None:
    """Also one that knows no curly quotes."""
    done = intake(*words, text=False, env=environment(PYTHONIOENCODING=encoding))
    assert b"Traceback" not in done.stderr  # type: ignore[operator]
    assert done.returncode in (0, 66)
