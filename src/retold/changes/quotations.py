"""Quotations: words in quotation marks that a retelling altered, cut, added, marked or unmarked.

Reads the quoted stretches of linked sentences. Equal words are no change, whatever the marks, the case
and the punctuation, and so is one quotation split by "he said". What is left is paired by its words.
A stretch without a partner in marks is looked for outside them: words that now stand unmarked were
taken out of quotation marks. A quotation that stands word for word in another sentence of the other
report has only moved. A quotation kept word for word that stands beside another speaker was given to
another; two that were said each for itself (each has its own cue) and now stand between one pair of marks
were spliced.

Not tried: splices over a full stop, where each sentence stands for itself; quotations inside quotations, which go with the outer one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import ChangeKind
from ..settings import Quoting
from ..text.cues import Said
from ..text.quotation import Stretch, alike, reworded, weight
from ..text.quotes import unfinished
from ..text.sources import Who, less_or_more_exact, same_source
from ..text.tokens import Word, stem, words
from .base import Linked, Told, View, in_common

KIND: ChangeKind = "quotation"

#: Characters between a quotation and the cue beside it.
_BESIDE = 3
#: Words of the shortest quotation that can be spliced: "a mess".
_LEAST_PART = 2


def pairs(view: View) -> Iterator[tuple[Stretch | None, Stretch | None]]:
    """The quoted stretches that are not word for word on the other side, each with its counterpart or None."""
    settings = view.settings.quoting
    first, second = _stretches(view.first), _stretches(view.second)
    yield from _given_to_another(view, first, second)
    first, second, spliced = _without_spliced(view, first, second)
    yield from spliced
    if _joined(first) == _joined(second):
        return
    first, second = _without_equal(first, second)
    first = [s for s in first if tuple(s.forms) not in view.second.whole.quoted_forms]
    second = [s for s in second if tuple(s.forms) not in view.first.whole.quoted_forms]
    scored = sorted(
        (-alike(a, b, of_both=True), abs(i - j), i + j, i, j)
        for i, a in enumerate(first)
        for j, b in enumerate(second)
        if alike(a, b) >= settings.same_quotation
    )
    used_first, used_second = set[int](), set[int]()
    for _, _, _, i, j in scored:
        if i not in used_first and j not in used_second:
            used_first.add(i)
            used_second.add(j)
            yield first[i], second[j]
    left_over = [
        [
            (s, _unmarked(s, own, other, settings))
            for n, s in enumerate(side)
            if n not in used and not _inside(s, other)
        ]
        for side, used, own, other in (
            (first, used_first, view.first, view.second),
            (second, used_second, view.second, view.first),
        )
    ]
    if all(len(side) == 1 and side[0][1] is None for side in left_over):  # one each: reworded throughout
        one, other = left_over[0][0][0], left_over[1][0][0]
        if max(len(one.forms), len(other.forms)) <= settings.like_length * min(
            len(one.forms), len(other.forms)
        ):
            yield one, other
            return
    for s, found in left_over[0]:
        if found or s.rest or _in_passage(s, view.first, view.second, settings):
            yield s, found
    for s, found in left_over[1]:
        if found or s.rest or _in_passage(s, view.second, view.first, settings):
            yield found, s


def _in_passage(stretch: Stretch, own: Linked, other: Linked, settings: Quoting) -> bool:
    """Whether the sentence around a quotation stands on the other side: else a passage came or went, no quotation."""
    sentence, n = next(
        (own.whole.segmented.sentences[n].span, n)
        for n in own.numbers
        if stretch.start < own.whole.segmented.sentences[n].span.end
    )
    if stretch.start <= sentence.start and stretch.end >= sentence.end:
        return True
    around = [stem(w.form) for w in own.whole.words[n] if not stretch.start <= w.start < stretch.end]
    return in_common(around, other.stems) >= settings.passage_kept


def _stretches(side: Linked) -> list[Stretch]:
    """The quoted stretches of one side."""
    found: list[Stretch] = []
    for span in side.quoted:
        last = found[-1] if found else None
        rest = (
            last is not None
            and not side.text[last.end : span.start].strip()
            and unfinished(side.text, last.start, last.end)
        )
        found.append(Stretch(side.text, *span, marked=True, rest=rest))
    return found


def tell(left: Stretch | None, right: Stretch | None) -> Told | None:
    """What became of a quotation."""
    if left is None or right is None:
        return _on_one_side(left, right)
    if not right.marked:
        return Told("unquoted", "wording", f'"{left.said}" was taken out of quotation marks')
    if not left.marked:
        return Told("quoted", "wording", f'"{right.said}" was put into quotation marks')
    if left.spliced:
        return Told("spliced", "wording", f'"{left.said}" was run together with another quotation')
    if right.spliced:
        return Told("altered", "wording", f'"{left.said}" was told in pieces, each as if said for itself')
    if left.speaker and right.speaker:
        return Told("reassigned", "conflict", f'"{left.said}" was given to another speaker')
    found = reworded(left, right)
    return None if found is None else Told(*found)


def _on_one_side(left: Stretch | None, right: Stretch | None) -> Told | None:
    """What became of a stretch that only one side has: a quotation of its own, or the rest of one."""
    if left is not None:
        if left.rest:
            return Told("truncated", "loss", f'the quotation was cut short: "{left.said}" was left out')
        return Told("dropped", "loss", f'the quotation "{left.said}" was dropped')
    if right is not None:
        if right.rest:
            return Told("added", "gain", f'the quotation was lengthened: "{right.said}" was added')
        return Told("added", "gain", f'the quotation "{right.said}" was added')
    return None


def _cue(side: Linked, stretch: Stretch) -> tuple[Said, Who] | None:
    """The attribution that stands beside a quotation, in its sentence, or None."""
    for n in side.numbers:
        place = side.whole.segmented.sentences[n].span
        if place.start <= stretch.start < place.end:
            for said, who in side.whole.spoken[n]:
                if said.span.start <= stretch.end + _BESIDE and stretch.start - _BESIDE <= said.span.end:
                    return said, who
    return None


def _given_to_another(
    view: View, first: Sequence[Stretch], second: Sequence[Stretch]
) -> Iterator[tuple[Stretch, Stretch]]:
    """Quotations that are word for word the same and stand beside speakers who cannot be one.

    A pronoun is nobody in particular here: who it is stands in another sentence, and what became of that is
    told there. Of a quotation that its cue splits, the first piece stands for the whole.
    """
    told: list[tuple[Said, Said]] = []
    for a in first:
        for b in second:
            if a.forms != b.forms:
                continue
            one, other = _cue(view.first, a), _cue(view.second, b)
            if one is None or other is None or (one[0], other[0]) in told:
                continue
            told.append((one[0], other[0]))
            was, now = one[1], other[1]
            if was.pronoun or now.pronoun or same_source(was, now) or less_or_more_exact(was, now):
                continue
            yield replace(a, speaker=was), replace(b, speaker=now)


def _without_spliced(
    view: View, first: list[Stretch], second: list[Stretch]
) -> tuple[list[Stretch], list[Stretch], list[tuple[Stretch, Stretch]]]:
    """Both lists less the quotations that were run together on one side, and those with what became of them."""
    settings = view.settings.quoting
    found: list[tuple[Stretch, Stretch]] = []
    for turned, (own, others, side) in enumerate(((first, second, view.first), (second, first, view.second))):
        for whole in list(others):
            parts = _parts(side, own, whole, settings)
            if not parts:
                continue
            others.remove(whole)
            taken = [part for part in own if part in parts or alike(part, whole) >= settings.same_quotation]
            for part in taken:
                held = replace(part, spliced=part in parts)
                found.append((whole, held) if turned else (held, whole))
            own[:] = [part for part in own if part not in taken]
    return first, second, found


def _parts(side: Linked, stretches: Sequence[Stretch], whole: Stretch, settings: Quoting) -> list[Stretch]:
    """The quotations, said each for itself, that a longer one is made of; empty where it is not."""
    if len(stretches) < 2 or len(whole.forms) < 2 * _LEAST_PART:
        return []
    utterances = _utterances(side, stretches)
    parts = [
        (number, part)
        for number, part in zip(utterances, stretches, strict=True)
        if len(part.forms) >= _LEAST_PART
        and len(part.forms) < len(whole.forms)
        and alike(part, whole) >= settings.spliced_share
    ]
    if len({number for number, _ in parts}) < 2:
        return []
    pieces = [stem(form) for _, part in parts for form in part.forms]
    there = [stem(form) for form in whole.forms]
    held = sum(map(weight, (Counter(pieces) & Counter(there)).elements()))
    return [part for _, part in parts] if held >= settings.spliced_share * sum(map(weight, there)) else []


def _utterances(side: Linked, stretches: Sequence[Stretch]) -> list[int]:
    """Which stretches were said in one go: a cue of its own begins another, once the one before has its cue,
    and so do words of the report's own in one sentence: "a mess" and then "a shame"."""
    numbers: list[int] = []
    number, last = 0, None
    for n, stretch in enumerate(stretches):
        found = _cue(side, stretch)
        cue = found[0] if found else None
        another = cue is not None and last is not None and cue != last
        if another or (n and _apart(side, stretches[n - 1], stretch)):
            number += 1
        last = cue or last
        numbers.append(number)
    return numbers


