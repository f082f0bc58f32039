"""P12: text can never become markup: every text of a flow set to known payloads, and nothing happens but reading."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import intake
from intake.web.bundle import bundle
from tests.web.browser import Visitor, page_of, served

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "javascript:alert(1)",
    "<a href=javascript:alert(1)>x</a>",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea><svg onload=alert(1)>",
    "<!--<script>alert(1)-->",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button>x",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<style>*{background:url(//evil.example/x)}</style>",
    "<marquee onstart=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<legal-intake flow=//evil.example/x.json></legal-intake>",
    "${alert(1)}",
    "#{alert(1)}",
    "[[<b>x</b>]]",
    "**<img src=x onerror=alert(1)>**",
    "[[a|<svg onload=alert(1)>]]",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\\u003cscript\\u003ealert(1)",
    "<ſcript>alert(1)</ſcript>",
    "＜script＞alert(1)＜/script＞",
    "<x onclick=alert(1)>click</x>",
    "<p style=position:fixed;inset:0>cover",
    "constructor __proto__ toString",
    "\u202e<script>alert(1)",
]
ALLOWED = {
    *(
        "a",
        "bdi",
        "button",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "form",
        "h1",
        "h2",
        "h3",
        "header",
    ),
    *("input", "label", "legend", "li", "main", "ol", "p", "section", "small", "span", "strong", "summary", "ul"),
}
"""All that the widget makes."""


def poisoned() -> list[dict[str, Any]]:
    """Bundles in which each sentence is a payload with its own words after it: all payloads in all places, turn by turn."""
    made = bundle(intake.load("eviction"))
    return [
        made
        | {
            "texts": [
                f"{PAYLOADS[(at + turn) % len(PAYLOADS)]} {at}" if text else text
                for at, text in enumerate(made["texts"])
            ]
        }
        for turn in range(0, len(PAYLOADS), 7)
    ]


def test_every_text_of_a_flow_stays_text(visitor: Callable[..., Visitor]) -> None:
    """No dialog, no request, no element that the widget does not make, no complaint of the policy."""
    bundles = poisoned()
    extra: dict[str, str | bytes] = {f"flows/poison{at}.json": json.dumps(made) for at, made in enumerate(bundles)}
    extra |= {f"poison{at}.html": page_of(f"poison{at}") for at in range(len(bundles))}
    with served(extra) as site:
        who = visitor()
        for at in range(len(bundles)):
            who.page.goto(f"{site.address}/poison{at}.html")
            who.page.locator(".btn.go").click()
            seen = set(_elements(who))
            loaded = len(who.requests)
            for _ in who.answer(
                {"role": "tenant", "stage": "locked_out", "household": ["child"], "reasons": ["arrears"]}
            ):
                seen |= set(_elements(who))
            for name in (".btn.go", ".act summary"):
                who.page.locator(f"main {name}").first.click()
                seen |= set(_elements(who))
            assert seen <= ALLOWED
            assert who.page.locator(".act").count() >= 2
            assert any(payload in who.page.locator("main").inner_text() for payload in PAYLOADS)
            assert len(who.requests) == loaded
        assert who.complaints == []


def test_a_typed_answer_stays_text(visitor: Callable[..., Visitor]) -> None:
    with served() as site:
        who = visitor().open(f"{site.address}/eviction.html").start()
        who.page.get_by_text("Answer in your own words").click()
        for payload in PAYLOADS:
            who.page.get_by_label("A number or plain words").fill(payload)
        assert set(_elements(who)) <= ALLOWED
        assert who.complaints == []


def _elements(who: Visitor) -> list[str]:
    found: list[str] = who.page.locator("legal-intake").evaluate(
        "element => [...element.shadowRoot.querySelectorAll('*')].map((one) => one.localName)"
    )
    return found
