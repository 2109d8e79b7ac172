"""Which report was published after which: dates as they were given, with what they leave open.

In go dates, out comes a table. A day without a time is the whole day, a time without a zone may be off by as much as
clocks of the world differ from one that has a zone; where the dates do not tell, neither is later. A date is no proof: a report
may carry the time of its last change, so what it forbids is dear in the tree and not impossible.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..model import Published
from ..relation import earlier


def published_later(dates: Sequence[Published | None]) -> NDArray[np.bool_]:
    """`table[a, b]`: a was published after b."""
    table = np.zeros((len(dates), len(dates)), bool)
    for a, one in enumerate(dates):
        for b in range(a + 1, len(dates)):
            first = earlier(one, dates[b])
            table[a, b] = first == "right"
            table[b, a] = first == "left"
    return table
