"""The pages of a site: the interview, the choice among several, the page for a frame, and what each says without JavaScript."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from intake.flow.model import Flow
from intake.report.names import text_direction
from intake.report.words import Words
from intake.web.server.headers import POLICY
from intake.web.site.parts import phrase, spoken
from intake.web.site.settings import Site

__all__ = ["Page", "address_of", "bundle_of", "choice", "element", "policy", "title_of", "without_interview"]

_NOT_IN_A_PAGE = ("frame-ancestors",)
"""What only a header can say."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `policy`: its content security policy; `head`: links and scripts; `icon`: an address; all as HTML."""

    language: str
    title: str
    policy: str
    icon: str
    head: tuple[str, ...]
    body: tuple[str, ...]

    def html(self) -> bytes:
        """The page as a file."""
        lines = [
            "<!doctype html>",
            f'<html lang="{escape(self.language)}" dir="{text_direction(self.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(self.policy, quote=False)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="robots" content="noindex">',
            f"<title>{escape(self.title)}</title>",
            f'<link rel="icon" href="{escape(self.icon)}">',
            *self.head,
            "</head>",
            "<body>",
            *self.body,
            "</body>",
            "</html>",
        ]
        return ("\n".join(lines) + "\n").encode()


def policy(changes: Mapping[str, str]) -> str:
    """The policy of every page, as a page itself can say it, with these changes. No form of a site sends anything."""
    parts = {name: value for name, value in POLICY.items() if name not in _NOT_IN_A_PAGE}
    return "; ".join(f"{name} {value}" for name, value in {**parts, "form-action": "'none'", **changes}.items())


def element(flow: Flow, site: Site, bundle: str, *, mode: str, inside: Iterable[str] = ()) -> str:
    """The tag of the interview; `bundle` is the address of the flow's."""
    attributes = {
        "flow": bundle,
        "lang": flow.language,
        "mode": mode,
        "exit": site.house.exit,
        **({"telephone": site.house.telephones_json} if site.house.telephones else {}),
    }
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return f"<legal-intake {written}>{''.join(inside)}</legal-intake>"


def without_interview(site: Site, language: str, flow: Flow) -> tuple[str, str]:
    """What is said if there is no interview: where JavaScript is off, and where it did not come.

    The first stands beside the element, the second in it.
    """
    here = f'lang="{spoken(language)}" dir="{text_direction(spoken(language))}"'
    calls = _calls(site, language)
    if site.server:
        address = escape(f"{site.server.rstrip('/')}/plain/{flow.id}")
        more = (
            f'<p><a class="go" href="{address}">{_say("without_script", language)}</a></p>'
            f'<p class="muted">{_say("without_script_says", language)}</p>'
        )
    else:
        more = f"<p>{_say('nothing_without_script', language)}</p>"
    leave = f'<p><a class="leave" href="{escape(site.house.exit)}">{_say("leave", language)}</a></p>'
    off, late = (
        f"{leave}<h1>{_say(key, language)}</h1><p>{_say(f'{key}_says', language)}</p>{calls}"
        for key in ("needs_script", "not_there")
    )
    return (
        f'<noscript><main class="around" {here}>{off}{more}</main></noscript>',
        f'<main class="around later" {here}>{late}</main>',
    )


def choice(flows: Sequence[Flow], site: Site, language: str) -> str:
    """Links to the flows of a site that has several. It needs no JavaScript."""
    links = "".join(
        f'<li><a class="choice" lang="{escape(flow.language)}" href="{address_of(flow)}">{escape(title_of(flow))}</a></li>'
        for flow in flows
    )
    head = f'<h1 lang="{spoken(language)}">{_say("choose", language)}</h1>'
    leave = f'<p><a class="leave" href="{escape(site.house.exit)}">{_say("leave", language)}</a></p>'
    return f'<main class="around">{leave}{head}<ul role="list">{links}</ul></main>'


def address_of(flow: Flow) -> str:
    """The page of a flow, on a site that has several."""
    return f"{flow.id}.html"


def bundle_of(flow: Flow) -> str:
    """The bundle of a flow, from the folder of the site."""
    return f"flows/{flow.id}.json"


def title_of(flow: Flow) -> str:
    """What the flow is called, in its own words."""
    return Words(flow, {}).text(flow.title)


def _calls(site: Site, language: str) -> str:
    if not site.house.telephones:
        return f"<p>{_say('call_anybody', language)}</p>"
    who = _say("call", language, name=site.name) if site.name else _say("call_us", language)
    numbers = "".join(
        f'<li><a class="call" href="tel:{one.digits}"><bdi dir="ltr">{escape(one.number)}</bdi></a> {escape(one.hours)}</li>'
        for one in site.house.telephones
    )
    return f'<p>{who}</p><ul role="list">{numbers}</ul>'


def _say(key: str, language: str, **filled: str) -> str:
    return escape(phrase(key, language, **filled), quote=False)
