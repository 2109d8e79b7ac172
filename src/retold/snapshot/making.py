"""Makes the snapshot of an archive, or brings it up to date.

In goes an archive, out comes the file beside it. What was read of reports before is taken over, so that only new
reports are read; families and stories are grouped anew. The archive is let go of between the steps, so that others
can write to it. The file is made under another name and put in its place when it is whole: while that is done the
archive is held for reading and asked whether every report of the snapshot is still there. Whoever removes reports
holds the archive for writing, so the two cannot cross.

`python -m retold.snapshot.making ARCHIVE` does this in a process of its own and tells on standard output, a line of
JSON a time, how far it is.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import numpy as np

from ..archive import Archive
from ..digest import digest
from ..engine import Store
from ..engine.beside import snapshot_of
from ..engine.store import load
from ..errors import ArchiveError, RetoldError
from ..model import Family, Made, Story
from .schema import GROWING, INDEXES, VERSION, WRITTEN

#: How far the making is: what is being done, how many are done, of how many (0: not known).
Progress = Callable[[str, int, int], None]

#: Texts that are read while the archive is held, less than a second's work.
_AT_A_TIME = 2_000
#: How often it is begun again because reports were removed while it was made.
_TRIES = 5

#: How far this process stands behind the one that shows pages.
_NICE = 10

_REPORTS = """
SELECT r.nr, r.id, r.text_nr, r.title, r.publisher, r.url, r.published, r.published_zone, r.published_origin,
    r.language, r.others, v.version_of, v.same_as, coalesce(r.digest, '')
