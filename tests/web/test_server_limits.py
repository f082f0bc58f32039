"""What a hostile or broken visitor gets from a real server, and what is never said, stored or logged."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.web.serving import CROSSING, Page, Running, Visitor, serving

SMALL = [sys.executable, "-m", "tests.web.small_server", str(CROSSING)]
TRIAGE = "/api/v1/flows/crossing/triage"
PROBLEM = "application/problem+json"
SECURITY = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with serving(CROSSING) as running:
        yield running


@pytest.fixture(scope="module")
def small() -> Iterator[Running]:
    """One that loses patience soon."""
    with serving(command=SMALL) as running:
        yield running


def raw(server: Running, *parts: bytes) -> httpx.Response:
    """What is answered to these bytes, sent as they are, up to the end of the connection."""
    with socket.create_connection(("127.0.0.1", server.port()), 60) as connection:
        for part in parts:
            connection.sendall(part)
        return parsed(received(connection))


def received(connection: socket.socket) -> bytes:
    found = b""
    try:
        while part := connection.recv(65_536):
            found += part
    except ConnectionResetError:  # there was more to read at the other end when it closed
        pass
    return found


def parsed(answer: bytes) -> httpx.Response:
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = [(name, value) for name, _, value in (line.partition(": ") for line in lines)]
    return httpx.Response(int(first.split(" ")[1]), headers=headers, content=body)


FORM = b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"


def post(path: str, *headers: str) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: here", "Content-Type: application/json", *headers]
    return "\r\n".join([*lines, "", ""]).encode()


def is_refused(answer: httpx.Response, status: int, code: str) -> None:
    """With a problem that says what to do, and with all headers."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == PROBLEM
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["detail"].endswith(".")
    is_guarded(answer)


def is_guarded(answer: httpx.Response) -> None:
    for name, value in SECURITY.items():
        assert answer.headers.get_list(name) == [value], name
    off = answer.headers["permissions-policy"]
    assert all(f"{power}=()" in off for power in ("camera", "microphone", "geolocation", "payment", "usb"))
    assert answer.headers.get_list("cache-control") == ["no-store"]
    assert "server" not in answer.headers
    assert "set-cookie" not in answer.headers


class TestSizes:
    def test_a_body_is_counted_while_it_comes(self, server: Running) -> None:
        """It never ends and says no length: the answer comes all the same, and the connection closes."""
        chunk = b"1000\r\n" + b" " * 0x1000 + b"\r\n"
        is_refused(raw(server, post(TRIAGE, "Transfer-Encoding: chunked"), chunk * 9), 413, "body_too_long")

    def test_a_body_of_just_the_size_is_read(self, server: Running) -> None:
        """32 KiB, blanks included."""
        body = b"{}".ljust(32 * 1024)
        headers = {"Content-Type": "application/json"}
        assert server.client.post(TRIAGE, content=body, headers=headers).status_code == 200
        is_refused(server.client.post(TRIAGE, content=body + b" ", headers=headers), 413, "body_too_long")

    def test_a_form_is_no_longer(self, server: Running) -> None:
        """The same for pages; a browser gets a page."""
        body = b"answers=" + b"x" * 40_000
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
        answer = server.client.post("/plain", content=body, headers=headers)
        assert answer.status_code == 413
        assert Page(answer).heading == "This did not work"
        is_guarded(answer)

    def test_headers_are_counted_in_all(self, server: Running) -> None:
        """Many small ones weigh as much as a large one."""
        headers = {f"X-{number}": "x" * 100 for number in range(170)}
        is_refused(server.client.get("/healthz", headers=headers), 431, "headers_too_long")
        is_refused(server.client.get("/healthz", params={"x": "y" * 17_000}), 431, "headers_too_long")

    def test_headers_that_never_end_are_cut(self, server: Running) -> None:
        """What has not arrived whole is held in memory: it may not grow."""
        is_refused(raw(server, b"GET / HTTP/1.1\r\nX-Long: " + b"x" * 20_000), 431, "headers_too_long")

    def test_too_many_records(self, server: Running) -> None:
        """A hundred are taken at once."""
        assert len(server.client.post(TRIAGE, json=[{}] * 100).json()) == 100
        is_refused(server.client.post(TRIAGE, json=[{}] * 101), 422, "too_many_records")

    def test_too_many_fields(self, server: Running) -> None:
        """A form has as many as its page."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        is_refused(server.client.post("/plain", content="a=1&" * 600, headers=headers), 400, "not_a_form")


class TestTimes:
    def test_headers_that_are_slow(self, small: Running) -> None:
        """The connection ends, with a word."""
        is_refused(raw(small, b"GET /healthz HTTP/1.1\r\nHost:"), 408, "headers_too_slow")

    def test_a_connection_that_says_nothing(self, small: Running) -> None:
        """It may not stay either."""
        is_refused(raw(small), 408, "headers_too_slow")

    def test_a_body_that_is_slow(self, small: Running) -> None:
        """It is not waited for."""
        is_refused(raw(small, post(TRIAGE, "Content-Length: 10"), b"{"), 408, "body_too_slow")

    def test_when_too_many_wait_others_are_told_to_come_again(self, small: Running) -> None:
        """All arrive at once, each with a hundred records: one is worked on, one waits. Somebody's page comes all the same."""
        body = json.dumps([{"role": "self", "held": "yes", "money": number} for number in range(100)]).encode()
        request = post(TRIAGE, f"Content-Length: {len(body)}", "Connection: close") + body
        connections = [socket.create_connection(("127.0.0.1", small.port()), 60) for _ in range(8)]
        page = socket.create_connection(("127.0.0.1", small.port()), 60)
        os.kill(small.process.pid, signal.SIGSTOP)
        for connection in connections:
            connection.sendall(request)
        page.sendall(
            b"POST /plain HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: 7\r\n" + FORM + b"do=here"
        )
        os.kill(small.process.pid, signal.SIGCONT)
        with page:
            assert Page(parsed(received(page))).asking == "role"
        answers = []
        for connection in connections:
            with connection:
                answers.append(parsed(received(connection)))
        done = [answer for answer in answers if answer.status_code == 200]
        assert len(done) == 2
        assert len({answer.content for answer in done}) == 1
        for answer in answers:
            if answer not in done:
                is_refused(answer, 503, "busy")
                assert answer.headers["retry-after"] == "5"


