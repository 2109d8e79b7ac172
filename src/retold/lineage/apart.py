"""Which witnesses can hang together at all: reports that share next to nothing stand in trees of their own.

In go the words of each witness, out come groups of witnesses. Two hang together where enough of the words of one stand
in the other in runs of four or more, or where somebody who read them says so. A tree that joined all the rest as well
would claim what no text shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..settings import Descending
from ..text.together import Together


def groups(
    words: Sequence[Sequence[str]], derived: Iterable[tuple[int, int]], settings: Descending
) -> list[list[int]]:
    """The witnesses that hang together, by their numbers. `derived` are pairs that are known to."""
    joined = Together()
    for one, other in derived:
        joined.join(one, other)
    run = settings.shared_run
    owners: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, own in enumerate(words):
        for key in {tuple(own[n : n + run]) for n in range(len(own) - run + 1)}:
            owners[key].append(number)
    for number, own in enumerate(words):
        held: dict[int, set[int]] = defaultdict(set)
        mine = joined.first(number)
        for n in range(len(own) - run + 1):
            for other in owners[tuple(own[n : n + run])]:
                if joined.first(other) != mine:
                    held[other].update(range(n, n + run))
        for other, places in sorted(held.items()):
            if len(places) >= max(settings.shared_words, settings.shared_share * len(own)):
                joined.join(number, other)
    found: dict[int, list[int]] = defaultdict(list)
    for number in range(len(words)):
        found[joined.first(number)].append(number)
    return list(found.values())
