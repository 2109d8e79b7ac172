"""Who is said to have said something, inside one sentence.

In goes a stretch of a text, out come `Said`s: the words that attribute ("said", "according to", "was
quoted as saying"), the source they name, the medium that passed it on ("told Reuters", "the paper
reported, citing ..."), and whether the source stays anonymous. The method is rules over words and
punctuation, in the manner of the pattern-based attribution extractors that annotated news is measured
with (PARC, Pareti 2012; PolNeAR, Newell et al. 2018): every cue of a table is looked at with what stands
before and behind it, and its source is the noun phrase on the side where English puts it: "police said",
"said a spokesman", "Ann Lee, who runs the yard, told ...". Cues inside quotation marks belong to the
speaker and are left out.

Verbs that also take plain objects ("announced a plan") count only with "that", a clause, a quotation or
a comma that shows it. Not tried: the content that is attributed (`leads` tells only on which side of the
cue it stands), who a pronoun is, nouns ("the claim that"), and cues without a source ("reportedly": a
hedge, which other rules read). Only languages with a table in `TABLES` are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..model import Span
from .quotes import quoted as in_marks


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution: who said it, by which words, through whom.

    `verb` is the cue in one form ("say", "tell", "according"). `leads` tells that what was said follows
    the cue. `secrecy` are the words that keep the source anonymous ("who asked not to be named").
    `aside` tells that the cue only describes its source ("the men, who say they are sailors, ...").
    """

    cue: Span
    source: Span | None
    medium: Span | None
    anonymous: bool
    verb: str
    leads: bool
    secrecy: Span | None = None
    aside: bool = False

    @property
    def span(self) -> Span:
        """From the first word of source, cue and medium to the last; a source that stands far off is left out."""
        held = [place for place in (self.cue, self.source, self.medium) if place and _near(place, self.cue)]
        return Span(min(p.start for p in held), max(p.end for p in held))

    @property
    def told(self) -> Span:
        """Cue and medium without the source: "told Reuters"."""
        if self.medium is None or self.medium.start < self.cue.start:
            return self.cue
        return Span(self.cue.start, max(self.cue.end, self.medium.end))


#: Characters between a source and its cue from which they are no longer one phrase.
_FAR = 25


def _near(place: Span, cue: Span) -> bool:
    return place.start - cue.end <= _FAR and cue.start - place.end <= _FAR


def _conjugated(listed: str, irregular: str = "") -> dict[str, tuple[str, str]]:
    """Every form of the verbs listed: form -> (verb, which form). Irregular ones as "say/says/said/saying"."""
    forms: dict[str, tuple[str, str]] = {}
    for verb in listed.split():
        short = verb.removesuffix("e")
        if verb.endswith("y") and verb[-2] not in "aeiou":
            third, past, short = verb[:-1] + "ies", verb[:-1] + "ied", verb
        else:
            third, past = verb + ("es" if verb.endswith(("s", "sh", "ch")) else "s"), short + "ed"
        forms |= {verb: (verb, "base"), third: (verb, "third"), past: (verb, "past"), short + "ing": (verb, "ing")}
    for row in irregular.split():
        verb, third, past, ing = row.split("/")
        forms |= {verb: (verb, "base"), third: (verb, "third"), past: (verb, "past"), ing: (verb, "ing")}
    return forms


@dataclass(frozen=True, slots=True)
class Table:
    """The words by which one language attributes."""

    #: Forms of all cue verbs.
    verbs: dict[str, tuple[str, str]]
    #: Verbs that always attribute.
    sure: frozenset[str]
    #: Verbs that take a clause without "that" ("claimed the bridge was shut") and rarely a plain object.
    clausal: frozenset[str]
    #: Verbs of which what papers and files do is no saying, but what they show is: want "that" or a comma.
    strict: frozenset[str]
    #: Forms that are as often nouns ("reports", "claims"): want a source in the singular before them.
    nouns_too: frozenset[str]