class TestWrongRequests:
    @pytest.mark.parametrize(
        ("body", "status", "code"),
        [
            (b"{", 400, "not_json"),
            (b"", 400, "not_json"),
            (b"[{}", 400, "not_json"),
            (b"[{},]", 400, "not_json"),
            (b"{} {}", 400, "not_json"),
            (b'{"held": NaN}', 400, "not_json"),
            (b'{"held": "\xff"}', 400, "not_json"),
            (b"[" * 32_000, 400, "not_json"),
            (b'{"a":' * 6_000, 400, "not_json"),
            (b"7", 422, "not_a_record"),
            (b'"held"', 422, "not_a_record"),
            (b"null", 422, "not_a_record"),
        ],
    )
    def test_a_body_that_is_none(self, server: Running, body: bytes, status: int, code: str) -> None:
        """Broken, cut short, deep without end, or of another kind."""
        answer = server.client.post(TRIAGE, content=body, headers={"Content-Type": "application/json"})
        is_refused(answer, status, code)

    @pytest.mark.parametrize("name", ["no_such_flow", "%00", "crossing%0d%0aX-Bad:1", "é", "interpol"])
    def test_a_flow_that_is_not_served(self, server: Running, name: str) -> None:
        """Also one that comes with intake: only what was named is served."""
        for address in (f"/api/v1/flows/{name}/triage", f"/plain/{name}"):
            kind = "application/json" if "api" in address else "application/x-www-form-urlencoded"
            answer = server.client.post(address, content=b"do=here", headers={"Content-Type": kind})
            assert answer.status_code == 404
            assert "x-bad" not in answer.headers
            is_guarded(answer)

    @pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"])
    def test_a_method_that_is_not_offered(self, server: Running, method: str) -> None:
        """With the ones that are."""
        answer = server.client.request(method, TRIAGE)
        is_refused(answer, 405, "wrong_method")
        assert answer.headers["allow"] == "POST"

    def test_an_address_that_is_not_there(self, server: Running) -> None:
        """No file of the disk can be named."""
        for address in (
            "/nowhere",
            "/intake/../../../pyproject.toml",
            "/intake/%2e%2e/%2e%2e/bundle.py",
            "//etc/passwd",
        ):
            is_refused(parsed_get(server, address), 404, "not_found")

    def test_a_body_of_another_type(self, server: Running) -> None:
        """A form of a foreign page can not reach the interface for programs."""
        is_refused(server.client.post(TRIAGE, data={"held": "yes"}), 415, "wrong_type")
        is_refused(server.client.post("/plain", json={}), 415, "wrong_type")

    @pytest.mark.parametrize("date", ["yesterday", "2026-13-01", "", "2026-11-24&date=2026-11-25"])
    def test_a_date_that_is_none(self, server: Running, date: str) -> None:
        """A wrong date would give wrong time limits."""
        is_refused(server.client.post(f"{TRIAGE}?date={date}", json={}), 422, "not_a_date")

    def test_a_parameter_that_is_not_known(self, server: Running) -> None:
        """A slip in its name would be no date at all."""
        is_refused(server.client.post(f"{TRIAGE}?day=2026-11-24", json={}), 422, "unknown_parameter")

    def test_what_is_no_http(self, server: Running) -> None:
        """It has the headers, too."""
        is_refused(raw(server, b"\x16\x03\x01 hello\r\n\r\n"), 400, "not_http")

    @pytest.mark.parametrize(
        "carried",
        [
            {"answers": "{", "at": "held"},
            {"answers": "[]", "at": "role"},
            {"answers": "[" * 9_000, "at": "role"},
            {"answers": '{"held": "maybe"}', "at": "role"},
            {"answers": '{"no_such": "yes"}', "at": "role"},
            {"answers": '{"done": "yes"}', "at": "role"},
            {"answers": '{"role": "self"}', "at": "nowhere"},
            {"answers": '{"role": "self"}', "at": "done"},
            {"answers": '{"role": "self"}', "at": "held", "do": "change:money"},
            {"answers": '{"role": "self"}', "at": "held", "do": "change:done"},
            {"answers": '{"role": "self"}', "at": "held", "do": "answer", "asking": "money", "number": "1"},
            {"answers": '{"role": "self"}', "at": "held", "do": "confirm", "asking": "role", "new": "{"},
            {"answers": '{"role": "self"}', "at": "held", "do": "confirm", "asking": "role", "new": '"nobody"'},
            {"answers": '{"role": "self"}', "at": "held", "do": "add"},
        ],
    )
    def test_a_form_that_was_meddled_with(self, server: Running, carried: dict[str, str]) -> None:
        """It is told, and nothing else happens."""
        page = Page(server.client.post("/plain", data={"do": "here", **carried}))
        assert page.response.status_code == 422
        assert "These answers can not be read." in page.text
        is_guarded(page.response)

    def test_a_button_that_is_not_there_leaves_all_as_it_is(self, server: Running) -> None:
        """Also numbers that are none."""
        for does in ("", "no_such", "words:-1", "words:٣", "words:99999999999999999999", "summary:x"):
            page = Page(server.client.post("/plain", data={"answers": '{"role":"self"}', "at": "held", "do": does}))
            assert page.response.status_code == 200
            assert page.kept == {"role": "self"}


