"""The two rows of a pair, brought together: pairs of numbers in, groups of pairs with what belongs to each out.

Texts are large and stand in many pairs. So a pair gets the row of its second by a join, all pairs of one first are
brought to one place and put in order, and the row of the first comes there once, before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from .rows import together

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_BESIDE: Final = """
SELECT p.one, p.other, {{columns}} FROM {pairs} p JOIN {rows} r ON r.nr = p.other
UNION ALL
SELECT r.nr, NULL, {{columns}} FROM {rows} r LEFT SEMI JOIN {pairs} p ON p.one = r.nr
"""


def beside(session: SparkSession, pairs: DataFrame, rows: DataFrame, parts: int) -> DataFrame:
    """Pairs (one, other) and rows (nr, ...), as rows (one, other, ...): those of one first in a row, the row of the
    first itself before the others, with nothing as `other`."""
    columns = ", ".join(f"r.{name}" for name in rows.columns if name != "nr")
    statement = _BESIDE.replace("{{columns}}", columns)
    found = session.sql(statement, pairs=pairs.select("one", "other"), rows=rows)
    return found.repartition(parts, "one").sortWithinPartitions("one", "other")


Lot = tuple[dict[int, Sequence[Any]], list[tuple[int, int]]]


def lots(batches: Iterable[pa.RecordBatch], most: int) -> Iterator[Lot]:
    """Run by a worker: up to about `most` pairs at a time, with the row of each number in them."""
    rows: dict[int, Sequence[Any]] = {}
    pairs: list[tuple[int, int]] = []
    for one, other, *row in together(batches):
        if other is None:
            if len(pairs) >= most:
                yield rows, pairs
                rows, pairs = {}, []
            rows[one] = row
            continue
        rows[other] = row
        pairs.append((one, other))
        if len(pairs) >= 2 * most:  # one text in very many pairs
            yield rows, pairs
            rows, pairs = {one: rows[one]}, []
    if pairs:
        yield rows, pairs
