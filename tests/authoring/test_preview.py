"""`intake preview`: an author writes, saves and looks, as often as it takes, and loses no answer on the way."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from intake.web.phrases import phrases
from tests.web.browser import Visitor, chromium

ROOT = Path(__file__).parents[2]
SAY = phrases("en")
BEGINNING = "import sys; from intake.cli import main; sys.exit(main())"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def flow(tmp_path: Path) -> Path:
    """A flow of its author's own."""
    file = tmp_path / "own.yaml"
    file.write_bytes((ROOT / "flows/wages.yaml").read_bytes())
    return file


@contextmanager
def previewing(flow: Path, begin: str = BEGINNING) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The command, running; and the address that it says."""
    process = subprocess.Popen(
        [sys.executable, "-c", begin, "preview", flow.name],
        cwd=flow.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        text=True,
    )
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        found = re.fullmatch(r"Preview of \S+ at (http://127\.0\.0\.1:\d+/) \(Ctrl-C stops\)\n", said)
        assert found, said
        yield found[1], process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def page(flow: Path, browser: Browser) -> Iterator[Page]:
    """The preview of the flow, with everything checked."""
    with previewing(flow) as (address, _):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        expect(page.locator("#status")).to_contain_text("without proofs")
        yield page
        page.close()


def save(flow: Path, old: str, new: str) -> None:
    text = flow.read_text("utf-8")
    assert old in text
    flow.write_text(text.replace(old, new), "utf-8")


def begin(page: Page) -> None:
    page.get_by_role("button", name=SAY["go_on"], exact=True).click()


def answer(page: Page, label: str) -> None:
    page.get_by_label(label, exact=True).check()
    page.get_by_role("button", name=SAY["continue"], exact=True).click()


def path_on(page: Page) -> list[str]:
    return page.locator("#path li").all_inner_texts()


def test_it_shows_the_path_and_the_triage_as_one_answers(page: Page) -> None:
    """What visitors do not see: the names of steps and answers, and why each advice is given."""
    expect(page.locator("#status")).to_contain_text(
        re.compile(r"wages 1\.0\.0: 7 steps, 3 recommendations, \d+ scenarios")
    )
    begin(page)
    answer(page, "Yes")
    expect(page.locator("#path li")).to_have_count(2)
    assert [text.split() for text in path_on(page)] == [["job", "yes"], ["pay_day", "here"]]
    expect(page.locator("#triage")).to_contain_text("write")
    expect(page.locator("#triage")).to_contain_text("whatever the answers")


def test_a_scenario_is_one_press_away(page: Page) -> None:
    """Its answers are filled in on its own date, and what it comes to stands beside it."""
    page.get_by_role("searchbox").fill("saturday")
    page.get_by_role("button", name="the year ends on a Saturday").click()
    expect(page.locator("#date")).to_have_value("2026-11-27")
    claim = page.locator("#triage li", has_text="Hand in your claim before its last day")
    expect(claim).to_contain_text("by 2026-11-30")
    expect(claim).to_contain_text("pay_day = 2025-11-28")
    assert path_on(page)[0].split() == ["job", "yes"]
    expect(page.locator("legal-intake").get_by_text(SAY["check"], exact=True)).to_be_visible()


def test_a_save_is_shown_with_the_answers_kept(page: Page, flow: Path) -> None:
    """Nobody answers again to see a changed word."""
    begin(page)
    answer(page, "No")
    expect(page.locator("legal-intake").get_by_text("What was your last day at work?").first).to_be_visible()
    save(flow, "What was your last day at work?", "When did you work there last?")
    expect(page.locator("legal-intake").get_by_text("When did you work there last?").first).to_be_visible()
    assert [text.split() for text in path_on(page)] == [["job", "no"], ["last_day", "here"]]


def test_while_a_file_is_broken_the_last_good_flow_stays(page: Page, flow: Path) -> None:
    """The finding is told with its place, the answers stay, and all is well again with the save that mends it."""
    begin(page)
    answer(page, "No")
    save(flow, "next: [{when: {job: no}, go: last_day}", "next: [{when: {job: no}, go: lastday}")
    finding = page.locator("#findings article").filter(has_text="E201")
    lines = flow.read_text("utf-8").splitlines()
    (number,) = [number for number, line in enumerate(lines, 1) if "go: lastday}" in line]
    expect(finding).to_contain_text(f"own.yaml:{number}:34")
    expect(finding).to_contain_text("did you mean 'last_day'?")
    expect(page.locator("#status")).to_contain_text("this is the last one that could")
    expect(page.locator("legal-intake").get_by_text("What was your last day at work?").first).to_be_visible()
    assert path_on(page)[0].split() == ["job", "no"]
    save(flow, "go: lastday}", "go: last_day}")
    expect(finding).to_have_count(0)
    expect(page.locator("#status")).to_contain_text("wages 1.0.0")
    assert path_on(page)[0].split() == ["job", "no"]


def test_an_answer_that_a_save_takes_away_is_asked_again(page: Page, flow: Path) -> None:
    """The others stay."""
    page.get_by_role("button", name="the year ends on a Saturday").click()
    expect(page.locator("#path li")).to_have_count(6)
    save(flow, "choice: {firm: A firm or a shop, home:", "choice: {company: A company, home:")
    expect(page.locator("#path li").last).to_have_text(re.compile("employer"))
    assert [text.split()[0] for text in path_on(page)[:2]] == ["job", "pay_day"]


def test_what_is_found_in_a_flow_that_works_is_told_too(page: Page, flow: Path) -> None:
    """A scenario that fails shows at once."""
    save(
        flow,
        "answers: {job: no, last_day: 2026-08-03, pay_day: 2026-07-31",
        "answers: {job: no, last_day: unknown, pay_day: unknown",
    )
    finding = page.locator("#findings article", has_text="“the last day was long ago”: 'save_the_claim' is excluded")
    expect(finding).to_be_visible()
    expect(page.locator("#status")).to_contain_text("finding")


def test_a_flow_that_was_never_good_is_shown_when_it_is(flow: Path, browser: Browser) -> None:
    """An author may begin with nothing that works."""
    save(flow, "start: job", "start: jobb")
    with previewing(flow) as (address, _):
        page = browser.new_page()
        page.goto(address)
        expect(page.locator("#status")).to_contain_text("cannot be used yet")
        save(flow, "start: jobb", "start: job")
        expect(page.locator("legal-intake")).to_be_visible()
        page.close()


def test_the_page_can_be_used_by_all(page: Page) -> None:
    """No finding of axe, with a scenario filled in."""
    page.get_by_role("button", name="the year ends on a Saturday").click()
    expect(page.locator("#path li")).to_have_count(6)
    assert Visitor(page).axe() == []


def test_leaving_keeps_the_author_here(page: Page) -> None:
    """The answers are gone, as a visitor's would be; the page is not."""
    begin(page)
    answer(page, "No")
    page.get_by_role("link", name="Leave this site").click()
    expect(page.locator("#status")).to_contain_text("A visitor would be at another, neutral page now")
    expect(page.locator("#path li")).to_have_count(1)


