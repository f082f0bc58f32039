"""`intake serve`: what it serves, how it begins, how it ends, and what it says where it cannot begin."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.serving import COMMAND, CROSSING, Page, Visitor, serving

INTAKE = [sys.executable, "-m", "intake"]


def ended(*arguments: str | Path, program: list[str] | None = None) -> tuple[int, str]:
    """The exit code of a server that does not begin, and what it says."""
    command = [*(program or INTAKE), "serve", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == ""
    return done.returncode, done.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that a firm has built: with a number, an exit and a page of its own; and things that are not for the world."""
    folder = tmp_path_factory.mktemp("built")
    settings = folder / "site.yaml"
    settings.write_text(
        'name: A firm\nexit: https://weather.example/\ntelephones: [{number: "+41 00 000 00 00", hours: day and night}]\n',
        "utf-8",
    )
    out = folder / "site"
    command = [*INTAKE, "build", str(CROSSING), "--out", str(out), "--site", str(settings)]
    subprocess.run(command, check=True, capture_output=True)
    (out / "about.html").write_text("<!doctype html><title>About</title>", "utf-8")
    (out / ".secret.html").write_text("secret", "utf-8")
    (out / "key.pem").write_text("secret", "utf-8")
    (folder / "outside.html").write_text("secret", "utf-8")
    (out / "link.html").symlink_to(folder / "outside.html")
    return out


class TestWhatItServes:
    def test_the_interview_on_the_visitors_own_device(self) -> None:
        """The same site that `intake build` writes; without JavaScript it leads to the plain pages."""
        with serving(CROSSING) as server:
            page = Page(server.client.get("/"))
            element = next(given for tag, given in page.tags if tag == "legal-intake")
            bundle = server.client.get(f"/{element['flow']}")
            assert (bundle.request.url.path, bundle.status_code) == ("/flows/crossing.json", 200)
            ways = [given["href"] or "" for tag, given in page.tags if tag == "a" and given.get("class") == "go"]
            assert ways == ["/plain/crossing"]
            assert Visitor(server, ways[0]).press("here").asking == "role"

    def test_several_flows_and_the_first_at_the_shortest_address(self) -> None:
        """A firm may have more than one set of questions."""
        with serving("eviction", CROSSING) as server:
            assert server.client.get("/healthz").json() == {
                "status": "ok",
                "flows": {"eviction": "1.0.0", "crossing": "2.0.0"},
            }
            assert Page(server.client.get("/plain")).text == Page(server.client.get("/plain/eviction")).text
            links = [given.get("href") for tag, given in Page(server.client.get("/")).tags if tag == "a"]
            assert {"eviction.html", "crossing.html"} <= set(links)

    def test_a_site_that_was_built(self, site: Path) -> None:
        """Its files, and on the plain pages its telephone and its exit; nothing hidden, of another kind or from elsewhere."""
        with serving(CROSSING, "--site", site) as server:
            assert server.client.get("/about.html").text.startswith("<!doctype html><title>About")
            assert server.client.get("/").content == (site / "index.html").read_bytes()
            for name in (".secret.html", "key.pem", "link.html", "../outside.html"):
                assert server.client.get(f"/{name}").status_code == 404
            visitor = Visitor(server)
            visitor.press("here")
            visitor.answer("role", answer="self")
            page = visitor.answer("held", answer="yes")
            assert ("a", {"class": "btn call", "href": "tel:+41000000000"}) in page.tags
            assert "+41 00 000 00 00 day and night" in page.text
            leave = next(given for tag, given in page.tags if given.get("class") == "btn leave")
            assert leave["href"] == "https://weather.example/"
            server.stop()
            assert "another version" not in server.log

    def test_a_site_of_another_version_is_told(self, site: Path, tmp_path: Path) -> None:
        """Pages and interface would give different advice."""
        newer = tmp_path / "crossing.yaml"
        newer.write_text(CROSSING.read_text("utf-8").replace("version: 2.0.0", "version: 2.0.1"), "utf-8")
        with serving(newer, "--site", site) as server:
            server.stop()
        assert f"{site} has another version of 'crossing': build the site again" in server.log


