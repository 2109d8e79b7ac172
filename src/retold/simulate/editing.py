"""What an editor does to a report, one operation each: cut, reword, turn, merge, split, move, add, mistype.

In goes a `Copy`, which is the report on the editor's desk; each operation changes it and notes what was done. What
each is modelled on stands in docs/method/simulate.md.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from . import house as houses, spelling, wording
from .draw import Draw
from .house import House
from .reports import Sentence, Tale
from .tradition import Operation
from .wording import Change

#: Keys of what is no sentence of the story.
_ASIDE = ("furniture", "credit", "heading", "note")
_NUMBERS = "one two three four five six seven eight nine ten".split()


@dataclass(slots=True)
class Copy:
    """A report on an editor's desk."""

    title: str
    paragraphs: list[list[Sentence]]
    dateline: str = ""
    stage: int = 0
    done: list[Operation] = field(default_factory=list)

    def note(self, what: str, before: str = "", after: str = "") -> None:
        """Remember what was done."""
        self.done.append(Operation(what, before, after))

    def story(self) -> list[int]:
        """The places of the paragraphs that tell the story."""
        return [n for n, paragraph in enumerate(self.paragraphs) if not aside(paragraph[0])]

    def keys(self) -> set[str]:
        """What is told."""
        return {key for paragraph in self.paragraphs for s in paragraph for key in s.keys}

    def each(self, change: Callable[[Sentence], Sentence]) -> None:
        """Change every sentence of the story."""
        self.paragraphs = [[s if aside(s) else change(s) for s in paragraph] for paragraph in self.paragraphs]

    def text(self) -> str:
        """The report as it is published."""
        blocks = [self.title] if self.title else []
        first = True
        for paragraph in self.paragraphs:
            block = " ".join(s.text for s in paragraph)
            if first and self.dateline and not aside(paragraph[0]):
                block, first = self.dateline + block, False
            blocks.append(block)
        return "\n\n".join(blocks)


def aside(sentence: Sentence) -> bool:
    """Whether a sentence is furniture, a credit, a heading or a note."""
    return bool(sentence.keys) and sentence.keys[0].split(":")[0] in _ASIDE


def put_aside(kind: str, text: str) -> list[Sentence]:
    """A paragraph that is no part of the story."""
    return [Sentence(text, (f"{kind}:",))]


def reword(copy: Copy, draw: Draw, share: float, used: set[tuple[str, int]]) -> None:
    """A share of the sentences in other words. A wording that an author wrote is used by one editor of a tradition,
    rarely by two, since two people who rewrite seldom hit on the same sentence."""

    def one(sentence: Sentence) -> Sentence:
        if draw.chance(share * 0.6) and sentence.others:
            free = [
                n
                for n, _ in enumerate(sentence.others)
                if (sentence.keys[0], n) not in used or draw.chance(0.1)
            ]
            if free:
                number = draw.pick(free)
                used.add((sentence.keys[0], number))
                text = sentence.others[number]
                for old, new in sentence.facts:
                    text = text.replace(old, new)
                others = (*(o for n, o in enumerate(sentence.others) if n != number),)
                copy.note("reworded", sentence.text, text)
                return dataclasses.replace(sentence, text=text, others=others)
        text = sentence.text
        changes: list[Change] = []
        if draw.chance(share):
            text, changes = wording.rephrased(text, draw, 0.15 + 0.5 * share)
        if draw.chance(share * 0.5):
            text, more = wording.turned(text, draw)
            changes = [*changes, *more]
        elif draw.chance(share * 0.2):
            text, more = wording.fronted(text)
            changes = [*changes, *more]
        for change in changes:
            copy.note(change.what, change.before, change.after)
        return sentence if text == sentence.text else dataclasses.replace(sentence, text=text)

    copy.each(one)


def trim(copy: Copy, draw: Draw, share: float) -> None:
    """Asides, attributions and hedges cut inside sentences. What is cut stays cut: no other wording brings it back."""

    def one(sentence: Sentence) -> Sentence:
        text, changes = wording.trimmed(sentence.text, draw, share)
        for change in changes:
            copy.note(change.what, change.before, change.after)
        return sentence if text == sentence.text else dataclasses.replace(sentence, text=text, others=())

    copy.each(one)


def drop(copy: Copy, place: int, number: int) -> None:
    """A sentence left out, with those that lean on it."""
    paragraph = copy.paragraphs[place]
    end = number + 1
    while end < len(paragraph) and paragraph[end].leans:
        end += 1
    for sentence in paragraph[number:end]:
        copy.note("sentence dropped", sentence.text)
    del paragraph[number:end]
    if not paragraph:
        del copy.paragraphs[place]
    elif number == 0 and paragraph[0].leans:
        paragraph[0] = dataclasses.replace(paragraph[0], leans=False)


