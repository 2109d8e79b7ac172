"""Edges whose dates do not tell which of two reports came first: the tree of their family is asked, as in an archive.

In go the families with their edges and the reports, out come all edges. Only families with such an edge are read, a whole
family at a time, with the function of the embedded engine.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from .. import directing
from ..model import Edge, Family, Listed, Published
from ..settings import Settings
from .rows import batch, together

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_EDGE: Final = "id, source, retelling, kind, confidence, share, reasons, directed"

_OPEN: Final = """
SELECT family FROM {told} GROUP BY family
HAVING bool_or(report IS NULL AND NOT directed) AND count(report) <= {asked}
"""

#: The reports of families that are asked for, with their texts, and their edges.
_READ: Final = """
SELECT t.family, r.id AS report, r.publisher, r.published, r.published_zone, r.published_origin, r.text,
       t.id, t.source, t.retelling, t.kind, t.confidence, t.share, t.reasons, t.directed
FROM {told} t JOIN {open} o ON o.family = t.family LEFT JOIN {reports} r ON r.id = t.report
"""

_ALL: Final = f"""
SELECT t.family, {_EDGE} FROM {{told}} t LEFT ANTI JOIN {{open}} o ON o.family = t.family WHERE t.report IS NULL
UNION ALL SELECT family, {_EDGE} FROM {{directed}}
"""  # noqa: S608 - our own

_SCHEMA: Final = pa.schema(
    [
        ("family", pa.string()),
        ("id", pa.string()),
        ("source", pa.string()),
        ("retelling", pa.string()),
        ("kind", pa.string()),
        ("confidence", pa.float64()),
        ("share", pa.float64()),
        ("reasons", pa.string()),
        ("directed", pa.bool_()),
    ]
)
_TYPES: Final = (
    "family string, id string, source string, retelling string, kind string, confidence double, share double, "
    "reasons string, directed boolean"
)


def directed(
    session: SparkSession, told: DataFrame, reports: DataFrame, settings: Settings, parts: int
) -> DataFrame:
    """All edges, those of open families as their trees direct them."""
    asked = session.sql(_OPEN.replace("{asked}", str(settings.descending.asked)), told=told)
    rows = session.sql(_READ, told=told, open=asked, reports=reports)
    found = (
        rows.repartition(parts, "family")
        .sortWithinPartitions("family")
        .mapInArrow(partial(_directed, settings=settings), _TYPES)
    )
    return session.sql(_ALL, told=told, open=asked, directed=found)


def _directed(batches: Iterable[pa.RecordBatch], settings: Settings) -> Iterator[pa.RecordBatch]:
    """Run by a worker."""
    for name, group in groupby(together(batches), key=lambda row: row[0]):
        yield batch(_of(name, list(group), settings), _SCHEMA)


def _of(name: str, rows: list[tuple[Any, ...]], settings: Settings) -> Iterator[tuple[Any, ...]]:
    """The edges of one family."""
    texts: dict[str, str] = {}
    reports: list[Listed] = []
    edges: list[Edge] = []
    for _, report, publisher, *date, text, edge, source, retelling, kind, sure, share, reasons, known in rows:
        if report is None:
            told = tuple(json.loads(reasons))
            edges.append(Edge(edge, source, retelling, kind, sure, share, told, known))
            continue
        texts[report] = text
        reports.append(Listed(report, publisher, Published(*date) if date[0] is not None else None, None))
    edges.sort(key=lambda one: (one.source, one.retelling))
    (family,) = directing.directed([(Family(name, tuple(reports), tuple(edges)), texts)], settings)
    for one in family.edges:
        why = json.dumps(one.reasons, ensure_ascii=False)
        yield (
            name,
            one.id,
            one.source,
            one.retelling,
            one.kind,
            one.confidence,
            one.share,
            why,
            one.directed,
        )