TABLES: dict[str, Table] = {
    "en": Table(
        verbs=_conjugated(
            "add state report announce reveal explain insist argue claim allege acknowledge concede confirm "
            "declare warn remark comment reply respond testify maintain assert contend observe predict "
            "estimate complain stress emphasize emphasise tweet joke disclose conclude caution boast recount "
            "recall reiterate repeat suggest indicate believe fear hope note expect promise vow pledge answer "
            "ask crack admonish speculate guess affirm attest exclaim whisper mutter lament deny "
            "mention find show inform proclaim opine retort gush surmise signal",
            "say/says/said/saying tell/tells/told/telling write/writes/wrote/writing think/thinks/thought/thinking "
            "admit/admits/admitted/admitting quip/quips/quipped/quipping forecast/forecasts/forecast/forecasting "
            "post/posts/posted/posting storm/storms/stormed/storming find/finds/found/finding "
            "show/shows/showed/showing swear/swears/swore/swearing",
        ),
        sure=frozenset({"say"}),
        clausal=frozenset("claim allege insist argue believe think fear hope add note warn estimate contend write".split()),
        strict=frozenset("find show deny ask mention expect think promise pledge vow post storm answer".split()),
        nouns_too=frozenset(
            "reports claims notes states hopes fears estimates forecasts answers comments posts shows finds demands "
            "forecast report claim note state hope fear estimate answer comment post show find demand promise "
            "promises pledge pledges vows vow cracks crack remarks remark stress stresses storm storms joke jokes "
            "caution reply found".split()
        ),
    )
}

_MARK = "QUOTE"
_NOT_WORDS = frozenset(",.;:()[]?!-\u2013\u2014\u2026/")
_AUXILIARIES = frozenset(
    "is was were are be been am has had have will would could should may might can shall must do did does ll "
    "isn't wasn't weren't aren't hasn't hadn't haven't won't wouldn't couldn't shouldn't can't didn't doesn't don't".split()
)
#: What undoes a cue when it stands before it: nothing was said.
_UNSAID = frozenset(
    "to not never cannot would could will must should may might can did does do won't wouldn't couldn't didn't "
    "doesn't don't can't hasn't haven't hadn't without".split()
)
_PERFECT = frozenset("has have had".split())
_BE = frozenset("is was were are be been being".split())
_DETERMINERS = frozenset("a an the this that these those his her its their our my your some many several one two no both".split())
_ALSO_OBJECTS = frozenset("it you there".split())
_SUBJECTS = frozenset("he she it they we i there you".split())
_ENDS_PHRASE = frozenset(
    "that but while whereas as after because when if although though since before until unless where so yet than "
    "nor or which who whom whose what how why then".split()
)
_PREPOSITIONS = frozenset(
    "in on at to by from during into about over under against through within near amid despite following with "
    "without after before since until as".split()
)
_WEEK = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun today yesterday tonight "
    "tomorrow earlier later recently now again afterwards previously separately meanwhile".split()
)
_ADVERBS = _WEEK | frozenset(
    "also still then already once often long just even simply further however instead himself herself itself "
    "themselves reportedly too first once only always".split()
)
_MEDIA = frozenset(
    "news agency agencies newspaper newspapers paper radio television tv channel station magazine weekly daily "
    "website broadcaster network media press service wire tabloid journal gazette site blog podcast programme program".split()
)
_BRACKETS = {")": "(", ">": "<", "]": "["}
#: Past verbs before a noun that looks like a cue: "rejected claims that".
_REJECTS = frozenset("rejected dismissed denied disputed made faced heard cited confirmed".split())
_AUDIENCES = frozenset("reporters journalists newsmen".split())

_SECRECY = re.compile(
    r"(?:who|which)\s+(?:asked|requested|wanted|wished|preferred|insisted|chose|declined|refused|spoke|was\s+speaking)\s"
    r"[^,.;\"\u201c\u201d]{0,60}?(?:anonym\w+|(?:not\s+)?(?:to\s+)?be(?:ing)?\s+(?:named|identified)|unnamed|nameless)"
    r"|(?:speaking\s+|spoke\s+)?(?:up)?on\s+(?:the\s+)?condition(?:s)?\s+of\s+anonymity|under\s+(?:the\s+)?condition\s+of\s+anonymity"
    r"|(?:speaking|spoke|talking)\s+anonymously|requesting\s+anonymity|declin(?:ing|ed)\s+to\s+be\s+(?:named|identified)"
    r"|(?:asking|asked)\s+not\s+to\s+be\s+(?:named|identified)",
    re.IGNORECASE,
)
_NAMELESS = re.compile(
    r"\b(?:sources?|insiders?|unnamed|unidentified|anonymous)\b"
    r"|\b(?:person|people|persons|someone|officials?|those|executives?|individuals?)\s+"
    r"(?:(?:with|who\s+had|having)\s+(?:direct\s+)?knowledge|(?:who\s+(?:is|are|was|were)\s+)?(?:familiar|close|briefed|involved))\b",
    re.IGNORECASE,
)

