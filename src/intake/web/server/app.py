"""The application: which address is answered by what. It holds flows and files, never a session."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from functools import cached_property

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from intake.records.screener import Screener
from intake.records.writers import JsonlWriter, JsonWriter, json_bytes
from intake.web.server.api import answers_in, date_in, openapi, records_in
from intake.web.server.files import File, response_headers
from intake.web.server.guard import Guard
from intake.web.server.limits import LIMITS, Limits, Lists, body_of
from intake.web.server.pages import Pages, Surroundings
from intake.web.server.plain import answered, form_in
from intake.web.server.problems import FAILED, PROBLEM_JSON, Refused, problem_bytes
from intake.web.server.served import Served
from intake.web.server.turn import turn_of

__all__ = ["build_app"]

_STYLES = ("intake/tokens.css", "intake/page.css", "intake/intake.css", "intake/site.css")
_ONCE = {
    404: ("not_found", "There is nothing at this address. The interface is described at /openapi.json."),
    405: ("wrong_method", "This address is not asked in this way. Allow says how."),
}


def build_app(served: Served, files: Mapping[str, File], limits: Limits = LIMITS) -> ASGIApp:
    """The whole server as an ASGI application. It needs no lifespan, no database and no disk."""
    server = _Server(served, files, limits)
    routes = [
        Route("/healthz", server.health),
        Route("/openapi.json", server.openapi),
        Route("/api/v1/flows/{flow}/triage", server.triage, methods=["POST"]),
        Route("/api/v1/flows/{flow}/turn", server.turn, methods=["POST"]),
        Route("/plain", server.plain, methods=["GET", "POST"]),
        Route("/plain/{flow}", server.plain, methods=["GET", "POST"]),
    ]
    handlers = {Refused: server.refused, HTTPException: server.refused_by_router, Exception: server.failed}
    app = Starlette(routes=routes, exception_handlers=handlers)  # type: ignore[arg-type]
    app.router.redirect_slashes = False
    app.router.default = server.elsewhere
    return Guard(app, limits)


class _Server:
    """The endpoints. Their names are what the log says of a request."""

    def __init__(self, served: Served, files: Mapping[str, File], limits: Limits) -> None:
        self._served, self._files, self._limits = served, files, limits
        self._lists = Lists(limits.waiting)
        self._openapi = openapi(served.flows)
        self._health = json.dumps({"status": "ok", "flows": {flow.id: flow.version for flow in served.flows.values()}})

    # For programs

    async def triage(self, request: Request) -> Response:
        """One record or a list, and for each the result that `intake screen` gives."""
        flow = self._served.flow(request.path_params["flow"])
        day = date_in(request.query_params.multi_items(), self._served.today)
        many, records = records_in(await self._json_body(request), self._limits.records)
        screener = Screener(flow, day, recall=False)  # made anew: a screener remembers what it was told
        if not many:
            return _json(JsonlWriter().add(screener.screen(records[0], 1)))
        writer = JsonWriter()
        written = [writer.begin()]
        async with self._lists.turn():
            for number, record in enumerate(records, 1):
                written.append(writer.add(screener.screen(record, number)))
                await asyncio.sleep(0)  # whoever waits for a page has it now
        return _json(b"".join([*written, writer.end()]))

    async def turn(self, request: Request) -> Response:
        """Answers in, the next question in words and the triage out."""
        flow = self._served.flow(request.path_params["flow"])
        day = date_in(request.query_params.multi_items(), self._served.today)
        answers = answers_in(await self._json_body(request))
        return _json(json_bytes(json.dumps(turn_of(flow, day, answers), ensure_ascii=False) + "\n"))

    async def openapi(self, request: Request) -> Response:
        """What this server offers to programs."""
        return _json(self._openapi)

    async def health(self, request: Request) -> Response:
        """That it answers, and which flows it has."""
        return _json(self._health.encode())

    # For people

    async def plain(self, request: Request) -> Response:
        """The interview without JavaScript."""
        flow = self._served.flow(request.path_params.get("flow"))
        pages = Pages(flow, self._around("../" if "flow" in request.path_params else ""))
        if request.method != "POST":
            return _page(pages.terms())
        _needs(request, "application/x-www-form-urlencoded")
        form = form_in(await body_of(request, self._limits))
        if not form:
            return _page(pages.terms())
        found = answered(flow, self._served.today, form, pages)
        return Response(found.body, found.status, found.headers, found.media_type)

    async def elsewhere(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What no route names is a file, or nothing."""
        scope["endpoint"] = self.file
        response = await self.file(Request(scope, receive))
        await response(scope, receive, send)

    async def file(self, request: Request) -> Response:
        """A file of the site."""
        file = self._files.get(request.scope["path"][1:])
        if file is None:
            raise HTTPException(404)
        if request.method not in ("GET", "HEAD"):
            raise HTTPException(405, headers={"Allow": "GET, HEAD"})
        packs = "gzip" in request.headers.get("accept-encoding", "")
        content = file.packed if packs and file.packed is not None else file.content
        return Response(content, headers=response_headers(file, named=request.query_params.get("v"), packs=packs))

    # Where a request can not be answered

    async def refused(self, request: Request, refused: Refused) -> Response:
        """The problem, as a page for a browser that shows it to a person, as JSON for all else."""
        if "text/html" in request.headers.get("accept", ""):
            up = "../" * (request.url.path.count("/") - 1)
            page = Pages(self._served.flow(None), self._around(up)).problem(refused.detail)
            return Response(page, refused.status, refused.headers, "text/html")
        body = problem_bytes(refused, request.scope["intake.id"])
        return Response(body, refused.status, refused.headers, PROBLEM_JSON)

    async def refused_by_router(self, request: Request, error: HTTPException) -> Response:
        """An address or a method that there is not."""
        code, detail = _ONCE[error.status_code]
        return await self.refused(request, Refused(error.status_code, code, detail, headers=error.headers))

    async def failed(self, request: Request, error: Exception) -> Response:
        """What went wrong here: it is told without its words, and logged by the guard."""
        return await self.refused(request, FAILED)

    # Parts

    async def _json_body(self, request: Request) -> bytes:
        _needs(request, "application/json")
        return await body_of(request, self._limits)

    def _around(self, up: str) -> Surroundings:
        return Surroundings(self._served.house, up, self._styles)

    @cached_property
    def _styles(self) -> tuple[str, ...]:
        return tuple(f"{name}?v={self._files[name].tag}" for name in _STYLES if name in self._files)


def _needs(request: Request, media_type: str) -> None:
    """Refuses a body of another kind before a byte of it is read."""
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != media_type:
        raise Refused(
            415, "wrong_type", f"Send the body as {media_type}.", headers={"Accept": media_type, "Connection": "close"}
        )


def _json(body: bytes) -> Response:
    return Response(body, media_type="application/json")


def _page(page: str) -> Response:
    return Response(page, media_type="text/html")
