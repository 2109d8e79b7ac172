"""Finds what takes longer while pages are read: the trees of families, then which kinds of change a retelling has.

In goes an archive with its snapshot, out come rows of `findings`. The newest story comes first, and before all others
the families whose ids come in on standard input, one a line: somebody looks at them. What is done is kept at
once, so it can be stopped at any time and goes on where it was. Texts are read from the snapshot; the file of
findings is opened while the archive is held for reading, as is the snapshot, so that both are of one time: a report that is
removed later takes both away, and what is still written goes into a file that has no name any more.

`python -m retold.snapshot.studying ARCHIVE` does this in a process of its own, behind all others, and tells on standard
output, a line of JSON a time, how far it is.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Final

from .. import directing, lineage, pipeline
from ..engine import Store
from ..engine.beside import findings_of, snapshot_of
from ..errors import RetoldError
from ..model import Family, Lineage
from ..settings import DEFAULT
from . import findings
from .reading import Snapshot, opened

#: Told how many trees and comparisons are done, of how many.
Progress = Callable[[int, int], None]

#: How far this process stands behind the others: pages come first, then the snapshot.
_NICE: Final = 15
#: Seconds between two lines on how far it is, and two looks whether the files are still those beside the archive.
_EVERY: Final = 1.0

_OLD: Final = (
    ("trees", "SELECT key FROM families"),
    ("kinds", "SELECT key FROM edges WHERE rank = 1"),
)


def study(
    path: str | os.PathLike[str],
    *,
    wait: float = 60.0,
    wanted: queue.SimpleQueue[str] | None = None,
    progress: Progress | None = None,
) -> int:
    """Find what is missing; how many things were found. `wanted` are ids of families that are asked for first."""
    store = Store(path, wait)
    place = findings_of(store.path)
    with ExitStack() as open_files:
        with store.reading():
            kept = open_files.enter_context(closing(findings.opened(place)))
            snapshot = open_files.enter_context(opened(snapshot_of(store.path), place))
        student = _Student(snapshot, kept, place)
        return student.run(wanted or queue.SimpleQueue(), progress or _untold)


def _untold(done: int, total: int) -> None:
    """Nobody is watching."""


def tree_of(snapshot: Snapshot, family: str) -> Lineage:
    """The tree of a family: the one that was found before, else found now."""
    kept = snapshot.tree(family)
    if kept is not None:
        return kept
    whole = snapshot.family(family)[0]
    return lineage.of_reports(
        [snapshot.report(one.id) for one in whole.reports],
        derived=[(edge.source, edge.retelling) for edge in whole.edges],
    )


def family_of(snapshot: Snapshot, name: str) -> tuple[Family, Lineage]:
    """A family, its edges directed by its tree where the dates do not tell, and the tree."""
    tree = tree_of(snapshot, name)
    found = snapshot.family(name)[0]
    return directing.by_tree(found, tree, lambda one: snapshot.report(one).text, DEFAULT), tree


class _Student:
    """Reads from the snapshot, writes into the findings."""

    def __init__(self, snapshot: Snapshot, kept: sqlite3.Connection, place: Path) -> None:
        self._snapshot = snapshot
        self._kept = kept
        self._place = place

    def run(self, wanted: queue.SimpleQueue[str], tell: Progress) -> int:
        """All trees first, then all kinds of change."""
        trees = dict.fromkeys(self._snapshot.untold())
        kinds = self._snapshot.unread()
        total, done, own, last = len(trees) + len(kinds), 0, _file(self._place), time.monotonic()
        while trees or kinds:
            if trees:
                name = _asked(wanted, trees) or next(iter(trees))
                del trees[name]
                self._tree(name)
            else:
                self._kinds(*kinds.pop())
            done += 1
            if time.monotonic() - last > _EVERY:
                last = time.monotonic()
                self._kept.commit()
                tell(done, total)
                if _file(self._place) != own:  # it was taken away with a report that was removed
                    return done
        for table, present in _OLD:
            keys = {key for (key,) in self._kept.execute(f"SELECT key FROM {table}")}  # noqa: S608 - names of our own
            gone = keys - set(self._snapshot.keys(present))
            self._kept.executemany(f"DELETE FROM {table} WHERE key = ?", [(key,) for key in gone])  # noqa: S608
        self._kept.commit()
        return total

    def _tree(self, name: str) -> None:
        """The tree of a family; kept at once, for somebody may wait for it."""
        found = tree_of(self._snapshot, name)
        row = [self._snapshot.key_of(name), findings.packed(found)]
        self._kept.execute("INSERT OR REPLACE INTO trees VALUES (?, ?)", row)
        self._kept.commit()

    def _kinds(self, key: str, source: str, retelling: str) -> None:
        """The kinds of change between two reports; those that cannot be compared have none."""
        kinds: Sequence[str] = ()
        with suppress(RetoldError):
            found = pipeline.compare(self._snapshot.report(source), self._snapshot.report(retelling))
            kinds = [change.kind for change in (*found.changes, *found.title_changes)]
        self._kept.execute("INSERT OR REPLACE INTO kinds VALUES (?, ?)", [key, findings.bits(kinds)])


def _asked(wanted: queue.SimpleQueue[str], waiting: dict[str, None]) -> str | None:
    """A family that somebody looks at and that is not read yet, the last one first."""
    asked = None
    with suppress(queue.Empty):
        while True:
            name = wanted.get_nowait()
            asked = name if name in waiting else asked
    return asked


def _file(place: Path) -> tuple[int, int] | None:
    try:
        told = place.stat()
    except OSError:
        return None
    return told.st_dev, told.st_ino


def main(arguments: Sequence[str]) -> int:
    """Find what is missing in the archive that is named, behind all other work."""
    wanted: queue.SimpleQueue[str] = queue.SimpleQueue()

    def listen() -> None:
        for line in sys.stdin:
            wanted.put(line.rstrip("\n"))

    def tell(done: int, total: int) -> None:
        _say({"done": done, "total": total})

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))  # so that the archive is let go of
    with suppress(OSError, AttributeError):
        os.nice(_NICE)
    threading.Thread(target=listen, daemon=True).start()
    try:
        done = study(arguments[0], wanted=wanted, progress=tell)
    except RetoldError as problem:
        _say({"error": {"code": problem.code, "message": problem.message, "hint": problem.hint}})
        return 2
    _say({"done": done, "total": done})
    return 0


def _say(told: object) -> None:
    with suppress(BrokenPipeError):
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
