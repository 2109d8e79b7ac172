"""A family tree as JSON (`retold.lineage/1`) and as lines for a terminal.

In goes a `Lineage`, out come plain values, or lines no wider than the window: the roots at the left margin, each
retelling indented under its source, a lost ancestor as a hollow circle. Names of reports are made printable first.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Descent, Lineage
from ..text.printable import printable
from .compose import count, surety
from .data import Json
from .terminal import Look, cut, wrapped

SCHEMA = "retold.lineage/1"


def data(found: Lineage) -> Json:
    """`retold.lineage/1`."""
    return {
        "schema": SCHEMA,
        "made": {"retold": found.made.retold, "settings": found.made.settings, "encoder": found.made.encoder},
        "nodes": [{"id": node.id, "lost": node.lost} for node in found.nodes],
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


def lines(found: Lineage, look: Look) -> Iterator[str]:
    """The tree for a person: a sentence, then every report under the one that it retells most."""
    lost = {node.id for node in found.nodes if node.lost}
    extant = len(found.nodes) - len(lost)
    told = f"{count(extant, 'report')}, {count(len(found.roots), 'origin')}"
    if lost:
        told += f", {count(len(lost), 'lost ancestor')}"
    yield from wrapped(told + ".", look.width, look.bold)
    for note in found.notes:
        yield from wrapped(f"Note: {printable(note, breaks='space')}", look.width, look.quiet)
    first: dict[str, Descent] = {}
    second: dict[str, list[Descent]] = {}
    for edge in sorted(found.edges, key=lambda one: (-one.confidence, one.source)):
        if edge.retelling in first:
            second.setdefault(edge.retelling, []).append(edge)
        else:
            first[edge.retelling] = edge
    below: dict[str, list[Descent]] = {}
    for edge in sorted(first.values(), key=lambda one: one.retelling):
        below.setdefault(edge.source, []).append(edge)
    rivals: dict[str, list[Descent]] = {}
    for rival in found.rivals:
        rivals.setdefault(rival.retelling, []).append(rival)
    for root in found.roots:
        yield from _branch(root, None, "", "", lost, below, second, rivals, look)


def _branch(
    name: str,
    edge: Descent | None,
    lead: str,
    indent: str,
    lost: set[str],
    below: dict[str, list[Descent]],
    second: dict[str, list[Descent]],
    rivals: dict[str, list[Descent]],
    look: Look,
) -> Iterator[str]:
    open_branches = [(name, edge, lead, indent)]
    while open_branches:
        here, above, lead, indent = open_branches.pop()
        mark = "\u25cb lost ancestor" if here in lost else _plain(here)
        sure = f"  {surety(above.confidence).lower()} ({above.confidence:.2f})" if above else ""
        yield cut(f"{lead}{mark}{sure}", look.width)
        notes = [
            *(f"also from {_plain(other.source)} ({other.confidence:.2f})" for other in second.get(here, [])),
            *(f"or from {_plain(other.source)} ({other.confidence:.2f})" for other in rivals.get(here, [])),
            *(above.reasons if above else ()),
        ]
        for note in notes[: None if look.everything else 2]:
            yield look.quiet(cut(f"{indent}  {_plain(note)}", look.width))
        children = below.get(here, [])
        for place in reversed(range(len(children))):
            last = place == len(children) - 1
            open_branches.append(
                (
                    children[place].retelling,
                    children[place],
                    indent + ("\u2514\u2500 " if last else "\u251c\u2500 "),
                    indent + ("   " if last else "\u2502  "),
                )
            )


def _plain(text: str) -> str:
    return printable(text, breaks="space")
