"""What a person types into a search, as a question that the index understands.

In go words, `"phrases in marks"`, `begin*` and `-without`; out comes an FTS5 expression in which each of them is a quoted
string: nothing that is typed can be an operator of the index. All words must stand in a report. The same forms
find the places in a text (`places`), so that what was found can be shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..model import Span

#: Longer questions are cut: nobody types them.
MOST_CHARACTERS = 300
_MOST_TERMS = 24
_TERM = re.compile(r'(?P<out>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_WORD = re.compile(r"[^\W_]+")
#: Endings that the index cuts off too (it stems as Porter 1980 does): near enough to mark what was found.
_ENDINGS = ("ies", "ing", "ed", "es", "s", "y", "e")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: words in a row; the last one may be a beginning only."""

    words: tuple[str, ...]
    begins: bool = False
    out: bool = False


def terms(asked: str) -> tuple[Term, ...]:
    """What is looked for. A term without a letter or digit in it is none."""
    found = []
    for match in _TERM.finditer(asked[:MOST_CHARACTERS].replace("“", '"').replace("”", '"')):
        written = match["phrase"] if match["phrase"] is not None else match["word"]
        words = tuple(_WORD.findall(written))
        if words:
            begins = match["phrase"] is None and written.endswith("*")
            found.append(Term(words, begins, bool(match["out"])))
    return tuple(found[:_MOST_TERMS])


def expression(asked: Sequence[Term]) -> str | None:
    """The question in the language of the index; None where nothing is asked for."""
    wanted = " AND ".join(map(_written, (term for term in asked if not term.out)))
    if not wanted:
        return None
    unwanted = "".join(f" NOT {_written(term)}" for term in asked if term.out)
    return f"({wanted}){unwanted}"


def _written(term: Term) -> str:
    return f'"{" ".join(term.words)}"{"*" if term.begins else ""}'


def places(text: str, asked: Sequence[Term]) -> list[Span]:
    """Where what was asked for stands in a text, in order, none overlapping."""
    words = [(_stem(match[0]), Span(match.start(), match.end()), match[0]) for match in _WORD.finditer(text)]
    found: list[Span] = []
    for term in asked:
        if term.out:
            continue
        stems = [_stem(word) for word in term.words]
        found += [
            Span(words[at][1].start, words[at + len(stems) - 1][1].end)
            for at in range(len(words) - len(stems) + 1)
            if all(words[at + n][0] == stem for n, stem in enumerate(stems[:-1]))
            and _ends(words[at + len(stems) - 1], stems[-1], term)
        ]
    return _apart(found)


def _ends(word: tuple[str, Span, str], stem: str, term: Term) -> bool:
    return word[0] == stem or (term.begins and _folded(word[2]).startswith(_folded(term.words[-1])))


def _apart(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for span in sorted(spans):
        if not out or span.start >= out[-1].end:
            out.append(span)
    return out


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    folded = _folded(word)
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= 3:
            return folded[: -len(ending)]
    return folded
