"""P18: *Leave this site* leaves quickly and quietly: the page is empty first, and no way back shows an answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.web.browser import EXIT, Served, Visitor

Opens = Callable[..., Visitor]


def answered(site: Served, visitor: Opens) -> Visitor:
    who = visitor()
    who.page.context.route(
        f"{EXIT}**", lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html")
    )
    who.page.goto("about:blank")
    return who.open(f"{site.address}/eviction.html").start().through({"role": "tenant"})


def test_it_is_first_to_see_and_first_to_reach_by_keyboard(site: Served, visitor: Opens) -> None:
    who = visitor().open(f"{site.address}/eviction.html")
    who.page.keyboard.press("Tab")
    assert who.page.evaluate("document.activeElement.shadowRoot.activeElement.textContent") == "× Leave this site"
    for scrolled in (0, 10_000):
        who.page.mouse.wheel(0, scrolled)
        box = who.page.locator(".leave").bounding_box()
        assert box is not None
        assert box["y"] < 40


@pytest.mark.parametrize("way", ["press", "shift"])
def test_it_leaves_no_answer_behind(site: Served, visitor: Opens, way: str) -> None:
    """Back comes to what was before, and not to an answer."""
    who = answered(site, visitor)
    with who.page.context.expect_page() as opened:
        if way == "press":
            who.page.locator(".leave").click()
        else:
            for _ in range(3):
                who.page.keyboard.press("Shift")
    who.page.wait_for_url(f"{EXIT}**")
    assert opened.value.url.startswith(EXIT)
    assert who.page.title() == "Weather"
    who.page.go_back()
    assert who.page.url == "about:blank"


def test_shift_with_other_keys_between_does_not_leave(site: Served, visitor: Opens) -> None:
    """Somebody who types capitals stays."""
    who = answered(site, visitor)
    for key in ("Shift", "a", "Shift", "b", "Shift"):
        who.page.keyboard.press(key)
    assert who.heading == "What has happened so far?"


def test_going_elsewhere_and_back_shows_the_first_page(site: Served, visitor: Opens) -> None:
    """Also where the browser keeps the page as it was."""
    who = answered(site, visitor)
    who.page.goto(EXIT)
    who.page.go_back()
    who.page.wait_for_selector(".terms, .btn.go")
    assert who.page.locator("legal-intake").evaluate("element => element.answers()") == {}
    assert "answers are never kept" in who.page.locator(".status").inner_text()


def test_a_page_that_the_browser_kept_is_wiped(site: Served, visitor: Opens) -> None:
    who = answered(site, visitor)
    who.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert who.page.locator("legal-intake").evaluate("element => element.shadowRoot.textContent") == ""
    who.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert who.page.locator("legal-intake").evaluate("element => element.answers()") == {}
    assert who.page.locator(".btn.go").inner_text() == "Go on"


def test_the_open_page_gives_the_listener_the_choice_to_leave_by_itself(site: Served, visitor: Opens) -> None:
    """In a frame the page around must leave: it hears where to, after all is wiped and the page is empty."""
    who = answered(site, visitor)
    heard = who.page.locator("legal-intake").evaluate(
        """element => new Promise((done) => {
          element.addEventListener("intake-leave", (event) => {
            event.preventDefault();
            done([event.detail.exit, element.answers(), element.shadowRoot.textContent]);
          });
          element.shadowRoot.querySelector(".leave").click();
        })"""
    )
    assert heard == [EXIT, {}, ""]
    assert who.page.url.endswith("/eviction.html")
