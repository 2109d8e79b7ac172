"""The whole site: routes, errors, and the guard before them.

`create` gives the app that a server runs. Routes are plain functions that the framework runs on threads; whatever goes
wrong in one becomes a page, or under `/api` the error object of the contract.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from .._version import __version__
from ..errors import BadArguments, Faulty, NoSuchReport, Refused, RetoldError
from ..report import data
from .desk import Desk
from .pages import Site, status_of
from .routes import add, api, claims, compare, quotations, report, reviews, site, stories, story, trace
from .security import Guard, Rules

_LOG = logging.getLogger("retold.web")


def create(desk: Desk, rules: Rules, *, allow_add: bool = False) -> Guard:
    """The site over an archive. `allow_add` lets pages add reports to it."""
    home = Site(desk, allow_add=allow_add)

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        desk.state()
        yield
        desk.close()

    app = FastAPI(
        title="Retold",
        version=__version__,
        summary="Which report retells which, and what it changed.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=living,
        redirect_slashes=False,
    )
    app.state.site = home
    for part in (site, stories, story, claims, quotations, compare, report, reviews, trace, api):
        app.include_router(part.router)
    app.include_router(trace.api, responses=api.ERRORS)
    if allow_add:
        app.include_router(add.router)
        app.include_router(add.api)
    app.add_exception_handler(RetoldError, _told)
    app.add_exception_handler(RequestValidationError, _misunderstood)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(Exception, _failed)

    def refuse(refused: Refused, as_json: bool) -> Response:  # noqa: FBT001 - called by the guard alone
        if as_json:
            return _json(refused, refused.status)
        return home.refusal(refused)

    return Guard(app, rules, refuse)


def _json(problem: RetoldError, status: int) -> JSONResponse:
    return JSONResponse(data.error(problem), status)


def _answer(request: Request, problem: RetoldError, status: int | None = None) -> Response:
    """An error as a page, or as JSON under /api."""
    if request.url.path.startswith("/api/"):
        answer: Response = _json(problem, status or status_of(problem))
        if answer.status_code == 503:
            answer.headers["Retry-After"] = "2"
        return answer
    home: Site = request.app.state.site
    answer = home.problem(request, problem)
    if status is not None:
        answer.status_code = status
    return answer


async def _told(request: Request, problem: Any) -> Response:
    return _answer(request, problem)


async def _misunderstood(request: Request, problem: Any) -> Response:
    wrong = problem.errors()[0] if problem.errors() else {"loc": ("",), "msg": ""}
    name = str(wrong["loc"][-1])[:60]
    told = BadArguments(f"{name} cannot be used: {wrong['msg']}.", "Change the address, or go back.")
    return _answer(request, told, 422 if request.url.path.startswith("/api/") else 400)


async def _refused(request: Request, problem: Any) -> Response:
    if problem.status_code == 404:
        return _answer(
            request, NoSuchReport("There is no such page.", "See: /about", code="no-such-page"), 404
        )
    if problem.status_code == 405:
        told = BadArguments(
            "This address is not asked in that way.", "See: /api/openapi.json", code="wrong-method"
        )
        answer = _answer(request, told, 405)
        answer.headers.update(problem.headers or {})
        return answer
    return _answer(request, BadArguments(str(problem.detail), ""), problem.status_code)


async def _failed(request: Request, problem: Exception) -> Response:
    _LOG.error("a page failed", exc_info=problem)
    return _answer(
        request,
        Faulty("Something went wrong in Retold itself.", "What `retold serve` printed tells what it was."),
        500,
    )
