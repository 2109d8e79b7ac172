"""The likeliest tree of all, and how likely each edge of it is, from what each edge alone is worth.

In go log-weights of edges (source, retelling) and of beginnings, out come the tree of greatest weight and the chance of
every edge over all trees. The first is the maximum branching of Chu and Liu (1965) and Edmonds (1967), the second the
matrix-tree theorem (Tutte 1948), as it is used for parsing sentences (Koo, Globerson, Carreras and Collins 2007).
Beginnings may be several: each is a witness without a source among the others.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_NEVER = -1e18
#: The least weight of an edge beside the greatest, so that the determinant stays sound.
_FLOOR = 1e-25


def chances(edges: Floats, beginnings: Floats) -> tuple[Floats, Floats, float]:
    """The chance of each edge and of each beginning over all trees, and the logarithm of the sum of all trees."""
    count = len(beginnings)
    off = ~np.eye(count, dtype=bool)
    # each retelling's weights are taken beside its greatest: chances stay, and numbers stay small
    top = np.maximum(np.where(off, edges, -np.inf).max(axis=0), beginnings)
    weight = np.where(off, np.maximum(np.exp(edges - top), _FLOOR), 0.0)
    start = np.maximum(np.exp(beginnings - top), _FLOOR)
    laplace = np.diag(start + weight.sum(axis=0)) - weight
    inverse = np.linalg.inv(laplace)
    diagonal = np.diag(inverse)
    _, size = np.linalg.slogdet(laplace)
    each = np.clip(weight * (diagonal[None] - inverse.T), 0.0, 1.0)
    return each, np.clip(start * diagonal, 0.0, 1.0), float(size + top.sum())


def likeliest(edges: Floats, beginnings: Floats) -> list[int]:
    """The source of each witness in the tree of greatest weight; -1 where it begins one."""
    count = len(beginnings)
    weight = np.full((count + 1, count + 1), _NEVER)
    weight[:count, :count] = edges
    weight[count, :count] = beginnings
    np.fill_diagonal(weight, _NEVER)
    found = _solved(weight, count)
    return [-1 if source == count else int(source) for source in found[:count].tolist()]


def _solved(weight: Floats, root: int) -> NDArray[np.int64]:
    """The greatest branching from a root: the best source of each; where that makes a circle, the circle is one node."""
    source: NDArray[np.int64] = weight.argmax(axis=0)
    source[root] = -1
    circle = _circle(source)
    if not circle:
        return source
    inside = set(circle)
    outside = [node for node in range(len(weight)) if node not in inside]
    one = len(outside)
    small = np.full((one + 1, one + 1), _NEVER)
    small[:one, :one] = weight[np.ix_(outside, outside)]
    leaving = weight[np.ix_(circle, outside)]
    small[one, :one] = leaving.max(axis=0)
    entering = weight[np.ix_(outside, circle)] - np.array([weight[source[node], node] for node in circle])
    small[:one, one] = entering.max(axis=1)
    solved = _solved(small, outside.index(root))
    found = source.copy()
    for place, node in enumerate(outside):
        above = solved[place]
        if node != root:
            found[node] = circle[int(leaving[:, place].argmax())] if above == one else outside[above]
    above = solved[one]
    found[circle[int(entering[above].argmax())]] = outside[above]
    return found


def _circle(source: NDArray[np.int64]) -> list[int]:
    """The nodes of some circle of sources, or nothing."""
    seen: dict[int, int] = {}
    for start in range(len(source)):
        path: list[int] = []
        node = start
        while node >= 0 and node not in seen:
            seen[node] = start
            path.append(node)
            node = int(source[node])
        if node >= 0 and seen[node] == start and node in path:
            return path[path.index(node) :]
    return []
