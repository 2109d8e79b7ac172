"""Two wordings of one quotation: how much they have in common, and what became of the words.

In go two stretches of text, in quotation marks or not, out come their likeness and, where the words differ, a
verdict, what it does to the reader, and one sentence why. Case, marks, punctuation and spelling are no
difference; what stands in brackets is not the speaker's. Used by what reads two linked sentences
(`changes.quotations`) and by what follows a quotation through many reports (`wordings`).

Not tried: whether a reworded quotation keeps its sense, beyond the words that turn one round when they go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..model import Effect, Span, Verdict
from .diff import blocks, cleaned
from .sources import Who
from .tokens import Word, stem, words

#: Words that can turn a quotation round when they go: their loss is no mere shortening.
_TURNING = frozenset(
    "not no never none nor nothing nobody if unless except without only but however may might could would".split()
)

_ELLIPSIS = re.compile(r"\.\s?\.\s?\.|\u2026")
_BRACKETED = re.compile(r"\[[^\]]*\]|\((?!s\))[^)]*\)")
_MARKS = "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e\u201f`"


class Reading(NamedTuple):
    """What became of a quotation's words: the verdict, what it does to the reader, and one sentence why."""

    verdict: Verdict
    effect: Effect
    why: str


def shown(said: str, most: int = 90) -> str:
    """Words of a report inside a sentence of ours: on one line, not too long."""
    line = " ".join(said.split())
    return line if len(line) <= most else line[: most - 2].rstrip() + " \u2026"


@dataclass(frozen=True)
class Stretch:
    """Words of a report, in marks or not."""

    text: str
    start: int
    end: int
    marked: bool
    rest: bool = False  # it goes on with a quotation that began in a sentence before it
    speaker: Who | None = None
    spliced: bool = False
    pieces: tuple[Span, ...] = ()  # of a quotation that its cue splits; else it is whole

    @property
    def span(self) -> Span:
        """The stretch, marks included."""
        return Span(self.start, self.end)

    @property
    def said(self) -> str:
        """The words without the marks around them."""
        return shown(self.text[self.start : self.end].strip(_MARKS + " ,\n"))

    @cached_property
    def words(self) -> list[Word]:
        """Its words, without what stands in brackets: those are not the speaker's."""
        held: list[Word] = []
        for start, end in self.pieces or (self.span,):
            brackets = [match.span() for match in _BRACKETED.finditer(self.text, start, end)]
            held += [
                word
                for word in words(self.text, start, end)
                if not any(a <= word.start < b for a, b in brackets)
            ]
        return list(_spelled_out(self.text, held))

    @property
    def elided(self) -> bool:
        """Whether an ellipsis stands in it."""
        return any(_ELLIPSIS.search(self.text, *piece) for piece in self.pieces or (self.span,))

    def run(self, first: int, last: int) -> str:
        """Words `first` to `last` as written, without what stands between the pieces."""
        start, end = self.words[first].start, self.words[last].end
        while (
            start > self.start and self.text[start - 1].isalnum()
        ):  # the "am" of "I'm" is shown as it stands
            start -= 1
        pieces = self.pieces or (self.span,)
        held = [self.text[max(start, a) : min(end, b)].strip(_MARKS + " ,\n") for a, b in pieces]
        return " ".join(part for part in held if part) if len(pieces) > 1 else self.text[start:end]

    @cached_property
    def forms(self) -> list[str]:
        """The forms of its words."""
        return [word.form for word in self.words]


