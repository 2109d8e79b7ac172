"""Credits that stand in lines of their own: bylines, agencies, copyright, notes on who contributed or published first.

In goes a line of a report's edges, out come its `Credit`s, each with the span of the name that is credited. By
patterns over the forms that newspapers, agencies and pages use. Pictures have credits too; those are none of
the text's, and lines that credit them are left.

Not tried: names without any sign of a credit, and forms of other languages than English, French, German,
Spanish and Italian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Credit, Span
from ..text.data_names import NATIONS, STATES
from .media import NAME, Media

#: What parts the segments of a line: "Coast Wire \u2014 By ANN LEE - Coast Wire".
_BETWEEN = re.compile(r"\s*[\u2014\u2013|\u2022\u00b7]\s*|\s+--?\s+|\s*/\s+|\s+/\s*|^/|\s*;\s*")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_TIME = re.compile(
    rf"(?:(?:published|updated|posted|on|at|last|first|modified|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[\s:,]*)*"
    rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH}|\d{{1,2}}[:.]\d{{2}}|\d{{4}}-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|\d+\s+(?:min|hour|day)s?\b).*",
    re.IGNORECASE | re.DOTALL,
)
_BY = re.compile(
    r"(?:(?<=\s)|^|(?<=[(\u2014\u2013/|-]))(?:by|von|par|por|di)\b:?\s+(?=[^\W\d_])", re.IGNORECASE
)
_COPYRIGHT = re.compile(r"\u00a9|\(c\)\s|\bcopyright\b|\u2117", re.IGNORECASE)
_HOLDER = re.compile(
    rf"(?:\u00a9|\(c\)|\bcopyright\b)[\s\u00a9]*(?:\(c\)\s*)?(?:\d{{4}}(?:\s*[-\u2013,]\s*\d{{4}})*)?[\s,.:]*(?:by\s+)?(?-i:(?P<name>{NAME}))",
    re.IGNORECASE,
)
_RESERVED = re.compile(rf"rights\s+reserved\s+(?:by|to)\s+(?-i:(?P<name>{NAME}))", re.IGNORECASE)
_TITLES = (
    r"(?:(?:staff|senior|chief|special|associate|contributing|freelance|business|sports?|political|medical|science|health|legal|national|"
    r"international|foreign|european?|middle\s+east|diplomatic|security|economics?|technology|music|news)\s+)*"
    r"(?:writers?|reporters?|correspondents?|journalists?|editors?|photographers?|researchers?|producers?|staff)"
)
_CONTRIBUTION = re.compile(
    r"\b(?:contributed\s+(?:to|for)\s+this\s+(?:report|story|article|dispatch|piece)|contributed\s+(?:additional\s+)?(?:reporting|research|writing))\b",
    re.IGNORECASE,
)
#: "Lund reported from Velmora.": where a colleague wrote, beside the note on who contributed.
_FROM = re.compile(r"\b(?:also\s+)?reported\s+from\b")
_ONE_NAME = re.compile(r"[A-Z\u00c0-\u00de][\w\u2019'-]+")
_STOP = re.compile(r"(?<![A-Z])(?<!\b(?:Jr|Dr|St|Mr|Ms))\.\s+(?=[A-Z])")
_WORK = re.compile(
    r"\b(?P<more>(?:additional|further|extra|other)\s+)?(?P<work>reporting|writing|written|compiled|editing|edited|translated|translation|"
    r"production|research|files|input|inputs|material|contributions?|information|agency\s+inputs?)\s+(?P<by>by|from)\s+",
    re.IGNORECASE,
)
#: How a note on who worked on a report begins.
_NOTE = re.compile(
    r"[(\[]?\s*(?:with\s+(?:\w+\s+)?(?:files|reporting|inputs?|material)|additional\s|reporting\s+by|written\s+by|compiled\s)",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\bwith\s+(?:(?:additional|further)\s+)?(?:files|reporting|inputs?|material|information|contributions?|reports?)\s+(?:from|by)\s*$|\bwith\s*$",
    re.IGNORECASE,
)
_STORY = r"(?:this|the|an?)\s+(?:\w+\s+){0,2}?(?:article|story|report|piece|post|text|version|essay|column|interview|item)"
_SITE = r"(?P<site>(?:www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,10})(?:/\S*)?"
_FIRST = re.compile(
    rf"(?:{_STORY}(?:\s+\w+){{0,3}}?\s+)?\b(?:(?:was|has\s+been|is)\s+)?(?:(?:originally|first|also|previously)\s+)?(?:(?:originally|first|re-?)\s*)?"
    rf"(?P<verb>published|appeared|posted|reported|ran|printed|republished|reprinted|syndicated|distributed|provided|produced|issued|reproduced|co-published|is)"
    rf"(?:\s+\w+)?(?:\s+with\s+(?:\w+\s+)?permission)?\s+(?:by|in|on|at|from|to)\s+(?:(?:the\s+)?(?:website|site|pages|blog|newspaper|news\s+agency)\s+(?:of\s+)?)?"
    rf"(?:(?-i:(?P<name>{NAME}))|{_SITE})",
    re.IGNORECASE,
)
#: Without these a sentence says nothing on where it stood first.
_MAY_REPUBLISH = re.compile(
    r"\b(?:originally|first\s+(?:appeared|published|posted|reported|ran)|re-?published|reprinted|syndicated|permission|distributed|provided|co-published|issued|reproduced|(?:full|whole|original|complete|rest\s+of\s+the)\s+(?:article|story|report|piece|post|text|version))\b"
)
_SURE = re.compile(
    r"\b(?:originally|first|re-?published|reprinted|syndicated|distributed\s+by|provided\s+by|permission|co-published|issued\s+by|reproduced)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    rf"\b(?:read|see|find|view)\s+(?:the\s+)?(?:full|whole|original|entire|complete|rest\s+of\s+the)?\s*(?:article|story|report|piece|post|text|version|it)?\s*"
    rf"(?:here\s+)?(?:at|on|in|from)\s+(?:(?-i:(?P<name>{NAME}))|{_SITE})",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    rf"(?:^|(?<=[(\[\u2014\u2013/|-])|(?<=\s))(?:source|sources|via|courtesy(?:\s+of)?|credit|quelle|fuente|fonte)\s*:?\s+(?:(?-i:(?P<name>{NAME}))|{_SITE})",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"\b(?:photo|photos|photograph|photographer|image|images|picture|pictures|graphic|video|screenshot|illustration|file|handout|pool|getty|caption|via\s+getty)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:(?:[A-Z]\.\s?){1,3}|[A-Z\u00c0-\u00de\u010c][\w\u2019'.-]*)(?:\s+(?:(?:de|van|von|der|den|la|le|da|di|el|al|bin|ter|ten|dos|du)\s+){0,2}(?:[A-Z]\.|[A-Z\u00c0-\u00de\u010c][\w\u2019'-]*)){1,4}"
)
_NOBODY = frozenset(
    "staff editorial board editors editor letters desk newsroom team reporter reporters correspondent correspondents writer writers news "
    "agencies agency our special the online web bureau admin guest press wire wires services service report reports commission reader readers "
    "minutes read full story continue sign view share email e-mail bio follow print save comment comments subscribe".split()
)
_JOINS = re.compile(
    r"\s*,?\s+(?:and|und|et|y|e|with)\s+|\s*[,&;]\s*|\s+in\s+|\s+at\s+|\s+for\s+|\s+from\s+", re.IGNORECASE
)
_LONGEST_PERSON = 5
#: What stands before a place and not before a person; "reporting from Ann Lee" is no place.
_PLACED = re.compile(r"(?:\bin|\bat|(?<!by\s)(?<!files\s)\bfrom)\s+$", re.IGNORECASE)
#: A comma before the verb closes the name of a land behind a town: "in Hallin, West Tarvia, also contributed".
_APPOSED = re.compile(r"\s*,\s*(?:also\s*|both\s*|all\s*)?")
_REGIONS = frozenset({*STATES.values(), *NATIONS})


def of_line(text: str, start: int, end: int, media: Media, *, sentence: bool = False) -> Iterator[Credit]:
    """The credits of one line. `sentence` tells that the report's own sentences are read: only sure forms count."""
    line = text[start:end]
    lower = line.lower()
    found: list[Credit] = []
    if _COPYRIGHT.search(line) or "rights reserved" in lower:
        found.extend(_copyright(text, start, end, media))
        if found or not sentence:
            yield from found
            return
    if "contributed" in lower and _CONTRIBUTION.search(line):
        yield from _contributors(text, start, end, media)
        return
    if not sentence or _MAY_REPUBLISH.search(lower):
        found.extend(_republished(text, start, end, media, sentence=sentence))
    if sentence:
        yield from found
        return
    if found:
        yield from found
        return
    worked = list(_work(text, start, end, media))
    if worked:
        yield from worked
        return
    yield from _named(text, start, end, media)


