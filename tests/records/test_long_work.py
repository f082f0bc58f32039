"""Long work: a bar, ctrl-c, a reader that has gone, a full disk; and results that come out as records go in."""

from __future__ import annotations

import fcntl
import io
import json
import os
import signal
import subprocess
import sys
import termios
import time
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from intake.records.bar import Bar
from tests.records.small_flow import TEXT, WHOLE

RECORD = json.dumps({"id": "a", **WHOLE})


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class TestBar:
    """Count, rate and time left, on a terminal, after a second."""

    def bar(self, stream: io.StringIO, *, seconds: float, total: int | None = 1000) -> str:
        now = [0.0]
        bar = Bar(stream, total, clock=lambda: now[0])
        for count in range(1, 101):
            now[0] = seconds * count / 100
            bar.show(count, lambda: 10 * count)  # noqa: B023
        shown = stream.getvalue()
        bar.clear()
        return shown

    def test_it_says_how_far_it_is(self) -> None:
        """And is taken away before anything else is said."""
        stream = Terminal()
        shown = self.bar(stream, seconds=4)
        assert "50 %" in shown
        assert "50 records  25 a second  2 s left" in shown
        assert stream.getvalue().endswith("\r\x1b[K")

    def test_without_a_size_it_counts(self) -> None:
        """Nobody knows how much is still to come through a pipe."""
        shown = self.bar(Terminal(), seconds=4, total=None)
        assert "50 records  25 a second" in shown
        assert "left" not in shown

    def test_short_work_has_none(self) -> None:
        """It would only flicker."""
        assert self.bar(Terminal(), seconds=0.9) == ""

    def test_no_terminal_has_none(self) -> None:
        """A log is no place for it."""
        assert self.bar(io.StringIO(), seconds=60) == ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "boat.yaml").write_text(TEXT, encoding="utf-8")
    return tmp_path


def start(folder: Path, *arguments: str, stdout: int | IO[bytes] = subprocess.PIPE) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "intake", "screen", *arguments, "--flow", "boat.yaml", "--date", "2026-11-24"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env=os.environ | {"INTAKE_CACHE": "off"},
    )


@pytest.fixture
def waiting(folder: Path, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[bytes]]:
    """A run that waits for more records on standard input."""
    process = start(folder, "-", "--format", getattr(request, "param", "jsonl"))
    yield process
    process.kill()
    process.communicate()


def test_a_result_comes_out_as_soon_as_its_record_is_there(waiting: subprocess.Popen[bytes]) -> None:
    """Whoever feeds it record by record need not wait for the end."""
    assert waiting.stdin
    assert waiting.stdout
    for _ in range(3):
        waiting.stdin.write(f"{RECORD}\n".encode())
        waiting.stdin.flush()
        assert json.loads(waiting.stdout.readline())["id"] == "a"
    out, said = waiting.communicate()
    assert (out, said, waiting.returncode) == (b"", b"", 0)


def wait_until_taken(process: subprocess.Popen[bytes]) -> None:
    """Until the process has read all that was written to it, and has had time for it."""
    assert process.stdin
    waiting_bytes = array("i", [1])
    while waiting_bytes[0]:
        assert process.poll() is None
        time.sleep(0.05)
        fcntl.ioctl(process.stdin.fileno(), termios.FIONREAD, waiting_bytes)
    time.sleep(0.5)


@pytest.mark.parametrize("waiting", ["jsonl", "json", "csv", "table"], indirect=True)
def test_ctrl_c_leaves_whole_results_and_says_what_is_finished(waiting: subprocess.Popen[bytes]) -> None:
    """And how to go on; a JSON list is closed, a table is shown."""
    assert waiting.stdin
    waiting.stdin.write(f"{RECORD}\n{RECORD}\n".encode())
    waiting.stdin.flush()
    wait_until_taken(waiting)
    waiting.send_signal(signal.SIGINT)
    out, said = waiting.communicate(timeout=10)
    assert waiting.returncode == 130
    assert said == b"intake: stopped: 2 records are finished; to go on, give it the records from number 3\n"
    assert out.endswith(b"\n")
    assert out.count(b"1.2.0") == (0 if out.startswith(b"Level") else 2)
    if out.startswith(b"["):
        assert len(json.loads(out)) == 2
    elif out.startswith(b"{"):
        assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", "a"]


def test_ctrl_c_in_the_middle_of_a_long_run_leaves_whole_lines(folder: Path) -> None:
    """Wherever it strikes."""
    (folder / "a.jsonl").write_text(f"{RECORD}\n" * 200_000)
    with (folder / "out.jsonl").open("wb") as out:
        process = start(folder, "a.jsonl", stdout=out)
        while (folder / "out.jsonl").stat().st_size < 1_000_000:
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=10)
    assert process.returncode == 130
    lines = (folder / "out.jsonl").read_text().splitlines()
    assert f"stopped: {len(lines):,} records are finished" in said.decode()
    assert len({len(line) for line in lines}) == 1
    json.loads(lines[-1])


def test_a_reader_that_has_gone_ends_it_quietly(folder: Path) -> None:
    """`intake screen … | head` is no error."""
    (folder / "a.jsonl").write_text(f"{RECORD}\n" * 20_000)
    with start(folder, "a.jsonl") as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("count", [1, 20_000])
def test_a_full_disk_is_one_clear_word(folder: Path, count: int) -> None:
    """No traceback, also where it shows only at the end."""
    (folder / "a.jsonl").write_text(f"{RECORD}\n" * count)
    with Path("/dev/full").open("wb") as full:
        process = start(folder, "a.jsonl", stdout=full)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 73
    assert said.decode().startswith("intake: the results cannot be written: No space left")
    assert said.count(b"\n") == 1


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc here")
def test_memory_does_not_grow_with_the_records(folder: Path) -> None:
    """A file of any length goes through."""
    program = (
        "import sys; from intake.cli import main; main(sys.argv[1:])\n"
        # Of this process alone: what getrusage tells begins with the size of whoever started it.
        "print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0], file=sys.stderr)"
    )
    peaks = []
    for count in (2_000, 60_000):
        records = (json.dumps({"id": f"r{number}", **WHOLE, "harbour": "FR"}) for number in range(count))
        (folder / "a.jsonl").write_text("\n".join(records))
        command = [sys.executable, "-c", program, "screen", "a.jsonl", "--flow", "boat.yaml", "--date", "2026-11-24"]
        ended = subprocess.run(
            command, cwd=folder, capture_output=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        peaks.append(int(ended.stderr.split()[-1]))
    assert peaks[1] < peaks[0] * 1.2
