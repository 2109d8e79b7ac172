"""What hangs together: pairs of numbers in, the smallest number that each hangs together with out.

Large-star and small-star in turn (Kiveris, Lattanzi, Mirrokni, Rastogi and Vassilvitskii 2014): in the first each
number hands its larger neighbours to the smallest one that it knows, in the second its smaller ones and itself. It
ends when a round changes nothing, and each group is a star. A chain of n takes about log n rounds; a number with very
many neighbours is counted by parts.

Each round is a table of the run, so that no plan grows, a lost machine loses none, and a run that was stopped goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa

from .. import families as grouping
from .stage import Stages

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_ORDERED: Final = """
SELECT DISTINCT least(one, other) AS one, greatest(one, other) AS other FROM {pairs} WHERE one <> other
"""
_LARGE_STAR: Final = """
WITH both_ways AS (
    SELECT one AS here, other AS there FROM {pairs} UNION ALL SELECT other, one FROM {pairs}
), least AS (
    SELECT here, least(here, min(there)) AS smallest FROM both_ways GROUP BY here
)
SELECT DISTINCT l.smallest AS one, b.there AS other
FROM both_ways b JOIN least l ON l.here = b.here WHERE b.there > b.here
"""
_SMALL_STAR: Final = """
WITH least AS (
    SELECT other AS here, min(one) AS smallest FROM {pairs} GROUP BY other
)
SELECT l.smallest AS one, p.one AS other FROM {pairs} p JOIN least l ON l.here = p.other WHERE p.one <> l.smallest
UNION SELECT smallest, here FROM least
"""
_LABELS: Final = "SELECT other AS nr, one AS label FROM {stars} UNION SELECT one, one FROM {stars}"
#: Pairs that are put together by this process, as the embedded engine does: two megabytes of them. A round on Spark takes
#: a second or two, however few there are.
MOST_HERE: Final = 100_000
#: Two tables of pairs that are the same have the same of these.
_SUM: Final = "SELECT count(*), bit_xor(xxhash64(one, other)) FROM {pairs}"


def components(stages: Stages, name: str, of: str, pairs: DataFrame, most_here: int = MOST_HERE) -> DataFrame:
    """For each number in `pairs` (one, other) its group: (nr, label). Up to `most_here` pairs are not worth a round."""
    session = stages.session

    def whole() -> DataFrame:
        few = pairs.limit(most_here + 1).toArrow()
        if few.num_rows <= most_here:
            return session.createDataFrame(_here(few), "nr long, label long")
        found, made = stages.table(
            stages.inner(f"{name}-round-0"), of, lambda: session.sql(_ORDERED, pairs=pairs)
        )
        before, number = session.sql(_SUM, pairs=found).first(), 0
        while True:
            number += 1
            last = found
            found, made = stages.table(
                stages.inner(f"{name}-round-{number}"),
                made,
                lambda last=last: session.sql(_SMALL_STAR, pairs=session.sql(_LARGE_STAR, pairs=last)),  # type: ignore[misc]
            )
            now = session.sql(_SUM, pairs=found).first()
            if now == before:
                return session.sql(_LABELS, stars=found)
            before = now

    found, _ = stages.table(stages.inner(name), of, whole)
    stages.drop(stages.inner(f"{name}-round-*"))
    return found


def _here(pairs: pa.Table) -> pa.Table:
    """The same for few pairs: by `retold.families.components`."""
    numbers, places = np.unique(
        np.concatenate([pairs.column(name).to_numpy() for name in ("one", "other")]), return_inverse=True
    )
    one, other = np.split(places.astype(np.int64), 2)
    labels = grouping.components(one, other, len(numbers))
    return pa.table({"nr": numbers.astype(np.int64), "label": numbers[labels].astype(np.int64)})
