"""From sites to a tree: searched, weighed anew, hung from its likeliest root.

In go sites and dates, out comes the tree with what the search knows of it. The tree is searched first with every
reading at its price; what came more than once in it is then discounted and the tree searched again (successive
weighting, Farris 1969), each time hung from its likeliest root.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import copysign, exp, log2, sqrt

import numpy as np
from numpy.typing import NDArray

from ..settings import Descending
from .collate import Sites
from .rooting import chances, reroot
from .stemma import Floats, Readings, Search, Stemma
from .variants import discounted, readings

#: How often the readings are weighed anew.
_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Place:
    """How sure a node stands under its source: the chance of that, the chances of other sources, and the chance that of
    the two the source came first."""

    sure: float
    way: float
    elsewhere: dict[int, float]


@dataclass(frozen=True, slots=True)
class Grown:
    """A tree, and how sure each node stands in it that has a source."""

    tree: Stemma
    places: dict[int, Place]


def search(sites: Sites, cover: NDArray[np.bool_], later: NDArray[np.bool_], settings: Descending) -> Grown:
    """The cheapest tree that was found, hung from its likeliest root."""
    count = len(sites.has)
    known = readings(sites, cover, later, settings)
    looking = Search(known)
    sweeps = settings.sweeps if count <= settings.searched_whole else int(count <= settings.searched_once)
    tree = looking.improve(looking.begin(_order(sites)), sweeps)
    for _ in range(_ROUNDS if count <= settings.searched_once else 0):
        states = looking.states(tree)
        tree = reroot(tree, _chances(tree, states, known, settings))
        looking = Search(discounted(known, tree, states, settings.coincidence), max(tree.children) + 1)
        tree = looking.improve(tree, min(sweeps, _ROUNDS))
    root = _chances(tree, looking.states(tree), known, settings)
    tree = reroot(tree, root)
    return Grown(tree, _places(tree, looking, root, settings))


def _places(tree: Stemma, looking: Search, root: dict[int, float], settings: Descending) -> dict[int, Place]:
    """How sure each node stands: by what other places would cost, and by how likely the root lies on its side."""
    under = {node: root[node] for node in tree.children}
    for node in reversed(tree.order()):
        if node != tree.root:
            under[tree.parent[node]] += under[node]
    found = {}
    for node in sorted(tree.parent):
        costs = looking.elsewhere(tree, node) if looking.count <= settings.searched_once else {}
        chance = {k: exp(-max(cost, 0.0) / settings.doubt) for k, cost in costs.items()}
        total = 1.0 + sum(chance.values())
        way = 1.0 - under[node]
        found[node] = Place(way / total, way, {k: part / total * way for k, part in chance.items()})
    return found


def _chances(
    tree: Stemma, states: dict[int, NDArray[np.int8]], known: Readings, settings: Descending
) -> dict[int, float]:
    """How likely each node is to be the root: by its place, by what was gained and lost, by dates."""
    against, count = known.against, len(known.states)
    worth: dict[tuple[int, int], float] = {}
    early: dict[int, int] = {}
    for pair in tree.parent.items():
        for one, other in (pair, pair[::-1]):
            early[one] = early.get(one, 0) + (one < count and other < count and against[one, other] > 0)
    for node, above in tree.parent.items():
        lean = _lean(states[above], states[node], known, settings)
        worth[above, node], worth[node, above] = lean, 0.0
        if node < count and above < count:
            # a wrong date is one error, however many hang there
            worth[above, node] -= float(against[above, node]) / max(1, early[above])
            worth[node, above] -= float(against[node, above]) / max(1, early[node])
    # later than some report that would descend from it
    later = {node: float(against[node].max()) for node in range(count)}
    return chances(tree, worth, later, shape=settings.shape, lost=settings.lost_root)


def _lean(one: NDArray[np.int8], other: NDArray[np.int8], known: Readings, settings: Descending) -> float:
    """Log-odds that the first is the source: it has more words, above all more that stand alone, or words where the other
    has strange ones.

    A slip puts a word that stands nowhere else for one that does; the other way round somebody would have to guess. And
    copyists leave out single words more often than they put some in.
    """
    here, there = one > other, other > one
    lost, gained = float(known.words[here].sum()), float(known.words[there].sum())
    more = lost - gained
    doublings = max(0.0, log2(1 + abs(more)) - settings.longer_from)
    lean = copysign(min(settings.longer_most, settings.longer * doublings), more)
    if lost and gained:
        odder = float(known.strange[there].sum()) / gained - float(known.strange[here].sum()) / lost
        lean += max(
            -settings.strange_most, min(settings.strange_most, settings.strange * odder * min(lost, gained))
        )
    lean += settings.left_out * _beyond_chance(known.single, here, there)
    return lean + settings.slips * _beyond_chance(known.slips, there, here)


def _beyond_chance(counted: Floats, here: NDArray[np.bool_], there: NDArray[np.bool_]) -> float:
    """How many more there are on one side than on the other, beside how many more there would be by chance."""
    one, other = float(counted[here].sum()), float(counted[there].sum())
    return (one - other) / sqrt(1 + one + other)


def _order(sites: Sites) -> list[int]:
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
