"""What travels to a visitor: how heavy each part is, that it can be read, and that it is one module."""

from __future__ import annotations

import gzip
import re
import subprocess
from pathlib import Path

import intake
from intake.web.bundle import bundle_bytes
from intake.web.widget import module, shipped

PARTS = {"intake.js": 24_800, "intake.css": 3_500, "tokens.css": 1_200}
"""Bytes, packed; a part that grows past its own limit is a decision, not an accident. The goals are in `bench/widget.py`."""
BUNDLE = 72_000


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 9))


def test_no_part_is_heavier_than_it_was_meant_to_be() -> None:
    """A phone on a poor line waits for each byte."""
    files = shipped()
    assert {name: packed(files[name]) for name in PARTS if packed(files[name]) > PARTS[name]} == {}
    assert packed(bundle_bytes(intake.load("interpol"))[0]) <= BUNDLE


def test_what_is_shipped_is_one_module_that_can_be_read(tmp_path: Path) -> None:
    """Names, lines and indentation are those of the sources; no import is left, no name is there twice."""
    text = module()
    file = tmp_path / "intake.mjs"
    file.write_text(text, encoding="utf-8")
    assert subprocess.run(["node", "--check", file], capture_output=True, text=True, check=False).stderr == ""
    assert not re.search(r"^import ", text, re.MULTILINE)
    assert max(map(len, text.splitlines())) < 250
    for word in ("class Reading", "function askForm", "  #leave = (event) => {"):
        assert word in text
