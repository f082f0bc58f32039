"""The browser's reading, run by Node: one process for all, asked line by line."""

from __future__ import annotations

import atexit
import json
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from intake.flow.countries import COUNTRIES
from intake.flow.model import Flow
from intake.web.rules_json import RulesWriter

__all__ = ["triage_in_node"]

HERE = Path(__file__).parent
STATIC = HERE.parents[1] / "src" / "intake" / "web" / "static"


class Node:
    """A Node process that holds the rules of the flows that it was told of."""

    def __init__(self) -> None:
        program = shutil.which("node")
        assert program is not None, "node is needed: the package nodejs"
        self._process = subprocess.Popen(
            [program, HERE / "node_reading.mjs", STATIC],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        atexit.register(self._process.kill)

    def tell(self, line: Mapping[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(line) + "\n")
        self._process.stdin.flush()

    def ask(self, line: Mapping[str, Any]) -> dict[str, Any]:
        self.tell(line)
        assert self._process.stdout is not None
        answer = self._process.stdout.readline()
        assert answer, "node has ended: what it said is on standard error"
        found: dict[str, Any] = json.loads(answer)
        return found


@cache
def _node() -> Node:
    return Node()


def triage_in_node(flow: Flow, day: date, raw: Mapping[str, Any]) -> dict[str, Any]:
    """What the browser's reading says of raw answers: a result's fields, `excluded`, `path`, `kept_aside`, `refused`."""
    node = _node()
    if "node" not in flow.compiled:
        flow.compiled["node"] = True
        node.tell({"key": flow.content_hash, "rules": RulesWriter(flow).whole(), "countries": sorted(COUNTRIES)})
    answers = {name: answer.isoformat() if isinstance(answer, date) else answer for name, answer in raw.items()}
    return node.ask({"key": flow.content_hash, "today": day.isoformat(), "answers": answers})
