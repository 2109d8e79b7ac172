"""What every witness has of every other, measured pair by pair: the signs by which a source is known.

In go the sites of a tradition, which witness is later than which and which name whose publisher; out come, for every
witness as the source and every other as the retelling, some counts. They are taken sentence by sentence: an editor
drops a sentence whole, or keeps it and changes words in it, and only in what he kept does a word that he lacks speak
against a source. What a retelling shares with a source weighs by how few reports older than itself have it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..model import Published
from ..settings import Kinship
from .addresses import Addressed, Addresses
from .collate import NEW_PARAGRAPH, STOPS, Sites, is_word
from .margins import Wires, folded, house
from .timing import published_later

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

#: A sentence of which so much stands in the other is the same sentence.
KEPT = 0.3
#: A word of a sentence is common where more than this share of the others who have the sentence have it.
_MOST_OF = 0.5
#: Differences smaller than this are none.
_LEAST = 0.01

#: The signs of an edge with their weights, in the order of the table.
SIGNS: dict[str, Callable[[Kinship], float]] = {
    "rarest": lambda weights: weights.rarest,
    "new_words": lambda weights: weights.new_words,
    "new_fewest": lambda weights: weights.new_fewest,
    "gained": lambda weights: weights.gained,
    "gained_fewest": lambda weights: weights.gained_fewest,
    "new_elsewhere": lambda weights: weights.new_elsewhere,
    "gained_common": lambda weights: weights.gained_common,
    "dropped_inside": lambda weights: weights.dropped_inside,
    "dropped_end": lambda weights: weights.dropped_end,
    "lost": lambda weights: weights.lost,
    "lost_runs": lambda weights: weights.lost_runs,
    "lost_rare": lambda weights: weights.lost_rare,
    "lost_alone": lambda weights: weights.lost_alone,
    "lost_marks": lambda weights: weights.lost_marks,
    "whole": lambda weights: weights.whole,
    "moved": lambda weights: weights.moved,
    "moved_alone": lambda weights: weights.moved_alone,
    "paragraphs": lambda weights: weights.paragraphs,
    "longer": lambda weights: weights.longer,
    "title": lambda weights: weights.title,
    "named": lambda weights: weights.named,
    "named_by_others": lambda weights: weights.named_by_others,
    "same_publisher": lambda weights: weights.same_publisher,
    "from_agency": lambda weights: weights.from_agency,
    "to_agency": lambda weights: weights.to_agency,
    "other_agency": lambda weights: weights.other_agency,
    "against_date": lambda weights: weights.against_date,
    "no_date": lambda weights: weights.no_date,
}
#: The signs of a report that has no source among the others.
BEGINNINGS: dict[str, Callable[[Kinship], float]] = {
    "begins": lambda weights: weights.begins,
    "central": lambda weights: weights.central,
    "of_many": lambda weights: weights.of_many,
    "not_first": lambda weights: weights.not_first,
    "agency": lambda weights: weights.agency,
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known besides the texts: `later[a, b]` a was published after b, `names[a, b]` b names the publisher of a,
    `same[a, b]` both are of one publisher; what their addresses tell, and what the margins of the texts do."""

    later: Bools
    names: Bools
    same: Bools
    addressed: Addressed
    wires: Wires

    @classmethod
    def of(
        cls,
        texts: Sequence[str],
        dates: Sequence[Published | None] = (),
        publishers: Sequence[str | None] = (),
        addresses: Sequence[Addresses] = (),
    ) -> Known:
        """What is known of these texts; of each all that is given is given, or nothing of any."""
        houses = publishers or [None] * len(texts)
        addressed = Addressed.of(addresses, list(houses)) if addresses else Addressed.nothing(len(texts))
        later = published_later(list(dates) or [None] * len(texts))
        return cls(later, *naming(texts, houses), addressed, Wires.of(texts, houses))


@dataclass(frozen=True, slots=True)
class Row:
    """A witness in its own order: its sites, which of them are words, the sentence of each, where sentences begin."""

    sites: NDArray[np.int64]
    word: Bools
    sentence: NDArray[np.int64]
    starts: NDArray[np.int64]

    def sums(self, flags: Bools) -> Floats:
        """How many flags stand in each sentence."""
        found: Floats = np.add.reduceat(flags.astype(float), self.starts, axis=-1)
        return found


