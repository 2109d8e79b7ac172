"""A pile of reports in one file: add, families, pairs, show, remove, info, upgrade.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     archive = retold.open(f"{folder}/news.retold")
    ...     archive.add(["examples/hallin-dam"]).added
    6

Everything stands in one DuckDB file, whose views people can read with DuckDB itself. An `Archive` holds no
file open: each call opens it, waits for whoever holds it, and lets it go again.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np

from ._version import __version__
from .engine import VERSION, Store
from .engine.store import column, load
from .errors import ArchiveError, BadArguments, NoSuchReport
from .families import Derived, families
from .ingest.kept import published as _published, report as _as_read
from .model import (
    Added,
    Family,
    Info,
    Kept,
    Ledger,
    Lineage,
    Listed,
    Made,
    Pair,
    Quotation,
    Rejected,
    Report,
    Span,
    Story,
    Trace,
)
from .models import static
from .settings import DEFAULT, Settings
from .text.printable import printable
from .text.tokens import words

if TYPE_CHECKING:
    from .adding import Progress
    from .finding import Claim
    from .tracing import Tracer

_Group = TypeVar("_Group", bound=Family | Story)

#: Rows fetched at a time.
_ROWS = 10_000


class Archive:
    """One archive file. `wait` is how many seconds to wait for whoever holds it; `workers` are processes."""

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        wait: float = 10.0,
        workers: int | None = None,
        settings: Settings = DEFAULT,
    ) -> None:
        self._store = Store(path, wait)
        self._workers = workers
        self._settings = settings

    @property
    def made(self) -> Made:
        """What makes the results of this archive."""
        return Made(__version__, self._settings.digest, static.shipped().name)

    def add(
        self,
        inputs: str | os.PathLike[str] | Report | Iterable[str | os.PathLike[str] | Report | Rejected],
        *,
        allow_private: bool = False,
        progress: Progress | None = None,
    ) -> Added:
        """Add reports: files, folders, "-" for standard input, or `Report`s. The file is made where there is none.

        What is there already changes nothing. Reports are merged batch by batch, each whole or not at all.
        """
        from . import adding  # each command loads what it needs: a question starts faster without the rest

        given: Iterable[Any] = [inputs] if isinstance(inputs, str | os.PathLike | Report) else inputs
        return adding.add(
            self._store,
            _reports(given, allow_private=allow_private),
            workers=self._workers or adding.processors(),
            settings=self._settings,
            progress=progress,
        )

    def pairs(self) -> Iterator[Pair]:
        """Every pair of reports that was read side by side and is not unrelated, in the order of ids."""
        with self._store.reading() as connection:
            rows = connection.execute(f'{_PAIRS} ORDER BY "left", "right"')
            while found := rows.fetchmany(_ROWS):
                yield from map(_as_pair, found)

    def pairs_of(self, names: Sequence[str]) -> tuple[Pair, ...]:
        """The pairs of some reports, in the order of ids."""
        with self._store.reading() as connection:
            rows = connection.execute(
                f'{_PAIRS} WHERE list_contains(?, "left") OR list_contains(?, "right") ORDER BY "left", "right"',
                [list(names), list(names)],
            ).fetchall()
        return tuple(map(_as_pair, rows))

    def families(self, *, progress: Progress | None = None) -> tuple[Family, ...]:
        """Reports joined by re-use of text. A family that was given out keeps its id. Which of two reports came first
        their dates tell, and where they do not, the tree of the family."""
        with self._store.reading() as connection:
            found, names = self._families(connection)
        self._keep_names("family_names", found, names)
        return self._directed(found, progress)

    def stories(self, *, progress: Progress | None = None) -> tuple[Story, ...]:
        """Reports about the same event, derived or not. A story that was given out keeps its id."""
        return self.groups(progress=progress)[1]

    def groups(self, *, progress: Progress | None = None) -> tuple[tuple[Family, ...], tuple[Story, ...]]:
        """The families, directed by the dates alone, and the stories, both of one state of the archive. It is held
        while rows are read from it, and let go of while they are made into groups."""
        from . import adding, grouping

        tell = progress or adding.untold
        boiled = grouping.boil(self._store, self._settings, self._workers or adding.processors(), tell)
        with self._store.reading() as connection:
            tell("reading the archive", 0, 0)
            family_rows = _family_rows(connection)
            listed = {
                nr: Listed(name, publisher, _published(*date), title)
                for nr, name, publisher, title, *date in connection.execute(
                    "SELECT nr, id, publisher, title, published, published_zone, published_origin FROM store.reports"
                ).fetchall()
            }
            names = _names(connection, "story_names")
            rows = grouping.rows(connection, self._settings, boiled)
            forms = grouping.forms(connection, listed, self._settings)
        tell("finding families", 0, 0)
        families = _families_of(family_rows)
        tell("finding stories", 0, 0)
        found = grouping.grouped(
            {listed[nr].id: row for nr, row in rows},
            {one.id: one for one in listed.values()},
            families,
            forms,
            names,
            self._settings,
        )
        self._keep_names("family_names", families, family_rows.names)
        self._keep_names("story_names", found, names)
        return families, found

    def quotations(self, *, altered: bool = False, progress: Progress | None = None) -> tuple[Quotation, ...]:
        """Quotations that stand in several reports, with a verdict for each wording; `altered`: those alone whose
        wordings differ."""
        from . import adding, sayings

        workers, tell = self._workers or adding.processors(), progress or adding.untold
        with self._store.reading() as connection:
            gathered = sayings.gathered(connection, _of_texts, self._settings, workers, tell)
        return sayings.several(sayings.quotations(gathered, self._settings, workers, tell), altered=altered)

    def family(self, name: str) -> Family:
        """The family of that id, or the one that it became a part of."""
        (told,) = self._directed([self._family(name)])
        return told

    def _family(self, name: str) -> Family:
        """The same, directed by the dates alone."""
        with self._store.reading() as connection:
            found, names = self._families(connection)
        self._keep_names("family_names", found, names)
        family = _named(found, name)
        if family is not None:
            return family
        raise NoSuchReport(
            f"{self._store.shown} holds no family {printable(name)}.",
            f"See them all: retold families {self._store.shown}",
        )

    def trace(self, claim: str) -> Trace:
        """Where a claim stands, from its first sighting on: in which words and under whose name, what changed on the
        way, and at most how many origins are behind it. The claim is free text, or "ID:START-END".
        """
        from . import searching

        with self._store.reading() as connection:
            asked = self._asked(connection, claim)
            found = searching.search(connection, asked.text, self._settings.printing, self._settings.tracing)
            tracer = self._tracer(connection, found.texts, asked.report)
        return tracer.trace(asked, found.notes)

    def claims(self, story: str, *, progress: Progress | None = None) -> Ledger:
        """The ledger of a story or a family: its claims, each with sightings, drift and origins."""
        with self._store.reading() as connection:
            found, names = self._families(connection)
        self._keep_names("family_names", found, names)
        group: Family | Story | None = _named(found, story)
        group = group or _named(self.stories(progress=progress), story)
        if group is None:
            raise NoSuchReport(
                f"{self._store.shown} holds no story {printable(story)}.",
                f"See them all: retold stories {self._store.shown}",
            )
        title = next((one.title for one in group.reports if one.title), None)
        with self._store.reading() as connection:
            texts = connection.execute(
                "SELECT DISTINCT text_nr FROM store.reports WHERE id IN (SELECT unnest(?::VARCHAR[])) ORDER BY text_nr",
                [[one.id for one in group.reports]],
            ).fetchall()
            tracer = self._tracer(
                connection, [row[0] for row in texts], None, {one.id for one in group.reports}
            )
        return tracer.ledger(group.id, title)

    def _asked(self, connection: Any, claim: str) -> Claim:
        """What is asked for: a place in a report where the words say one, else the words."""
        from .finding import Claim

        place = _PLACE.fullmatch(claim.strip())
        if place is None:
            if not words(claim):
                raise BadArguments(
                    "The claim holds no words.", 'Say it in words: retold trace ARCHIVE "CLAIM"'
                )
            return Claim(" ".join(claim.split()))
        report = self._report(connection, place["id"])
        span = Span(int(place["start"]), int(place["end"]))
        if not 0 <= span.start < span.end <= len(report.text):
            raise BadArguments(
                f"Report {printable(report.id)} has no characters {span.start} to {span.end}: its text ends at {len(report.text)}.",
                "START and END count characters of the text, from 0.",
            )
        span = _whole_words(report.text, span)
        told = report.words(span)
        if not words(told):
            raise BadArguments(
                f"Characters {span.start} to {span.end} of {printable(report.id)} hold no words.",
                "Choose the characters of a sentence.",
            )
        return Claim(" ".join(told.split()), report.id, span)

    def _tracer(
        self, connection: Any, texts: Sequence[int], report: str | None, only: Container[str] | None = None
    ) -> Tracer:
        """What traces claims in the reports that have these texts, and in one more."""
        from .tracing import Held, Tracer

        wanted = "t.nr IN (SELECT unnest(?::INTEGER[]))"
        rows = connection.execute(
            f"{_REPORTS} WHERE {wanted} OR r.id = ?", [list(texts), report or ""]
        ).fetchall()
        versions = dict(
            connection.execute(
                "SELECT id, version_of FROM store.reports WHERE version_of IS NOT NULL"
            ).fetchall()
        )
        held = [
            Held(one, versions.get(one.id)) for one in map(_as_read, rows) if only is None or one.id in only
        ]
        derived = connection.execute(
            "SELECT a.id, b.id, p.kind FROM store.pairs p JOIN store.reports a ON a.text_nr = p.one "
            "JOIN store.reports b ON b.text_nr = p.other WHERE NOT p.recurring "
            "AND p.kind IN ('retelling', 'partial-retelling') "
            "AND p.one IN (SELECT unnest(?::INTEGER[])) AND p.other IN (SELECT unnest(?::INTEGER[]))",
            [list(texts), list(texts)],
        ).fetchall()
        return Tracer(
            held,
            {frozenset((one, other)): kind for one, other, kind in derived},
            self.made,
            settings=self._settings,
        )

    def tree(self, family: str) -> Lineage:
        """Who retold whom in the family of that id: its tree, from the texts and the dates of its reports."""
        from . import lineage  # loaded for trees alone

        found = self._family(family)
        return lineage.of_reports(
            [self.report(listed.id) for listed in found.reports],
            self._settings,
            [(edge.source, edge.retelling) for edge in found.edges],
        )

    def reports(self) -> Iterator[Report]:
        """Every report as it was read, in the order of ids."""
        with self._store.reading() as connection:
            rows = connection.execute(f"{_REPORTS} ORDER BY r.id")
            while found := rows.fetchmany(_ROWS):
                yield from map(_as_read, found)

    def report(self, name: str) -> Report:
        """The report of that id, as it was read."""
        with self._store.reading() as connection:
            return self._report(connection, name)

    def show(self, name: str) -> Kept:
        """The report of that id and what the archive knows of it."""
        from . import credits as crediting  # its patterns are made where they are needed
        from .segment import segment

        with self._store.reading() as connection:
            report = self._report(connection, name)
            version_of, same_as, text_nr = connection.execute(
                "SELECT version_of, same_as, text_nr FROM reports WHERE id = ?", [name]
            ).fetchone()
            first = version_of or name
            versions = _column(
                connection.execute(
                    "SELECT id FROM reports WHERE (version_of = ? OR id = ?) AND id <> ? ORDER BY id",
                    [first, first, name],
                )
            )
            copies = _column(
                connection.execute(
                    "SELECT id FROM store.reports WHERE text_nr = ? AND id <> ? ORDER BY id", [text_nr, name]
                )
            )
            (pairs,) = connection.execute(
                'SELECT count(*) FROM pairs WHERE "left" = ? OR "right" = ?', [name, name]
            ).fetchone()
            found, _ = self._families(connection)
        family = next((f.id for f in found if any(one.id == name for one in f.reports)), None)
        credited = crediting.read(segment(report))
        return Kept(report, version_of, same_as, versions, copies, family, int(pairs), credited)

    def remove(self, *names: str) -> tuple[str, ...]:
        """Erase reports for good: text, words, postings, findings. The ids that were removed."""
        from . import removing

        return removing.remove(self._store, names, self._settings)

    def info(self) -> Info:
        """What the archive holds."""
        with self._store.reading() as connection:
            counts = connection.execute(
                "SELECT (SELECT count(*) FROM store.reports), (SELECT count(*) FROM store.texts), "
                "(SELECT count(*) FROM versions), (SELECT count(*) FROM pairs), "
                "(SELECT coalesce(sum(length(text)), 0) FROM store.texts)"
            ).fetchone()
            size = self._store.path.stat().st_size
        reports, texts, versions, pairs, characters = map(int, counts)
        return Info(
            str(self._store.path), VERSION, reports, texts, versions, pairs, characters, size, self.made
        )

    def upgrade(self) -> tuple[int, int]:
        """Bring an older archive to the version of this Retold: the versions before and after."""
        return self._store.upgrade()

    def _families(self, connection: Any) -> tuple[tuple[Family, ...], list[tuple[str, str]]]:
        """The families, and the names that were given before."""
        rows = _family_rows(connection)
        return _families_of(rows), rows.names

    def _directed(self, found: Sequence[Family], tell: Progress | None = None) -> tuple[Family, ...]:
        """The families, their trees asked where the dates do not tell who came first. The archive is held while reports
        are read from it, and let go of while trees are made."""
        if all(edge.directed for family in found for edge in family.edges):
            return tuple(found)
        from . import adding, directing  # trees are loaded where one is asked for

        def read(names: Sequence[str]) -> Iterator[Report]:
            with self._store.reading() as connection:
                rows = connection.execute(
                    f"{_REPORTS} WHERE r.id IN (SELECT unnest(?::VARCHAR[]))", [list(names)]
                ).fetchall()
            return map(_as_read, rows)

        workers = self._workers or adding.processors()
        return directing.of_archive(found, read, self._settings, workers, tell or adding.untold)

    def _keep_names(
        self, table: str, found: Sequence[Family] | Sequence[Story], names: Sequence[tuple[str, str]]
    ) -> None:
        """Write down the names that are given out for the first time, where the file can be written now.

        A name is the digest of the first report, so a reader of a file that cannot be written sees the same.
        """
        known = {name for name, _ in names}
        new = [(one.id, one.reports[0].id) for one in found if one.id not in known]
        if not new:
            return
        store = Store(self._store.path, 0.0)
        with suppress(ArchiveError), store.staging() as connection, store.attached(connection, write=True):
            load(
                connection,
                "given",
                {"id": column([n for n, _ in new]), "report": column([r for _, r in new])},
            )
            connection.execute(
                f"INSERT INTO archive.store.{table} SELECT g.id, r.nr FROM temp.given g "  # noqa: S608 - a name of our own
                "JOIN archive.store.reports r ON r.id = g.report "
                f"WHERE g.id NOT IN (SELECT id FROM archive.store.{table}) ORDER BY g.id"
            )

    def _report(self, connection: Any, name: str) -> Report:
        row = connection.execute(f"{_REPORTS} WHERE r.id = ?", [name]).fetchone()
        if row is None:
            raise NoSuchReport(
                f"{self._store.shown} holds no report {printable(name)}.",
                "Ids are as the reports gave them; a later version is ID@2.",
            )
        return _as_read(row)


#: What a pair is made of again; see `_as_pair`.
_PAIRS: Final = 'SELECT "left", "right", kind, share, verbatim, edited, reworded, confidence, reasons, recurring FROM pairs'


def _as_pair(row: Sequence[Any]) -> Pair:
    """A pair, from a row of `_PAIRS`."""
    left, right, kind, share, verbatim, edited, reworded, confidence, reasons, recurring = row
    return Pair(
        left,
        right,
        kind,
        round(share, 4),
        round(verbatim, 4),
        round(edited, 4),
        round(reworded, 4),
        round(confidence, 2),
        tuple(json.loads(reasons)),
        recurring,
    )


#: A claim that is a place in a report. Ids may hold colons: the last one counts.
_PLACE: Final = re.compile(r"(?P<id>.+):(?P<start>\d{1,9})-(?P<end>\d{1,9})", re.DOTALL)
#: What a report is made of again; see `ingest/kept.py`.
_REPORTS: Final = (
    "SELECT r.id, t.text, r.title, r.publisher, r.url, r.published, r.published_zone, r.published_origin, "
    "r.language, t.parts, r.others FROM store.reports r JOIN store.texts t ON t.nr = r.text_nr"
)
#: The same with the number of the text, of some texts.
_OF_TEXTS: Final = (
    f"SELECT r.text_nr, {_REPORTS.removeprefix('SELECT ')} WHERE r.text_nr IN (SELECT nr FROM temp.wanted) "  # noqa: S608 - our own
    "ORDER BY r.text_nr, coalesce(r.published, '9999'), r.id"
)


def _of_texts(connection: Any, numbers: Sequence[int]) -> dict[int, list[Report]]:
    """The reports that have each of some texts, the first by date and id first."""
    load(connection, "wanted", {"nr": np.array(numbers, dtype=np.int32)})
    rows = connection.execute(_OF_TEXTS)
    found: dict[int, list[Report]] = {}
    while some := rows.fetchmany(_ROWS):
        for nr, *row in some:
            found.setdefault(nr, []).append(_as_read(row))
    return found


def _whole_words(text: str, span: Span) -> Span:
    """A span with the rest of the words that it cuts."""
    start, end = span
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def _named(groups: Sequence[_Group], name: str) -> _Group | None:
    """The family or story of that name, or that it leads to."""
    for one in groups:
        if name in (one.id, *one.formerly):
            return one
    return None


def _reports(given: Iterable[Any], *, allow_private: bool) -> Iterator[Report | Rejected]:
    """Reports as they are; anything else is an input to be read."""
    from .ingest.stream import stream  # formats are loaded where they are read

    for one in given:
        if isinstance(one, (Report, Rejected)):
            yield one
        else:
            yield from stream([one], allow_private=allow_private)


@dataclass(frozen=True, slots=True)
class _FamilyRows:
    """What families are made of, as it stands in an archive: pairs of texts, reports, and names that were given out."""

    pairs: list[tuple[Any, ...]]
    reports: list[tuple[Any, ...]]
    names: list[tuple[str, str]]


def _family_rows(connection: Any) -> _FamilyRows:
    pairs = connection.execute(
        "SELECT one, other, kind, share, confidence, reasons FROM store.pairs "
        "WHERE kind IN ('retelling', 'partial-retelling') AND NOT recurring ORDER BY one, other"
    ).fetchall()
    reports = connection.execute(
        "SELECT text_nr, id, publisher, title, published, published_zone, published_origin "
        "FROM store.reports WHERE text_nr IN ("
        "  SELECT one FROM store.pairs WHERE kind IN ('retelling', 'partial-retelling') AND NOT recurring"
        "  UNION SELECT other FROM store.pairs WHERE kind IN ('retelling', 'partial-retelling') AND NOT recurring"
        "  UNION SELECT text_nr FROM store.reports GROUP BY text_nr HAVING count(*) > 1)"
    ).fetchall()
    return _FamilyRows(pairs, reports, _names(connection, "family_names"))


def _families_of(rows: _FamilyRows) -> tuple[Family, ...]:
    """The families; nothing is read from the archive."""
    pairs = [
        Derived(one, other, kind, share, confidence, tuple(json.loads(reasons)))
        for one, other, kind, share, confidence, reasons in rows.pairs
    ]
    reports: dict[int, list[Listed]] = {}
    for text, name, publisher, title, *date in rows.reports:
        reports.setdefault(text, []).append(Listed(name, publisher, _published(*date), title))
    return families(pairs, reports, rows.names)


def _names(connection: Any, table: str) -> list[tuple[str, str]]:
    """The names that were given out, the first ones first, each with the id of the report it was given after."""
    found: list[tuple[str, str]] = connection.execute(
        f"SELECT n.id, r.id FROM store.{table} n JOIN store.reports r ON r.nr = n.nr ORDER BY n.rowid"  # noqa: S608 - a name of our own
    ).fetchall()
    return found


def _column(rows: Any) -> tuple[str, ...]:
    return tuple(row[0] for row in rows.fetchall())
