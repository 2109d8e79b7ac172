"""The quotations that stand in several reports of a story, and one of them with all its wordings."""

from __future__ import annotations

from itertools import combinations
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from ...adding import untold
from ...errors import NoSuchReport
from ...model import Quotation, Report, Story
from ...sayings import Gathered, quotations, several
from ...settings import DEFAULT
from ...snapshot.reading import Snapshot
from ..pages import Site
from ..views import quotation as view
from ..writing import count
from .asked import Here

router = APIRouter(include_in_schema=False)

#: Reports of a story whose quotations are read, the first ones by time: 5,000 pairs.
MOST_REPORTS = 100
Id = Annotated[str, Query(min_length=1, max_length=200)]


@router.get("/story/{name}/quotations")
def listed(request: Request, site: Here, name: str) -> HTMLResponse:
    """What several reports of a story quote."""
    with site.desk.open() as snapshot:
        story, _ = snapshot.story(name)
    found = followed(site, story)
    over = len(story.reports) - MOST_REPORTS
    return site.page(
        request,
        "quotations.html",
        story=story,
        title=story.title or "A story without a title",
        waiting=found is None,
        entries=view.entries(found, story.id) if found else [],
        note=f"{count(over, 'later report')} of this story was not read." if over > 0 else "",
    )


@router.get("/quotation")
def quotation(request: Request, site: Here, story: Id, id: Id) -> HTMLResponse:  # noqa: A002 - the name in the address
    """All wordings of a quotation, and who gave which."""
    with site.desk.open() as snapshot:
        of, _ = snapshot.story(story)
    found = followed(site, of)
    one = next((one for one in found or () if one.id == id), None)
    if found is not None and one is None:
        raise NoSuchReport("There is no quotation of that id in this story.", "It may have been removed.")
    return site.page(
        request,
        "quotation.html",
        story=of,
        found=one,
        words=view.said(one.wordings[0]) if one else "",
        wordings=view.wordings(one) if one else [],
    )


def followed(site: Site, story: Story) -> tuple[Quotation, ...] | None:
    """The quotations that stand in several reports of a story, or None while they are read."""
    about = site.desk.state().about

    def work() -> tuple[Quotation, ...]:
        with site.desk.open() as snapshot:
            gathered = _gathered(snapshot, story)
        return several(quotations(gathered, DEFAULT, 1, untold), altered=False)

    return site.desk.soon(("quotations", about.changes if about else "", story.id), work)


def _gathered(snapshot: Snapshot, story: Story) -> Gathered:
    """All reports of a story, and all pairs of them."""
    reports: dict[int, list[Report]] = {}
    number: dict[str, int] = {}
    of: dict[str, int] = {}
    for one in story.reports[:MOST_REPORTS]:
        report = snapshot.report(one.id)
        of[report.id] = number.setdefault(report.text, len(number))
        reports.setdefault(of[report.id], []).append(report)
    shares = {
        frozenset((of[edge.source], of[edge.retelling])): edge.share
        for family in story.families
        for edge in snapshot.family(family)[0].edges
        if edge.source in of and edge.retelling in of
    }
    pairs = {
        (one, other): ("retold", shares[frozenset((one, other))])
        if frozenset((one, other)) in shares
        else ("event", 0.0)
        for one, other in combinations(sorted(reports), 2)
    }
    return Gathered(reports, pairs)  # type: ignore[arg-type]
