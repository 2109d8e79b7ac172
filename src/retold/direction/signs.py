"""The signs by which one of two related texts shows that it derives from the other.

In go two tellings and what they share; out come the signs, each on one side, with its strength and one sentence
why. A sign is asked of both sides with the same question: it speaks for the side of which it holds more, and what
holds of both alike says nothing. How much each weighs stands in the settings.

Lachmann's rule is behind all of them: of two readings the one from which the other can have come is the older. Which
variations have a direction in news was measured, not assumed: an agency's next version adds attributions, names and
figures as often as it drops them, so those losses weigh little; what is put above a shared passage, what is cut from a
text copied to the letter, and what a text says of itself weigh much.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..model import Side, Sign
from ..settings import Directing
from .shared import Gap, Half, Shared
from .telling import Telling


class Seen(NamedTuple):
    """One side as it is asked whether it derives from the other: its own and the other's part of all that is known."""

    name: str
    telling: Telling
    half: Half
    gaps: tuple[Gap, ...]
    settings: Directing


#: How strongly a sign holds of the first side against the second, 0 to 1, with the reason; None where it does not.
Question = Callable[[Seen, Seen], tuple[float, str] | None]


def corrected(one: Seen, other: Seen) -> tuple[float, str] | None:
    """It corrects or updates another version, or is the later one by its number."""
    mine, theirs = one.telling, other.telling
    if mine.version and theirs.version:
        if mine.version > theirs.version:
            return 1.0, f"{one.name} is numbered as a later version than {other.name}"
        return None
    if mine.corrected and not theirs.corrected:
        return 1.0, f"{one.name} says that it corrects or updates another version"
    return None


def issued(one: Seen, other: Seen) -> tuple[float, str] | None:
    """Its own line of issue is later."""
    mine, theirs = one.telling.issued, other.telling.issued
    if mine is not None and theirs is not None and theirs.before(mine, one.settings.issued_hours):
        return 1.0, f"{one.name} gives a later time of issue in its text than {other.name}"
    return None


def digest(one: Seen, other: Seen) -> tuple[float, str] | None:
    """It is headed as a digest."""
    if one.telling.digest and not other.telling.digest:
        return 1.0, f"{one.name} is headed as a digest of several reports"
    return None


def credited(one: Seen, other: Seen) -> tuple[float, str] | None:
    """It cites the medium whose text the other is."""
    named = (frozenset(one.telling.cited) & other.telling.own) - one.telling.own
    if named:
        return 1.0, f"{one.name} cites {_shown(named)}, whose text {other.name} says it is"
    return None


def leans(one: Seen, other: Seen) -> tuple[float, str] | None:
    """It cites one medium again and again that the other never cites."""
    counts = Counter(one.telling.cited)
    named = frozenset(
        name
        for name, count in counts.items()
        if count >= one.settings.leans_times
        and name not in other.telling.cited
        and name not in one.telling.own
    )
    if named:
        return 1.0, f"{one.name} cites {_shown(named)} again and again, {other.name} never"
    return None


def republished(one: Seen, other: Seen) -> tuple[float, str] | None:
    """It says where it appeared first."""
    if one.telling.republished and not other.telling.republished:
        return 1.0, f"{one.name} says that it appeared elsewhere first"
    return None


def far_top(one: Seen, other: Seen) -> tuple[float, str] | None:
    """It has much of its own above what is the beginning of the other: a follow-up, a digest."""
    return _on_top(one, other, one.settings.far_words, math.inf)


def new_top(one: Seen, other: Seen) -> tuple[float, str] | None:
    """The same, of two or three sentences."""
    return _on_top(one, other, one.settings.top_words, one.settings.far_words)


def _on_top(one: Seen, other: Seen, least: int, most: float) -> tuple[float, str] | None:
    new = one.half.above - other.half.above
    if other.half.above <= one.settings.top_begins and least <= new < most:
        return 1.0, f"{one.name} puts {new} words of its own above what {other.name} begins with"
    return None


