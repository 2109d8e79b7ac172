"""How two time expressions lie to each other: one time, a finer and a coarser one, two times, or who knows.

In go two times with the days of the calendar that each can mean, out comes a `Sense`, read from the first
to the second. What the words alone tell goes before the calendar (two weekdays are two days whatever the
week), the calendar before the hours. Doubt is an answer: "today" and "Tuesday" in reports without dates are
`unknown`, and a length beside a day is `apart`: nothing that could be compared.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from .moments import Days, Time

#: "finer": the second one tells more exactly what the first one tells; "coarser": less exactly.
Sense = Literal["same", "finer", "coarser", "other", "unknown", "apart"]

#: Lengths in two units are equal within this share: "18 months" and "a year and a half".
#: .01 and .1 change no figure of the development sets.
_SAME_LENGTH = 0.04
#: With "about" or "nearly" before one of them. .1: 616 altered names and figures of the MRPC pairs found for 615.
_NEARLY = 0.2
_OPPOSED = ({"before", "after"}, {"since", "until"})


_WHOLE = frozenset({"week", "month", "year", "decade", "century"})

#: Parts of a day, in minutes from its midnight.
_PARTS = {
    "morning": (300, 720), "afternoon": (720, 1080), "evening": (1020, 1380), "night": (1080, 1800),
    "early hours": (0, 360), "small hours": (0, 360), "dawn": (240, 420), "daybreak": (240, 420), "noon": (720, 720),
    "midday": (660, 780), "midnight": (1440, 1440), "dusk": (1020, 1260), "nightfall": (1020, 1260), "lunchtime": (660, 840),
}  # fmt: skip


class Dated(NamedTuple):
    """A time, its words in lower case without articles, and the days that it can mean, if that is known."""

    time: Time
    words: str
    days: list[Days] | None


def sense(a: Dated, b: Dated) -> Sense:
    """What the second is to the first."""
    one, other = a.time, b.time
    if {one.relation, other.relation} in _OPPOSED:
        return "other"
    if a.words == b.words and one.edge == other.edge:
        return "same"
    if "length" in (one.grain, other.grain):
        return _lengths(one, other) if one.grain == other.grain else "apart"
    if one.fuzzy or other.fuzzy:
        return _near(one, other)
    day = _day_sense(a, b)
    return _within(one, other, day) if day in ("same", "unknown") else day


def _near(one: Time, other: Time) -> Sense:
    """A time of the story's own ("the year before", "recently") beside another: who knows which it is."""
    if one.fuzzy and other.fuzzy:
        return "unknown"
    vague, exact = (one, other) if one.fuzzy else (other, one)
    if vague.step is None and exact.grain in ("day", "week"):
        return "finer" if one.fuzzy else "coarser"
    dated = exact.grain in ("year", "moment", "day", "month", "week")
    return "unknown" if vague.step is not None and dated else "apart"


def _lengths(one: Time, other: Time) -> Sense:
    a, b = one.length, other.length
    if a is None or b is None:
        return "apart"
    if "vague" in (a.hedge, b.hedge):
        if a.hedge == b.hedge:
            return "same" if a.unit == b.unit else "other"
        if a.low <= b.high and b.low <= a.high:
            return "coarser" if b.hedge == "vague" else "finer"
        return "other"
    allowed = _SAME_LENGTH if a.unit != b.unit else 1e-6
    if _close(a.low, b.low, allowed) and _close(a.high, b.high, allowed):
        return "same" if bool(a.hedge) == bool(b.hedge) else "coarser" if b.hedge else "finer"
    if "about" in (a.hedge, b.hedge) and _close(a.middle, b.middle, _NEARLY):
        return "coarser" if b.hedge else "finer"
    if a.low < a.high and a.low <= b.low and b.high <= a.high:
        return "finer"
    if b.low < b.high and b.low <= a.low and a.high <= b.high:
        return "coarser"
    return "other"


def _close(x: float, y: float, allowed: float) -> bool:
    return abs(x - y) <= allowed * max(x, y)


def _weekdays(one: Time, other: Time) -> Sense | None:
    if one.weekday is None or other.weekday is None:
        return None
    if one.weekday != other.weekday:
        return "other"
    return "same" if one.month is None or other.month is None else None


def _years(one: Time, other: Time) -> Sense | None:
    single = one.year_end is None and other.year_end is None
    return "other" if single and None not in (one.year, other.year) and one.year != other.year else None


