"""Which pairs of texts are worth reading side by side: set work, as named SQL over postings.

In go the postings of new texts and those of an archive, out come pairs of texts that share enough rare ones:
shingles, shingles of the form, or neighbours. A posting in too many texts is furniture or a form: it is learned
as frequent, once for all, and joins nothing.

What two texts share that is not frequent can only fall as reports are added. So the pairs that are kept are
always those, and no others, that the whole archive would give if it were built at once: the result does not
depend on order or batches. `LESSENED` takes what became frequent off the counts.

A posting that stands in a few texts but comes back over weeks is recurring: an event is news for days. So is one
that stands in texts of one publisher that are about different things: a footer, a standing line. Whether they are
is told by what comes first in each among its neighbours, by hash (min-hash, Broder 1997): two texts that share
the half of them have the same one in half of the cases, texts about different things never. How many texts of one
publisher with different ones hold a posting can only grow, too. Pairs
that share little else rest on a recurring form and make no family. Those that share nothing else, and little of
the shorter text, are "thin": they are taken for a form or furniture and not read. Both can only become so, too.

All statements read `archive.store` and tables of the staging connection:
`new_postings` (hash, text_nr), `new_days` (text_nr, first_day, last_day) and `new_owners` (text_nr, publisher)
of new texts and of texts that got another report.

Not tried: keeping only the best few partners of a text, which would depend on who came first.
"""

from __future__ import annotations

from typing import Final

from .fingerprint import FORM, KIND_BITS, NEAR, SHINGLE
from .settings import Finding

#: All postings of the hashes concerned, with the days of their texts: the new ones, and those that the archive holds.
TOUCHED: Final = """
CREATE OR REPLACE TEMP TABLE touched AS
    WITH concerned AS (
        SELECT hash FROM temp.new_postings UNION
        SELECT hash FROM archive.store.postings WHERE text_nr IN (SELECT text_nr FROM temp.new_days)
    ), held AS (
        SELECT p.hash, p.text_nr FROM archive.store.postings p SEMI JOIN concerned c ON c.hash = p.hash
        UNION ALL SELECT hash, text_nr FROM temp.new_postings
    )
    SELECT h.hash, h.text_nr, least(t.first_day, n.first_day) AS first_day, greatest(t.last_day, n.last_day) AS last_day
    FROM held h LEFT JOIN archive.store.texts t ON t.nr = h.text_nr LEFT JOIN temp.new_days n ON n.text_nr = h.text_nr
"""

#: How often each hash stands, and over how many days.
COUNTED: Final = """
CREATE OR REPLACE TEMP TABLE counted AS
    SELECT hash, count(*) AS texts, max(last_day) - min(first_day) AS days FROM temp.touched
    GROUP BY hash HAVING texts > 1
"""

#: Hashes that stand in so many texts of one publisher that are about different things.
STANDING: Final = """
CREATE OR REPLACE TEMP TABLE standing AS
    WITH asked AS (
        SELECT t.hash, t.text_nr FROM temp.touched t JOIN temp.counted c ON c.hash = t.hash
        WHERE c.texts >= {standing_texts} AND NOT ({frequent}) AND ({returning}) IS NOT TRUE
    ), owners AS (
        SELECT text_nr, lower(trim(publisher)) AS publisher FROM archive.store.reports
        WHERE publisher IS NOT NULL AND text_nr IN (SELECT text_nr FROM asked)
        UNION SELECT text_nr, lower(trim(publisher)) FROM temp.new_owners WHERE publisher IS NOT NULL
    ), several AS (
        SELECT a.hash, o.publisher FROM asked a JOIN owners o ON o.text_nr = a.text_nr
        GROUP BY ALL HAVING count(*) >= {standing_texts}
    ), theirs AS (
        SELECT a.hash, a.text_nr, o.publisher FROM asked a JOIN owners o ON o.text_nr = a.text_nr
        SEMI JOIN several s ON s.hash = a.hash AND s.publisher = o.publisher
    ), matter AS (
        SELECT text_nr, {firsts} FROM (
            SELECT text_nr, hash FROM archive.store.postings UNION ALL SELECT text_nr, hash FROM temp.new_postings
        ) WHERE hash & {kind_bits} = {near} AND text_nr IN (SELECT text_nr FROM theirs) GROUP BY text_nr
    )
    SELECT DISTINCT hash FROM (
        SELECT t.hash, t.publisher FROM theirs t JOIN matter m ON m.text_nr = t.text_nr
        GROUP BY ALL HAVING greatest({matters}) >= {standing_texts}
    )
"""

