"""Whether two names name one thing, by their forms.

In go two `Name`s, out comes yes or no: known spellings ("Kiev", "Kyiv"), a part for the whole ("Mr
Smith", "John Smith"), initials and nicknames, acronyms, governments by their seats, and spelling folded
where transliterations differ. Not tried: names that share no letters ("Lenin", "Ulyanov") and are in no
table; two people who share a family name and of whom one report gives no more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from .data_names import BODIES, GROUPS, HONORIFICS, LANDS, NICKNAMES, SEATS, SUFFIXES
from .names import Kind, Name

#: Letters that a misspelling may differ by, as a share of the word. .15 and .4 change no figure of the development sets.
_MISSPELT = 0.25


def same(a: Name, b: Name) -> bool:
    """Whether two names name one thing by their forms alone."""
    if _sexes(a) and _sexes(b) and _sexes(a) != _sexes(b) and not (len(a.forms) > 1 and len(b.forms) > 1):
        return False
    if a.key == b.key:
        return True
    if a.kind == "nation" or b.kind == "nation":
        if any(x.kind == "body" and y.key == "eu" and set(x.forms) <= _UNION for x, y in ((a, b), (b, a))):
            return True
        return (
            SEATS.get(a.key) == b.key
            or SEATS.get(b.key) == a.key
            or (a.kind == b.kind and subset(a.key.split(), b.key.split()))
        )
    if SEATS.get(a.key, a.key) == SEATS.get(b.key, b.key):
        return True
    one, other = a.key.split(), b.key.split()
    if subset(one, other) or subset(other, one):
        return True
    if acronym(a, b) or acronym(b, a):
        return True
    if a.kind == "office" or b.kind == "office":
        return False
    if one[-1] == other[-1] or equal(one[-1], other[-1]):
        if one[-1] in _MEASURES:  # "the Varo Composite Index" and "the Varo Bond Index"
            return _only_common(one, other)
        return _given(one[:-1], other[:-1]) or _only_common(one, other)
    return one[0] == other[0] and _only_common(one, other)


_UNION = frozenset({"community", "communities", "union", "commission"})


def _only_common(one: Sequence[str], other: Sequence[str]) -> bool:
    """ "Virginia Medical Center" and "Virginia Hospital Center": only words for bodies differ."""
    shared = set(one) & set(other)
    odd = set(one) ^ set(other)
    return bool(shared - BODIES - LANDS) and all(
        form in BODIES or form in SUFFIXES or form in _OF_MARKETS for form in odd
    )


_MEASURES = frozenset({"index", "average", "composite"})
_OF_MARKETS = frozenset({"stock", "stocks", "market", "markets"})


_HE, _SHE = (
    frozenset({"mr", "sir", "lord", "herr", "monsieur"}),
    frozenset({"mrs", "ms", "miss", "lady", "dame", "madame", "mme"}),
)


def _sexes(name: Name) -> str:
    title = set(name.title)
    return "he" if title & _HE else "she" if title & _SHE else ""


def subset(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether all words of one name stand in the other, as transliterations leave them."""
    return bool(one) and all(any(equal(x, y) for y in other) for x in one)


def equal(x: str, y: str) -> bool:
    """Whether two words of names are one, but for a plural's s or a transliteration."""
    if x == y or x + "s" == y or y + "s" == x:
        return True
    return len(x) > 3 and len(y) > 3 and skeleton(x) == skeleton(y)


@lru_cache(maxsize=50_000)
def skeleton(form: str) -> str:
    """A word as transliterations leave it alike: "Khatami", "Hatami"; "Jubayr", "Jubair"."""
    plain = form.replace("'", "")
    for old, new in _FOLDED:
        plain = plain.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", plain)


