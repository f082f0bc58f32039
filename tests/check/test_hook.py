"""The hooks for pre-commit: what other repositories run before each commit."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.check.examples import BASE

HOUSE = Path(__file__).parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load((HOUSE / ".pre-commit-hooks.yaml").read_text("utf-8"))
hooks = pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])


@hooks
def test_a_hook_says_what_pre_commit_needs(hook: dict[str, Any]) -> None:
    """Its page *Creating new hooks* lists these keys; one that it does not know would be passed over in silence."""
    assert {"id", "name", "entry", "language"} <= hook.keys()
    assert hook["language"] == "python"
    known = {"files", "pass_filenames", "require_serial", "description", "additional_dependencies"}
    assert hook.keys() - {"id", "name", "entry", "language"} <= known


@hooks
def test_it_stops_a_commit_that_breaks_a_flow_and_lets_others_pass(hook: dict[str, Any], tmp_path: Path) -> None:
    """The flows are arguments in the other repository's file."""
    assert hook["pass_filenames"] is False
    command, *arguments = shlex.split(hook["entry"])
    assert command == "intake"
    (tmp_path / "sound.yaml").write_text(BASE.read_text("utf-8"), "utf-8")
    (tmp_path / "broken.yaml").write_text(BASE.read_text("utf-8").replace("start: role", "start: rle"), "utf-8")

    def run(flow: str) -> int:
        words = [sys.executable, "-m", "intake", *arguments, flow]
        kept = dict(os.environ) | {"INTAKE_CACHE": str(tmp_path / "kept")}
        return subprocess.run(words, cwd=tmp_path, env=kept, capture_output=True, check=False, timeout=300).returncode

    assert run("broken.yaml") == 1
    assert run("sound.yaml") == 0


def test_the_one_with_proofs_brings_the_solver() -> None:
    """As the extra of the package does."""
    extras = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    (proving,) = [hook for hook in HOOKS if "--no-proofs" not in hook["entry"]]
    assert proving["additional_dependencies"] == extras["check"]
