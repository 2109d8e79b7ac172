"""Opens an archive for reading or for writing, and waits for whoever holds it.

DuckDB lets one process write or many read, never both. So whoever opens a file that is held tries again
until the time given has passed, and then says who holds it. What DuckDB says of a file that cannot be used
becomes an error of `errors.py`: not there, no archive, of a newer version, not writable, disk full.

The file is attached as `archive` to a connection in memory, in which work can be staged: rows are made
ready there and go into the file in one transaction.
"""

from __future__ import annotations

import errno
import glob
import itertools
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..errors import (
    ArchiveError,
    ArchiveLocked,
    ArchiveTooNew,
    ArchiveTooOld,
    NoSuchArchive,
    NotAnArchive,
    NotWritable,
)
from ..text.printable import printable
from .schema import STEPS, TABLES, VERSION, VIEWS

#: Seconds between two tries to open a file that is held.
_AGAIN: Final = 0.05

#: Tells apart what one process has in hand at once.
_NUMBERS: Final = itertools.count()

#: Memory that work on rows may take before it goes to a folder beside the archive. 1,000,000 reports are to fit in 14 GB
#: with all processes.
_MEMORY: Final = "4GB"

#: In the command of the process that makes a snapshot.
_SNAPSHOT: Final = "retold.snapshot."

#: What stands between the archive's name and the number of the process in the name of a draft.
_MAKING: Final = ".making-"

#: The connection that work is staged in (a `duckdb.DuckDBPyConnection`).
Connection = Any


