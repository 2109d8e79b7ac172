"""CSV: one report a row, under the contract's names of fields.

In: a file whose first row names its columns: `text`, and if known `id`, `title`, `publisher`, `url`, `published`,
`language`, in any order and any case; other columns are kept as fields. Out: a `Report` for each row, or a
`Rejected` that names the row and the line on which it ends. What parts the columns (a comma, a semicolon, a tab or
a bar) is told by the first row. Empty cells are missing fields.

A row with more or fewer cells than there are columns is rejected, since nobody can tell which is which. A quotation
mark that is never closed takes the rest of the file into its cell, until that is longer than any report; that is
rejected, and reading goes on behind it.

Not tried: files without a first row of names, other marks than `"` around a cell.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import Final

from ..errors import BadRecord, RetoldError, TooLarge
from ..model import Rejected, Report
from ..text.printable import printable
from . import bounded, records
from .limits import MAX_BYTES, MAX_CHARACTERS
from .source import Source, rejected
from .text import shown

SUFFIXES: Final = (".csv", ".tsv")
MEDIA_TYPES: Final = ("text/csv", "text/tab-separated-values")

#: What may part the columns, in the order in which it is tried.
_DELIMITERS: Final = (",", ";", "\t", "|")
#: Names of columns that are shown of a file that has no text.
_SHOWN: Final = 12
#: Names of columns that are the contract's whatever their case.
_FIELDS: Final = frozenset({"id", "text", "title", "publisher", "url", "published", "date", "language"})

_NAMES: Final = (
    'The first row names the columns: "text", and if known id, title, publisher, url, published, language.'
)


def looks_like(head: bytes) -> bool:
    """Whether the first line names at least two columns, one of them the text."""
    first = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].decode("utf-8", "replace").strip()
    return any(
        "text" in (names := columns(first.split(delimiter))) and len(names) > 1 for delimiter in _DELIMITERS
    )


def columns(names: list[str]) -> list[str]:
    """Names of columns as they are compared: those of the contract in lower case."""
    bare = [name.strip().strip('"').strip() for name in names]
    return [name.lower() if name.lower() in _FIELDS else name for name in bare]


def no_text(name: str, names: list[str]) -> BadRecord:
    """The error for a table in which no column holds the reports."""
    shown_names = ", ".join(printable(column) or '""' for column in names[:_SHOWN])
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return BadRecord(
        f'{shown(name)} has no column "text". Its columns are {shown_names}{more}.',
        'Rename the one that holds the reports to "text".',
    )


def read(source: Source) -> Iterator[Report | Rejected]:
    """The report in each row."""
    rows = _Rows(source)
    names = rows.names()
    for number, cells in enumerate(rows.cells(), start=1):
        where = f"{shown(source.name)} row {number:,} (line {rows.line:,})"
        try:
            if isinstance(cells, RetoldError):
                raise cells
            if len(cells) != len(names):
                raise _uneven(where, cells, names)
            given = {name: cell for name, cell in zip(names, cells, strict=True) if cell.strip()}
            yield records.read_record(_record(given, where), where=where, notes=rows.notes())
        except RetoldError as problem:
            yield rejected(f"{source.name}, line {rows.line}", problem)


def _record(given: Mapping[str, object], where: str) -> Mapping[str, object]:
    if "text" not in given:
        raise BadRecord(f'{where} has nothing in the column "text".', "Fill it in, or leave the row out.")
    return given


def _uneven(where: str, cells: list[str], names: list[str]) -> BadRecord:
    if len(cells) < len(names):
        missing = ", ".join(printable(name) for name in names[len(cells) :][:_SHOWN])
        what = f"so {missing} is missing" if len(names) - len(cells) == 1 else f"so {missing} are missing"
    else:
        what = "so some of them are parts of one"
    return BadRecord(
        f"{where} has {len(cells):,} of {len(names):,} cells, {what}."
        if len(cells) < len(names)
        else f"{where} has {len(cells):,} cells for {len(names):,} columns, {what}.",
        'Put quotation marks (") around each cell that holds what parts the columns or a line end.',
    )


class _Rows:
    """The rows of a file, each within the limits of one report."""

    def __init__(self, source: Source) -> None:
        self.line = 0
        self._name = source.name
        self._lines = bounded.lines(bounded.as_utf8(source.file), source.name)
        self._text = bounded.LineText()
        self._notes: list[str] = []
        self._taken = 0
        self._delimiter = ","

    def names(self) -> list[str]:
        """The names of the columns; an error if none is the text."""
        try:
            first = next(self._texts(), "")
        except _TooLong as problem:
            raise bounded.too_long(str(problem)) from None
        found: list[str] = []
        for delimiter in _DELIMITERS:
            try:
                names = columns(next(csv.reader([first], delimiter=delimiter), []))
            except csv.Error as problem:
                raise BadRecord(
                    f"{shown(self._name)} has no row that names its columns: {problem}.", _NAMES
                ) from None
            if "text" in names:
                self._delimiter = delimiter
                return _without_doubles(names, self._name)
            found = max(found, names, key=len)
        if not "".join(found):
            raise BadRecord(f"{shown(self._name)} has no row that names its columns.", _NAMES)
        raise no_text(self._name, found)

    def cells(self) -> Iterator[list[str] | RetoldError]:
        """The cells of each row that has any, or what is wrong with it."""
        # A limit of the whole process; ours is wider than what it is by itself.
        csv.field_size_limit(max(csv.field_size_limit(), MAX_CHARACTERS + 1))
        reader = csv.reader(self._texts(), delimiter=self._delimiter)
        while True:
            self._taken = 0
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as problem:
                if "larger than" in str(problem):
                    yield _too_long_cell(f"{shown(self._name)} line {self.line:,}")
                    continue
                yield BadRecord(
                    f"{shown(self._name)} line {self.line:,} is no row of a table: {problem}.",
                    'Close the quotation mark (") that is open, or write "" for one inside a cell.',
                )
                continue
            except _TooLong as problem:
                yield bounded.too_long(str(problem))
                # The reader of rows has been given up in the middle of one: a new one begins on the next line.
                reader = csv.reader(self._texts(), delimiter=self._delimiter)
                continue
            if cells:
                yield cells

    def notes(self) -> tuple[str, ...]:
        """What was noticed in decoding the row that was given last."""
        notes, self._notes = tuple(dict.fromkeys(self._notes)), []
        return notes

    def _texts(self) -> Iterator[str]:
        for number, line in self._lines:
            self.line = number
            where = f"{shown(self._name)} line {self.line:,}"
            self._taken += len(line) if line is not None else 0
            if line is None or self._taken > MAX_BYTES:
                raise _TooLong(where)
            words, notes = self._text.of(line, where)
            self._notes.extend(notes)
            yield words


class _TooLong(Exception):
    """A row that is longer than a report; says where."""


def _too_long_cell(where: str) -> TooLarge:
    return TooLarge(
        f"{where} is in a cell of over {MAX_CHARACTERS / 1e6:.0f} million characters; a text of that length is no "
        "single report and is not read.",
        'Split it into several reports, or close the quotation mark (") that is open.',
    )


def _without_doubles(names: list[str], where: str) -> list[str]:
    double = next((name for name in names if names.count(name) > 1), None)
    if double is not None:
        raise BadRecord(
            f'{shown(where)} has two columns called "{printable(double)}".', "Give each its own name."
        )
    return names
