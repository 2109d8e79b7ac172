"""The order of reports in time, the same one wherever reports are listed: families, stories, quotations, claims.

In goes when a report was published and its id, out comes what it is sorted by. What the dates do not tell, ids decide;
whether one report was *certainly* published before another is asked of `relation.earlier`.
"""

from __future__ import annotations

from datetime import UTC, datetime

from .model import Published

#: Comes after every date.
_NO_DATE = "9999"
#: Comes after every time of a day.
_NO_TIME = "~"


def order(published: Published | None, name: str) -> tuple[str, str]:
    """By date, then by id. Times with an offset are taken at Greenwich, others as they stand; a day without a time comes
    after the times of that day, and no date at all last."""
    if published is None:
        return (_NO_DATE, name)
    value = published.value
    if len(value) <= len("2024-05-15"):
        return (f"{value}{_NO_TIME}", name)
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return (value, name)
    return ((at.astimezone(UTC) if at.tzinfo else at).strftime("%Y-%m-%dT%H:%M:%S"), name)
