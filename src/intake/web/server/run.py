"""Runs the application on a socket: uvicorn, with our limits around each connection and nothing said that a visitor sent."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from intake.flow.model import Flow
from intake.web.server.app import build_app
from intake.web.server.connection import connection_within
from intake.web.server.files import contents_of, files_of
from intake.web.server.limits import LIMITS, Limits, longest_path
from intake.web.server.log import to_standard_error
from intake.web.server.served import House, Served, Unservable
from intake.web.site.folder import HASHES, SETTINGS, site_files
from intake.web.site.settings import Site, site_of

__all__ = ["answer", "run"]


def run(flows: Mapping[str, Flow], listener: socket.socket, site: Path | None, limits: Limits = LIMITS) -> None:
    """Answers on the socket until a signal ends it; ctrl-c comes out as a KeyboardInterrupt.

    Raises:
        Unservable: a flow or the site is not fit for it.
    """
    for flow in flows.values():
        if (steps := longest_path(flow)) > limits.steps:
            raise Unservable(
                f"a path of '{flow.id}' can have {steps} steps; a server takes {limits.steps}: split the flow"
            )
    contents, house = site_files(list(flows.values()), Site(server="/")), House()
    if site is not None:
        built = contents_of(site)
        for name in _others(flows, built):
            print(f"intake serve: {site} has another version of '{name}': build the site again", file=sys.stderr)
        contents, house = contents | built, _house(built)
    served = Served(flows, house)
    files = files_of(contents)
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    print(
        f"Serving {', '.join(flows)} at http://{shown}:{port}/ (without JavaScript: /plain). Ctrl-C stops.", flush=True
    )
    answer(build_app(served, files, limits), listener, limits)


def answer(app: ASGIApp, listener: socket.socket, limits: Limits = LIMITS) -> None:
    """Runs an application of ours on a socket until a signal ends it, and logs to standard error."""
    to_standard_error()
    config = uvicorn.Config(
        app,
        http=connection_within(limits),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=limits.idle_seconds,
        timeout_graceful_shutdown=5,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _house(contents: Mapping[str, bytes]) -> House:
    """What the site says of the firm: its telephones and its exit stand on the plain pages, too."""
    if SETTINGS not in contents:
        return House()
    try:
        return site_of(json.loads(contents[SETTINGS])).house
    except ValueError as error:
        raise Unservable(f"{SETTINGS} of the site can not be read ({error}): build the site again") from None


def _others(flows: Mapping[str, Flow], contents: Mapping[str, bytes]) -> list[str]:
    """The flows of which the site has other rules or words than those that are served here."""
    try:
        built = json.loads(contents.get(HASHES, b"{}")).get("flows", {})
        return [name for name, flow in flows.items() if name in built and built[name]["hash"] != flow.content_hash]
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        raise Unservable(f"{HASHES} of the site can not be read ({error}): build the site again") from None
