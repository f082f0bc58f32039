"""Sample host pages, one for each way to put the interview on a page of one's own: to be read, and to copy from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from intake.flow.model import Flow
from intake.web.site.pages import element
from intake.web.site.settings import Site

__all__ = ["Sample", "samples"]


@dataclass(frozen=True, slots=True)
class Sample:
    """A page by its name; `framed`: whether it gives a frame its height."""

    name: str
    body: tuple[str, ...]
    framed: bool = False


def samples(flow: Flow, site: Site, bundle: str) -> Iterator[Sample]:
    """The pages. They lie one folder below the site's; `bundle` is the flow's address from there."""
    heading = f"<h1>{escape(site.name or 'Example Law Office')}</h1>"
    yield Sample(
        "inline",
        (
            f'<main class="around">{heading}',
            "<p>The interview stands in the middle of a page, between other things. The page is the firm's own: "
            "whoever can change its scripts can read the answers.</p></main>",
            element(flow, site, bundle, mode="inline"),
            '<footer class="around"><p>What comes after it stays below it, however long it gets.</p></footer>',
        ),
    )
    yield Sample(
        "launcher",
        (
            f'<main class="around">{heading}',
            "<p>The interview is closed until somebody presses the button at the foot of this page. "
            "It never opens by itself.</p></main>",
            element(flow, site, bundle, mode="launcher"),
        ),
    )
    yield Sample(
        "iframe",
        (
            f'<main class="around">{heading}',
            "<p>The interview is in a frame, for a page that belongs to somebody else: that page cannot read what is "
            "answered. If this page's address is one of the <code>hosts</code> in site.yaml, the frame is as high as "
            "what is in it.</p></main>",
            f'<iframe data-intake src="../embed/{flow.id}.html" title="Questions" width="100%" height="900" '
            'referrerpolicy="no-referrer"></iframe>',
        ),
        framed=True,
    )
