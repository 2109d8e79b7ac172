"""Paragraphs of a text, by line ends and not by sense.

In goes a text, out come the spans of its paragraphs. Most text has one line a paragraph, or blank lines
between them. Wire copy and mail are hard-wrapped: there a line end inside a paragraph ends nothing. A
text counts as wrapped when its lines keep under one width and mostly break where the next word would
not have fitted; then only a blank line, an indent, a list mark, or a line that had room left and ended
its sentence closes a paragraph.

Not tried: text in columns, and wrapped text whose every paragraph happens to fill its last line.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

#: Hard-wrapped lines are narrower than this: mail and wires wrap at 60 to 80, terminals at up to 120.
_WIDEST_WRAP = 130
#: And wider than this: two short lines, a heading and a sentence, are no wrapped text.
_NARROWEST_WRAP = 30
#: Share of line ends in a wrapped text after which the next word would not have fitted. Reuters-21578
#: lies over .8 (its lines end at 65); lists and verse, whose lines end by sense, under .4.
_FULL_SHARE = 0.6

#: How full a line must be, against the widest, to run on into a next one that begins small.
_SPILL_SHARE = 0.85

#: The wrapping width is the width that this share of the lines keep to: a stray longer line is no measure.
_TYPICAL = 0.9

_BULLET = re.compile(r"(?:[-*\u2022\u25cf\u25aa\u2013\u2014\u00b7]|\d{1,2}[.)]|\+)\s+\S")
_ENDED = re.compile(r"[.!?\u2026:;\u3002\uff01\uff1f]['\"\u201d\u2019)\]\u00bb]*$")
_NEWLINE = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")


class _Line(NamedTuple):
    start: int  # of the first character that is no space
    end: int  # after the last one
    indent: int

    @property
    def blank(self) -> bool:
        return self.start == self.end

    @property
    def width(self) -> int:
        return self.end - self.start + self.indent


def _lines(text: str) -> list[_Line]:
    lines, at = [], 0
    for ending in [*(m.span() for m in _NEWLINE.finditer(text)), (len(text), len(text))]:
        raw = text[at : ending[0]]
        stripped = raw.strip()
        first = at + len(raw) - len(raw.lstrip()) if stripped else at
        lines.append(_Line(first, first + len(stripped), first - at))
        at = ending[1]
    return lines


def _first_word(text: str, line: _Line) -> int:
    return len(text[line.start : line.end].split(None, 1)[0])


def _wrap_width(text: str, lines: list[_Line]) -> int | None:
    """The width at which the text was wrapped, or None where its lines end by sense."""
    pairs = [(a, b) for a, b in pairwise(lines) if not a.blank and not b.blank]
    if not pairs:
        return None
    if max(line.width for line in lines) > _WIDEST_WRAP:
        return None
    widths = sorted(before.width for before, _ in pairs)
    width = widths[int(len(widths) * _TYPICAL)]
    inner = [(a, b) for a, b in pairs if not b.indent > a.indent and not _BULLET.match(text, b.start, b.end)]
    full = sum(a.width + 1 + _first_word(text, b) > width for a, b in inner)
    running = sum(not _ENDED.search(text[a.start : a.end]) for a, b in inner)
    if width >= _NARROWEST_WRAP and inner and full >= _FULL_SHARE * len(inner) and running * 2 >= len(inner):
        return width
    return None


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The spans of the paragraphs, in order, without the space around them."""
    lines = _lines(text)
    width = _wrap_width(text, lines)
    indents = width is not None and sum(line.indent >= 2 for line in lines if not line.blank) >= 1
    widest = max((line.width for line in lines), default=0)
    found: list[tuple[int, int]] = []
    before: _Line | None = None
    for line in lines:
        if line.blank:
            before = None
            continue
        if before is not None and (
            _continues(text, before, line, width, indents=indents)
            if width is not None
            else _spills(text, before, line, widest)
        ):
            found[-1] = (found[-1][0], line.end)
        else:
            found.append((line.start, line.end))
        before = line
    return found


def _continues(text: str, before: _Line, line: _Line, width: int, *, indents: bool) -> bool:
    """Whether a line of a wrapped text goes on with the paragraph of the line before it."""
    if line.indent > before.indent or _BULLET.match(text, line.start, line.end):
        return False
    if indents and line.indent == before.indent == 0:
        return True
    full = before.width + 1 + _first_word(text, line) > width
    goes_on = text[line.start].islower() or (indents and line.indent < before.indent)
    return full or (goes_on and not _ENDED.search(text[before.start : before.end]))


def _spills(text: str, before: _Line, line: _Line, widest: int) -> bool:
    """Whether a line runs on in a text that is not wrapped throughout: a note under a table of figures."""
    return (
        widest <= _WIDEST_WRAP
        and text[line.start].islower()
        and before.width + 1 + _first_word(text, line) > _SPILL_SHARE * widest
        and not _ENDED.search(text[before.start : before.end])
    )
