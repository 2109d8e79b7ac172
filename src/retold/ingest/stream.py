"""Many inputs as one stream of reports: a record at a time, and a reason for what cannot be read.

In go files, folders and "-"; out comes a `Report` for each report and a `Rejected` for each input or line
that is none. Nothing is raised for a bad input, and no input is held in memory whole but single reports.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from ..errors import RetoldError
from ..model import Rejected, Report
from . import read
from .records import read_record
from .text import STDIN, shown

_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


def stream(
    inputs: Sequence[str | os.PathLike[str]], *, allow_private: bool = False
) -> Iterator[Report | Rejected]:
    """The reports of all inputs, in order."""
    for source in inputs:
        name = os.fspath(source)
        path = Path(name)
        if name == STDIN:
            yield from _lines(sys.stdin.buffer, name)
        elif path.is_dir():
            yield from stream(sorted(child for child in path.iterdir()), allow_private=allow_private)
        elif name.lower().endswith(_LINES) and path.is_file():
            try:
                with gzip.open(path) if name.lower().endswith(".gz") else path.open("rb") as lines:
                    yield from _lines(lines, name)
            except (OSError, EOFError) as problem:
                yield Rejected(shown(name), f"{shown(name)} ends in the middle or cannot be read: {problem}")
        else:
            yield from _single(name)


def _single(name: str) -> Iterator[Report | Rejected]:
    try:
        yield read(name)
    except RetoldError as problem:
        yield Rejected(shown(name), problem.message, problem.code, problem.hint)


def _lines(lines: IO[bytes] | gzip.GzipFile, name: str) -> Iterator[Report | Rejected]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{shown(name)}, line {number}"
        try:
            yield read_record(json.loads(line.decode("utf-8-sig")))
        except RetoldError as problem:
            yield Rejected(where, problem.message, problem.code, problem.hint)
        except (ValueError, RecursionError):
            yield Rejected(where, "the line is no JSON", "bad-record", "Write one report a line.")