def _months(one: Time, other: Time) -> Sense | None:
    if one.month is None or other.month is None:
        return None
    if one.month != other.month or (None not in (one.day, other.day) and one.day != other.day):
        return "other"
    if (one.day is None) != (other.day is None):
        return "finer" if one.day is None else "coarser"
    if one.day is None and one.edge != other.edge:
        return None
    return _by_year(one, other)


def _by_year(one: Time, other: Time) -> Sense:
    """Two times that differ in the year at most, and not in two years."""
    return "same" if one.year == other.year else "coarser" if other.year is None else "finer"


def _shares(one: Time, other: Time) -> Sense | None:
    if one.share is None or other.share is None or one.share[0] != other.share[0]:
        return None
    return _by_year(one, other) if one.share == other.share else "other"


def _feasts(one: Time, other: Time) -> Sense | None:
    if one.feast is None or other.feast is None:
        return None
    return "same" if one.feast == other.feast else "other"


def _steps(one: Time, other: Time) -> Sense | None:
    alike = one.step is not None and one.step == other.step
    return "same" if alike and (one.edge == other.edge or one.grain == "day") else None


def _steps_back(one: Time, other: Time) -> Sense | None:
    if one.grain != "moment" or other.grain != "moment":
        return None
    return _lengths(one, other) if (one.toward == "later") == (other.toward == "later") else "other"


#: What two times say alike or otherwise in so many words, asked in this order.
_BY_WORDS: tuple[Callable[[Time, Time], Sense | None], ...] = (
    _years, _weekdays, _months, _shares, _feasts, _steps, _steps_back,
)  # fmt: skip


def _day_sense(a: Dated, b: Dated) -> Sense:
    """How the days of two times lie to each other, hours aside."""
    one, other = a.time, b.time
    for compare in _BY_WORDS:
        told = compare(one, other)
        if told is not None:
            return told
    first, second = a.days, b.days
    if not first or not second:
        return _by_grain(one, other)
    if any(x == y for x in first for y in second):
        return "same"
    if any(x[0] <= y[0] and y[1] <= x[1] for x in first for y in second):
        return "finer"
    if any(y[0] <= x[0] and x[1] <= y[1] for x in first for y in second):
        return "coarser"
    if any(x[0] <= y[1] and y[0] <= x[1] for x in first for y in second):
        return "unknown"
    return "other"


def _by_grain(one: Time, other: Time) -> Sense:
    """What can be said of two times where the calendar is unknown: a day is finer than a week or a year."""
    if {one.grain, other.grain} == {"part", "day"} and one.relation == other.relation == "until":
        return "other"
    if one.grain == "day" and other.grain in _WHOLE:
        return "coarser"
    if other.grain == "day" and one.grain in _WHOLE:
        return "finer"
    return "unknown"


def _within(one: Time, other: Time, day: Sense) -> Sense:
    """Times of one day, or of days unknown: hours, parts of the day, early and late."""
    first, second = _hours(one), _hours(other)
    if first is None and second is None:
        if one.grain in _WHOLE and other.grain in _WHOLE:
            return day
        if one.edge == other.edge or day == "unknown":
            return day
        if {one.edge, other.edge} == {"early", "late"}:
            return "other"
        return "coarser" if other.edge is None else "finer"
    if first is None or second is None:
        if day == "unknown" or (one.grain == "day") != (other.grain == "day"):
            return "unknown"
        return "finer" if first is None else "coarser"
    if one.clock is not None and other.clock is not None:
        return _clocks(one, other, day)
    if first == second:
        return day
    if first[0] <= second[0] and second[1] <= first[1]:
        return "finer"
    if second[0] <= first[0] and first[1] <= second[1]:
        return "coarser"
    return "unknown" if first[0] < second[1] and second[0] < first[1] else "other"


def _clocks(one: Time, other: Time, day: Sense) -> Sense:
    """Two hours of the clock; "half past five" may be of the morning or the evening."""
    first, second = _hours(one), _hours(other)
    if first is None or second is None:
        return "unknown"
    apart = first[0] - second[0]
    if "half" in (one.zone, other.zone):
        apart %= 720
    elif one.zone and other.zone and one.zone != other.zone:
        return "unknown"
    if apart:
        return "other"
    return "same" if one.grain == other.grain == "clock" else day


def _hours(time: Time) -> tuple[int, int] | None:
    """From when until when on its day, in minutes."""
    if time.clock is not None:
        late = 720 if time.zone == "half" and time.part in ("afternoon", "evening", "night") else 0
        return time.clock + late, time.clock + late
    return _PARTS.get(time.part) if time.part is not None else None
