"""From a claim to the texts of an archive that may hold it, the most telling first.

In go the words of a claim and an archive; out come the numbers of texts worth reading, and what was left unread. Only
what this one question needs is looked at, nothing is written, and nothing is kept:

1. Archives of up to `read_all` texts are read whole.
2. Of those of up to `scan_texts` the word codes of all sentences (`fingerprint`) are asked for the claim's words.
3. In larger ones the claim is printed like a report, and its shingles and neighbouring telling words are looked up
   among the postings, rare ones counting more. A wording that shares none of them is found through others alone.
4. Every text found brings those that derive from it, as the archive has read them side by side: what a copy says in
   wholly other words is found through it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .fingerprint import Print, Printer, distinct
from .model import Report
from .settings import Printing, Tracing

Numbers = NDArray[np.int64]

#: Texts that hold postings of the claim, those with many rare ones first.
_POSTINGS = """
WITH held AS (
    SELECT hash, text_nr FROM store.postings WHERE hash IN (SELECT unnest(?::UBIGINT[]))
), counted AS (SELECT hash, count(*) AS texts FROM held GROUP BY hash)
SELECT h.text_nr FROM held h JOIN counted c ON c.hash = h.hash
GROUP BY h.text_nr ORDER BY sum(1 / (1 + ln(c.texts))) DESC, h.text_nr LIMIT ?
"""

#: Texts that derive from those found, or those from them.
_PARTNERS = """
WITH found AS (SELECT unnest(?::INTEGER[]) AS nr), derived AS (
    SELECT one, other FROM store.pairs
    WHERE NOT thin AND NOT recurring AND kind IN ('retelling', 'partial-retelling')
), beside AS (
    SELECT d.other AS nr FROM derived d JOIN found f ON d.one = f.nr
    UNION SELECT d.one FROM derived d JOIN found f ON d.other = f.nr
)
SELECT nr FROM beside WHERE nr NOT IN (SELECT nr FROM found) ORDER BY nr LIMIT ?
"""

_WORDS = "SELECT nr, words, ends FROM store.texts"

#: Texts whose codes are looked at at a time: 3 MB stay in the processor's cache and are handed back to the next lot. With
#: 20,000 the pages of fresh memory alone take as long as the search.
_AT_A_TIME = 2_048
#: Words that weigh less are asked for nowhere; and of a very long claim only so many.
_TELLING, _MOST_STEMS = 0.05, 250


@dataclass(frozen=True, slots=True)
class Found:
    """The texts worth reading, by their numbers, and what was left out."""

    texts: tuple[int, ...]
    notes: tuple[str, ...]


class _Asked:
    """A claim's words as codes of stems with what each weighs, 1 in all."""

    def __init__(self, made: Print) -> None:
        stems, places = np.unique(made.codes >> np.uint32(8), return_inverse=True)
        weights: NDArray[np.float64] = np.zeros(len(stems))
        np.maximum.at(weights, places, made.weights / 255)
        telling = weights >= _TELLING
        self.count = int(telling.sum())
        self.postings = made.postings
        self._weights = np.append(0.0, weights[telling] / (float(weights[telling].sum()) or 1.0))
        #: For each stem its number among those of the claim, from 1 on; 0 for all others.
        self._number = np.zeros(1 << 24, dtype=np.uint8)
        self._number[stems[telling][:_MOST_STEMS]] = np.arange(1, min(self.count, _MOST_STEMS) + 1)
        #: Whether a stem of the claim begins with these 16 bits: a table that stays in the processor's cache.
        self._begins: NDArray[np.bool_] = np.zeros(1 << 16, dtype=np.bool_)
        self._begins[stems[telling][:_MOST_STEMS] >> np.uint32(8)] = True

    def sieved(self, codes: NDArray[np.uint32], ends: Numbers) -> NDArray[np.float64]:
        """How much of the claim's weight stands in each text, wherever in it; `ends` are where the texts end."""
        likely = np.flatnonzero(self._begins[codes.view("<u2")[1::2]])
        number = self._number[codes[likely] >> np.uint32(8)]
        at, number = likely[number > 0], number[number > 0]
        pairs = distinct(np.searchsorted(ends, at, side="right") * np.int64(256) + number)
        score = np.bincount(pairs >> 8, weights=self._weights[pairs & 255], minlength=len(ends))
        return score.astype(np.float64)

    def held(self, codes: NDArray[np.uint32], ends: Numbers) -> NDArray[np.float64]:
        """How much of the claim's weight stands in each stretch of words; `ends` are where the stretches end."""
        number = self._number[codes >> np.uint32(8)]
        at = np.flatnonzero(number)
        owner = np.searchsorted(ends, at, side="right")
        pairs = distinct(owner * np.int64(256) + number[at])
        score = np.bincount(pairs >> 8, weights=self._weights[pairs & 255], minlength=len(ends))
        return score[: len(ends)].astype(np.float64)


