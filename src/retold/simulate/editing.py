"""What an editor does to a report, one operation each: cut, reword, turn, merge, split, move, add, mistype.

In goes a `Copy`, which is the report on the editor's desk; each operation changes it and notes what was done. What
each is modelled on stands in docs/method/simulate.md.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
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
#: The origin of what belongs to another story.
ELSEWHERE = "elsewhere"
_ASIDE = ("furniture", "credit", "heading", "note")
#: Words that keep their small letter in a headline of capitals.
_SMALL = "a an and as at but by for from in of on or the to with".split()
#: Words that a typist doubles, and those that he leaves out.
_DOUBLED = "the to of in a and that la le de der die".split()
_MISSED = "the a of to in that and had was le la der".split()


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


def reword(copy: Copy, draw: Draw, share: float, language: str, used: set[tuple[str, int]]) -> None:
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
                text = wording.with_facts(sentence.others[number], sentence.facts)
                others = (*(o for n, o in enumerate(sentence.others) if n != number),)
                copy.note("reworded", sentence.text, text)
                return dataclasses.replace(sentence, text=text, others=others)
        text = sentence.text
        changes: list[Change] = []
        if language != "en":
            return sentence
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
    """A sentence left out, with those that lean on it, in its paragraph and behind it."""
    paragraph = copy.paragraphs[place]
    end = number + 1
    while end < len(paragraph) and paragraph[end].leans:
        end += 1
    to_the_end = end == len(paragraph)
    for sentence in paragraph[number:end]:
        copy.note("sentence dropped", sentence.text)
    del paragraph[number:end]
    following = place + 1
    if not paragraph:
        del copy.paragraphs[place]
        following = place
    if to_the_end and following < len(copy.paragraphs) and copy.paragraphs[following][0].leans:
        drop(copy, following, 0)


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
            if draw.chance(share) and len(copy.story()) > 2:
                drop(copy, place, number)


def move(copy: Copy, draw: Draw) -> None:
    """A paragraph goes up: an editor thinks it more interesting."""
    places = copy.story()
    free = [
        n for n in range(2, len(places)) if not _leans(copy, places[n]) and not _leans(copy, places[n] + 1)
    ]
    if not free:
        return
    start = draw.pick(free)
    above = [n for n in range(1, start) if not _leans(copy, places[n])]
    if not above:
        return
    paragraph = copy.paragraphs.pop(places[start])
    copy.paragraphs.insert(places[draw.pick(above)], paragraph)
    copy.note("paragraph moved up", paragraph[0].text, paragraph[0].text)


def insert(copy: Copy, paragraph: list[Sentence], draw: Draw, *, first: int = 1) -> None:
    """A paragraph put in behind the first ones, where none leans on what stands before."""
    places = copy.story()
    free = [n + 1 for n in places[min(first, len(places)) - 1 :] if not _leans(copy, n + 1)]
    copy.paragraphs.insert(draw.pick(free), paragraph)


def _leans(copy: Copy, place: int) -> bool:
    """Whether the paragraph at a place leans on the one before."""
    return place < len(copy.paragraphs) and copy.paragraphs[place][0].leans


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


def one_story(copy: Copy) -> None:
    """Out of a digest an editor takes the one story, under its own heading."""
    if not any(s.origin == ELSEWHERE for paragraph in copy.paragraphs for s in paragraph):
        return
    kept: list[list[Sentence]] = []
    for paragraph, following in itertools.zip_longest(copy.paragraphs, copy.paragraphs[1:]):
        ours = following is not None and following[0].origin != ELSEWHERE
        if paragraph[0].origin == ELSEWHERE:
            copy.note("other story left out", paragraph[0].text)
        elif paragraph[0].keys[0] != "heading:":
            kept.append(paragraph)
        elif ours:
            copy.note("headline", copy.title, paragraph[0].text)
            copy.title = paragraph[0].text
    copy.paragraphs = kept


def retitle(copy: Copy, tale: Tale, house: House, draw: Draw, used: set[str], *, anew: bool) -> None:
    """A headline of the house: one of its own, which no other house has, or the old one in its style."""
    title = copy.title
    if anew:
        free = [t for t in tale.told.titles if t not in used and t.casefold() != title.casefold()]
        if free and draw.chance(0.6):
            title = draw.pick(free)
            used.add(title)
        elif copy.story() and draw.chance(0.5):
            title = _headline(copy.paragraphs[copy.story()[0]][0].text) or title
        elif tale.language == "en":
            title = wording.rephrased(title, draw, 0.7)[0]
    if title and house.capitals == "title" and tale.language == "en":
        words = title.split(" ")
        title = " ".join(w if w in _SMALL and n else wording.raised(w) for n, w in enumerate(words))
    elif title and house.capitals == "all":
        title = title.upper()
    elif title.isupper():
        title = next((t for t in tale.told.titles if t.upper() == title), title.capitalize())
    if title != copy.title:
        copy.note("headline", copy.title, title)
        copy.title = title


def _headline(lead: str) -> str:
    """The first clause of a lead, without its day."""
    clause = re.split(r"(?<=\w), | when | after | because | with the | as ", lead, maxsplit=1)[0].rstrip(".")
    clause = re.sub(r" (?:on \w+day|today|yesterday)(?: \w+ing| night)?", "", clause)
    return clause if 4 <= len(clause.split()) <= 14 and not wording.quoted(clause) else ""


def introduce(copy: Copy, tale: Tale) -> None:
    """Who is named first is named in full, with the office, and by the surname after that: an editor sees to it who
    has cut or moved the introduction (a fifth of all cuts want such a repair: Bell 1984 on pronouns)."""
    for short, full in tale.people:
        whole = " ".join(word for word in full.strip(" ,").split() if word[:1].isupper())
        if len(whole.split()) < 2:
            continue
        name = re.compile(rf"(?<![\w-]){re.escape(short)}(?![\w-])")
        known = False
        for place in copy.story():
            for number, sentence in enumerate(copy.paragraphs[place]):
                match = name.search(sentence.text)
                if match is None:
                    continue
                put = _named(sentence.text, match, (short, full, whole), known=known)
                known = True
                if put != sentence.text:
                    copy.note("introduced", sentence.text, put)
                    copy.paragraphs[place][number] = dataclasses.replace(sentence, text=put)


def _named(text: str, match: re.Match[str], names: tuple[str, str, str], *, known: bool) -> str:
    """A sentence with a person in it, who is known already or not."""
    short, full, whole = names
    if known:
        named = re.compile(rf"(?<![\w-]){re.escape(full.rstrip(','))}(?![\w-]|,| of )", re.IGNORECASE)
        return named.sub(short, text, count=1) if not full.endswith(",") else text
    before = text[: match.start()].split()
    if whole in text or (before and before[-1][:1].isupper() and before[-1] not in _OPENERS):
        return text
    if any(s < match.start() < e for s, e in wording.quoted(text)):
        return text
    after = text[match.end() :]
    if full.endswith(",") and (after[:2] in {"'s", "’s"} or after[:1] in {",", "."}):
        return text
    return text[: match.start()] + (full if before else wording.raised(full)) + after


_OPENERS = ("But", "However,", "Yet", "Mr", "Ms")


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
        new = _rounded(int(match[1].replace(",", "")), draw)
        if not new:
            return sentence
        if match.start() == 0:
            new = wording.raised(new)
        text = sentence.text[: match.start()] + new + sentence.text[match.end() :]
        copy.note("figure rounded", sentence.text, text)
        return dataclasses.replace(sentence, text=text, facts=(*sentence.facts, (match[1], new)))

    copy.each(one)


def _rounded(value: int, draw: Draw) -> str:
    """A figure in round words, where it is near enough to a round one."""
    step = 10 ** (len(str(value)) - 1)
    low = value // step * step
    above, below = value - low, low + step - value
    if 0 < above <= 0.2 * value and (above <= below or draw.chance(0.3)):
        return f"more than {low:,}"
    if below <= 0.15 * value:
        return f"nearly {low + step:,}"
    return ""


def mistype(copy: Copy, draw: Draw, rate: float, wrong: dict[str, str]) -> None:
    """Slips of the keyboard: about one in a thousand words gets past an editor. `wrong` learns what was meant."""

    def one(sentence: Sentence) -> Sentence:
        words = sentence.text.split(" ")
        put = " ".join(
            part
            for number, word in enumerate(words)
            for part in (_typed(word, draw, wrong, first=number == 0) if draw.chance(rate) else (word,))
        )
        if put == sentence.text:
            return sentence
        copy.note("mistyped", sentence.text, put)
        return dataclasses.replace(sentence, text=put)

    copy.each(one)


def _typed(word: str, draw: Draw, wrong: dict[str, str], *, first: bool) -> tuple[str, ...]:
    """What is typed for a word by mistake: it twice, nothing, two digits exchanged, a letter wrong."""
    kind = draw.weighted(("letter", "double", "missing", "figure", "name"), (0.45, 0.1, 0.2, 0.15, 0.1))
    inner = spelling.core(word)
    if kind == "double" and inner in _DOUBLED:
        return word, word.lower()
    if kind == "missing" and inner in _MISSED and not first:
        return ()
    if kind == "figure":
        turned = re.sub(r"(\d)([1-9])(?!\d*%)", r"\2\1", word, count=1)
        return (word if turned.startswith("0") or "%" in word else turned,)
    if (kind == "letter" and word.islower()) or (kind == "name" and word[:1].isupper() and not first):
        typed = spelling.slip(word, draw)
        if typed != word:
            wrong[spelling.core(typed)] = inner
        return (typed,)
    return (word,)


def misread(copy: Copy, draw: Draw, rate: float) -> None:
    """Letters misread by a machine that scans print, as in texts that come from paper."""

    def one(sentence: Sentence) -> Sentence:
        words = [spelling.scanned(w, draw) if draw.chance(rate) else w for w in sentence.text.split(" ")]
        put = " ".join(words)
        if put == sentence.text:
            return sentence
        copy.note("misread by a scanner", sentence.text, put)
        return dataclasses.replace(sentence, text=put)

    copy.each(one)


def correct_typos(copy: Copy, wrong: dict[str, str], draw: Draw, share: float) -> None:
    """Misspelt and doubled words put right again, each by itself: what any careful editor does."""

    def one(sentence: Sentence) -> Sentence:
        out: list[str] = []
        for word in sentence.text.split(" "):
            inner = spelling.core(word)
            if inner in wrong and draw.chance(share):
                out.append(spelling.put(word, wrong[inner]))
            elif not (out and out[-1].casefold() == word and inner in _DOUBLED and draw.chance(share)):
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
    digest = any(s.origin == ELSEWHERE for paragraph in copy.paragraphs for s in paragraph)
    if (house.dateline or (house.credit == "dateline" and source)) and place and not digest:
        agency = f" ({source})" if source and (house.agency or house.credit == "dateline") else ""
        day = f", {published:%B} {published.day}" if house.agency and published.minute % 2 else ""
        copy.dateline = f"{place}{day}{agency} {draw.pick(('-', '–', '—')) if not house.agency else '-'} "
    else:
        copy.dateline = ""
    tails, bylines = houses.words_of(houses.CREDITS, tale.language)
    if house.credit == "tail" and source and not house.agency:
        copy.paragraphs.append(put_aside("credit", draw.pick(tails).format(source=source)))
        copy.note("credit added", "", copy.paragraphs[-1][0].text)
    elif house.credit == "by" and not house.agency:
        named = [line for line in bylines if "{source}" in line] if source else []
        line = draw.pick(named or bylines).format(source=source or "agencies", name=house.name)
        copy.paragraphs.insert(0, put_aside("credit", line))
        copy.note("byline added", "", line)
    for _ in range(house.furniture):
        line = houses.furniture(house, tale.language, draw)
        if all(line != paragraph[0].text for paragraph in copy.paragraphs):
            copy.paragraphs.insert(draw.whole(2, max(2, len(copy.paragraphs))), put_aside("furniture", line))
            copy.note("furniture added", "", line)
