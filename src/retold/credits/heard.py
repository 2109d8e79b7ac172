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

_NOUN = (
    r"(?:news\s+agency|newsagency|news\s+service|newswire|wire\s+service|newspaper|daily|weekly|paper|magazine|journal|tabloid|"
    r"broadcaster|radio|radio\s+station|station|television|television\s+station|tv|channel|network|outlet|news\s+site|news\s+website|"
    r"website|site|portal|publication|agency|wire|programme|program|podcast)"
)
_ADJECTIVE = (
    r"(?:[A-Z]\w+(?:ese|ian|ish|ean|an|i|ch)|state|state-run|state-owned|official|local|national|public|private|regional|leading|"
    r"semi-official|domestic|sister|rival|independent|business|financial|trade|evening|morning|news|industry|German|French|Dutch|Swiss|student|London|Sunday)"
)
#: "the Tarvian news agency", "state broadcaster": what follows is the name of a medium, whatever its form.
_INTRO = rf"(?:(?:the|a|an|its|their)\s+)?(?:{_ADJECTIVE}\s+){{0,3}}{_NOUN}"
_CANDIDATE = re.compile(rf"\b(?:{NAME}|dpa\b|epd\b)")
_LEAST_INTRO = re.compile(rf"(?:^|\s)(?P<intro>{_INTRO})(?P<comma>,?)\s+(?:the\s+)?$", re.IGNORECASE)
#: A noun that ends what stands before a name: the least that an introduction needs.
_INTRO_ENDS = re.compile(rf"\b{_NOUN},?\s+$", re.IGNORECASE)
_SPEECH = (
    r"told|tells|telling|tell|informed|(?:spoke|speaking|spoken|speaks|talking|talked)\s+(?:to|with)|"
    r"(?:confirmed|admitted|revealed|said|explained|insisted|added)\s+to|interviewed\s+by"
)
_TALK = r"interviews?|remarks?|comments?|statements?|e-?mails?|conversations?|messages?|letters?|briefings?|calls?|chat|text|texts"
_TOLD = re.compile(
    rf"\b(?P<cue>{_SPEECH}|(?:{_TALK})\s+(?:with|to|on|for|by|in|sent\s+to|obtained\s+by|given\s+to|published\s+(?:by|in))|"
    r"(?:appearing|appeared|speaking|spoke)\s+on|(?:seen|obtained|reviewed|contacted|reached|viewed)\s+by|(?:shared\s+with|provided\s+to|leaked\s+to|given\s+to))\s+"
    rf"(?:(?:reporters?|journalists?|correspondents?)\s+(?:from|of|for|at)\s+|(?:a|an)\s+(?:reporter|correspondent|journalist)\s+(?:from|of|for)\s+)?(?:{_INTRO},?\s+)?(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
#: Behind these, initials that nobody knows are a medium's.
_SURELY_TOLD = re.compile(r"^(?:told|tells|telling|interview)", re.IGNORECASE)
_PIECE = r"(?:report|article|story|stories|investigation|interview|analysis|tally|poll|survey|count|account|dispatch|reports|articles|piece|column|editorial|opinion\s+piece|op-ed)"
_DAY = r"(?:(?:on\s+)?\w+day\s+|today\s+|yesterday\s+|earlier\s+|last\s+week\s+|last\s+month\s+)?"
_ACCORDING = re.compile(
    rf"\b(?:according\s+to|(?:reported|quoted|cited|published|aired|broadcast|broken|revealed|disclosed|carried)\s+{_DAY}(?:by|in|on)|citing|quoting|"
    rf"{_PIECE}\s+{_DAY}(?:by|from|in|on|of)|(?:data|figures|calculations?|data\s+compiled|polled|surveyed|reporting)\s+(?:by|from)|per|via|"
    rf"(?:writing|wrote|writes|written)\s+(?:in|for)|interviews?\s+in)\s+"
    rf"(?:(?:an?|the)\s+(?:\w+\s+){{0,2}}{_PIECE}\s+{_DAY}(?:by|in|from|of)\s+)?(?:{_INTRO},?\s+)?(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"\b(?:laut|selon|seg\u00fan|secondo|segundo|d['\u2019]apr\u00e8s|volgens|nach\s+(?:Angaben|Informationen)\s+(?:von|der|des)|"
    r"(?:dit|d\u00e9clar\u00e9e?|confi\u00e9|indiqu\u00e9|affirm\u00e9|expliqu\u00e9|pr\u00e9cis\u00e9|annonc\u00e9|d\u00e9clarait)\s+\u00e0|(?:dijo|declar\u00f3|explic\u00f3|afirm\u00f3|confirm\u00f3|dicho|declarado)\s+a|"
    r"(?:sagten?|erkl\u00e4rten?|best\u00e4tigten?|berichtete[n]?|berichtet|gesagt)(?:\s+(?:er|sie|es|am\s+\w+tag))?|(?:detto|dichiarato)\s+all?)\s*['\u2019]?\s*"
    r"(?:(?:der|die|das|dem|la|le|el|il|l|agence|agencia|agenzia|Nachrichtenagentur|Zeitung|Tageszeitung|journal|peri\u00f3dico|diario)['\u2019]?\s*){0,3}$",
)
_VERB = (
    r"(?:reported|reports|reporting|said|says|wrote|writes|quoted|quotes|cited|cites|added|adds|noted|notes|revealed|reveals|found|learned|learnt|"
    r"understands|disclosed|claimed|claims|suggested|describes|described|calculated|explained|explains|observed|recalled|picks\s+up)"
)
_SPEAKS = re.compile(
    rf"(?:['\u2019]s?\s+(?:[\w-]+\s+){{0,3}}?(?:[A-Z\u00c0-\u00de][\w'\u2019-]*\s*(?:and\s+)?){{1,5}})?(?:\s*['\u2019]s?)?"
    rf"(?:\s+(?:{_NOUN}|correspondent|reporter|report|article|story))?(?P<comma>,?)"
    rf"(?:\s+(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?|\s+(?:citing|quoting)\s[^,]{{1,80}},)?\s+"
    rf"(?:(?:has|had|have|also|first|later|earlier|previously|since|separately|recently|exclusively)\s+){{0,3}}(?P<verb>{_VERB})\b"
)
_SPOKEN = re.compile(r"[,\"\u201d]\s+(?:reported|reports|wrote|writes|said|says)\s+(?:the\s+)?$")
#: The medium speaks of itself: "Coast Wire said it would", "the Courier reported a loss".
_OF_ITSELF = re.compile(
    r"\s+(?:(?:on|in|late|early|last)\s+(?:\w+\s+){1,3})?(?:that\s+)?(?:(?:it|its|they|their)\s+(?:own\s+)?(?!had\s+(?:seen|learned|obtained|reviewed|spoken|confirmed|been\s+told)|has\s+(?:seen|learned|obtained|reviewed|spoken|confirmed)|could\s+not|was\s+(?:unable|told)|learned|understood|understands)"
    r"|in\s+an?\s+(?:statement|filing|memo)|(?:an?\s+)?(?:\w+\s+){0,2}(?:profit|loss|revenue|revenues|earnings|results|sales|income|dividend)\b)",
    re.IGNORECASE,
)
#: Characters before and behind a name in which its cue stands.
_NEAR = 90


def of_sentence(text: str, start: int, end: int, media: Media) -> Iterator[Credit]:
    """The media that a sentence names as its source, in the order of the text."""
    for match in _CANDIDATE.finditer(text, start, end):
        words, first = match.group(), match.start()
        introduced = text[first - 1 : first].isspace() and _INTRO_ENDS.search(text, max(start, first - 24), first)
        if not introduced and not media.possible(words):
            continue
        found = _told(text, start, match, media) or _speaking(text, start, end, match, media)
        if found is not None and found[0].kind != "pictures":
            medium, begins, length = found
            yield Credit("heard", Span(first + begins, first + length), medium.name, whole=False)


_Found = tuple[Medium, int, int]


def _told(text: str, start: int, match: re.Match[str], media: Media) -> _Found | None:
    """The medium of a name behind a cue, and where in these words it begins and ends."""
    words, first = match.group(), match.start()
    found: _Found | None = None
    opening = media.opening(words, weak=True)
    if opening is not None:
        found = opening[0], 0, opening[1]
    else:
        closing = media.closing(words, weak=True)
        if closing is not None:
            found = closing[0], closing[1], len(words)
    begins = first + (found[1] if found else 0)
    near = text[max(start, begins - _NEAR) : begins]
    cue = _TOLD.search(near)
    if cue is None and _ACCORDING.search(near) is None and _LOCAL.search(near) is None and _SPOKEN.search(near) is None:
        return None
    if found is None and cue is not None and _SURELY_TOLD.match(cue.group()):
        one = words.split()[0]
        initials = media.initials(one)
        found = None if initials is None else (initials, 0, len(one))
    return found or _introduced(near, words)


def _introduced(near: str, words: str) -> _Found | None:
    """A name that the noun before it makes a medium's: "the Tarvian news agency Tarn"."""
    intro = _LEAST_INTRO.search(near)
    if intro is None or re.match(r"(?:The|A|An)\s", words):
        return None
    owner = re.search(r"['\u2019]s?(?=\s|$)", words)
    kind: MediumKind = "agency" if intro["intro"].casefold().endswith(("agency", "wire", "service")) else "medium"
    length = len(words) if owner is None else owner.start()
    return Medium(words[:length], kind, listed=False), 0, length


def _speaking(text: str, start: int, end: int, match: re.Match[str], media: Media) -> _Found | None:
    """The medium of a name before a verb of saying, or of the person who writes for it."""
    words, first = match.group(), match.start()
    opens = not any(c.isalnum() for c in text[start:first])
    owner = re.search(r"['\u2019]s?(?=\s|$)", words)
    length = len(words) if owner is None else owner.start()
    said = _SPEAKS.match(text, first + length, min(end, first + length + _NEAR))
    if said is None:
        return None
    closing = media.closing(words[:length], weak=True, alone=not opens)
    if closing is None:
        near = text[max(start, first - _NEAR) : first]
        intro = _LEAST_INTRO.search(near) if owner is None else None
        if intro is None or bool(intro["comma"]) != bool(said["comma"]):
            return None
        return _introduced(near, words)
    itself = owner is None and _OF_ITSELF.match(text, said.end(), end)
    return None if itself else (closing[0], closing[1], length)
