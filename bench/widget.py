"""The interview in a browser: its weight, the wait on a poor line, the wait after an answer, and the speed of its reading."""

from __future__ import annotations

import gzip
import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

import intake
from bench.measure import Row
from bench.people import TODAY, flow, people
from intake.flow.answers import plain_answer
from intake.web.bundle import bundle_bytes
from intake.web.rules_json import RulesWriter
from intake.web.widget import shipped
from tests.web.browser import Visitor, chromium, page_of, served

__all__ = ["rows"]

_STATIC = Path(__file__).parents[1] / "src" / "intake" / "web" / "static"
_CODE, _WHOLE = 25_000, 90_000
"""Bytes, packed: what the widget may weigh, alone and with `interpol`."""
_PAINT, _USABLE = 0.05, 5.0
_LINE = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
_SLOWER = 4
_TURNS, _STEPS = 12, 6
_ANSWERED = """([element]) => new Promise((done) => {
  const input = element.shadowRoot.querySelector(".reply input");
  if (!input) return done(null);
  input.checked = true;
  const started = performance.now();
  element.shadowRoot.querySelector("form").requestSubmit();
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now() - started);
    port2.postMessage(0);
  });
})"""


def rows() -> Iterator[Row]:
    measured = flow()
    yield from _weight(measured)
    with chromium() as browser, served({"slow.html": page_of("interpol")}) as site:
        address = f"{site.address}/slow.html"
        yield Row("usable at 400 kbit/s and 400 ms / 5 s", _until_usable(browser, address), _USABLE, 1)
        yield Row("an answer to the next paint, CPU 4 times slower / 50 ms", _to_paint(browser, address), _PAINT, 1)
    yield Row("whole triage in JavaScript, with every because / the same by hand", *_by_hand(), 5)


def _weight(measured: Any) -> Iterator[Row]:
    packed = {name: len(gzip.compress(content, 9)) for name, content in shipped().items()}
    code = packed["intake.js"] + packed["intake.css"] + packed["tokens.css"]
    bundle = len(gzip.compress(bundle_bytes(measured)[0], 9))
    yield Row(f"widget, engine and styles {code:,} bytes packed / {_CODE:,}", code, _CODE, 1)
    yield Row(f"with the bundle of interpol {code + bundle:,} bytes packed / {_WHOLE:,}", code + bundle, _WHOLE, 1)


def _until_usable(browser: Browser, address: str) -> float:
    """Seconds from the address to the first button."""
    with browser.new_context() as context:
        page = context.new_page()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", _LINE)
        page.goto(address)
        page.wait_for_selector(".btn.go")
        seconds: float = page.evaluate("performance.now() / 1000")
        return seconds


def _to_paint(browser: Browser, address: str) -> float:
    """The slowest of the first answers of a path, each as it was in the calmest of the turns."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        who = Visitor(context.new_page()).open(address).start()
        context.new_cdp_session(who.page).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
        element = who.page.locator("legal-intake").element_handle()
        turns = []
        for _ in range(_TURNS):
            turns.append([took for _ in range(_STEPS) if (took := who.page.evaluate(_ANSWERED, [element])) is not None])
            who.page.evaluate("([element]) => element.restart()", [element])
        slowest: float = max(min(times) for times in zip(*turns, strict=True))
        return slowest / 1000


def _by_hand() -> tuple[float, float]:
    """Seconds a triage of `eviction` in Node: the reading's, and that of a function written by hand for it."""
    small = intake.load("eviction")
    answers = [{name: plain_answer(answer) for name, answer in one.items()} for one in people(small)]
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump({"rules": RulesWriter(small).whole(), "today": TODAY.isoformat(), "people": answers}, file)
        file.flush()
        told = subprocess.run(
            ["node", Path(__file__).with_name("by_hand.mjs"), _STATIC, file.name],
            check=True,
            capture_output=True,
            text=True,
        )
    ours, reference = json.loads(told.stdout)
    return ours, reference
