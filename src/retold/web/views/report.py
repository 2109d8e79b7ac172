"""A report as its page shows it: its text with what was found marked in it, and what is known of it.

In go a report and who said what in it; out come blocks of the text, cut where a mark begins or ends, so that marks may
overlap. Every mark leads to its entry in the list, and every entry back to its words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...model import Attributed, Attribution, Credit, Kept, Lineage, Listed, Segmented, Span
from ...report.compose import surety
from ...report.lineage import Branches
from ..writing import address, count, when

#: Words of a saying that stand in the list.
_MOST_WORDS = 40
#: Characters of a field that is handed back.
_MOST_FIELD = 300
_HOW = {
    "direct": "in quotation marks",
    "indirect": "in the report's words",
    "mixed": "partly in quotation marks",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are marked alike. `opens` are anchors that begin here; `closes` are notes that end here."""

    words: str
    kind: str
    opens: tuple[str, ...] = ()
    closes: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or one part of the text that is none (number 0)."""

    number: int
    anchor: str
    pieces: tuple[Piece, ...]
    others: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a part: its kind is a name of the stylesheet."""

    kind: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """An entry in the list of who said what."""

    id: str
    who: str
    how: str
    words: str
    via: str
    to: str


def said(found: Attributed) -> list[Said]:
    """Who said what, in the order of the text."""
    report = found.report.report
    return [
        Said(
            id=f"a{n}",
            who=_who(one, found.report),
            how=_HOW[one.kind],
            words=_short(" … ".join(report.words(span) for span in one.content)),
            via=", ".join(report.words(span) for span in one.via),
            to=f"#w{n}",
        )
        for n, one in enumerate(found.attributions, start=1)
    ]


_CREDITS = {
    "agency": "agency", "byline": "by", "dateline": "from", "contribution": "contributed", "copyright": "copyright",
    "republished": "first published by", "heard": "heard by",
}  # fmt: skip


def credited(found: Sequence[Credit]) -> list[tuple[str, tuple[str, ...]]]:
    """Who is credited: in which part, and the names, each once."""
    told: dict[str, dict[str, None]] = {}
    for one in found:
        told.setdefault(_CREDITS[one.kind] + ("" if one.whole else ", in part"), {})[one.name] = None
    return [(part, tuple(names)) for part, names in told.items()]


def _who(one: Attribution, text: Segmented) -> str:
    words = text.report.words(one.source) if one.source else ""
    if one.speaker and words and one.speaker != words:
        return f"{one.speaker} (“{_short(words)}”)"
    return one.speaker or words or ("somebody who is not named" if one.anonymous else "nobody is named")


def blocks(found: Attributed, credit: Sequence[Credit], *, others: bool) -> list[Block]:
    """The text as it is shown. `others`: each sentence leads to the other reports that tell it."""
    text = found.report
    marks = _Marks(found.attributions, credit)
    out: list[Block] = []
    paragraph: list[Sentence] = []
    number = -1
    for kind, span, place in _stretches(text):
        if place is None:
            if paragraph:
                out.append(Block("para", tuple(paragraph)))
                paragraph = []
            out.append(Block(f"part {kind}", (Sentence(0, "", tuple(marks.pieces(text, span))),)))
            continue
        if paragraph and text.sentences[place].paragraph != number:
            out.append(Block("para", tuple(paragraph)))
            paragraph = []
        number = text.sentences[place].paragraph
        lead = address("/sentence", report=text.report.id, at=span.start) if others else ""
        paragraph.append(Sentence(place + 1, f"s{place + 1}", tuple(marks.pieces(text, span)), lead))
    if paragraph:
        out.append(Block("para", tuple(paragraph)))
    return out


def _stretches(text: Segmented) -> Iterator[tuple[str, Span, int | None]]:
    """Sentences with their numbers, parts, and whatever else is written between them."""
    known: list[tuple[Span, str, int | None]] = [(s.span, "", n) for n, s in enumerate(text.sentences)]
    known += [(part.span, part.kind, None) for part in text.parts]
    at = 0
    words = text.report.text
    for span, kind, number in sorted(known, key=lambda one: one[0]):
        if words[at : span.start].strip():
            yield "other", Span(at, span.start), None
        yield kind, span, number
        at = max(at, span.end)
    if words[at:].strip():
        yield "other", Span(at, len(words)), None


