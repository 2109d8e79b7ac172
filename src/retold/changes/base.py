"""What every reader of changes has in hand, and what it gives.

A reader is a module with `KIND`, `pairs(view)` and `tell(left, right)`. `pairs` finds what belongs
together on the two sides of a link (a mention of one side and its counterpart, or None), without asking
which side came first: the view always shows the two reports in one canonical order, so that swapping
them mirrors every finding. `tell` says in the true direction what became of it: verdict, effect and one
sentence why, or None where nothing changed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from ..model import ChangeKind, Effect, Segmented, Span, Verdict
from ..settings import DEFAULT, Attributing, Reading
from ..text.counterparts import Wording
from ..text.cues import Said, attributions
from ..text.numbers import Quantity, quantities
from ..text.quotation import shown
from ..text.sources import Who, described, recognised
from ..text.tokens import Word, stem, words

#: How near two wordings are in meaning, -1 to 1.
Likeness = Callable[[str, str], float]


class Mention(Protocol):
    """Something a report says in a place."""

    @property
    def span(self) -> Span:
        """Where it stands in the report's text."""
        ...

    @property
    def said(self) -> str:
        """The words as they stand there."""
        ...


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report, `text[start:end]`: the plain mention."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """From its first word to its last."""
        return Span(self.start, self.end)

    @property
    def said(self) -> str:
        """The words as they stand."""
        return shown(self.text[self.start : self.end])


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a mention: the verdict, what it does to the reader, and one sentence why."""

    verdict: Verdict
    effect: Effect
    why: str


def _size(value: float) -> int:
    """Three steps to a doubling: sizes in other units (miles, kilometres, metres) lie up to eleven apart or are not asked for."""
    return round(3 * math.log2(abs(value))) if value else -10_000


_SMALL = re.compile(r"\b[a-z]+")


class Whole:
    """A whole report as the readers see it: what is found in it is found once."""

    def __init__(self, segmented: Segmented, settings: Attributing = DEFAULT.reading.attributing) -> None:
        self.segmented = segmented
        self.settings = settings
        self.text = segmented.report.text

    @cached_property
    def words(self) -> list[list[Word]]:
        """The words of each sentence."""
        return [words(self.text, *sentence.span) for sentence in self.segmented.sentences]

    @cached_property
    def figures(self) -> list[list[Quantity]]:
        """The figures of each sentence."""
        english = (self.segmented.language or "en").startswith("en")
        return [
            quantities(self.text, *sentence.span, english=english) for sentence in self.segmented.sentences
        ]

    def figures_near(self, value: float) -> list[Quantity]:
        """The figures of the whole report whose size is that of `value`, give or take a conversion."""
        if not self._by_size:
            for sentence in self.figures:
                for figure in sentence:
                    self._by_size.setdefault(_size(figure.low), []).append(figure)
        size = _size(value)
        return [f for near in range(size - 11, size + 12) for f in self._by_size.get(near, ())]

    @cached_property
    def _by_size(self) -> dict[int, list[Quantity]]:
        return {}

    @cached_property
    def spoken(self) -> list[list[tuple[Said, Who]]]:
        """The attributions of each sentence, with who the source is as far as the report tells."""
        language = (self.segmented.language or "en").split("-")[0]
        spoken: list[list[tuple[Said, Who]]] = []
        before: list[tuple[int, Who]] = []
        small = frozenset(_SMALL.findall(self.text))
        for n, sentence in enumerate(self.segmented.sentences):
            here: list[tuple[Said, Who]] = []
            for said in attributions(self.text, *sentence.span, sentence.quoted, language):
                who = described(self.text, said, sentence.span.start, small)
                if said.source is None and here:
                    who = here[-1][1]
                else:
                    near = [other for at, other in before if n - at <= self.settings.back or not who.pronoun]
                    who = recognised(who, near)
                if who.stems:
                    before.append((n, who))
                here.append((said, who))
            spoken.append(here)
        return spoken

    @cached_property
    def quoted_forms(self) -> set[tuple[str, ...]]:
        """Everything in quotation marks, as word forms."""
        return {
            tuple(word.form for word in words(self.text, *span))
            for sentence in self.segmented.sentences
            for span in sentence.quoted
        }


class Linked:
    """One side of a link: some sentences of a report."""

    def __init__(self, whole: Whole, numbers: Sequence[int]) -> None:
        self.whole = whole
        self.text = whole.text
        self.numbers = tuple(numbers)

    @cached_property
    def words(self) -> list[Word]:
        """The words of the linked sentences, in order."""
        return [word for n in self.numbers for word in self.whole.words[n]]

    @cached_property
    def stems(self) -> list[str]:
        """The stem of each word."""
        return [stem(word.form) for word in self.words]

    @cached_property
    def figures(self) -> list[Quantity]:
        """The figures of the linked sentences, in order."""
        return [figure for n in self.numbers for figure in self.whole.figures[n]]

    @cached_property
    def quoted(self) -> list[Span]:
        """The stretches in quotation marks, in order, cut at the ends of sentences."""
        return [span for n in self.numbers for span in self.whole.segmented.sentences[n].quoted]


@dataclass(frozen=True)
class View:
    """A link as readers see it: the two sides in canonical order.

    `likeness` says how near two wordings are in meaning, -1 to 1, where a caller has vectors to tell it;
    `settings` has a section for each reader.
    """

    first: Linked
    second: Linked
    likeness: Likeness | None = None
    settings: Reading = DEFAULT.reading

    @cached_property
    def wording(self) -> Wording:
        """Which word of one side stands for which of the other, worked out once for all readers."""
        one, other = self.first, self.second
        return Wording(
            (one.text, other.text),
            (one.words, other.words),
            (one.stems, other.stems),
            self.settings.matching,
        )


def in_common(here: Iterable[str], there: Iterable[str]) -> float:
    """How much of the longer words (stems of over three letters) two stretches share, of the one that has fewer."""
    one, other = ({stem for stem in side if len(stem) > 3} for side in (here, there))
    return len(one & other) / (min(len(one), len(other)) or 1)


class Reader(Protocol):
    """A module that reads one kind of change. Its own mentions go from `pairs` to `tell` and nowhere else."""

    KIND: ChangeKind

    def pairs(self, view: View) -> Iterable[tuple[Mention | None, Mention | None]]:
        """What belongs together on the two sides; None where a side has no counterpart."""
        ...

    def tell(self, left: Any, right: Any) -> Told | None:
        """What became of it from left to right, or None where nothing did."""
        ...
