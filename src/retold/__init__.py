"""Retold: how news is retold. Two reports in, what the second did to the first out.

    >>> import retold
    >>> found = retold.compare("The bridge, 40 years old, fell.", "The bridge, 14 years old, fell.")
    >>> found.changes[0].why
    '"40 years old" became "14 years old": smaller by 65%'

Everything given out is frozen and typed (`retold.model`); offsets point into the texts as they were read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from ._version import __version__
from .errors import RetoldError
from .model import (
    Added,
    Attributed,
    Attribution,
    Change,
    Comparison,
    Correction,
    Credit,
    Descent,
    Drift,
    Edge,
    Family,
    Info,
    Kept,
    Ledger,
    Lineage,
    Link,
    Listed,
    Node,
    Origin,
    Origins,
    Pair,
    Part,
    Published,
    Quotation,
    Rejected,
    Relation,
    Report,
    Segmented,
    Sentence,
    SharedSpeaker,
    Sighting,
    Span,
    Step,
    Story,
    Telling,
    Trace,
    Unread,
    Wording,
)
from .models.encoder import Encoder
from .settings import DEFAULT, Settings

if TYPE_CHECKING:
    from .archive import Archive
    from .spark.archive import SparkArchive

__all__ = [
    "Added",
    "Attributed",
    "Attribution",
    "Change",
    "Comparison",
    "Correction",
    "Credit",
    "Descent",
    "Drift",
    "Edge",
    "Encoder",
    "Family",
    "Info",
    "Kept",
    "Ledger",
    "Lineage",
    "Link",
    "Listed",
    "Node",
    "Origin",
    "Origins",
    "Pair",
    "Part",
    "Published",
    "Quotation",
    "Rejected",
    "Relation",
    "Report",
    "RetoldError",
    "Segmented",
    "Sentence",
    "Settings",
    "SharedSpeaker",
    "Sighting",
    "Span",
    "Step",
    "Story",
    "Telling",
    "Trace",
    "Unread",
    "Wording",
    "__version__",
    "compare",
    "open",
    "quotes",
    "read",
    "tree",
]


def read(source: str | os.PathLike[str], *, allow_private: bool = False) -> Report:
    """Read a report from a file (text, HTML, JSON and more), an address of the web (http, https), an archive
    ("ARCHIVE#ID") or, for "-", from standard input.

    Nothing is fetched from private networks and this machine unless `allow_private`. Raises a
    `RetoldError` with one sentence and the next step where the input cannot be used.
    """
    name, mark, report = os.fspath(source).partition("#")
    if mark and report and Path(name).is_file() and not Path(source).exists():
        return open(name).report(report)
    from . import ingest  # formats are loaded where they are read

    return ingest.read(source, allow_private=allow_private)


@overload
def open(  # noqa: A001 - see below
    path: str | os.PathLike[str],
    *,
    wait: float = ...,
    workers: int | None = ...,
    engine: Literal["embedded"] = ...,
) -> Archive: ...


@overload
def open(  # noqa: A001 - see below
    path: str | os.PathLike[str], *, engine: Literal["spark"]
) -> SparkArchive: ...


def open(  # noqa: A001 - `retold.open(path)` reads as what it does
    path: str | os.PathLike[str],
    *,
    wait: float = 10.0,
    workers: int | None = None,
    engine: Literal["embedded", "spark"] = "embedded",
) -> Archive | SparkArchive:
    """An archive of reports in one file, which is made when the first report is added.

    `wait` is how many seconds to wait while another process holds it; `workers` are the processes to use. With the
    engine "spark" the path is a folder of results, and Spark does the work.
    """
    if engine == "spark":
        from .spark.archive import SparkArchive  # its packages are an extra

        return SparkArchive(path)
    from .archive import Archive  # DuckDB is loaded for archives alone

    return Archive(path, wait=wait, workers=workers)


def compare(
    left: str | os.PathLike[str] | Report,
    right: str | os.PathLike[str] | Report,
    *,
    encoder: str | Encoder = "default",
    settings: Settings = DEFAULT,
) -> Comparison:
    """Put two reports side by side: how they relate and what the right one did to the left one.

    Each is a `Report`, a path, an address of the web, or the text itself: a string is taken for a path where a
    file of that name exists or where it has neither a space nor a line end, else for the text. `encoder` is
    "default", the name of a sentence-transformers model, or anything with `name` and `encode`.

    Raises a `RetoldError` where an input or the encoder cannot be used.
    """
    from . import pipeline  # the readers of changes are loaded where reports are compared
    from .models import encoder as encoders

    model = encoders.load(encoder) if isinstance(encoder, str) else encoder
    return pipeline.compare(_report(left), _report(right), model, settings)


def quotes(report: str | os.PathLike[str] | Report, *, settings: Settings = DEFAULT) -> Attributed:
    """Who said what in a report: every attribution with its source, its cue and the words of its content.

    The report is given as to `compare`. Raises a `RetoldError` where it cannot be used.
    """
    from . import pipeline  # the readers are loaded where reports are read

    return pipeline.attribute(_report(report), settings)


def tree(reports: Iterable[str | os.PathLike[str] | Report], *, settings: Settings = DEFAULT) -> Lineage:
    """Who retold whom among versions of one story: the family tree, with lost ancestors and rivals.

    Each report is given as to `compare`. Two or more are needed, and no two may have one id. Raises a `RetoldError`
    where a report cannot be used.
    """
    from . import lineage as trees  # loaded for trees alone

    return trees.of_reports([_report(one) for one in reports], settings)


def _report(given: str | os.PathLike[str] | Report) -> Report:
    if isinstance(given, Report):
        return given
    if isinstance(given, str) and _is_text(given):
        from . import ingest  # formats are loaded where they are read

        return ingest.read_record({"text": given})
    return read(given)


#: No path is longer than this on the systems Retold runs on.
_LONGEST_PATH = 4096


def _is_text(given: str) -> bool:
    spaced = any(c.isspace() for c in given)
    if not spaced or "\n" in given or len(given) > _LONGEST_PATH:
        return spaced
    try:
        return not Path(given).is_file()
    except (OSError, ValueError):
        return True
