"""At most how many independent origins are behind a claim, with the reason for each merge.

In go the sightings of a claim as `Telling`s: their words, what their reports credit, when they were published. Out
come groups of reports that have the claim from one place, one sentence for each sign of it, and the reports without
a sign. Text can show that two reports share an origin, never that they do not: the count is an upper bound.

1. Each telling is held against those before it (by date, then id). Signs that it was taken over: the same text; a
   version of the same report; the same sentence, long enough; runs of odd words ("odd": rare, small, outside
   quotation marks, neither name nor figure); and where the two reports derive from each other as a whole, less of the
   same. A shared true figure or name is no sign, and neither are quoted words: two reporters may have heard them.
2. Each telling hangs on one earlier one alone, the one with the strongest sign. So a report that took one sentence
   from one agency and one from another does not make the two agencies one.
3. Tellings whose text, or whose claim, is credited to one medium go together. Where a report credits several media,
   its words decide; where they do not, it adds no origin beyond those media.

Not tried: direction (who took from whom) where the dates do not tell it; that changes no count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from .model import Origin, Origins, Segmented, Span
from .settings import Tracing
from .text.counterparts import FUNCTION_WORDS
from .text.diff import blocks, moves
from .text.number_words import MANY_WORDS, ONES, SCALES
from .text.tokens import Word

#: How much of one report derives from another, as a whole.
Derivation = Literal["retelling", "partial-retelling"]
#: Asked for two reports by their ids: whether one derives from the other. The one place where it is asked.
Derived = Callable[[str, str], Derivation | None]

_NUMBERS = frozenset({*ONES, *SCALES, *(word for words in MANY_WORDS for word in words.split())})


class Token(NamedTuple):
    """A word of a telling: its form, what it weighs as a sign of copying, and where it stands."""

    form: str
    weight: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Telling:
    """One sighting as it is held against others.

    `text` is what it stands in, `same_report` what all versions of the report have in common (an address, the first id).
    `media` are those to whom the text is credited as a whole, `heard` those to whom this sentence is. `corrects` says
    that its report calls itself a correction.
    """

    sighting: str
    report: str
    words: tuple[Token, ...]
    text: str
    same_report: frozenset[str] = frozenset()
    publisher: str | None = None
    media: frozenset[str] = frozenset()
    heard: frozenset[str] = frozenset()
    corrects: bool = False

    @property
    def credited(self) -> frozenset[str]:
        """The media that the claim comes from by the report's own words."""
        return self.heard or self.media


class Sign(NamedTuple):
    """That a telling was taken over from another one: how strong a sign, which, and the words that show it."""

    strength: float
    why: str
    shown: str = ""


def tokens(
    segmented: Segmented, number: int, words: Sequence[Word], weight: Callable[[str], float]
) -> tuple[Token, ...]:
    """The words of a sentence with what each weighs as a sign of copying: names, figures, quoted words nothing."""
    text, quoted = segmented.report.text, segmented.sentences[number].quoted
    found = []
    for place, (form, start, end) in enumerate(words):
        plain = (
            place > 0
            and not text[start].isupper()
            and not form[0].isdigit()
            and form not in FUNCTION_WORDS
            and form not in _NUMBERS
            and not any(a <= start < b for a, b in quoted)
        )
        found.append(Token(form, weight(form) if plain else 0.0, start, end))
    return tuple(found)


def copied(one: Sequence[Token], other: Sequence[Token], least: int) -> tuple[float, Span | None]:
    """The weight of the words that stand in equal runs in both, and the run of `one` that weighs most."""
    here, there = [word.form for word in one], [word.form for word in other]
    found = blocks(here, there)
    total, best, place = 0.0, 0.0, None
    for block in [*(b for b in found if b.equal), *moves(found, here, there)]:
        size = block.left_end - block.left
        if size < least:
            continue
        held = sum(min(one[block.left + n].weight, other[block.right + n].weight) for n in range(size))
        total += held
        if held > best:
            best, place = held, Span(one[block.left].start, one[block.left_end - 1].end)
    return total, place


def one_house(one: Telling, other: Telling) -> bool:
    """Whether two tellings come from the same newsroom: versions of a report, one publisher, one credited medium."""
    same = one.publisher is not None and one.publisher == other.publisher
    return same or bool(one.same_report & other.same_report) or bool(one.credited & other.credited)


def sign(later: Telling, earlier: Telling, derived: Derived, settings: Tracing) -> Sign | None:
    """Whether a telling shows that it was taken over from an earlier one, or that both were from a third."""
    if later.text == earlier.text:
        return Sign(_SAME_TEXT, "{0} has the same text as {1}")
    if later.same_report & earlier.same_report:
        return Sign(_VERSION, "{0} is another version of {1}")
    if later.corrects and one_house(later, earlier):
        return Sign(_VERSION, "{0} is a corrected telling of {1}")
    apart = bool(later.credited and earlier.credited and not later.credited & earlier.credited)
    same = [word.form for word in later.words] == [word.form for word in earlier.words]
    weight, place = copied(later.words, earlier.words, settings.run_words)
    shown = later.text[place.start : place.end] if place else ""
    telling = weight >= settings.odd_between
    if same and telling and len(later.words) >= settings.verbatim_words and not apart:
        return Sign(_VERBATIM + weight, "{0} has the sentence of {1} word for word")
    if weight >= settings.odd_alone and not apart:
        return Sign(weight, "{0} shares the odd wording \u201c{2}\u201d with {1}", shown)
    how = derived(later.report, earlier.report)
    if how is None or (apart and how != "retelling"):
        return None
    if same:
        return Sign(_VERBATIM + weight, "{0} retells {1}, and has this sentence word for word")
    if telling:
        return Sign(weight, "{0} retells {1}, and shares the wording \u201c{2}\u201d", shown)
    if how == "retelling" and not apart:
        return Sign(weight, "{0} retells {1} from end to end, this sentence in other words")
    return None


