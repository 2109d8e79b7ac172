"""Copies of which one stretch goes with another witness than the rest: the copyist changed his exemplar, or looked into two.

In go the sites and the tree of copies, out comes a second source for those that show one. Wherever the source of a witness
and another one read differently, the witness goes with one of them. In the order of its text those places are written
down, runs of them as one, for the other and against it; the stretch that speaks most for the other is looked for. Where it
says enough, the other is a second source. So recombination is found between sequences of viruses (the maximal chi-square
of Maynard Smith 1992); the stretch of greatest sum is Kadane's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ..settings import Descending
from .collate import Sites
from .parents import Joined, over
from .stemma import Stemma

#: Places so far apart in the text are two runs.
_APART = 3


def mixed(
    sites: Sites,
    cover: NDArray[np.bool_],
    tree: Stemma,
    later: NDArray[np.bool_],
    settings: Descending,
) -> Iterator[Joined]:
    """The second sources, one a witness at most, of a family that is small enough to be searched."""
    count = len(sites.has)
    if count > settings.searched_once:
        return
    rows = [np.flatnonzero(has) for has in sites.has]
    rows = [row[np.argsort(sites.place[number, row], kind="stable")] for number, row in enumerate(rows)]
    for node in range(count):
        above = tree.parent.get(node, -1)
        if not 0 <= above < count:
            continue
        below = set(tree.order(node))
        rank = np.full(sites.has.shape[1], -1.0)
        rank[rows[node]] = np.arange(len(rows[node]))
        there = _along(rows[above], rank)
        best = (0.0, 0, -1)
        for other in range(count):
            if other in below or other == above or later[other, node]:
                continue
            unlike = sites.has[above] != sites.has[other]
            at = np.flatnonzero(unlike & cover[[above, other, node]].all(axis=0))
            if len(at):
                where = np.where(sites.has[above, at], there[at], _along(rows[other], rank)[at])
                worth, places = _stretch(sites.has[node, at] == sites.has[other, at], where)
                best = max(best, (worth, places, -other))
        worth, places, other = best
        if worth >= settings.mixed:
            yield Joined(-other, node, 0, 0, worth / (worth + settings.mixed_doubt), places)


def _along(row: NDArray[np.int64], rank: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where in a witness every site of another one stands or would stand: after the one before it that both have."""
    own = rank[row]
    before = np.maximum.accumulate(np.where(own >= 0, np.arange(len(row)), -1))
    found = np.full(len(rank), -1.0)
    found[row] = np.where(own >= 0, own, np.where(before >= 0, own[before], -1.0) + 0.5)
    return found


def _stretch(agrees: NDArray[np.bool_], where: NDArray[np.float64]) -> tuple[float, int]:
    """What the stretch that speaks most for the other is worth, and how many places in it do."""
    order = np.argsort(where, kind="stable")
    agrees, where = agrees[order], where[order]
    cuts = np.flatnonzero((agrees[1:] != agrees[:-1]) | (np.diff(where) > _APART)) + 1
    starts = np.concatenate([[0], cuts])
    lengths = np.diff(starts, append=len(agrees))
    best, current, places = (0.0, 0), 0.0, 0
    for length, agree in zip(lengths.tolist(), agrees[starts].tolist(), strict=True):
        current += length**0.5 if agree else -(length**0.5)
        places += length * agree
        if current <= 0:
            current, places = 0.0, 0
        best = max(best, (current, places))
    return best


def surest(found: Sequence[Joined], tree: Stemma) -> list[Joined]:
    """One second source a witness, the surest first, and none that would make a circle."""
    above = {node: {source} for node, source in tree.parent.items()}
    kept: list[Joined] = []
    for one in sorted(found, key=lambda one: (-one.sure, one.retelling, one.source)):
        if any(one.retelling == other.retelling for other in kept) or one.retelling in over(
            one.source, above
        ):
            continue
        above.setdefault(one.retelling, set()).add(one.source)
        kept.append(one)
    return sorted(kept, key=lambda one: one.retelling)
