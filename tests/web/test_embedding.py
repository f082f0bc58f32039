"""Each way to have the interview on a page: inline, as a launcher, in a frame; on friendly and on hostile pages."""

from __future__ import annotations

from collections.abc import Callable

from tests.web.browser import EXIT, TODAY, Served, Visitor, host_page, page_of, served
from tests.web.test_access import SMALL

Opens = Callable[..., Visitor]
HOSTILE = """
* { all: unset; color: transparent !important; font-size: 3px !important; letter-spacing: 2em !important;
    text-transform: uppercase !important; direction: rtl !important; visibility: hidden !important;
    cursor: none !important; line-height: 0 !important; text-indent: -99em !important }
button, input, a { display: none !important }
html { font-size: 1px }
legal-intake { display: block !important }
"""
EVICTION = f'<legal-intake flow="/flows/eviction.json" date="{TODAY}" mode="inline" exit="{EXIT}"></legal-intake>'


def test_styles_of_the_host_stay_outside(visitor: Opens) -> None:
    """A page that hides, shrinks and colours everything does not reach a word of the interview."""
    page = host_page(EVICTION, '<link rel="stylesheet" href="/hostile.css">', "<h1>Example & Partners</h1>")
    with served({"hostile.html": page, "hostile.css": HOSTILE}) as site:
        who = visitor().open(f"{site.address}/hostile.html")
        who.press("Go on")
        who.choose("Yes, I live there")
        looks = who.page.locator("legal-intake h1").evaluate(
            """(one) => ["color", "fontSize", "visibility", "textTransform", "letterSpacing", "textIndent", "direction"].map(
              (name) => getComputedStyle(one)[name])"""
        )
        assert looks[2:] == ["visible", "none", "normal", "0px", "ltr"]
        assert float(looks[1].removesuffix("px")) >= 18
        assert looks[0] != "rgba(0, 0, 0, 0)"


def test_two_on_one_page_do_not_mix(visitor: Opens) -> None:
    with served(
        {"two.html": host_page(f"<main><h1>Firm</h1>{EVICTION}{EVICTION.replace('eviction', 'wages')}</main>")}
    ) as site:
        who = visitor()
        who.page.goto(f"{site.address}/two.html")
        first, second = who.page.locator("legal-intake").all()
        for one in (first, second):
            one.locator(".btn.go").click()
        first.get_by_label("Yes, I live there").check()
        first.locator("button[type=submit]").click()
        assert first.locator("h1").inner_text() == "What has happened so far?"
        assert second.locator("h1").inner_text() == "Do you still work there?"
        assert second.evaluate("element => element.answers()") == {}
        assert who.page.title() == "Questions"
        assert who.axe() == []


def test_events_methods_and_attributes(site: Served, visitor: Opens) -> None:
    """A page hears which question was answered, never what; the triage is there for those who ask."""
    who = visitor().open(f"{site.address}/eviction.html")
    who.page.evaluate(
        "window.heard = []; addEventListener('intake-answer', (event) => heard.push(event.detail));"
        "addEventListener('intake-triage', (event) => heard.push(event.detail.triage.urgency))"
    )
    who.start().through({"role": "tenant"})
    assert who.page.evaluate("heard") == ["planned", {"question": "role", "next": "stage"}, "planned"]
    element = who.page.locator("legal-intake")
    assert element.evaluate("element => element.answers()") == {"role": "tenant"}
    element.evaluate("element => element.restart()")
    assert element.evaluate("element => [element.answers(), element.triage().next_question]") == [{}, "role"]


def test_a_firm_s_telephone_is_a_link_and_plain_text_on_the_card(visitor: Opens) -> None:
    telephone = """telephone='[{"number": "+00 0000 0000", "hours": "day and night"}]'"""
    with served({"call.html": page_of("eviction", more=telephone)}) as site:
        who = (
            visitor()
            .open(f"{site.address}/call.html")
            .start()
            .through({"role": "tenant", "stage": "bailiff", "household": [], "reasons": []})
        )
        assert not who.page.get_by_text("Call a lawyer, or").count()
        who = who.open(f"{site.address}/call.html").start().through({"role": "tenant", "stage": "locked_out"})
        call = who.page.get_by_role("link", name="+00 0000 0000")
        assert call.get_attribute("href") == "tel:+0000000000"
        assert "day and night" in who.page.locator(".now").inner_text()


def test_a_firm_s_colour_and_part_reach_the_inside(visitor: Opens) -> None:
    css = "legal-intake { --accent: #123456; } legal-intake::part(question) { text-decoration: underline; }"
    page = page_of("eviction").replace("</head>", '<link rel="stylesheet" href="/firm.css"></head>')
    with served({"firm.html": page, "firm.css": css}) as site:
        who = visitor().open(f"{site.address}/firm.html").start()
        assert who.page.locator(".btn.go").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(18, 52, 86)"
        assert "underline" in who.page.locator("h1").evaluate("one => getComputedStyle(one).textDecorationLine")


