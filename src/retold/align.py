"""Which sentences of two reports tell the same, one to one, one to many, many to one, moved or not.

In go two segmented reports with a vector for each sentence and a weight for each word; out come links.
Likeness of two sentences is the cosine of their vectors beside the weighed words and word pairs they
share. Sentences are assigned one to one, best pair first, with a bonus for the neighbours of pairs
already linked (order and assignment do more than the encoder; greedy and Hungarian assignment gave the
same links on all development pairs). A second pass widens a link by sentences that hold what it does
not hold yet: a sentence that was split, or two that were joined.

The two reports are taken in one canonical order, so that swapping them mirrors the links.

Not tried: anything without a word or a vector in common; links of many sentences with many.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .digest import digest
from .model import Link, LinkKind, Segmented
from .settings import Linking
from .steps import mirrored as mirrored_steps
from .steps import Stretch, word_steps
from .text.diff import matched_share, same_words
from .text.tokens import Word, stem, words

Matrix = NDArray[np.float64]
Cell = tuple[int, int]


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


def align(
    left: Sentences, right: Sentences, weight: Callable[[str], float], settings: Linking
) -> tuple[Link, ...]:
    """The links between two reports, in the order of the left one. `weight` is 0 (the) to 1 (rare)."""
    if not left.words or not right.words:
        return ()
    mirrored = _canonical(right) < _canonical(left)
    first, second = (right, left) if mirrored else (left, right)
    evidence = _Evidence(first, second, weight, settings)
    cells = _widened(evidence, _assigned(evidence, settings), settings)
    groups = _stars(cells)
    moved = _moved(groups)
    links = [
        _link(first, second, group, evidence, group in moved, settings, mirrored=mirrored) for group in groups
    ]
    return tuple(sorted(links, key=lambda link: (link.left, link.right)))


def _canonical(side: Sentences) -> tuple[int, str]:
    return len(side.words), side.segmented.report.digest


class _Evidence:
    """What the sentences of two reports share: matrices with a row a first, a column a second sentence."""

    def __init__(
        self, first: Sentences, second: Sentences, weight: Callable[[str], float], settings: Linking
    ) -> None:
        self.cosine: Matrix = np.asarray(first.vectors @ second.vectors.T, dtype=np.float64)
        vocabulary: dict[str, int] = {}
        weights: list[float] = []
        for sentence in (*first.words, *second.words):
            for word in sentence:
                key = stem(word.form)
                if key not in vocabulary:
                    vocabulary[key] = len(vocabulary)
                    weights.append(weight(word.form))
        self.rows = _presence(first.words, vocabulary)
        self.columns = _presence(second.words, vocabulary)
        spread = np.maximum(1.0, np.maximum(self.rows.sum(0), self.columns.sum(0)))
        self.weights: Matrix = np.array(weights) / spread**settings.spread_exponent
        self.row_weights: Matrix = self.rows @ self.weights
        self.column_weights: Matrix = self.columns @ self.weights
        lexical = self._lexical(settings)
        self.likeness: Matrix = (
            settings.vector_share * self.cosine
            + (1 - settings.vector_share) * (1 - settings.order_share) * lexical
            + (1 - settings.vector_share) * settings.order_share * np.sqrt(_shared_pairs(first, second))
        )

    def _lexical(self, settings: Linking) -> Matrix:
        shared = (self.rows * self.weights) @ self.columns.T
        dice = 2 * shared / (self.row_weights[:, None] + self.column_weights[None, :] + _NOTHING)
        return settings.containment_share * shared / self.shorter + (1 - settings.containment_share) * dice

    @property
    def shorter(self) -> Matrix:
        """The weight of the lighter sentence of each pair."""
        return np.minimum(self.row_weights[:, None], self.column_weights[None, :]) + _NOTHING


#: Keeps a division by an empty sentence from failing; far below any word's weight.
_NOTHING = 1e-9


def _presence(sentences: Sequence[Sequence[Word]], vocabulary: dict[str, int]) -> Matrix:
    matrix = np.zeros((len(sentences), len(vocabulary)))
    for row, sentence in enumerate(sentences):
        for word in sentence:
            matrix[row, vocabulary[stem(word.form)]] = 1.0
    return matrix


def _shared_pairs(first: Sentences, second: Sentences) -> Matrix:
    """Dice of the neighbouring word pairs of each two sentences."""
    def pairs(sentence: Sequence[Word]) -> set[tuple[str, str]]:
        return {(a.form, b.form) for a, b in zip(sentence, sentence[1:], strict=False)}

    rows, columns = [pairs(s) for s in first.words], [pairs(s) for s in second.words]
    known: dict[tuple[str, str], list[int]] = {}
    for column, found in enumerate(columns):
        for pair in found:
            known.setdefault(pair, []).append(column)
    shared = np.zeros((len(rows), len(columns)))
    for row, found in enumerate(rows):
        for pair in found:
            for column in known.get(pair, ()):
                shared[row, column] += 1
    sizes = np.array([len(r) for r in rows])[:, None] + np.array([len(c) for c in columns])[None, :]
    return 2 * shared / np.maximum(1, sizes)


def _assigned(evidence: _Evidence, settings: Linking) -> list[Cell]:
    """One-to-one links: best first, neighbours of linked pairs raised, a few rounds."""
    likeness = evidence.likeness
    raised, cells = likeness, list[Cell]()
    for _ in range(settings.rounds):
        cells = _best_first(raised, settings.floor)
        raised = likeness.copy()
        for row, column in cells:
            for step in (1, -1):
                if 0 <= row + step < raised.shape[0] and 0 <= column + step < raised.shape[1]:
                    raised[row + step, column + step] += settings.neighbour_bonus
    return cells


def _best_first(scores: Matrix, floor: float) -> list[Cell]:
    """Cells of at least `floor`, best first, no row or column twice; ties go to the one nearest in place."""
    rows, columns = np.nonzero(scores >= floor)
    height, width = scores.shape
    place = np.abs((rows + 0.5) / height - (columns + 0.5) / width)
    order = np.lexsort((columns, rows, np.round(place, 9), -np.round(scores[rows, columns], 9)))
    taken_rows, taken_columns, cells = set[int](), set[int](), list[Cell]()
    for index in order:
        row, column = int(rows[index]), int(columns[index])
        if row not in taken_rows and column not in taken_columns:
            taken_rows.add(row)
            taken_columns.add(column)
            cells.append((row, column))
    return cells


def _widened(evidence: _Evidence, cells: list[Cell], settings: Linking) -> list[Cell]:
    """The links with further sentences: each brings words that the link's other side holds and no partner yet."""
    cells = list(cells)
    height, width = evidence.likeness.shape
    by_row, by_column = _partners(cells)
    shorter = evidence.shorter
    while True:
        uncovered_rows, uncovered_columns = evidence.rows.copy(), evidence.columns.copy()
        for row, partners in by_row.items():
            uncovered_rows[row] *= 1 - evidence.columns[partners].max(0)
        for column, partners in by_column.items():
            uncovered_columns[column] *= 1 - evidence.rows[partners].max(0)
        new = (uncovered_rows * evidence.weights) @ uncovered_columns.T / shorter
        score = (1 - settings.widen_vector_share) * new + settings.widen_vector_share * evidence.cosine
        allowed = np.zeros((height, width), dtype=bool)
        for row in range(height):
            for column in range(width):
                allowed[row, column] = _may_join(row, column, by_row, by_column)
        for row, column in cells:
            for near_row, near_column in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
                if 0 <= near_row < height and 0 <= near_column < width:
                    score[near_row, near_column] += settings.widen_bonus
        score = np.where(allowed, np.round(score, 9), -1.0)
        best = int(np.argmax(score))
        row, column = divmod(best, width)
        if score[row, column] < settings.widen_floor:
            return cells
        cells.append((row, column))
        by_row.setdefault(row, []).append(column)
        by_column.setdefault(column, []).append(row)


