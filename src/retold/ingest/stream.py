"""Any number of inputs as one stream of reports: `stream(["2024/*.html", "wire.jsonl.gz", "crawl.warc.gz"])`.

In: files, folders, patterns, "-" for standard input (JSON Lines), addresses of the web. Out: a `Report` for each
report in them, and a `Rejected` with its reason for whatever is none, in the order of the inputs. Nothing that is
read raises an error here, and no input is ever whole in memory: one report is.

A format is told by the ending of the name (behind `.gz` or `.zst`), for what was fetched by the type that the server
names, and else by how the content begins. In folders and patterns, files of other endings are rejected; a file that is
named itself is tried by its content, whatever its ending.

To add a format, write a module with `SUFFIXES`, `MEDIA_TYPES`, `looks_like(head)` and `read(source)`, and list it
in `FORMATS`.
"""

from __future__ import annotations

import io
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePath
from typing import BinaryIO, Final, cast
from urllib.parse import unquote, urlsplit

from ..errors import BadRecord, RetoldError, TooLarge, UnknownFormat, UnreadableInput
from ..model import Rejected, Report
from . import feed, find, html, lines, newsml, parquet, records, table, text, unpack, warc
from .find import Found
from .limits import CHUNK, MAX_BYTES, MAX_FETCHED
from .source import Source, rejected, text_id
from .text import STDIN, name_id, shown


@dataclass(frozen=True, slots=True)
class Format:
    """One format: endings, types that servers call it by, how its content begins, and what reads it."""

    format: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    looks_like: Callable[[bytes], bool]
    read: Callable[[Source], Iterator[Report | Rejected]]


def _page(data: bytes, source: Source) -> Report:
    page = html.read(data, source.name, charset=source.charset)
    # What a page says of its address may be the outlet's front page; where it was fetched from is known.
    return replace(page, url=source.url) if source.url is not None else page


def _record(data: bytes, source: Source) -> Report:
    return records.read(data, source.name)


def _words(data: bytes, source: Source) -> Report:
    return text.read(data, source.name)


def _single(read: Callable[[bytes, Source], Report]) -> Callable[[Source], Iterator[Report | Rejected]]:
    """The reader of a format in which one input is one report."""

    def reader(source: Source) -> Iterator[Report | Rejected]:
        data = source.file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise TooLarge(
                f"{shown(source.name)} is over {MAX_BYTES / 1e6:.0f} MB; a report of that size is not read.",
                "Split it into one file a report.",
            )
        yield _of_source(read(data, source), source)

    return reader


#: Asked in this order; text, which anything may be, last.
FORMATS: Final = (
    Format("JSON Lines", lines.SUFFIXES, lines.MEDIA_TYPES, lines.looks_like, lines.read),
    Format("CSV", table.SUFFIXES, table.MEDIA_TYPES, table.looks_like, table.read),
    Format("Parquet", parquet.SUFFIXES, parquet.MEDIA_TYPES, parquet.looks_like, parquet.read),
    Format("WARC", warc.SUFFIXES, warc.MEDIA_TYPES, warc.looks_like, warc.read),
    Format("NewsML-G2", newsml.SUFFIXES, newsml.MEDIA_TYPES, newsml.looks_like, newsml.read),
    Format("RSS, Atom", feed.SUFFIXES, feed.MEDIA_TYPES, feed.looks_like, feed.read),
    Format("page", html.SUFFIXES, ("text/html", "application/xhtml+xml"), html.looks_like, _single(_page)),
    Format("record", (".json",), ("application/json",), records.looks_like, _single(_record)),
    Format("text", text.SUFFIXES, ("text/markdown",), text.looks_like, _single(_words)),
)

#: Types that servers give to anything, so that they say nothing.
_VAGUE: Final = frozenset({"text/plain", "text/xml", "application/xml", "application/octet-stream", "application/gzip"})  # fmt: skip
#: How far in the future a date may lie before it is noted: clocks and offsets that are not given.
_AHEAD: Final = timedelta(days=1)


def stream(
    inputs: Sequence[str | os.PathLike[str]], *, allow_private: bool = False
) -> Iterator[Report | Rejected]:
    """The reports in all inputs, and a reason for each thing that is none.

    `allow_private` lets addresses of private networks and of this machine be fetched from.
    """
    names = [inputs] if isinstance(inputs, (str, os.PathLike)) else inputs
    latest = datetime.now(UTC) + _AHEAD
    for found in find.inputs(names):
        if isinstance(found, Rejected):
            yield found
            continue
        for report in _reports(found, allow_private=allow_private):
            yield _noted(report, latest) if isinstance(report, Report) else report


def opened(found: Found, file: io.BufferedReader) -> Iterator[Report | Rejected]:
    """The reports in one input that somebody else has opened, `found` by a name of his own."""
    latest = datetime.now(UTC) + _AHEAD
    try:
        whole = unpack.unpacked(file, found.name)
        source = Source(found.name, whole, name_id(_without_packing(found.name)))
        for report in _format(found, source, "").read(source):
            yield _noted(report, latest) if isinstance(report, Report) else report
    except RetoldError as problem:
        yield rejected(found.name, problem)
    except OSError as problem:
        yield rejected(found.name, find.unreadable(found.name, problem))


