"""Which sentences of two reports tell the same: one to one, one to many, many to one, moved or not.

In go two segmented reports with a vector for each sentence and a weight for each word; out come links.

1. Likeness of two sentences: the cosine of their vectors beside the weighed words they share. A word
   weighs less the more sentences of a report it stands in.
2. Pairs: one to one, best first, each raised by neighbours of pairs already taken (order and assignment
   do more than the encoder; Hungarian assignment gave the same links on all development pairs).
3. Following: where the likest partners of most sentences stand in one order in both reports, that order
   itself is evidence, and pairs of the chain are linked at a lower likeness: a copy in wholly other words.
4. Widening: a sentence without a link joins the one that tells what no partner of either has told yet,
   best first: a sentence that was split, two that were joined, a fact told twice. A word that stands in
   one sentence only of each report counts as a sign of its own. A sentence that joins the leaf of a star
   makes a link of its own, so a sentence may stand in two links; two links never hold the same pair.
5. Cut quotations: where speech goes on for a sentence more on one side, that sentence joins the one in which
   the other side's quotation ends, so that the cut is seen.

The two reports are taken in one canonical order, so that swapping them mirrors the links.

What words and vectors show goes no further: on the 18 development pairs of modern news, the settings found
best on 17 of them link the 18th with F1 .90, over 24,000 settings, and vectors of the transformer that the
shipped table is made from do no better than the table. Tried and left out, since they gained nothing or at
most .005: more weight for figures and names, runs of equal words, pairs of words, the first six letters of
a word for its stem, synonyms, near word vectors (.005; a transformer would need a second for the words of
a pair), vectors less the mean of both reports, rows and columns weighed against each other, leads and the
borders of the reports, links between two sentences that both have one already.

Not tried: the sense of whole clauses; what a sentence takes from those around it ("he", "the letter").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from .digest import digest
from .index import Sentences
from .model import Link, LinkKind
from .settings import Linking
from .steps import mirrored as mirrored_steps, word_steps
from .text.diff import matched_share, same_words
from .text.quotes import unfinished
from .text.tokens import stem

Matrix = NDArray[np.float64]
Cell = tuple[int, int]


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
    stars = _stars([*cells, *_cut_quotations(first, second, cells)])
    moved = _moved(stars)
    links = [
        _link(first, second, star, evidence, star in moved, settings, mirrored=mirrored) for star in stars
    ]
    links = _without_doubtful(left, right, links, settings)
    return tuple(sorted(links, key=lambda link: (link.left, link.right)))


def likeness(
    first: Sentences, second: Sentences, weight: Callable[[str], float], settings: Linking
) -> Matrix:
    """How like each sentence of one is to each of the other, by their words and vectors: 0 to 1."""
    if not first.words or not second.words:
        return np.zeros((len(first.words), len(second.words)))
    return _Evidence(first, second, weight, settings).likeness


def _without_doubtful(left: Sentences, right: Sentences, links: list[Link], settings: Linking) -> list[Link]:
    """Where links hold little of both reports, without those that rest on few words in common."""
    told = max(
        sum(len(side.words[n]) for n in held) / max(1, sum(map(len, side.words)))
        for side, held in (
            (left, {n for link in links for n in link.left}),
            (right, {n for link in links for n in link.right}),
        )
    )
    if told >= settings.sparse_told:
        return links
    return [link for link in links if link.kind != "reworded" or link.score >= settings.sparse_floor]


def _canonical(side: Sentences) -> tuple[int, str]:
    return len(side.words), side.segmented.report.digest


class _Evidence:
    """What the sentences of two reports share: matrices with a row a first, a column a second sentence.

    `rows` and `columns` say which words stand in which sentence, of the words that both reports hold.
    The others bear only on how much a sentence has to tell.
    """

    def __init__(
        self, first: Sentences, second: Sentences, weight: Callable[[str], float], settings: Linking
    ) -> None:
        one, other = _stems(first), _stems(second)
        spread, spread_other = _spread(one), _spread(other)
        telling = {key: weight(form) for key, form in _forms(first, second).items()}
        lessened = {
            key: worth / max(1, spread[key], spread_other[key]) ** settings.spread_exponent
            for key, worth in telling.items()
        }
        common = [key for key in spread if key in spread_other]
        place = {key: number for number, key in enumerate(common)}
        self.rows, self.columns = _presence(one, place), _presence(other, place)
        self.weights: Matrix = np.array([lessened[key] for key in common])
        #: The weight of the words that stand in one sentence only of each report, 0 for others.
        self.sole: Matrix = np.array(
            [telling[key] if spread[key] == spread_other[key] == 1 else 0.0 for key in common]
        )
        below, across = _totals(one, lessened)[:, None], _totals(other, lessened)[None, :]
        #: The weight of the lighter sentence of each pair.
        self.lighter: Matrix = np.minimum(below, across) + settings.ballast
        shared = (self.rows * self.weights) @ self.columns.T
        dice = 2 * shared / (below + across + settings.ballast)
        lexical = settings.containment_share * shared / self.lighter + (1 - settings.containment_share) * dice
        self.cosine: Matrix = np.asarray(first.vectors @ second.vectors.T, dtype=np.float64)
        self.likeness: Matrix = settings.vector_share * self.cosine + (1 - settings.vector_share) * lexical
        places: dict[tuple[str, ...], list[int]] = {}
        for column, sentence in enumerate(second.words):
            places.setdefault(tuple(word.form for word in sentence), []).append(column)
        for row, sentence in enumerate(first.words):  # the same words, in any language and for any encoder
            self.likeness[row, places.get(tuple(word.form for word in sentence), [])] = 1.0


def _stems(side: Sentences) -> list[list[str]]:
    """The stems of each sentence, each once, in order."""
    return [list(dict.fromkeys(stem(word.form) for word in sentence)) for sentence in side.words]


def _spread(sentences: Sequence[Sequence[str]]) -> Counter[str]:
    """In how many sentences each stem stands."""
    return Counter(key for sentence in sentences for key in sentence)


def _forms(first: Sentences, second: Sentences) -> dict[str, str]:
    """A word for each stem: the first there is."""
    found: dict[str, str] = {}
    for sentence in (*first.words, *second.words):
        for word in sentence:
            found.setdefault(stem(word.form), word.form)
    return found


def _presence(sentences: Sequence[Sequence[str]], place: Mapping[str, int]) -> Matrix:
    matrix = np.zeros((len(sentences), len(place)))
    for row, sentence in enumerate(sentences):
        matrix[row, [place[key] for key in sentence if key in place]] = 1.0
    return matrix


def _totals(sentences: Sequence[Sequence[str]], weights: Mapping[str, float]) -> Matrix:
    return np.array([sum(weights[key] for key in sentence) for sentence in sentences])


def _assigned(evidence: _Evidence, settings: Linking) -> list[Cell]:
    """One-to-one links: best first, neighbours of linked pairs raised, a few rounds."""
    likeness = evidence.likeness.copy()
    for row, column in _followed(evidence.likeness, settings):
        likeness[row, column] += settings.follow_bonus
    raised, cells = likeness, list[Cell]()
    for _ in range(settings.rounds):
        cells = _best_first(raised, settings.floor)
        raised = likeness.copy()
        for row, column in cells:
            for step in (1, -1):
                if 0 <= row + step < raised.shape[0] and 0 <= column + step < raised.shape[1]:
                    raised[row + step, column + step] += settings.neighbour_bonus
    return cells


def _followed(likeness: Matrix, settings: Linking) -> list[Cell]:
    """The pairs by which one report follows the other sentence by sentence, or none.

    Each sentence has a likest one on the other side. In a retelling those stand in order, however far it
    was reworded; in reports told independently no more of them do than by chance. So the heaviest chain
    of likest pairs that keeps the order of both counts as evidence when it takes in most of a report.
    """
    height, width = likeness.shape
    if min(height, width) < settings.follow_sentences:
        return []
    likest = {(int(likeness[:, column].argmax()), column) for column in range(width)}
    likest |= {(row, int(likeness[row].argmax())) for row in range(height)}
    mean = float(likeness.mean())
    chain = _heaviest(sorted(cell for cell in likest if likeness[cell] > mean), likeness - mean)
    strict = min(len({row for row, _ in chain}), len({column for _, column in chain}))
    if strict < settings.follow_share * min(height, width):
        return []
    high = mean + settings.follow_above * float(likeness.std())
    return [cell for cell in chain if likeness[cell] >= high]


def _heaviest(cells: Sequence[Cell], weights: Matrix) -> list[Cell]:
    """The chain of cells of the greatest weight in which neither row nor column goes back."""
    best = _Best(weights.shape[1])
    before: list[int] = []
    ends: list[tuple[float, int]] = []  # (weight of the chain that ends here, less its number)
    for here, (row, column) in enumerate(cells):
        weight, index = best.up_to(column)
        ends.append((round(weight + float(weights[row, column]), 9), -here))
        before.append(-index)
        best.put(column, ends[-1])
    chain: list[Cell] = []
    at = -max(ends)[1] if ends else -1
    while at >= 0:
        chain.append(cells[at])
        at = before[at]
    return chain[::-1]


class _Best:
    """The greatest of what was put at or before a place (Fenwick 1994): logarithmic where a list is linear."""

    def __init__(self, places: int) -> None:
        self._tree: list[tuple[float, int]] = [(0.0, 1)] * (places + 1)

    def put(self, place: int, value: tuple[float, int]) -> None:
        at = place + 1
        while at < len(self._tree):
            self._tree[at] = max(self._tree[at], value)
            at += at & -at

    def up_to(self, place: int) -> tuple[float, int]:
        """The greatest value at or before the place; (0, 1) where there is none."""
        best, at = (0.0, 1), place + 1
        while at > 0:
            best = max(best, self._tree[at])
            at -= at & -at
        return best


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


def _widened(evidence: _Evidence, cells: Sequence[Cell], settings: Linking) -> list[Cell]:
    """The pairs with further ones for sentences that have none: what they tell is not told by a partner yet."""
    taken = _Taken(evidence, settings)
    for row, column in cells:
        taken.add(row, column)
    while True:
        score = taken.score()
        row, column = divmod(int(np.argmax(score)), score.shape[1])
        if score[row, column] < settings.widen_floor:
            return taken.cells
        taken.add(row, column)


class _Taken:
    """Pairs taken so far, and what each sentence still has to tell."""

    def __init__(self, evidence: _Evidence, settings: Linking) -> None:
        self.cells: list[Cell] = []
        self._evidence, self._settings = evidence, settings
        self._rows, self._columns = evidence.rows.copy(), evidence.columns.copy()
        self._shared = (self._rows * evidence.weights) @ self._columns.T
        self._sole = (self._rows * evidence.sole) @ self._columns.T
        height, width = self._shared.shape
        self._free_rows, self._free_columns = np.ones(height, dtype=bool), np.ones(width, dtype=bool)
        self._beside = np.zeros((height + 2, width + 2))

    def add(self, row: int, column: int) -> None:
        """Take a pair: what the two share is told, and their neighbours are likelier."""
        evidence = self._evidence
        self.cells.append((row, column))
        self._free_rows[row] = self._free_columns[column] = False
        self._rows[row] *= 1 - evidence.columns[column]
        self._columns[column] *= 1 - evidence.rows[row]
        mine, theirs = np.flatnonzero(self._rows[row]), np.flatnonzero(self._columns[column])
        for matrix, weights in ((self._shared, evidence.weights), (self._sole, evidence.sole)):
            matrix[row] = (self._columns[:, mine] * weights[mine]).sum(1)
            matrix[:, column] = (self._rows[:, theirs] * weights[theirs]).sum(1)
        for down, across in ((0, 1), (2, 1), (1, 0), (1, 2)):
            self._beside[row + down, column + across] += self._settings.widen_bonus

    def score(self) -> Matrix:
        """How well each pair would join, -1 where both sentences have a partner."""
        settings = self._settings
        told = (1 - settings.widen_vector_share) * self._shared / self._evidence.lighter
        alike = settings.widen_vector_share * self._evidence.cosine
        sole = settings.sole_bonus * np.minimum(self._sole, settings.sole_most)
        score = told + alike + sole + self._beside[1:-1, 1:-1]
        allowed = self._free_rows[:, None] | self._free_columns[None, :]
        found: Matrix = np.where(allowed, np.round(score, 9), -1.0)
        return found


def _cut_quotations(first: Sentences, second: Sentences, cells: Sequence[Cell]) -> Iterator[Cell]:
    """Sentences by which one side's quotation is longer, with the sentence in which the other side's ends.

    Speech of three sentences of which a retelling gives two is one quotation, cut: its third sentence has no
    word in common with anything there, and is found by where it stands.
    """
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    for row, column in cells:
        if not (_quoted(first, row) and _quoted(second, column)):
            continue
        goes_on, ends_later = _goes_on(first, row), _goes_on(second, column)
        if goes_on and not ends_later:
            yield from ((more, column) for more in _rest(first, row, rows))
        elif ends_later and not goes_on:
            yield from ((row, more) for more in _rest(second, column, columns))


def _rest(side: Sentences, number: int, linked: set[int]) -> Iterator[int]:
    """The sentences after this one that go on with its quotation, up to the first that is linked."""
    while _goes_on(side, number) and number + 1 not in linked:
        number += 1
        linked.add(number)
        yield number


def _goes_on(side: Sentences, number: int) -> bool:
    """Whether the quotation in which a sentence ends goes on in the next one."""
    sentences = side.segmented.sentences
    if number + 1 >= len(sentences):
        return False
    here, then = sentences[number], sentences[number + 1]
    return (
        bool(here.quoted and then.quoted)
        and here.quoted[-1].end == here.span.end
        and then.quoted[0].start == then.span.start
        and unfinished(side.segmented.report.text, *here.quoted[-1])
    )


def _quoted(side: Sentences, number: int) -> bool:
    return bool(side.segmented.sentences[number].quoted)


_Star = tuple[tuple[int, ...], tuple[int, ...]]


def _stars(cells: Sequence[Cell]) -> list[_Star]:
    """The pairs as links (rows, columns), each a single sentence on one side at least, in the order they came.

    A pair joins the link whose single sentence it holds; else it is a link of its own.
    """
    stars: list[tuple[list[int], list[int]]] = []
    for row, column in cells:
        for rows, columns in stars:
            if columns == [column]:
                rows.append(row)
                break
            if rows == [row]:
                columns.append(column)
                break
        else:
            stars.append(([row], [column]))
    return sorted((tuple(sorted(rows)), tuple(sorted(columns))) for rows, columns in stars)


def _moved(stars: list[_Star]) -> set[_Star]:
    """Links outside the longest run of links that keep the order of both reports."""
    if not stars:
        return set()
    best = _Best(1 + max(columns[-1] for _, columns in stars))
    before: list[int] = []
    ends: list[tuple[float, int]] = []  # (sentences in the run that ends here, less its number)
    waiting: list[tuple[int, int, int]] = []  # (last row, last column, link): not yet behind the present row
    for here, (rows, columns) in enumerate(stars):
        while waiting and waiting[0][0] <= rows[0]:
            _, column, number = heappop(waiting)
            best.put(column, ends[number])
        longest, index = best.up_to(columns[0])
        ends.append((longest + len(rows) + len(columns), -here))
        before.append(-index)
        heappush(waiting, (rows[-1], columns[-1], here))
    kept = set[_Star]()
    at = -max(ends)[1]
    while at >= 0:
        kept.add(stars[at])
        at = before[at]
    return set(stars) - kept


def _link(
    first: Sentences,
    second: Sentences,
    star: _Star,
    evidence: _Evidence,
    moved: bool,  # noqa: FBT001 - one of two ways a passage can stand
    settings: Linking,
    *,
    mirrored: bool,
) -> Link:
    rows, columns = star
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
