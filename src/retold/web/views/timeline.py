"""When the reports of a story came, as a few bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..writing import between, count, moment

#: Bars of a timeline, and the size in which they are drawn.
_BARS = 40
_WIDTH, _HEIGHT = 240, 24


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, in the units of the drawing."""

    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars, and what they show in words."""

    bars: tuple[Bar, ...]
    told: str


def timeline(dates: Sequence[str]) -> Timeline:
    """The bars for the dates of some reports, in their order."""
    found = [(at, date) for date in dates if (at := moment(date)) is not None]
    if not found:
        return Timeline((), "no dates")
    times = [at for at, _ in found]
    first, last = min(times), max(times)
    counts = [0] * _BARS
    for at in times:
        counts[min(_BARS - 1, int((at - first) / ((last - first) or 1) * _BARS))] += 1
    step, most = _WIDTH / _BARS, max(counts)
    bars = tuple(
        Bar(round(n * step, 1), round(step - 1.5, 1), round(4 + (_HEIGHT - 4) * number / most, 1))
        for n, number in enumerate(counts)
        if number
    )
    dated = sorted(found)
    return Timeline(bars, f"{count(len(times), 'report')}, {between(dated[0][1], dated[-1][1])}")
