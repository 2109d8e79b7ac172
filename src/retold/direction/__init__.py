"""Which of two related reports is the source, from their texts alone.

In go two reports with the links between their sentences, or nothing but two texts; out comes a `Direction`: the
log-odds that the right one derives from the left one, with the signs behind it. Method: each sign (`signs`) was
measured on pairs of dated reports, and the log-odds of those that hold are summed (a naive Bayes classifier; Good 1950
calls the sum the weight of evidence). Where the sum stays below a threshold the answer is that the text does not tell.

Swapping the two reports mirrors the result. Length alone decides nothing: on a wire the later version is often the
longer one, on the web the shorter.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from ..index import Sentences
from ..model import Direction, Link, Side, Sign
from ..settings import DEFAULT, Directing
from .shared import Shared, by_links, by_words
from .signs import signs
from .telling import Telling, linked_telling, telling

__all__ = ["Direction", "Sign", "Telling", "between", "of_texts", "read", "telling"]


def read(
    left: Sentences, right: Sentences, links: Sequence[Link], settings: Directing = DEFAULT.directing
) -> Direction:
    """Which of two linked reports the other derives from."""
    if not links:
        return Direction(0.0, None, ())
    return _weighed(linked_telling(left), linked_telling(right), by_links(left, right, links), settings)


def between(one: Telling, other: Telling, settings: Directing = DEFAULT.directing) -> Direction:
    """The same from two texts that were read before, without links: fast enough for every pair of a family."""
    return _weighed(one, other, by_words(one, other), settings)


def of_texts(one: str, other: str, settings: Directing = DEFAULT.directing) -> Direction:
    """The same from two texts; each is read once."""
    return between(_read_once(one), _read_once(other), settings)


@lru_cache(maxsize=1024)
def _read_once(text: str) -> Telling:
    return telling(text)


def _weighed(left: Telling, right: Telling, shared: Shared, settings: Directing) -> Direction:
    found = tuple(signs(left, right, shared, settings))
    score = round(math.fsum(sign.weight if sign.derived == "right" else -sign.weight for sign in found), 6)
    source: Side | None = None
    if abs(score) >= settings.told:
        source = "left" if score > 0 else "right"
    return Direction(score, source, found)
