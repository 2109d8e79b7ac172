"""Quotations as their pages show them: those of a story, and one with all its wordings and who gave which.

In go `Quotation`s, out come lines; in each wording the words that differ from the first one are marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...model import Listed, Quotation, Span, Telling, Wording
from ...report.compose import Differing, count
from ...report.page_words import wording as written
from ...text.diff import blocks, cleaned
from ...text.tokens import words
from ..writing import address, markup


@dataclass(frozen=True, slots=True)
class Entry:
    """A quotation in the list of a story."""

    words: str
    speaker: str
    told: str
    to: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One wording: its words, what became of them, and who gave them so."""

    html: Markup
    verdict: str
    why: str
    tellings: tuple[tuple[Listed, str, str], ...]


def entries(found: Sequence[Quotation], story: str) -> list[Entry]:
    """Those with several wordings first, else in order of time."""
    return [
        Entry(
            said(one.wordings[0]),
            one.speaker or "nobody is named",
            f"{count(len({t.report.id for w in one.wordings for t in w.tellings}), 'report')}, "
            f"{count(len(one.wordings), 'wording')}",
            address("/quotation", story=story, id=one.id),
        )
        for one in sorted(found, key=lambda one: not one.altered)
    ]


def said(one: Wording) -> str:
    """The words of a wording, as its first report gives them."""
    telling = one.tellings[0]
    return " … ".join(telling.report.words(span) for span in telling.spans)


def wordings(found: Quotation) -> list[Shown]:
    """All wordings, in order of time."""
    first = said(found.wordings[0])
    return [
        Shown(
            html=markup(_marked(first, said(one))),
            verdict="the first" if n == 0 else one.verdict,
            why=one.why if n else "",
            tellings=tuple(map(_telling, one.tellings)),
        )
        for n, one in enumerate(found.wordings)
    ]


def _telling(one: Telling) -> tuple[Listed, str, str]:
    report = one.report
    listed = Listed(report.id, report.publisher, report.published, report.title)
    who = one.speaker or ("somebody who is not named" if one.anonymous else "nobody is named")
    return listed, who, "" if one.marked else "without quotation marks"


def _marked(first: str, other: str) -> str:
    """A wording in which the words that the first one has not are marked."""
    one, two = words(first), words(other)
    forms = [word.form for word in one]
    marks = [
        Differing(
            Span(two[block.right].start, two[block.right_end - 1].end), alone=block.left == block.left_end
        )
        for block in cleaned(blocks(forms, [word.form for word in two]), forms)
        if not block.equal and block.right < block.right_end
    ]
    return written(other, Span(0, len(other)), marks, "right")
