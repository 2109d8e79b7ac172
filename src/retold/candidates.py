"""Which pairs of texts are worth reading side by side: set work, as named SQL over postings.

In go the postings of new texts and those of an archive, out come pairs of texts that share enough rare
shingles. A shingle in more than `most_texts` texts is furniture or a form: it is learned as frequent, once
for all, and joins nothing.

A pair's count of shared shingles that are not frequent can only fall as reports are added. So the pairs that
are kept are always those, and no others, that the whole archive would give if it were built at once: the
result does not depend on order or batches. `FORGET` takes what became frequent off the counts.

Not tried: keeping only the best few partners of a text, which would depend on who came first.
"""

from __future__ import annotations

from typing import Final

from .fingerprint import FORM, KIND_BITS, SHINGLE
from .settings import Finding

#: All postings of the hashes of the new texts: the new ones, and those that the archive holds.
TOUCHED: Final = """
CREATE OR REPLACE TEMP TABLE touched AS
    SELECT p.hash, p.text_nr FROM archive.store.postings p SEMI JOIN temp.new_postings n ON n.hash = p.hash
    UNION ALL SELECT hash, text_nr FROM temp.new_postings
"""

#: Hashes that stand in too many texts now. Those that did before stay so.
FREQUENT: Final = """
CREATE OR REPLACE TEMP TABLE new_frequent AS
    SELECT hash FROM temp.touched GROUP BY hash HAVING count(*) > {most_texts}
    EXCEPT SELECT hash FROM archive.store.frequent
"""

#: Pairs of a new text and another one that share enough hashes which are not frequent.
PAIRS: Final = """
CREATE OR REPLACE TEMP TABLE found AS
    WITH rare AS (
        SELECT hash, text_nr FROM temp.touched
        WHERE hash IN (
            SELECT hash FROM temp.touched GROUP BY hash HAVING count(*) BETWEEN 2 AND {most_texts}
        )
    ), fresh AS (SELECT r.hash, r.text_nr FROM rare r WHERE r.text_nr >= {first_new})
    SELECT b.text_nr AS one, a.text_nr AS other,
           count(*) FILTER (a.hash & {kind_bits} = {shingle}) AS shingles,
           count(*) FILTER (a.hash & {kind_bits} = {form}) AS forms
    FROM fresh a JOIN rare b ON a.hash = b.hash AND b.text_nr < a.text_nr
    GROUP BY ALL HAVING shingles >= {least_shingles} OR forms >= {least_forms}
    ORDER BY one, other
"""

#: What kept pairs still share once the newly frequent hashes are taken off.
FORGET: Final = """
CREATE OR REPLACE TEMP TABLE lessened AS
    WITH held AS (SELECT p.hash, p.text_nr FROM temp.touched p SEMI JOIN temp.new_frequent f ON f.hash = p.hash)
    SELECT p.one, p.other,
           count(*) FILTER (a.hash & {kind_bits} = {shingle}) AS shingles,
           count(*) FILTER (a.hash & {kind_bits} = {form}) AS forms
    FROM archive.store.pairs p JOIN held a ON a.text_nr = p.one JOIN held b ON b.text_nr = p.other AND b.hash = a.hash
    GROUP BY ALL
"""

#: The same written into the archive: fewer shared, and pairs that no longer share enough are gone.
FORGOTTEN: Final = """
UPDATE archive.store.pairs p SET shingles = p.shingles - l.shingles, forms = p.forms - l.forms
    FROM temp.lessened l WHERE l.one = p.one AND l.other = p.other;
DELETE FROM archive.store.pairs WHERE shingles < {least_shingles} AND forms < {least_forms};
INSERT INTO archive.store.frequent SELECT hash FROM temp.new_frequent;
"""

#: After a removal: pairs that shared `fallen` hashes, which are rare again. Kept pairs get them back; others that
#: share enough now are `found`, with all that they share.
REGAINED: Final = (
    """
CREATE OR REPLACE TEMP TABLE regained AS
    WITH held AS (SELECT p.hash, p.text_nr FROM archive.store.postings p SEMI JOIN temp.fallen f ON f.hash = p.hash)
    SELECT a.text_nr AS one, b.text_nr AS other,
           count(*) FILTER (a.hash & {kind_bits} = {shingle}) AS shingles,
           count(*) FILTER (a.hash & {kind_bits} = {form}) AS forms
    FROM held a JOIN held b ON a.hash = b.hash AND a.text_nr < b.text_nr GROUP BY ALL
""",
    """
UPDATE archive.store.pairs p SET shingles = p.shingles + r.shingles, forms = p.forms + r.forms
    FROM temp.regained r WHERE r.one = p.one AND r.other = p.other
""",
    """
CREATE OR REPLACE TEMP TABLE found AS
    WITH asked AS (
        SELECT r.one, r.other FROM temp.regained r
        ANTI JOIN archive.store.pairs p ON p.one = r.one AND p.other = r.other
    ), rare AS (
        SELECT p.hash, p.text_nr FROM archive.store.postings p
        ANTI JOIN archive.store.frequent f ON f.hash = p.hash
        WHERE p.text_nr IN (SELECT one FROM asked UNION SELECT other FROM asked)
    )
    SELECT q.one, q.other,
           count(*) FILTER (a.hash & {kind_bits} = {shingle}) AS shingles,
           count(*) FILTER (a.hash & {kind_bits} = {form}) AS forms
    FROM asked q JOIN rare a ON a.text_nr = q.one JOIN rare b ON b.text_nr = q.other AND b.hash = a.hash
    GROUP BY ALL HAVING shingles >= {least_shingles} OR forms >= {least_forms}
    ORDER BY one, other
""",
)


def filled(statement: str, settings: Finding, first_new: int = 0) -> str:
    """A statement with the numbers of the settings in it."""
    return statement.format(
        most_texts=settings.most_texts,
        least_shingles=settings.least_shingles,
        least_forms=settings.least_forms,
        first_new=first_new,
        kind_bits=KIND_BITS,
        shingle=SHINGLE,
        form=FORM,
    )
