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

from ..model import Span
from .cue_words import (
    ALSO_OBJECTS,
    AUXILIARIES,
    BE,
    DETERMINERS,
    ISSUED,
    NOUN_CUES,
    PARTICIPLES,
    PAST_VERBS,
    PERFECT,
    PERSONS,
    PREPOSITIONS,
    RULES,
    SPEAKING_PAPERS,
    SUBJECTS,
    TABLES,
    UNSAID,
    WEEK,
    WORTH_READING,
)
from .phrases import MARK, Phrases, tokens_of
from .quotes import quoted as in_marks

#: Characters between a source and its cue from which they are no longer one phrase.
_FAR = 25
SECRECY = re.compile(
    r"(?:who|which)\s+(?:did\s+not\s+want|didn['\u2019]t\s+want|did\s+not\s+wish|asked|requested|wanted|wished|preferred|insisted|chose|declined|refused|spoke|was\s+speaking)\s"
    r"[^,.;\"\u201c\u201d]{0,60}?(?:anonym\w+|(?:not\s+)?(?:to\s+)?be(?:ing)?\s+(?:named|identified)|unnamed|nameless)"
    r"|(?:speaking\s+|spoke\s+)?(?:up)?on\s+(?:the\s+)?condition(?:s)?\s+of\s+anonymity|under\s+(?:the\s+)?condition\s+of\s+anonymity"
    r"|(?:speaking|spoke|talking)\s+anonymously|requesting\s+anonymity|declin(?:ing|ed)\s+to\s+be\s+(?:named|identified)"
    r"|(?:asking|asked)\s+not\s+to\s+be\s+(?:named|identified)",
    re.IGNORECASE,
)
NAMELESS = re.compile(
    r"\b(?:sources?|insiders?|unnamed|unidentified|anonymous)\b"
    r"|\b(?:person|people|persons|someone|officials?|those|executives?|individuals?)\s+"
    r"(?:(?:with|who\s+had|having)\s+(?:direct\s+)?knowledge|(?:who\s+(?:is|are|was|were)\s+)?(?:familiar|close|briefed|involved))\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[A-Za-z]+")
#: Attributions read in one sentence: a stretch with more is no sentence.
_MOST = 40
#: An interview that opens the sentence: its medium is told what follows.
_INTERVIEW = re.compile(
    r"\s*(?:Speaking )?[Ii]n an? (?:\w+ ){0,3}interview (?:with|to|published in) ([^,\"\u201c]{1,60}),"
)
#: Characters behind an attribution where "on condition of anonymity" still belongs to it.
_SECRECY_NEAR = 80
#: Tokens between "quoted" and "saying".
_QUOTED_LONGEST = 14
#: Tokens of "in a statement on Friday" before "that", and of a subject before its verb.
_ASIDE = 16
_QUOTE_NEAR = 5
_CLAUSE_NEAR = 12


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


def _near(place: Span, cue: Span) -> bool:
    return place.start - cue.end <= _FAR and cue.start - place.end <= _FAR


def attributions(
    text: str, start: int, end: int, quoted: Sequence[Span] | None = None, language: str = "en"
) -> list[Said]:
    """The attributions of the sentence `text[start:end]`, in order.

    `quoted` are its stretches in quotation marks; they are looked for where they are not given.
    """
    table = TABLES.get(language)
    if table is None or WORTH_READING.isdisjoint(_WORDS.findall(text, start, end)):
        return []
    if quoted is None:
        quoted = [Span(*span) for span in in_marks(text, [(start, end)])]
    tokens = tokens_of(text, start, end, quoted)
    sentence = _Sentence(text, tokens, table)
    found: list[Said] = []
    for n, token in enumerate(tokens):
        if len(found) >= _MOST:
            break
        if token.low in NOUN_CUES and sentence.low(n + 1) == "by":
            said = sentence.by_phrase(n, n + 1, "claim")
        elif token.low in ISSUED and sentence.low(n + 2) == "statement":
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
        if said is not None and not any(_crosses(said, other) for other in found[-2:]):
            found.append(said)
    interview = _INTERVIEW.match(text, start, end)
    if interview is not None and found and found[0].medium is None:
        found[0] = replace(found[0], medium=Span(*interview.span(1)))
    return [_kept_secret(text, said, start, end, alone=len(found) == 1) for said in found]