def reworded(left: Stretch, right: Stretch) -> Reading | None:
    """What became of the words of a quotation that stands in marks on both sides."""
    if left.forms == right.forms or spelled_alike(left.forms, right.forms):
        return None
    gone, came = differing(left, right)
    lost, won = _forms(gone), _forms(came)
    if not came and gone:
        if _TURNING & lost:
            return Reading(
                "altered",
                _effect(lost, frozenset()),
                f"{_listed(gone)} cut from the quotation, which may turn its sense",
            )
        if right.elided:
            return Reading(
                "elided", "loss", f"{_listed(gone)} left out inside the quotation, marked by an ellipsis"
            )
        return Reading("truncated", "loss", f"{_listed(gone)} cut from the quotation")
    if not gone and came:
        if _TURNING & won:
            return Reading(
                "altered",
                _effect(frozenset(), won),
                f"{_listed(came)} added inside the quotation, which may turn its sense",
            )
        return Reading("added", "gain", f"{_listed(came)} added inside the quotation marks")
    return Reading(
        "altered",
        _effect(lost, won),
        f"reworded inside the quotation marks: {_listed(gone)} became {_listed(came)}",
    )


def spelled_alike(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether only spaces and doubled letters differ: "amore" and "a more", "wil" and "will" are slips."""
    return _DOUBLED.sub(r"\1", "".join(a)) == _DOUBLED.sub(r"\1", "".join(b))


_DOUBLED = re.compile(r"([^\W\d_])\1+")
_NEGATIONS = frozenset("not no never none nor nothing nobody nowhere neither".split())
#: Runs of words listed in a reason before the rest is left out.
_LISTED = 4


def _effect(lost: frozenset[str], won: frozenset[str]) -> Effect:
    """Another sense where one of the two wordings is negated, else other words."""
    return "conflict" if lost.isdisjoint(_NEGATIONS) != won.isdisjoint(_NEGATIONS) else "wording"


def _forms(runs: Sequence[str]) -> frozenset[str]:
    return frozenset(word.form for run in runs for word in words(run))


def _listed(runs: Sequence[str]) -> str:
    some = [shown(run, 60) for run in runs[:_LISTED]] + ["\u2026"] * (len(runs) > _LISTED)
    return '"' + " \u2026 ".join(some).replace("\u2026 \u2026", "\u2026") + '"'


def differing(left: Stretch, right: Stretch) -> tuple[list[str], list[str]]:
    """The runs of words that stand on one side only, as written."""
    one, other = left.words, right.words
    gone: list[str] = []
    came: list[str] = []
    for block in cleaned(blocks([w.form for w in one], [w.form for w in other]), [w.form for w in one]):
        if not block.equal:
            if block.left < block.left_end:
                gone.append(left.run(block.left, block.left_end - 1))
            if block.right < block.right_end:
                came.append(right.run(block.right, block.right_end - 1))
    return gone, came


def alike(a: Stretch, b: Stretch, *, of_both: bool = False) -> float:
    """Share of the lighter stretch's stems that the other holds, or of both; long words count more."""
    one, other = [stem(f) for f in a.forms], [stem(f) for f in b.forms]
    pool = list(other)
    shared = 0
    for form in one:
        if form in pool:
            pool.remove(form)
            shared += weight(form)
    sizes = sum(map(weight, one)), sum(map(weight, other))
    whole = sum(sizes) / 2 if of_both else min(sizes)
    return shared / whole if whole else 0.0


def weight(form: str) -> int:
    """How much a word counts: a longer one three times."""
    return 1 if len(form) <= 3 else 3


#: Words behind which an 's is no possession: "it's" is "it is", or "it has" before a participle.
_SHORTENED = frozenset("it that there here what who where how he she this".split())
_PERFECT = frozenset("been had got become gone done taken made come".split())


def _spelled_out(text: str, held: Sequence[Word]) -> Iterator[Word]:
    """The words with "is" and "has" where an 's stands for them."""
    for n, word in enumerate(held):
        bare = word.end - 2
        if word.form in _SHORTENED and text[bare : word.end].lower() in ("'s", "\u2019s"):
            follows = held[n + 1].form if n + 1 < len(held) else ""
            yield Word(word.form, word.start, bare)
            yield Word("has" if follows in _PERFECT else "is", bare, word.end)
        else:
            yield word
