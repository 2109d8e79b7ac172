"""Traditions with known trees: versions of an invented report as newsrooms or copyists would have made them.

In go tales, a kind, a range of sizes and a seed, out come `Tradition`s, one at a time. The same arguments give the
same traditions. Nothing else in Retold imports this package, and it imports nothing of how Retold reads or matches,
so that what Retold finds in a tradition is found and not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from . import copyists, newsroom, reports
from .draw import Draw
from .reports import Tale
from .tradition import Tradition

Kind = Literal["newsroom", "copyists"]

#: The fewest versions a tradition can have, and the most.
FEWEST, MOST = 2, 1000


def traditions(
    kind: Kind = "newsroom",
    count: int = 1,
    versions: tuple[int, int] = (5, 60),
    seed: str = "1",
    *,
    tales: Sequence[Tale] = (),
    dates: bool = True,
    first: int = 0,
) -> Iterator[Tradition]:
    """So many traditions of `versions` surviving texts each, from the given tales or those that come with Retold.
    `first` is the number of the first of them: tradition 7 is the same whether or not 0 to 6 are made."""
    given = list(tales) or [tale for tale in reports.shipped() if kind == "copyists" or tale.style != "tale"]
    for number in range(first, first + count):
        yield one(kind, number, versions, seed, tales=given, dates=dates)


def one(
    kind: Kind,
    number: int,
    versions: tuple[int, int],
    seed: str,
    *,
    tales: Sequence[Tale],
    dates: bool = True,
) -> Tradition:
    """The tradition of this number: it does not depend on the others."""
    draw = Draw("tradition", kind, seed, number)
    weights = [3.0 if kind == "copyists" and tale.style == "tale" else 1.0 for tale in tales]
    tale = draw.weighted(tales, weights)
    survivors = draw.whole(*versions)
    name = f"{seed}:{number}"
    if kind == "copyists":
        return copyists.tradition(tale, survivors, draw.child("made"), name)
    return newsroom.tradition(tale, survivors, draw.child("made"), name, dates=dates)