def _crosses(said: Said, other: Said) -> bool:
    """Whether one attribution's cue stands inside the other."""
    return (
        other.span.start <= said.cue.start < other.span.end
        or said.span.start <= other.cue.start < said.span.end
    )


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
    secrecy = SECRECY.search(text, low, high)
    nameless = said.source is not None and NAMELESS.search(text[said.source.start : said.source.end])
    if secrecy is None and not nameless:
        return said
    return replace(said, anonymous=True, secrecy=Span(*secrecy.span()) if secrecy else None)


class _Sentence(Phrases):
    """One sentence, and the rules that read its cues."""

    def by_verb(self, n: int) -> Said | None:
        """A cue verb: "police said", "said police", "told Reuters", ", adding"."""
        verb, form = self.table.verbs[self.low(n)]
        before, helpers = n - 1, set[str]()
        while before >= 0 and (
            self.adverb(before) or self.low(before) in AUXILIARIES | {"not", "to", "never"}
        ):
            helpers.add(self.low(before))
            before -= 1
        if helpers & UNSAID or (helpers & BE and form != "ing") or (form == "base" and helpers & PERFECT):
            return None
        if form == "ing" and not helpers & BE:
            return self._participle(n, verb)
        medium, after = self._medium(n, verb)
        if verb in ("tell", "inform"):
            if (medium is None and after == n + 1) or (form == "base" and self.low(n + 1) == "it"):
                return None
            if self.low(after) == "to":
                return None
        inverted = None
        if (
            verb not in ("tell", "inform")
            and form in ("past", "third", "base")
            and not self._clause_at(after)
        ):
            inverted = self.source_after(n)
        source = self.source_before(before) if inverted is None else inverted
        if source is None and self.low(before) == MARK:
            source = self.source_after(n)
        if source is None and verb == "say" and form in ("past", "third") and self._clause_at(after):
            source = self._carried_on(before)
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
        while before >= 0 and (self.adverb(before) or self.low(before) in PERFECT):
            before -= 1
        source = self.source_before(before)
        if source is None:
            return None
        saying = next(
            (k for k in range(n + 3, min(n + _ASIDE, len(self.tokens))) if self.low(k) == "saying"), n + 2
        )
        return Said(self.span(n, saying), self.span(*source), None, anonymous=False, verb="say", leads=True)

    def by_phrase(self, first: int, last: int, verb: str) -> Said | None:
        """A cue with its source behind it: "according to the mayor", "citing two guards"."""
        source = self.phrase_from(last + 1)
        if source is None and self.low(last + 1) in PERSONS and not self.is_word(last + 2):
            source = last + 1, last + 1
        if source is None or (verb == "according" and RULES & set(self.lows(source[0], source[0] + 4))):
            return None
        cue = self.span(first, last)
        place = self.span(*source)
        leads = first == 0 or (first == 1 and not self.is_word(0))
        return Said(cue, place, None, anonymous=False, verb=verb, leads=leads)

    def by_quoting(self, n: int) -> Said | None:
        """ "was quoted by AP as saying", "AP quoted him as saying"."""
        saying = next(
            (k for k in range(n + 1, min(n + _QUOTED_LONGEST, len(self.tokens))) if self.low(k) == "saying"),
            None,
        )
        if saying is None or self.low(saying - 1) != "as":
            return None
        before, passive = n - 1, False
        while before >= 0 and (self.adverb(before) or self.low(before) in AUXILIARIES):
            passive = passive or self.low(before) in BE
            before -= 1
        subject = self.source_before(before)
        cue = self.span(n, saying)
        if passive:
            by = next((k for k in range(n + 1, saying) if self.low(k) in ("by", "in", "on")), None)
            medium = None
            if by is not None and by + 1 < saying - 1 and self.low(by + 1) not in WEEK:
                last = next((k for k in range(saying - 2, by, -1) if self.low(k) not in WEEK), by + 1)
                medium = self.span(by + 1, last)
            source = None if subject is None else self.span(*subject)
            return Said(cue, source, medium, anonymous=False, verb="quote", leads=True)
        if n + 1 >= saying - 1:
            return None
        medium = None if subject is None else self.span(*subject)
        return Said(cue, self.span(n + 1, saying - 2), medium, anonymous=False, verb="quote", leads=True)

    def _participle(self, n: int, verb: str) -> Said | None:
        """ ", saying the road was shut", ", telling Fox that ..."."""
        if verb not in PARTICIPLES or (
            self.low(n - 1) != "," and not (verb == "say" and self.low(n - 1) in SPEAKING_PAPERS | WEEK)
        ):
            return None
        if self.low(n - 1) in PREPOSITIONS or self.low(n - 1) in DETERMINERS:
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
        if self.low(0) in PREPOSITIONS or self.adverb(0):
            opened = next((k + 1 for k in range(min(n, _ASIDE)) if self.low(k) == ","), n)
        phrase = self.phrase_from(opened) if opened < n - 1 else None
        if phrase is None or phrase[1] >= n - 1:
            return None
        first, last = phrase
        verbs = (
            k for k in range(first + 1, last + 1) if self.low(k) in PAST_VERBS or self.low(k).endswith("ed")
        )
        return first, next(verbs, last + 1) - 1

    def _carried_on(self, conjunction: int) -> tuple[int, int] | None:
        """Who opens the sentence, where a second verb of theirs is the cue: "Ann Lee left early and said ..."."""
        if self.low(conjunction) not in ("and", "but") or not all(
            self.is_word(k) or self.low(k) == MARK for k in range(conjunction)
        ):
            return None
        return self._subject(conjunction)

    def _attributes(self, n: int, verb: str, source: tuple[int, int], after: int, *, inverted: bool) -> bool:
        """Whether a verb that may also take a plain object attributes here."""
        if verb in self.table.sure or verb == "tell":
            return True
        token = self.low(n)
        if token in self.table.nouns_too and not self._singular(source, token):
            return False
        parenthetic = self._after_content(source[0]) or inverted
        if parenthetic and (inverted or self._at_rest(n + 1)):
            return (
                verb not in self.table.strict
                or self._after_mark(min(source[0], n))
                or verb in ("find", "show", "fear")
            )
        quoting = verb not in self.table.strict and verb != "add"
        return self._clause_at(after, sure=verb in self.table.clausal, quoting=quoting)

    def _singular(self, source: tuple[int, int], token: str) -> bool:
        """Whether a word that could be a noun too has a subject that makes it a verb."""
        first, last = source
        low = self.low(last)
        if (
            any(self.low(k).endswith("ed") for k in range(first + 1, last + 1))
            and not self.tokens[last].capital
        ):
            return False
        if low in SUBJECTS or self.tokens[last].capital or low == "who":
            return True
        plural = low.endswith("s") and not low.endswith("ss")
        return (first < last or plural) and low not in DETERMINERS and (plural != token.endswith("s"))

    def _after_content(self, first: int) -> bool:
        """Whether a phrase that begins here is set off from what stands before it."""
        return self.low(first - 1) in (",", MARK, "-", "--", "\u2013", "\u2014") and first > 1

    def _after_mark(self, first: int) -> bool:
        return MARK in (self.low(first - 1), self.low(first - 2))

    def _at_rest(self, n: int) -> bool:
        """Whether the clause ends here, but for time and place."""
        low = self.low(n)
        return not low or not low[0].isalnum() or low in WEEK or low in PREPOSITIONS or self.adverb(n)

    def _clause_at(self, n: int, *, sure: bool = False, quoting: bool = False) -> bool:
        """Whether what was said begins here: "that", a quotation, a colon, a subject."""
        k = n
        while self.adverb(k):
            k += 1
        if self.low(k) in ("in", "on", "at", "during", "by"):
            stop = next(
                (
                    m
                    for m in range(k, min(k + _ASIDE, len(self.tokens)))
                    if self.low(m) in ("that", MARK, ":")
                ),
                None,
            )
            if stop is not None:
                return True
        if self.low(k) in (",", ":") and self.low(k + 1) == MARK:
            return True
        if self.low(k) in ("that", ":", MARK) or self.low(k) in SUBJECTS - ALSO_OBJECTS:
            return True
        if self.low(k) in ALSO_OBJECTS:
            return self.is_word(k + 1) and self.low(k + 1) not in PREPOSITIONS | WEEK | {"and", "to"}
        if not self.is_word(k) or self.low(k) == "to":
            return False
        if quoting and MARK in self.lows(k, k + _QUOTE_NEAR) and "," not in self.lows(k, k + _QUOTE_NEAR):
            return True
        opens = self.low(k) in DETERMINERS or self.tokens[k].capital or self.low(k)[0].isdigit()
        near = range(k + 1, min(k + (_CLAUSE_NEAR if opens else 4), len(self.tokens)))
        return sure and any(self.low(m) in AUXILIARIES or self.low(m).endswith("ed") for m in near)

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
                    told = self.audience(given + 2)
                    if told is not None and self.named(told):
                        return self.span(*told), n + 1
            return None, n + 1
        told = self.audience(n + 1)
        if told is None:
            return None, n + 1
        return self.span(*told), told[1] + 1
