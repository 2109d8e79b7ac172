"""Which way up a tree stands: its root, from its shape, from what was gained and lost along its edges, and from dates.

In go a tree, what each way along an edge is worth (log-odds that the one end derives from the other), out comes the
tree hung from its likeliest root. Shape: the likeliest source of something that spreads by copying is the node from
which the tree could have grown in most orders (rumour centrality, Shah and Zaman 2011). Edges: words are left out
more easily than put in, so the side that has more is more likely the source; what only one side can have made (a word
that stands nowhere else in the tradition beside one that does) speaks too.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, fsum, log

from .stemma import Stemma


def chances(
    tree: Stemma,
    worth: Mapping[tuple[int, int], float],
    later: Mapping[int, float],
    *,
    shape: float,
    lost: float,
) -> dict[int, float]:
    """How likely each node is to be the root. `later` is what speaks against each witness as the root, where others were
    published before it, `shape` what the shape of the tree says beside its edges, `lost` what a lost root must be worth
    more than a witness."""
    order = tree.order()
    whole = len(order)
    size = dict.fromkeys(order, 1)
    for node in reversed(order[1:]):
        size[tree.parent[node]] += size[node]
    score = {tree.root: 0.0}
    for node in order[1:]:
        above = tree.parent[node]
        # the edge is turned round: the part above now hangs under the node
        score[node] = score[above] + shape * log(size[node] / (whole - size[node]))
        score[node] += worth.get((node, above), 0.0) - worth.get((above, node), 0.0)
    for node in order:
        score[node] -= later.get(node, lost)
    most = max(score.values())
    weight = {node: exp(score[node] - most) for node in order}
    total = fsum(weight.values())
    return {node: weight[node] / total for node in order}


def reroot(tree: Stemma, chance: Mapping[int, float]) -> Stemma:
    """The same tree from its likeliest root; of equals, from the first."""
    return tree.hung_from(max(chance, key=lambda node: (round(chance[node], 9), -node)))
