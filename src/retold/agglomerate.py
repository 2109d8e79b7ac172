"""Grouping by average link: the two groups that are most alike on average become one, again and again.

In go edges between numbered items, each with its likeness, and what counts for a pair without an edge; out
come groups. Only groups with an edge between them are looked at, so the cost follows the edges and not the
pairs: 10,000 items with a million edges take seconds. Groups that share one pair of like items and nothing
else do not join, so there are no chains. Ties go to the groups with the smallest items: the result depends
on the items' numbers and never on the order of the edges.

Not tried: any other linkage. Single link chains; complete link breaks a story at its two oddest reports.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

from .text.together import Together

Edge = tuple[int, int, float]


def average_link(
    count: int, edges: Iterable[Edge], least: float, missing: float, together: Iterable[Sequence[int]] = ()
) -> list[list[int]]:
    """Groups of the items 0 to `count` - 1 in which no two are alike by `least` or more, on average.

    Each edge stands once and is worth `missing` or more. Those in one row of `together` stay together. Groups
    and their items come in order.
    """
    members, of = _begin(count, together)
    near: list[dict[int, float]] = [{} for _ in range(count)]  # how much more alike than `missing`, summed
    for one, other, value in sorted(edges):
        a, b = of[one], of[other]
        if a != b:
            near[a][b] = near[b][a] = near[a].get(b, 0.0) + (value - missing)

    def mean(a: int, b: int) -> float:
        return missing + near[a][b] / (len(members[a]) * len(members[b]))

    waiting = [(-mean(a, b), a, b) for a in members for b in near[a] if a < b and mean(a, b) >= least]
    heapq.heapify(waiting)
    while waiting:
        value, a, b = heapq.heappop(waiting)
        if a not in members or b not in members or b not in near[a] or -mean(a, b) != value:
            continue  # one of them has grown since
        members[a] += members.pop(b)
        del near[a][b], near[b][a]
        for c, more in near[b].items():
            near[a][c] = near[c][a] = near[a].get(c, 0.0) + more
            del near[c][b]
        near[b] = {}
        for c in near[a]:
            low, high = (a, c) if a < c else (c, a)
            if (alike := mean(low, high)) >= least:
                heapq.heappush(waiting, (-alike, low, high))
    return [sorted(members[a]) for a in sorted(members)]


def _begin(count: int, together: Iterable[Sequence[int]]) -> tuple[dict[int, list[int]], list[int]]:
    """The groups to begin with, each under its smallest item, and the group of each item."""
    joined = Together()
    for row in together:
        for item in row[1:]:
            joined.join(row[0], item)
    of = [joined.first(item) for item in range(count)]
    members: dict[int, list[int]] = {}
    for item, first in enumerate(of):
        members.setdefault(first, []).append(item)
    return members, of
