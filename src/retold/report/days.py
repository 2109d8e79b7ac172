"""Dates as a reader writes them: "15 May 2024, 06:12", "15 to 16 May 2024". A date is told as precisely as it was given."""

from __future__ import annotations

import re

from ..model import Published

_MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d))?)?")
#: Characters of a day and of a month: "2024-05-15", "2024-05".
_DAY, _MONTH = 10, 7


def when(value: Published | str | None, *, short: bool = False) -> str:
    """A date for a reader: "15 May 2024, 06:12"; `short` leaves out the year."""
    written = value.value if isinstance(value, Published) else value
    if not written:
        return "no date"
    match = _DATE.match(written)
    if match is None:
        return written[:40]
    year, month, day, time = match.groups()
    if not 1 <= int(month) <= 12:
        return written[:40]
    told = f"{int(day)} {_MONTHS[int(month) - 1]}" if day else _MONTHS[int(month) - 1]
    if not short or not day:
        told += f" {year}"
    return f"{told}, {time}" if time else told


def between(first: str | None, last: str | None) -> str:
    """A span of time for a reader, as precise as the less precise of its ends."""
    if not first or not last:
        return "no date"
    if not all(_DATE.match(one) for one in (first, last)):
        return f"{when(first)} to {when(last)}"
    least = min(len(first), len(last))
    if least <= _DAY:
        first, last = first[:least], last[:least]
    if first == last:
        return when(first)
    if first[:_DAY] == last[:_DAY]:
        return f"{when(first)} to {last[11:16]}"
    if least == _DAY and first[:_MONTH] == last[:_MONTH]:
        return f"{int(first[8:])} to {when(last)}"
    return f"{when(first, short=first[:4] == last[:4])} to {when(last)}"
