"""A report boiled down for its story: weighed words and pairs of words, names, figures and years, and a few keys.

In goes a report cut into sentences, out come `StoryFeatures`, which an archive keeps as bytes. How telling a word is comes
from a fixed table, so that 20 reports are read as 20,000 are.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from .model import Published, Segmented
from .settings import Storying
from .text.tokens import Word, stem, words

Hashes = NDArray[np.uint32]
Weights = NDArray[np.float32]

#: Parts that tell of the event: a line with the date alone is a dateline.
_TOLD = ("headline", "dateline", "caption")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: Columns of a stored report: terms and weights, names and weights, figures, years, keys.
_KINDS = ("<u4", "<f4", "<u4", "<f4", "<u4", "<u4", "<u4")


@dataclass(frozen=True, slots=True)
class StoryFeatures:
    """One report as it is grouped: words as 32-bit digests, in order, each beside how telling it is.

    `terms` are stems and pairs of neighbouring words, `names` capitalised words inside sentences, `figures`
    and `years` what is written in digits. `size` is how many different stems there are. `keys` are the most
    telling words, under which the report is looked for. `day` counts days; None where it is not known.
    """

    terms: Hashes
    weights: Weights
    names: Hashes
    name_weights: Weights
    figures: Hashes
    years: tuple[int, ...]
    size: int
    keys: Hashes
    day: int | None = None


def stored(story: StoryFeatures) -> bytes:
    """The report as bytes for one cell of a table: five lengths, size and day, then the columns."""
    years = np.array(story.years, dtype="<u4")
    columns = (story.terms, story.weights, story.names, story.name_weights, story.figures, years, story.keys)
    counts = (len(story.terms), len(story.names), len(story.figures), len(years), len(story.keys))
    head = np.array([*counts, story.size, story.day or 0], dtype="<u4")
    return head.tobytes() + b"".join(
        column.astype(kind).tobytes() for column, kind in zip(columns, _KINDS, strict=True)
    )


def restored(data: bytes) -> StoryFeatures:
    """The report that `stored` made the bytes of."""
    terms, names, figures, years, keys, size, day = np.frombuffer(data, dtype="<u4", count=7).tolist()
    columns: list[NDArray[Any]] = []
    at = 28
    for count, kind in zip((terms, terms, names, names, figures, years, keys), _KINDS, strict=True):
        columns.append(np.frombuffer(data, dtype=kind, count=count, offset=at))
        at += 4 * count
    told, weights, named, name_weights, written, dated, sought = columns
    years_told = tuple(dated.tolist())
    return StoryFeatures(told, weights, named, name_weights, written, years_told, size, sought, day or None)


def telling(share: Callable[[str], float], settings: Storying) -> Callable[[str], float]:
    """How telling a word is: minus the logarithm of the share of reports, of a common length, that hold it.

    `share` tells how often a word stands in running text (`StaticEncoder.word_share`); each is asked for once.
    """
    known: dict[str, float] = {}

    def told(form: str) -> float:
        if (value := known.get(form)) is None:
            often = max(share(form), settings.unknown_share)
            value = 0.0 if often >= 1.0 else -math.log(-math.expm1(-settings.report_words * often))
            known[form] = value = max(0.0, value)
        return value

    return told


def features(segmented: Segmented, told: Callable[[str], float], settings: Storying) -> StoryFeatures:
    """Boil one report down. `told` says how telling a word is (`telling`)."""
    rows = list(_rows(segmented, settings.words_most))
    tally = Counter(word.form for _, row in rows for word in row)
    weight_of = {form: told(form) for form in tally}
    stems: dict[str, float] = {}
    names: dict[str, float] = {}
    pairs: dict[str, float] = {}
    counts: Counter[str] = Counter()
    figures: set[str] = set()
    years: set[int] = set()
    for form, often in tally.items():  # what a word is, once a word
        stemmed = stem(form)
        counts[stemmed] += often
        stems[stemmed] = min(weight_of[form], stems.get(stemmed, math.inf))
        if form[0].isdigit() and len(form) > 1:
            years.add(int(form)) if _YEAR.fullmatch(form) else figures.add(form)
    for text, row in rows:  # where it stands, once a place
        before, weight_before = "", 0.0
        for n, (form, start, _) in enumerate(row):
            weight = weight_of[form]
            if n and len(form) > 1 and text[start].isupper():
                names[form] = weight
            if weight <= settings.pair_telling:
                before = ""
                continue
            if before:
                pairs[f"{before} {form}"] = settings.pair_weight * (weight_before + weight)
            before, weight_before = form, weight
    terms, weights = _vector({**stems, **pairs})
    name_hashes, name_weights = _vector(names)
    return StoryFeatures(
        terms,
        weights,
        name_hashes,
        name_weights,
        np.array(sorted({_hash(form) for form in figures}), dtype=np.uint32),
        tuple(sorted(years)),
        len(stems),
        _keys(stems, counts, {stem(name) for name in names}, settings),
        _day(segmented.report.published),
    )


def _rows(segmented: Segmented, most: int) -> Iterator[tuple[str, list[Word]]]:
    """The words of the title, the sentences and the parts that belong to the report, up to so many words."""
    report = segmented.report
    spans = [part.span for part in segmented.parts if part.kind in _TOLD]
    spans += [sentence.span for sentence in segmented.sentences]
    if report.title:
        yield report.title, words(report.title)
    for span in sorted(spans):
        row = words(report.text, *span)
        yield report.text, row[:most]
        most -= len(row)
        if most <= 0:
            return


def _vector(told: Mapping[str, float]) -> tuple[Hashes, Weights]:
    """Digests in order, each with its weight: the greatest, where several words have one digest."""
    digests = np.array([_hash(form) for form in told], dtype=np.uint32)
    weights = np.array(list(told.values()), dtype=np.float32)
    telling = np.flatnonzero(np.array(list(told.values())) > 0.0)
    order = telling[np.lexsort((weights[telling], digests[telling]))]
    last = np.flatnonzero(np.r_[digests[order][1:] != digests[order][:-1], len(order) > 0])
    return digests[order][last], weights[order][last]


def _hash(form: str) -> int:
    return crc32(form.encode("utf-8", "surrogatepass"))


def _keys(
    stems: Mapping[str, float], counts: Mapping[str, int], names: set[str], settings: Storying
) -> Hashes:
    """The words under which a report is looked for: the most telling, most repeated ones, names first."""
    told = {
        form: telling * (1.0 + math.log(counts[form])) * (1.5 if form in names else 1.0)
        for form, telling in stems.items()
        if telling >= settings.key_telling
    }
    best = sorted(told, key=lambda form: (-told[form], form))[: settings.keys]
    return np.array(sorted({_hash(form) for form in best}), dtype=np.uint32)


def _day(published: Published | None) -> int | None:
    """The day of publication as a count of days; None where no day is given."""
    try:
        return date.fromisoformat(published.value[:10]).toordinal() if published else None
    except ValueError:
        return None
