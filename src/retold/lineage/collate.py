"""Every witness laid beside every other, word by word: in go texts, out come the places where they part.

A *site* is one word of the tradition: the words of several witnesses that were matched with each other, one
word of each at most. A witness has a site or lacks it. A word put for another is one site lost and one gained.
Two witnesses are matched by the longest common subsequence of their words (bit-parallel, rapidfuzz); matches
that stand alone among strange words are chance and are dropped; runs of words that stand elsewhere are matched
as moved. The pairs are joined in order of likeness, and a match that would put two words of one witness into one
site is refused. So no witness is the base text, and nothing depends on the order in which they are given.

Runs of neighbouring sites that the same witnesses have are one *variant*: skipping a line is one slip, not ten.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from ..text.paragraphs import paragraphs
from ..text.tokens import words

Ints = NDArray[np.int64]

_MARK = re.compile(r"[^\w\s]")
#: The form of a new paragraph.
NEW_PARAGRAPH = "\n"
#: With what a sentence ends, in several scripts.
STOPS = frozenset((*".!?\u2026\u061f\u06d4\u0964\u3002\uff01\uff1f", NEW_PARAGRAPH))

#: First code point of the private alphabet in which words are written for rapidfuzz: past the surrogates.
_ALPHABET = 0xE000
_WINDOW = 8
_NEIGHBOURS = 5
_MOVED = 5
#: Up to so many witnesses every pair is matched; of more, each with its so many nearest.
_ALL_PAIRS = 120
_NEAREST = 24
#: Runs of words that are looked up at a time: bounds the memory.
_CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class Sites:
    """The sites of a tradition. `has` is witnesses by sites; `place` is where the word stands, or -1."""

    has: NDArray[np.bool_]
    place: NDArray[np.int32]
    word: tuple[str, ...]


def forms(text: str) -> list[str]:
    """The words of a text as they are matched here, with the marks between them: accents and spelling count, case does
    not, and a new paragraph is a mark too, but not the end of a line at which a text was wrapped."""
    found: list[str] = []
    for start, end in paragraphs(text):
        if found:
            found.append(NEW_PARAGRAPH)
        part, at = text[start:end], 0
        for word in words(part):
            found += _MARK.findall(part[at : word.start])
            found.append(part[word.start : word.end].casefold().replace("\u2019", "'"))
            at = word.end
        found += _MARK.findall(part[at:])
    return found


def is_word(form: str) -> bool:
    """Whether a form is a word and no mark."""
    return form[0].isalnum()


def matched(one: str, other: str, grams: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Places of words that two witnesses share, in the order of the first."""
    blocks = LCSseq.editops(one, other).as_matching_blocks()
    left = np.concatenate([np.arange(b.a, b.a + b.size) for b in blocks]).astype(np.int64)
    right = np.concatenate([np.arange(b.b, b.b + b.size) for b in blocks]).astype(np.int64)
    if len(left):
        low = np.maximum(np.searchsorted(left, left - _WINDOW), np.searchsorted(right, right - _WINDOW))
        high = np.minimum(
            np.searchsorted(left, left + _WINDOW, "right"), np.searchsorted(right, right + _WINDOW, "right")
        )
        reach = min(len(one), len(other), _NEIGHBOURS)
        keep = high - low >= reach
        left, right = left[keep], right[keep]
    return _with_moved(one, other, grams, left, right)


def _with_moved(one: str, other: str, grams: tuple[Ints, Ints], left: Ints, right: Ints) -> tuple[Ints, Ints]:
    free = []
    for text, gram, used in ((one, grams[0], left), (other, grams[1], right)):
        if len(text) - len(used) < _MOVED or not len(gram):
            return left, right
        taken = np.zeros(len(text) + 1, np.int64)
        taken[used + 1] = 1
        sums = np.cumsum(taken)
        at = np.flatnonzero(sums[_MOVED:] == sums[:-_MOVED])
        free.append(at)
    here, there = grams[0][free[0]], grams[1][free[1]]
    same, first, second = np.intersect1d(here, there, return_indices=True)
    if not len(same):
        return left, right
    # a run that comes twice on either side is no telling one
    alone = (
        np.bincount(np.unique(here, return_inverse=True)[1])[np.searchsorted(np.unique(here), same)] == 1
    ) & (np.bincount(np.unique(there, return_inverse=True)[1])[np.searchsorted(np.unique(there), same)] == 1)
    a, b = free[0][first[alone]], free[1][second[alone]]
    if not len(a):
        return left, right
    steps = np.arange(_MOVED)
    more = np.unique(np.stack([(a[:, None] + steps).ravel(), (b[:, None] + steps).ravel()], 1), axis=0)
    # one word goes to one place
    _, f1 = np.unique(more[:, 0], return_index=True)
    more = more[f1]
    _, f2 = np.unique(more[:, 1], return_index=True)
    more = more[np.sort(f2)]
    left, right = np.concatenate([left, more[:, 0]]), np.concatenate([right, more[:, 1]])
    order = np.argsort(left, kind="stable")
    return left[order], right[order]


