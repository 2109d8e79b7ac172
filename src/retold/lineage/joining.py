"""Second sources of edited reports: what a report has in sentences that its source lacks, or words otherwise than it.

In go the sites, the likeliest source of each report and the chances of all others; out comes a second source for those
reports that show one. An editor who works from two reports takes over sentences that only the second has, and its wording
in some that both have. Whose they are is asked first (the report that explains most of what the first source does not),
then whether they are enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, fsum, log, log1p
from operator import mul

import numpy as np
from numpy.typing import NDArray

from ..settings import Joining
from .collate import Sites
from .kinship import KEPT, Known, Row
from .parents import Joined, over, runs

#: Of a sentence that was taken over so much stands in the second source, and it has so many words at least.
_TAKEN, _WORDS = 0.75, 5
#: Words of a sentence that the second source shares and the first does not, at least, for its wording to be taken.
_REWORDED = 3
#: Below this a chance of an edge says no more.
_LEAST = 1e-3


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a report shares with a possible second source and not with its first: sentences whose wording it has, words
    that neither of the two explains, words that this one alone does; and what is known of the two besides. Counts are
    logarithms. A name that stands in the first source, too, came with it."""

    reworded: float
    unexplained: float
    shared: float
    named: float
    below: float
    chance: float
    against_date: float

    def which(self) -> tuple[float, ...]:
        """The signs by which the second source is chosen, in the order of `WHICH`."""
        return (self.reworded, self.unexplained, self.shared, self.named, self.below, self.chance, self.against_date)  # fmt: skip

    def whether(self) -> tuple[float, ...]:
        """The signs by which there is one at all, in the order of `WHETHER`."""
        return (1.0, self.reworded, self.shared, self.named, self.against_date)


#: The weights of the signs by which one is chosen, and of those by which there is one.
WHICH: dict[str, Callable[[Joining], float]] = {
    "reworded": lambda weights: weights.reworded,
    "unexplained": lambda weights: weights.unexplained,
    "shared": lambda weights: weights.shared,
    "named": lambda weights: weights.named,
    "below": lambda weights: weights.below,
    "chance": lambda weights: weights.chance,
    "against_date": lambda weights: weights.against_date,
}
WHETHER: dict[str, Callable[[Joining], float]] = {
    "enough": lambda weights: weights.enough,
    "enough_reworded": lambda weights: weights.enough_reworded,
    "enough_shared": lambda weights: weights.enough_shared,
    "enough_named": lambda weights: weights.enough_named,
    "enough_against_date": lambda weights: weights.enough_against_date,
}


def joined(
    sites: Sites,
    rows: Sequence[Row],
    known: Known,
    source: Sequence[int],
    each: NDArray[np.float64],
    settings: Joining,
) -> Iterator[Joined]:
    """The second sources, one a report at most, the surest first; none that descends from its own retelling."""
    above = {node: {first} - {-1} for node, first in enumerate(source)}
    which = [weigh_it(settings) for weigh_it in WHICH.values()]
    whether = [weigh_it(settings) for weigh_it in WHETHER.values()]
    found = []
    for node, tried in possible(sites, rows, known, source, each):
        _, other = max((fsum(map(mul, which, seen.which())), -other) for other, seen in tried.items())
        worth = fsum(map(mul, whether, tried[-other].whether()))
        found.append((1 / (1 + exp(-worth)), node, -other))
    for sure, node, other in sorted(found, key=lambda one: (-one[0], one[1:])):
        if sure >= settings.least and node not in over(other, above):
            above[node].add(other)
            own = rows[node].sites
            there = ~sites.has[source[node], own] & sites.has[other, own]
            words, passages = runs(there, 1)
            yield Joined(other, node, words, passages, sure)


def possible(
    sites: Sites, rows: Sequence[Row], known: Known, source: Sequence[int], each: NDArray[np.float64]
) -> Iterator[tuple[int, dict[int, Evidence]]]:
    """Every report that has a source, with the others that may be a second one: none that descends from it."""
    above = {node: {first} - {-1} for node, first in enumerate(source)}
    descends = [over(node, above) for node in range(len(source))]
    for node, first in enumerate(source):
        if first < 0 or not len(rows[node].sites):
            continue
        tried = {
            other: Evidence(
                reworded=log1p(reworded),
                unexplained=log1p(unexplained),
                shared=log1p(shared),
                named=known.names[other, node]
                and not known.same[other, node]
                and not known.names[other, first],
                below=first in descends[other],
                chance=log(float(each[other, node]) + _LEAST),
                against_date=bool(known.later[other, node]),
            )
            for other, (reworded, unexplained, shared) in _seen(sites, rows[node], node, first)
            if node not in descends[other]
        }
        if tried:
            yield node, tried


def _seen(sites: Sites, row: Row, node: int, first: int) -> Iterator[tuple[int, tuple[int, int, int]]]:
    """Every other report that has something beyond the first source: sentences that it words so, words that neither
    explains, words that it alone does."""
    there = sites.has[:, row.sites] & row.word
    words = row.sums(row.word)
    share = row.sums(there) / np.maximum(words, 1)
    new = row.word & ~there[first]
    for other in range(len(there)):
        if other in (node, first):
            continue
        beyond = new & there[other]
        taken = (share[other] >= _TAKEN) & (share[first] < KEPT) & (words >= _WORDS)
        worded = (share[first] >= KEPT) & (row.sums(beyond) >= _REWORDED)
        if taken.any() or worded.any():
            shared = int(beyond.sum())
            yield other, (int(worded.sum()), int(new.sum()) - shared, shared)