def _apart(side: Linked, one: Stretch, other: Stretch) -> bool:
    """Whether two stretches of one sentence have words between them, and these are no cue."""
    for n in side.numbers:
        place = side.whole.segmented.sentences[n].span
        if place.start <= one.start and other.end <= place.end:
            between = words(side.text, one.end, other.start)
            cues = [said.cue for said, _ in side.whole.spoken[n]]
            return bool(between) and not any(one.end <= cue.start < other.start for cue in cues)
    return False


def _joined(stretches: Sequence[Stretch]) -> list[str]:
    return [form for stretch in stretches for form in stretch.forms]


def _without_equal(first: list[Stretch], second: list[Stretch]) -> tuple[list[Stretch], list[Stretch]]:
    """Both lists less what is word for word on the other side, alone or as a run of neighbours."""
    for one, other in ((first, second), (second, first)):
        for stretch in list(one):
            for size in range(len(other), 0, -1):
                run = next(
                    (
                        n
                        for n in range(len(other) - size + 1)
                        if _joined(other[n : n + size]) == stretch.forms
                    ),
                    None,
                )
                if run is not None:
                    one.remove(stretch)
                    del other[run : run + size]
                    break
    return first, second


def _inside(stretch: Stretch, other: Linked) -> bool:
    """Whether some quotation of the other side's sentences holds the stretch word for word."""
    return any(
        _holds([word.form for word in words(other.text, *span)], stretch.forms) for span in other.quoted
    )