def _may_join(row: int, column: int, by_row: dict[int, list[int]], by_column: dict[int, list[int]]) -> bool:
    """Whether the pair may join a link: one of the two is free, and the link stays one to many."""
    if row not in by_row and column not in by_column:
        return True
    if row not in by_row:
        return all(len(by_row[partner]) == 1 for partner in by_column[column])
    if column not in by_column:
        return all(len(by_column[partner]) == 1 for partner in by_row[row])
    return False


def _partners(cells: list[Cell]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    by_row: dict[int, list[int]] = {}
    by_column: dict[int, list[int]] = {}
    for row, column in cells:
        by_row.setdefault(row, []).append(column)
        by_column.setdefault(column, []).append(row)
    return by_row, by_column


_Group = tuple[tuple[int, ...], tuple[int, ...]]


def _stars(cells: list[Cell]) -> list[_Group]:
    """The links as (rows, columns): each a single sentence on one side at least."""
    by_row, by_column = _partners(cells)
    groups = {
        (tuple(sorted(by_column[columns[0]])), tuple(sorted(columns)))
        if len(columns) == 1
        else ((row,), tuple(sorted(columns)))
        for row, columns in by_row.items()
    }
    return sorted(groups)


def _moved(groups: list[_Group]) -> set[_Group]:
    """Links outside the longest run of links that keep the order of both reports."""
    best: list[tuple[int, int]] = []  # (sentences in the run that ends here, link before)
    for here, (rows, columns) in enumerate(groups):
        size = len(rows) + len(columns)
        before = [
            (best[n][0], -n) for n in range(here) if groups[n][1][-1] < columns[0] and groups[n][0][-1] < rows[0]
        ]
        longest, index = max(before, default=(0, 1))
        best.append((longest + size, -index))
    if not best:
        return set()
    at = max(range(len(best)), key=lambda n: (best[n][0], -n))
    kept = set[_Group]()
    while at >= 0:
        kept.add(groups[at])
        at = best[at][1]
    return set(groups) - kept


def _link(
    first: Sentences,
    second: Sentences,
    group: _Group,
    evidence: _Evidence,
    moved: bool,  # noqa: FBT001 - one of two ways a passage can stand
    settings: Linking,
    *,
    mirrored: bool,
) -> Link:
    rows, columns = group
    one = [word for row in rows for word in first.words[row]]
    other = [word for column in columns for word in second.words[column]]
    taken = word_steps(first.stretch(rows), second.stretch(columns))
    share = matched_share(one, other, _telling)
    kind: LinkKind = (
        "verbatim" if same_words(one, other) else "edited" if share >= settings.edited_share else "reworded"
    )
    score = max(float(evidence.likeness[row, column]) for row in rows for column in columns)
    score = 1.0 if kind == "verbatim" else round(min(max(score, 0.0), 0.999), 4)
    name = digest(
        *sorted((first.segmented.report.digest, second.segmented.report.digest)),
        repr((rows, columns)),
    )
    if mirrored:
        taken = mirrored_steps(taken)
        rows, columns = columns, rows
    return Link(name, rows, columns, kind, score, moved, taken)


def _telling(form: str) -> float:
    """The weight of a word in telling edited from reworded."""
    return _SMALL_WORD if len(form) <= _SMALL_LETTERS else 1.0


#: Words of up to three letters count a third in telling edited from reworded: "the" is no sign of copying.
_SMALL_WORD = 1 / 3
_SMALL_LETTERS = 3
