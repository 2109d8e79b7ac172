"""Which quotations of several reports are one.

In go the quotations of each report, who spoke them, and how the reports stand to each other; out come groups, each the
quotations that are one, in order of time. By the words that two share in the same order (longest common subsequence),
who spoke, and when.

Not tried: two languages, and what a speaker said twice on two days.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ..model import Attribution, Segmented, Span
from ..settings import Following
from ..text.cue_words import WORTH_READING
from ..text.cues import Said
from ..text.diff import blocks
from ..text.names import names
from ..text.quotation import Stretch, weight
from ..text.quotes import quoted as in_marks
from ..text.sources import Who, described, less_or_more_exact, same_source
from ..text.tokens import stem

#: How telling a word is, from 0 (the) to 1 (rare).
Telling = Callable[[str], float]
#: How the reports of two quotations stand to each other: one retells the other, one event, neither is known.
Near = Literal["retold", "event", "far"]
_SMALL = re.compile(r"\b[a-z]+")
_FIGURE = re.compile(r"\d")
#: Letters and digits of what stands between two pieces of a quotation.
_LETTERS = re.compile(r"[^\W\d_]+")


class Quoted(NamedTuple):
    """A quotation of one text: the text's number, which of its quotations it is, its places and the forms of its
    words. One that its cue splits ("The dam," she said, "is gone") has several places."""

    nr: int
    place: int
    spans: tuple[Span, ...]
    forms: tuple[str, ...]
    marked: bool = True


#: Nothing is known of who spoke.
_UNKNOWN = Who()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke, by one report: the name or words for it, whether it is kept secret, and what is known."""

    label: str | None = None
    anonymous: bool = False
    who: Who = _UNKNOWN
    person: bool = False


NOBODY = Speaker()


class Likeness(NamedTuple):
    """What two wordings share: of the lighter one, of both, how telling it is, and the longest run of it."""

    lighter: float
    both: float
    telling: float
    run: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two quotations that may be one. `linked` says that a comparison of the two reports puts one for the other."""

    one: Quoted
    other: Quoted
    near: Near
    linked: bool = False


def quoted(segmented: Segmented, nr: int, settings: Following) -> tuple[Quoted, ...]:
    """The quotations of a report, a sentence at a time, its headlines' too, in the order of the text."""
    text = segmented.report.text
    english = (segmented.language or "en").startswith("en")
    found: list[tuple[Span, ...]] = []
    for part in segmented.parts:
        if part.kind == "headline":
            found += [(Span(*span),) for span in in_marks(text, [part.span])]
    for sentence in segmented.sentences:
        pieces: list[Span] = []
        for span in sentence.quoted:
            if pieces and _split(text, pieces[-1], span, settings, english=english):
                pieces.append(span)
                continue
            if pieces:
                found.append(tuple(pieces))
            pieces = [span]
        if pieces:
            found.append(tuple(pieces))
    units = [(spans, tuple(stretch(text, spans).forms)) for spans in sorted(found)]
    return tuple(Quoted(nr, n, *unit) for n, unit in enumerate(unit for unit in units if unit[1]))


def _split(text: str, one: Span, other: Span, settings: Following, *, english: bool) -> bool:
    """Whether two stretches of a sentence are one quotation: words that attribute, and no others, part them."""
    between = text[one.end : other.start]
    held = _LETTERS.findall(between)
    first = text[one.start : one.end].rstrip("\"'\u201d\u2019\u00bb\u201c ")
    stops = first[-1:] in ",\u2014\u2013-" or between.lstrip()[:1] in (",", "\u2014", "\u2013", "-")
    if not stops or not 0 < len(held) <= settings.beside or held[0].lower() in ("and", "or", "but"):
        return False
    goes_on = between.rstrip()[-1:] in _GOES_ON or (english and held[-1].lower() in WORTH_READING)
    return goes_on and (not english or any(word.lower() in WORTH_READING for word in held))


#: What stands before the second piece of a quotation that its cue splits.
_GOES_ON = (",", ":", "\u2014", "\u2013", "-")


def stretch(text: str, spans: Sequence[Span], *, marked: bool = True) -> Stretch:
    """Places of a text as one stretch of words."""
    return Stretch(text, spans[0].start, spans[-1].end, marked=marked, pieces=tuple(spans))


def keys(forms: Sequence[str], telling: Telling, settings: Following) -> Iterator[str]:
    """The runs of words under which a quotation is looked for in all other texts."""
    if len(forms) < settings.far_words:
        return
    for n in range(len(forms) - settings.key_words + 1):
        run = forms[n : n + settings.key_words]
        if sum(map(telling, run)) >= settings.key_telling:
            yield " ".join(run)