FROM store.reports r JOIN reports v ON v.nr = r.nr ORDER BY r.nr
"""
_TEXTS = """
SELECT nr, text, coalesce(parts, '[]') FROM store.texts WHERE nr IN (SELECT nr FROM temp.wanted) ORDER BY nr
"""
_CHANGES = "SELECT value FROM store.about WHERE name = 'changes'"
_KNOWN = "SELECT nr, id, coalesce(digest, ''), text_nr FROM store.reports ORDER BY nr"


def make(path: str | os.PathLike[str], *, wait: float = 60.0, progress: Progress | None = None) -> Path:
    """Make the snapshot of an archive, or bring it up to date; where it stands."""
    tell = progress or _untold
    archive, store = Archive(path, wait=wait), Store(path, wait)
    store.sweep()
    for _ in range(_TRIES):
        draft = store.draft("snapshot")
        try:
            _draft(draft, archive, store, tell)
            if _put(draft, store):
                return snapshot_of(store.path)
        finally:
            draft.unlink(missing_ok=True)
    raise ArchiveError(
        f"Reports kept being removed from {store.shown} while it was read.", "Try again when that is done."
    )


def _untold(stage: str, done: int, total: int) -> None:
    """Nobody is watching."""


def _draft(draft: Path, archive: Archive, store: Store, tell: Progress) -> None:
    """Everything, in a file beside the archive."""
    with store.reading() as connection:
        (changes,) = connection.execute(_CHANGES).fetchone()
        rows = connection.execute(_REPORTS).fetchall()
    made = archive.made
    fresh = not _taken_over(draft, snapshot_of(store.path), rows)
    with closing(_opened(draft)) as to:
        if fresh:
            to.executescript(GROWING)
        _read(to, store, rows, tell)
        if fresh:
            to.execute("INSERT INTO words (words) VALUES ('optimize')")
        to.commit()
        families, stories = archive.groups(progress=tell)
        tell("writing it down", 0, 0)
        to.executescript(WRITTEN)
        _write(to, rows, families, stories, made)
        _about(to, made, changes, len(rows))
        to.executescript(INDEXES)
        to.execute("ANALYZE")
        to.commit()


def _opened(draft: Path) -> sqlite3.Connection:
    """A file that nobody else sees yet: nothing needs to be kept for a way back."""
    connection = sqlite3.connect(draft)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def _taken_over(draft: Path, before: Path, rows: Sequence[Any]) -> bool:
    """Whether what was read for the last snapshot could be taken over: all of its reports are still there."""
    draft.unlink(missing_ok=True)
    try:
        shutil.copyfile(before, draft)
        with closing(sqlite3.connect(draft)) as connection:
            (version,) = connection.execute("SELECT value FROM about WHERE name = 'schema'").fetchone()
            known = connection.execute("SELECT nr, id, digest, text_nr FROM known").fetchall()
        if int(version) == VERSION and set(known) <= {(row[0], row[1], row[13], row[2]) for row in rows}:
            return True
    except (OSError, sqlite3.Error, ValueError, TypeError):
        pass  # there is none, or it cannot be used
    draft.unlink(missing_ok=True)
    return False


def _read(to: sqlite3.Connection, store: Store, rows: Sequence[Any], tell: Progress) -> None:
    """The texts and words of the reports that are new."""
    known = {nr for (nr,) in to.execute("SELECT nr FROM known")}
    new = [row for row in rows if row[0] not in known]
    for start in range(0, len(new), _AT_A_TIME):
        lot = new[start : start + _AT_A_TIME]
        with store.reading() as connection:
            load(connection, "wanted", {"nr": np.array(sorted({row[2] for row in lot}), dtype=np.int32)})
            texts = {nr: (text, parts) for nr, text, parts in connection.execute(_TEXTS).fetchall()}
        held = [row for row in lot if row[2] in texts]
        to.executemany(
            "INSERT OR IGNORE INTO texts VALUES (?, ?, ?)", [(nr, *found) for nr, found in texts.items()]
        )
        to.executemany(
            "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)",
            [(row[0], row[3] or "", texts[row[2]][0]) for row in held],
        )
        to.executemany("INSERT INTO known VALUES (?, ?, ?, ?)", [(r[0], r[1], r[13], r[2]) for r in held])
        to.commit()
        tell("reading reports", start + len(lot), len(new))


def _write(
    to: sqlite3.Connection,
    rows: Sequence[Any],
    families: Sequence[Family],
    stories: Sequence[Story],
    made: Made,
) -> None:
    there = {row[1]: row for row in rows}
    family_of = {one.id: family.id for family in families for one in family.reports}
    story_of = {one.id: story.id for story in stories for one in story.reports}
    story_of_family = {name: story.id for story in stories for name in story.families}
    to.executemany(
        "INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((*row[:13], story_of.get(row[1]), family_of.get(row[1])) for row in rows),
    )
    for place, family in enumerate(families):
        formerly = json.dumps(family.formerly)
        held = sum(one.id in there for one in family.reports)
        to.execute(
            "INSERT INTO families VALUES (?, ?, ?, ?, ?, ?)",
            (family.id, place, story_of_family.get(family.id), held, formerly, _key(family, there, made)),
        )
    to.executemany(
        "INSERT INTO edges VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _edges(families, there, made)
    )
    to.executemany(
        "INSERT INTO stories VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _stories(families, stories, there)
    )
    groups: Iterable[Family | Story] = (*families, *stories)
    to.executemany(
        "INSERT OR IGNORE INTO leads VALUES (?, ?, ?)",
        (
            (name, "story" if isinstance(one, Story) else "family", one.id)
            for one in groups
            for name in one.formerly
        ),
    )
    to.execute(
        "INSERT INTO publishers SELECT publisher, count(*) FROM reports WHERE publisher IS NOT NULL GROUP BY publisher"
    )


def _key(family: Family, there: Mapping[str, Sequence[Any]], made: Made) -> str:
    """Names a family by what its tree is made of: the texts, dates and publishers of its reports, and who derives from whom."""
    held = sorted(one.id for one in family.reports if one.id in there)
    return digest(
        made.retold,
        made.settings,
        *(
            part
            for name in held
            for part in (name, there[name][13], there[name][6] or "", there[name][4] or "")
        ),
        *(part for edge in family.edges for part in (edge.source, edge.retelling)),
    )


def _edges(
    families: Sequence[Family], there: Mapping[str, Sequence[Any]], made: Made
) -> Iterator[tuple[Any, ...]]:
    """A row an edge. Of the edges that lead to a report the one that kept most has rank 1; the key names an edge by the
    two texts."""
    for family in families:
        held = [edge for edge in family.edges if edge.source in there and edge.retelling in there]
        ranks: Counter[str] = Counter()
        ranked: dict[str, int] = {}
        for edge in sorted(held, key=lambda one: (-one.share, one.source)):
            ranks[edge.retelling] += 1
            ranked[edge.id] = ranks[edge.retelling]
        for edge in held:
            key = digest(
                made.retold, made.settings, made.encoder,
                *(part for name in (edge.source, edge.retelling) for part in (name, there[name][13], there[name][6] or "")),
            )  # fmt: skip
            yield (
                edge.id, family.id, edge.source, edge.retelling, edge.kind, edge.confidence, edge.share,
                json.dumps(edge.reasons), edge.directed, ranked[edge.id], key,
            )  # fmt: skip


def _stories(
    families: Sequence[Family], stories: Sequence[Story], there: Container[str]
) -> Iterator[tuple[Any, ...]]:
    """A row a story. The place counts from the newest, by its last report; those without a date come last."""
    edges = {family.id: family.edges for family in families}
    shown = []
    for story in stories:
        reports = [one for one in story.reports if one.id in there]
        if not reports:
            continue
        times = sorted(one.published.value for one in reports if one.published)
        held = [edge for name in story.families for edge in edges.get(name, ())]
        whole = {edge.retelling for edge in held if edge.kind == "retelling"}
        shown.append((
            story.id, story.title, len(reports), len({one.publisher for one in reports if one.publisher}),
            len(story.families), sum(one.id not in whole for one in reports),
            max((edge.share for edge in held), default=0.0), times[0] if times else None,
            times[-1] if times else None, json.dumps(story.families), json.dumps(story.formerly),
        ))  # fmt: skip
    shown.sort(key=lambda row: row[0])
    shown.sort(key=lambda row: row[8] or "", reverse=True)
    for place, row in enumerate(shown):
        yield (row[0], place, *row[1:])


def _about(to: sqlite3.Connection, made: Made, changes: str, reports: int) -> None:
    to.executemany(
        "INSERT INTO about VALUES (?, ?)",
        [
            ("schema", str(VERSION)),
            ("changes", changes),
            ("reports", str(reports)),
            ("retold", made.retold),
            ("settings", made.settings),
            ("encoder", made.encoder),
        ],
    )


def _put(draft: Path, store: Store) -> bool:
    """Put the file in its place, unless a report of it was removed in the meantime."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    with store.reading() as connection, closing(sqlite3.connect(draft)) as made:
        there = set(connection.execute(_KNOWN).fetchall())
        if not set(made.execute("SELECT nr, id, digest, text_nr FROM known")) <= there:
            return False
        draft.replace(snapshot_of(store.path))
    return True


def state(path: str | os.PathLike[str], *, wait: float = 0.0) -> tuple[str, Made]:
    """How often the archive has been written to, and what makes its results: a snapshot of the same is up to date."""
    with Store(path, wait).reading() as connection:
        (found,) = connection.execute(_CHANGES).fetchone()
    return str(found), Archive(path).made


def main(arguments: Sequence[str]) -> int:
    """Make the snapshot of the archive that is named, and tell how far it is."""

    def tell(stage: str, done: int, total: int) -> None:
        _say({"stage": stage, "done": done, "total": total})

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))  # so that the draft is taken away
    with suppress(OSError, AttributeError):
        os.nice(_NICE)
    try:
        make(arguments[0], progress=tell)
    except RetoldError as problem:
        _say({"error": {"code": problem.code, "message": problem.message, "hint": problem.hint}})
        return 2
    _say({"stage": "done", "done": 1, "total": 1})
    return 0


def _say(told: object) -> None:
    with suppress(BrokenPipeError):
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