def quotes(one: Seen, other: Seen) -> tuple[float, str] | None:
    """It is mostly about other things, and quotes a passage that the other tells itself."""
    mine = one.half
    if mine.quoting > other.half.quoting and mine.shared <= one.settings.quotes_share * mine.size:
        return 1.0, f"{one.name} has {mine.quoting} words in quotation marks that {other.name} tells itself"
    return None


def cut(one: Seen, other: Seen) -> tuple[float, str] | None:
    """It is the other to the letter, less passages, and adds next to nothing."""
    mine, theirs, s = one.half, other.half, one.settings
    if mine.own > s.cut_own * mine.size or max(mine.above, theirs.above) > s.top_begins:
        return None
    if theirs.own < max(s.cut_least * theirs.size, s.cut_times * mine.own):
        return None
    if min(mine.equal / max(1, mine.shared), theirs.equal / max(1, theirs.shared)) < s.cut_equal:
        return None
    where = "cut from its end" if theirs.below == theirs.own else "left out"
    return 1.0, f"{one.name} is {other.name} to the letter with {theirs.own} words {where}"


def _gained(one: Seen, wanted: frozenset[str], unless: frozenset[str]) -> int:
    """Gaps in which one side has a wanted word that the other lacks, less the contrary."""
    count = 0
    for theirs, mine in one.gaps:
        if wanted & set(mine) and not (wanted | unless) & set(theirs):
            count += 1
        elif wanted & set(theirs) and not (wanted | unless) & set(mine):
            count -= 1
    return count


_YESTERDAY = frozenset("yesterday overnight".split())
_BACK = frozenset(
    "earlier still after following again continued continues remain remains remained since".split()
)
_DAYS = frozenset(
    "today yesterday tomorrow tonight overnight monday tuesday wednesday thursday friday saturday sunday week month".split()
)
#: Places that count: two tell as much as three.
_MOST = 2
_AHEAD = frozenset("will would plans plan intends tomorrow".split())
_DONE = frozenset("has have had was were did".split())


def day_after(one: Seen, other: Seen) -> tuple[float, str] | None:
    """It looks back from a later day: "yesterday" where the other has "today", a day or nothing."""
    if _gained(one, _YESTERDAY, frozenset()) > 0:
        return 1.0, f'{one.name} says "yesterday" where {other.name} does not'
    return None


def done(one: Seen, other: Seen) -> tuple[float, str] | None:
    """What the other tells as to come it tells as done."""
    count = 0
    for theirs, mine in one.gaps:
        ahead, behind = (_AHEAD & set(theirs)) - set(mine), (_AHEAD & set(mine)) - set(theirs)
        count += bool(ahead and _DONE & set(mine) and not behind) - bool(
            behind and _DONE & set(theirs) and not ahead
        )
    if count > 0:
        return 1.0, f"{one.name} tells as done what {other.name} tells as to come"
    return None


def later_day(one: Seen, other: Seen) -> tuple[float, str] | None:
    """It knows the days that the other tells of and the day after."""
    mine, theirs = one.telling.weekdays, other.telling.weekdays
    new = mine - theirs
    if other.telling.relative and not one.telling.relative:
        return None  # "yesterday" may be the day that the other names
    if (
        theirs
        and theirs < mine
        and any((day - 1) % 7 in theirs for day in new)
        and not any((day + 1) % 7 in theirs for day in new)
    ):
        return 1.0, f"{one.name} tells of a day after those that {other.name} tells of"
    return None


def doubled(one: Seen, other: Seen) -> tuple[float, str] | None:
    """Words stand twice in a row that stand once in the other: a slip of copying."""
    new = one.telling.doubles - other.telling.doubles
    if new and one.half.shared >= one.settings.whole_share * one.half.size:
        return 1.0, f'{one.name} has "{min(new)}" twice in a row, {other.name} once'
    return None


