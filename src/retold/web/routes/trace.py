"""A claim that somebody types, traced through the whole archive.

Tracing is longer work: it is done once for each state of the archive, and until it is there the page says so.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from ...archive import Archive
from ...errors import BadArguments, NotReady
from ...model import Trace
from ...report import data, traced
from ...text.tokens import words
from ..pages import Site
from ..views import claim as view
from ..writing import address
from .asked import Here

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api")

#: Characters of a claim: a long sentence has 400.
_MOST = 1_000
#: Seconds that tracing waits for whoever writes to the archive.
_WAIT = 60.0
Words = Annotated[str, Query(max_length=_MOST)]


@router.get("/trace")
def trace(request: Request, site: Here, claim: Words = "") -> HTMLResponse:
    """The claim: its sightings, its wording as it drifts, and its origins."""
    asked = " ".join(claim.split())
    found = _found(site, asked) if asked else None
    groups, unknown = view.groups(found) if found else ([], [])
    return site.page(
        request,
        "trace.html",
        claim=asked,
        most=_MOST,
        waiting=bool(asked) and found is None,
        trace=found,
        sightings=view.sightings(found) if found else [],
        groups=groups,
        unknown=unknown,
        here=address("/trace", claim=asked),
    )


@api.get("/trace", summary="A claim through the whole archive; 503 while it is searched")
def traced_claim(
    site: Here,
    claim: Annotated[str, Query(min_length=1, max_length=_MOST, description="In words, or ID:START-END")],
) -> Response:
    """`retold.trace/1`."""
    found = _found(site, " ".join(claim.split()), patient=True)
    if found is None:
        raise NotReady("The archive is being searched for this claim.", "Ask again in a few seconds.")
    return Response(data.text(traced.trace(found)), media_type="application/json")


def _found(site: Site, claim: str, *, patient: bool = False) -> Trace | None:
    if not words(claim):
        raise BadArguments("The claim holds no words.", "Say it in words, as a report would tell it.")
    about = site.desk.state().about

    def work() -> Trace:
        return Archive(site.desk.archive, wait=_WAIT).trace(claim)

    return site.desk.soon(("trace", about.changes if about else "", claim), work, patient=patient)
