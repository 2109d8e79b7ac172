"""Inputs, as a table of reports and of what is none: each with its place among the inputs.

In go the names of files, folders and patterns of this machine, and paths of any file system that Spark reads
(`hdfs://...`, `s3a://...`, `file:/...`). Out comes a row for each report and for each thing that was rejected, by the
readers of `ingest`: the same rows, reasons and order that the embedded engine gives. `nr` is the place: the number of
the file, and in it the number of the report.

Days and moments are reckoned by DuckDB, which the embedded engine asks, too, so that a date means the same.

Not tried: addresses of the web and standard input, which no cluster can read in parts.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from .. import adding
from ..digest import digest
from ..engine.store import column, load
from ..errors import BadArguments, NoSuchInput, TooLarge
from ..ingest import find, stream
from ..ingest.source import rejected
from ..ingest.text import STDIN, shown
from ..model import Rejected, Report
from ..text.printable import printable
from .places import scheme
from .rows import types

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: Reports handed on at a time.
_ROWS: Final = 250
#: Bits of a place that count the reports of one file.
_PLACES: Final = 40
#: Bytes of a file that is read as a whole: no row of Spark holds more.
_LARGEST: Final = 2_000_000_000

_TEXT = pa.string()
SCHEMA: Final = pa.schema(
    [
        ("nr", pa.int64()),
        *((name, _TEXT) for name in ("given_id", "title", "publisher", "url")),
        *((name, _TEXT) for name in ("published", "published_zone", "published_origin", "language")),
        *((name, _TEXT) for name in ("text", "parts", "others", "digest", "text_digest", "owner")),
        ("day", pa.int32()),
        ("at", pa.float64()),
        *((name, _TEXT) for name in ("input", "reason", "code", "hint")),
    ]
)
TYPES: Final = types(SCHEMA)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files to read, each by the path that Spark calls it with its place and its name, and what is none."""

    files: Mapping[str, tuple[int, str, bool]]
    rejected: tuple[tuple[int, Rejected], ...]
    digest: str


def inputs(session: SparkSession, names: Sequence[str]) -> Inputs:
    """What the names stand for."""
    files: dict[str, tuple[int, str, bool]] = {}
    none: list[tuple[int, Rejected]] = []
    state: list[str] = []
    place = 0
    for name in names:
        if name == STDIN or find.is_address(name):
            raise BadArguments(
                f"The engine spark reads files, and {shown(name)} is none.",
                "Save it to a file first, or leave out --engine.",
            )
        for found in _elsewhere(session, name) if scheme(name) else _here(name):
            if isinstance(found, Rejected):
                none.append((place, found))
            else:
                path, shown_as, named, told = found
                files.setdefault(path, (place, shown_as, named))
                state.append(f"{place} {path} {told}")
            place += 1
    return Inputs(files, tuple(none), digest(*state, *(str(one) for one in none)))


_Found = tuple[str, str, bool, str]


def _here(name: str) -> Iterator[_Found | Rejected]:
    """The files of this machine."""
    for found in find.inputs([name]):
        if isinstance(found, Rejected):
            yield found
            continue
        try:
            path = _plain(Path(found.name))
            state = path.stat()
            if not path.is_file():
                yield rejected(found.name, find.unreadable(found.name, OSError(0, "It is no file")))
                continue
        except (OSError, ValueError) as problem:
            yield rejected(found.name, find.unreadable(found.name, problem))
            continue
        if state.st_size > _LARGEST:
            yield _too_large(found.name)
            continue
        if ":" in str(path):
            yield _with_colon(found.name)
            continue
        yield f"file:{path}", found.name, found.named, f"{state.st_size} {state.st_mtime_ns}"


def _plain(path: Path) -> Path:
    """A path as Spark writes it, which takes ".." away by the letter; where that leads elsewhere, as a link can, the file
    itself."""
    by_letter = Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute keeps ".."
    return by_letter if by_letter.exists() and by_letter.samefile(path) else path.resolve()


def _elsewhere(session: SparkSession, name: str) -> Iterator[_Found | Rejected]:
    """The files of a path that says its file system, in the order of their names."""
    from pyspark.errors import PySparkException

    try:
        listed = (
            session.read.format("binaryFile")
            .option("recursiveFileLookup", "true")
            .load(name)
            .selectExpr("path", "length", "unix_micros(modificationTime) AS changed")
            .orderBy("path")
            .collect()
        )
    except PySparkException as problem:
        why = printable(str(problem).partition("\n")[0])
        yield rejected(name, NoSuchInput(f"{shown(name)} cannot be read: {why}", "Check the path."))
        return
    for path, length, changed in listed:
        if length > _LARGEST:
            yield _too_large(path)
        else:
            yield path, path, path == name or len(listed) == 1, f"{length} {changed}"


