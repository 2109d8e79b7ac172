"""Polarity: a negation that came or went, a direction or an outcome turned round.

Reads three things in linked sentences. A predicate whose counterpart (see `text.counterparts`) is negated on one
side only: "agreed", "has not agreed"; two negations of one thing are equal ("failed to agree", "did not
agree"; "unsafe", "not safe"), and where the other side holds any negation that could account for it,
nothing is told. Two contraries in the same place: "rose", "fell"; "profit", "loss"; a negated contrary is
none ("did not rise", "fell"). And the lines of earnings tables, where a lone "loss" before a figure is
the whole difference.

Not tried: contraries that only knowledge of the matter shows, who won against whom, negation by irony.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..model import ChangeKind
from ..settings import Opposing
from ..text.counterparts import MOST_COMBINATIONS, Wording, forms, is_content
from ..text.negation import Negation, bare_of_prefix, contrary, loosely_contrary, negations, signs
from .base import Passage, Told, View

KIND: ChangeKind = "polarity"

#: Words a negation may stand from the end of what is shown for it.
_SHOWN = 5

#: The negations of both sides.
_Both = tuple[list[Negation], list[Negation]]
How = Literal["negated", "plain", "contrary", "loss", "figure"]


@dataclass(frozen=True, slots=True)
class Predicate(Passage):
    """What is said or denied in a place."""

    how: How


def pairs(view: View) -> Iterator[tuple[Predicate | None, Predicate | None]]:
    """Predicates that are turned round between the two sides, by place."""
    seen = view.wording
    told: list[tuple[Predicate, Predicate]] = []
    both, settings = (_read(seen, 0), _read(seen, 1)), view.settings.opposing
    for found in (
        _losses(seen),
        _negated(seen, both, settings),
        _prefixed(seen, both, settings),
        _contraries(seen, both, settings),
    ):
        for pair in found:
            if not any(_overlap(a, b) for held in told for a, b in zip(pair, held, strict=True)):
                told.append(pair)
    yield from told


def tell(left: Predicate | None, right: Predicate | None) -> Told | None:
    """What became of a predicate."""
    if left is None or right is None:
        return None
    became = f'"{left.said}" became "{right.said}"'
    if left.how == "negated":
        return Told("reversed", "conflict", f"{became}: the negation was dropped")
    if right.how == "negated":
        return Told("reversed", "conflict", f"{became}: it was negated")
    if left.how == "loss" or right.how == "loss":
        return Told(
            "reversed",
            "conflict",
            f"{became}: a {'loss' if left.how == 'loss' else 'profit'} was turned into its contrary",
        )
    return Told("reversed", "conflict", f"{became}: the contrary")


def _overlap(a: Predicate, b: Predicate) -> bool:
    return a.start < b.end and b.start < a.end


def _predicate(seen: Wording, side: int, first: int, last: int, how: How) -> Predicate:
    span = seen.span(side, first, last)
    return Predicate(seen.texts[side], span.start, span.end, how)


def _ordered(side: int, here: Predicate, there: Predicate) -> tuple[Predicate, Predicate]:
    return (here, there) if side == 0 else (there, here)


def _read(seen: Wording, side: int) -> list[Negation]:
    return negations(forms(seen.words[side]), is_content)


def _negated(seen: Wording, both: _Both, settings: Opposing) -> Iterator[tuple[Predicate, Predicate]]:
    """Predicates that one side negates and the other does not."""
    for side in (0, 1):
        for negation in both[side]:
            if negation.soft or not negation.heads:
                continue
            if _accounted(seen, side, negation, both[1 - side], settings):
                continue
            head = negation.heads[0]
            there = seen.to[side].get(head)
            if (
                there is None
                or seen.stems[side][head] == "comment"  # to say nothing is not to say the contrary
                or not _bears_on(seen, side, negation, head, there)
                or seen.together(*((head, there) if side == 0 else (there, head))) < settings.same_place
            ):
                continue
            if any(
                head in other.heads[:1] for other in both[side] if other is not negation and not other.soft
            ):
                continue  # negated twice
            last = head if head - negation.last <= _SHOWN else negation.last
            here = _predicate(seen, side, seen.verb_group(side, negation.first), last, "negated")
            yield _ordered(
                side, here, _predicate(seen, 1 - side, _plain_start(seen, 1 - side, there), there, "plain")
            )


#: What may stand between a negation and its verb; anything else ("not at the church") must stand on both sides.
_LIGHT = frozenset(
    "be am is are was were been being have has had having do does did to yet ever so very really".split()
)
#: Negations of a noun, which may have words before it ("without a permit").
_DETERMINING = frozenset("no without neither never".split())


def _bears_on(seen: Wording, side: int, negation: Negation, head: int, there: int) -> bool:
    """Whether nothing between a negation and a word shows that it is another word that is denied."""
    if _until(seen, side, head):
        return False
    if "since" in forms(seen.words[side][head : head + 4]):  # "has not met since May": "last met in May"
        return False
    between = [n for n in range(negation.last + 1, head) if seen.words[side][n].form not in _LIGHT]
    between = [n for n in between if not seen.words[side][n].form.endswith("ly")]
    if not between or seen.words[side][negation.last].form in _DETERMINING:
        return True
    return all(there - 5 <= seen.to[side].get(n, -99) < there for n in between)


#: Words that make a condition of what comes after a negation, and those that put it without one.
_CONDITION = frozenset("before until unless without".split())
_NEEDED = frozenset("must only need needs needed once first require requires required".split())


def _until(seen: Wording, side: int, head: int) -> bool:
    """Whether a condition is put with a negation here and without one there: "cannot begin before you sign",
    "you must sign before it can begin"."""
    if _CONDITION.isdisjoint(forms(seen.words[side][head + 1 : head + 5])):
        return False
    there = seen.words[1 - side]
    return any(word.form in _NEEDED and n not in seen.to[1 - side] for n, word in enumerate(there))


#: Words before a plain predicate that stand where the other side has its "no" or "without".
_OPENERS = frozenset("some any a an all with managed able still".split())


def _plain_start(seen: Wording, side: int, at: int) -> int:
    words = seen.words[side]
    first = seen.verb_group(side, at)
    if first == at:
        article = at >= 2 and words[at - 1].form in ("a", "an", "any", "the")
        opener = at - 2 if article and words[at - 2].form in _OPENERS else at - 1
        if opener >= 0 and words[opener].form in _OPENERS:
            first = opener
    if first >= 2 and words[first - 1].form == "to" and words[first - 2].form in _OPENERS:
        first -= 2
    return first


def _accounted(
    seen: Wording, side: int, negation: Negation, others: list[Negation], settings: Opposing
) -> bool:
    """Whether the other side says no to the same thing in other words."""
    there = seen.to[side]
    heads = [*negation.heads, *_before(seen, side, negation.first)]
    places = [there[n] for n in heads if n in there]
    before, after = settings.accounts_before, settings.accounts_after
    if any(m.first - before <= place <= m.last + after for m in others for place in places):
        return True
    stems, theirs = seen.stems[side], seen.stems[1 - side]
    loose = [n for n in range(len(theirs)) if n not in seen.to[1 - side]]
    return any(
        contrary(stems[head], theirs[n]) or bare_of_prefix(seen.words[1 - side][n].form) == stems[head]
        for head in negation.heads
        for n in loose
    )


def _before(seen: Wording, side: int, at: int) -> list[int]:
    """The content word before a negation: in "found no trace" it is what is denied."""
    return [n for n in seen.content[side] if at - 4 <= n < at][-1:]


def _prefixed(seen: Wording, both: _Both, settings: Opposing) -> Iterator[tuple[Predicate, Predicate]]:
    """Words that one side has with a negating prefix and the other without."""
    for side in (0, 1):
        there = {
            seen.stems[1 - side][n]: n for n in reversed(seen.content[1 - side]) if n not in seen.to[1 - side]
        }
        for n in seen.content[side]:
            bare = None if n in seen.to[side] else bare_of_prefix(seen.words[side][n].form)
            at = there.get(bare) if bare else None
            if at is None or seen.together(*((n, at) if side == 0 else (at, n))) < settings.same_place:
                continue
            if _is_negated(seen, both, side, n) == _is_negated(seen, both, 1 - side, at):
                yield _ordered(
                    side, _predicate(seen, side, n, n, "negated"), _predicate(seen, 1 - side, at, at, "plain")
                )


def _is_negated(seen: Wording, both: _Both, side: int, at: int) -> bool:
    """Whether a word is denied; "no" and its like deny the verb of their noun too."""
    denying = [
        m
        for m in both[side]
        if not m.soft and at in (m.heads if seen.words[side][m.last].form in _DETERMINING else m.heads[:2])
    ]
    return len(denying) % 2 == 1


def _contraries(seen: Wording, both: _Both, settings: Opposing) -> Iterator[tuple[Predicate, Predicate]]:
    """Contraries that stand in the same place and are not made equal by a negation."""
    free = [
        [
            n
            for n, stem in enumerate(seen.stems[s])
            if n not in seen.to[s] and signs(stem) and not _bound(seen, s, n)
        ]
        for s in (0, 1)
    ]
    if len(free[0]) * len(free[1]) > MOST_COMBINATIONS:
        return
    scored = []
    for i in free[0]:
        for j in free[1]:
            one, other = seen.stems[0][i], seen.stems[1][j]
            if contrary(one, other):
                near = seen.together(i, j)
                loose = loosely_contrary(one, other)
                if near >= (settings.same_place_loose if loose else settings.same_place):
                    scored.append((-near, abs(i - j), i + j, i, j))
    used = set[int](), set[int]()
    for _, _, _, i, j in sorted(scored):
        if i in used[0] or j in used[1] or _converse(seen, i, j):
            continue
        used[0].add(i)
        used[1].add(j)
        if _is_negated(seen, both, 0, i) == _is_negated(seen, both, 1, j):
            yield _predicate(seen, 0, i, i, "contrary"), _predicate(seen, 1, j, j, "contrary")


def _bound(seen: Wording, side: int, n: int) -> bool:
    """Whether a word only bounds a figure ("more than 40"): the reader of figures tells that."""
    return n + 1 < len(seen.words[side]) and seen.words[side][n + 1].form == "than"


def _converse(seen: Wording, i: int, j: int) -> bool:
    """Whether the parties changed sides with the verb: "A beat B" is "B lost to A"."""
    if _passive(seen, 0, i) != _passive(seen, 1, j):
        return False
    before = [n for n in seen.content[0] if i - 8 <= n < i and n in seen.to[0]]
    after = [n for n in seen.content[0] if i < n <= i + 8 and n in seen.to[0]]
    if (
        seen.words[0][i].form in _TRADES or seen.words[1][j].form in _TRADES
    ):  # "for A to buy it", "to sell it to A"
        back = [n for n in seen.content[1] if j - 8 <= n < j and n in seen.to[1]]
        return bool(before and seen.to[0][before[-1]] > j) or bool(back and seen.to[1][back[-1]] > i)
    return bool(before and after) and seen.to[0][before[-1]] > j > seen.to[0][after[0]]


#: Verbs whose contrary tells the same deal from the other side.
_TRADES = frozenset("buy buys bought buying purchase purchases purchased sell sells sold selling".split())


def _passive(seen: Wording, side: int, n: int) -> bool:
    return "by" in forms(seen.words[side][n + 1 : n + 3])


def _losses(seen: Wording) -> Iterator[tuple[Predicate, Predicate]]:
    """Figures that one side calls a loss and the other does not: the lines of earnings tables."""
    for side in (0, 1):
        runs: list[list[tuple[int, int, int]]] = []
        for n in range(len(seen.words[side]) - 1):
            figure = _loss_before(seen, side, n)
            there = seen.to[side].get(figure) if figure else None
            if figure is None or there is None or n in seen.to[side] or _called_loss(seen, 1 - side, there):
                continue
            if (
                runs
                and _one_line(seen, side, runs[-1][-1][1], n)
                and _one_line(seen, 1 - side, runs[-1][-1][2], there)
            ):
                runs[-1].append((n, figure, there))
            else:
                runs.append([(n, figure, there)])
        for run in runs:
            first, last = run[0], run[-1]
            opening = first[2]
            if (
                opening
                and seen.stems[1 - side][opening - 1] in _PROFIT
                and opening - 1 not in seen.to[1 - side]
            ):
                opening -= 1
            here = _predicate(seen, side, first[0], _with_unit(seen, side, last[1]), "loss")
            if opening <= last[2]:
                yield _ordered(
                    side,
                    here,
                    _predicate(seen, 1 - side, opening, _with_unit(seen, 1 - side, last[2]), "figure"),
                )


_LOSS = frozenset({"loss", "losses", "deficit"})
_PROFIT = frozenset({"net", "profit", "income", "gain"})
_CENTS = frozenset("cts cents cent dollars million billion pct percent".split())


def _loss_before(seen: Wording, side: int, n: int) -> int | None:
    """The place of the figure that follows a lone "loss" ("loss 24 cts"), or None."""
    words = seen.words[side]
    if words[n].form not in _LOSS:
        return None
    for at in (n + 1, n + 2):
        if at < len(words) and words[at].form[0].isdigit():
            return at
        if at < len(words) and words[at].form not in "$\u00a3\u20ac":
            return None
    return None


def _called_loss(seen: Wording, side: int, figure: int) -> bool:
    return any(word.form in _LOSS for word in seen.words[side][max(0, figure - 3) : figure])


def _one_line(seen: Wording, side: int, first: int, last: int) -> bool:
    a, b = sorted((first, last))
    return "\n" not in seen.texts[side][seen.words[side][a].start : seen.words[side][b].start]


def _with_unit(seen: Wording, side: int, at: int) -> int:
    words = seen.words[side]
    return at + 1 if at + 1 < len(words) and words[at + 1].form in _CENTS else at
