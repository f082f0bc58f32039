"""Which files a flow is made of, and a hash over all of them. Light: what opens an interview waits for nothing else."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from intake.flow.data import embedded_flow, embedded_flows, schema_file

__all__ = ["MAX_TABLE_BYTES", "as_typed", "cache_key", "content_hash", "find_flow", "flow_files"]

MAX_FILES = 1_000
MAX_SEEN = 20_000
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
    files = _files_below(where, ".yaml")
    if not files:
        raise _no_flow(where, "the folder holds no *.yaml file", "`intake new NAME` writes a flow to start from")
    if len(files) > MAX_FILES:
        raise _no_flow(
            where, f"the folder holds {len(files):,} YAML files; at most {MAX_FILES:,} are read", "is it a flow?"
        )
    return files


def content_hash(where: Path) -> str:
    """A hash over the names and bytes of everything that a flow reads (YAML and CSV), so that no cache can be stale.

    Raises:
        FlowError: something of it cannot be read.
    """
    base = where if where.is_dir() else where.parent
    tables = _files_below(where, ".csv") if where.is_dir() else sorted(filter(Path.is_file, base.glob("*.csv")))
    digest = hashlib.sha256()
    for path in [*flow_files(where), *tables]:
        try:
            with path.open("rb", buffering=0) as stream:
                size = os.fstat(stream.fileno()).st_size
                digest.update(f"{path.relative_to(base).as_posix()}\0{size}\0".encode())
                if size <= MAX_TABLE_BYTES:  # no flow with a longer file is sound, so none is kept
                    digest.update(stream.read())
        except OSError as error:
            raise _no_flow(path, f"it cannot be read: {error.strerror}", "check the file's permissions") from None
    return digest.hexdigest()


def _files_below(folder: Path, ending: str) -> list[Path]:
    """The files in the folder and those below it with that ending, sorted by path; what begins with a dot is passed over."""
    found: list[Path] = []
    seen = 0

    def refuse(error: OSError) -> None:
        where = Path(error.filename)
        raise _no_flow(where, f"it cannot be read: {error.strerror}", "check the folder's permissions") from None

    for within, below, names in os.walk(folder, onerror=refuse):
        seen += len(names)
        if seen > MAX_SEEN:
            raise _no_flow(folder, f"the folder holds more than {MAX_SEEN:,} files", "is it a flow?")
        below[:] = [name for name in below if not name.startswith(".")]
        chosen = [name for name in names if name.endswith(ending) and not name.startswith(".")]
        found += [path for name in chosen if (path := Path(within, name)).is_file()]
    return sorted(found)


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


def _no_flow(where: Path, message: str, hint: str) -> Exception:
    from intake.flow.findings import Finding, FlowError, Place

    return FlowError([Finding(Place(str(where), 1, 1), "E112", message, hint)])
