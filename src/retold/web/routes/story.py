"""One story, or one family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from ...model import Listed
from ...snapshot.reading import Snapshot
from ..pages import Site
from ..views import story as view
from ..views.drawing import together
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
    families: Sequence[str]
    story: str | None = None
    family: bool = False


@router.get("/story/{name}")
def story(request: Request, site: Here, name: str, page: Number = 1) -> HTMLResponse:
    """Who retold whom in a story."""
    with site.desk.open() as snapshot:
        found, line = snapshot.story(name)
        lead = view.lead(found.reports, len(line.families), line.origins)
        group = _Group(f"/story/{found.id}", found.title, lead, found.reports, line.families)
        return _shown(request, site, snapshot, group, page)


@router.get("/family/{name}")
def family(request: Request, site: Here, name: str, page: Number = 1) -> HTMLResponse:
    """Who retold whom in a family."""
    with site.desk.open() as snapshot:
        own, reports, of = snapshot.members(name)
        title = next((one.title for one in reports if one.title), None)
        lead = view.lead(reports, 1, len(reports) - snapshot.whole(own))
        group = _Group(f"/family/{own}", title, lead, reports, [own], of, family=True)
        return _shown(request, site, snapshot, group, page)


def _shown(request: Request, site: Site, snapshot: Snapshot, group: _Group, page: int) -> HTMLResponse:
    said = {one.id: one for one in site.desk.reviews() if one.of == "edge"}
    ties = snapshot.ties(group.families)
    found = {name: snapshot.tree(name) for name in group.families}
    missing = [name for name, tree in found.items() if tree is None]
    coming = bool(missing) and site.desk.want(missing)
    trees = [tree for tree in found.values() if tree is not None]
    whole = together(trees) if trees and not missing else None
    rows = view.Rows(group.reports, ties, said, group.path, whole)
    names, pairs = rows.on(page)
    publishers = view.publishers(group.reports, view.told(whole, ties) if whole else ties)
    return site.page(
        request,
        "story.html",
        title=group.title or "A story without a title",
        lead=group.lead,
        here=group.path,
        story_of_it=group.story,
        claims="" if group.family else f"{group.path}/claims",
        quotations=f"{group.path}/quotations",
        waiting=coming,
        undrawn=bool(missing) and not coming,
        drawing=view.drawn(group.reports, ties, whole, rows) if whole else None,
        notes=whole.notes if whole else (),
        rows=rows.shown(page, snapshot.edges_to(names, view.MOST_EDGES + 1, pairs)),
        publishers=publishers,
        roles=view.roles(publishers),
        pages=pages(group.path, page, view.MOST_ROWS, len(group.reports)),
    )
