"""WARC: the pages that a crawler has stored (ISO 28500; Common Crawl's news files, wget, browser archives).

In: a WARC file. Out: a `Report` for each response of status 200 that holds a page, read as `html` reads a saved one.
Its address is the one that was asked for. Its date is the page's own; else the server's Last-Modified (origin
"header"); else the time of the crawl (origin "crawl"). Responses that are no pages are counted, by kind, in one
`Rejected` at the end.

A record that cannot be read is a `Rejected` with its number, and the next beginning of a record is looked for.
(FastWARC 2.0.1 was tried: it ends at the first broken record, or with its `quirks_mode` passes over it without a
word, and takes a record that is cut off for an empty one. Reading the pages takes nine tenths of the time either
way: docs/decisions/0007.)

Not tried: bodies packed with Brotli or zstd, records cut into segments, responses that only refer to earlier ones.
"""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from ..errors import BadRecord, BrokenInput, NeedsExtra, RetoldError, TooLarge
from ..model import Published, Rejected, Report
from ..text.printable import printable
from . import bounded, dates, html
from .limits import CHUNK, MAX_BYTES
from .source import Source, rejected, text_id
from .text import shown

SUFFIXES: Final = (".warc",)
MEDIA_TYPES: Final = ("application/warc",)

_VERSION: Final = b"WARC/"
#: Bytes of one line of a record's head, and lines of it; http.client takes the same for responses.
_LONGEST_LINE: Final = 65_536
_MOST_LINES: Final = 200
#: Bytes of the largest record that is passed over (a film, say). One that says it is larger is broken.
_LARGEST: Final = 20_000_000_000
#: Bytes of a response's head beside those of the page.
_HEAD: Final = 1_000_000
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
#: Kinds of left-out responses that are named.
_NAMED: Final = 5

_NEXT: Final = "The records behind it were read."


@dataclass(frozen=True, slots=True)
class _Record:
    kind: str
    headers: dict[str, str]
    length: int


@dataclass(frozen=True, slots=True)
class _Response:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        label = self.headers.get("content-type", "").lower().partition("charset=")[2]
        return label.partition(";")[0].strip(" \"'") or None


def looks_like(head: bytes) -> bool:
    """Whether this begins as WARC does."""
    return head.startswith(_VERSION)


def read(source: Source) -> Iterator[Report | Rejected]:
    """The report in each page."""
    left_out: Counter[str] = Counter()
    reading = _Reading(source.file, source.name)
    while True:
        try:
            record = reading.head()
            if record is None:
                break
            if record.kind != "response":
                reading.skip(record.length)
                if record.kind == "revisit":
                    left_out["seen at an earlier visit"] += 1
                continue
            response = _response(reading.body(record), reading.where)
            if kind := _left_out(response):
                left_out[kind] += 1
                continue
            yield _report(record, response, reading.where)
        except (BrokenInput, NeedsExtra):
            if left_out:
                yield _counted(left_out, source.name)
            raise
        except RetoldError as problem:
            yield rejected(f"{source.name}, record {reading.number}", problem)
    if left_out:
        yield _counted(left_out, source.name)


class _Reading:
    """The records of a file, one after the other."""

    def __init__(self, file: io.BufferedReader, name: str) -> None:
        self._file = file
        self._name = name
        self.number = 0
        self._ahead: bytes | None = None

    @property
    def where(self) -> str:
        """The record that was begun last, for messages."""
        return f"{shown(self._name)} record {self.number:,}"

    def head(self) -> _Record | None:
        """The head of the next record; None at the end."""
        line = self._line()
        while line and not line.strip():
            line = self._line()
        if not line:
            return None
        self.number += 1
        if not line.startswith(_VERSION):
            self._find_next()
            raise BadRecord(f"{self.where} does not begin as a record does.", _NEXT)
        headers = _headers(self._lines())
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdecimal()) or len(length) > 15 or int(length) > _LARGEST:
            self._find_next()
            raise BadRecord(f"{self.where} does not say how long it is.", _NEXT)
        return _Record(headers.get("warc-type", "").lower(), headers, int(length))

    def body(self, record: _Record) -> bytes:
        """What is in a record."""
        if record.length > MAX_BYTES + _HEAD:
            self.skip(record.length)
            raise bounded.too_long(self.where)
        body = self._file.read(record.length)
        if len(body) < record.length:
            raise self._cut_off()
        behind = self._file.peek(len(_VERSION))
        if behind and not behind.startswith((b"\r\n", b"\n", _VERSION)):
            self._find_next()
            raise BadRecord(f"{self.where} is not as long as it says.", _NEXT)
        return body

    def skip(self, length: int) -> None:
        """Pass over what is in a record."""
        while length:
            piece = self._file.read(min(length, CHUNK))
            if not piece:
                raise self._cut_off()
            length -= len(piece)

    def _line(self) -> bytes:
        line, self._ahead = self._ahead, None
        return self._file.readline(_LONGEST_LINE) if line is None else line

    def _lines(self) -> Iterator[bytes]:
        for _ in range(_MOST_LINES):
            line = self._line()
            if not line.strip():
                return
            yield line

    def _find_next(self) -> None:
        """Go on to the next line that begins as a record does."""
        passed = 0
        while line := self._file.readline(_LONGEST_LINE):
            if line.startswith(_VERSION):
                self._ahead = line
                return
            passed += len(line)
            if passed > _LARGEST:
                raise bounded.endless(self.where)

    def _cut_off(self) -> BrokenInput:
        return BrokenInput(
            f"{shown(self._name)} ends in the middle of record {self.number:,}.",
            "What came before was read. Get the file again.",
        )