def _too_large(name: str) -> Rejected:
    """No row of Spark holds so much."""
    return rejected(
        name,
        TooLarge(
            f"{shown(name)} is over {_LARGEST / 1e9:.0f} GB, and the engine spark reads a file as a whole.",
            "Split it into several files.",
        ),
    )


def _with_colon(name: str) -> Rejected:
    """Hadoop, which opens files for Spark, takes what stands before it for a file system."""
    return rejected(
        name,
        NoSuchInput(f"Spark opens no file with a colon in its path, as {shown(name)} has.", "Rename it."),
    )


def read(session: SparkSession, given: Inputs) -> DataFrame:
    """A row for each report, and for each thing that was rejected."""
    outside = session.createDataFrame(
        _table([(place << _PLACES, one) for place, one in given.rejected]), schema=TYPES
    )
    if not given.files:
        return outside
    found = (
        session.read.format("binaryFile")
        .load([_escaped(path) for path in given.files])
        .select("path", "content")
    )
    # No other parts than Spark reads: files would be sent from one machine to another.
    inside = found.mapInArrow(partial(_read, files=dict(given.files)), TYPES)
    return inside.unionByName(outside)


def _escaped(path: str) -> str:
    """A path in which nothing is a pattern."""
    return "".join(f"\\{letter}" if letter in "*?[]{}\\" else letter for letter in path)


def _read(
    batches: Iterable[pa.RecordBatch], files: Mapping[str, tuple[int, str, bool]]
) -> Iterator[pa.RecordBatch]:
    """Run by a worker: the reports in some files."""
    for batch in batches:
        for path, content in zip(batch.column("path"), batch.column("content"), strict=True):
            place, name, named = files[path.as_py()]
            data: Any = io.BufferedReader(io.BytesIO(content.as_buffer()))
            rows: list[tuple[int, Report | Rejected]] = []
            for number, one in enumerate(stream.opened(find.Found(name, named), data), start=1):
                rows.append(((place << _PLACES) + number, one))
                if len(rows) == _ROWS:
                    yield _table(rows).to_batches()[0]
                    rows = []
            if rows:
                yield _table(rows).to_batches()[0]


def _table(rows: Sequence[tuple[int, Report | Rejected]]) -> pa.Table:
    if not rows:
        return SCHEMA.empty_table()
    told = [_row(nr, one) for nr, one in rows]
    moments = _moments([(row.get("published"), row.get("publisher")) for row in told])
    for row, (day, at, owner) in zip(told, moments, strict=True):
        row.update(day=day, at=at, owner=owner)
    return pa.table([[row.get(field.name) for row in told] for field in SCHEMA], schema=SCHEMA)


def _row(nr: int, one: Report | Rejected) -> dict[str, Any]:
    if isinstance(one, Rejected):
        return {"nr": nr, "input": one.input, "reason": one.reason, "code": one.code, "hint": one.hint}
    date = one.published
    return {
        "nr": nr,
        "given_id": one.id,
        "title": one.title,
        "publisher": one.publisher,
        "url": one.url,
        "published": date.value if date else None,
        "published_zone": date.zone if date else None,
        "published_origin": date.origin if date else None,
        "language": one.language,
        "text": one.text,
        "parts": adding.parts(one),
        "others": adding.others(one),
        "digest": adding.made_of_report(one),
        "text_digest": adding.text_digest(one),
    }


#: What the embedded engine makes of a date and of a publisher.
_MOMENTS: Final = (
    "SELECT try_cast(left(published, 10) AS DATE) - DATE '1970-01-01', "
    "epoch(coalesce(try_cast(published AS TIMESTAMP), try_cast(left(published, 10) AS TIMESTAMP))), "
    "lower(trim(publisher)) FROM temp.moments ORDER BY n"
)
_connection: list[Any] = []


def _moments(
    rows: Sequence[tuple[str | None, str | None]],
) -> list[tuple[int | None, float | None, str | None]]:
    """Day and second of each date since 1970, and the publisher in small letters."""
    import duckdb
    import numpy as np

    if not _connection:
        _connection.append(duckdb.connect(":memory:", config={"threads": 1}))
    load(
        _connection[0],
        "moments",
        {
            "n": np.arange(len(rows)),
            "published": column([date for date, _ in rows]),
            "publisher": column([publisher for _, publisher in rows]),
        },
    )
    found: list[tuple[int | None, float | None, str | None]] = _connection[0].execute(_MOMENTS).fetchall()
    return found
