"""How like a few sentences are to those of many reports.

In go sentences that are asked for (a claim, its wordings so far) and reports; out comes the likeness of `align`, to the
same numbers: the cosine of vectors beside weighed words. `align` makes it for two reports at once. Here a report's words
are laid out once for all that is asked of it, and vectors are made of those sentences alone whose words leave it open
whether they are like enough: of a hundred reports that share words with a claim three tell it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .index import Sentences, sentence_words
from .model import Segmented
from .models.encoder import Encoder
from .settings import Linking
from .text.tokens import Word, stem

Matrix = NDArray[np.float64]
Rows = Sequence[Sequence[Word]]
Weight = Callable[[str], float]


class Reading:
    """A report as it is asked: its words, and a vector for each sentence that is asked for one."""

    def __init__(self, segmented: Segmented, encoder: Encoder, weight: Weight, settings: Linking) -> None:
        self.segmented = segmented
        self.words = sentence_words(segmented)
        #: The stems of each sentence, each once, in order.
        self.stems = tuple(tuple(dict.fromkeys(stem(word.form) for word in row)) for row in self.words)
        self._encoder, self._weight, self._settings = encoder, weight, settings
        self._vectors: dict[int, NDArray[np.float32]] = {}

    @cached_property
    def columns(self) -> dict[str, list[int]]:
        """In which sentences each stem stands."""
        found: dict[str, list[int]] = {}
        for number, row in enumerate(self.stems):
            for key in row:
                found.setdefault(key, []).append(number)
        return found

    @cached_property
    def weights(self) -> dict[str, float]:
        """What each stem weighs in this report, before what is asked is known."""
        forms: dict[str, str] = {}
        for row in self.words:
            for word in row:
                forms.setdefault(stem(word.form), word.form)
        exponent = self._settings.spread_exponent
        return {key: self._weight(form) / len(self.columns[key]) ** exponent for key, form in forms.items()}

    @cached_property
    def totals(self) -> Matrix:
        """The weight of each sentence."""
        return np.array([sum(self.weights[key] for key in row) for row in self.stems], dtype=np.float64)

    @cached_property
    def by_words(self) -> dict[tuple[str, ...], list[int]]:
        """The sentences that have the same words."""
        found: dict[tuple[str, ...], list[int]] = {}
        for number, row in enumerate(self.words):
            found.setdefault(tuple(word.form for word in row), []).append(number)
        return found

    def vectors(self, numbers: Sequence[int]) -> NDArray[np.float32]:
        """The vectors of some sentences."""
        missing = [number for number in numbers if number not in self._vectors]
        if missing:
            report, sentences = self.segmented.report, self.segmented.sentences
            made = self._encoder.encode([report.words(sentences[number].span) for number in missing])
            self._vectors.update(zip(missing, made, strict=True))
        return np.array([self._vectors[number] for number in numbers], dtype=np.float32)

    @cached_property
    def whole(self) -> Sentences:
        """The report as it is linked with another one."""
        return Sentences(self.segmented, self.words, self.vectors(range(len(self.words))))


class Asked:
    """Sentences that are asked for: their words, and their vectors."""

    def __init__(self, rows: Rows, vectors: NDArray[np.float32], weight: Weight, settings: Linking) -> None:
        self.rows = rows
        self._vectors, self._settings = vectors, settings
        stems = [list(dict.fromkeys(stem(word.form) for word in row)) for row in rows]
        forms: dict[str, str] = {}
        for row in rows:
            for word in row:
                forms.setdefault(stem(word.form), word.form)
        self._place = {key: number for number, key in enumerate(forms)}
        self._telling = np.array([weight(form) for form in forms.values()], dtype=np.float64)
        self._held: Matrix = np.zeros((len(rows), len(forms)))
        for number, keys in enumerate(stems):
            self._held[number, [self._place[key] for key in keys]] = 1.0
        self._spread = self._held.sum(0)

    def lexical(self, reading: Reading) -> Matrix:
        """How like each asked sentence is to each of a report, by words alone."""
        settings, columns = self._settings, reading.columns
        there = np.zeros((len(self._place), len(reading.words)))
        spread, own = self._spread.copy(), np.zeros(len(self._place))
        for key, number in self._place.items():
            if (found := columns.get(key)) is not None:
                there[number, found] = 1.0
                spread[number] = max(spread[number], len(found))
                own[number] = reading.weights[key]
        weights = self._telling / np.maximum(1.0, spread) ** settings.spread_exponent
        below = (self._held @ weights)[:, None]
        across = (reading.totals + (weights - own) @ there)[None, :]
        shared = (self._held * weights) @ there
        lighter = np.minimum(below, across) + settings.ballast
        dice = 2 * shared / (below + across + settings.ballast)
        found = settings.containment_share * shared / lighter + (1 - settings.containment_share) * dice
        return np.asarray(found, dtype=np.float64)

    def likeness(self, reading: Reading, numbers: Sequence[int], lexical: Matrix | None = None) -> Matrix:
        """How like each asked sentence is to some of a report's, by words and vectors: 0 to 1."""
        words = (self.lexical(reading) if lexical is None else lexical)[:, list(numbers)]
        if not len(numbers):
            return words
        share = self._settings.vector_share
        cosine = np.asarray(self._vectors @ reading.vectors(numbers).T, dtype=np.float64)
        found: Matrix = share * cosine + (1 - share) * words
        place = {number: column for column, number in enumerate(numbers)}
        for row, sentence in enumerate(self.rows):
            same = reading.by_words.get(tuple(word.form for word in sentence), ())
            found[row, [place[number] for number in same if number in place]] = 1.0
        return found

    def possible(self, reading: Reading, lexical: Matrix) -> Matrix:
        """The most that the likeness to each sentence can be, whatever its vector."""
        share = self._settings.vector_share
        found: Matrix = share + (1 - share) * lexical + _ROUNDING
        for row, sentence in enumerate(self.rows):
            found[row, reading.by_words.get(tuple(word.form for word in sentence), [])] = 1.0
        return found


#: By how much two sums of the same numbers may differ.
_ROUNDING = 1e-6
