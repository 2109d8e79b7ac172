"""Families: reports joined by re-use of text, whether word for word, edited or reworded.

In go the pairs of texts of which one derives from the other, and the reports that have each text; out come
the families with their edges. A family is what hangs together over such pairs (connected components): who
retells a retelling belongs to its source.

An edge leads from the report that was published first to the other. Where the dates do not tell, it leads
from the one that comes first by date and id, and says so. Of reports with the same text each later one hangs
on the first; a text that many reports share has one edge to another text, not many.

A family is named after the report that founded it, the first by date and id. Once a name was given out it
stays: `named_groups` takes the names given before and says which lives on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from . import dated
from .digest import digest
from .model import Edge, Family, Listed
from .relation import earlier

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Derived:
    """Two texts of which one derives from the other, by their numbers."""

    one: int
    other: int
    kind: str
    share: float
    confidence: float
    reasons: tuple[str, ...]


def components(one: Ints, other: Ints, count: int) -> Ints:
    """The smallest number that hangs together with each of `count` numbers over the pairs given.

    Labels run along the pairs and then jump (Shiloach and Vishkin 1982): a few rounds, however long a chain.
    """
    labels = np.arange(count, dtype=np.int64)
    while True:
        least = np.minimum(labels[one], labels[other])
        before = labels.copy()
        np.minimum.at(labels, labels[one], least)
        np.minimum.at(labels, labels[other], least)
        np.minimum.at(labels, one, least)
        np.minimum.at(labels, other, least)
        while True:
            jumped = labels[labels]
            if np.array_equal(jumped, labels):
                break
            labels = jumped
        if np.array_equal(before, labels):
            return labels


def families(
    pairs: Sequence[Derived], reports: Mapping[int, Sequence[Listed]], names: Sequence[tuple[str, str]] = ()
) -> tuple[Family, ...]:
    """All families, in the order of their first reports.

    `reports` are those of each text; `names` the names given before, the earliest first, each with the id of
    the report that it was given after.
    """
    texts = sorted(reports)
    place = {nr: n for n, nr in enumerate(texts)}
    one = np.array([place[pair.one] for pair in pairs], dtype=np.int64)
    other = np.array([place[pair.other] for pair in pairs], dtype=np.int64)
    labels = components(one, other, len(texts))
    members: dict[int, list[Listed]] = {}
    edges: dict[int, list[Edge]] = {}
    firsts: dict[int, Listed] = {}
    for nr, label in zip(texts, labels.tolist(), strict=True):
        same = sorted(reports[nr], key=order)
        firsts[nr] = same[0]
        members.setdefault(label, []).extend(same)
        edges.setdefault(label, []).extend(_edge(same[0], copy, _SAME) for copy in same[1:])
    for n, pair in enumerate(pairs):
        edges[int(labels[one[n]])].append(_edge(firsts[pair.one], firsts[pair.other], pair))
    named = named_groups("family", members, names)
    found = [
        Family(
            id=named[label][0],
            reports=tuple(sorted(inside, key=order)),
            edges=tuple(sorted(edges[label], key=lambda edge: (edge.source, edge.retelling))),
            formerly=named[label][1],
        )
        for label, inside in members.items()
        if len(inside) > 1
    ]
    return tuple(sorted(found, key=lambda family: order(family.reports[0])))


def order(report: Listed) -> tuple[str, str]:
    """Reports by date, those without one last, then by id."""
    return dated.order(report.published, report.id)


#: What joins two reports of the same text.
SAME = "the two texts are the same"
_SAME = Derived(0, 0, "retelling", 1.0, 0.99, (SAME,))


def _edge(one: Listed, other: Listed, pair: Derived) -> Edge:
    first, second = sorted((one, other), key=order)
    side = earlier(first.published, second.published)
    source, retelling = (second, first) if side == "right" else (first, second)
    why = (
        "the dates do not tell which of the two came first"
        if side is None
        else f"{source.id} was published before {retelling.id}"
    )
    return Edge(
        id=digest("edge", *sorted((one.id, other.id))),
        source=source.id,
        retelling=retelling.id,
        kind="retelling" if pair.kind == "retelling" else "partial-retelling",
        confidence=round(pair.confidence, 2),
        share=round(pair.share, 4),
        reasons=(*pair.reasons, why),
        directed=side is not None,
    )


def named_groups(
    kind: str, members: Mapping[int, Sequence[Listed]], given: Iterable[tuple[str, str]]
) -> dict[int, tuple[str, tuple[str, ...]]]:
    """The name of each group of that kind, and the names that lead to it."""
    group = {report.id: label for label, inside in members.items() for report in inside}
    before: dict[int, list[str]] = {}
    for name, report in given:
        if report in group:
            before.setdefault(group[report], []).append(name)
    named: dict[int, tuple[str, tuple[str, ...]]] = {}
    for label, inside in members.items():
        known = before.get(label)
        named[label] = (
            (known[0], tuple(known[1:])) if known else (digest(kind, min(inside, key=order).id), ())
        )
    return named
