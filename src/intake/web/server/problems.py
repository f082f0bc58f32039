"""What is answered where a request can not be: problem details (RFC 9457) for programs, the same words as a page for people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

__all__ = ["FAILED", "PROBLEM_JSON", "Refused", "problem_bytes"]

PROBLEM_JSON = "application/problem+json"

_CLOSING = frozenset({400, 408, 413, 431})
"""After these the rest of what was sent may still come: the connection is of no more use."""


class Refused(Exception):
    """A request that is answered with an error: `status`, `code` for programs, `detail` for people, perhaps `errors`."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.status, self.code, self.detail, self.errors = status, code, detail, tuple(errors)
        self.headers = {**({"Connection": "close"} if status in _CLOSING else {}), **(headers or {})}
        super().__init__(code)


FAILED = Refused(500, "failed", "Something went wrong here, and nothing was kept. Try again in a minute.")
"""What is said of every fault of our own."""


def problem_bytes(refused: Refused, request_id: str) -> bytes:
    """The problem as JSON. `instance` is the random id under which the operator's log has this request."""
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(refused.status).phrase,
        "status": refused.status,
        "detail": refused.detail,
        "code": refused.code,
        "instance": f"urn:intake:request:{request_id}",
    }
    if refused.errors:
        problem["errors"] = list(refused.errors)
    return json.dumps(problem, ensure_ascii=False).encode("utf-8", "backslashreplace")
