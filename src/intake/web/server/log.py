"""The log: one JSON line a request, with event, status, duration and a random id. Nothing about people can get into it."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from types import TracebackType

__all__ = ["LOGGER", "log_error", "log_request", "to_standard_error"]

LOGGER = logging.getLogger("intake.web")


def log_request(event: str, status: int, seconds: float, request_id: str) -> None:
    """`event` is the name of what answered: never an address."""
    if LOGGER.isEnabledFor(logging.INFO):
        _say(logging.INFO, event=event, status=status, ms=round(seconds * 1000, 2), id=request_id)


def log_error(error: BaseException, request_id: str) -> None:
    """What went wrong and where in the program. Never its message: that may hold an answer."""
    _say(logging.ERROR, event="error", kind=type(error).__name__, at=_places(error.__traceback__), id=request_id)


def to_standard_error() -> None:
    """All that this program and its server have to log goes to standard error, by its fixed words alone."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_FixedWords())
    for name, level in (("intake.web", logging.INFO), ("uvicorn.error", logging.WARNING), ("asyncio", logging.ERROR)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)


def _say(level: int, **fields: object) -> None:
    LOGGER.log(level, json.dumps(fields))


def _places(trace: TracebackType | None) -> list[str]:
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places[-4:]


class _FixedWords(logging.Formatter):
    """Our own lines as they are; of all others the words that stand in the program, without what is filled in."""

    def format(self, record: logging.LogRecord) -> str:
        if record.name == LOGGER.name:
            return str(record.msg)
        return json.dumps({"event": "server", "level": record.levelname.lower(), "said": str(record.msg).strip()})
