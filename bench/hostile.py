"""Hostile flow files beside a plain one of the same size: a refusal takes no longer than reading what is sound."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Row, paired
from intake.flow.load import check_flow

__all__ = ["rows"]

_HEAD = """\
flow: {id: plain, version: 1.0.0, title: A plain flow, start: begin}
levels: {high: {label: High}, low: {label: Low}}
recommendations: {stay: {title: Stay, urgency: low, why: So, how: [Wait], sources: [law]}}
sources: {law: {title: A law, checked: 2026-11-24, confidence: high}}
steps: {begin: {say: Hello, next: done}, done: {end: Goodbye}}
glossary:
"""
_LIMIT = 1 << 20


def rows() -> Iterator[Row]:
    """A bomb of aliases, nesting without end, and a file that is over the limit by one byte."""
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    hostile = {
        "refusing 39 layers of aliases (10^37 values)": bomb,
        "refusing nesting 20,000 deep": "a: " + "[" * 20_000 + "]" * 20_000 + "\n",
        "refusing a file of 1 MiB and one byte": "a: " + "x" * (_LIMIT - 3) + "\n",
    }
    with tempfile.TemporaryDirectory() as folder:
        for number, (what, text) in enumerate(hostile.items()):
            bad = _written(Path(folder, f"hostile_{number}"), text)
            good = _written(Path(folder, f"plain_{number}"), _plain(min(len(text), _LIMIT)))
            assert check_flow(bad)[0] is None
            assert check_flow(good)[0] is not None
            refused, read = paired(lambda bad=bad: check_flow(bad), lambda good=good: check_flow(good), turns=5)  # type: ignore[misc]
            yield Row(f"{what} / reading a plain file as long", refused, read, 1)


def _written(folder: Path, text: str) -> Path:
    folder.mkdir()
    file = folder / "flow.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def _plain(size: int) -> str:
    """A sound flow of about that many bytes: terms and what they mean."""
    entry = "  term_{:06}: {{term: term {:06}, plain: What the term means in plain words and in a sentence of some length}}\n"
    count = max(1, (size - len(_HEAD)) // len(entry.format(0, 0)))
    return _HEAD + "".join(entry.format(n, n) for n in range(count))
