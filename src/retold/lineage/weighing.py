"""From sites to a tree where reports were edited: what each pair of them shows, and the likeliest tree of such pairs.

In go sites and what is known of dates and publishers, out comes the tree with the chance of each edge. An editor cuts and
rewords at will, so that what changed along the whole tree says little of where a version stands; what it shares with one
report and with no other says more. So every report is asked for its source, all at once: the tree is the likeliest of all
branchings. Reports without a source share a lost one; children of a report that share words of nobody else have an
unseen version between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..settings import Descending
from .addresses import share_lost
from .branching import chances, likeliest
from .collate import Sites, is_word
from .growing import Grown, Place
from .joining import joined
from .kinship import BEGINNINGS, SIGNS, Known, Row, in_order, signs
from .parents import Joined
from .stemma import Stemma

#: Places in which the text speaks against a date before the date is doubted.
_TWICE = 2
#: Dates that are tried without, at most: those that the text speaks against most.
_DOUBTED = 8


@dataclass(frozen=True, slots=True)
class _Weights:
    """What every edge and every beginning is worth."""

    pairs: NDArray[np.float64]
    alone: NDArray[np.float64]

    @classmethod
    def of(
        cls, sites: Sites, rows: Sequence[Row], known: Known, kin: NDArray[np.bool_], settings: Descending
    ) -> _Weights:
        """By all signs."""
        edges, beginnings = signs(sites, rows, known)
        for_edges, for_beginnings = (
            np.array([weigh_it(settings.kinship) for weigh_it in table.values()])
            for table in (SIGNS, BEGINNINGS)
        )
        told = known.addressed.names | known.addressed.same
        at_home = (kin & known.same & known.later.T).any(axis=0)
        pairs = edges @ for_edges + settings.address * told
        return cls(pairs, beginnings @ for_beginnings - settings.at_home * at_home)

    def best(self) -> tuple[float, list[int]]:
        """What the likeliest tree is worth, and the tree."""
        source = likeliest(self.pairs, self.alone)
        worth = (self.alone[k] if above < 0 else self.pairs[above, k] for k, above in enumerate(source))
        return float(sum(worth)), source


def weigh(sites: Sites, known: Known, settings: Descending) -> tuple[Grown, list[Joined]]:
    """The likeliest tree, and second sources."""
    rows = in_order(sites)
    known, source, each, first = sources(sites, rows, known, settings)
    places = {node: _place(node, above, each, first) for node, above in enumerate(source)}
    tree = _hung(source)
    for group in _unseen(sites, tree, settings):
        _put_between(tree, group, places)
    places.pop(tree.root, None)
    share_lost(tree, known.addressed, places)
    first_of = [_nearest(tree, node, len(rows)) for node in range(len(rows))]
    return Grown(tree, places), list(joined(sites, rows, known, first_of, each, settings.joining))


def sources(
    sites: Sites, rows: Sequence[Row], known: Known, settings: Descending
) -> tuple[Known, list[int], NDArray[np.float64], NDArray[np.float64]]:
    """What of the dates is believed, the likeliest source of each report (-1 for none), the chances of all edges and of
    having none."""
    known, weights = _trusted(sites, rows, known, _kin(sites, rows, settings), settings)
    each, first, _ = chances(weights.pairs, weights.alone)
    return known, weights.best()[1], each, first


def _trusted(
    sites: Sites, rows: Sequence[Row], known: Known, kin: NDArray[np.bool_], settings: Descending
) -> tuple[Known, _Weights]:
    """What is known without the dates that the text speaks against in more than one place: a wrong date is one error,
    however many hang there."""
    weights = _Weights.of(sites, rows, known, kin, settings)
    if not known.later.any():
        return known, weights
    undated = replace(known, later=np.zeros_like(known.later))
    against = np.zeros(len(rows), int)
    for node, above in enumerate(_Weights.of(sites, rows, undated, kin, settings).best()[1]):
        if above >= 0 and known.later[above, node]:
            against[[above, node]] += 1
    doubted = [node for node in np.argsort(-against, kind="stable").tolist() if against[node] >= _TWICE]
    worth, _ = weights.best()
    for node in doubted[:_DOUBTED]:
        later = known.later.copy()
        later[node] = later[:, node] = False
        other = _Weights.of(sites, rows, replace(known, later=later), kin, settings)
        without = other.best()[0] + settings.kinship.against_date
        if without > worth:
            worth, known, weights = without, replace(known, later=later), other
    return known, weights


def _kin(sites: Sites, rows: Sequence[Row], settings: Descending) -> NDArray[np.bool_]:
    """Which reports hang together: enough words of one stand in the other in runs (`apart`)."""
    found = np.zeros((len(rows), len(rows)), bool)
    run = settings.shared_run
    for node, row in enumerate(rows):
        own = row.sites[row.word]
        there = sites.has[:, own]
        begins = np.ones((len(rows), max(0, len(own) - run + 1)), bool)
        for step in range(run):
            begins &= there[:, step : step + begins.shape[1]]
        inside = np.zeros_like(there)
        for step in range(run):
            inside[:, step : step + begins.shape[1]] |= begins
        found[:, node] = inside.sum(axis=1) >= max(settings.shared_words, settings.shared_beside * len(own))
    return found | found.T


def _place(node: int, above: int, each: NDArray[np.float64], first: NDArray[np.float64]) -> Place:
    """How sure a report stands where it stands."""
    elsewhere = {k: float(each[k, node]) for k in range(len(first)) if k not in (node, above)}
    if above < 0:
        return Place(float(first[node]), 1.0, elsewhere)
    turned = float(each[node, above])
    sure = float(each[above, node])
    return Place(sure, sure / (sure + turned) if sure + turned else 0.5, elsewhere)


def _hung(source: list[int]) -> Stemma:
    """The tree of these sources; several beginnings hang under a lost report."""
    count = len(source)
    begins = [node for node, above in enumerate(source) if above < 0]
    root = begins[0] if len(begins) == 1 else count
    tree = Stemma({}, {node: set() for node in (*range(count), root)}, root)
    for node, above in enumerate(source):
        if above >= 0:
            tree.hang(node, above)
        elif node != root:
            tree.hang(node, root)
    return tree


def _nearest(tree: Stemma, node: int, count: int) -> int:
    """The nearest report from which one descends; -1 where there is none."""
    above = tree.parent.get(node, -1)
    while above >= count:
        above = tree.parent.get(above, -1)
    return above


def _unseen(sites: Sites, tree: Stemma, settings: Descending) -> list[list[int]]:
    """Children of one report that share words which nobody has but they and those below them."""
    has, count = sites.has, len(sites.has)
    told = np.array([is_word(word) for word in sites.word], bool)
    spread = has.sum(axis=0)
    found = []
    for node in range(count):
        children = sorted(tree.children[node])
        if len(children) < 2:
            continue
        own = has[children] & ~has[node] & told
        below = np.stack([has[[k for k in tree.order(child) if k < count]].sum(axis=0) for child in children])
        inside = (own * below).sum(axis=0) == spread
        at = np.flatnonzero(inside & (own.sum(axis=0) > 1))
        shared = Counter(tuple(np.flatnonzero(own[:, site]).tolist()) for site in at)
        taken: set[int] = set()
        for group, words in sorted(shared.items(), key=lambda one: (-one[1], one[0])):
            if words >= settings.unseen_words and len(group) < len(children) + 1 and not taken & set(group):
                taken |= set(group)
                found.append([children[k] for k in group])
    return found


def _put_between(tree: Stemma, group: list[int], places: dict[int, Place]) -> None:
    """A lost report between some children of one report and that report."""
    above = tree.parent[group[0]]
    between = max(tree.children) + 1
    tree.children[between] = set()
    tree.hang(between, above)
    for node in group:
        tree.cut(node)
        tree.hang(node, between)
    sure = sum(places[node].sure for node in group) / len(group)
    places[between] = Place(sure, sum(places[node].way for node in group) / len(group), {})
