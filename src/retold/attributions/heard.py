"""What the readers of cues give, and what they share: where a subject stands, where speech began and goes on.

A `Heard` is one attribution as tokens of a stretch. `Reading` holds the stretch and what was found in it so
far, and answers what more than one rule asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..text.cue_words import WEEK
from ..text.phrases import MARK
from .phrases import DASHES, Phrases

Place = tuple[int, int]
Reach = Literal["clause", "object", "quote"]
#: Tokens of time and place behind a cue, at the most.
ADJUNCT = 16
_JOINTS = frozenset("but and while though although as".split())
_NEW_CLAUSE = frozenset(
    "but and while though although as who which when after because citing according whose before".split()
)
_AT_REST = frozenset(
    "on in at during of to by about after before when as while with from through via this last earlier and".split()
)
_JOINS = frozenset("and but or then".split())
#: Words before a comma that are a clause of their own without a verb.
_ENOUGH = 4
_SETS_OFF = DASHES | {",", ":"}
_BREAKS = _SETS_OFF | {";", MARK}


@dataclass(frozen=True, slots=True)
class Heard:
    """One attribution as tokens: cue, source, audience, and where what was said stands.

    `lead` is the token with which it begins behind the cue, None where nothing follows; `trail` tells that
    it stands before, from the token `first` on. `reach` tells how far it may run. `told` is who was told.
    `aside` tells that the cue only describes its source, `shared` that its source is another verb's subject.
    `rule` names what found it.
    """

    cue: Place
    source: Place | None
    rule: str
    lead: int | None
    trail: bool = False
    reach: Reach = "clause"
    told: Place | None = None
    aside: bool = False
    shared: bool = False
    first: int = 0

    @property
    def opens(self) -> int:
        """The first token of source and cue."""
        if self.source is None or self.shared:
            return self.cue[0]
        return min(self.source[0], self.cue[0])

    @property
    def closes(self) -> int:
        """The last token of source, cue and audience."""
        held = [self.cue[1]]
        if self.source is not None and not self.shared:
            held.append(self.source[1])
        if self.told is not None:
            held.append(self.told[1])
        return max(held)

    @property
    def participle(self) -> bool:
        """Whether the cue is a participle: ", saying that ..."."""
        return self.rule == "participle"


class Reading:
    """A stretch as it is read: its phrases, and the attributions found so far."""

    def __init__(self, phrases: Phrases) -> None:
        self.p = phrases
        self.found: list[Heard] = []

    def floor(self) -> int:
        """The first token that no earlier cue holds."""
        return self.found[-1].closes + 1 if self.found else 0

    def closed(self, first: int) -> bool:
        """Whether a quotation ends right before a token."""
        return MARK in self.p.lows(max(0, first - 2), first)

    def said_before(self, comma: int, *, put_in: bool = False) -> int | None:
        """The token with which what was said before this comma begins; None where too little stands there.

        `put_in` tells that it goes on behind the cue: then a word or two are enough.
        """
        p = self.p
        begin = self._began(comma)
        held = sum(p.is_word(k) or p.low(k) == MARK for k in range(begin, comma))
        if held == 0 and p.low(comma) == MARK:
            return comma
        opened = next((k for k in range(comma, max(begin, comma - 3), -1) if p.low(k) == MARK), None)
        if opened is not None and p.low(opened - 1) == ":":
            return opened
        if MARK in p.lows(begin, comma + 1) or (put_in and held):
            return begin
        if held < 2 or (held < _ENOUGH and not any(p.finite(k) for k in range(begin, comma))):
            return None
        return begin

    def _began(self, comma: int) -> int:
        """Where the clause before a comma begins: behind an earlier cue's joint, or with the stretch."""
        p = self.p
        if not self.found:
            return 0
        last = self.found[-1]
        for k in range(last.closes + 1, comma):
            joint = p.low(k) in _JOINTS and p.low(k - 1) in (",", MARK)
            if joint or p.low(k) == ";":
                return k + 1 if p.low(k) in (";", "and", "but") else k
        if (
            not last.trail or last.rule == "passive"
        ):  # "the crew was told to wait, she said": all of it is hers
            return 0
        begin = last.closes + 1
        while begin < comma and not p.is_word(begin) and p.low(begin) != MARK:
            begin += 1
        return begin

    def goes_on(self, k: int, *, quoted: bool) -> int | None:
        """Where what was said goes on behind "he said": a comma and a quotation or a clause."""
        p = self.p
        j = k
        while j < len(p.tokens) and j - k < ADJUNCT and p.low(j) not in _BREAKS:
            j += 1
        if p.low(j) == MARK and j > k:
            return j if p.low(j - 1) in ("that", "adding", "saying") else None
        if p.low(j) not in _SETS_OFF:
            return None
        low = p.low(j + 1)
        if low == MARK:
            return j + 1
        if low in _NEW_CLAUSE:
            return j + 1 if low in ("but", "and", "because") and p.low(j + 2) == MARK else None
        if p.is_form(j + 1, "ing"):
            return None
        return j + 1 if p.low(j) == "," and p.is_word(j + 1) and j == k and not quoted else None

    def rests(self, k: int) -> bool:
        """Whether the clause of a cue ends here, but for time and place."""
        p = self.p
        low = p.low(k)
        if low in _AT_REST:
            j = k
            while (
                j < len(p.tokens) and j - k < ADJUNCT and p.low(j) not in (",", ";", ":", MARK, "that", ".")
            ):
                j += 1
            return p.low(j) not in ("that", ":")
        return not low or not low[0].isalnum() or low in WEEK or p.adverb(k)

    def subject(self, n: int) -> Place | None:
        """Whose verb a verb without a subject of its own is: the subject of the clause before."""
        last = self.found[-1] if self.found else None
        if (
            last is not None
            and last.source is not None
            and last.rule not in ("according", "passive", "colon", "noun")
        ):
            return last.source
        p = self.p
        for k in range(n - 1, 0, -1):
            if p.low(k) in (";", MARK):
                break
            if not p.finite(k) or p.finite(k - 1):
                continue
            if p.pronoun_verb(k):
                return k, k
            j = k - 1
            while j > 0 and (p.adverb(j) or p.low(j) in WEEK or (p.low(j) == "on" and p.low(j + 1) in WEEK)):
                j -= 1
            source = None if p.low(j) in _JOINS else p.before(j)
            if source is not None and p.low(j) not in ("who", "that", "which"):
                return source
        return None
