"""A text as an archive matches it: codes of its words, sampled shingles and neighbours.

In goes a text, out comes a `Print`: for each word of its sentences a 32-bit code, a weight and marks, for
each sentence where it ends, and the hashes under which the text can be found
beside others ("postings"). Page furniture, credits and datelines that segmenting tells are left out.

- Codes: 24 bits of the stem's digest and 8 of the form's, so that equal codes are equal forms and equal
  upper bits are equal stems. Digits and names keep their own.
- Shingles: five words in a row, hashed by a polynomial over 64 bits; of a long text the fourth part is
  kept, those with the smallest hashes, so that two texts keep the same ones (Broder 1997; sampling by
  hash value as in "0 mod p", Manber 1994).
- Forms: eight words in a row that are no figures, under which two texts of one recurring form are found.
- Neighbours: two telling words that stand beside each other in a sentence, or with one between them, in either
  order, function words left out: what a copy in other words and other clauses still has in common with its source.

All hashes are made by our own code and are the same on every machine. A print knows its text alone, never
the title, the date or what else is in the archive, so equal texts share one.

Left out: vectors of whole texts. Among 19,780 wire reports a reworded copy without its names has 190 others as near as
its source; neighbours find it among five. Not tried: shingles of letters, for texts that were scanned.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .index import sentence_words, set_off
from .model import Report, Segmented
from .models import static
from .segment import segment
from .settings import Printing
from .text.tokens import stem

Hashes = NDArray[np.uint64]

#: Marks of a word, one bit each.
FIGURE, QUOTED, NAME, SET_OFF = 1, 2, 4, 8

#: The kind of a posting stands in the two lowest bits of its hash.
KIND_BITS = 3
SHINGLE, FORM, NEAR = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Print:
    """What an archive keeps of a text beside its characters. `ends` are word numbers, one a sentence."""

    codes: NDArray[np.uint32]
    weights: NDArray[np.uint8]
    marks: NDArray[np.uint8]
    ends: NDArray[np.uint32]
    postings: Hashes
    language: str | None

    @property
    def size(self) -> int:
        """How many shingles are kept of the text, those of its form among them."""
        return int(np.count_nonzero(self.postings & np.uint64(KIND_BITS) != NEAR))

    def packed(self) -> tuple[bytes, bytes]:
        """The words and the ends of sentences as bytes, for a row of the archive."""
        words = self.codes.astype("<u4").tobytes() + self.weights.tobytes() + self.marks.tobytes()
        return words, self.ends.astype("<u4").tobytes()


@dataclass(frozen=True, slots=True)
class Words:
    """The part of a print by which two texts are read side by side."""

    codes: NDArray[np.uint32]
    weights: NDArray[np.uint8]
    marks: NDArray[np.uint8]
    ends: NDArray[np.uint32]


def unpacked(words: bytes, ends: bytes) -> Words:
    """What `Print.packed` made."""
    count = len(words) // 6
    return Words(
        np.frombuffer(words, dtype="<u4", count=count),
        np.frombuffer(words, dtype=np.uint8, count=count, offset=4 * count),
        np.frombuffer(words, dtype=np.uint8, count=count, offset=5 * count),
        np.frombuffer(ends, dtype="<u4"),
    )


class Printer:
    """Makes prints; it remembers the codes of the words it has met."""

    def __init__(self, settings: Printing) -> None:
        self._settings = settings
        self._weight = static.shipped().word_weight
        self._known: dict[str, tuple[int, int, int]] = {}

    def prints(self, reports: Sequence[Report]) -> list[Print]:
        """One print for the text of each report. A print does not depend on the others."""
        return [self._print(segment(report)) for report in reports]

    def _print(self, one: Segmented) -> Print:
        text, known = one.report.text, self._known
        codes: list[int] = []
        weights: list[int] = []
        marks: list[int] = []
        ends: list[int] = []
        for sentence, words, apart in zip(one.sentences, sentence_words(one), set_off(one), strict=True):
            opens, of_all = True, SET_OFF if apart else 0
            for form, start, _ in words:
                code, weight, mark = known.get(form) or self._remember(form)
                codes.append(code)
                weights.append(weight)
                named = NAME if not opens and len(form) > 2 and text[start].isupper() else 0
                marks.append(mark | named | of_all)
                opens = False
            for start, end in sentence.quoted:
                first = ends[-1] if ends else 0
                for number, word in enumerate(words, start=first):
                    if start <= word.start < end:
                        marks[number] |= QUOTED
            ends.append(len(codes))
        found = np.array(codes, dtype=np.uint32)
        heavy = np.array(weights, dtype=np.uint8)
        marked = np.array(marks, dtype=np.uint8)
        figures = (marked & FIGURE) > 0
        return Print(
            found,
            heavy,
            marked,
            np.array(ends, dtype=np.uint32),
            np.concatenate(
                (postings(found, figures, self._settings), neighbours(found, heavy, ends, self._settings))
            ),
            one.language,
        )

    def _remember(self, form: str) -> tuple[int, int, int]:
        if len(self._known) >= self._settings.remembered:
            self._known.clear()
        root = hashlib.blake2b(stem(form).encode("utf-8", "surrogatepass"), digest_size=3).digest()
        own = hashlib.blake2b(form.encode("utf-8", "surrogatepass"), digest_size=1).digest()
        known = (
            int.from_bytes(root + own, "big"),
            round(255 * self._weight(form)),
            FIGURE if form[0].isdigit() else 0,
        )
        self._known[form] = known
        return known


#: Odd constants of splitmix64 (Steele, Lea and Flood 2014) and of its mixer.
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def mixed(values: Hashes) -> Hashes:
    """Each value spread over 64 bits (the finaliser of splitmix64)."""
    out = values + _STEP
    out = (out ^ (out >> np.uint64(30))) * _MIX[0]
    out = (out ^ (out >> np.uint64(27))) * _MIX[1]
    found: Hashes = out ^ (out >> np.uint64(31))
    return found


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """Each value once, in order. By sorting: `numpy.unique` hashes where it can, which takes ten times as long."""
    ordered = np.sort(values)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


def runs(codes: NDArray[np.uint32], length: int) -> Hashes:
    """A hash for each `length` words in a row."""
    if len(codes) < length:
        return np.zeros(0, dtype=np.uint64)
    wide = mixed(codes.astype(np.uint64))
    total = np.zeros(len(codes) - length + 1, dtype=np.uint64)
    for place in range(length):
        total = total * _MIX[1] + wide[place : place + len(total)]
    return mixed(total)


def postings(codes: NDArray[np.uint32], figures: NDArray[np.bool_], settings: Printing) -> Hashes:
    """The hashes under which a text is found, each once: its sampled shingles, and those of its form.

    The words of a form are those that are no figures: two reports of one recurring form share them where
    every figure differs.
    """
    length = min(settings.shingle_words, max(1, len(codes)))
    shingles = _sampled(runs(codes, length), settings.all_shingles, settings.sampled)
    forms = _sampled(runs(codes[~figures], settings.form_words), settings.all_forms, settings.sampled)
    return np.concatenate((_of_kind(shingles, SHINGLE), _of_kind(forms, FORM)))


def neighbours(
    codes: NDArray[np.uint32], weights: NDArray[np.uint8], ends: Sequence[int], settings: Printing
) -> Hashes:
    """The hashes of telling words that stand near each other, sampled."""
    at = np.flatnonzero(weights >= settings.near_weight * 255)
    stems = mixed((codes[at] >> np.uint32(8)).astype(np.uint64))
    sentence = np.searchsorted(np.array(ends, dtype=np.int64), at, side="right")
    found: list[Hashes] = []
    for gap in range(1, settings.near_words + 1):
        one, other = stems[:-gap], stems[gap:]
        beside = (sentence[gap:] == sentence[:-gap]) & (one != other)
        found.append(mixed(np.minimum(one, other)[beside] * _STEP + np.maximum(one, other)[beside]))
    return _of_kind(_sampled(np.concatenate(found), settings.all_near, settings.sampled_near), NEAR)


def _sampled(hashes: Hashes, everything: int, least: float) -> Hashes:
    """Each hash once; of many those that are small, so that two texts keep the same ones."""
    hashes = distinct(hashes)
    if len(hashes) > everything:
        share = max(least, everything / len(hashes))
        hashes = hashes[hashes < np.uint64(int(share * 2**64))]
    return hashes


def _of_kind(hashes: Hashes, kind: int) -> Hashes:
    found: Hashes = distinct((hashes & ~np.uint64(KIND_BITS)) | np.uint64(kind))
    return found
