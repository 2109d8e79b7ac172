"""Second sources of edited reports: what a report has in sentences that its source lacks, or words otherwise than it.

In go the sites, the likeliest source of each report and the chances of all others; out comes a second source for those
reports that show one. An editor who works from two reports takes over sentences that only the second has, and its wording
in some that both have. Whose they are is asked first (the report that explains most of what the first source does not),
then whether they are enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def joined(
    sites: Sites,
    rows: Sequence[Row],
    known: Known,
    source: Sequence[int],
    each: NDArray[np.float64],
    settings: Joining,
) -> Iterator[Joined]:
    """The second sources, one a report at most."""
    under = _under(source)
    for node, first in enumerate(source):
        if first < 0 or not len(rows[node].sites):
            continue
        best: tuple[float, float, int] | None = None
        for other, signs in _signs(sites, rows[node], node, first):
            if other in under[node]:
                continue
            worded, rest, shared = signs
            names = bool(known.names[other, node] and not known.same[other, node])
            score = settings.reworded * log1p(worded) + settings.unexplained * log1p(rest)
            score += settings.named * names + settings.below * (other in under[first])
            score += settings.chance * log(float(each[other, node]) + _LEAST)
            score += settings.against_date * bool(known.later[other, node]) + settings.shared * log1p(shared)
            sure = settings.enough + settings.enough_reworded * log1p(worded) + settings.enough_named * names
            sure += settings.enough_against_date * bool(known.later[other, node])
            sure += settings.enough_shared * log1p(shared)
            if best is None or score > best[0]:
                best = (score, 1 / (1 + exp(-sure)), other)
        if best is not None and best[1] >= settings.least:
            own = rows[node].sites
            there = ~sites.has[first, own] & sites.has[best[2], own]
            words, passages = runs(there, _REWORDED)
            yield Joined(best[2], node, words, passages, best[1])


def _signs(sites: Sites, row: Row, node: int, first: int) -> Iterator[tuple[int, tuple[int, int, int]]]:
    """Every other report that has something beyond the first source: the sentences whose wording it has, the words that
    neither explains, and those that it alone does."""
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


def _under(source: Sequence[int]) -> list[set[int]]:
    """For each report itself and all that descend from it."""
    found: list[set[int]] = [{node} for node in range(len(source))]
    for node, above in enumerate(source):
        while above >= 0:
            found[above].add(node)
            above = source[above]
    return found
