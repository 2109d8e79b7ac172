"""Stories: which reports tell of one event, whether or not one derives from the other.

In go reports, each as its `StoryFeatures`; out come groups of their ids. Method, in four steps:

- each report is boiled down to weighed words and pairs of words, words of names, figures and years
  (`story_features`); how telling a word is comes from a fixed table, so that 20 reports are read as 20,000 are;
- reports that share some of their most telling words are looked at in pairs (`near`), and each pair gets
  log-odds of being one event (`evidence`): a sum with a handful of weights;
- average link over the pairs gives broad groups, mostly one topic each; inside a group what all reports
  share tells nothing, so the pairs are judged again by what is left of the reports when the group's mean is
  taken away (`_contrast`): two floods in two towns fall apart, two reports of one flood move closer;
- average link over that gives the stories; single reports left over go to the story they fit best.

Every number is in `settings.Storying`. Reports that retell each other are given in and stay together, pairs that
share a recurring form are given in and kept apart. All
sums are rounded, and reports are taken in the order of their ids, so that the order of input changes nothing.

Not tried: stories within stories (a trial and each of its days), reports about several events, languages in
which words are not set off by spaces.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .agglomerate import Edge, average_link
from .settings import Storying
from .story_features import Hashes, StoryFeatures, Weights

Pairs = NDArray[np.int64]

#: Digits to which evidence is rounded: no result hangs on the order in which a machine adds.
_DIGITS = 6
#: The first year that is told apart.
_FIRST_YEAR = 1900


def tempered(stories: Sequence[StoryFeatures], settings: Storying) -> list[StoryFeatures]:
    """The reports with their weights held against this very archive, and brought to length 1.

    A word that stands in far more reports than any story has, more than the language lets expect, belongs to
    a recurring form or to an outlet's furniture: it weighs what its share of the archive says. A story's own
    words are safe (`story_reports`), so a small archive leaves all weights as they are.
    """
    terms = _tempered([s.terms for s in stories], [s.weights for s in stories], settings)
    names = _tempered([s.names for s in stories], [s.name_weights for s in stories], settings)
    return [
        replace(story, weights=weights, name_weights=name_weights)
        for story, weights, name_weights in zip(stories, terms, names, strict=True)
    ]


def _tempered(hashes: Sequence[Hashes], weights: Sequence[Weights], settings: Storying) -> list[Weights]:
    if not hashes:
        return []
    digests, reports = np.unique(np.concatenate(hashes), return_counts=True)
    often = reports > settings.story_reports  # few do, and the others are left as they are
    held = Held(len(hashes), digests[often], reports[often])
    out: list[Weights] = []
    for first in range(0, len(hashes), _ROWS):
        some = weights[first : first + _ROWS]
        told = held.told(np.concatenate(hashes[first : first + _ROWS]), np.concatenate(some), settings)
        out += map(_to_length, np.split(told, np.cumsum([len(row) for row in some])[:-1]), some)
    return out


#: Reports that are tempered in one go.
_ROWS = 2_000


def _to_length(told: NDArray[np.float64], weight: Weights) -> Weights:
    """Weights of one report, divided by the length of those it had before."""
    length = math.sqrt(float((weight.astype(np.float64) ** 2).sum())) or 1.0
    shortened: Weights = (told / length).astype(np.float32)
    return shortened


@dataclass(frozen=True, slots=True)
class Held:
    """In how many of `count` reports each digest stands. Digests of few reports (`story_reports`) may be left out."""

    count: int
    digests: Hashes
    reports: Pairs

    def lessened(self, row: Hashes, weight: Weights, settings: Storying) -> Weights:
        """The weights of one report, held against the archive and brought to length 1."""
        return _to_length(self.told(row, weight, settings), weight)

    def told(self, row: Hashes, weight: Weights, settings: Storying) -> NDArray[np.float64]:
        """How telling words are: by the language, or by how many reports hold them where that is less."""
        at = np.minimum(np.searchsorted(self.digests, row), max(0, len(self.digests) - 1))
        known = self.digests[at] == row if len(self.digests) else np.zeros(len(row), dtype=bool)
        held = np.where(known, self.reports[at] if len(self.digests) else 0, 0)
        here = np.maximum(held - settings.story_reports, 0) / max(1, self.count - settings.story_reports)
        trust = self.count / (self.count + settings.archive_reports)
        share = np.exp(-weight.astype(np.float64))
        told: NDArray[np.float64] = np.minimum(
            weight, -np.log((1.0 - trust) * share + trust * np.maximum(here, share))
        )
        return told


def held_against(story: StoryFeatures, terms: Held, names: Held, settings: Storying) -> StoryFeatures:
    """One report, `tempered` by how many reports hold each of its words."""
    return replace(
        story,
        weights=terms.lessened(story.terms, story.weights, settings),
        name_weights=names.lessened(story.names, story.name_weights, settings),
    )


def evidence(one: StoryFeatures, other: StoryFeatures, settings: Storying) -> float:
    """The log-odds that two tempered reports tell of one event."""
    terms = _dot(one.terms, one.weights, other.terms, other.weights)
    names = _dot(one.names, one.name_weights, other.names, other.name_weights)
    figures = len(np.intersect1d(one.figures, other.figures, assume_unique=True))
    total = settings.start + settings.terms * terms + settings.names * names
    total += settings.figures * math.log1p(figures)
    total += settings.length * math.log1p(min(one.size, other.size, settings.long_terms))
    if one.day is not None and other.day is not None:
        total += settings.days * math.log2(max(1.0, abs(one.day - other.day) / settings.days_free))
    elif one.years and other.years:
        shared = not set(one.years).isdisjoint(other.years)
        total += settings.years_shared if shared else settings.years_apart
    return round(total, _DIGITS)


def _dot(one: Hashes, weights: Weights, other: Hashes, others: Weights) -> float:
    _, left, right = np.intersect1d(one, other, assume_unique=True, return_indices=True)
    return float(weights[left].astype(np.float64) @ others[right].astype(np.float64))


@dataclass(frozen=True, slots=True)
class Packed:
    """Reports as their pairs are weighed: the words, names and figures of all stand in one long row.

    `starts` and `lengths` say where those of a report stand; of each entry there is its column (the same for the same
    word), its weight and its kind. `spread` has a place for each column, and is empty between two calls.
    """

    starts: Pairs
    lengths: Pairs
    columns: Pairs
    weights: NDArray[np.float64]
    channels: NDArray[np.int8]
    spread: NDArray[np.float64]
    sizes: Pairs
    days: NDArray[np.float64]
    years: NDArray[np.bool_]
    with_years: NDArray[np.bool_]

    @classmethod
    def of(cls, rows: Sequence[StoryFeatures]) -> Packed:
        """Pack reports."""
        each = np.array([[len(r.terms), len(r.names), len(r.figures)] for r in rows], dtype=np.int64)
        each = each.reshape(-1, 3)
        channels = np.repeat(np.tile(np.arange(3, dtype=np.int8), len(rows)), each.reshape(-1))
        hashes = _joined([part for r in rows for part in (r.terms, r.names, r.figures)], np.int64)
        hashes += channels.astype(np.int64) << 32
        known, columns = np.unique(hashes, return_inverse=True)
        weights = _joined(
            [part for r in rows for part in (r.weights, r.name_weights, np.ones(len(r.figures)))], np.float64
        )
        lengths = each.sum(axis=1)
        years = np.zeros((len(rows), 200), dtype=bool)
        for n, row in enumerate(rows):
            years[n, [year - _FIRST_YEAR for year in row.years]] = True
        return cls(
            starts=np.cumsum(lengths) - lengths,
            lengths=lengths,
            columns=columns,
            weights=weights,
            channels=channels,
            spread=np.zeros(len(known)),
            sizes=np.array([row.size for row in rows], dtype=np.int64),
            days=_days(rows),
            years=years,
            with_years=np.array([bool(row.years) for row in rows], dtype=bool),
        )

    def weigh(self, pairs: Pairs, settings: Storying) -> NDArray[np.float64]:
        """The evidence of many pairs, which come in order of their first column. The fast twin of `evidence`.

        The entries of a pair's first report are spread out over all columns once, and those of all its partners looked
        up there.
        """
        if not len(pairs):
            return np.zeros(0)
        sums = np.zeros((len(pairs), 3))
        firsts, at = np.unique(pairs[:, 0], return_index=True)
        for first, begin, end in zip(
            firsts.tolist(), at.tolist(), [*at[1:].tolist(), len(pairs)], strict=True
        ):
            own = slice(self.starts[first], self.starts[first] + self.lengths[first])
            self.spread[self.columns[own]] = self.weights[own]
            partners = pairs[begin:end, 1]
            size = self.lengths[partners]
            which = np.repeat(np.arange(len(partners)), size)
            entries = np.arange(len(which)) + np.repeat(
                self.starts[partners] - (np.cumsum(size) - size), size
            )
            products = self.spread[self.columns[entries]] * self.weights[entries]
            sums[begin:end] = np.bincount(
                which * 3 + self.channels[entries], weights=products, minlength=3 * len(partners)
            ).reshape(-1, 3)
            self.spread[self.columns[own]] = 0.0
        return self._summed(pairs, sums, settings)

    def _summed(self, pairs: Pairs, sums: NDArray[np.float64], settings: Storying) -> NDArray[np.float64]:
        """Evidence from what pairs share of words, names and figures."""
        one, other = pairs[:, 0], pairs[:, 1]
        sizes = np.minimum(np.minimum(self.sizes[one], self.sizes[other]), settings.long_terms)
        total = settings.start + settings.terms * sums[:, 0] + settings.names * sums[:, 1]
        total += settings.figures * np.log1p(np.round(sums[:, 2]))
        total += settings.length * np.log1p(sizes)
        apart = np.abs(self.days[one] - self.days[other]) / settings.days_free
        total += settings.days * np.log2(np.maximum(1.0, np.nan_to_num(apart)))
        undated = np.flatnonzero(np.isnan(apart))
        both = undated[self.with_years[one[undated]] & self.with_years[other[undated]]]
        shared = (self.years[one[both]] & self.years[other[both]]).any(axis=1)
        total[both] += np.where(shared, settings.years_shared, settings.years_apart)
        return total.round(_DIGITS)


def weigh(rows: Sequence[StoryFeatures], pairs: Pairs, settings: Storying) -> NDArray[np.float64]:
    """The evidence of many pairs of some reports: see `Packed.weigh`."""
    return Packed.of(rows).weigh(pairs, settings)


def _joined(parts: Sequence[NDArray[Any]], kind: type[np.generic]) -> NDArray[Any]:
    """Many rows as one of that kind, without a copy in between."""
    out = np.empty(sum(map(len, parts)), dtype=kind)
    return np.concatenate(parts, out=out) if parts else out


def near(stories: Sequence[StoryFeatures], settings: Storying) -> Pairs:
    """The pairs worth weighing, as two columns of numbers: those that share enough keys.

    Keys of too many reports join nobody. In SQL it is a join of the postings with themselves: see
    docs/method/stories.md.
    """
    nobody = np.zeros((0, 2), dtype=np.int64)
    if not any(len(story.keys) for story in stories):
        return nobody
    keys = np.concatenate([story.keys for story in stories])
    owners = np.repeat(np.arange(len(stories), dtype=np.int64), [len(story.keys) for story in stories])
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    found = []
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    for start, end in zip(starts, np.r_[starts[1:], len(keys)], strict=True):
        if 2 <= end - start <= settings.key_most:
            one, other = _two_of(int(end - start))
            found.append(owners[start + one] * len(stories) + owners[start + other])
    if not found:
        return nobody
    codes, shared = np.unique(np.concatenate(found), return_counts=True)
    pairs = np.stack(np.divmod(codes[shared >= settings.keys_shared], len(stories)), axis=1)
    days = _days(stories)
    apart = np.nan_to_num(np.abs(days[pairs[:, 0]] - days[pairs[:, 1]]))
    kept: Pairs = pairs[apart <= settings.days_most]
    return kept


@cache
def _two_of(count: int) -> tuple[Pairs, Pairs]:
    """All pairs of so many, at most `key_most`."""
    one, other = np.triu_indices(count, 1)
    return one, other


def _days(stories: Sequence[StoryFeatures]) -> NDArray[np.float64]:
    """The days of publication, NaN where one is not known."""
    return np.array([math.nan if story.day is None else float(story.day) for story in stories])


def group(
    stories: Mapping[str, StoryFeatures],
    settings: Storying,
    derived: Iterable[tuple[str, str]] = (),
    forms: Pairs | None = None,
) -> list[tuple[str, ...]]:
    """The stories of two reports or more, as ids in order.

    Pairs of which one derives from the other stay together, but for those that `bound` lets go; pairs of `forms`
    share a recurring form and count as if they had not been looked at. They can be many, and are given as two columns
    of numbers, which count the reports in the order of their ids.
    """
    ids = sorted(stories)
    number = {name: n for n, name in enumerate(ids)}
    rows = tempered([stories[name] for name in ids], settings)
    packed = Packed.of(rows)
    together = bound(packed, _numbered(derived, number), settings)
    apart = np.sort(np.zeros((0, 2), dtype=np.int64) if forms is None else forms, axis=1)
    pairs = near(rows, settings)
    values = packed.weigh(pairs, settings)
    codes = pairs[:, 0] * len(rows) + pairs[:, 1]
    kept = (values > settings.floor) & ~np.isin(codes, apart[:, 0] * len(rows) + apart[:, 1])
    edges = [
        (one, other, value)
        for (one, other), value in zip(pairs[kept].tolist(), values[kept].tolist(), strict=True)
    ]
    found = grouped(rows, edges, together, apart, settings, packed)
    return sorted(tuple(ids[n] for n in story) for story in found if len(story) > 1)


def _numbered(pairs: Iterable[tuple[str, str]], number: Mapping[str, int]) -> Pairs:
    """The pairs of two reports that are here, each once, the smaller number first, in order."""
    found = {(number[one], number[other]) for one, other in pairs if one in number and other in number}
    rows = sorted({(min(pair), max(pair)) for pair in found if pair[0] != pair[1]})
    return np.array(rows, dtype=np.int64).reshape(-1, 2)


def bound(packed: Packed, derived: Pairs, settings: Storying) -> list[list[int]]:
    """The derived pairs that hold a story together.

    One that was published days after the other, and by its words is rather not about the same event, is a form of
    which the archive holds too few to know it, or takes over the background alone.
    """
    days = packed.days
    late = np.nan_to_num(np.abs(days[derived[:, 0]] - days[derived[:, 1]])) > settings.days_free
    held: list[list[int]] = derived[~late | (packed.weigh(derived, settings) >= settings.bound)].tolist()
    return held


def grouped(
    rows: Sequence[StoryFeatures],
    edges: list[Edge],
    together: list[list[int]],
    apart: Pairs,
    settings: Storying,
    packed: Packed | None = None,
) -> Iterator[list[int]]:
    """Broad groups first, then the stories of each. `packed` are the reports as they are weighed, where they are packed already."""
    packed = packed or Packed.of(rows)
    broad = average_link(len(rows), edges, settings.broad, settings.floor, together)
    of = {n: k for k, members in enumerate(broad) for n in members}
    inside: list[list[Edge]] = [[] for _ in broad]
    for edge in edges:
        if of[edge[0]] == of[edge[1]]:
            inside[of[edge[0]]].append(edge)
    bound: list[list[list[int]]] = [[] for _ in broad]
    for family in together:
        bound[of[family[0]]].append(family)
    forms: list[list[list[int]]] = [[] for _ in broad]
    for pair in apart.tolist():
        if of[pair[0]] == of[pair[1]]:
            forms[of[pair[0]]].append(pair)
    for members, held, families, parted in zip(broad, inside, bound, forms, strict=True):
        if len(members) > 1:
            yield from _stories(rows, packed, members, held, families, parted, settings)


def _stories(
    rows: Sequence[StoryFeatures],
    packed: Packed,
    members: list[int],
    edges: list[Edge],
    families: list[list[int]],
    forms: list[list[int]],
    settings: Storying,
) -> Iterator[list[int]]:
    """The stories of one broad group."""
    place = {n: k for k, n in enumerate(members)}
    together = [[place[n] for n in family] for family in families]
    if len(members) > settings.contrast_most:
        held = [(place[one], place[other], value) for one, other, value in edges]
        found = average_link(len(members), held, settings.same_few, settings.floor, together)
    else:
        inner = [rows[n] for n in members]
        likeness = _all_pairs(packed, members, settings)
        parted = np.array([[place[n] for n in pair] for pair in forms], dtype=np.int64).reshape(-1, 2)
        _part(likeness, parted, settings)
        found = average_link(len(members), _edges(likeness), settings.same_few, settings.floor, together)
        if len(members) >= settings.contrast_least:
            contrast = settings.contrast * _contrast(inner)
            most = np.where(likeness < settings.contrast_from, likeness, np.inf)  # no contrast joins these
            likeness = np.maximum(np.minimum(likeness + contrast, most), settings.floor).round(_DIGITS)
            _part(likeness, parted, settings)
            found = average_link(len(members), _edges(likeness), settings.same, settings.floor, found)
        found = _leftovers(found, likeness, settings)
    for story in found:
        yield [members[k] for k in story]


def _part(likeness: NDArray[np.float64], pairs: Pairs, settings: Storying) -> None:
    """Let these pairs count as if they had not been looked at."""
    one, other = pairs[:, 0], pairs[:, 1]
    likeness[one, other] = likeness[other, one] = settings.floor


def _edges(likeness: NDArray[np.float64]) -> Iterator[Edge]:
    one, other = np.triu_indices(len(likeness), 1)
    yield from zip(one.tolist(), other.tolist(), likeness[one, other].tolist(), strict=True)


def _all_pairs(packed: Packed, members: Sequence[int], settings: Storying) -> NDArray[np.float64]:
    """The evidence of each pair of a group."""
    one, other = np.triu_indices(len(members), 1)
    found = np.full((len(members), len(members)), settings.floor)
    numbers = np.array(members, dtype=np.int64)
    values = packed.weigh(np.stack([numbers[one], numbers[other]], axis=1), settings)
    found[one, other] = found[other, one] = np.maximum(settings.floor, values)
    return found


def _dense(hashes: Sequence[Hashes], weights: Sequence[Weights]) -> NDArray[np.float64]:
    """One row for each report, one column for each word that two of them share."""
    joined = np.concatenate(hashes)
    _, column, held = np.unique(joined, return_inverse=True, return_counts=True)
    row = np.repeat(np.arange(len(hashes)), [len(part) for part in hashes])
    kept = held[column] > 1
    places = np.cumsum(held > 1) - 1
    matrix = np.zeros((len(hashes), int((held > 1).sum())))
    matrix[row[kept], places[column[kept]]] = np.concatenate(weights)[kept]
    return matrix


def _contrast(inner: Sequence[StoryFeatures]) -> NDArray[np.float64]:
    """The cosines of a group's reports once the group's mean is taken from each: what sets them apart."""
    terms = _dense([story.terms for story in inner], [story.weights for story in inner])
    terms -= terms.mean(axis=0)
    lengths = np.sqrt((terms * terms).sum(axis=1, keepdims=True))
    lengths[lengths == 0.0] = 1.0
    terms /= lengths
    return terms @ terms.T


def _leftovers(found: list[list[int]], likeness: NDArray[np.float64], settings: Storying) -> list[list[int]]:
    """Small groups go to the story that they fit best, if they fit it clearly."""
    stories = [story for story in found if len(story) > settings.leftover_size]
    grown = [list(story) for story in stories]
    alone = []
    for small in (story for story in found if len(story) <= settings.leftover_size):
        fits = [float(likeness[np.ix_(small, story)].mean()) for story in stories]
        best = max(range(len(fits)), key=lambda k: (fits[k], -k), default=None)
        second = max((fit for k, fit in enumerate(fits) if k != best), default=-math.inf)
        clear = best is not None and fits[best] >= settings.leftover
        if best is not None and clear and fits[best] - second >= settings.leftover_margin:
            grown[best] += small
        else:
            alone.append(small)
    return [*(sorted(story) for story in grown), *alone]
