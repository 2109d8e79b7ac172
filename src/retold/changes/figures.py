"""Figures: numbers, amounts, shares, counts, ages, scores and how exactly they are said.

Reads the figures of linked sentences by value and unit (`text.numbers`) and pairs them: equal ones first,
then those that count the same thing or stand in the same words. Equal values written otherwise are no
change; what differs within the rounding of the coarser one is told as rounded or sharper; everything
else that was paired is a conflict. A figure without a counterpart is dropped or added, unless the other
report gives it in another sentence.

Not tried: sums and differences ("950" for "800 and 150"), conversions of currency, figures that only
the sentence's meaning shows ("both" for "one").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..model import ChangeKind, Span
from ..settings import Counting
from ..text.numbers import MANY, MOVED, Quantity
from ..text.quotation import shown
from ..text.tokens import stem
from .base import Linked, Told, View

KIND: ChangeKind = "figure"

#: Pairs of figures of one link that are all weighed; in larger ones, tables, only those that stand near in order.
_MOST_PAIRS = 10_000
_IN_TABLES = 20
#: Values this close in ratio are equal: digits lost in writing a fraction as a decimal.
_EQUAL = 1e-6


#: The score of figures of which one rounds the other; below it two figures are merely in like surroundings.
_ROUNDED_SCORE = 1.5
_LEVEL = re.compile(r"\b(to|at|from)\s+(?:an?\s+)?(?:\w+\s+(?:high|low)\s+of\s+)?$", re.IGNORECASE)


_TIMES_BEHIND = re.compile(r"\s+times?\b(?!\s+(?:as|more|larger|higher))")
#: Words that say how often without a number.
_OFTEN = frozenset("again repeatedly often frequently once twice".split())


@dataclass(frozen=True)
class Figure:
    """A figure in its place, with the stems of the words around it."""

    quantity: Quantity
    text: str
    around: frozenset[str]
    settings: Counting
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    counted: frozenset[str] = frozenset()

    @property
    def times(self) -> int:
        """Characters of "times" behind a figure that says how often: "a second time", "multiple times"; else 0."""
        q = self.quantity
        behind = _TIMES_BEHIND.match(self.text, q.end) if q.weak or q.unit == MANY else None
        return behind.end() - q.end if behind else 0

    @property
    def counts_alone(self) -> bool:
        """Whether it is told when it has no counterpart: "two men" is as often reworded as dropped."""
        q = self.quantity
        if self.times:
            return True
        return not q.weak and not (q.words and abs(q.value) <= self.settings.small_count and _counted(q.unit))

    @cached_property
    def role(self) -> str:
        """Whether it says by how much a thing moved, to where, or from where; nothing where no word tells."""
        before = self.text[max(0, self.quantity.start - 24) : self.quantity.start]
        if MOVED.search(before):
            return "moved"
        told = _LEVEL.search(before)
        return told[1].lower().replace("at", "to") if told else ""

    def fits(self, other: Figure) -> float:
        """How well the roles of both go together."""
        if not self.role or not other.role:
            return 0.0
        return self.settings.role if self.role == other.role else -self.settings.role

    def alike(self, other: Figure) -> float:
        """Dice of the words around both."""
        return 2 * len(self.around & other.around) / ((len(self.around) + len(other.around)) or 1)

    def stands_as(self, other: Figure) -> bool:
        """Whether the words right before and right after both are the same."""
        return bool(self.after) and self.before[-1:] == other.before[-1:] and self.after == other.after

    @property
    def span(self) -> Span:
        """The figure with its hedge and unit."""
        return Span(self.quantity.start, self.quantity.end + self.times)

    @property
    def said(self) -> str:
        """The words as they stand."""
        return shown(self.text[self.span.start : self.span.end])


def pairs(view: View) -> Iterator[tuple[Figure | None, Figure | None]]:
    """The figures of both sides, each with its counterpart or None."""
    settings = view.settings.counting
    first, second = _figures(view.first, settings), _figures(view.second, settings)
    first, second = _without_told_scores(first, second), _without_told_scores(second, first)
    pairing = _by_likeness(first, second, settings)
    pairing |= _in_order(first, second, pairing)
    pairing |= _last_two(first, second, pairing, settings)
    pairing |= _bare(first, second, pairing, settings)
    _swap(first, second, pairing, settings)
    yield from ((first[i], second[j]) for i, j in sorted(pairing.items()))
    held = set(pairing.values())
    for i, a in enumerate(first):
        if i not in pairing and a.counts_alone and not _elsewhere(a, view.second, settings):
            yield a, None
    for j, b in enumerate(second):
        if j not in held and b.counts_alone and not _elsewhere(b, view.first, settings):
            yield None, b


def _without_told_scores(figures: list[Figure], others: list[Figure]) -> list[Figure]:
    """Without a score whose two numbers the other side gives apart ("61-58"; "61 ... against 58"), and those numbers."""

    def told_apart(score: Quantity, numbers: list[Figure]) -> bool:
        values = [f.quantity.value for f in numbers if f.quantity.unit != "score"]
        return score.unit == "score" and score.low in values and score.high in values

    scores = [f.quantity for f in others if told_apart(f.quantity, figures)]
    given = {value for score in scores for value in (score.low, score.high)}
    return [
        f
        for f in figures
        if not told_apart(f.quantity, others)
        and not (f.quantity.value in given and f.quantity.unit != "score")
    ]


def _last_two(
    first: list[Figure], second: list[Figure], pairing: dict[int, int], settings: Counting
) -> dict[int, int]:
    """The only counted figure that each side has left, where people are counted: "people", "shoppers"."""
    held = set(pairing.values())
    ones = [
        n for n, f in enumerate(first) if n not in pairing and f.counts_alone and _counted(f.quantity.unit)
    ]
    others = [
        n for n, f in enumerate(second) if n not in held and f.counts_alone and _counted(f.quantity.unit)
    ]
    if len(ones) != 1 or len(others) != 1:
        return {}
    one, other = first[ones[0]], second[others[0]]
    if not {one.quantity.unit, other.quantity.unit} & _PEOPLE and not one.counted & other.counted:
        return {}
    low, high = sorted((abs(first[ones[0]].quantity.value), abs(second[others[0]].quantity.value)))
    return {ones[0]: others[0]} if 0 < high <= settings.like_size * low else {}


_PEOPLE = frozenset({"person", "man", "woman", "child", "soldier"})


def _bare(
    first: list[Figure], second: list[Figure], pairing: dict[int, int], settings: Counting
) -> dict[int, int]:
    """A number without a unit and one with a unit, in like surroundings: "up 17.2", "up 30.4 points"."""
    held = set(pairing.values())
    ones = [n for n, f in enumerate(first) if n not in pairing and f.counts_alone]
    others = [n for n, f in enumerate(second) if n not in held and f.counts_alone]
    if len(ones) * len(others) > _MOST_PAIRS:
        return {}
    scored = sorted(
        (-first[i].alike(second[j]) - first[i].fits(second[j]), abs(i - j), i + j, i, j)
        for i in ones
        for j in others
        if not first[i].quantity.unit or not second[j].quantity.unit
    )
    found: dict[int, int] = {}
    for alike, _, _, i, j in scored:
        low, high = sorted((abs(first[i].quantity.value), abs(second[j].quantity.value)))
        if (
            -alike >= settings.same_thing / 2
            and high <= settings.bare_size * low
            and i not in found
            and j not in found.values()
        ):
            found[i] = j
    return found


def _by_likeness(first: list[Figure], second: list[Figure], settings: Counting) -> dict[int, int]:
    """Equal figures and figures in like surroundings, the likeliest first."""
    near = max(len(first), len(second)) if len(first) * len(second) <= _MOST_PAIRS else _IN_TABLES
    scored = sorted(
        (
            -score if score >= _ROUNDED_SCORE else settings.out_of_order * abs(i - j) - score,
            abs(i - j),
            i + j,
            i,
            j,
        )
        for i, a in enumerate(first)
        for j in range(max(0, i - near), min(len(second), i + near + 1))
        if (score := _score(a, second[j], settings)) > 0
    )
    pairing: dict[int, int] = {}
    held = set[int]()
    for _, _, _, i, j in scored:
        if i not in pairing and j not in held:
            pairing[i] = j
            held.add(j)
    return pairing


def _in_order(first: list[Figure], second: list[Figure], pairing: dict[int, int]) -> dict[int, int]:
    """Figures that are left: those of one unit stand in the same order, as many of them as can be paired."""
    held = set(pairing.values())
    left_over: dict[str, tuple[list[int], list[int]]] = {}
    for side, (figures, used) in enumerate(((first, set(pairing)), (second, held))):
        for n, figure in enumerate(figures):
            if n not in used and not figure.quantity.weak:
                left_over.setdefault(_family(figure.quantity), ([], []))[side].append(n)
    found: dict[int, int] = {}
    for ones, others in left_over.values():
        if ones and others:
            found |= _matched_in_order(ones, others, first, second)
    return found


def _matched_in_order(
    ones: list[int], others: list[int], first: list[Figure], second: list[Figure]
) -> dict[int, int]:
    """The pairing that keeps the order of both, with the most pairs and then the likest surroundings."""
    if len(ones) * len(others) > _MOST_PAIRS // 10:
        return dict(zip(ones, others, strict=False))
    best: dict[tuple[int, int], tuple[int, float, tuple[tuple[int, int], ...]]] = {}
    for n in range(len(ones) + 1):
        for m in range(len(others) + 1):
            options: list[tuple[int, float, tuple[tuple[int, int], ...]]] = [(0, 0.0, ())]
            if n:
                options.append(best[n - 1, m])
            if m:
                options.append(best[n, m - 1])
            if n and m:
                count, alike, pairs_so_far = best[n - 1, m - 1]
                i, j = ones[n - 1], others[m - 1]
                fit = first[i].alike(second[j]) + first[i].fits(second[j])
                options.append((count + 1, alike + fit, (*pairs_so_far, (i, j))))
            best[n, m] = max(options, key=lambda option: (option[0], round(option[1], 9)))
    return dict(best[len(ones), len(others)][2])


def _swap(first: list[Figure], second: list[Figure], pairing: dict[int, int], settings: Counting) -> None:
    """Two equal figures that changed places: paired by what stands next to them instead, so that both conflict."""
    items = sorted(pairing.items())
    if len(items) ** 2 > _MOST_PAIRS:
        return
    for n, (i, j) in enumerate(items):
        for k, m in items[n + 1 :]:
            a, b, c, d = first[i], second[j], first[k], second[m]
            if not (_equal(a.quantity, b.quantity, settings) and _equal(c.quantity, d.quantity, settings)):
                continue
            if _equal(a.quantity, c.quantity, settings):
                continue
            if _count_each_other(a, b, c, d):
                pairing[i], pairing[k] = m, j
                continue
            if _family(a.quantity) != _family(c.quantity):
                continue
            if a.stands_as(d) and c.stands_as(b) and not (a.stands_as(b) or c.stands_as(d)):
                pairing[i], pairing[k] = m, j


def _count_each_other(a: Figure, b: Figure, c: Figure, d: Figure) -> bool:
    """Whether two counts changed what they count: "40 goals in 12 games", "12 goals in 40 games"."""
    goals, games = a.quantity.unit, c.quantity.unit
    return (
        goals != games
        and (d.quantity.unit, b.quantity.unit) == (goals, games)
        and all(unit and _counted(unit) for unit in (goals, games))
    )


def _family(quantity: Quantity) -> str:
    """What can stand for each other: a measure, money in any coin, one counted noun, or a number without a noun."""
    if quantity.unit in _MONEY:
        return "money"
    if quantity.unit in _SIZES:
        return _SIZES[quantity.unit][0]
    return quantity.unit


def tell(left: Figure | None, right: Figure | None) -> Told | None:
    """What became of a figure."""
    if left is None or right is None:
        if left is not None:
            return Told("dropped", "loss", f'the figure "{left.said}" was dropped')
        return Told("added", "gain", f'the figure "{right.said}" was added') if right else None
    a, b, settings = left.quantity, right.quantity, left.settings
    became = f'"{left.said}" became "{right.said}"'
    if MANY in {a.unit, b.unit}:
        told_alike = (
            a.unit == b.unit or (left.times and b.weak) or (right.times and a.weak)
        )  # "several times"
        return None if told_alike else _vague(a, b, became, settings)
    if not _same_unit(a, b, settings):
        return Told("altered", "conflict", f"{became}: another unit")
    if (a.exactness == "vague") != (b.exactness == "vague"):
        return _vague(a, b, became, settings)
    if _equal(a, b, settings):
        if a.converted != b.converted:
            told = "added" if b.converted else "dropped"
            return Told(
                "added" if b.converted else "dropped", "precision", f"{became}: a converted sum was {told}"
            )
        return _other_hedge(left, right, became)
    return _other_exactness(a, b, became, settings) or Told(
        "altered", "conflict", f"{became}{_by_how_much(a, b)}"
    )


def _other_hedge(left: Figure, right: Figure, became: str) -> Told | None:
    """The same value, said more or less surely."""
    a, b = left.quantity, right.quantity
    if a.exactness == b.exactness or "vague" in {a.exactness, b.exactness}:
        return None
    if "exact" in {a.exactness, b.exactness} and (_beyond(left) or _beyond(right)):
        told = "came" if _beyond(right) else "went"
        return Told(
            "altered", "conflict", f"{became}: the limit {told}, and the figure itself is not what it was"
        )
    if b.exactness == "exact":
        return Told("sharper", "precision", f"{became}: the approximation was dropped")
    if a.exactness == "exact":
        return Told("vaguer", "precision", f"{became}: made approximate")
    if {a.exactness, b.exactness} == {"at least", "at most"}:
        return Told("altered", "conflict", f"{became}: the limit was turned round")
    return Told("altered", "precision", f"{became}: another approximation")


def _beyond(figure: Figure) -> bool:
    """Whether a figure is said to be passed or not reached, so that its own value is excluded."""
    lead = figure.text[figure.quantity.start : figure.quantity.core[0]]
    return bool(_EXCLUDES.search(lead))


_EXCLUDES = re.compile(r"\b(?:below|under|less\s+than|fewer\s+than)\s*$", re.IGNORECASE)


def _other_exactness(a: Quantity, b: Quantity, became: str, settings: Counting) -> Told | None:
    """Another value that the first one allows, or None: rounded, or inside a range, or a range around it."""
    if _rounds_to(a, b, settings):
        return Told("rounded", "precision", f"{became}: rounded")
    if _rounds_to(b, a, settings):
        return Told("sharper", "precision", f"{became}: given more exactly")
    if a.low < b.low and b.high < a.high:
        return Told("sharper", "precision", f"{became}: inside the range that was given")
    if b.low < a.low and a.high < b.high:
        return Told("vaguer", "precision", f"{became}: a range around it")
    return None


def _vague(a: Quantity, b: Quantity, became: str, settings: Counting) -> Told:
    low, high = sorted((abs(a.value) or 1.0, abs(b.value) or 1.0))
    vague, exact = (a, b) if a.exactness == "vague" else (b, a)
    below = vague.unit != MANY and abs(exact.high) < abs(vague.value) / settings.vague_below
    if (
        high / low > settings.vague_above or below
    ):  # "dozens" holds 20 to 99; it does not hold 12,000 and not 5
        return Told("altered", "conflict", f"{became}: another order of size")
    if b.exactness == "vague":
        return Told("vaguer", "precision", f"{became}: made vaguer")
    return Told("sharper", "precision", f"{became}: made exact")


def _figures(side: Linked, settings: Counting) -> list[Figure]:
    reach = settings.around
    places = [(word.start, word.end) for word in side.words]
    found = []
    for quantity in side.figures:
        inside = [n for n, (start, end) in enumerate(places) if start < quantity.end and end > quantity.start]
        first, last = (inside[0], inside[-1]) if inside else (0, 0)
        near = [*side.stems[max(0, first - reach) : first], *side.stems[last + 1 : last + 1 + reach]]
        unit = [stem(quantity.unit)] if quantity.unit.isalpha() else []
        counted = [side.stems[n] for n in inside if places[n][0] >= quantity.core[1]]
        around = frozenset([*(s for s in [*near, *counted] if len(s) > 2), *unit])
        before, after = side.stems[max(0, first - _BESIDE) : first], side.stems[last + 1 : last + 1 + _BESIDE]
        found.append(
            Figure(
                quantity,
                side.text,
                around,
                settings,
                _content(before),
                _content(after),
                frozenset(_root(s) for s in counted),
            )
        )
    return found


def _root(form: str) -> str:
    """What "infected" and "infections" share."""
    return form.removesuffix("ion")


def _content(stems: list[str]) -> tuple[str, ...]:
    """Words, without figures: those of a swapped pair stand beside each other."""
    return tuple(stem for stem in stems if not stem[0].isdigit())


#: Words right before and right after a figure that tell one of two like figures from the other.
_BESIDE = 3


def _score(a: Figure, b: Figure, settings: Counting) -> float:
    """How surely two figures are one thing told twice; 0 where nothing says so."""
    alike = a.alike(b)
    if a.quantity.ordinal != b.quantity.ordinal:
        return 0.0
    if MANY in {a.quantity.unit, b.quantity.unit}:
        return alike if alike >= settings.same_thing_other_unit else 0.0
    units = _same_unit(a.quantity, b.quantity, settings)
    if a.quantity.ordinal and a.after[:1] != b.after[:1]:
        return 0.0
    if units and _equal(a.quantity, b.quantity, settings):
        return 2 + alike
    if units and (
        _rounds_to(a.quantity, b.quantity, settings) or _rounds_to(b.quantity, a.quantity, settings)
    ):
        return _ROUNDED_SCORE + alike if alike >= settings.same_thing / 2 else 0.0
    kin = units or _family(a.quantity) == _family(b.quantity)
    if kin and a.quantity.unit and b.quantity.unit:
        alike += a.fits(b)
        return alike if alike >= settings.same_thing else 0.0
    if _close(a.quantity.value, b.quantity.value) and alike >= settings.same_thing:
        return alike  # the same number of another unit
    measured = not _counted(a.quantity.unit) and not _counted(b.quantity.unit)
    if measured and _family(a.quantity) != _family(b.quantity):
        return 0.0  # a share is no sum of money, whatever stands around both
    low, high = sorted((abs(a.quantity.value), abs(b.quantity.value)))
    return alike if alike >= settings.same_thing_other_unit and high <= settings.any_size * low else 0.0


def _same_unit(a: Quantity, b: Quantity, settings: Counting) -> bool:
    """Units agree where they are equal, or where one is left to be understood or is a counted noun."""
    if _converted(a, b, settings):
        return True
    if a.unit == b.unit or not a.unit or not b.unit:
        return True
    return _counted(a.unit) and _counted(b.unit)


_MONEY = frozenset({"$", "\u20ac", "\u00a3", "\u00a5", "cent", "penny", "rupee", "rouble"})
_MEASURED = frozenset(
    "% $ point cent penny km mile metre foot kg ton tonne litre mph km/h bpd age share score time degree".split()
) | {"\u20ac", "\u00a3", "\u00a5", "rupee", "rouble", "basis point", "year-old"}


def _counted(unit: str) -> bool:
    return unit not in _MEASURED


#: Lengths in metres, weights in kilograms: what one thing weighs in two units is no change.
_SIZES = {
    "km": ("length", 1000.0), "mile": ("length", 1609.344), "metre": ("length", 1.0), "foot": ("length", 0.3048),
    "cm": ("length", 0.01), "mm": ("length", 0.001), "inch": ("length", 0.0254),
    "kg": ("weight", 1.0), "tonne": ("weight", 1000.0), "ton": ("weight", 907.2),
}  # fmt: skip


def _converted(a: Quantity, b: Quantity, settings: Counting) -> bool:
    """Whether two figures are one size in two units."""
    one, other = _SIZES.get(a.unit), _SIZES.get(b.unit)
    if one is None or other is None or a.unit == b.unit or one[0] != other[0]:
        return False
    x, y = a.value * one[1], b.value * other[1]
    return abs(x - y) <= settings.converted * max(abs(x), abs(y))


def _equal(a: Quantity, b: Quantity, settings: Counting) -> bool:
    if _converted(a, b, settings) or _one_share(a, b, settings):
        return True
    return _close(a.low, b.low) and _close(a.high, b.high)


def _one_share(a: Quantity, b: Quantity, settings: Counting) -> bool:
    """ "A third" and "33 per cent": a share in words is no more exact than a percentage point."""
    return a.unit == b.unit == "%" and a.words != b.words and abs(a.value - b.value) <= settings.share_points


def _close(x: float, y: float) -> bool:
    return abs(x - y) <= _EQUAL * max(abs(x), abs(y), 1e-12)


def _rounds_to(exact: Quantity, rounded: Quantity, settings: Counting) -> bool:
    """Whether the second is the first with fewer digits, or a spelled share of it."""
    if exact.low != exact.high or rounded.low != rounded.high:
        return False
    if (
        exact.exactness == rounded.exactness != "exact"
    ):  # "at least 40" and "at least 42": neither rounds the other
        return False
    x, y = exact.value, rounded.value
    if rounded.exactness == "about" and x > y and rounded.short:
        return False
    if y == 0 or rounded.digits >= exact.digits:
        return (
            rounded.exactness == "about"
            and rounded.digits <= settings.few_digits
            and abs(x - y) <= settings.about * abs(y)
        )
    step = abs(y)
    while step >= 1 and step % 10 == 0:
        step /= 10
    unit = abs(y) / step if step else 1.0
    fraction = f"{step:.6f}".rstrip("0").split(".")[1] if "." in f"{step:.6f}".rstrip("0") else ""
    unit = unit / 10 ** len(fraction)
    if rounded.exactness == "at least":
        return bool(y <= x < y + unit)
    if rounded.exactness == "at most":
        return bool(y - unit < x <= y)
    near = abs(x - y) <= 0.5 * unit * (1 + _EQUAL)
    counted = fraction == "" and unit > 1 and abs(y) < settings.round_from
    return bool(
        near and (rounded.exactness == "about" or (abs(x - y) <= settings.rounded * abs(y) and not counted))
    )


def _by_how_much(a: Quantity, b: Quantity) -> str:
    x, y = a.value, b.value
    if x <= 0 or y <= 0:
        return ""
    ratio = max(x, y) / min(x, y)
    way = "larger" if y > x else "smaller"
    if ratio >= 1.95:
        times = f"{ratio:.0f}" if ratio >= 10 or abs(ratio - round(ratio)) < 0.05 else f"{ratio:.1f}"
        return f": {_TIMES.get(times, times)} times {way}"
    return f": {way} by {abs(y - x) / x:.0%}" if abs(y - x) / x >= 0.005 else ""


_TIMES = {"2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "8": "eight", "10": "ten"}


def _elsewhere(figure: Figure, other: Linked, settings: Counting) -> bool:
    """Whether the other report gives the same figure in some sentence, or says in other words how often."""
    if figure.times and any(word.form in _OFTEN for word in other.words):
        return True
    return any(
        _same_unit(figure.quantity, candidate, settings) and _equal(figure.quantity, candidate, settings)
        for candidate in other.whole.figures_near(figure.quantity.low)
    )
