"""What a whole report knows of its names: what stands for what, and which of them say who told something.

In go a text, its sentences and their words, out comes `Known`: the names of each sentence, by key and by
word; the short names that the report explains; and of a sentence the stretches that say who told it
("said Anna Holm, a spokeswoman", "according to the ministry"), found by their cue without a grammar.

Not tried: who a pronoun is, and telling in other words than the listed cues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from .data_names import KINDS_OF
from .names import Name, names
from .same_name import skeleton
from .tokens import Word


class Known:
    """The names of a whole report, and what stands for what in it."""

    def __init__(
        self, text: str, sentences: Sequence[tuple[int, int]], rows: Sequence[Sequence[Word]]
    ) -> None:
        self.text = text
        self.names = names(text, sentences)
        self.words = rows
        self._sources: dict[int, list[tuple[int, int]]] = {}

    @cached_property
    def forms(self) -> frozenset[str]:
        """Every word of the report."""
        return frozenset(word.form for row in self.words for word in row)

    @cached_property
    def keys(self) -> dict[str, Name]:
        """One name for each key."""
        return {name.key: name for row in self.names for name in row}

    @cached_property
    def by_form(self) -> dict[str, list[Name]]:
        """The names that hold a word, as transliterations leave it, or have these initials."""
        found: dict[str, list[Name]] = {}
        for name in self.keys.values():
            initials = "".join(form[0] for form in name.forms)
            for form in {*map(skeleton, name.forms), *map(skeleton, name.key.split()), initials}:
                found.setdefault(form, []).append(name)
        return found

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Short names that the report explains: "the Commodity Exchange, COMEX", "Union of Seamen (Sindamar)"."""
        found: dict[str, str] = {}
        for row in self.names:
            for one, other in pairwise(row):
                gap = self.text[one.end : other.start]
                after = self.text[other.end : other.end + 1]
                explained = gap.strip() == "(" and after == ")"
                named = gap.strip() == "," and after in ",." and self.text[slice(*other.bare)].isupper()
                if (
                    (explained or (named and len(other.forms[0]) > 1))
                    and len(one.forms) > 1
                    and one.key != other.key
                ):
                    found[other.key] = one.key
        return found

    def sources(self, sentence: int) -> list[tuple[int, int]]:
        """The stretches of a sentence that say who told it; their names belong to the attribution."""
        if sentence not in self._sources:
            self._sources[sentence] = list(told_by(self.text, self.words[sentence], self.names[sentence]))
        return self._sources[sentence]


_CUES = frozenset(
    "said says say saying told tell tells telling added adds reported reports wrote writes noted explained tweeted announced "
    "stated declared responded claimed argued insisted acknowledged conceded testified commented".split()
)
#: Cues that count before a figure: "the index added 28 points", "the firm reported 4 million".
_COUNTING = frozenset({"added", "adds", "adding", "reported", "reports"})
_HEARERS = frozenset("told tell tells telling".split())
_BEING = frozenset("be been being is was were are".split())
#: Words that open the clause of a cue: what stands before them is not who told it.
_CLAUSE_OPENERS = frozenset("when after because while if before".split())
MEDIA = frozenset("twitter facebook instagram youtube telegram".split())
_STOPS = re.compile(
    r"[\"\u201c\u201d;]|``|''|(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Co))(?<!\b(?:Mrs|Gov|Sen|Rep|Inc|Ltd))(?<!\bCorp)\.\s"
)


