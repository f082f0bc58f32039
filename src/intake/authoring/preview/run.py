"""Runs the preview: one task reads the flow on each save, and the server shows what it found."""

from __future__ import annotations

import asyncio
import socket
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Thread

import uvicorn
from watchfiles import awatch

from intake.authoring.preview.app import Board, build_app
from intake.authoring.preview.watched import Seen, Watched
from intake.check.output import tell
from intake.check.watching.watch import concerns, place_of

__all__ = ["run"]

_LOOK_AGAIN = 50
"""Milliseconds between two looks at what was saved."""


def run(name: str, listener: socket.socket, *, show: bool) -> None:
    """Serves on the socket until a signal ends it; ctrl-c comes out as a KeyboardInterrupt. `show`: in the browser, too."""
    asyncio.run(_served(name, listener, show))


async def _served(name: str, listener: socket.socket, show: bool) -> None:
    board = Board()
    server = _Server(board)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    async with _following(name, board, ended=server.end):
        tell(f"Preview of {name} at {address} (Ctrl-C stops)")
        if show:
            webbrowser.open(address)
        await server.serve(sockets=[listener])


class _Server(uvicorn.Server):
    """Lets its readers go when it ends: a page that waits for news would keep it otherwise."""

    def __init__(self, board: Board) -> None:
        self._board = board
        app = build_app(board)
        super().__init__(
            uvicorn.Config(app, ws="none", lifespan="off", log_level="error", access_log=False, server_header=False)
        )

    def end(self) -> None:
        """Ends it soon."""
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """What uvicorn does when it ends."""
        self._board.close()
        await super().shutdown(sockets)


@asynccontextmanager
async def _following(name: str, board: Board, *, ended: Callable[[], None]) -> AsyncIterator[None]:
    """Reads the flow now and on each save, as long as this lasts; `ended` is told if that breaks off."""
    saved, watching = asyncio.Event(), asyncio.Event()
    tasks = [
        asyncio.create_task(_watch(name, saved, watching)),
        asyncio.create_task(_follow(name, board, saved, watching)),
    ]
    for task in tasks:
        task.add_done_callback(lambda _: ended())
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        for end in ends:
            if isinstance(end, Exception):
                raise end


async def _watch(name: str, saved: asyncio.Event, watching: asyncio.Event) -> None:
    places = [place_of(name)]
    looks = awatch(
        *{folder for folder, _ in places},
        watch_filter=lambda _, path: concerns(Path(path), places),
        recursive=any(file is None for _, file in places),
        yield_on_timeout=True,
        rust_timeout=_LOOK_AGAIN,
        step=_LOOK_AGAIN // 2,
    )
    async for changes in looks:
        watching.set()
        if changes:
            saved.set()


async def _follow(name: str, board: Board, saved: asyncio.Event, watching: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()

    def show(seen: Seen) -> None:
        loop.call_soon_threadsafe(board.put, seen)

    watched = Watched(name, show)
    await watching.wait()  # else a save before that would be missed
    while True:
        saved.clear()
        await _aside(lambda: watched.look(saved.is_set))
        await saved.wait()


async def _aside(work: Callable[[], None]) -> None:
    """Does the work in a thread that nobody waits for when the program ends."""
    loop = asyncio.get_running_loop()
    done = loop.create_future()

    def finish(error: BaseException | None) -> None:
        if not done.cancelled():
            done.set_exception(error) if error is not None else done.set_result(None)

    def whole() -> None:
        error: BaseException | None = None
        try:
            work()
        except BaseException as raised:
            error = raised
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(finish, error)

    Thread(target=whole, daemon=True).start()
    await done
