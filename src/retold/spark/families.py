"""Families: the pairs of texts that derive from each other, and what hangs together over them.

In go the pairs of texts that are kept and the reports by name; out come the families with their edges, made by
`retold.families`, a lot of whole families at a time: a row for each report of a family, and one for each edge.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from .. import families as grouping
from ..model import Listed, Published
from .rows import batch, together, types

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: Pairs of texts of which one derives from the other.
DERIVED: Final = "kind IN ('retelling', 'partial-retelling') AND NOT recurring"
#: Rows worked on at a time: whole families, at least one.
_ROWS: Final = 20_000

#: Reports of texts that derive, or that several reports have, and the pairs: those of one group beside each other.
_MEMBERS: Final = """
WITH counted AS (
    SELECT *, count(*) OVER (PARTITION BY text_nr) AS copies FROM {named}
)
SELECT coalesce(l.label, n.text_nr) AS label, n.text_nr AS one, n.nr AS other, n.id, n.publisher, n.title, n.published,
       n.published_zone, n.published_origin, CAST(NULL AS STRING) AS kind, CAST(NULL AS FLOAT) AS share,
       CAST(NULL AS FLOAT) AS confidence, CAST(NULL AS STRING) AS reasons
FROM counted n LEFT JOIN {labels} l ON l.nr = n.text_nr WHERE l.nr IS NOT NULL OR n.copies > 1
UNION ALL
SELECT l.label, p.one, p.other, NULL, NULL, NULL, NULL, NULL, NULL, p.kind, p.share, p.confidence, p.reasons
FROM {derived} p JOIN {labels} l ON l.nr = p.one
"""

_SCHEMA: Final = pa.schema(
    [
        ("family", pa.string()),
        ("report", pa.string()),
        ("nr", pa.int64()),
        ("id", pa.string()),
        ("source", pa.string()),
        ("retelling", pa.string()),
        ("kind", pa.string()),
        ("confidence", pa.float64()),
        ("share", pa.float64()),
        ("reasons", pa.string()),
        ("directed", pa.bool_()),
        ("one", pa.int64()),
        ("other", pa.int64()),
    ]
)


def families(
    session: SparkSession, derived: DataFrame, labels: DataFrame, named: DataFrame, parts: int
) -> DataFrame:
    """A row for each report of a family, and a row for each edge."""
    members = session.sql(_MEMBERS, named=named, labels=labels, derived=derived)
    return (
        members.repartition(parts, "label")
        .sortWithinPartitions("label")
        .mapInArrow(_families, types(_SCHEMA))
    )


def _families(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Run by a worker."""
    rows: list[tuple[Any, ...]] = []
    for _, group in groupby(together(batches), key=lambda row: row[0]):
        rows += group
        if len(rows) >= _ROWS:
            yield batch(_of(rows), _SCHEMA)
            rows = []
    yield batch(_of(rows), _SCHEMA)


def _of(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The families of some groups, as rows."""
    pairs: list[grouping.Derived] = []
    reports: dict[int, list[Listed]] = {}
    numbers: dict[str, int] = {}
    for _, one, other, name, publisher, title, *date, kind, share, confidence, reasons in rows:
        if name is None:
            pairs.append(grouping.Derived(one, other, kind, share, confidence, tuple(json.loads(reasons))))
            continue
        value, zone, origin = date
        published = None if value is None else Published(value, zone, origin)
        reports.setdefault(one, []).append(Listed(name, publisher, published, title))
        numbers[name] = other
    for family in grouping.families(pairs, reports):
        for report in family.reports:
            yield (family.id, report.id, numbers[report.id], *(None,) * 10)
        for edge in family.edges:
            yield (
                family.id,
                None,
                None,
                edge.id,
                edge.source,
                edge.retelling,
                edge.kind,
                edge.confidence,
                edge.share,
                json.dumps(edge.reasons, ensure_ascii=False),
                edge.directed,
                numbers[edge.source],
                numbers[edge.retelling],
            )
