"""Where a page says that it was published first: the address of another report as its canonical one, or as its source.

In go the addresses of the witnesses, out comes which of them names which, which are pages of one address, and which name
an address that none of them has. A publisher who names another page as the original says from where the report is: that
is believed before any sign in the words, and never beyond them, for witnesses that share no words stand in no tree
together. `obey` hangs a tree of copied texts so, `share_lost` puts in the report that several name and nobody has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from ..text.addresses import page, site
from .growing import Place
from .stemma import Stemma

Bools = NDArray[np.bool_]

#: How sure an edge is that a page tells of itself.
_TOLD = 0.99
#: How sure it is where the named address may be that of a report without one.
_MAYBE = 0.5


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one report, as they were read."""

    url: str | None = None
    canonical: str | None = None
    syndicated_from: str | None = None

    def __bool__(self) -> bool:
        return bool(self.own | self.named)

    @property
    def own(self) -> frozenset[str]:
        """Where the report itself stands: its address, and another one of the same site that it calls canonical."""
        home = self.canonical if not page(self.url) or site(self.url) == site(self.canonical) else None
        return frozenset(filter(None, (page(self.url), page(home))))

    @property
    def named(self) -> frozenset[str]:
        """What it names as the original, beside itself."""
        return frozenset(filter(None, (page(self.canonical), page(self.syndicated_from)))) - self.own


#: Of a report that came without.
NONE = Addresses()


@dataclass(frozen=True, slots=True)
class Addressed:
    """`names[a, b]`: the page of b names that of a as the original; `same[a, b]`: both are pages of one address, or
    each names the other;    `placed[a]`: the address of a is known; `lost`: witnesses that name one address which none of them has."""

    names: Bools
    same: Bools
    placed: tuple[bool, ...]
    lost: tuple[tuple[int, ...], ...]

    @classmethod
    def nothing(cls, count: int) -> Addressed:
        """For witnesses without addresses."""
        none = np.zeros((count, count), bool)
        return cls(none, none, (False,) * count, ())

    @classmethod
    def of(cls, given: Sequence[Addresses], publishers: Sequence[str | None]) -> Addressed:
        """By the addresses and the publishers of the witnesses."""
        count = len(given)
        names, same = np.zeros((count, count), bool), np.zeros((count, count), bool)
        owners: dict[str, list[int]] = defaultdict(list)
        namers: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(given):
            for address in sorted(one.own):
                owners[address].append(number)
            for address in sorted(one.named):
                namers[address].append(number)
        for address, those in owners.items():
            home = {a for a in those if _at_home(publishers[a], address)}
            for a, b in permutations(those, 2):
                # a page that calls the address of another publisher its own is a copy that says so
                names[a, b] = names[a, b] or (a in home and b not in home)
                same[a, b] = same[a, b] or (a in home) == (b in home)
            for b in namers.get(address, ()):
                names[[a for a in those if a != b], b] = True
        mutual = names & names.T
        names, same = names & ~mutual, same | mutual
        lost = {tuple(those) for address, those in namers.items() if address not in owners and len(those) > 1}
        return cls(names, same, tuple(bool(one.own) for one in given), tuple(sorted(lost)))

    def beside(self, node: int) -> int:
        """How many others name the same address that nobody has."""
        return max((len(group) - 1 for group in self.lost if node in group), default=0)


def _at_home(publisher: str | None, address: str) -> bool:
    """Whether a publisher's name is that of the site."""
    name = "".join(c for c in (publisher or "").casefold() if c.isalnum())
    return bool(name) and name in "".join(c for c in address.partition("/")[0] if c.isalnum())


def obey(tree: Stemma, addressed: Addressed, later: Bools, places: dict[int, Place]) -> None:
    """Hang every witness under the one that its page names, and a version under the earlier one of its address."""
    count = len(later)
    said = _said(addressed, later, tree)
    for node, above in _sources_first(said):
        if tree.parent.get(node) == above:
            places[node] = Place(_TOLD, 1.0, places[node].elsewhere)
            continue
        top = above
        while top in said:
            top = said[top]
        if top in tree.order(node):
            _put_in_place(tree, top, node, places)
        left = tree.parent.get(node, -1)
        tree.cut(node)
        tree.hang(node, above)
        places[node] = Place(_TOLD, 1.0, {})
        _tidy(tree, left, count, places)


