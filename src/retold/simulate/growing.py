"""The shape of a tradition: whose version is copied next, and which versions are lost.

A tradition is a pure birth of copies (the model that Weitzman 1987 and Hoenen 2016 use for manuscripts): each new
version is made from one that is there. How much an exemplar is copied differs by a log-normal factor, so that
traditions range from stars (one agency report, many papers) to chains (one site copying the next).
"""

from __future__ import annotations

from collections.abc import Sequence

from .draw import Draw

_LETTERS = "bcdfghjklmnpqrstvwxz"
_VOWELS = "aeiou"


def names(count: int, draw: Draw) -> list[str]:
    """So many short names in no order, so that a name says nothing about when a version was made."""
    found: dict[str, None] = {}
    while len(found) < count:
        found.setdefault(draw.pick(_LETTERS) + draw.pick(_VOWELS) + draw.pick(_LETTERS) + draw.pick(_VOWELS))
    return list(found)


def losses(
    parents: Sequence[Sequence[int]], survivors: int, draw: Draw, *, root_may_go: bool
) -> tuple[set[int], set[int]]:
    """Which versions are lost, and which of those leave no trace, because nothing that survives was made of them.

    Loss strikes any version alike, copied or not, so that a lost version between survivors is as frequent as loss is.
    """
    count = len(parents)
    gone_or_lost = set(draw.sample(range(0 if root_may_go else 1, count), count - survivors))
    gone = barren(parents, gone_or_lost)
    return gone_or_lost - gone, gone


def barren(parents: Sequence[Sequence[int]], lost: set[int]) -> set[int]:
    """Lost versions of which nothing that survives was made."""
    found: set[int] = set()
    for place in reversed(range(len(parents))):
        below = {p for p, above in enumerate(parents) if place in above and p not in found}
        if place in lost and not below:
            found.add(place)
    return found
