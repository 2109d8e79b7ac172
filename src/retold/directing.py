"""Which of two reports came first where their dates do not tell: the family tree is asked.

In go families and their reports, from an archive or from elsewhere, out come the families with those edges turned from
the source to the retelling, as far as the tree is sure of it (`Descending.directs`) and the signs of direction in the
two texts do not speak against it; of the same text twice nobody knows. A family whose dates tell all is left as it is,
and so is one of too many reports for a tree to be made at once (`Descending.asked`): there the edge leads from the
report that comes first by date and id, and says that nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from . import direction, lineage
from ._version import __version__
from .adding import Progress, Work, processes
from .families import SAME
from .lineage import Ancestry, Witness
from .model import Edge, Family, Lineage, Made, Report
from .settings import Descending, Settings

#: Families whose trees are made in one piece of work, and pieces whose reports are read at a time.
_LOT, _LOTS = 10, 50

#: Asked for ids: the reports, without those that were removed in the meantime.
Read = Callable[[Sequence[str]], Iterable[Report]]


def of_archive(
    families: Sequence[Family], read: Read, settings: Settings, workers: int, tell: Progress
) -> tuple[Family, ...]:
    """The families of an archive, in their order."""
    asked = [family for family in families if is_open(family, settings.descending)]
    told: dict[str, Family] = {}
    with processes(workers if len(asked) > _LOT else 1) as each:
        work = Work(each, settings, tell)
        for start in range(0, len(asked), _LOT * _LOTS):
            some = asked[start : start + _LOT * _LOTS]
            names = [one.id for family in some for one in family.reports]
            known = {report.id: Witness.of(report) for report in read(names)}
            pieces = [
                (family, [known[one.id] for one in family.reports])
                for family in some
                if all(one.id in known for one in family.reports)
            ]
            lots = [pieces[n : n + _LOT] for n in range(0, len(pieces), _LOT)]
            make = partial(directed, settings=settings)
            for family in work.mapped("family trees", make, lots, list(map(len, lots))):
                told[family.id] = family
    return tuple(told.get(family.id, family) for family in families)


def is_open(family: Family, settings: Descending) -> bool:
    """Whether the tree of a family is to be asked."""
    return len(family.reports) <= settings.asked and not all(edge.directed for edge in family.edges)


def directed(lot: Sequence[tuple[Family, Sequence[Witness]]], settings: Settings) -> list[Family]:
    """Some families that are open, each with what its reports are as witnesses."""
    found = []
    for family, reports in lot:
        texts = {one.id: one.text for one in reports}
        found.append(by_tree(family, _tree(family, reports, settings), texts.__getitem__, settings))
    return found


def by_tree(family: Family, tree: Lineage, text: Callable[[str], str], settings: Settings) -> Family:
    """A family with its edges as its tree directs them where the dates do not. `text` gives that of a report."""
    if not is_open(family, settings.descending):
        return family
    line = Ancestry([tree])
    edges = [edge if edge.directed else _turned(edge, line, text, settings) for edge in family.edges]
    return replace(family, edges=tuple(sorted(edges, key=lambda edge: (edge.source, edge.retelling))))


def _tree(family: Family, witnesses: Sequence[Witness], settings: Settings) -> Lineage:
    made = Made(__version__, settings.digest, "none")
    derived = [(edge.source, edge.retelling) for edge in family.edges]
    return lineage.tree(witnesses, made, settings.descending, derived)


def _turned(edge: Edge, line: Ancestry, text: Callable[[str], str], settings: Settings) -> Edge:
    one, other = edge.source, edge.retelling
    forth, back = line.sure(one, other), line.sure(other, one)
    sure, asked = max(forth, back), settings.descending
    if sure < asked.directs or SAME in edge.reasons:
        return edge
    source, retelling = (one, other) if forth > back else (other, one)
    if sure < asked.uncontradicted:
        signs = direction.of_texts(text(source), text(retelling), settings.directing)
        if signs.score <= -asked.contradicted:
            return edge
    why = f"by their texts, in the family tree, {retelling} goes back to {source}"
    return replace(edge, source=source, retelling=retelling, reasons=(*edge.reasons[:-1], why), directed=True)