def test_another_host_name_is_not_answered(flow: Path) -> None:
    """A page of the web that makes its own name lead to this computer reads nothing."""
    with previewing(flow) as (address, _):
        port = int(address.rstrip("/").rpartition(":")[2])
        for name, status in ((f"127.0.0.1:{port}", b"200"), (f"localhost:{port}", b"200"), ("evil.example", b"400")):
            with socket.create_connection(("127.0.0.1", port)) as line:
                line.sendall(f"GET /state.json HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode())
                assert line.makefile("rb").readline().split()[1] == status


def test_ctrl_c_ends_it_with_130_also_while_a_page_waits(flow: Path, browser: Browser) -> None:
    """And without a word."""
    with previewing(flow) as (address, process):
        page = browser.new_page()
        page.goto(address)
        expect(page.locator("#status")).to_contain_text("without proofs")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
        assert (process.returncode, out, err.strip()) == (130, "", "")
        expect(page.locator("#status")).to_contain_text("The preview has ended")
        page.close()


@pytest.mark.parametrize("part", ["starlette", "uvicorn", "watchfiles"])
def test_without_a_part_it_says_what_to_install(part: str, flow: Path) -> None:
    """Exit 69, before anything begins."""
    without = f"import sys; sys.modules['{part}'] = None; {BEGINNING}"
    done = subprocess.run(
        [sys.executable, "-c", without, "preview", flow.name],
        cwd=flow.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (69, "")
    assert done.stderr == f"intake preview: a part is missing ({part}): pip install 'legal-intake[author,web]'\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["no_such_flow"], 66, "there is no flow 'no_such_flow'"),
        (["own.yaml", "--port", "99999"], 64, "--port: 99999 is none"),
    ],
)
def test_what_cannot_be_shown_is_said(arguments: list[str], code: int, said: str, flow: Path) -> None:
    """With the exit code of every other command."""
    done = subprocess.run(
        [sys.executable, "-c", BEGINNING, "preview", *arguments],
        cwd=flow.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_a_port_that_is_taken_is_said(flow: Path) -> None:
    """With 78, and what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-c", BEGINNING, "preview", flow.name, "--port", port],
            cwd=flow.parent,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 78
    assert f"port {port} cannot be used" in done.stderr
