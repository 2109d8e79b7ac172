"""What is packed with gzip or zstd, as a stream of what was packed.

In: a file that is being read. Out: a file of the same kind that gives the unpacked bytes a piece at a time, or
the file as it was. Whether it is packed is told by how it begins, not by its name. Members and frames that
follow each other are read as one stream, as both formats ask for.

A stream that ends too early or is damaged gives what could be unpacked, and then raises `BrokenInput`.
Nothing is unpacked that nobody asks for: a few bytes that stand for gigabytes cost no memory.

Not tried: other packers (bzip2, xz, zip), zstd with a dictionary, going on behind a damaged place.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, BinaryIO, Final

from ..errors import BrokenInput, NeedsExtra
from .limits import CHUNK
from .text import shown

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GZIP: Final = b"\x1f\x8b"
ZSTD: Final = b"\x28\xb5\x2f\xfd"
#: Endings that say how a file is packed, and nothing about what is in it.
SUFFIXES: Final = (".gz", ".zst")

#: Packed bytes handed to zstd at a time. A block of 4 bytes can stand for 128 KiB, so 1,024 bytes unpack to
#: at most 32 MiB; zstandard gives no other hold on how much comes out and still says where a frame ends.
_ZSTD_AT_A_TIME: Final = 1024


def unpacked(file: io.BufferedReader, name: str) -> io.BufferedReader:
    """`file`, or the stream that unpacks it where it begins as a packed one does."""
    head = file.peek(4)[:4]
    if head.startswith(GZIP):
        return io.BufferedReader(_Unpacking(_gzip(file), name), CHUNK)
    if head.startswith(ZSTD):
        return io.BufferedReader(_Unpacking(_zstd(file, name), name), CHUNK)
    return file


class _Unpacking(io.RawIOBase):
    """Unpacked bytes as a file; what goes wrong on the way is one kind of error."""

    def __init__(self, more: Callable[[int], bytes], name: str) -> None:
        super().__init__()
        self._more = more
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        try:
            piece = self._more(len(view))
        except EOFError:
            raise _broken(self._name, "ends in the middle of what is packed in it") from None
        except (gzip.BadGzipFile, zlib.error, ValueError):
            raise _broken(self._name, "is damaged: it cannot be unpacked from here on") from None
        view[: len(piece)] = piece
        return len(piece)


def _gzip(file: BinaryIO) -> Callable[[int], bytes]:
    # Not `read`, which would drop what it has when the file turns out to be cut off.
    return gzip.GzipFile(fileobj=file, mode="rb").read1


def _zstd(file: BinaryIO, name: str) -> Callable[[int], bytes]:
    try:
        zstandard = import_module("zstandard")
    except ImportError:
        raise NeedsExtra(
            f"Unpacking {shown(name)} needs zstandard, which is not installed.",
            'Install it: pip install "retold[zstd]"',
        ) from None
    return _Frames(file, zstandard).read


class _Frames:
    """The frames of a zstd file, one after the other.

    (zstandard's own reader takes a file that is cut off for one that has ended.)"""

    def __init__(self, file: BinaryIO, zstandard: ModuleType) -> None:
        self._file = file
        self._error: type[Exception] = zstandard.ZstdError
        self._new_frame = zstandard.ZstdDecompressor
        self._frame = self._new_frame().decompressobj()
        self._begun = False
        self._rest = memoryview(b"")
        self._packed = b""

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; none at the end."""
        while not self._rest:
            self._packed = self._packed or self._file.read(_ZSTD_AT_A_TIME)
            if not self._packed:
                if self._begun:
                    raise EOFError
                return b""
            try:
                self._rest = memoryview(self._frame.decompress(self._packed))
            except self._error as problem:
                raise ValueError from problem
            self._begun, self._packed = True, b""
            if self._frame.eof:
                self._packed, self._begun = self._frame.unused_data, False
                self._frame = self._new_frame().decompressobj()
        piece, self._rest = self._rest[:size], self._rest[size:]
        return bytes(piece)


def _broken(name: str, what: str) -> BrokenInput:
    return BrokenInput(f"{shown(name)} {what}.", "What came before was read. Get the file again.")
