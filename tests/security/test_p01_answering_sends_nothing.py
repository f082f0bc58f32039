"""P1: answering sends nothing. After the page has loaded there is no request, with the network on or off."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.flows.interpol_people import CALM
from tests.web.browser import Served, Visitor

ANSWERS = {**CALM, "custody": "free", "next_deadline": "none", "immediate_danger": "no", "custody_since": "2026-11-10"}


@pytest.mark.parametrize("offline", [False, True], ids=["online", "offline"])
def test_no_request_after_load(site: Served, visitor: Callable[..., Visitor], offline: bool) -> None:
    """Whoever watches the line sees that the page was opened, and nothing of what is answered, read or printed."""
    who = visitor().open(f"{site.address}/interpol.html")
    loaded = list(who.requests)
    assert {address.removeprefix(site.address) for address in loaded} == {
        "/interpol.html", "/page.css", "/intake/tokens.css", "/intake/intake.css", "/intake/intake.js", "/flows/interpol.json",
    }  # fmt: skip
    who.page.context.set_offline(offline)
    who.start().through(ANSWERS)
    assert who.heading == "Check your answers"
    who.press("Show what to do")
    for details in who.page.locator("main details summary").all()[:5]:
        details.click()
    assert who.requests == loaded
    assert who.complaints == []
