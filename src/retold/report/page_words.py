"""A report's words as HTML, with what changed marked in place.

In go a text, the stretch to show and what is known of it, out comes markup in which the words themselves can
be nothing but words: they are escaped, and what could steer or turn the page is shown as an escape. Words
that differ stand in `u` (replaced), `del` (this side only, on the left) or `ins` (on the right), words that
are the same in `s`; a change is a link to its reason, with its letter after it. Where changes overlap, the
words belong to the shorter one, and both letters are shown.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from typing import Literal

from ..model import Change, Side, Span
from ..text.printable import printable
from .compose import LETTERS, Differing

Tag = Literal["", "u", "del", "ins", "i", "s"]
#: A stretch of a text and how its words are marked.
Stretch = tuple[Span, Tag]

#: Marks that only say which way a neighbouring letter runs. Right-to-left reports use them, and inside a
#: sentence of its own they can turn nothing outside it.
_HARMLESS = re.compile("([\u061c\u200e\u200f])")
#: Words of each wording that are spoken in the name of a mark.
_SPOKEN_WORDS = 14


@dataclass
class Places:
    """The anchors that were written: each once, and nothing leads to a place that is not there."""

    taken: set[str] = field(default_factory=set)

    def __contains__(self, place: str) -> bool:
        return place in self.taken

    def new(self, place: str) -> str:
        """An anchor that is not taken."""
        name, n = place, 2
        while name in self.taken:
            name, n = f"{place}-{n}", n + 1
        self.taken.add(name)
        return name


@dataclass(frozen=True, slots=True)
class Mark:
    """A change as it stands in one of the texts."""

    change: Change
    span: Span
    side: Side
    differing: Sequence[Differing]

    def tag(self, at: int) -> Tag:
        """How the words at a place are marked."""
        return next((tag_of(d, self.side) for d in self.differing if d.span.start <= at < d.span.end), "")

    @property
    def place(self) -> str:
        """The anchor of the change in this text."""
        return f"{self.side[0]}-{key(self.change)}"


def tag_of(words: Differing, side: Side) -> Tag:
    """How words that differ are marked."""
    return "u" if not words.alone else "del" if side == "left" else "ins"


def text(words: str) -> str:
    """Words as text of the page: nothing in them can be markup, steer the page or turn its direction."""
    return "".join(
        piece if _HARMLESS.fullmatch(piece) else escape(printable(piece, breaks="space"))
        for piece in _HARMLESS.split(words)
    )


def first_words(words: str) -> str:
    """The first words of a wording, for reading out."""
    plain = printable(words, breaks="space").split()
    return " ".join(plain[:_SPOKEN_WORDS]) + (" …" if len(plain) > _SPOKEN_WORDS else "")


def key(change: Change) -> str:
    """The id of a change, as it may stand in an anchor."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", change.id)


def wording(words: str, shown: Span, differing: Sequence[Differing], side: Side) -> str:
    """Words around a change, those that differ marked."""
    out, at = "", shown.start
    for one in differing:
        span = one.span
        out += text(words[at : span.start]) + _tagged(tag_of(one, side), words[span.start : span.end])
        at = span.end
    return out + text(words[at : shown.end])


def marked(words: str, shown: Span, steps: Sequence[Stretch], marks: Sequence[Mark], places: Places) -> str:
    """Words of a report with the changes in them; `steps` say what is the same and what differs beside those."""
    marks = [mark for mark in marks if mark.span.start < shown.end and mark.span.end > shown.start]
    starts = [span.start for span, _ in steps]
    near = steps[max(0, bisect_right(starts, shown.start) - 1) : bisect_left(starts, shown.end)]
    return "".join(_written(words, shown, near, marks, places))


def _written(
    words: str, shown: Span, steps: Sequence[Stretch], marks: Sequence[Mark], places: Places
) -> Iterator[str]:
    """The words piece by piece; in each piece nothing begins or ends."""
    spans = [
        *(span for span, _ in steps),
        *(m.span for m in marks),
        *(d.span for m in marks for d in m.differing),
    ]
    cuts = sorted(
        {shown.start, shown.end, *(at for span in spans for at in span if shown.start < at < shown.end)}
    )
    coming = sorted(marks, key=lambda mark: mark.span.start, reverse=True)
    over: list[Mark] = []
    opened: Mark | None = None
    step = 0
    for start, end in pairwise(cuts):
        while coming and coming[-1].span.start <= start:
            over.append(coming.pop())
        over = [mark for mark in over if end <= mark.span.end]
        shortest = min(over, key=lambda m: (m.span.end - m.span.start, m.change.id), default=None)
        if shortest is not opened:
            yield "</a>" if opened else ""
            yield _opening(shortest, places) if shortest else ""
            opened = shortest
        for mark in over:
            if mark.place not in places:
                yield f'<span id="{places.new(mark.place)}"></span>'
        while step < len(steps) and steps[step][0].end <= start:
            step += 1
        beside: Tag = steps[step][1] if step < len(steps) and steps[step][0].start <= start else ""
        yield _tagged(shortest.tag(start) if shortest else beside, words[start:end])
        ending = [mark for mark in over if mark.span.end == end]
        if ending:
            yield "</a>"
            opened = None
        for mark in ending:
            kind = mark.change.kind
            yield f'<sup class="k-{kind}" dir="ltr" aria-hidden="true">{LETTERS[kind]}</sup>'
    yield "</a>" if opened else ""


def _opening(mark: Mark, places: Places) -> str:
    anchor = "" if mark.place in places else f' id="{places.new(mark.place)}"'
    change = mark.change
    return (
        f'<a class="ch k-{change.kind}"{anchor} href="#c-{key(change)}" tabindex="-1" '
        f'title="{change.kind} {change.verdict}: {text(change.why)}">'
    )


def _tagged(tag: Tag, words: str) -> str:
    """Words in a tag; the white space around them is not marked."""
    inner = words.strip()
    if not tag or not inner:
        return text(words)
    before, after = words[: words.index(inner)], words[words.index(inner) + len(inner) :]
    return f"{text(before)}<{tag}>{text(inner)}</{tag}>{text(after)}"
