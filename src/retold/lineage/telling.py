"""A tree as it is told: names, confidence, reasons, and the edges that could stand instead.

In go what the search found, out comes a `Lineage`. How sure an edge is hangs on two things: what the next best place
would cost, and on which side of the edge the root is likely to be. Where another place costs hardly more, or where
the text does not tell which of two came first, the other edge is told as a rival.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..digest import digest
from ..model import Descent, Lineage, Made, Node
from ..settings import Descending
from .collate import Sites
from .growing import Grown
from .kinship import Known
from .parents import Joined

if TYPE_CHECKING:
    from . import Witness

#: The surest that an edge is said to be.
_SUREST = 0.99
#: Reports that have a reading besides the two of an edge, at most, for it to tell.
_RARE = 3
#: Below this it is said that the text does not tell which came first.
_OPEN = 0.65


def told(
    witnesses: Sequence[Witness],
    sites: Sites,
    known: Known,
    found: Grown,
    joined: Sequence[Joined],
    made: Made,
    settings: Descending,
) -> Lineage:
    """The value that is given out."""
    names = _names(witnesses, found)
    count, tree, later = len(witnesses), found.tree, known.later
    edges: list[Descent] = []
    rivals: list[Descent] = []
    for node, above in sorted(tree.parent.items(), key=lambda one: (names[one[1]], names[one[0]])):
        place = found.places[node]
        way = place.way
        reasons = [*_reasons(witnesses, sites, known, found, above, node)]
        if way < _OPEN:
            reasons.append("which of the two came first, the text does not tell")
        same = node < count and above < count and bool((sites.has[above] == sites.has[node]).all())
        if same and not later[node, above] and not known.addressed.names[above, node]:
            way = min(way, 0.5)
            reasons = ["both have the same words: which of the two came first, the text does not tell"]
        name = digest("descent", names[above], names[node])
        turned = way / place.way if place.way else 1.0
        sure = max(0.01, min(_SUREST, place.sure * turned))
        edges.append(Descent(name, names[above], names[node], round(sure, 2), tuple(reasons)))
        for k in sorted(place.elsewhere, key=lambda k: (-place.elsewhere[k], k)):
            part = place.elsewhere[k] * turned
            if part >= settings.rival and k < count and not (node < count and later[k, node]):
                why = "hangs nearly as well under this report"
                rivals.append(_rival(names[k], names[node], part, why, name))
        if way <= 1 - settings.rival and node < count and above < count and not later[node, above]:
            why = "the text hardly tells which of the two came first"
            rivals.append(_rival(names[node], names[above], 1 - way, why, name))
    for one in joined:
        source, retelling = names[one.source], names[one.retelling]
        passages = "one passage" if one.passages == 1 else f"{one.passages} passages"
        why = f"{one.words} of its words, in {passages}, stand in this report and in no other source of it"
        if one.places:
            why = f"in one stretch it goes with this report in {one.places} places, and not with its other source"
        sure = round(min(_SUREST, one.sure), 2)
        edges.append(Descent(digest("descent", source, retelling), source, retelling, sure, (why,)))
    surest = {one.id: one for one in sorted(rivals, key=lambda one: one.confidence)}
    rivals = list(surest.values())
    edges.sort(key=lambda one: (one.source, one.retelling))
    rivals.sort(key=lambda one: (one.retelling, one.source))
    nodes = [Node(one.id, published=one.published, publisher=one.publisher) for one in witnesses]
    nodes += [Node(name, lost=True) for node, name in names.items() if node >= count]
    nodes.sort(key=lambda one: one.id)
    return Lineage(made, tuple(nodes), tuple(edges), tuple(rivals), (names[tree.root],))


def _rival(source: str, retelling: str, chance: float, why: str, edge: str) -> Descent:
    return Descent(
        digest("descent", source, retelling), source, retelling, round(min(_SUREST, chance), 2), (why,), edge
    )


def _names(witnesses: Sequence[Witness], found: Grown) -> dict[int, str]:
    """The ids of reports, and names for lost ancestors by which reports derive from them."""
    names = {node: witness.id for node, witness in enumerate(witnesses)}
    taken = set(names.values())
    for node in sorted(found.tree.children):
        if node >= len(witnesses):
            below = sorted(names[k] for k in found.tree.order(node) if k < len(witnesses))
            name = f"lost-{digest(*below)[:6]}"
            while name in taken:
                name += "-"
            names[node] = name
            taken.add(name)
    return names


def _reasons(
    witnesses: Sequence[Witness],
    sites: Sites,
    known: Known,
    found: Grown,
    above: int,
    node: int,
) -> Iterator[str]:
    """Why one stands under the other."""
    count = len(witnesses)
    addressed = known.addressed
    beside = addressed.beside(node) if node < count else 0
    if beside and above >= count:
        rest = "one other" if beside == 1 else f"{beside} others"
        yield f"its page and {rest} name one address as that of the original, and none of these reports has it"
    if above >= count:
        others = len(found.tree.children[above])
        if above == found.tree.root:
            yield f"it shares words with other versions, and none is its source: {others} go back to one that is lost"
        else:
            yield f"{others} versions share words here that no report above them has: they have a source that is lost"
        return
    if node >= count:
        yield "a lost version, from which those under it have words in common that this report lacks"
        return
    if addressed.names[above, node]:
        yield "its page names the address of the source as that of the original"
    elif addressed.same[above, node]:
        yield "both are pages of one report, by their addresses"
    elif beside and not addressed.placed[above]:
        yield "its page names an address as that of the original, which may be that of the source"
    both = sites.has[above] & sites.has[node]
    size = int(sites.has[node].sum())
    yield f"{int(both.sum())} of its {size} words stand in the source"
    rare = int((both & (sites.has.sum(axis=0) <= max(_RARE, count // 8))).sum())
    if rare and count > _RARE:
        yield f"{rare} of them stand in few other reports or none"
    if known.names[above, node] and not known.same[above, node]:
        yield "it names the publisher of the source"
    if known.same[above, node]:
        yield "both are of one publisher"
    if known.wires.own[above] and not known.wires.own[node]:
        seen = (
            "is an agency's own report"
            if witnesses[above].publisher
            else "bears an agency's dateline and no other credit"
        )
        yield f"the source {seen}"
    if known.later[node, above]:
        yield "the source was published first"
    elif known.later[above, node]:
        speaks = "the page that names it" if addressed.names[above, node] else "its text"
        yield f"the source bears a later date, but {speaks} speaks for it"
