"""The pairs of texts that are kept, and the pairs of reports that are listed: the view `pairs` of an archive.

In go pairs with what they share and what was read of them, out come first the pairs of texts (`kept`), then the
pairs of reports (`listed`), by the rules of `candidates.KEEP` and of the view in `engine.schema`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..candidates import conditions
from ..engine.schema import MOST_COPIES
from ..settings import Finding

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: Pairs that say something in common or share a form. Only thin ones are not read.
_KEPT: Final = """
SELECT f.*, p.kind, p.kind_late, p.share, p.verbatim, p.edited, p.reworded, p.confidence, p.reasons,
       ({formal}) AS form, ({resting}) AS recurring
FROM {{found}} f LEFT JOIN {{read}} p ON p.one = f.one AND p.other = f.other
WHERE f.thin OR p.kind <> 'unrelated' OR p.kind_late <> 'unrelated' OR ({formal})
"""

_DATED: Final = """
SELECT nr, text_nr, id, told, at, day, count(*) OVER (PARTITION BY text_nr) AS copies,
       row_number() OVER (PARTITION BY text_nr ORDER BY told, id) AS place
FROM {named}
"""

_SAME: Final = "'retelling' AS kind, 1D AS share, 1D AS verbatim, 0D AS edited, 0D AS reworded, 0.99D AS confidence, '[\"the two texts are the same\"]' AS reasons, false AS recurring"

_LISTED: Final = """
WITH several AS (
    SELECT * FROM {dated} WHERE copies <= {{most}} OR place = 1
), read AS (
    SELECT a.id AS a_id, b.id AS b_id, a.told AS a_told, b.told AS b_told, a.nr AS a_nr, b.nr AS b_nr,
           abs(a.day - b.day) AS days,
           CASE WHEN abs(a.at - b.at) > 864000 THEN p.kind_late ELSE p.kind END AS read, p.*
    FROM {kept} p JOIN several a ON a.text_nr = p.one JOIN several b ON b.text_nr = p.other
), both_ways AS (
    SELECT a_id, b_id, a_told, b_told, a_nr, b_nr, days,
           CASE WHEN thin OR (read = 'unrelated' AND form) THEN 'template' ELSE read END AS kind,
           CASE WHEN thin THEN (shingles + forms) / CAST(greatest(size, 1) AS DOUBLE) ELSE CAST(share AS DOUBLE) END AS share,
           CASE WHEN thin THEN 0D ELSE CAST(verbatim AS DOUBLE) END AS verbatim,
           CASE WHEN thin THEN 0D ELSE CAST(edited AS DOUBLE) END AS edited,
           CASE WHEN thin THEN 0D ELSE CAST(reworded AS DOUBLE) END AS reworded,
           CASE WHEN thin THEN 0.6D ELSE CAST(confidence AS DOUBLE) END AS confidence,
           CASE WHEN thin THEN '["all that the two share comes back in this archive over weeks"]'
                WHEN read = 'unrelated' AND form THEN '["they share set wording and little else"]'
                ELSE reasons END AS reasons,
           recurring
    FROM read r
    UNION ALL
    SELECT a.id, b.id, a.told, b.told, a.nr, b.nr, abs(a.day - b.day), {{same}}
    FROM {dated} a JOIN {dated} b ON a.text_nr = b.text_nr AND a.place = 1 AND b.place > 1
    UNION ALL
    SELECT a.id, b.id, a.told, b.told, a.nr, b.nr, abs(a.day - b.day), {{same}}
    FROM several a JOIN several b ON a.text_nr = b.text_nr AND a.place > 1 AND b.place > a.place
)
SELECT CASE WHEN a_told < b_told OR (a_told = b_told AND a_id <= b_id) THEN a_id ELSE b_id END AS left,
       CASE WHEN a_told < b_told OR (a_told = b_told AND a_id <= b_id) THEN b_id ELSE a_id END AS right,
       kind, share, verbatim, edited, reworded, confidence, reasons, recurring,
       least(a_nr, b_nr) AS one, greatest(a_nr, b_nr) AS other, days
FROM both_ways WHERE kind <> 'unrelated'
"""

#: What `pairs` of an archive gives out.
COLUMNS: Final = (
    "left",
    "right",
    "kind",
    "share",
    "verbatim",
    "edited",
    "reworded",
    "confidence",
    "reasons",
    "recurring",
)


def kept(session: SparkSession, found: DataFrame, read: DataFrame, settings: Finding) -> DataFrame:
    """The pairs of texts that are kept."""
    return session.sql(_KEPT.format(**conditions(settings)), found=found, read=read)


def listed(session: SparkSession, pairs: DataFrame, named: DataFrame) -> DataFrame:
    """The pairs of reports, with the numbers of both and the days between them."""
    dated = session.sql(_DATED, named=named)
    statement = _LISTED.replace("{{most}}", str(MOST_COPIES)).replace("{{same}}", _SAME)
    return session.sql(statement, kept=pairs, dated=dated)
