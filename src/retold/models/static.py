"""The shipped sentence encoder: a table with one vector for each piece of a word, summed over a sentence.

Sentences come in, unit vectors go out. Method: the pieces of the sentence (`wordpiece.py`) name rows of
the table; the rows are added in the order of the sentence and the sum is brought to length 1. The weight
of a piece is the length of its row. How the table is made from all-MiniLM-L6-v2 stands in
`docs/method/encoder.md` and is done by `tools/make_encoder.py` (static embeddings by distillation as in
Model2Vec, Minish Lab 2024, weights after Arora et al. 2017, then trained on pairs).

The sums are made sentence by sentence in one fixed order, elementwise, in 32 bits: a vector is the same
to the last bit alone or in a batch, and on every machine. The table's sha256 is checked against
`data/origin.json` before anything is computed with it.

Not tried: word order (two sentences of the same words get the same vector), languages other than English.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..errors import EncoderError
from .wordpiece import WordPiece, stretches, words

DATA = Path(__file__).parent / "data"

#: Stretches between white space, and words' weights, remembered before starting afresh: about 60 MB each at most.
_REMEMBERED = 400_000

#: Sentences added up at a time: 256 rows of sums stay in the processor's cache. Bears on speed alone.
_AT_A_TIME = 256

#: a of the weight a / (a + p): Arora et al. 2017 found 1e-4 to 1e-3 equally good. It bears on
#: `word_weight` and on the table before training.
SMOOTHING = 1e-4

#: The id of the first whole word ("the"). Before it stand special names, marks, letters and digits.
_FIRST_WORD = 1996

_REINSTALL = "Install Retold again; its files have been altered or cut short."


class StaticEncoder:
    """The table in a folder made by `tools/make_encoder.py`, checked against its `origin.json`."""

    def __init__(self, folder: Path = DATA) -> None:
        try:
            origin = json.loads((folder / "origin.json").read_text("utf-8"))
            proved: dict[str, str] = {name: entry["sha256"] for name, entry in origin["files"].items()}
            self._name: str = origin["name"]
            paths = (folder / "table.npy", folder / "vocab.txt")
            for path in paths:
                if hashlib.sha256(path.read_bytes()).hexdigest() != proved[path.name]:
                    raise EncoderError(
                        f"{path.name} of the encoder {self._name} is not the proved file.", _REINSTALL
                    )
            table = np.load(paths[0], allow_pickle=False)
            vocabulary = paths[1].read_text("utf-8").split("\n")
        except (OSError, ValueError, KeyError) as error:
            raise EncoderError(
                f"The sentence encoder in {folder} cannot be read: {error}", _REINSTALL
            ) from error
        if vocabulary[-1] == "":
            vocabulary.pop()
        self._wordpiece = WordPiece(vocabulary)
        self._table = table
        self._row_of = {piece: row for row, piece in enumerate(table["piece"].tolist())}
        self._vectors: NDArray[np.float32] | None = None
        self._seen: dict[str, tuple[int, ...]] = {}
        self._weights: dict[str, float] = {}

    @property
    def name(self) -> str:
        """The name of the weights, which ends in the first digits of the table's sha256."""
        return self._name

    @property
    def dims(self) -> int:
        """How long a vector is."""
        return int(self._table["values"].shape[1])

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """One unit row for each sentence; zeros where no piece of it is in the table."""
        table = self._unpacked()
        vectors = np.zeros((len(sentences), self.dims), dtype=np.float32)
        for start in range(0, len(sentences), _AT_A_TIME):
            block = [self._rows(sentence) for sentence in sentences[start : start + _AT_A_TIME]]
            vectors[start : start + len(block)] = _unit(_sums(block, table))
        return vectors

    def word_weight(self, word: str) -> float:
        """How telling a word is, from near 0 (the) to 1 (a word that the vocabulary does not hold whole).

        a / (a + p), with p from the word's rank in the vocabulary, which is in order of frequency, by
        Zipf's law. Of a word with marks inside, the most telling part counts ("mayor's": mayor); initials
        count as one word ("U.S.": us), and so does a figure, which the vocabulary never holds ("12,000").
        """
        known = self._weights.get(word)
        if known is None:
            if len(self._weights) >= _REMEMBERED:
                self._weights.clear()
            known = self._weights[word] = SMOOTHING / (SMOOTHING + self.word_share(word))
        return known

    def word_share(self, word: str) -> float:
        """The share of running words that are this one: 0 for a word that the vocabulary does not hold whole.

        The p of `word_weight`, for the same parts of the word; where nothing of it is a word, without end.
        """
        ids = self._wordpiece.ids
        parts = words(word)
        spoken = [part for part in parts if part.isalnum()] or parts
        if len(spoken) > 1 and any(part[0].isdecimal() for part in spoken):
            return 0.0
        if len(spoken) > 1 and all(len(part) == 1 for part in spoken):
            spoken = ["".join(spoken)]
        return min((zipf_share(ids.get(part), len(ids)) for part in spoken), default=math.inf)

    def pieces(self, sentence: str) -> list[int]:
        """The ids of the word pieces that are looked up for a sentence, in order."""
        return self._wordpiece.encode(sentence)

    def _rows(self, sentence: str) -> list[int]:
        """The rows of the sentence's pieces, in order."""
        seen = self._seen
        rows: list[int] = []
        for stretch in stretches(sentence):
            known = seen.get(stretch)
            rows += self._remember(stretch) if known is None else known
        return rows

    def _remember(self, stretch: str) -> tuple[int, ...]:
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        pieces = (piece for word in words(stretch) for piece in self._wordpiece.word(word))
        known = tuple(row for piece in pieces if (row := self._row_of.get(piece)) is not None)
        self._seen[stretch] = known
        return known

    def _unpacked(self) -> NDArray[np.float32]:
        if self._vectors is None:
            self._vectors = self._table["values"] * self._table["scale"][:, np.newaxis]
        return self._vectors