class _Marks:
    """Where attributions stand: their words, who said them, and the cue; and the names that are credited."""

    def __init__(self, found: Sequence[Attribution], credit: Sequence[Credit]) -> None:
        self._spans: list[tuple[Span, str, int]] = []
        self._ends: dict[int, list[int]] = {}
        self._begins: dict[int, list[int]] = {}
        for n, one in enumerate(found, start=1):
            kind = "quoted" if one.kind == "direct" else "reported"
            self._spans += [(span, kind, n) for span in one.content]
            self._spans += [(span, "via", n) for span in one.via]
            if one.source:
                self._spans.append((one.source, "source", n))
            if one.cue:
                self._spans.append((one.cue, "cue", n))
            self._ends.setdefault(max(span.end for span in one.content), []).append(n)
            self._begins.setdefault(min(span.start for span in one.content), []).append(n)
        self._spans += [(one.span, "credited", 0) for one in credit if one.span]
        self._spans.sort()

    def pieces(self, text: Segmented, shown: Span) -> Iterator[Piece]:
        """The words of a stretch, cut where a mark begins or ends."""
        near = [one for one in self._spans if one[0].start < shown.end and one[0].end > shown.start]
        inside = {at for span, _, _ in near for at in span if shown.start < at < shown.end}
        ends = {at for at in self._ends if shown.start < at <= shown.end}
        cuts = sorted({shown.start, shown.end, *inside, *ends})
        for start, end in pairwise(cuts):
            kinds = dict.fromkeys(kind for span, kind, _ in near if span.start <= start and end <= span.end)
            yield Piece(
                text.report.text[start:end],
                " ".join(kinds),
                tuple(f"w{n}" for at in range(start, start + 1) for n in self._begins.get(at, ())),
                tuple((n, f"#a{n}") for n in self._ends.get(end, ())),
            )


def known(found: Kept) -> list[tuple[str, str]]:
    """What is known of a report, each with its name."""
    report = found.report
    fields: Iterable[tuple[str, str | None]] = (
        ("Id", report.id),
        ("Publisher", report.publisher),
        ("Published", _dated(report.published)),
        ("Modified", _dated(report.modified)),
        ("Byline", report.byline),
        ("Address", report.url),
        ("Canonical address", report.canonical),
        ("Taken over from", report.syndicated_from),
        ("Language", report.language),
        ("A version of", found.version_of),
        ("The same text as", found.same_as),
        ("Length", count(len(report.text), "character")),
        *_fields(report.fields),
    )
    return [(name, value) for name, value in fields if value]


def _fields(fields: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in sorted(fields.items()):
        told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
        yield name, told[:_MOST_FIELD] + (" …" if len(told) > _MOST_FIELD else "")


_READ_IN = {
    "field": "as given", "page": "from the page", "header": "from the header", "feed": "from the feed", "crawl": "when it was fetched",
}  # fmt: skip


def _dated(date: object) -> str | None:
    value, origin = getattr(date, "value", None), getattr(date, "origin", "")
    return f"{when(value)} ({value}, {_READ_IN.get(origin, origin)})" if value else None


def _short(words: str) -> str:
    told = words.split()
    return " ".join(told[:_MOST_WORDS]) + (" …" if len(told) > _MOST_WORDS else "")


@dataclass(frozen=True, slots=True)
class Kin:
    """A report that this one retells or is retold by."""

    told: str
    report: Listed
    share: float
    surety: str
    compare: str


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A step of the way from an origin to a report: a report, or None for a lost ancestor, and how sure the step to the
    next one is."""

    report: str | None
    surety: str


@dataclass(frozen=True, slots=True)
class Descends:
    """The place of a report in its family tree: the way from its origin, its second sources, and the reports that come
    from it, those last that do so in second place."""

    above: tuple[Ancestor, ...]
    second: tuple[str, ...]
    below: tuple[str, ...]


def descends(tree: Lineage, report: str) -> Descends:
    """The place of a report in a tree."""
    branches = Branches.of(tree)
    lost = {node.id for node in tree.nodes if node.lost}
    above: list[Ancestor] = []
    here = report
    while here in branches.first:
        edge = branches.first[here]
        here = edge.source
        above.append(Ancestor(None if here in lost else here, surety(edge.confidence).lower()))
    below: list[str] = []
    waiting = [edge.retelling for edge in branches.below.get(report, ())]
    while waiting:
        name = waiting.pop(0)
        if name in lost:
            waiting += [edge.retelling for edge in branches.below.get(name, ())]
        else:
            below.append(name)
    below += sorted(
        edge.retelling
        for edges in branches.second.values()
        for edge in edges
        if edge.source == report and edge.retelling not in below
    )
    second = tuple(edge.source for edge in branches.second.get(report, ()) if edge.source not in lost)
    return Descends(tuple(reversed(above)), second, tuple(below))