def _worth_reading(grams: Sequence[Ints]) -> list[tuple[int, int]]:
    """The pairs that are matched: all, or with many witnesses each with those it shares most runs of words with."""
    count = len(grams)
    if count <= _ALL_PAIRS:
        return [(i, j) for i in range(count) for j in range(i + 1, count)]
    known = np.unique(np.concatenate(list(grams)))
    shared = np.zeros((count, count), np.float32)
    for start in range(0, len(known), _CHUNK):
        part = known[start : start + _CHUNK]
        there = np.stack([np.isin(part, gram) for gram in grams]).astype(np.float32)
        shared += there @ there.T
    np.fill_diagonal(shared, -1)
    size = np.array([len(np.unique(gram)) for gram in grams], np.float32)
    like = shared / np.maximum(np.minimum(size[:, None], size[None]), 1)
    found: set[tuple[int, int]] = set()
    for i in range(count):
        for j in np.argsort(-like[i], kind="stable")[:_NEAREST].tolist():
            if i != j:
                found.add((min(i, j), max(i, j)))
    return sorted(found)


def collate(texts: Sequence[Sequence[str]]) -> Sites:
    """The sites of witnesses, each given as its words."""
    vocabulary = sorted({word for text in texts for word in text})
    code = {word: number for number, word in enumerate(vocabulary)}
    numbers = [np.array([code[word] for word in text], np.int64) for text in texts]
    written = ["".join(chr(_ALPHABET + int(n)) for n in text) for text in numbers]
    mix = np.array([1_000_003, 998_244_353, 754_974_721, 167_772_161, 469_762_049], np.int64)
    grams = [
        sum(
            (text[k : len(text) - _MOVED + 1 + k] * mix[k] for k in range(_MOVED)),
            np.zeros(max(0, len(text) - _MOVED + 1), np.int64),
        )
        if len(text) >= _MOVED
        else np.zeros(0, np.int64)
        for text in numbers
    ]
    offsets = np.concatenate([[0], np.cumsum([len(t) for t in numbers])]).astype(np.int64)
    pairs = []
    for i, j in _worth_reading(grams):
        left, right = matched(written[i], written[j], (grams[i], grams[j]))
        if len(left):
            share = len(left) / max(1, min(len(texts[i]), len(texts[j])))
            pairs.append((-share, i, j, left.astype(np.int32), right.astype(np.int32)))
    pairs.sort(key=lambda p: p[:3])
    root = np.arange(offsets[-1])
    mask = [0] * int(offsets[-1])
    for i in range(len(texts)):
        bit = 1 << i
        for t in range(int(offsets[i]), int(offsets[i + 1])):
            mask[t] = bit
    members: dict[int, list[int]] = {}
    for _, i, j, here_at, there_at in pairs:
        a, b = root[here_at + offsets[i]], root[there_at + offsets[j]]
        for here, there in zip(a[a != b].tolist(), b[a != b].tolist(), strict=True):
            one, other = int(root[here]), int(root[there])
            if one == other or mask[one] & mask[other]:
                continue
            more, fewer = members.get(one) or [one], members.get(other) or [other]
            if len(more) < len(fewer):
                one, other, more, fewer = other, one, fewer, more
            more.extend(fewer)
            members[one] = more
            mask[one] |= mask[other]
            root[fewer] = one
            members.pop(other, None)
    leads, site = np.unique(root, return_inverse=True)
    place = np.full((len(texts), len(leads)), -1, np.int32)
    for i in range(len(texts)):
        at = site[offsets[i] : offsets[i + 1]]
        place[i, at] = np.arange(len(at))
    flat = np.concatenate(numbers)
    return Sites(place >= 0, place, tuple(vocabulary[int(flat[k])] for k in leads))
