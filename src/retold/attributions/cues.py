"""Where something is attributed: the cue, whose it is, and on which side of it stands what was said.

In goes one stretch of a report (`phrases.Phrases`), out come `Heard`s in order: verbs (`verbs`), "according
to", a noun or an adjective that holds a clause ("the claim that", "is convinced that"), and the colon or the
dash of a headline or a transcript. The order and the signs follow the pattern-based extractors of PARC
(Pareti 2012) and Citron; the words are in `data/`.

Not tried: what the content is and where it ends (`content`), and cues inside quotation marks, which belong
to the speaker.
"""

from __future__ import annotations

from ..text.cue_words import BE, DETERMINERS, PREPOSITIONS, RULES, SUBJECTS
from ..text.phrases import MARK
from .heard import ADJUNCT, Heard, Place, Reach, Reading
from .phrases import AUX, DASHES, POSSESSIVES, Phrases
from .verbs import verb_at

_CLAUSE_OPENS = frozenset("but and because that while".split())
#: Words before "according to" where it opens its sentence all the same: "In addition, according to ...".
_OPENING = 4
#: Nouns that take "to" with a noun behind it: "opposition to the plan".
_TO_NOUN = frozenset(
    "opposition response reaction reference references objection objections appeal appeals".split()
)
#: Verbs of making and having, behind which a noun is their subject's: "has doubts about".
_HAS = frozenset(
    "made makes make has have had issued gave expressed voiced raised offered repeated reiterated announced outlined "
    "unveiled released renewed dropped shares shared wrote sent delivered posted".split()
)
_FEELS = BE | frozenset("feels felt feel remains remained became become seems".split())
_BEFORE_MIND = _FEELS | frozenset(
    "not very so remained more less also too quite has have had would will".split()
)
_MIND_TAKES = frozenset("that about of to with in at by for over".split())
#: Words back in which a noun's owner is looked for.
_OWNED = 5
#: Words before a colon that name no speaker: "Contributing: ...", "Q: ...".
_NO_SPEAKERS = frozenset(
    "contributing note notes plus source sources related read more update updated correction corrections photo video by email "
    "e-mail twitter facebook phone latest remember question answer q a watch breaking opinion analysis exclusive location "
    "date time where when what tickets price website contact credit image caption also next".split()
)
#: Tokens of a name before the colon of a headline, or behind its dash.
_LABEL = 5


def heard(phrases: Phrases, *, headline: bool = False) -> list[Heard]:
    """The attributions of a stretch, in the order of their cues."""
    reading = Reading(phrases)
    for n in range(len(phrases.tokens)):
        if reading.found and n <= reading.found[-1].closes:
            continue
        one = _at(reading, n)
        if one is not None:
            reading.found.append(one)
    if headline and not reading.found:
        reading.found.extend(_headline(phrases))
    return reading.found


def _at(r: Reading, n: int) -> Heard | None:
    """The attribution whose cue stands at a token."""
    p, low = r.p, r.p.low(n)
    if low == ":":
        return _label(r, n)
    if not p.is_word(n):
        return None
    if low == "according" and p.low(n + 1) == "to":
        return _according(r, n)
    if low in p.words.forms and (not p.capital(n) or n == 0):
        found = verb_at(r, n)
        if found is not None:
            return found
    if p.capital(n):
        return None
    if low in p.words.nouns:
        return _noun(r, n)
    return _mind(r, n) if low in p.words.mind else None


def _according(r: Reading, n: int) -> Heard | None:
    """ "According to the mayor, ...", "..., according to the mayor"."""
    p = r.p
    words = sum(p.is_word(k) for k in range(n))
    opening = words < _OPENING and MARK not in p.lows(0, n) and not any(p.finite(k) for k in range(n))
    source = p.after(n + 2, appositive=not opening, ends=not opening)
    if source is None or not RULES.isdisjoint(p.lows(source[0], source[0] + 4)):
        return None
    joined = p.low(n - 2 if p.low(n - 1) == "," else n - 1) in _CLAUSE_OPENS
    if (opening and (n < 2 or p.low(source[1] + 1) == ",")) or joined:
        near = range(source[1] + 1, min(source[1] + ADJUNCT, len(p.tokens)))
        comma = next((k for k in near if p.low(k) == ","), None)
        return Heard((n, n + 1), source, "according", None if comma is None else comma + 1)
    set_off = p.low(n - 1) in (",", MARK) or p.low(n - 1) in DASHES
    first = r.said_before(n - 1 if set_off else n)
    if first is None:
        return None
    lead = r.goes_on(source[1] + 1, quoted=r.closed(n))
    return Heard((n, n + 1), source, "according", lead, trail=True, first=first)


