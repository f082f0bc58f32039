"""Proofs in a process of their own, so that they can be dropped at once when a new save makes them old."""

from __future__ import annotations

import multiprocessing
import signal
from datetime import date
from multiprocessing.connection import Connection
from types import TracebackType

from intake.check.checked import Proven
from intake.check.proving import proven
from intake.check.whole import check_whole
from intake.flow.findings import FlowError

__all__ = ["Aside"]


class Aside:
    """The proofs of one flow, on their way. Leaving the `with` ends them, whether they are done or not."""

    def __init__(self, name: str, day: date, seconds: int | None) -> None:
        anew = multiprocessing.get_context("spawn")  # a fork would copy the watcher's threads
        self._receiver, sender = anew.Pipe(duplex=False)
        self._process = anew.Process(target=_work, args=(sender, name, day, seconds), daemon=True)
        self._process.start()
        sender.close()

    def __enter__(self) -> Aside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.join()
        self._receiver.close()

    def done(self) -> bool:
        """Whether there is a result, or will never be one."""
        return self._receiver.poll()

    def result(self) -> Proven | None:
        """What was found; `None` if the flow was taken away meanwhile.

        Raises:
            RuntimeError: the process broke off; it has said why on standard error.
        """
        try:
            found: Proven | None = self._receiver.recv()
        except EOFError:
            raise RuntimeError("the proofs broke off") from None
        return found


def _work(sender: Connection, name: str, day: date, seconds: int | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-c is the watcher's, which then ends this process
    try:
        checkup = check_whole(name, day)
    except FlowError:
        sender.send(None)
        return
    sender.send(proven(checkup, day, seconds))