def speakers(
    segmented: Segmented, units: Sequence[Quoted], attributions: Sequence[Attribution]
) -> list[Speaker]:
    """Who spoke each quotation: the source of the attribution that holds the most of it."""
    text = segmented.report.text
    small = frozenset(_SMALL.findall(text))
    told = [_speaker(text, item, small) for item in attributions]
    found: list[Speaker] = []
    for unit in units:
        size = sum(span.end - span.start for span in unit.spans)
        best = (0, 0, 0)
        for n, item in enumerate(attributions):
            held = sum(
                max(0, min(a.end, b.end) - max(a.start, b.start)) for a in unit.spans for b in item.content
            )
            content = sum(span.end - span.start for span in item.content)
            if 2 * held >= size:
                best = max(best, (held, -content, -n))
        found.append(told[-best[2]] if best[0] else NOBODY)
    return found


def _speaker(text: str, item: Attribution, small: frozenset[str]) -> Speaker:
    label = item.speaker
    said = label
    if said is None and item.source is not None and item.anonymous:
        said = text[item.source.start : item.source.end]
    if said is None:
        return Speaker(None, item.anonymous)
    whole = Said(Span(0, 0), Span(0, len(said)), None, item.anonymous, "", leads=False)
    who = described(said, whole, 0, small)
    return Speaker(label, item.anonymous, who, person=label is not None and _is_person(label))


def _is_person(label: str) -> bool:
    """Whether a speaker's label is a person's: it tells what they are, or calls them by a title."""
    first = next(iter(names(label, [(0, len(label))])[0]), None)
    if first is None or first.kind not in ("person", "name"):
        return False
    return first.kind == "person" or label[first.end :].startswith(", ")


def one_speaker(a: Speaker, b: Speaker) -> Literal["same", "other", "untold"]:
    """Whether two reports name one speaker, two, or leave it open."""
    one, other = a.who, b.who
    if one.open or other.open or one.nameless or other.nameless:
        return "untold"
    if not same_source(one, other):
        return "untold" if a.person != b.person or less_or_more_exact(one, other) else "other"
    shared = bool(one.names & other.names) if one.names and other.names else bool(one.stems & other.stems)
    return "same" if shared or (one.names and other.names) else "untold"


def likeness(one: Sequence[str], other: Sequence[str], telling: Telling) -> Likeness:
    """What two wordings share, in the same order."""
    left, right = [stem(form) for form in one], [stem(form) for form in other]
    if set(left).isdisjoint(right):
        return _NONE
    sizes = sum(map(weight, left)), sum(map(weight, right))
    held, told, run = 0, 0.0, 0
    for block in blocks(left, right):
        if block.equal:
            held += sum(map(weight, left[block.left : block.left_end]))
            told += sum(map(telling, one[block.left : block.left_end]))
            run = max(run, block.left_end - block.left)
    return Likeness(held / min(sizes), 2 * held / sum(sizes), told, run)


class Bag:
    """The stems of a quotation without their order: what two cannot share in any order they do not share in one."""

    def __init__(self, forms: Sequence[str]) -> None:
        self.stems = Counter(map(stem, forms))
        self.size = sum(weight(key) * count for key, count in self.stems.items())
        self.count = len(forms)

    def may_be(self, other: Bag, settings: Following) -> bool:
        """Whether two quotations may share enough to be one, as `alike` has it."""
        small, large = (self, other) if len(self.stems) <= len(other.stems) else (other, self)
        shared = {
            key: min(count, large.stems[key]) for key, count in small.stems.items() if key in large.stems
        }
        least = settings.same_story if min(self.count, other.count) > settings.short else settings.same_short
        held = sum(weight(key) * count for key, count in shared.items())
        return held >= least * min(self.size, other.size) or sum(shared.values()) >= settings.story_run


_NONE = Likeness(0.0, 0.0, 0.0, 0)


def alike(one: Quoted, other: Quoted, near: Near, telling: Telling, settings: Following) -> Likeness | None:
    """What two quotations share, where that is enough for one quotation if the speaker is one; else None."""
    found = likeness(one.forms, other.forms, telling)
    least = min(len(one.forms), len(other.forms))
    if near == "far":
        if least < settings.far_words or found.telling < settings.far_telling:
            return None
        if found.lighter < settings.same_story or _figures(one.forms) != _figures(other.forms):
            return None
        return found
    if least > settings.short:
        return found if found.lighter >= settings.same_story or _long_run(found, settings) else None
    if (
        max(len(one.forms), len(other.forms)) > settings.short
    ):  # two words of a sentence are a topic, and no quotation
        return None
    if one.forms == other.forms:
        return found
    return found if least > 1 and found.lighter >= settings.same_short else None


def _long_run(found: Likeness, settings: Following) -> bool:
    """Whether so many words stand in a row in both that one story holds no two such utterances, however each goes on."""
    return found.run >= settings.story_run and found.telling >= settings.story_telling


