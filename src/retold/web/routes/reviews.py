"""What readers say of findings."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from ... import reviews
from ...errors import BadArguments
from ..views.paging import pages
from ..writing import address, count
from .asked import Here, Number

router = APIRouter(include_in_schema=False)

_SIZE = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A review in the list, and where its finding stands."""

    said: reviews.Review
    to: str


@router.get("/reviews")
def listed(request: Request, site: Here, page: Number = 1) -> HTMLResponse:
    """What was confirmed and rejected, the newest first."""
    found = site.desk.reviews()[::-1]
    shown = found[(page - 1) * _SIZE : page * _SIZE]
    return site.page(
        request,
        "reviews.html",
        heading=count(len(found), "review") if found else "No reviews yet",
        reviews=[Shown(one, _where(one)) for one in shown],
        pages=pages("/reviews", page, _SIZE, len(found)),
    )


@router.post("/reviews")
async def review(request: Request, site: Here) -> RedirectResponse:
    """Confirm, reject or withdraw, and go back to the finding."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/x-www-form-urlencoded":
        raise BadArguments("This is no form.", "Programs send reviews to /api/reviews.")
    try:
        given = dict(parse_qsl((await request.body()).decode("utf-8", "replace"), max_num_fields=20))
    except ValueError as problem:
        raise BadArguments("The form has too many fields.", "Send it from its page.") from problem
    made = reviews.review(*(given.get(name, "") for name in ("of", "id", "verdict", "left", "right", "note")))
    reviews.add(site.desk.reviews_path, made)
    return RedirectResponse(local(given.get("back", "")), status_code=303)


def local(place: str) -> str:
    """An address of this site; the list of reviews where what was given is none."""
    plain = place.isascii() and place.isprintable() and not set(place) & set("\\ ")
    return place if plain and place.startswith("/") and not place.startswith("//") else "/reviews"


def _where(one: reviews.Review) -> str:
    anchor = f"#c-{one.id}" if one.of == "change" else ""
    return address("/compare", left=one.left, right=one.right) + anchor