def _headers(lines: Iterator[bytes]) -> dict[str, str]:
    """Names and values of a head; of a name that stands twice, the first."""
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return headers


def _response(data: bytes, where: str) -> _Response:
    """A server's answer, its body unpacked."""
    head, parted, body = data.partition(b"\r\n\r\n")
    if not parted or (b"\n\n" in head):
        head, parted, body = data.partition(b"\n\n")
    first, *lines = head.split(b"\n")
    words = first.split()
    if not parted or len(words) < 2 or not words[0].startswith(b"HTTP/") or not words[1].isdigit():
        raise BadRecord(f"{where} holds no answer of a server.", _NEXT)
    headers = _headers(iter(lines))
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = _joined(body)
    return _Response(int(words[1][:4]), headers, _unpacked(body, headers, where))


def _joined(body: bytes) -> bytes:
    """A body that was sent in chunks. Crawlers often store it joined and keep the header: then it is as it is."""
    pieces: list[bytes] = []
    at = 0
    while at < len(body):
        ends = body.find(b"\r\n", at, at + 100)
        size = body[at:ends].partition(b";")[0].strip() if ends >= 0 else b""
        try:
            length = int(size, 16)
        except ValueError:
            return body
        if length == 0:
            break
        pieces.append(body[ends + 2 : ends + 2 + length])
        at = ends + 2 + length + 2
    return b"".join(pieces)


def _unpacked(body: bytes, headers: dict[str, str], where: str) -> bytes:
    """A body that was sent packed; as it is where the crawler has unpacked it."""
    packing = headers.get("content-encoding", "").strip().lower()
    if packing in ("gzip", "x-gzip") or body.startswith(b"\x1f\x8b\x08"):
        if not body.startswith(b"\x1f\x8b"):
            return body
        window = 31
    elif packing == "deflate":
        window = 15 if body[:1] in (b"\x78", b"\x58", b"\x48") else -15
    elif packing in ("br", "zstd") and not body.lstrip().startswith(b"<"):
        raise BadRecord(f"{where} is packed with {packing}, which is not read.", _NEXT)
    else:
        return body
    unpacking = zlib.decompressobj(window)
    try:
        whole = unpacking.decompress(body, MAX_BYTES + 1)
    except zlib.error:
        if body.lstrip().startswith(b"<"):
            return body
        raise BadRecord(f"{where} holds a page that cannot be unpacked.", _NEXT) from None
    if len(whole) > MAX_BYTES:
        raise TooLarge(f"{where} holds a page of over {MAX_BYTES / 1e6:.0f} MB, and that is not read.", _NEXT)
    return whole


def _left_out(response: _Response) -> str | None:
    """Why a response is no page, in a word or two; None if it is one."""
    if response.status != 200:
        return f"status {response.status}"
    if response.media_type in _PAGES or (not response.media_type and html.looks_like(response.body)):
        return None
    return printable(response.media_type)[:100] or "of no known type"


def _report(record: _Record, response: _Response, where: str) -> Report:
    address = record.headers.get("warc-target-uri", "").strip("<>") or None
    page = html.read(response.body, f"{where} ({address})" if address else where, charset=response.charset)
    url = address or page.url
    return replace(
        page,
        id=text_id(page.text, url),
        url=url,
        published=page.published
        or _date(response.headers.get("last-modified"), "header")
        or _date(record.headers.get("warc-date"), "crawl"),
    )


def _date(value: str | None, origin: dates.Origin) -> Published | None:
    return dates.read(value, origin).published


def _counted(left_out: Counter[str], name: str) -> Rejected:
    ranked = sorted(left_out.items(), key=lambda item: (-item[1], item[0]))
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in ranked[:_NAMED])
    rest = sum(count for _, count in ranked[_NAMED:])
    total = left_out.total()
    return Rejected(
        name,
        f"{total:,} response{'' if total == 1 else 's'} of {shown(name)} {'is' if total == 1 else 'are'} no page and "
        f"{'was' if total == 1 else 'were'} left out: {kinds}{f', {rest:,} of other kinds' if rest else ''}.",
        code="left-out",
        hint="Only pages of status 200 are read.",
    )
