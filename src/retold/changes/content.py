"""Content: a thing, an action, a cause or a property that a retelling replaced, dropped or added.

Reads what the other kinds leave over. In linked sentences, the words without a counterpart (`text.counterparts`)
are put together to passages; words with nothing of their own to say are left out: names, figures, dates,
words of saying, hedges, words in quotation marks, words the other report uses elsewhere. Two passages in
the same place (their neighbours are counterparts) are one thing replaced by another unless they are near
in meaning, by `View.likeness` where the caller has vectors. A passage without a partner was dropped or
added; a single word only where nothing else around it changed.

Not tried: paraphrase of whole clauses, the sense of metaphors, what follows from what. Word vectors tell
likeness of topic, not sameness, and hand-made groups of synonyms end: of all kinds this one errs most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from rapidfuzz.distance import OSA

from ..model import ChangeKind
from ..settings import Rewording
from ..text.counterparts import MOST_COMBINATIONS, Wording, forms, is_content
from ..text.cues import SECRECY
from ..text.modality import Mark, marks
from ..text.negation import bare_of_prefix, contrary, signs
from ..text.synonyms import Stock, same_sense
from ..text.tokens import Word, stem
from ..text.wordlists import EMPTY, NO_NAMES, SAYING
from .base import Linked, Passage, Told, View, Whole

KIND: ChangeKind = "content"


_BREAK = re.compile(r"[,;:()\[\]\u2014\u2013\"\u201c\u201d]|--|\.\s| - ")


#: Words that open a phrase, and those that may stand between them and its noun.
_OPENERS = frozenset(
    "and or as with without by because after amid during in at on for of due over from against".split()
)
_DETERMINERS = frozenset("a an the of to no some its their his her several many more other".split())
_CIRCUMSTANCE = frozenset("with without because after amid following despite due".split())
_PARTICIPLES = frozenset("saying adding arguing claiming noting".split())
#: Openers of a cause, and words by which the other side may give one in its own way.
_CAUSES = frozenset({("due", "to"), ("owing", "to"), ("thanks", "to")})
_CAUSAL = frozenset(
    "because since due owing thanks as after over for amid following when so therefore thus cause caused causes result led why reason".split()
)
#: Words of a cause that are shown.
_CAUSE_WORDS = 12
#: Relative pronouns that stand for each other.
_THAT = {"which": "that", "who": "that"}
#: Words before a passage that opens its sentence: "in the".
_OPENING = 2
_HEDGING = frozenset({"hedge", "duty", "coming", "share"})


def pairs(view: View) -> Iterator[tuple[Passage | None, Passage | None]]:
    """Passages in the same place on both sides, and those that stand on one side alone."""
    seen = _Passages(view)
    if max(seen.shared) < seen.settings.retold - seen.settings.piece_less:
        return
    first, second = seen.found
    used: tuple[set[int], set[int]] = set(), set()
    for a, b in _together(seen, first, second):
        used[0].add(a.first)
        used[1].add(b.first)
        if seen.unlike(a, b):
            here, there = seen.passage(0, a), seen.passage(1, b)
            if not _misspelt(here.said, there.said):
                yield here, there
    for side in (0, 1):
        alone = [
            run for run in seen.found[side] if run.first not in used[side] and seen.stands_alone(side, run)
        ]
        held = [*alone, *(run for run in seen.found[side] if run.first in used[side])]
        for run in _joined([*alone, *seen.causes(side, held)], seen.settings.near):
            here = seen.passage(side, run)
            if SECRECY.search(here.text, here.start, here.end):
                continue  # who is not named is a matter of attribution
            yield (here, None) if side == 0 else (None, here)


def _misspelt(one: str, other: str) -> bool:
    """Whether one letter is all that differs: "aquiring" is a slip for "acquiring"."""
    return min(len(one), len(other)) >= _LONG_WORD and OSA.distance(one.lower(), other.lower()) <= 1


#: Letters of a word in which one letter more or less is a slip: in short ones it makes another word.
_LONG_WORD = 7


def tell(left: Passage | None, right: Passage | None) -> Told | None:
    """What became of a passage."""
    if left is None or right is None:
        if left is not None:
            return Told("dropped", "loss", f'"{left.said}" was dropped')
        return Told("added", "gain", f'"{right.said}" was added') if right else None
    return Told("altered", "conflict", f'"{left.said}" became "{right.said}"')


@dataclass(frozen=True, slots=True)
class _Run:
    """Own words of one side with nothing that has a counterpart between them."""

    own: tuple[int, ...]
    before: int | None
    after: int | None
    piece: bool

    @property
    def first(self) -> int:
        return self.own[0]

    @property
    def last(self) -> int:
        return self.own[-1]


class _Passages:
    """The runs of own words of both sides of a link."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.settings: Rewording = view.settings.rewording
        self.sides = (view.first, view.second)
        self.wording: Wording = view.wording
        self.found: tuple[list[_Run], list[_Run]] = (self._runs(0), self._runs(1))

    @cached_property
    def shared(self) -> tuple[float, float]:
        """How many of each side's content words have a counterpart."""
        seen = self.wording
        one, other = (
            sum(n in seen.to[s] for n in seen.content[s]) / (len(seen.content[s]) or 1) for s in (0, 1)
        )
        return one, other

    def passage(self, side: int, run: _Run) -> Passage:
        """The run as it stands in the report."""
        span = self.wording.span(side, run.first, run.last)
        return Passage(self.wording.texts[side], span.start, span.end)

    def _runs(self, side: int) -> list[_Run]:
        """Own words put together: cut at marks, at words that have a counterpart, and at long gaps."""
        words, text = self.wording.words[side], self.wording.texts[side]
        mute, last, following = self._mute(side), *self._anchors(side)
        found: list[_Run] = []
        current: list[int] = []
        saying, opened = False, 0
        for n, word in enumerate(words):
            cut = n > 0 and _BREAK.search(text, words[n - 1].end, word.start + 1) is not None
            anchor = following[n] == n
            if cut or anchor or (current and n - current[-1] > self.settings.gap):
                if current and not saying:
                    piece = cut and n - opened >= self.settings.piece and self._piece(side, opened, n)
                    found.append(_Run(tuple(current), last[current[0]], following[n], piece))
                current, saying = [], False
            if cut:
                opened = n
            if anchor:
                continue
            if word.form in SAYING and not (n == opened and word.form in _PARTICIPLES):
                saying = True
            elif n not in mute and self._own(side, n):
                current.append(n)
        if current and not saying:
            piece = len(words) - opened >= self.settings.piece and self._piece(side, opened, len(words))
            found.append(_Run(tuple(current), last[current[0]], None, piece))
        return found

    def _anchors(self, side: int) -> tuple[list[int | None], list[int | None]]:
        """For each word, the last one before it and the next one from it on that has a counterpart."""
        count = len(self.wording.words[side])
        last: list[int | None] = [None] * count
        following: list[int | None] = [None] * count
        for n in range(1, count):
            last[n] = n - 1 if self._anchor(side, n - 1) else last[n - 1]
        for n in range(count - 1, -1, -1):
            following[n] = n if self._anchor(side, n) else following[n + 1] if n + 1 < count else None
        return last, following

    def _piece(self, side: int, start: int, end: int) -> bool:
        """Whether the words between two commas hold none, but for names, that the other side has, and cite nobody."""
        words, text = self.wording.words[side], self.wording.texts[side]
        if any(
            self._anchor(side, n) and not (n > 0 and text[words[n].start].isupper())
            for n in range(start, end)
        ):
            return False
        beside = (
            text[max(0, words[start].start - 3) : words[start].start]
            + text[words[end - 1].end : words[end - 1].end + 3]
        )
        return (
            not any(mark in beside for mark in '"\u201c\u201d')
            and "''" not in beside
            and "\u2018" not in beside
        )

    def _anchor(self, side: int, n: int) -> bool:
        form = self.wording.words[side][n].form
        return n in self.wording.to[side] and is_content(form) and form not in SAYING

    def _own(self, side: int, n: int) -> bool:
        """Whether a word has no counterpart and something to say."""
        seen = self.wording
        word = seen.words[side][n]
        if (
            n in seen.to[side]
            or not is_content(word.form)
            or not word.form[0].isalpha()
            or len(word.form) < 3
        ):
            return False
        return not (
            word.form in EMPTY or (seen.texts[side][word.start].isupper() and word.form not in NO_NAMES)
        )

    def _new(self, side: int, run: _Run) -> list[int]:
        """The words of a passage that have no like in the linked sentences of the other side."""
        words, keys = self.wording.words[side], self.wording.stems[side]
        stock = self._stock[1 - side]
        return [
            n
            for n in run.own
            if not any(key and stock.likes(key) for key in (keys[n], bare_of_prefix(words[n].form)))
        ]

    def _elsewhere(self, side: int, run: _Run) -> bool:
        """Whether some sentence of the other report holds the passage, or most of it."""
        keys = [self.wording.stems[side][n] for n in run.own]
        return _known(self.sides[1 - side].whole).holds(keys)

    @cached_property
    def _stock(self) -> tuple[Stock, Stock]:
        seen = self.wording
        one, other = (Stock({seen.stems[s][n] for n in seen.content[s]}) for s in (0, 1))
        return one, other

    @cached_property
    def _marks(self) -> tuple[list[Mark], list[Mark]]:
        seen = self.wording
        return marks(forms(seen.words[0]), is_content), marks(forms(seen.words[1]), is_content)

    def _mute(self, side: int) -> set[int]:
        """Words that other kinds read: figures, quotations, hedges, contraries."""
        seen = self.wording
        linked: Linked = self.sides[side]
        spans = [(q.start, q.end) for q in linked.figures] + [(q.start, q.end) for q in linked.quoted]
        found = _inside(spans, seen.words[side])
        both = self._marks
        scales = _HEDGING | ({mark.scale for mark in both[0]} & {mark.scale for mark in both[1]})
        found |= {n for mark in both[side] if mark.scale in scales for n in range(mark.first, mark.last + 1)}
        others = {
            key for n, key in enumerate(seen.stems[1 - side]) if n not in seen.to[1 - side] and signs(key)
        }
        return found | {
            n
            for n in seen.content[side]
            if n not in seen.to[side]
            and signs(seen.stems[side][n])
            and any(contrary(seen.stems[side][n], o) for o in others)
        }

    def in_place(self, a: _Run, b: _Run) -> bool:
        """Whether two passages have the same words beside them: on both sides, or on one in a sentence little changed."""
        beside = self._same_words_before(a, b) + self._same_words_after(a, b)
        settings = self.settings
        short = max(len(a.own), len(b.own)) <= settings.new_words
        close = min(self.shared)
        return (beside == 2 and close >= settings.close) or (
            beside == 1 and close >= settings.closer and (short or self._framed(a, b))
        )

    def _framed(self, a: _Run, b: _Run) -> bool:
        """Whether the neighbours on both sides of two passages are counterparts."""
        to = self.wording.to[0]
        return (
            a.before is not None
            and to.get(a.before) == b.before
            and a.after is not None
            and to.get(a.after) == b.after
        )

    def _same_words_before(self, a: _Run, b: _Run) -> bool:
        seen = self.wording
        if a.before is None and b.before is None:  # both open their sentences
            one, other = seen.words[0][: a.first], seen.words[1][: b.first]
            return len(one) <= _OPENING and _alike(one, other)
        if a.before is None or b.before is None or seen.to[0].get(a.before) != b.before:
            return False
        return _alike(seen.words[0][a.before + 1 : a.first], seen.words[1][b.before + 1 : b.first])

    def _same_words_after(self, a: _Run, b: _Run) -> bool:
        seen = self.wording
        if a.after is None or b.after is None or seen.to[0].get(a.after) != b.after:
            return False
        return _alike(seen.words[0][a.last + 1 : a.after], seen.words[1][b.last + 1 : b.after])

    def unlike(self, a: _Run, b: _Run) -> bool:
        """Whether two passages in one place say different things."""
        seen, likeness = self.wording, self.view.likeness
        if max(a.last - a.first, b.last - b.first) >= self.settings.replaced_words:
            return False
        keys = seen.stems
        if any(same_sense(keys[0][i], keys[1][j]) or self._again(i, j) for i in a.own for j in b.own):
            return False
        if likeness is None:
            return True
        one, other = self.passage(0, a).said, self.passage(1, b).said
        if likeness(one, other) >= self.settings.reworded:
            return False
        return not any(
            likeness(seen.words[0][i].form, seen.words[1][j].form) >= self.settings.reworded
            for i in a.own
            for j in b.own
        )

    def _again(self, i: int, j: int) -> bool:
        """Whether a "re-" is all that differs: "repaid", "paid back"."""
        one, other = self.wording.words[0][i].form, self.wording.words[1][j].form
        return one == f"re{other}" or other == f"re{one}"

    def stands_alone(self, side: int, run: _Run) -> bool:
        """Whether a passage without a partner is enough to be told."""
        if self._elsewhere(side, run) or self._title(side, run):
            return False
        settings = self.settings
        if self.shared[side] < settings.core_whole and self.shared[1 - side] > settings.core_kept:
            return False
        new = self._new(side, run)
        if not new:
            return False
        if run.piece:
            return True
        if max(self.shared) < settings.retold:
            return False
        if len(new) >= settings.new_words and min(self.shared) >= settings.close:
            return True
        if self._closed(side, run):
            return True
        if self._beside(side, run):
            return True
        if not self._inserted(side, run):
            return False
        if len(new) == 1 and _known(self.sides[1 - side].whole).all.likes(self.wording.stems[side][new[0]]):
            return False
        return len(new) > 1 or self._phrase(side, run)

    def _title(self, side: int, run: _Run) -> bool:
        """Whether a name follows at once: what stands before it is an office, which goes with the name."""
        seen = self.wording
        if run.last + 1 >= len(seen.words[side]):
            return False
        end, start = seen.words[side][run.last].end, seen.words[side][run.last + 1].start
        text = seen.texts[side]
        return text[start].isupper() and not text[end:start].strip()

    def causes(self, side: int, held: list[_Run]) -> list[_Run]:
        """Causes given on one side alone, though their words may stand elsewhere: "because of the policy"."""
        seen = self.wording
        words, text = seen.words[side], seen.texts[side]
        if (
            any(word.form in _CAUSAL for word in seen.words[1 - side])
            or max(self.shared) < self.settings.retold
        ):
            return []
        found: list[_Run] = []
        for n, word in enumerate(words[:-1]):
            if word.form != "because" and (word.form, words[n + 1].form) not in _CAUSES:
                continue
            last = n + 1
            while (
                last + 1 < len(words)
                and last - n < _CAUSE_WORDS
                and not _BREAK.search(text, words[last].end, words[last + 1].start + 1)
            ):
                last += 1
            told = sum(self._anchor(side, m) for m in range(n + 1, last + 1))
            if told < self.settings.cause_told and not any(n <= m <= last for run in held for m in run.own):
                found.append(_Run(tuple(range(n, last + 1)), None, None, piece=True))
        return found

    def _beside(self, side: int, run: _Run) -> bool:
        """Whether a word stands between two that are neighbours on the other side."""
        to = self.wording.to[side]
        before, after = to.get(run.first - 1), to.get(run.last + 1)
        return before is not None and after is not None and after - before == 1

    def _closed(self, side: int, run: _Run) -> bool:
        """Whether a circumstance ends at a comma or with the sentence: "with no flame," "because of ill health."."""
        words, text = self.wording.words[side], self.wording.texts[side]
        end = words[run.last].end
        following = words[run.last + 1].start if run.last + 1 < len(words) else len(text)
        return self._phrase(side, run, _CIRCUMSTANCE) and bool(_BREAK.search(text[end:following] + " "))

    def _phrase(self, side: int, run: _Run, openers: frozenset[str] = _OPENERS) -> bool:
        """Whether a word stands in a phrase of its own: "and chlorine", "with no flame"."""
        words = self.wording.words[side]
        at = run.first - 1
        while at >= 0 and words[at].form in _DETERMINERS:
            at -= 1
        after = run.last + 1
        if after < len(words) and after not in self.wording.to[side] and words[after].form in ("and", "or"):
            return True
        return at >= 0 and at not in self.wording.to[side] and words[at].form in openers

    def _inserted(self, side: int, run: _Run) -> bool:
        """Whether nothing stands in the run's place on the other side."""
        seen = self.wording
        before = -1 if run.before is None else seen.to[side][run.before]
        after = len(seen.words[1 - side]) if run.after is None else seen.to[side][run.after]
        if not before < after:
            return False
        return not any(
            before < n < after and (n in seen.to[1 - side] or self._own(1 - side, n))
            for n in seen.content[1 - side]
        )


