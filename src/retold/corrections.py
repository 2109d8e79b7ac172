"""Which claims a report puts right that calls itself a correction.

In go a segmented report and one of its sentences, and what changed since an earlier telling; out comes whether the report
corrects what that sentence tells. A report calls itself a correction at the edge of its title, in a line of its own, or in
a sentence on an earlier version. Where it says *what* it corrects, a claim is corrected that this concerns: the note and
the two tellings share a telling word, what changed is a figure that the note gives, or the note names nothing but the kind of thing ("corrects day"). Where it does
not say, what conflicts with the earlier telling in the claim's own words or figures is taken to be it.

Not tried: what a note means beyond its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .model import Change, Report, Segmented, Span
from .text.counterparts import FUNCTION_WORDS
from .text.number_words import NUMBERS
from .text.numbers import quantities
from .text.synonyms import Stock
from .text.tokens import stem, words

#: By which a report calls itself a correction.
_CORRECTION = re.compile(
    r"\b(?:correct(?:s|ed|ion|ions|ing)|retract(?:s|ed|ion)|clarification|erratum)\b", re.IGNORECASE
)
#: The same at the edge of a title, or in brackets: "CORRECTED: ...", "Ferry aground (correction)".
_LABEL = re.compile(
    r"^\W*(?:update\s*\d*\W+)?(?:correct(?:ed|ion|ions|s)|retract(?:ed|ion)|clarification|erratum)\b(?!\s+[a-z])"
    r"|[(\[\u2013\u2014:-]\s*(?:correct(?:ed|ion|ions|s)|retract(?:ed|ion)|clarification|erratum)\W*$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:earlier|previous|original|first|prior)\s+(?:version|report|story|article|item|dispatch|edition)s?\b.{0,80}"
    r"\b(?:said|gave|stated|misstated|put|reported|wrong|incorrect\w*|error|erroneous\w*|mistaken\w*|should)\b",
    re.IGNORECASE | re.DOTALL,
)
#: A line above a report that says what it corrects: "(Corrects number of homes to 34)".
_NOTE = re.compile(r"\W*(?:this\s+\w+\s+)?corrects\s+\w", re.IGNORECASE)
_OPENS = re.compile(r"\W*CORRECT(?:ION|S|ED)\b")
#: Words of notes that say nothing of what was corrected.
_OF_NOTES = frozenset(
    stem(word)
    for word in "correct corrects corrected correction corrections retracted clarification erratum story report version article item "
    "dispatch edition earlier previous original first prior updated paragraph para lead headline second third fourth last read reads "
    "should said say says gave stated misstated wrong incorrect incorrectly error erroneous mistaken mistakenly clarify clarified line "
    "text removes adds fixes show shows reflect throughout".split()
)
#: Words by which a note names the kind of thing it corrects.
_KINDS = {
    stem(word): kind
    for kind, named in (
        (
            "figure",
            "figure figures number numbers toll total amount sum count percentage rate age value price",
        ),
        ("date", "date day month year week weekday time"),
        ("name", "name names spelling title surname affiliation"),
        ("quotation", "quote quotation wording"),
    )
    for word in named.split()
}


def is_correction(segmented: Segmented, span: Span) -> bool:
    """Whether a report says that it corrects what one of its sentences may tell.

    Where its title alone tells of a correction, the sentence must, too: "Journal corrects a study" puts right no other one.
    """
    report = segmented.report
    titles = _titles(segmented)
    if any(_CORRECTION.search(line) for line in _lines(segmented)) or any(map(_LABEL.search, titles)):
        return True
    if any(_CORRECTION.search(line) for line in titles):
        return bool(_CORRECTION.search(report.words(span)))
    return any(_on_earlier(report.words(sentence.span)) for sentence in segmented.sentences)


def put_right(
    segmented: Segmented, claim: str, sides: tuple[tuple[Report, Span], tuple[Report, Span]], change: Change
) -> bool:
    """Whether a correction concerns a change between two tellings of a claim: the earlier one, and its own."""
    own, place = sides[1]
    if _CORRECTION.search(own.words(place)):
        return True
    notes = [note for note in _notes(segmented) if any(kinds_and_words(note))]
    if not notes:
        return change.effect == "conflict" and _in_claim(claim, sides, change)
    if change.kind == "figure" and any(map(_figures, notes)):
        counted = {
            value
            for (report, _), span in zip(sides, (change.left, change.right), strict=True)
            if span
            for value in _figures(report.words(span))
        }
        return any(counted & _figures(note) for note in notes)
    stock = Stock({stem(word.form) for report, span in sides for word in words(report.words(span))})
    about = map(kinds_and_words, notes)
    return any(
        any(map(stock.likes, telling)) if telling else change.kind in kinds for kinds, telling in about
    )


#: Where in a report something stands: "in paragraph 3".
_PARAGRAPH = re.compile(r"\b(?:paragraphs?|paras?|lines?)\s+\d+(?:(?:,|\s+and)\s+\d+)*", re.IGNORECASE)


def _figures(told: str) -> frozenset[float]:
    return frozenset(one.low for one in quantities(_PARAGRAPH.sub("", told)))


def kinds_and_words(note: str) -> tuple[frozenset[str], frozenset[str]]:
    """What a note says that it corrects: the kinds of things it names, and its telling words."""
    forms = [word.form for word in words(note)]
    stems = {
        stem(form)
        for form in forms
        if form not in FUNCTION_WORDS and form not in NUMBERS and not form[0].isdigit()
    }
    return (
        frozenset(_KINDS[key] for key in stems if key in _KINDS),
        frozenset(key for key in stems if key not in _KINDS and key not in _OF_NOTES),
    )


def _in_claim(claim: str, sides: Sequence[tuple[Report, Span]], change: Change) -> bool:
    """Whether what changed is part of the claim: its words, or a figure of something that the claim counts."""
    if change.kind in ("polarity", "certainty"):
        return True
    stock = Stock({stem(word.form) for word in words(claim) if word.form not in FUNCTION_WORDS})
    counted = {one.unit for one in quantities(claim)}
    for (report, _), span in zip(sides, (change.left, change.right), strict=True):
        if span is None:
            continue
        text = report.words(span)
        if any(stock.likes(stem(word.form)) for word in words(text) if word.form not in FUNCTION_WORDS):
            return True
        if change.kind == "figure" and counted & {one.unit for one in quantities(text)}:
            return True
    return False


def _titles(segmented: Segmented) -> list[str]:
    report = segmented.report
    return [report.title or "", *(report.words(p.span) for p in segmented.parts if p.kind == "headline")]


def _lines(segmented: Segmented) -> list[str]:
    """Lines of a report that are none of its sentences."""
    report = segmented.report
    return [report.words(p.span) for p in segmented.parts if p.kind not in ("byline", "headline")]


def _on_earlier(told: str) -> bool:
    """Whether a sentence tells of an earlier version of its report."""
    return bool(_EARLIER.search(told) or _OPENS.match(told))


def _notes(segmented: Segmented) -> Iterator[str]:
    """What a report says of what it corrects."""
    report = segmented.report
    yield from (line for line in _lines(segmented) if _CORRECTION.search(line))
    yield from (line for line in _titles(segmented) if _NOTE.match(line))
    for sentence in segmented.sentences:
        told = report.words(sentence.span)
        if _on_earlier(told):
            yield told
