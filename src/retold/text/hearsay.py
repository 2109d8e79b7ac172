"""Hearsay: what is told as only heard, by a source that is nobody ("according to reports") or a hedge ("is said to").

Both say the same of a claim, so neither is lost where the other stands. Asked by the readers of attribution and
of certainty.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

#: Words of a source that is nobody.
REPORTS = frozenset("report reports reported reporting account accounts rumour rumor rumours rumors".split())
#: Verbs that hedge before an infinitive: "is said to have left", not "he said".
_BEFORE_TO = frozenset("reported said believed understood rumoured rumored".split())


def is_hearsay(forms: Sequence[str]) -> bool:
    """Whether a hedge among these words says that a thing was only heard."""
    return "reportedly" in forms or any(a in _BEFORE_TO and b == "to" for a, b in pairwise(forms))
