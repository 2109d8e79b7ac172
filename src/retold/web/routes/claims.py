"""The claims of a story, and one claim with where it comes from.

The ledger of a story is longer work: it is done once for each state of the archive, and until it is there the page says
so. Claims are looked for in the reports of one story.
"""

from __future__ import annotations

from itertools import product
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from ...errors import NoSuchReport
from ...finding import Claim
from ...model import Edge, Ledger, Story, Trace
from ...snapshot.reading import Snapshot
from ...tracing import Held, Tracer
from ..pages import Site
from ..views import claim as view
from ..views.sentence import sentence_at
from ..writing import address, count
from .asked import Here, Name

router = APIRouter(include_in_schema=False)

#: Reports of a story whose claims are read, the first ones by time.
MOST_REPORTS = 150


@router.get("/story/{name}/claims")
def claims(request: Request, site: Here, name: str) -> HTMLResponse:
    """The claims that several reports of a story tell."""
    with site.desk.open() as snapshot:
        story, _ = snapshot.story(name)
    found = ledger(site, story)
    return site.page(
        request,
        "claims.html",
        story=story,
        title=story.title or "A story without a title",
        waiting=found is None,
        entries=view.entries(found) if found else [],
        alone=count(found.alone, "sentence") if found and found.alone else "",
        notes=found.notes if found else (),
    )


@router.get("/claim")
def claim(
    request: Request, site: Here, report: Name, at: Annotated[int, Query(ge=0, le=10_000_000)]
) -> HTMLResponse:
    """One claim: its sightings, its wording as it drifts, and its origins."""
    with site.desk.open() as snapshot:
        own = snapshot.place(report)
        story = snapshot.story(own.story)[0] if own.story else None
    if story is None:
        raise NoSuchReport(
            "The report stands in no story, so its claims stand nowhere else.", "Open the report itself."
        )
    found = ledger(site, story)
    trace = _of(found, report, at) if found else None
    if found is not None and trace is None:
        trace = _traced(site, story, report, at)
    groups, unknown = view.groups(trace) if trace else ([], [])
    return site.page(
        request,
        "claim.html",
        story=story,
        own=own.report,
        trace=trace,
        sightings=view.sightings(trace) if trace else [],
        groups=groups,
        unknown=unknown,
        here=address("/claim", report=report, at=at),
    )


def ledger(site: Site, story: Story, *, patient: bool = False) -> Ledger | None:
    """The ledger of a story, or None while it is made; who is `patient` waits for it a while."""
    about = site.desk.state().about
    key = ("ledger", about.changes if about else "", story.id)

    def work() -> Ledger:
        with site.desk.open() as snapshot:
            tracer = _tracer(snapshot, story)
        over = len(story.reports) - MOST_REPORTS
        notes = [f"{count(over, 'later report')} of this story was not read"] if over > 0 else []
        return tracer.ledger(story.id, story.title, notes)

    return site.desk.soon(key, work, patient=patient)


def _tracer(snapshot: Snapshot, story: Story) -> Tracer:
    kept = [snapshot.kept(one.id) for one in story.reports[:MOST_REPORTS]]
    same: dict[str, list[str]] = {}
    for one in kept:
        same.setdefault(one.report.text, []).append(one.report.id)
    copies = {name: names for names in same.values() for name in names}
    stored = {
        frozenset((left, right)): _derivation(edge)
        for family in story.families
        for edge in snapshot.family(family)[0].edges
        if edge.source in copies and edge.retelling in copies and edge.retelling not in copies[edge.source]
        for left, right in product(copies[edge.source], copies[edge.retelling])
    }
    held = [Held(one.report, one.version_of) for one in kept]
    return Tracer(held, stored, snapshot.about().made)


def _derivation(edge: Edge) -> Literal["retelling", "partial-retelling"]:
    return "retelling" if edge.kind == "retelling" else "partial-retelling"


def _of(found: Ledger, report: str, at: int) -> Trace | None:
    """The claim of the ledger that has a sighting in that place."""
    for one in found.claims:
        for seen in one.sightings:
            if seen.report == report and seen.span.start <= at < seen.span.end:
                return one
    return None


def _traced(site: Site, story: Story, report: str, at: int) -> Trace | None:
    """The claim that a sentence makes, where the ledger has none: it may stand in this report alone."""
    with site.desk.open() as snapshot:
        text = site.desk.attributed(snapshot.report(report)).report
    number = sentence_at(text, at)
    if number is None:
        raise NoSuchReport(
            "No sentence stands in that place of the report.", "Open the report and choose one."
        )
    span = text.sentences[number].span
    asked = Claim(" ".join(text.report.words(span).split()), report, span)
    about = site.desk.state().about

    def work() -> Trace:
        with site.desk.open() as snapshot:
            return _tracer(snapshot, story).trace(asked)

    return site.desk.soon(("claim", about.changes if about else "", report, str(at)), work)
