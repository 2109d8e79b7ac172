"""Stretches of a text that stand in quotation marks.

In goes a text and the stretches of it that are paragraphs, out come the spans from mark to mark, marks
included: straight and curly doubles, guillemets, low-high pairs, and single marks where they open and
close like quotations and not like apostrophes. Speech that runs over several paragraphs opens each of
them again and closes only the last (the printers' rule), so a mark left open runs to its paragraph's
end. Nested marks stay inside their outer quotation.

Not tried: quotations set off by dashes or by italics, and a straight single mark that could be either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .tokens import words

_PAIRS = {
    "\u201c": "\u201d\u201c",  # “ ” and German “ as closing is under „
    "\u201e": "\u201c\u201d\u201f",
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab",
    "\u300c": "\u300d",
    "\u300e": "\u300f",
    "\u2018\u2018": "\u2019\u2019\u2018\u2018",
}
_DOUBLE = re.compile(
    r"[\"\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\u300e\u300f]|\u2018\u2018|\u2019\u2019|``|''"
)
_SINGLE_OPEN = re.compile(r"(?:(?<=^)|(?<=[\s(\[\u2014\u2013-]))['\u2018](?=[\w$\u00a3\u20ac])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?\u2026%])['\u2019](?![\w])")
#: A quotation in single marks is at most this long: farther apart they are apostrophes.
_SINGLE_LONGEST = 800
_CONTRACTED = re.compile(r"(?:t|re|ve|ll|d|m)\b")
_BEFORE_OPENING = re.compile(r"[\s(\[{\u2014\u2013/'\u2018-]")


def quoted(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in quotation marks, in order, none overlapping, marks included."""
    found: list[tuple[int, int]] = []
    for start, end in paragraphs:
        doubles = list(_doubles(text, start, end))
        found.extend(_outer(text, doubles, list(_singles(text, start, end, doubles))))
    return sorted(found)


def unfinished(text: str, start: int, end: int) -> bool:
    """Whether no mark closes the quotation at the end of this stretch of it: it was cut there, and goes on."""
    return end - start > 1 and text[end - 1] not in _CLOSERS


#: What may stand last in a stretch that a mark closes.
_CLOSERS = "\"'\u201c\u201d\u201f\u2019\u2018\u00ab\u00bb\u300d\u300f"


def _outer(
    text: str, doubles: list[tuple[int, int]], singles: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Both kinds without overlaps. Single marks hold double ones as in British print (‘He called it “a mess” again,’)
    where they are curly or close behind a comma or stop; else they are apostrophes, and the double ones stand."""
    found: list[tuple[int, int]] = []
    single = set(singles)
    for span in sorted((*doubles, *singles)):
        last = found[-1] if found else (0, 0)
        if last[1] <= span[0]:
            found.append(span)
        elif last in single:
            holds = text[last[0]] == "\u2018" or text[last[1] - 2] in ".,!?\u2026"
            if not holds or span[1] > last[1]:
                found[-1] = span
    return found


def _doubles(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    closing = ""
    for match in _DOUBLE.finditer(text, start, end):
        mark = match[0]
        at = match.start()
        if mark == '"' and at > start and text[at - 1].isalpha() and _CONTRACTED.match(text, match.end()):
            continue  # don"t: a slip for an apostrophe
        if opened is None:
            if mark in ('"', "``", "''"):
                opens = at == start or _BEFORE_OPENING.match(text[at - 1]) is not None
                follows = match.end() < end and not text[match.end()].isspace()
                if (opens and follows) or (follows and text[match.end()].isalnum()):
                    opened, closing = at, '"\u201d' if mark == '"' else "''"
            elif mark in ("\u201d", "\u201f"):
                if at == start or _BEFORE_OPENING.match(
                    text[at - 1]
                ):  # a closing mark used to open (Swedish style)
                    opened, closing = at, "\u201d"
            elif mark in _PAIRS and (
                mark != "\u00bb" or text[match.end() : min(end, match.end() + 1)].isalnum()
            ):
                opened, closing = at, _PAIRS[mark]
        elif mark in closing or (mark == '"' and _closes(text, at, end)):
            if mark == '"' and _reopens(text, at, start, end):
                continue
            yield opened, match.end()
            opened = None
    if opened is not None and _runs_on(text, start, opened, end):
        yield opened, _trimmed(text, opened, end)


def _runs_on(text: str, start: int, opened: int, end: int) -> bool:
    """Whether a mark that nothing closes opens speech, and is no stray mark.

    Speech opens its paragraph, follows a comma or a colon, or is opened again by the next paragraph.
    """
    if not any(c.isalnum() for c in text[opened:end]):
        return False
    before = text[start:opened].rstrip()
    after = text[end : end + _NEXT].lstrip()
    return (
        not before or before[-1] in ",:\u2014\u2013-\u2026" or before.endswith("...") or after[:1] in _AGAIN
    )


#: Where the next paragraph is looked for, and the marks that open it again.
_NEXT = 12
_AGAIN = ('"', "\u201c", "\u201e", "\u00ab", "\u2018")


def _closes(text: str, at: int, end: int) -> bool:
    return at + 1 >= end or not text[at + 1].isalnum()


def _reopens(text: str, at: int, start: int, end: int) -> bool:
    """A straight mark after a space and before a letter cannot close: a nested or stray opening."""
    return at > start and text[at - 1].isspace() and at + 1 < end and text[at + 1].isalnum()


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _singles(text: str, start: int, end: int, doubles: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = start
    while True:
        opening = _SINGLE_OPEN.search(text, at, end)
        if opening is None:
            return
        at = opening.end()
        if any(first <= opening.start() < last for first, last in doubles):
            continue
        limit = min(end, opening.end() + _SINGLE_LONGEST)
        closing = None
        for candidate in _SINGLE_CLOSE.finditer(text, opening.end(), limit):
            inside = text[opening.end() : candidate.start()]
            # "the workers' demands": an s before the mark and a lower-case word after it is possession,
            # unless nothing else closes.
            possessive = inside.endswith("s") and re.match(
                r"\s+[a-z]", text[candidate.end() : candidate.end() + 3]
            )
            closing = candidate
            if not possessive:
                break
        if (
            closing is None
            and opening.start() == start
            and text[end : end + _NEXT].lstrip()[:1] in ("'", "\u2018")
        ):
            yield opening.start(), _trimmed(text, opening.start(), end)  # the next paragraph opens again
            return
        if closing is not None and closing.start() - opening.end() <= 1:
            continue  # rock 'n' roll
        if closing is None or len(words(text, opening.end(), closing.start())) == 0:
            continue
        yield opening.start(), closing.end()
        at = closing.end()
