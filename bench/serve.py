"""One triage request beside an echo of the same size in the same server, and the engine alone: what serving costs."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bench.measure import Row, by_turns
from bench.people import FLOW, TODAY, flow, people
from bench.process import environment
from intake.engine.rules import rules
from intake.flow.answers import plain_answer
from intake.web.server.app import build_app
from intake.web.server.guard import Guard
from intake.web.server.limits import LIMITS, body_of
from intake.web.server.run import answer
from intake.web.server.served import Served

__all__ = ["rows"]

_TURNS = 12
_REQUESTS = 100
_TRIAGE = f"/api/v1/flows/{FLOW}/triage?date={TODAY}"


def rows() -> Iterator[Row]:
    """The seconds are those that the server's processor spends: what the caller does is not counted."""
    measured = flow()
    everybody = people(measured)
    triage = rules(measured, TODAY).triage
    bodies = [
        json.dumps({name: plain_answer(given) for name, given in answers.items()}).encode() for answers in everybody
    ]
    with _server() as (connection, spent):
        sizes = [len(_asked(connection, _TRIAGE, body)) for body in bodies]
        echoes = [f"/echo/{size}" for size in sizes]
        triages = [_TRIAGE] * len(bodies)
        turn_of_ours = _turn(connection, spent, triages, bodies)
        turn_of_echo = _turn(connection, spent, echoes, bodies)

        def reference() -> float:
            started = time.process_time()
            for _, answers in zip(range(_REQUESTS), cycle(everybody), strict=False):
                triage(answers)
            return turn_of_echo() + (time.process_time() - started) / _REQUESTS

        ours, theirs = by_turns(turn_of_ours, reference, _TURNS)
    yield Row("server: one triage request / an echo of its size + the engine", ours, theirs, 1.5)


def _turn(
    connection: socket.socket, spent: Callable[[], float], paths: list[str], bodies: list[bytes]
) -> Callable[[], float]:
    """Many requests, one after another on one connection; what one of them costs the server."""

    def turn() -> float:
        started = spent()
        for _, path, body in zip(range(_REQUESTS), cycle(paths), cycle(bodies), strict=False):
            _asked(connection, path, body)
        return (spent() - started) / _REQUESTS

    return turn


def _asked(connection: socket.socket, path: str, body: bytes) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    connection.sendall(head.encode() + body)
    found = b""
    while b"\r\n\r\n" not in found:
        found += connection.recv(65_536)
    head_of_answer, _, answered = found.partition(b"\r\n\r\n")
    assert head_of_answer.startswith(b"HTTP/1.1 200 "), found
    length = next(int(line[16:]) for line in head_of_answer.split(b"\r\n") if line.startswith(b"content-length: "))
    while len(answered) < length:
        answered += connection.recv(65_536)
    return answered


@contextmanager
def _server() -> Iterator[tuple[socket.socket, Callable[[], float]]]:
    """A connection to a server of its own, and the seconds that its processor has spent."""
    with environment() as env:
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.serve"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, text=True
        )
        try:
            assert process.stdout is not None
            port = int(process.stdout.readline())
            clock = (~process.pid << 3) | 2  # how Linux numbers the processor clock of another process
            with socket.create_connection(("127.0.0.1", port)) as connection:
                yield connection, lambda: time.clock_gettime(clock)
        finally:
            process.kill()
            process.communicate()


async def _echo(request: Request) -> Response:
    """Reads the body as every request is read, and answers so many bytes."""
    await body_of(request, LIMITS)
    return Response(b" " * int(request.path_params["size"]), media_type="application/json")


def _serve() -> None:
    served = Served({FLOW: flow()})
    ours = build_app(served, {})
    echo = Guard(Starlette(routes=[Route("/echo/{size}", _echo, methods=["POST"])]), LIMITS)

    async def both(scope: Scope, receive: Receive, send: Send) -> None:
        await (echo if scope["path"].startswith("/echo") else ours)(scope, receive, send)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(listener.getsockname()[1], flush=True)
        answer(both, listener)


if __name__ == "__main__":
    _serve()
