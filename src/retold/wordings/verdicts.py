"""What became of the words of a quotation, from report to report.

In go the quotations that are one, in order of time; out comes what each report tells, with a verdict against the first.
Sentences that one report joins and another parts are put together first; a run of words quoted alone is a cut, and
no other wording, unless a word beside it turns the sense; editors' words in brackets and slips of letters are no
alteration.

Not tried: whether another wording keeps the sense.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from ..digest import digest
from ..model import Effect, Verdict
from ..settings import Following
from ..text.diff import blocks
from ..text.quotation import Reading, Stretch, reworded, shown
from ..text.tokens import words
from .matching import NOBODY, Quoted, Speaker, Telling, likeness, one_speaker, stretch

_LETTERS = re.compile(r"[^\W\d_]+")
#: Words of an editor's, in brackets, instead of the speaker's: "[the minister]" for "he". Dots are no words.
_REPAIR = re.compile(r"\[[^\]]*[^\W_][^\]]*\]|\((?!s\))[^)]*[^\W_][^)]*\)")
#: Words of the speaker's that such a repair may stand for.
_REPAIRED = 8


@dataclass(frozen=True, slots=True)
class Told:
    """A quotation as one text gives it, and what became of it against the first."""

    parts: tuple[Quoted, ...]
    verdict: Verdict | Literal["verbatim"]
    effect: Effect | None
    why: str


def told(
    group: Sequence[Quoted],
    neighbours: Mapping[int, Sequence[Quoted]],
    texts: Mapping[int, str],
    speaker: Mapping[Quoted, Speaker],
    telling: Telling,
    settings: Following,
) -> list[Told]:
    """The tellings of one quotation, each with what became of it against the first."""
    tellings: list[tuple[Quoted, ...]] = []
    for unit in group:
        last = tellings[-1][-1] if tellings else None
        if last is not None and _goes_on(last, unit, texts, settings) and last.forms != unit.forms:
            tellings[-1] = (*tellings[-1], unit)
        else:
            tellings.append((unit,))
    first = tellings[0]
    found = [Told(first, "verbatim", None, "the first wording in time")]
    for later in tellings[1:]:
        one, other = _widened(first, later, neighbours, texts, settings)
        found.append(_verdict(one, other, texts, speaker, telling, settings))
    return found


def _goes_on(one: Quoted, other: Quoted, texts: Mapping[int, str], settings: Following) -> bool:
    """Whether a quotation stands right behind another of its text."""
    if one.nr != other.nr or other.place != one.place + 1 or not (one.marked and other.marked):
        return False
    between = texts[one.nr][one.spans[-1].end : other.spans[0].start]
    return len(_LETTERS.findall(between)) <= settings.beside


#: The share, negative, of both from which two tellings that were widened are nearly the same, and how much nearer they
#: must be than before.
_NEARLY, _NEARER = -0.9, 0.1


def _widened(
    first: tuple[Quoted, ...],
    telling: tuple[Quoted, ...],
    neighbours: Mapping[int, Sequence[Quoted]],
    texts: Mapping[int, str],
    settings: Following,
) -> tuple[tuple[Quoted, ...], tuple[Quoted, ...]]:
    """Both, with the quotations right before and behind where those bring the two nearer: two sentences may be one."""
    plain = -_shared(first, telling)
    best = (plain, 0, first, telling)
    for n, one in enumerate(_wider(first, neighbours, texts, settings)):
        for m, other in enumerate(_wider(telling, neighbours, texts, settings)):
            option = (-_shared(one, other), n + m, one, other)
            if option[0] < min(best[0] - 1e-9, _NEARLY) and option[0] < plain - _NEARER:
                best = option
    return best[2], best[3]


def _wider(
    parts: tuple[Quoted, ...],
    neighbours: Mapping[int, Sequence[Quoted]],
    texts: Mapping[int, str],
    settings: Following,
) -> Iterator[tuple[Quoted, ...]]:
    yield parts
    beside = neighbours.get(parts[0].nr, ())
    if not parts[0].marked:
        return
    before = beside[parts[0].place - 1 : parts[0].place] if parts[0].place else ()
    after = beside[parts[-1].place + 1 : parts[-1].place + 2]
    ahead = (*before, *parts) if before and _goes_on(before[0], parts[0], texts, settings) else parts
    behind = (*parts, *after) if after and _goes_on(parts[-1], after[0], texts, settings) else parts
    if behind != parts:
        yield behind
    if ahead != parts:
        yield ahead


def _shared(one: Sequence[Quoted], other: Sequence[Quoted]) -> float:
    left, right = _forms(one), _forms(other)
    return 1.0 if left == right else likeness(left, right, _flat).both


def _flat(_: str) -> float:
    return 1.0


def _forms(parts: Sequence[Quoted]) -> list[str]:
    return [form for part in parts for form in part.forms]


def _verdict(
    first: tuple[Quoted, ...],
    telling: tuple[Quoted, ...],
    texts: Mapping[int, str],
    speaker: Mapping[Quoted, Speaker],
    telling_word: Telling,
    settings: Following,
) -> Told:
    one, other = (
        stretch(texts[parts[0].nr], [span for part in parts for span in part.spans], marked=parts[0].marked)
        for parts in (first, telling)
    )
    was, now = speaker.get(first[0], NOBODY), speaker.get(telling[0], NOBODY)
    another = one_speaker(was, now) == "other" and len(one.forms) > settings.short
    if one.marked and not other.marked:
        return Told(telling, "unquoted", "wording", f'"{one.said}" stands without quotation marks')
    if other.marked and not one.marked:
        return Told(telling, "quoted", "wording", f'"{other.said}" was put into quotation marks')
    found = (
        None
        if repaired(one, other) or misspelt(one, other, telling_word)
        else _in_part(one, other) or reworded(one, other)
    )
    if found is None:
        if another and was.person and now.person and was.label and now.label:
            why = f"given to another speaker: {shown(now.label)} instead of {shown(was.label)}"
            return Told(telling, "reassigned", "conflict", why)
        return Told(telling, "verbatim", None, "the same words")
    return Told(telling, *found)


def _in_part(one: Stretch, other: Stretch) -> Reading | None:
    """What became of a quotation of which a run of words was quoted, or more than before, where the words beside it turn
    nothing round: reports quote in part, and tell the rest in their own words."""
    if len(one.forms) > len(other.forms):
        at = _place(other.forms, one.forms)
        if at is not None and not _turned(one.forms, at, at + len(other.forms), other):
            return Reading(
                "elided" if other.elided else "truncated",
                "loss",
                f'of the quotation only "{other.said}" was quoted',
            )
        return None
    at = _place(one.forms, other.forms)
    if at is None or _turned(other.forms, at, at + len(one.forms), one):
        return None
    return Reading("added", "gain", f'quoted at more length: only "{one.said}" stands in the first wording')


def _place(forms: Sequence[str], held: Sequence[str]) -> int | None:
    """Where words stand in a row among others, or None."""
    size = len(forms)
    return next((n for n in range(len(held) - size + 1) if list(held[n : n + size]) == list(forms)), None)


def _turned(forms: Sequence[str], start: int, end: int, part: Stretch) -> bool:
    """Whether a word that turns the sense stands right before a run, or a condition right behind it, and the report
    that quotes the run alone does not say so in its own words before it."""
    if not _CONDITION.isdisjoint(forms[end : end + _BESIDE_WORDS]):
        return True
    if _TURNING.isdisjoint(forms[max(0, start - _BESIDE_WORDS) : start]):
        return False
    own = words(part.text, max(0, part.start - _OWN), part.start)
    return _TURNING.isdisjoint(word.form for word in own)


def misspelt(one: Stretch, other: Stretch, telling: Telling) -> bool:
    """Whether two wordings differ only in letters of words of which one is no word: "constructive", "construtive"."""
    differing = [block for block in blocks(one.forms, other.forms) if not block.equal]
    return all(
        block.left_end - block.left == block.right_end - block.right
        and all(
            _slip(a, b, telling)
            for a, b in zip(
                one.forms[block.left : block.left_end],
                other.forms[block.right : block.right_end],
                strict=True,
            )
        )
        for block in differing
    )


def _slip(one: str, other: str, telling: Telling) -> bool:
    if not (one.isalpha() and other.isalpha()) or min(len(one), len(other)) < _SLIP_LETTERS:
        return False
    return OSA.distance(one, other) <= 1 and (telling(one) == 1.0) != (telling(other) == 1.0)


#: Letters of the shortest word in which a slip is told from another word.
_SLIP_LETTERS = 3
#: Words beside a run that may turn its sense, and letters before a quotation in which a report may say so itself.
_BESIDE_WORDS, _OWN = 3, 40
_CONDITION = frozenset("if unless except without".split())
_TURNING = frozenset(
    "not no never none nor neither nothing nobody nowhere without hardly if unless except only but".split()
)


def repaired(one: Stretch, other: Stretch) -> bool:
    """Whether two wordings differ only where an editor's words in brackets stand for the speaker's: "[the minister]
    said" for "he said". Such a repair is marked, and no alteration."""
    left, right = _with_repairs(one), _with_repairs(other)
    if _BRACKET not in left and _BRACKET not in right:
        return False
    for block in blocks(left, right):
        if block.equal:
            continue
        gone, came = left[block.left : block.left_end], right[block.right : block.right_end]
        marks = [side for side in (gone, came) if side and set(side) == {_BRACKET}]
        spoken = [form for form in (*gone, *came) if form != _BRACKET]
        if not marks or len(spoken) > _REPAIRED:
            return False
    return True


_BRACKET = "[]"


def _with_repairs(held: Stretch) -> list[str]:
    """The forms of a wording, with a sign where an editor's words stand."""
    signs: list[tuple[int, str]] = [(word.start, word.form) for word in held.words]
    for piece in held.pieces or (held.span,):
        signs += [(match.start(), _BRACKET) for match in _REPAIR.finditer(held.text, *piece)]
    return [form for _, form in sorted(signs)]


def wording_ids(group: Sequence[Told]) -> list[str]:
    """An id for each telling's wording, the same for the same words."""
    return [digest("wording", str(one.parts[0].marked), *_forms(one.parts)) for one in group]


def named(found: Sequence[Sequence[Told]], founder: Callable[[int], str]) -> list[str]:
    """An id for each quotation: of its first wording, and where that is another's too of the report it stands in first."""
    taken: set[str] = set()
    ids: list[str] = []
    for group in found:
        first = group[0].parts
        name = digest("quotation", *_forms(first))
        if name in taken:
            name = digest("quotation", *_forms(first), founder(first[0].nr), str(first[0].spans[0].start))
        taken.add(name)
        ids.append(name)
    return ids
