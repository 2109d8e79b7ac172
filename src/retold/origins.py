"""At most how many independent origins are behind a claim, with the reason for each merge.

In go the sightings of a claim as `Telling`s: their words, what their reports credit, when they were published. Out
come groups of reports that have the claim from one place, one sentence for each sign of it, and the reports without
a sign. Text can show that two reports share an origin, never that they do not: the count is an upper bound.

1. Each telling is held against those before it (by date, then id). Signs that it was taken over: the same text; a
   version of the same report; the same sentence, long enough; runs of odd words ("odd": rare, small, outside
   quotation marks, neither name nor figure); and where the two reports derive from each other as a whole, less of the
   same. A shared true figure or name is no sign, and neither are quoted words: two reporters may have heard them; a
   figure that both have as a slip of the one that was told before is a sign (`slips`).
2. Each telling hangs on one earlier one alone, the one with the strongest sign. So a report that took one sentence
   from one agency and one from another does not make the two agencies one.
3. Tellings whose text, or whose claim, is credited to one medium go together. Where a report credits several media,
   its words decide; where they do not, it adds no origin beyond those media.

Not tried: direction (who took from whom) where the dates do not tell it; that changes no count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from .model import Origin, Origins, Segmented, Span
from .settings import Tracing
from .slips import slips
from .text.counterparts import FUNCTION_WORDS
from .text.diff import blocks, moves
from .text.listed import listed
from .text.number_words import NUMBERS
from .text.together import Together
from .text.tokens import Word

#: How much of one report derives from another, as a whole.
Derivation = Literal["retelling", "partial-retelling"]
#: Asked for two reports by their ids: whether one derives from the other. The one place where it is asked.
Derived = Callable[[str, str], Derivation | None]


class Descent(Protocol):
    """What is asked of the family tree of the reports (`lineage.Ancestry`)."""

    def nearest(self, report: str, among: Collection[str], /) -> tuple[str, ...]:
        """Those of some reports from which one descends with none of them between, the surest first."""

    def beside(self, report: str, among: Collection[str], /) -> tuple[str, ...]:
        """Those of some reports that go back to a lost one to which this goes back, too."""


#: Asked for a report where words and credits leave a question: the family tree that it stands in, if there is one.
Trees = Callable[[str], Descent | None]


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
    `media` are those to whom the text is credited as a whole, `heard` those to whom this sentence is, `house`
    the names under which others credit the report's own publisher. `corrects` says
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
    house: frozenset[str] = frozenset()
    corrects: bool = False

    @property
    def credited(self) -> frozenset[str]:
        """The media that the claim comes from by the report's own words."""
        return self.heard or self.media or self.house

    @property
    def by_itself(self) -> bool:
        """Whether the report credits nobody but its own publisher, by publishing it."""
        return not (self.heard or self.media)


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
            and form not in NUMBERS
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


def in_order(one: Sequence[Token], other: Sequence[Token]) -> list[Token]:
    """The words of `one` that stand in `other` in the same order, however far apart."""
    found = blocks([word.form for word in one], [word.form for word in other])
    return [one[n] for block in found if block.equal for n in range(block.left, block.left_end)]


def one_house(one: Telling, other: Telling) -> bool:
    """Whether two tellings come from the same newsroom: of one publisher, or of one credited medium."""
    return one_publisher(one, other) or bool(one.credited & other.credited)


def one_publisher(one: Telling, other: Telling) -> bool:
    """Whether two tellings were published by the same: versions of a report, or reports of one publisher."""
    same = one.publisher is not None and one.publisher == other.publisher
    return same or bool(one.same_report & other.same_report)


