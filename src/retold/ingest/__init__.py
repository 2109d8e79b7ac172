"""Inputs to reports: one reader a format, and one clear sentence for what cannot be read.

In: a file's path, "-" for standard input, an address of the web, bytes, or a JSON record. Out: a `Report` with
the text as it was read. A format is told by the file's ending, and where that says nothing by how the content
begins.

Two files side by side need only the readers here, and start fast. Formats of many reports, folders, what is packed
and what is fetched are read by `stream`, which lists its readers in `FORMATS`; it is loaded when one is given.

To add a format of single reports, write a module with `SUFFIXES`, `looks_like(head)` and `read(data, name)`, and list
it in `READERS`. What comes in is data: nothing in it is run, fetched or obeyed.
"""

from __future__ import annotations

import codecs
import os
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from ..errors import NoSuchInput, TooLarge, UnreadableInput
from ..model import Report
from . import html, records, text
from .limits import MAX_BYTES
from .records import read_record
from .text import STDIN, shown

__all__ = ["READERS", "Reader", "read", "read_bytes", "read_record"]


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: the endings of its files, how its content begins, and what reads it."""

    format: str
    suffixes: tuple[str, ...]
    looks_like: Callable[[bytes], bool]
    read: Callable[[bytes, str], Report]


#: Asked in this order; text, which anything may be, last.
READERS: Final = (
    Reader("page", html.SUFFIXES, html.looks_like, html.read),
    Reader("record", records.SUFFIXES, records.looks_like, records.read),
    Reader("text", text.SUFFIXES, text.looks_like, text.read),
)

#: Bytes from the start by which a format is told: more than any doctype or comment block before <html>.
_HEAD: Final = 4096


#: Endings of files that `stream` reads, and how files begin that only it can read.
_STREAMED: Final = (
    ".csv", ".tsv", ".parquet", ".warc", ".newsml", ".g2", ".xml", ".rss", ".atom", ".gz", ".zst",
)  # fmt: skip


def read(source: str | os.PathLike[str], *, allow_private: bool = False) -> Report:
    """The report in a file, at an address of the web, or on standard input where `source` is "-".

    `allow_private` lets it be fetched from an address of a private network or of this machine."""
    name = os.fspath(source)
    address = name[:8].lower().startswith(("http://", "https://"))
    if address or (PurePath(name).suffix.lower() in _STREAMED and Path(name).is_file()):
        from .stream import sole

        return sole(name, allow_private=allow_private)
    data, named = (_from_stdin(), False) if name == STDIN else _from_file(name)
    # A pipe (<(...) in a shell) has a number for a name, which says nothing: its id comes from its text.
    return _reader(data, name).read(data, name if named else STDIN)


def read_bytes(data: bytes, name: str) -> Report:
    """The report that `data` holds; `name` is its file's name, which tells the format and gives the id."""
    if len(data) > MAX_BYTES:
        raise _too_large(name, len(data))
    return _reader(data, name).read(data, name)


def _reader(data: bytes, name: str) -> Reader:
    ending = PurePath(name).suffix.lower()
    for reader in READERS:
        if ending in reader.suffixes:
            return reader
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return next(reader for reader in READERS if reader.looks_like(head))


def _from_stdin() -> bytes:
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _too_large(STDIN, None)
    return data


def _from_file(name: str) -> tuple[bytes, bool]:
    """A file's bytes, and whether its name is one that somebody gave it."""
    if not name:  # to Path, no name is the folder one is in
        raise _no_such(name)
    path = Path(name)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise UnreadableInput(
                f"{shown(name)} is a folder, not a report.",
                "Give one of the files in it.",
                code="is-a-folder",
            )
        if found.st_size > MAX_BYTES:
            raise _too_large(name, found.st_size)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except PermissionError:
        raise NoSuchInput(
            f"{shown(name)} may not be read by you.", "Ask for permission, or copy it to where you may read it.",
            code="not-permitted",
        ) from None  # fmt: skip
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise _no_such(name) from None
    except OSError as problem:
        reason = (problem.strerror or "unknown error").lower()
        raise UnreadableInput(
            f"{shown(name)} cannot be read: {reason}.", "Copy it elsewhere and try again."
        ) from None
    if len(data) > MAX_BYTES:
        raise _too_large(name, None)
    return data, stat.S_ISREG(found.st_mode)


def _no_such(name: str) -> NoSuchInput:
    if not name:
        hint = "Give the path of a file, or - for standard input."
    else:
        hint = "Check the spelling and the folder."
    return NoSuchInput(f"There is no file {shown(name)}." if name else "The name of a file is missing.", hint)


def _too_large(name: str, size: int | None) -> TooLarge:
    limit = f"{MAX_BYTES / 1e6:.0f} MB"
    told = (
        f"is {size / 1e6:.1f} MB; a report of over {limit}"
        if size is not None
        else f"is over {limit}, and that"
    )
    return TooLarge(f"{shown(name)} {told} is not read.", "Split it into one file a report.")
