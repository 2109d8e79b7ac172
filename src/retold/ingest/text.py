"""Bytes to text: the decoded content, unchanged, and one sentence on whatever had to be guessed.

In: the bytes of a text file (and, through `decode`, of every other format). Out: a `Report` whose text is
exactly what the bytes say; only a byte-order mark is taken off, and line ends stay as they are. No title
is guessed here: what a headline is, segmenting finds out.

Method, first match wins: a byte-order mark (UTF-8, UTF-16, UTF-32); the encoding the document itself
declares (pages); strict UTF-8; UTF-16 without a mark, known by where its zero bytes stand; UTF-8 with a
few broken bytes; else a guess by charset-normalizer among `_GUESSED`. A guess is always said in a note.
Bytes that look like no text at all are refused by name (`NotText`).

Not tried: guessing between encodings that differ in a letter or two (ISO-8859-1 and -15), repair of text
that was decoded wrongly before it got here ("cafÃ©").
"""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import Final, NamedTuple

from ..digest import digest
from ..errors import EmptyInput, NotText, TooLarge
from ..model import Report
from ..text.printable import printable
from .limits import MAX_CHARACTERS

SUFFIXES: Final = (".txt", ".text", ".md")

#: The name that stands for standard input.
STDIN: Final = "-"

#: How files that are no text begin, and what to call them. Offsets other than 0 are given.
_MAGIC: Final[tuple[tuple[int, bytes, str], ...]] = (
    (0, b"%PDF-", "a PDF document"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF87a", "a GIF picture"),
    (0, b"GIF89a", "a GIF picture"),
    (8, b"WEBP", "a WebP picture"),
    (8, b"WAVE", "a sound file"),
    (0, b"ID3", "a sound file"),
    (0, b"OggS", "a sound or video file"),
    (0, b"fLaC", "a sound file"),
    (4, b"ftyp", "a video file"),
    (0, b"\x1aE\xdf\xa3", "a video file"),
    (0, b"PK\x03\x04", "a zip file (a .docx, .odt or .epub document is one, too)"),
    (0, b"PK\x05\x06", "an empty zip file"),
    (0, b"\x1f\x8b", "a gzip file"),
    (0, b"\x28\xb5\x2f\xfd", "a zstd file"),
    (0, b"BZh", "a bzip2 file"),
    (0, b"\xfd7zXZ\x00", "an xz file"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip file"),
    (0, b"Rar!\x1a\x07", "a RAR file"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\x00", "a program"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"PAR1", "a Parquet file"),
    (257, b"ustar", "a tar file"),
)
_PACKED: Final = ("gzip", "zstd", "bzip2", "xz", "7-Zip", "RAR", "tar")

_MARKS: Final[tuple[tuple[bytes, str, str], ...]] = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)

#: Encodings a guess may end in: those that news files come in. Left out are the many code pages of one
#: machine, which charset-normalizer otherwise names for short texts as readily as the common ones.
_GUESSED: Final = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2",
    "iso8859_5", "iso8859_7", "koi8_r", "koi8_u", "mac_roman", "gb18030", "big5", "shift_jis", "euc_jp",
    "euc_kr",
)  # fmt: skip
#: Latin-script guesses that differ only in what their upper half means.
_LATIN: Final = frozenset({"cp1252", "cp1250", "cp1254", "cp1256", "cp1257", "iso8859_2"})
#: What the upper half of windows-1252 holds in western European prose. Text made only of these is taken
#: for windows-1252 where the guesser finds several Latin code pages equally good (it ties on them, and
#: then names windows-1250 for French: measured on a dozen short texts in seven languages).
_WESTERN: Final = frozenset(
    "àâäáãåæçéèêëíîïìñóôöòõøœúûüùÿßÀÂÄÁÃÅÆÇÉÈÊËÍÎÏÌÑÓÔÖÒÕØŒÚÛÜÙ‘’“”‚„‹›«»–—…•€£§°·¿¡©®™ª\xa0\xad"
)

#: Encodings a page may declare, by the names pages use for them. Nothing else that Python can decode is
#: taken from a page (UTF-7 hides markup, "zip" and the like are no encodings of text).
_DECLARED: Final = frozenset({
    "utf-8", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp866",
    "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-10",
    "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp874",
    "gb18030", "big5", "big5hkscs", "shift_jis", "cp932", "euc_jp", "iso2022_jp", "euc_kr", "cp949",
})  # fmt: skip
#: What browsers read instead of what the page says (WHATWG Encoding Standard): the wider code page.
_WIDER: Final = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
    "euc_kr": "cp949", "shift_jis": "cp932", "iso8859-11": "cp874", "tis-620": "cp874",
}  # fmt: skip

