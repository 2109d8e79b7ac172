"""What is said of a comparison, computed once: terminal and page show the same values.

In goes a `Comparison`, out come the verdict in one sentence, the changes in the order in which they are
told, the words that differ inside a change, and the words around it. It decides what is said and in
which order, never how it looks.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from ..model import Change, ChangeKind, Comparison, Effect, Segmented, Span
from ..text.diff import blocks, cleaned
from ..text.tokens import words

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


class Differing(NamedTuple):
    """Words that differ. `alone` says that nothing stands for them in the other wording."""

    span: Span
    alone: bool


def verdict(found: Comparison) -> str:
    """How the two relate, in one sentence."""
    relation, backwards = found.relation, found.relation.source == "left"
    teller, source = ("RIGHT", "LEFT") if relation.source != "left" or backwards else ("LEFT", "RIGHT")
    if relation.source == "right":
        teller, source = "LEFT", "RIGHT"
    side = found.right if teller == "RIGHT" else found.left
    numbers = {n for link in found.links for n in (link.right if teller == "RIGHT" else link.left)}
    verbatim = {
        n
        for link in found.links
        if link.kind == "verbatim"
        for n in (link.right if teller == "RIGHT" else link.left)
    }
    total = len(side.sentences)
    held = f"{len(numbers)} of its {count(total, 'sentence')}"
    word_for_word = f", {len(verbatim)} of them word for word" if verbatim else ""
    if not found.changes and numbers and len(verbatim) == total and not found.dropped:
        return f"{teller} is {source}, word for word: {count(total, 'sentence')}, no change found."
    tail = _altered(found)
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
    listed = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return f"; {listed} altered"


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
    places = words(side.report.text, *sentence)
    before = [w for w in places if w.end <= span.start]
    after = [w for w in places if w.start >= span.end]
    start = before[-_AROUND].start if len(before) > _AROUND else sentence.start
    end = after[_AROUND - 1].end if len(after) > _AROUND else max(sentence.end, span.end)
    return Span(min(start, span.start), max(end, span.end))


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
