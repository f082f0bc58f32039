"""Programs and commands in the documentation: each is run, and says what the text says."""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pexpect
import pyte
import pytest

from tests.docs.pages import ALL, HOUSE, Block, after, of_kind, write_flow


def pages_with(*kinds: str) -> list[Path]:
    return sorted({block.page for block in of_kind(*kinds)})


@pytest.mark.parametrize("block", of_kind("python"), ids=str)
def test_a_program_in_the_text_runs(block: Block, tmp_path: Path) -> None:
    """It runs as it stands, and prints what the text says."""
    printed = io.StringIO()
    with contextlib.chdir(tmp_path), contextlib.redirect_stdout(printed):
        exec(compile(block.text, str(block), "exec"), {"__name__": "example"})
    expected = after(block, "text prints")
    assert expected is None or printed.getvalue() == expected.text


@pytest.mark.parametrize("page", pages_with("pycon"), ids=lambda page: page.name)
def test_a_dialogue_with_python_in_the_text_is_what_python_says(page: Path) -> None:
    """Line by line, and what the page has named before is still there."""
    lines = [""] * (page.read_text(encoding="utf-8").count("\n") + 1)
    for block in of_kind("pycon"):
        if block.page == page:
            lines[block.line : block.line + block.text.count("\n")] = block.text.splitlines()
    test = doctest.DocTestParser().get_doctest("\n".join(lines), {}, page.name, str(page), 0)
    heard = io.StringIO()
    with contextlib.chdir(HOUSE):
        doctest.DocTestRunner(verbose=False).run(test, out=heard.write)
    assert not heard.getvalue(), heard.getvalue()


@pytest.fixture
def shell(tmp_path: Path) -> Mapping[str, str]:
    """Surroundings in which `intake` is this checkout, and nothing of this machine shows."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    (bin_ / "intake").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m intake "$@"\n', encoding="utf-8")
    (bin_ / "intake").chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if name.startswith(("LC_", "PYTHON", "COVERAGE"))}
    own = {
        "PYTHONPATH": str(HOUSE / "src"),
        "NO_COLOR": "1",
        "COLUMNS": "100",
        "INTAKE_CACHE": "off",
        "HOME": str(tmp_path),
    }
    return kept | own | {"PATH": f"{bin_}:/usr/bin:/bin", "LANG": "C.UTF-8"}


def dialogue(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a console example, with what it answers."""
    command: str | None = None
    answer = ""
    for line in text.splitlines(keepends=True):
        if line.startswith("$ "):
            if command is not None:
                yield command, answer
            command, answer = line[2:].strip(), ""
        else:
            answer += line
    assert command is not None, "a console example starts with `$ `"
    yield command, answer


def typed(block: Block, answer: str) -> str:
    """What a person types in a talk: what stands after each `> `, after one enter for the terms."""
    if block.kind != "talk":
        return ""
    return "\n".join(["", *re.findall(r"^> ?(.*)$", answer, re.MULTILINE), ""])


def matches(said: str, expected: str) -> bool:
    """Whether it is the same, where a line `…` stands for any lines, and `…` in a line for any words."""
    pattern = re.escape(expected).replace(re.escape("…\n"), "(?:.*\n)*?").replace("…", ".*")
    return re.fullmatch(pattern, re.sub(" +$", "", said, flags=re.MULTILINE)) is not None


@pytest.mark.parametrize("page", pages_with("console", "console talk"), ids=lambda page: page.name)
def test_the_commands_in_the_text_answer_as_the_text_says(page: Path, tmp_path: Path, shell: Mapping[str, str]) -> None:
    """In the order of the page, in one folder, with the files that the page has written so far."""
    folder = tmp_path / "desk"
    folder.mkdir()
    for block in (block for block in ALL if block.page == page):
        if block.kind == "file":
            (folder / block.words[0]).write_text(block.text, encoding="utf-8")
        elif block in of_kind("yaml next"):
            write_flow(block, folder)
        elif block.language == "console":
            for command, expected in dialogue(block.text):
                done = subprocess.run(
                    ["/bin/sh", "-c", command],
                    cwd=folder, env=shell, text=True, check=False, input=typed(block, expected),
                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                )  # fmt: skip
                assert matches(done.stdout, expected), f"{block}: $ {command}\n{done.stdout}"


class Terminal(pyte.Screen):
    """A terminal of 78 columns in which `intake` runs. It answers when it is asked where the cursor is."""

    def __init__(self, arguments: list[str], surroundings: Mapping[str, str]) -> None:
        super().__init__(78, 100)
        self._program = pexpect.spawn(
            sys.executable, ["-m", "intake", *arguments], dimensions=(100, 78),
            env=dict(surroundings) | {"TERM": "xterm", "COLUMNS": "78", "LINES": "100"}, encoding="utf-8", timeout=20,
        )  # fmt: skip
        self._stream = pyte.Stream(self)

    def write_process_input(self, data: str | bytes) -> None:
        """What a terminal answers is typed into the program."""
        self._program.send(data)

    def type(self, keys: str) -> None:
        """Types keys, and waits until the screen has changed and stands still."""
        before = self.picture()
        self._program.send(keys)
        self.wait(lambda picture: picture != before)

    def wait(self, ready: Callable[[str], bool]) -> str:
        """The screen once it is ready and stands still, or as it is after some seconds."""
        until = time.monotonic() + 15
        while time.monotonic() < until:
            try:
                self._stream.feed(self._program.read_nonblocking(65536, timeout=0.3))
            except pexpect.TIMEOUT:
                if ready(self.picture()):
                    break
        return self.picture()

    def picture(self) -> str:
        """All that stands on the screen."""
        return "\n".join(line.rstrip() for line in self.display).rstrip() + "\n"

    def close(self) -> None:
        """Ends the program."""
        self._program.close(force=True)


@pytest.mark.parametrize("block", of_kind("text screen"), ids=str)
def test_a_picture_of_the_terminal_is_what_the_terminal_shows(block: Block, shell: Mapping[str, str]) -> None:
    """The words after the fence are the command, then the keys; the picture is the end of what stands on the screen."""
    at = block.words.index("⏎")
    terminal = Terminal(list(block.words[:at]), shell)
    try:
        terminal.wait(lambda picture: "Press enter" in picture)
        for key in block.words[at:]:
            terminal.type("\r" if key == "⏎" else key)
        picture = terminal.picture()
    finally:
        terminal.close()
    assert picture.endswith(block.text), picture
