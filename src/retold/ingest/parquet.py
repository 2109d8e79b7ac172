"""Parquet: one report a row, under the contract's names of fields.

In: a Parquet file with a column `text`, and if known `id`, `title`, `publisher`, `url`, `published`, `language`;
other columns are kept as fields. Out: a `Report` for each row, or a `Rejected` that names the row. DuckDB reads it, a
batch of rows at a time and in one thread, so that the order is the file's.

The file is data: DuckDB is asked for this one file, loads no extension, and may take no more memory than a batch of
the largest reports needs.

Not tried: folders of Parquet files as one table (each is read by itself), columns inside others.
"""

from __future__ import annotations

import math
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from ..errors import BadRecord, BrokenInput, RetoldError
from ..model import Rejected, Report
from ..text.printable import printable
from . import kept, records
from .limits import MAX_BYTES
from .source import Source, rejected
from .table import columns, no_text
from .text import decode, shown

SUFFIXES: Final = (".parquet",)
MEDIA_TYPES: Final = ("application/vnd.apache.parquet", "application/x-parquet")

#: Rows fetched at a time. Of the reports of a newspaper (3,000 characters) they take under 1 MB.
_BATCH: Final = 200
#: Memory that DuckDB may take. 400,000 rows of 2,560 characters were read with it in .7 s.
_MEMORY: Final = "1GB"
_SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "threads": 1,
    "memory_limit": _MEMORY,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
#: What DuckDB takes for a pattern of several files' names.
_PATTERN: Final = frozenset("*?[]{}")


def looks_like(head: bytes) -> bool:
    """Whether this begins as Parquet does."""
    return head.startswith(b"PAR1")


def read(source: Source) -> Iterator[Report | Rejected]:
    """The report in each row."""
    import duckdb

    with _on_disk(source) as path, duckdb.connect(":memory:", config=_SETTINGS) as connection:
        try:
            found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
            names = columns([column[0] for column in found.description or ()])
            if "text" not in names:
                raise no_text(source.name, names)
            read = 0
            whole = set(kept.COLUMNS) <= set(names)
            while rows := found.fetchmany(_BATCH):
                for number, row in enumerate(rows, start=read + 1):
                    given = dict(zip(names, row, strict=True))
                    yield _kept(given, source.name, number) if whole else _report(given, source.name, number)
                read += len(rows)
        except duckdb.Error as problem:
            what = (
                printable(str(problem).partition("\n")[0]).rstrip(".").replace(str(path), shown(source.name))
            )
            raise BrokenInput(
                f"{shown(source.name)} cannot be read as Parquet: {what}.", "Get the file again."
            ) from None


def _report(row: Mapping[str, object], name: str, number: int) -> Report | Rejected:
    where = f"{shown(name)} row {number:,}"
    try:
        given = {column: _plain(value) for column, value in row.items() if value is not None}
        text = row["text"]
        notes: tuple[str, ...] = ()
        if isinstance(text, bytes):  # strings that were written without saying so
            given["text"], notes = decode(text, where)
        if given.get("text") in (None, ""):
            raise BadRecord(f'{where} has nothing in the column "text".', "Fill it in, or leave the row out.")
        return records.read_record(given, where=where, notes=notes)
    except RetoldError as problem:
        return rejected(f"{name}, row {number}", problem)


def _kept(row: Mapping[str, Any], name: str, number: int) -> Report | Rejected:
    """A report that Retold wrote down itself: with its parts and all that was noted."""
    try:
        found = kept.report([row[column] for column in kept.COLUMNS])
        ends = [end for part in found.parts for end in part.span]
        if found.id and found.text and all(0 <= end <= len(found.text) for end in ends):
            return found
    except (AttributeError, KeyError, TypeError, ValueError):
        pass
    return _report(row, name, number)  # it only looks as if Retold had written it


def _plain(value: object) -> object:
    """A value as JSON can say it."""
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray)):
        return [_plain(item) for item in value]
    return value.hex() if isinstance(value, (bytes, bytearray)) else str(value)


def _on_disk(source: Source) -> AbstractContextManager[Path]:
    """The file itself, or a copy where it has no path, or one that DuckDB would take for a pattern."""
    if source.path is not None and not _PATTERN.intersection(str(source.path.resolve())):
        return nullcontext(source.path.resolve())
    return _copied(source)


@contextmanager
def _copied(source: Source) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="retold-") as folder:
        path = Path(folder) / "reports.parquet"
        with path.open("wb") as copy:
            shutil.copyfileobj(source.file, copy, MAX_BYTES // 20)
        yield path
