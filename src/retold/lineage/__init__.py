"""Who retold whom: the family tree of the versions of one story, from their texts and, where known, their dates.

In go witnesses (texts, dates), out comes a `Lineage`: reports and lost ancestors, edges with confidence and reasons,
edges that could stand instead, roots. `collate` lays the texts beside each other word by word, `variants` boils that
down to readings, `stemma` finds the cheapest tree, `rooting` turns it the right way up. docs/method/lineage.md says
from where the method comes. The answer does not depend on the order of the witnesses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..digest import digest
from ..model import Descent, Lineage, Made, Node, Published, Report
from .._version import __version__
from ..settings import DEFAULT, Descending, Settings
from .collate import Sites, collate, forms
from .stemma import Search, Stemma
from .variants import covered, discounted, readings

__all__ = ["Witness", "of_reports", "tree"]


@dataclass(frozen=True, slots=True)
class Witness:
    """One version: its text and what is known about it."""

    id: str
    text: str
    published: Published | None = None
    publisher: str | None = None

    @classmethod
    def of(cls, report: Report) -> Witness:
        """A report as a witness."""
        return cls(report.id, report.text, report.published, report.publisher)


def of_reports(reports: Sequence[Report], settings: Settings = DEFAULT) -> Lineage:
    """The family tree of reports. No sentence encoder takes part."""
    made = Made(__version__, settings.digest, "none")
    return tree([Witness.of(report) for report in reports], made, settings.descending)


def tree(witnesses: Sequence[Witness], made: Made, settings: Descending = DEFAULT.descending) -> Lineage:
    """The family tree of the witnesses."""
    ordered = sorted(witnesses, key=lambda one: one.id)
    if len(ordered) < 2:
        return Lineage(made, tuple(Node(w.id) for w in ordered), (), (), tuple(w.id for w in ordered))
    sites = collate([forms(witness.text) for witness in ordered])
    found = _search(ordered, sites, settings)
    return _told(ordered, found, made)


def _search(witnesses: Sequence[Witness], sites: Sites, settings: Descending) -> Stemma:
    count = len(witnesses)
    against = np.zeros((count, count))
    known = readings(sites, covered(sites), against, settings)
    search = Search(known)
    found = search.improve(search.begin(_start(sites)), settings.sweeps)
    again = Search(
        discounted(known, found, search.states(found), settings.coincidence), max(found.children) + 1
    )
    return again.improve(found, settings.sweeps)


def _start(sites: Sites) -> list[int]:
    """The witness most like all others first, then always the one most like some that is there."""
    has = sites.has.astype(np.float32)
    shared, size = has @ has.T, has.sum(axis=1)
    middle = (shared / np.sqrt(size[:, None] * size[None] + 1)).sum(axis=1)
    like = shared / np.maximum(np.minimum(size[:, None], size[None]), 1) + 1e-6 * size
    order = [int(np.argmax(middle))]
    best = like[:, order[0]].copy()
    while len(order) < len(has):
        best[order] = -1
        order.append(int(np.argmax(best)))
        best = np.maximum(best, like[:, order[-1]])
    return order


def _told(witnesses: Sequence[Witness], found: Stemma, made: Made) -> Lineage:
    names = {node: witnesses[node].id for node in range(len(witnesses))}
    lost = sorted(node for node in found.children if node >= len(witnesses))
    taken = set(names.values())
    for node in lost:
        below = sorted(names[k] for k in found.order(node) if k < len(witnesses))
        name = f"lost-{digest(*below)[:6]}"
        while name in taken:
            name += "x"
        names[node] = name
        taken.add(name)
    edges = tuple(
        Descent(digest(names[above], names[node]), names[above], names[node], 0.5, ())
        for node, above in sorted(found.parent.items(), key=lambda one: (names[one[1]], names[one[0]]))
    )
    nodes = tuple(Node(names[node], node >= len(witnesses)) for node in sorted(names, key=lambda k: names[k]))
    return Lineage(made, nodes, edges, (), (names[found.root],))
