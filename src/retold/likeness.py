"""How like a few sentences are to those of many reports.

In go sentences that are asked for (a claim, its wordings so far) and reports; out comes the likeness of `align`, to the
same numbers: the cosine of vectors beside weighed words. `align` makes it for two reports at once. Here a report's words
are laid out once for all that is asked of it, and vectors are made of those sentences alone whose words leave it open
whether they are like enough: of a hundred reports that share words with a claim three tell it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from .index import Sentences, sentence_words
from .model import Report, Segmented, Sentence, Span
from .models.encoder import Encoder
from .settings import Linking
from .text.quotes import quoted
from .text.tokens import Word, stem, words

Matrix = NDArray[np.float64]
Rows = Sequence[Sequence[Word]]
Weight = Callable[[str], float]


class Written(dict[str, tuple[tuple[str, str], ...]]):
    """What stands between white space, with the stems and forms of its words: "mayor's" is (mayor, mayor).

    It remembers what it has met. Words that no question asks for need no places in the text, and this takes a tenth of
    the time of finding those.
    """

    def __missing__(self, written: str) -> tuple[tuple[str, str], ...]:
        found = tuple((stem(word.form), word.form) for word in words(written))
        self[written] = found
        return found

    def forms(self, text: str) -> list[tuple[str, str]]:
        """The words of a sentence in order, as stem and form: those of `tokens.words`."""
        found = list(chain.from_iterable(map(self.__getitem__, text.split())))
        if _CENT in found:  # "per cent" is one word
            return [(stem(word.form), word.form) for word in words(text)]
        return found


_CENT = ("cent", "cent")


class Reading:
    """A report as it is asked: its words, and a vector for each sentence that is asked for one."""

    def __init__(
        self, segmented: Segmented, written: Written, encoder: Encoder, weight: Weight, settings: Linking
    ) -> None:
        self.segmented = segmented
        report = segmented.report
        self._forms = [written.forms(report.words(sentence.span)) for sentence in segmented.sentences]
        #: The stems of each sentence, each once, in order.
        self.stems = [tuple(dict(row)) for row in self._forms]
        self._encoder, self._weight, self._settings = encoder, weight, settings
        self._vectors: dict[int, NDArray[np.float32]] = {}
        self._weights: dict[str, float] = {}

    def __len__(self) -> int:
        return len(self.stems)

    @cached_property
    def words(self) -> tuple[tuple[Word, ...], ...]:
        """The words of each sentence with their places."""
        return sentence_words(self.segmented)

    def row(self, number: int) -> tuple[Word, ...]:
        """The words of one sentence with their places."""
        span = self.segmented.sentences[number].span
        return tuple(words(self.segmented.report.text, *span))

    def forms(self, number: int) -> tuple[str, ...]:
        """The forms of the words of one sentence."""
        return tuple(form for _, form in self._forms[number])

    @cached_property
    def columns(self) -> dict[str, list[int]]:
        """In which sentences each stem stands."""
        found: dict[str, list[int]] = {}
        for number, row in enumerate(self.stems):
            for key in row:
                found.setdefault(key, []).append(number)
        return found

    def weight(self, key: str) -> float:
        """What a stem weighs in this report, before what is asked is known: by the first of its forms."""
        known = self._weights.get(key)
        if known is None:
            found = self.columns[key]
            form = next(form for other, form in self._forms[found[0]] if other == key)
            known = self._weight(form) / len(found) ** self._settings.spread_exponent
            self._weights[key] = known
        return known

    def totals(self, numbers: Sequence[int]) -> Matrix:
        """The weights of some sentences."""
        return np.array(
            [sum(self.weight(key) for key in self.stems[number]) for number in numbers], dtype=np.float64
        )

    @cached_property
    def by_words(self) -> dict[tuple[str, ...], list[int]]:
        """The sentences that have the same words."""
        found: dict[tuple[str, ...], list[int]] = {}
        for number in range(len(self)):
            found.setdefault(self.forms(number), []).append(number)
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
        return Sentences(self.segmented, self.words, self.vectors(range(len(self))))


def neighbours(segmented: Segmented) -> Segmented:
    """A report with each two neighbouring sentences as one."""
    each = [
        Sentence(Span(one.span.start, other.span.end), one.paragraph, (*one.quoted, *other.quoted))
        for one, other in pairwise(segmented.sentences)
    ]
    return Segmented(segmented.report, tuple(each), (), segmented.language)


def titled(segmented: Segmented) -> Segmented:
    """A report's title as a report of one sentence."""
    title = segmented.report.title or ""
    each = (Sentence(Span(0, len(title)), 0),) if title.strip() else ()
    return Segmented(Report(segmented.report.id, title), each, (), segmented.language)


