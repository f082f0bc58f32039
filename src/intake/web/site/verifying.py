"""`intake verify-site TARGET`: whether a site or a single file is what this release builds of the same flows."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from intake.exit_codes import BAD_DATA, FINDINGS, NO_INPUT, WELL
from intake.flow.data import embedded_flow
from intake.flow.findings import printable
from intake.flow.model import Flow
from intake.web.site.command import Refused, flows_named, site_named
from intake.web.site.folder import HASHES, SETTINGS, site_files
from intake.web.site.found import AtAddress, InFolder, Unfound, Where, page_at
from intake.web.site.parts import release
from intake.web.site.settings import Site, site_of
from intake.web.site.single import carried, fingerprint_of, parts_of, single_file, stated_fingerprint
from intake.web.site.writing import hashes_in

__all__ = ["Compared", "verify_site"]


_MOST_STATED = 1_000
"""So many names of its own does a site's list say; no site has as many, and nobody is kept busy by a long list."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What is found, beside what should be there. `made_by`: what the target says of itself."""

    expected: Mapping[str, bytes]
    found: Mapping[str, bytes]
    made_by: str
    flows: tuple[Flow, ...]
    site: Site

    def differences(self) -> Iterator[tuple[str, str]]:
        """What is wrong, in one word, and with which part."""
        for name in sorted({*self.expected, *self.found}):
            if name not in self.found:
                yield "missing", name
            elif name not in self.expected:
                yield "more", name
            elif self.found[name] != self.expected[name]:
                yield "changed", name


def verify_site(arguments: argparse.Namespace) -> int:
    """Compares, and says what differs: 0 if nothing does, 1 if something does, 65 and 66 if there is nothing to compare."""
    target = arguments.target
    try:
        flows = flows_named(arguments.flows) if arguments.flows else ()
        site = site_named(arguments.site) if arguments.site else None
        compared = _compared(target, flows, site)
    except Refused as refused:
        print(f"intake verify-site: {refused}", file=sys.stderr)
        return refused.code
    except Unfound as unfound:
        print(f"intake verify-site: {unfound}", file=sys.stderr)
        return NO_INPUT
    except OSError as error:
        print(f"intake verify-site: {error.filename or target} cannot be read: {error.strerror}", file=sys.stderr)
        return NO_INPUT
    return _tell(target, compared, own=site is not None)


def _tell(target: str, compared: Compared, *, own: bool) -> int:
    differing = list(compared.differences())
    for word, name in differing:
        print(f"{word:<8} {printable(name)}")
    flows = ", ".join(f"{flow.id} {flow.version}" for flow in compared.flows)
    if compared.made_by != release():
        print(
            f"It says that {printable(compared.made_by) or 'nobody'} made it, and this is {release()}: "
            "compare with that release.",
            file=sys.stderr,
        )
    if not own:
        for line in _said_of_firm(compared.site):
            print(line, file=sys.stderr)
    if differing:
        print(f"{target}: {len(differing)} of {len(compared.expected)} differ from {release()} with {flows}")
        return FINDINGS
    print(f"{target}: all {len(compared.expected)} are as {release()} builds them with {flows}")
    return WELL


def _said_of_firm(site: Site) -> Iterator[str]:
    """What no release knows: whoever compares has to look at it."""
    yield "What it says of the firm, for you to look at (or compare with --site site.yaml):"
    yield f"  name: {printable(site.name) or 'none'}"
    for one in site.house.telephones:
        yield f"  telephone: {printable(one.number)} {printable(one.hours)}".rstrip()
    if not site.house.telephones:
        yield "  telephone: none"
    yield f"  leave to: {printable(site.house.exit)}"
    if site.server:
        yield f"  without JavaScript: {printable(site.server)}"


def _compared(target: str, flows: Sequence[Flow], site: Site | None) -> Compared:
    """Raises Refused or Unfound where there is nothing to compare."""
    if "://" in target:
        if not urlsplit(target).path.endswith(".html"):
            return _folder(AtAddress(target), flows, site)
        return _single(page_at(target), target, flows, site)
    path = Path(target)
    if path.is_dir():
        return _folder(InFolder(path), flows, site)
    if not path.exists():
        raise Unfound(f"there is no folder or file {target}")
    return _single(path.read_bytes(), target, flows, site)


def _folder(where: Where, flows: Sequence[Flow], site: Site | None) -> Compared:
    hashes = hashes_in(where.read(HASHES) or b"") or {}
    if not hashes and not flows:
        raise Refused(f"there is no {HASHES}, so it does not say what it holds: name its flows with --flow", BAD_DATA)
    flows = _in_order(hashes.get("flows", {}), flows)
    if site is None:
        site = _settings(where.read(SETTINGS))
    expected = site_files(flows, site)
    there = where.names()
    stated = [str(name) for name in hashes.get("files", {})][:_MOST_STATED]
    found = {name: content for name in {*expected, *stated} if (content := where.read(name)) is not None}
    found |= {
        name: b"" for name in there if name not in found
    }  # as a link that leads out: it is there, and not as it should
    return Compared(expected, found, str(hashes.get("made_by", "")), tuple(flows), site)


def _single(content: bytes, target: str, flows: Sequence[Flow], site: Site | None) -> Compared:
    stated = stated_fingerprint(content)
    if stated is None:
        hint = "for a site, give its folder or the address of that"
        raise Refused(f"{target} is no single file that intake built; {hint}", BAD_DATA)
    copy = _carried(content, "copy.json")
    flows = _in_order({str(copy.get("flow", "")): {}}, flows)
    if len(flows) != 1:
        raise Refused("a single file carries one flow: name one with --flow", BAD_DATA)
    if site is None:
        site = _settings(json.dumps(_carried(content, SETTINGS)).encode())
    if stated != fingerprint_of(content):
        print(f"It states the fingerprint {stated}, and has {fingerprint_of(content)}.", file=sys.stderr)
    expected = parts_of(single_file(flows[0], site))
    return Compared(expected, parts_of(content), str(copy.get("made_by", "")), tuple(flows), site)


def _carried(content: bytes, address: str) -> dict[str, Any]:
    try:
        found = carried(content, address)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _in_order(named: Mapping[str, object], flows: Sequence[Flow]) -> tuple[Flow, ...]:
    """The flows in the target's order: those that were given, else those of these names that come with intake."""
    given = {flow.id: flow for flow in flows}
    if given:
        return tuple(given[name] for name in named) if set(named) == set(given) else tuple(flows)
    for name in named:
        if embedded_flow(name) is None:
            hint = "name its file with --flow" if name else "name its flow with --flow"
            raise Refused(f"it holds the flow '{printable(name)}', which does not come with intake: {hint}", NO_INPUT)
    return flows_named(list(named))


def _settings(content: bytes | None) -> Site:
    """What the target says of the firm; nobody in particular, if that cannot be read: then it differs."""
    try:
        read = json.loads(content or b"")
        return site_of(read)
    except (ValueError, RecursionError):
        return Site()
