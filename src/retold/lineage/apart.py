"""Which witnesses can hang together at all: reports that share next to nothing stand in trees of their own.

In go the words of each witness, out come groups of witnesses. Two hang together where enough of the words of one stand
in the other in runs of four or more, or where somebody who read them says so. A tree that joined all the rest as well
would claim what no text shows. In a group that one report of two sources holds together, the two sources need not share
anything: `parted` takes the tree that was found for the group apart there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ..model import Descent, Lineage
from ..settings import Descending
from ..text.together import Together


def groups(
    words: Sequence[Sequence[str]], derived: Iterable[tuple[int, int]], settings: Descending
) -> list[list[int]]:
    """The witnesses that hang together, by their numbers. `derived` are pairs that are known to."""
    joined = Together()
    for one, other in derived:
        joined.join(one, other)
    run = settings.shared_run
    owners: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, own in enumerate(words):
        for key in {tuple(own[n : n + run]) for n in range(len(own) - run + 1)}:
            owners[key].append(number)
    for number, own in enumerate(words):
        held: dict[int, set[int]] = defaultdict(set)
        mine = joined.first(number)
        for n in range(len(own) - run + 1):
            for other in owners[tuple(own[n : n + run])]:
                if joined.first(other) != mine:
                    held[other].update(range(n, n + run))
        for other, places in sorted(held.items()):
            if len(places) >= _enough(own, settings):
                joined.join(number, other)
    found: dict[int, list[int]] = defaultdict(list)
    for number in range(len(words)):
        found[joined.first(number)].append(number)
    return list(found.values())


def kin(one: Sequence[str], other: Sequence[str], settings: Descending) -> bool:
    """Whether enough of the words of one stand in the other in runs."""
    return _held(one, other, settings) >= _enough(one, settings) or _held(other, one, settings) >= _enough(
        other, settings
    )


def _enough(words: Sequence[str], settings: Descending) -> float:
    return max(settings.shared_words, settings.shared_share * len(words))


def _held(one: Sequence[str], other: Sequence[str], settings: Descending) -> int:
    """How many words of one stand in the other in runs."""
    run = settings.shared_run
    there = {tuple(other[n : n + run]) for n in range(len(other) - run + 1)}
    starts = (n for n in range(len(one) - run + 1) if tuple(one[n : n + run]) in there)
    return len({place for n in starts for place in range(n, n + run)})


def parted(
    found: Lineage,
    words: Mapping[str, Sequence[str]],
    known: Collection[tuple[str, str]],
    settings: Descending,
) -> Lineage:
    """A tree without the edges that nothing shows: between reports that share next to nothing, and to a lost report that
    nothing is shared with beside it. What is known to retell some report stays where it is, and so do two of which one is
    known to retell the other, beside each other or the other way round."""
    retellings = {retelling for _, retelling in known}
    tied = {*known, *((retelling, source) for source, retelling in known)}
    lost = {node.id for node in found.nodes if node.lost}
    beginnings = [edge.retelling for edge in found.edges if edge.source in lost.intersection(found.roots)]

    def shown(edge: Descent) -> bool:
        if edge.retelling in lost or edge.retelling in retellings or (edge.source, edge.retelling) in tied:
            return True
        own = words[edge.retelling]
        if edge.source not in lost:
            return kin(words[edge.source], own, settings)
        others = [one for one in beginnings if one != edge.retelling]
        return edge.retelling not in beginnings or any(
            one in lost or (one, edge.retelling) in tied or kin(words[one], own, settings) for one in others
        )

    edges = tuple(edge for edge in found.edges if shown(edge))
    alone = {
        node for node in lost.intersection(found.roots) if sum(edge.source == node for edge in edges) < 2
    }
    edges = tuple(edge for edge in edges if edge.source not in alone)
    held = {edge.id for edge in edges}
    below = {edge.retelling for edge in edges}
    nodes = tuple(node for node in found.nodes if node.id not in alone)
    return replace(
        found,
        nodes=nodes,
        edges=edges,
        rivals=tuple(edge for edge in found.rivals if edge.rivals in held),
        roots=tuple(node.id for node in nodes if node.id not in below),
    )
