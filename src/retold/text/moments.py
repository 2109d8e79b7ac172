"""What a time expression says, and the days of the calendar that it can mean.

`Time` holds what the words give: weekday, day, month, year, part of the day, hour, quarter, season, a step
from the day of publication ("yesterday", "last month"), the edge of a period ("late", "by the end of"), or
a length in minutes. `days` lays it on the calendar for a report of a given day: every stretch of days that
it can mean ("Monday" is the last one or the next one), or None where nothing can be known.

Not tried: the tense of the sentence, which often tells the last Monday from the next one; weeks and feasts
of other calendars.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

Unit = Literal[
    "second",
    "minute",
    "hour",
    "day",
    "weekend",
    "week",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
    "story",
]
Edge = Literal["early", "late", "mid", "earlier", "later", "end", "start"]
Days = tuple[date, date]

MINUTES: dict[Unit, float] = {
    "second": 1 / 60, "minute": 1, "hour": 60, "day": 1440, "weekend": 2880, "week": 10080, "month": 43830, "quarter": 131490,
    "year": 525960, "decade": 5259600, "century": 52596000,
}  # fmt: skip
#: Lengths that lead from some moment to another one, not spans of their own.
_LEADING = frozenset({"ago", "earlier", "later"})
_GIVES = ("year", "month", "day", "weekday", "step", "part", "clock", "share", "edge", "feast", "length")


class Issued(NamedTuple):
    """The day a report was published; `early`: so early that its "today" may be the day before."""

    day: date
    early: bool = False


class Length(NamedTuple):
    """How long: from `low` to `high` minutes; `hedge` is "about", "more than", "less than", "vague" or ""."""

    low: float
    high: float
    unit: Unit
    hedge: str

    @property
    def middle(self) -> float:
        """Half way between both ends."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: characters `start` up to `end`, and what its words give; None where they do not.

    `core` is the span without its preposition, `relation` the preposition's sense ("since", "until",
    "before", "after" or ""). `step` counts units from the day of publication: ("day", -1) is yesterday.
    `share` is a part of a year: ("quarter", 4), ("half", 1), ("months", 9), ("season", its first month).
    `toward` is where a length leads: "ago", "earlier", "later", "past", "next". `fuzzy` says that no more
    than nearness is given ("recently").
    """

    start: int
    end: int
    core: tuple[int, int]
    relation: str = ""
    year: int | None = None
    year_end: int | None = None
    month: int | None = None
    month_end: int | None = None
    day: int | None = None
    day_end: int | None = None
    weekday: int | None = None
    step: tuple[Unit, int] | None = None
    part: str | None = None
    clock: int | None = None
    zone: str | None = None
    share: tuple[str, int] | None = None
    edge: Edge | None = None
    feast: str | None = None
    length: Length | None = None
    toward: str | None = None
    fuzzy: bool = False

    @property
    def given(self) -> frozenset[str]:
        """The names of what the words give."""
        return frozenset(name for name in _GIVES if getattr(self, name) is not None)

    @property
    def grain(self) -> str:
        """How fine it is: "length", "moment" (two days ago), "clock", "day", "week", "month", "year", "part" ..."""
        if self.length is not None:
            return "moment" if self.toward in _LEADING else "length"
        if self.weekday is not None or self.day is not None or self.feast is not None:
            return "day"
        if self.step is not None and self.step[0] != "story":
            return {"weekend": "week", "quarter": "month"}.get(self.step[0], self.step[0])
        if self.clock is not None:
            return "clock"
        if self.month is not None or self.share is not None:
            return "month"
        if self.year is not None:
            return "year"
        return "part" if self.part else "fuzzy"


def days(time: Time, issued: Issued | None) -> list[Days] | None:
    """The stretches of days that a time can mean in a report of that day, or None if that is unknown."""
    published = issued.day if issued is not None else None
    if time.month is not None:
        return _by_month(time, published)
    if time.share is not None:
        return _by_share(time, published)
    if time.year is not None:
        return [_edged((date(time.year, 1, 1), date(time.year_end or time.year, 12, 31)), time)]
    if issued is None or published is None or time.feast is not None:
        return None
    if time.weekday is not None:
        last = published - timedelta(days=(published.weekday() - time.weekday) % 7)
        return [(day, day) for day in (last, last + timedelta(days=7))]
    if time.step is not None and time.step[0] != "story":
        found = _by_step(time, published)
        if found and issued.early and time.step[0] == "day":
            found.append(_by_step(time, published - timedelta(days=1))[0])
        return found
    if time.length is not None and time.toward == "ago":
        return _ago(time.length, published)
    return None


def _by_month(time: Time, published: date | None) -> list[Days] | None:
    if time.month is None:
        return None
    if time.year is not None:
        years = [time.year]
    elif published is not None:
        years = [published.year - 1, published.year, published.year + 1]
    else:
        return None
    found = []
    for year in years:
        last = time.month_end or time.month
        if time.day is None:
            stretch = _edged((date(year, time.month, 1), _month_end(year, last)), time)
        else:
            most = monthrange(year, time.month)[1]
            first = date(year, time.month, min(time.day, most))
            stretch = (first, date(year, time.month, min(max(time.day_end or time.day, time.day), most)))
        found.append(stretch)
    if time.year is None and published is not None:
        here = published
        return [stretch for stretch in found if abs((stretch[0] - here).days) <= _NEAR_YEAR]
    return found


#: A month without a year is looked for within so many days of publication.
_NEAR_YEAR = 300
#: Months of each part of a year.
_SPANS = {"quarter": 3, "half": 6, "season": 3}


def _by_share(time: Time, published: date | None) -> list[Days] | None:
    if time.share is None:
        return None
    of, number = time.share
    if time.year is not None:
        years = [time.year]
    elif published is not None:
        years = [published.year + n for n in (-1, 0, 1)]
    else:
        return None
    if of == "months":
        return [(date(year, 1, 1), _month_end(year, number)) for year in years]
    size = _SPANS[of]
    first = number if of == "season" else (number - 1) * size + 1
    return [_edged((date(year, first, 1), _month_end(year, first + size - 1)), time) for year in years]


def _month_end(year: int, month: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _by_step(time: Time, published: date) -> list[Days]:
    unit, count = time.step or ("story", 0)
    if unit == "day":
        day = published + timedelta(days=count)
        return [(day, day)]
    if unit in ("week", "weekend"):
        monday = published - timedelta(days=published.weekday() - 7 * count)
        return [_edged((monday - timedelta(days=1), monday + timedelta(days=6)), time, published)]
    if unit == "month":
        month = published.year * 12 + published.month - 1 + count
        return [
            _edged(
                (date(month // 12, month % 12 + 1, 1), _month_end(month // 12, month % 12 + 1)),
                time,
                published,
            )
        ]
    if unit == "quarter":
        first = published.year * 12 + (published.month - 1) // 3 * 3 + 3 * count
        return [
            _edged(
                (date(first // 12, first % 12 + 1, 1), _month_end(first // 12, first % 12 + 3)),
                time,
                published,
            )
        ]
    if unit == "year":
        year = published.year + count
        return [_edged((date(year, 1, 1), date(year, 12, 31)), time, published)]
    return []


def _ago(length: Length, published: date) -> list[Days]:
    """So long before publication, as exactly as the unit tells."""
    slack = {"day": 0, "week": 4, "month": 20, "year": 200}.get(length.unit, 0)
    low, high = (min(size / MINUTES["day"], _NEAR_EVER) for size in (length.low, length.high))
    try:
        return [(published - timedelta(days=high + slack), published - timedelta(days=low - slack))]
    except OverflowError:
        return []


#: No step back is longer than this, in days.
_NEAR_EVER = 400_000


def _edged(stretch: Days, time: Time, published: date | None = None) -> Days:
    """The part of a stretch that "early", "late" or "earlier" leaves of it."""
    first, last = stretch
    size = (last - first).days
    if time.edge in ("early", "start"):
        return first, first + timedelta(days=size // 2)
    if time.edge in ("late", "end"):
        return first + timedelta(days=size // 2), last
    if time.edge == "mid":
        return first + timedelta(days=size // 4), last - timedelta(days=size // 4)
    if published is not None and time.edge == "earlier" and published >= first:
        return first, min(last, published)
    if published is not None and time.edge == "later" and published <= last:
        return max(first, published), last
    return stretch
