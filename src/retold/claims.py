"""The claims of a story, and which of them a reader should care about.

In go the sentences of a story's reports and how like they are to each other; out come groups of sentences that tell
one claim, by average link. Then, in goes what was traced of each claim; out comes the order of the ledger: first
what many reports tell and few origins are behind, figures that conflict, quotations that were altered.

Not tried: claims that a sentence makes beside its main one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .agglomerate import average_link
from .model import Trace
from .settings import Tracing

#: What two sentences count for that share next to nothing, and the likeness from which a pair is looked at.
_MISSING, _LOOKED_AT = 0.15, 0.25
#: What a change on the way counts beside one more copy: a figure, a date, a yes that became no; a quotation altered.
_CARE = {"figure": 1.0, "date": 1.0, "polarity": 1.0, "quotation": 1.0}
_TOLD_OTHERWISE = frozenset({"conflict", "wording"})


def clusters(likeness: NDArray[np.float64], settings: Tracing) -> list[list[int]]:
    """Groups of sentences that tell one claim, by their numbers; each sentence stands in one."""
    rows, columns = np.nonzero(np.triu(likeness, 1) >= _LOOKED_AT)
    edges = [
        (int(row), int(column), round(float(likeness[row, column]), 9))
        for row, column in zip(rows, columns, strict=True)
    ]
    return average_link(len(likeness), edges, settings.claim_likeness, _MISSING)


def care(found: Trace) -> float:
    """How much a reader should care: tellings that add no origin, and what changed on the way."""
    reports = len({sighting.report for sighting in found.sightings})
    changed = sum(
        _CARE.get(change.kind, 0.0)
        for drift in found.drift
        for change in drift.changes
        if change.effect in _TOLD_OTHERWISE
    )
    return reports - found.origins.at_most + changed


def ordered(found: Sequence[Trace]) -> tuple[Trace, ...]:
    """The claims of a ledger, those first that a reader should care about."""
    return tuple(
        sorted(
            found,
            key=lambda one: (-care(one), -len(one.sightings), one.sightings[0].report, one.sightings[0].span),
        )
    )
