"""One story, or one family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from ...model import Edge, Listed
from ..pages import Site
from ..views import story as view
from ..views.paging import pages
from .asked import Here, Number

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class _Group:
    """A story, or a family and the story in which it stands."""

    path: str
    title: str | None
    lead: str
    reports: Sequence[Listed]
    edges: Sequence[Edge]
    story: str | None = None
    family: bool = False


@router.get("/story/{name}")
def story(request: Request, site: Here, name: str, page: Number = 1) -> HTMLResponse:
    """Who retold whom in a story."""
    with site.desk.open() as snapshot:
        found, line = snapshot.story(name)
        edges = [edge for family in line.families for edge in snapshot.family(family)[0].edges]
    lead = view.lead(found.reports, len(line.families), line.origins)
    return _shown(request, site, _Group(f"/story/{found.id}", found.title, lead, found.reports, edges), page)


@router.get("/family/{name}")
def family(request: Request, site: Here, name: str, page: Number = 1) -> HTMLResponse:
    """Who retold whom in a family."""
    with site.desk.open() as snapshot:
        found, of = snapshot.family(name)
    whole = {edge.retelling for edge in found.edges if edge.kind == "retelling"}
    title = next((one.title for one in found.reports if one.title), None)
    lead = view.lead(found.reports, 1, sum(one.id not in whole for one in found.reports))
    return _shown(
        request,
        site,
        _Group(f"/family/{found.id}", title, lead, found.reports, found.edges, of, family=True),
        page,
    )


def _shown(request: Request, site: Site, group: _Group, page: int) -> HTMLResponse:
    said = {one.id: one for one in site.desk.reviews() if one.of == "edge"}
    size = view.MOST_ROWS
    shown = slice((page - 1) * size, page * size)
    return site.page(
        request,
        "story.html",
        title=group.title or "A story without a title",
        lead=group.lead,
        story_of_it=group.story,
        claims="" if group.family else f"{group.path}/claims",
        quotations=f"{group.path}/quotations",
        rows=view.rows(group.reports, group.edges, said, group.path, shown, size),
        publishers=view.publishers(group.reports, group.edges),
        pages=pages(group.path, page, size, len(group.reports)),
    )
