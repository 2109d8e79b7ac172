"""A family tree of witnesses, and the search for the cheapest one.

In go readings (witnesses by variants: there, not there, unknown) with what it costs to gain and to lose each of them;
out comes a rooted tree of witnesses and lost ancestors. The cost of a tree is the least sum of gains and losses along
its edges (Sankoff 1975), a price for every lost ancestor that is put in, and whatever the caller asks for edges that
run against the dates. Gains cost more than losses: words are left out by anybody and at any place, but the same words
in the same place come from one pen (the common errors of Lachmann; in phylogenetics, Dollo's law).

The search begins with the witness most like the others and adds one after the other where it costs least; then parts
of the tree are cut off and put elsewhere as long as that makes it cheaper. A witness may stand under another, beside
it under a lost one, or between two that were joined: so witnesses become ancestors of witnesses, which trees of
species do not have.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

#: What a reading that is not there costs: more than any tree.
_NEVER = np.float32(1e6)
#: A change smaller than this is none: sums of many small numbers are no more exact.
_LEAST = 1e-3


@dataclass(frozen=True, slots=True)
class Readings:
    """What the witnesses read. `states` is witnesses by variants: 1 there, 0 not there, -1 unknown."""

    states: NDArray[np.int8]
    gain: Floats
    loss: Floats
    #: How many words each stands for, and how many of those stand at no other place of the tradition.
    words: Floats
    strange: Floats
    #: How many are a single word that is no form of another one, and how many a strange form of another one.
    single: Floats
    slips: Floats
    #: The price of a lost ancestor, and of a witness that stands for one where it has no text.
    lost: float
    part: NDArray[np.float64]
    #: What an edge costs beside its readings: `against[source, retelling]`.
    against: NDArray[np.float64]


@dataclass(slots=True)
class Stemma:
    """A rooted tree: witnesses are numbered from 0, lost ancestors from the number of witnesses on."""

    parent: dict[int, int] = field(default_factory=dict)
    children: dict[int, set[int]] = field(default_factory=dict)
    root: int = -1

    def copy(self) -> Stemma:
        """The same tree, to be changed."""
        return Stemma(dict(self.parent), {k: set(v) for k, v in self.children.items()}, self.root)

    def order(self, start: int | None = None) -> list[int]:
        """The nodes from the root (or from `start`) down, parents before children."""
        found = [self.root if start is None else start]
        for node in found:
            found.extend(sorted(self.children[node]))
        return found

    def hung_from(self, root: int) -> Stemma:
        """The same tree, hung from another node."""
        near = {node: set(below) for node, below in self.children.items()}
        for node, above in self.parent.items():
            near[node].add(above)
        other = Stemma({}, {node: set() for node in near}, root)
        waiting = [root]
        for node in waiting:
            for below in sorted(near[node]):
                if below != other.parent.get(node, -1):
                    other.hang(below, node)
                    waiting.append(below)
        return other

    def hang(self, node: int, above: int) -> None:
        """Put a node, with all under it, under another one."""
        self.parent[node] = above
        self.children[above].add(node)

    def cut(self, node: int) -> None:
        """Take a node, with all under it, from its parent."""
        above = self.parent.pop(node, -1)
        if above >= 0:
            self.children[above].discard(node)

    def tidy(self, node: int, count: int) -> None:
        """Take away a lost ancestor that joins nothing any more; witnesses are those below `count`."""
        while node >= count and len(self.children[node]) < 2:
            above = self.parent.get(node, -1)
            below = next(iter(self.children[node]), -1)
            if below >= 0:
                self.cut(below)
            self.cut(node)
            del self.children[node]
            if below >= 0 and above >= 0:
                self.hang(below, above)
            elif below >= 0:
                self.root = below
            if below >= 0 or above < 0:
                return
            node = above


def _cheapest(costs: Floats) -> NDArray[np.float64]:
    """What all readings cost, each in its cheaper state; of several tables, what each costs."""
    cheapest: NDArray[np.float64] = np.minimum(costs[..., 0, :], costs[..., 1, :]).sum(
        axis=-1, dtype=np.float64
    )
    return cheapest


class Search:
    """The cheapest tree for some readings, by moves that make it cheaper."""

    def __init__(self, readings: Readings, fresh: int = 0) -> None:
        self.of = readings
        self.count = len(readings.states)
        known = readings.states
        self._own = np.zeros((self.count, 2, known.shape[1]), np.float32)
        self._own[:, 0][known == 1] = _NEVER
        self._own[:, 1][known == 0] = _NEVER
        self._free = np.zeros((2, known.shape[1]), np.float32)
        self._turn = np.stack([readings.gain, readings.loss])
        # What the root has was made, too. At this price a lost root gains nothing by having of two readings both, as it
        # would if they cost nothing, nor by having neither, as it would at the price of a gain.
        self._made = np.stack([np.zeros_like(readings.gain), readings.gain - readings.loss])
        self._next = max(self.count, fresh)
        # What a witness under which nothing hangs costs, by the state above it.
        self._leaf = np.minimum(self._own, self._own[:, ::-1] + self._turn)
        self._dated = bool(readings.against.any())
        self._partial = [node for node in range(self.count) if readings.part[node]]

    # What the readings cost.

    def _self(self, node: int) -> Floats:
        return self._own[node] if node < self.count else self._free

    def _down(self, below: Floats) -> Floats:
        """What a part of the tree costs, by the state above it."""
        cheapest: Floats = np.minimum(below, below[::-1] + self._turn)
        return cheapest

    def _up(self, above: Floats) -> Floats:
        """What the rest of the tree costs, by the state below it: the change goes the other way."""
        cheapest: Floats = np.minimum(above, above[::-1] + self._turn[::-1])
        return cheapest

    def below(self, tree: Stemma, start: int) -> tuple[list[int], dict[int, Floats], dict[int, Floats]]:
        """For all nodes under `start`: the costs of what is under them, by their state and by that of the parent."""
        order = tree.order(start)
        under: dict[int, Floats] = {}
        edge: dict[int, Floats] = {}
        for node in reversed(order):
            sum_ = self._self(node)
            for child in sorted(tree.children[node]):
                sum_ = sum_ + edge[child]
            under[node] = sum_
            edge[node] = self._down(sum_) if tree.children[node] else self._leaf[node]
        return order, under, edge

    def around(
        self, tree: Stemma
    ) -> tuple[list[int], dict[int, Floats], dict[int, Floats], dict[int, Floats]]:
        """The nodes, what is under each by its state and by its parent's state, and the rest by its state."""
        order, under, edge = self.below(tree, tree.root)
        rest = {tree.root: self._made}
        for node in order[1:]:
            above = tree.parent[node]
            rest[node] = self._up(rest[above] + under[above] - edge[node])
        return order, under, edge, rest

    def cost(self, tree: Stemma) -> float:
        """What the whole tree costs."""
        _, under, _ = self.below(tree, tree.root)
        return float(_cheapest(under[tree.root] + self._made)) + self._asides(tree)

    def _asides(self, tree: Stemma) -> float:
        of = self.of
        told = of.lost * sum(node >= self.count for node in tree.children)
        for node in self._partial:
            if node in tree.children and self._branching(tree, node):
                told += float(of.part[node])
        if self._dated:
            told += sum(
                self._against(node, below) for node, below in tree.children.items() if node < self.count
            )
        return told

    def _against(self, node: int, below: Iterable[int]) -> float:
        """What the dates ask of a witness and what hangs under it: a wrong date is one error, whatever hangs there."""
        if not self._dated:
            return 0.0
        return max(
            (float(self.of.against[node, child]) for child in below if child < self.count), default=0.0
        )

    def _branching(self, tree: Stemma, node: int) -> bool:
        return len(tree.children[node]) + (node != tree.root) > 2

    def states(self, tree: Stemma) -> dict[int, NDArray[np.int8]]:
        """The readings of every node, the unknown ones and those of lost ancestors as they cost least."""
        order, under, _ = self.below(tree, tree.root)
        found: dict[int, NDArray[np.int8]] = {}
        for node in order:
            costs = under[node]
            if node != tree.root:
                above = found[tree.parent[node]]
                costs = costs + np.where(above == 1, self._turn[1], 0) * np.array([[1], [0]])
                costs = costs + np.where(above == 0, self._turn[0], 0) * np.array([[0], [1]])
                tied = above
            else:
                costs = costs + self._made
                tied = np.zeros(costs.shape[1], np.int8)
            found[node] = np.where(
                np.abs(costs[0] - costs[1]) < _LEAST, tied, (costs[1] < costs[0]).astype(np.int8)
            ).astype(np.int8)
        return found

    # The search.

    def begin(self, order: list[int]) -> Stemma:
        """A first tree: witnesses are added in this order, each where it costs least."""
        tree = Stemma({}, {order[0]: set()}, order[0])
        for node in order[1:]:
            tree.children[node] = set()
            self._place(tree, node)
        return tree

    def improve(self, tree: Stemma, sweeps: int) -> Stemma:
        """Cut off and put elsewhere what makes the tree cheaper, sweep by sweep."""
        for _ in range(sweeps):
            gained = 0.0
            cost = self.cost(tree)
            for node in sorted(tree.children):
                if node in tree.children and node != tree.root:
                    gained += self._move(tree, node, cost - gained)
            gained += self._merge_lost(tree) + self._lift(tree) + self._turn_over(tree)
            if gained < _LEAST:
                break
        return tree

    def _move(self, tree: Stemma, node: int, before: float) -> float:
        """Put a part of the tree where it costs least; what that saves of what all costs."""
        kept = tree.copy()
        above = tree.parent[node]
        tree.cut(node)
        tree.tidy(above, self.count)
        after = self._place(tree, node) + self._asides(tree)
        if after < before - _LEAST:
            return before - after
        tree.parent, tree.children, tree.root = kept.parent, kept.children, kept.root
        return 0.0

    def _lift(self, tree: Stemma) -> float:
        """Put a lost ancestor over a witness and what hangs under it, where several agree against the witness; what
        that saves. One of them alone would not pay its price, so no move of one finds it."""
        saved = 0.0
        for node in [k for k in sorted(tree.children) if k < self.count and len(tree.children[k]) > 1]:
            before, best = self.cost(tree), tree.copy()
            below = sorted(best.children[node])
            self._put_over(best, node)
            over = best.parent[node]
            for child in below:
                best.cut(child)
                best.hang(child, over)
            cost = self.cost(best)
            for child in below:
                best.cut(child)
                best.hang(child, node)
                back = self.cost(best)
                if back < cost - _LEAST:
                    cost = back
                else:
                    best.cut(child)
                    best.hang(child, over)
            if cost < before - _LEAST and len(best.children[over]) > 1:
                saved += before - cost
                tree.parent, tree.children, tree.root = best.parent, best.children, best.root
        return saved

    def _put_over(self, tree: Stemma, node: int) -> None:
        """A new lost ancestor in the place of a node, which hangs under it."""
        above = tree.parent.get(node, -1)
        over = self._next
        self._next += 1
        tree.children[over] = set()
        if above >= 0:
            tree.cut(node)
            tree.hang(over, above)
        else:
            tree.root = over
        tree.hang(node, over)

    def _turn_over(self, tree: Stemma) -> float:
        """Hang the tree from the node from which the dates ask least; what that saves. What the readings cost is the same
        from every node: at the price of what the root has, a gain on the way down is a loss on the way up."""
        if not self._dated:
            return 0.0
        asked = {node: self._asides(tree.hung_from(node)) for node in sorted(tree.children)}
        root = min(asked, key=lambda node: (asked[node], node))
        saved = asked[tree.root] - asked[root]
        if saved < _LEAST:
            return 0.0
        best = tree.hung_from(root)
        tree.parent, tree.children, tree.root = best.parent, best.children, best.root
        for node in sorted(node for node in tree.children if node >= self.count):
            if node in tree.children:
                tree.tidy(node, self.count)
        return saved

    def _place(self, tree: Stemma, node: int) -> float:
        """Put a part that was cut off where it costs least; what the readings of the whole tree cost then."""
        order, under, edge, rest = self.around(tree)
        _, below, _ = self.below(tree, node)
        own = below[node]
        hung = self._down(own)
        of, extant = self.of, node < self.count
        base = np.zeros(len(order))
        for place, k in enumerate(order):
            if k < self.count:
                base[place] += of.part[k] if not self._branching(tree, k) and self._after(tree, k) else 0.0
                if extant and self._dated:
                    asked = self._against(k, tree.children[k])
                    base[place] += max(asked, float(of.against[k, node])) - asked
        costs = _cheapest(np.stack([under[k] + rest[k] for k in order]) + hung)
        best = int(np.argmin(costs + base))
        found = [(float(costs[best] + base[best]), 0, order[best], float(costs[best]))]
        edges = order[1:]
        if edges:
            whole = np.stack([edge[k] + rest[k] for k in edges])
            drop = np.array(
                [
                    of.against[tree.parent[k], k] if tree.parent[k] < self.count and k < self.count else 0.0
                    for k in edges
                ]
            )
            costs = _cheapest(whole + hung)
            best = int(np.argmin(costs - drop))
            found.append((float(costs[best] - drop[best]) + of.lost, 1, edges[best], float(costs[best])))
            if extant:
                costs = _cheapest(whole + own)
                asides = -drop
                for place, k in enumerate(edges):
                    above = tree.parent[k]
                    asides[place] += of.against[above, node] if above < self.count else 0.0
                    asides[place] += of.against[node, k] if k < self.count else 0.0
                    asides[place] += of.part[node] if len(tree.children[node]) + 2 > 2 else 0.0
                best = int(np.argmin(costs + asides))
                found.append((float(costs[best] + asides[best]), 2, edges[best], float(costs[best])))
        top = edge[tree.root] + self._made
        cost = float(_cheapest(top + hung))
        found.append((cost + of.lost, 3, tree.root, cost))
        if extant:
            cost = float(_cheapest(top + own))
            over = of.against[node, tree.root] if tree.root < self.count else 0.0
            found.append((cost + float(over), 4, tree.root, cost))
        _, how, where, cost = min(found)
        self._put(tree, node, how, where)
        return cost

    def _after(self, tree: Stemma, node: int) -> bool:
        return len(tree.children[node]) + 1 + (node != tree.root) > 2

    def _put(self, tree: Stemma, node: int, how: int, where: int) -> None:
        if how == 0:
            tree.hang(node, where)
            return
        above = tree.parent.get(where, -1)
        if how in (1, 3):
            joint = self._next
            self._next += 1
            tree.children[joint] = set()
            tree.hang(node, joint)
        else:
            joint = node
        if above >= 0:
            tree.cut(where)
            tree.hang(joint, above)
        else:
            tree.root = joint
        tree.hang(where, joint)

    def elsewhere(self, tree: Stemma, node: int) -> dict[int, float]:
        """What it costs to hang a part of the tree under each node that is not in it, less what it costs now."""
        above = tree.parent[node]
        tree.cut(node)
        order, under, _, rest = self.around(tree)
        _, below, _ = self.below(tree, node)
        hung = self._down(below[node])
        costs = {}
        for k in order:
            aside = 0.0
            if k < self.count and node < self.count:
                asked = self._against(k, tree.children[k])
                aside = max(asked, float(self.of.against[k, node])) - asked
            costs[k] = float(_cheapest(under[k] + rest[k] + hung)) + aside
        tree.hang(node, above)
        return {k: cost - costs[above] for k, cost in costs.items() if k != above}

    def _merge_lost(self, tree: Stemma) -> float:
        """Let a witness take the place of the lost ancestor over it, or the children of one go to its parent."""
        saved = 0.0
        for node in sorted(tree.children):
            if node < self.count or node not in tree.children:
                continue
            best, before = None, self.cost(tree)
            for child in [*sorted(k for k in tree.children[node] if k < self.count), -1]:
                other = tree.copy()
                above = other.parent.get(node, -1)
                if child < 0 and above < 0:
                    continue
                heir = above if child < 0 else child
                if child >= 0:
                    other.cut(child)
                for k in sorted(other.children[node]):
                    other.cut(k)
                    other.hang(k, heir)
                other.cut(node)
                del other.children[node]
                if child >= 0:
                    if above >= 0:
                        other.hang(child, above)
                    else:
                        other.root = child
                cost = self.cost(other)
                if cost < before - _LEAST and (best is None or cost < best[0] - _LEAST):
                    best = (cost, other)
            if best is not None:
                saved += before - best[0]
                tree.parent, tree.children, tree.root = best[1].parent, best[1].children, best[1].root
        return saved
