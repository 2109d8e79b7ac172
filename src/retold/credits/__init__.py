"""Who is credited for a report: agencies, bylines, datelines, notes on who contributed or published first, media heard.

In goes a `Segmented` report, out come its `Credit`s in the order of the text, each with the span of the name that is
credited and the name under which it is told. What segmenting found to be no sentence is read line by line
(`lines`), datelines are taken apart (`datelines`), sentences are read for the media that they name as their
source (`heard`). What the report's fields tell comes first and has no span.

Not tried: who owns whom, and whether a credit is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Credit, Report, Segmented, Sentence, Span
from ..text.addresses import site as site_of
from . import datelines, heard, lines
from .media import Media

#: The most that a line of credits has; longer ones are the report's own words.
_LONGEST_LINE = 600
#: Paragraphs among which a dateline that segmenting did not see may stand.
_LEADS = 40
#: Words of a paragraph without a mark at its end that may be a line of credits.
_LABEL_WORDS = 14


def read(segmented: Segmented) -> tuple[Credit, ...]:
    """Who is credited for a report, in the order of the text; what the fields tell first."""
    report = segmented.report
    media = Media(report.text)
    found = [*_fields(report, media), *_parts(segmented, media), *_sentences(segmented, media)]
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda c: (c.span is not None, c.span or (0, 0), c.kind, c.name)))


def _fields(report: Report, media: Media) -> Iterator[Credit]:
    """What the fields of a report tell: its byline, an agency as its publisher, another site as its origin."""
    if report.byline:
        told = lines.of_line(f"By {report.byline}", 0, len(report.byline) + 3, media)
        for credit in told:
            yield Credit(credit.kind, None, credit.name, credit.whole)
    publisher = media.exactly(report.publisher, alone=True) if report.publisher else None
    if publisher is not None and publisher.kind == "agency":
        yield Credit("agency", None, publisher.name, whole=True)
    own = site_of(report.url)
    for address in dict.fromkeys((report.syndicated_from, report.canonical)):
        site = site_of(address)
        if site and site != own and (own or address == report.syndicated_from):
            yield Credit("republished", None, site, whole=True)


def _parts(segmented: Segmented, media: Media) -> Iterator[Credit]:
    text = segmented.report.text
    rows = [
        (part.kind, row)
        for part in segmented.parts
        if part.span.end - part.span.start <= _LONGEST_LINE
        for row in _rows(text, part.span)
    ]
    begins = segmented.sentences[0].span.start if segmented.sentences else len(text)
    for n, (kind, row) in enumerate(rows):
        if kind == "caption":  # of a picture, or a line that no mark ends
            noted = list(lines.of_note(text, *row, media))
            if not noted and not text[row.end :].strip():
                noted = list(datelines.closing(text, row, media))
            yield from noted
            continue
        place = list(datelines.read(text, row, media)) if kind == "dateline" else []
        if place:
            yield from place
            continue
        found = list(datelines.opening(text, row, media)) or list(lines.of_line(text, *row, media))
        yield from found
        if not found and row.start < begins and n + 1 < len(rows) and rows[n + 1][1].start < begins:
            beside = rows[n + 1][1]
            name = lines.bare_name(text, *row) if lines.is_time(text[slice(*beside)]) and n == 0 else None
            if name is not None:
                yield name


def _rows(text: str, span: Span) -> Iterator[Span]:
    """The lines of a part, without the space around them."""
    for match in re.finditer(r"[^\n\r]+", text[span.start : span.end]):
        words = match.group()
        first = span.start + match.start() + len(words) - len(words.lstrip())
        if words.strip():
            yield Span(first, first + len(words.strip()))


def _is_line(segmented: Segmented, n: int) -> bool:
    """Whether a sentence is a short paragraph of its own that no mark ends: as a rule it is no sentence."""
    sentence = segmented.sentences[n]
    words = segmented.report.words(sentence.span)
    beside = {segmented.sentences[k].paragraph for k in (n - 1, n + 1) if 0 <= k < len(segmented.sentences)}
    return (
        sentence.paragraph not in beside
        and len(words.split()) <= _LABEL_WORDS
        and not words.endswith((".", "!", "?", "\u201d", '"', ":"))
    )


def _sentences(segmented: Segmented, media: Media) -> Iterator[Credit]:
    text = segmented.report.text
    sentences = segmented.sentences
    opening: Sentence | None = None
    for n, sentence in enumerate(sentences):
        start, end = sentence.span
        if sentence.paragraph < _LEADS and (opening is None or opening.paragraph != sentence.paragraph):
            lead = datelines.opening(text, sentence.span, media)
            yield from lead
        opening = sentence
        label = _is_line(segmented, n)
        note = list(lines.of_line(text, start, end, media, sentence=not label))
        yield from note
        if not note:
            yield from heard.of_sentence(text, start, end, media)
        if n == len(sentences) - 1:
            yield from datelines.closing(text, sentence.span, media)
