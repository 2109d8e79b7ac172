"""JSON Lines: one record a line, as one report each.

In: a file of any length. Out: a `Report` for each line, or a `Rejected` that names the line and says what is wrong
with it; the lines behind it are read all the same. Lines without anything in them are passed over. A record is
read as `records` reads it: the contract's fields, or ninjs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..errors import RetoldError
from ..model import Rejected, Report
from . import bounded, records
from .source import Source, rejected
from .text import shown

SUFFIXES: Final = (".jsonl", ".ndjson")
MEDIA_TYPES: Final = ("application/x-ndjson", "application/jsonl", "application/jsonlines", "application/x-jsonlines")  # fmt: skip


def looks_like(head: bytes) -> bool:
    """Whether this begins with an object on a line of its own, and another one follows."""
    if not records.looks_like(head):
        return False
    first, _, rest = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    return first.rstrip().endswith(b"}") and records.looks_like(rest)


def read(source: Source) -> Iterator[Report | Rejected]:
    """The report on each line."""
    lines = bounded.LineText()
    for number, line in bounded.lines(bounded.as_utf8(source.file), source.name):
        where = f"{shown(source.name)} line {number:,}"
        try:
            if line is None:
                raise bounded.too_long(where)
            if not line.strip():
                continue
            words, notes = lines.of(line, where)
            yield records.read_line(words, where, notes)
        except RetoldError as problem:
            yield rejected(f"{source.name}, line {number}", problem)
