"""Cue verbs: finite ("he said that"), behind what was said ("said the mayor"), participles and passives.

In goes a `Reading` and the token of a verb, out comes a `Heard` or None. The source is the noun phrase on
the side where English puts it; what the verb takes is told by `takes`. Not tried: infinitives, which go with
the verb that governs them ("wants to say").
"""

from __future__ import annotations

from ..text.cue_words import BE, DETERMINERS, MEDIA, PREPOSITIONS, SUBJECTS, WEEK
from ..text.phrases import MARK
from .heard import Heard, Place, Reading
from .phrases import AUX, DASHES, MODALS, OBJECTS, POSSESSIVES, SUBJECT, VENUES, Phrases
from .takes import takes

#: Verbs that are told to somebody before what is told; of the second list no object is taken for one.
_TO_SOMEBODY = frozenset(
    "tell inform assure remind warn advise ask notify persuade convince text e-mail email promise alert brief show reassure".split()
)
_ALWAYS_TO = frozenset("tell inform assure remind notify reassure convince persuade".split())
_AUDIENCE = 9
_REPORTERS = frozenset(
    "reporters journalists newsmen viewers listeners supporters fans voters lawmakers people crowds colleagues aides".split()
)
_NO_AUDIENCE = frozenset("that of to about for if whether how what why in on".split())
_AUDIENCE_ENDS = frozenset("that of to about for how what why whether if".split())
_CONTENT = frozenset({"that", MARK, ",", ":", "if", "whether", "how", "what", "why"})
_BEHIND_AUDIENCE = frozenset({"that", MARK, ",", ":", "in", "on", "at", "during", "after", "of"})
#: Words far oftener something else than a verb, where no pronoun or name stands before them.
_NOT_VERBS = frozenset(
    "like state states emails email e-mail text texts rates rate ranks contests reports promises plans calls attacks comments "
    "offers claims values forecasts estimates stresses reasons".split()
)
#: Determiners that are subjects too: "some said", "that shows".
_ALSO_SUBJECTS = frozenset("that some many several both this these those all one".split())
_PLURALS = frozenset("women men police children those people".split())
_SAID_AFTER = frozenset({",", MARK, "?", "!", "-", "..."}) | DASHES
_SHARES = frozenset({"and", "but", "or", "then", ",", "nor"})
_PARTICIPLE_AFTER = _SHARES | {"", "by", "in", "after", "before", "while", "when", "without", "for", "from"}
_UNDER = frozenset("when while if although though because asked whereas once for speaking".split())
_PASSIVE_TAKES = frozenset({"to", "of", "as", "for", "by", "that", MARK, "a", "an", "the", "with"})
_HELPS = {"s": "is", "m": "am", "re": "are", "ll": "will", "ve": "have", "d": "would"}
#: Tokens between a passive and its "by".
_BY = 14


def verb_at(r: Reading, n: int) -> Heard | None:
    """The attribution of a verb at a token."""
    p = r.p
    form = p.words.forms[p.low(n)]
    if form.verb not in p.words.classes and form.verb not in p.words.particles:
        return None
    before, helpers = _helped(p, n)
    start = before + 1
    while start < n and p.low(start) in WEEK:
        start += 1
    if next((word for word in helpers if word in AUX or word == "to"), "") == "to":
        return _infinitive(r, n, form.verb)
    passive = bool(BE.intersection(helpers)) and "ing" not in form.kinds
    if passive and form.kinds & {"past", "part"}:
        return _passive(r, n, start, before)
    if "ing" in form.kinds and not BE.intersection(helpers):
        return _participle(r, n, before, form.verb)
    if n == 0 or not _is_verb(p, n, before, frozenset(helpers)):
        return None
    return _finite(r, n, start, before, form.verb)


def _helped(p: Phrases, n: int) -> tuple[int, list[str]]:
    """The token before a verb and its helpers, and the helpers, the nearest first."""
    before, helpers = n - 1, list[str]()
    while before >= 0 and (
        p.adverb(before) or p.low(before) in AUX or p.low(before) in ("not", "never", "to")
    ):
        helpers.append(p.low(before))
        before -= 1
    if before >= 0 and p.pronoun_verb(before):
        helpers.append(_HELPS[p.low(before).split("'")[1]])
    return before, helpers


def _is_verb(p: Phrases, n: int, before: int, helped: frozenset[str]) -> bool:
    """Whether a finite form stands there, and no noun or adjective of the same letters."""
    if helped & (MODALS | AUX):
        return True
    prior = p.low(before)
    owned = prior in POSSESSIVES or (prior.endswith(("'s", "s'")) and not p.pronoun_verb(before))
    if owned or prior in DETERMINERS - _ALSO_SUBJECTS:
        return False
    kinds = p.words.forms[p.low(n)].kinds
    if "past" in kinds:
        return p.low(n + 1) != "by" and prior not in PREPOSITIONS and prior != "of"
    if "base" in kinds:
        return _is_base(p, n, before)
    return "third" not in kinds or _is_third(p, n, before)


