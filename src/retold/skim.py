"""A light reading of many pairs at once: what `relation` measures, from the codes of words alone.

In go the words of reports as `fingerprint` keeps them and pairs of their numbers; out come the facts by
which `relation` judges, and how much of the shorter report was taken over, one row a pair. Nothing is
read again and no pair is looked at by itself: all pairs of a block are laid end to end in arrays, and what
two reports share is found by sorting (a merge join).

- copied: runs of four or more words that stand in both;
- told: words of the sentences whose weighed words stand for the most part in one sentence of the other;
- figures in such sentences that agree and that conflict;
- words and names that the whole reports share.

It differs from the full reading (`align`, `changes`) in three ways: a sentence is linked to its likest
partner and not one to one, vectors are not asked, and of changes only figures are counted.

The two reports of a pair are taken in one order, the shorter first, so that swapping them changes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .fingerprint import FIGURE, NAME, QUOTED, SET_OFF, Hashes, Words, distinct, mixed, runs
from .relation import Facts
from .settings import Relating, Skimming

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
#: Values of any kind, one a row.
Values = NDArray[Any]


class _Rows:
    """Values of many reports end to end, and where those of each report begin."""

    __slots__ = ("counts", "starts", "values")

    def __init__(self, counts: Ints, **values: Values) -> None:
        self.counts = counts
        self.starts = np.cumsum(counts) - counts
        self.values = values


class Shelf:
    """Reports made ready for being read side by side, all at once: arrays end to end, by report."""

    def __init__(self, reports: Sequence[Words], relating: Relating, settings: Skimming) -> None:
        kept = [_cut(words, settings.most_words) for words in reports]
        count = len(kept)
        sizes = _lengths([words.codes for words in kept])
        codes = _joined([words.codes for words in kept], np.uint32)
        weights = _joined([words.weights for words in kept], np.uint8) / 255.0
        marks = _joined([words.marks for words in kept], np.uint8)
        sentences = _lengths([words.ends for words in kept])
        ends = _joined([words.ends for words in kept], np.uint32).astype(np.int64)
        report = np.repeat(np.arange(count), sizes)
        # Sentences: from the ends in each report to sizes, and a number for each word's sentence.
        in_report = np.repeat(np.arange(count), sentences)
        begins = np.concatenate(([0], ends[:-1])) if len(ends) else ends
        begins[(np.cumsum(sentences) - sentences)[sentences > 0]] = 0
        lengths = ends - begins
        of_word = np.repeat(np.arange(len(lengths)), lengths)
        first_sentence = np.cumsum(sentences) - sentences
        place = np.arange(len(codes)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        wide = mixed(codes.astype(np.uint64) + place.astype(np.uint64) * _PLACE)
        hashes = np.zeros(len(lengths), dtype=np.uint64)
        np.add.at(hashes, of_word, wide)
        # Runs of words that stay inside their report; 0 where there is none.
        fours = np.zeros(len(codes), dtype=np.uint64)
        found = runs(codes, relating.run_words)
        inside = report[: len(found)] == report[relating.run_words - 1 :][: len(found)]
        fours[: len(found)][inside] = found[inside]
        quoted = (marks & QUOTED) > 0
        apart = (marks & SET_OFF) > 0
        self.words = _Rows(
            sizes, fours=fours, quoted=quoted, apart=apart, sentence=of_word - first_sentence[report]
        )
        # Stems: each once a report, and each once a sentence.
        stems = (codes >> np.uint32(8)).astype(np.int64)
        keys = (report << 24) | stems
        order = np.argsort(keys)
        keys = keys[order]
        first = _firsts(keys)
        times = np.diff(np.append(first, len(keys)))
        heavy = np.maximum.reduceat(weights[order], first) if len(first) else weights
        keys = keys[first]
        entries = distinct((of_word << 24) | stems)
        sentence, stem = entries >> 24, entries & 0xFFFFFF
        which = np.searchsorted(keys, (in_report[sentence] << 24) | stem)
        spread = np.bincount(which, minlength=len(keys))
        lessened = heavy[which] / spread[which] ** settings.spread_exponent
        self.sentences = _Rows(
            sentences,
            size=lengths,
            hash=hashes,
            weight=np.bincount(sentence, weights=lessened, minlength=len(lengths)),
        )
        self.stems = _Rows(
            np.bincount(keys >> 24, minlength=count), stem=keys & 0xFFFFFF, weight=heavy, times=times
        )
        self.totals = np.bincount(keys >> 24, weights=heavy * times, minlength=count)
        telling = heavy[which] >= settings.least_weight
        sentence, which = sentence[telling], which[telling]
        self.entries = _Rows(
            np.bincount(in_report[sentence], minlength=count),
            stem=keys[which] & 0xFFFFFF,
            sentence=sentence - first_sentence[in_report[sentence]],
            weight=heavy[which],
            spread=spread[which],
        )
        figure = np.flatnonzero(marks & FIGURE)
        self.figures = _Rows(
            np.bincount(report[figure], minlength=count),
            code=codes[figure].astype(np.int64),
            sentence=of_word[figure] - first_sentence[report[figure]],
        )
        name = (marks & NAME) > 0
        names = distinct((report[name] << 32) | codes[name])
        self.names = _Rows(np.bincount(names >> 32, minlength=count), code=names & 0xFFFFFFFF)


#: An odd constant, that the place of a word in its sentence counts in the sentence's hash.
_PLACE = np.uint64(0x9E3779B97F4A7C15)


def _cut(words: Words, most: int) -> Words:
    """The sentences within the first so many words."""
    if len(words.codes) <= most:
        return words
    ends = words.ends[words.ends <= most]
    if not len(ends):
        ends = np.array([most], dtype=np.uint32)
    size = int(ends[-1])
    return Words(words.codes[:size], words.weights[:size], words.marks[:size], ends)


def _firsts(ordered: Values) -> Ints:
    """Where each value of an ordered array stands first."""
    if not len(ordered):
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))


def _lengths(arrays: Sequence[Values]) -> Ints:
    return np.array([len(one) for one in arrays], dtype=np.int64)


def _joined(arrays: Sequence[Values], kind: type) -> Values:
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype=kind)


@dataclass(frozen=True, slots=True)
class Reading:
    """What skimming a pair found. Shares are of the shorter report's words. `late` are the facts for two
    reports that were published far apart."""

    facts: Facts
    late: Facts
    verbatim: float
    edited: float
    reworded: float


def skim(shelf: Shelf, pairs: Ints, relating: Relating, settings: Skimming) -> list[Reading]:
    """Read pairs of a shelf's reports side by side: one row a pair, the two numbers in it.

    The first of each pair must be the one that `shorter_first` says.
    """
    found: list[Reading] = []
    if not len(pairs):
        return found
    sizes = np.cumsum(shelf.words.counts[pairs].sum(axis=1))
    block = (sizes // settings.block_words).astype(np.int64)
    for start, end in zip(*_bounds(block), strict=True):
        found += _Block(shelf, pairs[start:end], relating, settings).readings()
    return found


def _bounds(numbers: Ints) -> tuple[Ints, Ints]:
    """Where each run of equal numbers begins and ends."""
    starts = _firsts(numbers)
    return starts, np.append(starts[1:], len(numbers))


class _Side:
    """One side of all pairs of a block, laid end to end."""

    def __init__(self, shelf: Shelf, reports: Ints) -> None:
        self._shelf, self._reports = shelf, reports
        self._pairs = np.arange(len(reports))
        self.sizes = shelf.words.counts[reports]
        self.sentences = shelf.sentences.counts[reports]
        self.totals = shelf.totals[reports]
        #: Where the sentences of each pair begin in the arrays over sentences.
        self.first_sentence = np.cumsum(self.sentences) - self.sentences
        self.pair_of_word, words = self.rows("words")
        self.quoted, self.apart = words["quoted"].astype(bool), words["apart"].astype(bool)
        self.fours = words["fours"]
        self.sentence = words["sentence"]
        self.pair_of_sentence, found = self.rows("sentences")
        self.sentence_sizes, self.sentence_hashes, self.sentence_weights = (
            found["size"],
            found["hash"],
            found["weight"],
        )

    def rows(self, name: str) -> tuple[Ints, dict[str, Values]]:
        """The number of the pair for each row of that name, and the rows."""
        rows: _Rows = getattr(self._shelf, name)
        counts = rows.counts[self._reports]
        before = np.cumsum(counts) - counts
        at = np.arange(int(counts.sum())) + np.repeat(rows.starts[self._reports] - before, counts)
        return np.repeat(self._pairs, counts), {key: values[at] for key, values in rows.values.items()}


class _Block:
    """Some pairs, read together."""

    def __init__(self, shelf: Shelf, pairs: Ints, relating: Relating, settings: Skimming) -> None:
        self._relating, self._settings = relating, settings
        self._count = len(pairs)
        self._left = _Side(shelf, pairs[:, 0])
        self._right = _Side(shelf, pairs[:, 1])

    def readings(self) -> list[Reading]:
        """One reading a pair, in order."""
        left, right, settings = self._left, self._right, self._settings
        words = np.maximum(1, left.sizes)
        copied, quoted, longest, standing = self._copied()
        likest, best, best_right, links, in_order = self._linked()
        held = best >= settings.link_floor
        held_right = best_right >= settings.link_floor
        told_left = self._sum(left, np.where(held, left.sentence_sizes, 0)) / words
        told_right = self._sum(right, np.where(held_right, right.sentence_sizes, 0)) / np.maximum(
            1, right.sizes
        )
        same = self._verbatim()
        verbatim = self._sum(left, np.where(same, left.sentence_sizes, 0)) / words
        edited_in = held & ~same & (best >= settings.edited_floor)
        edited = self._sum(left, np.where(edited_in, left.sentence_sizes, 0)) / words
        reworded = np.maximum(
            0.0,
            told_left - self._sum(left, np.where(held & (same | edited_in), left.sentence_sizes, 0)) / words,
        )
        equal, conflicting = self._figures(likest, held)
        topic = self._topic()
        names_shared, names_fewer = self._names()
        verbatim_sentences = self._sum(left, same.astype(np.int64))
        held_count = self._sum(left, held.astype(np.int64))
        told = np.maximum(told_left, told_right)
        readings: list[Reading] = []
        for n in range(self._count):
            facts = Facts(
                sentences=(int(left.sentences[n]), int(right.sentences[n])),
                words=int(words[n]),
                links=int(links[n]),
                verbatim=int(verbatim_sentences[n]),
                in_order=int(in_order[n]),
                told=float(told[n]),
                told_shorter=int(held_count[n]),
                copied=float(copied[n] / words[n]),
                quoted=float(quoted[n] / words[n]),
                longest=int(longest[n]),
                standing=bool(standing[n]),
                figures_equal=int(equal[n]),
                figures_conflicting=int(conflicting[n]),
                names=float(names_shared[n] / max(1, names_fewer[n])),
                names_shared=int(names_shared[n]),
                topic=float(topic[n]),
                rubric=False,
                days_apart=0.0,
            )
            readings.append(
                Reading(
                    facts,
                    replace(facts, days_apart=math.inf),
                    round(float(verbatim[n]), 4),
                    round(float(edited[n]), 4),
                    round(float(reworded[n]), 4),
                )
            )
        return readings

    def _sum(self, side: _Side, values: Values) -> Floats:
        """Values over sentences, added up by pair."""
        return np.bincount(
            side.pair_of_sentence, weights=values.astype(np.float64), minlength=self._count
        ).astype(np.float64)

    def _copied(self) -> tuple[Floats, Floats, Ints, Bools]:
        """Words of the shorter report in runs that stand in both: outside and inside quotations, the
        longest run outside, and whether all long ones stand at the edge of both reports."""
        left, right, relating = self._left, self._right, self._relating
        run = relating.run_words
        at, partner = _matches(left.fours, left.pair_of_word, right.fours, right.pair_of_word)
        total = len(left.pair_of_word)
        steps = np.zeros(total + run + 1, dtype=np.int64)
        np.add.at(steps, at, 1)
        np.add.at(steps, at + run, -1)
        covered = np.cumsum(steps)[:total] > 0
        marks = left.quoted.copy()
        for step in range(run):
            # set off here without marks, and in quotation marks there
            marks[at[left.apart[at + step] & right.quoted[partner + step]] + step] = True
        plain = np.bincount(left.pair_of_word[covered & ~marks], minlength=self._count)
        marked = np.bincount(left.pair_of_word[covered & marks], minlength=self._count)
        longest = np.zeros(self._count, dtype=np.int64)
        standing = np.zeros(self._count, dtype=bool)
        if len(at):
            begins = np.ones(len(at), dtype=bool)
            begins[1:] = (at[1:] != at[:-1] + 1) | (partner[1:] != partner[:-1] + 1)
            first = np.flatnonzero(begins)
            last = np.concatenate((first[1:], [len(at)])) - 1
            outside = np.concatenate(([0], np.cumsum(~marks)))
            size = outside[at[last] + run] - outside[at[first]]
            pair = left.pair_of_word[at[first]]
            np.maximum.at(longest, pair, size)
            long = size >= relating.long_run
            pair, first, last = pair[long], first[long], last[long]
            edge = np.minimum(relating.edge, np.minimum(left.sentences, right.sentences) // 3)[pair]
            at_start = (left.sentence[at[first]] < edge) & (right.sentence[partner[first]] < edge)
            at_end = (left.sentences[pair] - left.sentence[at[last] + run - 1] <= edge) & (
                right.sentences[pair] - right.sentence[partner[last] + run - 1] <= edge
            )
            inside = np.bincount(pair, weights=~(at_start | at_end), minlength=self._count)
            standing = (np.bincount(pair, minlength=self._count) > 0) & (inside == 0)
        return plain.astype(np.float64), marked.astype(np.float64), longest, standing

    def _linked(self) -> tuple[Ints, Floats, Floats, Ints, Ints]:
        """For each sentence of either side its likest one on the other and how like it is; the number of
        mutual links, and how many of those keep the order."""
        left, right, settings = self._left, self._right, self._settings
        one, other = self._entries(left), self._entries(right)
        order = np.argsort(other.keys, kind="stable")
        keys = other.keys[order]
        low, high = np.searchsorted(keys, one.keys, "left"), np.searchsorted(keys, one.keys, "right")
        many = high - low
        source = np.repeat(np.arange(len(one.keys)), many)
        target = order[
            np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many) + np.repeat(low, many)
        ]
        weight = (
            one.weights[source]
            / np.maximum(one.spread[source], other.spread[target]) ** settings.spread_exponent
        )
        width = max(1, len(right.sentence_sizes))
        cells, where = np.unique(one.sentences[source] * width + other.sentences[target], return_inverse=True)
        shared = np.bincount(where, weights=weight, minlength=len(cells))
        row, column = cells // width, cells % width
        below, across = left.sentence_weights[row], right.sentence_weights[column]
        lighter = np.minimum(below, across) + settings.ballast
        likeness = 0.5 * shared / lighter + shared / (below + across + settings.ballast)
        likest, best = _best(row, column, likeness, len(left.sentence_sizes))
        likest_right, best_right = _best(column, row, likeness, len(right.sentence_sizes))
        rows = np.flatnonzero(best >= settings.link_floor)
        mutual = rows[likest_right[likest[rows]] == rows]
        pair = left.pair_of_sentence[mutual]
        links = np.bincount(pair, minlength=self._count)
        follows = np.ones(len(mutual), dtype=bool)
        if len(mutual) > 1:
            follows[1:] = (pair[1:] != pair[:-1]) | (likest[mutual][1:] > likest[mutual][:-1])
        in_order = np.bincount(pair, weights=follows, minlength=self._count).astype(np.int64)
        return likest, best, best_right, links, in_order

    def _entries(self, side: _Side) -> _Entries:
        """A row for each telling stem of each sentence."""
        pair, rows = side.rows("entries")
        return _Entries(
            (pair << 24) | rows["stem"],
            rows["sentence"] + side.first_sentence[pair],
            rows["weight"],
            rows["spread"],
        )

    def _verbatim(self) -> Bools:
        """Which sentences of the shorter report stand word for word in the other."""
        left, right = self._left, self._right
        at, _ = _matches(
            left.sentence_hashes, left.pair_of_sentence, right.sentence_hashes, right.pair_of_sentence
        )
        same = np.zeros(len(left.sentence_sizes), dtype=bool)
        same[at] = True
        return same

    def _figures(self, likest: Ints, held: Bools) -> tuple[Ints, Ints]:
        """Figures in linked sentences: those that both hold, and those that stand against another."""
        left, right = self._left, self._right
        pair, rows = left.rows("figures")
        other_pair, other_rows = right.rows("figures")
        sentence = rows["sentence"] + left.first_sentence[pair]
        partner = other_rows["sentence"] + right.first_sentence[other_pair]
        written = np.bincount(sentence, minlength=len(held))
        opposite = np.bincount(partner, minlength=len(right.sentence_sizes))
        linked = held[sentence]
        keys = distinct((likest[sentence[linked]] << 32) | rows["code"][linked])
        theirs = distinct((partner << 32) | other_rows["code"])
        same = np.isin(keys, theirs, assume_unique=True)
        equal_in = np.bincount(keys[same] >> 32, minlength=len(right.sentence_sizes))
        at = np.flatnonzero(held)
        agree = np.minimum(equal_in[likest[at]], written[at])
        conflict = np.minimum(written[at] - agree, np.maximum(0, opposite[likest[at]] - agree))
        pair = left.pair_of_sentence[at]
        equal = np.bincount(pair, weights=agree, minlength=self._count).astype(np.int64)
        conflicting = np.bincount(pair, weights=conflict, minlength=self._count).astype(np.int64)
        return equal, conflicting

    def _topic(self) -> Floats:
        """How much of the lighter report's weighed words stands in the other."""
        left, right = self._left, self._right
        pair, one = left.rows("stems")
        other_pair, other = right.rows("stems")
        keys, other_keys = (pair << 24) | one["stem"], (other_pair << 24) | other["stem"]
        _, here, there = np.intersect1d(keys, other_keys, assume_unique=True, return_indices=True)
        times = np.minimum(one["times"][here], other["times"][there])
        shared = np.bincount(pair[here], weights=times * one["weight"][here], minlength=self._count)
        lighter = np.minimum(left.totals, right.totals)
        found: Floats = shared / np.where(lighter > 0, lighter, 1.0)
        return found

    def _names(self) -> tuple[Ints, Ints]:
        """How many words of names both hold, and how many the one with fewer holds."""
        (pair, one), (other_pair, other) = self._left.rows("names"), self._right.rows("names")
        same = np.intersect1d(
            (pair << 32) | one["code"], (other_pair << 32) | other["code"], assume_unique=True
        )
        fewer = np.minimum(
            np.bincount(pair, minlength=self._count), np.bincount(other_pair, minlength=self._count)
        )
        return np.bincount(same >> 32, minlength=self._count), fewer


