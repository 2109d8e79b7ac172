"""Datelines, and agencies that sign a report's last sentence.

In goes the span of a dateline ("KALM HARBOUR, May 3 (Coast Wire) -") or of a sentence, out come `Credit`s: the place, and
the agencies that stand in brackets or slashes. Not tried: places in other letters than Latin ones, and datelines in the
middle of a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Credit, Span
from .lines import is_time, plain as as_written
from .media import NAME, Media, Medium

_BRACKETS = re.compile(r"[(\[/](?P<who>[^()\[\]/\n]{2,80}(?:/[^()\[\]/\n]{2,40})*)[)\]/]")
_UPDATE = re.compile(r"^\W*(?:(?:UPDATE|WRAPUP|REFILE|CORRECTED|LEAD|RPT)\W*\d*\W+)+", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sept?|oct|okt|nov|dec|dez|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|janv|f\u00e9vr|avril|juin|juil|ao\u00fbt|d\u00e9c)[a-z\u00e9]*\.?"
_DATE = re.compile(
    rf"[\s,.]*(?:\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\.?\s+{_MONTH}|\d{{1,2}}\b).*)$",
    re.IGNORECASE | re.DOTALL,
)
_INITIALS = re.compile(r"\b[A-Z]\.[A-Z]\.$")
#: What ends a dateline: a line with a date alone has none.
_DASH = re.compile(r"[-\u2013\u2014\u2015:)\]]\s*$")
_PLACE = re.compile(r"[A-Z\u00c0-\u00de\u010c][\w\u2019'. -]*(?:,\s*[A-Z\u00c0-\u00de][\w\u2019'. -]*){0,2}")
#: Words of a place before a comma: "SAO JOSE DO RIO PRETO".
_PLACE_WORDS = 5
#: A dateline that stands before a sentence which segmenting left whole: an agency in brackets must be there.
_OPENING = re.compile(
    r"(?P<lead>(?:[A-Z\u00c0-\u00de][\w\u2019'.,\u00c0-\u00ff -]{1,60}?\s*)?[(\[](?P<who>[^()\[\]\n]{2,60})[)\]])\s*(?:[-\u2013\u2014:]|\.-|--)"
)
_CLOSING = re.compile(
    rf"(?:^|[.!?\u2026][\"\u201d\u2019')]*|\s)\s*(?:(?:[-\u2013\u2014_]+\s*)(?-i:(?P<dash>{NAME}|dpa))|[(\[](?:with\s+(?:\w+\s+)?inputs?\s+from\s+|with\s+|source:\s*)?(?P<who>[^()\[\]\n]{{2,60}})[)\]])[.\s]*$",
    re.IGNORECASE,
)


def read(text: str, span: Span, media: Media) -> Iterator[Credit]:
    """The place and the agencies of a dateline; nothing where it is only a date."""
    words = text[slice(*span)]
    if (
        is_time(words)
        or not _DASH.search(words)
        or is_time(text[span.end : span.end + 30].split("\n", maxsplit=1)[0])
    ):
        return
    brackets = list(_BRACKETS.finditer(words))
    for held in brackets:
        yield from agencies(text, span.start + held.start("who"), span.start + held.end("who"), media)
    skip = _UPDATE.match(words)
    first = skip.end() if skip else 0
    lead = re.sub(r"[\s:\u2013\u2014-]+$", "", words[: brackets[0].start() if brackets else len(words)])
    if not lead[first:].strip() and brackets:  # "(ANSA) - ROMA"
        first = brackets[0].end()
        lead = re.sub(r"[\s:.\u2013\u2014-]+$", "", words)
    place = _PLACE.search(lead, first)
    if place is None or lead[first : place.start()].strip(" -:\u2013\u2014"):
        return
    ends = _DATE.search(lead, place.start())
    stop = min(place.end(), ends.start() if ends else place.end())
    name = lead[place.start() : stop].strip(" ,-")
    name = name if _INITIALS.search(name) else name.rstrip(".")
    if _is_place(name) and not is_time(name) and media.exactly(name) is None:
        begin = span.start + place.start()
        yield Credit("dateline", Span(begin, begin + len(name)), as_place(name), whole=True)


def _is_place(name: str) -> bool:
    """Whether words before a dash can be a place: a few, with capitals, without figures."""
    words = name.split(",", maxsplit=1)[0].split()
    small = frozenset("de del der la le los las el al of and the am an auf im upon sur d'".split())
    return (
        0 < len(words) <= _PLACE_WORDS
        and not any(c.isdigit() for c in name)
        and all(word[0].isupper() or word in small for word in words)
        and words[0].casefold()
        not in (
            "correction",
            "corrected",
            "update",
            "updated",
            "exclusive",
            "breaking",
            "analysis",
            "opinion",
            "watch",
            "video",
            "posted",
            "note",
        )
    )


def opening(text: str, span: Span, media: Media) -> Iterator[Credit]:
    """The dateline with which a sentence begins, where segmenting took it for the sentence's own words."""
    stop = text.find("\n", span.start)  # a sentence may end inside a dateline: "TRENTON, N.J. (AP)"
    match = _OPENING.match(text, span.start, min(stop if stop >= 0 else len(text), span.start + 140))
    if match is None or not list(agencies(text, *match.span("who"), media)):
        return
    place = text[match.start() : match.start("who") - 1].strip(" ,")
    if not place or _is_place(_DATE.sub("", place).strip(" ,.")):
        yield from read(text, Span(*match.span("lead")), media)


def closing(text: str, span: Span, media: Media) -> Iterator[Credit]:
    """The agency that signs a report's last sentence: "... on Monday. -- Coast Wire"."""
    first = max(span.start, span.end - 90)
    match = _CLOSING.search(text[first : span.end])
    if match is None:
        return
    begin, end = match.span("dash" if match["dash"] is not None else "who")
    yield from agencies(text, first + begin, first + end, media, sure=True)


def agencies(text: str, start: int, end: int, media: Media, *, sure: bool = False) -> Iterator[Credit]:
    """The agencies of a list in brackets: "Reuters/Coast Wire"; nothing where anything else stands there.

    `sure` refuses initials that nobody knows.
    """
    found: list[Credit] = []
    for match in re.finditer(r"[^/,;&]+", text[start:end]):
        words = match.group().strip()
        if not words or is_time(words) or words.casefold() in ("staff", "agencies"):
            continue
        medium: Medium | None = media.exactly(words, weak=True, alone=True)
        medium = medium or (None if sure else media.initials(words))
        if medium is None or medium.kind == "pictures":
            return
        first = start + match.start() + match.group().index(words)
        found.append(Credit("agency", Span(first, first + len(words)), medium.name, whole=True))
    yield from found


def as_place(name: str) -> str:
    """A place as it is written in running text: "AUSTIN, Texas" is "Austin, Texas"."""
    return ", ".join(
        as_written(piece.strip()) if not piece.strip().isupper() else _capitals(piece.strip())
        for piece in name.split(",")
    )


def _capitals(piece: str) -> str:
    if len(piece) <= 3 and piece.isalpha():
        return piece if len(piece) < 3 else piece.capitalize()
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), piece)
