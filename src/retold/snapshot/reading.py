"""Reads a snapshot: stories by filters and words, one story, one family, one report.

In go names and questions from outside, which stand in statements as parameters only; out come the nouns of `model`,
as an archive gives them, and a line a story (`StoryLine`). A `Snapshot` belongs to one request: it holds the file
that was there when it was opened, whatever takes its place meanwhile.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from .. import directing
from ..dated import order
from ..errors import ArchiveError, NoSuchReport
from ..model import Edge, Family, Kept, Lineage, Listed, Made, Part, Published, Report, Span, Story
from ..settings import DEFAULT
from ..text.printable import printable
from . import findings
from .asking import Term, expression
from .schema import VERSION

#: Reports that a search looks at, the best first.
MOST_FOUND = 5_000


@dataclass(frozen=True, slots=True)
class About:
    """What a snapshot shows: the state of the archive by the number of its changes, and what made it."""

    changes: str
    reports: int
    made: Made


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story as it stands in a list.

    `origins` is at most how many of its reports do not retell another one of the archive; `kept` is the largest share that a
    retelling kept. `first` and `last` are the dates of its first and last reports, `families` the ids of those in it.
    """

    id: str
    title: str | None
    reports: int
    publishers: int
    families: tuple[str, ...]
    origins: int
    kept: float
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Filters:
    """Which stories to list: all that are not None must hold."""

    asked: tuple[Term, ...] = ()
    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    least_reports: int | None = None
    least_kept: float | None = None
    kind: str | None = None


