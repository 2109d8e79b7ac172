"""The light reading of pairs: the reader of the embedded engine, on batches of Arrow.

In go pairs of texts and the words of each, out comes a row for each pair: how the two relate, and how much is shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa

from .. import adding
from ..fingerprint import unpacked
from ..settings import Settings
from .beside import beside, lots
from .rows import batch, types

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_SHARES: Final = ("share", "verbatim", "edited", "reworded", "confidence")
_SCHEMA: Final = pa.schema(
    [
        ("one", pa.int64()),
        ("other", pa.int64()),
        ("kind", pa.string()),
        ("kind_late", pa.string()),
        *((name, pa.float32()) for name in _SHARES),
        ("reasons", pa.string()),
    ]
)


def skimmed(
    session: SparkSession, found: DataFrame, prints: DataFrame, settings: Settings, parts: int
) -> DataFrame:
    """A row for each pair that is to be read."""
    pairs = found.where("NOT thin").select("one", "other")
    rows = prints.select("nr", "words", "ends")
    return beside(session, pairs, rows, parts).mapInArrow(partial(_skim, settings=settings), types(_SCHEMA))


def _skim(batches: Iterable[pa.RecordBatch], settings: Settings) -> Iterator[pa.RecordBatch]:
    """Run by a worker."""
    for rows, pairs in lots(batches, settings.adding.pairs_at_a_time // 2):
        words = {nr: unpacked(packed, ends) for nr, (packed, ends) in rows.items()}
        place = {nr: n for n, nr in enumerate(words)}
        numbers = np.array([(place[one], place[other]) for one, other in pairs], dtype=np.int64)
        read = adding.read_lot(adding.Lot(tuple(words.values()), numbers, settings))
        yield batch(((*pair, *row) for pair, row in zip(pairs, read, strict=True)), _SCHEMA)
