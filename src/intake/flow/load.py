"""Loads a flow: from its files with every check, or from a cache that cannot be stale (its key is a hash of all it read)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from intake.flow.build import build_flow
from intake.flow.files import cache_key, content_hash, find_flow
from intake.flow.findings import Finding, FlowError, Path_
from intake.flow.kept import read_cached, write_cached
from intake.flow.model import Accepted, Flow
from intake.flow.tables import Table, table_of

if TYPE_CHECKING:
    from intake.flow.documents import Document

__all__ = ["Examined", "check_flow", "examine", "find_flow", "load"]

MAX_FAULTS = 200
"""After so many, reading stops: nobody mends more at once, and each hint looks through all names."""

_REQUIRED = ("flow", "levels", "steps", "recommendations")
_HEAD = ("id", "version", "title", "start")


def load(where: str | Path, *, cached: bool = False) -> Flow:
    """The flow of that name or at that path, checked.

    With `cached`, a flow that was found sound before is read from the user's cache folder, under a hash of its files'
    names and bytes and of this program's: only flows are kept there, never an answer.

    Raises:
        FlowError: findings with code E; `findings` holds all of them.
    """
    path = find_flow(where)
    digest = content_hash(path)
    if cached:
        kept = read_cached(cache_key(digest))
        if kept is not None:
            return _sound(kept, digest)
    flow, findings, _, kept = _read(path, digest)
    serious = [finding for finding in findings if finding.code.startswith("E")]
    if serious or flow is None:
        raise FlowError(serious or findings)
    if cached:
        write_cached(cache_key(digest), kept)
    return flow


def check_flow(where: str | Path) -> tuple[Flow | None, list[Finding]]:
    """The flow, if it can be used, and all that there is to mend in it, in the order of its files.

    Raises:
        FlowError: there is no flow at all.
    """
    examined = examine(where)
    return examined.flow, examined.findings


class Examined(NamedTuple):
    """A flow (`None` if it cannot be used), what there is to mend in it, its document, which knows all places, and
    which findings it accepts, even if it cannot be used."""

    flow: Flow | None
    findings: list[Finding]
    document: Document
    exceptions: tuple[Accepted, ...]


def examine(where: str | Path) -> Examined:
    """As `check_flow`, with the flow's document: for those who find more in it.

    Raises:
        FlowError: there is no flow at all.
    """
    path = find_flow(where)
    flow, findings, document, _ = _read(path, content_hash(path))
    usable = not any(finding.code.startswith("E") for finding in findings)
    exceptions = flow.exceptions if flow is not None else ()
    return Examined(flow if usable else None, findings, document, exceptions)


class _TooManyError(Exception):
    """There are more faults than anybody mends at once."""


def _read(where: Path, digest: str) -> tuple[Flow | None, list[Finding], Document, dict[str, Any]]:
    """The flow (`None` if too little can be read), its findings, its document, and what a cache keeps of it."""
    from intake.flow.documents import Document

    document = Document(where)
    findings = list(document.findings)
    flow: Flow | None = None
    kept: dict[str, Any] = {}

    told = {(finding.place.file, finding.place.line) for finding in findings}
    faults = len(findings)

    def add(finding: Finding) -> None:
        nonlocal faults
        if (finding.place.file, finding.place.line) in told:
            return
        findings.append(finding)
        faults += finding.code.startswith("E")
        if faults > MAX_FAULTS:
            raise _TooManyError

    too_many = False
    try:
        flow, kept = _build(document, digest, add)
    except _TooManyError:
        too_many = True
    findings = sorted(dict.fromkeys(findings), key=lambda finding: (finding.place, finding.code))
    if too_many:
        message = f"there are more than {MAX_FAULTS} faults"
        findings.append(Finding(findings[-1].place, "E113", message, "mend those above first, then check again"))
    return flow, findings, document, kept


def _build(document: Document, digest: str, add: Callable[[Finding], None]) -> tuple[Flow | None, dict[str, Any]]:
    """The flow of a document; what is wrong with it goes to `add`."""
    from intake.flow.lint import lint
    from intake.flow.read_tables import read_table
    from intake.flow.schema import schema_findings

    unread = {finding.place.file for finding in document.findings}
    broken_paths = schema_findings(document, add)
    data, broken = _sound_part(document.data, broken_paths)
    if not unread:
        for section in _REQUIRED:
            if section not in document.data:
                hint = f"`intake explain E152` shows a smallest flow with `{section}:`"
                add(document.finding("E152", f"the section '{section}' is missing", hint, ()))
        for key in _HEAD:
            if isinstance(head := document.data.get("flow"), dict) and key not in head:
                add(document.finding("E152", f"'{key}' is missing", f"add `{key}:`", ("flow",), key=True))
    if document.lost or not all(data.get(section) for section in ("flow", "levels", "steps")):
        return None, {}

    def find(code: str, message: str, hint: str, path: Path_, *, key: bool = False, part: str = "") -> None:
        add(document.finding(code, message, hint, path, key=key, part=part))

    tables: dict[str, Table] = {}
    for name, raw in data.get("tables", {}).items():
        tables[name] = read_table(name, raw, document.where, find, add)
    flow = build_flow(data, tables, find, content_hash=digest, broken=frozenset(broken))
    if not unread:
        lint(flow, find, frozenset(broken))
    kept = {name: section for name, section in data.items() if name != "tables"}
    return flow, {"data": kept, "tables": [table.plain() for table in tables.values()]}


def _sound(kept: dict[str, Any], digest: str) -> Flow:
    """The flow of a document that was found sound, as it was kept."""

    def find(code: str, message: str, hint: str, path: Path_, *, key: bool = False, part: str = "") -> None:
        raise AssertionError(f"a sound flow has a finding: {code} {message} at {path}")

    tables = {plain["id"]: table_of(plain) for plain in kept["tables"]}
    return build_flow(kept["data"], tables, find, content_hash=digest, sound=True)


def _sound_part(data: dict[str, Any], broken_paths: set[Path_]) -> tuple[dict[str, Any], set[str]]:
    """The sections without what the schema refused, and the names of that."""
    sound = {section: dict(content) if isinstance(content, dict) else content for section, content in data.items()}
    broken: set[str] = set()
    for path in broken_paths:
        section, name = str(path[0]) if path else "", path[1] if len(path) > 1 else None
        content = sound.get(section)
        if isinstance(content, dict) and name in content:
            broken.add(str(name))
            del content[name]
        elif section == "flow" and isinstance(content, dict):
            broken.add(section)
        elif section in sound:
            broken.update(str(key) for key in content or ()) if isinstance(content, dict) else None
            broken.add(section)
            del sound[section]
    return sound, broken