def cut_from_the_end(copy: Copy, draw: Draw, kept: int) -> None:
    """Whole paragraphs from the end: a report is written so that it can be cut there (the inverted pyramid)."""
    places = copy.story()
    for place in reversed(places[max(2, kept) :]):
        for sentence in copy.paragraphs[place]:
            copy.note("sentence dropped", sentence.text)
        del copy.paragraphs[place]


def cut_here_and_there(copy: Copy, draw: Draw, share: float) -> None:
    """Single sentences, never the first."""
    for place in reversed(copy.story()[1:]):
        for number in reversed(range(len(copy.paragraphs[place]))):
            if len(copy.story()) > 2 and draw.chance(share) and number < len(copy.paragraphs[place]):
                drop(copy, place, number)
                if place >= len(copy.paragraphs):
                    break


def move(copy: Copy, draw: Draw) -> None:
    """A paragraph goes up: an editor thinks it more interesting."""
    places = copy.story()
    if len(places) < 4:
        return
    start = draw.whole(2, len(places) - 1)
    end = draw.whole(1, start - 1)
    paragraph = copy.paragraphs.pop(places[start])
    copy.paragraphs.insert(places[end], paragraph)
    copy.note("paragraph moved up", paragraph[0].text, paragraph[0].text)


def paragraphs(copy: Copy, house: House, draw: Draw) -> None:
    """Paragraphs of one sentence each, or several run together, as the house has them."""
    if house.paragraphs == "single":
        copy.paragraphs = [[s] for paragraph in copy.paragraphs for s in paragraph]
    elif house.paragraphs == "merged":
        out: list[list[Sentence]] = []
        for paragraph in copy.paragraphs:
            if (
                out
                and not aside(paragraph[0])
                and not aside(out[-1][0])
                and len(out) > 1
                and draw.chance(0.5)
            ):
                out[-1] += paragraph
            else:
                out.append(list(paragraph))
        copy.paragraphs = out


def join_and_part(copy: Copy, draw: Draw, share: float) -> None:
    """Two sentences made one, and one made two."""
    for paragraph in copy.paragraphs:
        number = 0
        while number < len(paragraph):
            one = paragraph[number]
            if aside(one):
                break
            if number + 1 < len(paragraph) and draw.chance(share):
                other = paragraph[number + 1]
                text = wording.joined(one.text, other.text, draw)
                if text is not None and not (one.leans or one.origin != other.origin):
                    copy.note("sentences joined", f"{one.text} {other.text}", text)
                    paragraph[number : number + 2] = [
                        Sentence(text, one.keys + other.keys, one.origin, leans=one.leans)
                    ]
                    continue
            parts = wording.parted(one.text) if draw.chance(share) else None
            if parts is not None:
                copy.note("sentence parted", one.text, " ".join(parts))
                paragraph[number : number + 1] = [
                    dataclasses.replace(one, text=parts[0], others=()),
                    dataclasses.replace(one, text=parts[1], others=(), leans=True),
                ]
                number += 1
            number += 1


def retitle(copy: Copy, tale: Tale, house: House, draw: Draw, *, anew: bool) -> None:
    """A headline of the house: one of its own, or the old one in its style."""
    title = copy.title
    if anew:
        options = [t for t in tale.told.titles if t.casefold() != title.casefold()]
        if options and draw.chance(0.8):
            title = draw.pick(options)
        elif copy.story():
            title = _headline(copy.paragraphs[copy.story()[0]][0].text) or title
    if title and house.capitals == "title":
        title = re.sub(r"(?<![\w'’])[a-z](?=\w{3})", lambda m: m[0].upper(), title)
    elif title and house.capitals == "all":
        title = title.upper()
    elif title.isupper():
        title = tale.told.titles[0] if tale.told.titles else title.capitalize()
    if title != copy.title:
        copy.note("headline", copy.title, title)
        copy.title = title


def _headline(lead: str) -> str:
    """The first clause of a lead, without its day."""
    clause = re.split(r"(?<=\w), | when | after | because | with the | as ", lead, maxsplit=1)[0].rstrip(".")
    clause = re.sub(r" (?:on \w+day|today|yesterday)(?: \w+ing| night)?", "", clause)
    return clause if 4 <= len(clause.split()) <= 14 and not wording.quoted(clause) else ""