def parsed_get(server: Running, address: str) -> httpx.Response:
    """As it is typed: a client would tidy up the address first."""
    return raw(server, f"GET {address} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".encode())


class TestHeaders:
    @pytest.mark.parametrize(
        "address",
        [
            "/",
            "/plain",
            "/plain/crossing",
            "/healthz",
            "/openapi.json",
            "/intake/intake.css",
            "/flows/crossing.json",
            "/index.html",
            "/intake/icon.svg",
        ],
    )
    def test_every_address_has_them(self, server: Running, address: str) -> None:
        """Nothing is framed, sniffed, referred or kept."""
        answer = server.client.get(address)
        assert answer.status_code == 200
        is_guarded(answer)

    def test_so_has_the_interface(self, server: Running) -> None:
        """Both ways to ask."""
        is_guarded(server.client.post(TRIAGE, json={}))
        is_guarded(server.client.post("/api/v1/flows/crossing/turn", json={"answers": {}}))

    def test_a_file_whose_address_names_its_content_is_kept_for_good(self, server: Running) -> None:
        """And no other: a wrong name is not remembered either."""
        styles = [
            given["href"] or ""
            for tag, given in Page(server.client.get("/plain")).tags
            if given.get("rel") == "stylesheet"
        ]
        assert len(styles) == 4
        for address in styles:
            kept = server.client.get(f"/{address}")
            assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
            assert all(kept.headers[name] == value for name, value in SECURITY.items())
            assert server.client.get(f"/{address}0").headers["cache-control"] == "no-store"

    def test_files_are_packed_for_whoever_can_read_that(self, server: Running) -> None:
        """A bundle over a slow line."""
        address = "/flows/crossing.json"
        packed = server.client.get(address, headers={"Accept-Encoding": "gzip"})
        plain = server.client.get(address, headers={"Accept-Encoding": "identity"})
        assert packed.headers["content-encoding"] == "gzip"
        assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
        assert packed.json() == plain.json()
        assert {packed.headers["vary"], plain.headers["vary"]} == {"Accept-Encoding"}