def _is_base(p: Phrases, n: int, before: int) -> bool:
    """Whether a plural stands before a base form: "voters fear"."""
    prior, low = p.low(before), p.low(n)
    if prior in SUBJECTS | {"who", "others", "many", "some", "most", "people"}:
        return prior not in ("he", "she", "it")
    if prior in (",", ")") and p.words.may(p.words.forms[low].verb, "speak", "clause"):
        return True
    if low in _NOT_VERBS:
        return False
    if prior in _PLURALS or prior.endswith(("men", "people")):
        return True
    return prior.endswith("s") and not prior.endswith(("'s", "ss", "us")) and prior not in AUX


def _is_third(p: Phrases, n: int, before: int) -> bool:
    """Whether one who speaks stands before a form in -s: "the mayor fears"."""
    prior = p.low(before)
    if prior in ("he", "she", "it", "who", "that", "which", "and"):
        return True
    if prior in SUBJECTS or prior in PREPOSITIONS or prior in ("of", "or"):
        return False
    if p.low(n) in _NOT_VERBS:
        return p.capital(before) or p.low(n + 1) in ("that", MARK, ":")
    return p.capital(before) or (p.is_word(before) and not prior.endswith("s")) or prior in (",", ")")


def _finite(r: Reading, n: int, start: int, before: int, verb: str) -> Heard | None:
    """ "he said that", "..., he said", "..., said the mayor"."""
    p, ahead = r.p, r.p.low(before)
    may_trail = p.words.may(verb, "speak", "clause")
    opens = p.clause(n + 1) or p.low(n + 1) in ("that", ":", MARK)
    inverts = may_trail and verb not in _ALWAYS_TO  # whom was told stands behind "told", never who told
    if ahead in _SAID_AFTER and inverts and not opens and not _described(r, before):
        inverted = _inverted(r, n, before)
        if inverted is not None:
            return inverted
    source = (
        (before, before) if p.pronoun_verb(before) else p.before(before, 0 if ahead == "," else r.floor())
    )
    if source is None:
        source = p.before_relative(before)
    shared = source is None
    if shared and ahead in _SHARES:
        source = r.subject(n)
    if source is None:
        return None
    told, after = _audience(p, n, verb)
    cited = _cited(p, after)
    taken = takes(p, n, after if cited is None else cited, verb)
    if may_trail and not shared and p.low(source[0] - 1) in _SAID_AFTER and source[0] > 0:
        trailing = _trailing(r, (start, n), source, after, told, leads=taken.lead is not None)
        if trailing is not None:
            return trailing
    if taken.lead is None:
        return None
    aside = ahead in ("who", "which", "that") and p.low(before - 1) == ","
    return Heard(
        (start, taken.last), source, taken.reach, taken.lead, reach=taken.reach, told=told, aside=aside, shared=shared,
    )  # fmt: skip


def _trailing(
    r: Reading, cue: Place, source: Place, after: int, told: Place | None, *, leads: bool
) -> Heard | None:
    """ "..., he said": what was said stands before the source, and perhaps goes on."""
    p, closed = r.p, r.closed(source[0])
    mid = p.low(after) == ","
    rests = p.low(after) in (",", "", ".") or p.low(after) in DASHES
    if not (closed or r.rests(after)) or not (
        rests or p.words.may(p.words.forms[p.low(cue[1])].verb, "speak")
    ):
        return None
    if leads and not closed and not (mid and not _subordinate(p, source[0] - 1)):
        return None
    first = r.said_before(source[0] - 1, put_in=mid)
    if first is None:
        return None
    return Heard(cue, source, "trail", r.goes_on(after, quoted=closed), trail=True, told=told, first=first)


def _described(r: Reading, before: int) -> bool:
    """Whether the comma before a verb ends what describes its subject: "Ann Lee, the mayor, asked"."""
    p = r.p
    if p.low(before) != ",":
        return False
    source = p.before(before)
    if source is None:
        return False
    return MARK not in p.lows(0, source[0]) and not any(p.finite(k) for k in range(source[0]))


def _subordinate(p: Phrases, comma: int) -> bool:
    """Whether what stands before a comma is no clause of its own: "When asked why, ..."."""
    return p.low(0) in PREPOSITIONS | _UNDER or not any(p.finite(k) for k in range(comma))


def _inverted(r: Reading, n: int, before: int) -> Heard | None:
    """ "..., said the mayor"."""
    p, low = r.p, r.p.low(n + 1)
    if low in PREPOSITIONS or low in ("to", "of", "for") or low in WEEK or (low in OBJECTS and low != "it"):
        return None
    if p.when(n + 1):
        return None
    source = p.after(n + 1, ends=True)
    if source is None or p.low(source[1] + 1) in AUX or p.low(source[1] + 1) in ("that", "to", "of"):
        return None
    first = r.said_before(before, put_in=p.low(source[1] + 1) == ",")
    if first is None:
        return None
    lead = r.goes_on(source[1] + 1, quoted=r.closed(n))
    return Heard((n, n), source, "inverted", lead, trail=True, first=first)