#: Share of control characters (other than line ends, tabs, form feeds and escapes) from which bytes are
#: no text. Random bytes have 10%; a wire story with its transmission marks left in has under 2%.
_CONTROL_SHARE: Final = 0.05
_NOT_CONTROL: Final = b"\t\n\r\x0c\x1b"
_CONTROL_BYTES: Final = bytes(code for code in (*range(0x20), 0x7F) if code not in _NOT_CONTROL)
#: Bytes from the start in which control bytes are counted; as much as `git` and `file` look at, times eight.
_LOOKED_AT: Final = 65_536

#: Bytes on which an encoding is guessed. charset-normalizer takes about 0.1 s for as many.
_WEIGHED: Final = 200_000
#: Share of broken places up to which bytes that fit no encoding are still read as UTF-8.
_BROKEN_SHARE: Final = 0.01

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Decoded(NamedTuple):
    """Text as the bytes say, and what a reader should know about how it was read."""

    text: str
    notes: tuple[str, ...]


def looks_like(head: bytes) -> bool:
    """Anything may be plain text: this reader is asked last."""
    return True


def read(data: bytes, name: str) -> Report:
    """A text file as a report: its decoded content, unchanged."""
    text, notes = decode(data, name)
    require_words(text, name)
    return Report(id=name_id(name) or digest(text), text=text, notes=notes + control_notes(text))


def shown(name: str) -> str:
    """An input's name as messages give it: control characters escaped, standard input in words."""
    return "standard input" if name == STDIN else printable(name)


def name_id(name: str) -> str:
    """The name of a file without its ending, or nothing where the input has no name of its own."""
    return "" if name == STDIN else without_surrogates(PurePath(name).stem)[0]


def without_surrogates(text: str) -> tuple[str, int]:
    """`text` with each lone surrogate replaced by U+FFFD, one for one, and how many there were.

    A lone surrogate is half a character: no output encoding takes it. Offsets stay true.
    """
    return (text, 0) if text.isascii() else _SURROGATE.subn("\ufffd", text)


def control_notes(text: str) -> tuple[str, ...]:
    """Says how many control characters a text keeps: they are part of it, and never sent to a terminal."""
    found = sum(map(text.count, map(chr, (*_CONTROL_BYTES, 0x1B))))
    if not found:
        return ()
    return (f"holds {_counted(found, 'control character')}, kept in the text and never sent to a terminal",)


def require_words(text: str, name: str) -> None:
    """Refuse text that shows nothing, and text longer than any report."""
    if not any(letter.isprintable() and not letter.isspace() for letter in text):
        raise EmptyInput(
            f"{shown(name)} holds no text: {_counted(len(text), 'character')} of white space.",
            "Give a file that holds the report's words.",
            code="no-text",
        )
    if len(text) > MAX_CHARACTERS:
        raise TooLarge(
            f"{shown(name)} holds {len(text) / 1e6:.1f} million characters; a text of over "
            f"{MAX_CHARACTERS / 1e6:.0f} million is no single report and is not read.",
            "Split it into one file a report.",
        )


