"""The tables of a snapshot.

`words` is an FTS5 index without the texts, which stand in `texts`: no word can be deleted from it, and none needs to be.
"""

from __future__ import annotations

from typing import Final

#: Goes up with every change of the tables: a snapshot of another version is made anew.
VERSION: Final = 3

#: What grows with the archive.
GROWING: Final = """
CREATE TABLE texts (nr INTEGER PRIMARY KEY, text TEXT NOT NULL, parts TEXT NOT NULL);
CREATE TABLE known (nr INTEGER PRIMARY KEY, id TEXT NOT NULL, digest TEXT NOT NULL, text_nr INTEGER NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(title, text, content='', tokenize='porter unicode61 remove_diacritics 2');
"""

#: What is written anew each time.
WRITTEN: Final = """
DROP TABLE IF EXISTS about;
DROP TABLE IF EXISTS reports;
DROP TABLE IF EXISTS families;
DROP TABLE IF EXISTS edges;
DROP TABLE IF EXISTS stories;
DROP TABLE IF EXISTS leads;
DROP TABLE IF EXISTS publishers;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE reports (
    nr INTEGER PRIMARY KEY, id TEXT NOT NULL, text_nr INTEGER NOT NULL, title TEXT, publisher TEXT, url TEXT,
    published TEXT, published_zone TEXT, published_origin TEXT, language TEXT, others TEXT, version_of TEXT,
    same_as TEXT, story TEXT, family TEXT
);
CREATE TABLE families (
    id TEXT PRIMARY KEY, place INTEGER NOT NULL, story TEXT, reports INTEGER NOT NULL, formerly TEXT NOT NULL,
    key TEXT NOT NULL
);
CREATE TABLE edges (
    id TEXT NOT NULL, family TEXT NOT NULL, source TEXT NOT NULL, retelling TEXT NOT NULL, kind TEXT NOT NULL,
    confidence REAL NOT NULL, share REAL NOT NULL, reasons TEXT NOT NULL, directed INTEGER NOT NULL,
    rank INTEGER NOT NULL, key TEXT NOT NULL
);
CREATE TABLE stories (
    id TEXT PRIMARY KEY, place INTEGER NOT NULL, title TEXT, reports INTEGER NOT NULL, publishers INTEGER NOT NULL,
    families INTEGER NOT NULL, origins INTEGER NOT NULL, kept REAL NOT NULL, first TEXT, last TEXT,
    held TEXT NOT NULL, formerly TEXT NOT NULL
);
CREATE TABLE leads (name TEXT PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL);
CREATE TABLE publishers (name TEXT PRIMARY KEY, reports INTEGER NOT NULL);
"""

INDEXES: Final = """
CREATE UNIQUE INDEX report_ids ON reports (id);
CREATE INDEX report_stories ON reports (story, published, id);
CREATE INDEX report_families ON reports (family, published, id);
CREATE INDEX report_publishers ON reports (publisher, story);
CREATE INDEX report_texts ON reports (text_nr);
CREATE INDEX report_versions ON reports (version_of, id) WHERE version_of IS NOT NULL;
CREATE INDEX edge_families ON edges (family);
CREATE INDEX edge_keys ON edges (key) WHERE rank = 1;
CREATE INDEX edge_ids ON edges (id);
CREATE INDEX edge_sources ON edges (source);
CREATE INDEX edge_retellings ON edges (retelling, rank);
CREATE INDEX family_stories ON families (story);
CREATE INDEX family_places ON families (place);
CREATE INDEX story_places ON stories (place);
"""
