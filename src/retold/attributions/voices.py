"""One attribution before its speaker is known: what the readers of the languages give."""

from __future__ import annotations

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


def kind_of(text: str, content: tuple[Span, ...], quoted: list[Span]) -> AttributionKind:
    """Whether what was said stands in quotation marks: all of it, a part, or nothing."""
    inside = outside = 0
    for span in content:
        for at in range(span.start, span.end):
            if text[at].isalnum():
                if any(q.start <= at < q.end for q in quoted if q.start < span.end and span.start < q.end):
                    inside += 1
                else:
                    outside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"
