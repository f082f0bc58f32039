"""Which files a flow is made of, and a hash over all of them. Light: what opens an interview waits for nothing else."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from intake.flow.data import embedded_flow, embedded_flows, schema_file

__all__ = ["MAX_TABLE_BYTES", "as_typed", "cache_key", "content_hash", "find_flow", "flow_files", "table_names"]

MAX_FILES = 1_000
MAX_SEEN = 20_000
MAX_YAML_BYTES = 16 << 20
MAX_TABLE_BYTES = 16 << 20
"""The largest table that is read, in bytes."""


def find_flow(where: str | Path) -> Path:
    """The file or folder of a flow: a path that is there, else the name of a flow that comes with intake.

    Raises:
        FlowError: there is none.
    """
    path = Path(where)
    try:
        if str(where) and path.exists():
            return path
    except OSError as error:
        raise _no_flow(path, f"it cannot be read: {error.strerror}", "check its name and its permissions") from None
    known = embedded_flow(str(where))
    if known is not None:
        return known
    from intake.flow.findings import nearest

    near = nearest(str(where), embedded_flows())
    hint = f"did you mean '{near}'?" if near else f"flows that come with intake: {', '.join(embedded_flows())}"
    raise _no_flow(path, f"there is no flow '{where}'", hint)


def flow_files(where: Path) -> list[Path]:
    """The YAML files of a flow, sorted by path; the file itself if it is one.

    Raises:
        FlowError: there is nothing to read at `where`, or too much.
    """
    if where.is_file():
        return [where]
    if not where.is_dir():
        raise _no_flow(where, "there is no such file or folder", "give a flow's name, its YAML file or its folder")
    files = [where / name for name in _names_below(where, ".yaml")]
    if not files:
        raise _no_flow(where, "the folder holds no *.yaml file", "`intake new NAME` writes a flow to start from")
    if len(files) > MAX_FILES:
        raise _no_flow(
            where, f"the folder holds {len(files):,} YAML files; at most {MAX_FILES:,} are read", "is it a flow?"
        )
    if sum(file.stat().st_size for file in files) > MAX_YAML_BYTES:
        raise _no_flow(where, f"the folder holds more than {MAX_YAML_BYTES:,} bytes of YAML", "is it a flow?")
    return files


def table_names(where: Path) -> list[str]:
    """The CSV files that the flow's tables may name, sorted by path: all below its folder, or beside its one file.

    Raises:
        FlowError: they cannot be listed.
    """
    return _names_below(where, ".csv") if where.is_dir() else _names_below(where.parent, ".csv", deep=False)


def content_hash(where: Path) -> str:
    """A hash over the names and bytes of everything that a flow can read (YAML and CSV), so that no cache can be stale.

    Raises:
        FlowError: something of it cannot be read.
    """
    if where.is_dir():
        base, names = where, _names_below(where, ".yaml", ".csv")
    else:
        base, names = where.parent, [where.name, *table_names(where)]
    digest = hashlib.sha256()
    for name in names:
        try:
            with (base / name).open("rb", buffering=0) as stream:
                size = os.fstat(stream.fileno()).st_size
                digest.update(f"{name}\0{size}\0".encode())
                if size <= MAX_TABLE_BYTES:  # no flow with a longer file is sound, so none is kept
                    digest.update(stream.read())
        except OSError as error:
            raise _unreadable(base / name, error) from None
    return digest.hexdigest()


def _names_below(folder: Path, *endings: str, deep: bool = True) -> list[str]:
    """The files with these endings in the folder, and if `deep` below it, sorted by path; no hidden ones."""
    found: list[str] = []
    seen = 0
    waiting = [""]
    while waiting:
        within = waiting.pop()
        try:
            with os.scandir(f"{folder}/{within}") as entries:
                for entry in entries:
                    seen += 1
                    if entry.name.startswith("."):
                        continue
                    if entry.name.endswith(endings) and entry.is_file():
                        found.append(within + entry.name)
                    elif deep and entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{within}{entry.name}/")
        except OSError as error:
            raise _unreadable(folder / within, error) from None
        if deep and seen > MAX_SEEN:
            raise _no_flow(folder, f"the folder holds more than {MAX_SEEN:,} files", "is it a flow?")
    return sorted(found, key=lambda name: name.split("/"))


def cache_key(digest: str) -> str:
    """Under which a flow with that content hash is kept: another program, or another flow, is another key."""
    return hashlib.sha256(f"{digest} {_program()}".encode()).hexdigest()


@cache
def _program() -> str:
    """A hash of what decides how a document is read: this package's own files and its schema."""
    digest = hashlib.sha256(schema_file("flow").read_bytes())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        stat = path.stat()
        digest.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def as_typed(path: Path) -> str:
    """The path as a person would type it from where they are."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)


def _unreadable(where: Path, error: OSError) -> Exception:
    return _no_flow(where, f"it cannot be read: {error.strerror}", "check its permissions")


def _no_flow(where: Path, message: str, hint: str) -> Exception:
    from intake.flow.findings import Finding, FlowError, Place

    return FlowError([Finding(Place(str(where), 1, 1), "E112", message, hint)])
