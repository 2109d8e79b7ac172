"""Which witnesses can hang together at all: reports that share next to nothing stand in trees of their own.

In go the texts of witnesses and their publishers, out come groups of them. Two hang together where enough of the words of
one stand in the other in runs of four or more, or a passage of it does, or where somebody who read them says so; of two
reports of one publisher less is asked. Words in quotation marks do not count: two that quote one statement have it from who
made it. A tree that joined all the rest as well would claim what no text shows. In a group that one report of two sources
holds together, the two sources need not share anything: `parted` takes the tree that was found for the group apart there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..model import Descent, Lineage
from ..settings import Descending
from ..text.paragraphs import paragraphs
from ..text.quotes import quoted
from ..text.together import Together
from ..text.tokens import words
from .margins import house


def own_words(text: str) -> list[str]:
    """The words of a text outside quotation marks, or all of them where most stand in such marks."""
    found = words(text)
    inside = np.zeros(len(text) + 1, bool)
    for start, end in quoted(text, paragraphs(text)):
        inside[start:end] = True
    outside = [word.form for word in found if not inside[word.start]]
    return outside if 2 * len(outside) >= len(found) else [word.form for word in found]


@dataclass(frozen=True, slots=True)
class Told:
    """What a witness has of its own: its words outside quotation marks, and who published it."""

    words: Sequence[str]
    publisher: str

    @classmethod
    def of(cls, text: str, publisher: str | None) -> Told:
        """Of a text and the name of its publisher, where that is known."""
        return cls(own_words(text), house(publisher))

    def shown(self, starts: Sequence[int], other: Told, settings: Descending) -> bool:
        """Whether runs that begin there and stand in the other, too, show that one was made from the other."""
        stretches = list(_stretches(starts, settings.shared_run))
        passage = max(stretches, default=0) >= settings.shared_passage
        home = self.publisher and self.publisher == other.publisher
        least = settings.shared_beside if passage or home else settings.shared_share
        return sum(stretches) >= max(settings.shared_words, least * len(self.words))


def groups(told: Sequence[Told], derived: Iterable[tuple[int, int]], settings: Descending) -> list[list[int]]:
    """The witnesses that hang together, by their numbers. `derived` are pairs that are known to."""
    joined = Together()
    for one, other in derived:
        joined.join(one, other)
    run = settings.shared_run
    owners: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, witness in enumerate(told):
        own = witness.words
        for key in {tuple(own[n : n + run]) for n in range(len(own) - run + 1)}:
            owners[key].append(number)
    for number, witness in enumerate(told):
        own = witness.words
        held: dict[int, list[int]] = defaultdict(list)
        mine = joined.first(number)
        for n in range(len(own) - run + 1):
            for other in owners[tuple(own[n : n + run])]:
                if joined.first(other) != mine:
                    held[other].append(n)
        for other, starts in sorted(held.items()):
            if witness.shown(starts, told[other], settings):
                joined.join(number, other)
    found: dict[int, list[int]] = defaultdict(list)
    for number in range(len(told)):
        found[joined.first(number)].append(number)
    return list(found.values())


def kin(one: Told, other: Told, settings: Descending) -> bool:
    """Whether enough of the words of one stand in the other in runs."""
    return any(
        here.shown(_held(here.words, there.words, settings.shared_run), there, settings)
        for here, there in ((one, other), (other, one))
    )


def _held(one: Sequence[str], other: Sequence[str], run: int) -> list[int]:
    """Where runs of so many words begin in one that stand in the other."""
    there = {tuple(other[n : n + run]) for n in range(len(other) - run + 1)}
    return [n for n in range(len(one) - run + 1) if tuple(one[n : n + run]) in there]


def _stretches(starts: Sequence[int], run: int) -> Iterator[int]:
    """The lengths of what overlapping runs cover together."""
    begin = end = 0
    for start in starts:
        if start >= end:
            yield end - begin
            begin = start
        end = start + run
    yield end - begin


def parted(
    found: Lineage,
    told: Mapping[str, Told],
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
        own = told[edge.retelling]
        if edge.source not in lost:
            return kin(told[edge.source], own, settings)
        others = [one for one in beginnings if one != edge.retelling]
        return edge.retelling not in beginnings or any(
            one in lost or (one, edge.retelling) in tied or kin(told[one], own, settings) for one in others
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