def of_note(text: str, start: int, end: int, media: Media) -> Iterator[Credit]:
    """The credits of a line that may be a caption: only notes on who contributed or published first count."""
    if _PICTURE.search(text, start, end):
        return
    if _NOTE.match(text, start, end):
        yield from _work(text, start, end, media)
    else:
        yield from of_line(text, start, end, media, sentence=True)


def _credit(kind: str, start: int, end: int, name: str, *, whole: bool = True) -> Credit:
    return Credit(kind, Span(start, end), name, whole)  # type: ignore[arg-type]


# --- copyright, first publication -------------------------------------------------------------------


def _copyright(text: str, start: int, end: int, media: Media) -> Iterator[Credit]:
    for pattern in (_HOLDER, _RESERVED):
        for match in pattern.finditer(text, start, end):
            first, last = match.span("name")
            if text[first:last].casefold().startswith(("all rights", "copyright")):
                continue
            named = media.opening(text[first:last], weak=True)
            if named is not None and named[0].kind == "pictures":
                continue
            if named is not None:
                yield _credit("copyright", first, first + named[1], named[0].name)
            else:
                words = re.split(r"\s+All\b|\.\s", text[first:last])[0]
                yield _credit("copyright", first, first + len(words), plain(words))
            return


def _republished(text: str, start: int, end: int, media: Media, *, sentence: bool) -> Iterator[Credit]:
    for pattern in (_FIRST, _MORE, _SOURCE):
        if sentence and pattern is _SOURCE:
            continue
        for match in pattern.finditer(text, start, end):
            held = match.group()
            if pattern is _FIRST and not _SURE.search(held):
                continue
            if (
                sentence
                and pattern is _FIRST
                and not re.match(
                    rf"\W*(?:{_STORY}|(?:originally|first|re-?published|reprinted))\b",
                    text[match.start() : end],
                    re.IGNORECASE,
                )
            ):
                continue
            if _PICTURE.search(text[start : match.start()]) or _PICTURE.search(held):
                continue
            if match["site"] is not None:
                yield _credit("republished", *match.span("site"), _site(match["site"]))
                return
            first, last = match.span("name")
            named = media.opening(text[first:last], weak=True)
            if named is not None and named[0].kind != "pictures":
                yield _credit("republished", first, first + named[1], named[0].name)
                return
            if pattern is _FIRST and named is None and not _TIME.match(text, first, end):
                words = text[first:last].rstrip(".,")
                yield _credit("republished", first, first + len(words), plain(words))
                return