def dated(one: Seen, other: Seen) -> tuple[float, str] | None:
    """It says in more places when something was: later versions need to."""
    count = sum(bool(_DAYS & set(mine)) - bool(_DAYS & set(theirs)) for theirs, mine in one.gaps)
    if count > 0:
        strength = min(count, _MOST) / _MOST
        return strength, f"{one.name} gives the day in {_times(count)} where {other.name} does not"
    return None


def wire(one: Seen, other: Seen) -> tuple[float, str] | None:
    """It lacks the agency's dateline under which the other stands."""
    if other.telling.wire and not one.telling.wire:
        return 1.0, f"{one.name} lacks the dateline of an agency that {other.name} has"
    return None


def looks_back(one: Seen, other: Seen) -> tuple[float, str] | None:
    """It opens with a word that looks back ("after", "still", "earlier"); the other does not."""
    mine, theirs = _BACK & set(one.telling.opening), _BACK & set(other.telling.opening)
    if mine and not theirs:
        return 1.0, f'{one.name} looks back in its opening ("{min(mine)}"), {other.name} does not'
    return None


def ticker(one: Seen, other: Seen) -> tuple[float, str] | None:
    """It lacks the exchange symbols that the other has behind names: the mark of a flash."""
    if other.telling.tickers and not one.telling.tickers:
        return 1.0, f"{one.name} lacks the exchange symbols that {other.name} has behind names"
    return None


def closing(one: Seen, other: Seen) -> tuple[float, str] | None:
    """The same sign-off of a wire, in small letters where the other has capitals."""
    mine, theirs = one.telling.closing, other.telling.closing
    whole = one.half.shared >= one.settings.whole_share * one.half.size
    if whole and mine and mine != theirs and mine.upper() == theirs:
        return 1.0, f'{one.name} closes with "{mine}" where {other.name} has "{theirs}"'
    return None


def _times(count: int) -> str:
    return "one place" if count == 1 else f"{count} places"


def _shown(names: frozenset[str]) -> str:
    return ", ".join(sorted(name.upper() if len(name) <= _INITIALS else name.title() for name in names))


#: Letters of a medium that is written in capitals at most.
_INITIALS = 4

#: All signs with their weights, in the order in which a reader should see them.
QUESTIONS: tuple[tuple[Question, Callable[[Directing], float]], ...] = (
    (corrected, lambda s: s.corrected),
    (credited, lambda s: s.credited),
    (republished, lambda s: s.republished),
    (issued, lambda s: s.issued),
    (digest, lambda s: s.digest),
    (leans, lambda s: s.leans),
    (quotes, lambda s: s.quotes),
    (far_top, lambda s: s.far_top),
    (new_top, lambda s: s.new_top),
    (cut, lambda s: s.cut),
    (day_after, lambda s: s.day_after),
    (done, lambda s: s.done),
    (later_day, lambda s: s.later_day),
    (dated, lambda s: s.dated),
    (looks_back, lambda s: s.looks_back),
    (doubled, lambda s: s.doubled),
    (wire, lambda s: s.wire),
    (ticker, lambda s: s.ticker),
    (closing, lambda s: s.closing),
)


def signs(left: Telling, right: Telling, shared: Shared, settings: Directing) -> Iterator[Sign]:
    """Every sign that holds of one side and not of the other, weighed."""
    back = tuple((right_words, left_words) for left_words, right_words in shared.gaps)
    one = Seen("LEFT", left, shared.left, back, settings)
    other = Seen("RIGHT", right, shared.right, shared.gaps, settings)
    for question, weigh in QUESTIONS:
        here, there = question(one, other), question(other, one)
        if (here is None) == (there is None):
            continue
        derived: Side = "left" if here is not None else "right"
        strength, why = here or there or (0.0, "")
        yield Sign(question.__name__, derived, weigh(settings) * strength, why)
