"""The words of each text, and the postings under which it is found: one row a text.

In go what was read and the reports by name, out comes what the embedded engine keeps of a text, made by the same
`Printer`, which a worker loads once. `first_0` to `first_3` are which of its neighbours comes first in four orders.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa

from .. import adding
from ..candidates import ORDERS
from ..fingerprint import KIND_BITS, NEAR, Hashes, Print
from ..model import Part, Report, Span
from .rows import batch, together, types

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: Each text once, with the days of its reports.
_TEXTS: Final = """
SELECT r.nr, r.text, r.parts, d.first_day, d.last_day FROM {read} r JOIN (
    SELECT text_nr, min(day) AS first_day, max(day) AS last_day FROM {named} GROUP BY text_nr
) d ON d.text_nr = r.nr
"""

_SCHEMA: Final = pa.schema(
    [
        ("nr", pa.int64()),
        ("first_day", pa.int32()),
        ("last_day", pa.int32()),
        ("size", pa.int32()),
        ("language", pa.string()),
        ("words", pa.binary()),
        ("ends", pa.binary()),
        ("postings", pa.list_(pa.int64())),
        *((f"first_{n}", pa.int64()) for n in range(len(ORDERS))),
    ]
)


def printed(session: SparkSession, read: DataFrame, named: DataFrame, parts: int) -> DataFrame:
    """A row for each text."""
    texts = session.sql(_TEXTS, read=read.select("nr", "text", "parts"), named=named)
    return texts.repartition(parts, "nr").mapInArrow(_print, types(_SCHEMA))


def _print(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Run by a worker."""
    for some in batches:
        rows = list(together([some]))
        prints = adding.read_texts([_report(text, parts) for _, text, parts, _, _ in rows])
        yield batch(
            (
                (
                    nr,
                    first,
                    last,
                    one.size,
                    one.language,
                    *one.packed(),
                    one.postings.view(np.int64),
                    *_firsts(one),
                )
                for (nr, _, _, first, last), one in zip(rows, prints, strict=True)
            ),
            _SCHEMA,
        )


def _report(text: str, parts: str | None) -> Report:
    return Report(
        "", text, parts=tuple(Part(kind, Span(start, end)) for kind, start, end in json.loads(parts or "[]"))
    )


def _firsts(one: Print) -> tuple[int | None, ...]:
    """Which neighbour comes first in each order; nothing where there are none."""
    near: Hashes = one.postings[one.postings & np.uint64(KIND_BITS) == NEAR]
    if not len(near):
        return (None,) * len(ORDERS)
    return tuple(int((near ^ np.uint64(order)).min().view(np.int64)) for order in ORDERS)
