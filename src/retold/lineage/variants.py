"""What tells witnesses apart: sites boiled down to readings, each with what it costs to gain and to lose.

In go `Sites`, out come `Readings`. Runs of sites that the same witnesses have are one variant: what was written or
skipped in one go counts once, a long run more than a short one but less than its length. Where a witness is a
fragment, what it would have read there is unknown and counts neither way.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..settings import Descending
from .collate import Sites
from .stemma import Readings, Stemma

#: Words between two sites of one run at most.
_GAP = 3


def variants(sites: Sites) -> list[NDArray[np.int64]]:
    """Runs of neighbouring sites that the same witnesses have; what all have is left out."""
    has = sites.has
    packed = np.packbits(has, axis=0).T
    _, group = np.unique(packed, axis=0, return_inverse=True)
    group = group.ravel()
    order = np.argsort(group, kind="stable")
    runs: list[NDArray[np.int64]] = []
    for same in np.split(order, np.flatnonzero(np.diff(group[order])) + 1):
        having = np.flatnonzero(has[:, same[0]])
        if len(having) == len(has):
            continue
        place = sites.place[having[0], same]
        along = np.argsort(place, kind="stable")
        runs += np.split(same[along], np.flatnonzero(np.diff(place[along]) > _GAP) + 1)
    return runs


def covered(sites: Sites) -> NDArray[np.bool_]:
    """Witnesses by sites: whether the witness has that stretch of the text at all, as its nearest relatives go."""
    has = sites.has
    shared = has.astype(np.float32) @ has.T.astype(np.float32)
    size = has.sum(axis=1)
    like = shared / np.maximum(np.minimum(size[:, None], size[None]), 1)
    np.fill_diagonal(like, -1)
    sequences = [np.flatnonzero(row) for row in has]
    sequences = [row[np.argsort(sites.place[i, row], kind="stable")] for i, row in enumerate(sequences)]
    cover = np.ones_like(has)
    for i in range(len(has)):
        lacking = np.zeros(has.shape[1], np.int64)
        seen = np.zeros(has.shape[1], np.int64)
        for j in np.argsort(-(like[i] + 1e-9 * size), kind="stable")[:5].tolist():
            if size[j] < size[i] or j == i:
                continue
            there = has[i, sequences[j]]
            turns = np.flatnonzero(np.diff(np.concatenate([[1], there.astype(np.int8), [1]])))
            for start, end in zip(turns[::2].tolist(), turns[1::2].tolist(), strict=True):
                long = end - start >= 40 or (end - start >= 12 and (start == 0 or end == len(there)))
                if long:
                    lacking[sequences[j][start:end]] += 1
            seen[sequences[j]] += 1
        cover[i] = has[i] | (lacking * 2 <= seen)
    return cover


def readings(
    sites: Sites, cover: NDArray[np.bool_], against: NDArray[np.float64], settings: Descending
) -> Readings:
    """The variants with their costs; variants of the same witnesses are put together."""
    runs = variants(sites)
    count = len(sites.has)
    states = np.zeros((count, len(runs)), np.int8)
    for number, run in enumerate(runs):
        states[:, number] = np.where(sites.has[:, run[0]], 1, np.where(cover[:, run].all(axis=1), 0, -1))
    length = np.array([len(run) for run in runs], np.float64)
    often = Counter(sites.word)
    strange = np.array([sum(often[sites.word[k]] == 1 for k in run) for run in runs], np.float64)
    alike, which = np.unique(states, axis=1, return_inverse=True)
    which = which.ravel()
    gain = np.bincount(which, length**settings.gain_power, alike.shape[1])
    loss = np.bincount(which, settings.loss * length**settings.loss_power, alike.shape[1])
    return Readings(
        alike.astype(np.int8),
        gain.astype(np.float32),
        loss.astype(np.float32),
        np.bincount(which, length, alike.shape[1]).astype(np.float32),
        np.bincount(which, strange, alike.shape[1]).astype(np.float32),
        settings.lost,
        settings.lost * (1 - cover.mean(axis=1)),
        against,
    )


def discounted(known: Readings, tree: Stemma, states: dict[int, NDArray[np.int8]], power: float) -> Readings:
    """The readings less what came more than once in a tree: such a reading tells little (Farris 1969)."""
    gained = np.zeros(known.states.shape[1])
    lost = np.zeros(known.states.shape[1])
    for node, above in tree.parent.items():
        gained += (states[above] == 0) & (states[node] == 1)
        lost += (states[above] == 1) & (states[node] == 0)
    return replace(
        known,
        gain=(known.gain / np.maximum(gained, 1) ** power).astype(np.float32),
        loss=(known.loss / np.maximum(lost, 1) ** (power / 2)).astype(np.float32),
    )
