"""The same values as JSON: the shapes of the contract, a page at a time.

A list has `page` beside what the contract names: which page it is, how many there are, the address of the next one. An
error is `{"error": {"code", "message", "hint"}}`, whatever its status.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from ... import credits as crediting, reviews
from ...errors import NotReady
from ...report import data, listing, traced
from ..views.paging import Pages, pages
from .asked import Here, Name, Number, OfReports, OfStories
from .claims import ledger

_MOST = 100
PageSize = Annotated[int, Query(ge=1, le=_MOST, description="Items on a page")]


class Told(BaseModel):
    """What went wrong, in one sentence, and what to do next."""

    code: str
    message: str
    hint: str


class Problem(BaseModel):
    """An error."""

    error: Told


class Judgement(BaseModel):
    """What a reader says of a finding."""

    model_config = ConfigDict(extra="forbid")
    of: Literal["link", "change", "edge"]
    id: str = Field(min_length=1, max_length=reviews.MOST_ID)
    verdict: Literal["confirmed", "rejected", "withdrawn"]
    left: str = Field(min_length=1, max_length=4_000)
    right: str = Field(min_length=1, max_length=4_000)
    note: str = Field(default="", max_length=reviews.MOST_NOTE)


#: What an address answers where it cannot give what is asked.
ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": told}
    for status, told in (
        (400, "The request cannot be understood"),
        (401, "A token is needed"),
        (404, "There is none of that id"),
        (413, "The request is too large"),
        (414, "The address is too long"),
        (422, "A parameter cannot be used, or the reports cannot be compared"),
        (503, "The archive is being read; ask again"),
    )
}
router = APIRouter(prefix="/api", responses=ERRORS)


def _answer(value: data.Json) -> Response:
    return Response(data.text(value), media_type="application/json")


def _page(found: Pages, total: int) -> data.Json:
    return {"number": found.number, "of": found.last, "total": total, "next": found.after}


@router.get("/state", summary="What is shown, and whether a newer state is being read")
def state(site: Here) -> Response:
    """`retold.state/1`."""
    now = site.desk.state()
    return _answer(
        {
            "schema": "retold.state/1",
            "made": listing.made(now.about.made) if now.about else None,
            "reports": now.about.reports if now.about else None,
            "reading": {"stage": now.stage, "done": now.done, "total": now.total} if now.making else None,
        }
    )


@router.get("/stories", summary="Stories, newest first; of a search, the best first")
def stories(site: Here, wanted: OfStories, page: Number = 1, page_size: PageSize = 20) -> Response:
    """`retold.stories/1`, with `page`."""
    with site.desk.open() as snapshot:
        total, lines = snapshot.stories(wanted.filters, (page - 1) * page_size, page_size)
        found = [snapshot.story(line.id)[0] for line in lines]
        made = snapshot.about().made
    where = pages("/api/stories", page, page_size, total, {**wanted.query, "page_size": page_size})
    return _answer({**listing.stories(found, made), "page": _page(where, total)})


@router.get("/stories/{name}", summary="One story")
def story(site: Here, name: str) -> Response:
    """`retold.stories/1`."""
    with site.desk.open() as snapshot:
        return _answer(listing.stories([snapshot.story(name)[0]], snapshot.about().made))


@router.get("/families", summary="Families, in the order of their first reports")
def families(site: Here, page: Number = 1, page_size: PageSize = 20) -> Response:
    """`retold.families/1`, with `page`."""
    with site.desk.open() as snapshot:
        total, found = snapshot.families((page - 1) * page_size, page_size)
        made = snapshot.about().made
    where = pages("/api/families", page, page_size, total, {"page_size": page_size})
    return _answer({**listing.families(found, made), "page": _page(where, total)})


@router.get("/families/{name}", summary="One family")
def family(site: Here, name: str) -> Response:
    """`retold.families/1`."""
    with site.desk.open() as snapshot:
        return _answer(listing.families([snapshot.family(name)[0]], snapshot.about().made))


@router.get("/reports", summary="Reports, newest first; of a search, the best first")
def reports(site: Here, wanted: OfReports, page: Number = 1, page_size: PageSize = 20) -> Response:
    """`retold.reports/1`, with `page`."""
    with site.desk.open() as snapshot:
        total, found = snapshot.reports(wanted.filters, (page - 1) * page_size, page_size)
    shown = [{**listing.listed(one.report), "story": one.story, "family": one.family} for one in found]
    where = pages("/api/reports", page, page_size, total, {**wanted.query, "page_size": page_size})
    return _answer({"schema": "retold.reports/1", "reports": shown, "page": _page(where, total)})


@router.get("/report", summary="One report, and what the archive knows of it")
def report(site: Here, id: Name) -> Response:  # noqa: A002 - the name in the address
    """`retold.report/1`."""
    with site.desk.open() as snapshot:
        kept = snapshot.kept(id)
    credited = crediting.read(site.desk.attributed(kept.report).report)
    return _answer(listing.kept(replace(kept, credits=credited)))


@router.get("/compare", summary="Two reports side by side")
def compare(site: Here, left: Name, right: Name, *, steps: bool = False) -> Response:
    """`retold.comparison/1`."""
    with site.desk.open() as snapshot:
        one, other = snapshot.report(left), snapshot.report(right)
    return _answer(data.comparison(site.desk.compare(one, other), steps=steps))


@router.get("/quotes", summary="Who said what in a report")
def quotes(site: Here, id: Name) -> Response:  # noqa: A002 - the name in the address
    """`retold.attributions/1`."""
    with site.desk.open() as snapshot:
        one = snapshot.report(id)
    return _answer(data.attributed(site.desk.attributed(one)))


@router.get("/claims/{story}", summary="The claims of a story; 503 while they are read")
def claims(site: Here, story: str) -> Response:
    """`retold.claims/1`."""
    with site.desk.open() as snapshot:
        named = snapshot.story(story)[0]
    found = ledger(site, named, patient=True)
    if found is None:
        raise NotReady("The claims of this story are being read.", "Ask again in a few seconds.")
    return _answer(traced.ledger(found))


@router.get("/reviews", summary="What readers confirmed and rejected")
def reviewed(site: Here) -> Response:
    """`retold.reviews/1`."""
    return _answer(reviews.exported(site.desk.reviews()))


@router.post("/reviews", summary="Confirm or reject a finding, or withdraw that", status_code=201)
def review(site: Here, given: Judgement) -> Response:
    """The review as it was written down."""
    made = reviews.review(given.of, given.id, given.verdict, given.left, given.right, given.note)
    reviews.add(site.desk.reviews_path, made)
    return Response(data.text(reviews.exported([made])), 201, media_type="application/json")
