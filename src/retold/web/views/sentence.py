"""One sentence in all reports that tell it: its wordings as a table.

In go comparisons of the report with others; out comes a row for each, with the words that differ marked and the
changes between them. Reports with the same text share a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...model import Change, Comparison, Link, Listed, Segmented, Span
from ...report.page_words import text
from ...reviews import Review
from ..writing import address, count, markup

_HOW = {"verbatim": "word for word", "edited": "edited", "reworded": "in other words"}
_TAGS = {"replaced": "u", "inserted": "ins", "moved": "i"}


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording. `html` is None where the report does not tell the sentence."""

    report: Listed
    copies: str
    html: Markup | None
    how: str
    compare: str
    changes: tuple[Change, ...]
    link: str | None
    said: Review | None


def sentence_at(text_of: Segmented, at: int) -> int | None:
    """The sentence in which a character stands."""
    return next((n for n, s in enumerate(text_of.sentences) if s.span.start <= at < s.span.end), None)


def variant(
    found: Comparison, sentence: int, report: Listed, copies: Sequence[Listed], said: dict[str, Review]
) -> Variant:
    """How the right report tells a sentence of the left one."""
    also = f"and {count(len(copies), 'copy', 'copies')} of this text" if copies else ""
    held = [(n, link) for n, link in enumerate(found.links) if sentence in link.left]
    compare = address("/compare", left=found.left.report.id, right=found.right.report.id)
    if not held:
        return Variant(report, also, None, "not told", compare, (), None, None)
    place, link = held[0]
    source = found.left.sentences[sentence].span
    changes = tuple(
        change
        for change in found.changes
        if change.link == place
        and (change.left is None or source.start <= change.left.start < source.end or len(link.left) == 1)
    )
    return Variant(
        report=report,
        copies=also,
        html=markup(_words(found, link)),
        how=_HOW[link.kind],
        compare=f"{compare}#R{link.right[0] + 1}",
        changes=changes,
        link=link.id,
        said=said.get(link.id),
    )


def _words(found: Comparison, link: Link) -> str:
    """The right sentences of a link; words that differ are marked, and what was dropped stands struck in its place."""
    right, left = found.right.report, found.left.report
    spans = [found.right.sentences[n].span for n in link.right]
    if link.kind == "reworded" or not link.steps:
        return " ".join(text(right.words(span)) for span in spans)
    shown = Span(spans[0].start, spans[-1].end)
    out = []
    for step in link.steps:
        if step.kind == "deleted" and left.words(step.left).strip():
            out.append(f"<del>{text(left.words(step.left).strip())}</del> ")
        elif step.right.start < step.right.end and shown.start <= step.right.start < shown.end:
            words, tag = right.words(step.right), _TAGS.get(step.kind)
            inner = words.strip()
            out.append(
                text(words).replace(text(inner), f"<{tag}>{text(inner)}</{tag}>", 1)
                if tag and inner
                else text(words)
            )
    return "".join(out)