def search(connection: Any, claim: str, printing: Printing, settings: Tracing) -> Found:
    """The texts of an archive attached for reading that may hold the claim."""
    asked = _Asked(Printer(printing).prints([Report("", claim)])[0])
    if not asked.count:
        return Found((), ())
    (texts,) = connection.execute("SELECT count(*) FROM store.texts").fetchone()
    if texts <= settings.read_all:
        rows = connection.execute("SELECT nr FROM store.texts ORDER BY nr").fetchall()
        return Found(tuple(int(row[0]) for row in rows), ())
    notes = []
    if texts <= settings.scan_texts:
        held = _scanned(connection, asked, settings)
    else:
        rows = connection.execute(_POSTINGS, [asked.postings.tolist(), settings.most_candidates]).fetchall()
        held = _asked_for(connection, [int(row[0]) for row in rows], asked, settings)
        notes.append(
            f"in an archive of more than {settings.scan_texts:,} texts a wording that keeps no two telling words of the "
            "claim together is found only through reports that do"
        )
    held.sort()
    sure = [nr for share, nr in held if -share >= settings.skim_sure]
    doubtful = [nr for share, nr in held if -share < settings.skim_sure]
    best = sure[: settings.most_reports] + doubtful[: settings.most_doubtful]
    partners = connection.execute(_PARTNERS, [best, settings.most_reports]).fetchall()
    left_out = len(sure[settings.most_reports :])
    if left_out:
        notes.append(f"{left_out:,} more texts that share most words of the claim were not read")
    return Found((*best, *(int(row[0]) for row in partners)), tuple(notes))


#: How much of the claim the best sentence of a text holds, less than nothing for sorting, and the text's number.
_Held = list[tuple[float, int]]


def _scanned(connection: Any, asked: _Asked, settings: Tracing) -> _Held:
    """All texts with a sentence that holds enough of the claim: of those that hold enough of it anywhere."""
    found: _Held = []
    rows = connection.execute(_WORDS)
    while lot := rows.fetchmany(_AT_A_TIME):
        codes = [words[: len(words) // 6 * 4] for _, words, _ in lot]
        ends = np.cumsum([len(packed) // 4 for packed in codes])
        share = asked.sieved(np.frombuffer(b"".join(codes), dtype="<u4"), ends)
        worth = np.flatnonzero(share >= settings.skim_share - _ROUNDING)
        found += _best_sentences([lot[n] for n in worth.tolist()], asked, settings)
    return found


def _asked_for(connection: Any, texts: Sequence[int], asked: _Asked, settings: Tracing) -> _Held:
    """Of some texts those with a sentence that holds enough of the claim."""
    rows = connection.execute(f"{_WORDS} WHERE nr IN (SELECT unnest(?::INTEGER[]))", [list(texts)])
    return _best_sentences(rows.fetchall(), asked, settings)


#: By how much two sums of the same weights may differ.
_ROUNDING = 1e-6


def _best_sentences(lot: Sequence[tuple[int, bytes, bytes]], asked: _Asked, settings: Tracing) -> _Held:
    if not lot:
        return []
    numbers, words, ends = zip(*lot, strict=True)
    sizes = np.array([len(packed) // 6 for packed in words], dtype=np.int64)
    codes = np.frombuffer(b"".join([packed[: len(packed) // 6 * 4] for packed in words]), dtype="<u4")
    sentences = np.array([len(packed) // 4 for packed in ends], dtype=np.int64)
    begins = np.cumsum(sizes) - sizes
    places = np.frombuffer(b"".join(ends), dtype="<u4").astype(np.int64) + np.repeat(begins, sentences)
    share = asked.held(codes, places)
    enough = np.flatnonzero(share >= settings.skim_share)
    best = np.zeros(len(words))
    np.maximum.at(best, np.repeat(np.arange(len(words)), sentences)[enough], np.round(share[enough], 6))
    return [(-float(best[n]), numbers[n]) for n in np.flatnonzero(best).tolist()]