_TOKEN = re.compile(r"[^\W_]+(?:[.'\u2019&-]{1,2}[^\W_]+)*(?:(?<=s)['\u2019](?=\s[a-z]))?|--+|[^\w\s]")


class _Token(NamedTuple):
    low: str
    start: int
    end: int
    capital: bool

    @property
    def word(self) -> bool:
        return self.low[0].isalnum()


def attributions(
    text: str, start: int, end: int, quoted: Sequence[Span] | None = None, language: str = "en"
) -> list[Said]:
    """The attributions of the sentence `text[start:end]`, in order.

    `quoted` are its stretches in quotation marks; they are looked for where they are not given.
    """
    table = TABLES.get(language)
    if table is None:
        return []
    if quoted is None:
        quoted = [Span(*span) for span in in_marks(text, [(start, end)])]
    tokens = _tokens(text, start, end, quoted)
    sentence = _Sentence(text, tokens, table)
    found: list[Said] = []
    for n, token in enumerate(tokens):
        if token.low in _NOUN_CUES and sentence.low(n + 1) == "by":
            said = sentence.by_phrase(n, n + 1, "claim")
        elif token.low in _ISSUED and sentence.low(n + 2) == "statement":
            said = sentence.by_statement(n)
        elif token.low in table.verbs and not token.capital:
            said = sentence.by_verb(n)
        elif token.low == "according" and sentence.low(n + 1) == "to":
            said = sentence.by_phrase(n, n + 1, "according")
        elif token.low in ("citing", "quoting"):
            found = _cited(found, sentence.by_phrase(n, n, "cite"))
            continue
        elif token.low == "quoted":
            said = sentence.by_quoting(n)
        else:
            continue
        if said is not None and not any(_crosses(said, other) for other in found):
            found.append(said)
    interview = _INTERVIEW.match(text, start, end)
    if interview is not None and found and found[0].medium is None:
        found[0] = replace(found[0], medium=Span(*interview.span(1)))
    return [_kept_secret(text, said, start, end, alone=len(found) == 1) for said in found]


#: An interview that opens the sentence: its medium is told what follows.
_INTERVIEW = re.compile(r"\s*(?:Speaking )?[Ii]n an? (?:\w+ ){0,3}interview (?:with|to|published in) ([^,\"\u201c]{1,60}),")


#: What things go according to without saying anything.
_RULES = frozenset(
    "law laws rule rules plan plans schedule size age need needs type kind rank wishes whether how what where which "
    "principle principles agreement treaty constitution tradition custom".split()
)
_SPEAKING_PAPERS = frozenset("statement letter memo note message email e-mail tweet post release article report".split())
_ISSUED = frozenset("issued released issues releases".split())
_NOUN_CUES = frozenset("claims claim allegations allegation accusations accusation assertions assertion".split())


def _crosses(said: Said, other: Said) -> bool:
    """Whether one attribution's cue stands inside the other."""
    return other.span.start <= said.cue.start < other.span.end or said.span.start <= other.cue.start < said.span.end


def _cited(found: list[Said], said: Said | None) -> list[Said]:
    """A medium that cites a source becomes the medium of that source."""
    if said is None:
        return found
    last = found[-1] if found else None
    if last is None or last.source is None or last.medium is not None or said.cue.start - last.span.end > 2:
        return [*found, said]
    cue = Span(last.cue.start, said.cue.end)
    return [*found[:-1], replace(said, cue=cue, medium=last.source, verb=last.verb, leads=last.leads)]


def _kept_secret(text: str, said: Said, start: int, end: int, *, alone: bool) -> Said:
    """The attribution with what keeps its source anonymous."""
    low, high = (start, end) if alone else (said.span.start, min(end, said.span.end + _SECRECY_NEAR))
    secrecy = _SECRECY.search(text, low, high)
    nameless = said.source is not None and _NAMELESS.search(text[said.source.start : said.source.end])
    if secrecy is None and not nameless:
        return said
    return replace(said, anonymous=True, secrecy=Span(*secrecy.span()) if secrecy else None)


