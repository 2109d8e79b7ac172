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


def mended(sites: Sites, runs: Sequence[NDArray[np.int64]]) -> tuple[Flags, Flags]:
    """For each run whether it is the ordinary form of one word, and whether it is another form of one."""
    told = np.array([is_word(word) for word in sites.word], bool)
    spread = sites.has.sum(axis=0).tolist()
    beside = _forms(sites, told)
    ordinary, slips = np.zeros(len(runs), bool), np.zeros(len(runs), bool)
    for number, run in enumerate(runs):
        words = run[told[run]].tolist()
        if len(words) == 1 and words[0] in beside:
            most = max(spread[other] for other in beside[words[0]])
            ordinary[number] = spread[words[0]] > most
            slips[number] = not ordinary[number]
    return ordinary, slips


def _forms(sites: Sites, told: Flags) -> dict[int, set[int]]:
    """For each site of a word the other forms of it: between the same neighbours, and alike in their letters."""
    between: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for witness, row in enumerate(sites.has):
        at = np.flatnonzero(row & told)
        along = at[np.argsort(sites.place[witness, at], kind="stable")].tolist()
        for (before, site), (_, after) in zip(
            pairwise([_EDGE, *along]), pairwise([*along, _EDGE]), strict=True
        ):
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
