"""Built sites in a real browser: under any path, in one file, without a network or JavaScript, and after a change."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import intake
from intake.cli import main
from intake.web.phrases import phrases
from tests.web.browser import Visitor
from tests.web.sites import faults_on, hosted
from tests.web.test_reading import in_python

SAY = phrases("en")
DAY = date(2026, 11, 24)
SITE = """\
name: Merrow Law Office
telephones: [{number: "+41 00 000 00 00", hours: day and night}]
server: https://help.example/
colours: {accent: {light: "#1f4e8c"}}
fonts: {text: [monospace]}
"""
HELD: dict[str, Any] = {"role": "self", "immediate_danger": "no", "custody": "detained", "custody_since": "2026-11-23"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A web server's folder, with sites in it."""
    root = tmp_path_factory.mktemp("root")
    (root / "site.yaml").write_text(SITE, "utf-8")
    firm = ["--site", str(root / "site.yaml")]
    assert main(["build", "interpol", "--out", str(root / "deep" / "down"), *firm]) == 0
    assert main(["build", "interpol", "--single", "--out", str(root / "one.html"), *firm]) == 0
    return root


def begin(page: Page) -> None:
    """Past the terms, to the first question."""
    page.get_by_role("button", name=SAY["go_on"], exact=True).click()


def choose(page: Page, question: str, value: str) -> None:
    """Presses an answer by the flow's own words for it, and Continue."""
    label = intake.load("interpol").steps[question].options[value].label.default  # type: ignore[union-attr]
    page.get_by_label(label.replace("**", ""), exact=True).check()
    page.get_by_role("button", name=SAY["continue"], exact=True).click()


def triage_on(page: Page) -> Any:
    return page.locator("legal-intake").evaluate("element => element.triage()")


def in_engine(raw: dict[str, Any]) -> Any:
    found = in_python(intake.load("interpol"), DAY, raw)
    found.pop("refused")
    return found


@pytest.mark.parametrize("where", ["a folder on a web server", "a file on this device"])
def test_it_opens_anywhere_and_goes_on_without_a_network(where: str, root: Path, browser: Browser) -> None:
    """After it is there it asks for nothing more, and comes to what the terminal comes to, for the same answers."""
    with hosted(root) as server, browser.new_context() as context:
        page = context.new_page()
        faults = faults_on(page)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        begins = f"{server.address}/deep/down/" if "folder" in where else f"file://{root}/one.html"
        page.clock.set_fixed_time("2026-11-24T12:00:00")
        page.goto(begins)
        page.get_by_role("button", name=SAY["go_on"], exact=True).wait_for()
        assert all(address.startswith((begins, "data:")) for address in asked)
        asked.clear()
        server.stop()
        context.set_offline(True)

        begin(page)
        choose(page, "role", "self")
        choose(page, "immediate_danger", "yes")
        assert triage_on(page) == in_engine({"role": "self", "immediate_danger": "yes"})
        page.locator("legal-intake").evaluate("(element, record) => element.fill(record)", HELD)
        assert triage_on(page) == in_engine(HELD)
        assert triage_on(page)["urgency"] == "emergency"
        expect(page.get_by_role("link", name="+41 00 000 00 00")).to_be_visible()
        assert (asked, faults) == ([], [])


def test_the_single_file_shows_which_copy_it_is(root: Path, browser: Browser) -> None:
    """Somebody who was sent it can compare it with what the firm has published."""
    page = browser.new_page()
    page.goto(f"file://{root}/one.html")
    page.get_by_text("About this copy").click()
    flow = intake.load("interpol")
    expect(page.get_by_text(f"{flow.version}, {flow.content_hash[:12]}")).to_be_visible()
    expect(page.locator("#fingerprint")).to_have_text(
        (root / "one.html").read_text("utf-8").split('<code id="fingerprint">')[1][:64]
    )
    page.close()


@pytest.mark.parametrize("sample", ["inline", "launcher", "iframe"])
def test_each_sample_page_holds_the_interview(sample: str, root: Path, browser: Browser) -> None:
    """What a firm copies from works as it is, under the strict policy that it shows."""
    with hosted(root) as server:
        page = browser.new_page()
        faults = faults_on(page)
        page.goto(f"{server.address}/deep/down/samples/{sample}.html")
        if sample == "launcher":
            expect(page.get_by_role("button", name=SAY["go_on"], exact=True)).to_have_count(0)
            page.get_by_role("button", name=SAY["get_help"]).click()
        inside = page.frame_locator("iframe") if sample == "iframe" else page
        inside.get_by_role("button", name=SAY["go_on"], exact=True).click()
        expect(inside.get_by_role("button", name=SAY["continue"], exact=True)).to_be_visible()
        assert faults == []
        page.close()