def decode(data: bytes, name: str, *, declared: str | None = None) -> Decoded:
    """The text that `data` encodes. `declared` is the encoding the document names for itself, if any."""
    if not data:
        raise EmptyInput(f"{shown(name)} is empty.", "Give a file that holds the report's words.")
    decoded = _marked(data) or _known(data, name) or _declared(data, declared) or _guessed(data, name)
    if not decoded.text:
        raise EmptyInput(
            f"{shown(name)} is empty but for its byte-order mark.",
            "Give a file that holds the report's words.",
        )
    if _control_share(decoded.text[:_LOOKED_AT].encode("utf-8", "replace")) > _CONTROL_SHARE:
        raise _binary(name, "not text: it is full of control bytes")
    return decoded


def declared_codec(label: str) -> str | None:
    """The Python codec for an encoding a page names, or None where it is not one pages are read in."""
    try:
        found = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    found = _WIDER.get(found, found)
    return found if found in _DECLARED else None


def _marked(data: bytes) -> Decoded | None:
    """Text behind a byte-order mark."""
    for mark, codec, title in _MARKS:
        if data.startswith(mark):
            text, lost = _replaced(data[len(mark) :], codec, title, offset=len(mark))
            return Decoded(text, lost)
    return None


def _known(data: bytes, name: str) -> Decoded | None:
    """Nothing, or an error for bytes that begin as a known kind of file that is no text."""
    for offset, magic, title in _MAGIC:
        if data.startswith(magic, offset):
            raise _binary(name, title)
    return None


def _declared(data: bytes, label: str | None) -> Decoded | None:
    """Text in the encoding that a page names. Bytes that are UTF-8 are read so, whatever the page says:
    a browser that saves a page often writes another encoding than the one the page goes on declaring."""
    codec = declared_codec(label) if label else None
    if codec is None or codec == "utf-8":
        return None
    if not data.isascii() and _is_utf8(data):
        return Decoded(data.decode("utf-8"), (f"read as UTF-8, though the page says {_title(codec)}",))
    return _replaced(data, codec, _title(codec))


def _guessed(data: bytes, name: str) -> Decoded:
    """UTF-8, whole or nearly so, or another encoding by its looks."""
    if (wide := _utf16_without_mark(data)) is not None:
        return wide
    if _is_utf8(data):
        return Decoded(data.decode("utf-8"), ())
    if b"\x00" in data or _control_share(data) > _CONTROL_SHARE:
        raise _binary(name, "not text: it is full of control bytes")
    whole, broken = _sequences(data, "utf-8")
    cut_off = data[-1] > 0x7F and data[-2:-1] > b"\x7f" and not _is_broken_before_end(data)
    if whole > broken or cut_off:
        return _replaced(data, "utf-8", "UTF-8")
    codec = _best_codec(data)
    if codec is not None:
        return decoded_as(data, codec)
    if broken > len(data) * _BROKEN_SHARE:
        raise NotText(
            f"{shown(name)} is in no encoding that could be told from its bytes.",
            "Save it as UTF-8 and try again.",
            code="broken-encoding",
        )
    return _replaced(data, "utf-8", "UTF-8")


def guessed_codec(data: bytes) -> str | None:
    """The encoding of bytes that are not UTF-8, by their looks; None where they are UTF-8 that is broken, or
    no text that could be told."""
    whole, broken = _sequences(data, "utf-8")
    return None if whole > broken or _control_share(data) > _CONTROL_SHARE else _best_codec(data)


def decoded_as(data: bytes, codec: str) -> Decoded:
    """The text in an encoding that was guessed, and the sentence that says so."""
    text, lost = _replaced(data, codec, _title(codec))
    return Decoded(text, (f"read as {_title(codec)}, which was guessed from its bytes", *lost))