class Tie(NamedTuple):
    """An edge, reduced to what is counted."""

    source: str
    retelling: str
    share: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report stands: its story and its family, if any."""

    report: Listed
    story: str | None
    family: str | None


_LISTED = "id, publisher, title, published, published_zone, published_origin"
_LINE = "s.id, s.title, s.reports, s.publishers, s.held, s.origins, s.kept, s.first, s.last"
_EDGE = "id, source, retelling, kind, confidence, share, reasons, directed"


class Snapshot:
    """One snapshot, opened for reading."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._rows = connection
        self._asked: str | None = None

    def about(self) -> About:
        """What it shows."""
        told = dict(self._rows.execute("SELECT name, value FROM about"))
        made = Made(told["retold"], told["settings"], told["encoder"])
        return About(told["changes"], int(told["reports"]), made)

    def stories(self, wanted: Filters, start: int, size: int) -> tuple[int, list[StoryLine]]:
        """How many stories there are, and some of them: the newest first, of a search the best first."""
        where, values = _where(wanted, _OF_STORIES)
        question = expression(wanted.asked)
        if wanted.asked and question is None:
            return 0, []
        if question is None:
            (count,) = self._rows.execute(f"SELECT count(*) FROM stories s{where}", values).fetchone()  # noqa: S608 - conditions of our own
            rows = self._rows.execute(
                f"SELECT {_LINE} FROM stories s{where} ORDER BY s.place LIMIT ? OFFSET ?",  # noqa: S608 - conditions of our own
                [*values, size, start],
            ).fetchall()
            return count, [_line(row) for row in rows]
        self._search(question)
        names = self._column(
            "SELECT s.id FROM stories s JOIN (SELECT story, min(rank) AS rank FROM temp.hits WHERE story IS NOT NULL "  # noqa: S608 - conditions of our own
            f"GROUP BY story) m ON m.story = s.id{where} ORDER BY m.rank, s.place",
            *values,
        )
        lines = [
            self._rows.execute(f"SELECT {_LINE} FROM stories s WHERE id = ?", [name]).fetchone()  # noqa: S608
            for name in names[start : start + size]
        ]
        return len(names), [_line(row) for row in lines]

    def reports(
        self, wanted: Filters, start: int, size: int, *, alone: bool = False
    ) -> tuple[int, list[Place]]:
        """How many reports there are, and some of them: the newest first, of a search the best first. `alone`: those
        that stand in no story."""
        where, values = _where(wanted, _OF_REPORTS, *(["r.story IS NULL"] if alone else []))
        columns = ", ".join(f"r.{name}" for name in (*_LISTED.split(", "), "story", "family"))
        question = expression(wanted.asked)
        if wanted.asked and question is None:
            return 0, []
        if question is None:
            (count,) = self._rows.execute(f"SELECT count(*) FROM reports r{where}", values).fetchone()  # noqa: S608 - conditions of our own
            rows = self._rows.execute(
                f"SELECT {columns} FROM reports r{where} ORDER BY r.published DESC, r.id LIMIT ? OFFSET ?",  # noqa: S608
                [*values, size, start],
            ).fetchall()
            return count, [_place(row) for row in rows]
        self._search(question)
        (count,) = self._rows.execute(f"SELECT count(*) FROM temp.hits r{where}", values).fetchone()  # noqa: S608 - conditions of our own
        numbers = self._rows.execute(
            f"SELECT r.nr FROM temp.hits r{where} ORDER BY r.rank, r.id LIMIT ? OFFSET ?",  # noqa: S608 - conditions of our own
            [*values, size, start],
        ).fetchall()
        rows = [
            self._rows.execute(f"SELECT {columns} FROM reports r WHERE r.nr = ?", number).fetchone()  # noqa: S608
            for number in numbers
        ]
        return count, [_place(row) for row in rows]

    def _search(self, question: str) -> None:
        """The reports that a search finds, the best first, with all that reports are filtered by, as `temp.hits`: a page asks for
        its stories, then for its reports."""
        if question == self._asked:
            return
        self._rows.executescript(
            "DROP TABLE IF EXISTS temp.hits;"
            "CREATE TEMP TABLE hits (nr INTEGER, rank REAL, id TEXT, story TEXT, publisher TEXT, published TEXT)"
        )
        self._rows.execute(
            "INSERT INTO temp.hits SELECT f.rowid, f.rank, r.id, r.story, r.publisher, r.published FROM ("
            "  SELECT rowid, bm25(words, 4.0, 1.0) AS rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"
            ") f JOIN reports r ON r.nr = f.rowid",
            [question, MOST_FOUND],
        )
        self._asked = question

    def publishers(self, most: int) -> list[tuple[str, int]]:
        """The publishers with the most reports."""
        return self._rows.execute(
            "SELECT name, reports FROM publishers ORDER BY reports DESC, name LIMIT ?", [most]
        ).fetchall()

    def times(self, stories: Sequence[str]) -> dict[str, list[str]]:
        """The dates of the reports of some stories."""
        found: dict[str, list[str]] = {name: [] for name in stories}
        for story, published in self._rows.execute(
            f"SELECT story, published FROM reports WHERE story IN ({', '.join('?' * len(stories))}) "  # noqa: S608 - question marks
            "AND published IS NOT NULL ORDER BY published",
            list(stories),
        ):
            found[story].append(published)
        return found

    def story(self, name: str) -> tuple[Story, StoryLine]:
        """The story of that id, or the one that it became a part of."""
        row = self._one("stories", "story", name)
        held = self._rows.execute(
            f"SELECT {_LISTED} FROM reports WHERE story = ?",  # noqa: S608
            [row["id"]],
        ).fetchall()
        line = self._rows.execute(f"SELECT {_LINE} FROM stories s WHERE id = ?", [row["id"]]).fetchone()  # noqa: S608
        formerly = tuple(json.loads(row["formerly"]))
        return (
            Story(row["id"], row["title"], _in_order(held), _line(line).families, formerly),
            _line(line),
        )

    def families(self, start: int, size: int) -> tuple[int, list[Family]]:
        """How many families there are, and some of them in the order of their first reports."""
        (count,) = self._rows.execute("SELECT count(*) FROM families").fetchone()
        rows = self._rows.execute(
            "SELECT id FROM families ORDER BY place LIMIT ? OFFSET ?", [size, start]
        ).fetchall()
        return count, [self.family(name)[0] for (name,) in rows]

    def members(self, name: str) -> tuple[str, tuple[Listed, ...], str | None]:
        """The id of a family, its reports, and the story in which it stands."""
        row = self._one("families", "family", name)
        return row["id"], self._members(row["id"]), row["story"]

    def _members(self, family: str) -> tuple[Listed, ...]:
        rows = self._rows.execute(f"SELECT {_LISTED} FROM reports WHERE family = ?", [family]).fetchall()  # noqa: S608
        return _in_order(rows)

    def whole(self, family: str) -> int:
        """How many reports of a family retell another one as a whole."""
        (found,) = self._rows.execute(
            "SELECT count(DISTINCT retelling) FROM edges WHERE family = ? AND kind = 'retelling'", [family]
        ).fetchone()
        return int(found)

    def family(self, name: str) -> tuple[Family, str | None]:
        """The family of that id, or the one that it became a part of, and the story in which it stands."""
        row = self._one("families", "family", name)
        edges = self._rows.execute(
            f"SELECT {_EDGE} FROM edges WHERE family = ? ORDER BY source, retelling",  # noqa: S608
            [row["id"]],
        ).fetchall()
        formerly = tuple(json.loads(row["formerly"]))
        found = Family(row["id"], self._members(row["id"]), tuple(map(_edge, edges)), formerly)
        if not all(edge.directed for edge in found.edges) and (tree := self.tree(found.id)) is not None:
            found = directing.by_tree(found, tree, lambda name: self.report(name).text, DEFAULT)
        return found, row["story"]

    def _directed(self, edges: Sequence[Edge]) -> list[Edge]:
        """Edges as the trees of their families direct them, where the dates do not and the trees are found."""
        told: dict[str, Edge] = {}
        for edge in edges:
            if not edge.directed and edge.id not in told:
                family = self.place(edge.source).family
                told |= {one.id: one for one in self.family(family)[0].edges} if family else {}
        return [told.get(edge.id, edge) for edge in edges]

    def edges_of(self, report: str) -> list[Edge]:
        """The edges that begin or end at a report."""
        rows = self._rows.execute(
            f"SELECT {_EDGE} FROM edges WHERE source = ? OR retelling = ? ORDER BY share DESC, source, retelling",  # noqa: S608
            [report, report],
        ).fetchall()
        return self._directed([_edge(row) for row in rows])

    def ties(self, families: Iterable[str]) -> list[Tie]:
        """All edges of some families, with nothing but their ends and how much was kept."""
        found: list[Tie] = []
        for name in families:
            found += map(
                Tie._make,
                self._rows.execute(
                    "SELECT source, retelling, share FROM edges WHERE family = ? ORDER BY source, retelling",
                    [name],
                ),
            )
        return found

    def edges_to(self, reports: Sequence[str], most: int, also: Iterable[tuple[str, str]]) -> list[Edge]:
        """The edges that lead to some reports: of each those that kept most, and those between the pairs of `also`."""
        rows: list[Any] = []
        for report in reports:
            rows += self._rows.execute(
                f"SELECT {_EDGE} FROM edges WHERE retelling = ? AND rank <= ?",  # noqa: S608
                [report, most],
            )
        for source, retelling in also:
            rows += self._rows.execute(
                f"SELECT {_EDGE} FROM edges WHERE (retelling = ? AND source = ?) OR (retelling = ? AND source = ?)",  # noqa: S608
                [retelling, source, source, retelling],
            )
        return self._directed(list({row[0]: _edge(row) for row in rows}.values()))

    def place(self, report: str) -> Place:
        """Where a report stands."""
        row = self._rows.execute(
            f"SELECT {_LISTED}, story, family FROM reports WHERE id = ?",  # noqa: S608
            [report],
        ).fetchone()
        if row is None:
            raise _no("report", report)
        return _place(row)

    def listed(self, reports: Iterable[str]) -> dict[str, Listed]:
        """Some reports as they stand in lists; one that is not there is left out."""
        found: dict[str, Listed] = {}
        for name in dict.fromkeys(reports):
            row = self._rows.execute(f"SELECT {_LISTED} FROM reports WHERE id = ?", [name]).fetchone()  # noqa: S608
            if row is not None:
                found[name] = _listed(row)
        return found

    def report(self, name: str) -> Report:
        """The report of that id, as it was read."""
        return _report(self._row(name))

    def kept(self, name: str) -> Kept:
        """The report of that id and what the archive knows of it."""
        row = self._row(name)
        first = row["version_of"] or name
        later = self._column(
            # most reports are no version, so the planner takes the index for useless
            "SELECT id FROM reports INDEXED BY report_versions WHERE version_of = ? ORDER BY id",
            first,
        )
        versions = tuple(
            sorted({*self._column("SELECT id FROM reports WHERE id = ?", first), *later} - {name})
        )
        copies = self._column(
            "SELECT id FROM reports WHERE text_nr = ? AND id <> ? ORDER BY id", row["text_nr"], name
        )
        (edges,) = self._rows.execute(
            "SELECT (SELECT count(*) FROM edges WHERE source = ?) + (SELECT count(*) FROM edges WHERE retelling = ?)",
            [name, name],
        ).fetchone()
        return Kept(_report(row), row["version_of"], row["same_as"], versions, copies, row["family"], edges)

    def _row(self, name: str) -> sqlite3.Row:
        """The row of a report, with its text."""
        cursor = self._rows.execute(
            "SELECT r.*, t.text, t.parts FROM reports r JOIN texts t ON t.nr = r.text_nr WHERE r.id = ?",
            [name],
        )
        cursor.row_factory = sqlite3.Row
        row: sqlite3.Row | None = cursor.fetchone()
        if row is None:
            raise _no("report", name)
        return row

    def key_of(self, family: str) -> str:
        """Names what the tree of a family is made of."""
        return str(self._one("families", "family", family)["key"])

    def tree(self, family: str) -> Lineage | None:
        """Who retold whom in a family, or None while that is not found yet."""
        row = self._rows.execute(
            "SELECT tree FROM found.trees WHERE key = ?", [self.key_of(family)]
        ).fetchone()
        return findings.unpacked(row[0]) if row else None

    def untold(self) -> tuple[str, ...]:
        """The families whose tree is not found yet, those of the newest story first."""
        return self._column(
            "SELECT f.id FROM families f LEFT JOIN stories s ON s.id = f.story "
            "WHERE f.key NOT IN (SELECT key FROM found.trees) ORDER BY coalesce(s.place, 1e9), f.place"
        )

    def unread(self) -> list[tuple[str, str, str]]:
        """The retellings of which the kinds of change are not known yet: key, source, retelling. The newest come last."""
        return self._rows.execute(
            "SELECT e.key, e.source, e.retelling FROM edges e JOIN families f ON f.id = e.family "
            "LEFT JOIN stories s ON s.id = f.story "
            "WHERE e.rank = 1 AND e.key NOT IN (SELECT key FROM found.kinds) "
            "ORDER BY coalesce(s.place, 1e9) DESC, e.source, e.retelling"
        ).fetchall()

    def keys(self, present: str) -> tuple[str, ...]:
        """The keys of what is there; `present` is a statement of our own."""
        return self._column(present)

    def studied(self) -> tuple[int, int]:
        """Of how many retellings the kinds of change are known, and how many there are."""
        (known,) = self._rows.execute(
            "SELECT count(*) FROM edges WHERE rank = 1 AND key IN (SELECT key FROM found.kinds)"
        ).fetchone()
        (total,) = self._rows.execute("SELECT count(*) FROM edges WHERE rank = 1").fetchone()
        return known, total

    def _one(self, table: Literal["stories", "families"], kind: str, name: str) -> sqlite3.Row:
        """The row of that id, or of the one that the id leads to."""
        for asked in (name, self._leads(kind, name)):
            cursor = self._rows.execute(f"SELECT * FROM {table} WHERE id = ?", [asked])  # noqa: S608 - one of two names
            cursor.row_factory = sqlite3.Row
            row: sqlite3.Row | None = cursor.fetchone()
            if row is not None:
                return row
        raise _no(kind, name)

    def _leads(self, kind: str, name: str) -> str | None:
        row = self._rows.execute("SELECT id FROM leads WHERE name = ? AND kind = ?", [name, kind]).fetchone()
        return row[0] if row else None

    def _column(self, query: str, *values: object) -> tuple[str, ...]:
        return tuple(row[0] for row in self._rows.execute(query, values))


