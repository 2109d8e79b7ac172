"""A tradition copied by hand: no dates, no rewriting, only what copyists do.

In goes a text in any language, out come its versions. A copyist leaves out, doubles, exchanges and misspells words,
leaps from a word to its like, skips a line, writes one small word for another and spells after his own habit; he
mends what is plainly wrong, changes to another exemplar midway or corrects his copy against one. Of some copies
only a part survives. What each is modelled on stands in docs/method/simulate.md, how often it happens in `rates`.
"""

from __future__ import annotations

import dataclasses
import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import count

from . import growing, spelling
from .draw import Draw
from .rates import CopyistRates, CopyistShape
from .reports import Tale
from .tradition import Operation, Tradition, Version, holding


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a version. `place` names the same word in all versions, `right` is how it was first written."""

    place: int
    text: str
    right: str
    opens: bool = False


Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Copyist:
    """One copyist: how careful he is, how he spells, how long the lines before him are."""

    care: float
    habits: tuple[tuple[str, str], ...]
    line: int


@dataclass(frozen=True, slots=True)
class _Done:
    """An operation by the places of the exemplar that it touches, `first` up to `last`."""

    what: str
    first: int
    last: int


def tradition(tale: Tale, survivors: int, draw: Draw, seed: str) -> Tradition:
    """A tradition of so many surviving versions."""
    shape, rates = CopyistShape(), CopyistRates()
    lots = draw.child("shape")
    versions = max(survivors + 1, round(survivors / (1 - lots.between(*shape.lost))))
    haste = lots.factor(rates.tradition_spread)
    contaminated = lots.between(0, shape.contaminated)
    fertility = [lots.factor(shape.fertility) for _ in range(versions)]
    desk = _Desk(tale.language, rates)
    states: list[Words] = [desk.begin(tale)]
    parents: list[tuple[int, ...]] = [()]
    done: list[tuple[Operation, ...]] = [()]
    kinds = ["root"]
    seen = {text_of(states[0])}
    for number in range(1, versions):
        own = draw.child("version", number)
        first = own.weighted(range(number), fertility[:number])
        second = own.weighted(range(number), fertility[:number]) if own.chance(contaminated) else first
        copyist = desk.copyist(own, haste)
        made = _made(desk, copyist, states, (first, second), own, shape)
        while text_of(made[0]) in seen:
            copyist = dataclasses.replace(copyist, care=copyist.care * 1.5 + 0.2)
            made = _made(desk, copyist, states, (first, second), own, shape)
        words, operations, kind, used = made
        seen.add(text_of(words))
        states.append(words)
        parents.append(used)
        kinds.append(kind)
        done.append(holding(text_of(words), "\n".join(text_of(states[place]) for place in used), operations))
    return _kept(tale, survivors, draw.child("losses"), seed, (states, parents, kinds, done))


def _made(
    desk: _Desk,
    copyist: Copyist,
    states: Sequence[Words],
    used: tuple[int, int],
    draw: Draw,
    shape: CopyistShape,
) -> tuple[Words, list[Operation], str, tuple[int, ...]]:
    """One copy: its words, what was done, its kind, its exemplars."""
    first, second = used
    if first == second:
        words, operations = desk.copy(states[first], copyist, draw)
        return words, operations, "copy", (first,)
    if draw.chance(shape.exchanged):
        joined = _exchanged(states[first], states[second], draw)
        if joined is not None:
            words, operations = desk.copy(joined, copyist, draw)
            return (
                words,
                [*operations, Operation("exemplar changed midway")],
                "two exemplars",
                (first, second),
            )
    words, operations = desk.copy(states[first], copyist, draw)
    words, taken = _corrected(words, states[second], draw)
    if taken:
        return words, [*operations, *taken], "corrected copy", (first, second)
    return words, operations, "copy", (first,)


def _kept(
    tale: Tale,
    survivors: int,
    draw: Draw,
    seed: str,
    grown: tuple[list[Words], list[tuple[int, ...]], list[str], list[tuple[Operation, ...]]],
) -> Tradition:
    """What survives of it, some of it in part."""
    states, parents, kinds, done = grown
    shape = CopyistShape()
    lost, gone = growing.losses(parents, survivors, draw, root_may_go=draw.chance(shape.root_lost))
    names = growing.names(len(states), draw)
    share = draw.between(0, shape.fragments)
    seen: set[str] = set()
    versions = []
    for place, words in enumerate(states):
        if place in gone:
            continue
        operations = done[place]
        if place > 0 and place not in lost and draw.chance(share):
            part = _fragment(words, draw)
            if text_of(part) not in seen:
                words = part  # noqa: PLW2901
                above = "\n".join(text_of(states[p]) for p in parents[place])
                operations = (
                    *holding(text_of(words), above, operations), Operation("only a part survives"),
                )  # fmt: skip
        seen.add(text_of(words))
        versions.append(
            Version(
                names[place], tuple(names[p] for p in parents[place]), kinds[place], text_of(words), operations,
                lost=place in lost,
            )
        )  # fmt: skip
    return Tradition(tale.name, "copyists", seed, tuple(versions))


def text_of(words: Words) -> str:
    """The words as a text, paragraphs apart."""
    out: list[str] = []
    for word in words:
        out.append(("\n\n" if word.opens else " ") if out else "")
        out.append(word.text)
    return "".join(out)


def _fragment(words: Words, draw: Draw) -> Words:
    """A part of the words: the beginning gone, the end gone, both, or a gap in the middle."""
    size = len(words)
    kept = round(size * draw.between(0.2, 0.75))
    start = draw.pick((0, size - kept, draw.below(size - kept + 1)))
    if draw.chance(0.25):
        gap = round(size * draw.between(0.15, 0.5))
        start = draw.below(size - gap + 1)
        return words[:start] + words[start + gap :]
    return words[start : start + kept]


def _exchanged(one: Words, other: Words, draw: Draw) -> Words | None:
    """The first part of one exemplar and the rest of another; nothing where they hardly differ in either part."""
    there = {word.place: n for n, word in enumerate(other)}
    cuts = [n for n, word in enumerate(one) if word.place in there and len(one) * 0.2 < n < len(one) * 0.8]
    if not cuts:
        return None
    cut = draw.pick(cuts)
    joined = one[:cut] + other[there[one[cut].place] :]
    if min(_differing(joined, one), _differing(joined, other)) < 4:
        return None
    return joined


def _differing(one: Words, other: Words) -> int:
    """How many words stand in one and not so in the other."""
    mine, theirs = Counter((w.place, w.text) for w in one), Counter((w.place, w.text) for w in other)
    return sum((mine - theirs).values()) + sum((theirs - mine).values())


def _corrected(words: Words, other: Words, draw: Draw) -> tuple[Words, list[Operation]]:
    """A copy corrected against a second exemplar: a share of the places where they differ takes its words."""
    share = draw.between(0.3, 0.8)
    match = difflib.SequenceMatcher(None, words, other, autojunk=False)
    out: list[Word] = []
    taken: list[Operation] = []
    for kind, i, j, k, m in match.get_opcodes():
        if kind == "equal" or not draw.chance(share) or (j - i > 12 and m - k < 3):
            out += words[i:j]
            continue
        out += other[k:m]
        context = [*out[-(m - k) - 1 :], *words[j : j + 1]]
        taken.append(Operation("taken from a second exemplar", "", " ".join(w.text for w in context)))
    return (tuple(out), taken) if len(taken) >= 3 else (words, [])


@lru_cache(maxsize=1)
def _groups() -> dict[str, dict[str, tuple[str, ...]]]:
    """For each language and word the words that copyists write for it."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    language = ""
    for line in (
        resources.files(__package__).joinpath("data", "small_words.txt").read_text("utf-8").splitlines()
    ):
        if line.startswith("["):
            language = line.strip("[]")
        elif line and not line.startswith("#"):
            words = line.split("|")
            table = found.setdefault(language, {})
            for word in words:
                if " " not in word:
                    others = tuple(other for other in words if other != word)
                    table[word] = (*table.get(word, ()), *others)
    return found


