"""Where sentences end inside a paragraph.

In goes the span of a paragraph, out come the spans of its sentences, by rules over the characters and
a table of abbreviations: a full stop ends nothing inside a number, after an initial or an abbreviation
that wants a word after it, or before a small letter. "?" and "!" inside a quotation that is followed by
its cue ("Really?" she asked) end nothing either. The ordinary rules of punkt-like splitters (Kiss and
Strunk 2006), written out so that each can be read.

Not tried: sentences without any mark between them, and headlines.
"""

from __future__ import annotations

import re

_CLOSERS = "\"'\u201d\u2019)\\]\u00bb\u203a"
_OPENERS = "\"'\u201c\u2018(\\[\u00ab\u2039\u201e"
_QUOTES = "\"'\u201c\u2018\u00ab\u2039\u201e"
_CANDIDATE = re.compile(
    rf"(?<![.!?\u2026\u061f\u06d4\u0964])(?P<mark>[.!?\u2026\u061f\u06d4\u0964]++)(?P<close>[{_CLOSERS}]*)(?P<gap>\s+)(?P<next>[{_OPENERS}\u2014\u2013-]*\s?\S)"
)
_CANDIDATE_UNSPACED = re.compile("[\u3002\uff01\uff1f][\u300d\u300f\u201d\uff09]*")
_GLUED = re.compile(r"(?<=[a-z])[.!?][\"\u201d](?=[\"\u201c]?[A-Z][a-z])|(?<=[a-z]{3})\.(?=[\"\u201c])")

#: Never end a sentence: a name or a number follows them.
_TITLES = frozenset(
    "mr mrs ms mx dr prof rev hon st fr sr mgr msgr gen col lt capt cpt cmdr maj sgt cpl pvt adm brig supt "
    "det insp const pc gov sen rep reps sens pres amb atty supt messrs mlle mme herr hr sra dra ing "
    "no nos vs v art para sec fig vol pp ca cf approx est eg ie viz al".split()
)
#: End a sentence only when a common sentence opener follows.
_ABBREVIATIONS = frozenset(
    "inc ltd co corp cos plc llc bros jr sr ave blvd rd ste dept univ assn bldg ft mt mts etc "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "am pm ad bc ph.d phd esq hwy pct min max yr yrs hr hrs "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev "
    "okla ore pa penn tenn tex va vt wash wis wyo d.c u.s u.k u.n e.u a.m p.m n.y l.a n.j bhd sa ag nv".split()
)
_OPENING_WORDS = frozenset(
    "the a an he she it they we i you this that these those there here in on at but and or so yet if when while "
    "after before since as for from with by under over to according its his her their our my what who how why "
    "where which asked some many most several both all no not one two three earlier later last now today "
    "yesterday also however meanwhile although though because during despite until officials police".split()
)
_CUE = re.compile(
    r"[A-Z\u00c0-\u00de]?[\w.\u2019'-]*(?:\s+[\w.\u2019'-]+){0,4}?\s*\b(?:said|says|asked|asks|added|adds|told|wrote|writes|replied|"
    r"shouted|cried|exclaimed|demanded|wondered|tweeted|posted|declared)\b"
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*)$")
_WORD_AFTER = re.compile(r"[^\W_]+")


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the sentences of the paragraph `text[start:end]`, without the space around them."""
    small = not any(c.isupper() for c in text[start:end])
    cuts = [
        match.start("gap")
        for match in _CANDIDATE.finditer(text, start, end)
        if _ends(text, start, end, match, small=small)
    ]
    cuts += [match.end() for match in _CANDIDATE_UNSPACED.finditer(text, start, end)]
    cuts += [match.end() for match in _GLUED.finditer(text, start, end) if match.end() < end]
    found: list[tuple[int, int]] = []
    at = start
    for cut in [*sorted(set(cuts)), end]:
        first, last = _stripped(text, at, cut)
        if first < last:
            if any(c.isalnum() for c in text[first:last]):
                found.append((first, last))
            elif found:
                found[-1] = (found[-1][0], last)
        at = cut
    return found


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends(text: str, start: int, end: int, match: re.Match[str], *, small: bool) -> bool:
    mark, close, opening = match["mark"], match["close"], match["next"]
    letter = opening[-1]
    after = _WORD_AFTER.match(text, match.end() - 1, end)
    follows = after[0].lower() if after else ""
    if letter.islower() and not small:
        return False
    if letter in ",;:%":
        return False
    if mark in ("...", "\u2026", "..", "....") and not close and not (letter.isupper() or len(opening) > 1):
        return False
    if (
        ("?" in mark or "!" in mark)
        and close
        and _CUE.match(text, match.end() - 1, end)
        and len(opening) == 1
    ):
        return False
    if mark != "." or close:
        return not (mark == "." and close in "'\u2019" and small)
    before = _WORD_BEFORE.search(text, max(start, match.start() - 20), match.start())
    if before is None:
        return (
            not (small and letter.isdigit() and text[match.start() - 1].isdigit())
            or match["gap"].count("\n") > 0
        )
    word = before[1].lower()
    if (word in _TITLES and before[1] not in ("No", "no", "V", "Art", "Sec")) or (
        word in {"no", "nos"} and letter.isdigit()
    ):
        return False
    if len(before[1]) == 1 and before[1].isupper():  # an initial: "J. Smith"; "Plan B. The" goes on
        return follows in _OPENING_WORDS and len(follows) > 1 and before[1] != "I"
    if word in _ABBREVIATIONS or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return opening[0] in _QUOTES or (follows in _OPENING_WORDS and len(follows) > 1)
    return True
