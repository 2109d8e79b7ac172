"""Stories: the steps of `retold.stories`, each over all reports at once.

In go what was read, the reports by name, the listed pairs and the families; out comes a row for each report of a
story.

1. Each report is boiled down (`boiled`), by the function of the embedded engine.
2. In how many reports each word stands is counted, and weights are held against that (`tempered`).
3. Reports that share enough keys, and those that derive from each other, are weighed in pairs (`weighed`).
4. Reports hang together over pairs by which two groups could ever become one, and over those that stay together:
   average link joins no two groups whose pairs all lie below what it asks for on average. So each such part is
   grouped by itself (`stories.grouped`), and gives what the whole would give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

from .. import grouping, stories as method
from ..model import Listed, Published
from ..settings import Settings, Storying
from ..story_features import restored, stored
from .beside import beside, lots
from .rows import batch, together

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: Evidence is rounded to six digits, and sums of it to none: pairs so much below what is asked for are let in, too.
_ROUNDED: Final = 1e-5
#: Pairs weighed, and reports grouped, at a time.
_PAIRS: Final = 20_000
_REPORTS: Final = 1_000
#: What two kinds of features are called in a table of counts.
_TERMS, _NAMES = 0, 1

_WANTED: Final = (
    "SELECT r.nr, r.text, r.title, r.published, r.parts FROM {read} r LEFT SEMI JOIN {named} n ON n.nr = r.nr"
)


def boiled(session: SparkSession, read: DataFrame, named: DataFrame, parts: int) -> DataFrame:
    """The features of each report."""
    columns = read.select("nr", "text", "title", "published", "parts")
    wanted = session.sql(_WANTED, read=columns, named=named.select("nr"))
    return wanted.repartition(parts, "nr").mapInArrow(_boil, "nr long, features binary")


_FEATURES: Final = pa.schema([("nr", pa.int64()), ("features", pa.binary())])


def _boil(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Run by a worker."""
    for some in batches:
        yield batch(grouping.boiled(list(together([some]))), _FEATURES)


_COUNTS: Final = pa.schema([("kind", pa.int32()), ("digest", pa.int64()), ("reports", pa.int64())])


def counts(features: DataFrame, settings: Storying) -> DataFrame:
    """In how many reports each word, pair of words and word of a name stands; those of few are left out."""
    return (
        features.select("features")
        .mapInArrow(_count, "kind int, digest long, reports long")
        .groupBy("kind", "digest")
        .sum("reports")
        .withColumnRenamed("sum(reports)", "reports")
        .where(f"reports > {settings.story_reports}")
    )


