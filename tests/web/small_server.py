"""A server whose limits are soon reached. After the flow: `broken`, it tells what it was sent; `spoilt`, it has a bad file."""

from __future__ import annotations

import socket
import sys
from dataclasses import replace

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from intake.flow.load import load
from intake.web.server.app import build_app
from intake.web.server.files import File
from intake.web.server.guard import Guard
from intake.web.server.limits import LIMITS
from intake.web.server.run import answer, run
from intake.web.server.served import Served

_SOON = replace(LIMITS, header_seconds=0.2, body_seconds=0.2, waiting=1)


async def _broken(scope: Scope, receive: Receive, send: Send) -> None:
    body = await Request(scope, receive).body()
    raise ValueError(f"{scope['path']} {scope['query_string']!r} {scope['headers']} {body!r}")


if __name__ == "__main__":
    with socket.create_server(("127.0.0.1", 0)) as listener:
        if sys.argv[2:] == ["broken"]:
            print(f"Serving nothing at http://127.0.0.1:{listener.getsockname()[1]}/ ", flush=True)
            answer(Guard(_broken, LIMITS), listener)
        elif sys.argv[2:] == ["spoilt"]:
            print(f"Serving nothing at http://127.0.0.1:{listener.getsockname()[1]}/ ", flush=True)
            spoilt = File(content=5, packed=None, media_type="text/plain", tag="")  # type: ignore[arg-type]
            answer(build_app(Served({"crossing": load(sys.argv[1])}), {"spoilt": spoilt}), listener)
        else:
            flow = load(sys.argv[1])
            run({flow.id: flow}, listener, None, _SOON)