#: Hashes that stand in too many texts now. Those that did before stay so.
FREQUENT: Final = """
CREATE OR REPLACE TEMP TABLE new_frequent AS
    SELECT c.hash FROM temp.counted c WHERE {frequent} EXCEPT SELECT hash FROM archive.store.frequent
"""

#: Hashes that come back over weeks now, stand in reports of one publisher whatever they tell, or in too many texts.
RECURRING: Final = """
CREATE OR REPLACE TEMP TABLE new_recurring AS
    SELECT c.hash FROM temp.counted c WHERE ({recurring}) OR ({frequent}) EXCEPT SELECT hash FROM archive.store.recurring
"""

#: Pairs of a new text and another one that share enough hashes which are not frequent.
PAIRS: Final = """
CREATE OR REPLACE TEMP TABLE found AS
    WITH rare AS (
        SELECT t.hash, t.text_nr, ({recurring}) IS NOT TRUE AS special
        FROM temp.touched t JOIN temp.counted c ON c.hash = t.hash WHERE NOT ({frequent})
    ), sharing AS (
        SELECT b.text_nr AS one, a.text_nr AS other, {counts},
               count(*) FILTER (a.special AND a.hash & {kind_bits} = {shingle}) AS special,
               count(*) FILTER (a.special AND a.hash & {kind_bits} = {near}) AS special_near
        FROM rare a JOIN rare b ON a.hash = b.hash AND b.text_nr < a.text_nr
        WHERE a.text_nr >= {first_new}
        GROUP BY ALL HAVING {enough}
    ), sizes AS (
        SELECT nr, size FROM archive.store.texts UNION ALL SELECT nr, size FROM temp.new_texts
    ), sized AS (
        SELECT s.*, least(x.size, y.size) AS size
        FROM sharing s JOIN sizes x ON x.nr = s.one JOIN sizes y ON y.nr = s.other
    )
    SELECT *, {thin} AS thin FROM sized WHERE NOT thin OR ({formal}) ORDER BY one, other
"""

#: Frequent shingles that found pairs share, too.
SHARED: Final = """
CREATE OR REPLACE TEMP TABLE found_frequent AS
    WITH held AS (
        SELECT t.hash, t.text_nr FROM temp.touched t JOIN temp.counted c ON c.hash = t.hash
        WHERE ({frequent}) AND c.hash & {kind_bits} = {shingle}
    )
    SELECT f.one, f.other, count(*) AS shared
    FROM temp.found f JOIN held a ON a.text_nr = f.one JOIN held b ON b.text_nr = f.other AND b.hash = a.hash
    GROUP BY ALL
"""

#: What kept pairs lose: what became frequent, and what became recurring.
LESSENED: Final = """
CREATE OR REPLACE TEMP TABLE lessened AS
    WITH held AS (
        SELECT p.hash, p.text_nr, f.hash IS NOT NULL AS frequent, r.hash IS NOT NULL AS recurring
        FROM temp.touched p LEFT JOIN temp.new_frequent f ON f.hash = p.hash
        LEFT JOIN temp.new_recurring r ON r.hash = p.hash
        WHERE frequent OR recurring
    )
    SELECT p.one, p.other,
           count(*) FILTER (a.frequent AND a.hash & {kind_bits} = {shingle}) AS shingles,
           count(*) FILTER (a.frequent AND a.hash & {kind_bits} = {form}) AS forms,
           count(*) FILTER (a.frequent AND a.hash & {kind_bits} = {near}) AS near,
           count(*) FILTER (a.recurring AND a.hash & {kind_bits} = {shingle}) AS special,
           count(*) FILTER (a.recurring AND a.hash & {kind_bits} = {near}) AS special_near
    FROM archive.store.pairs p JOIN held a ON a.text_nr = p.one JOIN held b ON b.text_nr = p.other AND b.hash = a.hash
    GROUP BY ALL
"""

#: What of all this happens before pairs are read, in order.
FIND: Final = (TOUCHED, COUNTED, STANDING, FREQUENT, RECURRING, PAIRS, SHARED, LESSENED)

#: What was learned goes into the archive: kept pairs share less.
LEARN: Final = """
UPDATE archive.store.pairs p
    SET shingles = p.shingles - l.shingles, forms = p.forms - l.forms, near = p.near - l.near,
        special = p.special - l.special, special_near = p.special_near - l.special_near
    FROM temp.lessened l WHERE l.one = p.one AND l.other = p.other;
INSERT INTO archive.store.frequent SELECT hash FROM temp.new_frequent ORDER BY hash;
INSERT INTO archive.store.recurring SELECT hash FROM temp.new_recurring ORDER BY hash;
"""