def _cited(p: Phrases, after: int) -> int | None:
    """The place behind ", citing two guards," where a paper reports what others said."""
    if p.low(after) != "," or p.low(after + 1) not in ("citing", "quoting"):
        return None
    cited = p.after(after + 2, appositive=False)
    return cited[1] + 2 if cited is not None and p.low(cited[1] + 1) == "," else None


def _audience(p: Phrases, n: int, verb: str) -> tuple[Place | None, int]:
    """Who was told, and the place behind it."""
    k = n + 1
    if verb not in _TO_SOMEBODY:
        return None, k
    while p.adverb(k):
        k += 1
    if not p.is_word(k) or p.low(k) in _NO_AUDIENCE:
        return None, k
    end = _audience_end(p, k)
    if end == k:
        return None, k
    if p.low(end) == "of" and p.low(k) in DETERMINERS:
        rest = p.after(end + 1, appositive=False)
        end = end if rest is None else rest[1] + 1
    after = end
    while p.adverb(after):
        after += 1
    if verb not in _ALWAYS_TO and p.low(after) not in _CONTENT and p.low(after) not in SUBJECTS:
        return None, n + 1
    return (k, end - 1), after


def _audience_end(p: Phrases, k: int) -> int:
    """The token behind the noun phrase that was told something."""
    m, named = k, False
    while p.is_word(m) and m - k < _AUDIENCE:
        low = p.low(m)
        if m > k and _ends_audience(p, m):
            break
        if named and not p.capital(m) and low not in MEDIA and low != "and" and not _said_next(p, m + 1):
            break
        named = named or p.capital(m)
        m += 1
        if low in OBJECTS or low in _REPORTERS:
            break
    return m


def _ends_audience(p: Phrases, m: int) -> bool:
    low = p.low(m)
    small = low in SUBJECT or low in DETERMINERS or low in PREPOSITIONS or low in AUX or low in WEEK
    return small or low in _AUDIENCE_ENDS or p.pronoun_verb(m)


def _said_next(p: Phrases, m: int) -> bool:
    """Whether what is told, or when and where, begins here."""
    return p.low(m) in _BEHIND_AUDIENCE or p.low(m) in WEEK or p.low(m) in SUBJECTS


def _participle(r: Reading, n: int, before: int, verb: str) -> Heard | None:
    """ ", saying that ...", "by calling it ..."."""
    p, prior = r.p, r.p.low(before)
    if prior in DETERMINERS or prior in POSSESSIVES or prior.endswith("'s") or prior == "of":
        return None
    told, after = _audience(p, n, verb)
    taken = takes(p, n, after, verb)
    if taken.lead is None:
        return None
    near = None
    if p.is_word(before) and prior not in _PARTICIPLE_AFTER and prior not in WEEK and prior not in VENUES:
        near = p.before(before, r.floor())
    source = r.subject(n) if near is None else near
    return Heard((n, taken.last), source, "participle", taken.lead, reach=taken.reach, told=told, shared=True)


def _infinitive(r: Reading, n: int, verb: str) -> Heard | None:
    """ "went on to say that ...": a verb of speech with a clause or a quotation that shows it."""
    p = r.p
    told, after = _audience(p, n, verb)
    taken = takes(p, n, after, verb)
    if taken.lead is None or not p.words.may(verb, "speak") or p.low(taken.lead) not in ("that", MARK):
        return None
    return Heard((n, n), r.subject(n), "participle", taken.lead, reach=taken.reach, told=told, shared=True)


def _speaking(p: Phrases, n: int) -> bool:
    """Whether a verb of speech in -ing stands there: "saying"."""
    return p.is_form(n, "ing") and p.words.may(p.words.forms[p.low(n)].verb, "speak")


def _quoted_as(p: Phrases, cue: Place, subject: Place) -> Heard | None:
    """ "was quoted as saying that": the subject of the passive is who said it."""
    says = cue[1] + 2
    _, after = _audience(p, says, p.words.forms[p.low(says)].verb)
    taken = takes(p, says, after, p.words.forms[p.low(says)].verb)
    if taken.lead is None:
        return None
    return Heard((cue[0], taken.last), subject, "participle", taken.lead, reach=taken.reach)


def _passive(r: Reading, n: int, start: int, before: int) -> Heard | None:
    """ "is expected to win", "was accused of theft by the board"."""
    p = r.p
    if p.low(n) not in p.words.passive or p.low(n + 1) not in _PASSIVE_TAKES:
        return None
    subject = p.before(before, r.floor())
    if subject is None:
        return None
    if p.low(n + 1) == "as" and _speaking(p, n + 2):
        return _quoted_as(p, (start, n), subject)
    by = next((k for k in range(n + 1, min(n + _BY, len(p.tokens))) if p.low(k) == "by"), None)
    source = None if by is None else p.after(by + 1)
    if source is None and p.low(n + 1) in ("by", "with", "for"):
        return None
    lead = n + 1 if by is None or by > n + 1 else None
    return Heard(
        (start, n), source, "passive", lead, trail=True, reach="object", first=subject[0], shared=True,
    )  # fmt: skip
