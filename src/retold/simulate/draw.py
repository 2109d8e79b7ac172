"""Drawing by lot: the same seed gives the same draws on every machine and under every Python.

In goes a seed of words and numbers; out come numbers, choices and samples. The generator is SplitMix64 (Steele, Lea
and Flood 2014), written out here, since the library's own may change its methods of choosing between versions.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeVar

from ..digest import digest

_T = TypeVar("_T")
_MASK = (1 << 64) - 1


class Draw:
    """A stream of draws named by its seed; `child` opens an independent stream."""

    def __init__(self, *seed: object) -> None:
        self._name = tuple(str(part) for part in seed)
        self._state = int(digest(*self._name), 16)

    def child(self, *seed: object) -> Draw:
        """A stream of its own, which does not depend on what was drawn here before."""
        return Draw(*self._name, *seed)

    def unit(self) -> float:
        """A number from 0 up to 1."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return ((mixed ^ (mixed >> 31)) >> 11) / (1 << 53)

    def chance(self, share: float) -> bool:
        """True in this share of all draws."""
        return self.unit() < share

    def below(self, end: int) -> int:
        """A whole number from 0 up to `end`."""
        return int(self.unit() * end)

    def between(self, least: float, most: float) -> float:
        """A number in a range, each as likely as the next."""
        return least + (most - least) * self.unit()

    def whole(self, least: int, most: int) -> int:
        """A whole number in a range, both ends included."""
        return least + self.below(most - least + 1)

    def pick(self, items: Sequence[_T]) -> _T:
        """One of the items."""
        return items[self.below(len(items))]

    def weighted(self, items: Sequence[_T], weights: Sequence[float]) -> _T:
        """One of the items, by weight."""
        at = self.unit() * math.fsum(weights)
        for item, weight in zip(items, weights, strict=True):
            at -= weight
            if at < 0:
                return item
        return items[-1]

    def sample(self, items: Sequence[_T], count: int) -> list[_T]:
        """So many of the items, each once, in the order drawn."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]

    def factor(self, spread: float) -> float:
        """A factor around 1, log-normal: people's rates differ by factors, not by steps."""
        one, other = 1.0 - self.unit(), self.unit()
        return math.exp(spread * math.sqrt(-2 * math.log(one)) * math.cos(2 * math.pi * other))

    def count(self, mean: float) -> int:
        """How often something rare happens (Poisson)."""
        left, times = math.exp(-min(mean, 500.0)), 0
        chance = self.unit()
        while chance > left:
            chance *= self.unit()
            times += 1
        return times
