"""Time expressions in running text: days, hours, years, durations, and how they are said.

In goes a text, out come `Time`s in the order of the text: the span with its preposition, and what the
words give: weekday, day, month, year, part of the day, hour, quarter, season, a step from the day of
publication ("yesterday", "last month"), the edge of a period ("late", "by the end of"), or a duration in
minutes ("48 hours" and "two days" are one duration). Method: one pattern per form (`time_forms`), the parts
that stand side by side ("10 a.m. Friday", "late on Tuesday", "the fourth quarter of 1986") are joined
where none of them says the same thing twice.

Not tried: times told by an event ("after the polls closed"), rates ("a year", "daily"), feasts that move,
time zones, and languages other than English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace

from .moments import MINUTES, Length, Time
from .time_forms import EDGES, READ
from .time_words import FORMS

#: No sentence without a digit or one of these holds a time: a quick look before the slow one.
_HINTS = tuple(
    "day week night month year hour minute seconds morning noon evening quarter qtr half decade centur spring summer autumn "
    "winter fall dawn dusk early earlier late recent soon shortly now tomorrow dusk mth yrs mins hrs o'clock o\u2019clock easter "
    "christmas halloween ramadan jan feb mar apr may jun jul aug sep oct nov dec mon. tue. wed. thu. fri. sat. sun. thurs. "
    "tues. past thanksgiving valentine".split()
)
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"[\d\u00bd\u00bc\u00be]")
#: Prepositions and edges before a time: they belong to it.
_LEAD = re.compile(
    r"(?<![\w-])(?:(?P<edge>late|early|earlier|later|mid)[\s-]+)?(?:(?P<preposition>on|in|at|by|since|until|till|from|during|before|after|over|for|"
    r"through|throughout|around|about|within|as\s+of|between)\s+)?(?:the\s+)?(?:(?P<inner>late|early|earlier|later|mid|middle|end)(?:\s+of\s+|\s+on\s+|[\s-]+)(?:the\s+)?)?$",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['\u2019]s\b")
_RELATIONS = {
    "since": "since",
    "from": "since",
    "until": "until",
    "till": "until",
    "by": "until",
    "before": "before",
    "after": "after",
    "through": "until",
}
#: What may stand between two parts of one time.
_JOINT = re.compile(
    r",?\s*(?:\b(?:on|of|at|in|by|the|about|around|local\s+time|,)\s*){0,2}\(?|['\u2019]s\s+|\s*,\s*",
    re.IGNORECASE,
)
#: Characters looked at before a time for its preposition.
_BACK = 34


def times(text: str, start: int = 0, end: int | None = None) -> list[Time]:
    """The time expressions of `text[start:end]`, in order, with places into the whole `text`."""
    stop = len(text) if end is None else end
    if not _DIGIT.search(text, start, stop):
        plain = text[start:stop].lower()
        if not any(hint in plain for hint in _HINTS):
            return []
    found: list[Time] = []
    for part in _parts(text, start, stop):
        whole = _joined(text, found[-1], part) if found else None
        if whole is not None:
            found[-1] = whole
        else:
            found.append(part)
    ends = [start, *(time.end for time in found)]
    led = [_with_lead(text, time, end) for time, end in zip(found, ends, strict=False)]
    return [_without_bracket(text, time) for time in led if _stands(text, time, start, stop)]


def _without_bracket(text: str, time: Time) -> Time:
    """A time less a bracket that closes what opened before it: "(2040 GMT)"."""
    if text[time.end - 1] == ")" and "(" not in text[time.start : time.end]:
        return replace(time, end=time.end - 1, core=(time.core[0], min(time.core[1], time.end - 1)))
    return time


def _parts(text: str, start: int, stop: int) -> Iterator[Time]:
    at = start
    while match := FORMS.search(text, at, stop):
        form = next(name for name in READ if match[name] is not None)
        read = READ[form](text, match, start)
        if read is not None:
            at = read.end
            yield read
        elif word := _WORD.match(text, match.start()):  # no time after all: on with the next word
            at = word.end()
        else:
            at = match.start() + 1


def _joined(text: str, one: Time, other: Time) -> Time | None:
    """Two parts that stand side by side as one time, or None where they are two."""
    between = text[one.end : other.start]
    if one.length is not None and other.length is not None and re.fullmatch(r",?\s+(?:and\s+)?", between):
        return _added_up(one, other)
    if not _JOINT.fullmatch(between) or (
        ")" in text[one.start : other.start] and "(" not in text[one.start : other.start]
    ):
        return None
    if one.length is not None or other.length is not None or (one.fuzzy and one.edge is None) or other.fuzzy:
        return None
    if other.given == {"year"} and one.month is not None and re.search(r"\bin\b", between):
        return None
    if one.given & other.given or (one.clock is not None and other.part is not None and "," in between):
        return None
    if one.step is not None and other.step is not None:
        return None
    if one.weekday is not None and other.grain in ("month", "year") and other.day is None:
        return None
    if "," in between and {one.grain, other.grain} <= {"month", "year"} and one.share is None:
        return None
    known = {name: getattr(other, name) for name in _CARRIED if getattr(one, name) is None}
    return replace(one, end=other.end, core=(one.core[0], other.core[1]), fuzzy=False, **known)


def _added_up(one: Time, other: Time) -> Time | None:
    """ "Two hours and 15 minutes": one length, if the second is of a smaller unit."""
    a, b = one.length, other.length
    if (
        a is None
        or b is None
        or MINUTES[b.unit] >= MINUTES[a.unit]
        or one.toward
        or "vague" in (a.hedge, b.hedge)
        or b.hedge
    ):
        return None
    if b.high >= MINUTES[a.unit]:
        return None
    length = Length(a.low + b.low, a.high + b.high, b.unit, a.hedge)
    return replace(one, end=other.end, core=(one.core[0], other.core[1]), length=length, toward=other.toward)


_CARRIED = tuple(
    field.name for field in fields(Time) if field.name not in ("start", "end", "core", "relation", "fuzzy")
)


def _with_lead(text: str, time: Time, start: int) -> Time:
    """The time with its preposition and what stands before it of the kind of "late"."""
    at = max(start, time.start - _BACK)
    lead = _LEAD.search(text, at, time.start)
    if lead is None or lead.start() == time.start:
        return time
    edge = lead["edge"] or lead["inner"]
    if edge is None and (lead["preposition"] is None or _POSSESSIVE.match(text, time.end)):
        return time  # "the", or the "by" of "by Thursday's storm"
    relation = _RELATIONS.get((lead["preposition"] or "").lower(), "") if time.length is None else ""
    given = time.edge or (EDGES[edge.lower()] if edge and time.length is None else None)
    return replace(time, start=lead.start(), relation=relation, edge=given)


def _stands(text: str, time: Time, start: int, stop: int) -> bool:
    """Whether it tells a time on its own: a bare part of the day needs a preposition."""
    if time.given == {"part"} or (time.part is not None and time.given == {"part", "edge"}):
        lead = text[time.start : time.core[0]].lower().split()
        return (time.part == "night" and text[time.core[0] :][:9].lower() == "overnight") or (
            bool(
                set(lead) & {"in", "at", "by", "since", "until", "before", "after", "during", "through", "on"}
            )
            and not (time.part == "night" and "the" in lead and "during" not in lead)
        )
    return True