def told_by(text: str, row: Sequence[Word], held: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """The stretches of a sentence that say who told it, from the words of its cue and the names it holds."""
    for n, word in enumerate(row):
        if word.form == "according" and n + 1 < len(row) and row[n + 1].form == "to":
            last = row[-1].end if n > 3 else _clause_end(text, row, n + 2)
            yield word.start, last
        counted = word.form in _COUNTING and n + 1 < len(row) and not row[n + 1].form[0].isalpha()
        heard = word.form == "told" and n > 0 and row[n - 1].form in _BEING
        if word.form not in _CUES or counted or heard:
            continue
        before = text[row[n - 1].end : word.start] if n else ""
        if n and before.strip() and before.strip()[-1] in ",\"\u201d'\u2014-" and not _apposed(text, row, n):
            stop = _STOPS.search(text, word.end, row[-1].end)
            yield word.start, stop.start() if stop else row[-1].end
            continue
        first = n
        while (
            first > 0
            and n - first < 12
            and row[first - 1].form not in _CLAUSE_OPENERS
            and not _STOPS.search(text, row[first - 1].end, row[first].start)
        ):
            comma = "," in text[row[first - 1].end : row[first].start]
            if comma and first < n and not _apposed(text, row, n) and not _describes(row, held, first):
                break
            first -= 1
        yield row[first].start, word.end
        letter = _LETTER.match(text, word.end)
        if letter:
            yield word.end, _clause_end(text, row, n + 2)
        if word.form in _HEARERS:
            yield word.end, _hearers_end(text, held, word.end, _clause_end(text, row, n + 1))


_LETTER = re.compile(
    r"\s(?:later\s|also\s)?in\san?\s(?:[\w-]+\s){0,2}(?:letter|statement|interview|filing|note|e-?mail|memo|message|speech)\b"
)


def _hearers_end(text: str, held: Sequence[Name], start: int, end: int) -> int:
    """Where those who were told end: with the last name of their mention, if they have names."""
    last = None
    for name in held:
        if start <= name.start < end and (last is None or _HEARERS_TOO.fullmatch(text, last.end, name.start)):
            last = name
    return end if last is None else last.end


_HEARERS_TOO = re.compile(r",?\s(?:and|of|in|from)\s(?:the\s)?|['\u2019]s?\s")


def _describes(row: Sequence[Word], held: Sequence[Name], n: int) -> bool:
    """Whether what follows a comma says what the name before it is: "Smith, a spokesman for the mayor said"."""
    named = any(name.start < row[n - 1].end <= name.end + 1 for name in held)
    described = any(KINDS_OF.get(word.form) == "person" for word in row[n + 1 : n + 1 + _DESCRIPTION])
    return named and described and row[n].form in _ARTICLES


_ARTICLES = frozenset({"a", "an", "the"})
#: Words after the article among which what a speaker is must stand.
_DESCRIPTION = 4


def _apposed(text: str, row: Sequence[Word], n: int) -> bool:
    """Whether the comma before a cue closes what a speaker is ("Smith, a spokesman, said"), and opens no ", said Smith"."""
    if n == 0 or text[row[n - 1].end : row[n].start].strip() != ",":
        return False
    for first in range(n - 1, max(0, n - 10), -1):
        if "," in text[row[first - 1].end : row[first].start]:
            return row[first].form in _APPOSED or row[first].form.isdigit()
    return False


_APPOSED = frozenset(
    "a an the who whose of spokesman spokeswoman chief head director president chairman former now his her its".split()
)


def _clause_end(text: str, row: Sequence[Word], n: int) -> int:
    """Where the words after a cue end: at "that", a mark, or after eight words."""
    last = n
    while last < min(len(row), n + 8) and row[last].form != "that":
        last += 1
        if last < len(row) and text[row[last - 1].end : row[last].start].strip("' \u2019s\n-&."):
            break
    return row[min(last, len(row)) - 1].end if last > 0 else row[0].start


#: What may stand between two names of one mention, before the place that says where, and in a list.
ONE_MENTION = re.compile(r",?\s{1,2}(?:(?:in|of|and|at|from)\s)?(?:the\s)?")
WHERE = re.compile(r",?\s{1,2}(?:in|of|at)\s(?:the\s)?")
LISTED = re.compile(r",?\s{1,2}(?:and\s|&\s|in\s)?(?:the\s)?|\s?\(")
