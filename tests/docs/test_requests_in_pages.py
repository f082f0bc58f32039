"""Requests and the set-up of servers in the documentation: each is asked of a real server, each figure is the program's."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest

from intake.cli import _parser
from intake.flow.yaml_text import YamlText
from intake.web.server.limits import LIMITS
from tests.docs.pages import ALL, HOUSE, Block, after, of_kind
from tests.web.serving import Running, serving

PAGE = (HOUSE / "docs" / "serving.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with serving("eviction") as running:
        yield running


@pytest.mark.parametrize("block", of_kind("http ask"), ids=str)
def test_a_request_in_the_text_is_answered_as_the_text_says(block: Block, server: Running) -> None:
    """The text shows part of an answer, and all that it shows is there."""
    first, _, body = block.text.partition("\n")
    method, address = first.split(" ")
    answer = server.client.request(method, address, content=body, headers={"Content-Type": "application/json"})
    expected = after(block, "json answer")
    assert expected is not None
    holds(answer.json(), json.loads(expected.text))


def holds(found: Any, expected: Any) -> None:
    """Whether all that is expected is there: keys of a mapping, the first elements of a list."""
    if isinstance(expected, dict):
        assert expected.keys() <= found.keys()
        for name, part in expected.items():
            holds(found[name], part)
    elif isinstance(expected, list) and expected:
        assert len(found) >= len(expected)
        for one, part in zip(found, expected, strict=False):
            holds(one, part)
    else:
        assert found == expected


def shown(name: str) -> str:
    (block,) = (block for block in ALL if block.kind == "file" and block.words == (name,))
    return block.text


def test_the_limits_in_the_text_are_those_of_the_program() -> None:
    """In the order of the table."""
    table = PAGE.partition("## Limits")[2].partition("\n## ")[0]
    assert re.findall(r"^\|[^|]+\| (\d+)(?: (KiB|s))? \|", table, re.MULTILINE) == [
        (str(LIMITS.body // 1024), "KiB"),
        (str(LIMITS.headers // 1024), "KiB"),
        (str(LIMITS.header_seconds), "s"),
        (str(LIMITS.body_seconds), "s"),
        (str(LIMITS.idle_seconds), "s"),
        (str(LIMITS.records), ""),
        (str(LIMITS.waiting), ""),
        (str(LIMITS.steps), ""),
    ]


def test_the_proxies_hold_the_same_limits() -> None:
    """They are the first to wait and to count, and let a body through that the server itself refuses."""
    caddy, nginx = shown("Caddyfile"), shown("intake.conf")
    assert f"read_header {LIMITS.header_seconds}s" in caddy
    assert f"read_body {LIMITS.body_seconds}s" in caddy
    assert f"idle {LIMITS.idle_seconds}s" in caddy
    assert f"max_header_size {LIMITS.headers // 1024}KiB" in caddy
    assert f"max_size {2 * LIMITS.body // 1024}KiB" in caddy
    assert f"client_header_timeout {LIMITS.header_seconds}s;" in nginx
    assert f"client_body_timeout {LIMITS.body_seconds}s;" in nginx
    assert f"keepalive_timeout {LIMITS.idle_seconds}s;" in nginx
    count, size = re.findall(r"large_client_header_buffers (\d+) (\d+)k;", nginx)[0]
    assert int(count) * int(size) * 1024 == LIMITS.headers
    assert f"client_max_body_size {2 * LIMITS.body // 1024}k;" in nginx
    assert f"client_body_buffer_size {2 * LIMITS.body // 1024}k;" in nginx


def test_the_commands_in_the_set_up_are_commands() -> None:
    """As they stand in the unit and in the compose file."""
    started = re.findall(r"^ExecStart=\S+/intake (.+)$", shown("intake.service"), re.MULTILINE)
    compose = YamlText("compose.yaml", shown("compose.yaml").encode()).data
    service = compose["services"]["intake"]
    entry = json.loads(service["build"]["dockerfile_inline"].partition("ENTRYPOINT ")[2])
    for words in (shlex.split(started[0]), [*entry[1:], *service["command"]]):
        arguments = _parser().parse_args(words)
        assert (arguments.flows, arguments.port) == (["interpol"], 8000)
