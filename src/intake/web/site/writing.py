"""Writes a site so that it is there whole or not at all, and never takes away what somebody else put there."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from intake.web.site.folder import HASHES
from intake.web.site.parts import hexadecimal
from intake.web.site.single import fingerprint_of, stated_fingerprint

__all__ = ["NotOurs", "hashes_in", "write_file", "write_folder"]


class NotOurs(Exception):
    """What is there was not made by `intake build`, or was changed since: nothing is written."""


def write_folder(out: Path, files: Mapping[str, bytes]) -> None:
    """Writes the files as this folder, in place of the site that stood there before.

    Raises:
        NotOurs: something else stands there.
        OSError: it cannot be written.
    """
    out = out.resolve()
    before = _may_replace_folder(out)
    with _beside(out) as workshop:
        made = workshop / "made"
        for name, content in files.items():
            file = made / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        if before:
            _exchange(out, made, workshop / "before")
        else:
            made.rename(out)  # onto nothing, or onto an empty folder


def write_file(out: Path, content: bytes) -> None:
    """Writes one file, in place of the one of its kind that stood there before.

    Raises:
        NotOurs: something else stands there.
        OSError: it cannot be written.
    """
    out = out.resolve()
    if out.is_dir():
        raise NotOurs(f"{out} is a folder: with --single, --out is the file to write, as {out / 'help.html'}")
    if out.exists():
        old = out.read_bytes()
        stated = stated_fingerprint(old)
        if stated is None:
            raise NotOurs(f"{out} is there already, and intake build did not make it: choose another name")
        if stated != fingerprint_of(old):
            raise NotOurs(f"{out} was changed since intake built it: choose another name, or remove it")
    with _beside(out) as workshop:
        made = workshop / "made"
        made.write_bytes(content)
        made.replace(out)


def hashes_in(content: bytes) -> dict[str, Any] | None:
    """What a `hashes.json` says, or `None` if it is none."""
    try:
        read = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict) or not isinstance(read.get("files"), dict) or not isinstance(read.get("flows"), dict):
        return None
    return read


def _may_replace_folder(out: Path) -> bool:
    """Whether there is a site to be replaced: one that is as it was built, to the last byte."""
    if not out.exists():
        return False
    if not out.is_dir():
        raise NotOurs(f"{out} is a file: give a folder, or --single for one file")
    there = sorted(
        path.relative_to(out).as_posix() for path in out.rglob("*") if not path.is_dir() or path.is_symlink()
    )
    if not there:
        return False
    hashes = hashes_in((out / HASHES).read_bytes()) if (out / HASHES).is_file() else None
    if hashes is None:
        raise NotOurs(f"{out} is not empty, and intake build did not make it: give a new or empty folder")
    files = hashes["files"]
    for name in there:
        if name == HASHES:
            continue
        if name not in files:
            raise NotOurs(f"{out} holds {name}, which intake build did not make: move it away, or give another folder")
        if hexadecimal((out / name).read_bytes()) != files[name]:
            raise NotOurs(f"{out}/{name} was changed since intake built it: give another folder, or remove this one")
    return True


def _exchange(out: Path, made: Path, before: Path) -> None:
    out.rename(before)
    try:
        made.rename(out)
    except BaseException:
        before.rename(out)
        raise


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """A folder of our own beside the target, on the same disk; gone in the end, whatever happens."""
    out.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".{out.name}-", suffix=".part", dir=out.parent))
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