@dataclass(frozen=True, slots=True)
class _Entries:
    keys: Ints
    sentences: Ints
    weights: Floats
    spread: Ints


def _matches(one: Hashes, pair: Ints, other: Hashes, other_pair: Ints) -> tuple[Ints, Ints]:
    """Places of `one` whose hash stands in `other` of the same pair, and the first such place there."""
    places, others = np.flatnonzero(one), np.flatnonzero(other)
    keys = one[places] ^ mixed(pair[places].astype(np.uint64))
    theirs = other[others] ^ mixed(other_pair[others].astype(np.uint64))
    order = np.argsort(theirs, kind="stable")
    theirs = theirs[order]
    if not len(theirs):
        return places[:0], others[:0]
    at = np.minimum(np.searchsorted(theirs, keys), len(theirs) - 1)
    same = theirs[at] == keys
    return places[same], others[order[at[same]]]


def _best(row: Ints, column: Ints, likeness: Floats, rows: int) -> tuple[Ints, Floats]:
    """The likest column of each row, the first of equal ones, and how like it is; 0 where there is none."""
    order = np.lexsort((column, -np.round(likeness, 9), row))
    first = np.ones(len(order), dtype=bool)
    first[1:] = row[order][1:] != row[order][:-1]
    chosen = order[first]
    likest, best = np.zeros(rows, dtype=np.int64), np.zeros(rows)
    likest[row[chosen]], best[row[chosen]] = column[chosen], likeness[chosen]
    return likest, best


def shorter_first(one: Words, other: Words) -> bool:
    """Whether the two are in the order in which they are read: fewer words first, then what the words are.

    Two texts whose words are alike to the letter may differ in capitals, quotation marks and where sentences end:
    these count, too, so that no number given out in order bears on what is read.
    """
    return _told(one) <= _told(other)


def _told(words: Words) -> tuple[int, bytes, bytes, bytes]:
    return (len(words.codes), words.codes.tobytes(), words.marks.tobytes(), words.ends.tobytes())