def test_a_theme_can_be_fixed(visitor: Opens) -> None:
    """Else it is the reader's own."""
    with served({"dark.html": page_of("eviction", more='data-theme="dark"')}) as site:
        for page, scheme in (("dark", "dark"), ("eviction", "light")):
            who = visitor(color_scheme="light").open(f"{site.address}/{page}.html")
            assert who.page.locator(".intake").evaluate("one => getComputedStyle(one).colorScheme") == scheme


def test_the_launcher_opens_and_closes_by_keyboard_and_gives_the_focus_back(visitor: Opens) -> None:
    """It is a plain button with words; it never opens by itself, and on a phone it takes the whole screen."""
    with served(
        {"firm.html": host_page(f"<main><h1>Example</h1>{EVICTION.replace('inline', 'launcher')}</main>")}
    ) as site:
        who = visitor(viewport=SMALL).open(f"{site.address}/firm.html")
        opener = who.page.get_by_role("button", name="Get help now")
        opener.wait_for()
        assert (opener.get_attribute("aria-expanded"), who.page.get_by_role("region").count()) == ("false", 0)
        assert who.page.title() == "Questions"
        who.page.keyboard.press("Tab")
        who.page.keyboard.press("Enter")
        panel = who.page.get_by_role("region", name="Get help now")
        assert who.focused.startswith("h1")
        assert panel.bounding_box() == {"x": 0, "y": 0, **SMALL}
        assert who.axe() == []
        who.start().through({"role": "tenant"})
        who.page.keyboard.press("Escape")
        assert (panel.count(), who.focused) == (0, "button: Get help now")
        who.page.keyboard.press("Enter")
        assert who.page.locator("legal-intake h1").inner_text() == "What has happened so far?"


def test_in_a_frame_the_height_follows_and_messages_are_checked(visitor: Opens) -> None:
    """The page around gives the frame its height, and leaves with the visitor; a page that is not listed hears nothing."""
    around = (
        '<!doctype html><html lang="en"><head><title>Firm</title><link rel="icon" href="data:,">'
        '<script src="FRAME/intake/host.js"></script><script src="/hear.js"></script></head>'
        '<body><iframe data-intake title="Questions" src="FRAME/framed.html"></iframe></body></html>'
    )
    hear = "window.heard = []; addEventListener('message', ({ data }) => heard.push(data));"
    loose = "default-src 'self' http://127.0.0.1:*; img-src data:"
    with served(policy=loose) as host, served(policy=loose) as stranger, served() as frame:
        for page in (host, stranger):
            page.add({"firm.html": around.replace("FRAME", frame.address), "hear.js": hear})
        head = (
            f'<meta name="intake-hosts" content="{host.address}">'
            '<script type="module" src="/intake/embed.js"></script></head>'
        )
        frame.add({"framed.html": page_of("eviction", "inline").replace("</head>", head)})
        who = visitor()
        who.page.context.route(
            f"{EXIT}**", lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html")
        )
        inside = who.page.frame_locator("iframe")
        who.page.goto(f"{stranger.address}/firm.html")
        inside.locator(".btn.go").click()
        assert who.page.evaluate("heard") == []
        who.page.goto(f"{host.address}/firm.html")
        inside.locator(".btn.go").click()
        height = inside.locator("legal-intake").evaluate("one => Math.ceil(one.getBoundingClientRect().height)")
        who.page.wait_for_function(f"Number(document.querySelector('iframe').height) === {height}")
        assert {tuple(sorted(said)) for said in who.page.evaluate("heard")} == {("height", "intake")}
        who.page.evaluate("postMessage({ intake: 1, leave: 'https://evil.example/' }, '*')")
        inside.locator(".leave").click()
        who.page.wait_for_url(f"{EXIT}**")


def test_without_the_bundle_the_page_says_so(visitor: Opens) -> None:
    with served({"lost.html": page_of("lost")}) as site:
        who = visitor()
        who.page.goto(f"{site.address}/lost.html")
        assert "could not be loaded" in who.page.get_by_role("alert").inner_text()


def test_very_long_texts_stay_on_the_screen(visitor: Opens) -> None:
    with served() as site:
        who = visitor(viewport=SMALL).open(f"{site.address}/eviction.html").start()
        who.page.locator("h1").evaluate(
            "one => { one.textContent = 'Rechtsschutzversicherungsgesellschaften'.repeat(40); }"
        )
        assert who.too_wide == []
