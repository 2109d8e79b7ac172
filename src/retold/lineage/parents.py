"""Reports that join two sources: what a report has beyond its parent and shares with one other report.

In go the sites and a tree, out come second parents: for each report at most one. A report that was made from two has
whole stretches of the second that the first lacks. So what it gained over its parent is looked for in every report
that does not derive from it; the one that has most of it in runs of words is a second parent, where that is more than
a passage that both may have from a third (the words of it that the parent's own source has count for nothing) and more than a set share of the report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..settings import Descending
from .collate import Sites
from .stemma import Stemma


@dataclass(frozen=True, slots=True)
class Joined:
    """A second parent: how many words came from it, in how many passages, and how sure that is; or in how many places of
    one stretch the report goes with it, and not with its other source."""

    source: int
    retelling: int
    words: int
    passages: int
    sure: float
    places: int = 0


def second(sites: Sites, tree: Stemma, later: NDArray[np.bool_], settings: Descending) -> Iterator[Joined]:
    """The second parents. `later[a, b]` says that a was published after b, and so is no source of it."""
    has = sites.has
    count = len(has)
    spread = has.sum(axis=0)
    for node in range(count):
        above = tree.parent.get(node, -1)
        if above < 0:
            continue
        line = has[above] if above < count else _of_lost(has, tree, above, node)
        own = np.flatnonzero(has[node])
        own = own[np.argsort(sites.place[node, own], kind="stable")]
        below = {k for k in tree.order(node) if k < count}
        # what most have was rather lost by the parent than taken from one of them
        few = spread[own] - has[sorted(below)][:, own].sum(axis=0) <= settings.joined_spread * (
            count - len(below)
        )
        open_words = ~line[own] & few
        best: Joined | None = None
        for other in range(count):
            if other in below or other == above or later[other, node]:
                continue
            words, passages = runs(open_words & has[other, own], settings.joined_run)
            share = words / max(len(own), 1)
            if (
                words >= settings.joined_words
                and share >= settings.joined_share
                and (best is None or words > best.words)
            ):
                best = Joined(other, node, words, passages, 0.5 + share / 2)
        if best is not None:
            yield best


def _of_lost(has: NDArray[np.bool_], tree: Stemma, lost: int, but: int) -> NDArray[np.bool_]:
    """What a lost ancestor had at most: all that its other descendants and the next witness above it have."""
    count = len(has)
    found = np.zeros(has.shape[1], bool)
    away = set(tree.order(but))
    for node in tree.order(lost):
        if node < count and node not in away:
            found |= has[node]
    above = tree.parent.get(lost, -1)
    while above >= count:
        above = tree.parent.get(above, -1)
    return found | has[above] if above >= 0 else found


def runs(flags: NDArray[np.bool_], least: int) -> tuple[int, int]:
    """The words in runs of at least so many, and the runs. One strange word does not end a run."""
    at = np.flatnonzero(flags)
    if not len(at):
        return 0, 0
    cuts = np.flatnonzero(np.diff(at) > 2) + 1
    sizes = [len(run) for run in np.split(at, cuts)]
    long = [size for size in sizes if size >= least]
    return sum(long), len(long)


def over(node: int, above: Mapping[int, Collection[int]]) -> set[int]:
    """A report and all from which it descends, by the sources of each."""
    found, waiting = {node}, [node]
    while waiting:
        for source in above.get(waiting.pop(), ()):
            if source not in found:
                found.add(source)
                waiting.append(source)
    return found