#: Characters behind an attribution where "on condition of anonymity" still belongs to it.
_SECRECY_NEAR = 80


def _tokens(text: str, start: int, end: int, quoted: Sequence[Span]) -> list[_Token]:
    """Words and marks; a stretch in quotation marks is a single token."""
    found: list[_Token] = []
    at = start
    for first, last in [*((s.start, _cut(text, s.start, s.end)) for s in quoted if s.start < end and s.end > start), (end, end)]:
        for match in _TOKEN.finditer(text, at, max(at, first)):
            word, stop = match[0], match.end()
            if word == "." and found and found[-1].end == stop:  # taken with its abbreviation
                continue
            if len(word) <= _ABBREVIATED and word[0].isalpha() and text[stop : stop + 2] == ". " and stop + 2 < end:
                stop += 1
            low = word.lower().replace("\u2019", "'")
            if word.isupper() and low in _ALSO_ACRONYMS:
                low = word
            if word in _CLOSING and found and found[-1].low in (",", ".", "?", "!") and stop < end:
                found = [_Token(_MARK, start, stop, capital=False), _Token(",", stop, stop, capital=False)]
                continue
            found.append(_Token(low, match.start(), stop, word[0].isupper()))
        if first < end:
            found.append(_Token(_MARK, first, last, capital=False))
            if text[last - 2 : last - 1] in (",", ".", "?", "!") and not text[last : last + 1] == ",":
                found.append(_Token(",", last, last, capital=False))
        at = max(at, last)
    return found


_CLOSING = ("\u201d", '"', "''", "\u2019\u2019")
_ALSO_ACRONYMS = frozenset("who us it may am".split())
#: A closing mark inside what was taken for one quotation: the marks were mixed, and it ends here.
_ENDED = re.compile(r"[,.?!][\"\u201d\u00bb]\s+(?=\w)")


def _cut(text: str, first: int, last: int) -> int:
    """The end of a quotation, at its closing mark of another style if there is one."""
    if text[last - 1 : last] in _CLOSING:
        return last
    ended = _ENDED.search(text, first + 1, last)
    return last if ended is None else ended.start() + 2


#: A full stop inside a sentence belongs to a word of up to so many letters ("Const.", "U.S.").
_ABBREVIATED = 5