def sign(later: Telling, earlier: Telling, derived: Derived, settings: Tracing) -> Sign | None:
    """Whether a telling shows that it was taken over from an earlier one, or that both were from a third."""
    if later.text == earlier.text:
        return Sign(_SAME_TEXT, "{0} {has} the same text as {1}")
    if later.same_report & earlier.same_report:
        return Sign(_VERSION, "{0} {is} another version of {1}")
    if later.corrects and one_house(later, earlier):
        return Sign(_VERSION, "{0} {is} a corrected telling of {1}")
    apart = _apart(later, earlier)
    same = [word.form for word in later.words] == [word.form for word in earlier.words]
    weight, place = copied(later.words, earlier.words, settings.run_words)
    shown = later.text[place.start : place.end] if place else ""
    telling = weight >= settings.odd_between
    if same and telling and len(later.words) >= settings.verbatim_words and not apart:
        return Sign(_VERBATIM + weight, "{0} {has} the sentence of {1} word for word")
    if weight >= settings.odd_alone and not apart:
        return Sign(weight, "{0} {shares} the odd wording \u201c{2}\u201d with {1}", shown)
    ordered = in_order(later.words, earlier.words)
    kept = sum(word.weight for word in ordered) >= settings.odd_ordered
    taken = len(later.words) >= settings.verbatim_words and len(ordered) >= settings.taken_share * max(
        len(later.words), len(earlier.words)
    )
    how = derived(later.report, earlier.report) if same or telling or kept or taken else None
    if how is None or (apart and (how != "retelling" or not (same or weight >= settings.odd_alone))):
        return None
    if same:
        return Sign(_VERBATIM + weight, "{0} {retells} {1}, this sentence word for word")
    if telling:
        return Sign(weight, "{0} {retells} {1}, and {shares} the wording \u201c{2}\u201d", shown)
    if kept and how == "retelling" and not apart:
        shown = ", ".join(word.form for word in ordered if word.weight)
        why = "{0} {retells} {1} from end to end, this sentence in other words that keep their order: {2}"
        return Sign(weight, why, shown)
    if taken and how == "retelling" and not apart:
        return Sign(weight, "{0} {retells} {1} from end to end, this sentence almost word for word")
    return None


def _one_slip(slipped: Sequence[Mapping[int, int]], later: int, earlier: int) -> Sign | None:
    """Whether two tellings have one slip of a figure."""
    for figure in sorted(slipped[later].keys() & slipped[earlier].keys()):
        known = slipped[later][figure]
        return Sign(_SLIP, "{0} {shares} a slip with {1}: {2}", f"{figure:,} for {known:,}")
    return None


#: The verbs of a reason, for one report and for several.
_ONE = {"has": "has", "is": "is", "shares": "shares", "retells": "retells"}
_MANY = {"has": "have", "is": "are", "shares": "share", "retells": "retell"}
#: Strengths that come before any weight of words.
_SAME_TEXT, _VERSION, _VERBATIM, _SLIP = 3000.0, 2000.0, 1000.0, 100.0


class Merged(NamedTuple):
    """The origins of a claim, and for each telling the earlier one that it hangs on, by their sightings."""

    origins: Origins
    parents: Mapping[str, str]
    groups: Mapping[str, int]


def origins(tellings: Sequence[Telling], derived: Derived, trees: Trees, settings: Tracing) -> Merged:
    """Group the tellings of a claim, given in the order in which they were published: by their words, then by credits,
    then by the family tree of their reports."""
    groups = Together()
    parents: dict[str, str] = {}
    reasons: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    before = _Before(settings)
    slipped = slips(
        [[w.form for w in t.words] for t in tellings], [t.publisher or t.report for t in tellings]
    )
    for number, telling in enumerate(tellings):
        found: tuple[int, Sign] | None = None
        for other in before.like(telling):
            shown = sign(telling, tellings[other], derived, settings) or _one_slip(slipped, number, other)
            if shown is not None and (found is None or shown.strength > found[1].strength):
                found = other, shown
        if found is not None:
            parent, shown = found
            groups.join(parent, number)
            parents[telling.sighting] = tellings[parent].sighting
            reasons[parent, shown.why, shown.shown].append(number)
        before.add(number, telling)
    because = [
        (
            parent,
            why.format(
                _listed(tellings, numbers),
                tellings[parent].report,
                _short(shown),
                **(_ONE if len({tellings[n].report for n in numbers}) == 1 else _MANY),
            ),
        )
        for (parent, why, shown), numbers in reasons.items()
    ]
    because += _by_credit(tellings, groups)
    because += _by_descent(tellings, groups, parents, derived, trees)
    made = _origins(tellings, groups, because)
    return Merged(made, parents, {t.sighting: groups.first(n) for n, t in enumerate(tellings)})


class _Before:
    """The tellings before one, laid out so that those that may have been its source are found at once.

    Of each wording the first telling stands for all. Those of the same text or report come first, then the wordings
    that share most odd words with it.
    """

    def __init__(self, settings: Tracing) -> None:
        self._settings = settings
        self._seen: set[tuple[str, tuple[str, ...]]] = set()
        self._report: dict[int, str] = {}
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)

    def add(self, number: int, telling: Telling) -> None:
        """Take in a telling, unless its text holds the same words already."""
        wording = telling.text, tuple(word.form for word in telling.words)
        if wording in self._seen:
            return
        self._seen.add(wording)
        self._report[number] = telling.report
        for name in (
            telling.text,
            *sorted(telling.same_report),
            *sorted(telling.credited),
            telling.publisher,
        ):
            if name:
                self._by_name[name].append(number)
        for form in {word.form for word in telling.words}:
            self._by_word[form].append(number)

    def like(self, telling: Telling) -> list[int]:
        """Those that may have been the source of a telling, in the order in which they were published."""
        names = [telling.text, *telling.same_report]
        if telling.corrects:
            names += [*telling.credited, telling.publisher or ""]
        found = {number for name in names for number in self._by_name.get(name, ())}
        shared: dict[int, float] = defaultdict(float)
        for form, weight in {word.form: word.weight for word in telling.words}.items():
            for number in self._by_word.get(form, ()):
                shared[number] += weight
        ordered = sorted(shared, key=lambda number: (-round(shared[number], 6), number))
        found |= set(ordered[: self._settings.most_wordings])
        return sorted(number for number in found if self._report[number] != telling.report)


