"""A story or a family as its page shows it: its trees, a row a report, and the publishers by their part.

In go the reports, the edges between those that share text and, once they are found, the trees; out come rows in order
of time, which tell what the drawing shows: from whom a report comes, how much of it, how sure that is, and why. Without a tree
the edge of those that share most stands there.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...model import Descent, Edge, Lineage, Listed
from ...report.compose import surety
from ...reviews import Review
from ...snapshot.reading import Tie
from ..writing import address, between as span_of, count, name_of, when
from .drawing import Drawing, Drawn, drawing, look

#: Reports on a page of a story: with a drawing of 300 reports beside them they have less than 300 kB.
MOST_ROWS = 50
#: Sources that are told of one report beside those in the tree.
MOST_EDGES = 3


@dataclass(frozen=True, slots=True)
class ShownEdge:
    """An edge as it is told under the report that retells: one of the tree, one of two reports that share text, or both.

    `edge` is None where the two share too little to be told apart from the tree, or where the source is lost; `certain` says how
    sure the tree is of it, None where it does not stand there.
    """

    told: str
    source_name: str
    row: str
    surety: str
    kept: float | None
    look: str
    compare: str
    back: str
    reasons: tuple[str, ...]
    in_tree: tuple[str, ...]
    edge: Edge | None
    said: Review | None


@dataclass(frozen=True, slots=True)
class Row:
    """A report of the story, from whom it comes and with whom it shares text beside. `alone` is
    said where it comes from nobody."""

    report: Listed
    anchor: str
    role: str
    short: bool
    alone: str
    sources: tuple[ShownEdge, ...]
    others: tuple[ShownEdge, ...]


@dataclass(frozen=True, slots=True)
class Publisher:
    """What a publisher did in a story."""

    name: str
    reports: int
    retold: int
    retells: int
    part: str


def anchor(report: str) -> str:
    """The anchor of a report's row: an id may hold what no anchor may."""
    return f"r-{hashlib.sha256(report.encode('utf-8', 'replace')).hexdigest()[:12]}"


class Rows:
    """The rows of a story. `path` is its address; with a tree each row begins with the sources that it has there."""

    def __init__(
        self,
        reports: Sequence[Listed],
        ties: Sequence[Tie],
        said: Mapping[str, Review],
        path: str,
        tree: Lineage | None = None,
    ) -> None:
        self._reports = reports
        self._named = {one.id: one for one in reports}
        self._place = {one.id: n for n, one in enumerate(reports)}
        self._said = said
        self._path = path
        self._ties = told(tree, ties) if tree else ties
        self._derived = {tie.retelling for tie in self._ties}
        self._retold = {tie.source for tie in self._ties}
        self._in_tree = {node.id for node in tree.nodes} if tree else set()
        self._parents: dict[str, list[Descent]] = defaultdict(list)
        for descent in tree.edges if tree else ():
            self._parents[descent.retelling].append(descent)
        self._short = len({one.published.value[:4] for one in reports if one.published}) == 1

    def where(self, report: str) -> str:
        """The address of the row of a report."""
        page = self._place[report] // MOST_ROWS
        return f"{address(self._path, page=page + 1 if page else None)}#{anchor(report)}"

    def on(self, page: int) -> tuple[list[str], list[tuple[str, str]]]:
        """The reports of one page, the first is 1, and the edges of the tree that lead to them."""
        names = [one.id for one in self._reports[(page - 1) * MOST_ROWS : page * MOST_ROWS]]
        return names, [(edge.source, edge.retelling) for name in names for edge in self._parents[name]]

    def shown(self, page: int, edges: Sequence[Edge]) -> list[Row]:
        """The rows of one page. `edges` are those that lead to its reports, the most kept of each first."""
        to: dict[str, list[Edge]] = defaultdict(list)
        for edge in sorted(edges, key=lambda one: (-one.share, one.source)):
            if edge.source in self._named:
                to[edge.retelling].append(edge)
        between = {frozenset((edge.source, edge.retelling)): edge for edge in edges}
        return [self._row(self._named[name], to[name], between) for name in self.on(page)[0]]

    def _row(self, one: Listed, edges: Sequence[Edge], between: Mapping[frozenset[str], Edge]) -> Row:
        parents = sorted(self._parents[one.id], key=lambda edge: (-edge.confidence, edge.source))
        sources = [self._descent(edge, one.id, between) for edge in parents]
        in_tree = {edge.source for edge in parents}
        others = [self._edge(edge, one.id) for edge in edges if edge.source not in in_tree][:MOST_EDGES]
        rooted = one.id in self._in_tree and not sources
        if not sources and not rooted:
            sources, others = others, []
        return Row(
            report=one,
            anchor=anchor(one.id),
            role="origin here" if self._origin(one.id) else "",
            alone="No source of it was found in this archive."
            if rooted
            else "No sign of copying found in it.",
            short=self._short,
            sources=tuple(sources),
            others=tuple(others),
        )

    def _origin(self, report: str) -> bool:
        """Whether others come from a report and it comes from none."""
        return report in self._retold and report not in self._derived

    def _edge(self, edge: Edge, here: str) -> ShownEdge:
        whole = edge.kind == "retelling"
        return ShownEdge(
            told=("retells" if whole else "retells part of") if edge.directed else "the same telling as",
            source_name=self._name(edge.source),
            row=self.where(edge.source),
            surety=surety(edge.confidence).lower(),
            kept=edge.share,
            look=look(edge.share),
            compare=address("/compare", left=edge.source, right=edge.retelling),
            back=f"{self.where(here)}",
            reasons=edge.reasons,
            in_tree=(),
            edge=edge,
            said=self._said.get(edge.id),
        )

    def _descent(self, found: Descent, here: str, between: Mapping[frozenset[str], Edge]) -> ShownEdge:
        """An edge of the tree. What the two share is told with it where they were read side by side."""
        sure = f"{surety(found.confidence).lower()} ({found.confidence:.2f})"
        if found.source not in self._named:
            return ShownEdge(
                "from", "a lost ancestor", "", sure, None, "k0", "", "", (), found.reasons, None, None
            )
        edge = between.get(frozenset((found.source, found.retelling)))
        return ShownEdge(
            told="from",
            source_name=self._name(found.source),
            row=self.where(found.source),
            surety=sure,
            kept=edge.share if edge else None,
            look=look(edge.share if edge else None),
            compare=address("/compare", left=found.source, right=found.retelling),
            back=f"{self.where(here)}",
            reasons=edge.reasons if edge else (),
            in_tree=found.reasons,
            edge=edge,
            said=self._said.get(edge.id) if edge else None,
        )

    def _name(self, report: str) -> str:
        one = self._named[report]
        return f"{one.publisher}, {when(one.published, short=True)}" if one.publisher else name_of(one)


