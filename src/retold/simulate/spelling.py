"""Slips of the hand and of spelling inside one word, in any alphabet that has letters.

In goes a word and a draw, out comes the word as a copyist or a typist might have written it. The four simple slips
(a letter left out, put in, replaced, two exchanged) make up four fifths of all misspelt words (Damerau 1964); the
habits of spelling are the pairs that editors of handwritten texts list under orthography.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from .draw import Draw

#: A word without the marks around it.
_CORE = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

#: Spellings that stand for one another, both ways. A copyist who has the habit writes the right one for the left.
HABITS: tuple[tuple[str, str], ...] = (
    ("ll", "l"), ("ss", "s"), ("tt", "t"), ("nn", "n"), ("mm", "m"), ("ck", "k"), ("ph", "f"), ("y", "i"),
    ("i", "y"), ("v", "u"), ("ae", "e"), ("oe", "e"), ("c", "k"), ("k", "c"), ("ie", "i"), ("ei", "ey"),
    ("ou", "ow"), ("th", "t"), ("gh", "h"), ("qu", "qv"), ("z", "s"), ("dt", "t"), ("sch", "sh"), ("ä", "e"),
    ("aa", "a"), ("ii", "i"), ("ea", "ee"), ("ti", "ci"), ("mn", "mpn"), ("j", "i"), ("w", "v"), ("ß", "ss"),
)  # fmt: skip

#: Letters that look alike in a hand, or lie side by side on a keyboard.
_ALIKE = (
    "nu", "un", "mn", "cl", "ce", "ec", "rn", "ft", "tf", "lt", "ao", "oa", "ei", "ie", "uv", "sf", "bh", "hk", "gq", "yj",
    "rt", "er", "sd", "as", "io", "op", "kl", "jk", "hj", "gh", "nm", "vb", "xc",
)  # fmt: skip
#: What a scanner takes for what.
_SCANNED = (
    ("rn", "m"),
    ("m", "rn"),
    ("l", "1"),
    ("e", "c"),
    ("cl", "d"),
    ("d", "cl"),
    ("h", "b"),
    ("ii", "n"),
    ("0", "O"),
)
_REPLACED = {pair[0]: tuple(other[1] for other in _ALIKE if other[0] == pair[0]) for pair in _ALIKE}


def core(word: str) -> str:
    """The word without the marks around it, in small letters."""
    match = _CORE.search(word)
    return match[0].casefold() if match else ""


def split(word: str) -> tuple[str, str, str]:
    """The marks before, the word itself, the marks after."""
    match = _CORE.search(word)
    return (word[: match.start()], match[0], word[match.end() :]) if match else (word, "", "")


def put(word: str, other: str) -> str:
    """Another word in its place, with the marks around it and a capital where there was one."""
    before, inner, after = split(word)
    if inner[:1].isupper():
        other = other[:1].upper() + other[1:]
    return before + other + after


def slip(word: str, draw: Draw) -> str:
    """The word with one simple slip behind its first letter; shorter than four letters, it stays as it is."""
    before, inner, after = split(word)
    if len(inner) < 4 or not inner.isalpha():
        return word
    at = draw.whole(1, len(inner) - 2)
    kind = draw.weighted(("out", "in", "replaced", "exchanged"), (0.35, 0.2, 0.25, 0.2))
    if kind == "out":
        inner = inner[:at] + inner[at + 1 :]
    elif kind == "in":
        inner = inner[: at + 1] + inner[at] + inner[at + 1 :]
    elif kind == "exchanged":
        inner = inner[:at] + inner[at + 1] + inner[at] + inner[at + 2 :]
    else:
        options = _REPLACED.get(inner[at])
        if not options:
            return word
        inner = inner[:at] + draw.pick(options) + inner[at + 1 :]
    return before + inner + after


def bare(word: str) -> str:
    """The word without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def habit(word: str, found: tuple[str, str]) -> str:
    """The word in a copyist's own spelling: the first place behind the first letter where the habit applies."""
    old, new = found
    before, inner, after = split(word)
    at = inner.find(old, 1)
    if at < 0 or len(inner) < 4 or (len(old) == 1 and not inner.islower()):
        return word
    return before + inner[:at] + new + inner[at + len(old) :] + after


def distance_is_one(one: str, other: str) -> bool:
    """Whether two words differ by a letter put in, left out or replaced."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return one[at:] == other[at + 1 :] or (len(one) == len(other) and one[at + 1 :] == other[at + 1 :])


def scanned(word: str, draw: Draw) -> str:
    """The word as a machine misreads it."""
    places = [(old, new) for old, new in _SCANNED if old in word[1:]]
    if not places:
        return word
    old, new = draw.pick(places)
    return word[0] + word[1:].replace(old, new, 1)


def lookalikes(words: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each word of a text the words of the same text that a tired eye could take it for."""
    known = sorted({word for word in words if len(word) >= 3})
    return {
        word: near
        for word in known
        if (near := tuple(other for other in known if distance_is_one(word, other)))
    }
