"""`intake serve`: reads the flows and files once, then answers until it is stopped."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from pathlib import Path

from intake.exit_codes import BAD_SET_UP, MISSING_PART, NO_INPUT, USAGE, WELL
from intake.flow.findings import FlowError
from intake.flow.load import load
from intake.flow.model import Flow

__all__ = ["serve"]

_PARTS = ("starlette", "uvicorn", "httptools", "uvloop", "jinja2")


class _Refused(Exception):
    """The server cannot begin: what is wrong, and the exit code."""

    def __init__(self, message: str, code: int) -> None:
        self.code = code
        super().__init__(message)


def serve(arguments: argparse.Namespace) -> int:
    """Serves until ctrl-c (130) or until the system ends it."""
    try:
        from intake.web.server.run import run
        from intake.web.server.served import Unservable
    except ModuleNotFoundError as error:
        part = (error.name or "").partition(".")[0]
        if part not in _PARTS:
            raise
        return _say(f"a part is missing ({part}): pip install 'legal-intake[web]'", MISSING_PART)
    try:
        flows = _flows(arguments.flows or ["interpol"])
        with _listening(arguments.host, arguments.port) as listener:
            run(flows, listener, None if arguments.site is None else Path(arguments.site))
    except _Refused as refused:
        return _say(str(refused), refused.code)
    except Unservable as unservable:
        return _say(str(unservable), BAD_SET_UP)
    return WELL


def _flows(names: list[str]) -> dict[str, Flow]:
    flows: dict[str, Flow] = {}
    for name in names:
        try:
            flow = load(name, cached=True)
        except FlowError as error:
            raise _Refused(str(error), NO_INPUT if error.absent else BAD_SET_UP) from None
        if flow.id in flows:
            raise _Refused(f"two of the flows have the id '{flow.id}': their addresses would be the same", USAGE)
        flows[flow.id] = flow
    return flows


def _listening(host: str, port: int) -> socket.socket:
    if not 0 <= port <= 65535:
        raise _Refused(f"--port: {port} is none; give a number from 1 to 65535, or 0 for any that is free", USAGE)
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror or str(error)
        raise _Refused(
            f"{host} port {port} can not be listened on: {reason}; give another --host or --port", BAD_SET_UP
        ) from None


def _say(message: str, code: int) -> int:
    print(f"intake serve: {message}", file=sys.stderr)
    return code