def _said(addressed: Addressed, later: Bools, tree: Stemma) -> dict[int, int]:
    """The source of each witness whose page or whose address tells one: none twice, and none in a circle; what the dates
    do not speak against goes first."""
    told = []
    for node in range(len(later)):
        named = np.flatnonzero(addressed.names[:, node]).tolist()
        if not named:
            before = np.flatnonzero(addressed.same[:, node] & later[node]).tolist()
            named = [a for a in before if not later[before, a].any()]
        hung = tree.parent.get(node, -1)
        told += [(bool(later[a, node]), a != hung, node, a) for a in named]
    said: dict[int, int] = {}
    for _, _, node, above in sorted(told):
        up = above
        while up in said:
            up = said[up]
        if node not in said and up != node:
            said[node] = above
    return said


def _sources_first(said: Mapping[int, int]) -> list[tuple[int, int]]:
    """What was said, that of a source before that of its retellings."""

    def depth(node: int) -> int:
        steps = 0
        while node in said:
            node, steps = said[node], steps + 1
        return steps

    return sorted(said.items(), key=lambda one: (depth(one[0]), one))


def _put_in_place(tree: Stemma, node: int, of: int, places: dict[int, Place]) -> None:
    """A node from below another one in the place of that: it is the source of it."""
    above = tree.parent.get(of, -1)
    tree.cut(node)
    if above < 0:
        tree.root = node
        places.pop(node, None)
    else:
        tree.hang(node, above)
        places[node] = places[of]


def _tidy(tree: Stemma, node: int, count: int, places: dict[int, Place]) -> None:
    """Take away a lost ancestor that joins nothing any more."""
    before = set(tree.children)
    tree.tidy(node, count)
    for gone in before - set(tree.children):
        places.pop(gone, None)
    places.pop(tree.root, None)


def share_lost(tree: Stemma, addressed: Addressed, places: dict[int, Place]) -> None:
    """Put a lost ancestor over witnesses that name one address which none of them has. Where they hang under a report
    of which no address is known, that may be the one, and nothing is put in."""
    count = len(addressed.placed)
    for group in addressed.lost:
        inside = set(group)
        tops = [node for node in tree.order() if node in inside and not inside & _over(tree, node)]
        under = [node for node in group if node not in tops and tree.parent[node] in tops]
        first = tops[0]
        above = tree.parent.get(first, -1)
        members = [*tops, *under]
        if len(members) < 2:  # the others descend from it in other ways
            continue
        if 0 <= above < count and not addressed.placed[above]:
            source, sure = above, _MAYBE
        elif above >= count and tree.children[above] <= inside:
            source, sure = above, _TOLD
        else:
            source, sure = _over_it(tree, first, places), _TOLD
        for node in members:
            left = tree.parent.get(node, -1)
            if left != source:
                tree.cut(node)
                tree.hang(node, source)
                places[node] = Place(sure, 1.0, {})
                _tidy(tree, left, count, places)
            elif source >= count:
                places[node] = Place(sure, 1.0, {})


def _over_it(tree: Stemma, node: int, places: dict[int, Place]) -> int:
    """A new lost ancestor in the place of a node, which hangs under it."""
    above = tree.parent.get(node, -1)
    lost = max(tree.children) + 1
    tree.children[lost] = set()
    tree.cut(node)
    if above < 0:
        tree.root = lost
    else:
        tree.hang(lost, above)
        places[lost] = places[node]
    tree.hang(node, lost)
    return lost


def _over(tree: Stemma, node: int) -> set[int]:
    """All from which a node descends."""
    found = set()
    while node in tree.parent:
        node = tree.parent[node]
        found.add(node)
    return found
