"""A story or a family as its page shows it: a line a report, whom it retells, and the publishers by their part.

In go the reports and edges; out come rows in order of time. A report retells what it shares most with: that edge
stands first, and a few more under it.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...model import Edge, Listed
from ...report.compose import surety
from ...reviews import Review
from ..writing import address, between, count, moment, name_of, when

#: Reports on a page of a story: 300 kB hold them with all that is told of each.
MOST_ROWS = 120
#: Sources that are told of one report.
_MOST_EDGES = 3
_WIDTH, _MARGIN = 240, 6


@dataclass(frozen=True, slots=True)
class ShownEdge:
    """An edge as it is told under the report that retells."""

    edge: Edge
    told: str
    source_name: str
    surety: str
    row: str
    compare: str
    back: str
    width: float
    said: Review | None


@dataclass(frozen=True, slots=True)
class Row:
    """A report of the story. `x` is the place of its dot, None without a date; `more` counts edges that are not shown."""

    report: Listed
    anchor: str
    x: float | None
    look: str
    role: str
    short: bool
    edges: tuple[ShownEdge, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Publisher:
    """What a publisher did in a story."""

    name: str
    reports: int
    retold: int
    retells: int
    part: str


def anchor(report: str) -> str:
    """The anchor of a report's row: an id may hold what no anchor may."""
    return f"r-{hashlib.sha256(report.encode('utf-8', 'replace')).hexdigest()[:12]}"


def rows(
    reports: Sequence[Listed],
    edges: Sequence[Edge],
    said: Mapping[str, Review],
    path: str,
    shown: slice,
    size: int,
) -> list[Row]:
    """The rows of one page. `path` is the address of the story, `size` how many rows a page has."""
    named = {one.id: one for one in reports}
    place = {one.id: n for n, one in enumerate(reports)}
    times = {one.id: moment(one.published) for one in reports}
    known = [at for at in times.values() if at is not None]
    first, last = min(known, default=0.0), max(known, default=0.0)
    sources: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        sources[edge.retelling].append(edge)
    retold = {edge.source for edge in edges}
    years = {one.published.value[:4] for one in reports if one.published}
    out = []
    for one in reports[shown]:
        mine = sorted(sources[one.id], key=lambda edge: (-edge.share, edge.source))
        at = times[one.id]
        out.append(
            Row(
                report=one,
                anchor=anchor(one.id),
                x=None if at is None else _x(at, first, last),
                look="retelling" if mine else "origin" if one.id in retold else "alone",
                role=_role(mine, retold=one.id in retold),
                short=len(years) == 1,
                edges=tuple(
                    _edge(edge, named[edge.source], said, path, place[edge.source] // size, anchor(one.id))
                    for edge in mine[:_MOST_EDGES]
                    if edge.source in named
                ),
                more=max(0, len(mine) - _MOST_EDGES),
            )
        )
    return out


def _x(at: float, first: float, last: float) -> float:
    reach = _WIDTH - 2 * _MARGIN
    return round(_MARGIN + (reach * (at - first) / (last - first) if last > first else reach / 2), 1)


def _role(sources: Sequence[Edge], *, retold: bool) -> str:
    if not sources:
        return "origin here" if retold else ""
    return ""


def _edge(
    edge: Edge, source: Listed, said: Mapping[str, Review], path: str, page: int, here: str
) -> ShownEdge:
    whole = edge.kind == "retelling"
    told = ("retells" if whole else "retells part of") if edge.directed else "the same telling as"
    where = address(path, page=page + 1 if page else None)
    return ShownEdge(
        edge=edge,
        told=told,
        source_name=f"{source.publisher}, {when(source.published, short=True)}"
        if source.publisher
        else name_of(source),
        surety=surety(edge.confidence).lower(),
        row=f"{where}#{anchor(edge.source)}",
        compare=address("/compare", left=edge.source, right=edge.retelling),
        back=f"{path}#{here}",
        width=round(60 * edge.share, 1),
        said=said.get(edge.id),
    )


def publishers(reports: Sequence[Listed], edges: Sequence[Edge], most: int = 40) -> list[Publisher]:
    """The publishers, those with most reports first, each with its part."""
    of = {one.id: one.publisher for one in reports}
    count_of = Counter(one.publisher for one in reports if one.publisher)
    sources = {edge.source for edge in edges if of.get(edge.source) != of.get(edge.retelling)}
    retellings = {edge.retelling for edge in edges if of.get(edge.source) != of.get(edge.retelling)}
    retold = Counter(of[name] for name in sources if of.get(name))
    retells = Counter(of[name] for name in retellings if of.get(name))
    derived = {edge.retelling for edge in edges}
    origin = {of[one.id] for one in reports if one.id in sources and one.id not in derived}
    first = next((of[one.id] for one in reports if one.id in retellings and of[one.id]), None)
    top = max(retells.values(), default=0)
    out = []
    for name, number in sorted(count_of.items(), key=lambda one: (-one[1], one[0])):
        parts = [
            "origin here" if name in origin else "",
            "retold first" if name == first else "",
            "retells most" if top > 1 and retells[name] == top else "",
        ]
        part = ", ".join(filter(None, parts)) or ("retells" if retells[name] else "on its own")
        out.append(Publisher(name, number, retold[name], retells[name], part))
    return out[:most]


def lead(reports: Sequence[Listed], families: int, origins: int) -> str:
    """The story in a sentence."""
    dates = sorted(one.published.value for one in reports if one.published)
    by = len({one.publisher for one in reports if one.publisher})
    told = count(len(reports), "report")
    told += f" by {count(by, 'publisher')}" if by else ""
    told += f", {between(dates[0], dates[-1])}" if dates else ", without dates"
    told += (
        f"; {count(families, 'family', 'families')} of retellings" if families else "; none retells another"
    )
    return f"{told}; at most {count(origins, 'origin')}."
