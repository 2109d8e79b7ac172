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

from .fingerprint import Printer, Words, unpacked
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


@dataclass(frozen=True, slots=True)
class Found:
    """The texts worth reading, by their numbers, and what was left out."""

    texts: tuple[int, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A claim's words as codes of stems with what each weighs, 1 in all."""

    stems: NDArray[np.uint32]
    weights: NDArray[np.float64]
    postings: NDArray[np.uint64]


def search(connection: Any, claim: str, printing: Printing, settings: Tracing) -> Found:
    """The texts of an archive attached for reading that may hold the claim."""
    asked = _asked(claim, printing)
    if not len(asked.stems):
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


def _asked(claim: str, printing: Printing) -> _Asked:
    (made,) = Printer(printing).prints([Report("", claim)])
    heavy = made.weights.astype(np.float64) / 255
    stems, places = np.unique(made.codes >> np.uint32(8), return_inverse=True)
    weights = np.zeros(len(stems))
    np.maximum.at(weights, places, heavy)
    telling = weights > 0.05
    total = float(weights[telling].sum()) or 1.0
    return _Asked(stems[telling].astype(np.uint32), weights[telling] / total, made.postings)


def _scanned(connection: Any, asked: _Asked, most: int) -> list[int]:
    """The texts that hold most of the claim's words anywhere."""
    held: list[tuple[float, int]] = []
    rows = connection.execute("SELECT nr, words FROM store.texts ORDER BY nr")
    while lot := rows.fetchmany(_AT_A_TIME):
        sizes = np.array([len(packed) // 6 for _, packed in lot], dtype=np.int64)
        codes = np.frombuffer(b"".join(packed[: len(packed) // 6 * 4] for _, packed in lot), dtype="<u4")
        owner = np.repeat(np.arange(len(lot)), sizes)
        score = _held(codes, owner, len(lot), asked)
        for at in np.argsort(-score, kind="stable")[:most].tolist():
            if score[at] > 0:
                held.append((-round(float(score[at]), 6), int(lot[at][0])))
    return [nr for _, nr in sorted(held)[:most]]


def _held(codes: NDArray[np.uint32], owner: Numbers, count: int, asked: _Asked) -> NDArray[np.float64]:
    """How much of the claim's weight each owner of words holds."""
    stems = codes >> np.uint32(8)
    score = np.zeros(count)
    for stem, weight in zip(asked.stems.tolist(), asked.weights.tolist(), strict=True):
        there = np.zeros(count, dtype=bool)
        there[owner[stems == stem]] = True
        score += weight * there
    return score


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
    if not len(words.codes):
        return 0.0
    sentence = np.searchsorted(words.ends, np.arange(len(words.codes)), side="right")
    return round(float(_held(words.codes, sentence, len(words.ends) + 1, asked).max()), 6)
