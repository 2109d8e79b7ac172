"""The media that a report's sentences name as their source: "told Coast Wire", "the Courier reported".

In goes a sentence, out come its `Credit`s of the kind "heard", each with the span of the medium's name. First the
names are found that can be a medium's, then what stands around them is asked: who was told or interviewed,
"according to", "citing", "a report by", media that speak. A medium that is itself the matter of the report ("Coast
Wire said it would cut jobs", "the Courier building") is none. Media without a name ("local media") give nothing.

Not tried: a medium that is named in one sentence and stood for by "it" or "the paper" in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Credit, Span
from .media import NAME, Media, Medium, MediumKind

_SURE_NOUN = (
    r"(?:news\s+agency|newsagency|news\s+service|newswire|wire\s+service|newspaper|daily|weekly|magazine|tabloid|broadcaster|radio|"
    r"radio\s+station|television|television\s+station|tv\s+station|tv\s+channel|news\s+channel|news\s+outlet|news\s+site|news\s+website|news\s+portal)"
)
#: These name other things too, and need an adjective: "the trade paper", "local station".
_NOUN_TOO = r"(?:paper|journal|station|tv|channel|network|outlet|website|site|portal|publication|wire|programme|program|podcast)"
_NOUN = rf"(?:{_SURE_NOUN}|{_NOUN_TOO}|agency)"
_ADJECTIVE = (
    r"(?:[A-Z]\w+(?:ese|ian|ish|ean|an|i|ch)|state|state-run|state-owned|official|local|national|public|private|regional|leading|"
    r"semi-official|domestic|sister|rival|independent|business|financial|trade|evening|morning|news|industry|German|French|Dutch|Swiss|student|London|Sunday)"
)
#: "the Tarvian news agency", "state broadcaster": what follows is the name of a medium, whatever its form.
_INTRO = rf"(?:(?:the|a|an|its|their)\s+)?(?:(?:{_ADJECTIVE}\s+){{0,3}}{_SURE_NOUN}|(?:{_ADJECTIVE}\s+){{1,3}}{_NOUN_TOO})"
_CANDIDATE = re.compile(rf"\b(?:{NAME}|dpa\b|epd\b)")
_LEAST_INTRO = re.compile(rf"(?:^|\s)(?P<intro>{_INTRO})(?P<comma>,?)\s+(?:the\s+)?$", re.IGNORECASE)
#: A noun that ends what stands before a name: the least that an introduction needs.
_INTRO_ENDS = re.compile(rf"\b{_NOUN},?\s+$", re.IGNORECASE)
_SPEECH = (
    r"told|tells|telling|tell|informed|(?:spoke|speaking|spoken|speaks|talking|talked)\s+(?:to|with)|"
    r"(?:confirmed|admitted|revealed|said|explained|insisted|added|acknowledging|acknowledged|admitting|confirming)\s+to|interviewed\s+by"
)
_TALK = r"interviews?|remarks?|comments?|statements?|e-?mails?|conversations?|messages?|letters?|briefings?|calls?|chat|text|texts"
_TOLD = re.compile(
    rf"\b(?P<cue>{_SPEECH}|(?:{_TALK})\s+(?:with|to|on|for|by|in|sent\s+to|obtained\s+by|given\s+to|published\s+(?:by|in))|"
    r"(?:appearing|appeared|speaking|spoke)\s+on|(?:seen|obtained|reviewed|contacted|reached|viewed)\s+by|(?:shared\s+with|provided\s+to|leaked\s+to|given\s+to))\s+"
    rf"(?:(?:reporters?|journalists?|correspondents?|the\s+editorial\s+board)\s+(?:from|of|for|at)\s+|(?:a|an)\s+(?:reporter|correspondent|journalist)\s+(?:from|of|for)\s+)?(?:{_INTRO},?\s+)?(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
#: Behind these, initials that nobody knows are a medium's.
_SURELY_TOLD = re.compile(r"^(?:told|tells|telling|interview)", re.IGNORECASE)
_PIECE = r"(?:report|article|story|stories|investigation|interview|analysis|tally|poll|survey|count|account|dispatch|reports|articles|piece|column|editorial|opinion\s+piece|op-ed)"
_DAY = r"(?:(?:on\s+)?\w+day\s+|today\s+|yesterday\s+|earlier\s+|last\s+week\s+|last\s+month\s+)?"
_ACCORDING = re.compile(
    rf"\b(?:according\s+to|(?:reported|quoted|cited|published|aired|broadcast|broken|revealed|disclosed|carried|introduced|uncovered)\s+{_DAY}(?:by|in|on)|citing|quoting|"
    rf"{_PIECE}\s+{_DAY}(?:by|from|in|on|of)|(?:data|figures|calculations?|data\s+compiled|polled|surveyed|reporting)\s+(?:by|from)|per|via|"
    rf"(?:writing|wrote|writes|written)\s+(?:in|for|at|on)|interviews?\s+in)\s+"
    rf"(?:(?:an?|the)\s+(?:\w+\s+){{0,2}}{_PIECE}\s+{_DAY}(?:by|in|from|of)\s+)?(?:{_INTRO},?\s+)?(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"\b(?:laut|selon|seg\u00fan|secondo|segundo|d['\u2019]apr\u00e8s|volgens|nach\s+(?:Angaben|Informationen)\s+(?:von|der|des)|"
    r"(?:dit|d\u00e9clar\u00e9e?|confi\u00e9|indiqu\u00e9|affirm\u00e9|expliqu\u00e9|pr\u00e9cis\u00e9|annonc\u00e9|d\u00e9clarait)\s+\u00e0|(?:dijo|declar\u00f3|explic\u00f3|afirm\u00f3|confirm\u00f3|dicho|declarado)\s+a|"
    r"(?:sagten?|erkl\u00e4rten?|best\u00e4tigten?|berichtete[n]?|berichtet|gesagt)(?:\s+(?:er|sie|es|am\s+\w+tag|[A-Z\u00c4\u00d6\u00dc][\w.-]+)){0,3}|(?:detto|dichiarato)\s+all?)\s*['\u2019]?\s*"
    r"(?:(?:der|die|das|dem|la|le|el|il|l|agence|agencia|agenzia|Nachrichtenagentur|Zeitung|Tageszeitung|journal|peri\u00f3dico|diario)['\u2019]?\s*){0,3}$",
)
_VERB = (
    r"(?:reported|reports|reporting|said|says|wrote|writes|quoted|quotes|cited|cites|added|adds|noted|notes|revealed|reveals|found|learned|learnt|"
    r"understands|disclosed|claimed|claims|suggested|describes|described|calculated|explained|explains|observed|recalled|picks\s+up)"
)
_SPEAKS = re.compile(
    rf"(?:['\u2019]s?\s+(?:[\w-]+\s+){{0,3}}?(?:[A-Z\u00c0-\u00de][\w'\u2019-]*\s*(?:and\s+)?){{1,5}})?(?:\s*['\u2019]s?)?"
    rf"(?:\s+(?:{_NOUN}|correspondent|reporter|report|article|story)(?:\s+published\s+(?:on\s+)?\w+)?)?(?P<comma>,?)"
    rf"(?:\s+(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?|\s+(?:citing|quoting)\s[^,]{{1,80}},)?\s+"
    rf"(?:(?:has|had|have|also|first|later|earlier|previously|since|separately|recently|exclusively)\s+){{0,3}}(?P<verb>{_VERB})\b"
)
#: "From Coast Wire:" over a passage, and a medium in square brackets behind an item.
_HEADS = re.compile(r"^\W*(?:From|Via)\s+(?:the\s+)?$")
_OVER = re.compile(r"(?:From|Via)\s+(?P<name>.+)", re.DOTALL)
_BRACKETED = re.compile(r"\[(?:[^\[\]]{1,60},\s+)?(?:via\s+|the\s+)?$", re.IGNORECASE)
#: "... said on Coast Radio's \"Morning\"": what was said was said there.
_ON_AIR = re.compile(r"\b(?:on|to)\s+(?:the\s+)?$")
_SHOW = re.compile(r"['\u2019]s?\s*[\"\u201c\u2018']+[A-Z]")
_SPEAKING = re.compile(
    r"\b(?:said|says|told|stated|speaking|spoke|argued|admitted|insisted|declared|asked|added|conceded|acknowledged|claimed|appear\w+|interview\w*)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"[,\"\u201d]\s+(?:reported|reports|wrote|writes|said|says)\s+(?:the\s+)?$")
#: The medium speaks of itself: "Coast Wire said it would", "the Courier reported a loss".
_OF_ITSELF = re.compile(
    r"\s+(?:(?:on|in|late|early|last)\s+(?:\w+\s+){1,3})?(?:that\s+)?(?:(?:it|its|they|their)\s+(?:own\s+)?(?!had\s+(?:seen|learned|obtained|reviewed|spoken|confirmed|been\s+told)|has\s+(?:seen|learned|obtained|reviewed|spoken|confirmed)|could\s+not|was\s+(?:unable|told)|learned|understood|understands)"
    r"|in\s+an?\s+(?:statement|filing|memo)|(?:an?\s+)?(?:\w+\s+){0,2}(?:profit|loss|revenue|revenues|earnings|results|sales|income|dividend)\b)",
    re.IGNORECASE,
)
#: What makes a medium of a bare name: "today's Courier newspaper".
_CALLED = re.compile(rf"\s+{_SURE_NOUN}\b")
#: Behind "a" a name is an adjective, as a rule of no report: "told a Courier conference".
_OF_A = re.compile(r"\ban?\s+$", re.IGNORECASE)
_OF_REPORTS = re.compile(
    rf"(?:['\u2019]s?)?\s+(?:\w+\s+)?(?:{_PIECE}|reporters?|correspondents?|journalists?|hosts?|anchors?|editors?|crew|team|programme|program)\b"
)
#: A name behind these is not who speaks: "a spokeswoman for Coast Wire said".
_NO_SUBJECT = re.compile(
    r"\b(?:for|of|at|on|by|with|from|to|in|against|like|via|than)\s+(?:the\s+)?$", re.IGNORECASE
)
_COMPANY = re.compile(r"\b(?:Inc|Corp|Corporation|Co|plc|PLC|Ltd)\b\.?$")
#: Characters before and behind a name in which its cue stands.
_NEAR = 90


def of_sentence(text: str, start: int, end: int, media: Media) -> Iterator[Credit]:
    """The media that a sentence names as its source, in the order of the text."""
    for match in _CANDIDATE.finditer(text, start, end):
        words, first = match.group(), match.start()
        introduced = text[first - 1 : first].isspace() and _INTRO_ENDS.search(
            text, max(start, first - 24), first
        )
        if not introduced and not media.possible(words):
            continue
        called = _CALLED.match(text, match.end()) is not None
        found = (
            _told(text, start, match, media, called=called)
            or _set_off(text, start, end, match, media)
            or _speaking(text, start, end, match, media, called=called)
        )
        if found is not None and found[0].kind != "pictures":
            medium, begins, length = found
            yield Credit("heard", Span(first + begins, first + length), medium.name, whole=False)


_Found = tuple[Medium, int, int]


def _told(text: str, start: int, match: re.Match[str], media: Media, *, called: bool) -> _Found | None:
    """The medium of a name behind a cue, and where in these words it begins and ends."""
    words, first = match.group(), match.start()
    found: _Found | None = None
    before = text[max(start, first - 4) : first].casefold()
    of_report = _OF_A.search(text, max(start, first - 4), first) and _OF_REPORTS.match(text, match.end())
    article = called or before == "the " or bool(of_report)
    opening = media.opening(words, weak=True, article=article)
    if opening is not None:
        found = opening[0], 0, opening[1]
    else:
        closing = media.closing(words, weak=True, article=article)
        if closing is not None:
            found = closing[0], closing[1], len(words)
    begins = first + (found[1] if found else 0)
    near = text[max(start, begins - _NEAR) : begins]
    cue = _TOLD.search(near)
    if _LOCAL.search(near) is None:
        if cue is None and not any(pattern.search(near) for pattern in (_ACCORDING, _SPOKEN)):
            return None
        if _OF_A.search(near) and not _OF_REPORTS.match(text, first + (found[2] if found else len(words))):
            return None
    if found is None and cue is not None and _SURELY_TOLD.match(cue.group()) and " " not in words:
        initials = media.initials(words)
        found = None if initials is None else (initials, 0, len(words))
    return found or _introduced(near, words)


def _set_off(text: str, start: int, end: int, match: re.Match[str], media: Media) -> _Found | None:
    """A medium that stands over a passage, in brackets behind it, or as the station that sent it."""
    first, last = match.span()
    near, behind = text[max(start, first - _NEAR) : first], text[last : last + 3]
    over = _OVER.match(match.group())
    if over is not None and behind.startswith(":"):
        medium = media.exactly(over["name"], weak=True, alone=True)
        return None if medium is None else (medium, over.start("name"), last - first)
    headed = _HEADS.search(near) and behind.startswith(":")
    bracketed = _BRACKETED.search(near) and behind.lstrip(".").startswith("]")
    if headed or bracketed:
        medium = media.exactly(match.group(), weak=True, alone=True)
        return None if medium is None else (medium, 0, last - first)
    owner = re.search(r"['\u2019]s?(?=\s|$)", match.group())
    stop = last if owner is None else first + owner.start()
    if _ON_AIR.search(near) and _SHOW.match(text, stop) and _SPEAKING.search(text, start, end):
        medium = media.exactly(text[first:stop], weak=True)
        return None if medium is None else (medium, 0, stop - first)
    return None


def _introduced(near: str, words: str) -> _Found | None:
    """A name that the noun before it makes a medium's: "the Tarvian news agency Tarn"."""
    intro = _LEAST_INTRO.search(near)
    if intro is None or re.match(r"(?:The|A|An)\s", words):
        return None
    owner = re.search(r"['\u2019]s?(?=\s|$)", words)
    kind: MediumKind = (
        "agency" if intro["intro"].casefold().endswith(("agency", "wire", "service")) else "medium"
    )
    length = len(words) if owner is None else owner.start()
    return Medium(" ".join(words[:length].split()), kind, listed=False), 0, length


