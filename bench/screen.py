"""Ten thousand records through `intake screen` beside JSON's own reading and writing of the same bytes."""

from __future__ import annotations

import json
import resource
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from bench.measure import Row, by_turns
from bench.people import FLOW, TODAY, flow, records
from bench.process import INTAKE, environment

__all__ = ["rows"]

_COUNT = 10_000
_TURNS = 3


def rows() -> Iterator[Row]:
    """Without because, then with: whole runs of the command, its start included, as they spend time."""
    with environment() as env, TemporaryDirectory() as folder:
        source, results = Path(folder, "records.jsonl"), Path(folder, "results.jsonl")
        source.write_text("".join(json.dumps(record) + "\n" for record in records(flow(), _COUNT)), encoding="utf-8")
        for what, options, goal in (("without because", ["--no-because"], 8), ("with because", [], 40)):
            command = [*INTAKE, "screen", str(source), "--flow", FLOW, "--date", TODAY.isoformat(), *options]

            def ours(command: list[str] = command) -> float:
                started = _spent_below()
                with results.open("wb") as stream:
                    ended = subprocess.run(command, stdout=stream, stderr=subprocess.PIPE, env=env, check=False)
                took = _spent_below() - started
                if ended.returncode:
                    raise RuntimeError(ended.stderr.decode())
                return took

            ours()
            reference = _json_alone(source.read_text("utf-8").splitlines(), results.read_text("utf-8").splitlines())
            took, least = by_turns(ours, reference, _TURNS)
            yield Row(f"screening {_COUNT:,} records, {what} / json.loads and json.dumps", took, least, goal)


def _spent_below() -> float:
    """Seconds that ended programs have spent."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _json_alone(given: list[str], found: list[str]) -> Callable[[], float]:
    results = [json.loads(line) for line in found]
    assert len(results) == len(given) == _COUNT
    assert {result["status"] for result in results} == {"complete", "incomplete"}

    def turn() -> float:
        started = process_time()
        for line in given:
            json.loads(line)
        for result in results:
            json.dumps(result)
        return process_time() - started

    return turn
