"""Changes between the two headlines, read by the same readers as the sentences.

In go two segmented reports that are retellings, out come the changes whose counterparts stand in both
titles. Spans point into the titles, not into the texts, and the link is -1. A title's words that have no
counterpart are left out: every house writes its own headline.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Change, ChangeKind, Link, Relation, Report, Segmented, Sentence, Span
from ..text.quotes import quoted
from . import read as read_changes


def title_of(segmented: Segmented) -> str | None:
    """The title field, or the first headline that stands in the text."""
    report = segmented.report
    if report.title:
        return report.title
    return next((report.words(part.span) for part in segmented.parts if part.kind == "headline"), None)


def read(left: Segmented, right: Segmented, relation: Relation, kinds: Sequence[ChangeKind]) -> tuple[Change, ...]:
    """The changes between the titles of two reports of which one retells the other."""
    one, other = title_of(left), title_of(right)
    if not one or not other or relation.kind not in ("retelling", "partial-retelling"):
        return ()
    link = Link("title", (0,), (0,), "edited", 1.0)
    found = read_changes(_alone(left, one), _alone(right, other), (link,), kinds)
    return tuple(
        Change(c.id, c.kind, c.verdict, c.effect, c.left, c.right, -1, c.why) for c in found if c.left and c.right
    )


def _alone(segmented: Segmented, title: str) -> Segmented:
    span = Span(0, len(title))
    marks = tuple(Span(*mark) for mark in quoted(title, [span]))
    return Segmented(Report(segmented.report.id, title), (Sentence(span, 0, marks),), (), segmented.language)