def _best_codec(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # 0.05 s to import, and nearly every file is UTF-8

    # Only what begins a document need be weighed: an encoding does not change on the way.
    matches = from_bytes(data[:_WEIGHED], cp_isolation=list(_GUESSED))
    best = matches.best()
    codec = best.encoding if best is not None else None
    if codec is None or codec in _LATIN or _marks_alone(data):
        codec = _western(data, codec, [match.encoding for match in matches])
    return codec


def _marks_alone(data: bytes) -> bool:
    """Whether all that is not ASCII are the quotation marks and dashes of windows-1252: too little to guess by."""
    upper = {byte for byte in data if byte > 0x7F}
    return bool(upper) and upper <= _PRINTED_MARKS


#: ‘ ’ “ ” • – — … in windows-1252.
_PRINTED_MARKS: Final = frozenset(b"\x91\x92\x93\x94\x95\x96\x97\x85")


def _western(data: bytes, guess: str | None, candidates: list[str]) -> str | None:
    """Which Latin code page: windows-1252 where it makes western European prose, else the guess."""
    try:
        upper = {letter for letter in data.decode("cp1252") if ord(letter) > 0x7F}
    except UnicodeDecodeError:
        return guess
    if upper <= _WESTERN:
        return "cp1252"
    return "cp1250" if guess == "cp1252" and "cp1250" in candidates else guess


def _is_broken_before_end(data: bytes) -> bool:
    """Whether UTF-8 decoding fails elsewhere than in a character that the end of the data cuts off."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=False)
    except UnicodeDecodeError:
        return True
    return False


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _sequences(data: bytes, codec: str) -> tuple[int, int]:
    """How many characters beyond ASCII `data` holds in this encoding, and how many broken sequences."""
    intact, every = data.decode(codec, "ignore"), data.decode(codec, "replace")
    # Counted beside the U+FFFD that the text may hold rightfully.
    broken = every.count("\ufffd") - intact.count("\ufffd")
    return len(intact) - len(intact.encode("ascii", "ignore")), broken


def _replaced(data: bytes, codec: str, title: str, *, offset: int = 0) -> Decoded:
    """`data` decoded with U+FFFD for what is broken, and a note saying how much and where."""
    try:
        return Decoded(data.decode(codec), ())
    except UnicodeDecodeError as problem:
        first = problem.start + offset
    _, broken = _sequences(data, codec)
    note = f"read as {title}; broken bytes in {_counted(broken, 'place')}, the first at byte {first:,}, became \ufffd"
    return Decoded(data.decode(codec, "replace"), (note,))


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """UTF-16 that lost its mark: nearly every second byte is zero, on one side only."""
    head = data[:_LOOKED_AT]
    if len(data) % 2 or len(data) < 8 or head.count(0) * 4 < len(head):
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    codec = "utf-16-le" if odd > 20 * even else "utf-16-be" if even > 20 * odd else None
    if codec is None:
        return None
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    if _control_share(text[:_LOOKED_AT].encode("utf-8")) > _CONTROL_SHARE:
        return None
    return Decoded(text, ("read as UTF-16 without a byte-order mark, which was guessed from its bytes",))


def _binary(name: str, title: str) -> NotText:
    packed = any(word in title for word in _PACKED)
    hint = "Unpack it first." if packed else "Save its words as a text file (UTF-8) and give that."
    return NotText(f"{shown(name)} is {title}.", hint)


def _control_share(data: bytes) -> float:
    head = data[:_LOOKED_AT]
    return (len(head) - len(head.translate(None, _CONTROL_BYTES))) / max(1, len(head))


def _title(codec: str) -> str:
    """A codec by the name people know it under."""
    known = {
        "mac_roman": "Mac Roman",
        "mac-roman": "Mac Roman",
        "gb18030": "GB 18030",
        "shift_jis": "Shift JIS",
    }
    if codec in known:
        return known[codec]
    if codec.startswith("cp125"):
        return f"windows-{codec[2:]}"
    return re.sub("^iso8859-", "ISO-8859-", codec.replace("_", "-"))


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