@lru_cache(maxsize=1)
def shipped() -> StaticEncoder:
    """The shipped encoder, read once a process."""
    return StaticEncoder()


def zipf_weight(piece: int | None, vocabulary: int) -> float:
    """The weight of the piece with this id in a vocabulary of this size; None is a word not in it."""
    return SMOOTHING / (SMOOTHING + zipf_share(piece, vocabulary))


def zipf_share(piece: int | None, vocabulary: int) -> float:
    """The share of running words that the piece with this id makes up, by Zipf's law; 0 for None."""
    if piece is None:
        return 0.0
    # Marks, letters and digits stand before the words in no order of frequency; they are all common.
    rank = max(1, piece - _FIRST_WORD + 1)
    return 1.0 / (rank * (math.log(vocabulary) + 0.5772))


def _sums(block: list[list[int]], table: NDArray[np.float32]) -> NDArray[np.float32]:
    """The sum of the table's rows for each sentence of a block.

    Added place by place over all sentences that have a k-th piece, so each sentence is added up from its
    first piece to its last. `np.add.reduceat` reads simpler and is slower; `np.sum` over padded rows
    would leave the order of the additions to the library.
    """
    lengths = np.array([len(rows) for rows in block], dtype=np.int64)
    longest_first = np.argsort(-lengths, kind="stable")
    starts = (np.cumsum(lengths) - lengths)[longest_first]
    rows = np.fromiter(chain.from_iterable(block), dtype=np.int64, count=int(lengths.sum()))
    sums = np.zeros((len(block), table.shape[1]), dtype=np.float32)
    for place in range(int(lengths.max())):
        filled = int(np.count_nonzero(lengths > place))
        sums[:filled] += table[rows[starts[:filled] + place]]
    result = np.empty_like(sums)
    result[longest_first] = sums
    return result


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows brought to length 1, zeros left alone. Squares are added in halves, in a fixed order."""
    squares = vectors.astype(np.float64) ** 2
    while (width := squares.shape[1]) > 1:
        half = width // 2
        left_over = squares[:, 2 * half :]
        squares = squares[:, :half] + squares[:, half : 2 * half]
        if width % 2:
            squares[:, :1] += left_over
    lengths = np.sqrt(squares)
    lengths[lengths == 0.0] = 1.0
    unit: NDArray[np.float32] = (vectors / lengths).astype(np.float32)
    return unit