def _alike(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether two runs of words are the same, "that" and "which" alike."""
    return [_THAT.get(form, form) for form in forms(one)] == [_THAT.get(form, form) for form in forms(other)]


def _inside(spans: list[tuple[int, int]], words: Sequence[Word]) -> set[int]:
    """The words that begin in one of the spans."""
    found, waiting, reach = set[int](), sorted(spans, reverse=True), 0
    for n, word in enumerate(words):
        while waiting and waiting[-1][0] <= word.start:
            reach = max(reach, waiting.pop()[1])
        if word.start < reach:
            found.add(n)
    return found


def _joined(runs: list[_Run], near: int) -> list[_Run]:
    """Runs that follow each other closely as one."""
    out: list[_Run] = []
    for run in sorted(runs, key=lambda r: r.first):
        if out and run.first - out[-1].last <= near:
            out[-1] = _Run((*out[-1].own, *run.own), out[-1].before, run.after, out[-1].piece and run.piece)
        else:
            out.append(run)
    return out


def _together(seen: _Passages, first: list[_Run], second: list[_Run]) -> list[tuple[_Run, _Run]]:
    """Runs that stand in the same place: both neighbours are counterparts, or one is; the surest first."""
    to = seen.wording.to[0]
    if len(first) * len(second) > MOST_COMBINATIONS:
        return []
    scored = []
    for a in first:
        for b in second:
            before = a.before is not None and to.get(a.before) == b.before
            after = a.after is not None and to.get(a.after) == b.after
            if (before or after) and seen.in_place(a, b):
                scored.append(
                    (
                        -(before + after),
                        abs(len(a.own) - len(b.own)),
                        a.first + b.first,
                        a.first,
                        b.first,
                        a,
                        b,
                    )
                )
    taken: list[tuple[_Run, _Run]] = []
    for *_, a, b in sorted(scored, key=lambda item: item[:5]):
        if not any(a is held[0] or b is held[1] for held in taken):
            taken.append((a, b))
    return taken


class _Vocabulary:
    """The content words of each sentence of a report, and all of them."""

    def __init__(self, whole: Whole) -> None:
        held = [{stem(word.form) for word in sentence if is_content(word.form)} for sentence in whole.words]
        self.sentences = [Stock(stems) for stems in held]
        self.all = Stock({key for stems in held for key in stems})

    def holds(self, keys: Sequence[str]) -> bool:
        """Whether some sentence has more than half of the words, or words that can stand for them."""
        if len(keys) == 1:
            return keys[0] in self.all.stems
        return any(2 * sum(map(sentence.likes, keys)) > len(keys) for sentence in self.sentences)


_vocabularies: WeakKeyDictionary[Whole, _Vocabulary] = WeakKeyDictionary()


def _known(whole: Whole) -> _Vocabulary:
    held = _vocabularies.get(whole)
    if held is None:
        held = _vocabularies[whole] = _Vocabulary(whole)
    return held
