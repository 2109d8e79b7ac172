"""How reports leave an archive for good.

In go ids, out comes a file in which nothing of them is left: text, words, postings and findings of a
text that no other report has. Shingles that stand in few enough texts again join texts again, so pairs that
were given up because of a removed report are read anew: what is left is what the others alone would give.

DuckDB keeps the bytes of what was deleted in its file. So the file is written anew beside the old one and
takes its place, while the old one is still held. The snapshot beside it is taken away whole, reviews lose what was
said of findings about the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from . import adding, candidates, reviews
from .engine import Store, beside
from .engine.schema import TABLES, VIEWS
from .engine.store import column, load
from .errors import NoSuchReport
from .fingerprint import unpacked
from .settings import Settings
from .text.printable import printable

_KEPT: Final = (
    "about",
    "texts",
    "reports",
    "postings",
    "frequent",
    "recurring",
    "pairs",
    "story_rows",
    "family_names",
    "story_names",
)

#: What goes, from `going` (ids). A family that was named after a report that goes keeps its name by another member.
_GOING: Final = """
CREATE TEMP TABLE going_reports AS
    SELECT r.nr, r.text_nr FROM archive.store.reports r WHERE r.id IN (SELECT id FROM temp.going);
CREATE TEMP TABLE going_texts AS
    SELECT DISTINCT g.text_nr AS nr FROM temp.going_reports g WHERE NOT EXISTS (
        SELECT 1 FROM archive.store.reports r
        WHERE r.text_nr = g.text_nr AND r.nr NOT IN (SELECT nr FROM temp.going_reports)
    );
CREATE TEMP TABLE heirs AS
    WITH beside AS (
        SELECT one AS nr, other AS next FROM archive.store.pairs WHERE kind IN ('retelling', 'partial-retelling')
        UNION ALL
        SELECT other, one FROM archive.store.pairs WHERE kind IN ('retelling', 'partial-retelling')
        UNION ALL SELECT text_nr, text_nr FROM temp.going_reports
    )
    SELECT g.nr, min(r.nr) AS heir FROM temp.going_reports g JOIN beside b ON b.nr = g.text_nr
    JOIN archive.store.reports r ON r.text_nr = b.next AND r.nr NOT IN (SELECT nr FROM temp.going_reports)
    GROUP BY g.nr;
CREATE TEMP TABLE concerned AS
    SELECT DISTINCT hash FROM archive.store.postings WHERE text_nr IN (SELECT text_nr FROM temp.going_reports);
"""

_GONE: Final = """
UPDATE archive.store.family_names n SET nr = h.heir FROM temp.heirs h WHERE h.nr = n.nr;
DELETE FROM archive.store.reports WHERE nr IN (SELECT nr FROM temp.going_reports);
DELETE FROM archive.store.family_names WHERE nr NOT IN (SELECT nr FROM archive.store.reports);
UPDATE archive.store.story_names n SET nr = h.heir FROM temp.heirs h WHERE h.nr = n.nr;
DELETE FROM archive.store.story_names WHERE nr NOT IN (SELECT nr FROM archive.store.reports);
DELETE FROM archive.store.story_rows WHERE nr IN (SELECT nr FROM temp.going_reports);
UPDATE archive.store.reports SET version_of = NULL WHERE version_of IN (SELECT id FROM temp.going);
DELETE FROM archive.store.texts WHERE nr IN (SELECT nr FROM temp.going_texts);
DELETE FROM archive.store.postings WHERE text_nr IN (SELECT nr FROM temp.going_texts);
DELETE FROM archive.store.pairs
    WHERE one IN (SELECT nr FROM temp.going_texts) OR other IN (SELECT nr FROM temp.going_texts);
UPDATE archive.store.texts t SET first_day = d.first_day, last_day = d.last_day FROM (
    SELECT text_nr, min(try_cast(left(published, 10) AS DATE)) AS first_day,
           max(try_cast(left(published, 10) AS DATE)) AS last_day
    FROM archive.store.reports GROUP BY text_nr
) d WHERE d.text_nr = t.nr AND t.nr IN (SELECT text_nr FROM temp.going_reports);
"""


def remove(store: Store, names: Sequence[str], settings: Settings) -> tuple[str, ...]:
    """Erase the reports of those ids; nothing is removed where one of them is not there."""
    asked = list(dict.fromkeys(names))
    with store.staging() as connection, store.attached(connection, write=True):
        load(connection, "going", {"id": column(asked)})
        missing = connection.execute(
            "SELECT id FROM temp.going WHERE id NOT IN (SELECT id FROM archive.store.reports) ORDER BY id"
        ).fetchall()
        if missing:
            raise NoSuchReport(
                f"{store.shown} holds no report {printable(missing[0][0])}; nothing was removed.",
                "Check the ids and run the command again.",
            )
        beside.forget(store.path)
        reviews.forget(beside.reviews_of(store.path), set(asked))
        connection.execute("BEGIN")
        connection.execute(_GOING + _GONE)
        _read_again(connection, settings)
        connection.execute(
            "UPDATE archive.store.about SET value = (value::BIGINT + 1)::VARCHAR WHERE name = 'changes'"
        )
        connection.execute("COMMIT")
        _rewrite(store, connection)
    return tuple(asked)


def _read_again(connection: Any, settings: Settings) -> None:
    """Pairs that share enough again, now that shingles of a removed text are rarer."""
    for statement in candidates.UNLEARN:
        connection.execute(candidates.filled(statement, settings.finding))
    found = connection.execute(
        "SELECT one, other FROM temp.found WHERE NOT thin ORDER BY one, other"
    ).fetchnumpy()
    pairs = np.stack([found["one"], found["other"]], axis=1).astype(np.int64)
    words = {
        nr: unpacked(packed, ends)
        for nr, packed, ends in connection.execute(
            "SELECT nr, words, ends FROM archive.store.texts WHERE nr IN "
            "(SELECT one FROM temp.found UNION SELECT other FROM temp.found)"
        ).fetchall()
    }
    adding.stage_pairs(connection, pairs, adding.skimmed(adding.alone(settings), pairs, words))
    connection.execute(candidates.filled(candidates.KEEP, settings.finding))


def _rewrite(store: Store, connection: Any) -> None:
    """The same rows in a new file in the place of the old one, which is held until it is done."""
    store.sweep()
    draft = store.draft()
    try:
        connection.execute("CHECKPOINT archive")
        quoted = str(draft).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS fresh (TYPE duckdb)")
        connection.execute("USE fresh")
        connection.execute(TABLES + VIEWS)
        connection.execute("USE memory")
        for table in _KEPT:
            connection.execute(
                f"INSERT INTO fresh.store.{table} SELECT * FROM archive.store.{table} ORDER BY rowid"  # noqa: S608 - names of our own
            )
        connection.execute("DETACH fresh")
        draft.replace(store.path)
    finally:
        draft.unlink(missing_ok=True)
        draft.with_name(f"{draft.name}.wal").unlink(missing_ok=True)
