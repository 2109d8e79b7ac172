"""What two texts share, and what each has of its own: above, between and below the shared passages.

In go two tellings, or two reports with their links; out come two `Half`s, one a side, and the gaps: the few words
that differ between shared ones. The two ways differ in what counts as shared: words of linked sentences, or runs of
equal words in one order (longest common subsequence, by `text.diff`). Both give counts of words.

Not tried without links: passages that stand in another order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..index import Sentences
from ..model import Link
from ..text.diff import Block, blocks
from ..text.tokens import Word
from .telling import Telling

Gap = tuple[tuple[str, ...], tuple[str, ...]]
#: Equal words in a row that count as shared where no links are at hand: shorter runs are set phrases.
_RUN = 4
#: Words between two shared runs that may still be an edit of one sentence.
_GAP_LONGEST = 15
#: Equal words in a row that one side quotes and the other tells itself: fewer are a phrase that both heard.
_QUOTED_RUN = 8


@dataclass(frozen=True, slots=True)
class Half:
    """One side, in words: all, those that the other side shares, and its own above, below and between them.

    `equal` are the shared words that stand there word for word, `quoting` those of them that stand in quotation marks
    here, in a row, and in none there.
    """

    size: int
    shared: int
    equal: int
    above: int
    below: int
    between: int
    quoting: int

    @property
    def own(self) -> int:
        """Words that the other side lacks."""
        return self.size - self.shared


@dataclass(frozen=True, slots=True)
class Shared:
    """Both sides, and the small gaps between shared words as (left, right)."""

    left: Half
    right: Half
    gaps: tuple[Gap, ...]


def by_links(left: Sentences, right: Sentences, links: Sequence[Link]) -> Shared:
    """What two reports share by the links between their sentences."""
    equal = here = there = 0
    gaps: list[Gap] = []
    for link in links:
        one = [word for n in link.left for word in left.words[n]]
        other = [word for n in link.right for word in right.words[n]]
        forms, others = [word.form for word in one], [word.form for word in other]
        found = _blocks(forms, others)
        equal += sum(b.left_end - b.left for b in found if b.equal)
        gaps += (
            (tuple(forms[b.left : b.left_end]), tuple(others[b.right : b.right_end]))
            for b in found
            if not b.equal
        )
        one_quotes, other_quotes = _quoting(
            found, _marked(left, link.left, one), _marked(right, link.right, other)
        )
        here, there = here + one_quotes, there + other_quotes
    return Shared(
        _half([len(row) for row in left.words], {n for link in links for n in link.left}, equal, here),
        _half([len(row) for row in right.words], {n for link in links for n in link.right}, equal, there),
        tuple(gaps),
    )


def by_words(left: Telling, right: Telling) -> Shared:
    """What two texts share by runs of equal words in one order."""
    one, other = left.forms, right.forms
    found = _blocks(one, other)
    kept = [b for b in found if b.equal and b.left_end - b.left >= _RUN]
    gaps: list[Gap] = []
    for before, after in pairwise(kept):
        gap = one[before.left_end : after.left], other[before.right_end : after.right]
        if max(map(len, gap)) <= _GAP_LONGEST:
            gaps.append(gap)
    here, there = _quoting(kept, left.marked, right.marked)
    return Shared(
        _spread(len(one), [(b.left, b.left_end) for b in kept], here),
        _spread(len(other), [(b.right, b.right_end) for b in kept], there),
        tuple(gaps),
    )


def _marked(side: Sentences, numbers: Sequence[int], found: Sequence[Word]) -> list[bool]:
    spans = [span for n in numbers for span in side.segmented.sentences[n].quoted]
    return [any(start <= word.start < end for start, end in spans) for word in found]


def _quoting(found: Sequence[Block], left: Sequence[bool], right: Sequence[bool]) -> tuple[int, int]:
    """Equal words in long runs that stand in quotation marks on the left alone, and on the right alone."""
    here = there = 0
    for block in found:
        size = block.left_end - block.left
        if not block.equal or size < _QUOTED_RUN:
            continue
        only = sum(left[block.left + n] and not right[block.right + n] for n in range(size))
        here += only if only >= _QUOTED_RUN else 0
        only = sum(right[block.right + n] and not left[block.left + n] for n in range(size))
        there += only if only >= _QUOTED_RUN else 0
    return here, there


def _blocks(one: Sequence[str], other: Sequence[str]) -> list[Block]:
    """The blocks in one canonical order, so that swapping the two mirrors them."""
    if (len(one), one) <= (len(other), other):
        return blocks(one, other)
    return [Block(b.equal, b.right, b.right_end, b.left, b.left_end) for b in blocks(other, one)]


def _half(sizes: Sequence[int], held: set[int], equal: int, quoting: int) -> Half:
    size = sum(sizes)
    if not held:
        return Half(size, 0, 0, 0, 0, 0, 0)
    above, below = sum(sizes[: min(held)]), sum(sizes[max(held) + 1 :])
    shared = sum(sizes[n] for n in held)
    return Half(size, shared, equal, above, below, size - shared - above - below, quoting)


def _spread(size: int, runs: Sequence[tuple[int, int]], quoting: int) -> Half:
    if not runs:
        return Half(size, 0, 0, 0, 0, 0, 0)
    shared = sum(end - start for start, end in runs)
    above, below = runs[0][0], size - runs[-1][1]
    return Half(size, shared, shared, above, below, size - shared - above - below, quoting)
