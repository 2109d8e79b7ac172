"""Dates: when a thing happened, happens or will happen, and how long it takes.

Reads the time expressions of linked sentences (`text.times`) and pairs them: those that can mean the same
day first, then one that lies inside the other, then those of one grain in the same words. Days are laid on
the calendar by each report's own day of publication (its date, or the one in its dateline): "Thursday",
"today" and "May 31" are one day where the dates say so. What cannot be known is not told: "today" and
"Tuesday" in reports without dates may be one day. A time without a counterpart is dropped or added where
the rest of its sentence stands on the other side too; where it does not, a whole clause came or went, which
is no matter of dates.

Not tried: times told by an event ("after the polls closed"), the tense of a sentence, rates ("a year"),
and whether a day named for the news moved to another verb of the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from weakref import WeakKeyDictionary

from ..model import ChangeKind, Segmented, Span
from ..settings import Dating
from ..text.moments import MINUTES, Issued, Time, days
from ..text.quotation import shown
from ..text.time_sense import Dated, sense
from ..text.times import times
from ..text.tokens import stem
from .base import Linked, Told, View, Whole, in_common

KIND: ChangeKind = "date"

#: How much doubt counts for times of two grains in other surroundings: less than any likeness of one grain.
_DOUBTFUL = 0.01
#: Years of publication that are believed.
_FIRST_YEAR, _LAST_YEAR = 1500, 2999
#: A report of before this hour may still call the day before "today".
_MORNING = 10
#: From this ratio on a longer time is told as so many times as long.
_TIMES_AS_LONG = 1.95


#: Characters of a comparison before the time that it holds, and how it begins.
_COMPARISON = 40
_COMPARED = re.compile(
    r"\b(?:from|than|compared\s+(?:with|to)|against|versus)\s+(?:an?\s+)?[^\w\s]?\d[\d.,/-]*(?:\s?%|\s[a-z]+){0,2}\s$"
)

_SMALL = frozenset(
    "the and that was were has had have for with from its his her their this which said says will would are".split()
)


@dataclass(frozen=True)
class Moment:
    """A time in its place, with the stems around it and the day its report was published.

    `passage` is how much its own sentence and the other side have in common, as a share of the shorter one.
    """

    time: Time
    text: str
    around: frozenset[str]
    issued: Issued | None
    passage: float

    @property
    def span(self) -> Span:
        """The time with its preposition."""
        return Span(self.time.start, self.time.end)

    @property
    def said(self) -> str:
        """The words as they stand."""
        return shown(self.text[self.time.start : self.time.end])

    @property
    def compared(self) -> bool:
        """Whether it dates the figure that another one is held against: "to 54 from 53 in August"."""
        return (
            _COMPARED.search(self.text[max(0, self.time.start - _COMPARISON) : self.time.start]) is not None
        )

    @cached_property
    def dated(self) -> Dated:
        """The time with its words and the days that it can mean."""
        core = self.text[slice(*self.time.core)].lower().replace(",", " ").replace("the ", "")
        return Dated(self.time, " ".join(core.split()), days(self.time, self.issued))


@dataclass(frozen=True, slots=True)
class _Known:
    """What a whole report tells about its times."""

    issued: Issued | None
    times: dict[int, list[Time]]


_KNOWN: WeakKeyDictionary[Whole, _Known] = WeakKeyDictionary()


def _known(whole: Whole) -> _Known:
    if whole not in _KNOWN:
        _KNOWN[whole] = _Known(issued(whole.segmented), {})
    return _KNOWN[whole]


def issued(segmented: Segmented) -> Issued | None:
    """When a report was published: its own field, or a full date in its dateline.

    The day a page was fetched says nothing about its "today" and is left out.
    """
    published = segmented.report.published
    if published is not None:
        value = published.value
        try:
            day = date.fromisoformat(value[:10])
        except ValueError:
            return None
        small_hours = value[10:11] == "T" and value[11:13].isdigit() and int(value[11:13]) < _MORNING
        known = published.origin != "crawl" and _FIRST_YEAR <= day.year <= _LAST_YEAR
        return Issued(day, small_hours) if known else None
    for part in segmented.parts:
        if part.kind == "dateline":
            for time in times(segmented.report.text, *part.span):
                found = days(time, None)
                if time.year is not None and time.day is not None and found:
                    return Issued(found[0][0])
    return None


def _times(side: Linked, number: int) -> list[Time]:
    """The times of one sentence."""
    known = _known(side.whole)
    if number not in known.times:
        known.times[number] = times(side.text, *side.whole.segmented.sentences[number].span)
    return known.times[number]


def pairs(view: View) -> Iterator[tuple[Moment | None, Moment | None]]:
    """The times of both sides, each with its counterpart or None."""
    settings = view.settings.dating
    first = _moments(view.first, view.second, settings)
    second = _moments(view.second, view.first, settings)
    pairing = _by_likeness(first, second, settings)
    pairing |= _in_order(first, second, pairing, settings)
    for i, j in sorted(pairing.items()):
        told_whole = _in_two(first[i], second[j], first) or _in_two(second[j], first[i], second)
        if _of_one_thing(first[i], second[j], settings) and not told_whole:
            yield first[i], second[j]
    held = set(pairing.values())
    for i, a in enumerate(first):
        if i not in pairing and _alone(a, second, settings) and not _told_otherwise(a, view.second, settings):
            yield a, None
    for j, b in enumerate(second):
        if j not in held and _alone(b, first, settings) and not _told_otherwise(b, view.first, settings):
            yield None, b


def _told_otherwise(moment: Moment, other: Linked, settings: Dating) -> bool:
    """Whether the other side gives a length as a bare number, or the other report the time in another sentence."""
    length = moment.time.length
    if length is not None and any(
        abs(figure.value * MINUTES[length.unit] - length.low) < 1e-6
        for figure in other.figures
        if not figure.ordinal
    ):
        return True
    return _elsewhere(moment, other, settings)


def _elsewhere(moment: Moment, other: Linked, settings: Dating) -> bool:
    """Whether the other report tells the same time of the same thing in another sentence."""
    return any(
        len(moment.around & candidate.around) >= settings.same_elsewhere
        and sense(moment.dated, candidate.dated) == "same"
        for number in range(len(other.whole.segmented.sentences))
        if number not in other.numbers
        for candidate in _moments(Linked(other.whole, (number,)), None, settings)
    )


def _moments(side: Linked, other: Linked | None, settings: Dating) -> list[Moment]:
    """The times of one side of a link; of a sentence by itself where there is no other side."""
    when = _known(side.whole).issued
    if when is None and other is not None:
        when = _known(other.whole).issued
    there = frozenset(other.stems) if other is not None else frozenset[str]()
    found, reach = [], settings.around
    for number in side.numbers:
        here = _times(side, number)
        if not here:
            continue
        words = side.whole.words[number]
        stems = [stem(word.form) for word in words]
        passage = in_common(stems, there)
        for time in here:
            inside = [n for n, word in enumerate(words) if word.start < time.end and word.end > time.start]
            first, last = (inside[0], inside[-1]) if inside else (0, 0)
            near = [*stems[max(0, first - reach) : first], *stems[last + 1 : last + 1 + reach]]
            around = frozenset(s for s in near if len(s) > 2 and s not in _SMALL)
            found.append(Moment(time, side.text, around, when, passage))
    return found


def _alone(moment: Moment, others: list[Moment], settings: Dating) -> bool:
    """Whether a time without a counterpart is worth telling."""
    time = moment.time
    if time.fuzzy or _a_name(moment) or moment.passage < settings.passage_kept:
        return False
    return not any(
        sense(moment.dated, other.dated) == "same" or _part_of(time, other.time) for other in others
    )


def _part_of(time: Time, other: Time) -> bool:
    """Whether all that a time gives is given by another one too: "on Tuesday" beside "10.40 pm on Tuesday"."""
    return bool(time.given) and all(getattr(time, name) == getattr(other, name) for name in time.given)


def _in_two(part: Moment, whole: Moment, beside: list[Moment]) -> bool:
    """Whether what one time lacks of the other stands right beside it: "at 10:40 p.m. (2040 GMT) on Tuesday"."""
    lacking = whole.time.given - part.time.given
    if not lacking or not _part_of(part.time, whole.time):
        return False
    near = [
        m
        for m in beside
        if m is not part and max(m.time.start - part.time.end, part.time.start - m.time.end) <= _BESIDE
    ]
    return any(
        lacking <= m.time.given and all(getattr(m.time, n) == getattr(whole.time, n) for n in lacking)
        for m in near
    )


#: Characters between two times that tell one moment together.
_BESIDE = 20


def _of_one_thing(a: Moment, b: Moment, settings: Dating) -> bool:
    """Whether a day told more or less exactly dates the same thing: in passages with little in common it may not."""
    if a.time.length is not None or sense(a.dated, b.dated) not in ("finer", "coarser"):
        return True
    return min(a.passage, b.passage) >= settings.passage_kept


def _a_name(moment: Moment) -> bool:
    """A bare year before a noun ("the 2020 census") names the thing and dates nothing."""
    lead = moment.text[moment.time.start : moment.time.core[0]].strip().lower()
    return moment.time.given == {"year"} and lead in ("", "the") and not moment.time.year_end


def _by_likeness(first: list[Moment], second: list[Moment], settings: Dating) -> dict[int, int]:
    """Times that can be one, and times in like surroundings, the likeliest first."""
    scored = sorted(
        (-score, abs(i - j), i + j, i, j)
        for i, a in enumerate(first)
        for j, b in enumerate(second)
        if (score := _score(a, b, settings)) > 0
    )
    pairing: dict[int, int] = {}
    for _, _, _, i, j in scored:
        if i not in pairing and j not in pairing.values():
            pairing[i] = j
    return pairing


def _in_order(
    first: list[Moment], second: list[Moment], pairing: dict[int, int], settings: Dating
) -> dict[int, int]:
    """Times that are left: those of one grain, if both sides have as many of it, stand in the same order."""
    held = set(pairing.values())
    left_over: dict[str, tuple[list[int], list[int]]] = {}
    for side, (moments, used) in enumerate(((first, set(pairing)), (second, held))):
        for n, moment in enumerate(moments):
            if n not in used and not moment.time.fuzzy:
                left_over.setdefault(moment.time.grain, ([], []))[side].append(n)
    return {
        i: j
        for ones, others in left_over.values()
        if len(ones) == len(others)
        for i, j in zip(ones, others, strict=True)
        if min(first[i].passage, second[j].passage) >= settings.passage_kept
        and first[i].compared == second[j].compared
    }


def _score(a: Moment, b: Moment, settings: Dating) -> float:
    """How surely two times are one told twice; 0 where nothing says so."""
    if a.compared != b.compared:
        return 0.0
    shared = len(a.around & b.around)
    alike = 2 * shared / ((len(a.around) + len(b.around)) or 1)
    how = sense(a.dated, b.dated)
    if how == "same":
        return 3 + alike
    if how in ("finer", "coarser") and (a.time.fuzzy or b.time.fuzzy):
        return 1 + alike if alike >= settings.same_thing_other_grain else 0.0
    if a.time.fuzzy != b.time.fuzzy:
        return alike / 2 if alike >= settings.same_thing else 0.0
    if how == "unknown" and a.time.grain != b.time.grain:
        return _DOUBTFUL * (1 + alike)
    if how in ("finer", "coarser", "unknown"):
        return 2 + alike
    if how == "apart":
        return 0.0
    if a.time.grain == b.time.grain:
        return alike if alike >= settings.same_thing else 0.0
    return alike if alike >= settings.same_thing_other_grain else 0.0


def tell(left: Moment | None, right: Moment | None) -> Told | None:
    """What became of a time."""
    if left is None or right is None:
        if left is not None:
            return Told("dropped", "loss", f'the time "{left.said}" was dropped')
        return Told("added", "gain", f'the time "{right.said}" was added') if right else None
    became = f'"{left.said}" became "{right.said}"'
    how = sense(left.dated, right.dated)
    if how == "finer":
        return Told("sharper", "precision", f"{became}: given more exactly")
    if how == "coarser":
        return Told("vaguer", "precision", f"{became}: given less exactly")
    if how == "other":
        return Told("altered", "conflict", f"{became}: {_another(left, right)}")
    return None


def _another(left: Moment, right: Moment) -> str:
    if left.time.length is not None and right.time.length is not None:
        low, high = sorted((left.time.length.middle, right.time.length.middle))
        way = "longer" if right.time.length.middle > left.time.length.middle else "shorter"
        if not low or high / low < _TIMES_AS_LONG or way == "shorter":
            return way
        return "twice as long" if abs(high / low - 2) < 0.05 else f"{high / low:,.0f} times as long"
    return "another time"
