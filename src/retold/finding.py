"""Where a claim stands in some reports: from the claim to its sightings.

    claim and reports → words that tell it → likeness → first sightings → reports that follow those, or derive from them

In go a claim and readings of reports, out come places. Words are asked before vectors: a sentence that tells little of
what the claim says of its names and figures is none, whatever it is like. The rules stand in `sightings`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import align, sightings
from .likeness import Asked, Reading
from .model import Span
from .models.encoder import Encoder
from .settings import Settings
from .text.tokens import words

Floats = NDArray[np.float64]
#: Asked for two reports: how the archive has read them side by side, or None where it has not.
Stored = Mapping[frozenset[str], Literal["retelling", "partial-retelling"]]


@dataclass(frozen=True, slots=True)
class Claim:
    """What is asked for: words, and where they were taken from if they stand in a report."""

    text: str
    report: str | None = None
    span: Span | None = None


#: What of a report is read: its sentences, each two neighbours as one, the headlines in its text, or its title.
Layer = Literal["sentences", "neighbours", "headlines", "title"]


class Place(NamedTuple):
    """A sentence of a report, or two neighbours that are read as one, or a headline."""

    report: str
    number: int
    layer: Layer = "sentences"


@dataclass(frozen=True, slots=True)
class Readers:
    """What finding is done with: reports by their names, the order they come in, how sentences are weighed."""

    read: Callable[[str, Layer], Reading]
    names: Sequence[str]
    encoder: Encoder
    weight: Callable[[str], float]
    settings: Settings

    def asked(self, *texts: str) -> Asked:
        """Some texts as sentences that are asked for."""
        rows = [words(text) for text in texts]
        return Asked(rows, self.encoder.encode(texts), self.weight, self.settings.linking)

    def asked_again(self, places: Iterable[Place]) -> Asked:
        """Sentences of reports as those that are asked for."""
        held = [(self.read(place.report, place.layer), place.number) for place in places]
        rows = [side.row(number) for side, number in held]
        vectors = np.array([side.vectors([number])[0] for side, number in held], dtype=np.float32)
        return Asked(rows, vectors, self.weight, self.settings.linking)


class Standing(NamedTuple):
    """Where a claim stands, and which reports tell it in a title alone that is no part of their text."""

    places: list[Place]
    titled: tuple[str, ...]


def standing(claim: Claim, readers: Readers, stored: Stored) -> Standing:
    """Where the claim stands: as its own words tell, those of its sightings, and the descent of their reports.

    A report of which no sentence tells it may tell it in two, one after the other, or in a headline alone.
    """
    asked = _Claimed(claim, readers)
    told = _in_sentences(asked, readers, stored)
    told += _of_the_rest(told, readers, asked, "headlines")
    return Standing(told, tuple(place.report for place in _of_the_rest(told, readers, asked, "title")))


def _in_sentences(asked: _Claimed, readers: Readers, stored: Stored) -> list[Place]:
    """The sentences that tell the claim."""
    told = [place for name in readers.names for place in asked.places(name, "sentences")]
    told += _of_the_rest(told, readers, asked, "neighbours")
    if not told:
        return []
    first = readers.asked_again(_distinct(told, readers))
    sighted = {place.report for place in told}
    told += [
        place
        for name in readers.names
        if name not in sighted
        for place in _following(name, first, readers, asked.near)
    ]
    sighted = {place.report for place in told}
    derived = {name for pair in stored for name in pair}
    each = {
        place: readers.asked_again([place])
        for place in told
        if place.report in derived and place.layer == "sentences"
    }
    return told + [
        place
        for name in readers.names
        if name not in sighted
        for place in _retold(name, each, readers, stored)
    ]


def _of_the_rest(told: Sequence[Place], readers: Readers, asked: _Claimed, layer: Layer) -> list[Place]:
    """Where reports tell the claim that do not so far."""
    sighted = {place.report for place in told}
    return [place for name in readers.names if name not in sighted for place in asked.places(name, layer)]


class _Near:
    """How like sentences are to the claim, to the claim but for its figure where they have one; and its own place."""

    def __init__(self, claim: Claim, readers: Readers) -> None:
        self._claim = claim
        self._asked = readers.asked(claim.text)
        self._least = readers.settings.tracing.least
        self._units = sightings.units(claim.text, Span(0, len(claim.text)))
        rest = sightings.without_figures(claim.text) if self._units else ""
        self._rest = readers.asked(rest) if words(rest) else None
        self._written = cache(readers.asked)

    def of(self, name: str, side: Reading, numbers: Sequence[int]) -> Floats:
        """The likeness of some sentences of a report."""
        found = self._asked.likeness(side, numbers).max(axis=0)
        unlike = [n for n, like in enumerate(found.tolist()) if like < self._least]
        if self._rest is not None and unlike:
            report = side.segmented.report
            spans = [side.segmented.sentences[numbers[n]].span for n in unlike]
            other = self._rest.likeness(side, [numbers[n] for n in unlike]).max(axis=0)
            for n, span, like in zip(unlike, spans, other.tolist(), strict=True):
                if like >= self._least and sightings.same_units(
                    self._units, sightings.units(report.text, span)
                ):
                    found[n] = like
        for n in unlike if self._units else ():
            span = side.segmented.sentences[numbers[n]].span
            other = sightings.rewritten(self._claim.text, side.segmented.report.text, span)
            if other is not None:
                found[n] = max(found[n], float(self._written(other).likeness(side, [numbers[n]])[0, 0]))
        if self._claim.report == name and self._claim.span is not None:
            asked = self._claim.span
            own = [side.segmented.sentences[n].span for n in numbers]
            inside = [span.start < asked.end and asked.start < span.end for span in own]
            found = np.where(inside, 1.0, np.minimum(found, self._least / 2))
        return np.asarray(found, dtype=np.float64)


class _Claimed:
    """What a claim says: its core, all its words, and the names that it is about."""

    def __init__(self, claim: Claim, readers: Readers) -> None:
        text, row = claim.text, words(claim.text)
        self.near = _Near(claim, readers)
        self._claim, self._readers = claim, readers
        columns = (readers.read(name, "sentences").columns for name in readers.names)
        self._core = sightings.lessened(sightings.core(text, row, readers.weight), columns)
        self._whole = sightings.telling(row, readers.weight)
        self._about = sightings.named(text, row, readers.weight)
        self._senses = sightings.Senses(self._core.keys() | self._whole.keys())
        #: How much each sentence of a report tells by itself.
        self._alone: dict[str, Sequence[float]] = {}

    def places(self, name: str, layer: Layer) -> list[Place]:
        """Where a report tells the claim's core, and is like it."""
        settings = self._readers.settings.tracing
        alone = self._alone.get(name, ())
        if layer == "neighbours" and not any(a + b >= settings.core_share for a, b in pairwise(alone)):
            return []  # two cannot tell more together than both: most reports need not be read so
        side = self._readers.read(name, layer)
        if name == self._claim.report and (own := self._own(side, layer)):
            return own
        cores = np.array([self._told(self._core, stems) for stems in side.stems])
        likely = np.flatnonzero(cores >= settings.core_share).tolist()
        if layer == "sentences":
            self._alone[name] = cores.tolist()
        if layer == "neighbours":
            likely = [n for n in likely if max(alone[n], alone[n + 1]) < cores[n]]
        if not likely or not self._names_it(name):
            return []
        held = np.array([self._told(self._whole, side.stems[n]) for n in likely])
        found = sightings.places(self.near.of(name, side, likely), cores[likely], held, settings)
        return [Place(name, likely[n], layer) for n in found[: None if layer == "sentences" else 1]]

    def _own(self, side: Reading, layer: Layer) -> list[Place]:
        """Where the claim was taken from: it stands there, however little of a long one each sentence tells."""
        name, span = self._claim.report, self._claim.span
        if name is None or span is None:
            return []
        places = [sentence.span for sentence in side.segmented.sentences]
        inside = [n for n, place in enumerate(places) if place.start < span.end and span.start < place.end]
        if layer == "sentences" and len(inside) == 2:
            return [Place(name, inside[0], "neighbours")]
        return [Place(name, n, layer) for n in inside]

    def _told(self, asked: Mapping[str, float], stems: Sequence[str]) -> float:
        return sightings.told(asked, stems, self._senses)

    def _names_it(self, name: str) -> bool:
        side = self._readers.read(name, "sentences")
        least = self._readers.settings.tracing.names_share
        return sightings.names_it(self._about, side.segmented, side.columns, least)


