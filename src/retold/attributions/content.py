"""What was said, as spans: from the cue on to where the speech ends, and back to where it began.

In goes a stretch and its `Heard`s, out come the content's spans for each: behind the cue up to the end of
the clause (a further cue, "..., but she said", "..., adding"; for an object also "while", "after", "and"
with a verb), before the cue from the beginning of the sentence, and both where "he said" is put in.
Closing punctuation belongs to a quotation and to nothing else.

Not tried: clauses by grammar. What a comma adds to a clause ("..., who is 40") is taken as said with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Span
from ..text.cue_words import SUBJECTS, WEEK
from ..text.phrases import MARK
from .heard import Heard
from .phrases import AUX, DASHES, VENUES, Phrases

_JOINTS = frozenset("but though although while whereas and as".split())
_BEFORE_PARTICIPLE = frozenset("while by when after before and".split())
#: What begins a clause under another one: what is said in it ends before the main clause.
_UNDER = frozenset(
    "when while if as after before because since although though once until whereas whenever unless despite".split()
)
_OBJECT_ENDS = frozenset("but though although while whereas after when because since unless until".split())
_BEHIND_OBJECT = (
    _OBJECT_ENDS | SUBJECTS | frozenset("before which who whose where so yet with as in on at".split())
)
#: Days that may belong to an object: "called for a vote today".
_ALSO_INSIDE = frozenset("now again later earlier today tomorrow".split())
_OPENING_MARKS = (MARK, "$", "#", "@", "(")
_CLOSING_MARKS = (MARK, "%", ")", "]")
_ENDING_MARKS = (",", ".", "?", "!")


def contents(p: Phrases, found: Sequence[Heard]) -> list[tuple[Span, ...]]:
    """The content of each attribution of a stretch, in the same order; empty where none is left."""
    return [_content(p, found, k) for k in range(len(found))]


def _content(p: Phrases, found: Sequence[Heard], k: int) -> tuple[Span, ...]:
    one = found[k]
    spans: list[Span] = []
    if one.trail:
        last = one.cue[0] if one.rule == "passive" else one.opens
        spans.extend(_trimmed(p, one.first, last - 1))
    if one.lead is not None:
        end = _end(p, _Limits.of(p, found, k, one.lead), one.lead)
        if one.source is not None and one.lead < one.source[0] <= end:  # "accused of theft by the board"
            end = one.source[0] - 2
        spans.extend(_trimmed(p, one.lead, end))
    return tuple(spans)


def _trimmed(p: Phrases, first: int, last: int) -> list[Span]:
    """The span of the tokens without the punctuation around them."""
    while first <= last and not p.is_word(first) and p.low(first) not in _OPENING_MARKS:
        first += 1
    while last >= first and not p.is_word(last) and p.low(last) not in _CLOSING_MARKS:
        last -= 1
    return [p.span(first, last)] if first <= last else []


@dataclass(frozen=True, slots=True)
class _Limits:
    """What bounds one attribution's content: the later ones, by where they and their cues begin."""

    one: Heard
    starts: dict[int, Heard]
    cues: dict[int, Heard]
    under: bool

    @classmethod
    def of(cls, p: Phrases, found: Sequence[Heard], k: int, lead: int) -> _Limits:
        """The limits of the k-th attribution, whose content begins at `lead`."""
        one = found[k]
        later = [other for other in found[k + 1 :] if other.cue[0] > lead]
        under = p.low(one.first) in _UNDER
        if one.source is not None and not one.shared:
            opened = p.low(0) in _UNDER and "," not in p.lows(0, one.cue[0])
            under = under or opened or p.low(one.source[0] - 1) in _UNDER
        starts = {other.opens: other for other in later}
        return cls(one, starts, {other.cue[0]: other for other in later}, under)


def _end(p: Phrases, limits: _Limits, lead: int) -> int:
    """The last token of what begins at `lead`."""
    depth = 0
    for n in range(lead, len(p.tokens)):
        low = p.low(n)
        if low in ("(", "["):
            depth += 1
        elif low in (")", "]"):
            if depth == 0:
                return n - 1
            depth -= 1
        elif depth == 0:
            if n == lead and low == MARK and limits.one.reach == "quote" and _complete(p, n):
                return n
            back = 1 if n == lead else _stops(p, limits, n)
            if back and n > lead:
                return n - back
    return len(p.tokens) - 1


def _complete(p: Phrases, n: int) -> bool:
    """Whether a quotation ends its sentence."""
    return not p.is_word(n + 1) or p.text[p.tokens[n].end - 2] in _ENDING_MARKS


def _stops(p: Phrases, limits: _Limits, n: int) -> int:
    """How many tokens before token `n + 1` what is said ends; 0 where it goes on."""
    low, one, cues = p.low(n), limits.one, limits.cues
    if low == ";":
        return int(one.reach == "object")
    if low in (",", "-") or low in DASHES:
        under = limits.under and (low != "," or p.clause(n + 1))
        return int(under or _breaks(p, limits, n))
    if low == "according" and p.low(n + 1) == "to":
        return 1
    after = cues.get(n + 1)
    if low in ("and", "or", "but") and after is not None and after.shared and not after.participle:
        return int(_alike(p, one, after))
    here = cues.get(n)
    if here is not None and here.participle and p.low(n - 1) in _BEFORE_PARTICIPLE:
        return 2
    begins = limits.starts.get(n + 1)
    if low in _JOINTS and begins is not None and begins.source is not None and not begins.shared:
        return int(one.reach != "quote")
    return int(one.reach == "object" and _object_ends(p, n))


def _alike(p: Phrases, one: Heard, other: Heard) -> bool:
    """Whether two cues are verbs of one subject: the second has no helping verb that the first lacks."""
    return (p.low(other.cue[0]) in AUX) <= (p.low(one.cue[0]) in AUX)


def _breaks(p: Phrases, limits: _Limits, comma: int) -> bool:
    """Whether what is said ends at a comma."""
    one, starts, cues, n = limits.one, limits.starts, limits.cues, comma + 1
    low = p.low(n)
    if one.aside or low == "according" or n in cues:
        return True
    begins = starts.get(n)
    if begins is not None and (begins.trail or (one.reach == "object" and not begins.shared)):
        return True
    if low in _JOINTS and any(m in starts or m in cues for m in (n + 1, n + 2)):
        return True
    if one.reach == "clause" and (low == "as" or (low == "even" and p.low(n + 1) in ("as", "though"))):
        return True
    return (one.reach == "object" or one.rule == "noun") and _behind_object(p, n)


def _behind_object(p: Phrases, n: int) -> bool:
    """Whether what begins behind a comma is no part of an object before it."""
    low = p.low(n)
    if low in _BEHIND_OBJECT or p.is_form(n, "ing"):
        return True
    if low == "and":
        return p.finite(n + 1) or p.clause(n + 1)
    return low != "or" and p.clause(n)


def _object_ends(p: Phrases, n: int) -> bool:
    """Whether an object ends before a token."""
    low = p.low(n)
    if low in _OBJECT_ENDS:
        return True
    if low in ("and", "but"):
        return p.finite(n + 1) and not p.capital(n + 1)
    if low in ("in", "on", "at", "during", "via"):
        follows = p.lows(n + 1, n + 4)
        return bool(follows) and (follows[0] in WEEK or not VENUES.isdisjoint(follows))
    return low in WEEK and low not in _ALSO_INSIDE