def signs(sites: Sites, rows: Sequence[Row], known: Known) -> tuple[Floats, Floats]:
    """`edges[source, retelling]` and `beginnings[witness]`: the signs, in the order of `SIGNS` and `BEGINNINGS`."""
    count = len(sites.has)
    counted: dict[str, NDArray[np.float64]] = {name: np.zeros((count, count)) for name in SIGNS}
    for own, row in enumerate(rows):
        if len(row.sites):
            _count(counted, sites, known, own, row)
    size = np.array([max(1, int(row.word.sum())) for row in rows], float)
    kept = counted["whole"] + counted.pop("edited")
    counted["longer"] = np.log(size[None] / size[:, None])
    counted["new_words"], counted["new_fewest"] = _over_the_least(counted["new_words"], known.later)
    counted["gained"], counted["gained_fewest"] = _over_the_least(counted["gained"], known.later)
    for name in _BY_FACTORS:
        counted[name] = np.log1p(counted[name])
    named = known.names & ~known.same
    counted["named"] = named.astype(float)
    others = named.astype(float) @ (~known.later).astype(float)  # `known.later[c, x]`: x is no older than c
    counted["named_by_others"] = named * np.log1p(np.maximum(others - named, 0))
    counted["same_publisher"] = (known.same & ~np.eye(count, dtype=bool)).astype(float)
    agency = known.wires.own
    counted["from_agency"] = (agency[:, None] & ~agency[None] & ~known.wires.other).astype(float)
    counted["to_agency"] = (~agency[:, None] & agency[None]).astype(float)
    counted["other_agency"] = known.wires.other.astype(float)
    counted["against_date"] = known.later.astype(float)
    dated = known.later.any()
    counted["no_date"] = ((~known.later & ~known.later.T) & dated).astype(float)
    edges = np.stack([counted[name] for name in SIGNS], axis=-1)
    central = np.log1p(kept.sum(axis=1) / max(1, count - 1))
    beginnings = np.stack(
        [np.ones(count), central, np.full(count, np.log(count)), np.log1p(known.later.sum(axis=1)), agency],
        axis=-1,
    )
    return edges, beginnings


#: Counts that weigh by how often they double.
_BY_FACTORS = ("rarest", "new_elsewhere", "gained_common", "dropped_inside", "dropped_end", "lost", "lost_runs", "lost_rare",
    "lost_alone", "lost_marks", "whole", "moved", "moved_alone", "paragraphs",
)  # fmt: skip


def _over_the_least(words: Floats, later: Bools) -> tuple[Floats, Floats]:
    """How far each source is behind the best one of a retelling (by factors), and which are the best."""
    able = ~later & ~np.eye(len(words), dtype=bool)
    least = np.where(able, words, np.inf).min(axis=0)
    least = np.where(np.isfinite(least), least, words.min(axis=0))
    more = np.maximum(words - least[None], 0.0)
    return np.log1p(more), (more < _LEAST).astype(float)


def in_order(sites: Sites) -> list[Row]:
    """Every witness cut into sentences: a sentence begins with the first word after a stop or a line end."""
    told = np.array([is_word(word) for word in sites.word], bool)
    stop = np.array([word in STOPS for word in sites.word], bool)
    found = []
    for witness, has in enumerate(sites.has):
        at = np.flatnonzero(has)
        at = at[np.argsort(sites.place[witness, at], kind="stable")]
        word = told[at]
        stops = np.cumsum(stop[at])
        first = np.zeros(len(at), bool)
        places = np.flatnonzero(word)
        if len(places):
            first[places[1:]] = np.diff(stops[places]) > 0
        first[:1] = True
        found.append(Row(at, word, np.cumsum(first) - 1, np.flatnonzero(first)))
    return found


