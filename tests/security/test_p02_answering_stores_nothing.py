"""P2: answering stores nothing, neither where a page may keep things nor in the browser's own folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

from tests.web.browser import CHROMIUM, Served, Visitor

STORES = """async () => [
  document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length,
  JSON.stringify(history.state), location.href,
]"""
PAID = 481_516_234
"""A sum that nothing but an answer holds."""
ANSWERS = {
    "job": "no",
    "last_day": "2026-11-01",
    "pay_day": "2026-10-31",
    "employer": "firm",
    "pay": PAID,
    "extra_hours": 0,
}


def test_no_store_of_the_page_holds_anything(site: Served, visitor: Callable[..., Visitor]) -> None:
    who = visitor().open(f"{site.address}/wages.html").start().through(ANSWERS)
    who.press("Show what to do")
    assert who.page.evaluate(STORES) == ["", 0, 0, 0, 0, 0, "null", f"{site.address}/wages.html"]


def test_the_browser_s_folder_holds_no_answer(site: Served, browser: Browser, tmp_path: Path) -> None:
    """Neither as it was typed nor in any other spelling: whoever takes the device finds nothing."""
    with browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=CHROMIUM, args=["--no-sandbox"]
    ) as context:
        who = Visitor(context.new_page()).open(f"{site.address}/wages.html").start().through(ANSWERS)
        assert who.heading == "Check your answers"
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    spellings = [str(PAID).encode(), str(PAID).encode("utf-16-le"), b"481 516 234"]
    assert len(written) > 10
    assert [path.name for path in written if any(word in path.read_bytes() for word in spellings)] == []
