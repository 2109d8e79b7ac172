"""What a cue verb takes: where it begins, how far it may run, and the last token of the cue.

In goes a verb of the lexicon and the token behind it, out comes `Taken` by the first rule that knows what
stands there: "that" or a question, a quotation, "to", a small word ("called for"), time and place ("said in
a statement that"), "-ing", a clause, an object. Each rule asks whether a verb of this class takes that.

Not tried: the verb's sense. "She questioned the witness" is read as what she doubts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from ..text.cue_words import PREPOSITIONS, SUBJECTS, WEEK
from ..text.phrases import MARK
from .heard import ADJUNCT, Reach
from .phrases import AUX, DASHES, VENUES, Phrases

_WH = frozenset("whether what how why".split())
_WH_ALSO = frozenset("who where when if which".split())
_IF = frozenset("ask wonder know see question tell doubt say".split())
_NAMING = frozenset("say ask think".split())
_SECOND = frozenset("on of for with at".split())
_NO_OBJECT = frozenset("and or but as than".split())
_NO_DOING = frozenset("nothing something anything everything".split())
#: Tokens between "urged" and its "to".
_URGED = 14


class Taken(NamedTuple):
    """Where what a verb takes begins (None: it takes nothing here), its reach, the last token of the cue."""

    lead: int | None
    reach: Reach
    last: int


class _Verb(NamedTuple):
    """A verb of the lexicon at a token."""

    p: Phrases
    at: int
    verb: str

    def may(self, *names: str) -> bool:
        return self.p.words.may(self.verb, *names)

    @property
    def clausal(self) -> bool:
        return self.may("speak", "clause")

    @property
    def nothing(self) -> Taken:
        return Taken(None, "clause", self.at)

    def takes(self, lead: int, reach: Reach, *, when: bool = True, last: int | None = None) -> Taken:
        """What begins at `lead`, where the verb may take it."""
        return Taken(lead, reach, self.at if last is None else last) if when else self.nothing


def takes(p: Phrases, n: int, after: int, verb: str) -> Taken:
    """What a verb at token `n` takes, looked for from token `after` on."""
    k = after
    while p.adverb(k) and p.low(k) != "only":
        k += 1
    here = _Verb(p, n, verb)
    for rule in _RULES:
        found = rule(here, k)
        if found is not None:
            return found
    return _far(here, k)


def _question(v: _Verb, k: int) -> Taken | None:
    """ "said that", "asked whether"."""
    low = v.p.low(k)
    asks = low in _WH_ALSO and (v.verb in _IF if low == "if" else v.may("question"))
    if low == "that" or low in _WH or asks:
        return v.takes(k, "clause", when=v.clausal or v.may("question", "object"))
    return None


def _quotation(v: _Verb, k: int) -> Taken | None:
    """'said "..."', "wrote: ..."."""
    p, low = v.p, v.p.low(k)
    if low == MARK:
        return v.takes(k, "quote" if v.may("speak") else "object", when=v.clausal or v.may("object"))
    if low not in (":", ","):
        return None
    if p.low(k + 1) == MARK:
        return v.takes(k + 1, "quote", when=bool(p.words.classes.get(v.verb)) or v.verb in p.words.particles)
    if low == ":" and v.may("speak") and p.is_word(k + 1):
        return v.takes(k + 1, "clause")
    if low == "," and v.verb in _NAMING and p.capital(k + 1) and p.low(k + 1) != "i":
        return v.takes(k + 1, "clause")
    return None


def _to(v: _Verb, k: int) -> Taken | None:
    """ "vowed to fight", "objected to the plan"."""
    p = v.p
    if p.low(k) == "not" and p.low(k + 1) == "to" and v.may("intend"):
        return v.takes(k, "clause")
    if p.low(k) != "to":
        return None
    if "to" in p.words.particles.get(v.verb, ()) and p.low(k + 1) not in p.words.forms:
        return v.takes(k + 1, "object", last=k)
    return v.takes(k, "clause") if v.may("intend") else _far(v, k)


def _particle(v: _Verb, k: int) -> Taken | None:
    """ "called for a ban", "pointed out that"."""
    p = v.p
    if p.low(k) not in v.p.words.particles.get(v.verb, ()):
        return None
    j = k + 1
    if p.low(j) == "that":
        return v.takes(j, "clause", last=k)
    if p.low(j) in _SECOND and v.verb != "call":
        return v.takes(j + 1, "object", last=j)
    if p.low(j) in (":", ",") and p.low(j + 1) == MARK:
        return v.takes(j + 1, "quote", last=k)
    return v.takes(j, "object", last=k, when=p.is_word(j) or p.low(j) in (MARK, "$"))


def _time_and_place(v: _Verb, k: int) -> Taken | None:
    """ "said in a statement that", "wrote on Friday: ..."."""
    low = v.p.low(k)
    return _far(v, k) if low in PREPOSITIONS or low in ("of", "for") or low in WEEK else None


def _doing(v: _Verb, k: int) -> Taken | None:
    """ "suggested moving the date"."""
    p, low = v.p, v.p.low(k)
    ends = low.endswith("ing") and len(low) > 5 and low not in _NO_DOING and not p.capital(k)
    if not ends and not p.is_form(k, "ing"):
        return None
    return v.takes(k, "object", when=v.may("doing", "object") or (v.clausal and p.clause(k)))


def _clause(v: _Verb, k: int) -> Taken | None:
    """ "said the road was shut"."""
    p = v.p
    if not p.is_word(k) and p.low(k) not in ("$", "#", "@"):
        return v.nothing
    if (v.clausal and p.clause(k)) or v.verb == "say":
        return v.takes(k, "clause")
    return None


def _object(v: _Verb, k: int) -> Taken | None:
    """ "urged the council to act", "criticised the plan"."""
    p, low = v.p, v.p.low(k)
    if v.may("urge") and "to" in p.lows(k + 1, k + _URGED):
        return v.takes(k, "object")
    if low in AUX or low in _NO_OBJECT:
        return v.nothing
    return v.takes(k, "object") if v.may("object") else None


def _far(v: _Verb, k: int) -> Taken:
    """What stands behind time and place: "said in a statement on Friday that ..."."""
    p = v.p
    if not v.clausal:
        return v.nothing
    for j in range(k, min(k + ADJUNCT, len(p.tokens))):
        low = p.low(j)
        if low == "that" and j > k:
            return v.takes(j, "clause")
        if low == MARK:
            near = p.low(j - 1)
            return v.takes(
                j, "quote", when=near in (",", ":") or near in VENUES or near in WEEK or v.verb == "say"
            )
        if low == ":" and p.is_word(j + 1):
            return v.takes(j + 1, "clause")
        if low in (";", ".") or low in DASHES or (low == "," and p.low(j + 1) != MARK):
            break
        if v.verb == "say" and j > k and _subject_at(p, k, j):
            return v.takes(j, "clause")
    return v.nothing


def _subject_at(p: Phrases, k: int, j: int) -> bool:
    """Whether a clause without "that" begins at `j`, behind time and place."""
    if j > k + 1 and p.low(j) in SUBJECTS:
        return p.low(j - 1) not in PREPOSITIONS | {"and", "of", "when", "as", "where"}
    return p.low(j - 1) in WEEK and p.clause(j)


#: Asked in this order; each gives None where it does not know what stands there.
_RULES: Final[tuple[Callable[[_Verb, int], Taken | None], ...]] = (
    _question,
    _quotation,
    _to,
    _particle,
    _time_and_place,
    _doing,
    _clause,
    _object,
)
