"""Who retold whom: the family tree of the versions of one story, from their texts and, where known, their dates.

In go witnesses (texts, dates), out comes a `Lineage`: reports and lost ancestors, edges with confidence and reasons,
edges that could stand instead, roots. `collate` lays the texts beside each other word by word, `variants` boils that
down to readings, `stemma` finds the cheapest tree, `rooting` turns it the right way up. docs/method/lineage.md says
from where the method comes. The answer does not depend on the order of the witnesses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .._version import __version__
from ..model import Lineage, Made, Node, Published, Report
from ..settings import DEFAULT, Descending, Settings
from .collate import collate, forms
from .growing import search
from .parents import second
from .telling import told
from .timing import published_later

__all__ = ["Witness", "of_reports", "split", "tree"]


@dataclass(frozen=True, slots=True)
class Witness:
    """One version: its text and what is known about it."""

    id: str
    text: str
    published: Published | None = None
    publisher: str | None = None

    @classmethod
    def of(cls, report: Report) -> Witness:
        """A report as a witness."""
        return cls(report.id, report.text, report.published, report.publisher)


def of_reports(reports: Sequence[Report], settings: Settings = DEFAULT) -> Lineage:
    """The family tree of reports. No sentence encoder takes part."""
    made = Made(__version__, settings.digest, "none")
    return tree([Witness.of(report) for report in reports], made, settings.descending)


def tree(witnesses: Sequence[Witness], made: Made, settings: Descending = DEFAULT.descending) -> Lineage:
    """The family tree of the witnesses. More than `settings.most` are split: see `split`."""
    groups = split(witnesses, settings.most)
    parts = [_one(group, made, settings) for group in groups]
    if len(parts) == 1:
        return parts[0]
    note = (
        f"{len(witnesses):,} reports are more than {settings.most:,}: in the order of their dates and ids they were "
        f"split into {len(parts)} trees, and nothing is told between these."
    )
    return Lineage(
        made,
        tuple(node for part in parts for node in part.nodes),
        tuple(edge for part in parts for edge in part.edges),
        tuple(edge for part in parts for edge in part.rivals),
        tuple(root for part in parts for root in part.roots),
        (note,),
    )


def split(witnesses: Sequence[Witness], most: int) -> list[list[Witness]]:
    """Groups of at most so many: all in one, or cut in the order of dates and ids into parts of nearly one size."""
    if len(witnesses) <= most:
        return [sorted(witnesses, key=lambda one: one.id)]
    ordered = sorted(witnesses, key=lambda one: (one.published.value if one.published else "", one.id))
    parts = -(-len(ordered) // most)
    ends = [len(ordered) * part // parts for part in range(parts + 1)]
    return [sorted(ordered[s:e], key=lambda one: one.id) for s, e in pairwise(ends)]


def _one(witnesses: Sequence[Witness], made: Made, settings: Descending) -> Lineage:
    """One tree; the witnesses come in the order of their ids."""
    if len(witnesses) < 2:
        return Lineage(
            made,
            tuple(Node(w.id, published=w.published, publisher=w.publisher) for w in witnesses),
            (),
            (),
            tuple(w.id for w in witnesses),
        )
    sites = collate([forms(witness.text) for witness in witnesses])
    later = published_later([witness.published for witness in witnesses])
    found = search(sites, later, settings)
    joined = list(second(sites, found.tree, later, settings))
    return told(witnesses, sites, later, found, joined, made, settings)
