"""Lines of a stream that may be of any length, each held in memory up to a limit.

In: bytes that are being read. Out: the lines with their numbers; in place of a line over the limit, None. A
line that does not end within `MAX_SKIPPED` ends the reading: it is no line. `LineText` gives the text of lines,
and decides once, not line by line, what they are encoded in if that is not UTF-8. `as_utf8` turns UTF-16 with
its mark into UTF-8, so that a line end is one byte.

Not tried: lines that end in a lone carriage return.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from ..errors import TooLarge
from . import text
from .limits import CHUNK, MAX_BYTES, MAX_SKIPPED
from .text import Decoded, shown

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def lines(file: BinaryIO, name: str) -> Iterator[tuple[int, bytes | None]]:
    """Each line with its number from 1, its end included; None for one over `MAX_BYTES`."""
    number = 0
    while line := file.readline(MAX_BYTES + 1):
        number += 1
        if len(line) <= MAX_BYTES:
            yield number, line
            continue
        skipped = len(line)
        while line and not line.endswith(b"\n"):
            line = file.readline(CHUNK)
            skipped += len(line)
            if skipped > MAX_SKIPPED:
                raise endless(f"Line {number:,} of {shown(name)}")
        yield number, None


def endless(what: str) -> TooLarge:
    """The error for a record without an end."""
    return TooLarge(
        f"{what} goes on for over {MAX_SKIPPED / 1e6:.0f} MB; what stands behind it was not read.",
        "See whether the file is what it is meant to be.",
    )


def too_long(where: str) -> TooLarge:
    """The error for a record that is longer than a report."""
    return TooLarge(
        f"{where} is over {MAX_BYTES / 1e6:.0f} MB, and that is not read.", "Split it into several reports."
    )


class LineText:
    """The text of one line after the other: UTF-8, or else what the first line that is not shows."""

    def __init__(self) -> None:
        self._codec: str | None = None

    def of(self, line: bytes, where: str) -> Decoded:
        """The text of a line, and what had to be guessed. `where` names it if it is no text at all."""
        try:
            return Decoded(line.decode("utf-8"), ())
        except UnicodeDecodeError:
            pass
        if self._codec is None:
            self._codec = text.guessed_codec(line)
        if self._codec is None:
            return text.decode(line, where)
        return text.decoded_as(line, self._codec)


def as_utf8(file: io.BufferedReader) -> io.BufferedReader:
    """`file` with UTF-16 made UTF-8 and the byte-order mark taken off."""
    head = file.peek(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return io.BufferedReader(_FromUtf16(file), CHUNK)
    if head.startswith(codecs.BOM_UTF8):
        file.read(len(codecs.BOM_UTF8))
    return file


class _FromUtf16(io.RawIOBase):
    """UTF-16 as UTF-8; what is broken becomes U+FFFD."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-16")("replace")
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        while not self._rest:
            piece = self._file.read(CHUNK)
            self._rest = self._decoder.decode(piece, final=not piece).encode("utf-8", "replace")
            if not piece and not self._rest:
                return 0
        taken, self._rest = self._rest[: len(view)], self._rest[len(view) :]
        view[: len(taken)] = taken
        return len(taken)
