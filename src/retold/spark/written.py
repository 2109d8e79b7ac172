"""The results of a run, read again: pairs, families, stories, reports, in the shapes and the order of an archive.

In goes the folder that `run` wrote. One on this machine is read by DuckDB, without Spark; any other through Spark.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any, Final

from ..errors import NoSuchArchive
from ..families import order
from ..ingest import kept
from ..model import Edge, Family, Listed, Pair, Rejected, Report, Story
from ..text.printable import printable
from .places import here

_ROWS: Final = 10_000
_PAIRS: Final = (
    'SELECT "left", "right", kind, share, verbatim, edited, reworded, confidence, reasons, recurring '
    'FROM pairs ORDER BY "left", "right"'
)
_LISTED: Final = "r.id, r.publisher, r.published, r.published_zone, r.published_origin, r.title"
_MEMBERS: Final = (
    f"SELECT f.family, {_LISTED} FROM families f JOIN reports r ON r.id = f.report ORDER BY f.family, r.id"  # noqa: S608 - our own
)
_EDGES: Final = (
    "SELECT family, id, source, retelling, kind, confidence, share, reasons, directed FROM edges "
    "ORDER BY family, source, retelling"
)
_STORIES: Final = (
    f"SELECT s.story, s.title AS headline, s.family, {_LISTED} FROM stories s JOIN reports r ON r.id = s.report "  # noqa: S608 - our own
    "ORDER BY s.story, r.id"
)
_REPORTS: Final = f"SELECT {', '.join(kept.COLUMNS)} FROM reports ORDER BY id"  # noqa: S608 - our own
_REJECTED: Final = "SELECT input, reason, code, hint FROM rejected ORDER BY input, reason"


class Written:
    """What stands in the folder of a run."""

    def __init__(self, folder: str) -> None:
        self._folder = folder.rstrip("/")
        self._here = here(self._folder)

    def pairs(self) -> Iterator[Pair]:
        """Every listed pair, in the order of ids."""
        with self._opened("pairs") as rows:
            for left, right, kind, *shares, confidence, reasons, recurring in rows(_PAIRS):
                share, verbatim, edited, reworded = (round(value, 4) for value in shares)
                told = tuple(json.loads(reasons))
                yield Pair(
                    left,
                    right,
                    kind,
                    share,
                    verbatim,
                    edited,
                    reworded,
                    round(confidence, 2),
                    told,
                    recurring,
                )

    def families(self) -> tuple[Family, ...]:
        """Reports joined by re-use of text, in the order of their first reports."""
        with self._opened("families", "edges", "reports") as rows:
            edges = {
                name: tuple(
                    Edge(*told, tuple(json.loads(reasons)), directed)  # type: ignore[call-arg]
                    for _, *told, reasons, directed in group
                )
                for name, group in groupby(rows(_EDGES), key=lambda row: row[0])
            }
            found = [
                Family(
                    name, tuple(sorted((_listed(row[1:]) for row in group), key=order)), edges.get(name, ())
                )
                for name, group in groupby(rows(_MEMBERS), key=lambda row: row[0])
            ]
        return tuple(sorted(found, key=lambda family: order(family.reports[0])))

    def stories(self) -> tuple[Story, ...]:
        """Reports about the same event, in the order of their first reports."""
        found = []
        with self._opened("stories", "reports") as rows:
            for name, group in groupby(rows(_STORIES), key=lambda row: row[0]):
                told = list(group)
                family_of = {row[3]: row[2] for row in told if row[2] is not None}
                reports = tuple(sorted((_listed(row[3:]) for row in told), key=order))
                held = dict.fromkeys(family_of[one.id] for one in reports if one.id in family_of)
                found.append(Story(name, told[0][1], reports, tuple(held)))
        return tuple(sorted(found, key=lambda story: order(story.reports[0])))

    def reports(self) -> Iterator[Report]:
        """Every report as it was read, in the order of ids."""
        with self._opened("reports") as rows:
            yield from map(kept.report, rows(_REPORTS))

    def rejected(self) -> Iterator[Rejected]:
        """What was no report, and why."""
        with self._opened("rejected") as rows:
            for name, reason, code, hint in rows(_REJECTED):
                yield Rejected(name, reason, code, hint)

    def about(self) -> dict[str, Any] | None:
        """What a run wrote down of itself; None where there is none on this machine."""
        if self._here is None or not (self._here / kept.ABOUT).is_file():
            return None
        found: dict[str, Any] = json.loads((self._here / kept.ABOUT).read_text("utf-8"))
        return found

    @contextmanager
    def _opened(self, *tables: str) -> Iterator[Any]:
        """What gives the rows of a question to some tables."""
        import duckdb

        with duckdb.connect(":memory:", config=_SETTINGS) as connection:
            for name in tables:
                self._offer(connection, name)

            def rows(question: str) -> Iterator[Sequence[Any]]:
                found = connection.execute(question)
                while some := found.fetchmany(_ROWS):
                    yield from some

            yield rows

    def _offer(self, connection: Any, name: str) -> None:
        """A table of the folder under its name."""
        if self._here is None:
            from .session import started

            connection.register(name, started().read.parquet(f"{self._folder}/{name}").toArrow())
            return
        path = self._here / name
        if not (path / "_SUCCESS").exists():
            raise NoSuchArchive(
                f"{printable(str(self._here))} holds no finished run of the engine spark.",
                "Run: retold families INPUT --engine spark --output FOLDER",
            )
        files = sorted(str(file) for file in path.glob("*.parquet"))
        connection.register(name, connection.read_parquet(files))


_SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def _listed(row: Sequence[Any]) -> Listed:
    name, publisher, *date, title = row
    return Listed(name, publisher, kept.published(*date), title)
