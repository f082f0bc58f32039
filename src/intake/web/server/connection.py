"""A connection that does not wait or grow without end: headers must be there in time and in size before anything is read.

uvicorn counts neither: a request whose headers never end would be kept in memory as long as its sender likes.
"""

from __future__ import annotations

import asyncio
import secrets
from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from intake.web.server.headers import NO_STORE, SECURITY
from intake.web.server.limits import Limits
from intake.web.server.log import log_request
from intake.web.server.problems import PROBLEM_JSON, Refused, problem_bytes

__all__ = ["connection_within"]


def connection_within(limits: Limits) -> type[HttpToolsProtocol]:
    """uvicorn's connection, held to these limits."""

    class Connection(HttpToolsProtocol):
        _late: asyncio.TimerHandle | None = None
        _unfinished = 0
        _complete = False
        _begun = 0.0

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._begun = self.loop.time()
            self._late = self.loop.call_later(limits.header_seconds, self._too_late)

        def connection_lost(self, exc: Exception | None) -> None:
            self._in_time()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if not self._complete:
                self._unfinished += len(data)
                if self._unfinished > limits.headers:
                    most = f"The headers of a request have at most {limits.headers:,} bytes in all. Send fewer."
                    self._refuse(Refused(431, "headers_too_long", most))

        def on_message_begin(self) -> None:
            self._complete, self._unfinished, self._begun = False, 0, self.loop.time()
            if self._late is None:
                self._late = self.loop.call_later(limits.header_seconds, self._too_late)
            super().on_message_begin()

        def on_headers_complete(self) -> None:
            self._complete = True
            self._in_time()
            super().on_headers_complete()

        def send_400_response(self, msg: str) -> None:
            self._refuse(Refused(400, "not_http", "This is not a request that can be read. Send it again as HTTP/1.1."))

        def _in_time(self) -> None:
            if self._late is not None:
                self._late.cancel()
                self._late = None

        def _too_late(self) -> None:
            self._late = None
            late = f"The headers did not arrive within {limits.header_seconds:g} seconds. Send the request again."
            self._refuse(Refused(408, "headers_too_slow", late))

        def _refuse(self, refused: Refused) -> None:
            if not self.transport.is_closing():
                request_id = secrets.token_hex(8)
                self.transport.write(_response(refused, request_id))
                self.transport.close()
                log_request("connection", refused.status, self.loop.time() - self._begun, request_id)

        def _unsupported_upgrade_warning(self) -> None:
            """A request for a web socket is answered as any other; to warn of each would only fill the log."""

    return Connection


def _response(refused: Refused, request_id: str) -> bytes:
    body = problem_bytes(refused, request_id)
    headers = [
        *SECURITY,
        NO_STORE,
        (b"content-type", PROBLEM_JSON.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    lines = [f"HTTP/1.1 {refused.status} {HTTPStatus(refused.status).phrase}".encode()]
    lines += [name + b": " + value for name, value in headers]
    return b"\r\n".join([*lines, b"", body])
