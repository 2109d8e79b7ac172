"""Names: persons, organisations and places that became others, were dropped, added or made vague.

Reads the names of linked sentences (`text.names`) and asks first whether the other side says the same
name: by its known spellings (U.S., United States, American), as a part of the longer form ("Mr Smith" in
"John Smith"), by its initials or an acronym that either report defines, by spelling folded as
transliterations differ. What is left over on both sides is paired by place: both sides are laid beside
each other with every name as one word (longest common subsequence), and names that stand in the same gap
between the same words are one name told otherwise. A gap that holds a general word instead ("an
official", "other artists") made the name vaguer. A name that stands nowhere in the other report was
dropped or added. Names that changed places inside the same words are conflicts, and so is an office that
one person cannot hold beside the other.

Not tried: whom a pronoun means, roles told in other words ("the landlord" for "neighbours"), names in
headlines alone, the loss of a bare adjective ("Chinese-made").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from ..model import ChangeKind, Span
from ..settings import Naming
from ..text.data_names import BODIES, LANDS, OPENERS, SEATS
from ..text.diff import Block, blocks, cleaned
from ..text.general_nouns import FITS, indefinite
from ..text.known_names import LISTED, ONE_MENTION, WHERE, Known
from ..text.named_passage import NamedPassage
from ..text.names import Name
from ..text.quotation import shown
from ..text.same_name import likeness, misspelt, one_head, other_office, same, skeleton, subset
from .base import Linked, Told, View, Whole

KIND: ChangeKind = "name"


Row = Sequence[tuple[str, int | None]]


@dataclass(frozen=True, slots=True)
class Named:
    """A name in its place, or the general words that stand where the other side has one.

    `found_by` says why the pair was made: "place", "general", "swap", "office", "alone".
    """

    text: str
    name: Name | None
    start: int
    end: int
    found_by: str = "place"

    @property
    def span(self) -> Span:
        """The name with its office."""
        return Span(self.start, self.end)

    @property
    def said(self) -> str:
        """The words as they stand."""
        return shown(self.text[self.start : self.end])


_found: WeakKeyDictionary[Whole, Known] = WeakKeyDictionary()


def known(whole: Whole) -> Known:
    """The names of a report, found once."""
    found = _found.get(whole)
    if found is None:
        sentences = [sentence.span for sentence in whole.segmented.sentences]
        found = _found[whole] = Known(whole.text, sentences, whole.words)
    return found


def _passage(linked: Linked) -> NamedPassage:
    return NamedPassage(known(linked.whole), linked.numbers, linked.words, linked.stems)


def pairs(view: View) -> Iterator[tuple[Named | None, Named | None]]:
    """The names that are told otherwise, each with what stands for it on the other side, or None."""
    first, second = _passage(view.first), _passage(view.second)
    if not first.names and not second.names:
        return
    reading = _Reading(first, second, view.settings.naming)
    yield from reading.swapped()
    yield from reading.replaced()
    yield from reading.moved()
    yield from reading.slots()
    yield from reading.offices()
    yield from reading.openers()
    yield from reading.bodies()
    for naming in reading.alone(0):
        yield naming, None
    for naming in reading.alone(1):
        yield None, naming


def tell(left: Named | None, right: Named | None) -> Told | None:
    """What became of a name."""
    if left is None:
        return Told("added", "gain", f'the name "{right.said}" was added') if right else None
    if right is None:
        return Told("dropped", "loss", f'the name "{left.said}" was dropped')
    became = f'"{left.said}" became "{right.said}"'
    if left.name is None:
        return Told("sharper", "precision", f"{became}: a name was given")
    if right.name is None:
        return Told("vaguer", "precision", f"{became}: the name was left out")
    if left.found_by == "swap":
        return Told("altered", "conflict", f"{became}: the names changed places")
    if left.found_by == "office":
        return Told("altered", "conflict", f"{became}: another office")
    if misspelt(left.name, right.name):
        return Told("altered", "precision", f"{became}: the name was spelled otherwise")
    return Told("altered", "conflict", f"{became}: another name")


#: A nation that only opens a list: "U.S. and Canadian posts".
_ONE_OF_SEVERAL = re.compile(r"\s(?:and|or)\s[A-Z]")


class _Reading:
    """Two sides laid beside each other."""

    def __init__(self, first: NamedPassage, second: NamedPassage, settings: Naming) -> None:
        self.sides = (first, second)
        self.settings = settings
        self.aliases = {**first.known.aliases, **second.known.aliases}
        self.entities = self._match()
        held = (set(self.entities[0]), set(self.entities[1]))
        #: For each side, the names that the other side does not say.
        self.free = tuple(
            {n for n, entity in enumerate(self.entities[side]) if entity not in held[1 - side]}
            for side in (0, 1)
        )

    def _match(self) -> tuple[list[int], list[int]]:
        """A number for each name of both sides: equal for names of one thing."""
        groups: list[list[Name]] = []
        numbers: tuple[list[int], list[int]] = ([], [])
        for side, found in zip(self.sides, numbers, strict=True):
            for name in side.names:
                at = next(
                    (g for g, held in enumerate(groups) if all(self.same(name, h) for h in held)), len(groups)
                )
                if at == len(groups):
                    groups.append([])
                if not any(held.key == name.key for held in groups[at]):
                    groups[at].append(name)
                found.append(at)
        return numbers

    def same(self, a: Name, b: Name) -> bool:
        """Whether two names name one thing, as far as both reports know."""
        return same(a, b) or any(
            x.key in self.aliases and subset(self.aliases[x.key].split(), y.key.split())
            for x, y in ((a, b), (b, a))
        )

    def _masked(self, which: int, entities: Sequence[int]) -> list[tuple[str, int | None]]:
        """The words of a side with each name as one word, and which name it is."""
        side = self.sides[which]
        found: list[tuple[str, int | None]] = []
        at = 0
        for n, (first, last) in enumerate(side.places):
            found.extend((word.form, None) for word in side.words[at:first])
            if last > at:
                found.append((f"\u00a7 name {entities[n]}", n))
            at = max(at, last)
        found.extend((word.form, None) for word in side.words[at:])
        return found

    def _use(self, a: int | None, b: int | None) -> None:
        for which, n in ((0, a), (1, b)):
            if n is not None:
                self.free[which].discard(n)

    def _pair(self, a: int, b: int, found_by: str = "place") -> tuple[Named, Named]:
        self._use(a, b)
        return self._naming(0, a, found_by), self._naming(1, b, found_by)

    def _naming(self, which: int, n: int, found_by: str) -> Named:
        """A name with the place that says where it is, if that is told otherwise too ("Hill Road in the North End")."""
        side = self.sides[which]
        name, end = side.names[n], side.names[n].end
        if n + 1 in self.free[which] and WHERE.fullmatch(side.text, end, side.names[n + 1].start):
            self.free[which].discard(n + 1)
            end = side.names[n + 1].end
        return Named(side.text, name, name.start, end, found_by)

    def swapped(self) -> Iterator[tuple[Named, Named]]:
        """Names that changed places while the words around them stayed."""
        mine, others = self.entities
        if len(set(mine) & set(others)) < 2:
            return
        one, other = self._masked(0, [0] * len(mine)), self._masked(1, [0] * len(others))
        crossed = list[tuple[int, int]]()
        for block in blocks([form for form, _ in one], [form for form, _ in other]):
            if not block.equal:
                continue
            if _weight([form for form, _ in one[block.left : block.left_end]]) < self.settings.swapped:
                continue
            for (_, a), (_, b) in zip(
                one[block.left : block.left_end], other[block.right : block.right_end], strict=True
            ):
                if a is not None and b is not None and mine[a] != others[b]:
                    crossed.append((a, b))
        for a, b in crossed:
            if any(
                mine[c] == others[b] and others[d] == mine[a] and not self._listed(a, c) for c, d in crossed
            ):
                yield self._pair(a, b, "swap")

    def openers(self) -> Iterator[tuple[Named, Named]]:
        """The names that open both sentences, where neither report knows the other's: another subject."""
        first, second = self.sides
        for i in sorted(self.free[0]):
            if not (first.opens(i) and self._lost(0, i)):
                continue
            for j in sorted(self.free[1]):
                if i not in self.free[0] or not (second.opens(j) and self._lost(1, j)):
                    continue
                a, b = first.names[i], second.names[j]
                firm = "&" in first.text[a.start : a.end] or "&" in second.text[b.start : b.end]
                if (likeness(a, b) > 0 or firm) and first.is_source(a) == second.is_source(b):
                    yield self._pair(i, j)

    def _listed(self, a: int, b: int) -> bool:
        """Whether nothing but names, "and" and commas stands between two names: their order tells nothing."""
        side = self.sides[0]
        low, high = sorted((side.places[a], side.places[b]))
        inside = {n for first, last in side.places for n in range(first, last)}
        return all(
            n in inside
            or side.words[n].form in ("and", "or", "with", "&", "between", "of", "the", "in", "to")
            for n in range(low[1], high[0])
        )

    def replaced(self) -> Iterator[tuple[Named, Named]]:
        """Names that stand in one gap with another name, or with general words."""
        one, other = self._masked(0, self.entities[0]), self._masked(1, self.entities[1])
        settings, forms = self.settings, [form for form, _ in one]
        found = cleaned(blocks(forms, [form for form, _ in other]), forms)
        for n, block in enumerate(found):
            if block.equal:
                continue
            place = _beside(found, n, one)
            gaps = one[block.left : block.left_end], other[block.right : block.right_end]
            held = [[k for _, k in gap if k is not None] for gap in gaps]
            loose = max(len(gap) - len(inside) for gap, inside in zip(gaps, held, strict=True))
            if place >= 1 and loose <= settings.loose_general:
                yield from self._general(0, held[0], other, (block.right, block.right_end))
                yield from self._general(1, held[1], one, (block.left, block.left_end))
            if place >= settings.same_place and loose <= settings.loose_words + 2 * min(map(len, held)):
                yield from self._in_one_place(held, place)
            if (not gaps[0] or not gaps[1]) and 0 < loose <= settings.loose_general:
                self._cut_out(held, place)

    def _in_one_place(self, held: Sequence[Sequence[int]], place: float) -> Iterator[tuple[Named, Named]]:
        known = place >= self.settings.same_place_known
        ones, others = ([k for k in held[which] if k in self.free[which]] for which in (0, 1))
        first, second = self.sides
        scored = sorted(
            (-likeness(first.names[i], second.names[j]), abs(n - m), n + m, i, j)
            for n, i in enumerate(ones)
            for m, j in enumerate(others)
        )
        for score, _, _, i, j in scored:
            a, b = first.names[i], second.names[j]
            if score >= 0 or i not in self.free[0] or j not in self.free[1] or not (a.sure and b.sure):
                continue
            if first.modifies(a) != second.modifies(b) or self._kind_alone(a, b):
                continue
            sources = first.is_source(a), second.is_source(b)
            if sources[0] != sources[1] or (
                sources[0] and (not known or (len(a.forms) > 1) != (len(b.forms) > 1))
            ):
                continue
            if known or self._lost(0, i) or self._lost(1, j):
                yield self._pair(i, j)

    def _kind_alone(self, a: Name, b: Name) -> bool:
        """Whether one side names a thing by its kind alone: "the Forum", "the Lusava forum"."""
        one, other = (side.text for side in self.sides)
        after = other[b.end : b.end + len(a.forms[0]) + 1], one[a.end : a.end + len(b.forms[0]) + 1]
        return any(
            len(name.forms) == 1 and follows.lower() == f" {name.forms[0]}"
            for name, follows in ((a, after[0]), (b, after[1]))
        )

    def _general(
        self, which: int, held: Sequence[int], row: Row, gap: tuple[int, int]
    ) -> Iterator[tuple[Named, Named]]:
        side = self.sides[which]
        open_names = [
            k
            for k in held
            if k in self.free[which]
            and (self._lost(which, k) or (self._told_less(which, k) and self._lost(which, k, near=True)))
        ]
        if not open_names or gap[0] == gap[1]:
            return
        head = last = side.names[open_names[0]]
        general = self._general_words(1 - which, row, *gap, FITS[head.kind], told=side.is_source(head))
        if general is None:
            return
        for k in open_names:
            if k == open_names[0] or ONE_MENTION.fullmatch(side.text, last.end, side.names[k].start):
                last = side.names[k]
                self.free[which].discard(k)
        named = Named(side.text, head, head.start, last.end, "general")
        yield (named, general) if which == 0 else (general, named)

    def _general_words(
        self, which: int, row: Row, start: int, end: int, fits: str, *, told: bool
    ) -> Named | None:
        """An indefinite general noun with its determiner in a gap: "a cabinet minister", "other artists"."""
        side = self.sides[which]
        held = [None if name is None or side.names[name].adjective else name for _, name in row]
        found = indefinite([form for form, _ in row], held, (start, end), fits, told=told)
        if found is None:
            return None
        first, noun = found
        for n in range(first, noun + 1):
            name = row[n][1]
            if name is not None:
                self.free[which].discard(name)
        words = side.words[self._word(which, row, first) : self._word(which, row, noun) + 1]
        return Named(side.text, None, words[0].start, words[-1].end, "general")

    def _word(self, which: int, row: Row, n: int) -> int:
        """The index of the first word of an entry of a masked row."""
        at = 0
        for _, name in row[:n]:
            at = at + 1 if name is None else max(at, self.sides[which].places[name][1])
        return at

    def moved(self) -> Iterator[tuple[Named, Named]]:
        """What is left over on both sides in one role: "the Ministry of Finance", "the Ministry of Justice"."""
        first, second = self.sides
        scored = sorted(
            (-role, i + j, i, j)
            for i in self.free[0]
            for j in self.free[1]
            if first.names[i].sure and second.names[j].sure and (role := self._role(i, j)) > 0
        )
        for _, _, i, j in scored:
            if i in self.free[0] and j in self.free[1] and self._lost(0, i) and self._lost(1, j):
                yield self._pair(i, j)

    def _role(self, i: int, j: int) -> float:
        first, second = self.sides
        a, b = first.names[i], second.names[j]
        like = likeness(a, b)
        sources = first.is_source(a), second.is_source(b)
        if like <= 0 or a.adjective or b.adjective or sources[0] != sources[1]:
            return 0.0
        if sources[0]:
            return like if self._same_words >= self.settings.same_speech and a.kind == b.kind else 0.0
        if (
            misspelt(a, b)
            or skeleton(a.forms[0]).rstrip("s") == skeleton(b.forms[0]).rstrip("s")
            or one_head(a, b)
        ):
            return like + 3
        slots = first.slot(i), second.slot(j)
        if all(slots) and slots[0] != slots[1]:
            return 0.0
        shared = len(first.around(i) & second.around(j))
        if shared >= self.settings.same_role or (first.opens(i) and second.opens(j) and like >= 1):
            return like + shared
        return 0.0

    @cached_property
    def _same_words(self) -> float:
        """Share of the lighter side's words that the other holds."""
        one, other = (self.sides[which].near for which in (0, 1))
        return len(one & other) / (min(len(one), len(other)) or 1)

    def slots(self) -> Iterator[tuple[Named, Named]]:
        """What each side has left in one slot, if it has one name there: "in Leuwen", "in Oskil"; "Leuwen's", "Oskil's"."""
        first, second = self.sides
        if self._same_words < self.settings.same_passage:
            return
        held = [self._by_slot(which) for which in (0, 1)]
        for shared in sorted(set(held[0]) & set(held[1])):
            ones, others = held[0][shared], held[1][shared]
            if len(ones) != 1 or len(others) != 1:
                continue
            a, b = first.names[ones[0]], second.names[others[0]]
            if likeness(a, b) >= self.settings.same_slot and first.is_source(a) == second.is_source(b):
                yield self._pair(ones[0], others[0])

    def _by_slot(self, which: int) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for n in sorted(self.free[which]):
            slot = self.sides[which].slot(n)
            if slot and (self._absent(which, n) if slot == "subject" else self._lost(which, n)):
                found.setdefault(slot, []).append(n)
        return found

    def _absent(self, which: int, n: int) -> bool:
        """Whether no name of the other report is the same one, and none of its words stands there."""
        name, across = self.sides[which].names[n], self.sides[1 - which]
        return not any(self.same(name, other) for other in across.known.keys.values())

    def offices(self) -> Iterator[tuple[Named, Named]]:
        """One person under two offices that exclude each other."""
        for i, a in enumerate(self.sides[0].names):
            for j, b in enumerate(self.sides[1].names):
                if (
                    self.entities[0][i] == self.entities[1][j]
                    and a.kind == b.kind == "person"
                    and other_office(a.title, b.title)
                ):
                    yield self._pair(i, j, "office")
                    break

    def bodies(self) -> Iterator[tuple[Named, Named]]:
        """A nation on one side where the other names one of its bodies: "in Tarvia", "the Tarvian Senate"."""
        for i, a in enumerate(self.sides[0].names):
            for j, b in enumerate(self.sides[1].names):
                if a.kind != "nation" or b.kind != "nation" or self.entities[0][i] != self.entities[1][j]:
                    continue
                held = self._body_after(0, i), self._body_after(1, j)
                bare, name, body = (0, a, held[1]) if held[1] else (1, b, held[0])
                if body is None or (held[0] and held[1]) or self.sides[bare].modifies(name):
                    continue
                if _ONE_OF_SEVERAL.match(self.sides[bare].text, name.end):
                    continue
                if any(body.key in other.key.split() for other in self.sides[bare].names):
                    continue
                ends = a.end if bare == 0 else body.end, b.end if bare == 1 else body.end
                one, other = (side.text for side in self.sides)
                yield Named(one, a, a.start, ends[0]), Named(other, b, b.start, ends[1])
                return

    def _body_after(self, which: int, n: int) -> Name | None:
        """The body whose name follows a nation's at once."""
        side = self.sides[which]
        after = side.names[n + 1] if n + 1 < len(side.names) else None
        if after is None or after.kind != "body" or side.text[side.names[n].end : after.start].strip():
            return None
        return after

    def _cut_out(self, held: Sequence[Sequence[int]], place: float) -> None:
        """Names in a passage that was cut out of words that stayed: told though they stand farther off."""
        for which in (0, 1):
            for k in held[which]:
                if (
                    place >= self.settings.same_place_known
                    and k in self.free[which]
                    and self._told_less(which, k)
                ):
                    self.cut[which].add(k)

    def _told_less(self, which: int, n: int) -> bool:
        """Whether the other report says a name less often: a name that only moved is not lost."""
        name = self.sides[which].names[n]
        counts = [
            sum(name.key == other.key for row in side.known.names for other in row) for side in self.sides
        ]
        return counts[which] > counts[1 - which]

    @cached_property
    def cut(self) -> tuple[set[int], set[int]]:
        """Names that stand in a passage cut out of one side."""
        return set(), set()

    def alone(self, which: int) -> Iterator[Named]:
        """Names that stand nowhere in the other report; neighbours in a list are one mention."""
        side = self.sides[which]
        open_names = [
            n
            for n, name in enumerate(side.names)
            if n in self.free[which] and not side.is_source(name) and not side.modifies(name)
        ]
        gone = {n for n in open_names if self._gone(which, n)}
        for n in open_names:  # what went with a name that is gone went too, though it stands farther off
            beside = any(abs(n - m) == 1 for m in gone)
            if (
                n not in gone
                and beside
                and side.is_setting(n)
                and self._told_less(which, n)
                and self._lost(which, n, near=True)
            ):
                gone.add(n)
        run: list[Name] = []
        for name in (side.names[n] for n in sorted(gone)):
            if run and not LISTED.fullmatch(side.text, run[-1].end, name.start):
                yield Named(side.text, run[0], run[0].start, run[-1].end, "alone")
                run = []
            run.append(name)
        if run:
            yield Named(side.text, run[0], run[0].start, run[-1].end, "alone")

    def _gone(self, which: int, n: int) -> bool:
        if n in self.cut[which]:
            return self._lost(which, n, near=True)
        return self._lost(which, n) and not self._said_before(which, self.sides[which].names[n])

    def _said_before(self, which: int, name: Name) -> bool:
        """Whether the report gave the name before: what its loss takes away is told there."""
        side = self.sides[which]
        own = set(side.numbers)
        return any(
            other.start < name.start
            and (other.key == name.key or subset(name.key.split(), other.key.split()))
            for n, row in enumerate(side.known.names)
            if n not in own
            for other in row
            if other.start < name.start
        )

    def _lost(self, which: int, n: int, *, near: bool = False) -> bool:
        """Whether a name of weight stands nowhere in the other report (or, asked so, not near by)."""
        name, across = self.sides[which].names[n], self.sides[1 - which]
        if not name.sure or name.kind in ("office", "body", "group"):
            return False
        telling = [
            form for form in name.forms if form not in BODIES and form not in LANDS and len(form) > 1
        ] or name.forms
        forms = across.near if near else across.known.forms
        if telling[-1] in forms or (name.kind not in ("person", "name") and telling[0] in forms):
            return False
        if near:
            return True
        held = across.known
        if (
            name.key in held.keys
            or any(SEATS.get(key) == name.key for key in held.keys)
            or SEATS.get(name.key) in held.keys
        ):
            return False
        initials = "".join(form[0] for form in name.forms)
        likely = {
            other.key: other
            for form in (*map(skeleton, name.forms), *name.forms, initials)
            for other in held.by_form.get(form, ())
        }
        if any(self.same(name, other) for other in likely.values()):
            return False
        return self.aliases.get(name.key) not in held.keys


def _weight(forms: Sequence[str]) -> float:
    return sum(0.5 if form in OPENERS else 1.0 for form in forms)


def _beside(found: Sequence[Block], n: int, one: Row) -> float:
    """How much is equal directly before and after a gap; an end of both sides counts as one word."""
    total = 0.0
    for step in (n - 1, n + 1):
        if 0 <= step < len(found):
            block = found[step]
            row = [form for form, _ in one[block.left : block.left_end]]
            total += min(2.0, _weight(row[-3:] if step < n else row[:3]))
        else:
            total += 0.5
    return total
