"""What stands around every request: its random id, the headers, the log line, and a silent end for what goes wrong."""

from __future__ import annotations

import secrets
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from intake.web.server.headers import NO_STORE, SECURITY
from intake.web.server.limits import Limits
from intake.web.server.log import log_error, log_request
from intake.web.server.problems import FAILED, PROBLEM_JSON, Refused, problem_bytes

__all__ = ["Guard"]

_AROUND_A_HEADER = len(b": \r\n")


class Guard:
    """The outermost layer. What an application raises ends here: it is logged by kind and place, never by its words."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app, self._limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            raise NotImplementedError(scope["type"])
        started = perf_counter()
        request_id = scope["intake.id"] = secrets.token_hex(8)
        status = 0

        async def guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = message.get("headers", [])
                stored = any(name == b"cache-control" for name, _ in headers)
                message["headers"] = [*headers, *SECURITY] if stored else [*headers, *SECURITY, NO_STORE]
            await send(message)

        try:
            if _size_of_headers(scope) > self._limits.headers:
                most = f"The headers of a request have at most {self._limits.headers:,} bytes in all. Send fewer."
                await _send(guarded, Refused(431, "headers_too_long", most), request_id)
            else:
                await self._app(scope, receive, guarded)
        except Exception as error:
            log_error(error, request_id)
            if not status:
                await _send(guarded, FAILED, request_id)
        endpoint = scope.get("endpoint")
        event = getattr(endpoint, "__name__", "unmatched").strip("_")
        log_request(event, status, perf_counter() - started, request_id)


def _size_of_headers(scope: Scope) -> int:
    size = len(scope.get("raw_path", b"")) + len(scope["query_string"])
    for name, value in scope["headers"]:
        size += len(name) + len(value) + _AROUND_A_HEADER
    return size


async def _send(send: Send, refused: Refused, request_id: str) -> None:
    body = problem_bytes(refused, request_id)
    headers = [(name.lower().encode(), value.encode()) for name, value in refused.headers.items()]
    headers += [(b"content-type", PROBLEM_JSON.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
