"""Second sources of edited reports: what a report has in sentences that its source lacks, or words otherwise than it.

In go the sites, the likeliest source of each report and the chances of all others; out comes a second source for those
reports that show one. An editor who works from two reports takes over sentences that only the second has, and its wording
in some that both have. Whose they are is asked first (the report that explains most of what the first source does not),
then whether they are enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log, log1p

import numpy as np
from numpy.typing import NDArray

from ..settings import Joining
from .collate import Sites
from .kinship import KEPT, Known, Row
from .parents import Joined, runs

#: Of a sentence that was taken over so much stands in the second source, and it has so many words at least.
_TAKEN, _WORDS = 0.75, 5
#: Words of a sentence that the second source shares and the first does not, at least, for its wording to be taken.
_REWORDED = 3
#: Below this a chance of an edge says no more.
_LEAST = 1e-3


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a report shares with a possible second source and not with its first: sentences whose wording it has, words
    that neither of the two explains, words that it alone does."""

    reworded: int
    unexplained: int
    shared: int


def joined(
    sites: Sites,
    rows: Sequence[Row],
    known: Known,
    source: Sequence[int],
    each: NDArray[np.float64],
    settings: Joining,
) -> Iterator[Joined]:
    """The second sources, one a report at most, the surest first; none that descends from its own retelling."""
    above = [{first} - {-1} for first in source]
    descends = [_over(node, above) for node in range(len(source))]
    found = []
    for node, first in enumerate(source):
        if first >= 0 and len(rows[node].sites):
            tried = [
                _weighed(other, (node, first), seen, known, each, settings, below=first in descends[other])
                for other, seen in _seen(sites, rows[node], node, first)
                if node not in descends[other]
            ]
            if tried:
                _, sure, other = max(tried, key=lambda one: (one[0], -one[2]))
                found.append((sure, node, other))
    for sure, node, other in sorted(found, key=lambda one: (-one[0], one[1:])):
        if sure >= settings.least and node not in _over(other, above):
            above[node].add(other)
            own = rows[node].sites
            there = ~sites.has[source[node], own] & sites.has[other, own]
            words, passages = runs(there, 1)
            yield Joined(other, node, words, passages, sure)


def _weighed(
    other: int,
    of: tuple[int, int],
    seen: _Seen,
    known: Known,
    each: NDArray[np.float64],
    settings: Joining,
    *,
    below: bool,
) -> tuple[float, float, int]:
    """What speaks for one report as the second source of another beside its first, the chance that there is one if it is
    this, itself. A name that stands in the first source, too, came with it."""
    node, first = of
    names = bool(known.names[other, node] and not known.same[other, node] and not known.names[other, first])
    later = bool(known.later[other, node])
    reworded, shared = log1p(seen.reworded), log1p(seen.shared)
    score = settings.reworded * reworded + settings.unexplained * log1p(seen.unexplained)
    score += settings.shared * shared + settings.named * names + settings.below * below
    score += settings.chance * log(float(each[other, node]) + _LEAST) + settings.against_date * later
    sure = settings.enough + settings.enough_reworded * reworded + settings.enough_shared * shared
    sure += settings.enough_named * names + settings.enough_against_date * later
    return score, 1 / (1 + exp(-sure)), other


def _seen(sites: Sites, row: Row, node: int, first: int) -> Iterator[tuple[int, _Seen]]:
    """Every other report that has something beyond the first source."""
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
            yield other, _Seen(int(worded.sum()), int(new.sum()) - shared, shared)


def _over(node: int, above: Sequence[set[int]]) -> set[int]:
    """A report and all from which it descends."""
    found, waiting = {node}, [node]
    while waiting:
        for source in above[waiting.pop()]:
            if source not in found:
                found.add(source)
                waiting.append(source)
    return found
