"""What tells witnesses apart: sites boiled down to readings, each with what it costs to gain and to lose.

In go `Sites`, out come `Readings`. Runs of sites that the same witnesses have are one variant: what was written or
skipped in one go counts once, a long run more than a short one but less than its length. Where a witness is a
fragment, what it would have read there is unknown and counts neither way.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ..settings import Descending
from .collate import STOPS, Sites, is_word
from .mending import mended
from .stemma import Floats, Readings, Stemma

#: Marks with which a sentence ends, quotation marks among them.
_ENDS = frozenset(".!?\u2026:\n\"'\u201d\u2019\u00bb)")
#: A stretch of so many words and marks at an end, or inside, may be torn off.
_EDGE, _INSIDE = 12, 40
#: A sentence of so many words is gone where so much of it is missing: a word of it may stand elsewhere by chance.
_SENTENCE, _WHOLE = 5, 0.85
#: A gap runs on into a sentence that was kept where so many words of it next to the gap are missing, too.
_SPILL = 2
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


def _torn(sites: Sites, sequence: NDArray[np.int64], start: int, end: int) -> bool:
    """Whether a stretch that is missing was lost and not cut: it is long, and it does not begin and end with a sentence.

    An editor drops sentences; a page is torn off anywhere.
    """
    first, last = start == 0, end == len(sequence)
    if end - start < (_EDGE if first or last else _INSIDE):
        return False
    after_end = first or sites.word[sequence[start - 1]] in _ENDS
    at_end = last or sites.word[sequence[end - 1]] in _ENDS
    return not (after_end and at_end)


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
                if _torn(sites, sequences[j], start, end):
                    lacking[sequences[j][start:end]] += 1
            seen[sequences[j]] += 1
        cover[i] = has[i] | (lacking * 2 <= seen)
    return cover


def cutting(sites: Sites, cover: NDArray[np.bool_]) -> float:
    """How a tradition was shortened: of the words that a witness lacks and its nearest relative has, the share that is
    missing with the whole sentence, in the mean over the witnesses. Editors drop sentences; copyists skip words and
    lines, which begin and end anywhere. How much either changed makes no difference, and one witness that was cut by
    half hardly any."""
    has = sites.has
    size = has.sum(axis=1)
    shared = has.astype(np.float32) @ has.T.astype(np.float32)
    told = np.array([is_word(word) for word in sites.word], bool)
    stop = np.array([word in STOPS for word in sites.word], bool)
    shares = []
    for i in range(len(has)):
        like = shared[i] / np.maximum(np.minimum(size, size[i]), 1) + 1e-6 * size
        like[i] = -1
        j = int(np.argmax(like))
        there = np.flatnonzero(has[j])
        there = there[np.argsort(sites.place[j, there], kind="stable")]
        there = there[cover[i, there]]
        words = told[there]
        missing = ~has[i, there[words]]
        if missing.any():
            shares.append(_dropped(missing, np.cumsum(stop[there])[words]) / int(missing.sum()))
    return sum(shares) / len(shares) if shares else 0.0


def _dropped(missing: NDArray[np.bool_], sentence: NDArray[np.int64]) -> int:
    """How many words are missing with their whole sentence, and the gap does not run on into one that was kept."""
    first = np.flatnonzero(np.diff(sentence, prepend=-1))
    words = np.diff(first, append=len(sentence))
    lacks = np.add.reduceat(missing, first, dtype=int)
    gone = (lacks >= _WHOLE * words) & (words >= _SENTENCE)
    found = 0
    for n in np.flatnonzero(gone).tolist():
        start, end = first[n], first[n] + words[n]
        before = n > 0 and not gone[n - 1] and missing[max(0, start - _SPILL) : start].all()
        after = n + 1 < len(first) and not gone[n + 1] and missing[end : end + _SPILL].all()
        found += 0 if before or after else int(lacks[n])
    return found


def junctions(sites: Sites) -> NDArray[np.int8]:
    """Two sites that stand side by side in some witnesses and apart in others: 1 beside, 0 apart, -1 where one is not
    there. What was cut or moved shows where the ends meet, and a cut that is inherited is one that is shared."""
    ahead: dict[tuple[int, int], list[int]] = {}
    for witness, row in enumerate(sites.has):
        at = np.flatnonzero(row)
        along = at[np.argsort(sites.place[witness, at], kind="stable")].tolist()
        for pair in pairwise(along):
            ahead.setdefault(pair, []).append(witness)
    found = []
    for (one, other), beside in sorted(ahead.items()):
        both = sites.has[:, one] & sites.has[:, other]
        if int(both.sum()) > len(beside):
            state = np.where(both, 0, -1).astype(np.int8)
            state[beside] = 1
            found.append(state)
    return np.stack(found, axis=1) if found else np.zeros((len(sites.has), 0), np.int8)


def readings(
    sites: Sites, cover: NDArray[np.bool_], later: NDArray[np.bool_], settings: Descending
) -> Readings:
    """The variants with their costs; variants of the same witnesses are put together."""
    runs = variants(sites)
    count = len(sites.has)
    states = np.zeros((count, len(runs)), np.int8)
    for number, run in enumerate(runs):
        states[:, number] = np.where(sites.has[:, run[0]], 1, np.where(cover[:, run].all(axis=1), 0, -1))
    often = Counter(sites.word)
    told = np.array([is_word(word) for word in sites.word])
    alone = np.array([often[word] == 1 for word in sites.word]) & told
    length = np.array([told[run].sum() for run in runs], np.float64)
    strange = np.array([alone[run].sum() for run in runs], np.float64)
    price = np.where(length > 0, length**settings.gain_power, settings.mark)
    lapse = np.where(length > 0, settings.loss * length**settings.loss_power, settings.mark * settings.loss)
    forms = mended(sites, runs)
    price[forms.ordinary], lapse[forms.slip] = settings.mended, settings.slip
    joints = junctions(sites)
    nothing = np.zeros(joints.shape[1])
    states = np.concatenate([states, joints], axis=1)
    price = np.concatenate([price, nothing + settings.junction])
    lapse = np.concatenate([lapse, nothing + settings.junction * settings.loss])
    slips = forms.slip & (strange > 0)
    by_run = {"words": length, "strange": strange, "single": forms.left_out, "slips": slips}
    alike, which = np.unique(states, axis=1, return_inverse=True)
    which = which.ravel()
    gain, loss = (np.bincount(which, cost, alike.shape[1]).astype(np.float32) for cost in (price, lapse))
    counted = {
        name: np.bincount(which, np.concatenate([each, nothing]), alike.shape[1]).astype(np.float32)
        for name, each in by_run.items()
    }
    lost = settings.lost + settings.lost_by_change * _changed(alike, gain, loss)
    return Readings(
        alike.astype(np.int8),
        gain,
        loss,
        counted["words"],
        counted["strange"],
        counted["single"],
        counted["slips"],
        lost,
        lost * (1 - cover.mean(axis=1)),
        np.where(later, settings.against_dates * lost, 0.0),
    )


def _changed(states: NDArray[np.int8], gain: Floats, loss: Floats) -> float:
    """What changed from a version to a copy of it, in the middle of all: what each witness costs beside the nearest other."""
    there, lacking = (states == 1).astype(np.float32), (states == 0).astype(np.float32)
    costs = (lacking * gain) @ there.T + (there * loss) @ lacking.T
    costs = np.minimum(costs, costs.T)
    np.fill_diagonal(costs, np.inf)
    return float(np.median(costs.min(axis=0)))


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
