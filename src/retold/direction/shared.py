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

Gap = tuple[tuple[str, ...], tuple[str, ...]]
#: Equal words in a row that count as shared where no links are at hand: shorter runs are set phrases.
_RUN = 4
#: Words between two shared runs that may still be an edit of one sentence.
_GAP_LONGEST = 15


@dataclass(frozen=True, slots=True)
class Half:
    """One side, in words: all, those that the other side shares, and its own above, below and between them.

    `lead` says whether its beginning stands in the other, `equal` are the shared words that stand there word for word.
    """

    size: int
    shared: int
    equal: int
    above: int
    below: int
    between: int

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
    equal = 0
    gaps: list[Gap] = []
    for link in links:
        one = [word.form for n in link.left for word in left.words[n]]
        other = [word.form for n in link.right for word in right.words[n]]
        found = _blocks(one, other)
        equal += sum(b.left_end - b.left for b in found if b.equal)
        gaps += (
            (tuple(one[b.left : b.left_end]), tuple(other[b.right : b.right_end]))
            for b in found
            if not b.equal
        )
    return Shared(
        _half([len(row) for row in left.words], {n for link in links for n in link.left}, equal),
        _half([len(row) for row in right.words], {n for link in links for n in link.right}, equal),
        tuple(gaps),
    )


def by_words(one: Sequence[str], other: Sequence[str]) -> Shared:
    """What two texts share by runs of equal words in one order."""
    found = _blocks(one, other)
    kept = [b for b in found if b.equal and b.left_end - b.left >= _RUN]
    gaps: list[Gap] = []
    for before, after in pairwise(kept):
        left, right = one[before.left_end : after.left], other[before.right_end : after.right]
        if max(len(left), len(right)) <= _GAP_LONGEST:
            gaps.append((tuple(left), tuple(right)))
    return Shared(
        _spread(len(one), [(b.left, b.left_end) for b in kept]),
        _spread(len(other), [(b.right, b.right_end) for b in kept]),
        tuple(gaps),
    )


def _blocks(one: Sequence[str], other: Sequence[str]) -> list[Block]:
    """The blocks in one canonical order, so that swapping the two mirrors them."""
    if (len(one), one) <= (len(other), other):
        return blocks(one, other)
    return [Block(b.equal, b.right, b.right_end, b.left, b.left_end) for b in blocks(other, one)]


def _half(sizes: Sequence[int], held: set[int], equal: int) -> Half:
    size = sum(sizes)
    if not held:
        return Half(size, 0, 0, 0, 0, 0)
    above, below = sum(sizes[: min(held)]), sum(sizes[max(held) + 1 :])
    shared = sum(sizes[n] for n in held)
    return Half(size, shared, equal, above, below, size - shared - above - below)


def _spread(size: int, runs: Sequence[tuple[int, int]]) -> Half:
    if not runs:
        return Half(size, 0, 0, 0, 0, 0)
    shared = sum(end - start for start, end in runs)
    above, below = runs[0][0], size - runs[-1][1]
    return Half(size, shared, shared, above, below, size - shared - above - below)
