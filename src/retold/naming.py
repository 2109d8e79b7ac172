"""The ids under which reports are kept: which are there already, which are versions, which only have the same id.

In go reports in their order, each as the id that it was given, a digest of what it is, and its address; out comes
the id that each gets. A report is new where its id is. The same id with another text or title is a new version and
gets the id `ID@2`, `ID@3` ... of its own; where both have addresses and these differ it is another report that
happens to have the same id, and gets such an id too, but is no version.

This is the one step that depends on the order of reports: who comes first keeps the id. Only ids that are alike up
to such an ending bear on each other, so each engine may name a family of ids by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Named:
    """The id that a report gets, and the first report of which it is a version."""

    id: str
    version_of: str | None


@dataclass(slots=True)
class Names:
    """Ids that are given out.

    `known` are the reports that are there, by the ids they were given: own id, digest, address. `taken` are ids that
    are given out, and `held` tells of any other whether it is.
    """

    known: dict[str, list[tuple[str, str, str | None]]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    held: Callable[[str], bool] = lambda _: False
    _next: dict[str, int] = field(default_factory=dict)

    def name(self, given: str, made_of: str, url: str | None) -> Named | None:
        """The name of the next report; None where the very same one is there already."""
        same_id = self.known.setdefault(given, [])
        if any(other == made_of for _, other, _ in same_id):
            return None
        own, version_of = given, None
        if same_id or own in self.taken:
            own = self._free(given)
            first, _, address = same_id[0] if same_id else (own, "", None)
            version_of = first if address is None or url is None or url == address else None
        self.taken.add(own)
        same_id.append((own, made_of, url))
        return Named(own, version_of)

    def _free(self, given: str) -> str:
        number = self._next.get(given, 2)
        while (own := f"{given}@{number}") in self.taken or self.held(own):
            number += 1
        self._next[given] = number + 1
        return own
