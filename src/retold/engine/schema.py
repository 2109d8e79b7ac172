"""The tables and views of an archive, and the steps from an older version to this one.

What a person reads stands in views of the schema `main`: `reports`, `pairs`, `duplicates`, `versions`,
`families`, `about`. What Retold works with stands in tables of the schema `store`: a text is kept once,
however many reports have it, and pairs are pairs of texts. Numbers (`nr`) say in which order things came
in and mean nothing else.
"""

from __future__ import annotations

from typing import Final

#: The version of the tables below. It goes up with every change that an older Retold could not read.
VERSION: Final = 1

#: Of a text that more reports have than this, `pairs` lists each later report beside the first one alone, and the first
#: one beside other texts: 10,000 copies to the letter are 50 million pairs otherwise. 276 of 3,888 pairs of passim
#: would be missing with 1.
MOST_COPIES: Final = 10

TABLES: Final = """
CREATE SCHEMA store;
CREATE TABLE store.about (name VARCHAR, value VARCHAR);
CREATE TABLE store.texts (
    nr INTEGER, digest VARCHAR, text VARCHAR, parts VARCHAR, language VARCHAR,
    words BLOB, ends BLOB, size INTEGER, first_day DATE, last_day DATE
);
CREATE TABLE store.reports (
    nr INTEGER, text_nr INTEGER, id VARCHAR, given_id VARCHAR, version_of VARCHAR, digest VARCHAR,
    title VARCHAR, publisher VARCHAR, url VARCHAR, published VARCHAR, published_zone VARCHAR,
    published_origin VARCHAR, language VARCHAR, others VARCHAR
);
CREATE TABLE store.postings (hash UBIGINT, text_nr INTEGER);
CREATE TABLE store.frequent (hash UBIGINT);
CREATE TABLE store.recurring (hash UBIGINT);
CREATE TABLE store.pairs (
    one INTEGER, other INTEGER, size INTEGER, thin BOOLEAN, shared INTEGER, shingles INTEGER, forms INTEGER, near INTEGER,
    special INTEGER, special_near INTEGER, form BOOLEAN, recurring BOOLEAN, kind VARCHAR, kind_late VARCHAR, share FLOAT,
    verbatim FLOAT, edited FLOAT, reworded FLOAT, confidence FLOAT, reasons VARCHAR
);
CREATE TABLE store.story_rows (nr INTEGER, features BLOB, settings VARCHAR);
CREATE TABLE store.family_names (id VARCHAR, nr INTEGER);
CREATE TABLE store.story_names (id VARCHAR, nr INTEGER);
"""

VIEWS: Final = """
CREATE VIEW about AS SELECT name, value FROM store.about;
CREATE VIEW reports AS
    SELECT r.id, r.title, r.publisher, r.published, r.url, coalesce(r.language, t.language) AS language, t.text,
           coalesce(r.version_of, v.first) AS version_of,
           CASE WHEN d.first <> r.id THEN d.first END AS same_as, r.others, r.nr, r.text_nr
    FROM store.reports r
    JOIN store.texts t ON t.nr = r.text_nr
    LEFT JOIN (
        SELECT nr, first FROM (
            SELECT nr, id, text_nr, first_value(id) OVER w AS first, first_value(text_nr) OVER w AS first_text
            FROM store.reports WHERE url IS NOT NULL
            WINDOW w AS (PARTITION BY url ORDER BY coalesce(published, '9999'), id)
        ) WHERE first <> id AND first_text <> text_nr
    ) v ON v.nr = r.nr
    LEFT JOIN (
        SELECT text_nr, arg_min(id, (coalesce(published, '9999'), id)) AS first
        FROM store.reports GROUP BY text_nr HAVING count(*) > 1
    ) d ON d.text_nr = r.text_nr;
CREATE VIEW duplicates AS SELECT id, same_as FROM reports WHERE same_as IS NOT NULL;
CREATE VIEW versions AS SELECT id, version_of, url, published FROM reports WHERE version_of IS NOT NULL;
CREATE VIEW pairs AS
    WITH dated AS (
        SELECT nr, text_nr, id, published, coalesce(published, '9999') AS told,
               coalesce(try_cast(published AS TIMESTAMP), try_cast(left(published, 10) AS TIMESTAMP)) AS at,
               count(*) OVER (PARTITION BY text_nr) AS copies,
               row_number() OVER (PARTITION BY text_nr ORDER BY coalesce(published, '9999'), id) AS place
        FROM store.reports
    ), listed AS (
        SELECT * FROM dated WHERE copies <= {most_copies} OR place = 1
    ), both_ways AS (
        SELECT a.id AS a_id, b.id AS b_id, a.told AS a_told, b.told AS b_told,
               CASE WHEN abs(epoch(a.at) - epoch(b.at)) > 864000 THEN p.kind_late ELSE p.kind END AS read,
               CASE WHEN p.thin OR (read = 'unrelated' AND p.form) THEN 'template' ELSE read END AS kind,
               CASE WHEN p.thin THEN (p.shingles + p.forms) / greatest(p.size, 1) ELSE p.share END AS share,
               CASE WHEN p.thin THEN 0 ELSE p.verbatim END AS verbatim,
               CASE WHEN p.thin THEN 0 ELSE p.edited END AS edited,
               CASE WHEN p.thin THEN 0 ELSE p.reworded END AS reworded,
               CASE WHEN p.thin THEN 0.6 ELSE p.confidence END AS confidence,
               CASE WHEN p.thin THEN '["all that the two share comes back in this archive over weeks"]'
                    WHEN read = 'unrelated' AND p.form THEN '["they share set wording and little else"]'
                    ELSE p.reasons END AS reasons,
               p.recurring
        FROM store.pairs p JOIN listed a ON a.text_nr = p.one JOIN listed b ON b.text_nr = p.other
        UNION ALL
        SELECT a.id, b.id, a.told, b.told, 'retelling', 'retelling', 1, 1, 0, 0, 0.99, '["the two texts are the same"]', false
        FROM dated a JOIN dated b ON a.text_nr = b.text_nr AND a.place = 1 AND b.place > 1
        UNION ALL
        SELECT a.id, b.id, a.told, b.told, 'retelling', 'retelling', 1, 1, 0, 0, 0.99, '["the two texts are the same"]', false
        FROM listed a JOIN listed b ON a.text_nr = b.text_nr AND a.place > 1 AND b.place > a.place
    )
    SELECT CASE WHEN (a_told, a_id) <= (b_told, b_id) THEN a_id ELSE b_id END AS "left",
           CASE WHEN (a_told, a_id) <= (b_told, b_id) THEN b_id ELSE a_id END AS "right",
           kind, share, verbatim, edited, reworded, confidence, reasons, recurring
    FROM both_ways WHERE kind <> 'unrelated';
""".replace("{most_copies}", str(MOST_COPIES))

#: For each older version the statements that make the next one of it.
STEPS: Final[dict[int, str]] = {}
