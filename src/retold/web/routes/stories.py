"""The lists: stories, newest first, and all reports."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from ...model import Span
from ...snapshot.asking import Term, places
from ...snapshot.findings import KINDS
from ...snapshot.reading import Filters, Place, Snapshot, StoryLine
from ..views.paging import pages
from ..views.timeline import Timeline, timeline
from ..writing import address, count, excerpt
from .asked import Here, Number, OfReports, OfStories, Question

router = APIRouter(include_in_schema=False)

#: On a page of the list.
_STORIES, _REPORTS = 25, 40
#: Reports in no story that are shown below the stories that a search found.
_OUTSIDE = 8
#: Publishers that the field offers.
_PUBLISHERS = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """A story in the list."""

    line: StoryLine
    timeline: Timeline


@dataclass(frozen=True, slots=True)
class Found:
    """A report in the list, with the places that were asked for."""

    place: Place
    excerpts: list[list[tuple[str, bool]]]


@router.get("/")
def stories(request: Request, site: Here, wanted: OfStories, page: Number = 1) -> HTMLResponse:
    """Stories, newest first; of a search, the best first."""
    filters = wanted.filters
    with site.desk.open() as snapshot:
        total, lines = snapshot.stories(filters, (page - 1) * _STORIES, _STORIES)
        times = snapshot.times([line.id for line in lines]) if lines else {}
        many, outside = (
            snapshot.reports(filters, 0, _OUTSIDE, alone=True) if filters.asked and page == 1 else (0, [])
        )
        publishers = snapshot.publishers(_PUBLISHERS)
        known, of = snapshot.studied() if filters.kind else (0, 0)
    return site.page(
        request,
        "stories.html",
        heading=f"Stories with “{wanted.asked}”" if wanted.asked else "Stories",
        lead=_lead(total, filters),
        asked=wanted.asked,
        filters=filters,
        kept=wanted.query["kept"],
        change=wanted.query["change"],
        changes=KINDS,
        unread=f"The changes of {count(of - known, 'retelling')} of {of:,} are not read yet; this list may grow."
        if known < of
        else "",
        narrowed=wanted.narrowed,
        publishers=publishers,
        stories=[Entry(line, timeline(times[line.id])) for line in lines],
        pages=pages("/", page, _STORIES, total, wanted.query),
        nothing=_nothing(wanted),
        outside=outside,
        more_outside=address("/reports", q=wanted.asked) if many > len(outside) else "",
    )


def _lead(total: int, wanted: Filters) -> str:
    told = count(total, "story", "stories")
    if wanted.asked:
        return f"{told}, best matches first." if total > 1 else f"{told}." if total else "None."
    return f"{told}, those with the newest report first." if total > 1 else f"{told}."


def _nothing(wanted: Question) -> str:
    if wanted.asked:
        return "No report in a story holds all of these words. Try fewer, or the beginning of one with an asterisk: reserv*"
    if wanted.narrowed:
        return "No story is left by these filters."
    return "No two reports of this archive tell of the same event. All of them stand under Reports."


@router.get("/reports")
def reports(request: Request, site: Here, wanted: OfReports, page: Number = 1) -> HTMLResponse:
    """All reports, newest first; of a search, the best first."""
    asked = wanted.filters.asked
    with site.desk.open() as snapshot:
        total, found = snapshot.reports(wanted.filters, (page - 1) * _REPORTS, _REPORTS)
        shown = [Found(place, _excerpts(snapshot, place, asked)) for place in found]
    told = count(total, "report")
    return site.page(
        request,
        "reports.html",
        heading=f"Reports with “{wanted.asked}”" if wanted.asked else "Reports",
        lead=f"{told}, best matches first." if asked else f"{told}, newest first.",
        asked=wanted.asked,
        reports=shown,
        pages=pages("/reports", page, _REPORTS, total, wanted.query),
        nothing="No report holds all of this." if asked else "No report is left by these filters.",
    )


def _excerpts(snapshot: Snapshot, place: Place, asked: tuple[Term, ...]) -> list[list[tuple[str, bool]]]:
    if not asked:
        return []
    words = snapshot.report(place.report.id).text
    near: list[Span] = places(words[:_LOOKED_AT], asked)
    return excerpt(words, near)


#: Characters of a text in which the words of a search are marked.
_LOOKED_AT = 20_000