class Store:
    """One archive file. Nothing is opened before it is asked for."""

    def __init__(self, path: str | os.PathLike[str], wait: float) -> None:
        self.path = Path(path)
        self._wait = wait

    @property
    def shown(self) -> str:
        """The path, safe to print."""
        return printable(str(self.path))

    @contextmanager
    def staging(self) -> Iterator[Connection]:
        """A connection in memory, to which the archive can be attached."""
        import duckdb

        connection = duckdb.connect(":memory:")
        spill = self.draft(f"spill-{next(_NUMBERS)}")
        try:
            connection.execute("SET preserve_insertion_order = true")
            connection.execute("SET enable_progress_bar = false")
            connection.execute("SET autoinstall_known_extensions = false")
            connection.execute("SET autoload_known_extensions = false")
            connection.execute(f"SET memory_limit = '{_MEMORY}'")
            connection.execute(f"SET temp_directory = '{_quoted(spill)}'")
            yield connection
        finally:
            connection.close()
            shutil.rmtree(spill, ignore_errors=True)

    @contextmanager
    def attached(self, connection: Connection, *, write: bool = False) -> Iterator[None]:
        """The archive attached as `archive`, of this version; its lock is held inside the block."""
        self._attach(connection, write=write)
        try:
            self._require_version(connection)
            with self._told():
                yield
        finally:
            with suppress(Exception):
                connection.execute("ROLLBACK")
            with suppress(Exception):
                connection.execute("DETACH archive")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection in which the archive can be read, as `archive`."""
        with self.staging() as connection, self.attached(connection):
            connection.execute("USE archive")
            try:
                yield connection
            finally:
                connection.execute("USE memory")

    def create(self) -> None:
        """Make the file with its tables, if there is none. Whoever comes second finds it made."""
        self.sweep()
        self._settle()
        if self.path.exists():
            return
        draft = self.draft()
        try:
            with self.staging() as connection:
                self._attach(connection, write=True, path=draft)
                connection.execute("USE archive")
                connection.execute(TABLES + VIEWS)
                connection.execute(
                    "INSERT INTO store.about VALUES ('schema', ?), ('changes', '0')", [str(VERSION)]
                )
                connection.execute("USE memory")
                connection.execute("DETACH archive")
            try:
                os.link(draft, self.path)  # never over a file that somebody else made in the meantime
            except FileExistsError:
                pass
            except OSError:  # a file system without links
                if not self.path.exists():
                    draft.replace(self.path)
        finally:
            draft.unlink(missing_ok=True)
            draft.with_name(f"{draft.name}.wal").unlink(missing_ok=True)

    def _settle(self) -> None:
        """Write into the file what a killed writer committed to the log beside it: one file is the whole archive.

        A log without its archive belongs to one that was moved away, and is put aside: it fits no other.
        """
        log = self.path.with_name(f"{self.path.name}.wal")
        if not log.exists():
            return
        if not self.path.exists():
            log.replace(log.with_name(f"{log.name}.left"))
            return
        with self.staging() as connection, self.attached(connection, write=True):
            connection.execute("CHECKPOINT archive")

    def draft(self, what: str = "draft") -> Path:
        """The name of something beside the archive that this process makes: a file that takes its place when it is
        whole, or a folder for what does not fit into memory."""
        return self.path.with_name(f"{self.path.name}{_MAKING}{os.getpid()}.{what}")

    def sweep(self) -> None:
        """Take away the drafts of processes that were killed."""
        with suppress(OSError):
            for left in self.path.parent.glob(f"{glob.escape(self.path.name)}{_MAKING}*"):
                number = left.name.partition(_MAKING)[2].partition(".")[0]
                if number.isdigit() and not _runs(int(number)):
                    if left.is_dir():
                        shutil.rmtree(left, ignore_errors=True)
                    else:
                        left.unlink(missing_ok=True)

    def upgrade(self) -> tuple[int, int]:
        """Bring an older archive to this version, in one transaction: the versions before and after."""
        with self.staging() as connection:
            self._attach(connection, write=True)
            found = self._version(connection)
            if found > VERSION:
                raise self._too_new(found)
            with self._told():
                connection.execute("USE archive")
                connection.execute("BEGIN")
                for version in range(found, VERSION):
                    connection.execute(STEPS[version])
                connection.execute("UPDATE store.about SET value = ? WHERE name = 'schema'", [str(VERSION)])
                connection.execute("COMMIT")
                connection.execute("USE memory")
                connection.execute("DETACH archive")
        return found, VERSION

    def _attach(self, connection: Connection, *, write: bool, path: Path | None = None) -> None:
        where = path or self.path
        if path is None and not where.exists():
            raise NoSuchArchive(
                f"There is no archive {self.shown}.", f"Make one: retold add {self.shown} INPUT..."
            )
        mode = "" if write else ", READ_ONLY"
        until = time.monotonic() + self._wait
        while True:
            try:
                connection.execute(f"ATTACH '{_quoted(where)}' AS archive (TYPE duckdb{mode})")
            except Exception as problem:
                if "lock on file" not in str(problem) and "already attached" not in str(problem).lower():
                    raise self._error(problem) from problem
                if time.monotonic() >= until:
                    raise self._locked(str(problem)) from problem
                time.sleep(_AGAIN)
            else:
                return

    def _version(self, connection: Connection) -> int:
        try:
            row = connection.execute("SELECT value FROM archive.store.about WHERE name = 'schema'").fetchone()
            return int(row[0])
        except Exception as problem:
            raise NotAnArchive(
                f"{self.shown} is a DuckDB file, but no archive of Retold.", "Give the archive's own path."
            ) from problem

    def _require_version(self, connection: Connection) -> None:
        try:
            found = self._version(connection)
            if found > VERSION:
                raise self._too_new(found)
            if found < VERSION:
                raise ArchiveTooOld(
                    f"{self.shown} was made by an older Retold (its tables are version {found}, here {VERSION}).",
                    f"Run: retold upgrade {self.shown}",
                )
        except ArchiveError:
            connection.execute("DETACH archive")
            raise

    def _too_new(self, found: int) -> ArchiveTooNew:
        return ArchiveTooNew(
            f"{self.shown} was made by a newer Retold (its tables are version {found}, here {VERSION}).",
            "Install the newer Retold to open it.",
        )

    def _locked(self, told: str) -> ArchiveLocked:
        holder = re.search(r"held in (.*?) \(PID (\d+)\)", told)
        who = ""
        if "already attached" in told:
            who = " by this program itself"
        if holder:
            command = _command(int(holder[2])) or holder[1]
            who = f" by process {holder[2]} ({printable(command)})"
            if _SNAPSHOT in command:
                who = f" by process {holder[2]}, which reads it for the pages of `retold serve`"
        return ArchiveLocked(
            f"{self.shown} is in use{who}, and was not free within {self._wait:g} seconds.",
            "Try again later, or wait longer with --wait SECONDS.",
        )

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong in the file becomes a sentence."""
        import duckdb

        try:
            yield
        except (duckdb.Error, OSError) as problem:
            raise self._error(problem) from problem

    def _error(self, problem: Exception) -> ArchiveError:
        told = str(problem)
        small = told.lower()
        if (
            "no space left" in small
            or "file too large" in small
            or getattr(problem, "errno", 0) == errno.ENOSPC
        ):
            return NotWritable(
                f"The disk that holds {self.shown} is full; what was committed before is kept.",
                "Make room and run the same command again.",
                code="disk-full",
            )
        if "not a valid duckdb database" in small or "is a directory" in small:
            return NotAnArchive(
                f"{self.shown} is no archive of Retold.", "Give the path of an archive, or of a new one."
            )
        if "newer version of duckdb" in small or "storage version" in small or "version number" in small:
            return ArchiveTooNew(
                f"{self.shown} was written by a newer DuckDB than this one reads.",
                "Install the newer Retold to open it.",
            )
        if "permission denied" in small or "read-only" in small or "cannot open file" in small:
            return NotWritable(
                f"{self.shown} cannot be opened or written here.",
                "Check the folder and its permissions, or copy the archive elsewhere.",
            )
        return ArchiveError(
            f"{self.shown} cannot be used: {printable(told.splitlines()[0] if told else 'unknown error')}",
            "If it was damaged, take it from a copy.",
        )


def column(values: Sequence[str | bytes | None]) -> NDArray[Any]:
    """A column of strings or bytes."""
    found = np.empty(len(values), dtype=object)
    found[:] = list(values)
    return found


def load(connection: Connection, name: str, rows: Mapping[str, NDArray[Any]]) -> None:
    """Columns as a table of the staging connection; `name` is one of our own."""
    given = dict(rows)  # noqa: F841 - DuckDB reads the variable by its name
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM given")  # noqa: S608 - no name from outside


def _quoted(path: Path) -> str:
    """A path inside the quotation marks of a statement."""
    return str(path).replace("'", "''")


def _runs(process: int) -> bool:
    """Whether there is such a process; where the system does not tell, there may be."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _command(process: int) -> str:
    """The command line of a process, where the system tells it."""
    try:
        return (
            Path(f"/proc/{process}/cmdline")
            .read_bytes()
            .replace(b"\0", b" ")
            .decode("utf-8", "replace")
            .strip()[:120]
        )
    except OSError:
        return ""
