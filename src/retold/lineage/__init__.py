"""Who retold whom: the family tree of the versions of one story, from their texts and, where known, their dates.

In go witnesses (texts, dates, addresses), out comes a `Lineage`: reports and lost ancestors, edges with confidence and reasons,
edges that could stand instead, roots. `collate` lays the texts beside each other word by word, `variants` boils that
down to readings, `stemma` finds the cheapest tree, `rooting` turns it the right way up. docs/method/lineage.md says
from where the method comes. The answer does not depend on the order of the witnesses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .._version import __version__
from ..model import Lineage, Made, Node, Published, Report
from ..settings import DEFAULT, Descending, Settings
from .addresses import NONE, Addresses, obey, share_lost
from .ancestry import Ancestry
from .apart import Told, groups, parted
from .collate import Sites, collate, forms
from .growing import Grown, search
from .kinship import Known
from .mixing import mixed, surest
from .parents import Joined, second
from .telling import told
from .variants import covered, cutting
from .weighing import weigh

__all__ = ["Addresses", "Ancestry", "Witness", "of_reports", "split", "tree"]

#: Texts with a dateline, a byline or a credit that make a tradition one of news, at least.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Witness:
    """One version: its text and what is known about it."""

    id: str
    text: str
    published: Published | None = None
    publisher: str | None = None
    addresses: Addresses = NONE

    @classmethod
    def of(cls, report: Report) -> Witness:
        """A report as a witness."""
        addresses = Addresses(report.url, report.canonical, report.syndicated_from)
        return cls(report.id, report.text, report.published, report.publisher, addresses)


def of_reports(
    reports: Sequence[Report], settings: Settings = DEFAULT, derived: Iterable[tuple[str, str]] = ()
) -> Lineage:
    """The family tree of reports. `derived` are ids of a report and of one that is known to retell it. No
    sentence encoder takes part."""
    made = Made(__version__, settings.digest, "none")
    return tree([Witness.of(report) for report in reports], made, settings.descending, derived)


def tree(
    witnesses: Sequence[Witness],
    made: Made,
    settings: Descending = DEFAULT.descending,
    derived: Iterable[tuple[str, str]] = (),
) -> Lineage:
    """The family tree of the witnesses: several trees where they share next to nothing (`apart`), or where they are more
    than `settings.most` (`split`)."""
    ordered = sorted(witnesses, key=lambda one: one.id)
    number = {one.id: n for n, one in enumerate(ordered)}
    known = [(number[a], number[b]) for a, b in derived if a in number and b in number]
    own = [Told.of(one.text, one.publisher) for one in ordered]
    found = groups(own, known, settings)
    by_name = dict(zip([one.id for one in ordered], own, strict=True))
    retold = {(ordered[a].id, ordered[b].id) for a, b in known}
    in_parts = partial(parted, told=by_name, known=retold, settings=settings)
    parts: list[Lineage] = []
    notes: list[str] = []
    for some in found:
        pieces = split([ordered[n] for n in some], settings.most)
        parts += [_one(piece, made, settings, in_parts) for piece in pieces]
        if len(pieces) > 1:
            notes.append(
                f"{len(some):,} reports are more than {settings.most:,}: in the order of their dates and ids they were "
                f"split into {len(pieces)} trees, and nothing is told between these."
            )
    apart = len(found) + sum(len(part.roots) - 1 for part in parts)
    if apart > 1:
        notes.append(
            f"The reports have {apart} beginnings, which share little but what they quote: no sign of copying found between "
            "these."
        )
    return Lineage(
        made,
        tuple(node for part in parts for node in part.nodes),
        tuple(edge for part in parts for edge in part.edges),
        tuple(edge for part in parts for edge in part.rivals),
        tuple(root for part in parts for root in part.roots),
        tuple(notes),
    )


def split(witnesses: Sequence[Witness], most: int) -> list[list[Witness]]:
    """Groups of at most so many: all in one, or cut in the order of dates and ids into parts of nearly one size."""
    if len(witnesses) <= most:
        return [sorted(witnesses, key=lambda one: one.id)]
    ordered = sorted(witnesses, key=lambda one: (one.published.value if one.published else "", one.id))
    parts = -(-len(ordered) // most)
    ends = [len(ordered) * part // parts for part in range(parts + 1)]
    return [sorted(ordered[s:e], key=lambda one: one.id) for s, e in pairwise(ends)]


def _one(
    witnesses: Sequence[Witness], made: Made, settings: Descending, in_parts: Callable[[Lineage], Lineage]
) -> Lineage:
    """One tree; the witnesses come in the order of their ids. `in_parts` takes it apart where reports share little; fragments
    of one copied text may share nothing."""
    if len(witnesses) < 2:
        return Lineage(
            made,
            tuple(Node(w.id, published=w.published, publisher=w.publisher) for w in witnesses),
            (),
            (),
            tuple(w.id for w in witnesses),
        )
    sites = collate([forms(witness.text) for witness in witnesses])
    cover = covered(sites)
    known = Known.of(
        [one.text for one in witnesses],
        [one.published for one in witnesses],
        [one.publisher for one in witnesses],
        [one.addresses for one in witnesses],
    )
    published = any(one.published or one.publisher or one.addresses for one in witnesses)
    of_news = known.wires.news.sum() >= max(_FEWEST, settings.margins_of_news * len(witnesses))
    cut = cutting(sites, cover)
    if cut >= (settings.edited_published if published or of_news else settings.edited):
        found, joined = weigh(sites, known, settings)
        return in_parts(told(witnesses, sites, known, found, joined, made, settings))
    found, joined = _copied(sites, cover, known, cut, settings)
    return told(witnesses, sites, known, found, joined, made, settings)


def _copied(
    sites: Sites, cover: NDArray[np.bool_], known: Known, cut: float, settings: Descending
) -> tuple[Grown, list[Joined]]:
    """The tree of texts that were copied, and second sources; `cut` is how much of what they lack went in sentences."""
    later, addressed = known.later, known.addressed
    found = search(sites, cover, later, settings)
    obey(found.tree, addressed, later, found.places)
    share_lost(found.tree, addressed, found.places)
    several = list(second(sites, found.tree, later, settings))
    if cut < settings.mixed_cut:
        named = np.any(addressed.names | addressed.same, axis=0).tolist()
        copies = mixed(sites, cover, found.tree, later, settings)
        several += [one for one in copies if not named[one.retelling] and not addressed.beside(one.retelling)]
    return found, surest(several, found.tree)