def headlines(segmented: Segmented) -> Segmented:
    """A report with the headlines in its text as its sentences."""
    text = segmented.report.text
    each = [
        Sentence(part.span, n, tuple(Span(*span) for span in quoted(text, [part.span])))
        for n, part in enumerate(segmented.parts)
        if part.kind == "headline" and part.span.end > part.span.start
    ]
    return Segmented(segmented.report, tuple(each), (), segmented.language)


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

    def lexical(self, reading: Reading, numbers: Sequence[int]) -> Matrix:
        """How like each asked sentence is to some of a report's, by words alone."""
        there, weights = self._there(reading)
        there = there[:, list(numbers)]
        own = np.array([reading.weight(key) if key in reading.columns else 0.0 for key in self._place])
        across = reading.totals(numbers) + (weights - own) @ there
        return self._by_words((self._held * weights) @ there, self._held @ weights, across)

    def _there(self, reading: Reading) -> tuple[Matrix, Matrix]:
        """Which of the asked stems stand in which sentences of a report, and what each weighs beside it."""
        there = np.zeros((len(self._place), len(reading)))
        spread = self._spread.copy()
        for key, number in self._place.items():
            if (found := reading.columns.get(key)) is not None:
                there[number, found] = 1.0
                spread[number] = max(spread[number], len(found))
        return there, self._telling / np.maximum(1.0, spread) ** self._settings.spread_exponent

    def _by_words(self, shared: Matrix, below: Matrix, across: Matrix) -> Matrix:
        """The likeness by words, from what two sentences share and what each weighs in all."""
        settings = self._settings
        lighter = np.minimum(below[:, None], across) + settings.ballast
        dice = 2 * shared / (below[:, None] + across + settings.ballast)
        contained = settings.containment_share * shared / lighter
        return np.asarray(contained + (1 - settings.containment_share) * dice, dtype=np.float64)

    def likeness(self, reading: Reading, numbers: Sequence[int]) -> Matrix:
        """How like each asked sentence is to some of a report's, by words and vectors: 0 to 1."""
        lexical = self.lexical(reading, numbers)
        if not len(numbers):
            return lexical
        share = self._settings.vector_share
        cosine = np.asarray(self._vectors @ reading.vectors(numbers).T, dtype=np.float64)
        found: Matrix = share * cosine + (1 - share) * lexical
        place = {number: column for column, number in enumerate(numbers)}
        for row, sentence in enumerate(self.rows):
            same = reading.by_words.get(_forms(sentence), ())
            found[row, [place[number] for number in same if number in place]] = 1.0
        return found

    def likely(self, reading: Reading, least: float) -> list[int]:
        """The sentences of a report that may be so like an asked one, whatever their vectors.

        First by what they share alone, as if they held nothing else; then by words.
        """
        there, weights = self._there(reading)
        shared = (self._held * weights) @ there
        most = self._by_words(shared, self._held @ weights, shared)
        same = {number for row in self.rows for number in reading.by_words.get(_forms(row), ())}
        numbers = [n for n in self._enough(most, least) if n not in same]
        found = self._enough(self.lexical(reading, numbers), least)
        return sorted({*same, *(numbers[n] for n in found)})

    def _enough(self, lexical: Matrix, least: float) -> list[int]:
        share = self._settings.vector_share
        found: list[int] = np.flatnonzero(
            (share + (1 - share) * lexical >= least - _ROUNDING).any(axis=0)
        ).tolist()
        return found


def _forms(row: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.form for word in row)


#: By how much two sums of the same numbers may differ.
_ROUNDING = 1e-6