# --- who worked on it -------------------------------------------------------------------------------


def _contributors(text: str, start: int, end: int, media: Media) -> Iterator[Credit]:
    at = start
    for stop in [*_STOP.finditer(text, start, end), None]:
        last = end if stop is None else stop.start() + 1
        cue = _CONTRIBUTION.search(text, at, last) or _FROM.search(text, at, last)
        if cue is not None:
            alone = _ONE_NAME.fullmatch(text[at : cue.start()].strip())
            if alone is not None:
                first = text.index(alone.group(), at)
                yield _credit("contribution", first, first + len(alone.group()), alone.group(), whole=False)
            else:
                yield from _list_of(text, at, cue.start(), media, "contribution", whole=False)
        at = end if stop is None else stop.end()


def _work(text: str, start: int, end: int, media: Media) -> Iterator[Credit]:
    cues = list(_WORK.finditer(text, start, end))
    for n, cue in enumerate(cues):
        until = cues[n + 1].start() if n + 1 < len(cues) else end
        main = (
            cue["more"] is None
            and cue["work"].lower() in ("reporting", "writing", "written")
            and not _WITH.search(text, start, cue.start())
        )
        yield from _list_of(text, cue.end(), until, media, "byline" if main else "contribution", whole=main)


def _list_of(text: str, start: int, end: int, media: Media, kind: str, *, whole: bool) -> Iterator[Credit]:
    """The persons and media of a list: "Ann Lee in Velmora, Coast Wire writer Piet Morrow and the Courier"."""
    at, placed = start, False
    for gap in [*_JOINS.finditer(text, start, end), None]:
        stop = end if gap is None else gap.start()
        after_place = placed and text[start:at].rstrip().endswith(",")
        placed = at > start and _PLACED.search(text, start, at) is not None
        region = after_place and (
            text[at:stop].strip(" .)").casefold() in _REGIONS
            or _APPOSED.fullmatch(text, stop, end) is not None
        )
        if not placed and not region:
            yield from _one_of(text, at, stop, media, kind, whole=whole)
        if gap is not None:
            at = gap.end()