def _noun(r: Reading, n: int) -> Heard | None:
    """ "the mayor's claim that ...", "calls by the union for a ban"."""
    p = r.p
    small = p.words.nouns[p.low(n)]
    k = n + 1
    if p.low(k) in ("by", "from"):
        source = p.after(k + 1, appositive=False)
        k = k if source is None else source[1] + (2 if p.low(source[1] + 1) == "," else 1)
    else:
        source = _owner(r, n)
    low = p.low(k)
    if source is None or low not in small:
        return None
    lead = k if low in ("that", "to", "whether") else k + 1
    if not p.is_word(lead) and p.low(lead) not in (MARK, "$"):
        return None
    if low == "to" and (p.low(k + 1) in DETERMINERS or p.capital(k + 1)) and p.low(n) not in _TO_NOUN:
        return None
    reach: Reach = "clause" if low in ("that", "whether") else "object"
    return Heard((n, n if lead == k else k), source, "noun", lead, reach=reach, shared=True)


def _owner(r: Reading, n: int) -> Place | None:
    """Whose word or thought a noun is: a possessive before it, or who makes or has it."""
    p = r.p
    k = n - 1
    while k >= 0 and p.is_word(k) and n - k < _OWNED:
        low = p.low(k)
        if low in POSSESSIVES:
            return k, k
        if low.endswith("'s") or (low.endswith("s'") and len(low) > 3):
            return p.before(k, r.floor())
        if low in DETERMINERS or low in PREPOSITIONS or p.finite(k):
            break
        k -= 1
    while k > 0 and p.low(k) in DETERMINERS:
        k -= 1
    if p.low(k) not in _HAS:
        return None
    j = k - 1
    while j >= 0 and (p.adverb(j) or p.low(j) in AUX):
        j -= 1
    return (j, j) if j >= 0 and p.pronoun_verb(j) else p.before(j, r.floor())


def _mind(r: Reading, n: int) -> Heard | None:
    """ "is convinced that ...", "was worried about ..."."""
    p = r.p
    before = n - 1
    while before >= 0 and (p.adverb(before) or p.low(before) in _BEFORE_MIND):
        before -= 1
    contracted = before >= 0 and p.pronoun_verb(before)
    if not contracted and _FEELS.isdisjoint(p.lows(before + 1, n)):
        return None
    low = p.low(n + 1)
    clause = low in SUBJECTS and p.clause(n + 1)
    if low not in _MIND_TAKES and not clause:
        return None
    source = (before, before) if contracted else p.before(before, r.floor())
    if source is None:
        return None
    lead = n + 1 if low in ("that", "to") or clause else n + 2
    reach: Reach = "clause" if low == "that" else "object"
    return Heard((before + 1, lead - 1), source, "mind", lead, reach=reach)


def _label(r: Reading, n: int) -> Heard | None:
    """ "MAYOR BELL: We will rebuild", "Bell: rebuild the bridge"."""
    p = r.p
    if r.found or not 0 < n <= _LABEL or n + 1 >= len(p.tokens) or not p.is_word(0):
        return None
    if not all(p.capital(k) or p.low(k) in ("of", "the", "&") or not p.is_word(k) for k in range(n)):
        return None
    if p.tokens[n - 1].end - p.tokens[0].start < 2 or not _NO_SPEAKERS.isdisjoint(p.lows(0, n)):
        return None
    return Heard((n, n), (0, n - 1), "colon", n + 1)


def _headline(p: Phrases) -> list[Heard]:
    """ "Dam was never safe: minister", "Dam was never safe - report"."""
    size = len(p.tokens)
    for n in range(size - 2, max(0, size - 2 - _LABEL), -1):
        low = p.low(n)
        if low == ":" or low in DASHES or low == "-":
            source = (n + 1, size - 1 - (p.low(size - 1) == "."))
            said = any(p.finite(k) for k in range(n)) or p.low(n - 1) == MARK
            if source[0] <= source[1] and said and not any(p.finite(k) for k in range(*source)):
                return [Heard((n, n), source, "colon", None, trail=True)]
    return []