CANARY = "canary7391"


class TestTheLogIsSilent:
    def lines(self, running: Running) -> list[dict[str, object]]:
        running.stop(signal.SIGTERM)
        assert CANARY not in running.log
        assert "127.0.0.1" not in running.log
        return [json.loads(line) for line in running.log.splitlines()]

    def test_a_line_holds_event_status_duration_and_a_random_id(self) -> None:
        """Whatever is sent, wherever it is: no address, no query, no body, no agent."""
        with serving(CROSSING) as running:
            agent = {"User-Agent": CANARY, "Cookie": CANARY, "X-Forwarded-For": CANARY}
            client = running.client
            client.post(f"{TRIAGE}?{CANARY}=1", json={}, headers=agent)
            client.post(TRIAGE, json={"id": CANARY, CANARY: CANARY, "held": CANARY}, headers=agent)
            client.post(TRIAGE, content=CANARY, headers={**agent, "Content-Type": "application/json"})
            client.post(f"/api/v1/flows/{CANARY}/turn", json={"answers": {CANARY: CANARY}})
            client.post("/plain", data={"answers": CANARY, "at": CANARY, "do": CANARY, CANARY: CANARY})
            client.get(f"/{CANARY}")
            raw(running, f"{CANARY}\r\n\r\n".encode())
            found = self.lines(running)
        asked = [line for line in found if line["event"] != "server"]
        assert [(line["event"], line["status"]) for line in asked] == [
            ("triage", 422), ("triage", 200), ("triage", 400), ("turn", 404), ("plain", 422), ("file", 404),
            ("connection", 400),
        ]  # fmt: skip
        assert all(line.keys() == {"event", "status", "ms", "id"} for line in asked)
        assert len({line["id"] for line in asked}) == len(asked)

    def test_what_fails_is_told_without_its_words(self) -> None:
        """The exception holds all that was sent; neither the answer nor the log does."""
        with serving(command=[*SMALL, "broken"]) as running:
            answer = running.client.post(f"/{CANARY}?{CANARY}", json={CANARY: CANARY}, headers={"X-C": CANARY})
            is_refused(answer, 500, "failed")
            assert CANARY not in answer.text
            error, request = self.lines(running)
        assert error["kind"] == "ValueError"
        assert any("small_server.py:" in place for place in error["at"])  # type: ignore[attr-defined]
        assert (request["event"], request["status"], request["id"]) == ("unmatched", 500, error["id"])
        assert answer.json()["instance"].endswith(str(error["id"]))

    def test_a_fault_of_ours_in_the_middle_of_a_request(self) -> None:
        """The same end for it: a problem, or a page for a browser, and one line that says where it was."""
        with serving(command=[*SMALL, "spoilt"]) as running:
            is_refused(running.client.get("/spoilt"), 500, "failed")
            page = Page(running.client.get("/spoilt", headers={"Accept": "text/html"}))
            is_guarded(page.response)
            assert (page.response.status_code, page.heading) == (500, "This did not work")
            found = self.lines(running)
        assert [line["event"] for line in found] == ["error", "file", "error", "file"]
        assert [line.get("kind") for line in found] == ["AttributeError", None, "AttributeError", None]


PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' autofocus onfocus=alert(1) '",
    "</textarea></title><iframe src=javascript:alert(1)>",
    "javascript:alert(1)",
    "&lt;script&gt;",
    "<a href='data:text/html,x'>",
    "{{{{7*7}}}}",
    "{{% include 'base.html' %}}",
    "<!--",
    "]]>",
    "<style>*{{display:none}}</style>",
    "<base href=//evil.example>",
    "<form action=//evil.example>",
    "<meta http-equiv=refresh content=0>",
)
HARMFUL = {"script", "img", "svg", "iframe", "object", "embed", "base", "style", "textarea", "template"}