def _one_of(text: str, start: int, end: int, media: Media, kind: str, *, whole: bool) -> Iterator[Credit]:
    for match in re.finditer(NAME, text[start:end]):
        words = match.group()
        first = start + match.start()
        named = media.opening(words, weak=True)
        if named is not None and named[0].kind != "pictures":
            yield _credit(
                "contribution" if kind == "contribution" else "agency",
                first,
                first + named[1],
                named[0].name,
                whole=whole,
            )
            rest = re.sub(
                rf"^(?:['\u2019]s?)?\s*(?:{_TITLES}\s*)*", "", words[named[1] :], flags=re.IGNORECASE
            )
            yield from _person(text, first + len(words) - len(rest), first + len(words), kind, whole=whole)
            continue
        yield from _person(text, first, first + len(words), kind, whole=whole)


def _person(text: str, start: int, end: int, kind: str, *, whole: bool) -> Iterator[Credit]:
    match = _PERSON.search(text, start, end)
    if match is None:
        return
    words = re.sub(rf"^(?:{_TITLES}\s+)+", "", match.group(), flags=re.IGNORECASE)
    first = match.end() - len(words)
    parts = [part.strip(".").casefold() for part in words.split()]
    if 2 <= len(parts) <= _LONGEST_PERSON and not _NOBODY.intersection(parts):
        yield _credit(kind, first, match.end(), plain(words), whole=whole)


# --- bylines and agencies alone ---------------------------------------------------------------------


def _named(text: str, start: int, end: int, media: Media) -> Iterator[Credit]:
    """Bylines, and agencies that stand alone in a line or beside a byline or a date."""
    if _PICTURE.search(text, start, end):
        return
    by = _BY.search(text, start, end)
    if by is not None and (by.start() == start or _BETWEEN.search(text, start, by.end())):
        yield from _agencies(text, start, by.start(), media)
        yield from _byline(text, by.end(), end, media)
        return
    segments = _segments(text, start, end)
    read = [list(_agencies(text, *segment, media)) for segment in segments]
    rest = [
        segment for segment, found in zip(segments, read, strict=True)
        if not found and not _TIME.fullmatch(text[slice(*segment)])
    ]  # fmt: skip
    if not rest:
        for found in read:
            yield from found
        return
    if len(segments) == 1:
        yield from _undersigned(text, start, end, media)


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found, at = [], start
    for gap in [*_BETWEEN.finditer(text, start, end), None]:
        stop = end if gap is None else gap.start()
        if text[at:stop].strip(" ()[].,"):
            found.append((at, stop))
        at = end if gap is None else gap.end()
    return found


def _agencies(text: str, start: int, end: int, media: Media) -> Iterator[Credit]:
    """The agencies that a segment names and nothing else: "(Reuters/AFP)", "AP June 1, 2018".

    Another medium counts in brackets alone: a line with its bare name is the page's.
    """
    bracketed = text[start:end].strip().startswith("(") and text[start:end].strip().endswith(")")
    at = start
    while at < end and not text[at].isalnum():
        at += 1
    stop = end
    while stop > at and not (text[stop - 1].isalnum() or text[stop - 1] == "."):
        stop -= 1
    timed = next(
        (m.start() for m in re.finditer(r"\s", text[at:stop]) if _TIME.fullmatch(text[at + m.end() : stop])),
        None,
    )
    if timed is not None:
        stop = at + timed
    found: list[Credit] = []
    for match in re.finditer(r"[^/,&+]+", text[at:stop]):
        for piece in re.finditer(r"(?:(?!\s+and\s+).)+", match.group(), re.DOTALL):
            words = re.sub(r"^\s*and\s+", "", piece.group())
            first = at + match.start() + piece.end() - len(words)
            bare = words.strip()
            medium = media.exactly(bare, alone=True)
            if medium is None or not (medium.kind == "agency" or (medium.kind == "medium" and bracketed)):
                if bare.casefold() in ("staff", "agencies", "other agencies", "staff reports", ""):
                    continue
                return
            lead = len(words) - len(words.lstrip())
            found.append(_credit("agency", first + lead, first + lead + len(bare), medium.name))
    yield from found


