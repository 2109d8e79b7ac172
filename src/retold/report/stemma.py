"""A family tree as a drawing: SVG for a page, DOT for Graphviz.

In goes a `Lineage`, out comes text. Time runs from left to right where the dates of all reports are known, else each
step of retelling is one step to the right. Every version has a lane of its own; a lost ancestor is a hollow circle, a
second source a dashed line. In a tree of more than sixty versions the retellings of one report that nobody retold
again share a lane. Whatever comes from outside is made printable and escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from html import escape

from ..model import Descent, Lineage, Node
from ..text.printable import printable
from .lineage import Branches

#: Versions that get a lane each.
_LANES = 60
#: Of a bundle, so many are drawn.
_DRAWN = 2
_LANE, _LEFT, _TOP, _STEP, _NAME = 26, 24, 24, 150, 260
#: The columns that time is spread over.
_SPAN = 900
#: Letters of a name that are drawn.
_LETTERS = 32

_STYLE = """
.retold-tree { font: 13px/1.2 system-ui, sans-serif; --ink: #1c1c1c; --quiet: #5f6368; --accent: #0b5cad; --paper: #fff; }
@media (prefers-color-scheme: dark) {
  .retold-tree { --ink: #e8e6e3; --quiet: #a9a59f; --accent: #8ab8f0; --paper: #17181a; }
}
.retold-tree .paper { fill: var(--paper); }
.retold-tree text { fill: var(--ink); }
.retold-tree .quiet { fill: var(--quiet); font-size: 11px; }
.retold-tree path { fill: none; stroke: var(--quiet); stroke-width: 1.5; }
.retold-tree path.unsure { stroke-width: 0.8; }
.retold-tree path.second { stroke: var(--accent); stroke-dasharray: 5 4; }
.retold-tree circle { fill: var(--ink); stroke: var(--ink); stroke-width: 1.5; }
.retold-tree circle.lost { fill: var(--paper); stroke: var(--quiet); }
"""


def svg(found: Lineage) -> str:
    """The tree as one SVG image, complete in itself."""
    branches = Branches.of(found)
    nodes = {node.id: node for node in found.nodes}
    lanes, bundles = _lanes(found, branches)
    places, dated = _places(found, branches, nodes)
    at = {name: (_LEFT + places[name], _TOP + lane * _LANE) for name, lane in lanes.items()}
    width = max((x for x, _ in at.values()), default=0) + _NAME
    height = _TOP * 2 + (max(lanes.values(), default=0) + 1) * _LANE
    lost = sum(node.lost for node in found.nodes)
    title = f"Family tree of {len(found.nodes) - lost} reports" + (
        f" and {lost} lost ancestors" if lost else ""
    )
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="retold-tree" role="img" '
            f'viewBox="0 0 {width:.0f} {height}" width="{width:.0f}" height="{height}">'
        ),
        f"<title>{title}</title>",
        (
            f"<desc>{'Time runs' if dated else 'Each retelling is a step'} from left to right. A hollow circle is a "
            "lost ancestor, a dashed line a second source.</desc>"
        ),
        f"<style>{_STYLE}</style>",
        '<rect class="paper" width="100%" height="100%"/>',
        *(
            _edge(edge, at, "second")
            for edges in branches.second.values()
            for edge in edges
            if _drawn(edge, at)
        ),
        *(_edge(edge, at, "") for edge in branches.first.values() if _drawn(edge, at)),
        *(_node(nodes[name], *at[name]) for name in sorted(at, key=lambda one: lanes[one])),
        *(
            f'<text class="quiet" x="{_LEFT + places[name] + _STEP / 2:.1f}" y="{_TOP + lane * _LANE + 4}">'
            f"and {number} more of {_text(name)}</text>"
            for name, (lane, number) in sorted(bundles.items())
        ),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _drawn(edge: Descent, at: dict[str, tuple[float, int]]) -> bool:
    return edge.source in at and edge.retelling in at


def _lanes(found: Lineage, branches: Branches) -> tuple[dict[str, int], dict[str, tuple[int, int]]]:
    """The lane of each version, and for each bundle its lane and how many are in it."""
    fold = len(found.nodes) > _LANES
    lanes: dict[str, int] = {}
    bundles: dict[str, tuple[int, int]] = {}
    lane = 0
    waiting: list[tuple[str, int]] = [(root, 0) for root in found.roots[::-1]]
    while waiting:
        name, bundled = waiting.pop()
        if bundled:
            bundles[name] = (lane, bundled)
            lane += 1
            continue
        lanes[name] = lane
        lane += 1
        below = [edge.retelling for edge in branches.below.get(name, ())]
        leaves = [child for child in below if child not in branches.below]
        hidden = set(leaves[_DRAWN:]) if fold and len(leaves) > _DRAWN + 1 else set()
        if hidden:
            waiting.append((name, len(hidden)))
        waiting.extend((child, 0) for child in reversed(below) if child not in hidden)
    return lanes, bundles


def _places(found: Lineage, branches: Branches, nodes: dict[str, Node]) -> tuple[dict[str, float], bool]:
    """How far right each version stands, and whether that is time."""
    times = {name: _time(node) for name, node in nodes.items() if not node.lost}
    dated = len(times) > 1 and None not in times.values()
    known = {name: time for name, time in times.items() if time is not None}
    first = min(known.values(), default=0.0)
    span = max(known.values(), default=0.0) - first
    places: dict[str, float] = {}
    waiting = [(root, 0.0) for root in found.roots]
    order = []
    while waiting:
        name, depth = waiting.pop()
        order.append(name)
        places[name] = depth * _STEP
        if dated and span and name in known:
            places[name] = (known[name] - first) / span * _SPAN
        waiting.extend((edge.retelling, depth + 1) for edge in branches.below.get(name, ()))
    if dated and span:
        for name in reversed(order):
            if nodes[name].lost:
                places[name] = max(
                    0.0,
                    min((places[edge.retelling] for edge in branches.below.get(name, ())), default=0.0)
                    - _LANE,
                )
    return places, bool(dated and span)


def _time(node: Node) -> float | None:
    if node.published is None:
        return None
    try:
        at = datetime.fromisoformat(node.published.value)
    except ValueError:
        return None
    offset = at.utcoffset()
    return (at.replace(tzinfo=None) - datetime(1970, 1, 1)).total_seconds() - (  # noqa: DTZ001 - no offset is invented
        offset.total_seconds() if offset else 0.0
    )


def _edge(edge: Descent, at: dict[str, tuple[float, int]], kind: str) -> str:
    (x, y), (u, v) = at[edge.source], at[edge.retelling]
    kinds = " ".join(name for name in (kind, "unsure" if edge.confidence < 0.5 else "") if name)
    told = "; ".join([f"{edge.source} to {edge.retelling} ({edge.confidence:.2f})", *edge.reasons])
    middle = min(x + 12, (x + u) / 2)
    return (
        f'<path class="{kinds}" tabindex="0" d="M{x:.1f} {y} C{middle:.1f} {y} {x:.1f} {v} {u:.1f} {v}">'
        f"<title>{_text(told)}</title></path>"
    )


def _node(node: Node, x: float, y: int) -> str:
    if node.lost:
        return f'<circle class="lost" cx="{x:.1f}" cy="{y}" r="5"><title>lost ancestor</title></circle>'
    name = node.id if len(node.id) <= _LETTERS else node.id[: _LETTERS - 1] + "\u2026"
    known = [one for one in (node.publisher, node.published.value if node.published else None) if one]
    more = f' <tspan class="quiet">{_text(", ".join(known))}</tspan>' if known else ""
    return (
        f'<circle cx="{x:.1f}" cy="{y}" r="5"><title>{_text(node.id)}</title></circle>'
        f'<text x="{x + 10:.1f}" y="{y + 4}">{_text(name)}{more}</text>'
    )


def _text(words: str) -> str:
    return escape(printable(words, breaks="space"), quote=True)


def dot(found: Lineage) -> str:
    """The tree for Graphviz."""
    return "\n".join(_dot(found)) + "\n"


def _dot(found: Lineage) -> Iterator[str]:
    branches = Branches.of(found)
    first = {edge.id for edge in branches.first.values()}
    yield "digraph lineage {"
    yield "  rankdir=LR; node [shape=plaintext];"
    for node in found.nodes:
        shape = ' [shape=circle, label="", width=0.15]' if node.lost else ""
        yield f"  {_quoted(node.id)}{shape};"
    for edge in found.edges:
        style = "" if edge.id in first else ", style=dashed"
        told = "; ".join(edge.reasons)
        yield (
            f"  {_quoted(edge.source)} -> {_quoted(edge.retelling)} "
            f'[label="{edge.confidence:.2f}", tooltip={_quoted(told)}{style}];'
        )
    yield "}"


def _quoted(name: str) -> str:
    """A quoted string of the DOT language: a quotation mark is escaped, and a backslash, which would begin an escape."""
    plain = printable(name, breaks="space")
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
