"""What a visitor may ask of the server: one table, and where each limit is held."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.requests import ClientDisconnect, Request

from intake.flow.graph import step_order
from intake.flow.model import Flow
from intake.web.server.problems import Refused

__all__ = ["LIMITS", "Limits", "Lists", "body_of", "longest_path"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds.

    - `body`: of any request, counted while it is read · `headers`: of all of them, with the address
    - `header_seconds`, `body_seconds`: within which they must be there · `idle_seconds`: between two requests
    - `records`: in one request · `waiting`: lists of records that wait for their turn · `steps`: on the longest path of a flow
    """

    body: int = 32 * 1024
    headers: int = 16 * 1024
    header_seconds: float = 10
    body_seconds: float = 30
    idle_seconds: int = 15
    records: int = 100
    waiting: int = 64
    steps: int = 500


LIMITS = Limits()


async def body_of(request: Request, limits: Limits) -> bytes:
    """The body, never more of it in memory than is allowed: what its length is said to be does not count.

    Raises:
        Refused: it is too long, or too slow to come.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(limits.body_seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limits.body:
                    raise Refused(
                        413,
                        "body_too_long",
                        f"A request has at most {limits.body:,} bytes. Send less, or in several parts.",
                    )
    except TimeoutError:
        raise Refused(
            408, "body_too_slow", f"The request did not arrive within {limits.body_seconds:g} seconds. Send it again."
        ) from None
    except ClientDisconnect:
        raise Refused(400, "body_cut_short", "The connection ended before the request did. Send it again.") from None
    return bytes(body)


class Lists:
    """One list of records at a time is worked out, and a few may wait. What is short, as a page, goes in between."""

    def __init__(self, most_waiting: int) -> None:
        self._most_waiting = most_waiting
        self._waiting = 0
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Waits for a turn.

        Raises:
            Refused: too many wait already.
        """
        if self._waiting >= self._most_waiting:
            detail = "Too many lists are asked for at this moment. Wait a few seconds and send it again."
            raise Refused(503, "busy", detail, headers={"Retry-After": "5"})
        self._waiting += 1
        try:
            await self._turn.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._turn.release()


def longest_path(flow: Flow) -> int:
    """How many steps the longest path can have, whatever the answers: that bounds the work of every request."""
    longest = {flow.start: 1}
    for name in step_order(flow):
        if name in longest:
            for way in flow.steps[name].ways:
                longest[way.go] = max(longest.get(way.go, 0), longest[name] + 1)
    return max(longest.values())
