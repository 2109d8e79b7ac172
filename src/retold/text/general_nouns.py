"""General words that stand where a name stood: "a cabinet minister", "other artists", "two firms".

In go the forms of a sentence and a stretch of it, out come the first and the last word of an indefinite
phrase whose noun is a person, a body or a place. Only indefinite ones: "the minister" takes up a name
that was given before. Not tried: nouns outside the table, phrases with a clause inside.
"""

from __future__ import annotations

from collections.abc import Sequence

from .data_names import AFTER_NOUN, KINDS_OF
from .names import Kind

#: Words of a phrase before its noun. 3 and 8 change no figure of the development sets.
_BEFORE_NOUN = 5
#: Words beyond the stretch where the noun may still stand. 1: one name of the 1987 pairs less is found; 5
#: changes nothing.
_BEYOND = 3

_DETERMINERS = frozenset(
    "a an some other another one several two three four five six seven many various certain unnamed".split()
)
#: What sorts of general nouns can stand for a name of each kind.
FITS: dict[Kind, str] = {"person": "person", "organisation": "organisation place", "place": "place", "nation": "place",
                          "group": "person", "office": "", "body": "organisation", "name": "person organisation place"}  # fmt: skip
#: General nouns that as often qualify another one: "an official inquiry".
_ADJECTIVES_TOO = frozenset("official chief rival executive expert veteran suspect base".split())
_BARE = frozenset("officials sources analysts experts economists diplomats".split())
_DEFINITE = frozenset("the this that these those its his her their our".split())


def indefinite(
    forms: Sequence[str], held: Sequence[int | None], stretch: tuple[int, int], fits: str, *, told: bool
) -> tuple[int, int] | None:
    """First and last word of the phrase that begins in the stretch, or None.

    `held` marks the words that are names; `fits` lists the sorts of nouns that will do; `told` says that
    the phrase stands for a source, where nouns without a determiner do ("officials said").
    """
    start, end = stretch
    reach = end
    while reach < min(len(forms), end + _BEYOND) and held[reach] is None:  # the noun may stand on both sides
        reach += 1
    for noun in range(start, reach):
        qualifies = (
            forms[noun] in _ADJECTIVES_TOO and noun + 1 < len(forms) and forms[noun + 1] not in AFTER_NOUN
        )
        if held[noun] is None and not qualifies and KINDS_OF.get(forms[noun], "-") in fits:
            found = _phrase(forms, held, noun, end, told=told)
            if found:
                return found
    return None


def _phrase(
    forms: Sequence[str], held: Sequence[int | None], noun: int, end: int, *, told: bool
) -> tuple[int, int] | None:
    first = noun
    while (
        first > 0
        and noun - first < _BEFORE_NOUN
        and forms[first] not in _DETERMINERS
        and held[first - 1] is None
    ):
        if forms[first] in _DEFINITE or forms[first - 1] in _DEFINITE:
            return None
        first -= 1
    if forms[first] not in _DETERMINERS:
        return (noun, noun) if told and noun < end and forms[noun] in _BARE else None
    apposed = first > 0 and held[first - 1] is not None  # "Smith, a spokesman"
    return (first, noun) if first < end and not apposed else None
