"""Direct quotations in French, German and Spanish: who is said to have said what stands in marks.

In goes a `Stretch`, out come its `Voice`s: a cue verb of the language's table beside a quotation, before it
("Die Ministerin sagte: ...") or behind it ("..., a declare le maire"), or a phrase that attributes ("laut dem
Bericht"), with the name or noun phrase that stands on the other side of it. The words are in `data/`.

Not tried: indirect speech, and quotations without a verb of the table beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from ..model import Span
from .stretches import Stretch
from .voices import Voice

#: The languages that have a table.
LANGUAGES = ("de", "es", "fr")
_SECTION = re.compile(r"\[(\w+)\]")
#: Characters of a source, and between a quotation and its cue, at the most.
_SOURCE, _GAP = 90, 60
_STOP = r"[,.;:!?\"\u201c\u201d\u201e\u00ab\u00bb\u2013\u2014()\n]"
_WORD = r"[^\W\d_][\w.'\u2019-]*"


@dataclass(frozen=True, slots=True)
class Patterns:
    """What finds cues and sources in one language, compiled from its table."""

    verbs: re.Pattern[str]
    phrases: re.Pattern[str]
    pronouns: frozenset[str]
    ends: frozenset[str]


@lru_cache(maxsize=8)
def words_of(language: str) -> Patterns | None:
    """The table of a language, or None where there is none for direct quotations."""
    if language not in LANGUAGES:
        return None
    file = resources.files(__package__).joinpath("data").joinpath(f"{language}.txt")
    held: dict[str, list[str]] = {}
    name = ""
    for line in file.read_text("utf-8").splitlines():
        section = _SECTION.fullmatch(line.strip())
        if section:
            name = section[1]
        elif line.strip() and not line.startswith("#"):
            held.setdefault(name, []).extend(item.strip() for item in line.split(","))
    return Patterns(
        _any(held["verbs"]), _any(held["phrases"]), frozenset(held["pronouns"]), frozenset(held["ends"])
    )


def _any(listed: list[str]) -> re.Pattern[str]:
    longest = sorted({item for item in listed if item}, key=lambda item: (-len(item), item))
    return re.compile(
        r"(?<![\w-])(?:"
        + "|".join(re.escape(item).replace(r"\ ", r"\s+") for item in longest)
        + r")(?![\w-])",
        re.IGNORECASE,
    )


def voices(text: str, stretch: Stretch, words: Patterns) -> list[Voice]:
    """The attributions of a stretch, in the order of the quotations."""
    found: list[Voice] = []
    quoted = stretch.quoted
    n = 0
    while n < len(quoted):
        last = quoted[n]
        end = quoted[n + 1].start if n + 1 < len(quoted) else stretch.span.end
        start = quoted[n - 1].end if n else stretch.span.start
        cue = _behind(text, last, end, words)
        if cue is not None:
            content: tuple[Span, ...] = (last,)
            if n + 1 < len(quoted) and _split(text, cue, quoted[n + 1]):
                content, n = (last, quoted[n + 1]), n + 1
            found.append(Voice(content, cue[0], cue[1], "behind"))
        else:
            ahead = _ahead(text, start, last, words)
            if ahead is not None:
                found.append(Voice((last,), ahead[0], ahead[1], "ahead"))
        n += 1
    return found


def _split(text: str, cue: tuple[Span, Span | None], after: Span) -> bool:
    """Whether a quotation goes on behind its cue: nothing but a comma or a colon stands between."""
    end = max(place.end for place in cue if place is not None)
    between = text[end : after.start].strip()
    return between in (",", ":", ", :", ".", "")


def _behind(text: str, quotation: Span, end: int, words: Patterns) -> tuple[Span, Span | None] | None:
    """The cue behind a quotation, and its source: "..., sagte die Ministerin"."""
    phrase = words.phrases.match(text, _skip(text, quotation.end, end), end)
    verb = words.verbs.search(text, quotation.end, min(end, quotation.end + _GAP))
    if phrase is not None:
        return Span(*phrase.span()), _phrase(text, phrase.end(), end, words)
    if verb is None or re.search(r"[.!?\n]", text[quotation.end : verb.start()]):
        return None
    before = text[quotation.end : verb.start()].strip(" ,\u2013\u2014-\u00a0")
    if before:
        first = quotation.end + text[quotation.end : verb.start()].index(before)
        if len(before) > _SOURCE or re.search(_STOP, before):
            return None
        return Span(*verb.span()), Span(first, first + len(before))
    source = _phrase(text, verb.end(), end, words)
    if source is None and "-" not in verb[0]:  # "a-t-elle dit" holds its pronoun
        return None
    return Span(*verb.span()), source


def _ahead(text: str, start: int, quotation: Span, words: Patterns) -> tuple[Span, Span | None] | None:
    """The cue before a quotation, and its source: "Die Ministerin sagte: ..."."""
    lead = text[start : quotation.start]
    phrases = list(words.phrases.finditer(text, start, quotation.start))
    verbs = list(words.verbs.finditer(text, start, quotation.start))
    if (verbs and lead.rstrip().endswith((":", ","))) or (
        verbs and quotation.start - verbs[-1].end() <= _GAP // 2
    ):
        verb = verbs[-1]
        piece = text[start : verb.start()]
        cut = max((m.end() for m in re.finditer(_STOP, piece)), default=0)
        written = piece[cut:]
        found = written.strip()
        if found and len(found) <= _SOURCE:
            first = start + cut + written.index(found)
            return Span(*verb.span()), Span(first, first + len(found))
        source = _phrase(text, verb.end(), quotation.start, words)
        return None if source is None else (Span(*verb.span()), source)
    if phrases:
        source = _phrase(text, phrases[-1].end(), quotation.start, words)
        return None if source is None else (Span(*phrases[-1].span()), source)
    return None


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at] in " ,\u00a0\u2013\u2014-":
        at += 1
    return at


def _phrase(text: str, at: int, end: int, words: Patterns) -> Span | None:
    """The noun phrase behind a cue: up to a mark, or a word that ends it."""
    at = _skip(text, at, end)
    last = at
    for match in re.finditer(rf"\s*({_WORD})|\s*({_STOP}|.)", text[at : min(end, at + _SOURCE)]):
        word = match[1]
        if word is None or (last > at and word.lower() in words.ends):
            break
        last = at + match.end()
        if word.lower() in words.pronouns:
            break
        if word.endswith(".") and len(word) > 4:
            last -= 1
            break
    return Span(at, last) if last > at else None
