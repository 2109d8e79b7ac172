"""What is said of a comparison, computed once: terminal and page show the same values.

In goes a `Comparison`, out come the verdict in one sentence, the changes in the order in which they are
told, the words that differ inside a change, the words around it, and which sentences face each other when
the texts stand side by side. It decides what is said and in which order, never how it looks.

Rows keep the order of both texts: linked sentences stand in one row, a sentence that only one side has in
its own. Of passages that crossed, the longest run in order keeps its rows (longest increasing subsequence,
by patience sorting) and the others stand alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..model import Change, ChangeKind, Comparison, Effect, Segmented, Side, Span
from ..text.diff import blocks, cleaned
from ..text.listed import listed
from ..text.tokens import Word, words

#: The letter of each kind, in the order in which kinds are told.
LETTERS: dict[ChangeKind, str] = {
    "quotation": "Q", "figure": "F", "name": "N", "date": "D", "attribution": "A", "certainty": "C",
    "polarity": "P", "content": "T",
}  # fmt: skip
#: How a kind is counted, one and many.
NOUNS: dict[ChangeKind, tuple[str, str]] = {
    "quotation": ("quotation", "quotations"), "figure": ("figure", "figures"), "name": ("name", "names"),
    "date": ("date", "dates"), "attribution": ("attribution", "attributions"), "certainty": ("certainty", "certainties"),
    "polarity": ("polarity", "polarities"), "content": ("other thing", "other things"),
}  # fmt: skip
#: Effects, the most telling first.
TELLING: tuple[Effect, ...] = ("conflict", "wording", "precision", "loss", "gain")

#: Words of the sentence shown on either side of what changed.
_AROUND = 7
#: Characters in which those words are looked for first: a table can be one sentence of 100,000 characters.
_NEAR = 400


class Differing(NamedTuple):
    """Words that differ. `alone` says that nothing stands for them in the other wording."""

    span: Span
    alone: bool


def verdict(found: Comparison) -> str:
    """How the two relate, in one sentence."""
    relation = found.relation
    teller, source = ("LEFT", "RIGHT") if relation.source == "right" else ("RIGHT", "LEFT")
    side = found.right if teller == "RIGHT" else found.left
    numbers = {n for link in found.links for n in (link.right if teller == "RIGHT" else link.left)}
    verbatim = {
        n
        for link in found.links
        if link.kind == "verbatim"
        for n in (link.right if teller == "RIGHT" else link.left)
    }
    total = len(side.sentences)
    derives = relation.kind in ("retelling", "partial-retelling")
    open_ = derives and relation.source is None
    whose = "RIGHT's" if open_ else "its"
    held = f"{len(numbers)} of {whose} {count(total, 'sentence')}"
    word_for_word = f", {len(verbatim)} of them word for word" if verbatim else ""
    if not found.changes and numbers and len(verbatim) == total and not found.dropped:
        return f"{teller} is {source}, word for word: {count(total, 'sentence')}, no change found."
    tail = _altered(found)
    if open_:
        part = "part of " if relation.kind == "partial-retelling" else ""
        return f"One retells {part}the other, the texts do not tell which: {held}{word_for_word}{tail}."
    match relation.kind:
        case "retelling":
            return f"{teller} retells {source}: {held}{word_for_word}{tail}."
        case "partial-retelling":
            return f"{teller} retells part of {source}: {held}{word_for_word}{tail}."
        case "same-event":
            return f"RIGHT and LEFT tell of the same event; no sign of copying found ({held} have a counterpart{tail})."
        case "template":
            return f"RIGHT and LEFT share a recurring form, not a story ({held} have a counterpart)."
        case "unrelated":
            return "RIGHT and LEFT are not related: no shared passage found."


def _altered(found: Comparison) -> str:
    """How many of each kind were altered; what was only dropped or added is not counted."""
    counts = Counter(
        change.kind for change in found.changes if change.effect in {"conflict", "wording", "precision"}
    )
    told = [count(counts[kind], noun, many) for kind, (noun, many) in NOUNS.items() if counts[kind]]
    if not told:
        return "; no altered quotation, figure or name found" if "name" in found.checked else ""
    return f"; {listed(told)} altered"


def surety(confidence: float) -> str:
    """Confidence in a word."""
    return "Certain" if confidence >= 0.9 else "Likely" if confidence >= 0.7 else "Possible"


def ordered(changes: tuple[Change, ...]) -> list[Change]:
    """The most telling first; alike ones in the order of the text."""
    return sorted(
        changes,
        key=lambda c: (TELLING.index(c.effect), list(LETTERS).index(c.kind), c.right or c.left or Span(0, 0)),
    )


def around(side: Segmented, span: Span) -> Span:
    """What is shown of a sentence: the span with some words before and after."""
    sentence = next((s.span for s in side.sentences if s.span.start <= span.start < s.span.end), span)
    before, after = _words_around(side.report.text, sentence, span, _NEAR)
    if min(len(before), len(after)) <= _AROUND + 1:
        before, after = _words_around(side.report.text, sentence, span, len(side.report.text))
    start = before[-_AROUND].start if len(before) > _AROUND else sentence.start
    end = after[_AROUND - 1].end if len(after) > _AROUND else max(sentence.end, span.end)
    return Span(min(start, span.start), max(end, span.end))


def _words_around(text: str, sentence: Span, span: Span, near: int) -> tuple[list[Word], list[Word]]:
    """The words before and after a span that stand in its sentence and at most `near` characters away."""
    places = words(text, max(sentence.start, span.start - near), min(sentence.end, span.end + near))
    return [w for w in places if w.end <= span.start], [w for w in places if w.start >= span.end]


def differing(left: str, right: str, change: Change) -> tuple[list[Differing], list[Differing]]:
    """The words that differ inside the two spans; the whole span where it has no counterpart."""
    if change.left is None or change.right is None:
        return (
            [Differing(change.left, alone=True)] if change.left else [],
            [Differing(change.right, alone=True)] if change.right else [],
        )
    one, other = words(left, *change.left), words(right, *change.right)
    forms = [w.form for w in one]
    marks: tuple[list[Differing], list[Differing]] = ([], [])
    for block in cleaned(blocks(forms, [w.form for w in other]), forms):
        if not block.equal:
            gone, came = block.left < block.left_end, block.right < block.right_end
            if gone:
                span = Span(one[block.left].start, one[block.left_end - 1].end)
                marks[0].append(Differing(span, alone=not came))
            if came:
                span = Span(other[block.right].start, other[block.right_end - 1].end)
                marks[1].append(Differing(span, alone=not gone))
    if not marks[0] and not marks[1]:  # the same words, put into marks or taken out of them
        return [Differing(change.left, alone=False)], [Differing(change.right, alone=False)]
    return marks


def unchecked(found: Comparison) -> dict[str, list[ChangeKind]]:
    """The kinds that were not looked for, by the reason why not."""
    by_reason: dict[str, list[ChangeKind]] = {}
    for item in found.not_checked:
        by_reason.setdefault(item.why, []).append(item.kind)
    return by_reason


def count(number: int, noun: str, many: str = "") -> str:
    """A number with its noun: "1 sentence", "3 sentences"."""
    return f"{number} {noun if number == 1 else many or noun + 's'}"


# What faces what


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands in one cell: neighbouring sentences of a link, one sentence that no link holds, or
    neighbouring stretches that are no sentences. `link` is an index, None where there is none."""

    link: int | None
    sentences: tuple[int, ...] = ()
    parts: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What faces what. A side is empty where nothing stands opposite."""

    left: tuple[Unit, ...] = ()
    right: tuple[Unit, ...] = ()

    def side(self, side: Side) -> tuple[Unit, ...]:
        """What stands on one side."""
        return self.left if side == "left" else self.right

    @property
    def link(self) -> int | None:
        """The link whose two sides face each other here."""
        return self.left[0].link if self.left and self.right else None


def rows(found: Comparison) -> list[Row]:
    """Both texts in order, linked sentences facing each other as far as their order allows."""
    left, right = _units(found, "left"), _units(found, "right")
    one, other = _first_places(left), _first_places(right)
    kept = _in_order([(one[n], other[n]) for n in range(len(found.links)) if n in one and n in other])
    if not kept:
        return [Row(tuple(left), tuple(right))] if left or right else []
    out: list[Row] = []
    i = j = 0
    for at, to in [*kept, (len(left), len(right))]:
        out += _between(left[i:at], right[j:to])
        if at < len(left):
            out.append(Row((left[at],), (right[to],)))
        i, j = at + 1, to + 1
    return out


def _units(found: Comparison, side: Side) -> list[Unit]:
    """The whole text of a side, cut into what stands together."""
    segmented = found.left if side == "left" else found.right
    holder: dict[int, int] = {}
    for n, link in enumerate(found.links):
        for sentence in link.left if side == "left" else link.right:
            holder.setdefault(sentence, n)
    out: list[Unit] = []
    for kind, span, number in _pieces(segmented):
        last = out[-1] if out else None
        if number is None:
            if last is not None and last.parts:
                out[-1] = Unit(None, (), (*last.parts, (kind, span)))
            else:
                out.append(Unit(None, (), ((kind, span),)))
            continue
        link_number = holder.get(number)
        if last is not None and last.sentences and link_number is not None and last.link == link_number:
            out[-1] = Unit(link_number, (*last.sentences, number))
        else:
            out.append(Unit(link_number, (number,)))
    return out


def _pieces(segmented: Segmented) -> Iterator[tuple[str, Span, int | None]]:
    """Sentences (with their numbers), parts, and whatever else is written between them."""
    report, title = segmented.report, segmented.title
    known: list[tuple[Span, str, int | None]] = [
        (s.span, "sentence", n) for n, s in enumerate(segmented.sentences)
    ]
    known += [(part.span, part.kind, None) for part in segmented.parts]
    at = 0
    for span, kind, number in sorted(known, key=lambda piece: piece[0]):
        if report.text[at : span.start].strip():
            yield "other", Span(at, span.start), None
        # The headline that serves as the title stands at the head of the column.
        if not (kind == "headline" and report.words(span) == title):
            yield kind, span, number
        at = max(at, span.end)
    if report.text[at:].strip():
        yield "other", Span(at, len(report.text)), None


def _first_places(units: Sequence[Unit]) -> dict[int, int]:
    places: dict[int, int] = {}
    for n, unit in enumerate(units):
        if unit.link is not None:
            places.setdefault(unit.link, n)
    return places


def _in_order(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rises on both sides."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    rising = sorted(pairs)
    for n, (_, to) in enumerate(rising):
        place = bisect_left(ends, to)
        before.append(tails[place - 1] if place else -1)
        ends[place : place + 1] = [to]
        tails[place : place + 1] = [n]
    out: list[tuple[int, int]] = []
    at = tails[-1] if tails else -1
    while at >= 0:
        out.append(rising[at])
        at = before[at]
    return out[::-1]


def _between(left: list[Unit], right: list[Unit]) -> list[Row]:
    """What stands between two rows: parts at the edges face each other, all else stands alone."""
    head: list[Row] = []
    tail: list[Row] = []
    if left and right and left[0].parts and right[0].parts:
        head = [Row((left.pop(0),), (right.pop(0),))]
    if left and right and left[-1].parts and right[-1].parts:
        tail = [Row((left.pop(),), (right.pop(),))]
    return [*head, *(Row((unit,), ()) for unit in left), *(Row((), (unit,)) for unit in right), *tail]
