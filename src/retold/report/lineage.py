"""A family tree as JSON (`retold.lineage/1`) and as lines for a terminal.

In goes a `Lineage`, out come plain values, or lines no wider than the window: the roots at the left margin, each
retelling indented under its source, a lost ancestor as a hollow circle. Names of reports are made printable first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Descent, Lineage
from ..text.printable import one_line, printable
from .compose import count, surety
from .data import Json
from .listing import published
from .terminal import Look, cut, wrapped

SCHEMA = "retold.lineage/1"

#: Lines told under a report; `--all` shows all.
_NOTES = 2


def data(found: Lineage) -> Json:
    """`retold.lineage/1`."""
    return {
        "schema": SCHEMA,
        "made": {"retold": found.made.retold, "settings": found.made.settings, "encoder": found.made.encoder},
        "nodes": [
            {
                "id": node.id,
                "lost": node.lost,
                "publisher": node.publisher,
                "published": published(node.published),
            }
            for node in found.nodes
        ],
        "edges": [_edge(edge) for edge in found.edges],
        "rivals": [{**_edge(edge), "rivals": edge.rivals} for edge in found.rivals],
        "roots": list(found.roots),
        "notes": list(found.notes),
    }


def _edge(edge: Descent) -> Json:
    return {
        "id": edge.id,
        "source": edge.source,
        "retelling": edge.retelling,
        "confidence": edge.confidence,
        "reasons": list(edge.reasons),
    }


@dataclass(frozen=True, slots=True)
class Branches:
    """A tree as it is drawn: under each node those that derive from it first of all, and what else is told of a node."""

    first: dict[str, Descent]
    below: dict[str, list[Descent]]
    second: dict[str, list[Descent]]
    rivals: dict[str, list[Descent]]

    @classmethod
    def of(cls, found: Lineage) -> Branches:
        """Each node once, under the surest of its sources."""
        first: dict[str, Descent] = {}
        second: dict[str, list[Descent]] = {}
        for edge in sorted(found.edges, key=lambda one: (-one.confidence, one.source)):
            if edge.retelling in first or _closes(first, edge):
                second.setdefault(edge.retelling, []).append(edge)
            else:
                first[edge.retelling] = edge
        below: dict[str, list[Descent]] = {}
        for edge in sorted(first.values(), key=lambda one: one.retelling):
            below.setdefault(edge.source, []).append(edge)
        rivals: dict[str, list[Descent]] = {}
        for rival in found.rivals:
            rivals.setdefault(rival.retelling, []).append(rival)
        return cls(first, below, second, rivals)


def _closes(first: dict[str, Descent], edge: Descent) -> bool:
    """Whether an edge would close a circle."""
    here = edge.source
    while here in first and here != edge.retelling:
        here = first[here].source
    return here == edge.retelling


def lines(found: Lineage, look: Look) -> Iterator[str]:
    """The tree for a person: a sentence, then every report under the one that it retells most."""
    lost = {node.id for node in found.nodes if node.lost}
    told = f"{count(len(found.nodes) - len(lost), 'report')}, {count(len(found.roots), 'origin')}"
    if lost:
        told += f", {count(len(lost), 'lost ancestor')}"
    yield from wrapped(told + ".", look.width, look.bold)
    for note in found.notes:
        yield from wrapped(f"Note: {printable(note, breaks='space')}", look.width, look.quiet)
    branches = Branches.of(found)
    # name, the edge to it, what stands before its name, what stands before its lines
    waiting: list[tuple[str, Descent | None, str, str]] = [(root, None, "", "") for root in found.roots[::-1]]
    while waiting:
        name, edge, lead, indent = waiting.pop()
        mark = "\u25cb lost ancestor" if name in lost else one_line(name)
        sure = f"  {surety(edge.confidence).lower()} ({edge.confidence:.2f})" if edge else ""
        yield cut(f"{lead}{mark}{sure}", look.width)
        children = branches.below.get(name, [])
        stem = indent + ("\u2502 " if children else "  ")
        notes = list(_notes(name, edge, branches))
        for note in notes if look.everything else notes[:_NOTES]:
            yield look.quiet(cut(f"{stem}{one_line(note)}", look.width))
        for place, below in reversed(list(enumerate(children, 1))):
            last = place == len(children)
            before = indent + ("\u2514\u2500 " if last else "\u251c\u2500 ")
            waiting.append((below.retelling, below, before, indent + ("   " if last else "\u2502  ")))


def _notes(name: str, edge: Descent | None, branches: Branches) -> Iterator[str]:
    """What is told under a node: its other sources, those that it may have instead, the reasons."""
    for other in branches.second.get(name, ()):
        yield f"also from {other.source} ({other.confidence:.2f}): {'; '.join(other.reasons)}"
    for other in branches.rivals.get(name, ()):
        yield f"or from {other.source} ({other.confidence:.2f})"
    yield from edge.reasons if edge else ()
