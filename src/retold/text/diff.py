"""Where two lists of words are equal and where they differ.

In go the forms of two stretches of text, out come blocks that cover both. Method: longest common
subsequence (Indel distance, by rapidfuzz), then islands of small words inside what was replaced are
given up (the "semantic clean-up" of diff-match-patch), then runs that stand elsewhere are told as moved.

`plain_blocks` is the plain twin of the fast path, held to the same tests.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from .tokens import Word, stem


class Block(NamedTuple):
    """Words `left` up to `left_end` of one side stand for `right` up to `right_end` of the other."""

    equal: bool
    left: int
    left_end: int
    right: int
    right_end: int


#: An equal run between two replaced ones is given up when it has at most this many letters in all and
#: both its neighbours have more words than it: "of" between two reworded clauses joins nothing. 0 and 2 flag one harmless
#: name of the MRPC pairs more, 7 finds one altered one less.
_ISLAND_LETTERS = 4


def blocks(left: Sequence[str], right: Sequence[str]) -> list[Block]:
    """The equal and differing runs of two lists of forms, in order, covering both."""
    codes = Indel.opcodes(left, right)
    return _merged([Block(c.tag == "equal", c.src_start, c.src_end, c.dest_start, c.dest_end) for c in codes])


def plain_blocks(left: Sequence[str], right: Sequence[str]) -> list[Block]:
    """As `blocks`, by the textbook table. Where several longest subsequences exist it may take another one."""
    rows, columns = len(left), len(right)
    table = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            table[i][j] = (
                table[i + 1][j + 1] + 1 if left[i] == right[j] else max(table[i + 1][j], table[i][j + 1])
            )
    found, i, j = list[Block](), 0, 0
    while i < rows or j < columns:
        if i < rows and j < columns and left[i] == right[j]:
            found.append(Block(equal=True, left=i, left_end=i + 1, right=j, right_end=j + 1))
            i, j = i + 1, j + 1
        elif j == columns or (i < rows and table[i + 1][j] >= table[i][j + 1]):
            found.append(Block(equal=False, left=i, left_end=i + 1, right=j, right_end=j))
            i += 1
        else:
            found.append(Block(equal=False, left=i, left_end=i, right=j, right_end=j + 1))
            j += 1
    return _merged(found)


def _merged(found: list[Block]) -> list[Block]:
    out: list[Block] = []
    for block in found:
        if out and out[-1].equal == block.equal:
            last = out[-1]
            out[-1] = Block(block.equal, last.left, block.left_end, last.right, block.right_end)
        else:
            out.append(block)
    return out


def cleaned(found: list[Block], left: Sequence[str]) -> list[Block]:
    """The blocks with islands of small words given up to the differing runs around them."""
    out: list[Block] = []
    for n, block in enumerate(found):
        if block.equal and 0 < n < len(found) - 1:
            size = block.left_end - block.left
            letters = sum(map(len, left[block.left : block.left_end]))
            before, after = found[n - 1], found[n + 1]
            if letters <= _ISLAND_LETTERS and min(_size(before), _size(after)) > size:
                out.append(block._replace(equal=False))
                continue
        out.append(block)
    return _merged(out)


def _size(block: Block) -> int:
    return max(block.left_end - block.left, block.right_end - block.right)


def moves(found: Sequence[Block], left: Sequence[str], right: Sequence[str]) -> list[Block]:
    """Runs of words that left one place and stand in another, longest first, none overlapping."""
    gone = [(i, b.left_end) for b in found if not b.equal for i in range(b.left, b.left_end)]
    came = [(j, b.right_end) for b in found if not b.equal for j in range(b.right, b.right_end)]
    if not gone or not came:
        return []
    places: dict[str, list[tuple[int, int]]] = {}
    for j, end in came:
        places.setdefault(right[j], []).append((j, end))
    runs: list[Block] = []
    for i, end in gone:
        for j, stop in places.get(left[i], ()):
            size = 0
            while i + size < end and j + size < stop and left[i + size] == right[j + size]:
                size += 1
            if size >= _MOVED_WORDS and sum(map(len, left[i : i + size])) >= _MOVED_LETTERS:
                runs.append(Block(equal=True, left=i, left_end=i + size, right=j, right_end=j + size))
    kept: list[Block] = []
    for run in sorted(runs, key=lambda r: (r.left - r.left_end, r.left + r.right, r.left)):
        if all(
            (run.left_end <= k.left or k.left_end <= run.left)
            and (run.right_end <= k.right or k.right_end <= run.right)
            for k in kept
        ):
            kept.append(run)
    return sorted(kept)


#: A run counts as moved from this many words and letters on: shorter ones recur by chance.
_MOVED_WORDS = 3
_MOVED_LETTERS = 10


def same_words(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether two stretches have the same words, but for case, marks and spelling."""
    return [word.form for word in left] == [word.form for word in right]


def matched_share(left: Sequence[Word], right: Sequence[Word], weight: Callable[[str], float]) -> float:
    """How much of the lighter side's words, weighed, the other side holds, each word counted once."""
    left_stems, right_stems = [stem(w.form) for w in left], [stem(w.form) for w in right]
    pool: dict[str, int] = {}
    for key in right_stems:
        pool[key] = pool.get(key, 0) + 1
    shared = 0.0
    for key in left_stems:
        if pool.get(key, 0) > 0:
            pool[key] -= 1
            shared += weight(key)
    lighter = min(sum(map(weight, left_stems)), sum(map(weight, right_stems)))
    return shared / lighter if lighter else 0.0
