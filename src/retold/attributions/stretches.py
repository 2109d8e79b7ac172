"""The stretches of a report in which attributions are read: its sentences, and its headlines.

In goes a `Segmented` report, out come `Stretch`es in the order of the text: a quotation of several sentences
keeps them together, so that its cue is read with all of it. Not tried: captions and furniture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Segmented, Sentence, Span
from ..text.quotes import quoted, unfinished


@dataclass(frozen=True, slots=True)
class Stretch:
    """One or more sentences that are read as one; `paragraph` is -1 for a headline."""

    span: Span
    quoted: tuple[Span, ...]
    paragraph: int

    def only_quoted(self) -> bool:
        """Whether nothing stands in it but one quotation."""
        return len(self.quoted) == 1 and self.quoted[0] == self.span


def stretches(segmented: Segmented) -> list[Stretch]:
    """The stretches of a report."""
    text = segmented.report.text
    found = [*_headlines(segmented), *_sentences(text, segmented.sentences)]
    return list(_announced(segmented.report.text, sorted(found, key=lambda stretch: stretch.span)))


def _headlines(segmented: Segmented) -> Iterator[Stretch]:
    text = segmented.report.text
    for part in segmented.parts:
        if part.kind == "headline":
            yield Stretch(part.span, tuple(Span(*s) for s in quoted(text, [part.span])), -1)


def _sentences(text: str, sentences: tuple[Sentence, ...]) -> Iterator[Stretch]:
    held: Stretch | None = None
    for sentence in sentences:
        if held is not None and _goes_on(text, held, sentence):
            joined = Span(held.quoted[-1].start, sentence.quoted[0].end)
            held = Stretch(
                Span(held.span.start, sentence.span.end),
                (*held.quoted[:-1], joined, *sentence.quoted[1:]),
                held.paragraph,
            )
            continue
        if held is not None:
            yield held
        held = Stretch(sentence.span, sentence.quoted, sentence.paragraph)
    if held is not None:
        yield held


def _announced(text: str, held: list[Stretch]) -> Iterator[Stretch]:
    """The stretches, one that ends with a colon joined with the quotation that it announces."""
    before: Stretch | None = None
    for stretch in held:
        opens = bool(stretch.quoted) and stretch.quoted[0].start == stretch.span.start
        if before is not None and opens and text[before.span.end - 1] == ":":
            span = Span(before.span.start, stretch.span.end)
            before = Stretch(span, (*before.quoted, *stretch.quoted), stretch.paragraph)
            continue
        if before is not None:
            yield before
        before = stretch
    if before is not None:
        yield before


def _goes_on(text: str, held: Stretch, sentence: Sentence) -> bool:
    """Whether a quotation runs over the end of one sentence into the next."""
    if held.paragraph != sentence.paragraph or not held.quoted or not sentence.quoted:
        return False
    last, first = held.quoted[-1], sentence.quoted[0]
    return last.end == held.span.end and first.start == sentence.span.start and unfinished(text, *last)
