"""The site's own files and the page about it."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from ..pages import STATIC, static
from .asked import Here

router = APIRouter(include_in_schema=False)


@router.get("/static/{version}/{name}")
def file(version: str, name: str) -> Response:
    """One of the site's files. Its address changes with its content, so it may be kept for a year."""
    if name not in STATIC:
        raise HTTPException(404)
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(static(name), media_type=f"{STATIC[name][2]}", headers=headers)


@router.get("/favicon.ico")
def icon() -> Response:
    """What browsers ask for by themselves, beside an answer that is no page."""
    return Response(static("icon.svg"), media_type=STATIC["icon.svg"][2])


@router.get("/about")
def about(request: Request, site: Here) -> HTMLResponse:
    """What the words on the pages mean, how to search, which keys there are."""
    return site.page(request, "about.html")