class _Sentence:
    """The tokens of one sentence, and the rules that read them."""

    def __init__(self, text: str, tokens: list[_Token], table: Table) -> None:
        self.text, self.tokens, self.table = text, tokens, table

    def low(self, n: int) -> str:
        return self.tokens[n].low if 0 <= n < len(self.tokens) else ""

    def span(self, first: int, last: int) -> Span:
        return Span(self.tokens[first].start, self.tokens[last].end)

    def is_word(self, n: int) -> bool:
        return 0 <= n < len(self.tokens) and self.tokens[n].word and self.tokens[n].low != _MARK

    def adverb(self, n: int) -> bool:
        low = self.low(n)
        return low in _ADVERBS or (low.endswith("ly") and len(low) > 4 and not self.tokens[n].capital)

    # -- the cues

    def by_verb(self, n: int) -> Said | None:
        """A cue verb: "police said", "said police", "told Reuters", ", adding"."""
        verb, form = self.table.verbs[self.low(n)]
        before, helpers = n - 1, set[str]()
        while before >= 0 and (self.adverb(before) or self.low(before) in _AUXILIARIES | {"not", "to", "never"}):
            helpers.add(self.low(before))
            before -= 1
        if helpers & _UNSAID or (helpers & _BE and form != "ing") or (form == "base" and helpers & _PERFECT):
            return None
        if form == "ing" and not helpers & _BE:
            return self._participle(n, verb)
        medium, after = self._medium(n, verb)
        if verb in ("tell", "inform"):
            if (medium is None and after == n + 1) or (form == "base" and self.low(n + 1) == "it"):
                return None
            if self.low(after) == "to":
                return None
        inverted = None
        if verb not in ("tell", "inform") and form in ("past", "third", "base") and not self._clause_at(after):
            inverted = self._source_after(n)
        source = self._source_before(before) if inverted is None else inverted
        if source is None and self.low(before) == _MARK:
            source = self._source_after(n)
        if source is None:
            return None
        if not self._attributes(n, verb, source, after, inverted=inverted is not None):
            return None
        leads = inverted is None and self._content_follows(after, source)
        return Said(
            self.span(n, n), self.span(*source), medium, anonymous=False, verb=verb, leads=leads,
            aside=self.low(before) in ("who", "which", "that"),
        )  # fmt: skip

    def by_statement(self, n: int) -> Said | None:
        """ "issued a statement on Thursday, saying ..."."""
        before = n - 1
        while before >= 0 and (self.adverb(before) or self.low(before) in _PERFECT):
            before -= 1
        source = self._source_before(before)
        if source is None:
            return None
        saying = next((k for k in range(n + 3, min(n + _ASIDE, len(self.tokens))) if self.low(k) == "saying"), n + 2)
        return Said(self.span(n, saying), self.span(*source), None, anonymous=False, verb="say", leads=True)

    def by_phrase(self, first: int, last: int, verb: str) -> Said | None:
        """A cue with its source behind it: "according to the mayor", "citing two guards"."""
        source = self._phrase_from(last + 1)
        if source is None or (verb == "according" and _RULES & set(self._lows(source[0], source[0] + 4))):
            return None
        cue = self.span(first, last)
        place = self.span(*source)
        leads = first == 0 or (first == 1 and not self.is_word(0))
        return Said(cue, place, None, anonymous=False, verb=verb, leads=leads)

    def by_quoting(self, n: int) -> Said | None:
        """ "was quoted by AP as saying", "AP quoted him as saying"."""
        saying = next((k for k in range(n + 1, min(n + _QUOTED_LONGEST, len(self.tokens))) if self.low(k) == "saying"), None)
        if saying is None or self.low(saying - 1) != "as":
            return None
        before, passive = n - 1, False
        while before >= 0 and (self.adverb(before) or self.low(before) in _AUXILIARIES):
            passive = passive or self.low(before) in _BE
            before -= 1
        subject = self._source_before(before)
        cue = self.span(n, saying)
        if passive:
            by = next((k for k in range(n + 1, saying) if self.low(k) in ("by", "in", "on")), None)
            medium = None
            if by is not None and by + 1 < saying - 1 and self.low(by + 1) not in _WEEK:
                last = next((k for k in range(saying - 2, by, -1) if self.low(k) not in _WEEK), by + 1)
                medium = self.span(by + 1, last)
            source = None if subject is None else self.span(*subject)
            return Said(cue, source, medium, anonymous=False, verb="quote", leads=True)
        if n + 1 >= saying - 1:
            return None
        medium = None if subject is None else self.span(*subject)
        return Said(cue, self.span(n + 1, saying - 2), medium, anonymous=False, verb="quote", leads=True)

    def _participle(self, n: int, verb: str) -> Said | None:
        """ ", saying the road was shut", ", telling Fox that ..."."""
        if verb not in _PARTICIPLES or (
            self.low(n - 1) != "," and not (verb == "say" and self.low(n - 1) in _SPEAKING_PAPERS | _WEEK)
        ):
            return None
        if self.low(n - 1) in _PREPOSITIONS or self.low(n - 1) in _DETERMINERS:
            return None
        medium, after = self._medium(n, verb)
        if verb == "tell" and (medium is None or self.low(after) == "to"):
            return None
        if verb not in ("say", "tell") and not self._clause_at(after, sure=verb in self.table.clausal):
            return None
        subject = self._subject(n)
        source = None if subject is None else self.span(*subject)
        return Said(self.span(n, n), source, medium, anonymous=False, verb=verb, leads=True)

    def _subject(self, n: int) -> tuple[int, int] | None:
        """The noun phrase that opens the sentence, if the cue is the first thing it says."""
        opened = 0
        if self.low(0) in _PREPOSITIONS or self.adverb(0):
            opened = next((k + 1 for k in range(min(n, _ASIDE)) if self.low(k) == ","), n)
        phrase = self._phrase_from(opened) if opened < n - 1 else None
        return phrase if phrase is not None and phrase[1] < n - 1 else None

    # -- what stands around a cue

    def _attributes(self, n: int, verb: str, source: tuple[int, int], after: int, *, inverted: bool) -> bool:
        """Whether a verb that may also take a plain object attributes here."""
        if verb in self.table.sure or verb == "tell":
            return True
        token = self.low(n)
        if token in self.table.nouns_too and not self._singular(source, token):
            return False
        parenthetic = self._after_content(source[0]) or inverted
        if parenthetic and (inverted or self._at_rest(n + 1)):
            return verb not in self.table.strict or self._after_mark(min(source[0], n)) or verb in ("find", "show", "fear")
        quoting = verb not in self.table.strict and verb != "add"
        return self._clause_at(after, sure=verb in self.table.clausal, quoting=quoting)

    def _singular(self, source: tuple[int, int], token: str) -> bool:
        """Whether a word that could be a noun too has a subject that makes it a verb."""
        first, last = source
        low = self.low(last)
        if any(self.low(k).endswith("ed") for k in range(first + 1, last + 1)) and not self.tokens[last].capital:
            return False
        if low in _SUBJECTS or self.tokens[last].capital or low == "who":
            return True
        plural = low.endswith("s") and not low.endswith("ss")
        return (first < last or plural) and low not in _DETERMINERS and (plural != token.endswith("s"))

    def _after_content(self, first: int) -> bool:
        """Whether a phrase that begins here is set off from what stands before it."""
        return self.low(first - 1) in (",", _MARK, "-", "--", "\u2013", "\u2014") and first > 1

    def _after_mark(self, first: int) -> bool:
        return _MARK in (self.low(first - 1), self.low(first - 2))

    def _at_rest(self, n: int) -> bool:
        """Whether the clause ends here, but for time and place."""
        low = self.low(n)
        return not low or not low[0].isalnum() or low in _WEEK or low in _PREPOSITIONS or self.adverb(n)

    def _clause_at(self, n: int, *, sure: bool = False, quoting: bool = False) -> bool:
        """Whether what was said begins here: "that", a quotation, a colon, a subject."""
        k = n
        while self.adverb(k):
            k += 1
        if self.low(k) in ("in", "on", "at", "during", "by") :
            stop = next((m for m in range(k, min(k + _ASIDE, len(self.tokens))) if self.low(m) in ("that", _MARK, ":")), None)
            if stop is not None:
                return True
        if self.low(k) in (",", ":") and self.low(k + 1) == _MARK:
            return True
        if self.low(k) in ("that", ":", _MARK) or self.low(k) in _SUBJECTS - _ALSO_OBJECTS:
            return True
        if self.low(k) in _ALSO_OBJECTS:
            return self.is_word(k + 1) and self.low(k + 1) not in _PREPOSITIONS | _WEEK | {"and", "to"}
        if not self.is_word(k) or self.low(k) == "to":
            return False
        if quoting and _MARK in self._lows(k, k + _QUOTE_NEAR) and "," not in self._lows(k, k + _QUOTE_NEAR):
            return True
        opens = self.low(k) in _DETERMINERS or self.tokens[k].capital or self.low(k)[0].isdigit()
        near = range(k + 1, min(k + (_CLAUSE_NEAR if opens else 4), len(self.tokens)))
        return sure and any(self.low(m) in _AUXILIARIES or self.low(m).endswith("ed") for m in near)

    def _content_follows(self, after: int, source: tuple[int, int]) -> bool:
        """Whether what was said stands behind the cue."""
        if self._clause_at(after):
            return True
        return not (self._after_content(source[0]) and self._at_rest(after)) and after < len(self.tokens) - 1

    def _medium(self, n: int, verb: str) -> tuple[Span | None, int]:
        """Who was told, and the place behind it."""
        if verb not in ("tell", "inform"):
            k = n + 1
            while self.adverb(k):
                k += 1
            if self.low(k) in ("in", "during"):
                near = range(k, min(k + _ASIDE, len(self.tokens)))
                given = next((m for m in near if self.low(m) == "interview"), None)
                if given is not None and self.low(given + 1) in ("with", "to"):
                    told = self._audience(given + 2)
                    if told is not None and self._named(told):
                        return self.span(*told), n + 1
            return None, n + 1
        told = self._audience(n + 1)
        if told is None:
            return None, n + 1
        return self.span(*told), told[1] + 1

    def _named(self, phrase: tuple[int, int]) -> bool:
        return any(self.tokens[m].capital or self.low(m) in _MEDIA for m in range(phrase[0], phrase[1] + 1))

    def _audience(self, n: int) -> tuple[int, int] | None:
        """The noun phrase that was told something."""
        if not self.is_word(n) or self.low(n) in ("that", "of"):
            return None
        k, named = n, False
        while self.is_word(k) and k - n < _AUDIENCE_LONGEST:
            low, capital = self.low(k), self.tokens[k].capital
            if k > n:
                if low in _ENDS_PHRASE | _DETERMINERS | _PREPOSITIONS | _SUBJECTS | _AUXILIARIES | {"of"} or (self.adverb(k) and low not in _MEDIA):
                    break
                if named and not capital and low not in _MEDIA:
                    break
                if not named and not capital and self.low(n) not in _DETERMINERS and low not in _MEDIA:
                    break
            named = named or (capital and k >= n)
            k += 1
            if low in _SUBJECTS | {"him", "them", "us", "me"} | _AUDIENCES:
                break
        if k > n and self.low(k) == "of" and self.low(n) in _DETERMINERS and not named:
            phrase = self._audience(k + 1)
            return (n, k - 1) if phrase is None else (n, phrase[1])
        return (n, k - 1) if k > n else None

    def _source_before(self, last: int) -> tuple[int, int] | None:
        """The noun phrase that ends here, with an insertion between commas."""
        if last < 0:
            return None
        if self.low(last) == ",":
            opened = last - 1
            while opened >= 0 and self.low(opened) not in (",", ";", ":", _MARK, "--", "\u2014") and last - opened < _INSERTED:
                opened -= 1
            if self.low(opened) != "," or opened < 1:
                return None
            head = self._phrase_to(opened - 1)
            if head is None or opened + 1 >= last:
                return None
            return head[0], last - 1
        if self.low(last) in ("who", "which", "that"):
            return self._phrase_to(last - 2 if self.low(last - 1) == "," else last - 1)
        phrase = self._phrase_to(last)
        if phrase is None:
            return None
        first = phrase[0]
        role = not self.tokens[first].capital and self.low(first) not in _DETERMINERS | _SUBJECTS and last > first
        if role and self.low(first - 1) == "," and first >= 2 and self.tokens[first - 2].capital and "of" in self._lows(first, first + 2):
            head = self._phrase_to(first - 2)
            if head is not None:
                return head[0], last
        return phrase

    def _lows(self, first: int, last: int) -> list[str]:
        return [self.low(k) for k in range(first, last)]

    def _phrase_to(self, last: int) -> tuple[int, int] | None:
        """The noun phrase that ends here."""
        first = last + 1
        while first > 0 and last - first < _PHRASE_LONGEST:
            low = self.low(first - 1)
            if low in _BRACKETS:
                opened = next((k for k in range(first - 2, max(-1, first - 12), -1) if self.low(k) == _BRACKETS[low]), None)
                if opened is None:
                    break
                first = opened
                continue
            if not self.is_word(first - 1) or low in _ENDS_PHRASE or low in _AUXILIARIES:
                break
            verb = low in self.table.verbs and not self.tokens[first - 1].capital and low not in self.table.nouns_too
            if verb and self.low(first - 2) != "to":
                break
            if low in _REJECTS:
                break
            if low == "and" and not self._joins(first - 1, last):
                break
            first -= 1
            if low in _SUBJECTS and low != "it":
                break
        return self._trimmed(first, last)

    def _joins(self, at: int, last: int) -> bool:
        """Whether "and" joins two nouns: no clause stands before it."""
        if self.low(at + 1) in _SUBJECTS or at == last:
            return False
        k = at - 1
        while k >= 0 and self.is_word(k) and at - k <= _JOINED:
            if self.low(k) in _AUXILIARIES or self.low(k) in _PREPOSITIONS or (self.low(k).endswith("ed") and k > 0):
                return False
            k -= 1
        return at - k <= _JOINED and k < at - 1

    def _trimmed(self, first: int, last: int) -> tuple[int, int] | None:
        """The phrase without "On Friday", "In Paris" and conjunctions before it."""
        while first <= last and (self.low(first) in _WEEK | {"and", "but", "or", "so", "yet", "still"} or self.adverb(first)):
            first += 1
        if first < last and self.low(first) in _PREPOSITIONS:
            k = first + 1
            if self.low(k) in _DETERMINERS:
                k += 1
            while k + 1 <= last and self.tokens[k].capital and self.tokens[k + 1].capital:
                k += 1
            starts = [m for m in range(k + 1, last + 1) if self.low(m) in _DETERMINERS | _SUBJECTS or (self.tokens[m].capital and not self.tokens[m - 1].capital)]
            first = starts[0] if starts else min(k + 1, last)
        while first <= last and self.low(first) in _WEEK:
            first += 1
        while last >= first and self.low(last) in _WEEK | {"himself", "herself", "itself", "themselves"}:
            last -= 1
        if first > last or (first == last and self.low(first) in _DETERMINERS - {"this", "one", "some", "many", "two", "several", "both"}):
            return None
        return first, last

    def _source_after(self, n: int) -> tuple[int, int] | None:
        """The noun phrase behind an inverted verb: "..., said Ann Lee, who runs the yard"."""
        before = n - 1
        while before >= 0 and self.adverb(before):
            before -= 1
        if before < 0 or self.low(before) not in (",", _MARK, "-", "--", "\u2014", "?", "!"):
            return None
        phrase = self._phrase_from(n + 1)
        if phrase is None or self.low(n + 1) in _PREPOSITIONS:
            return None
        after = self.low(phrase[1] + 1)
        if after and (after in _AUXILIARIES or after in ("that", "to")):
            return None
        return phrase

    def _phrase_from(self, n: int) -> tuple[int, int] | None:
        """The noun phrase that begins here, with what is put in after a comma."""
        k = n
        while self.is_word(k) and k - n < _PHRASE_LONGEST:
            low = self.low(k)
            if low in _ENDS_PHRASE | _AUXILIARIES or (k > n and (low in _SUBJECTS or low in _WEEK or self.adverb(k))):
                break
            if k > n and low in _PREPOSITIONS and not (low in ("at", "in", "with") and self._bound(n, k)):
                break
            if low in self.table.verbs and low not in self.table.nouns_too and not self.tokens[k].capital:
                return None if k == n else (n, k - 1)
            if k > n and low.endswith("ed") and not self.tokens[k].capital and self.tokens[k - 1].capital:
                return None
            if low == "and" and (self.low(k + 1) in _SUBJECTS or self.low(k + 1) in self.table.verbs):
                break
            k += 1
            if low in _SUBJECTS:
                break
        last = k - 1
        while last >= n and self.low(last) in _WEEK | {"and"}:
            last -= 1
        if last < n or (last == n and self.low(n) in _DETERMINERS):
            return None
        return n, self._with_insertion(n, last)

    def _bound(self, first: int, at: int) -> bool:
        """Whether "at" or "in" belongs to the noun before it: "a trader at Corda"."""
        if self.low(at) == "in":
            return False
        return self.tokens[at + 1].capital if at + 1 < len(self.tokens) and at > first else False

    def _with_insertion(self, first: int, last: int) -> int:
        """The end of the phrase with a title, an age or a clause about it behind a comma."""
        if self.low(last + 1) == "(":
            closed = next((k for k in range(last + 2, min(last + 10, len(self.tokens))) if self.low(k) == ")"), None)
            last = closed if closed is not None else last
        if self.low(last + 1) != "," or not self.is_word(last + 2) or not self.tokens[last].capital:
            return last
        opens = self.tokens[last + 2]
        if opens.low in (_ENDS_PHRASE - {"who", "which", "whose"}) | _SUBJECTS | _WEEK | {"and"} | _PREPOSITIONS:
            return last
        if opens.low.endswith("ing") or (opens.capital and opens.low not in _DETERMINERS):
            return last
        k = last + 2
        while k < len(self.tokens) and self.low(k) not in (",", ";", ":", ".", _MARK, "--", "\u2014") and k - last < _INSERTED:
            k += 1
        return k - 1


#: Tokens that an insertion between commas holds at most: longer ones are clauses of their own.
_INSERTED = 30
#: Tokens of a noun phrase, of who was told, of a noun joined by "and".
_PHRASE_LONGEST = 18
_AUDIENCE_LONGEST = 7
_JOINED = 8
#: Tokens between "quoted" and "saying".
_QUOTED_LONGEST = 14
#: Tokens of "in a statement on Friday" before "that", and of a subject before its verb.
_ASIDE = 16
_QUOTE_NEAR = 5
_CLAUSE_NEAR = 12
#: Participles that attribute when they follow a comma.
_PARTICIPLES = frozenset(
    "say tell add warn note claim allege argue insist explain report write state stress conclude suggest declare".split()
)
__all__ = ["TABLES", "Said", "Table", "attributions"]