def introduce(copy: Copy, tale: Tale) -> None:
    """Who is named for the first time by a surname alone is introduced, as an editor does who cut the introduction."""
    for short, full in tale.people:
        whole = " ".join(word for word in full.strip(" ,").split() if word[:1].isupper())
        name = re.compile(rf"(?<![\w-]){re.escape(short)}(?![\w-])")
        for place in copy.story():
            stop = False
            for number, sentence in enumerate(copy.paragraphs[place]):
                match = name.search(sentence.text)
                if match is None:
                    continue
                stop = True
                before = sentence.text[: match.start()].split()
                if (
                    before
                    and before[-1][:1].isupper()
                    and before[-1] not in ("But", "However,", "Yet", "Mr", "Ms")
                ) or len(whole.split()) < 2:
                    break
                if sentence.text[match.end() : match.end() + 2] in ("'s", "’s") and full.endswith(","):
                    break
                put = (
                    sentence.text[: match.start()]
                    + (wording.raised(full) if match.start() == 0 else full)
                    + sentence.text[match.end() :]
                )
                copy.note("introduced", sentence.text, put)
                copy.paragraphs[place][number] = dataclasses.replace(sentence, text=put)
                break
            if stop:
                break


def update_figures(copy: Copy, tale: Tale) -> bool:
    """The next figures of the story, wherever the last ones stand."""
    steps = [(line[copy.stage], line[copy.stage + 1]) for line in tale.figures if copy.stage + 1 < len(line)]
    copy.stage += 1
    found = False

    def one(sentence: Sentence) -> Sentence:
        nonlocal found
        text, facts = sentence.text, sentence.facts
        for old, new in steps:
            text = re.sub(rf"(?<![\w.,]){re.escape(old)}(?![\w%]|[.,]\d)", new, text)
            if text != sentence.text:
                facts = (*facts, (old, new))
        if text == sentence.text:
            return sentence
        found = True
        copy.note("figure updated", sentence.text, text)
        return dataclasses.replace(sentence, text=text, facts=facts)

    copy.each(one)
    title = copy.title
    for old, new in steps:
        title = re.sub(rf"(?i)\b{re.escape(old)}\b", new, title)
    copy.title = wording.raised(title)
    return found


_ROUNDABLE = re.compile(
    r"(?<![\w.,£$-])(?<!about )(?<!some )(?<!around )(?<!least )(?<!nearly )(?<!over )(?<!than )(?<!almost )(?<!roughly )(?<!fewer than )"
    r"(?<!in )(?<!since )(?<!May )(?<!to )(?<!by )(\d{1,3}(?:,\d{3})+|\d{2,3})(?= [a-z]{3,})(?! (?:percent|per cent|pence|a\.m|p\.m|May|million|billion|votes))"
)


def round_figures(copy: Copy, draw: Draw, share: float) -> None:
    """A figure made round: "310,000" becomes "more than 300,000"."""

    def one(sentence: Sentence) -> Sentence:
        match = _ROUNDABLE.search(sentence.text)
        if match is None or not draw.chance(share):
            return sentence
        if any(s < match.end() and match.start() < e for s, e in wording.quoted(sentence.text)):
            return sentence
        value = int(match[1].replace(",", ""))
        step = 10 ** (len(str(value)) - 1)
        low = value // step * step
        if value < 15 or low == value:
            return sentence
        near = f"{low:,}" if draw.chance(0.7) else f"{low + step:,}"
        new = f"more than {low:,}" if near == f"{low:,}" else f"nearly {near}"
        if match.start() == 0:
            new = wording.raised(new)
        text = sentence.text[: match.start()] + new + sentence.text[match.end() :]
        copy.note("figure rounded", sentence.text, text)
        return dataclasses.replace(sentence, text=text, facts=(*sentence.facts, (match[1], new)))

    copy.each(one)