def told(tree: Lineage, ties: Sequence[Tie]) -> list[Tie]:
    """The edges of a tree between reports. What comes from a lost ancestor comes from whom that one came from, if from any."""
    shares = {frozenset((tie.source, tie.retelling)): tie.share for tie in ties}
    lost = {node.id for node in tree.nodes if node.lost}
    above: dict[str, list[str]] = defaultdict(list)
    for edge in tree.edges:
        above[edge.retelling].append(edge.source)
    found = []
    for name in above.keys() - lost:
        waiting, seen = list(above[name]), set[str]()
        while waiting:
            source = waiting.pop()
            if source in lost and above[source] and source not in seen:
                seen.add(source)
                waiting += above[source]
            elif source not in seen:
                found.append(Tie(source, name, shares.get(frozenset((source, name)), 0.0)))
    return sorted(found)


def drawn(reports: Sequence[Listed], ties: Sequence[Tie], tree: Lineage, rows: Rows) -> Drawing:
    """The trees of a story as they are drawn."""
    return drawing(
        Drawn(
            tree=tree,
            reports={one.id: one for one in reports},
            shares={frozenset((tie.source, tie.retelling)): tie.share for tie in ties},
            rows={one.id: rows.where(one.id) for one in reports},
        )
    )


@dataclass(frozen=True, slots=True)
class Roles:
    """Who began a story, who retold first, and who retold most, by publisher."""

    origins: tuple[str, ...]
    first: str
    most: tuple[str, ...]


def roles(found: Sequence[Publisher]) -> Roles:
    """The publishers by their part."""

    def with_part(part: str) -> tuple[str, ...]:
        return tuple(one.name for one in found if part in one.part)

    return Roles(
        with_part("origin here"), next(iter(with_part("retold first")), ""), with_part("retells most")
    )


def publishers(reports: Sequence[Listed], edges: Sequence[Edge | Tie], most: int = 40) -> list[Publisher]:
    """The publishers, those with most reports first, each with its part."""
    of = {one.id: one.publisher for one in reports}
    count_of = Counter(one.publisher for one in reports if one.publisher)
    sources = {edge.source for edge in edges if of.get(edge.source) != of.get(edge.retelling)}
    retellings = {edge.retelling for edge in edges if of.get(edge.source) != of.get(edge.retelling)}
    retold = Counter(of[name] for name in sources if of.get(name))
    retells = Counter(of[name] for name in retellings if of.get(name))
    derived = {edge.retelling for edge in edges}
    origin = {of[one.id] for one in reports if one.id in sources and one.id not in derived}
    first = next((of[one.id] for one in reports if one.id in retellings and of[one.id]), None)
    top = max(retells.values(), default=0)
    out = []
    for name, number in sorted(count_of.items(), key=lambda one: (-one[1], one[0])):
        parts = [
            "origin here" if name in origin else "",
            "retold first" if name == first else "",
            "retells most" if top > 1 and retells[name] == top else "",
        ]
        part = ", ".join(filter(None, parts)) or ("retells" if retells[name] else "on its own")
        out.append(Publisher(name, number, retold[name], retells[name], part))
    return out[:most]


def lead(reports: Sequence[Listed], families: int, origins: int) -> str:
    """The story in a sentence."""
    dates = sorted(one.published.value for one in reports if one.published)
    by = len({one.publisher for one in reports if one.publisher})
    told = count(len(reports), "report")
    told += f" by {count(by, 'publisher')}" if by else ""
    told += f", {span_of(dates[0], dates[-1])}" if dates else ", without dates"
    told += (
        f"; {count(families, 'family', 'families')} of retellings" if families else "; none retells another"
    )
    return f"{told}; at most {count(origins, 'origin')}."
