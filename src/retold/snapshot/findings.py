"""What takes longer to find than a page may take: the trees of families, and which kinds of change a retelling has.

They stand in an SQLite file of their own beside the archive, one row a family and one row an edge, each under a key that
names the texts and settings it was made of: a family that grew has another key, so no row is ever wrong, and what
was found once is found for good. `studying` fills it while pages are read. It is written with a journal and without
waiting for the disk: it can be made again at any time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, get_args

from ..model import ChangeKind, Descent, Lineage, Made, Node, Published

#: Goes up with every change of the tables or of what stands in them: a file of another version is made anew.
VERSION: Final = 1

#: A kind of change is a bit in the order of the contract.
KINDS: Final[tuple[ChangeKind, ...]] = get_args(ChangeKind)

_TABLES: Final = """
CREATE TABLE {in_}trees (key TEXT PRIMARY KEY, tree TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE {in_}kinds (key TEXT PRIMARY KEY, kinds INTEGER NOT NULL) WITHOUT ROWID;
PRAGMA {in_}user_version = {version};
"""


def attach(connection: sqlite3.Connection, path: Path | None) -> None:
    """The file as `found` beside what a connection has open already; an empty one where there is none that can be used."""
    with suppress(sqlite3.DatabaseError):
        if path is not None and path.is_file():
            connection.execute("ATTACH ? AS found", [f"{path.absolute().as_uri()}?mode=rw"])
            (version,) = connection.execute("PRAGMA found.user_version").fetchone()
            if version == VERSION:
                return
            connection.execute("DETACH found")
    connection.execute("ATTACH ':memory:' AS found")
    connection.executescript(_TABLES.format(in_="found.", version=VERSION))


def opened(path: Path) -> sqlite3.Connection:
    """The file for writing, made where there is none or none that can be used."""
    for _ in range(2):
        connection = sqlite3.connect(path)
        try:
            connection.execute("PRAGMA synchronous = OFF")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version == VERSION and connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",):
                return connection
        except sqlite3.DatabaseError:
            version = -1
        if version == 0:
            connection.executescript(_TABLES.format(in_="", version=VERSION))
            return connection
        connection.close()
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    raise sqlite3.DatabaseError(f"{path} cannot be made")


def bits(kinds: Iterable[str]) -> int:
    """Kinds of change as one number."""
    return sum(1 << KINDS.index(kind) for kind in set(kinds))


def packed(found: Lineage) -> str:
    """A tree as it is kept."""
    return json.dumps(
        {
            "made": [found.made.retold, found.made.settings, found.made.encoder],
            "nodes": [[one.id, one.lost, _date(one.published), one.publisher] for one in found.nodes],
            "edges": [_edge(one) for one in found.edges],
            "rivals": [_edge(one) for one in found.rivals],
            "roots": found.roots,
            "notes": found.notes,
        },
        separators=(",", ":"),
    )


def unpacked(kept: str) -> Lineage:
    """The tree as it was."""
    told = json.loads(kept)
    return Lineage(
        Made(*told["made"]),
        tuple(
            Node(name, lost=lost, published=Published(*date) if date else None, publisher=publisher)
            for name, lost, date, publisher in told["nodes"]
        ),
        tuple(_descent(*one) for one in told["edges"]),
        tuple(_descent(*one) for one in told["rivals"]),
        tuple(told["roots"]),
        tuple(told["notes"]),
    )


def _date(date: Published | None) -> list[str] | None:
    return [date.value, date.zone, date.origin] if date else None


def _edge(one: Descent) -> list[object]:
    return [one.id, one.source, one.retelling, one.confidence, one.reasons, one.rivals]


def _descent(
    name: str, source: str, retelling: str, confidence: float, reasons: list[str], rivals: str | None
) -> Descent:
    return Descent(name, source, retelling, confidence, tuple(reasons), rivals)
