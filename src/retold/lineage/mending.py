"""Slips that a copyist mends by himself: which readings are one word in two forms, and which form is the ordinary one.

In go sites and their runs, out come the runs that are the ordinary form of a word and those that are another form of it.
Two words are forms of one word where they stand between the same neighbours and differ by few letters. The ordinary
form is the one that most witnesses have. A copyist who reads "teh" writes "the", whatever his exemplar has: that the
ordinary form comes back says little about where a copy stands. A line that was skipped does not come back. So editors weigh
variants: those that a scribe could reverse by conjecture show no kinship (Salemans 2000).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from .collate import Sites, is_word

Flags = NDArray[np.bool_]

#: Of so many letters one may differ; in shorter words one, too.
_LETTERS = 3
#: What stands before the first word, and after the last one.
_EDGE = -1


@dataclass(frozen=True, slots=True)
class Mending:
    """What is known of runs: whether one is the ordinary form of a word, another form of one, or neither and left out by
    some witness that has nothing in its place."""

    ordinary: Flags
    slip: Flags
    left_out: Flags


def mended(sites: Sites, runs: Sequence[NDArray[np.int64]]) -> Mending:
    """The runs by what stands in their place elsewhere."""
    told = np.array([is_word(word) for word in sites.word], bool)
    spread = sites.has.sum(axis=0).tolist()
    texts = [_along(sites, told, witness) for witness in range(len(sites.has))]
    beside = {pair for text in texts for pair in pairwise(text)}
    forms = _forms(sites, texts)
    at = np.full(sites.has.shape, -1, np.int64)
    for witness, text in enumerate(texts):
        at[witness, text[1:-1]] = np.arange(1, len(text) - 1)
    found = Mending(*(np.zeros(len(runs), bool) for _ in range(3)))
    for number, run in enumerate(runs):
        words = run[told[run]]
        if len(words) == 1 and int(words[0]) in forms:
            most = max(spread[other] for other in forms[int(words[0])])
            found.ordinary[number] = spread[words[0]] > most
            found.slip[number] = not found.ordinary[number]
        elif len(words):
            ends = [
                (texts[witness][at[witness, words].min() - 1], texts[witness][at[witness, words].max() + 1])
                for witness in np.flatnonzero(sites.has[:, words[0]]).tolist()
            ]
            found.left_out[number] = not beside.isdisjoint(ends)
    return found


def _along(sites: Sites, told: Flags, witness: int) -> list[int]:
    """The words of a witness as they follow each other, between two edges; marks are passed over."""
    at = np.flatnonzero(sites.has[witness] & told)
    along = at[np.argsort(sites.place[witness, at], kind="stable")]
    return [_EDGE, *along.tolist(), _EDGE]


def _forms(sites: Sites, texts: Sequence[Sequence[int]]) -> dict[int, set[int]]:
    """For each site of a word the other forms of it: between the same neighbours, and alike in their letters."""
    between: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for text in texts:
        for before, site, after in zip(text, text[1:], text[2:], strict=False):
            between[before, after].add(site)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for rivals in between.values():
        for site in rivals if len(rivals) > 1 else ():
            found[site] |= {other for other in rivals if other != site and _alike(sites, site, other)}
    return {site: others for site, others in found.items() if others}


def _alike(sites: Sites, one: int, other: int) -> bool:
    here, there = sites.word[one], sites.word[other]
    most = max(1, max(len(here), len(there)) // _LETTERS)
    return OSA.distance(here, there, score_cutoff=most) <= most
