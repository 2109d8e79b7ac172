"""Several things in one sentence: "a", "a and b", "a, b and c"."""

from __future__ import annotations

from collections.abc import Sequence


def listed(items: Sequence[str], nothing: str = "nothing") -> str:
    """The items, the last behind "and"; `nothing` where there is none."""
    if len(items) < 2:
        return items[0] if items else nothing
    return f"{', '.join(items[:-1])} and {items[-1]}"
