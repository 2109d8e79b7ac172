"""The media that a report's sentences name as their source: "told Coast Wire", "the Courier reported".

In goes a sentence, out come its `Credit`s of the kind "heard", each with the span of the medium's name. By cues: who
was told or interviewed, "according to", "citing", "a report by", and media that speak. A medium that is itself
the matter of the report ("Coast Wire said it would cut jobs", "the Courier building") is none. Media without a
name ("local media") give nothing.

Not tried: a medium that is named in one sentence and stood for by "it" or "the paper" in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Credit, Span
from .media import NAME, Media, Medium

_NOUN = (
    r"(?:news\s+agency|newsagency|news\s+service|newswire|wire\s+service|newspaper|daily|weekly|paper|magazine|journal|tabloid|"
    r"broadcaster|broadcast\s+network|radio(?:\s+station)?|station|television(?:\s+(?:station|channel|network))?|tv|channel|network|"
    r"outlet|news\s+outlet|news\s+site|news\s+website|website|site|news\s+portal|portal|publication|agency|wire|programme|program|podcast)"
)
_ADJECTIVE = r"(?:[A-Z]\w+(?:ese|ian|ish|ean|an|i|ch)|state|state-run|state-owned|official|local|national|public|private|regional|leading|semi-official|domestic|sister|rival|independent|business|financial|German|French|Dutch|Swiss|student)"
#: "the Tarvian news agency", "state broadcaster": what follows is the name of a medium, whatever its form.
_INTRO = rf"(?:(?:the|a|an|its|their)\s+)?(?:{_ADJECTIVE}\s+){{0,3}}(?P<noun>{_NOUN}),?\s+"
_OWNER = rf"(?:{_INTRO})?(?P<name>{NAME}|dpa|epd)"

_TOLD = re.compile(
    rf"\b(?:told|tells|telling|tell|informed|spoke\s+to|speaking\s+to|spoken\s+to|spoke\s+with|speaking\s+with|talking\s+to|talked\s+to|"
    rf"confirmed\s+to|admitted\s+to|revealed\s+to|said\s+to|explained\s+to|tipped\s+off|"
    rf"(?:interviews?|remarks?|comments?|statements?|e-?mails?|conversations?|messages?|letters?|briefings?|calls?|chat|text|texts)\s+(?:with|to|on|for|by|in|sent\s+to|obtained\s+by|given\s+to|published\s+(?:by|in))|"
    rf"interviewed\s+by|appearing\s+on|appeared\s+on|seen\s+by|obtained\s+by|reviewed\s+by|published\s+(?:\w+day\s+)?(?:by|in)|contacted\s+by|reached\s+by|shared\s+with|provided\s+to|leaked\s+to)\s+"
    rf"(?:(?:reporters?|journalists?|correspondents?|a\s+reporter|a\s+correspondent)\s+(?:from|of|for|at)\s+)?(?-i:{_OWNER})",
    re.IGNORECASE,
)
#: Behind these a name in capitals that nobody knows is a medium's.
_SURELY_TOLD = re.compile(r"^(?:told|tells|telling|interview)", re.IGNORECASE)
_ACCORDING = re.compile(
    rf"\b(?:according\s+to|as\s+reported\s+(?:by|in)|(?:first|earlier|also|originally|widely|previously)\s+reported\s+(?:by|in)|reported\s+(?:by|in)|"
    rf"quoted\s+(?:by|in)|cited\s+(?:by|in)|citing|quoting|reports?\s+(?:by|from|in|on)|article\s+(?:by|in|from)|stor(?:y|ies)\s+(?:by|in|from)|"
    rf"investigations?\s+by|analysis\s+by|survey\s+by|poll\s+by|tally\s+by|count\s+by|calculations?\s+by|data\s+(?:compiled\s+)?by|polled\s+by|surveyed\s+by|per|via|reporting\s+(?:by|from|in)|account\s+(?:by|in)|interviews?\s+in|"
    rf"writing\s+in|wrote\s+in|writes\s+in|writing\s+for|wrote\s+for|broken\s+by|revealed\s+by|disclosed\s+by|published\s+(?:\w+day\s+)?(?:by|in)|aired\s+(?:by|on)|broadcast\s+(?:by|on))\s+"
    rf"(?:(?:an?|the)\s+(?:\w+\s+)?(?:report|article|story|investigation|interview|analysis|tally|poll|survey|count)\s+(?:by|in|from|of)\s+)?(?:an?\s+)?(?-i:{_OWNER})",
    re.IGNORECASE,
)
_VERB = (
    r"(?:reported|reports|reporting|report|said|says|wrote|writes|quoted|quotes|cited|cites|added|adds|noted|notes|revealed|reveals|found|"
    r"learned|learnt|understands|disclosed|broke|claimed|claims|suggested|asked|describes|described|calculated|published|explained|explains|observed|put|obtained)"
)
_SPEAKS = re.compile(
    rf"(?:(?P<intro>(?:[Tt]he|[Aa]n?|[Ii]ts)?\s*(?:{_ADJECTIVE}\s+){{0,3}}{_NOUN}),?\s+)?(?P<name>{NAME})"
    rf"(?P<owner>['\u2019]s?\s+(?:(?:[\w-]+\s+){{0,3}}?)(?:[A-Z\u00c0-\u00de][\w'\u2019-]*\s?){{1,3}})?"
    rf"(?P<called>\s+(?:{_NOUN}|correspondent|reporter|report|article))?,?"
    rf"(?:\s+(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?|,\s+(?:citing|quoting)\s[^,]{{1,80}},)?\s+"
    rf"(?:(?:has|had|have|also|first|later|earlier|previously|since|separately|recently|exclusively)\s+){{0,3}}(?P<verb>{_VERB})\b"
)
_SPOKEN = re.compile(rf"[,\"\u201d]\s+(?P<verb>reported|reports|wrote|writes|said|says)\s+(?P<name>{NAME})")
_LOCAL = re.compile(
    rf"\b(?:laut|selon|seg\u00fan|secondo|segundo|d['\u2019]apr\u00e8s|volgens|nach\s+(?:Angaben|Informationen)\s+(?:von|der|des)|"
    rf"(?:dit|d\u00e9clar\u00e9|confi\u00e9|indiqu\u00e9|affirm\u00e9|expliqu\u00e9|pr\u00e9cis\u00e9|annonc\u00e9|d\u00e9clarait)\s+\u00e0|(?:dijo|declar\u00f3|explic\u00f3|afirm\u00f3|confirm\u00f3|dicho|declarado)\s+a|"
    rf"(?:sagte|sagten|erkl\u00e4rte|best\u00e4tigte|berichtete|berichtet|gesagt)|(?:ha\s+)?(?:detto|dichiarato)\s+a(?:ll)?)\s*['\u2019]?\s*"
    rf"(?:(?:der|die|das|dem|la|le|el|il|l|agence|agencia|agenzia|Nachrichtenagentur|Deutschen|Zeitung|Tageszeitung|journal|peri\u00f3dico|diario)['\u2019]?\s*){{0,3}}(?P<name>{NAME}|dpa|epd)",
)
#: The medium speaks of itself: "Coast Wire said it would", "the Courier reported a loss".
_OF_ITSELF = re.compile(
    r"\s+(?:(?:on|in|late|early|last)\s+(?:\w+\s+){1,3})?(?:that\s+)?(?:(?:it|its|they|their)\s+(?:own\s+)?(?!had\s+(?:seen|learned|obtained|reviewed|spoken|confirmed|been\s+told)|has\s+(?:seen|learned|obtained|reviewed|spoken|confirmed)|could\s+not|was\s+unable|was\s+told|learned|understood|understands)"
    r"|in\s+an?\s+(?:statement|filing|memo)|(?:an?\s+)?(?:\w+\s+)?(?:profit|loss|revenue|revenues|earnings|results|sales|income|quarterly|net)\b)",
    re.IGNORECASE,
)
_QUICK = re.compile(
    r"\b(?:told|tell|inform|spok|speak|talk|confirm|admit|reveal|interview|remark|comment|statement|e-?mail|conversation|message|letter|call|"
    r"according|report|quot|cit|article|stor|investigat|analys|survey|tally|poll|calculat|count|data|per|via|writ|wrote|said|says|learn|understand|"
    r"disclos|describ|found|note|add|explain|publish|obtain|seen|shared|broke|aired|broadcast|laut|selon|seg|secondo|volgens|nach|dit|d\u00e9clar|dijo|declar|sagt|detto|appear|claim|suggest|ask|observ|put|leak|provid|review|contact|reach|account|confi|indiqu|expli|affirm|pr\u00e9cis|annonc|best\u00e4tig|bericht|erkl)",
    re.IGNORECASE,
)


def of_sentence(text: str, start: int, end: int, media: Media) -> Iterator[Credit]:
    """The media that a sentence names as its source, each once."""
    if _QUICK.search(text, start, end) is None:
        return
    seen: set[Span] = set()
    for credit in _all(text, start, end, media):
        if credit.span is not None and not any(
            credit.span.start < other.end and other.start < credit.span.end for other in seen
        ):
            seen.add(credit.span)
            yield credit


def _all(text: str, start: int, end: int, media: Media) -> Iterator[Credit]:
    for match in _TOLD.finditer(text, start, end):
        yield from _named(match, media, sure=_SURELY_TOLD.match(match.group()) is not None)
    for match in _ACCORDING.finditer(text, start, end):
        yield from _named(match, media, sure=False)
    for match in _LOCAL.finditer(text, start, end):
        yield from _named(match, media, sure=False)
    for match in _SPEAKS.finditer(text, start, end):
        yield from _speaking(text, start, end, match, media)
    for match in _SPOKEN.finditer(text, start, end):
        yield from _named(match, media, sure=False)


def _named(match: re.Match[str], media: Media, *, sure: bool) -> Iterator[Credit]:
    """The medium behind a cue."""
    words, first = match["name"], match.start("name")
    found = media.opening(words, weak=True)
    if found is None and sure:
        initials = media.initials(words.split()[0])
        found = None if initials is None else (initials, len(words.split()[0]))
    noun = match.groupdict().get("noun")
    if found is None and noun is not None and not re.match(r"(?:The|A|An)\s", words):
        kind = "agency" if noun.endswith(("agency", "wire", "service")) else "medium"
        owner = re.search(r"['\u2019]s?(?=\s|$)", words)
        length = len(words) if owner is None else owner.start()
        found = Medium(words[:length], kind, listed=False), length  # type: ignore[arg-type]
    if found is None or found[0].kind == "pictures":
        return
    medium, length = found
    yield Credit("heard", Span(first, first + length), medium.name, whole=False)


def _speaking(text: str, start: int, end: int, match: re.Match[str], media: Media) -> Iterator[Credit]:
    """The medium before a verb of saying."""
    words, first = match["name"], match.start("name")
    if match["verb"] in ("report", "put", "asked", "found", "added", "published", "broke", "obtained") and match["verb"] in ("report", "put"):
        return
    opens = not any(c.isalnum() for c in text[start:first])
    owner = re.search(r"['\u2019]s?(?=\s)", words)
    found: tuple[Medium, int] | None
    if owner is not None:
        inner = media.closing(words[: owner.start()], weak=True)
        found = inner
        length = owner.start()
    else:
        found = media.closing(words, weak=True, alone=not opens)
        length = len(words)
    if found is None and match["intro"] is not None and owner is None:
        kind = "agency" if match["intro"].endswith(("agency", "wire", "service")) else "medium"
        found = Medium(words, kind, listed=False), 0  # type: ignore[arg-type]
    if found is None or found[0].kind == "pictures":
        return
    if match["owner"] is None and owner is None and _OF_ITSELF.match(text, match.end(), end):
        return
    medium, begins = found
    yield Credit("heard", Span(first + begins, first + length), medium.name, whole=False)
