"""One attribution before its speaker is known: what the readers of the languages give."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import AttributionKind, Span


@dataclass(frozen=True, slots=True)
class Voice:
    """What was said, by which words it is attributed, to whom and through whom; all places in the text.

    `rule` names the construction that it was read by.
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    rule: str
    via: tuple[Span, ...] = ()
    anonymous: bool = False


def kind_of(text: str, content: tuple[Span, ...], quoted: Sequence[Span]) -> AttributionKind:
    """Whether what was said stands in quotation marks (`quoted`, in order): all of it, a part, or nothing."""
    inside = outside = 0
    for span in content:
        at = span.start
        for place in quoted[max(0, bisect_right(quoted, (span.start,)) - 1) :]:
            if place.start >= span.end:
                break
            first, last = max(span.start, place.start), min(span.end, place.end)
            if first < last:
                outside += _letters(text, at, first)
                inside += _letters(text, first, last)
                at = last
        outside += _letters(text, at, span.end)
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))
