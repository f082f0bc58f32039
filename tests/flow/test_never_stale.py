"""A flow from the cache is the flow that its files say now, whatever was changed, added or taken away."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from intake.flow.findings import FlowError
from intake.flow.load import load

FLOW = """\
flow: {id: small, version: 1.0.0, title: Small, start: hello}
levels: {high: {label: High}, low: {label: Low}}
steps: {hello: {say: Hello, next: bye}, bye: {end: Goodbye}}
recommendations: {stay: {title: Stay, urgency: low, why: So, how: [Wait], sources: [law]}}
sources: {law: {title: Law, checked: 2026-11-24, confidence: high}}
"""
TABLE = "tables: {{fees: {{file: {}, key: court, columns: {{fee: number}}}}}}\n"
ROWS = "court,fee\ndistrict,120\n"


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("INTAKE_CACHE", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "below").mkdir()
    (tmp_path / "flow.yaml").write_text(FLOW + TABLE.format("below/fees.csv"))
    (tmp_path / "below" / "fees.csv").write_text(ROWS)
    return tmp_path


def fee(flow: Path) -> object:
    (rows,) = load(flow, cached=True).tables["fees"].rows.values()
    return rows[0].cells["fee"]


def test_a_second_load_is_from_the_cache_and_says_the_same(folder: Path, cache: Path) -> None:
    first = load(folder, cached=True)
    assert len(list(cache.glob("*.json"))) == 1
    second = load(folder, cached=True)
    assert len(list(cache.glob("*.json"))) == 1
    for part in ("steps", "recommendations", "levels", "content_hash"):
        assert getattr(first, part) == getattr(second, part)
    assert dict(first.sources) == dict(second.sources)
    assert dict(first.tables["fees"].rows) == dict(second.tables["fees"].rows)
    assert first.tables["fees"].columns == second.tables["fees"].columns


def test_a_changed_table_below_the_flow_is_seen_even_with_the_old_time(folder: Path) -> None:
    assert fee(folder) == 120
    file = folder / "below" / "fees.csv"
    before = file.stat()
    file.write_text(ROWS.replace("120", "121"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert fee(folder) == 121


@pytest.mark.parametrize(
    ("change", "title"),
    [
        (
            lambda folder: (folder / "flow.yaml").write_text((folder / "flow.yaml").read_text() + "terms: [One]\n"),
            "Small",
        ),
        (lambda folder: (folder / "below" / "more.yaml").write_text("terms: [One]\n"), "Small"),
        (lambda folder: (folder / "flow.yaml").write_text(FLOW.replace("title: Small", "title: Large")), "Large"),
    ],
    ids=["a line more", "a file more", "a word"],
)
def test_a_changed_text_is_seen(folder: Path, change: Callable[[Path], object], title: str) -> None:
    before = load(folder, cached=True)
    change(folder)
    after = load(folder, cached=True)
    assert after.title.default == title
    assert after.content_hash != before.content_hash


def test_a_flow_that_was_sound_and_is_not_is_refused(folder: Path) -> None:
    load(folder, cached=True)
    (folder / "below" / "fees.csv").write_text(ROWS.replace("120", "many"))
    with pytest.raises(FlowError, match="E134"):
        load(folder, cached=True)


@pytest.mark.parametrize("file", ["below/fees.csv", ".fees.csv", "fees.txt"])
def test_a_table_that_the_hash_of_a_single_file_would_miss_is_no_table(tmp_path: Path, file: str) -> None:
    flow = tmp_path / "small.yaml"
    (tmp_path / "below").mkdir()
    (tmp_path / file).write_text(ROWS)
    flow.write_text(FLOW + TABLE.format(file))
    with pytest.raises(FlowError, match="E131"):
        load(flow, cached=True)
    (tmp_path / "fees.csv").write_text(ROWS)
    flow.write_text(FLOW + TABLE.format("fees.csv"))
    assert fee(flow) == 120
    (tmp_path / "fees.csv").write_text(ROWS.replace("120", "121"))
    assert fee(flow) == 121
