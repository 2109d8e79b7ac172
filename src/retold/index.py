"""A report as it is matched: the words of each sentence, and a vector for each.

In goes a segmented report with its vectors, out comes what aligning and relating take in hand. Nothing
is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .model import Segmented
from .steps import Stretch
from .text.tokens import Word, words


@dataclass(frozen=True, slots=True)
class Sentences:
    """What aligning needs of one report: its words by sentence, and a vector for each."""

    segmented: Segmented
    words: tuple[tuple[Word, ...], ...]
    vectors: NDArray[np.float32]

    def stretch(self, numbers: Sequence[int]) -> Stretch:
        """The sentences of those numbers, for walking from word to word."""
        sentences = self.segmented.sentences
        return Stretch(
            self.segmented.report.text,
            tuple(sentences[n].span for n in numbers),
            tuple(self.words[n] for n in numbers),
        )


def sentence_words(segmented: Segmented) -> tuple[tuple[Word, ...], ...]:
    """The words of each sentence, with places into the report's text."""
    text = segmented.report.text
    return tuple(tuple(words(text, *sentence.span)) for sentence in segmented.sentences)


def set_off(segmented: Segmented) -> tuple[bool, ...]:
    """Which sentences stand in a paragraph of their own after a colon, as a passage that is quoted without marks does."""
    found: list[bool] = []
    paragraph, opened = -1, False
    for number, sentence in enumerate(segmented.sentences):
        if sentence.paragraph != paragraph:
            before = segmented.sentences[number - 1].span.end if number else 0
            paragraph, opened = sentence.paragraph, segmented.report.text[:before].endswith(":")
        found.append(opened and not sentence.quoted)
    return tuple(found)
