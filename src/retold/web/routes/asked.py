"""What may be asked for: the parameters that several addresses share, with their limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from fastapi import Depends, Query, Request

from ...errors import BadArguments
from ...model import ChangeKind
from ...snapshot.asking import MOST_CHARACTERS, terms
from ...snapshot.reading import Filters
from ..pages import Site
from ..views.paging import MOST_PAGES

#: An id of a report is at most as long as an address allows.
Name = Annotated[str, Query(min_length=1, max_length=4_000)]
Asked = Annotated[
    str, Query(max_length=MOST_CHARACTERS, description="Words, a phrase in quotation marks, begin*, -without")
]
Number = Annotated[int, Query(ge=1, le=MOST_PAGES)]
Size = Annotated[int, Query(ge=1, le=200)]
Day = Annotated[str, Query(max_length=10, pattern=r"^(\d{4}-\d\d-\d\d)?$", description="YYYY-MM-DD")]
Publisher = Annotated[str, Query(max_length=200)]
Least = Annotated[str, Query(pattern=r"^\d{0,6}$")]
Percent = Annotated[str, Query(pattern=r"^(\d{1,2}|100)?$")]
Kind = Annotated[ChangeKind | Literal[""], Query(description="A kind of change")]


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    site: Site = request.app.state.site
    return site


Here = Annotated[Site, Depends(site_of)]


@dataclass(frozen=True, slots=True)
class Question:
    """What a list is asked for: as it was written, and as filters."""

    asked: str
    filters: Filters
    query: Mapping[str, str]

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked for at all."""
        return any(self.query.values())


def of_reports(q: Asked = "", publisher: Publisher = "", since: Day = "", until: Day = "") -> Question:
    """What a list of reports is asked for. An empty field of a form is none."""
    if since and until and since > until:
        raise BadArguments("The period ends before it begins.", "Turn From and To round.")
    found = Filters(asked=terms(q), publisher=publisher or None, since=since or None, until=until or None)
    return Question(q, found, {"q": q, "publisher": publisher, "since": since, "until": until})


def of_stories(
    base: Annotated[Question, Depends(of_reports)], size: Least = "", kept: Percent = "", change: Kind = ""
) -> Question:
    """What a list of stories is asked for: how many reports, how much a retelling kept, and what one changed, too."""
    found = replace(
        base.filters,
        least_reports=int(size) if size else None,
        least_kept=int(kept) / 100 if kept else None,
        kind=change or None,
    )
    return Question(base.asked, found, {**base.query, "size": size, "kept": kept, "change": change})


OfReports = Annotated[Question, Depends(of_reports)]
OfStories = Annotated[Question, Depends(of_stories)]
