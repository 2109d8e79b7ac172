"""What hangs together over pairs: a forest of sets, each known by its smallest member.

In go pairs, one by one, out comes for any member the smallest that it hangs together with (union-find with paths
halved, Tarjan and van Leeuwen 1984). Members need not be named before. Many pairs at once, as arrays, are done by
`families.components`.
"""

from __future__ import annotations


class Together:
    """Sets of numbers that are joined as pairs come in. The result does not depend on their order."""

    __slots__ = ("_above",)

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def first(self, member: int) -> int:
        """The smallest member of the set that this one is in."""
        above = self._above
        while (over := above.setdefault(member, member)) != member:
            above[member] = above[over]
            member = above[member]
        return member

    def join(self, one: int, other: int) -> None:
        """Make the sets of two members one."""
        low, high = sorted((self.first(one), self.first(other)))
        self._above[high] = low
