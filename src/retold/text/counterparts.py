"""Which word of one side of a link stands for which word of the other.

In go the words of the two sides of a link, out come counterparts: pairs of words that are the same, forms of one word or close
synonyms, each word in at most one pair. Method: the longest common run of word stems first (it keeps the
order), then equal words that moved, then words of one family, then synonyms from `synonyms`; among
several, the one whose neighbours are paired with neighbours wins, then the nearest in place.

The readers of certainty, polarity and content stand on it: a negated verb is a change only where its
counterpart is not negated. Not tried: paraphrase by whole phrases, words that mean the same only here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from ..model import Span
from ..settings import Matching
from .diff import blocks, cleaned
from .synonyms import same_family, same_sense
from .tokens import Word

#: Words that carry grammar, not content.
FUNCTION_WORDS = frozenset(
    """
    a an the this that these those it its he she they them him her his hers their theirs we us our you your i me my
    who whom whose which what when where why how there here then thus so as at by for from in into of off on onto
    out over to toward under up upon with about above after against along among around before behind below between
    beyond during inside near outside since through throughout till until via within without and or but nor if than
    because while although though unless whether yet also too very just even still only both either neither each
    be am is are was were been being have has had having do does did done doing will would shall should can could
    may might must ought not no never s t such same own other another some any all most more much many few less
    one ones itself himself herself themselves per down again now
    """.split()
)
#: Auxiliaries: what may stand between a negation, a hedge and their verb.
AUXILIARIES = frozenset("be am is are was were been being have has had having do does did to".split())
#: Combinations of words that are tried: sentences of 200 new words each. A longer one is no sentence.
MOST_COMBINATIONS = 40_000


class Wording:
    """The words of both sides of a link and how they stand for each other."""

    def __init__(
        self,
        texts: tuple[str, str],
        words: tuple[list[Word], list[Word]],
        stems: tuple[list[str], list[str]],
        settings: Matching,
    ) -> None:
        self.settings = settings
        self.texts, self.words, self.stems = texts, words, stems
        self.to: tuple[dict[int, int], dict[int, int]] = ({}, {})
        self.blocks = cleaned(blocks(*self.stems), self.stems[0])
        self.content = (
            [n for n, word in enumerate(words[0]) if is_content(word.form)],
            [n for n, word in enumerate(words[1]) if is_content(word.form)],
        )
        for block in self.blocks:
            if block.equal:
                for i, j in zip(
                    range(block.left, block.left_end), range(block.right, block.right_end), strict=True
                ):
                    self._pair(i, j)
        self._pair_rest(lambda a, b: a == b)
        self._pair_rest(same_family)
        self._pair_rest(same_sense, settings.like_place)

    def _pair(self, i: int, j: int) -> None:
        self.to[0][i] = j
        self.to[1][j] = i

    def _pair_rest(self, alike: Callable[[str, str], bool], least: float = 0.0) -> None:
        """Pairs content words that have no counterpart yet, those in like places first."""
        ones = [i for i in self.content[0] if i not in self.to[0]]
        others = [j for j in self.content[1] if j not in self.to[1]]
        if len(ones) * len(others) > MOST_COMBINATIONS:
            return
        found = [(i, j) for i in ones for j in others if alike(self.stems[0][i], self.stems[1][j])]
        scored = sorted(
            (-self.together(i, j), abs(self._share(0, i) - self._share(1, j)), i + j, i, j) for i, j in found
        )
        for near, _, _, i, j in scored:
            if -near >= least and i not in self.to[0] and j not in self.to[1]:
                self._pair(i, j)

    def _share(self, side: int, n: int) -> float:
        return n / (len(self.words[side]) or 1)

    def around(self, side: int, n: int) -> list[int]:
        """The content words near a word, itself left out."""
        content = self.content[side]
        at = bisect_left(content, n)
        near = content[max(0, at - 4) : at + 5]
        return [m for m in near if m != n and abs(m - n) <= self.settings.around]

    def together(self, i: int, j: int) -> float:
        """How much of what stands around two words is paired, 0 to 1."""
        ones, others = self.around(0, i), set(self.around(1, j))
        if not ones or not others:
            return 0.0
        held = sum(self.to[0].get(n) in others for n in ones)
        return held / min(len(ones), len(others))

    def span(self, side: int, first: int, last: int) -> Span:
        """The characters from one word to another."""
        return Span(self.words[side][first].start, self.words[side][last].end)

    def verb_group(self, side: int, n: int, stop: int = 0) -> int:
        """The first of the auxiliaries that stand before a word without a gap."""
        words = self.words[side]
        while n > stop and words[n - 1].form in AUXILIARIES and words[n - 1].form != "to":
            n -= 1
        return n


def is_content(form: str) -> bool:
    """Whether a word carries content of its own."""
    return form not in FUNCTION_WORDS and (len(form) > 1 or form.isdigit())


def forms(words: Sequence[Word]) -> list[str]:
    """The forms of words, in order."""
    return [word.form for word in words]