#: Pairs that were found and read go into the archive. Those that share too little go, and those that say nothing in
#: common and share no form; then which share a form and which rest on a recurring one is written down.
KEEP: Final = """
INSERT INTO archive.store.pairs BY NAME
    SELECT f.*, f.shingles + coalesce(q.shared, 0) AS shared, p.* EXCLUDE (one, other)
    FROM temp.found f LEFT JOIN temp.read_pairs p ON p.one = f.one AND p.other = f.other
    LEFT JOIN temp.found_frequent q ON q.one = f.one AND q.other = f.other
    WHERE f.thin OR p.kind <> 'unrelated' OR p.kind_late <> 'unrelated' OR f.forms >= {form_shared} OR f.shingles >= {least_shingles}
    ORDER BY f.one, f.other;
DELETE FROM archive.store.pairs
    WHERE NOT ({enough}) OR (NOT ({formal}) AND (({thin}) OR (kind = 'unrelated' AND kind_late = 'unrelated')));
UPDATE archive.store.pairs SET form = ({formal}), recurring = ({resting}), thin = ({thin})
    WHERE form IS DISTINCT FROM ({formal}) OR recurring IS DISTINCT FROM ({resting})
    OR thin IS DISTINCT FROM ({thin});
"""

#: After a removal, for the hashes in `concerned`: what is no longer frequent or recurring. Kept pairs get it back;
#: others that share enough now are `found`.
UNLEARN: Final = (
    """
CREATE OR REPLACE TEMP TABLE touched AS
    SELECT p.hash, p.text_nr, t.first_day, t.last_day FROM archive.store.postings p
    SEMI JOIN temp.concerned c ON c.hash = p.hash JOIN archive.store.texts t ON t.nr = p.text_nr
""",
    """
CREATE OR REPLACE TEMP TABLE counted AS
    SELECT hash, count(*) AS texts, max(last_day) - min(first_day) AS days FROM temp.touched GROUP BY hash
""",
    "CREATE OR REPLACE TEMP TABLE new_owners AS SELECT NULL::INTEGER AS text_nr, NULL::VARCHAR AS publisher LIMIT 0",
    "CREATE OR REPLACE TEMP TABLE new_postings AS SELECT NULL::UBIGINT AS hash, NULL::INTEGER AS text_nr LIMIT 0",
    STANDING,
    """
CREATE OR REPLACE TEMP TABLE fallen AS
    SELECT n.hash, f.hash IS NOT NULL AND (({frequent}) IS NOT TRUE) AS frequent,
           r.hash IS NOT NULL AND ((({recurring}) OR ({frequent})) IS NOT TRUE) AS recurring
    FROM temp.concerned n LEFT JOIN temp.counted c ON c.hash = n.hash
    LEFT JOIN archive.store.frequent f ON f.hash = n.hash LEFT JOIN archive.store.recurring r ON r.hash = n.hash
""",
    "DELETE FROM archive.store.frequent WHERE hash IN (SELECT hash FROM temp.fallen WHERE frequent)",
    "DELETE FROM archive.store.recurring WHERE hash IN (SELECT hash FROM temp.fallen WHERE recurring)",
    """
CREATE OR REPLACE TEMP TABLE regained AS
    WITH held AS (
        SELECT t.hash, t.text_nr, f.frequent, f.recurring FROM temp.touched t
        JOIN temp.fallen f ON f.hash = t.hash WHERE f.frequent OR f.recurring
    )
    SELECT a.text_nr AS one, b.text_nr AS other,
           count(*) FILTER (a.frequent AND a.hash & {kind_bits} = {shingle}) AS shingles,
           count(*) FILTER (a.frequent AND a.hash & {kind_bits} = {form}) AS forms,
           count(*) FILTER (a.frequent AND a.hash & {kind_bits} = {near}) AS near,
           count(*) FILTER (a.recurring AND a.hash & {kind_bits} = {shingle}) AS special,
           count(*) FILTER (a.recurring AND a.hash & {kind_bits} = {near}) AS special_near
    FROM held a JOIN held b ON a.hash = b.hash AND a.text_nr < b.text_nr GROUP BY ALL
""",
    """
UPDATE archive.store.pairs p
    SET shingles = p.shingles + r.shingles, forms = p.forms + r.forms, near = p.near + r.near,
        special = p.special + r.special, special_near = p.special_near + r.special_near
    FROM temp.regained r WHERE r.one = p.one AND r.other = p.other
""",
    "DELETE FROM archive.store.pairs WHERE kind IS NULL AND NOT ({thin})",
    """
CREATE OR REPLACE TEMP TABLE asked_pairs AS
    SELECT r.one, r.other FROM temp.regained r
    ANTI JOIN archive.store.pairs p ON p.one = r.one AND p.other = r.other
""",
    """
CREATE OR REPLACE TEMP TABLE held AS
    SELECT p.hash, p.text_nr, f.hash IS NOT NULL AS frequent, r.hash IS NULL AS special
    FROM archive.store.postings p
    LEFT JOIN archive.store.frequent f ON f.hash = p.hash LEFT JOIN archive.store.recurring r ON r.hash = p.hash
    WHERE p.text_nr IN (SELECT one FROM temp.asked_pairs UNION SELECT other FROM temp.asked_pairs)
""",
    """
CREATE OR REPLACE TEMP TABLE found AS
    WITH sharing AS (
        SELECT q.one, q.other, {counts},
               count(*) FILTER (a.special AND a.hash & {kind_bits} = {shingle}) AS special,
               count(*) FILTER (a.special AND a.hash & {kind_bits} = {near}) AS special_near
        FROM temp.asked_pairs q JOIN temp.held a ON a.text_nr = q.one
        JOIN temp.held b ON b.text_nr = q.other AND b.hash = a.hash
        WHERE NOT a.frequent GROUP BY ALL HAVING {enough}
    ), sized AS (
        SELECT s.*, least(x.size, y.size) AS size
        FROM sharing s JOIN archive.store.texts x ON x.nr = s.one JOIN archive.store.texts y ON y.nr = s.other
    )
    SELECT *, {thin} AS thin FROM sized WHERE NOT thin OR ({formal}) ORDER BY one, other
""",
    """
CREATE OR REPLACE TEMP TABLE found_frequent AS
    SELECT f.one, f.other, count(*) AS shared
    FROM temp.found f JOIN temp.held a ON a.text_nr = f.one
    JOIN temp.held b ON b.text_nr = f.other AND b.hash = a.hash
    WHERE a.frequent AND a.hash & {kind_bits} = {shingle} GROUP BY ALL
""",
)