def sole(name: str, *, allow_private: bool = False) -> Report:
    """The one report in an input of any format. Raises an error where there is none, or more than one."""
    found = _read(Found(name), allow_private=allow_private)
    report = next(found, None)
    if report is None:
        raise BadRecord(f"{shown(name)} holds no report.", "Give a file with one report.")
    if isinstance(report, Rejected):
        raise UnreadableInput(report.reason, report.hint, code=report.code)
    if next(found, None) is not None:
        raise BadRecord(
            f"{shown(name)} holds more than one report.",
            "To compare many reports, give one pair a line with --pairs.",
        )
    return report


def _reports(found: Found, *, allow_private: bool) -> Iterator[Report | Rejected]:
    """The reports in one input; whatever goes wrong is the last thing that comes of it."""
    try:
        yield from _read(found, allow_private=allow_private)
    except RetoldError as problem:
        yield rejected(found.name, problem)


def _read(found: Found, *, allow_private: bool) -> Iterator[Report | Rejected]:
    """The same, as errors."""
    try:
        with ExitStack() as open_files:
            source, media_type = _opened(found, open_files, allow_private=allow_private)
            yield from _format(found, source, media_type).read(source)
    except OSError as problem:
        raise find.unreadable(found.name, problem) from None


def _opened(found: Found, open_files: ExitStack, *, allow_private: bool) -> tuple[Source, str]:
    """An input, open and unpacked, and the type that a server names for it."""
    name = found.name
    if name == STDIN:
        whole = _buffered(sys.stdin.buffer)
        open_files.callback(whole.detach)
        return Source(name, unpack.unpacked(whole, name)), lines.MEDIA_TYPES[0]
    if find.is_address(name):
        return _fetched(name, open_files, allow_private=allow_private)
    if not name:
        raise find.unreadable(name, FileNotFoundError())
    path = Path(name)
    try:
        mode = path.stat().st_mode
    except ValueError as problem:  # a zero byte in the name
        raise find.unreadable(name, problem) from None
    file = open_files.enter_context(path.open("rb"))
    whole = unpack.unpacked(file, name)
    is_file = stat.S_ISREG(mode)
    # A pipe (<(...) in a shell) has a number for a name, which says nothing: its id comes from its text.
    stem = name_id(_without_packing(name)) if is_file else ""
    return Source(name, whole, stem, path if whole is file and is_file else None), ""


def _fetched(name: str, open_files: ExitStack, *, allow_private: bool) -> tuple[Source, str]:
    """What is at an address, in a file that is gone when it has been read."""
    from . import fetch

    folder = Path(open_files.enter_context(tempfile.TemporaryDirectory(prefix="retold-")))
    path = folder / "fetched"
    with path.open("wb") as into:
        got = fetch.fetch(name, into, limit=MAX_FETCHED, allow_private=allow_private)
    file = open_files.enter_context(path.open("rb"))
    whole = unpack.unpacked(file, name)
    source = Source(
        name,
        whole,
        path=path if whole is file else None,
        url=got.url,
        served=got.served,
        charset=got.charset,
    )
    return source, got.media_type


def _buffered(file: BinaryIO) -> io.BufferedReader:
    return io.BufferedReader(cast("io.RawIOBase", file), CHUNK)


def _format(found: Found, source: Source, media_type: str) -> Format:
    """Which format an input has."""
    if media_type and media_type not in _VAGUE:
        for known in FORMATS:
            if media_type in known.media_types:
                return known
    head = source.file.peek(CHUNK)[:CHUNK]
    name = unquote(urlsplit(found.name).path) if find.is_address(found.name) else found.name
    ending = PurePath(_without_packing(name)).suffix.lower()
    fitting = [known for known in FORMATS if ending in known.suffixes]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:  # .xml: several formats, none of which is plain text
        named = next((known for known in (*fitting, *FORMATS[:-1]) if known.looks_like(head)), None)
        if named is None:
            raise UnknownFormat(
                f"{shown(found.name)} is XML, but neither a feed nor NewsML-G2.",
                "Save its words as a text file and give that.",
            )
        return named
    if ending and not found.named:
        raise UnknownFormat(
            f"{shown(found.name)} was found among other files, and no report has the ending {shown(ending)}.",
            "If it holds a report, give it by its own name.",
        )
    return next(known for known in FORMATS if known.looks_like(head))


def _without_packing(name: str) -> str:
    """A name without the ending that says how the file is packed."""
    return name[: -len(PurePath(name).suffix)] if name.lower().endswith(unpack.SUFFIXES) else name


def _of_source(report: Report, source: Source) -> Report:
    """A report that is all of its input, with what is known of the input."""
    url = report.url or source.url
    named_so = report.id == name_id(source.name)  # by its reader, which knows the name alone
    return replace(
        report,
        id=(source.stem or text_id(report.text, url)) if named_so else report.id,
        url=url,
        published=report.published or source.served,
    )


def _noted(report: Report, latest: datetime) -> Report:
    """The report, with a note where its date lies in the future. The date is kept."""
    published = report.published
    if published is None or published.value[:10] <= latest.date().isoformat():
        return report
    return replace(
        report,
        notes=(*report.notes, f"its date of publication, {published.value}, lies in the future"),
    )
