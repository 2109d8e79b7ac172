"""Whom the reports of one claim credit, read together: what one of them names is a credit in the others, too.

In go segmented reports with their own `Credit`s; out come for each the media to whom its text is credited, and the names
under which others credit its publisher. Alone, "(NPA)" under a text is any three letters; where another report of the
claim came "HALLIN (NPA) -", or is published by NPA, it is a credit. Only names in brackets, in lines of their own and at
the end of a sentence are read so, and "NPA reported", "told NPA".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from .model import Credit, Segmented, Span
from .text.tokens import words

_BRACKETS = re.compile(r"\(([^()\n]{2,60})\)\W*$")
_LINE = re.compile(r"^\W*(?:by|via|source|from)?\W*(.{2,60}?)\W*$", re.IGNORECASE)
#: How a sentence says from which medium it has something; NAME stands for the medium.
_HEARD = (
    r"\bNAME\s+(?:has\s+|had\s+)?(?:reported|reports|said|says|wrote|writes|quoted|first\s+reported)\b"
    r"|\b(?:told|according\s+to|reported\s+by|quoted\s+by|citing|[Ii]n\s+an\s+interview\s+with)\s+NAME\b"
)
_AND = re.compile(r"\s*(?:,|/|;|&|\+|\band\b)\s*")
#: What a report says of its own origin, as a whole: not who wrote it or where, nor who helped, nor what one sentence heard.
_OF_THE_TEXT = frozenset({"agency", "copyright", "republished"})


def media(segmented: Segmented, given: Sequence[Credit], known: Collection[str]) -> frozenset[str]:
    """The media to whom a report's text is credited as a whole, by itself or under one of the known names."""
    found = {credit.name for credit in given if credit.whole and credit.kind in _OF_THE_TEXT}
    by_key = {key(name): name for name in sorted(known)}
    for line in _lines(segmented):
        names = [by_key.get(key(piece)) for piece in _AND.split(line)]
        found |= {name for name in names if name is not None} if all(names) else set()
    return frozenset(found)


def heard(
    segmented: Segmented, given: Sequence[Credit], span: Span, known: Collection[str]
) -> frozenset[str]:
    """The media from whom a sentence has what it says, by the report's own credits or under one of the known names."""
    found = {
        credit.name
        for credit in given
        if credit.kind == "heard" and credit.span is not None and span.start <= credit.span.start < span.end
    }
    told = segmented.report.words(span)
    for name in known:
        if name in told:
            written = rf"(?:the\s+)?{re.escape(name)}"
            if re.search(_HEARD.replace("NAME", written), told):
                found.add(name)
    return frozenset(found)


def key(name: str) -> str:
    """A name as it is compared: "The Harbour Courier" and "Harbour Courier" are one."""
    forms = [word.form for word in words(name)]
    return " ".join(forms[1:] if len(forms) > 1 and forms[0] == "the" else forms)


def _lines(segmented: Segmented) -> list[str]:
    """What stands in brackets or in a line of its own, where credits stand."""
    report = segmented.report
    found = [
        line[1]
        for part in segmented.parts
        if part.kind in ("byline", "credit", "furniture") and (line := _LINE.match(report.words(part.span)))
    ]
    for sentence in segmented.sentences:
        told = _BRACKETS.search(report.words(sentence.span))
        if told is not None:
            found.append(told[1])
    return found