#: Four orders of the same hashes: in one of them furniture may come first, in all of them hardly.
ORDERS: Final = tuple(step * 0x2492492492492492 for step in (0, 1, 3, 6))


def conditions(settings: Finding) -> dict[str, object]:
    """The rules by which postings and pairs are judged, as pieces of SQL that every engine reads alike.

    They speak of a counted hash `c` (hash, texts, days), of a posting `a`, and of the columns of a pair.
    """
    return {
        "kind_bits": KIND_BITS,
        "shingle": SHINGLE,
        "form": FORM,
        "near": NEAR,
        "form_shared": settings.form_shared,
        "least_shingles": settings.least_shingles,
        "standing_texts": settings.standing_texts,
        "formal": f"forms >= {settings.form_shared} OR shingles >= {settings.least_shingles}",
        "enough": (
            f"shingles >= {settings.least_shingles} OR forms >= {settings.least_forms} OR near >= {settings.least_near}"
        ),
        "thin": (
            f"special = 0 AND near < {settings.least_near} AND shingles + forms < {settings.standing} * size"
        ),
        "frequent": (
            f"c.texts > CASE WHEN c.hash & {KIND_BITS} = {NEAR} THEN {settings.most_near} ELSE {settings.most_texts} END"
        ),
        "returning": f"c.texts >= {settings.recurring_texts} AND c.days > {settings.recurring_days}",
        "matters": ", ".join(f"count(DISTINCT m.first_{n})" for n in range(len(ORDERS))),
        "resting": (
            f"NOT CASE WHEN shared >= {settings.least_shingles}"
            f" THEN special >= {settings.least_shingles} AND (special >= {settings.special} * shared"
            f" OR special >= {settings.special_most})"
            f" ELSE special_near >= {settings.least_near} END"
        ),
        "counts": (
            f"count(*) FILTER (a.hash & {KIND_BITS} = {SHINGLE}) AS shingles, "
            f"count(*) FILTER (a.hash & {KIND_BITS} = {FORM}) AS forms, "
            f"count(*) FILTER (a.hash & {KIND_BITS} = {NEAR}) AS near"
        ),
    }


def filled(statement: str, settings: Finding, first_new: int = 0) -> str:
    """A statement with the numbers of the settings in it."""
    rules = conditions(settings)
    return statement.format(
        **rules,
        first_new=first_new,
        recurring=f"({rules['returning']}) OR c.hash IN (FROM temp.standing)",
        firsts=", ".join(f"min(xor(hash, {mask}::UBIGINT)) AS first_{n}" for n, mask in enumerate(ORDERS)),
    )
