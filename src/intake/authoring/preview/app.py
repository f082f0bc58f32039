"""The preview's pages and events. No other host name than this computer's own is answered: else a web page could ask."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from intake.authoring.preview.watched import Seen
from intake.web.server.headers import NO_STORE, SECURITY

__all__ = ["Board", "build_app"]

_TYPES = {"html": "text/html", "js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}
_OWN = files(__package__)
_WIDGET = files("intake.web") / "static"
_ICON = files("intake.web.site") / "icon.svg"


class Board:
    """What is to be seen now. Those who wait are told when it is something else, and when there will be nothing more."""

    def __init__(self) -> None:
        self.seen = Seen()
        self._over = False
        self._news = asyncio.Event()

    def put(self, seen: Seen) -> None:
        """Shows something else."""
        self.seen = seen
        self._tell()

    def close(self) -> None:
        """Lets all go who wait."""
        self._over = True
        self._tell()

    async def numbers(self) -> AsyncIterator[int]:
        """The number of what is to be seen, now and whenever it is another."""
        told = -1
        while not self._over:
            news = self._news  # taken before the look, so that nothing is missed between the two
            if told != self.seen.number:
                told = self.seen.number
                yield told
            await news.wait()

    def _tell(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()


def build_app(board: Board) -> ASGIApp:
    """The application."""

    async def page(_: Request) -> Response:
        return _file(_OWN / "page.html")

    async def own(request: Request) -> Response:
        return _file(_OWN / request.path_params["name"])

    async def widget(request: Request) -> Response:
        return _file(_WIDGET / request.path_params["name"])

    async def icon(_: Request) -> Response:
        return _file(_ICON)

    async def state(_: Request) -> Response:
        return Response(json.dumps(board.seen.plain(), ensure_ascii=False), media_type="application/json")

    async def bundle(_: Request) -> Response:
        return Response(board.seen.bundle, media_type="application/json", status_code=200 if board.seen.bundle else 404)

    async def events(_: Request) -> Response:
        told = (f"data: {number}\n\n" async for number in board.numbers())
        return StreamingResponse(told, media_type="text/event-stream")

    routes = [
        Route("/", page),
        Route("/preview/{name}", own),
        Route("/intake/{name}", widget),
        Route("/icon.svg", icon),
        Route("/state.json", state),
        Route("/bundles/{name}", bundle),
        Route("/events", events),
    ]
    own_names = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"], www_redirect=False)
    return _Headed(Starlette(routes=routes, middleware=[own_names]))


def _file(file: Traversable) -> Response:
    """A file of ours, as it is now: what is worked on is never an old copy."""
    ending = file.name.rpartition(".")[2]
    if ending not in _TYPES or not file.is_file():
        return PlainTextResponse("There is nothing here.", status_code=404)
    return Response(file.read_bytes(), media_type=_TYPES[ending])


class _Headed:
    """All answers have the headers of a site, and none is kept."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *SECURITY, NO_STORE]
            await send(message)

        await self._app(scope, receive, headed)