def _speaking(
    text: str, start: int, end: int, match: re.Match[str], media: Media, *, called: bool
) -> _Found | None:
    """The medium of a name before a verb of saying, or of the person who writes for it."""
    words, first = match.group(), match.start()
    near = text[max(start, first - _NEAR) : first]
    if _NO_SUBJECT.search(near):
        return None
    opens = not any(c.isalnum() for c in text[start:first])
    owner = re.search(r"['\u2019]s?(?=\s|$)", words)
    for length, owned in [(len(words), False), *([(owner.start(), True)] if owner else [])]:
        said = _SPEAKS.match(text, first + length, min(end, first + length + _NEAR))
        if said is None:
            continue
        closing = media.closing(words[:length], weak=True, alone=not opens and not owned, article=called)
        if closing is None:
            intro = None if owned else _LEAST_INTRO.search(near)
            if intro is not None and bool(intro["comma"]) == bool(said["comma"]):
                return _introduced(near, words)
            continue
        of_others = owned or said["verb"] in (
            "reported",
            "reports",
            "quoted",
            "quotes",
            "cited",
            "cites",
            "reporting",
            "reveals",
            "revealed",
        )
        itself = not owned and _OF_ITSELF.match(text, said.end(), end)
        if itself or (not of_others and (_COMPANY.search(words[:length]) or media.company(closing[0]))):
            continue
        return closing[0], closing[1], length
    return None