def _figures(forms: Iterable[str]) -> list[str]:
    return [form for form in forms if _FIGURE.search(form)]


def same(
    pair: Pair, found: Likeness, speaker: Literal["same", "other", "untold"], days: float, settings: Following
) -> bool:
    """Whether two quotations that are alike are one, by who spoke and when."""
    equal = pair.one.forms == pair.other.forms
    least = min(len(pair.one.forms), len(pair.other.forms))
    if speaker == "other":  # one of them was given to another, if one report took it from the other
        return equal and pair.near == "retold" and least > settings.short
    if days > settings.far_days:
        return found.run >= settings.far_run
    if pair.near == "far":
        return speaker == "same" or (
            found.run >= settings.far_run and found.lighter >= settings.speaker_untold
        )
    if least <= settings.short:
        return speaker == "same" or (equal and pair.near == "retold")
    return (
        speaker == "same" or equal or found.lighter >= settings.speaker_untold or _long_run(found, settings)
    )


def stands_for(
    pair: Pair,
    speaker: Literal["same", "other", "untold"],
    days: float,
    telling: Telling,
    settings: Following,
) -> bool:
    """Whether a quotation that a comparison puts in the place of another is its other wording, or stands without marks.

    A comparison knows that two sentences tell the same; here the words must be the same too, or the speaker where
    both are short. Without marks the words themselves must stand there.
    """
    one, other = sorted((pair.one, pair.other), key=lambda unit: (unit.marked, len(unit.forms)))
    found = likeness(one.forms, other.forms, telling)
    if days > settings.far_days and found.run < settings.far_run:
        return False
    if not one.marked:  # sorted first
        equal = one.forms == other.forms and len(one.forms) > 1
        held = likeness(other.forms, one.forms, telling)
        size = sum(map(weight, (stem(form) for form in other.forms)))
        return equal or (
            len(other.forms) > settings.short and _held(held, one, other, size) >= settings.speaker_untold
        )
    if speaker == "other":
        return one.forms == other.forms and len(one.forms) > settings.short
    if len(other.forms) <= settings.short:
        return speaker == "same" or found.lighter > 0.0
    if len(one.forms) <= settings.short:  # a piece of it
        return speaker == "same" and 1 < len(one.forms) == found.run
    return found.lighter >= settings.same_linked


def _held(found: Likeness, one: Quoted, other: Quoted, size: int) -> float:
    """The share of the other's words that stand in the one."""
    both = found.both * (size + sum(map(weight, (stem(form) for form in one.forms)))) / 2
    return both / size if size else 0.0


class Edge(NamedTuple):
    """Two quotations that are one, and how much of both they share."""

    one: Quoted
    other: Quoted
    share: float
    linked: bool


def groups(
    units: Iterable[Quoted],
    edges: Iterable[Edge],
    order: Mapping[int, tuple[str, str]],
) -> list[list[Quoted]]:
    """The quotations of several texts, those that are one together, in order of time.

    `order` is when each text was first told. Each quotation joins the one that it is most like: a chain of
    wordings that are each like the next is one quotation only as far as each is like the first, or one of its
    reports was retold with the next wording in its place.
    """

    def when(unit: Quoted) -> tuple[tuple[str, str], int, bool, tuple[Span, ...]]:
        return order[unit.nr], unit.place, not unit.marked, unit.spans

    alone: dict[tuple[int, tuple[str, ...], bool], list[Quoted]] = {}
    for unit in sorted(set(units), key=when):
        alone.setdefault((unit.nr, unit.forms, unit.marked), []).append(unit)
    stands = {unit: same_words[0] for same_words in alone.values() for unit in same_words}
    partners: dict[Quoted, dict[Quoted, tuple[float, bool]]] = {}
    for edge in edges:
        one, other = stands[edge.one], stands[edge.other]
        for a, b in ((one, other), (other, one)):
            held = partners.setdefault(a, {}).get(b, (0.0, False))
            partners[a][b] = (max(held[0], edge.share), held[1] or edge.linked)
    label: dict[Quoted, int] = {}
    found: list[list[Quoted]] = []
    for unit in sorted(partners, key=when):
        near = partners[unit]
        options = sorted(
            (-share, when(other), label[other], linked)
            for other, (share, linked) in near.items()
            if other in label
        )
        number = next(
            (group for _, _, group, linked in options if linked or found[group][0] in near),
            len(found),
        )
        if number == len(found):
            found.append([])
        found[number].append(unit)
        label[unit] = number
    several = [group for group in found if len({unit.nr for unit in group}) > 1]
    return [
        sorted((again for unit in group for again in alone[unit.nr, unit.forms, unit.marked]), key=when)
        for group in several
    ]