class TestTextIsNeverMarkup:
    def test_of_a_flow(self, tmp_path: Path) -> None:
        """Every text of the flow is an attack; every page shows it as words."""
        with serving(hostile_flow(tmp_path)) as running:
            visitor = Visitor(running)
            pages = [visitor.page, visitor.press("here"), visitor.press("why"), visitor.press("language")]
            pages += [visitor.press("go_on"), visitor.press("answer"), visitor.press("answer", answer="b")]
            pages += [visitor.press("words"), visitor.press("words:0"), visitor.press("here")]
            pages += [visitor.press("summary:brief"), visitor.press("here"), visitor.press("answer", answer=["b"])]
            pages += [visitor.press("answer", number="5"), visitor.press("summary"), visitor.press("summary:answers")]
            pages += [
                visitor.press("check"),
                visitor.press("restart"),
                visitor.press("here"),
                visitor.press("change:one"),
            ]
            pages += [visitor.press("answer", answer="a"), visitor.press("confirm")]
            harmless(pages)
            shown = pages[1].text
            assert "{{7*7}}" in shown
            assert "<script>alert(1)</script>" in shown
            assert "49" not in shown
            turn = running.client.post("/api/v1/flows/hostile/turn", json={"answers": {}})
            assert turn.headers["content-type"] == "application/json"

    def test_of_answers(self, server: Running) -> None:
        """What is typed is shown again only as it was typed."""
        for typed in PAYLOADS:
            visitor = Visitor(server)
            visitor.press("here")
            visitor.answer("role", answer="self")
            pages = [visitor.answer("held", answer=typed), visitor.press("answer", answer="yes")]
            pages.append(visitor.answer("since", day=typed, month=typed, year=typed, word=typed))
            assert [one.value for form in pages[-1].forms for one in form.fields if one.name == "day"] == [typed]
            harmless(pages)

    def test_of_an_address(self, server: Running) -> None:
        """A page for an address that is not there does not repeat it."""
        answer = server.client.get("/%3Cscript%3Ealert(1)%3C/script%3E", headers={"Accept": "text/html"})
        assert answer.status_code == 404
        harmless([Page(answer)])
        assert "alert(1)" not in answer.text


def harmless(pages: list[Page]) -> None:
    """Only elements that our templates have, with no handler, no script address and no place to send to but here."""
    for page in pages:
        for tag, given in page.tags:
            assert tag not in HARMFUL, page.source
            assert not any(
                name.startswith("on") or name in ("style", "srcdoc", "action", "formaction") for name in given
            ), given
            address = given.get("href") or ""
            assert not address.lower().startswith(("javascript:", "data:", "//")), address
            assert tag != "meta" or "http-equiv" not in given


def hostile_flow(folder: Path) -> Path:
    """A flow in which every text is an attack."""
    bad = " ".join(PAYLOADS)
    line = [{"text": bad, "sources": ["law"]}]
    flow = {
        "flow": {"id": "hostile", "version": "1.0.0", "title": bad, "about": bad, "start": "hello"},
        "levels": {"now": {"label": bad, "sign": "<i>", "within": bad}, "later": {"label": bad}},
        "terms": [bad],
        "steps": {
            "hello": {"say": bad, "next": "one"},
            "one": {
                "ask": bad, "short": bad, "help": bad, "why": bad, "sources": ["law"],
                "choice": {"a": {"label": bad, "help": bad}, "b": {"label": bad, "short": bad}}, "next": "two",
            },
            "two": {
                "ask": bad, "short": bad, "why": bad, "groups": [{"title": bad, "values": ["a", "b"]}],
                "choices": {"a": bad, "b": bad}, "next": "three",
            },
            "three": {
                "ask": bad, "short": bad, "why": bad, "number": {"unit": "<b>"}, "words": {"unknown": bad}, "next": "done",
            },
            "done": {"end": bad},
        },
        "recommendations": {
            "act": {
                "title": bad, "when": {"one": "b"}, "urgency": "now", "why": bad, "first": line, "how": line, "say": line,
                "never": line, "documents": line, "ask": line, "cost": bad, "takes": bad, "sources": ["law"],
            },
            "rest": {"title": bad, "urgency": "later", "why": bad, "how": [bad], "sources": ["law"]},
        },
        "grounds": {"ground": {"when": {"one": "b"}, "title": bad, "plain": bad, "law": bad, "sources": ["law"]}},
        "sources": {
            "law": {
                "title": bad, "article": "<i>1</i>", "url": "javascript:alert(1)", "checked": "2026-11-01",
                "confidence": "high",
            },
        },
        "glossary": {"term": {"term": "<b>term</b>", "plain": bad}},
        "cards": {"card": {"text": bad, "in": {"tr": bad}}},
    }  # fmt: skip
    file = folder / "hostile.yaml"
    file.write_text(json.dumps(flow), "utf-8")
    return file
