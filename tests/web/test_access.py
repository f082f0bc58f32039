"""Access: nothing for axe to find on any step, in both themes, on the smallest screen, from the right, and with long words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from intake import load
from intake.flow.answers import plain_answer
from tests.web.browser import Served, Visitor, page_of, served
from tests.web.pseudo import from_the_right, in_long_words

Opens = Callable[..., Visitor]
SMALL = {"width": 320, "height": 568}
"""Also 1280 px at 400 %."""
SMALLEST: dict[str, dict[str, Any]] = {
    "eviction": {"role": "tenant", "stage": "locked_out", "household": ["child"], "reasons": ["arrears"]},
    "wages": {
        "job": "no",
        "last_day": "2026-11-01",
        "pay_day": "2026-10-31",
        "employer": "firm",
        "pay": 1200,
        "extra_hours": 4,
    },
}


def seen(who: Visitor, answers: dict[str, Any]) -> Iterator[str]:
    """Stops on every screen from the terms to the summary, with the menu, what is folded, and an error opened on the way."""
    yield "terms"
    who.start()
    yield from who.answer(answers)
    yield "check"
    who.page.locator("summary", has_text="Menu").click()
    who.page.locator("main .check button").first.click()
    who.page.locator("main summary").evaluate_all("all => all.forEach((one) => { one.parentElement.open = true; })")
    yield "change"
    who.page.locator("main .acts-row > .btn").last.click()
    who.page.locator("main .btn.go").click()
    who.page.locator("main summary").evaluate_all("all => all.forEach((one) => { one.parentElement.open = true; })")
    yield "summary"


@pytest.mark.parametrize("flow", SMALLEST)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_finding_on_any_step_of_the_small_flows(site: Served, visitor: Opens, flow: str, theme: str) -> None:
    who = visitor(viewport=SMALL, color_scheme=theme).open(f"{site.address}/{flow}.html")
    for screen in seen(who, SMALLEST[flow]):
        assert (screen, who.axe()) == (screen, [])
        assert (screen, who.too_wide) == (screen, [])
    assert who.complaints == []


def test_no_finding_on_40_varied_paths_of_interpol(site: Served, visitor: Opens) -> None:
    """Scenarios from all over, to where they end: the last screen and the summary; themes and sizes turn by turn."""
    scenarios = load("interpol").scenarios
    scenarios = scenarios[:: len(scenarios) // 40][:40]
    assert len(scenarios) == 40
    looks = [
        visitor(viewport=size, color_scheme=theme)
        for theme in ("light", "dark")
        for size in (SMALL, {"width": 1280, "height": 800})
    ]
    for at, scenario in enumerate(scenarios):
        who = looks[at % len(looks)].open(f"{site.address}/interpol.html").start()
        who.through(_plain(scenario.answers))
        found = who.axe()
        if who.page.get_by_role("button", name="Show what to do").count():
            who.press("Show what to do")
            found += who.axe()
        assert (scenario.name, found, who.too_wide) == (scenario.name, [], [])


def _plain(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain_answer(answer) for name, answer in answers.items()}


@pytest.mark.parametrize("made", [from_the_right, in_long_words])
def test_right_to_left_and_long_words(visitor: Opens, made: Callable[[str], str]) -> None:
    """The layout mirrors by itself, nothing sticks out, and axe has nothing to say."""
    with served({"flows/pseudo.json": made("eviction"), "pseudo.html": page_of("pseudo")}) as site:
        who = visitor(viewport=SMALL)
        who.page.goto(f"{site.address}/pseudo.html")
        who.page.locator("main .btn.go").click()
        answers = SMALLEST["eviction"]
        for asked in who.answer(answers):
            assert (asked, who.axe(), who.too_wide) == (asked, [], [])
        who.page.locator("main .btn.go").click()
        assert (who.axe(), who.too_wide) == ([], [])
        leave = who.page.locator(".leave").bounding_box()
        assert leave is not None
        assert (leave["x"] > 20) == (made is from_the_right)


@pytest.mark.parametrize("media", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}, {"contrast": "more"}])
def test_what_the_visitor_s_device_asks_for(site: Served, visitor: Opens, media: dict[str, Any]) -> None:
    """Forced colours, less motion, more contrast: the chosen answer and the level are still told by more than colour."""
    who = visitor(**media).open(f"{site.address}/interpol.html").start()
    who.through({"role": "self", "immediate_danger": "no", "custody": "detained"})
    assert who.axe() == []
    assert who.page.locator(".now .head").inner_text().split()[:3] == ["!!", "Act", "now"]
    assert who.page.locator("legal-intake").evaluate("element => element.shadowRoot.getAnimations().length") == 0
    if "forced_colors" in media:
        go = who.page.locator(".btn.go").evaluate(
            "one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
        )
        assert go[0] != go[1]


def test_wider_spacing_keeps_all_words_on_the_screen(site: Served, visitor: Opens) -> None:
    """As a reader may set it: WCAG 1.4.12."""
    who = visitor(viewport=SMALL).open(f"{site.address}/eviction.html").start()
    who.page.locator("legal-intake").evaluate(
        """element => { const own = new CSSStyleSheet();
        own.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }");
        element.shadowRoot.adoptedStyleSheets.push(own); }"""
    )
    for asked in who.answer(SMALLEST["eviction"]):
        assert (asked, who.too_wide) == (asked, [])