#: Strengths that come before any weight of words.
_SAME_TEXT, _VERSION, _VERBATIM = 3000.0, 2000.0, 1000.0


class Merged(NamedTuple):
    """The origins of a claim, and for each telling the earlier one that it hangs on, by their sightings."""

    origins: Origins
    parents: Mapping[str, str]
    groups: Mapping[str, int]
    notes: tuple[str, ...]


def origins(tellings: Sequence[Telling], derived: Derived, settings: Tracing) -> Merged:
    """Group the tellings of a claim, given in the order in which they were published."""
    groups = _Groups(len(tellings))
    parents: dict[str, str] = {}
    reasons: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    wordings: dict[tuple[str, tuple[str, ...]], int] = {}
    left_out = 0
    for number, telling in enumerate(tellings):
        earlier = [n for n in wordings.values() if tellings[n].report != telling.report]
        left_out += max(0, len(earlier) - settings.most_wordings)
        found = _strongest(tellings, number, earlier[: settings.most_wordings], derived, settings)
        if found is not None:
            parent, shown = found
            groups.join(parent, number)
            parents[telling.sighting] = tellings[parent].sighting
            reasons[parent, shown.why, shown.shown].append(number)
        wordings.setdefault((telling.text, tuple(word.form for word in telling.words)), number)
    because = [
        (parent, why.format(_listed(tellings, numbers), tellings[parent].report, _short(shown)))
        for (parent, why, shown), numbers in reasons.items()
    ]
    because += _by_credit(tellings, groups)
    made = _origins(tellings, groups, because)
    notes = (f"{left_out:,} pairs of wordings were not held against each other",) if left_out else ()
    return Merged(made, parents, {t.sighting: groups.root(n) for n, t in enumerate(tellings)}, notes)


def _strongest(
    tellings: Sequence[Telling], number: int, earlier: Sequence[int], derived: Derived, settings: Tracing
) -> tuple[int, Sign] | None:
    best: tuple[int, Sign] | None = None
    for other in earlier:
        shown = sign(tellings[number], tellings[other], derived, settings)
        if shown is not None and (best is None or shown.strength > best[1].strength):
            best = other, shown
    return best


def _by_credit(tellings: Sequence[Telling], groups: _Groups) -> Iterator[tuple[int, str]]:
    """Join what is credited to one medium; the reasons, each with a telling of its group."""
    by_medium: dict[str, list[int]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        if len(telling.credited) == 1:
            by_medium[next(iter(telling.credited))].append(number)
    for medium, numbers in sorted(by_medium.items()):
        for number in numbers[1:]:
            groups.join(numbers[0], number)
        if len({tellings[n].report for n in numbers}) > 1:
            yield numbers[0], f"{_listed(tellings, numbers)} credit {medium}"
    for number, telling in enumerate(tellings):
        if len(telling.credited) > 1 and groups.lone(number):
            known = [by_medium[medium][0] for medium in sorted(telling.credited) if medium in by_medium]
            if len(known) == len(telling.credited):
                groups.join(known[0], number)
                media = " and ".join(sorted(telling.credited))
                yield known[0], f"{telling.report} credits {media}, and both stand here already"


def _origins(
    tellings: Sequence[Telling], groups: _Groups, because: Sequence[tuple[int, str]]
) -> Origins:
    members: dict[int, list[str]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        members[groups.root(number)].append(telling.report)
    told: dict[int, list[str]] = defaultdict(list)
    for number, why in because:
        told[groups.root(number)].append(why)
    found = [
        Origin(tuple(dict.fromkeys(reports)), tuple(dict.fromkeys(told[root])))
        for root, reports in members.items()
        if len(set(reports)) > 1
    ]
    grouped = {report for group in found for report in group.reports}
    unknown = tuple(dict.fromkeys(t.report for t in tellings if t.report not in grouped))
    return Origins(len(found) + len(unknown), tuple(found), unknown)


def _listed(tellings: Sequence[Telling], numbers: Sequence[int]) -> str:
    """The reports of some tellings, by name: "a", "a and b", "a, b and c"."""
    names = list(dict.fromkeys(tellings[n].report for n in numbers))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _short(shown: str, most: int = 80) -> str:
    line = " ".join(shown.split())
    return line if len(line) <= most else line[: most - 2].rstrip() + " \u2026"


class _Groups:
    """What hangs together; a group goes by its smallest member."""

    def __init__(self, count: int) -> None:
        self._of = list(range(count))

    def root(self, member: int) -> int:
        """The smallest member of the group."""
        while self._of[member] != member:
            self._of[member] = self._of[self._of[member]]
            member = self._of[member]
        return member

    def join(self, one: int, other: int) -> None:
        """Make two groups one."""
        low, high = sorted((self.root(one), self.root(other)))
        self._of[high] = low

    def lone(self, member: int) -> bool:
        """Whether it stands in a group of its own."""
        root = self.root(member)
        return sum(self.root(n) == root for n in range(len(self._of))) == 1
