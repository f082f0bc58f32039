"""Ctrl-c while the solver works: it ends at once, and is never lost.

Python would raise it wherever it comes, often in the middle of z3's own objects: there it is swallowed (`__del__`), or comes
out as another error. So within `stoppable` it is only noted, and raised where the solver is asked.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TypeVar

__all__ = ["asked", "stoppable"]

Given = TypeVar("Given")

_LOOK_AGAIN = 0.2
"""Seconds after which a call that does not heed it is interrupted again: it may not have begun when it was first."""
_stopped = threading.Event()


@contextmanager
def stoppable() -> Iterator[None]:
    """Within it, ctrl-c is raised at the next question to the solver, or at the end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: _stopped.set())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        stopped = _stopped.is_set()
        _stopped.clear()
    if stopped:
        raise KeyboardInterrupt


def asked(call: Callable[[], Given], interrupt: Callable[[], None]) -> Given:
    """What a long call of the solver gives. It goes into a thread, and the main one, in which Python takes signals, waits.

    Raises:
        KeyboardInterrupt: somebody stopped it.
    """
    if threading.current_thread() is not threading.main_thread():
        return call()
    given: Future[Given] = Future()
    worker = threading.Thread(target=_give, args=(given, call))
    worker.start()
    try:
        while worker.is_alive():
            worker.join(_LOOK_AGAIN)
            if _stopped.is_set():
                interrupt()
    except KeyboardInterrupt:
        while worker.is_alive():
            interrupt()
            worker.join(_LOOK_AGAIN)
        raise
    if _stopped.is_set():
        raise KeyboardInterrupt
    return given.result()


def _give(given: Future[Given], call: Callable[[], Given]) -> None:
    try:
        given.set_result(call())
    except BaseException as error:
        given.set_exception(error)