@contextmanager
def opened(path: Path, beside: Path | None = None) -> Iterator[Snapshot]:
    """The snapshot at a path, with the file of findings `beside` it. It is never changed in place, so nothing is locked."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as problem:
        raise _unusable(path) from problem
    try:
        connection.execute("PRAGMA temp_store = MEMORY")  # the hits of a search
        findings.attach(connection, beside)
        yield Snapshot(connection)
    except sqlite3.DatabaseError as problem:
        raise _unusable(path) from problem
    finally:
        connection.close()


def present(path: Path) -> About | None:
    """What the snapshot at a path shows, or None where there is none that can be used."""
    try:
        with opened(path) as snapshot:
            told = snapshot._rows.execute("SELECT value FROM about WHERE name = 'schema'").fetchone()  # noqa: SLF001 - its own module
            return snapshot.about() if told and told[0] == str(VERSION) else None
    except (ArchiveError, KeyError, ValueError):
        return None


def _unusable(path: Path) -> ArchiveError:
    return ArchiveError(f"The snapshot {printable(str(path))} cannot be used.", "It is made anew: try again.")


def _no(kind: str, name: str) -> NoSuchReport:
    return NoSuchReport(f"There is no {kind} {printable(name[:200])}.", "It may have been removed.")


#: What each filter asks of a story, and of a report; what a list does not name it does not filter by.
_OF_STORIES: Final[Mapping[str, str]] = {
    "publisher": "EXISTS (SELECT 1 FROM reports p WHERE p.publisher = ? AND p.story = s.id)",
    "since": "s.last >= ?",
    "until": "s.first < ?",
    "least_reports": "s.reports >= ?",
    "least_kept": "s.kept >= ?",
    "kind": "s.id IN (SELECT f.story FROM found.kinds k JOIN edges e ON e.key = k.key AND e.rank = 1 "
    "JOIN families f ON f.id = e.family WHERE k.kinds & ?)",
}
_OF_REPORTS: Final[Mapping[str, str]] = {
    "publisher": "r.publisher = ?",
    "since": "r.published >= ?",
    "until": "r.published < ?",
}


def _where(wanted: Filters, asks: Mapping[str, str], *also: str) -> tuple[str, list[object]]:
    """The conditions of the filters, and `also` others, with their values."""
    given = {
        "publisher": wanted.publisher,
        "since": wanted.since,
        "until": _after(wanted.until) if wanted.until is not None else None,
        "least_reports": wanted.least_reports,
        "least_kept": wanted.least_kept,
        "kind": findings.bits([wanted.kind]) if wanted.kind is not None else None,
    }
    held = {name: value for name, value in given.items() if value is not None and name in asks}
    conditions = [*(asks[name] for name in held), *also]
    return (f" WHERE {' AND '.join(conditions)}" if conditions else ""), list(held.values())


def _after(day: str) -> str:
    """Greater than every time of that day: "2024-05-15T23:59" as well as "2024-05-15"."""
    return f"{day}U"


def _listed(row: Sequence[Any]) -> Listed:
    name, publisher, title, *date = row
    return Listed(name, publisher, _published(*date), title)


def _place(row: Sequence[Any]) -> Place:
    return Place(_listed(row[:6]), row[6], row[7])


def _line(row: Sequence[Any]) -> StoryLine:
    name, title, reports, publishers, held, origins, kept, first, last = row
    return StoryLine(name, title, reports, publishers, tuple(json.loads(held)), origins, kept, first, last)


def _edge(row: Sequence[Any]) -> Edge:
    name, source, retelling, kind, confidence, share, reasons, directed = row
    return Edge(name, source, retelling, kind, confidence, share, tuple(json.loads(reasons)), bool(directed))


def _report(row: sqlite3.Row) -> Report:
    more = json.loads(row["others"]) if row["others"] else {}
    modified = more.get("modified")
    return Report(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        publisher=row["publisher"],
        url=row["url"],
        published=_published(row["published"], row["published_zone"], row["published_origin"]),
        modified=Published(**modified) if modified else None,
        language=row["language"],
        byline=more.get("byline"),
        canonical=more.get("canonical"),
        syndicated_from=more.get("syndicated_from"),
        parts=tuple(Part(kind, Span(start, end)) for kind, start, end in json.loads(row["parts"])),
        fields=MappingProxyType(more.get("fields", {})),
        notes=tuple(more.get("notes", ())),
    )


def _in_order(rows: Iterable[Sequence[Any]]) -> tuple[Listed, ...]:
    """Reports as they are listed everywhere."""
    return tuple(sorted(map(_listed, rows), key=lambda one: order(one.published, one.id)))


def _published(value: str | None, zone: Any, origin: Any) -> Published | None:
    return None if value is None else Published(value, zone, origin)
