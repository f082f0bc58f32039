"""A real browser on a real site: pages as a firm would serve them, and a visitor who reads, presses and types."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Dialog, Page, Request, sync_playwright

import intake
from intake.web.bundle import bundle_bytes
from intake.web.widget import shipped

__all__ = [
    "AXE",
    "CHROMIUM",
    "EXIT",
    "POLICY",
    "TODAY",
    "Served",
    "Visitor",
    "chromium",
    "host_page",
    "page_of",
    "served",
]

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
TODAY = "2026-11-24"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
"""The strictest that SECURITY's headers ask of a host page."""
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
_TYPES = {"html": "text/html; charset=utf-8", "js": "text/javascript", "css": "text/css", "json": "application/json"}
_PAGE_CSS = b"body { margin: 0; background: var(--ground); }"
EXIT = "https://exit.example/"
"""Where *Leave this site* goes in tests; a route answers for it."""


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def host_page(
    element: str = '<legal-intake flow="flows/eviction.json"></legal-intake>', head: str = "", body: str = ""
) -> str:
    """A page of a firm with the widget."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Questions</title><link rel="icon" href="data:,">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/intake/tokens.css">'
        f'<link rel="stylesheet" href="/page.css"><script type="module" src="/intake/intake.js"></script>{head}</head>'
        f"<body>{element}{body}</body></html>"
    )


def page_of(flow: str, mode: str = "page", more: str = "") -> str:
    return host_page(
        f'<legal-intake flow="/flows/{flow}.json" date="{TODAY}" mode="{mode}" exit="{EXIT}" {more}></legal-intake>'
    )


@cache
def _site() -> dict[str, bytes]:
    files = {f"intake/{name}": content for name, content in shipped().items()} | {"page.css": _PAGE_CSS}
    for flow in ("eviction", "wages", "interpol"):
        files[f"flows/{flow}.json"] = bundle_bytes(intake.load(flow))[0]
        files[f"{flow}.html"] = page_of(flow).encode()
    return files


@cache
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 9)


class Served:
    """Files at an address of this machine; `extra` are those of one test."""

    def __init__(self, extra: Mapping[str, str | bytes], policy: str) -> None:
        files = dict(_site())
        self._files = files
        self.add(extra)

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.path.lstrip("/").partition("?")[0]
                self.send_response(200 if name in files else 404)
                self.send_header("Content-Type", _TYPES.get(name.rpartition(".")[2], "text/plain"))
                if name.endswith(".html"):
                    self.send_header("Content-Security-Policy", policy)
                packed = "gzip" in self.headers.get("Accept-Encoding", "")
                if packed:
                    self.send_header("Content-Encoding", "gzip")
                self.end_headers()
                body = files.get(name, b"")
                self.wfile.write(_packed(body) if packed else body)

            def log_message(self, *_: object) -> None:
                """Nothing on the screen."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def add(self, extra: Mapping[str, str | bytes]) -> None:
        self._files |= {name: text.encode() if isinstance(text, str) else text for name, text in extra.items()}

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@contextmanager
def served(extra: Mapping[str, str | bytes] | None = None, policy: str = POLICY) -> Iterator[Served]:
    site = Served(extra or {}, policy)
    try:
        yield site
    finally:
        site.stop()


_FILL = """
const change = (input) => input.dispatchEvent(new Event("change", { bubbles: true }));
const fill = (root, answer) => {
  const type = (id, text) => {
    const input = root.getElementById(id);
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const picked = [...root.querySelectorAll(".reply input")].filter((input) => [answer].flat().includes(input.value));
  if (picked.length) for (const input of picked) { input.checked = true; change(input); }
  else if (root.getElementById("day")) answer.split("-").forEach((part, at) => type(["year", "month", "day"][at], part));
  else if (root.getElementById("number")) type("number", String(answer));
  else if (root.getElementById("country")) for (const code of [answer].flat()) {
    type("country", code);
    root.getElementById("country").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
  }
  root.querySelector("form").requestSubmit();
};
const readMessage = (root) => {
  const go = root.querySelector(".at-question div.ask > .acts-row > .btn.go");
  go?.click();
  return Boolean(go);
};
/** Answers at most so many questions; the question that is open then, or null. */
const answer = (element, answers, most) => {
  for (;;) {
    while (readMessage(element.shadowRoot));
    const asked = element.triage().next_question;
    if (asked === null || !(asked in answers) || most-- === 0) return asked;
    fill(element.shadowRoot, answers[asked]);
  }
};"""


class Visitor:
    """Somebody with a page open. Whatever the page asks of the network, and every complaint of the browser, is written down."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", self._asked)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None
        )
        page.on("dialog", self._interrupted)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith("data:"):
            self.requests.append(request.url)

    def _interrupted(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, address: str) -> Visitor:
        self.page.goto(address)
        self.page.wait_for_selector(".intake .btn")
        return self

    def start(self) -> Visitor:
        self.press("Go on")
        return self

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def choose(self, label: str) -> None:
        """Presses the reply with these words, and goes on."""
        self.page.locator("label.reply", has_text=label).first.click()
        self.press("Continue")

    @property
    def heading(self) -> str:
        return self.page.locator("legal-intake h1").inner_text()

    @property
    def triage(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.locator("legal-intake").first.evaluate("element => element.triage()")
        return found

    def answer(self, answers: Mapping[str, Any]) -> Iterator[str]:
        """Gives these answers one by one, to the first question that has none, or to the check; says each question first."""
        while (asked := self._answered(answers, 0)) is not None:
            yield asked
            if asked not in answers:
                return
            self._answered(answers, 1)

    def through(self, answers: Mapping[str, Any]) -> Visitor:
        """Gives all of these answers at once."""
        self._answered(answers, 1_000)
        return self

    def _answered(self, answers: Mapping[str, Any], most: int) -> str | None:
        element = self.page.locator("legal-intake").first.element_handle()
        asked: str | None = self.page.evaluate(
            f"([element, answers, most]) => {{ {_FILL} return answer(element, answers, most); }}",
            [element, dict(answers), most],
        )
        return asked

    def axe(self) -> list[str]:
        """What axe finds on the page as it stands, one line a finding."""
        self.page.evaluate(_axe())
        found: list[str] = self.page.evaluate(
            """async () => (await axe.run({ resultTypes: ["violations"] })).violations.flatMap(({ id, nodes }) =>
              nodes.map(({ target, failureSummary }) => `${id} at ${target.flat().join(" ")}: ${failureSummary}`))"""
        )
        return found

    @property
    def too_wide(self) -> list[str]:
        """What sticks out of the window at its sides."""
        found: list[str] = self.page.locator("legal-intake").first.evaluate(
            """element => [...element.shadowRoot.querySelectorAll("*:not(.hidden, .hidden *, option)")].filter((one) => {
              const { left, right, width } = one.getBoundingClientRect();
              return width && one.checkVisibility() && (left < -1 || right > document.documentElement.clientWidth + 1);
            }).map((one) => `${one.localName}.${one.className}: ${one.textContent.slice(0, 40)}`)"""
        )
        return found

    @property
    def focused(self) -> str:
        """The tag and the words of what has the focus."""
        found: str = self.page.evaluate(
            """() => { const one = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
              const label = one.closest("label") ?? one.getRootNode().querySelector(`label[for="${one.id}"]`);
              return `${one.localName}: ${(label ?? one).textContent.trim().replace(/\\s+/g, " ")}`; }"""
        )
        return found


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")
