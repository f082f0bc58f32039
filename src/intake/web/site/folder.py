"""A site as a folder of files: what `intake build` writes, and what `intake verify-site` expects. Same input, same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from intake.flow.model import Flow
from intake.web.bundle import bundle_bytes
from intake.web.site.pages import Page, address_of, bundle_of, choice, element, policy, without_interview
from intake.web.site.parts import hexadecimal, integrity, licences, own_file, phrase, release
from intake.web.site.samples import samples
from intake.web.site.settings import Site
from intake.web.site.styles import site_css
from intake.web.widget import shipped

__all__ = ["FORM", "HASHES", "SETTINGS", "plain_json", "site_files"]

HASHES = "hashes.json"
"""The list of a site's files, each with its SHA-256; itself is not in it."""
SETTINGS = "site.json"
"""What the site says of the firm, for whoever builds it again to compare."""
FORM = 1
"""The form of `hashes.json`."""

_STYLES = ("tokens.css", "page.css", "site.css")


def site_files(flows: Sequence[Flow], site: Site) -> dict[str, bytes]:
    """All files of a site, by their paths in it, `hashes.json` last."""
    bundles = {flow.id: bundle_bytes(flow) for flow in flows}
    files = {f"intake/{name}": content for name, content in shipped().items()}
    files["intake/page.css"] = own_file("page.css")
    files["intake/icon.svg"] = own_file("icon.svg")
    files["intake/site.css"] = site_css(site)
    files |= {bundle_of(flow): bundles[flow.id][0] for flow in flows}
    files |= {f"licences/{name}": content for name, content in licences().items()}
    files[SETTINGS] = plain_json(site.plain())
    files |= {address: page.html() for address, page in _pages(flows, site, files)}
    files = {name: files[name] for name in sorted(files)}
    files[HASHES] = plain_json(
        {
            "form": FORM,
            "made_by": release(),
            "flows": {
                flow.id: {"version": flow.version, "hash": flow.content_hash, "bundle": bundles[flow.id][1]}
                for flow in flows
            },
            "files": {name: hexadecimal(content) for name, content in files.items()},
        }
    )
    return files


def plain_json(data: object) -> bytes:
    """Data as a file that people can read, and compare line by line."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _pages(flows: Sequence[Flow], site: Site, files: Mapping[str, bytes]) -> Iterator[tuple[str, Page]]:
    if len(flows) == 1:
        yield "index.html", _interview(flows[0], site, files)
    else:
        language = site.language or flows[0].language
        title = site.title or phrase("title", language)
        head = tuple(_styles(files, ""))
        yield "index.html", Page(language, title, policy({}), "intake/icon.svg", head, (choice(flows, site, language),))
        yield from ((address_of(flow), _interview(flow, site, files)) for flow in flows)
    for flow in flows:
        yield f"embed/{flow.id}.html", _interview(flow, site, files, mode="inline", up="../", more=_framed(site, files))
    head = (*_styles(files, "../"), _script(files, "../", "intake.js"))
    for sample in samples(flows[0], site, _named(files, "../", bundle_of(flows[0]))):
        more = (_script(files, "../", "host.js"),) if sample.framed else ()
        title = f"Sample: {sample.name}"
        yield (
            f"samples/{sample.name}.html",
            Page("en", title, policy({"frame-src": "'self'"}), "../intake/icon.svg", (*head, *more), sample.body),
        )


def _interview(
    flow: Flow,
    site: Site,
    files: Mapping[str, bytes],
    *,
    mode: str = "page",
    up: str = "",
    more: Sequence[str] = (),
) -> Page:
    language = site.language or flow.language
    outside, inside = without_interview(site, language, flow)
    return Page(
        language=language,
        title=site.title or phrase("title", language),
        policy=policy({}),
        icon=f"{up}intake/icon.svg",
        head=(*_styles(files, up), _script(files, up, "intake.js"), *more),
        body=(outside, element(flow, site, _named(files, up, bundle_of(flow)), mode=mode, inside=(inside,))),
    )


def _framed(site: Site, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """What lets a page in a frame tell the page around it its height: nothing, if no page around it is named."""
    if not site.hosts:
        return ()
    hosts = escape(" ".join(site.hosts))
    return f'<meta name="intake-hosts" content="{hosts}">', _script(files, "../", "embed.js")


def _styles(files: Mapping[str, bytes], up: str) -> Iterator[str]:
    for name in _STYLES:
        path = f"intake/{name}"
        yield f'<link rel="stylesheet" href="{_named(files, up, path)}" integrity="{integrity(files[path])}">'


def _script(files: Mapping[str, bytes], up: str, name: str) -> str:
    path = f"intake/{name}"
    return f'<script type="module" src="{_named(files, up, path)}" integrity="{integrity(files[path])}"></script>'


def _named(files: Mapping[str, bytes], up: str, path: str) -> str:
    """An address that names the content: no copy of an older one, kept on the way, can come with a newer page.

    `intake serve` lets such a copy be kept for good.
    """
    return f"{up}{path}?v={hexadecimal(files[path])[:16]}"