def _holds(held: Sequence[str], forms: Sequence[str]) -> bool:
    """Whether words stand in a row among others."""
    return any(forms == held[n : n + len(forms)] for n in range(len(held) - len(forms) + 1))


def _unmarked(stretch: Stretch, own: Linked, other: Linked, settings: Quoting) -> Stretch | None:
    """The words of a quotation where they stand unmarked on the other side, or None."""
    wanted = [stem(form) for form in stretch.forms]
    same = _same_words(stretch.forms, other.words)
    if same is not None and not any(span.start < same[1] and same[0] < span.end for span in other.quoted):
        return Stretch(other.text, *same, marked=False)
    whole = len(wanted) >= settings.whole_sentence * _sentence_size(stretch, own) and not other.quoted
    window = (
        _window(wanted, other.words, settings, least=1, share=settings.same_sentence)
        if whole
        else _window(
            wanted,
            other.words,
            settings,
            least=1 if len(wanted) <= settings.short else settings.same_long_words,
            share=settings.same_words,
        )
    )
    if window is None:
        return None
    start, end = window
    if any(span.start < end and start < span.end for span in other.quoted):
        return None
    return Stretch(other.text, start, end, marked=False)


def _same_words(forms: Sequence[str], found: Sequence[Word]) -> tuple[int, int] | None:
    """Where the very words of a quotation stand, or None."""
    there = [word.form for word in found]
    for n in range(len(there) - len(forms) + 1):
        if there[n] == forms[0] and there[n : n + len(forms)] == forms:
            return found[n].start, found[n + len(forms) - 1].end
    return None


def _sentence_size(stretch: Stretch, side: Linked) -> int:
    """Words of the sentence that the stretch stands in."""
    return next(
        (
            len(side.whole.words[n])
            for n in side.numbers
            if side.whole.segmented.sentences[n].span.start
            <= stretch.start
            < side.whole.segmented.sentences[n].span.end
        ),
        len(side.words),
    )


def _window(
    wanted: Sequence[str], found: Sequence[Word], settings: Quoting, *, least: int, share: float
) -> tuple[int, int] | None:
    """The shortest stretch of words that holds enough of the wanted ones."""
    stems = [stem(word.form) for word in found]
    total = sum(map(weight, wanted))
    hits = [n for n, form in enumerate(stems) if form in wanted]
    if len(wanted) * len(hits) > _LONG_SEARCH:
        held = sum(map(weight, (Counter(wanted) & Counter(stems)).elements()))
        return (found[hits[0]].start, found[hits[-1]].end) if hits and held >= share * total else None
    best: tuple[float, int, int, int] | None = None
    for at, first in enumerate(hits):
        pool = list(wanted)
        held = long_words = 0
        for last in hits[at:]:
            if stems[last] in pool:
                pool.remove(stems[last])
                held += weight(stems[last])
                long_words += weight(stems[last]) > 1
            length = last - first + 1
            value = held / total - settings.stray * max(0, length - len(wanted)) / len(wanted)
            enough = held >= share * total and long_words >= least
            if enough and (best is None or value > best[0] + 1e-9):
                best = (value, length, first, last)
    return None if best is None else (found[best[2]].start, found[best[3]].end)


#: Words of the quotation times places of them on the other side from which the shortest stretch is not looked for.
_LONG_SEARCH = 40_000