def _distinct(places: Iterable[Place], readers: Readers) -> list[Place]:
    """A place for each wording, as many as a claim may have: those of the first reports."""
    number_of = {name: number for number, name in enumerate(readers.names)}
    by_words: dict[tuple[str, ...], Place] = {}
    for place in sorted(places, key=lambda one: (number_of[one.report], one.number)):
        forms = readers.read(place.report, place.layer).forms(place.number)
        by_words.setdefault(forms, place)
    return list(by_words.values())[: readers.settings.tracing.most_wordings]


def _following(name: str, first: Asked, readers: Readers, near: _Near) -> list[Place]:
    """Where a report tells what sentences that tell the claim tell."""
    settings, side = readers.settings.tracing, readers.read(name, "sentences")
    likely = first.likely(side, settings.follow)
    if not likely:
        return []
    follow = first.likeness(side, likely).max(axis=0)
    found = sightings.followed(near.of(name, side, likely), follow, settings)
    return [Place(name, likely[n]) for n in found]


def _retold(name: str, told: Mapping[Place, Asked], readers: Readers, stored: Stored) -> list[Place]:
    """Where a report that derives from one with a sighting tells that sentence, in whatever words: as linked."""
    for place, sentence in told.items():
        if stored.get(frozenset((name, place.report))) is not None:
            one, other = readers.read(place.report, "sentences"), readers.read(name, "sentences")
            alike = sentence.likeness(other, range(len(other)))
            if not alike.size or float(alike.max()) < readers.settings.tracing.retold:
                continue
            links = align.align(one.whole, other.whole, readers.weight, readers.settings.linking)
            found = [link.right[0] for link in links if place.number in link.left and len(link.left) == 1]
            if found:
                return [Place(name, found[0])]
            if len(links):
                return []
    return []