def _byline(text: str, start: int, end: int, media: Media) -> Iterator[Credit]:
    """ "By ANN LEE and PIET MORROW, Coast Wire": the persons, and the agency or medium that they write for."""
    for first, last in _segments(text, start, end):
        if _TIME.fullmatch(text[first:last]):
            continue
        at = first
        for gap in [
            *re.finditer(
                r"\s*,\s*|\s+and\s+|\s*&\s*|\s+und\s+|\s+et\s+|\s+y\s+|\s+for\s+|\s+of\s+(?=the\s+[A-Z]|[A-Z])|\s+in\s+|\s+(?:with|avec|mit|con)\s+",
                text[first:last],
                re.IGNORECASE,
            ),
            None,
        ]:
            stop = last if gap is None else first + gap.start()
            placed = re.search(r"\sin\s+$", text[first:at])
            if at < stop and not placed:
                yield from _writer(text, at, stop, media, opens=at == start)
            if gap is not None:
                at = first + gap.end()


def _writer(text: str, start: int, end: int, media: Media, *, opens: bool) -> Iterator[Credit]:
    words = text[start:end]
    named = media.opening(words, weak=True)
    if named is not None:
        medium, length = named
        if medium.kind == "agency" or (medium.kind == "medium" and medium.listed):
            yield _credit("agency", start, start + length, medium.name)
        return
    match = _PERSON.match(words.strip())
    if match is None or len(words.split()) > _LONGEST_PERSON:
        return
    parts = [part.strip(".").casefold() for part in words.split()]
    if not opens and parts[0] in ("professor", "senior", "chief"):
        return
    if len(parts) >= 2 and not _NOBODY.intersection(parts):
        lead = len(words) - len(words.lstrip())
        yield _credit("byline", start + lead, start + lead + match.end(), plain(match.group()))


def _undersigned(text: str, start: int, end: int, media: Media) -> Iterator[Credit]:
    """ "Ann Lee and Piet Morrow, Coast Wire": names without "by", before the medium they write for."""
    line = text[start:end]
    comma = line.rfind(",")
    if comma < 0 or len(line) > 120 or line.rstrip().endswith((".", "!", "?")):
        return
    medium = media.exactly(line[comma + 1 :], weak=True)
    if medium is None or medium.kind == "pictures":
        return
    persons = list(_byline(text, start, start + comma, media))
    if persons and all(credit.kind == "byline" for credit in persons):
        yield from persons
        lead = comma + 1 + len(line[comma + 1 :]) - len(line[comma + 1 :].lstrip())
        yield _credit("agency", start + lead, start + len(line.rstrip()), medium.name)


def bare_name(text: str, start: int, end: int) -> Credit | None:
    """A line that is nothing but a person's name, as a byline; the caller knows whether it stands for one."""
    match = _PERSON.fullmatch(text[start:end].strip())
    if match is None:
        return None
    parts = [part.strip(".").casefold() for part in match.group().split()]
    if not 2 <= len(parts) <= 4 or _NOBODY.intersection(parts):
        return None
    lead = len(text[start:end]) - len(text[start:end].lstrip())
    return _credit("byline", start + lead, start + lead + match.end(), plain(match.group()))


def is_time(words: str) -> bool:
    """Whether a line is nothing but a date or a time."""
    return _TIME.fullmatch(words.strip()) is not None


def _site(written: str) -> str:
    return written.lower().removeprefix("www.")


def plain(name: str) -> str:
    """A name as it is written in running text: "PAUL J. LUND" is "Paul J. Lund"."""
    words = " ".join(name.split()).strip(" .,")
    if not words.isupper() or " " not in words:
        return words
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize() if len(m.group()) > 1 else m.group(), words)
