"""From a claim to the texts of an archive that may hold it, the most telling first.

In go the words of a claim and an archive; out come the numbers of texts worth reading, and what was left unread. Only
what this one question needs is looked at:

1. The claim is printed like a report (`fingerprint`): its shingles and neighbouring telling words are looked up among
   the postings, rare ones counting more.
2. A claim whose words have all changed places shares no posting: in archives of up to `scan_texts` texts the word
   codes of all texts are asked for the claim's words, too. In larger ones that is left out, and said.
3. Every text found brings those it was read side by side with: what a copy says in other words is found through it.
4. The word codes of what was found say which texts have a sentence that holds enough of the claim: those are read.

Nothing is written, and nothing is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .fingerprint import Print, Printer, Words, unpacked
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

#: Texts that those found were read side by side with.
_PARTNERS = """
WITH found AS (SELECT unnest(?::INTEGER[]) AS nr), beside AS (
    SELECT p.other AS nr, p.kind FROM store.pairs p JOIN found f ON p.one = f.nr WHERE NOT p.thin
    UNION ALL SELECT p.one, p.kind FROM store.pairs p JOIN found f ON p.other = f.nr WHERE NOT p.thin
)
SELECT nr, max(CASE WHEN kind IN ('retelling', 'partial-retelling') THEN 1 ELSE 0 END) AS derived FROM beside
WHERE kind <> 'unrelated' AND nr NOT IN (SELECT nr FROM found) GROUP BY nr ORDER BY derived DESC, nr LIMIT ?
"""

#: Texts whose codes are taken into memory at a time.
_AT_A_TIME = 20_000
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
        weights = np.zeros(len(stems))
        np.maximum.at(weights, places, made.weights / 255)
        telling = weights >= _TELLING
        self.count = int(telling.sum())
        self.postings = made.postings
        self._weights = np.append(0.0, weights[telling] / (float(weights[telling].sum()) or 1.0))
        #: For each stem its number among those of the claim, from 1 on; 0 for all others.
        self._number = np.zeros(1 << 24, dtype=np.uint8)
        self._number[stems[telling][:_MOST_STEMS]] = np.arange(1, min(self.count, _MOST_STEMS) + 1)

    def held(self, codes: NDArray[np.uint32], ends: Numbers | NDArray[np.uint32]) -> NDArray[np.float64]:
        """How much of the claim's weight stands in each stretch of words; `ends` are where the stretches end."""
        number = self._number[codes >> np.uint32(8)]
        at = np.flatnonzero(number)
        owner = np.searchsorted(ends, at, side="right")
        pairs = np.unique(owner * np.int64(256) + number[at])
        score = np.bincount(pairs >> 8, weights=self._weights[pairs & 255], minlength=len(ends))
        found: NDArray[np.float64] = score[: len(ends)]
        return found


def search(connection: Any, claim: str, printing: Printing, settings: Tracing) -> Found:
    """The texts of an archive attached for reading that may hold the claim."""
    asked = _Asked(Printer(printing).prints([Report("", claim)])[0])
    if not asked.count:
        return Found((), ())
    most = settings.most_candidates
    (texts,) = connection.execute("SELECT count(*) FROM store.texts").fetchone()
    if texts <= settings.read_all:
        rows = connection.execute("SELECT nr FROM store.texts ORDER BY nr").fetchall()
        return Found(tuple(int(row[0]) for row in rows), ())
    rows = connection.execute(_POSTINGS, [asked.postings.tolist(), most]).fetchall()
    found = [int(row[0]) for row in rows]
    notes = []
    if texts <= settings.scan_texts:
        found += _scanned(connection, asked, most)
    else:
        notes.append(
            f"in an archive of more than {settings.scan_texts:,} texts a wording that keeps no two telling words of the "
            "claim together is found only through reports that do"
        )
    best = _telling(connection, list(dict.fromkeys(found)), asked, settings)
    partners = connection.execute(_PARTNERS, [best[: settings.most_reports], most]).fetchall()
    best += [int(nr) for nr, derived in partners if derived and int(nr) not in best]
    best += _telling(connection, [int(nr) for nr, derived in partners if not derived], asked, settings)
    if len(best) > settings.most_reports:
        notes.append(f"{len(best) - settings.most_reports:,} texts that share words with the claim were not read")
    return Found(tuple(best[: settings.most_reports]), tuple(notes))


def _scanned(connection: Any, asked: _Asked, most: int) -> list[int]:
    """The texts that hold most of the claim's words anywhere."""
    held: list[tuple[float, int]] = []
    rows = connection.execute("SELECT nr, words FROM store.texts ORDER BY nr")
    while lot := rows.fetchmany(_AT_A_TIME):
        sizes = np.array([len(packed) // 6 for _, packed in lot], dtype=np.int64)
        codes = np.frombuffer(b"".join([packed[: len(packed) // 6 * 4] for _, packed in lot]), dtype="<u4")
        score = asked.held(codes, np.cumsum(sizes))
        for at in np.argsort(-score, kind="stable")[:most].tolist():
            if score[at] > 0:
                held.append((-round(float(score[at]), 6), int(lot[at][0])))
    return [nr for _, nr in sorted(held)[:most]]


def _telling(connection: Any, texts: Sequence[int], asked: _Asked, settings: Tracing) -> list[int]:
    """Of some texts those with a sentence that holds enough of the claim, the best first."""
    if not texts:
        return []
    rows = connection.execute(
        "SELECT nr, words, ends FROM store.texts WHERE nr IN (SELECT unnest(?::INTEGER[])) ORDER BY nr", [list(texts)]
    ).fetchall()
    scored = [(_best_sentence(unpacked(words, ends), asked), int(nr)) for nr, words, ends in rows]
    return [nr for share, nr in sorted(scored, key=lambda one: (-one[0], one[1])) if share >= settings.skim_share]


def _best_sentence(words: Words, asked: _Asked) -> float:
    return round(float(asked.held(words.codes, words.ends).max(initial=0.0)), 6)
