"""`intake preview FLOW`: serves the page on this computer until ctrl-c."""

from __future__ import annotations

import argparse
import socket
import sys

from intake.check.output import tell
from intake.exit_codes import BAD_SET_UP, MISSING_PART, NO_INPUT, USAGE, WELL
from intake.flow.files import find_flow
from intake.flow.findings import FlowError

__all__ = ["preview"]

_PARTS = {"starlette": "web", "uvicorn": "web", "httptools": "web", "watchfiles": "author"}
"""What it needs, and the extra that brings it."""


def preview(arguments: argparse.Namespace) -> int:
    """Serves until ctrl-c (130); 66 if there is no flow, 69 if a part is missing, 78 if the port is taken."""
    name = arguments.flow or "interpol"
    try:
        from intake.authoring.preview.run import run
    except ModuleNotFoundError as error:
        part = (error.name or "").partition(".")[0]
        if part not in _PARTS:
            raise
        return _say(f"a part is missing ({part}): pip install 'legal-intake[author,web]'", MISSING_PART)
    port = arguments.port or 0
    if not 0 <= port <= 65535:
        return _say(f"--port: {port} is none; give a number from 1 to 65535", USAGE)
    try:
        find_flow(name)
        listener = socket.create_server(("127.0.0.1", port))
    except FlowError as error:
        tell(str(error), sys.stderr)
        return NO_INPUT
    except OSError as error:
        return _say(f"port {port} cannot be used: {error.strerror}; give another, or leave --port out", BAD_SET_UP)
    with listener:
        run(name, listener, show=arguments.open)
    return WELL


def _say(message: str, code: int) -> int:
    tell(f"intake preview: {message}", sys.stderr)
    return code