class TestHowItEnds:
    def test_ctrl_c_ends_it_quietly(self) -> None:
        """With the code of all commands, and no trace of the program's inside."""
        with serving(CROSSING) as server:
            assert server.client.get("/healthz").status_code == 200
            assert server.stop(signal.SIGINT) == 130
            assert [json.loads(line)["event"] for line in server.log.split("\n") if line] == ["health"]

    def test_a_request_that_is_under_way_is_answered_first(self) -> None:
        """Whoever is waiting gets the page."""
        with serving(CROSSING) as server, socket.create_connection(("127.0.0.1", server.port())) as connection:
            connection.sendall(
                b"POST /api/v1/flows/crossing/triage HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
                b"Content-Length: 2\r\n\r\n"
            )
            assert server.client.get("/healthz").status_code == 200  # so the one before it has begun
            server.client.close()
            server.process.send_signal(signal.SIGTERM)
            connection.sendall(b"{}")
            assert connection.recv(64).startswith(b"HTTP/1.1 200 ")
            assert server.end() == -signal.SIGTERM


class TestWhereItCannotBegin:
    def test_a_missing_part_is_named(self) -> None:
        """With the line that installs it."""
        without = "import sys; sys.modules['starlette'] = None; from intake.cli import main; sys.exit(main())"
        code, said = ended(program=[sys.executable, "-c", without])
        assert code == 69
        assert said == "intake serve: a part is missing (starlette): pip install 'legal-intake[web]'\n"

    def test_a_port_that_is_taken(self) -> None:
        """Another server has it."""
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            code, said = ended(CROSSING, "--port", str(port))
        assert code == 78
        assert said.startswith(
            f"intake serve: 127.0.0.1 port {port} can not be listened on: Address already in use; give another"
        )

    def test_a_port_that_is_none(self) -> None:
        """Before the system says so in its own words."""
        code, said = ended("--port", "70000")
        assert (code, said) == (
            64,
            "intake serve: --port: 70000 is none; give a number from 1 to 65535, or 0 for any that is free\n",
        )

    def test_a_flow_that_is_not_there(self) -> None:
        """As with every command."""
        code, said = ended("no_such_flow")
        assert code == 66
        assert "no_such_flow" in said

    def test_a_flow_with_faults(self, tmp_path: Path) -> None:
        """A broken flow is not put before people."""
        broken = tmp_path / "broken.yaml"
        broken.write_text("flow: {id: broken}\n", "utf-8")
        code, said = ended(broken)
        assert code == 78
        assert "broken.yaml:1:" in said

    def test_the_same_flow_twice(self) -> None:
        """Both would have one address."""
        code, said = ended(CROSSING, CROSSING)
        assert (code, "two of the flows have the id 'crossing'" in said) == (64, True)

    def test_a_folder_that_is_no_site(self, tmp_path: Path) -> None:
        """It says how to make one."""
        code, said = ended(CROSSING, "--site", tmp_path)
        assert (code, said) == (
            78,
            f"intake serve: {tmp_path} is no site, as it has no index.html: make one with intake build\n",
        )

    def test_a_flow_that_is_too_long(self, tmp_path: Path) -> None:
        """The work for one request has a bound that no answers can pass."""
        steps = {f"m{number}": {"say": "Read.", "next": f"m{number + 1}"} for number in range(500)}
        flow = {
            "flow": {"id": "long", "version": "1.0.0", "title": "Long", "start": "m0"},
            "levels": {"now": {"label": "Now", "sign": "!"}, "later": {"label": "Later"}},
            "steps": {**steps, "m500": {"end": "Done."}},
            "recommendations": {
                "rest": {"title": "Rest", "urgency": "later", "why": "It helps.", "how": ["Sit."], "sources": ["book"]}
            },
            "sources": {"book": {"title": "A book", "checked": "2026-11-01", "confidence": "high"}},
        }
        file = tmp_path / "long.yaml"
        file.write_text(json.dumps(flow), "utf-8")
        code, said = ended(file)
        assert code == 78
        assert said == "intake serve: a path of 'long' can have 501 steps; a server takes 500: split the flow\n"


def test_the_command_is_what_people_type() -> None:
    """These tests start the server as its script does."""
    assert COMMAND[-3:] == ["serve", "--port", "0"]