def mistype(copy: Copy, draw: Draw, rate: float) -> None:
    """Slips of the keyboard: about one or two in a thousand words get past an editor."""

    def one(sentence: Sentence) -> Sentence:
        words = sentence.text.split(" ")
        out: list[str] = []
        text = sentence.text
        for number, word in enumerate(words):
            if not draw.chance(rate):
                out.append(word)
                continue
            kind = draw.weighted(
                ("letter", "double", "missing", "figure", "name"), (0.45, 0.1, 0.2, 0.15, 0.1)
            )
            inner = spelling.core(word)
            if kind == "double" and inner in (
                "the",
                "to",
                "of",
                "in",
                "a",
                "and",
                "that",
                "la",
                "le",
                "de",
                "der",
                "die",
            ):
                out += [word, word.lower()]
            elif (
                kind == "missing"
                and inner in ("the", "a", "of", "to", "in", "that", "and", "had", "was", "le", "la", "der")
                and number
            ):
                pass
            elif kind == "figure" and re.search(r"\d\d", word):
                at = re.search(r"\d\d", word)
                turned = (
                    word[: at.start()] + word[at.start() : at.end()][::-1] + word[at.end() :] if at else word
                )
                out.append(word if turned[:1] == "0" else turned)
            elif (kind == "letter" and word.islower()) or (
                kind == "name" and word[:1].isupper() and number and len(inner) > 4
            ):
                out.append(spelling.slip(word, draw))
            else:
                out.append(word)
        put = " ".join(out)
        if put == text:
            return sentence
        copy.note("mistyped", text, put)
        return dataclasses.replace(sentence, text=put)

    copy.each(one)


def correct_typos(copy: Copy, known: set[str], draw: Draw, share: float, vocabulary: dict[str, str]) -> None:
    """Misspelt words put right again, each by itself: what any careful editor does."""

    def one(sentence: Sentence) -> Sentence:
        out = []
        for word in sentence.text.split(" "):
            inner = spelling.core(word)
            right = vocabulary.get(inner) if inner and inner not in known else None
            if right is not None and draw.chance(share):
                out.append(spelling.put(word, right))
            elif (
                out
                and out[-1] == word
                and inner in ("the", "to", "of", "in", "and", "that")
                and draw.chance(share)
            ):
                continue
            else:
                out.append(word)
        put = " ".join(out)
        if put == sentence.text:
            return sentence
        copy.note("typing error put right", sentence.text, put)
        return dataclasses.replace(sentence, text=put)

    copy.each(one)


def style(
    copy: Copy,
    house: House,
    language: str,
    published: dt.datetime,
    earlier: dt.datetime | None,
    draw: Draw,
) -> None:
    """Everything in the style of the house; days of the week as they are seen on the day of publication."""

    def one(sentence: Sentence) -> Sentence:
        text = sentence.text
        changes: list[Change] = []
        if (
            earlier is not None
            and earlier.date() != published.date()
            and language == "en"
            and draw.chance(0.93)
        ):
            text, changes = houses.absolute(text, earlier)
        text, more = houses.styled(text, house, language, published)
        for change in (*changes, *more):
            copy.note(change.what, change.before, change.after)
        return sentence if text == sentence.text else dataclasses.replace(sentence, text=text)

    copy.each(one)


def dress(copy: Copy, house: House, tale: Tale, source: str, published: dt.datetime, draw: Draw) -> None:
    """What the house puts around the story: dateline, credit, furniture; what it takes away of another's."""
    kept = []
    for paragraph in copy.paragraphs:
        kind = paragraph[0].keys[0].split(":")[0] if aside(paragraph[0]) else ""
        share = (
            house.careless
            if kind == "furniture"
            else 0.25
            if kind == "credit"
            else 0.0
            if kind == "note"
            else 1.0
        )
        if kind and not draw.chance(share):
            copy.note(f"{kind} taken out", paragraph[0].text)
        else:
            kept.append(paragraph)
    copy.paragraphs = kept
    place = tale.place or ""
    if house.dateline and place:
        agency = f" ({source})" if source and (house.agency or house.credit == "dateline") else ""
        day = f", {published:%B} {published.day}" if house.agency and published.minute % 2 else ""
        copy.dateline = f"{place}{day}{agency} {draw.pick(('-', '–', '—')) if not house.agency else '-'} "
    else:
        copy.dateline = ""
    if house.credit == "tail" and source and not house.agency:
        copy.paragraphs.append(
            put_aside("credit", draw.pick((f"({source})", f"Source: {source}", f"With {source}")))
        )
        copy.note("credit added", "", copy.paragraphs[-1][0].text)
    elif house.credit == "by" and not house.agency:
        copy.paragraphs.insert(
            0,
            put_aside(
                "credit",
                draw.pick(
                    (
                        f"By our staff and {source or 'agencies'}",
                        f"{house.name} reporters",
                        "By a staff reporter",
                    )
                ),
            ),
        )
        copy.note("byline added", "", copy.paragraphs[0][0].text)
    for _ in range(house.furniture):
        line = houses.furniture(house, tale.language, draw)
        copy.paragraphs.insert(draw.whole(2, max(2, len(copy.paragraphs))), put_aside("furniture", line))
        copy.note("furniture added", "", line)