class _Desk:
    """Where copies of one text are made: its language, its words, and the numbers of words put in."""

    def __init__(self, language: str, rates: CopyistRates) -> None:
        self._groups = _groups().get(language.partition("-")[0], {})
        self._short = sorted(word for word in self._groups if len(word) <= 3 and word.islower())
        self._rates = rates
        self._number = count()
        self._alike: dict[str, tuple[str, ...]] = {}
        self._common: Counter[str] = Counter()

    def begin(self, tale: Tale) -> Words:
        """The text as it was first written."""
        blocks = [[title] for title in tale.told.titles[:1]]
        blocks += [[sentence.text for sentence in paragraph] for paragraph in tale.told.paragraphs]
        found = tuple(
            Word(next(self._number), word, word, opens=n == 0)
            for block in blocks
            for n, word in enumerate(" ".join(block).split())
        )
        cores = [spelling.core(word.text) for word in found]
        self._alike = spelling.lookalikes(cores)
        self._common = Counter(cores)
        return found

    def copyist(self, draw: Draw, haste: float) -> Copyist:
        """A copyist who is at hand."""
        habits = tuple(draw.sample(spelling.HABITS, draw.count(1.2)))
        return Copyist(haste * draw.factor(self._rates.spread), habits, draw.whole(8, 13))

    def copy(self, exemplar: Words, copyist: Copyist, draw: Draw) -> tuple[Words, list[Operation]]:
        """A copy and what was done in it."""
        dropped, repeated, done = self._leaps(exemplar, copyist, draw)
        cells: list[tuple[Word, int]] = []
        swapped = -1
        for at, word in enumerate(exemplar):
            if at in dropped:
                continue
            if at in repeated:
                start = repeated[at]
                cells += [(self._fresh(w.text), n) for n, w in enumerate(exemplar[start:at], start)]
            if at == swapped:
                continue
            if (
                draw.chance(self._rates.swap * copyist.care)
                and at + 1 < len(exemplar)
                and at + 1 not in dropped
                and not exemplar[at + 1].opens
                and not spelling.split(word.text)[2]
                and min(len(spelling.core(word.text)), len(spelling.core(exemplar[at + 1].text))) > 3
            ):
                swapped = at + 1
                other = exemplar[swapped]
                cells += [
                    (dataclasses.replace(other, opens=word.opens), swapped),
                    (dataclasses.replace(word, opens=False), at),
                ]
                done.append(_Done("words exchanged", at, swapped + 1))
                continue
            for what, changed in self._word(word, copyist, draw):
                if what:
                    done.append(_Done(what, at, at + 1))
                if changed is not None:
                    cells.append((changed, at))
        words = tuple(
            dataclasses.replace(word, opens=True)
            if n == 0 or (at > 0 and _opens(exemplar, cells[n - 1][1], at))
            else word
            for n, (word, at) in enumerate(cells)
        )
        where = [at for _, at in cells]
        return words, [_told(one, exemplar, words, where) for one in done]

    def _leaps(
        self, exemplar: Words, copyist: Copyist, draw: Draw
    ) -> tuple[set[int], dict[int, int], list[_Done]]:
        """Whole stretches: those left out, and those copied twice (by the place behind them)."""
        thousands, rates = len(exemplar) * copyist.care / 1000, self._rates
        dropped: set[int] = set()
        repeated: dict[int, int] = {}
        done: list[_Done] = []

        def drop(start: int, end: int, what: str) -> None:
            dropped.update(range(start, end))
            done.append(_Done(what, start, end))

        for _ in range(draw.count(rates.leap * thousands)):
            pairs = self._likes(exemplar, copyist.line)
            if pairs:
                start, end = draw.weighted([pair for pair, _ in pairs], [weight for _, weight in pairs])
                drop(start + 1, end + 1, "leap of the eye")
        for _ in range(draw.count(rates.line * thousands)):
            if len(exemplar) > 4 * copyist.line:
                start = draw.below(len(exemplar) // copyist.line) * copyist.line
                drop(start, min(len(exemplar), start + copyist.line), "line skipped")
        for _ in range(draw.count(rates.repeat * thousands)):
            length = draw.whole(2, 7)
            if len(exemplar) > length:
                end = draw.whole(length, len(exemplar) - 1)
                repeated[end] = end - length
                done.append(_Done("words copied twice", end - length, end))
        return dropped, repeated, done

    def _likes(self, exemplar: Words, line: int) -> list[tuple[tuple[int, int], float]]:
        """Pairs of places between which the eye may leap, by weight: the same word, or the same ending, the more
        so when one stands about a line below the other."""
        cores = [spelling.core(word.text) for word in exemplar]
        found = []
        for start, one in enumerate(cores):
            if len(one) < 2:
                continue
            for end in range(start + 3, min(len(cores), start + 3 * line)):
                other = cores[end]
                same = 4.0 if one == other else 1.0 if len(one) > 4 and one[-4:] == other[-4:] else 0.0
                if same:
                    under = 3.0 if (end - start) % line in (0, 1, line - 1) else 1.0
                    found.append(((start, end), same * under * min(len(one), 6)))
        return found

    def _word(self, word: Word, copyist: Copyist, draw: Draw) -> list[tuple[str, Word | None]]:
        """What is written for one word: what was done, and the words, none of them or two."""
        rates, care = self._rates, copyist.care
        inner = spelling.core(word.text)
        small = 0 < len(inner) <= 4
        if draw.chance(rates.omit * care * (3 if small else 1)):
            return [("word left out", None)]
        if draw.chance(rates.double * care):
            return [("", word), ("word doubled", self._fresh(word.text))]
        if word.text != word.right and self._mends(word, draw):
            return [("mended", dataclasses.replace(word, text=word.right))]
        others = self._groups.get(inner, ())
        chance = (rates.small if small else rates.synonym) * care
        if others and draw.chance(chance):
            return [("another word", self._put(word, draw.pick(others)))]
        alike = [other for other in self._alike.get(inner, ()) if self._common[other] >= self._common[inner]]
        if alike and draw.chance(rates.alike * care * 4):
            return [("word mistaken for its like", self._put(word, draw.pick(alike)))]
        if draw.chance(rates.slip * care):
            wrong = spelling.slip(word.text, draw)
            return [("misspelt" if wrong != word.text else "", dataclasses.replace(word, text=wrong))]
        for habit in copyist.habits:
            spelt = spelling.habit(word.text, habit)
            if spelt != word.text and draw.chance(rates.habit):
                return [("spelt by habit", dataclasses.replace(word, text=spelt))]
        return self._around(word, copyist, draw)

    def _around(self, word: Word, copyist: Copyist, draw: Draw) -> list[tuple[str, Word | None]]:
        """What is done beside a word: a small word put in, a word split, a mark set or left out."""
        rates, care = self._rates, copyist.care
        if self._short and draw.chance(rates.insert * care):
            return [("", word), ("word put in", self._fresh(draw.pick(self._short)))]
        before, inner, after = spelling.split(word.text)
        if len(inner) > 6 and draw.chance(rates.join * care):
            at = draw.whole(2, len(inner) - 3)
            return [
                ("", dataclasses.replace(word, text=before + inner[:at])),
                ("word split", self._fresh(inner[at:] + after)),
            ]
        if draw.chance(rates.point * care):
            text = (
                before + inner
                if after in (",", ";")
                else word.text + ","
                if not after and len(inner) > 3
                else ""
            )
            if text:
                return [("mark set or left out", dataclasses.replace(word, text=text))]
        return [("", word)]

    def _mends(self, word: Word, draw: Draw) -> bool:
        """Whether a copyist sees that a word is wrong and writes what it was."""
        wrong = spelling.core(word.text)
        if wrong == spelling.core(word.right):
            return draw.chance(self._rates.guess)
        plain = self._common[wrong] == 0 and wrong not in self._groups
        return draw.chance(self._rates.mend if plain else self._rates.guess)

    def _put(self, word: Word, other: str) -> Word:
        return dataclasses.replace(word, text=spelling.put(word.text, other))

    def _fresh(self, text: str) -> Word:
        return Word(next(self._number), text, text)


def _opens(exemplar: Words, before: int, at: int) -> bool:
    """Whether a paragraph begins between two places of the exemplar."""
    return any(exemplar[n].opens for n in range(before + 1, at + 1))


def _told(done: _Done, exemplar: Words, words: Words, where: Sequence[int]) -> Operation:
    """The operation with its words: what stood there with a neighbour on either side, and what stands there now."""
    first, last = max(0, done.first - 1), min(len(exemplar), done.last + 1)
    before = " ".join(word.text for word in exemplar[first:last])
    places = [n for n, at in enumerate(where) if first <= at < last]
    after = " ".join(word.text for word in words[places[0] : places[-1] + 1]) if places else ""
    return Operation(done.what, before, after)