def _count(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Run by a worker: counts of some reports."""
    for some in batches:
        told = [restored(row) for (row,) in together([some])]
        for kind, rows in ((_TERMS, [one.terms for one in told]), (_NAMES, [one.names for one in told])):
            if not rows:
                continue
            digests, held = np.unique(np.concatenate(rows), return_counts=True)
            yield pa.RecordBatch.from_arrays(
                [
                    pa.array(np.full(len(digests), kind, dtype=np.int32)),
                    pa.array(digests.astype(np.int64)),
                    pa.array(held.astype(np.int64)),
                ],
                schema=_COUNTS,
            )


_TEMPERED: Final = pa.schema(
    [("nr", pa.int64()), ("day", pa.int32()), ("features", pa.binary()), ("keys", pa.list_(pa.int64()))]
)


def tempered(features: DataFrame, known: DataFrame, settings: Storying) -> DataFrame:
    """The features with their weights held against all reports, and the keys under which each is looked for."""
    count = features.count()
    table = known.orderBy("kind", "digest").toArrow()
    kinds = table.column("kind").to_numpy()
    held = tuple(
        method.Held(
            count,
            table.column("digest").to_numpy()[kinds == kind].astype(np.uint32),
            table.column("reports").to_numpy()[kinds == kind],
        )
        for kind in (_TERMS, _NAMES)
    )
    return features.mapInArrow(
        partial(_temper, held=held, settings=settings),
        "nr long, day int, features binary, keys array<long>",
    )


def _temper(
    batches: Iterable[pa.RecordBatch], held: tuple[method.Held, ...], settings: Storying
) -> Iterator[pa.RecordBatch]:
    """Run by a worker."""
    terms, names = held
    for some in batches:
        rows = []
        for nr, row in together([some]):
            one = restored(row)
            lessened = method.held_against(one, terms, names, settings)
            rows.append((nr, one.day, stored(lessened), one.keys.tolist()))
        yield batch(rows, _TEMPERED)


#: Pairs of reports that share enough keys and lie not too far apart; and those that derive from each other.
_NEAR: Final = """
WITH posted AS (
    SELECT explode(keys) AS key, nr, day FROM {{rows}}
), few AS (
    SELECT key FROM posted GROUP BY key HAVING count(*) BETWEEN 2 AND {key_most}
), held AS (
    SELECT p.* FROM posted p LEFT SEMI JOIN few f ON f.key = p.key
), near AS (
    SELECT a.nr AS one, b.nr AS other FROM held a JOIN held b ON b.key = a.key AND a.nr < b.nr
    WHERE coalesce(abs(a.day - b.day), 0) <= {days_most}
    GROUP BY a.nr, b.nr HAVING count(*) >= {keys_shared}
)
SELECT one, other, max(near) AS near, max(derived) AS derived FROM (
    SELECT one, other, true AS near, false AS derived FROM near
    UNION ALL SELECT least(one, other), greatest(one, other), false, true FROM {{edges}} WHERE one <> other
) GROUP BY one, other
"""

_WEIGHED: Final = pa.schema([("one", pa.int64()), ("other", pa.int64()), ("value", pa.float64())])


def near(session: SparkSession, rows: DataFrame, edges: DataFrame, settings: Storying) -> DataFrame:
    """The pairs worth weighing."""
    numbers = {
        "key_most": settings.key_most,
        "days_most": settings.days_most,
        "keys_shared": settings.keys_shared,
    }
    return session.sql(
        _NEAR.format(**numbers), rows=rows.select("nr", "day", "keys"), edges=edges.select("one", "other")
    )


def weighed(
    session: SparkSession, pairs: DataFrame, rows: DataFrame, settings: Storying, parts: int
) -> DataFrame:
    """The evidence of each pair."""
    return beside(session, pairs, rows.select("nr", "features"), parts).mapInArrow(
        partial(_weigh, settings=settings), "one long, other long, value double"
    )


def _weigh(batches: Iterable[pa.RecordBatch], settings: Storying) -> Iterator[pa.RecordBatch]:
    """Run by a worker."""
    for rows, pairs in lots(batches, _PAIRS):
        told = [restored(row) for (row,) in rows.values()]
        place = {nr: n for n, nr in enumerate(rows)}
        numbers = np.array([(place[one], place[other]) for one, other in pairs], dtype=np.int64)
        order = np.argsort(numbers[:, 0], kind="stable")
        values = np.zeros(len(pairs))
        values[order] = method.weigh(told, numbers[order], settings)
        yield batch(((*pair, value) for pair, value in zip(pairs, values.tolist(), strict=True)), _WEIGHED)


#: Pairs of reports that share a form: see `retold.grouping.forms`.
FORMS: Final = "(recurring AND kind <> 'same-event') OR (kind = 'template' AND days > {days_free})"

#: What bears on grouping: pairs with enough evidence that share no form, and derived ones that hold a story together.
_LINKS: Final = """
SELECT w.one, w.other, w.value, p.near AND w.value > {floor} AND f.one IS NULL AS edge,
       p.derived AND (coalesce(abs(a.day - b.day), 0) <= {days_free} OR w.value >= {bound}) AS bound
FROM {{weighed}} w JOIN {{pairs}} p ON p.one = w.one AND p.other = w.other
JOIN {{rows}} a ON a.nr = w.one JOIN {{rows}} b ON b.nr = w.other
LEFT JOIN {{forms}} f ON f.one = w.one AND f.other = w.other
"""

#: All that a part of the reports is grouped by, beside each other: its reports, then its pairs.
_PARTS: Final = """
SELECT l.label, 0 AS what, r.nr AS one, CAST(NULL AS LONG) AS other, CAST(NULL AS DOUBLE) AS value, r.features,
       n.id, n.title, n.published, m.family
FROM {rows} r JOIN {labels} l ON l.nr = r.nr JOIN {named} n ON n.nr = r.nr LEFT JOIN {members} m ON m.nr = r.nr
UNION ALL
SELECT a.label, 1, k.one, k.other, CASE WHEN k.edge THEN k.value END, NULL, NULL, NULL, NULL,
       CASE WHEN k.bound THEN 'bound' END
FROM {links} k JOIN {labels} a ON a.nr = k.one JOIN {labels} b ON b.nr = k.other AND b.label = a.label
WHERE k.edge OR k.bound
UNION ALL
SELECT a.label, 2, f.one, f.other, NULL, NULL, NULL, NULL, NULL, NULL
FROM {forms} f JOIN {labels} a ON a.nr = f.one JOIN {labels} b ON b.nr = f.other AND b.label = a.label
"""

_TOLD: Final = pa.schema([(name, pa.string()) for name in ("story", "title", "report", "family")])


def links(
    session: SparkSession,
    values: DataFrame,
    pairs: DataFrame,
    rows: DataFrame,
    forms: DataFrame,
    settings: Storying,
) -> DataFrame:
    """The pairs by which reports are grouped."""
    numbers = {"floor": settings.floor, "days_free": settings.days_free, "bound": settings.bound}
    return session.sql(
        _LINKS.format(**numbers), weighed=values, pairs=pairs, rows=rows.select("nr", "day"), forms=forms
    )


def joining(settings: Storying) -> str:
    """Over which links reports may come to stand in one group."""
    return f"bound OR (edge AND value >= {settings.broad - _ROUNDED!r})"


def told(session: SparkSession, settings: Settings, parts: int, **tables: Any) -> DataFrame:
    """A row for each report of a story. `tables`: rows, labels, named, members, links and forms."""
    found = session.sql(_PARTS, **tables)
    return (
        found.repartition(parts, "label")
        .sortWithinPartitions("label", "what")
        .mapInArrow(
            partial(_tell, settings=settings.storying),
            "story string, title string, report string, family string",
        )
    )


def _tell(batches: Iterable[pa.RecordBatch], settings: Storying) -> Iterator[pa.RecordBatch]:
    """Run by a worker: the stories of whole parts."""
    rows: list[tuple[Any, ...]] = []
    reports = 0
    for _, group in groupby(together(batches), key=lambda row: row[0]):
        before = len(rows)
        rows += group
        reports += sum(row[1] == 0 for row in rows[before:])
        if reports >= _REPORTS:
            yield batch(_of(rows, settings), _TOLD)
            rows, reports = [], 0
    yield batch(_of(rows, settings), _TOLD)


def _of(rows: list[tuple[Any, ...]], settings: Storying) -> Iterator[tuple[Any, ...]]:
    """The stories of some parts, as rows."""
    members = sorted((row for row in rows if row[1] == 0), key=lambda row: row[6])
    place = {row[2]: n for n, row in enumerate(members)}
    pairs = [(place[one], place[other], *rest) for _, what, one, other, *rest in rows if what == 1]
    edges = [(min(a, b), max(a, b), value) for a, b, value, *_ in pairs if value is not None]
    bound = [[min(a, b), max(a, b)] for a, b, *_, how in pairs if how is not None]
    apart = [sorted((place[row[2]], place[row[3]])) for row in rows if row[1] == 2]
    groups = method.grouped(
        [restored(row[5]) for row in members],
        edges,
        bound,
        np.array(apart, dtype=np.int64).reshape(-1, 2),
        settings,
    )
    names = [[members[n][6] for n in inside] for inside in groups if len(inside) > 1]
    listed = {row[6]: Listed(row[6], None, Published(row[8]) if row[8] else None, row[7]) for row in members}
    family_of = {row[6]: row[9] for row in members if row[9] is not None}
    for story in grouping.told(names, listed, family_of):
        for report in story.reports:
            yield story.id, story.title, report.id, family_of.get(report.id)
