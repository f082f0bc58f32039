"""`intake build FLOW… --out DIR`: a site of files alone; with `--single`, one HTML file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from intake.exit_codes import BAD_DATA, CANNOT_WRITE, NO_INPUT, USAGE, WELL
from intake.flow.findings import FlowError
from intake.flow.load import load
from intake.flow.model import Flow
from intake.web.site.folder import HASHES, site_files
from intake.web.site.parts import hexadecimal
from intake.web.site.settings import Site, SiteError, read_site
from intake.web.site.single import single_file
from intake.web.site.writing import NotOurs, write_file, write_folder

__all__ = ["Refused", "build", "flows_named", "site_named"]


class Refused(Exception):
    """The command cannot be done: what is wrong, and the exit code."""

    def __init__(self, message: str, code: int) -> None:
        self.code = code
        super().__init__(message)


def build(arguments: argparse.Namespace) -> int:
    """Builds the site; 64, 65, 66 for what is wrong with what was given, 73 if it cannot be written."""
    out = Path(arguments.out)
    try:
        site = site_named(arguments.site)
        flows = flows_named(arguments.flows or ["interpol"])
        written = _single(out, flows, site) if arguments.single else _folder(out, flows, site)
    except Refused as refused:
        print(f"intake build: {refused}" if refused.code != BAD_DATA else refused, file=sys.stderr)
        return refused.code
    except NotOurs as error:
        print(f"intake build: {error}", file=sys.stderr)
        return CANNOT_WRITE
    except OSError as error:
        print(f"intake build: {out} cannot be written: {error.strerror}", file=sys.stderr)
        return CANNOT_WRITE
    print(written)
    return WELL


def flows_named(names: Sequence[str]) -> tuple[Flow, ...]:
    """The flows, each once.

    Raises:
        Refused: one is not there, or has findings, or two have one id.
    """
    flows: dict[str, Flow] = {}
    for name in names:
        try:
            flow = load(name, cached=True)
        except FlowError as error:
            raise Refused(str(error), NO_INPUT if error.absent else BAD_DATA) from None
        if flow.id in flows:
            raise Refused(f"two of the flows have the id '{flow.id}': their files would be the same", USAGE)
        flows[flow.id] = flow
    return tuple(flows.values())


def site_named(name: str | None) -> Site:
    """The site of a site.yaml; without one, that of nobody in particular.

    Raises:
        Refused: it is not there, or has faults.
    """
    if name is None:
        return Site()
    try:
        return read_site(Path(name))
    except SiteError as error:
        raise Refused(str(error), BAD_DATA) from None
    except OSError as error:
        raise Refused(f"{name} cannot be read: {error.strerror}", NO_INPUT) from None


def _folder(out: Path, flows: Sequence[Flow], site: Site) -> str:
    """Writes the folder; the line says by which number all of it is known."""
    if out.suffix == ".html":
        raise Refused(f"{out} would be a folder: for one file, add --single", USAGE)
    files = site_files(flows, site)
    write_folder(out, files)
    size = sum(map(len, files.values()))
    print(f"{_named(flows)}: {len(files)} files, {size:,} bytes. Copy the folder to any web server.", file=sys.stderr)
    if not site.house.telephones:
        print("No telephone number is shown: --site site.yaml names one (docs/site.md).", file=sys.stderr)
    return f"{hexadecimal(files[HASHES])}  {out / HASHES}"


def _single(out: Path, flows: Sequence[Flow], site: Site) -> str:
    if len(flows) > 1:
        raise Refused("--single carries one flow: give one, and build a file for each", USAGE)
    content = single_file(flows[0], site)
    write_file(out, content)
    print(f"{_named(flows)}: one file, {len(content):,} bytes. It works wherever it is opened.", file=sys.stderr)
    return f"{hexadecimal(content)}  {out}"


def _named(flows: Sequence[Flow]) -> str:
    return ", ".join(f"{flow.id} {flow.version} ({flow.content_hash[:12]})" for flow in flows)