_FOLDED = (
    ("ph", "f"), ("kh", "h"), ("gh", "g"), ("tch", "ch"), ("tsch", "ch"), ("sch", "sh"), ("ck", "k"), ("q", "k"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("iy", "y"), ("yy", "y"), ("ii", "i"), ("ey", "i"), ("ei", "i"), ("ai", "ay"), ("y", "i"),
    ("w", "v"), ("j", "i"), ("aa", "a"), ("oe", "o"), ("ue", "u"), ("ae", "a"),
)  # fmt: skip


def _given(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether given names can be of one person: one is missing, an initial, a nickname or equal."""
    if not one or not other:
        return True
    x, y = one[0], other[0]
    if x == y or NICKNAMES.get(x, x) == NICKNAMES.get(y, y) or set(one) & set(other):
        return True
    return (len(x) == 1 or len(y) == 1) and x[0] == y[0]


#: Letters of each part of an acronym with hyphens, and the countries that an acronym may end in though the name leaves them out.
_PART_OF_ACRONYM = 4
_LANDS_IN_ACRONYMS = ("us", "usa", "uk")


def acronym(short: Name, long: Name) -> bool:
    """Whether one name is made of the other's initials."""
    letters = "".join(short.forms)
    if len(long.forms) < 2 or len(long.forms) <= len(short.forms):
        return False
    initials = "".join(form[0] for form in long.forms)
    if len(short.forms) > 1:  # "SEA-ME-WE"
        return letters == initials and all(len(form) <= _PART_OF_ACRONYM for form in short.forms)
    if not 2 <= len(letters) <= 6:
        return False
    if len(initials) > 1 and letters in {initials + land for land in _LANDS_IN_ACRONYMS}:
        return True
    if (
        letters[1:2] == "o" and long.forms[0] in BODIES and letters[0] + letters[2:] == initials
    ):  # the o of "of"
        return True
    return letters == initials or (len(letters) > 2 and initials.startswith(letters))


def misspelt(a: Name, b: Name) -> bool:
    """Whether two names are so close in letters that they are clearly one name."""
    if len(a.forms) != len(b.forms):
        return False
    odd = [(x, y) for x, y in zip(a.forms, b.forms, strict=True) if x != y]
    if len(odd) != 1 or min(len(odd[0][0]), len(odd[0][1])) < 5:
        return False
    x, y = odd[0]
    return x[0] == y[0] and OSA.distance(x, y) <= max(1, int(_MISSPELT * max(len(x), len(y)) - 0.5))


_HEADS = frozenset(
    "president minister premier chancellor secretary governor senator mayor king queen pope ambassador".split()
)


def other_office(a: Sequence[str], b: Sequence[str]) -> bool:
    """ "Finance Minister" and "Foreign Minister"; "Governor" and "Senator"; not "President" and nothing."""
    one, other = set(a) - HONORIFICS - GROUPS, set(b) - HONORIFICS - GROUPS
    heads, others = one & _HEADS, other & _HEADS
    if not heads or not others:
        return False
    if heads == others:
        odd = (one ^ other) - _HEADS
        return (
            bool(one - _HEADS)
            and bool(other - _HEADS)
            and not (one - _HEADS) & (other - _HEADS)
            and bool(odd)
        )
    return not heads & others


def one_head(a: Name, b: Name) -> bool:
    """Two institutions or places of one sort ("Ministry of ..."), or two persons by family name ("Ms ...")."""
    heads = (BODIES | LANDS) - GROUPS
    shared = set(a.forms) & set(b.forms) & heads
    return bool(shared) or (bool(a.title) and bool(b.title) and len(a.forms) == len(b.forms) == 1)


_ROLES: dict[Kind, str] = {"person": "actor", "organisation": "actor", "name": "any", "place": "place", "nation": "nation",
                           "group": "group", "office": "office", "body": "body"}  # fmt: skip
_FIT = {
    ("actor", "actor"): 1.0, ("actor", "any"): 1.0, ("any", "any"): 1.0, ("any", "place"): 1.0, ("place", "place"): 1.0,
    ("any", "nation"): 0.8, ("nation", "nation"): 1.0, ("group", "group"): 1.0, ("actor", "nation"): 0.4, ("nation", "place"): 0.8,
    ("any", "group"): 0.3, ("body", "body"): 0.8, ("actor", "body"): 0.5, ("group", "nation"): 0.3,
}  # fmt: skip


def likeness(a: Name, b: Name) -> float:
    """How well one name can stand in the role of the other; 0 where it cannot."""
    one, other = sorted((_ROLES[a.kind], _ROLES[b.kind]))
    fit = _FIT.get((one, other), 0.0)
    return (
        fit
        + 0.5 * misspelt(a, b)
        + 0.3 * bool(set(a.forms) & set(b.forms))
        - 0.2 * (a.adjective != b.adjective)
        if fit
        else 0.0
    )
