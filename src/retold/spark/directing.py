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
from ..ingest import kept
from ..lineage import Witness
from ..model import Edge, Family, Listed, Report
from ..settings import Settings
from .rows import batch, together, types

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: Where in a row the columns of an edge end.
_EDGES: Final = 9

_EDGE: Final = "id, source, retelling, kind, confidence, share, reasons, directed"

_OPEN: Final = """
SELECT family FROM {told} GROUP BY family
HAVING bool_or(report IS NULL AND NOT directed) AND count(report) <= {asked}
"""

#: The reports of families that are asked for, with their texts, and their edges.
_READ: Final = f"""
SELECT t.family, t.id, t.source, t.retelling, t.kind, t.confidence, t.share, t.reasons, t.directed,
       {", ".join(f"r.{name} AS r_{name}" for name in kept.COLUMNS)}
FROM {{told}} t JOIN {{open}} o ON o.family = t.family LEFT JOIN {{reports}} r ON r.id = t.report
"""  # noqa: S608 - our own

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


def directed(
    session: SparkSession, told: DataFrame, reports: DataFrame, settings: Settings, parts: int
) -> DataFrame:
    """All edges, those of open families as their trees direct them."""
    asked = session.sql(_OPEN.replace("{asked}", str(settings.descending.asked)), told=told)
    rows = session.sql(_READ, told=told, open=asked, reports=reports)
    found = (
        rows.repartition(parts, "family")
        .sortWithinPartitions("family")
        .mapInArrow(partial(_directed, settings=settings), types(_SCHEMA))
    )
    return session.sql(_ALL, told=told, open=asked, directed=found)


def _directed(batches: Iterable[pa.RecordBatch], settings: Settings) -> Iterator[pa.RecordBatch]:
    """Run by a worker."""
    for name, group in groupby(together(batches), key=lambda row: row[0]):
        yield batch(_of(name, list(group), settings), _SCHEMA)


def _of(name: str, rows: list[tuple[Any, ...]], settings: Settings) -> Iterator[tuple[Any, ...]]:
    """The edges of one family."""
    reports: list[Report] = []
    edges: list[Edge] = []
    for row in rows:
        edge, told = row[1:_EDGES], row[_EDGES:]
        if edge[0] is None:
            reports.append(kept.report(told))
        else:
            *parts, reasons, known = edge
            edges.append(Edge(*parts, tuple(json.loads(reasons)), known))  # type: ignore[call-arg]
    edges.sort(key=lambda one: (one.source, one.retelling))
    listed = tuple(Listed(one.id, one.publisher, one.published, one.title) for one in reports)
    whole = Family(name, listed, tuple(edges))
    (family,) = directing.directed([(whole, [Witness.of(one) for one in reports])], settings)
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