def test_a_frame_is_as_high_as_what_is_in_it(root: Path, browser: Browser) -> None:
    """On a page that the firm has named; it grows and shrinks with the questions."""
    with hosted(root) as server:
        (root / "framed.yaml").write_text(f"name: Merrow\nhosts: ['{server.address}']\n", "utf-8")
        assert main(["build", "eviction", "--out", str(root / "framed"), "--site", str(root / "framed.yaml")]) == 0
        page = browser.new_page()
        faults = faults_on(page)
        page.goto(f"{server.address}/framed/samples/iframe.html")
        inside = page.frame_locator("iframe")
        button = inside.get_by_role("button", name=SAY["go_on"], exact=True)
        frame = page.locator("iframe")
        expect(frame).not_to_have_attribute("height", "900")
        before = frame.get_attribute("height") or ""
        button.click()
        expect(frame).not_to_have_attribute("height", before)
        assert inside.locator("html").evaluate("page => page.scrollHeight <= innerHeight + 1")
        assert faults == []
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_around_the_interview_can_be_used_by_all(scheme: Any, root: Path, browser: Browser) -> None:
    """No finding of axe: on the choice, on what comes when nothing loads, on the single file, and on the samples."""
    assert (
        main(["build", "interpol", "eviction", "--out", str(root / "choice"), "--site", str(root / "site.yaml")]) == 0
    )
    with hosted(root) as server, browser.new_context(color_scheme=scheme) as context:
        visitor = Visitor(context.new_page())
        page = visitor.page
        page.goto(f"{server.address}/choice/")
        assert visitor.axe() == []
        for sample in ("inline", "launcher", "iframe"):
            page.goto(f"{server.address}/choice/samples/{sample}.html")
            page.wait_for_load_state("networkidle")
            assert visitor.axe() == []
        page.goto(f"file://{root}/one.html")
        page.get_by_text("About this copy").click()
        assert visitor.axe() == []
        page.route("**/intake.js?*", lambda route: route.abort())
        page.goto(f"{server.address}/choice/interpol.html")
        page.evaluate("document.getAnimations().forEach((one) => one.finish())")
        expect(page.get_by_role("heading", name="The questions did not load")).to_be_visible()
        assert visitor.axe() == []


def test_the_firm_s_colours_and_fonts_are_on_the_interview(root: Path, browser: Browser) -> None:
    """In light as it says, in dark as the look has it."""
    with hosted(root) as server:
        page = browser.new_page()
        page.goto(f"{server.address}/deep/down/")
        button = page.get_by_role("button", name=SAY["go_on"], exact=True)
        expect(button).to_have_css("background-color", "rgb(31, 78, 140)")
        expect(button).to_have_css("font-family", "monospace")
        page.emulate_media(color_scheme="dark")
        expect(button).to_have_css("background-color", "rgb(147, 209, 197)")
        page.close()


@pytest.mark.parametrize("where", ["deep/down/", "deep/down/embed/interpol.html", "one.html"])
def test_without_javascript_it_says_what_is_possible(where: str, root: Path, browser: Browser) -> None:
    """The way out first, then the telephone, then the firm's server: nobody sits before an empty page."""
    with hosted(root) as server, browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{server.address}/{where}")
        shown = page.get_by_role("link").filter(visible=True)
        assert [(link.inner_text(), link.get_attribute("href")) for link in shown.all()] == [
            ("Leave this site", "https://www.wikipedia.org/"),
            ("+41 00 000 00 00", "tel:+41000000000"),
            ("Go on without JavaScript", "https://help.example/plain/interpol"),
        ]
        said = page.locator("noscript .around")
        expect(said).to_contain_text("These questions need JavaScript")
        expect(said).to_contain_text(
            "each answer goes to a server, which works out the next question and keeps nothing"
        )


def test_a_changed_script_does_not_run(root: Path, browser: Browser) -> None:
    """A script that was swapped does not run; the visitor has the telephone number after ten seconds."""
    with hosted(root) as server:
        page = browser.new_page()

        def changed(route: Any) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, body=answer.text() + "\nglobalThis.swapped = true;\n")

        page.route("**/intake.js?*", changed)
        with page.expect_console_message(lambda said: "integrity" in said.text):
            page.goto(f"{server.address}/deep/down/")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("customElements.get('legal-intake') === undefined && !('swapped' in globalThis)")
        number = page.get_by_role("link", name="+41 00 000 00 00")
        expect(number).to_be_hidden()
        page.evaluate("document.getAnimations().forEach((one) => one.finish())")
        expect(number).to_be_visible()
        page.close()


def test_a_script_that_was_added_to_the_single_file_does_not_run(root: Path, browser: Browser, tmp_path: Path) -> None:
    """Its policy names the one script that it has."""
    text = (root / "one.html").read_text("utf-8")
    changed = tmp_path / "changed.html"
    changed.write_text(text.replace("</body>", "<script>globalThis.added = true;</script></body>"), "utf-8")
    page = browser.new_page()
    page.goto(f"file://{changed}")
    page.get_by_role("button", name=SAY["go_on"], exact=True).wait_for()
    assert page.evaluate("!('added' in globalThis)")
    page.close()


def test_a_site_of_several_flows_lets_the_visitor_choose(root: Path, browser: Browser) -> None:
    """By links, which need no JavaScript."""
    assert main(["build", "wages", "eviction", "--out", str(root / "two")]) == 0
    with hosted(root) as server:
        page = browser.new_page()
        faults = faults_on(page)
        page.goto(f"{server.address}/two/")
        page.get_by_role("link", name=intake.load("eviction").title.default).click()
        begin(page)
        expect(page.get_by_role("button", name=SAY["continue"], exact=True)).to_be_visible()
        assert faults == []
        page.close()