def _any(flags: Bools, starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """In how many sentences a flag stands, for each witness."""
    found: NDArray[np.int64] = np.logical_or.reduceat(flags, starts, axis=1).sum(axis=1)
    return found


def _count(counted: dict[str, Floats], sites: Sites, known: Known, own: int, row: Row) -> None:
    """What one witness shares with all the others, as their retelling and as their source."""
    has = sites.has
    there, word, starts = has[:, row.sites], row.word, row.starts
    words = row.sums(word)
    real = words > 0
    shared = row.sums(there & word)
    kept = (shared >= KEPT * words) & real
    whole = (shared >= words) & real
    inside = kept[:, row.sentence]
    missing = ~there & inside & word
    begins = missing.copy()
    begins[:, 1:] &= ~missing[:, :-1]
    # as the retelling
    older = ~known.later[:, own]
    older[own] = False
    several = has[older][:, row.sites].sum(axis=0)
    rarity = np.where(word, np.log((older.sum() + 1.0) / np.maximum(several, 1.0)), 0.0)
    counted["rarest"][:, own] = np.maximum.reduceat(there * rarity, starts, axis=1).sum(axis=1)
    counted["whole"][:, own] = whole.sum(axis=1)
    counted.setdefault("edited", np.zeros_like(counted["whole"]))[:, own] = (kept & ~whole).sum(axis=1)
    counted["new_words"][:, own] = (~there & word & ~inside).sum(axis=1)
    counted["gained"][:, own] = missing.sum(axis=1)
    # what others have, too, is older than the one who has it not
    alone = has[:, row.sites].sum(axis=0) == 1
    keep = np.maximum(kept.sum(axis=0) - 1, 1)[row.sentence]  # without itself
    common = has[:, row.sites].sum(axis=0) - 1 > _MOST_OF * keep
    counted["new_elsewhere"][:, own] = (~there & word & ~inside & ~alone).sum(axis=1)
    counted["gained_common"][:, own] = (missing & common).sum(axis=1)
    counted["title"][:, own] = whole[:, 0]
    at = np.where(there & word, sites.place[:, row.sites], -1)
    back = np.zeros_like(there)
    back[:, 1:] = (at[:, 1:] >= 0) & (at[:, 1:] < np.maximum.accumulate(at, axis=1)[:, :-1])
    counted["moved"][:, own] = _any(back, starts)
    counted["moved_alone"][:, own] = _alone_in_order(
        row.sums(np.where(there & word, sites.place[:, row.sites], 0)), shared, kept
    )
    # as the source
    order = np.arange(len(starts))
    last = np.where(kept.any(axis=1), (kept * order).max(axis=1), -1)[:, None]
    gone = ~kept & real
    counted["dropped_inside"][own] = (gone & (order < last)).sum(axis=1)
    counted["dropped_end"][own] = (gone & (order > last)).sum(axis=1)
    counted["lost"][own] = missing.sum(axis=1)
    counted["lost_alone"][own] = (missing & alone).sum(axis=1)
    counted["lost_runs"][own] = begins.sum(axis=1)
    counted["lost_marks"][own] = (~there & inside & ~word).sum(axis=1)
    private = np.where(word, np.log(len(has) / has[:, row.sites].sum(axis=0)), 0.0)
    counted["lost_rare"][own] = np.maximum.reduceat(missing * private, starts, axis=1).sum(axis=1)
    breaks = np.array([sites.word[site] == NEW_PARAGRAPH for site in row.sites], bool)
    counted["paragraphs"][own] = (~there & inside & breaks).sum(axis=1)


def _alone_in_order(places: Floats, shared: Floats, kept: Bools) -> NDArray[np.int64]:
    """How often two neighbouring sentences of a retelling stand the other way round in each source, where most of the
    others that have both have them as the retelling does. In go sums of the places of shared words, and their number."""
    where = np.where(kept, places / np.maximum(shared, 1), np.nan)
    step = np.diff(where, axis=1)  # not a number where one of the two is not there
    forth, back = step > 0, step < 0
    found: NDArray[np.int64] = (back & (forth.sum(axis=0) - 1 > back.sum(axis=0))).sum(axis=1)
    return found


def naming(texts: Sequence[str], publishers: Sequence[str | None]) -> tuple[Bools, Bools]:
    """`names[a, b]`: the text of b has the name of a's publisher; `same[a, b]`: both are of one publisher."""
    plain = [" ".join(folded(text)) for text in texts]
    keys = list(map(house, publishers))
    count = len(texts)
    names, same = np.zeros((count, count), bool), np.zeros((count, count), bool)
    for a, key in enumerate(keys):
        if key:
            for b in range(count):
                same[a, b] = keys[b] == key
                names[a, b] = f" {key} " in f" {plain[b]} "
    return names, same
