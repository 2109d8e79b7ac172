"""Which pairs of texts are worth reading side by side: the SQL of `candidates`, over all texts at once.

In go the prints of texts and who published them, out come pairs with what they share. The rules are those of
`candidates.conditions`. The embedded engine takes off what becomes frequent as reports come in, and holds by its
tests that this gives what all at once would give; here all is there at once.

A posting of too many texts joins nothing, so that no key of a join has more than `most_texts` rows: a footer in a
million reports is counted by parts, and then gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..candidates import ORDERS, conditions
from ..settings import Finding

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_POSTINGS: Final = "SELECT explode(postings) AS hash, nr, first_day, last_day FROM {prints}"

#: How often each hash stands, and over how many days.
_COUNTED: Final = """
SELECT hash, count(*) AS texts, max(last_day) - min(first_day) AS days FROM {postings} GROUP BY hash HAVING count(*) > 1
"""

#: Hashes that stand in so many texts of one publisher that are about different things.
_STANDING: Final = """
WITH asked AS (
    SELECT p.hash, p.nr FROM {{postings}} p JOIN {{counted}} c ON c.hash = p.hash
    WHERE c.texts >= {standing_texts} AND NOT ({frequent}) AND ({returning}) IS NOT TRUE
), owners AS (
    SELECT DISTINCT text_nr, owner FROM {{named}} WHERE owner IS NOT NULL
), theirs AS (
    SELECT a.hash, a.nr, o.owner, count(*) OVER (PARTITION BY a.hash, o.owner) AS many
    FROM asked a JOIN owners o ON o.text_nr = a.nr
)
SELECT DISTINCT hash FROM (
    SELECT t.hash, t.owner FROM theirs t JOIN {{prints}} m ON m.nr = t.nr
    WHERE t.many >= {standing_texts} AND m.first_0 IS NOT NULL
    GROUP BY t.hash, t.owner HAVING greatest({matters}) >= {standing_texts}
)
"""

#: The postings of hashes in several texts: which are frequent, and which are not recurring. Of frequent ones shingles
#: alone are asked for again.
_LEARNED: Final = """
SELECT p.hash, p.nr AS text_nr, {frequent} AS frequent,
       (({returning}) OR ({frequent}) OR s.hash IS NOT NULL) IS NOT TRUE AS special
FROM {{postings}} p JOIN {{counted}} c ON c.hash = p.hash LEFT JOIN {{standing}} s ON s.hash = c.hash
WHERE NOT ({frequent}) OR c.hash & {kind_bits} = {shingle}
"""

#: Pairs of texts that share enough hashes which are not frequent.
_PAIRS: Final = """
WITH rare AS (
    SELECT hash, text_nr, special FROM {{learned}} WHERE NOT frequent
), sharing AS (
    SELECT b.text_nr AS one, a.text_nr AS other, {counts},
           count(*) FILTER (WHERE a.special AND a.hash & {kind_bits} = {shingle}) AS special,
           count(*) FILTER (WHERE a.special AND a.hash & {kind_bits} = {near}) AS special_near
    FROM rare a JOIN rare b ON a.hash = b.hash AND b.text_nr < a.text_nr
    GROUP BY b.text_nr, a.text_nr HAVING {enough}
), sized AS (
    SELECT s.*, least(x.size, y.size) AS size
    FROM sharing s JOIN {{prints}} x ON x.nr = s.one JOIN {{prints}} y ON y.nr = s.other
)
SELECT *, {thin} AS thin FROM sized WHERE NOT ({thin}) OR ({formal})
"""

#: The same with the frequent shingles that they share, too.
_SHARED: Final = """
WITH common AS (
    SELECT text_nr, collect_list(hash) AS hashes FROM {{learned}}
    WHERE frequent AND hash & {kind_bits} = {shingle} GROUP BY text_nr
)
SELECT f.*, f.shingles + coalesce(size(array_intersect(a.hashes, b.hashes)), 0) AS shared
FROM {{found}} f LEFT JOIN common a ON a.text_nr = f.one LEFT JOIN common b ON b.text_nr = f.other
"""


def learned(session: SparkSession, prints: DataFrame, named: DataFrame, settings: Finding) -> DataFrame:
    """The postings that stand in several texts, and what all texts together tell of them."""
    rules = _rules(settings)
    firsts = ["nr", *(f"first_{n}" for n in range(len(ORDERS)))]
    postings = session.sql(_POSTINGS, prints=prints)
    counted = session.sql(_COUNTED, postings=postings)
    standing = session.sql(
        _STANDING.format(**rules),
        postings=postings,
        counted=counted,
        named=named.select("text_nr", "owner"),
        prints=prints.select(*firsts),
    )
    return session.sql(_LEARNED.format(**rules), postings=postings, counted=counted, standing=standing)


def found(session: SparkSession, known: DataFrame, prints: DataFrame, settings: Finding) -> DataFrame:
    """The pairs to read, and the thin ones, which are not read."""
    rules = _rules(settings)
    pairs = session.sql(_PAIRS.format(**rules), learned=known, prints=prints.select("nr", "size"))
    return session.sql(_SHARED.format(**rules), found=pairs, learned=known)


def _rules(settings: Finding) -> dict[str, object]:
    """The rules as Spark reads them: it asks for a WHERE in a FILTER."""
    rules = conditions(settings)
    return {**rules, "counts": str(rules["counts"]).replace("FILTER (", "FILTER (WHERE ")}
