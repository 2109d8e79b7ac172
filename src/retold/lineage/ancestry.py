"""What is asked of a family tree: from which of some reports another one descends, and how surely.

In go trees, out come answers. Lost ancestors are stepped over; a way through several edges is as sure as all of them
together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from heapq import heappop, heappush

from ..model import Lineage


class Ancestry:
    """Who stands above whom in some family trees."""

    def __init__(self, trees: Iterable[Lineage]) -> None:
        self._above: dict[str, list[tuple[str, float]]] = defaultdict(list)
        self._below: dict[str, list[str]] = defaultdict(list)
        self._lost: set[str] = set()
        for tree in trees:
            self._lost.update(node.id for node in tree.nodes if node.lost)
            for edge in tree.edges:
                self._above[edge.retelling].append((edge.source, edge.confidence))
                self._below[edge.source].append(edge.retelling)

    def sure(self, source: str, retelling: str) -> float:
        """How surely one report descends from the other, 0 to 1: along the surest way; 0 where none leads there."""
        return self._ways(retelling, ()).get(source, 0.0)

    def nearest(self, report: str, among: Collection[str]) -> tuple[str, ...]:
        """Those of some reports from which one descends with none of them between, the surest first."""
        ways = self._ways(report, among)
        return tuple(sorted((name for name in ways if name in among), key=lambda name: (-ways[name], name)))

    def beside(self, report: str, among: Collection[str]) -> tuple[str, ...]:
        """Those of some reports that go back to a lost one to which this goes back, too, with none of them between."""
        found: set[str] = set()
        waiting = [name for name in self._ways(report, among) if name in self._lost]
        seen = set(waiting)
        while waiting:
            for name in self._below[waiting.pop()]:
                if name in among:
                    found.add(name)
                elif name not in seen:
                    seen.add(name)
                    waiting.append(name)
        return tuple(sorted(found - {report}))

    def _ways(self, report: str, until: Collection[str]) -> dict[str, float]:
        """All that stands above a report, with how sure the surest way there is; `until` are not walked past."""
        best: dict[str, float] = {}
        waiting = [(-1.0, report)]
        while waiting:
            sure, name = heappop(waiting)
            if name in best:
                continue
            best[name] = -sure
            if name == report or name not in until:
                for source, confidence in self._above[name]:
                    if source not in best:
                        heappush(waiting, (sure * confidence, source))
        del best[report]
        return best
