"""Slips of the pen in figures: two digits that changed places, a nought too many or too few.

In go the words of the tellings of a claim in the order in which they were published, out come for each its figures that
are a slip of what stood there before. A true figure stands in any report; the same slip comes from one pen (a common
error: Maas, Textkritik, 1927). Which of two figures is the slip is told by who had it first: of the other one, two
publishers had it already. Where the first report alone had another figure it may have been the one that was wrong.

Not tried: figures in words, and a slip that is no such figure ("47,000" for "48,000"): it may be news.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

_FIGURE = re.compile(r"\d+(?:,\d{3})*$")
#: Digits that a figure must have for its slip to be told from another number.
_DIGITS = 3
#: Publishers that had the figure before its slip came up.
_PUBLISHERS = 2


def is_slip(one: int, other: int) -> bool:
    """Whether one of two figures can be a slip of the other: 84,000 and 48,000, 1,200 and 12,000."""
    here, there = str(one), str(other)
    if one == other or min(len(here), len(there)) < _DIGITS:
        return False
    if here.rstrip("0") == there.rstrip(
        "0"
    ):  # a nought too many; "100" and "1,000" are as likely two roundings
        return len(here.rstrip("0")) > 1
    apart = [n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a != b]
    if len(here) != len(there) or len(apart) != 2:
        return False
    first, second = apart
    return second == first + 1 and here[first] == there[second] and here[second] == there[first]


def slips(tellings: Sequence[Sequence[str]], publishers: Sequence[str]) -> list[dict[int, int]]:
    """For each telling, given as its words in lower case, its figures that are slips, and of what."""
    had: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    found: list[dict[int, int]] = []
    for words, publisher in zip(tellings, publishers, strict=True):
        own = [
            (int(word.replace(",", "")), words[n + 1] if n + 1 < len(words) else "")
            for n, word in enumerate(words)
            if _FIGURE.match(word)
        ]
        here = {figure for figure, _ in own}
        found.append(
            {
                figure: known
                for figure, counted in own
                for known, by in sorted(had[counted].items(), reverse=True)
                if len(by) >= _PUBLISHERS and known not in here and is_slip(figure, known)
            }
        )
        for figure, counted in own:
            if figure not in found[-1]:
                had[counted][figure].add(publisher)
    return found
