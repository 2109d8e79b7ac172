"""Cutting a report into sentences and parts.

In goes a `Report`, out comes it `Segmented`: sentences as spans of the untouched text, each with the
quoted stretches in it, and typed parts that are no sentence of the report: headline, dateline, byline,
credit, caption, furniture. Method: line ends first (`text.paragraphs`), then each paragraph is one of
the forms listed in `_FORMS` or holds sentences (`text.sentences`). Line ends first alone took every
splitter tried to F1 1.000 on two real reports.

Not tried: telling a caption written as a full sentence from the report's own sentences, where the page
did not say so; tables, whose rows stay rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .model import Part, PartKind, Report, Segmented, Sentence, Span
from .text.language import language_of
from .text.paragraphs import paragraphs
from .text.quotes import quoted
from .text.sentences import sentences
from .text.tokens import words

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?"
_AGENCY = r"(?:reuters?|ap|afp|upi|dpa|efe|ansa|pa|tass|xinhua|bloomberg|the associated press|associated press|agence france-presse)"

#: What stands on pages and is no part of the report. Matched against a whole paragraph.
_FURNITURE = re.compile(
    r"""^(?:
      [-\s\u2014]*(?:read|see|watch|listen|hear|find\ out)\s+(?:more|also|next|now|this|it|here)\b.{0,100}
    | (?:advertisement|advertising|ad|sponsored(?:\ content)?|promoted|url|e-?mail|comments?|print|share|tweet|menu|search|home|
        reply|disclaimer|newsletters?|related|more|top\ stories|latest|loading\W*|subscribe|sign\ (?:in|up)|log\ ?in|
        facebook|twitter|whatsapp|linkedin|pinterest|reddit|flipboard|copy\ link|close|video|photos?|gallery)
    | (?:view|show|hide|add|leave|post|read)\s+(?:\d+\s+)?comments?
    | (?:story|article|post)?\s*contin\w+\s+(?:reading\s+)?(?:below|after|above)\b.{0,60}
    | (?:story|article)\s+contin\w+.{0,60}
    | share\s+(?:on|this|via|with)\b.{0,80}
    | follow\s+(?:us|[@\w.]+\ on)\b.{0,100}
    | (?:sign\ up|subscribe|chat\ with\ us|get\ the\ latest|click\ here|tap\ here|download\ (?:the|our)|join\ (?:us|our))\b.{0,200}
    | (?:skip\ to|jump\ to|back\ to|scroll\ (?:down|to))\b.{0,60}
    | (?:what\ to\ read\ next|you\ (?:may|might)\ also\ like|recommended(?:\ (?:video|for\ you|stories|reading))?|now\ playing
        |trending(?:\ (?:news|now))?|most\ (?:read|popular|viewed)|more\ (?:on|from|stories)\b.{0,60}|related\ (?:stories|articles|content|topics|links|coverage|video)
        |footer\ navigation|up\ next|editor'?s?\ picks?|don'?t\ miss|in\ (?:other|related)\ news|also\ on\b.{0,40})\W*
    | (?:now\ playing|recommended\ video|watch(?:\ this)?|video|see\ also|also\ read|related(?:\ story)?|more|trending)\s*:.{0,160}
    | (?:send|email)\s+this\s+page\b.{0,80}
    | .{0,60}\b(?:all\ rights\ reserved|may\ not\ be\ (?:published|reproduced)|terms\ (?:of|and)\ (?:use|service|conditions)|privacy\ policy|cookie)\b.{0,200}
    | .*(?:window\.|function\s*\(|_taboola|googletag|\}\);).*
    | \(also\ see\b.*\)
    | pic\.twitter\.com/\S+ | https?://\S+ | www\.\S+
    | \d{1,2}:\d{2}(?::\d{2})? | \d+\s+(?:shares|comments|views|likes|min(?:ute)?s?\ read)
    | abstract\.? | full\ text\.? | (?:text|photo|image)\ size.*
    | editor.?s\ note\b.*
    | (?:do\ you\ (?:know|have)|have\ you|got\ a|were\ you)\b.{0,120}(?:story|contact|e-?mail|call|tip|newsdesk|get\ in\ touch)\b.{0,120}
    | (?:by|in\ partnership\ with)
    )\s*$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CREDIT = re.compile(
    rf"""^(?:
      \(?\s*(?:(?:additional|further|extra)\s+)?(?:reporting|writing|editing|compiled|contribut\w+|edited|written|produced|translat\w+)\s+
        (?:by|from|for|in)\b.{{0,300}}
    | .{{0,120}}\bcontributed\s+(?:reporting|to\s+this\s+(?:report|story|article))\b.{{0,60}}
    | (?:\u00a9|\(c\)|copyright)\s.{{0,200}}
    | (?:first|originally)\s+published\b.{{0,120}}
    | this\s+(?:article|story|report|post)\s+(?:was\s+(?:originally|first|updated|amended)|(?:has|have)\s+been\s+(?:updated|amended|corrected)|first|originally|is\s+from)\b.{{0,240}}
    | \(?[\u2014\u2013-]*\s*(?:this\s+(?:story|version|report|item|article)\s+)?corrects\s+(?:to\b|the\b|\w+'s\b|first|second|third|last|name|spelling|year|figure|date|headline|para\w*|in\b).{{0,300}}
    | also,?\s+please\s+read\s.{{0,600}}
    | [\u2014\u2013-]*\s*with\s+(?:files|reporting|additional\s+reporting)\s+(?:from|by)\b.{{0,120}}
    | (?:source|via|credit|agencies)\s*:\s*.{{0,80}}
    | \(?\s*{_AGENCY}(?:\s*[/,&+]\s*{_AGENCY})*\s*\)?\.?
    | (?:the\s+)?[\w.\ ]{{0,30}}\b(?:news\ agency|newswire|press\ association|staff\ and\ agencies)\.?
    )\s*$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_BYLINE_START = re.compile(r"(?:by|von|par|por)\s+(?=[A-Z\u00c0-\u00de])", re.IGNORECASE)
_BYLINE_SMALL = frozenset(
    "and the of in for at de van von der la le di da staff our correspondent correspondents reporter reporters "
    "writer writers editor desk wire agencies agency team news political special chief senior".split()
)
_DATE_LINE = re.compile(
    rf"^(?:(?:published|updated|posted|modified|last\s+(?:updated|modified)|first\s+published|created|issued|date)\b\W*(?:on|at|:)?\s*.{{0,80}}"
    rf"|(?:[\w. ]{{0,30}}\s)?{_DATE}\W*(?:/|,|at|\||-)?\s*(?:\d{{1,2}}[:.]\d{{2}}\s*(?:[ap]\.?\s?m\.?)?\s*\w{{0,4}})?"
    rf"|\d{{1,2}}[:.]\d{{2}}\s*(?:[ap]\.?m\.?)?\s*\w{{0,4}},?\s*{_DATE}|\d{{4}}-\d{{2}}-\d{{2}}.{{0,20}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}.{{0,20}})$",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"^(?:(?:photo|picture|image|pic|photograph|file\s+photo|foto|graphic|video|map)s?\b\s*(?::|by\b|courtesy|credit)"
    r"|.{0,600}(?:\([^()]{0,80}(?:/|\bphoto|\bimages?|getty|handout|file)[^()]{0,80}\)|/getty\b.{0,60}|getty\s+images.{0,40}"
    r"|\b(?:ap|file|pool|handout|courtesy)\s+photo(?:graph)?\b.{0,40})\.?$"
    r"|(?:[\w.]+\s){0,4}[\w.]*/(?:reuters|ap|afp|getty|invision|pa|epa|shutterstock|cnet|bloomberg)\b.{0,40}$)",
    re.IGNORECASE | re.DOTALL,
)
_HANDOUT = re.compile(r"^[\w. ]{2,40}/[\w. /]{2,40}\.?$")
#: "NEW YORK, May 30 (Reuters) - ", "LONDON \u2014 ", "VELMORA (Sentinel Wire) -- ": the dash that ends a dateline.
_DATELINE_DASH = re.compile(r"\s*(?:--+|[\u2014\u2013\u2015])\s*|\s+-\s+|(?<=\))(?::|-)\s+")
_DATELINE_AGENCY = re.compile(r"\(\s*[A-Z][^()\n]{1,60}\)\s*$")
_DATELINE_UPDATE = re.compile(r"UPDATED?\W*[\d/ :.-]*$", re.IGNORECASE)
_DATE_IN_LEAD = re.compile(_DATE, re.IGNORECASE)
#: A dateline is never longer than this ("SAO JOSE DO RIO PRETO, Brazil, September 30 (Agence France-Presse) --").
_DATELINE_LONGEST = 90
_ENDED = re.compile(
    r"[.!?\u2026\u3002\uff01\uff1f\u061f\u0964]['\"\u201d\u2019)\]\u00bb]*$|\.\.\.$"
    r"|[.!?]['\"\u201d\u2019)]*\s+[-\u2013\u2014]+\s*[A-Z][\w. ]{1,30}$"  # signed: "... on Monday. -- Coast Wire"
    r"|[.!?\u2026]['\"\u201d\u2019)]*\s+\([A-Z][^()]{0,60}\)$"  # credited: "... on Monday. (Coast Wire)"
)
_LABEL = re.compile(r"^[A-Z][A-Z\s]{2,30}:$")
_BULLET = re.compile(r"(?:[-*\u2022\u25cf\u25aa\u00b7]|\u2013|\u2014|\d{1,2}[.)])\s+")
_INLINE_FURNITURE = re.compile(
    r"\(Also see\b[^()]*(?:\([^()]*\)[^()]*)*\)|\[(?:READ MORE|Read more|ALSO READ)[^\]]*\]|pic\.twitter\.com/\w+"
    r"|(?<=[.!?])\s+--\s*corrects\s[^.]{0,200}\.?\s*$|(?<=[.!?])\s+\((?:This (?:story|version|report) )?[Cc]orrects\s[^()]{0,200}\)"
)

#: A paragraph that ends without a mark and has at most this many words is a heading or furniture, not a
#: sentence; longer ones are captions. Every headline of the development pairs has 5 to 20 words.
_HEADING_WORDS = 20
#: Up to this many words an unended paragraph inside the report is furniture (a button, a label).
_FURNITURE_WORDS = 3
#: Furniture, credits and captions are never longer than this (the longest of the development pages has 520).
_FORM_LONGEST = 700
#: A block this many times longer than the headline (and some) says more than the headline, and is not looked at word
#: for word.
_HEADLINE_TIMES = 2
#: Words of the place in a dateline, and words and characters of a byline, at the most.
_DATELINE_WORDS = 7
_BYLINE_WORDS = 16
_BYLINE_LONGEST = 160
#: Share of a heading's longer words that must be capitalised for a line that ends in a full stop.
_TITLE_CASE = 0.75


def segment(report: Report) -> Segmented:
    """Cut a report into sentences and parts (see the module). Raises nothing: any text can be cut."""
    text = report.text
    blocks = paragraphs(text)
    parts: list[Part] = list(report.parts)
    known = [part.span for part in report.parts]
    kept: list[tuple[int, int]] = []
    kinds = _kinds(text, blocks, report.title, known)
    if all(kind is not None for kind in kinds) and not known:
        kinds = [
            "furniture" if kind == "furniture" else None for kind in kinds
        ]  # what is nothing but a credit or a caption is a report of one sentence
    for block, kind in zip(blocks, kinds, strict=True):
        if kind is None:
            kept.append(block)
        elif not any(span.start < block[1] and block[0] < span.end for span in known):
            parts.append(Part(kind, Span(*block)))
    found: list[Sentence] = []
    told = False  # whether the report has begun: what stands before may be a list of its main points
    for number, (begin, end) in enumerate(kept):
        start = begin
        lead = 0 if told else _dateline(text[start : min(end, start + _DATELINE_LONGEST)])
        if lead:
            parts.append(Part("dateline", Span(start, start + len(text[start : start + lead].rstrip()))))
            start += lead
        bullet = _BULLET.match(text, start, end)
        told = told or bullet is None
        start = bullet.end() if bullet else start
        found.extend(_sentences(text, start, end, number, parts))
    parts.sort(key=lambda part: part.span)
    return Segmented(report, tuple(found), tuple(parts), report.language or language_of(text))


def _sentences(text: str, start: int, end: int, paragraph: int, parts: list[Part]) -> Iterator[Sentence]:
    marks = quoted(text, [(start, end)])
    for first, last in _without_inline(text, start, end, parts):
        for a, b in sentences(text, first, last):
            inside = (Span(max(a, q), min(b, r)) for q, r in marks if q < b and r > a)
            yield Sentence(Span(a, b), paragraph, tuple(span for span in inside if words(text, *span)))


def _dateline(opening: str) -> int:
    """How many characters of a paragraph's opening are its dateline, dash and space included; 0 if none.

    A dateline is an upper-case place, or a place with an agency in brackets or a date, before a dash:
    "Dover - " alone may be a sentence's start.
    """
    for dash in _DATELINE_DASH.finditer(opening):
        lead = opening[: dash.start()].rstrip()
        if not lead or dash.end() >= len(opening):
            return 0
        if _DATELINE_UPDATE.match(lead):
            return dash.end()
        agency = _DATELINE_AGENCY.search(lead)
        place = lead[: agency.start()] if agency else lead
        dated = _DATE_IN_LEAD.search(place)
        if dated:
            place = place[: dated.start()]
        letters = [c for c in place if c.isalpha()]
        upper = sum(c.isupper() for c in letters)
        short = len(place.split()) <= _DATELINE_WORDS
        if (
            short
            and (agency or dated or upper * 10 >= len(letters) * 6)
            and (not letters or place.lstrip()[0].isupper())
        ):
            return dash.end() if letters or agency else 0
    return 0


def _byline(block: str) -> bool:
    """ "By Ada Lunn and Piet Morrow in Velmora": names and small words, and nothing that ends a sentence."""
    start = _BYLINE_START.match(block)
    if not start or len(block) > _BYLINE_LONGEST:
        return False
    names = re.findall(r"[^\W\d_][\w.\u2019'-]*", block[start.end() :])
    return len(names) <= _BYLINE_WORDS and all(n[0].isupper() or n.lower() in _BYLINE_SMALL for n in names)


def _without_inline(text: str, start: int, end: int, parts: list[Part]) -> Iterator[tuple[int, int]]:
    """The stretches of a paragraph between pieces of furniture that stand inside it."""
    at = start
    for match in _INLINE_FURNITURE.finditer(text, start, end):
        if at < match.start():
            yield at, match.start()
        parts.append(Part("furniture", Span(*match.span())))
        at = match.end()
    if at < end:
        yield at, end


def _plain(text: str) -> str:
    return " ".join(word.form for word in words(text))


def _may_begin(block: str, headline: str) -> bool:
    """Whether a block's first word stands in the headline: nearly all others need not be read word for word."""
    opening = words(block, 0, _OPENING)
    return len(opening) < 2 or opening[0].form in headline


#: Characters in which the first word of a block is looked for.
_OPENING = 60


def _kinds(
    text: str, blocks: list[tuple[int, int]], title: str | None, known: list[Span]
) -> list[PartKind | None]:
    """What each paragraph is: a kind of part, or None where it holds sentences of the report."""
    headline = _plain(title) if title else ""
    kinds: list[PartKind | None] = []
    for start, end in blocks:
        block = text[start:end]
        if any(span.start <= start and end <= span.end for span in known):
            kinds.append("furniture")
        else:
            kinds.append(_form(block, headline))
    unended = [
        kind is None and not _ENDED.search(text[s:e]) and not _BULLET.match(text[s:e])
        for (s, e), kind in zip(blocks, kinds, strict=True)
    ]
    ended = sum(kind is None and not u for kind, u in zip(kinds, unended, strict=True))
    if ended == 0 or ended * 2 < sum(
        unended
    ):  # a text that ends no paragraph with a mark: all may be sentences
        if (
            kinds
            and len(kinds) > 1
            and unended[0]
            and ended
            and len(words(text, *blocks[0])) <= _HEADING_WORDS
        ):
            kinds[0] = "headline"
        return kinds
    first = next(
        (n for n, (s, e) in enumerate(blocks) if kinds[n] is None and _ENDED.search(text[s:e])), len(blocks)
    )
    for n, (start, end) in enumerate(blocks):
        points = n < first and kinds[n] is None and _BULLET.match(text[start:end])
        if points and not _ENDED.search(text[start:end]):
            kinds[n] = "headline"
        if not unended[n]:
            continue
        block = text[start:end]
        count = len(words(block))
        if block.endswith((":", ";", ",")) and count > _FURNITURE_WORDS and n > first:
            continue
        if n < first:
            kinds[n] = "headline" if count > 2 or n == 0 else "furniture"
        elif _LABEL.match(block) or count <= _FURNITURE_WORDS:
            kinds[n] = "furniture"
        elif count <= _HEADING_WORDS and not quoted(block, [(0, len(block))]):
            kinds[n] = "headline" if _title_case(block) else "caption"
    return kinds


def _form(block: str, headline: str) -> PartKind | None:
    if headline and len(block) < min(_FORM_LONGEST, _HEADLINE_TIMES * len(headline) + _FORM_LONGEST // 4):
        plain = _plain(block) if _may_begin(block, headline) else ""
        if plain and (
            plain == headline
            or (len(plain) > 20 and plain in headline)
            or (plain.startswith(headline) and len(plain) < len(headline) + 20)
        ):
            return "headline"
    if len(block) < _FORM_LONGEST and _CREDIT.match(block):
        return "credit"
    if len(block) < _FORM_LONGEST and _FURNITURE.match(block):
        return "furniture"
    if _byline(block):
        return "byline"
    if len(block) < 120 and _DATE_LINE.match(block) and not re.search(r"[a-z]{3}.*\d\.$", block):
        return "dateline"
    if len(block) < _FORM_LONGEST and (_HANDOUT.match(block) or _CAPTION.match(block)):
        return "caption"
    return None


def _title_case(block: str) -> bool:
    longer = re.findall(r"[^\W\d_]{4,}", block)
    return bool(longer) and sum(word[0].isupper() for word in longer) >= _TITLE_CASE * len(longer)
