"""A list that is shown a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..writing import address

#: What may be asked for: beyond it there is nothing anyway.
MOST_PAGES = 1_000_000


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of how many, and the addresses of its neighbours."""

    number: int
    last: int
    before: str | None
    after: str | None


def pages(path: str, number: int, size: int, total: int, query: Mapping[str, object] | None = None) -> Pages:
    """The page of that number, and where its neighbours are."""
    asked = dict(query or {})
    last = max(1, -(-total // size))
    return Pages(
        number,
        last,
        address(path, **asked, page=number - 1 if number > 2 else None) if number > 1 else None,
        address(path, **asked, page=number + 1) if number < last else None,
    )