def _by_credit(tellings: Sequence[Telling], groups: Together) -> Iterator[tuple[int, str]]:
    """Join what is credited to one medium; the reasons, each with a telling of its group."""
    by_medium: dict[str, list[int]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        if len(telling.credited) == 1:
            by_medium[next(iter(telling.credited))].append(number)
    for medium, numbers in sorted(by_medium.items()):
        own = [n for n in numbers if tellings[n].by_itself]
        others = [n for n in numbers if not tellings[n].by_itself]
        if not others:  # two reports of one publisher, whom nobody credits
            continue
        for number in numbers[1:]:
            groups.join(numbers[0], number)
        if len({tellings[n].report for n in numbers}) > 1:
            verb = "credit" if len({tellings[n].report for n in others}) > 1 else "credits"
            which = f", which published {_listed(tellings, own)}" if own else ""
            yield numbers[0], f"{_listed(tellings, others)} {verb} {medium}{which}"
    for number, telling in enumerate(tellings):
        if len(telling.credited) > 1 and not telling.by_itself and _lone(groups, number, len(tellings)):
            known = [by_medium[medium][0] for medium in sorted(telling.credited) if medium in by_medium]
            if len(known) == len(telling.credited):
                groups.join(known[0], number)
                media = " and ".join(sorted(telling.credited))
                yield known[0], f"{telling.report} credits {media}, and both stand here already"


def _by_descent(
    tellings: Sequence[Telling],
    groups: Together,
    parents: dict[str, str],
    derived: Derived,
    trees: Trees,
) -> Iterator[tuple[int, str]]:
    """Join what stands in a report that retells another one from end to end, and in that one, by the family tree.

    A report that has a claim has it from the nearest one above it that has it, in whatever words, unless the two credit
    different media. What it has from one of its sources it does not have from the other: so only reports are
    asked that have it from no report above them yet.
    """
    firsts: dict[str, int] = {}
    for number, telling in enumerate(tellings):
        firsts.setdefault(telling.report, number)
    held: dict[int, set[str]] = defaultdict(set)
    for report, number in firsts.items():
        held[groups.first(number)].add(report)
    for report, number in firsts.items():
        mine = held[groups.first(number)]
        others = {other for other in firsts if other not in mine and derived(report, other) == "retelling"}
        tree = trees(report) if others else None
        if tree is None:
            continue
        above = tree.nearest(report, firsts.keys())
        if mine.intersection(above):
            continue
        lost = () if above else tree.beside(report, firsts.keys())
        for other in above or lost:
            source = firsts[other]
            joined = groups.first(source) == groups.first(number)
            if other not in others or joined or _apart(tellings[number], tellings[source]):
                continue
            groups.join(source, number)
            if source < number:
                parents.setdefault(tellings[number].sighting, tellings[source].sighting)
            if above:
                yield source, f"{report} retells {other} by the family tree, this sentence in other words"
                break
            yield source, f"{report} and {other} go back to one report that is lost, by the family tree"


def _apart(one: Telling, other: Telling) -> bool:
    """Whether the two are credited to different media."""
    return not (one.by_itself or other.by_itself or one.credited & other.credited)


def _origins(tellings: Sequence[Telling], groups: Together, because: Sequence[tuple[int, str]]) -> Origins:
    members: dict[int, list[str]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        members[groups.first(number)].append(telling.report)
    told: dict[int, list[str]] = defaultdict(list)
    for number, why in because:
        told[groups.first(number)].append(why)
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
    return listed(names)


def _short(shown: str, most: int = 80) -> str:
    line = " ".join(shown.split())
    return line if len(line) <= most else line[: most - 2].rstrip() + " \u2026"


def _lone(groups: Together, member: int, count: int) -> bool:
    """Whether it stands in a group of its own."""
    return sum(groups.first(n) == groups.first(member) for n in range(count)) == 1
