"""The whole interview in one HTML file: it runs from a stick or out of a message, and says which copy it is."""

from __future__ import annotations

import base64
import json
import re
from html import escape

from intake.flow.model import Flow
from intake.report.names import text_direction
from intake.web.bundle import bundle_bytes
from intake.web.site.folder import SETTINGS
from intake.web.site.pages import Page, bundle_of, element, policy, title_of, without_interview
from intake.web.site.parts import hexadecimal, integrity, own_file, phrase, release, spoken
from intake.web.site.settings import Site
from intake.web.site.styles import site_css
from intake.web.widget import shipped

__all__ = ["carried", "fingerprint_of", "parts_of", "single_file", "stated_fingerprint"]

_EMPTY = "0" * 64
_FINGERPRINT = re.compile(rb'<code id="fingerprint">([0-9a-f]{64})</code>')
_PART = re.compile(
    rb'(?P<tag><(?P<kind>script|style)(?: type="application/json" data-address="(?P<address>[^"]*)"| type="module")?>)'
    rb"(?P<inside>.*?)</(?P=kind)>",
    re.DOTALL,
)
_CARRIED = r'<script type="application/json" data-address="{}">\n(.*?)\n</script>'


def single_file(flow: Flow, site: Site) -> bytes:
    """The file. Its fingerprint is worked out with zeros in the place where it stands."""
    page = _page(flow, site).html()
    return page.replace(_EMPTY.encode(), hexadecimal(page).encode())


def stated_fingerprint(content: bytes) -> str | None:
    """The fingerprint that stands in the file, or `None` if it is no such file."""
    found = _FINGERPRINT.findall(content)
    return found[0].decode() if len(found) == 1 else None


def fingerprint_of(content: bytes) -> str:
    """The fingerprint of a file as it is."""
    return hexadecimal(_FINGERPRINT.sub(f'<code id="fingerprint">{_EMPTY}</code>'.encode(), content))


def carried(content: bytes, address: str) -> object:
    """What the file carries under that address.

    Raises:
        ValueError: nothing that could be read.
    """
    found = re.search(_CARRIED.format(re.escape(address)), content.decode(), re.DOTALL)
    if found is None:
        raise ValueError(f"it carries no {address}")
    return json.loads(found[1])


def parts_of(content: bytes) -> dict[str, bytes]:
    """The file in its parts, each under a name: what it carries, its script, its style, and the page around them."""
    parts: dict[str, bytes] = {}

    def taken(found: re.Match[bytes]) -> bytes:
        name = found["address"] or found["kind"]
        key = name.decode("utf-8", "replace")
        parts[key if key not in parts else f"{key} (again)"] = found["inside"]
        return found["tag"]

    page = _PART.sub(taken, content)
    return {**parts, "page": page}


def _page(flow: Flow, site: Site) -> Page:
    language = site.language or flow.language
    static = shipped()
    script = "\n" + _as_script(static["intake.js"].decode())
    style = "\n" + "\n".join(css.decode() for css in (static["tokens.css"], own_file("page.css"), site_css(site)))
    outside, inside = without_interview(site, language, flow)
    bundle, bundle_hash = bundle_bytes(flow)
    parts = {
        "tokens.css": static["tokens.css"].decode(),
        "intake.css": static["intake.css"].decode(),
        bundle_of(flow): bundle.decode(),
        SETTINGS: json.dumps(site.plain(), ensure_ascii=False),
        "copy.json": json.dumps(
            {
                "made_by": release(),
                "flow": flow.id,
                "version": flow.version,
                "hash": flow.content_hash,
                "bundle": bundle_hash,
            }
        ),
    }
    return Page(
        language=language,
        title=site.title or phrase("title", language),
        policy=policy(
            {
                "script-src": f"'{integrity(script.encode())}'",
                "style-src": f"'{integrity(style.encode())}'",
                "img-src": "data:",
                "connect-src": "'none'",
            }
        ),
        icon="data:image/svg+xml;base64," + base64.b64encode(own_file("icon.svg")).decode(),
        head=(f"<style>{style}</style>",),
        body=(
            outside,
            element(flow, site, bundle_of(flow), mode="page", inside=(inside,)),
            _copy(flow, site, language),
            *(_data(address, text) for address, text in parts.items()),
            f'<script type="module">{script}</script>',
        ),
    )


def _as_script(module: str) -> str:
    """A module as it can stand in a page: nothing in it may look like the end or the begin of something of the page."""
    if "<!--" in module:
        raise ValueError("the widget holds '<!--', which would change how a page reads its script")
    return module.replace("</script", r"<\/script")


def _data(address: str, text: str) -> str:
    """Data is never executed. In JSON no `<` stands as such, so that it cannot end its element; in our styles there is none."""
    if address.endswith(".json"):
        text = text.replace("<", "\\u003c")
    elif "<" in text:
        raise ValueError(f"{address} holds '<', which could end the part of a page that carries it")
    return f'<script type="application/json" data-address="{address}">\n{text}\n</script>'


def _copy(flow: Flow, site: Site, language: str) -> str:
    def say(key: str, **filled: str) -> str:
        return escape(phrase(key, language, **filled), quote=False)

    which = f"{title_of(flow)}, {flow.version}, {flow.content_hash[:12]}"
    name = site.name or phrase("copy_firm", language)
    here = f'lang="{spoken(language)}" dir="{text_direction(spoken(language))}"'
    return (
        f'<footer class="copy" {here}><details><summary>{say("copy")}</summary>'
        f'<p>{say("copy_says", flows=which)} <code id="fingerprint">{_EMPTY}</code>.</p>'
        f"<p>{say('copy_compare', name=name)}</p></details></footer>"
    )
